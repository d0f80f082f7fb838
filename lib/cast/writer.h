/*
 * Writes a recording.  Live: each event goes to the journal with one write, and a thread beside
 * the caller's turns full journals into frames, syncs once a second and removes journals
 * whose frames are synced.  Plain (imports): frames only, into a new file that takes its place
 * when it is closed.
 *
 * States: OPEN -> (STALLED <-> OPEN)* -> CLOSED.  A live writer whose journal cannot be written
 * is stalled: what it was given waits in memory, up to WRITER_WAITING_MAX, then counts as lost;
 * writer_retry mends it.  Whether to go on meanwhile is the caller's policy.
 */
#ifndef STENO_CAST_WRITER_H
#define STENO_CAST_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/cast/event.h"
#include "lib/cast/framer.h"
#include "lib/cast/header.h"

#define WRITER_WAITING_MAX (1024u * 1024)

struct writer_options {
	bool live;
	int level;             /* zstd's, 0: the default */
	int64_t rotate_bytes;  /* begin a new part when a file is this large; 0: never */
	int64_t rotate_ms;     /* or this old; 0: never */
	struct framer_listener listener; /* is told of frames; of a plain writer's, when they are written */
};

struct writer;

/*
 * Begin the recording `path`, which must not exist.  The header is copied where needed; its
 * session, realtime and boottime must be set.  0 or a negative code, and *out NULL.
 */
int writer_new(const char *path, const struct header *, const struct writer_options *,
    struct writer **out);

/*
 * Append one event.  The bytes are copied; the caller may reuse them at once.  Data longer than
 * EVENT_DATA_MAX become several events of the same time.  When this returns 0 in a live writer, the
 * event is in the journal and survives the death of this process.  Negative: the writer
 * is stalled, and the event waits in memory or is counted as lost; writer_retry.
 */
int writer_put(struct writer *, const struct event *);

/* Try again to write what waits.  0: nothing waits any more. */
int writer_retry(struct writer *);

/*
 * What the thread beside us last failed at, or 0: the journals are safe, frames are late.  ERR_REMOVED is told at least once: somebody
 * removed what was being written, and what follows stands in a part of its own.
 */
int writer_trouble(struct writer *);

/*
 * End the recording: last frame, END, seek table, sync; removes the journals.  Frees the writer
 * in any case.  Negative when it could not be finished: the journals are left for recovery.
 */
int writer_close(struct writer *);

/* The same of a live one, which stays leased until the descriptor is closed: live to whoever looks.  -1: there is none. */
int writer_close_leased(struct writer *, int *lease);

/* Leave everything as a crash would: for a child after fork, and for tests. */
void writer_drop(struct writer *);

#endif
