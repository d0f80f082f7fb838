/*
 * Reads our own recordings: a file, the journals beside it and the parts that follow it, as
 * one.  Never writes, never locks.  Everything read may be hostile.
 *
 * Every event is delivered exactly once and in order, also while a recorder turns journals
 * into frames: what counts is the event number, not the file it was found in.
 */
#ifndef STENO_CAST_READER_H
#define STENO_CAST_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/cast/event.h"
#include "lib/cast/header.h"
#include "lib/cast/link.h"

enum reader_state {
	READER_COMPLETE,  /* END stands there and the recorder wrote it */
	READER_RECOVERED, /* END stands there, written after the recorder was lost */
	READER_LIVE,      /* a recorder holds the lock */
	READER_CUT,       /* no END, no lock: lost and not mended, or the file was cut */
	READER_MISSING,   /* a later part that should follow is not there */
};

struct reader;

/*
 * Open the recording that begins with this file; given a later part, it begins there.
 * ERR_UNKNOWN when the file is none of ours.  A file that is empty still, with journals
 * beside it, is a recording that has just begun.
 */
int reader_open(const char *path, struct reader **out);
void reader_free(struct reader *);

const struct header *reader_header(const struct reader *);

/*
 * The next event: 1; 0 when there is none (any more, or yet: see reader_state); negative when
 * something is broken: reader_trouble says what and where, and a further call goes on behind
 * the broken frame, if it can.  `b` events are merged into the event they belong to, whose data
 * then are the exact bytes.  ev->data is valid until the next call.
 */
int reader_next(struct reader *, struct event *ev);

/* The number of the frame that the newest event is of, or will be when its journal is framed. */
uint64_t reader_frame(const struct reader *);

/* Go on with the event of this number, or the first after it. */
int reader_seek_event(struct reader *, uint64_t number);

/* Says how the recording ends; asks the file system anew at each call. */
enum reader_state reader_state(struct reader *);

/* Wait until a live recording may have grown: 1, 0 after the timeout, or a negative code. */
int reader_wait(struct reader *, int timeout_ms);

/* What is wrong, for people, or "". */
const char *reader_trouble(const struct reader *);

#endif
