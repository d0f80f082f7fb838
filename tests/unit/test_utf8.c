/* UTF-8: what is a character, how long what is none is, and where one that was cut begins. */
#include <string.h>

#include "lib/base/utf8.h"
#include "tests/unit/check.h"
#include "tests/unit/texts.h"

/* RFC 3629, section 4, as its ABNF has it: written anew, so that both must be wrong to agree. */
static int
naive_utf8(const unsigned char *p, size_t len)
{
	static const struct {
		unsigned char lo[4], hi[4];
		int n;
	} rows[] = {
	    {{0x00}, {0x7F}, 1},
	    {{0xC2, 0x80}, {0xDF, 0xBF}, 2},
	    {{0xE0, 0xA0, 0x80}, {0xE0, 0xBF, 0xBF}, 3},
	    {{0xE1, 0x80, 0x80}, {0xEC, 0xBF, 0xBF}, 3},
	    {{0xED, 0x80, 0x80}, {0xED, 0x9F, 0xBF}, 3},
	    {{0xEE, 0x80, 0x80}, {0xEF, 0xBF, 0xBF}, 3},
	    {{0xF0, 0x90, 0x80, 0x80}, {0xF0, 0xBF, 0xBF, 0xBF}, 4},
	    {{0xF1, 0x80, 0x80, 0x80}, {0xF3, 0xBF, 0xBF, 0xBF}, 4},
	    {{0xF4, 0x80, 0x80, 0x80}, {0xF4, 0x8F, 0xBF, 0xBF}, 4},
	};
	int best = 0, i;
	size_t r;

	for (r = 0; r < sizeof rows / sizeof *rows; r++) {
		for (i = 0; i < rows[r].n && (size_t)i < len; i++)
			if (p[i] < rows[r].lo[i] || p[i] > rows[r].hi[i])
				break;
		if (i == rows[r].n)
			return i;
		if ((size_t)i == len && i > 0)
			return 0;
		if (i > best)
			best = i;
	}
	return best > 0 ? -best : -1;
}

static void
test_utf8_every_character(void)
{
	unsigned long bad = 0;
	uint32_t code, back;
	char raw[4];
	int n, wanted;

	for (code = 0; code <= 0x10FFFF; code++) {
		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		wanted = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
		n = utf8_encode(code, raw);
		bad += n != wanted || naive_utf8((unsigned char *)raw, (size_t)n) != n ||
		    utf8_decode((unsigned char *)raw, (size_t)n, &back) != n || back != code;
	}
	CHECK(bad == 0);
	for (code = 0xD800; code <= 0xDFFF; code++)
		bad += utf8_encode(code, raw) != 3 || memcmp(raw, "\xEF\xBF\xBD", 3) != 0;
	CHECK(bad == 0);
	CHECK(utf8_encode(0x110000, raw) == 3 && memcmp(raw, "\xEF\xBF\xBD", 3) == 0);
	CHECK(utf8_encode(UINT32_MAX, raw) == 3 && memcmp(raw, "\xEF\xBF\xBD", 3) == 0);
}

/* What of these four bytes is well-formed; the same with others behind them, so that nothing ends there. */
static bool
extends_right(const unsigned char raw[4])
{
	unsigned char more[12];
	size_t at = 0;
	int n;

	while (at < 4 && (n = naive_utf8(raw + at, 4 - at)) > 0)
		at += (size_t)n;
	if (utf8_valid_prefix(raw, 4) != at)
		return false;
	memcpy(more, raw, 4);
	memset(more + 4, 'x', sizeof more - 4);
	return utf8_valid_prefix(more, sizeof more) == (at == 4 ? sizeof more : at);
}

static void
test_utf8_small(void)
{
	static const uint32_t pairs[][2] = {{'A', 'a'}, {'Z', 'z'}, {'[', '['}, {'a', 'a'}, {0xD6, 0xF6}, {0xD7, 0xD7},
	    {0xDC, 0xFC}, {0xDF, 0xDF}, {0x160, 0x161}, {0x161, 0x161}, {0x178, 0xFF}, {0x17D, 0x17E}, {0x386, 0x3AC},
	    {0x3A9, 0x3C9}, {0x410, 0x430}, {0x401, 0x451}, {0x1E9E, 0x1E9E}, {0x6771, 0x6771}, {0x1F600, 0x1F600}};
	size_t i;

	for (i = 0; i < sizeof pairs / sizeof *pairs; i++)
		CHECK(utf8_small(pairs[i][0]) == pairs[i][1]);
}

static void
test_utf8_every_start(void)
{
	static const unsigned char edges[] = {0, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
	    0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF};
	const size_t n = sizeof edges;
	unsigned char raw[4];
	unsigned long bad = 0;
	uint32_t code;
	size_t i, len;
	int a;

	for (a = 0; a < 256; a++) {
		for (i = 0; i < n * n * n; i++) {
			raw[0] = (unsigned char)a;
			raw[1] = edges[i % n];
			raw[2] = edges[i / n % n];
			raw[3] = edges[i / n / n];
			for (len = 1; len <= 4; len++)
				bad += utf8_decode(raw, len, &code) != naive_utf8(raw, len);
			bad += !extends_right(raw);
		}
	}
	CHECK(bad == 0);
}

static void
test_utf8_maximal_subparts(void)
{
	static const struct {
		const char *bytes;
		size_t len;
		int wanted;
	} rows[] = {
	    {BYTES("\xC0\x80"), -1},
	    {BYTES("\xC1\xBF"), -1},
	    {BYTES("\x80"), -1},
	    {BYTES("\xE0\x80\x80"), -1},
	    {BYTES("\xE0\x9F\xBF"), -1},
	    {BYTES("\xED\xA0\x80"), -1},
	    {BYTES("\xED\x9F\xBF"), 3},
	    {BYTES("\xE2\x82\x41"), -2},
	    {BYTES("\xF0\x8F\xBF\xBF"), -1},
	    {BYTES("\xF0\x90\x80\x41"), -3},
	    {BYTES("\xF4\x8F\xBF\xBF"), 4},
	    {BYTES("\xF4\x90\x80\x80"), -1},
	    {BYTES("\xF5\x80\x80\x80"), -1},
	    {BYTES("\xC2\x41"), -1},
	    {BYTES("\xC2"), 0},
	    {BYTES("\xE2\x82"), 0},
	    {BYTES("\xF0\x9F\x98"), 0},
	    {BYTES("\xED\xA0"), -1},
	    {BYTES("\xFE"), -1},
	    {BYTES("\xFF"), -1},
	};
	uint32_t code;
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK(utf8_decode((const unsigned char *)rows[i].bytes, rows[i].len, &code) ==
		    rows[i].wanted);
}

static void
test_utf8_extents(void)
{
	static const char whole[] = "ab\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";
	char text[64];
	size_t n;

	CHECK(utf8_valid_prefix(BYTES(whole)) == sizeof whole - 1);
	CHECK(utf8_valid_prefix(NULL, 0) == 0);
	CHECK(utf8_valid_prefix(BYTES("\xC3")) == 0);
	CHECK(utf8_valid_prefix(BYTES("abc\xE2\x82")) == 3);
	CHECK(utf8_valid_prefix(BYTES("abc\0def")) == 7);
	/* the place of the bad byte must not matter to a reader of eight at a time */
	for (n = 0; n < sizeof text; n++) {
		memset(text, 'x', sizeof text);
		text[n] = (char)0x80;
		CHECK(utf8_valid_prefix(text, sizeof text) == n);
		CHECK(utf8_valid_prefix(text, n) == n);
	}
	CHECK(utf8_incomplete_tail(NULL, 0) == 0);
	CHECK(utf8_incomplete_tail(BYTES("abc")) == 0);
	CHECK(utf8_incomplete_tail(BYTES("ab\xC3")) == 1);
	CHECK(utf8_incomplete_tail(BYTES("ab\xE2\x82")) == 2);
	CHECK(utf8_incomplete_tail(BYTES("ab\xF0\x9F\x98")) == 3);
	CHECK(utf8_incomplete_tail(BYTES("\xF0\x9F\x98\x80")) == 0);
	CHECK(utf8_incomplete_tail(BYTES("ab\xED\xA0")) == 0);
	CHECK(utf8_incomplete_tail(BYTES("\x80\x80\x80\x80")) == 0);
	CHECK(utf8_incomplete_tail(BYTES("a\xFF")) == 0);
	CHECK(utf8_incomplete_tail(BYTES("\x98")) == 0);
}

int
main(void)
{
	check_run("every character", test_utf8_every_character);
	check_run("every start", test_utf8_every_start);
	check_run("small letters", test_utf8_small);
	check_run("maximal subparts", test_utf8_maximal_subparts);
	check_run("extents", test_utf8_extents);
	return check_done();
}
