/*
 * A document that a program sends at once may be drawn so fast, or driven off its pane, that nobody sees all of it.  Where the recording has the text
 * of its keys, the rows that were seen tell which lines they are, and so the others.
 */
#ifndef STENO_INDEXER_DOCUMENT_H
#define STENO_INDEXER_DOCUMENT_H

#include "indexer/edit.h"

/* The command will be told: if a document in it lacks rows, it gets them. */
void document_mend(struct recovery *, struct command *);

/* A commit of which nothing was seen may be one.  False: it is a row of one that is told of by now. */
bool document_unseen(struct recovery *, struct command *);

/*
 * Its last rows stand on the screen, one below the other, each behind a prompt of at most `more` bytes, with at most so many others below them that
 * are none of its.
 */
bool document_ends_above(struct recovery *, const char *text, size_t len, size_t more, int below);

#endif
