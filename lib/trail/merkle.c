/* The Merkle tree of RFC 6962.  Depth is at most 40, so recursion is bounded. */
#include "lib/trail/merkle.h"

#include <stdbool.h>
#include <string.h>

#include "lib/base/error.h"

static int
hash_bytes(struct digest *d, const void *data, size_t len, unsigned char *out)
{
	int r;

	if ((r = digest_begin(d)) == 0 && (r = digest_add(d, data, len)) == 0)
		r = digest_end(d, out);
	return r;
}

int
merkle_leaf(struct digest *d, const unsigned char data[DIGEST_SIZE], unsigned char out[DIGEST_SIZE])
{
	unsigned char bytes[1 + DIGEST_SIZE] = {0};

	memcpy(bytes + 1, data, DIGEST_SIZE);
	return hash_bytes(d, bytes, sizeof bytes, out);
}

int
merkle_node(struct digest *d, const unsigned char left[DIGEST_SIZE], const unsigned char right[DIGEST_SIZE],
    unsigned char out[DIGEST_SIZE])
{
	unsigned char bytes[1 + 2 * DIGEST_SIZE] = {1};

	memcpy(bytes + 1, left, DIGEST_SIZE);
	memcpy(bytes + 1 + DIGEST_SIZE, right, DIGEST_SIZE);
	return hash_bytes(d, bytes, sizeof bytes, out);
}

static unsigned
peak_count(uint64_t size)
{
	return (unsigned)__builtin_popcountll(size);
}

/* Each peak whose twin is now full becomes their parent: as many as the size has ones at its end. */
int
merkle_edge_add(struct merkle_edge *e, struct digest *d, const unsigned char leaf[DIGEST_SIZE])
{
	unsigned top = peak_count(e->size);
	uint64_t size = e->size;
	int r;

	if (size >= MERKLE_SIZE_MAX)
		return ERR_LIMIT;
	memcpy(e->peaks[top], leaf, DIGEST_SIZE);
	for (; size & 1; size >>= 1, top--)
		if ((r = merkle_node(d, e->peaks[top - 1], e->peaks[top], e->peaks[top - 1])) != 0)
			return r;
	e->size++;
	return 0;
}

int
merkle_edge_root(const struct merkle_edge *e, struct digest *d, unsigned char out[DIGEST_SIZE])
{
	unsigned n = peak_count(e->size);
	int r;

	if (n == 0)
		return hash_bytes(d, "", 0, out);
	memcpy(out, e->peaks[--n], DIGEST_SIZE);
	while (n-- > 0)
		if ((r = merkle_node(d, e->peaks[n], out, out)) != 0)
			return r;
	return 0;
}

/* The largest power of two below n, as RFC 6962 splits; n > 1. */
static uint64_t
split(uint64_t n)
{
	return UINT64_C(1) << (63 - __builtin_clzll(n - 1));
}

/* The root over leaves from .. to; `from` is a multiple of a power of two that is no smaller. */
static int
range_root(const struct merkle_source *s, struct digest *d, uint64_t from, uint64_t to, unsigned char *out)
{
	unsigned char left[DIGEST_SIZE], right[DIGEST_SIZE];
	uint64_t n = to - from, k;
	unsigned level;
	int r;

	if ((n & (n - 1)) == 0) {
		level = (unsigned)__builtin_ctzll(n);
		return s->subtree(s->context, level, from >> level, out);
	}
	k = split(n);
	if ((r = range_root(s, d, from, from + k, left)) != 0 || (r = range_root(s, d, from + k, to, right)) != 0)
		return r;
	return merkle_node(d, left, right, out);
}

int
merkle_root(const struct merkle_source *s, struct digest *d, uint64_t size, unsigned char out[DIGEST_SIZE])
{
	if (size > MERKLE_SIZE_MAX)
		return ERR_LIMIT;
	return size == 0 ? hash_bytes(d, "", 0, out) : range_root(s, d, 0, size, out);
}

static int
inclusion(const struct merkle_source *s, struct digest *d, uint64_t index, uint64_t from, uint64_t to,
    struct merkle_path *p)
{
	uint64_t k;
	int r;

	if (to - from == 1)
		return 0;
	k = split(to - from);
	if (index < from + k) {
		if ((r = inclusion(s, d, index, from, from + k, p)) != 0)
			return r;
		return range_root(s, d, from + k, to, p->hashes[p->count++]);
	}
	if ((r = inclusion(s, d, index, from + k, to, p)) != 0)
		return r;
	return range_root(s, d, from, from + k, p->hashes[p->count++]);
}

int
merkle_prove_inclusion(const struct merkle_source *s, struct digest *d, uint64_t index, uint64_t size,
    struct merkle_path *out)
{
	out->count = 0;
	if (index >= size || size > MERKLE_SIZE_MAX)
		return ERR_RANGE;
	return inclusion(s, d, index, 0, size, out);
}

/* RFC 6962's SUBPROOF over leaves from .. to, of which the older tree has those below `older`. */
static int
consistency(const struct merkle_source *s, struct digest *d, uint64_t older, uint64_t from, uint64_t to, bool whole,
    struct merkle_path *p)
{
	uint64_t k;
	int r;

	if (older == to)
		return whole ? 0 : range_root(s, d, from, to, p->hashes[p->count++]);
	k = split(to - from);
	if (older <= from + k) {
		if ((r = consistency(s, d, older, from, from + k, whole, p)) != 0)
			return r;
		return range_root(s, d, from + k, to, p->hashes[p->count++]);
	}
	if ((r = consistency(s, d, older, from + k, to, false, p)) != 0)
		return r;
	return range_root(s, d, from, from + k, p->hashes[p->count++]);
}

int
merkle_prove_consistency(const struct merkle_source *s, struct digest *d, uint64_t older, uint64_t newer,
    struct merkle_path *out)
{
	out->count = 0;
	if (older > newer || newer > MERKLE_SIZE_MAX)
		return ERR_RANGE;
	return older == 0 || older == newer ? 0 : consistency(s, d, older, 0, newer, true, out);
}

int
merkle_check_inclusion(struct digest *d, uint64_t index, uint64_t size, const unsigned char leaf[DIGEST_SIZE],
    const struct merkle_path *p, const unsigned char root[DIGEST_SIZE])
{
	uint64_t last = size - 1;
	unsigned char hash[DIGEST_SIZE];
	unsigned i;
	int r = 0;

	if (index >= size)
		return ERR_TAMPERED;
	memcpy(hash, leaf, DIGEST_SIZE);
	for (i = 0; i < p->count && r == 0; i++) {
		if (last == 0)
			return ERR_TAMPERED;
		if (index & 1 || index == last) {
			r = merkle_node(d, p->hashes[i], hash, hash);
			for (; !(index & 1) && index != 0; index >>= 1)
				last >>= 1;
		} else {
			r = merkle_node(d, hash, p->hashes[i], hash);
		}
		index >>= 1;
		last >>= 1;
	}
	if (r != 0)
		return r;
	return last == 0 && memcmp(hash, root, DIGEST_SIZE) == 0 ? 0 : ERR_TAMPERED;
}

/* Both roots from a path whose first hash both trees have. */
static int
climb(struct digest *d, uint64_t at, uint64_t last, const unsigned char *first, const unsigned char (*path)[DIGEST_SIZE],
    unsigned count, unsigned char *old_hash, unsigned char *new_hash)
{
	unsigned i;
	int r = 0;

	memcpy(old_hash, first, DIGEST_SIZE);
	memcpy(new_hash, first, DIGEST_SIZE);
	for (i = 0; i < count && r == 0; i++) {
		if (last == 0)
			return ERR_TAMPERED;
		if (at & 1 || at == last) {
			if ((r = merkle_node(d, path[i], old_hash, old_hash)) == 0)
				r = merkle_node(d, path[i], new_hash, new_hash);
			for (; !(at & 1) && at != 0; at >>= 1)
				last >>= 1;
		} else {
			r = merkle_node(d, new_hash, path[i], new_hash);
		}
		at >>= 1;
		last >>= 1;
	}
	return r != 0 || last == 0 ? r : ERR_TAMPERED;
}

int
merkle_check_consistency(struct digest *d, uint64_t older, uint64_t newer, const unsigned char old_root[DIGEST_SIZE],
    const unsigned char new_root[DIGEST_SIZE], const struct merkle_path *p)
{
	unsigned char old_hash[DIGEST_SIZE], new_hash[DIGEST_SIZE], empty[DIGEST_SIZE];
	uint64_t at = older - 1, last = newer - 1;
	bool whole = (older & (older - 1)) == 0; /* the older root is itself a subtree of the newer */
	int r;

	if (older > newer)
		return ERR_TAMPERED;
	if (older == newer || older == 0) {
		if (older == 0 && (r = hash_bytes(d, "", 0, empty)) != 0)
			return r;
		return p->count == 0 && memcmp(old_root, older == 0 ? empty : new_root, DIGEST_SIZE) == 0 ? 0
													  : ERR_TAMPERED;
	}
	if (!whole && p->count == 0)
		return ERR_TAMPERED;
	for (; at & 1; at >>= 1)
		last >>= 1;
	if ((r = climb(d, at, last, whole ? old_root : p->hashes[0], p->hashes + !whole, p->count - !whole, old_hash,
		 new_hash)) != 0)
		return r;
	return memcmp(old_hash, old_root, DIGEST_SIZE) == 0 && memcmp(new_hash, new_root, DIGEST_SIZE) == 0 ? 0
													   : ERR_TAMPERED;
}
