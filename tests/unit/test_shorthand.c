/* Command lines in shorthand: whatever the bytes, what is read is what was written. */
#include "tests/unit/check.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/sql/shorthand.h"

static struct buffer packed, text;

static bool
comes_back(const char *data, size_t len)
{
	buffer_clear(&packed);
	buffer_clear(&text);
	return shorthand_write(data, len, &packed) == 0 && shorthand_read(packed.data, packed.len, &text) == 0 &&
	    buffer_is(&text, data, len);
}

static bool
reads(const char *data, size_t len, const char *as)
{
	buffer_clear(&text);
	return shorthand_read(data, len, &text) == 0 && buffer_is(&text, as, strlen(as));
}

/* Old indexes have these codes: whatever changes here makes texts of theirs others. */
static void
test_codes(void)
{
	uint32_t sum = 2166136261u;
	char code;
	size_t i;
	int c;

	CHECK(reads("\x01", 1, " -name ") && reads("\x08", 1, " -n ") && reads("\x0B", 1, " -p ") && reads("\x1F", 1, ".org"));
	CHECK(reads("\x7F", 1, ".txt") && reads("\xFF", 1, "ver") && reads("a\tb\n ~", 6, "a\tb\n ~"));
	CHECK(reads("\0\x01\0\xFF", 4, "\x01\xFF") && reads("x\0", 2, "x") && reads("", 0, ""));
	CHECK(reads("\xFF\x20\x02\x05\x30\0\xC3\0\xA9", 9, "ver  where  -c 0\xC3\xA9"));
	for (c = 1; c < 256; c++) {
		code = (char)c;
		buffer_clear(&text);
		CHECK(shorthand_read(&code, 1, &text) == 0 && text.len > 0 && text.len <= 12);
		for (i = 0; i <= text.len; i++)
			sum = (sum ^ (i < text.len ? (unsigned char)text.data[i] : 0)) * 16777619u;
	}
	CHECK(sum == 3699170597u);
}

static void
test_lines(void)
{
	static const char *const lines[] = {"ls", "sudo systemctl restart nginx.service", "grep -rn 'x' /var/log/ | tail -n 20",
	    "caf\xC3\xA9 \xE2\x94\x82", "\xFF\xFE\x80", "a\x1B[31mb\r\x7F", "-", "--", "---", "/var/lo", "/usr/local"};
	size_t i;

	for (i = 0; i < sizeof lines / sizeof *lines; i++)
		CHECK(comes_back(lines[i], strlen(lines[i])));
	CHECK(comes_back("a\0b", 3) && comes_back("\0", 1) && comes_back("", 0));
	CHECK(comes_back(lines[1], strlen(lines[1])) && packed.len == 9);
	CHECK(comes_back(lines[3], strlen(lines[3])) && packed.len > strlen(lines[3]));
}

static void
test_any_bytes(void)
{
	static const char few[] = "sudo/var/log -name e\0\xC3";
	static char data[4096];
	unsigned state = 1;
	size_t len, i;
	int n;

	for (n = 0; n < 20000; n++) {
		state = state * 1103515245u + 12345;
		len = n % 100 ? state >> 16 & 255 : state >> 16 & 4095;
		for (i = 0; i < len; i++) {
			state = state * 1103515245u + 12345;
			data[i] = n % 2 ? (char)(state >> 16) : few[(state >> 16) % (sizeof few - 1)];
		}
		CHECK(comes_back(data, len) && packed.len <= 2 * len);
		buffer_clear(&text);
		CHECK(shorthand_read(data, len, &text) == 0 && text.len <= 12 * len);
	}
}

int
main(void)
{
	check_run("codes", test_codes);
	check_run("lines", test_lines);
	check_run("any_bytes", test_any_bytes);
	buffer_free(&packed);
	buffer_free(&text);
	return check_done();
}
