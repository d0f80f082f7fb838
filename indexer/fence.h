/* What parts panes from one another: borders beside them, and rows below them. */
#ifndef STENO_INDEXER_FENCE_H
#define STENO_INDEXER_FENCE_H

#include "indexer/line.h"

/* This cell may be one of a border's. */
bool fence_is_post(const struct screen *, int row, int col);

/* The same of a border that is one: a column that stays so over at least three rows. */
bool fence_is_edge(const struct screen *, int row, int col);

/* Box drawing, all over the pane, perhaps with a title, or a caption: what stands above it is another pane. */
bool fence_is_floor(const struct screen *, const struct pane *, int row);

#endif
