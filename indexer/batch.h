/*
 * What was found and is not in the index yet: gathered from one or several recordings, and added in one transaction, in order of
 * time, which is what makes adding quick.
 *
 * A recording's rows reach the index in order, each at most once, whoever adds them at the same time and wherever
 * a process was killed before: what the index already has is left out.
 */
#ifndef STENO_INDEXER_BATCH_H
#define STENO_INDEXER_BATCH_H

#include "indexer/sql/catalog.h"
#include "indexer/letter.h"

struct batch;
struct batch_session;

struct batch *batch_new(struct catalog *);
void batch_free(struct batch *);

/*
 * A session whose rows follow.  The header is borrowed until it is released, and has a session; `epoch` is its start in
 * ms since 1970, or COMMAND_UNKNOWN; `known` what the index has of it, NULL for nothing.
 */
int batch_begin(struct batch *, const struct header *, int64_t epoch, const char *format, const char *path,
    const struct catalog_recording *known, struct batch_session **out);

/* Whether all of a recording of this session was given, and is not in the index yet. */
bool batch_has_all(const struct batch *, const char *uuid);

/*
 * A recording of which all is in the index, or in this batch, lies here too: for the account of where it lies.  Of `known` size and
 * time of change are this file's; its session is 0 as long as it has no row.
 */
int batch_lies(struct batch *, const char *uuid, const struct catalog_recording *known, const char *path);

/* Its recording lies where this session's lay. */
void batch_in_place_of(struct batch_session *, int64_t session);

/* As they were recovered, redacted.  The command is the batch's from then on; what an end holds is taken. */
int batch_command(struct batch_session *, struct command *);
int batch_output(struct batch_session *, const struct letter_output *, const char *text, size_t len);
int batch_end(struct batch_session *, struct command_end *);
int batch_keyframe(struct batch_session *, const struct letter_keyframe *);

/* As source_marks.tell gives it. */
int batch_mark(struct batch_session *, uint64_t event, const char *data, size_t len);

struct batch_closing {
	int64_t ended; /* ms since the session's start */
	uint64_t events;
	const char *state; /* of its end; NULL: it goes on */
	int64_t size, changed; /* of its file */
	bool done;     /* nothing more will come */
};

/* All of the recording that is there was given. */
int batch_close(struct batch_session *, const struct batch_closing *);

/* Nothing more comes of it; it goes when its rows are added. */
void batch_release(struct batch_session *);

/* How much waits, in bytes; and whether anything does. */
size_t batch_weight(const struct batch *);
bool batch_is_idle(const struct batch *);

/* Add it.  On failure nothing was added, and the batch takes nothing more. */
int batch_flush(struct batch *);

#endif
