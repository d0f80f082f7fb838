/*
 * Recovers the command lines that were committed from a recording's events: doc/recovery.md.
 *
 * It runs over events as they come, live or from a file, and hands out each command once it is known that
 * no further line belongs to it.
 */
#ifndef STENO_INDEXER_RECOVER_H
#define STENO_INDEXER_RECOVER_H

#include "indexer/command.h"
#include "lib/cast/event.h"
#include "lib/cast/header.h"

struct recover_sink {
	/* One was committed.  It is the receiver's from then on.  Negative stops the recovery. */
	int (*command)(void *context, struct command *);
	/* It has ended: exit, duration, output_to and bytes are known now, as far as they will be. */
	int (*ended)(void *context, uint64_t seq, int64_t exit, int64_t duration, uint64_t output_to, uint64_t bytes);
	void *context;
};

struct recover;

/* The header is borrowed for the call.  0 or -ENOMEM. */
int recover_new(const struct header *, const struct recover_sink *, struct recover **out);
void recover_free(struct recover *);

/* 0, or what the sink said, or a negative code. */
int recover_event(struct recover *, const struct event *);

/* Live: nothing came for a while; hand out what needs nothing further. */
int recover_idle(struct recover *, int64_t now_ms);

/* The recording has ended; `cut`: not where its session did. */
int recover_end(struct recover *, bool cut);

#endif
