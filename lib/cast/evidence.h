/*
 * The Merkle tree over a frame's lines, and its salts: doc/format/cast.md, section 4.  The same
 * encoding says which lines are here, which were removed, and proves single lines.
 */
#ifndef STENO_CAST_EVIDENCE_H
#define STENO_CAST_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/cast/digest.h"

#define SALT_SIZE 16
#define EVIDENCE_LINES_MAX (1u << 20)

/* A line with its line feed. */
struct evidence_line {
	const char *data;
	size_t len;
};

/* Split whole lines into struct evidence_line items.  ERR_FORMAT when the last has no line feed. */
int evidence_split(const char *lines, size_t len, struct buffer *items);

/* The root for n lines with this root salt, and the salts field of a whole frame in *salts. */
int evidence_seal(const struct evidence_line *, size_t n, const unsigned char salt[SALT_SIZE],
    unsigned char root[DIGEST_SIZE], struct buffer *salts);

/* Was nothing removed, as a salts field says?  An empty frame has none. */
bool evidence_is_entire(const unsigned char *salts, size_t salts_len);

/* What evidence_walk tells, in order. */
struct evidence_run {
	size_t first, count; /* leaves, as numbered in the frame as it was written */
	bool removed;
};

/*
 * Recompute the root of a tree of n leaves from its salts field and the lines that are
 * still here, in order.  With `gaps`, the lines hold one more for each run of removed leaves, in its
 * place, as a frame does; without, only leaves, as a proof does.  runs (may be NULL) gets the runs, as struct evidence_run items; neighbours
 * of the same kind are joined.  ERR_FORMAT when the field is ill-formed or the number of
 * lines that it wants differs from n_lines.
 */
int evidence_walk(size_t n, const unsigned char *salts, size_t salts_len,
    const struct evidence_line *, size_t n_lines, bool gaps, unsigned char root[DIGEST_SIZE],
    struct buffer *runs);

/*
 * Make from a salts field one that reveals less: leaf i stays only if keep[i].  `lines` are those
 * that are here now, as for evidence_walk.  For removal, and for proofs.
 */
int evidence_reduce(size_t n, const unsigned char *salts, size_t salts_len,
    const struct evidence_line *, size_t n_lines, bool gaps, const bool *keep,
    struct buffer *out);

#endif
