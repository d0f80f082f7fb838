/* Several lines that came at once, in a pane. */
#ifndef STENO_INDEXER_BURST_H
#define STENO_INDEXER_BURST_H

#include "indexer/edit.h"

/* They were not echoed yet when they came; what brackets say meanwhile is about one or another of them. */
bool burst_waits(const struct recovery *);

/* The line that is edited was left with others, and a prompt stands below them all: hand them out.  False: it is not so. */
bool burst_leaves(struct recovery *);

/* A line in a pane was left with this key, and lacks something that came at once with it: the rows below, behind prompts for more. */
void burst_join(struct recovery *, const struct stroke *, int last, struct buffer *text);

#endif
