/*
 * What reviewers say of sessions: notes at a moment, and verdicts on the whole.  They stand in the store beside the evidence, never in it:
 * `notes.jsonl`, one JSON object a line, to which lines are only ever added.
 *
 * {"session":ID,"at":MS,"event":N,"when":"2026-11-21T12:00:00.000Z","by":NAME,"uid":N,"text":TEXT}
 *
 * `session` is the session's id or, of a recording that has none, its path.  A verdict has no `at` and `event`.
 */
#ifndef STENO_VERB_NOTES_H
#define STENO_VERB_NOTES_H

#include <stddef.h>
#include <stdint.h>

#define NOTES_TEXT_MAX 2000 /* bytes */
#define NOTES_NONE INT64_MIN

struct note {
	char *session, *by, *text; /* owned, where a list has it */
	int64_t at, event; /* NOTES_NONE: of the session as a whole */
	int64_t when;      /* ms since 1970 */
	int64_t uid;
};

/* Zero-initialised is empty and valid. */
struct notes {
	struct note *list;
	size_t count, cap;
};

void notes_free(struct notes *);

/* The notes on this session (NULL: on all), in the order in which they were made; lines that are none are passed over.  Without the
 * file there are none.  0 or a negative code. */
int notes_load(const char *store, const char *session, struct notes *);

/* How many are on the session of this id, or of this path where it has none. */
size_t notes_on(const struct notes *, const char *id, const char *path);

/* Add one: by whom we are, now.  The line is on the disk when this returns 0. */
int notes_add(const char *store, const struct note *);

#endif
