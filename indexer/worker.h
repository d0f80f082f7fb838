/*
 * The recovery of recovery.h in a cage: events go in, commands come out, and a crash of what takes hostile bytes
 * costs one recording's remaining commands, and is told.
 *
 * What the worker says is believed no more than the recording: see letter.h; besides, commands are numbered
 * upwards, tell of nothing that was not sent, and are no more than the bytes sent could hold.
 */
#ifndef STENO_INDEXER_WORKER_H
#define STENO_INDEXER_WORKER_H

#include "indexer/letter.h"
#include "indexer/nursery.h"
#include "indexer/recovery.h"
#include "indexer/scribe.h"

enum worker_fate {
	WORKER_FINE,     /* it runs, or has done its work */
	WORKER_KILLED,   /* by a signal */
	WORKER_REFUSED,  /* killed for a system call that it may not make */
	WORKER_GARBLED,  /* killed by us: what it said can't be */
	WORKER_LEFT,     /* it ended by itself before it was done */
	WORKER_OPEN,     /* it could not be confined, and did nothing */
};

struct worker_status {
	enum worker_fate fate;
	int number;     /* the signal, or its exit status */
	bool begun;     /* it had begun with an event: the one that it was at when it was lost */
	uint64_t event;
	int64_t at;
};

struct worker;

/* As recovery_new.  The sink is called from within worker_event and worker_end. */
int worker_new(const struct header *, const struct recovery_sink *, struct worker **out);

/* What a scribe says besides; with the sink's context, and as its calls. */
struct worker_extras {
	int (*output)(void *context, const struct letter_output *);
	int (*keyframe)(void *context, const struct letter_keyframe *);
};

/* With what the commands showed, just before the end of each, and a keyframe for each worker_frame. */
int worker_new_scribe(const struct scribe_order *, const struct recovery_sink *, const struct worker_extras *,
    struct worker **out);

/*
 * The same, made by a nursery instead of as a copy of this process: of the order only the header is the worker's, the censor is
 * the nursery's.  ERR_LIMIT: the header is too long for this.
 */
int worker_new_apart(struct nursery *, const struct header *, const struct recovery_sink *, const struct worker_extras *,
    struct worker **out);

/* As worker_new, with another function in the cage, which speaks in letters. */
int worker_start(int (*program)(int in, int out, volatile struct scribe_place *, const void *context),
    const void *context, const struct recovery_sink *, struct worker **out);

/* Kills it, when it has not ended. */
void worker_free(struct worker *);

/*
 * 0, or what the sink or the recovery said, or ERR_FAILED: the worker is lost, and worker_status says how.  After a
 * failure it stays failed.  Events pass in batches: a command may come some events after recovery_event
 * would have given it.
 */
int worker_event(struct worker *, const struct event *);

/* A frame begins with the event that comes next. */
int worker_frame(struct worker *);

/* The event, which is of this frame: where that is another than the last one's, the frame begins with it. */
int worker_event_of(struct worker *, uint64_t frame, const struct event *);

/* Live: nothing came until this time of the session. */
int worker_idle(struct worker *, int64_t now_ms);

/* Live: hand over what waits; take what it has said, waiting for so long for a first word. */
int worker_flush(struct worker *);
int worker_hear(struct worker *, int timeout_ms);

/* Waits until the worker has done all; the same results. */
int worker_end(struct worker *, bool cut);

void worker_status(const struct worker *, struct worker_status *);

/* How it ended, as a phrase behind "the worker": "was killed by signal 11 (Segmentation fault)". */
void worker_describe(const struct worker_status *, char out[128]);

#endif
