/*
 * What an index should say, and what it says.
 */
#ifndef STENO_INDEXER_RECKONING_H
#define STENO_INDEXER_RECKONING_H

#include <stdbool.h>

#include "lib/base/buffer.h"

struct reckoning {
	char *folder; /* ours, with both in it */
	char *copy, *anew;
	bool json, quiet;
	const char *index;
};

/* A folder of its own, and in it a copy of the index; `anew` is the name for what is made beside it.  0 or an exit code, said why. */
int reckoning_begin(struct reckoning *, const char *index);

/* Compare what was made with the copy, and say what is another: an exit code. */
int reckoning_finish(const struct reckoning *);

/* Nothing is left. */
void reckoning_free(struct reckoning *);

#endif
