/*
 * The tree's state in files.
 *
 * Level k holds the roots of all full subtrees of 256^k leaves.  Invariant: of `size` entries, level k has
 * size >> 8k hashes, of which the last (size >> 8k) % 256 stand in tile[k] too, and those from `written`[k] on
 * are in `pending`[k] and not in the file yet.
 */
#include "lib/trail/shelf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/bytes.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/trail/cabinet.h"

#define LEVELS 4
#define BITS 8
#define AT LEVELS /* the file of offsets */

struct shelf {
	int fds[LEVELS + 1];
	struct digest *digest;
	uint64_t size, written[LEVELS + 1];
	struct buffer pending[LEVELS + 1];
	unsigned char tile[LEVELS][SHELF_RUN][DIGEST_SIZE];
};

int
shelf_open(const char *folder, bool writing, struct shelf **out)
{
	struct shelf *s = calloc(1, sizeof *s);
	char name[16];
	int i, r = 0;

	*out = NULL;
	if (s == NULL)
		return -ENOMEM;
	for (i = 0; i <= AT; i++)
		s->fds[i] = -1;
	for (i = 0; i <= AT && r == 0; i++) {
		snprintf(name, sizeof name, i == AT ? "tree.at" : "tree.%d", i);
		if ((s->fds[i] = cabinet_open(folder, name, writing ? O_RDWR | O_CREAT : O_RDONLY)) < 0)
			r = s->fds[i];
	}
	if (r == 0)
		r = digest_new(&s->digest);
	if (r != 0) {
		shelf_free(s);
		return r;
	}
	*out = s;
	return 0;
}

void
shelf_free(struct shelf *s)
{
	int i;

	if (s == NULL)
		return;
	for (i = 0; i <= AT; i++) {
		if (s->fds[i] >= 0)
			close(s->fds[i]);
		buffer_free(&s->pending[i]);
	}
	digest_free(s->digest);
	free(s);
}

static int
read_exactly(int fd, void *to, size_t len, int64_t at)
{
	ssize_t n = file_pread(fd, to, len, at);

	return n < 0 ? (int)n : (size_t)n == len ? 0 : ERR_NOTFOUND;
}

int
shelf_begin(struct shelf *s, uint64_t size)
{
	uint64_t count;
	size_t open;
	int k, r;

	for (k = 0; k <= AT; k++) {
		count = k == AT ? size / SHELF_RUN : size >> (BITS * k);
		open = k == AT ? 0 : (size_t)(count % SHELF_RUN);
		if (k < AT && open > 0 &&
		    (r = read_exactly(s->fds[k], s->tile[k], open * DIGEST_SIZE,
			 (int64_t)(count - open) * DIGEST_SIZE)) != 0)
			return r;
		s->written[k] = count;
		buffer_clear(&s->pending[k]);
	}
	s->size = size;
	return 0;
}

uint64_t
shelf_size(const struct shelf *s)
{
	return s->size;
}

/* The root of a full tile, halved until one hash is left. */
static int
fold(struct digest *d, unsigned char (*hashes)[DIGEST_SIZE], size_t n, unsigned char *out)
{
	size_t i;
	int r;

	for (; n > 1; n /= 2)
		for (i = 0; i < n / 2; i++)
			if ((r = merkle_node(d, hashes[2 * i], hashes[2 * i + 1], hashes[i])) != 0)
				return r;
	memcpy(out, hashes[0], DIGEST_SIZE);
	return 0;
}

static int
put_offset(struct shelf *s, int64_t end)
{
	unsigned char bytes[8];

	bytes_put64(bytes, (uint64_t)end);
	buffer_add(&s->pending[AT], bytes, sizeof bytes);
	return buffer_status(&s->pending[AT]);
}

int
shelf_add(struct shelf *s, const unsigned char leaf[DIGEST_SIZE], int64_t end)
{
	unsigned char hash[DIGEST_SIZE];
	uint64_t count = s->size++;
	size_t place;
	int k, r;

	if (count >= UINT64_C(1) << (BITS * LEVELS))
		return ERR_LIMIT;
	memcpy(hash, leaf, DIGEST_SIZE);
	for (k = 0; k < LEVELS; k++, count >>= BITS) {
		place = (size_t)(count % SHELF_RUN);
		memcpy(s->tile[k][place], hash, DIGEST_SIZE);
		buffer_add(&s->pending[k], hash, DIGEST_SIZE);
		if (s->pending[k].broken)
			return -ENOMEM;
		if (place != SHELF_RUN - 1)
			return 0;
		if (k == 0 && (r = put_offset(s, end)) != 0)
			return r;
		if ((r = fold(s->digest, s->tile[k], SHELF_RUN, hash)) != 0)
			return r;
	}
	return 0;
}

int
shelf_flush(struct shelf *s)
{
	size_t unit;
	int k, r;

	for (k = 0; k <= AT; k++) {
		unit = k == AT ? 8 : DIGEST_SIZE;
		if (s->pending[k].len == 0)
			continue;
		if ((r = file_pwrite(s->fds[k], s->pending[k].data, s->pending[k].len,
			 (int64_t)(s->written[k] * unit))) != 0)
			return r;
		s->written[k] += s->pending[k].len / unit;
		buffer_clear(&s->pending[k]);
	}
	return 0;
}

static int
subtree(void *context, unsigned level, uint64_t number, unsigned char out[DIGEST_SIZE])
{
	unsigned char hashes[SHELF_RUN / 2][DIGEST_SIZE];
	struct shelf *s = context;
	unsigned k = level / BITS, above = level % BITS;
	size_t n = (size_t)1 << above;
	int r;

	/* what is left above the last level is made from more hashes than fit: halves */
	if (k >= LEVELS) {
		unsigned char left[DIGEST_SIZE], right[DIGEST_SIZE];

		if ((r = subtree(s, level - 1, 2 * number, left)) != 0 ||
		    (r = subtree(s, level - 1, 2 * number + 1, right)) != 0)
			return r;
		return merkle_node(s->digest, left, right, out);
	}
	if ((r = read_exactly(s->fds[k], hashes, n * DIGEST_SIZE, (int64_t)(number << above) * DIGEST_SIZE)) != 0)
		return r;
	return fold(s->digest, hashes, n, out);
}

struct merkle_source
shelf_source(struct shelf *s)
{
	return (struct merkle_source){subtree, s};
}

struct digest *
shelf_digest(struct shelf *s)
{
	return s->digest;
}

int
shelf_where(struct shelf *s, uint64_t index, uint64_t *first, int64_t *offset)
{
	unsigned char bytes[8];
	int r;

	*first = 0;
	*offset = 0;
	if (index < SHELF_RUN)
		return 0;
	*first = index - index % SHELF_RUN;
	if ((r = read_exactly(s->fds[AT], bytes, sizeof bytes, (int64_t)(*first / SHELF_RUN - 1) * 8)) != 0)
		return r;
	*offset = (int64_t)bytes_get64(bytes);
	return *offset < 0 ? ERR_FORMAT : 0;
}
