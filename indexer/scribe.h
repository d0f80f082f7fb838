/*
 * What a worker does in its cage: it recovers the commands, and where it is asked to, notes what each showed and the
 * screen at the beginning of each frame.
 */
#ifndef STENO_INDEXER_SCRIBE_H
#define STENO_INDEXER_SCRIBE_H

#include "lib/redact/censor.h"
#include "indexer/letter.h"
#include "lib/cast/header.h"

/* Borrowed as long as the worker lives. */
struct scribe_order {
	const struct header *header;
	struct censor *censor; /* NULL: commands alone; else keyframes are without what it finds */
	bool exact;            /* without a censor: keyframes too, of what is really there, but no texts that commands showed */
};

#define SCRIBE_TRAYS 2
#define SCRIBE_TRAY_SIZE (256u * 1024 + LETTER_EVENT_MAX)
#define SCRIBE_KEPT_SIZE (64u * 1024)

/*
 * Memory that a worker shares with who started it: the event that it is at, which it notes, and the letters that it is to
 * read.  Nobody else reads those, so that a worker which changes them deceives itself alone.
 *
 * What it says is held back until a tray is done, for each letter that is sent wakes somebody up.  It stands here so that who
 * started it has it even when it is killed before it could send it, or when something else came into the pipe ahead of it:
 * of all that it says bytes `kept` to `held`, which are sent up to `said`.
 */
struct scribe_place {
	uint64_t count, event;
	int64_t at;
	uint64_t kept, said, held;
	char letters[SCRIBE_KEPT_SIZE];
	char trays[SCRIBE_TRAYS][SCRIBE_TRAY_SIZE];
};

/* The letters of which a LETTER_TRAY says that they stand there; false when it can't be one. */
bool scribe_tray(volatile struct scribe_place *, const struct letter *, const char **data, size_t *len);

/* In the cage: say something now or later, or all that was held back now; 0 or what writing failed with. */
int scribe_say(volatile struct scribe_place *, int out, const char *data, size_t len);
int scribe_send(volatile struct scribe_place *, int out);

/* Outside, when it is gone: what it said behind the bytes that were taken.  Nothing where that can't be. */
void scribe_left(volatile struct scribe_place *, uint64_t taken, struct buffer *);

/* In the cage: letters in, letters out, until the end; 0 unless it could not say what became of it.  `context` is an
 * order. */
int scribe_run(int in, int out, volatile struct scribe_place *, const void *context);

#endif
