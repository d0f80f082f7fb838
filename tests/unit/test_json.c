/* JSON: what is valid, what a tree of it holds, and what is written. */
#include <string.h>

#include "lib/base/buffer.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/utf8.h"
#include "tests/unit/check.h"
#include "tests/unit/texts.h"

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

int
main(void)
{
	check_run("valid", test_json_valid);
	check_run("strides", test_json_strides);
	check_run("invalid", test_json_invalid);
	check_run("depth", test_json_depth);
	check_run("strings", test_json_strings);
	check_run("tree", test_json_tree);
	check_run("NULL", test_json_null);
	check_run("output", test_json_output);
	check_run("members", test_json_members);
	return check_done();
}
