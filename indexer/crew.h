/*
 * Many recordings into one index, by several processes: each takes the next file that nobody has taken, and adds what
 * it found in transactions of its own.  One that is lost costs the file that it was at.
 */
#ifndef STENO_INDEXER_CREW_H
#define STENO_INDEXER_CREW_H

#include "lib/redact/censor.h"
#include "indexer/gather.h"

struct crew_order {
	const char *index;
	struct censor *censor;
	int processes;
	bool progress; /* shown on stderr, which is a terminal */
	bool quiet;    /* about recordings that are cut */
};

struct crew_result {
	uint64_t done, known, bad, none; /* files: taken in; in the index before; broken, or in part; no recordings */
	uint64_t commands, bytes; /* of those that were taken in */
	bool failed; /* the index could not be written, or a file that was named not read */
};

/* 0, or a negative code when nothing could be begun. */
int crew_run(const struct crew_order *, const struct gather *, struct crew_result *);

#endif
