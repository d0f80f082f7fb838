/* lib/cast/escape: wherever in a text an escape stands, or what may not stand there. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/utf8.h"
#include "lib/cast/escape.h"
#include "tests/unit/check.h"

#define SIDE 200 /* bytes of plain text before and behind: more than are looked at at once */

/* The text from an allocation of its own, so that a sanitizer sees reading beyond its end. */
static int
undo(const char *text, size_t len, struct buffer *out)
{
	char *copy = malloc(len > 0 ? len : 1);
	int r;

	memcpy(copy, text, len);
	r = escape_undo(out, copy, len);
	/* who only looks at it must say the same */
	CHECK(escape_check(copy, len) == r);
	free(copy);
	return r;
}

/* `piece` between so many plain bytes and so many: what it stands for, or NULL when it is refused. */
static bool
holds(size_t before, const char *piece, size_t behind, const char *value, size_t value_len)
{
	struct buffer text = {0}, out = {0};
	size_t i;
	bool good;
	int r;

	for (i = 0; i < before; i++)
		buffer_addc(&text, (char)('a' + i % 26));
	buffer_adds(&text, piece);
	for (i = 0; i < behind; i++)
		buffer_addc(&text, (char)('A' + i % 26));
	buffer_adds(&out, "kept");
	r = undo(text.data != NULL ? text.data : "", text.len, &out);
	if (value == NULL)
		good = r == ERR_FORMAT && buffer_is(&out, "kept", 4);
	else
		good = r == 0 && out.len == 4 + before + value_len + behind && memcmp(out.data, "kept", 4) == 0 &&
		    (before == 0 || memcmp(out.data + 4, text.data, before) == 0) && memcmp(out.data + 4 + before, value, value_len) == 0 &&
		    (behind == 0 || memcmp(out.data + out.len - behind, text.data + text.len - behind, behind) == 0);
	if (!good)
		printf("# \"%s\" behind %zu and before %zu bytes: %d\n", piece, before, behind, r);
	buffer_free(&text);
	buffer_free(&out);
	return good;
}

static void
everywhere(const char *piece, const char *value, size_t value_len)
{
	static const size_t behind[] = {0, 1, 5, 15, 16, 17, 63, 64, 65, 79, 80, 81, SIDE};
	size_t before, i, wrong = 0;

	for (before = 0; before <= SIDE; before++)
		for (i = 0; i < sizeof behind / sizeof *behind; i++)
			wrong += !holds(before, piece, behind[i], value, value_len);
	CHECK(wrong == 0);
}

static void
test_what_stands_for_what(void)
{
	static const struct {
		const char *piece, *value;
	} rows[] = {{"", ""}, {"\\r\\n", "\r\n"}, {"\\r\\n\\r\\n", "\r\n\r\n"}, {"\\n\\r", "\n\r"}, {"\\\\", "\\"},
	    {"\\\\\\\\r\\\\n", "\\\\r\\n"}, {"\\\"", "\""}, {"\\\"\\\"\\\\\\\"", "\"\"\\\""}, {"\\/\\b\\f\\t", "/\b\f\t"},
	    {"\\u001b[1m", "\033[1m"}, {"\\u001B", "\033"}, {"\\u007f\\u009b", "\x7F\xC2\x9B"}, {"\\u00e9", "\xC3\xA9"},
	    {"\\u6F22", "\xE6\xBC\xA2"}, {"\\ud83d\\ude00", "\xF0\x9F\x98\x80"}, {"\xC3\xA9", "\xC3\xA9"},
	    {"\xC2\xA0", "\xC2\xA0"}, {"\xE6\xBC\xA2\xE5\xAD\x97", "\xE6\xBC\xA2\xE5\xAD\x97"},
	    {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"}, {"\\u001b\xE6\xBC\xA2\\u001b", "\033\xE6\xBC\xA2\033"},
	    {"1\\r\\n22\\r\\n333\\r\\n4444\\r\\n55555\\r\\n666666\\r\\n7777777\\r\\n",
		"1\r\n22\r\n333\r\n4444\r\n55555\r\n666666\r\n7777777\r\n"}};
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++)
		everywhere(rows[i].piece, rows[i].value, strlen(rows[i].value));
	everywhere("\\u0000", "\0", 1);
}

static void
test_what_is_refused(void)
{
	static const char *const pieces[] = {"\"", "\\\\\"", "\t", "\n", "\r\n", "\x1b", "\x1f", "\x7f", "\\\x7f", "\\x",
	    "\\ ", "\\N", "\\U0041", "\\\t", "\\\n", "\\\xC3\xA9", "\\uZZZZ", "\\u12 4", "\\u-123", "\\u+123", "\\ud800", "\\udbff",
	    "\\udc00", "\\udfff", "\\udc00\\ud800", "\\ud800\\ud800", "\\ud800\\u0041", "\\ud800\\n", "\\ud800 \\udc00", "\x80",
	    "\xFF", "\xC0\x80", "\xC1\xBF", "\xC2\x80", "\xC2\x9F", "\xC3", "\xC3\\u00a9", "\xE0\x80\x80", "\xE0\x9F\xBF",
	    "\xE6\xBC", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80"};
	size_t i;

	for (i = 0; i < sizeof pieces / sizeof *pieces; i++)
		everywhere(pieces[i], NULL, 0);
	/* what follows would be half of it */
	for (i = 0; i <= SIDE; i++) {
		CHECK(holds(i, "\\", 0, NULL, 0));
		CHECK(holds(i, "\\u", 0, NULL, 0));
		CHECK(holds(i, "\\u001", 0, NULL, 0));
		CHECK(holds(i, "\\ud83d\\ude0", 0, NULL, 0));
	}
}

/* The same, said plainly: one byte after another. */
static int
plainly(const char *p, const char *end, struct buffer *out)
{
	static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
	const char *name;
	uint32_t code;
	int n;

	for (; p < end; p += n) {
		if ((n = utf8_decode((const unsigned char *)p, (size_t)(end - p), &code)) <= 0 || code < 0x20 || code == '"' ||
		    (code >= 0x7F && code < 0xA0))
			return ERR_FORMAT;
		if (code != '\\') {
			buffer_add(out, p, (size_t)n);
			continue;
		}
		if (end - p < 2 || p[1] == '\0' || (name = strchr(names, p[1])) == NULL)
			return ERR_FORMAT;
		buffer_addc(out, values[name - names]);
		n = 2;
	}
	return 0;
}

static void
test_at_random(void)
{
	static const char *const pieces[] = {"a", "word ", "0123456789abcdef", "\\r\\n", "\\n", "\\\\", "\\\"", "\\t", "\xC3\xA9",
	    "\xE6\xBC\xA2\xE5\xAD\x97", "\xF0\x9F\x98\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xC2\xA0",
	    "0123456789012345678901234567890123456789012345678901234567890123456789"};
	struct buffer text = {0}, want = {0}, out = {0};
	uint64_t seed = 1;
	int i, k, r, refused = 0, wrong = 0;

	for (i = 0; i < 30000; i++) {
		buffer_clear(&text);
		buffer_clear(&want);
		buffer_clear(&out);
		for (k = 0; k < 40; k++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			buffer_adds(&text, pieces[(seed >> 33) % (sizeof pieces / sizeof *pieces)]);
		}
		/* half of them with one byte that is another; a \u is not for whom it is held against */
		if (i % 2 && (char)(seed >> 50) != 'u')
			text.data[(seed >> 20) % text.len] = (char)(seed >> 50);
		r = plainly(text.data, text.data + text.len, &want);
		refused += r != 0;
		wrong += undo(text.data, text.len, &out) != r || (r == 0 && !buffer_is(&out, want.data, want.len));
	}
	CHECK(wrong == 0);
	CHECK(refused > 1000 && refused < 15000);
	buffer_free(&text);
	buffer_free(&want);
	buffer_free(&out);
}

int
main(void)
{
	check_run("what stands for what", test_what_stands_for_what);
	check_run("what is refused", test_what_is_refused);
	check_run("at random, as byte by byte", test_at_random);
	return check_done();
}
