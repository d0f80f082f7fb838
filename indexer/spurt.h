/*
 * Output that was written at once is read in pieces, as the machine was busy: here it is put together again, so that
 * what is recovered does not depend on where reads ended.  Neither keys, nor anything else that is told of, come between.
 */
#ifndef STENO_INDEXER_SPURT_H
#define STENO_INDEXER_SPURT_H

#include "lib/base/buffer.h"
#include "lib/cast/event.h"

struct spurt {
	int count;                /* events that wait here, */
	struct event first, last; /* without their data, */
	struct buffer data;       /* which is here */
};

/* Whether it goes on with what waits, or may be gone on with where nothing does. */
bool spurt_wants(const struct spurt *, const struct event *);

/* 0 or -ENOMEM. */
int spurt_add(struct spurt *, const struct event *);

/* What waits, as one event with the number and time of its first, borrowed until spurt_add; and the last.  False: nothing. */
bool spurt_take(struct spurt *, struct event *whole, struct event *last);

#endif
