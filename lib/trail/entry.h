/*
 * An entry of the trail, and its line: doc/format/trail.md, section 2.  What is parsed may be hostile.
 */
#ifndef STENO_TRAIL_ENTRY_H
#define STENO_TRAIL_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/cast/digest.h"

#define ENTRY_LINE_MAX 65536u
#define ENTRY_SALT_SIZE 16
#define ENTRY_ACTION_MAX 40

/* What somebody wants to be said.  All borrowed; NULL where nothing is to be said. */
struct entry {
	const char *action, *target, *severity; /* severity NULL: info */
	const char *detail;                     /* a JSON object's text; NULL: {} */
	const char *session;
	const unsigned char *final;             /* session_final_hash */
};

/* What the log adds. */
struct entry_place {
	uint64_t index;
	int64_t time, boot_time;
	const char *boot_id;
	int64_t uid;
	const char *name, *client;
	unsigned char salt[ENTRY_SALT_SIZE], prev[DIGEST_SIZE];
};

/* Append the line; its event_hash in `hash`.  ERR_LIMIT when it is too long: nothing is appended then. */
int entry_encode(struct buffer *out, struct digest *, const struct entry *, const struct entry_place *,
    unsigned char hash[DIGEST_SIZE]);

/* A string's or object's bytes as they stand in the line, a string without its quotes. */
struct entry_text {
	const char *data;
	size_t len;
};

struct entry_view {
	uint64_t index;
	bool erased, has_final; /* erased: only index and hash are known */
	int64_t time, boot_time, uid;
	struct entry_text boot_id, name, client, action, target, severity, detail, session, salt;
	unsigned char final[DIGEST_SIZE], prev[DIGEST_SIZE], hash[DIGEST_SIZE];
	size_t covered; /* bytes of the line that event_hash is over */
};

/* Parse a line without its line feed.  0, or ERR_FORMAT for whatever is not exactly an entry. */
int entry_parse(const char *line, size_t len, struct entry_view *);

/* Is event_hash what it must be?  1, 0, or negative.  Of an erased entry that can't be known: 1. */
int entry_check(struct digest *, const char *line, const struct entry_view *);

/* Append the stub that stands where an entry of `len` bytes was erased: as many bytes.  ERR_RANGE: no room. */
int entry_erase(struct buffer *out, const struct entry_view *, size_t len);

bool entry_is(const struct entry_text *, const char *text);

/* A member of the detail, at its top: a whole number or `otherwise`; a string of exactly 64 hexadecimal digits. */
int64_t entry_number(const struct entry_view *, const char *name, int64_t otherwise);
int entry_digest(const struct entry_view *, const char *name, unsigned char out[DIGEST_SIZE]);

/* Append a string's text with its escapes undone. */
int entry_plain(const struct entry_text *, struct buffer *out);

#endif
