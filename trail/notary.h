/* Makes proofs from a store's trail, up to its newest checkpoint: doc/format/trail.md, section 8. */
#ifndef STENO_TRAIL_NOTARY_H
#define STENO_TRAIL_NOTARY_H

#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/trail/checkpoint.h"

struct notary;

/*
 * Of this store.  ERR_NOTFOUND: there is no checkpoint; ERR_TAMPERED: the log does not give the newest checkpoint's root, or the keys that
 * lead to it were not handed on.
 */
int notary_open(const char *store, struct notary **out);
void notary_free(struct notary *);

/* The verifier's key of the epoch that the newest checkpoint is of: the first, but where keys change. */
const char *notary_key(const struct notary *);

/* Append the entry's line, without its line feed, and the proof that it is in the log.  ERR_RANGE: no checkpoint covers it. */
int notary_prove(struct notary *, uint64_t index, struct buffer *entry, struct buffer *proof);

/* A checkpoint, and its note as it stands. */
struct notary_note {
	const struct checkpoint *checkpoint;
	const struct buffer *text;
};

/*
 * Append the members of a proof that `newer` (NULL: the newest checkpoint) continues `older`.  ERR_UNKNOWN: one of them is not signed with the
 * key of its epoch; ERR_RANGE: `older` has more entries; ERR_TAMPERED: it is not continued; ERR_NOTFOUND: between them a signer was lost, so
 * that no key vouches for the newer one's.
 */
int notary_prove_consistency(struct notary *, const struct notary_note *older, const struct notary_note *newer, struct buffer *out);

#endif
