/*
 * The Merkle tree and the tree of salts, walked together.  Both have RFC 6962's shape; depth is at
 * most 21 for the lines that a frame may hold, so recursion is bounded.
 */
#include "lib/cast/evidence.h"

#include <errno.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/cast/twin.h"

#define GROVE 64 /* leaves of a full subtree that is walked level by level, two digests at a time */

struct walk {
	bool twins;
	struct digest *digest;
	const unsigned char *salts, *salts_end;
	const struct evidence_line *lines, *lines_end;
	size_t leaf;         /* the next leaf's number */
	bool gaps;           /* each run of removed leaves has a line */
	bool in_removed;     /* the leaf before this one was removed */
	struct buffer *runs; /* or NULL */
	const bool *keep;    /* reducing: by leaf; or NULL */
	struct buffer *out;  /* reducing: the new field */
};

int
evidence_split(const char *lines, size_t len, struct buffer *items)
{
	const char *at = lines, *end = len > 0 ? at + len : at, *stop;
	struct evidence_line line;

	buffer_clear(items);
	for (; at < end; at = stop + 1) {
		if ((stop = memchr(at, '\n', (size_t)(end - at))) == NULL)
			return ERR_FORMAT;
		line = (struct evidence_line){at, (size_t)(stop + 1 - at)};
		buffer_add(items, &line, sizeof line);
	}
	return buffer_status(items);
}

static size_t
left_leaves(size_t n)
{
	size_t k = 1;

	while (k * 2 < n)
		k *= 2;
	return k;
}

/* What fits goes into the digest at once: two of the three digests that a line costs are of no more than this. */
static int
hash_pair(struct digest *d, unsigned char prefix, const void *a, size_t a_len, const void *b,
    size_t b_len, unsigned char out[DIGEST_SIZE])
{
	unsigned char head[1 + 2 * DIGEST_SIZE];
	size_t len = 1 + a_len;
	int r;

	head[0] = prefix;
	memcpy(head + 1, a, a_len);
	if (len + b_len <= sizeof head) {
		if (b_len > 0)
			memcpy(head + len, b, b_len);
		len += b_len;
		b_len = 0;
	}
	if ((r = digest_begin(d)) == 0 && (r = digest_add(d, head, len)) == 0 &&
	    (b_len == 0 || (r = digest_add(d, b, b_len)) == 0))
		r = digest_end(d, out);
	return r;
}

static int
add_run(struct walk *w, size_t count, bool removed)
{
	struct evidence_run run = {w->leaf, count, removed}, *last;

	w->leaf += count;
	if (removed && w->gaps && !w->in_removed) {
		if (w->lines == w->lines_end)
			return ERR_FORMAT;
		w->lines++;
	}
	w->in_removed = removed;
	if (w->runs == NULL)
		return 0;
	if (w->runs->len >= sizeof run) {
		last = (struct evidence_run *)(void *)(w->runs->data + w->runs->len) - 1;
		if (last->removed == removed) {
			last->count += count;
			return 0;
		}
	}
	buffer_add(w->runs, &run, sizeof run);
	return buffer_status(w->runs);
}

/* What does keep[] say of the next n leaves: all 1, none 0, mixed -1. */
static int
kept(const struct walk *w, size_t n)
{
	size_t i, yes = 0;

	for (i = 0; i < n; i++)
		yes += w->keep[w->leaf + i];
	return yes == 0 ? 0 : yes == n ? 1 : -1;
}

/* The digests of these texts, one behind the other. */
static void
digest_all(const struct twin_text *texts, size_t n, unsigned char *out)
{
	size_t i;

	for (i = 0; i + 1 < n; i += 2)
		twin_digest(texts + i, out + i * DIGEST_SIZE);
	if (i < n)
		twin_single(texts + i, out + i * DIGEST_SIZE);
}

/* From a subtree's salt to those of its n leaves, level by level. */
static void
grow_salts(unsigned char *salts, size_t n)
{
	static const unsigned char prefix = 2;
	unsigned char parents[GROVE / 2 * SALT_SIZE];
	struct twin_text texts[GROVE / 2];
	size_t m, i;

	for (m = 1; m < n; m *= 2) {
		memcpy(parents, salts, m * SALT_SIZE);
		for (i = 0; i < m; i++)
			texts[i] = (struct twin_text){&prefix, 1, parents + i * SALT_SIZE, SALT_SIZE};
		digest_all(texts, m, salts);
	}
}

static void
join_nodes(unsigned char *nodes, size_t n)
{
	static const unsigned char prefix = 1;
	struct twin_text texts[GROVE / 2];
	size_t i;

	for (; n > 1; n /= 2) {
		for (i = 0; i < n / 2; i++)
			texts[i] = (struct twin_text){&prefix, 1, nodes + 2 * i * DIGEST_SIZE, 2 * DIGEST_SIZE};
		/* a pair's digests lie before what later pairs are made of, and each text is read before they are written */
		digest_all(texts, n / 2, nodes);
	}
}

/* As walk_salted, of a full subtree of n leaves, a power of two up to GROVE, of which nothing is put out. */
static int
walk_grove(struct walk *w, size_t n, const unsigned char salt[SALT_SIZE], unsigned char root[DIGEST_SIZE])
{
	unsigned char salts[GROVE * SALT_SIZE], heads[GROVE][1 + SALT_SIZE], nodes[GROVE * DIGEST_SIZE];
	struct twin_text texts[GROVE];
	size_t i;

	if ((size_t)(w->lines_end - w->lines) < n)
		return ERR_FORMAT;
	memcpy(salts, salt, SALT_SIZE);
	grow_salts(salts, n);
	for (i = 0; i < n; i++) {
		heads[i][0] = 0;
		memcpy(heads[i] + 1, salts + i * SALT_SIZE, SALT_SIZE);
		texts[i] = (struct twin_text){heads[i], sizeof heads[i], w->lines[i].data, w->lines[i].len};
	}
	digest_all(texts, n, nodes);
	join_nodes(nodes, n);
	memcpy(root, nodes, DIGEST_SIZE);
	w->lines += n;
	return add_run(w, n, false);
}

/* The digest of a subtree whose leaves are all here; reducing, its items go to out. */
static int
walk_salted(struct walk *w, size_t n, const unsigned char salt[SALT_SIZE],
    unsigned char root[DIGEST_SIZE])
{
	unsigned char left[DIGEST_SIZE], right[DIGEST_SIZE], salts[DIGEST_SIZE];
	size_t start = 0, k;
	int r, keep = 1;

	if (w->twins && w->out == NULL && n <= GROVE && (n & (n - 1)) == 0)
		return walk_grove(w, n, salt, root);
	if (w->out != NULL) {
		keep = kept(w, n);
		start = w->out->len;
		buffer_addc(w->out, keep == 1 ? 'S' : 'M');
		if (keep == 1)
			buffer_add(w->out, salt, SALT_SIZE);
	}
	if (n == 1) {
		if (w->lines == w->lines_end)
			return ERR_FORMAT;
		r = hash_pair(w->digest, 0, salt, SALT_SIZE, w->lines->data, w->lines->len, root);
		w->lines++;
		if (r == 0)
			r = add_run(w, 1, false);
	} else {
		struct buffer *out = w->out;

		if ((r = hash_pair(w->digest, 2, salt, SALT_SIZE, NULL, 0, salts)) != 0)
			return r;
		if (keep != -1)
			w->out = NULL; /* this node says all there is to say */
		k = left_leaves(n);
		if ((r = walk_salted(w, k, salts, left)) == 0 &&
		    (r = walk_salted(w, n - k, salts + SALT_SIZE, right)) == 0)
			r = hash_pair(w->digest, 1, left, DIGEST_SIZE, right, DIGEST_SIZE, root);
		w->out = out;
	}
	if (r == 0 && w->out != NULL && keep == 0) {
		w->out->len = start;
		buffer_addc(w->out, 'H');
		buffer_add(w->out, root, DIGEST_SIZE);
	}
	return r;
}

static const unsigned char *
take(struct walk *w, size_t n)
{
	const unsigned char *p = w->salts;

	if ((size_t)(w->salts_end - p) < n)
		return NULL;
	w->salts += n;
	return p;
}

/* Two H items behind the M at `start` say what one would. */
static bool
both_hidden(const struct buffer *out, size_t start)
{
	const char *items = out->data + start + 1;

	return !out->broken && out->len == start + 1 + 2 * (1 + DIGEST_SIZE) && items[0] == 'H' &&
	    items[1 + DIGEST_SIZE] == 'H';
}

static int
walk_node(struct walk *w, size_t n, unsigned char root[DIGEST_SIZE])
{
	unsigned char left[DIGEST_SIZE], right[DIGEST_SIZE];
	const unsigned char *tag = take(w, 1), *data;
	size_t start = w->out ? w->out->len : 0, k;
	int r;

	if (tag == NULL)
		return ERR_FORMAT;
	if (*tag == 'S')
		return (data = take(w, SALT_SIZE)) ? walk_salted(w, n, data, root) : ERR_FORMAT;
	if (*tag == 'H') {
		if ((data = take(w, DIGEST_SIZE)) == NULL)
			return ERR_FORMAT;
		memcpy(root, data, DIGEST_SIZE);
		if (w->out != NULL) {
			buffer_addc(w->out, 'H');
			buffer_add(w->out, root, DIGEST_SIZE);
		}
		return add_run(w, n, true);
	}
	if (*tag != 'M' || n < 2)
		return ERR_FORMAT;
	if (w->out != NULL)
		buffer_addc(w->out, 'M');
	k = left_leaves(n);
	if ((r = walk_node(w, k, left)) == 0 && (r = walk_node(w, n - k, right)) == 0)
		r = hash_pair(w->digest, 1, left, DIGEST_SIZE, right, DIGEST_SIZE, root);
	if (r == 0 && w->out != NULL && both_hidden(w->out, start)) {
		w->out->len = start;
		buffer_addc(w->out, 'H');
		buffer_add(w->out, root, DIGEST_SIZE);
	}
	return r;
}

static int
walk_tree(struct walk *w, size_t n, unsigned char root[DIGEST_SIZE])
{
	int r;

	if (n > EVIDENCE_LINES_MAX)
		return ERR_LIMIT;
	if ((r = digest_new(&w->digest)) != 0)
		return r;
	w->twins = twin_works();
	if (n == 0) {
		if ((r = digest_begin(w->digest)) == 0)
			r = digest_end(w->digest, root);
	} else {
		r = walk_node(w, n, root);
	}
	if (r == 0 && (w->salts != w->salts_end || w->lines != w->lines_end))
		r = ERR_FORMAT;
	digest_free(w->digest);
	return r;
}

/* Either may be NULL where it is empty; C has no NULL + 0. */
static void
set_input(struct walk *w, const unsigned char *salts, size_t salts_len,
    const struct evidence_line *lines, size_t n_lines)
{
	w->salts = salts;
	w->salts_end = salts_len > 0 ? salts + salts_len : salts;
	w->lines = lines;
	w->lines_end = n_lines > 0 ? lines + n_lines : lines;
}

int
evidence_walk(size_t n, const unsigned char *salts, size_t salts_len,
    const struct evidence_line *lines, size_t n_lines, bool gaps, unsigned char root[DIGEST_SIZE],
    struct buffer *runs)
{
	struct walk w = {.gaps = gaps, .runs = runs};

	set_input(&w, salts, salts_len, lines, n_lines);
	return walk_tree(&w, n, root);
}

int
evidence_seal(const struct evidence_line *lines, size_t n, const unsigned char salt[SALT_SIZE],
    unsigned char root[DIGEST_SIZE], struct buffer *salts)
{
	size_t start = salts->len;

	if (n > 0) {
		buffer_addc(salts, 'S');
		buffer_add(salts, salt, SALT_SIZE);
	}
	if (salts->broken)
		return -ENOMEM;
	return evidence_walk(n, n > 0 ? (unsigned char *)salts->data + start : NULL,
	    salts->len - start, lines, n, false, root, NULL);
}

int
evidence_reduce(size_t n, const unsigned char *salts, size_t salts_len,
    const struct evidence_line *lines, size_t n_lines, bool gaps, const bool *keep,
    struct buffer *out)
{
	unsigned char root[DIGEST_SIZE];
	struct walk w = {.gaps = gaps, .keep = keep, .out = out};
	int r;

	set_input(&w, salts, salts_len, lines, n_lines);
	r = walk_tree(&w, n, root);
	return r ? r : buffer_status(out);
}

bool
evidence_is_entire(const unsigned char *salts, size_t salts_len)
{
	return salts_len == 0 || (salts_len == 1 + SALT_SIZE && salts[0] == 'S');
}
