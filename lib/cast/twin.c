/* FIPS 180-4, by the processor's SHA instructions.  Whoever has none goes on with libcrypto; so does everything else that we digest. */
#include "lib/cast/twin.h"

#include <pthread.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

#define BLOCK 64
#define FAST __attribute__((target("sha,sse4.1,ssse3")))

static const uint32_t K[BLOCK] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/* The eight words, as the instructions want them: a b e f and c d g h, from the highest. */
struct state {
	__m128i abef, cdgh;
};

/* Four rounds of one text, the first sixteen with the block's own words. */
#define ROUNDS(s, w, g) \
	do { \
		__m128i wk = _mm_add_epi32(w[(g) & 3], _mm_load_si128((const __m128i *)(const void *)(K + 4 * (g)))); \
		s.cdgh = _mm_sha256rnds2_epu32(s.cdgh, s.abef, wk); \
		s.abef = _mm_sha256rnds2_epu32(s.abef, s.cdgh, _mm_shuffle_epi32(wk, 0x0E)); \
	} while (0)
#define TAKE(w, p, g) w[g] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)((p) + 16 * (g))), turned)
#define SPREAD(w, g) \
	w[(g) & 3] = _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(w[(g) & 3], w[((g) + 1) & 3]), \
					      _mm_alignr_epi8(w[((g) + 3) & 3], w[((g) + 2) & 3], 4)), \
	    w[((g) + 3) & 3])
#define EACH_FIRST(DO) DO(0) DO(1) DO(2) DO(3)
#define EACH_LATER(DO) DO(4) DO(5) DO(6) DO(7) DO(8) DO(9) DO(10) DO(11) DO(12) DO(13) DO(14) DO(15)
#define TURNED _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203)

FAST static void
step_one(struct state *state, const unsigned char *p, size_t blocks)
{
	const __m128i turned = TURNED;
	struct state s = *state, before;
	__m128i w[4];

	for (; blocks > 0; blocks--, p += BLOCK) {
		before = s;
#define DO(g) TAKE(w, p, g); ROUNDS(s, w, g);
		EACH_FIRST(DO)
#undef DO
#define DO(g) SPREAD(w, g); ROUNDS(s, w, g);
		EACH_LATER(DO)
#undef DO
		s.abef = _mm_add_epi32(s.abef, before.abef);
		s.cdgh = _mm_add_epi32(s.cdgh, before.cdgh);
	}
	*state = s;
}

FAST static void
step_both(struct state state[2], const unsigned char *p, const unsigned char *q, size_t blocks)
{
	const __m128i turned = TURNED;
	struct state s = state[0], t = state[1];
	__m128i w[4], v[4];

	for (; blocks > 0; blocks--, p += BLOCK, q += BLOCK) {
		state[0] = s;
		state[1] = t;
#define DO(g) TAKE(w, p, g); TAKE(v, q, g); ROUNDS(s, w, g); ROUNDS(t, v, g);
		EACH_FIRST(DO)
#undef DO
#define DO(g) SPREAD(w, g); SPREAD(v, g); ROUNDS(s, w, g); ROUNDS(t, v, g);
		EACH_LATER(DO)
#undef DO
		s.abef = _mm_add_epi32(s.abef, state[0].abef);
		s.cdgh = _mm_add_epi32(s.cdgh, state[0].cdgh);
		t.abef = _mm_add_epi32(t.abef, state[1].abef);
		t.cdgh = _mm_add_epi32(t.cdgh, state[1].cdgh);
	}
	state[0] = s;
	state[1] = t;
}

/* Together as far as both go, then the longer one. */
static void
step(struct state state[2], const unsigned char *const p[2], const size_t blocks[2])
{
	size_t both = blocks[0] < blocks[1] ? blocks[0] : blocks[1];

	step_both(state, p[0], p[1], both);
	if (blocks[0] > both)
		step_one(&state[0], p[0] + both * BLOCK, blocks[0] - both);
	if (blocks[1] > both)
		step_one(&state[1], p[1] + both * BLOCK, blocks[1] - both);
}

/* A text as three runs of blocks: where its pieces meet, what stands in memory as it is, and its end. */
struct plan {
	unsigned char first[BLOCK], last[2 * BLOCK];
	const unsigned char *run[3];
	size_t blocks[3];
};

static void
make_plan(const struct twin_text *t, struct plan *p)
{
	const unsigned char *data = t->data;
	uint64_t total = t->head_len + t->len, bits = total * 8;
	size_t taken = 0, rest, end, i;
	unsigned char *last = p->last;

	p->run[0] = p->first;
	p->blocks[0] = total >= BLOCK;
	if (p->blocks[0]) {
		taken = BLOCK - t->head_len;
		memcpy(p->first, t->head, t->head_len);
		memcpy(p->first + t->head_len, data, taken);
	}
	p->run[1] = data + taken;
	p->blocks[1] = p->blocks[0] ? (t->len - taken) / BLOCK : 0;
	taken += p->blocks[1] * BLOCK;
	rest = p->blocks[0] ? 0 : t->head_len;
	memcpy(last, t->head, rest);
	if (t->len > taken)
		memcpy(last + rest, data + taken, t->len - taken);
	rest += t->len - taken;
	end = rest + 9 <= BLOCK ? BLOCK : 2 * BLOCK;
	last[rest] = 0x80;
	memset(last + rest + 1, 0, end - rest - 9);
	for (i = 1; i <= 8; i++, bits >>= 8)
		last[end - i] = (unsigned char)bits;
	p->run[2] = last;
	p->blocks[2] = end / BLOCK;
}

FAST static struct state
begin(void)
{
	return (struct state){_mm_set_epi32(0x6a09e667, (int)0xbb67ae85, 0x510e527f, (int)0x9b05688c),
	    _mm_set_epi32(0x3c6ef372, (int)0xa54ff53a, 0x1f83d9ab, 0x5be0cd19)};
}

/* From a b e f, c d g h to a b c d, e f g h, each word's highest byte first. */
FAST static void
finish(const struct state *s, unsigned char out[DIGEST_SIZE])
{
	const __m128i reversed = _mm_set_epi64x(0x0001020304050607, 0x08090a0b0c0d0e0f);

	_mm_storeu_si128((__m128i *)(void *)out, _mm_shuffle_epi8(_mm_unpackhi_epi64(s->cdgh, s->abef), reversed));
	_mm_storeu_si128((__m128i *)(void *)(out + 16), _mm_shuffle_epi8(_mm_unpacklo_epi64(s->cdgh, s->abef), reversed));
}

FAST void
twin_digest(const struct twin_text text[2], unsigned char out[2 * DIGEST_SIZE])
{
	struct state state[2] = {begin(), begin()};
	struct plan plan[2];
	int i;

	make_plan(&text[0], &plan[0]);
	make_plan(&text[1], &plan[1]);
	for (i = 0; i < 3; i++)
		step(state, (const unsigned char *const[]){plan[0].run[i], plan[1].run[i]}, (size_t[]){plan[0].blocks[i], plan[1].blocks[i]});
	finish(&state[0], out);
	finish(&state[1], out + DIGEST_SIZE);
}

FAST void
twin_single(const struct twin_text *text, unsigned char out[DIGEST_SIZE])
{
	struct state state = begin();
	struct plan plan;
	int i;

	make_plan(text, &plan);
	for (i = 0; i < 3; i++)
		step_one(&state, plan.run[i], plan.blocks[i]);
	finish(&state, out);
}

static bool
has_instructions(void)
{
	unsigned a, b, c, d;

	if (!__get_cpuid(1, &a, &b, &c, &d) || (c & bit_SSE4_1) == 0 || (c & bit_SSSE3) == 0)
		return false;
	return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA) != 0;
}

#else

static bool
has_instructions(void)
{
	return false;
}

void
twin_digest(const struct twin_text text[2], unsigned char out[2 * DIGEST_SIZE])
{
	(void)text;
	memset(out, 0, 2 * DIGEST_SIZE);
}

void
twin_single(const struct twin_text *text, unsigned char out[DIGEST_SIZE])
{
	(void)text;
	memset(out, 0, DIGEST_SIZE);
}

#endif

static bool works;
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* Two texts that need every path: proof enough that instructions, compiler and this code agree. */
static void
find_out(void)
{
	unsigned char sample[300], sum[2 * DIGEST_SIZE], wanted[2 * DIGEST_SIZE];
	const struct twin_text text[2] = {{sample, 17, sample + 17, 183}, {sample, 1, sample + 1, sizeof sample - 1}};
	size_t i;

	if (!has_instructions())
		return;
	for (i = 0; i < sizeof sample; i++)
		sample[i] = (unsigned char)(i * 37 + 11);
	if (digest_once(sample, 200, wanted) != 0 || digest_once(sample, sizeof sample, wanted + DIGEST_SIZE) != 0)
		return;
	twin_digest(text, sum);
	if (memcmp(sum, wanted, sizeof sum) != 0)
		return;
	twin_single(&text[0], sum);
	works = memcmp(sum, wanted, DIGEST_SIZE) == 0;
}

bool
twin_works(void)
{
	pthread_once(&once, find_out);
	return works;
}
