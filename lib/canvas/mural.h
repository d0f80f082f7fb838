/*
 * A picture of a screen, painted: what stood there and nothing else.  A cell that holds hidden characters (bidirectional
 * overrides, say) is turned over, and one whose text is not as wide as it claims shows U+FFFD; concealed text is blank.
 */
#ifndef STENO_CANVAS_MURAL_H
#define STENO_CANVAS_MURAL_H

#include "lib/canvas/canvas.h"
#include "lib/screen/picture.h"

/* The part of it that begins at row `top` and column `left`, cut to the area: nothing where it has no cells.  The cursor is not painted. */
void mural_paint(struct canvas *, const struct canvas_area *, const struct picture *, int top, int left);

#endif
