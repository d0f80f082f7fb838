/*
 * The lines that were run lately, as far as they may be fetched again: an editor that has one row shows but a part of a long one.
 */
#ifndef STENO_INDEXER_RECALL_H
#define STENO_INDEXER_RECALL_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/buffer.h"

#define RECALL_LINES 64

/* Zero-initialised, it has none. */
struct recall {
	struct buffer lines[RECALL_LINES]; /* a ring */
	size_t next;
};

void recall_free(struct recall *);

/* This was run. */
void recall_note(struct recall *, const struct buffer *text);

/* All of this was run, as one of them. */
bool recall_has(const struct recall *, const struct buffer *text);

/* The one line, longer than this part of it, that begins so, or ends so; NULL: there is none, or several.  Borrowed, until the next is noted. */
const struct buffer *recall_find(const struct recall *, const struct buffer *part, bool begins);

#endif
