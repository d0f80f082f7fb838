/* Several lines that came at once, in a pane. */
#ifndef STENO_INDEXER_BURST_H
#define STENO_INDEXER_BURST_H

#include "indexer/edit.h"

/* They were not echoed yet when they came; what brackets say meanwhile is about one or another of them. */
bool burst_waits(struct recovery *);

/* All of them are one block, and stand there, each in its row. */
bool burst_is_block(struct recovery *);

/* This event's output scrolls a part of the screen: a line feed in it is no end of a line. */
bool burst_is_scrolled(const struct recovery *);

/* The line that is edited was left with others, and a prompt stands below them all: hand them out.  False: it is not so. */
bool burst_leaves(struct recovery *);

/* A line in a pane was left with this key, and lacks something that came at once with it: the rows below, behind prompts for more. */
void burst_join(struct recovery *, const struct stroke *, int last, struct buffer *text);

/*
 * The line that was left by this event's output lacks its end, and the keys that gave it were pressed together with its own: what the
 * output says of editors and line feeds is not to be heard until all of it is drawn.
 */
bool burst_goes_on(const struct recovery *);

/* It is: take the rows that stand below, each behind the prompt for more. */
void burst_rejoin(struct recovery *);

#endif
