/*
 * A line that is taller than its window, in zsh: what went out at the top is no more, and ">...." stands there; "<...." at the bottom.
 * What went out had been shown.
 */
#ifndef STENO_INDEXER_TALL_H
#define STENO_INDEXER_TALL_H

#include "indexer/edit.h"

/* Output that the screen is about to take: it makes the line go out at an edge, or it did. */
bool tall_note(struct recovery *, const struct event *);

/* And has taken. */
void tall_look(struct recovery *);

/* The text is not all there. */
bool tall_is_cut(const struct buffer *text);

#endif
