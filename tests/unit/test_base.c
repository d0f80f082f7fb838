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
#include "lib/base/report.h"
#include "lib/base/utf8.h"
#include "lib/base/uuid.h"
#include "tests/unit/check.h"
#include "tests/unit/texts.h"

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
