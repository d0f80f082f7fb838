/*
 * Checkpoints: a log's size and root, signed, as C2SP tlog-checkpoint has them: doc/format/trail.md, section 4.
 * What is parsed may be hostile.
 */
#ifndef STENO_TRAIL_CHECKPOINT_H
#define STENO_TRAIL_CHECKPOINT_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/cast/digest.h"
#include "lib/trail/signet.h"

#define CHECKPOINT_NOTE_MAX 4096

struct checkpoint {
	char origin[SIGNET_NAME_MAX];
	uint64_t size, epoch;
	unsigned char root[DIGEST_SIZE];
	int64_t time; /* INT64_MIN: not said */
	bool has_next, has_broke;
	unsigned char next[SIGNET_KEY_SIZE], broke[SIGNET_KEY_SIZE];
	/* set by checkpoint_parse, borrowed from the text */
	const char *signed_text;
	size_t signed_len;
	unsigned char id[SIGNET_ID_SIZE], signature[SIGNET_SIGNATURE_SIZE];
};

/* Append the signed note, without an empty line behind it. */
int checkpoint_encode(struct buffer *out, const struct checkpoint *, const struct signet *);

/*
 * Parse the note that begins at text.  Returns its length (positive), without an empty line that may
 * follow it; ERR_TRUNCATED when the text ends before it does; ERR_FORMAT.
 */
long checkpoint_parse(const char *text, size_t len, struct checkpoint *);

/* Is it signed with this key?  1, 0, or negative. */
int checkpoint_check(const struct checkpoint *, const struct signet *);

/* All notes of a file, one after the other: 1 the next, 0 none is left, negative: what stands at *at is none. */
int checkpoint_next(const char *text, size_t len, size_t *at, struct checkpoint *);

#endif
