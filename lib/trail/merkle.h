/*
 * The Merkle tree of RFC 6962 over entries: roots, proofs and their verification.  Knows nothing of files.
 */
#ifndef STENO_TRAIL_MERKLE_H
#define STENO_TRAIL_MERKLE_H

#include <stdint.h>

#include "lib/cast/digest.h"

#define MERKLE_SIZE_MAX (UINT64_C(1) << 40)
#define MERKLE_PATH_MAX 82 /* hashes in a proof of consistency; one of inclusion has at most 40 */

struct merkle_path {
	unsigned count;
	unsigned char hashes[MERKLE_PATH_MAX][DIGEST_SIZE];
};

/* A tree that grows: the roots of its full subtrees, the largest first.  Zero-initialised is empty. */
struct merkle_edge {
	uint64_t size;
	unsigned char peaks[64][DIGEST_SIZE];
};

int merkle_leaf(struct digest *, const unsigned char data[DIGEST_SIZE], unsigned char out[DIGEST_SIZE]);
int merkle_node(struct digest *, const unsigned char left[DIGEST_SIZE], const unsigned char right[DIGEST_SIZE],
    unsigned char out[DIGEST_SIZE]);

int merkle_edge_add(struct merkle_edge *, struct digest *, const unsigned char leaf[DIGEST_SIZE]);
int merkle_edge_root(const struct merkle_edge *, struct digest *, unsigned char out[DIGEST_SIZE]);

/* The root of the full subtree of 2^level leaves that begins at leaf number << level. */
struct merkle_source {
	int (*subtree)(void *context, unsigned level, uint64_t number, unsigned char out[DIGEST_SIZE]);
	void *context;
};

int merkle_root(const struct merkle_source *, struct digest *, uint64_t size, unsigned char out[DIGEST_SIZE]);
int merkle_prove_inclusion(const struct merkle_source *, struct digest *, uint64_t index, uint64_t size,
    struct merkle_path *out);
int merkle_prove_consistency(const struct merkle_source *, struct digest *, uint64_t older, uint64_t newer,
    struct merkle_path *out);

/* 0, ERR_TAMPERED when it proves nothing of the kind, or another negative code. */
int merkle_check_inclusion(struct digest *, uint64_t index, uint64_t size, const unsigned char leaf[DIGEST_SIZE],
    const struct merkle_path *, const unsigned char root[DIGEST_SIZE]);
int merkle_check_consistency(struct digest *, uint64_t older, uint64_t newer, const unsigned char old_root[DIGEST_SIZE],
    const unsigned char new_root[DIGEST_SIZE], const struct merkle_path *);

#endif
