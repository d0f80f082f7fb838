/*
 * The Merkle tree of a frame's lines: doc/format/cast.md, section 4.  What the library computes is
 * compared with a naive tree that was written from that section alone.
 */
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/cast/evidence.h"
#include "lib/cast/twin.h"
#include "tests/unit/check.h"

#define LEAVES_MAX 70000

static struct evidence_line leaf[LEAVES_MAX];
static char leaf_text[LEAVES_MAX][16];
static const unsigned char root_salt[SALT_SIZE] = {
    9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 255, 254, 253, 252, 251, 250};
static const struct evidence_line gap_line = {"[0,\"g\",\"\"]\n", 11};

static uint32_t
any(uint32_t below)
{
	static uint64_t seed = 7;

	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % below;
}

static void
make_leaves(void)
{
	size_t i;

	for (i = 0; i < LEAVES_MAX; i++) {
		int len = snprintf(leaf_text[i], sizeof leaf_text[i], "line %zu\n", i);

		leaf[i] = (struct evidence_line){leaf_text[i], (size_t)len};
	}
}

/* The largest power of two below n. */
static size_t
split_of(size_t n)
{
	size_t k, power = 1;

	for (k = 1; k < n; k++)
		if ((k & (k - 1)) == 0)
			power = k;
	return power;
}

struct naive {
	const bool *keep;
	unsigned char (*leaf_salts)[SALT_SIZE]; /* filled, if not NULL */
	struct buffer hidden;			/* salts that reveal a leaf which is not kept */
	struct buffer field;			/* the salts field */
};

static bool
all_of(const bool *keep, size_t n, bool wanted)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (keep[i] != wanted)
			return false;
	return true;
}

/* The digest of the n leaves from `first`, and in t->field what the format says of the node. */
static void
naive_node(struct naive *t, size_t first, size_t n, const unsigned char salt[SALT_SIZE], bool said,
    unsigned char out[DIGEST_SIZE])
{
	unsigned char text[128], salts[DIGEST_SIZE];
	bool whole = all_of(t->keep + first, n, true), none = all_of(t->keep + first, n, false);
	size_t start = t->field.len;

	if (!whole)
		buffer_add(&t->hidden, salt, SALT_SIZE);
	if (!said && whole) {
		buffer_addc(&t->field, 'S');
		buffer_add(&t->field, salt, SALT_SIZE);
	} else if (!said && !none) {
		buffer_addc(&t->field, 'M');
	}
	if (n == 1) {
		text[0] = 0;
		memcpy(text + 1, salt, SALT_SIZE);
		memcpy(text + 1 + SALT_SIZE, leaf[first].data, leaf[first].len);
		SHA256(text, 1 + SALT_SIZE + leaf[first].len, out);
		if (t->leaf_salts != NULL)
			memcpy(t->leaf_salts[first], salt, SALT_SIZE);
	} else {
		size_t k = split_of(n);

		text[0] = 2;
		memcpy(text + 1, salt, SALT_SIZE);
		SHA256(text, 1 + SALT_SIZE, salts);
		text[0] = 1;
		naive_node(t, first, k, salts, said || whole || none, text + 1);
		naive_node(
		    t, first + k, n - k, salts + SALT_SIZE, said || whole || none, text + 33);
		SHA256(text, 65, out);
	}
	if (!said && none) {
		t->field.len = start;
		buffer_addc(&t->field, 'H');
		buffer_add(&t->field, out, DIGEST_SIZE);
	}
}

static void
naive_tree(struct naive *t, size_t n, const bool *keep, unsigned char root[DIGEST_SIZE])
{
	t->keep = keep;
	buffer_clear(&t->hidden);
	buffer_clear(&t->field);
	if (n == 0)
		SHA256((const unsigned char *)"", 0, root);
	else
		naive_node(t, 0, n, root_salt, false, root);
}

static void
naive_free(struct naive *t)
{
	buffer_free(&t->hidden);
	buffer_free(&t->field);
}

static bool
same(const struct buffer *a, const struct buffer *b)
{
	return a->len == b->len && (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

static const unsigned char *
bytes_of(const struct buffer *b)
{
	return (const unsigned char *)b->data;
}

/* The lines that are left, as a frame or as a proof has them; at most 64 leaves. */
static size_t
left_lines(size_t n, const bool *keep, bool gaps, struct evidence_line *out)
{
	size_t i, count = 0;

	for (i = 0; i < n; i++) {
		if (keep[i])
			out[count++] = leaf[i];
		else if (gaps && (i == 0 || keep[i - 1]))
			out[count++] = gap_line;
	}
	return count;
}

static void
test_digest(void)
{
	unsigned char sum[DIGEST_SIZE];
	char hex[2 * DIGEST_SIZE + 1];
	struct digest *d;

	CHECK(digest_once("abc", 3, sum) == 0);
	hex_encode(sum, sizeof sum, hex);
	CHECK(strcmp(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad") == 0);
	CHECK(digest_new(&d) == 0);
	CHECK(digest_begin(d) == 0 && digest_end(d, sum) == 0);
	hex_encode(sum, sizeof sum, hex);
	CHECK(strcmp(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855") == 0);
	CHECK(digest_begin(d) == 0 && digest_add(d, "a", 1) == 0 && digest_add(d, NULL, 0) == 0 &&
	    digest_add(d, "bc", 2) == 0 && digest_end(d, sum) == 0);
	hex_encode(sum, sizeof sum, hex);
	CHECK(strncmp(hex, "ba7816bf", 8) == 0);
	digest_free(d);
	digest_free(NULL);
}

#ifdef PLAIN

/* In place of the library's: the tree by libcrypto alone. */
bool
twin_works(void)
{
	return false;
}

void
twin_digest(const struct twin_text text[2], unsigned char out[2 * DIGEST_SIZE])
{
	(void)text;
	(void)out;
	abort();
}

void
twin_single(const struct twin_text *text, unsigned char out[DIGEST_SIZE])
{
	(void)text;
	(void)out;
	abort();
}

#endif

/* What doesn't give libcrypto's digests is not used: then nothing below would run. */
static void
test_twins_work(void)
{
	FILE *f = fopen("/proc/cpuinfo", "re");
	char line[8192];
	bool has = false;

	while (f != NULL && fgets(line, sizeof line, f) != NULL)
		has = has || strstr(line, " sha_ni") != NULL;
	if (f != NULL)
		fclose(f);
#ifdef PLAIN
	has = false;
#endif
	CHECK(twin_works() || !has);
}

/* Every length around the ends of blocks, with every head, beside texts of all other lengths. */
static void
test_twins(void)
{
	static unsigned char sample[1024];
	unsigned char sum[2 * DIGEST_SIZE], wanted[2 * DIGEST_SIZE];
	struct twin_text text[2];
	size_t head, len, i;
	int wrong = 0;

	for (i = 0; i < sizeof sample; i++)
		sample[i] = (unsigned char)any(256);
	for (head = 0; twin_works() && head <= TWIN_HEAD_MAX; head++)
		for (len = 0; len + head <= 300; len++) {
			size_t lens[2] = {len + head, head + any((uint32_t)(sizeof sample - head))};

			for (i = 0; i < 2; i++) {
				text[i] = (struct twin_text){sample + i, head, sample + i + head, lens[i] - head};
				if (lens[i] + i > sizeof sample)
					text[i].len = --lens[i] - head;
				wrong += digest_once(sample + i, lens[i], wanted + i * DIGEST_SIZE) != 0;
			}
			twin_digest(text, sum);
			wrong += memcmp(sum, wanted, sizeof sum) != 0;
			text[0] = text[1];
			twin_single(text, sum);
			wrong += memcmp(sum, wanted + DIGEST_SIZE, DIGEST_SIZE) != 0;
		}
	CHECK(wrong == 0);
}

static void
test_split(void)
{
	struct buffer items = {0};
	const struct evidence_line *line;

	CHECK(evidence_split("", 0, &items) == 0 && items.len == 0);
	CHECK(evidence_split("ab\n\nc\n", 6, &items) == 0 && items.len == 3 * sizeof *line);
	line = (const struct evidence_line *)(void *)items.data;
	CHECK(line[0].len == 3 && memcmp(line[0].data, "ab\n", 3) == 0);
	CHECK(line[1].len == 1 && line[2].len == 2);
	CHECK(evidence_split("ab\nc", 4, &items) == ERR_FORMAT);
	CHECK(evidence_split("a", 1, &items) == ERR_FORMAT);
	buffer_free(&items);
}

static void
sealed_as_naive(size_t n, const bool *all)
{
	unsigned char root[DIGEST_SIZE], wanted[DIGEST_SIZE], walked[DIGEST_SIZE];
	struct buffer salts = {0}, runs = {0};
	struct naive t = {0};
	const struct evidence_run *run;

	naive_tree(&t, n, all, wanted);
	CHECK(evidence_seal(leaf, n, root_salt, root, &salts) == 0);
	CHECK(memcmp(root, wanted, sizeof root) == 0 && same(&salts, &t.field));
	CHECK(salts.len == (n ? 17 : 0));
	CHECK(evidence_walk(n, bytes_of(&salts), salts.len, leaf, n, true, walked, &runs) == 0);
	CHECK(memcmp(walked, wanted, sizeof walked) == 0);
	run = (const struct evidence_run *)(void *)runs.data;
	CHECK(runs.len == (n ? sizeof *run : 0));
	CHECK(n == 0 || (run->first == 0 && run->count == n && !run->removed));
	naive_free(&t);
	buffer_free(&salts);
	buffer_free(&runs);
}

static void
test_seal(void)
{
	static const size_t big[] = {127, 128, 129, 1000, 4095, 4097, 65536, 65537, LEAVES_MAX};
	bool *all = malloc(LEAVES_MAX);
	size_t n;

	memset(all, true, LEAVES_MAX);
	for (n = 0; n <= 70; n++)
		sealed_as_naive(n, all);
	for (n = 0; n < sizeof big / sizeof *big; n++)
		sealed_as_naive(big[n], all);
	free(all);
}

/* A changed line, order or number of lines gives another root or none. */
static void
test_seal_tells(void)
{
	unsigned char root[DIGEST_SIZE], other[DIGEST_SIZE];
	struct evidence_line lines[20];
	struct buffer salts = {0};
	size_t n = 20, i;

	CHECK(evidence_seal(leaf, n, root_salt, root, &salts) == 0);
	for (i = 0; i + 1 < n; i++) {
		memcpy(lines, leaf, sizeof lines);
		lines[i].data = "LINE 7\n";
		CHECK(evidence_walk(n, bytes_of(&salts), salts.len, lines, n, true, other, NULL) ==
		    0);
		CHECK(memcmp(root, other, sizeof root) != 0);
		lines[i] = leaf[i + 1];
		lines[i + 1] = leaf[i];
		CHECK(evidence_walk(n, bytes_of(&salts), salts.len, lines, n, true, other, NULL) ==
		    0);
		CHECK(memcmp(root, other, sizeof root) != 0);
	}
	CHECK(
	    evidence_walk(n - 1, bytes_of(&salts), salts.len, leaf, n - 1, true, other, NULL) == 0);
	CHECK(memcmp(root, other, sizeof root) != 0);
	CHECK(evidence_walk(n, bytes_of(&salts), salts.len, leaf, n - 1, true, other, NULL) ==
	    ERR_FORMAT);
	CHECK(evidence_walk(n, bytes_of(&salts), salts.len, leaf, n + 1, true, other, NULL) ==
	    ERR_FORMAT);
	buffer_free(&salts);
}

static void
check_runs(const struct buffer *runs, size_t n, const bool *keep)
{
	const struct evidence_run *run = (const struct evidence_run *)(void *)runs->data;
	size_t count = runs->len / sizeof *run, i, at = 0;

	for (i = 0; i < count; i++) {
		CHECK(run[i].first == at && run[i].count > 0 && at + run[i].count <= n);
		CHECK(i == 0 || run[i].removed != run[i - 1].removed);
		if (at + run[i].count > n)
			return;
		CHECK(all_of(keep + at, run[i].count, !run[i].removed));
		at += run[i].count;
	}
	CHECK(at == n);
}

/* A reduced field is what the format says, gives the same root, and hides what it shall hide. */
static void
check_reduced(size_t n, const bool *keep, const struct buffer *field, const unsigned char *root)
{
	struct evidence_line lines[64];
	unsigned char walked[DIGEST_SIZE], wanted[DIGEST_SIZE];
	struct buffer runs = {0};
	struct naive t = {0};
	size_t count, i;
	int gaps;

	naive_tree(&t, n, keep, wanted);
	CHECK(same(field, &t.field) && memcmp(root, wanted, DIGEST_SIZE) == 0);
	for (gaps = 0; gaps < 2; gaps++) {
		count = left_lines(n, keep, gaps, lines);
		buffer_clear(&runs);
		CHECK(evidence_walk(
			  n, bytes_of(field), field->len, lines, count, gaps, walked, &runs) == 0);
		CHECK(memcmp(walked, root, DIGEST_SIZE) == 0);
		check_runs(&runs, n, keep);
		CHECK(evidence_walk(n, bytes_of(field), field->len, lines, count + 1, gaps, walked,
			  NULL) == ERR_FORMAT);
		if (count > 0)
			CHECK(evidence_walk(n, bytes_of(field), field->len, lines, count - 1, gaps,
				  walked, NULL) == ERR_FORMAT);
	}
	for (i = 0; i < t.hidden.len; i += SALT_SIZE)
		CHECK(memmem(field->data, field->len, t.hidden.data + i, SALT_SIZE) == NULL);
	for (i = 0; i < n; i++)
		CHECK(memmem(field->data, field->len, leaf[i].data, leaf[i].len) == NULL);
	buffer_free(&runs);
	naive_free(&t);
}

static void
test_every_kept_set(void)
{
	unsigned char root[DIGEST_SIZE];
	struct buffer whole = {0}, reduced = {0};
	bool keep[9];
	unsigned set;
	size_t n, i;

	for (n = 1; n <= 9; n++) {
		buffer_clear(&whole);
		CHECK(evidence_seal(leaf, n, root_salt, root, &whole) == 0);
		for (set = 0; set < 1u << n; set++) {
			for (i = 0; i < n; i++)
				keep[i] = set >> i & 1;
			buffer_clear(&reduced);
			CHECK(evidence_reduce(n, bytes_of(&whole), whole.len, leaf, n, false, keep,
				  &reduced) == 0);
			check_reduced(n, keep, &reduced, root);
		}
	}
	buffer_free(&whole);
	buffer_free(&reduced);
}

/* Removing again, and again: what was removed stays so, and the field is as if done at once. */
static void
test_reduce_again(void)
{
	struct buffer field = {0}, next = {0};
	struct evidence_line lines[64];
	unsigned char root[DIGEST_SIZE];
	bool left[64], keep[64];
	size_t n, count, i;
	int round, step;

	for (round = 0; round < 300; round++) {
		bool gaps = any(2);

		n = 1 + any(64);
		buffer_clear(&field);
		CHECK(evidence_seal(leaf, n, root_salt, root, &field) == 0);
		memset(left, true, sizeof left);
		for (step = 0; step < 4; step++) {
			count = left_lines(n, left, gaps, lines);
			for (i = 0; i < n; i++)
				keep[i] = any(5) != 0;
			buffer_clear(&next);
			CHECK(evidence_reduce(n, bytes_of(&field), field.len, lines, count, gaps,
				  keep, &next) == 0);
			for (i = 0; i < n; i++)
				left[i] &= keep[i];
			buffer_clear(&field);
			buffer_add(&field, next.data, next.len);
			check_reduced(n, left, &field, root);
		}
	}
	buffer_free(&field);
	buffer_free(&next);
}

/* A proof of one line among many is small. */
static void
test_single_proof(void)
{
	struct buffer whole = {0}, proof = {0};
	unsigned char root[DIGEST_SIZE], walked[DIGEST_SIZE];
	bool *keep = calloc(LEAVES_MAX, 1);
	size_t n = 4097, at;

	CHECK(evidence_seal(leaf, n, root_salt, root, &whole) == 0);
	for (at = 0; at < n; at += 1 + at / 2) {
		keep[at] = true;
		buffer_clear(&proof);
		CHECK(evidence_reduce(
			  n, bytes_of(&whole), whole.len, leaf, n, false, keep, &proof) == 0);
		CHECK(proof.len <= 13 * 34 + 17);
		CHECK(evidence_walk(
			  n, bytes_of(&proof), proof.len, &leaf[at], 1, false, walked, NULL) == 0);
		CHECK(memcmp(root, walked, sizeof root) == 0);
		CHECK(evidence_walk(n, bytes_of(&proof), proof.len, &leaf[at + 1], 1, false, walked,
			  NULL) == 0);
		CHECK(memcmp(root, walked, sizeof root) != 0);
		keep[at] = false;
	}
	free(keep);
	buffer_free(&whole);
	buffer_free(&proof);
}

static int
walk_code(size_t n, const void *field, size_t len, size_t lines)
{
	/* an own copy, so that a sanitizer sees reading beyond its end */
	unsigned char root[DIGEST_SIZE], *copy = calloc(len + 1, 1);
	int r;

	memcpy(copy, field, len);
	r = evidence_walk(n, copy, len, leaf, lines, false, root, NULL);
	free(copy);
	return r;
}

static void
test_ill_formed(void)
{
	char salted[18] = "S", hidden[34] = "H", mixed[80] = "M";

	CHECK(walk_code(0, "", 0, 0) == 0);
	CHECK(walk_code(0, salted, 17, 0) == ERR_FORMAT);
	CHECK(walk_code(0, "", 0, 1) == ERR_FORMAT);
	CHECK(walk_code(1, "", 0, 1) == ERR_FORMAT);
	CHECK(walk_code(1, salted, 17, 1) == 0);
	CHECK(walk_code(1, salted, 16, 1) == ERR_FORMAT);
	CHECK(walk_code(1, salted, 18, 1) == ERR_FORMAT);
	CHECK(walk_code(1, salted, 17, 0) == ERR_FORMAT);
	CHECK(walk_code(1, hidden, 33, 0) == 0);
	CHECK(walk_code(1, hidden, 32, 0) == ERR_FORMAT);
	CHECK(walk_code(1, hidden, 33, 1) == ERR_FORMAT);
	CHECK(walk_code(1, "s0123456789abcdef", 17, 1) == ERR_FORMAT);
	CHECK(walk_code(1,
		  "\0"
		  "0123456789abcdef",
		  17, 1) == ERR_FORMAT);
	/* a leaf is never mixed */
	memcpy(mixed + 1, hidden, 33);
	memcpy(mixed + 34, salted, 17);
	CHECK(walk_code(2, mixed, 51, 1) == 0);
	CHECK(walk_code(1, mixed, 51, 1) == ERR_FORMAT);
	CHECK(walk_code(2, mixed, 50, 1) == ERR_FORMAT);
	CHECK(walk_code(2, mixed, 34, 1) == ERR_FORMAT);
	memset(mixed, 'M', sizeof mixed);
	CHECK(walk_code(EVIDENCE_LINES_MAX, mixed, sizeof mixed, 0) == ERR_FORMAT);
	CHECK(walk_code((size_t)EVIDENCE_LINES_MAX + 1, hidden, 33, 0) < 0);
	CHECK(walk_code(SIZE_MAX, hidden, 33, 0) < 0);
}

/* Each length but the right one is refused; each changed byte too, or the root differs. */
static void
test_damaged(void)
{
	unsigned char root[DIGEST_SIZE], walked[DIGEST_SIZE];
	struct buffer whole = {0}, field = {0};
	struct evidence_line lines[64];
	size_t n = 21, count, i;
	bool keep[64];
	int round, r;

	CHECK(evidence_seal(leaf, n, root_salt, root, &whole) == 0);
	for (round = 0; round < 40; round++) {
		for (i = 0; i < n; i++)
			keep[i] = any(3) != 0;
		buffer_clear(&field);
		CHECK(evidence_reduce(
			  n, bytes_of(&whole), whole.len, leaf, n, false, keep, &field) == 0);
		count = left_lines(n, keep, false, lines);
		for (i = 0; i < field.len; i++) {
			CHECK(evidence_walk(n, bytes_of(&field), i, lines, count, false, walked,
				  NULL) == ERR_FORMAT);
			field.data[i] ^= (char)(1 << any(8));
			r = evidence_walk(
			    n, bytes_of(&field), field.len, lines, count, false, walked, NULL);
			CHECK(
			    r == ERR_FORMAT || (r == 0 && memcmp(root, walked, sizeof root) != 0));
			buffer_clear(&field);
			CHECK(evidence_reduce(n, bytes_of(&whole), whole.len, leaf, n, false, keep,
				  &field) == 0);
		}
		buffer_addc(&field, 'S');
		CHECK(evidence_walk(n, bytes_of(&field), field.len, lines, count, false, walked,
			  NULL) == ERR_FORMAT);
	}
	buffer_free(&whole);
	buffer_free(&field);
}

int
main(void)
{
	make_leaves();
	check_run("digest", test_digest);
	check_run("two digests at once, where the processor can", test_twins_work);
	check_run("two digests at once", test_twins);
	check_run("split", test_split);
	check_run("seal, like the naive tree", test_seal);
	check_run("seal, what it tells", test_seal_tells);
	check_run("reduce, every kept set", test_every_kept_set);
	check_run("reduce, again", test_reduce_again);
	check_run("reduce, one line's proof", test_single_proof);
	check_run("walk, ill-formed salts", test_ill_formed);
	check_run("walk, damaged salts", test_damaged);
	return check_done();
}
