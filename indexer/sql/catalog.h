/*
 * The index, as its writers see it: doc/format/index.md.
 *
 * This folder is the only place that knows SQL, or SQLite.  Three of its headers are for others, and name neither: this
 * one for who writes, lookup.h for who searches, assay.h for who compares one index with another.  Whoever puts another
 * engine in SQLite's place makes these three anew.
 *
 * Nothing is redacted here: what is given is stored.  All that is added between catalog_begin and catalog_commit is there
 * or is not; other processes may add between two transactions.
 */
#ifndef STENO_INDEXER_SQL_CATALOG_H
#define STENO_INDEXER_SQL_CATALOG_H

#include "indexer/command.h"
#include "lib/cast/header.h"

#define CATALOG_SHARD_ROWS (1 << 21) /* after so many commands, a new shard is begun */
#define CATALOG_BUCKET_BITS 14       /* of an id, for commands within one stretch of time; */
#define CATALOG_BUSY_MS (15 * 60 * 1000) /* a thousand others may be before us */
#define CATALOG_CLEANSE_MS 3000 /* as long are readers waited for */
#define CATALOG_BUCKET_MS_BITS 22    /* which is so long: 70 minutes */

enum catalog_mode {
	CATALOG_READ,
	CATALOG_WRITE, /* makes the file where there is none */
	CATALOG_PRUNE, /* and may delete */
};

struct catalog;

/* On failure *message, to be freed, says why, for people. */
int catalog_open(const char *path, enum catalog_mode, struct catalog **out, char **message);
void catalog_free(struct catalog *);
const char *catalog_trouble(const struct catalog *); /* what the last failure was, for people */

/*
 * Put all that was written into the file itself, so that it has no companions; waits a little for those who have it
 * open.
 */
int catalog_settle(const char *path, char **message);

/* A negative code where somebody else writes for a very long time, or nothing can be written. */
int catalog_begin(struct catalog *);
int catalog_commit(struct catalog *);
void catalog_rollback(struct catalog *);

/* Of a recording that was, or is being, taken in. */
struct catalog_recording {
	int64_t session;
	int64_t size, changed; /* of its file, when it was read: bytes, and ns */
	uint64_t commands;     /* the highest seq that is in the index */
	uint64_t keyframe;     /* the highest event that has one */
	bool done;
	char uuid[UUID_TEXT_SIZE];
};

/* 1 found, 0 not, or a negative code. */
int catalog_find_path(struct catalog *, const char *path, struct catalog_recording *);
int catalog_find_session(struct catalog *, const char *uuid, struct catalog_recording *);

/* Who the commands that follow belong to. */
struct catalog_session {
	const struct header *header; /* with has_session */
	const char *format, *path;   /* as source_format has it; absolute */
};

int catalog_add_session(struct catalog *, const struct catalog_session *, int64_t *id);

/*
 * How far a session is in, and where its recording lies.  Of several copies that are there the account names one, in a store or
 * else the first by its name, so that which process came first makes no difference.  catalog_goes_by: 1, it would name this one; 0; or negative.
 */
int catalog_note_recording(struct catalog *, const struct catalog_recording *, const char *path);
int catalog_goes_by(struct catalog *, const struct catalog_recording *, const char *path);

/* What lies there is another's now. */
int catalog_leave_place(struct catalog *, int64_t session, const char *path);

int catalog_close_session(struct catalog *, int64_t session, int64_t ended, uint64_t events, uint64_t commands,
    const char *state);

/*
 * `when` is in ms since 1970, 0 where that is not known; `end` NULL where it has not ended, else nothing is added for
 * that later; `tags` what catalog_tags made.  Within a transaction it is quickest in order of time.
 */
int catalog_add_command(struct catalog *, int64_t session, const struct command *, const struct command_end *end,
    int64_t when, const char *tags, int64_t *id);
/* `from` as the command had it, and its kind, depth and program. */
int catalog_add_completion(struct catalog *, int64_t id, const struct command *, const struct command_end *);
/* The same text is stored once.  `dropped` bytes of it were left out. */
int catalog_add_output(struct catalog *, int64_t id, const char *text, size_t len, uint64_t dropped, const char *tags);

struct catalog_keyframe {
	int64_t session;
	uint64_t event; /* the screen before this event */
	int64_t at;
	int cols, rows;
	uint32_t covered; /* cells that don't show what stood there: it is no evidence then */
	const char *data;
	size_t len;
};

int catalog_add_keyframe(struct catalog *, const struct catalog_keyframe *);

/* Where reading a foreign recording can go on, before this event; as lib/cast/source.h gives it. */
int catalog_add_mark(struct catalog *, int64_t session, uint64_t event, const char *data, size_t len);

/* Append the words that stand for a user, a host and a session beside a command's own. */
void catalog_tags(struct buffer *, const char *user, const char *host, int64_t session);
void catalog_tag(struct buffer *, char kind, const char *name);

/* Those of a session's commands that have not ended: called for each, in order of seq. */
int catalog_open_commands(struct catalog *, int64_t session, int (*each)(void *context, const struct command *, int64_t id),
    void *context);


/* Merge the pieces that the indexes of words have come to be made of, where many rows were added since. */
int catalog_tidy(struct catalog *);

struct catalog_erased {
	uint64_t sessions, commands;
	int shards; /* that went as a whole */
	bool gone;  /* no row of theirs is left, whatever became of the bytes */
};

/*
 * Take the sessions that are named out, with all that is derived from them; what is not in the index is passed over.  A session that
 * goes on in another process' hands is added to no more by it.
 * Mode CATALOG_PRUNE, and not within a transaction.
 *
 * On success no byte of them is left in the file or its companions.  ERR_BUSY may mean that their rows are gone but
 * that somebody reads still, so that their bytes are not: catalog_cleanse does the rest another time.  Takes about as long as
 * writing the file anew, and as much space beside it.
 */
int catalog_erase_sessions(struct catalog *, const char *const *uuids, size_t count, struct catalog_erased *);

/* Where the recording of this session was when it was indexed, appended: 1, 0 it is not in the index, or a negative code. */
int catalog_recording_path(struct catalog *, const char *uuid, struct buffer *path);

/* Write the file anew, where something was taken out and its bytes are left.  Mode CATALOG_WRITE or CATALOG_PRUNE. */
int catalog_cleanse(struct catalog *);

/* All of it, in an order and form that depends on nothing but what is in it.  `write` returns 0 or stops it. */
int catalog_dump(struct catalog *, int (*write)(void *context, const char *line, size_t len), void *context);

#endif
