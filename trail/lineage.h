/* The keys of a log's epochs, and the seals by which one hands on to the next: doc/format/trail.md, section 5. */
#ifndef STENO_TRAIL_LINEAGE_H
#define STENO_TRAIL_LINEAGE_H

#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/trail/signet.h"

struct lineage {
	struct buffer text;   /* the checkpoints, into which epochs point */
	struct buffer epochs; /* struct lineage_epoch, by number */
};

struct lineage_epoch {
	unsigned char key[SIGNET_KEY_SIZE];
	size_t from, len; /* of its seal in the text; len 0: it has none */
};

/* Of the trail in this folder, from its first key on.  ERR_TAMPERED: a checkpoint is signed with another key than the one before it named. */
int lineage_load(const char *folder, const struct signet *genesis, struct lineage *);
void lineage_release(struct lineage *);

/* The key of an epoch, to be freed.  ERR_UNKNOWN: the log has none of that number. */
int lineage_key(const struct lineage *, const char *name, uint64_t epoch, struct signet **out);

/*
 * Append the seals of the epochs from `from` up to, and not with, `to` as strings of an array.  ERR_NOTFOUND: one of them ended without,
 * since its signer was lost with the key.
 */
int lineage_put_seals(const struct lineage *, uint64_t from, uint64_t to, struct buffer *out);

#endif
