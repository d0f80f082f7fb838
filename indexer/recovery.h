/*
 * Recovers the command lines that were committed from a recording's events: doc/recovery.md.
 *
 * It runs over events as they come, live or from a file, and hands out each command once it is known that
 * no further line belongs to it.
 */
#ifndef STENO_INDEXER_RECOVERY_H
#define STENO_INDEXER_RECOVERY_H

#include "indexer/command.h"
#include "lib/cast/event.h"
#include "lib/cast/header.h"
#include "lib/screen/screen.h"

struct recovery_sink {
	/* One was committed.  It is the receiver's from then on.  Negative stops the recovery. */
	int (*command)(void *context, struct command *);
	/* It has ended.  What the end holds may be taken. */
	int (*ended)(void *context, struct command_end *);
	void *context;
};

struct recovery;

/* The header is borrowed for the call.  0 or -ENOMEM. */
int recovery_new(const struct header *, const struct recovery_sink *, struct recovery **out);
void recovery_free(struct recovery *);

/* The screen as the events so far left it; only to be looked at. */
const struct screen *recovery_screen(const struct recovery *);

/* 0, or what the sink said, or a negative code. */
int recovery_event(struct recovery *, const struct event *);

/* The same for one that was put together of several: it has the number and time of the first, and `last` those of the last. */
int recovery_events(struct recovery *, const struct event *, const struct event *last);

/* Live: nothing came for a while; hand out what needs nothing further. */
int recovery_idle(struct recovery *, int64_t now_ms);

/* The recording has ended; `cut`: not where its session did. */
int recovery_end(struct recovery *, bool cut);

#endif
