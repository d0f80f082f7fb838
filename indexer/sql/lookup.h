/*
 * The index, as those see it who search: hits newest first, and what belongs to them.
 *
 * Nothing that a caller asks for reaches SQL but as a bound value; whatever words are asked for, they are no syntax.
 */
#ifndef STENO_INDEXER_SQL_LOOKUP_H
#define STENO_INDEXER_SQL_LOOKUP_H

#include "indexer/sql/catalog.h"
#include "indexer/command.h"

struct lookup;

struct lookup_session {
	int64_t id;
	char *uuid, *user, *host, *login, *tty, *client, *fingerprint, *shell, *command, *title, *zone, *labels, *parent,
	    *format, *path, *state; /* NULL: not known; state: of its end, NULL as long as it goes on */
	int64_t started, utc_offset, euid, loginuid; /* or COMMAND_UNKNOWN; started in ms since 1970 */
	int64_t ended; /* ms since it started, or COMMAND_UNKNOWN */
	int64_t size, changed; /* of its file, when it was read to its end: bytes, and ns since 1970; or COMMAND_UNKNOWN */
	uint64_t events, commands;
	bool witnessed;
};

struct lookup_hit {
	int64_t id;
	int64_t when; /* ms since 1970, or COMMAND_UNKNOWN */
	const struct lookup_session *session; /* as long as the lookup */
	struct command c; /* without typed, cwd and reported until lookup_details */
	bool ended;       /* its completion is known */
};

/* The catalog is borrowed.  Negative: what is open is no index that can be read. */
int lookup_new(struct catalog *, struct lookup **out);
void lookup_free(struct lookup *);
const char *lookup_trouble(const struct lookup *);

/* The words that a text is made of, as the index has them: where each stands, and how it is compared. */
int lookup_words(struct lookup *, const char *text, size_t len,
    int (*word)(void *context, const char *folded, size_t len, size_t from, size_t to), void *context);

/*
 * A question: all that is given must be so.  Words have been taken apart by lookup_words; the last of a text may be the
 * beginning of one.  An id that the index of words gives may still not be a hit: phrases, for one, are the asker's to
 * check.
 */
struct lookup_want {
	const char *words;  /* lookup_quote made it; NULL: any */
	const char *part;   /* at least three characters of the command's text, without regard to case; NULL: any */
	const char *shown;  /* as words, in what the command showed */
	int64_t since, until; /* ms since 1970; until is not in it; INT64_MIN and INT64_MAX: any */
	int64_t below, above; /* ids: neither is in it; INT64_MAX and -1: any */
	bool oldest_first;
	bool ids_only;        /* hits have their id and nothing else, and no order within 70 minutes */
};

/* Append to an expression for `words` or `shown`: a word, a word's beginning, a word that must not be there (behind others);
 * or a tag, as catalog_tag made it. */
void lookup_quote(struct buffer *, const char *word, size_t len, bool begins, bool not);
void lookup_quote_tag(struct buffer *, char kind, const char *name);

/* Begin to answer; what was asked before is forgotten.  The strings are borrowed until the next. */
int lookup_ask(struct lookup *, const struct lookup_want *);

/* From another thread: what is being asked fails soon. */
void lookup_interrupt(struct lookup *);

/* The next hit: 1, valid until the next call; 0; or negative. */
int lookup_next(struct lookup *, struct lookup_hit *);

/* The command of this id: 1, 0 there is none, or negative.  It takes the last hit's place, and no other. */
int lookup_get(struct lookup *, int64_t id, struct lookup_hit *);

/* Put what was typed, where, and what was reported into the hit's command. */
int lookup_details(struct lookup *, struct lookup_hit *);

/* Append what it showed: 1, 0 nothing, or negative. */
int lookup_output(struct lookup *, int64_t id, struct buffer *, uint64_t *dropped);

struct lookup_keyframe {
	uint64_t event; /* it is the screen before this event */
	int64_t at;     /* of that event, ms since the session's start */
	int cols, rows;
	uint32_t covered; /* cells where a secret stood: 0, or it is no evidence */
};

/*
 * Append the session's newest keyframe at or before the event, as bytes that make the screen (lib/screen/screen.h); with
 * `exact` the newest that nothing was covered in.  1; 0: there is none, replay from the start; or negative.  Whoever made
 * the index made them too: they are as hostile as a recording.
 */
int lookup_keyframe(struct lookup *, int64_t session, uint64_t event, bool exact, struct lookup_keyframe *,
    struct buffer *data);

/* The same at or before a time, in ms. */
int lookup_keyframe_at(struct lookup *, int64_t session, int64_t at, bool exact, struct lookup_keyframe *, struct buffer *data);

/*
 * Append the newest mark of a foreign recording that is not behind the event, for source_marks: 1 with the first event behind it in
 * *at; 0: there is none; or negative.  As hostile as keyframes.
 */
int lookup_mark(struct lookup *, int64_t session, uint64_t event, uint64_t *at, struct buffer *data);

/* The session with this number in the index: 0, ERR_DAMAGED when there is none, or a negative code. */
int lookup_session(struct lookup *, int64_t id, const struct lookup_session **out);

/* The session whose id begins so: ERR_NOTFOUND, ERR_RANGE when several do. */
int lookup_find_session(struct lookup *, const char *name, const struct lookup_session **out);

/* All sessions, newest first, that began or ended within; `each` returns 0 to go on. */
int lookup_sessions(struct lookup *, int64_t since, int64_t until,
    int (*each)(void *context, const struct lookup_session *), void *context);

#endif
