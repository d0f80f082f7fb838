/*
 * The text of a string in a line, as the bytes that it stands for.
 *
 * Floods are most of what is ever recorded, and this is most of what reading them costs, but for decompression.  So a block
 * of 64 bytes is looked at as a whole first: where its backslashes are, as bits, and whether anything in it may not be.
 * Then only the backslashes are visited; what stands between them is copied sixteen bytes at a time.
 */
#include "lib/cast/escape.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <immintrin.h>
#endif

#include "lib/base/bytes.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/utf8.h"

#define BLOCK 64
#define STRIDE 16 /* bytes that are copied at once: so many more are read and written than there are */
#define ESCAPE_MAX 12

/* Of a block, a bit for each byte. */
struct marks {
	uint64_t escapes; /* backslashes */
	uint64_t bad;     /* what may only stand behind one, or not at all */
	bool high;        /* some are no ASCII */
};

struct undo {
	const char *at, *end;
	char *to;
	bool high;
};

/* By the character behind the backslash; 0: none, or \u. */
static const char VALUES[256] = {
    ['"'] = '"', ['\\'] = '\\', ['/'] = '/', ['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t'};

#ifdef __SSE2__
static inline __m128i
load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static inline uint64_t
bits(__m128i bytes)
{
	return (uint64_t)(unsigned)_mm_movemask_epi8(bytes);
}

/* Below a blank, as signed numbers: bytes that are no ASCII too. */
static inline __m128i
is_special(__m128i bytes)
{
	return _mm_or_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)),
	    _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7F))));
}

static inline void
look(const char *p, struct marks *m)
{
	const __m128i a = load(p), b = load(p + 16), c = load(p + 32), d = load(p + 48), slash = _mm_set1_epi8('\\');
	const __m128i w = is_special(a), x = is_special(b), y = is_special(c), z = is_special(d);
	uint64_t high;

	m->escapes = bits(_mm_cmpeq_epi8(a, slash)) | bits(_mm_cmpeq_epi8(b, slash)) << 16 |
	    bits(_mm_cmpeq_epi8(c, slash)) << 32 | bits(_mm_cmpeq_epi8(d, slash)) << 48;
	m->bad = 0;
	m->high = false;
	if (bits(_mm_or_si128(_mm_or_si128(w, x), _mm_or_si128(y, z))) == 0)
		return;
	high = bits(a) | bits(b) << 16 | bits(c) << 32 | bits(d) << 48;
	m->high = high != 0;
	m->bad = (bits(w) | bits(x) << 16 | bits(y) << 32 | bits(z) << 48) & ~high;
}
#else
#define EACH(byte) (0x0101010101010101u * (byte))

/* A high bit for each byte that is zero, of bytes below 0x80. */
static inline uint64_t
zeros(uint64_t word)
{
	return ~(word + EACH(0x7F)) & EACH(0x80);
}

/* The high bits of eight bytes, side by side. */
static inline uint64_t
gather(uint64_t word)
{
	return ((word >> 7) * 0x0102040810204080u) >> 56;
}

static inline void
look(const char *p, struct marks *m)
{
	uint64_t word, high, low, special;
	int i;

	*m = (struct marks){0};
	for (i = 0; i < BLOCK; i += 8) {
		word = bytes_get64(p + i);
		high = word & EACH(0x80);
		low = word & EACH(0x7F);
		special = ~(low + EACH(0x60)) | zeros(low ^ EACH('"')) | zeros(low ^ EACH(0x7F));
		m->escapes |= gather(zeros(low ^ EACH('\\')) & ~high) << i;
		m->bad |= gather(special & EACH(0x80) & ~high) << i;
		m->high |= high != 0;
	}
}
#endif

/* \uXXXX, or two of them, behind the backslash at `from`: how long it is, or ERR_FORMAT. */
static int
undo_unicode(const char *from, const char *end, char **to)
{
	int hi, lo;

	if (end - from >= 6 && memcmp(from, "\\u001b", 6) == 0) {
		*(*to)++ = '\033';
		return 6;
	}
	if (end - from < 6 || from[1] != 'u' || (hi = json_hex4(from + 2)) < 0)
		return ERR_FORMAT;
	if (hi < 0xD800 || hi > 0xDFFF) {
		*to += utf8_encode((uint32_t)hi, *to);
		return 6;
	}
	if (hi > 0xDBFF || end - from < ESCAPE_MAX || from[6] != '\\' || from[7] != 'u' ||
	    (lo = json_hex4(from + 8)) < 0xDC00 || lo > 0xDFFF)
		return ERR_FORMAT;
	*to += utf8_encode(0x10000 + (uint32_t)((hi - 0xD800) << 10 | (lo - 0xDC00)), *to);
	return ESCAPE_MAX;
}

/* One escape: how long it is, or ERR_FORMAT. */
static inline int
undo_one(const char *from, const char *end, char **to)
{
	char value;

	if (end - from < 2)
		return ERR_FORMAT;
	if ((value = VALUES[(unsigned char)from[1]]) == 0)
		return undo_unicode(from, end, to);
	*(*to)++ = value;
	return 2;
}

static inline int
check_one(const char *from, const char *end)
{
	char value[4], *to = value;

	return undo_one(from, end, &to);
}

static inline char *
copy(char *to, const char *from, size_t len)
{
	size_t i;

	for (i = 0; i < len; i += STRIDE)
		memcpy(to + i, from + i, STRIDE);
	return to + len;
}

/* A block, and of an escape at its end the rest. */
static bool
undo_block(struct undo *u)
{
	const char *p = u->at;
	size_t done = 0, i;
	struct marks m;
	char *to = u->to;
	int n;

	look(p, &m);
	u->high |= m.high;
	while (m.escapes != 0) {
		i = (size_t)__builtin_ctzll(m.escapes);
		to = copy(to, p + done, i - done);
		/* every line's end: no table, and bits that wait for nothing */
		if (memcmp(p + i, "\\r\\n", 4) == 0) {
			memcpy(to, "\r\n", 2);
			to += 2;
			done = i + 4;
			m.escapes &= m.escapes - 1;
			m.escapes &= m.escapes - 1;
			continue;
		}
		if ((n = undo_one(p + i, u->end, &to)) < 0)
			return false;
		done = i + (size_t)n;
		m.bad &= ~(UINT64_C(2) << i);
		m.escapes &= done < BLOCK ? ~UINT64_C(0) << done : 0;
	}
	if (done < BLOCK) {
		to = copy(to, p + done, BLOCK - done);
		done = BLOCK;
	}
	u->at = p + done;
	u->to = to;
	return m.bad == 0;
}

/* The same, only looked at. */
static bool
check_block(struct undo *u)
{
	const char *p = u->at;
	size_t done = BLOCK, i;
	struct marks m;
	int n;

	look(p, &m);
	u->high |= m.high;
	while (m.escapes != 0) {
		i = (size_t)__builtin_ctzll(m.escapes);
		if ((n = check_one(p + i, u->end)) < 0)
			return false;
		m.bad &= ~(UINT64_C(2) << i);
		done = i + (size_t)n;
		m.escapes &= done < BLOCK ? ~UINT64_C(0) << done : 0;
	}
	u->at = p + (done > BLOCK ? done : BLOCK);
	return m.bad == 0;
}

static bool
undo_rest(struct undo *u)
{
	unsigned char c;
	int n;

	while (u->at < u->end) {
		c = (unsigned char)*u->at;
		if (c < 0x20 || c == '"' || c == 0x7F)
			return false;
		if (c == '\\') {
			if ((n = undo_one(u->at, u->end, &u->to)) < 0)
				return false;
			u->at += n;
			continue;
		}
		u->high |= c >= 0x80;
		*u->to++ = (char)c;
		u->at++;
	}
	return true;
}

/* Well-formed UTF-8 without C1 controls. */
static bool
is_text(const char *text, size_t len)
{
	const char *at = text, *end = text + len;

	if (utf8_valid_prefix(text, len) != len)
		return false;
	while ((at = memchr(at, 0xC2, (size_t)(end - at))) != NULL)
		if ((unsigned char)*++at < 0xA0)
			return false;
	return true;
}

int
escape_undo(struct buffer *out, const char *text, size_t len)
{
	struct undo u = {.at = text, .end = text + len};

	/* no escape is shorter than what it stands for */
	if ((u.to = buffer_reserve(out, len + STRIDE)) == NULL)
		return -ENOMEM;
	while (u.end - u.at >= BLOCK + STRIDE)
		if (!undo_block(&u))
			return ERR_FORMAT;
	if (!undo_rest(&u) || (u.high && !is_text(text, len)))
		return ERR_FORMAT;
	out->len = (size_t)(u.to - out->data);
	return 0;
}

#ifdef __SSE2__
static __attribute__((target("avx2"))) const char *
skip_wide(const char *p, const char *end)
{
	const __m256i slash = _mm256_set1_epi8('\\'), quote = _mm256_set1_epi8('"'), last = _mm256_set1_epi8(0x7F),
		      blank = _mm256_set1_epi8(' '), r = _mm256_set1_epi8('r'), n = _mm256_set1_epi8('n');
	uint64_t escapes, ends;
	__m256i half, odd;
	int i;

	for (; end - p >= BLOCK; p += BLOCK) {
		escapes = ends = 0;
		odd = _mm256_setzero_si256();
		for (i = 0; i < BLOCK; i += 32) {
			half = _mm256_loadu_si256((const __m256i *)(const void *)(p + i));
			odd = _mm256_or_si256(odd, _mm256_cmpgt_epi8(blank, half));
			odd = _mm256_or_si256(odd, _mm256_or_si256(_mm256_cmpeq_epi8(half, quote), _mm256_cmpeq_epi8(half, last)));
			escapes |= (uint64_t)(unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(half, slash)) << i;
			half = _mm256_or_si256(_mm256_cmpeq_epi8(half, r), _mm256_cmpeq_epi8(half, n));
			ends |= (uint64_t)(unsigned)_mm256_movemask_epi8(half) << i;
		}
		/* an escape at the block's end, or one of a backslash, is for others */
		if (_mm256_movemask_epi8(odd) != 0 || escapes >> 63 != 0 || (escapes << 1 & ~ends) != 0)
			break;
	}
	return p;
}
#endif

/* Pass over blocks of printable ASCII in which nothing is escaped but lines' ends, as floods have it; none, on a lesser processor. */
static const char *
skip_flood(const char *p, const char *end)
{
#ifdef __SSE2__
	if (__builtin_cpu_supports("avx2"))
		return skip_wide(p, end);
#endif
	(void)end;
	return p;
}

/* What is left behind the last block, with plain text behind it, so that it is blocks too. */
static bool
check_rest(struct undo *u)
{
	char rest[2 * BLOCK + STRIDE];
	size_t left = (size_t)(u->end - u->at);

	memset(rest, ' ', sizeof rest);
	memcpy(rest, u->at, left);
	u->end = rest + left;
	u->at = skip_flood(rest, rest + (left + BLOCK - 1) / BLOCK * BLOCK);
	while (u->at < u->end)
		if (!check_block(u))
			return false;
	return true;
}

int
escape_check(const char *text, size_t len)
{
	struct undo u = {.at = skip_flood(text, text + len), .end = text + len};

	for (; u.end - u.at >= BLOCK + STRIDE; u.at = skip_flood(u.at, u.end))
		if (!check_block(&u))
			return ERR_FORMAT;
	return check_rest(&u) && (!u.high || is_text(text, len)) ? 0 : ERR_FORMAT;
}
