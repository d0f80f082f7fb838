/*
 * How an editor moved about its line, from what a multiplexer made of it: its terminal is told of rows and columns of the whole window.
 * Relative to where the cursor was they are the editor's own, but for a step to the left: that may be so many steps back, or a
 * return and so many steps on, and which it was depends on where the editor believed to be.  Of such a step both columns are kept.
 */
#ifndef STENO_INDEXER_MOTION_H
#define STENO_INDEXER_MOTION_H

#include <stdbool.h>

#include "lib/base/buffer.h"
#include "lib/screen/screen.h"

/* Append what was written, as of an editor's own terminal.  The cursor is where it was before.  False: it can't be told. */
bool motion_take(const char *data, size_t len, const struct screen_cursor *cursor, int cols, int rows, struct buffer *out);

/* Draw that on a screen where the line begins in this column, as its editor believes. */
void motion_draw(struct screen *, const char *data, size_t len, int begin);

#endif
