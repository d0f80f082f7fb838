/*
 * What a worker does in its cage: it recovers the commands, and where it is asked to, notes what each showed and the
 * screen at the beginning of each frame.
 */
#ifndef STENO_INDEXER_SCRIBE_H
#define STENO_INDEXER_SCRIBE_H

#include "indexer/censor.h"
#include "lib/cast/header.h"

/* Borrowed as long as the worker lives. */
struct scribe_order {
	const struct header *header;
	struct censor *censor; /* NULL: commands alone; else keyframes are without what it finds */
	bool exact;            /* without a censor: keyframes too, of what is really there, but no texts that commands showed */
};

/* Where a worker notes the event that it is at: memory that it shares with who started it. */
struct scribe_place {
	uint64_t count, event;
	int64_t at;
};

/* In the cage: letters in, letters out, until the end; 0 unless it could not say what became of it.  `context` is an
 * order. */
int scribe_run(int in, int out, volatile struct scribe_place *, const void *context);

#endif
