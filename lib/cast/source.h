/*
 * A recording to read from start to end, whatever its format: ours (file and journals as one),
 * asciicast 1, 2 or 3, ttyrec, script, tlog.  Formats are told by content.
 */
#ifndef STENO_CAST_SOURCE_H
#define STENO_CAST_SOURCE_H

#include "lib/cast/event.h"
#include "lib/cast/header.h"

enum source_end {
	SOURCE_COMPLETE, /* it says itself that it is whole */
	SOURCE_OPEN,     /* it stops cleanly, and its format cannot say whether it is whole */
	SOURCE_CUT,      /* it stops in the middle, or its recorder was lost */
	SOURCE_LIVE,     /* its recorder is still writing */
};

struct source_options {
	const char *timing; /* for script: its timing file; NULL to look for it */
};

struct source;

/*
 * Open a recording.  On failure *message, where given, is a sentence for people that says what
 * the file looked like (to be freed); the code is negative.
 */
int source_open(const char *path, const struct source_options *, struct source **out,
    char **message);
void source_free(struct source *);

/* "cast" for ours, else "asciicast-1", "asciicast-2", "asciicast-3", "ttyrec", "script",
 * "script-advanced", "tlog"; a compression is told as "asciicast-2+gzip" or "+zstd". */
const char *source_format(const struct source *);

/* Borrowed; valid as long as the source.  A foreign header has has_session false. */
const struct header *source_header(const struct source *);

#define SOURCE_FILES 3

struct source_file {
	int fd;
	const char *path;
};

/*
 * The files that a foreign recording is read from, in an order that does not depend on which of them was named: how many; 0 of ours.
 * The first is the one that it goes by, of script(1) its log.  All is borrowed; descriptors are to be read with pread.
 */
size_t source_files(const struct source *, struct source_file out[SOURCE_FILES]);

/*
 * The next event: 1, with ev->data valid until the next call; 0 at the end; negative when it
 * could not be read.  Output and input come as their exact bytes; `b` events are not returned.
 * After 0 or a failure, source_end and source_end_note say how and where it ended.
 */
int source_next(struct source *, struct event *ev);

/* The number of the newest event's frame; of a foreign recording, of every 256 KiB of data. */
uint64_t source_frame(const struct source *);

/*
 * Go on with the first event that has this number or a later one.  In a recording of ours that takes no longer where it is long, nor
 * in another where it was read before, or a mark of it is known; else that is read up to there.  The bytes of packed files have no
 * marks for others; zstd is entered at its frames alone, of which many files have one.
 */
int source_seek_event(struct source *, uint64_t number);

/*
 * Places in foreign recordings from which reading can go on.  Each new one is told of as it is come by: the first event behind it, and
 * bytes, small, which hold nothing of the recording's.  And who kept them gives them again, of the very same file: appends the newest
 * that is not behind the event, 1; 0 for none, or negative.  They may be hostile.
 */
struct source_marks {
	int (*tell)(void *context, uint64_t event, const char *data, size_t len);
	int (*find)(void *context, uint64_t event, uint64_t *at, struct buffer *data);
	void *context;
};

/* Either function may be NULL; NULL: neither.  Copied. */
void source_use_marks(struct source *, const struct source_marks *);

/* The places that `other` comes by, or is told of, are this one's too, and what this one comes by is the other's; both are of one
 * file, and the other lives longer. */
void source_share_marks(struct source *, struct source *other);

/* Wait until a live recording may have grown: 1, 0 after so long, or a negative code. */
int source_wait(struct source *, int timeout_ms);

enum source_end source_end(const struct source *);
/* For people: where and why it ends, "" when there is nothing to say. */
const char *source_end_note(const struct source *);

#endif
