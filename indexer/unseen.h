/* A line was left, and nothing told of it when it was: in panes, or where brackets are all that tells. */
#ifndef STENO_INDEXER_UNSEEN_H
#define STENO_INDEXER_UNSEEN_H

#include "indexer/edit.h"

/*
 * In a pane: a line came at once with its key, and all there was to see of it is the pane drawn anew: the prompt stands bare again, and
 * the line above it, behind its own.  Where it is, and its last row.
 */
bool unseen_stands_above(struct recovery *, const struct stroke *, int *row, int *col, int *last);

#endif
