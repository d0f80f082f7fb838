/*
 * One recording on its way into the index: read, recovered in a cage, redacted, and given to a batch.
 */
#ifndef STENO_INDEXER_INTAKE_H
#define STENO_INDEXER_INTAKE_H

#include "indexer/batch.h"
#include "indexer/nursery.h"
#include "lib/redact/censor.h"

struct intake;

struct intake_place {
	struct catalog *catalog;
	struct batch *batch;
	struct censor *censor;
	struct nursery *nursery; /* NULL: workers are copies of this process */
};

enum intake_state {
	INTAKE_NEW,   /* opened: it is to be taken in */
	INTAKE_KNOWN, /* all of it is in the index */
	INTAKE_NONE,  /* it is no recording */
	INTAKE_BAD,   /* it can't be read */
};

/*
 * Look at a file; *out is there for INTAKE_NEW only.  What `place` holds is borrowed.  For INTAKE_NONE and INTAKE_BAD *message
 * says why; to be freed.
 */
enum intake_state intake_open(const struct intake_place *, const char *path, struct intake **out, char **message);
void intake_free(struct intake *);

/*
 * Take what the recording has by now, or up to some MB of it: 1 when there is more, 0 when there is none (yet), or a
 * negative code: the index can't be written, or memory is out.  That the recording is broken, or its worker lost, is
 * no failure: it just ends there.
 */
int intake_pump(struct intake *);

/* Live: what was sent is to be said by the worker soon; gives it so long.  0 or a negative code. */
int intake_settle(struct intake *, int timeout_ms);

/* It is being recorded; after intake_pump returned 0. */
bool intake_is_live(const struct intake *);

/*
 * All that is there was taken.  With `live` it may go on, and is taken up again another time.  *message, to be freed,
 * says what was wrong with it, or is NULL.  0 or a negative code.
 */
int intake_finish(struct intake *, bool live, char **message);

/* For people: what is to be known of it besides; NULL: nothing. */
const char *intake_note(const struct intake *);

/* Bytes of data, and commands, so far. */
uint64_t intake_bytes(const struct intake *);
uint64_t intake_commands(const struct intake *);

#endif
