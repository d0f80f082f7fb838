/* Jobs have printed below a prompt before anything was typed behind it: the line that begins is that prompt's. */
#ifndef STENO_INDEXER_CLAMOUR_H
#define STENO_INDEXER_CLAMOUR_H

#include "indexer/edit.h"

/* The cursor stands in an empty row, behind what jobs have printed at a shell's prompt; then its place is the top. */
bool clamour_stands_behind(struct recovery *, int row);

/* In a pane: the shell has drawn its prompt again, and the line behind it. */
void clamour_settle(struct recovery *);

/* In a pane: what was read of such a line has rows of the jobs' among its own. */
bool clamour_spoilt(const struct edit *, const struct buffer *text);

#endif
