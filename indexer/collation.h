/*
 * Two indexes, compared: does one say what the other does?  doc/format/index.md, section 6.
 *
 * What they say is told apart by session and kind of row, whatever the size: a sum of keyed digests for each.
 */
#ifndef STENO_INDEXER_COLLATION_H
#define STENO_INDEXER_COLLATION_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/sql/catalog.h"

enum collation_finding {
	COLLATION_ALTERED, /* a row is another */
	COLLATION_LACKING, /* a row, or a session, is not there */
	COLLATION_EXCESS,  /* one is there that must not be */
};

struct collation_listener {
	/* `kind` is the row's; "" where it is all of a session; number: its seq or event, or -1; uuid "": no session's. */
	void (*found)(void *context, enum collation_finding, const char *uuid, const char *kind, int64_t number);
	/* Is something about to be done to this session, or was it since?  Then it is passed over. */
	bool (*waits)(void *context, const char *uuid);
	void *context;
};

struct collation {
	uint64_t sessions, rows; /* of the second */
	uint64_t found;          /* sessions in which something is another */
};

/* Hold `held` against `wanted`.  0 whatever is found, or a negative code: ERR_DAMAGED where `held` can't be read. */
int collation_make(struct catalog *held, struct catalog *wanted, const struct collation_listener *, struct collation *);

#endif
