/* The first line of a recording: who, where, when and why.  doc/format/cast.md, section 2.8. */
#ifndef STENO_CAST_HEADER_H
#define STENO_CAST_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/base/uuid.h"

#define HEADER_NONE INT64_MIN /* a number that is not known */
#define HEADER_SIZE_MAX 9999   /* columns, and rows */

struct header_pair {
	char *name, *value;
};

/* A list of pairs that owns its strings. */
struct header_pairs {
	struct header_pair *items;
	size_t count;
};

/* What is not known is NULL or HEADER_NONE.  All strings are owned. */
struct header {
	int cols, rows;
	char *term;
	int64_t timestamp;          /* s since 1970, as asciicast has it */
	char *command, *title;
	struct header_pairs env;
	double idle_time_limit;     /* 0: none */

	struct uuid session;
	bool has_session;           /* false: a foreign recording, without a `steno` member */
	uint32_t part;
	int64_t base;
	int64_t realtime, boottime; /* ms */
	char *boot_id, *zone;
	int64_t utc_offset;
	char *host, *user, *login, *tty, *client, *fingerprint, *shell;
	int64_t uid, euid, loginuid;
	char **argv;                /* NULL-terminated, or NULL */
	bool pty, witnessed;
	char *input, *parent, *config, *recorder;
	struct header_pairs labels;
	struct header_pairs import; /* names as in the format; all values as text */
};

void header_init(struct header *); /* all unknown; 80x24, pty, witnessed */
void header_free(struct header *);

/* Replace an owned string; NULL clears it.  0 or -ENOMEM. */
int header_set(char **field, const char *value);
int header_set_argv(struct header *, char *const *argv);
int header_pairs_add(struct header_pairs *, const char *name, const char *value);
const char *header_pairs_get(const struct header_pairs *, const char *name);

/* When the recording began, in ms since 1970: to the millisecond where it says so, or to the second; or HEADER_NONE. */
int64_t header_began(const struct header *);

/* Append them as a member of a JSON object, which is an object. */
void header_put_pairs(struct buffer *out, const char *key, const struct header_pairs *);

/* Append who was where, as it is shown everywhere: user@host, user, @host, or - where neither is known. */
void header_put_who(struct buffer *out, const char *user, const char *host);

/* Append the header's line with its line feed.  0 or a negative code. */
int header_encode(struct buffer *out, const struct header *);

/*
 * Parse a header line of asciicast v3 (with or without our member).  h is overwritten and
 * freed on failure.  0 or a negative code; ERR_UNKNOWN when it is JSON but no v3 header.
 */
int header_parse(const char *line, size_t len, struct header *h);

#endif
