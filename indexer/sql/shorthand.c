/*
 * Command lines, in shorthand: doc/format/index.md, section 2.
 *
 * A line feed, a tab and the signs of ASCII from blank to tilde stand for themselves.  ESCAPE stands before any other byte.  The
 * codes that are left, 0x01 to 0x08, 0x0B to 0x1F and 0x7F to 0xFF, stand for STRINGS, in this order, which is part of the format.
 * So what was read is never wrong, only other than what was written; and it is at most twelve times as long.
 */
#include "indexer/sql/shorthand.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define ESCAPE '\0'
#define STRINGS_COUNT 158
#define LOW 8     /* strings below tab and line feed */
#define CONTROL 29 /* strings below the blank */
#define STRING_ROOM 16 /* bytes; the longest has 12 */
#define AT_ONCE 1024 /* codes */

/* By their first sign, of those with the same the longest first: what is found first is the longest. */
static const char STRINGS[STRINGS_COUNT][STRING_ROOM] = {
    " -name ", " where ", " from ", " && ", " -c ", " -f ", " -i ", " -n ", " -p ", " -u ", " in ", " --", " -l",
    " -r", " | ", " -", "$(", "${", "--no-", "-rf ", "--", ".service", ".tar.gz", ".conf", ".json", ".com",
    ".log", ".net", ".org", ".txt", "/usr/local/", "/dev/null", "/var/lib/", "/var/log/", "/home/", "/bin/",
    "/etc/", "/mnt/", "/opt/", "/srv/", "/tmp/", "/usr/", "00", "192.168.", "10", "2>&1", "; do ", "awk '", "ad",
    "al", "an", "ar", "as", "at", "backup", "chmod ", "config", "curl ", "cat ", "cd ", "ca", "ce", "ch", "co",
    "ct", "docker ", "deploy", "data", "dev", "d ", "de", "di", "example", "echo ", "error", "e ", "ec", "ed",
    "el", "en", "er", "es", "et", "find ", "file", "for ", "grep ", "git ", "ge", "https://", "host", "install ",
    "ing ", "ion", "il", "in", "is", "it", "journalctl ", "kubectl ", "localhost", "ls -l", "log", "le", "li",
    "lo", "ma", "me", "mo", "name", "ne", "no", "nt", "on", "or", "ou", "python", "print", "port", "pro", "pa",
    "pe", "release", "restart", "ra", "re", "ri", "ro", "systemctl ", "select ", "service", "server", "status",
    "system", "start", "sudo ", "sed ", "ssh ", "stop", "s ", "se", "sh", "ss", "st", "tail ", "test", "the ",
    "t ", "te", "th", "ti", "to", "tr", "user", "un", "us", "vim ", "ver",
};

/* Made of these. */
static struct {
	unsigned char first[256], behind[256]; /* the strings that begin with a sign */
	uint64_t seconds[256];                 /* and the last six bits of their second ones */
	unsigned char lengths[STRINGS_COUNT];
	char text[256][STRING_ROOM]; /* by code; of ESCAPE none */
	unsigned char text_len[256];
} table;

static bool
is_itself(int c)
{
	return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t';
}

static unsigned char
code_of(int string)
{
	return (unsigned char)(string < LOW ? string + 1 : string < CONTROL ? string - LOW + 0x0B : string - CONTROL + 0x7F);
}

static void
sort_out(void)
{
	int i;

	for (i = 0; i < STRINGS_COUNT; i++) {
		unsigned char sign = (unsigned char)STRINGS[i][0], code = code_of(i);

		table.lengths[i] = table.text_len[code] = (unsigned char)strlen(STRINGS[i]);
		memcpy(table.text[code], STRINGS[i], STRING_ROOM);
		table.seconds[sign] |= UINT64_C(1) << (STRINGS[i][1] & 63);
		if (table.behind[sign] == 0)
			table.first[sign] = (unsigned char)i;
		table.behind[sign] = (unsigned char)(i + 1);
	}
	for (i = 0; i < 256; i++)
		if (is_itself(i)) {
			table.text[i][0] = (char)i;
			table.text_len[i] = 1;
		}
}

static void
prepare(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, sort_out);
}

/* The string at the beginning of the text, or -1.  Nearly all signs are told from all strings by the next one. */
static int
find_string(const char *text, size_t len)
{
	unsigned char sign = (unsigned char)*text;
	int i;

	if (len < 2 || (table.seconds[sign] >> (text[1] & 63) & 1) == 0)
		return -1;
	for (i = table.first[sign]; i < table.behind[sign]; i++)
		if (text[1] == STRINGS[i][1] && table.lengths[i] <= len && memcmp(text, STRINGS[i], table.lengths[i]) == 0)
			return i;
	return -1;
}

int
shorthand_write(const char *text, size_t len, struct buffer *out)
{
	size_t at = 0;
	char *p, *to;
	int string;

	prepare();
	if ((p = to = buffer_reserve(out, len * 2)) == NULL)
		return buffer_status(out);
	while (at < len) {
		if ((string = find_string(text + at, len - at)) >= 0) {
			*to++ = (char)code_of(string);
			at += table.lengths[string];
			continue;
		}
		if (!is_itself((unsigned char)text[at]))
			*to++ = ESCAPE;
		*to++ = text[at++];
	}
	out->len += (size_t)(to - p);
	return 0;
}

/* The codes before `stop`; what one escapes may stand there.  Returns where the text ends. */
static char *
read_some(const char **data, const char *stop, const char *end, char *to)
{
	const char *p = *data;

	while (p < stop) {
		unsigned char c = (unsigned char)*p++;

		/* all of its room: a copy whose size is known takes no time */
		memcpy(to, table.text[c], STRING_ROOM);
		to += table.text_len[c];
		if (c == ESCAPE && p < end)
			*to++ = *p++;
	}
	*data = p;
	return to;
}

int
shorthand_read(const char *data, size_t len, struct buffer *out)
{
	const char *end = data + len;
	char *to;

	prepare();
	while (data < end) {
		size_t some = (size_t)(end - data) < AT_ONCE ? (size_t)(end - data) : AT_ONCE;

		if ((to = buffer_reserve(out, some * STRING_ROOM)) == NULL)
			return buffer_status(out);
		out->len += (size_t)(read_some(&data, data + some, end, to) - to);
	}
	return 0;
}
