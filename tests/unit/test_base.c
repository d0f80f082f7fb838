/* lib/base: what every other room builds on. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/armour.h"
#include "lib/base/buffer.h"
#include "lib/base/bytes.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/base/utf8.h"
#include "lib/base/uuid.h"
#include "tests/unit/check.h"

/* A literal and its length, which may hold NULs. */
#define BYTES(text) (text), sizeof(text) - 1

static bool
holds(const struct buffer *b, const char *text, size_t len)
{
	return !b->broken && b->len == len && (len == 0 || memcmp(b->data, text, len) == 0);
}

static void
test_buffer(void)
{
	struct buffer b = {0};
	size_t i;

	CHECK(strcmp(buffer_string(&b), "") == 0);
	buffer_add(&b, NULL, 0);
	buffer_adds(&b, "one");
	buffer_addc(&b, ' ');
	buffer_addf(&b, "%d-%s", 23, "x");
	CHECK(holds(&b, BYTES("one 23-x")));
	CHECK(strcmp(buffer_string(&b), "one 23-x") == 0 && b.len == 8);
	buffer_consume(&b, 4);
	CHECK(holds(&b, BYTES("23-x")));
	buffer_consume(&b, 100);
	CHECK(b.len == 0);
	for (i = 0; i < 100000; i++)
		buffer_addc(&b, (char)i);
	CHECK(b.len == 100000 && b.cap >= b.len);
	for (i = 0; i < b.len && b.data[i] == (char)i; i++)
		;
	CHECK(i == b.len && buffer_status(&b) == 0);
	buffer_free(&b);
	CHECK(b.data == NULL && b.len == 0);
}

static void
test_buffer_broken(void)
{
	struct buffer b = {0};

	buffer_adds(&b, "kept");
	CHECK(buffer_reserve(&b, SIZE_MAX - 2) == NULL);
	CHECK(b.broken && buffer_status(&b) == -ENOMEM);
	buffer_adds(&b, "not added");
	buffer_addc(&b, 'x');
	buffer_addf(&b, "%d", 1);
	CHECK(b.len == 4 && buffer_string(&b) == NULL);
	buffer_clear(&b);
	CHECK(buffer_status(&b) == 0);
	buffer_adds(&b, "again");
	CHECK(holds(&b, BYTES("again")));
	buffer_free(&b);
}

static void
test_bytes(void)
{
	static const unsigned char wanted[12] = {
	    4, 3, 2, 1, 0xEF, 0xCD, 0xAB, 0x89, 0x67, 0x45, 0x23, 1};
	unsigned char raw[12];

	bytes_put32(raw, 0x01020304);
	bytes_put64(raw + 4, 0x0123456789ABCDEFu);
	CHECK(memcmp(raw, wanted, sizeof raw) == 0);
	CHECK(bytes_get32(raw) == 0x01020304 && bytes_get64(raw + 4) == 0x0123456789ABCDEFu);
}

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

static int
parse_code(const char *text, size_t len)
{
	struct json_document *doc;
	int r = json_parse(text, len, &doc);

	CHECK((r == 0) == (doc != NULL));
	json_free(doc);
	return r;
}

static void
test_json_valid(void)
{
	static const char *const texts[] = {"0", "-0", "1", "-12", "1.5", "1e9", "1E+9", "0.1e-2",
	    "true", "false", "null", "\"\"", "[]", "{}", " [ 1 , 2 ] ", "\t{\r\n\"a\" : [ ] }\n",
	    "[[[]]]", "{\"\":1}", "{\"a\":1,\"a\":2}", "\"\\u0000\"", "\"\x7F\"",
	    "\"\xF4\x8F\xBF\xBF\"", "1234567890123456789012345678901234567890"};
	size_t i;

	for (i = 0; i < sizeof texts / sizeof *texts; i++)
		CHECK(parse_code(texts[i], strlen(texts[i])) == 0);
}

static void
test_json_invalid(void)
{
	static const char *const texts[] = {"", " ", "01", "-", "+1", ".5", "1.", "1e", "1e+",
	    "0x1", "NaN", "Infinity", "tru", "nul", "True", "[", "]", "{", "}", "[1", "[1,", "[1,]",
	    "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{a:1}", "{1:1}",
	    "{\"a\" 1}", "{\"a\":1 \"b\":2}", "\"", "\"\\\"", "\"\\", "\"\\x\"", "\"\\u12\"",
	    "\"\\u12G4\"", "\"\\u\"", "\"\n\"", "\"\x1F\"", "\"\x80\"", "\"\xC0\x80\"",
	    "\"\xED\xA0\x80\"", "\"\xE2\x82\"", "1 1", "[]]", "\"a\"b", "// x", "'a'", "\v1",
	    "\xEF\xBB\xBF[]", "[1}", "{\"a\":1]", "-01", "1.e5", "\"\\'\""};
	size_t i;

	for (i = 0; i < sizeof texts / sizeof *texts; i++)
		CHECK(parse_code(texts[i], strlen(texts[i])) < 0);
	CHECK(parse_code(BYTES("1\0")) < 0);
	CHECK(parse_code(BYTES("\"a\0b\"")) < 0);
	CHECK(parse_code(BYTES("\0")) < 0);
	CHECK(parse_code(BYTES("\"\\\0\"")) < 0);
}

static void
test_json_depth(void)
{
	struct buffer b = {0};
	int depth, i;

	for (depth = 1; depth <= JSON_DEPTH_MAX + 2; depth++) {
		buffer_clear(&b);
		for (i = 0; i < depth; i++)
			buffer_adds(&b, i % 2 ? "{\"a\":" : "[");
		buffer_adds(&b, "1");
		for (i = depth - 1; i >= 0; i--)
			buffer_addc(&b, i % 2 ? '}' : ']');
		CHECK(parse_code(b.data, b.len) == (depth <= JSON_DEPTH_MAX ? 0 : ERR_LIMIT));
	}
	buffer_clear(&b);
	for (i = 0; i < 1000000; i++)
		buffer_addc(&b, '[');
	CHECK(parse_code(b.data, b.len) < 0);
	/* width is no depth */
	buffer_clear(&b);
	buffer_addc(&b, '[');
	for (i = 0; i < 1000; i++)
		buffer_adds(&b, "[],{},");
	buffer_adds(&b, "0]");
	CHECK(parse_code(b.data, b.len) == 0);
	buffer_free(&b);
}

static void
is_string(const char *text, const char *wanted, size_t len)
{
	struct json_document *doc;
	const char *s;
	size_t n = 0;

	CHECK(json_parse(text, strlen(text), &doc) == 0);
	s = json_string(json_root(doc), &n);
	CHECK(s != NULL && n == len && memcmp(s, wanted, len) == 0 && s[n] == '\0');
	json_free(doc);
}

static void
test_json_strings(void)
{
	is_string("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", BYTES("\"\\/\b\f\n\r\t"));
	is_string("\"a\\u0000b\"", BYTES("a\0b"));
	is_string("\"\\u00e9\\u20AC\"", BYTES("\xC3\xA9\xE2\x82\xAC"));
	is_string("\"\\ud83d\\ude00\"", BYTES("\xF0\x9F\x98\x80"));
	is_string("\"\\uD800\\uDC00\\uDBFF\\uDFFF\"", BYTES("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"));
	is_string("\"\\ud83d\"", BYTES("\xEF\xBF\xBD"));
	is_string("\"\\ude00x\"", BYTES("\xEF\xBF\xBDx"));
	is_string("\"\\ud83dx\"", BYTES("\xEF\xBF\xBDx"));
	is_string("\"\\ud83d\\n\"", BYTES("\xEF\xBF\xBD\n"));
	is_string("\"\\ud83d\\u0041\"",
	    BYTES("\xEF\xBF\xBD"
		  "A"));
	is_string("\"\\ude00\\ud83d\"", BYTES("\xEF\xBF\xBD\xEF\xBF\xBD"));
	is_string("\"\\ud83d\\ud83d\\ude00\"", BYTES("\xEF\xBF\xBD\xF0\x9F\x98\x80"));
}

static void
test_json_tree(void)
{
	static const char text[] =
	    "{\"s\":\"x\",\"n\":-7,\"t\":true,\"f\":false,\"z\":null,\"d\":2.5,"
	    "\"a\":[1,\"two\",{}],\"o\":{\"k\":9},\"s\":\"second\","
	    "\"big\":9223372036854775807,\"over\":9223372036854775808,"
	    "\"low\":-9223372036854775808,\"frac\":1.0}";
	struct json_document *doc;
	const struct json *root, *m;
	size_t len = 0;

	CHECK(json_parse(BYTES(text), &doc) == 0);
	root = json_root(doc);
	CHECK(json_type(root) == JSON_OBJECT && json_count(root) == 13);
	CHECK(strcmp(json_string(json_get(root, "s"), NULL), "x") == 0);
	CHECK(json_integer(json_get(root, "n"), 0) == -7);
	CHECK(json_bool(json_get(root, "t"), false) && !json_bool(json_get(root, "f"), true));
	CHECK(json_get(root, "z") != NULL && json_type(json_get(root, "z")) == JSON_NULL);
	CHECK(json_number(json_get(root, "d"), 0) == 2.5);
	CHECK(json_integer(json_get(root, "d"), 4) == 4);
	CHECK(json_integer(json_get(root, "big"), 0) == INT64_MAX);
	CHECK(json_integer(json_get(root, "low"), 0) == INT64_MIN);
	CHECK(json_integer(json_get(root, "over"), 5) == 5);
	CHECK(strcmp(json_digits(json_get(root, "over"), &len), "9223372036854775808") == 0 &&
	    len == 19);
	CHECK(json_digits(json_get(root, "s"), NULL) == NULL);
	CHECK(json_integer(json_get(json_get(root, "o"), "k"), 0) == 9);
	m = json_first(json_get(root, "a"));
	CHECK(json_integer(m, 0) == 1 && json_key(m) == NULL);
	m = json_next(m);
	CHECK(strcmp(json_string(m, NULL), "two") == 0);
	m = json_next(m);
	CHECK(json_type(m) == JSON_OBJECT && json_count(m) == 0 && json_first(m) == NULL);
	CHECK(json_next(m) == NULL);
	CHECK(strcmp(json_key(json_first(root)), "s") == 0);
	json_free(doc);
}

static void
test_json_null(void)
{
	CHECK(
	    json_root(NULL) == NULL && json_type(NULL) == JSON_NULL && json_get(NULL, "a") == NULL);
	CHECK(json_first(NULL) == NULL && json_next(NULL) == NULL && json_key(NULL) == NULL);
	CHECK(json_count(NULL) == 0 && json_string(NULL, NULL) == NULL &&
	    json_digits(NULL, NULL) == NULL);
	CHECK(json_number(NULL, 1.5) == 1.5 && json_integer(NULL, 3) == 3 && json_bool(NULL, true));
	json_free(NULL);
}

/* What json_put_string writes, and that reading it gives `back`. */
static void
puts_string(const char *data, size_t len, const char *wanted, const char *back, size_t back_len)
{
	struct buffer b = {0};

	json_put_string(&b, data, len);
	CHECK(holds(&b, wanted, strlen(wanted)));
	is_string(buffer_string(&b), back, back_len);
	buffer_free(&b);
}

static void
test_json_output(void)
{
	puts_string(
	    BYTES("\"\\\b\f\n\r\t/"), "\"\\\"\\\\\\b\\f\\n\\r\\t/\"", BYTES("\"\\\b\f\n\r\t/"));
	puts_string(BYTES("\0\x1b[0m\x1f"), "\"\\u0000\\u001b[0m\\u001f\"", BYTES("\0\x1b[0m\x1f"));
	puts_string(BYTES("\x7F"), "\"\\u007f\"", BYTES("\x7F"));
	puts_string(BYTES("\xC2\x80\xC2\x9B\xC2\x9F\xC2\xA0"), "\"\\u0080\\u009b\\u009f\xC2\xA0\"",
	    BYTES("\xC2\x80\xC2\x9B\xC2\x9F\xC2\xA0"));
	puts_string(BYTES("a\xE2\x82z"), "\"a\xEF\xBF\xBDz\"", BYTES("a\xEF\xBF\xBDz"));
	puts_string(
	    BYTES("\xFF\xC0"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"", BYTES("\xEF\xBF\xBD\xEF\xBF\xBD"));
	puts_string(BYTES("x\xF0\x9F\x98"), "\"x\xEF\xBF\xBD\"", BYTES("x\xEF\xBF\xBD"));
	puts_string(BYTES(""), "\"\"", BYTES(""));
	puts_string(BYTES("\xF4\x8F\xBF\xBF\xC3\xA9"), "\"\xF4\x8F\xBF\xBF\xC3\xA9\"",
	    BYTES("\xF4\x8F\xBF\xBF\xC3\xA9"));
}

/* The string as it was put, put together one character at a time. */
static void
put_slowly(struct buffer *out, const unsigned char *p, size_t len)
{
	static const char names[] = "\bb\tt\nn\ff\rr\"\"\\\\";
	size_t at = 0;
	uint32_t code;
	char bytes[4];
	const char *name;
	int n;

	buffer_addc(out, '"');
	for (; at < len; at += (size_t)(n > 0 ? n : n < 0 ? -n : (int)(len - at))) {
		if ((n = utf8_decode(p + at, len - at, &code)) <= 0)
			buffer_adds(out, "\xEF\xBF\xBD");
		else if (code < 0x80 && code > 0 && (name = strchr(names, (int)code)) != NULL && (name - names) % 2 == 0)
			buffer_addf(out, "\\%c", name[1]);
		else if (code < 0x20 || (code >= 0x7F && code < 0xA0))
			buffer_addf(out, "\\u%04x", code);
		else
			buffer_add(out, bytes, (size_t)utf8_encode(code, bytes));
	}
	buffer_addc(out, '"');
}

/* Texts of all kinds and lengths: what is done many bytes at a time is what is done one by one. */
static void
test_json_strides(void)
{
	static const char *const kinds[] = {"plain text, no more", "ab\r\n", "\r\n\n\r\x1b[0m\x7f\b", "\"\\/",
	    "\xC2\x85\xC2\xA0\xC3\xA9", "\xE6\xBC\xA2\xE0\xA4\x85\xED\x9F\xBF\xEE\x80\x80", "\xF0\x9F\x98\x80",
	    "\xE6\xBC\xE6\xFF\xED\xA0\x80\xE0\x80\x80\xC0"};
	struct buffer out = {0}, wanted = {0};
	unsigned char text[144];
	uint32_t seed = 1;
	size_t len, i, k;
	int round;

	for (round = 0; round < 40000; round++) {
		len = (seed = seed * 1103515245 + 12345) >> 16 & 127;
		for (i = 0; i < len; i++) {
			k = (seed = seed * 1103515245 + 12345) >> 20;
			/* mostly one kind, at times any byte */
			text[i] = k % 11 == 0 ? (unsigned char)(k >> 4) : (unsigned char)kinds[round % 8][(i + k % 3) % strlen(kinds[round % 8])];
		}
		buffer_clear(&out);
		buffer_clear(&wanted);
		json_put_string(&out, (char *)text, len);
		put_slowly(&wanted, text, len);
		CHECK(holds(&out, wanted.data, wanted.len));
	}
	buffer_free(&out);
	buffer_free(&wanted);
}

static void
test_json_members(void)
{
	struct buffer b = {0};

	buffer_addc(&b, '{');
	json_put_member(&b, "a{", "x{");
	json_put_member(&b, "none", NULL);
	json_put_integer(&b, "n", INT64_MIN);
	json_put_flag(&b, "yes", true);
	json_put_flag(&b, "no", false);
	json_put_key(&b, "o");
	buffer_addc(&b, '{');
	json_put_integer(&b, "i", 0);
	buffer_adds(&b, "}}");
	CHECK(strcmp(buffer_string(&b),
		  "{\"a{\":\"x{\",\"none\":null,\"n\":-9223372036854775808,"
		  "\"yes\":true,\"no\":false,\"o\":{\"i\":0}}") == 0);
	CHECK(parse_code(b.data, b.len) == 0);
	buffer_free(&b);
	CHECK(json_hex4("0aF9") == 0x0AF9 && json_hex4("0ag9") == -1 && json_hex4("00 1") == -1);
}

static void
test_hex(void)
{
	unsigned char raw[4] = {0};
	char text[9];

	hex_encode("\x00\x9F\xA0\xFF", 4, text);
	CHECK(strcmp(text, "009fa0ff") == 0);
	CHECK(hex_decode("009fA0Ff", raw, 4) == 0 && memcmp(raw, "\x00\x9F\xA0\xFF", 4) == 0);
	CHECK(hex_decode("009fa0f", raw, 4) == ERR_FORMAT);
	CHECK(hex_decode("009fa0ff0", raw, 4) == ERR_FORMAT);
	CHECK(hex_decode("009fa0fg", raw, 4) == ERR_FORMAT);
	CHECK(hex_decode(" 09fa0ff", raw, 4) == ERR_FORMAT);
	CHECK(hex_decode("", raw, 1) == ERR_FORMAT);
	CHECK(hex_decode("", raw, 0) == 0);
}

static void
test_base64_known(void)
{
	/* RFC 4648, section 10 */
	static const char *const pairs[][2] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="},
	    {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"},
	    {"\xFB\xFF", "+/8="}};
	static const char *const bad[] = {"Z", "Zg", "Zg=", "Zg===", "Z===", "====", "=",
	    "Zh==", "Zm9=", "Zm8=Zg==", "Zg==\n", "Zm 9", "Zm9v\n", "Zm9-", "Zm9_", "Z=m8", "Zg=a",
	    "Zm\xC3\xA9"};
	struct buffer b = {0};
	size_t i;

	for (i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		buffer_clear(&b);
		base64_encode(&b, pairs[i][0], strlen(pairs[i][0]));
		CHECK(holds(&b, pairs[i][1], strlen(pairs[i][1])));
		buffer_clear(&b);
		CHECK(base64_decode(&b, pairs[i][1], strlen(pairs[i][1])) == 0);
		CHECK(holds(&b, pairs[i][0], strlen(pairs[i][0])));
	}
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		buffer_clear(&b);
		CHECK(base64_decode(&b, bad[i], strlen(bad[i])) == ERR_FORMAT);
	}
	buffer_clear(&b);
	CHECK(base64_decode(&b, BYTES("Zm\0v")) == ERR_FORMAT);
	buffer_free(&b);
}

static void
test_base64_round(void)
{
	struct buffer text = {0}, back = {0};
	unsigned char raw[300];
	size_t n, i;

	for (n = 0; n <= sizeof raw; n++) {
		for (i = 0; i < n; i++)
			raw[i] = (unsigned char)(i * 167 + n * 31);
		buffer_clear(&text);
		buffer_clear(&back);
		base64_encode(&text, raw, n);
		CHECK(
		    text.len == (n + 2) / 3 * 4 && base64_decode(&back, text.data, text.len) == 0);
		CHECK(holds(&back, (char *)raw, n));
	}
	buffer_free(&text);
	buffer_free(&back);
}

static void
test_uuid(void)
{
	static const char *const bad[] = {"", "0190163d-8694-739b-aea5-966c26f8ad9",
	    "0190163d-8694-739b-aea5-966c26f8ad910", "0190163d8694-739b-aea5-966c26f8ad9100",
	    "0190163d-8694-739b-aea5-966c26f8adXX", "0190163d-8694-739b-aea5--66c26f8ad91",
	    "{190163d-8694-739b-aea5-966c26f8ad91", "0190163d_8694_739b_aea5_966c26f8ad91"};
	char text[UUID_TEXT_SIZE], again[UUID_TEXT_SIZE];
	struct uuid a, b, later;
	size_t i;

	CHECK(uuid_make(&a, 1731999999123) == 0 && uuid_make(&b, 1731999999123) == 0);
	CHECK(memcmp(&a, &b, sizeof a) != 0);
	CHECK(uuid_time(&a) == 1731999999123);
	CHECK((a.bytes[6] & 0xF0) == 0x70 && (a.bytes[8] & 0xC0) == 0x80);
	uuid_format(&a, text);
	CHECK(strlen(text) == 36 && text[14] == '7' && strchr("89ab", text[19]) != NULL);
	CHECK(uuid_parse(text, &b) == 0 && memcmp(&a, &b, sizeof a) == 0);
	uuid_format(&b, again);
	CHECK(strcmp(text, again) == 0);
	/* ids sort by time, as bytes and as text */
	CHECK(uuid_make(&later, 1731999999124) == 0 && memcmp(&a, &later, sizeof a) < 0);
	uuid_format(&later, again);
	CHECK(strcmp(text, again) < 0);
	CHECK(uuid_parse("0190163D-8694-739B-AEA5-966C26F8AD91", &b) == 0);
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(uuid_parse(bad[i], &b) == ERR_FORMAT);
}

static void
shows(const char *data, size_t len, bool lines, const char *wanted)
{
	struct buffer b = {0};

	report_visible(&b, data, len, lines);
	CHECK(holds(&b, wanted, strlen(wanted)));
	buffer_free(&b);
}

static void
test_report_visible(void)
{
	struct buffer b = {0};
	uint32_t code, back;
	char raw[4];
	size_t i;
	int n;

	shows(BYTES("plain \xC3\xA9 \xE2\x82\xAC"), false, "plain \xC3\xA9 \xE2\x82\xAC");
	shows(BYTES("a\nb\tc"), true, "a\nb\tc");
	shows(BYTES("a\nb\tc\rd"), false, "a\\x0ab\\x09c\\x0dd");
	shows(BYTES("\x1b]0;x\x07\0"), true, "\\x1b]0;x\\x07\\x00");
	shows(BYTES("\x7F\xC2\x9B"
		    "2J"),
	    true, "\\x7f\\u{9b}2J");
	shows(BYTES("\x9B\xFFz\xE2\x82"), true, "\\x9b\\xffz\\xe2\\x82");
	shows(BYTES("\xE2\x80\xAE"
		    "evil\xE2\x81\xA6"),
	    true, "\\u{202e}evil\\u{2066}");
	/* whatever goes in, nothing that acts comes out */
	for (code = 0; code < 0x3000; code++) {
		n = utf8_encode(code, raw);
		buffer_clear(&b);
		report_visible(&b, raw, (size_t)n, false);
		for (i = 0; i < b.len; i += (size_t)n) {
			n = utf8_decode((unsigned char *)b.data + i, b.len - i, &back);
			CHECK(n > 0 && back >= 0x20 && !(back >= 0x7F && back < 0xA0));
			CHECK(!(back >= 0x202A && back <= 0x202E) &&
			    !(back >= 0x2066 && back <= 0x2069));
			if (n <= 0)
				break;
		}
	}
	buffer_free(&b);
}

static bool
nearest(const char *word, const char *const *list, const char *wanted)
{
	const char *found = report_nearest(word, list);

	return wanted == NULL ? found == NULL : found != NULL && strcmp(found, wanted) == 0;
}

static void
test_report_nearest(void)
{
	static const char *const verbs[] = {
	    "record", "play", "verify", "search", "info", "import", NULL};
	static const char *const none[] = {NULL};
	static const char wide[] =
	    "a-word-that-is-much-longer-than-any-verb-that-we-shall-ever-have";

	CHECK(nearest("recrod", verbs, "record"));
	CHECK(nearest("plya", verbs, "play"));
	CHECK(nearest("verif", verbs, "verify"));
	CHECK(nearest("serach", verbs, "search"));
	CHECK(nearest("play", verbs, "play"));
	CHECK(nearest("imprt", verbs, "import"));
	CHECK(nearest("zzzzzz", verbs, NULL));
	CHECK(nearest("record", none, NULL));
	CHECK(nearest(wide, verbs, NULL));
}

static char *
in_folder(const char *folder, const char *name)
{
	char *path;

	return asprintf(&path, "%s/%s", folder, name) < 0 ? NULL : path;
}

/* Write `text` as the file that replaces path, or give it up. */
static void
replace_with(const char *path, const char *text, bool finish)
{
	char *temporary = NULL;
	struct stat st;
	int fd = -1;

	CHECK(file_begin_replace(path, &fd, &temporary) == 0 && fd >= 0 && temporary != NULL);
	CHECK(fstat(fd, &st) == 0 && (st.st_mode & 0777) == 0600);
	CHECK(file_write(fd, text, strlen(text)) == 0);
	/* /tmp knows files without names: were we killed here, nothing would be left */
	CHECK(st.st_nlink == 0 && access(temporary, F_OK) != 0);
	if (finish)
		CHECK(file_replace(path, &fd, &temporary) == 0);
	else
		file_abandon(&fd, &temporary);
	CHECK(fd == -1 && temporary == NULL);
}

static void
test_file_replace(void)
{
	char folder[] = "/tmp/test-base-XXXXXX", *path, *deep;
	struct buffer b = {0};

	CHECK(mkdtemp(folder) != NULL);
	path = in_folder(folder, "file");
	replace_with(path, "first", false);
	CHECK(file_load(path, 100, &b) == -ENOENT);
	replace_with(path, "first", true);
	CHECK(file_load(path, 100, &b) == 0 && holds(&b, BYTES("first")));
	replace_with(path, "second", false);
	buffer_clear(&b);
	CHECK(file_load(path, 100, &b) == 0 && holds(&b, BYTES("first")));
	replace_with(path, "second", true);
	CHECK(file_load(path, 100, &b) == 0 && holds(&b, BYTES("firstsecond")));
	buffer_clear(&b);
	CHECK(file_load(path, 6, &b) == 0 && file_load(path, 5, &b) == ERR_LIMIT);
	/* a replacement that failed leaves no litter: the folder is empty but for the file */
	CHECK(unlink(path) == 0);
	deep = in_folder(folder, "a/b/c");
	CHECK(file_make_folders(deep) == 0 && file_make_folders(deep) == 0);
	CHECK(access(deep, X_OK) == 0);
	CHECK(rmdir(deep) == 0);
	free(deep);
	deep = in_folder(folder, "a/b");
	CHECK(rmdir(deep) == 0);
	free(deep);
	deep = in_folder(folder, "a");
	CHECK(rmdir(deep) == 0);
	CHECK(file_sync_folder_of(path) == 0);
	CHECK(rmdir(folder) == 0);
	free(deep);
	free(path);
	buffer_free(&b);
}

static void
test_file_replace_refused(void)
{
	char folder[] = "/tmp/test-base-XXXXXX", *path, *inside, *temporary = NULL;
	int fd = -1;

	CHECK(mkdtemp(folder) != NULL);
	/* a folder stands where the file shall be: renaming fails, and the new file goes */
	path = in_folder(folder, "taken");
	inside = in_folder(folder, "taken/inside");
	CHECK(file_make_folders(inside) == 0);
	CHECK(file_begin_replace(path, &fd, &temporary) == 0);
	CHECK(file_replace(path, &fd, &temporary) < 0 && fd == -1 && temporary == NULL);
	CHECK(rmdir(inside) == 0 && rmdir(path) == 0 && rmdir(folder) == 0);
	CHECK(
	    file_begin_replace(path, &fd, &temporary) == -ENOENT && fd == -1 && temporary == NULL);
	file_abandon(&fd, &temporary);
	free(inside);
	free(path);
}

static bool
folder_is(const char *path, const char *wanted)
{
	char *folder = file_folder(path);
	bool same = folder != NULL && strcmp(folder, wanted) == 0;

	free(folder);
	return same;
}

static void
test_file_bytes(void)
{
	char path[] = "/tmp/test-base-XXXXXX", raw[16] = {0};
	int fd = mkstemp(path);

	CHECK(fd >= 0 && unlink(path) == 0);
	CHECK(file_write(fd, "0123456789", 10) == 0 && file_pwrite(fd, "xy", 2, 4) == 0);
	CHECK(file_pread(fd, raw, sizeof raw, 0) == 10 && memcmp(raw, "0123xy6789", 10) == 0);
	CHECK(file_pread(fd, raw, 4, 8) == 2 && file_pread(fd, raw, 4, 10) == 0);
	CHECK(file_pread(fd, raw, 4, 1000) == 0);
	close(fd);
	CHECK(file_write(fd, "x", 1) == -EBADF && file_pread(fd, raw, 1, 0) == -EBADF);
	CHECK(folder_is("name", ".") && folder_is("/name", "/") && folder_is("a/b/name", "a/b"));
	CHECK(folder_is("/a/name", "/a"));
}

static void
test_clock(void)
{
	char text[32];

	clock_format_utc(0, text, sizeof text);
	CHECK(strcmp(text, "1970-01-01T00:00:00.000Z") == 0);
	clock_format_utc(1732156069123, text, sizeof text);
	CHECK(strcmp(text, "2024-11-21T02:27:49.123Z") == 0);
	clock_format_utc(-1, text, sizeof text);
	CHECK(strcmp(text, "1969-12-31T23:59:59.999Z") == 0);
	CHECK(clock_boottime_ms() <= clock_boottime_ms());
}

static void
test_error(void)
{
	int code;

	for (code = ERR_RANGE; code <= ERR_FORMAT; code++)
		CHECK(strcmp(error_text(code), error_text(1)) != 0);
	CHECK(strcmp(error_text(-ENOENT), strerror(ENOENT)) == 0);
	CHECK(error_text(-1000000) != NULL && error_text(0) != NULL);
}

int
main(void)
{
	check_run("buffer", test_buffer);
	check_run("buffer, broken", test_buffer_broken);
	check_run("bytes", test_bytes);
	check_run("utf8, every character", test_utf8_every_character);
	check_run("utf8, every start", test_utf8_every_start);
	check_run("utf8, small letters", test_utf8_small);
	check_run("utf8, maximal subparts", test_utf8_maximal_subparts);
	check_run("utf8, extents", test_utf8_extents);
	check_run("json, valid", test_json_valid);
	check_run("json, strides", test_json_strides);
	check_run("json, invalid", test_json_invalid);
	check_run("json, depth", test_json_depth);
	check_run("json, strings", test_json_strings);
	check_run("json, tree", test_json_tree);
	check_run("json, NULL", test_json_null);
	check_run("json, output", test_json_output);
	check_run("json, members", test_json_members);
	check_run("hex", test_hex);
	check_run("base64, known", test_base64_known);
	check_run("base64, round trip", test_base64_round);
	check_run("uuid", test_uuid);
	check_run("report_visible", test_report_visible);
	check_run("report_nearest", test_report_nearest);
	check_run("file, replace and abandon", test_file_replace);
	check_run("file, replace refused", test_file_replace_refused);
	check_run("file, bytes", test_file_bytes);
	check_run("clock", test_clock);
	check_run("error", test_error);
	return check_done();
}
