/* Foreign recordings: what is delivered, and what is said of files that are cut, broken or none. */
#include "tests/unit/check.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "lib/base/error.h"
#include "lib/cast/jsonscan.h"
#include "lib/cast/source.h"

static char folder[] = "/tmp/test_source-XXXXXX";

static char *
path_of(const char *name)
{
	static char path[2][256];
	static int turn;

	turn = !turn;
	snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
	return path[turn];
}

static void
put(const char *name, const void *data, size_t len)
{
	FILE *file = fopen(path_of(name), "wb");

	if (file == NULL || fwrite(data, 1, len, file) != len || fclose(file) != 0)
		abort();
}

static void
puts_to(const char *name, const char *text)
{
	put(name, text, strlen(text));
}

/* All that a source says, as text: events, then the end. */
static struct buffer told;
static char *format, *note, *message;
static int opened, result;
static enum source_end end;
static int cols, rows;
static int64_t realtime;

static void
tell(const struct event *ev)
{
	size_t i;

	buffer_addf(&told, "%" PRId64 " %c ", ev->at, ev->code);
	for (i = 0; i < ev->len; i++) {
		unsigned char c = (unsigned char)ev->data[i];

		if (c < 0x20 || c > 0x7E)
			buffer_addf(&told, "<%02x>", c);
		else
			buffer_addc(&told, (char)c);
	}
	buffer_addc(&told, '\n');
}

static void
forget(void)
{
	buffer_clear(&told);
	buffer_string(&told);
	free(format);
	free(note);
	free(message);
	format = note = message = NULL;
	result = 0;
	end = SOURCE_LIVE;
}

static void
listen(const char *path, const char *timing)
{
	struct source_options options = {timing};
	struct source *s = NULL;
	struct event ev;

	forget();
	opened = source_open(path, &options, &s, &message);
	if (opened != 0) {
		CHECK(s == NULL && message != NULL);
		return;
	}
	format = strdup(source_format(s));
	cols = source_header(s)->cols;
	rows = source_header(s)->rows;
	realtime = source_header(s)->realtime;
	CHECK(!source_header(s)->has_session && !source_header(s)->witnessed);
	while ((result = source_next(s, &ev)) == 1) {
		CHECK(ev.len > 0 && ev.len <= EVENT_DATA_MAX);
		tell(&ev);
	}
	/* and it stays so */
	CHECK(source_next(s, &ev) == result);
	end = source_end(s);
	note = strdup(source_end_note(s));
	buffer_string(&told);
	source_free(s);
}

static bool
heard(const char *name, const char *want)
{
	listen(path_of(name), NULL);
	if (told.data != NULL && strcmp(told.data, want) == 0)
		return true;
	printf("# heard (%s):\n%s", message ? message : note, told.data ? told.data : "");
	return false;
}

static bool
says(const char *text, const char *part)
{
	if (text != NULL && strstr(text, part) != NULL)
		return true;
	printf("# \"%s\" lacks \"%s\"\n", text ? text : "", part);
	return false;
}

/* ---- Asciicasts */

static void
test_asciicast_2(void)
{
	puts_to("a",
	    "{\"version\": 2, \"width\": 100, \"height\": 30, \"timestamp\": 1000, "
	    "\"env\": {\"TERM\": \"xterm\"}}\n"
	    "[0.0004, \"o\", \"a\\u001b[1m\\n\"]\n"
	    "\t[ 1.5e0 , \"i\" , \"\\ud83d\\ude00\\ud800\\u00e9\" ] \r\n"
	    "[1.0005, \"o\", \"back\"]\n"
	    "[2, \"z\", {\"a\": [1, \"]\"]}]\n\n# no\n"
	    "[2.0006, \"r\", \"80x24\"]\n[2.1,\"r\",\"0x0\"]\n[2.5, \"m\", \"mark\"]\n"
	    "[3, \"o\", \"\"]\n[2.9996, \"o\", \"end\"]");
	CHECK(heard("a",
	    "0 o a<1b>[1m<0a>\n1500 i <f0><9f><98><80><ef><bf><bd><c3><a9>\n"
	    "1500 o back\n2001 r 80x24\n2500 m mark\n3000 o end\n"));
	CHECK(strcmp(format, "asciicast-2") == 0 && result == 0 && end == SOURCE_OPEN);
	CHECK(cols == 100 && rows == 30 && realtime == 1000000 && *note == '\0');
}

static void
test_asciicast_3(void)
{
	puts_to("a",
	    "{\"version\":3,\"term\":{\"cols\":90,\"rows\":20}}\n# c\n[0.0004,\"o\",\"a\"]\n"
	    "[0.0004,\"o\",\"b\"]\n[0.0004,\"o\",\"c\"]\n[-5,\"o\",\"d\"]\n[1,\"k\",\"p\"]\n"
	    "[1,\"b\",\"eA==\"]\n[1,\"o\",\"e\"]\n[0.5,\"x\",\"3\"]\n");
	/* rounded as times, not as intervals: 0.4, 0.8 and 1.2 ms */
	CHECK(heard("a", "0 o a\n1 o b\n1 o c\n1 o d\n3001 o e\n3501 x 3\n"));
	CHECK(strcmp(format, "asciicast-3") == 0 && end == SOURCE_COMPLETE && cols == 90);
	/* ours, unpacked: `b` has the bytes of the event behind it */
	puts_to("a",
	    "{\"version\":3,\"term\":{\"cols\":90,\"rows\":20},\"steno\":{\"format\":1}}\n"
	    "[1,\"b\",\"/3g=\"]\n[0,\"o\",\"\xEF\xBF\xBDx\"]\n[0,\"o\",\"y\"]\n");
	CHECK(heard("a", "1000 o <ff>x\n1000 o y\n"));
}

static void
test_asciicast_1(void)
{
	static const char text[] = "{ \"version\": 1, \"width\": 70, \"height\": 9, \"env\": {},\n"
				   " \"stdout\": [ [0.25, \"a\"], [0.0004, \"\"],\n [0.25, "
				   "\"b\\u00ff\"] ], \"title\": \"t\" }\n";
	size_t i;

	puts_to("a", text);
	CHECK(heard("a", "250 o a\n500 o b<c3><bf>\n"));
	CHECK(strcmp(format, "asciicast-1") == 0 && end == SOURCE_COMPLETE && cols == 70);
	/* the members of old writers stand in any order */
	puts_to("a", "{\"stdout\":[[1,\"x\"]],\"version\":1,\"width\":33,\"height\":9}");
	CHECK(heard("a", "1000 o x\n") && cols == 33 && end == SOURCE_COMPLETE);
	for (i = 14; i < sizeof text - 4; i++) {
		put("a", text, i);
		listen(path_of("a"), NULL);
		CHECK(opened == 0 && result == 0 && end == SOURCE_CUT && *note != '\0');
	}
	puts_to("a", "{\"version\":1,\"stdout\":[[1,\"x\"],[2,3],[1,\"y\"]]}");
	CHECK(heard("a", "1000 o x\n") && result == ERR_FORMAT && says(note, "event 2"));
}

static void
test_asciicast_cut(void)
{
	static const char text[] = "{\"version\":2,\"width\":80,\"height\":24}\n"
				   "[1.25,\"o\",\"a\\u00e9b\"]\n[2.5,\"o\",\"\xC3\xA9\"]\n";
	size_t i, header = (size_t)(strchr(text, '\n') - text);

	for (i = header; i < sizeof text - 1; i++) {
		bool between = i == header || text[i - 1] == '\n' || text[i] == '\n';
		bool first = i >= header + 22;

		put("a", text, i);
		CHECK(heard("a",
		    i >= sizeof text - 2 ? "1250 o a<c3><a9>b\n2500 o <c3><a9>\n"
			: first		 ? "1250 o a<c3><a9>b\n"
					 : ""));
		CHECK(result == 0 && end == (between ? SOURCE_OPEN : SOURCE_CUT));
		CHECK(between || says(note, first ? "line 3" : "line 2"));
	}
	for (i = 14; i < header; i++) {
		put("a", text, i);
		listen(path_of("a"), NULL);
		CHECK(opened == ERR_TRUNCATED && says(message, "header"));
	}
	/* the zeros that ext4 and XFS leave after a crash */
	put("a", "{\"version\":2,\"width\":80,\"height\":24}\n[1,\"o\",\"a\"]\n[2,\"o\0\0\0", 57);
	CHECK(heard("a", "1000 o a\n") && end == SOURCE_CUT && result == 0);
	put("a", "{\"version\":2,\"width\":80,\"height\":24}\n[1,\"o\",\"a\"]\n[2,\0\0\0", 54);
	CHECK(heard("a", "1000 o a\n") && end == SOURCE_CUT && result == 0);
}

static void
test_asciicast_broken(void)
{
	static const char *const lines[] = {
	    "[1,\"o\"]",
	    "[nan,\"o\",\"a\"]",
	    "[Infinity,\"o\",\"a\"]",
	    "[1e999,\"o\",\"a\"]",
	    "[99999999999,\"o\",\"a\"]",
	    "[1,\"o\",\"a\"]]",
	    "[1,\"o\",\"a\\x\"]",
	    "{}",
	    "[1,\"o\",3]",
	    "[1,\"r\",\"80\"]",
	    "[,]",
	    "[1,\"o\",\"a\"",
	    "x",
	    "[1,\"o\",\"\\u12\"]",
	    "[--1,\"o\",\"a\"]",
	};
	char text[256];
	size_t i;

	for (i = 0; i < sizeof lines / sizeof *lines; i++) {
		snprintf(text, sizeof text,
		    "{\"version\":2}\n[1,\"o\",\"a\"]\n%s\n[9,\"o\",\"b\"]\n", lines[i]);
		puts_to("a", text);
		CHECK(heard("a", "1000 o a\n") && result < 0 && says(note, "line 3"));
		CHECK(end == SOURCE_CUT);
	}
}

static void
test_long_events(void)
{
	struct buffer text = {0};
	struct source *s;
	struct event ev;
	size_t i, sum = 0;

	buffer_adds(&text, "{\"version\":2}\n[1,\"o\",\"x");
	for (i = 0; i < 100000; i++)
		buffer_adds(&text, "\xC3\xA9");
	buffer_adds(&text, "\"]\n");
	put("a", text.data, text.len);
	buffer_free(&text);
	CHECK(source_open(path_of("a"), NULL, &s, NULL) == 0);
	while (source_next(s, &ev) == 1) {
		CHECK(ev.len <= EVENT_DATA_MAX && ev.at == 1000);
		/* no character is parted */
		CHECK((ev.data[ev.len - 1] & 0xC0) == 0x80);
		sum += ev.len;
	}
	CHECK(sum == 200001);
	source_free(s);
}

/* ---- Ttyrec */

static const char TTYREC[] = "\x01\x08\x01k\x80\x1a\x06\0\x0e\0\0\0\033[8;50;132tabc"
			     "\x03\x08\x01k\0\0\0\0\x02\0\0\0de"
			     "\x02\x08\x01k\0\0\0\0\x01\0\0\0f"
			     "\x02\x08\x01k\xF4\x01\0\0\0\0\0\0"
			     "\x02\x08\x01k\xE8\x03\0\0\x01\0\0\0g";

static void
test_ttyrec(void)
{
	size_t i;

	put("a", TTYREC, sizeof TTYREC - 1);
	/* the clock was set back by a second between de and f */
	CHECK(heard("a", "0 o <1b>[8;50;132tabc\n1600 o de\n1600 o f\n1601 o g\n"));
	CHECK(strcmp(format, "ttyrec") == 0 && cols == 132 && rows == 50 && end == SOURCE_OPEN);
	CHECK(realtime == INT64_C(0x6B010801) * 1000 + 400);
	for (i = 12; i < 12 + 14; i++) {
		put("a", TTYREC, i);
		listen(path_of("a"), NULL);
		CHECK(opened == 0 && result == 0 && end == SOURCE_CUT && says(note, "record 1"));
	}
	for (i = 27; i < 27 + 13; i++) {
		put("a", TTYREC, i);
		listen(path_of("a"), NULL);
		CHECK(opened == 0 && result == 0 && end == SOURCE_CUT && says(note, "record 2"));
		CHECK((strstr(told.data, "1600 o d") != NULL) == (i == 39));
	}
}

/* Whatever second a ttyrec begins in, it is not taken for what begins with these bytes. */
static void
test_ttyrec_lookalikes(void)
{
	static const char *const seconds[] = {"#!xi", "\xFF\xD8\xFFi", "\x1F\x8B\x08i", "BZhi"};
	char text[14] = "....\0\0\0\0\1\0\0\0w";
	size_t i;

	for (i = 0; i < sizeof seconds / sizeof *seconds; i++) {
		memcpy(text, seconds[i], 4);
		put("a", text, 13);
		CHECK(heard("a", "0 o w\n") && strcmp(format, "ttyrec") == 0);
	}
}

static void
test_ttyrec_broken(void)
{
	static const char *const ends[] = {
	    "\x03\x08\x01k\x40\x42\x0f\0\x01\0\0\0x", /* a million microseconds */
	    "\x03\x08\x01k\0\0\0\0\xFF\xFF\xFF\xFFx",
	    "\xFF\xFF\xFF\xFF\0\0\0\0\x01\0\0\0x",
	};
	char text[64];
	size_t i;

	memcpy(text,
	    "\0\0\0\0\0\0\0\0\x01\0\0\0w"
	    "\1\0\0\0\0\0\0\0\x01\0\0\0w",
	    26);
	for (i = 0; i < 3; i++) {
		memcpy(text + 26, ends[i], 13);
		put("a", text, 39);
		CHECK(heard("a", "0 o w\n1000 o w\n") && result < 0 && *note != '\0');
		CHECK(i == 2 || says(note, "byte 26"));
		CHECK(end == SOURCE_CUT && realtime == HEADER_NONE);
	}
}

/* ---- Script */

#define STARTED                                                                                    \
	"Script started on 2026-11-21 03:54:26+01:00 [COMMAND=\"echo \"a\" TERM=\"b\"\" "          \
	"TERM=\"xterm\" TTY=\"/dev/pts/1\" COLUMNS=\"99\" LINES=\"33\"]\n"
#define ENDED "\nScript done on 2026-11-21 03:54:27+01:00 [COMMAND_EXIT_CODE=\"130\"]\n"

static void
test_script_classic(void)
{
	puts_to("s.out", STARTED "hello\r\nx" ENDED);
	puts_to("s.timing", "0.100400 3\n0.000400 4\n1.0 1\n");
	CHECK(heard("s.out", "100 o hel\n101 o lo<0d><0a>\n1101 o x\n1101 x 130\n"));
	CHECK(strcmp(format, "script") == 0 && end == SOURCE_COMPLETE);
	CHECK(cols == 99 && rows == 33 && realtime == INT64_C(1795229666000));
	CHECK(heard("s.timing", "100 o hel\n101 o lo<0d><0a>\n1101 o x\n1101 x 130\n"));
	rename(path_of("s.timing"), path_of("other"));
	listen(path_of("s.out"), NULL);
	CHECK(opened == ERR_NOTFOUND && says(message, "--timing"));
	listen(path_of("other"), NULL);
	CHECK(opened == ERR_NOTFOUND && says(message, "--timing"));
	listen(path_of("s.out"), path_of("other"));
	CHECK(opened == 0 && result == 0 && end == SOURCE_COMPLETE && told.len > 40);
	listen(path_of("s.out"), path_of("s.out"));
	CHECK(opened == ERR_FORMAT && says(message, "given as its timing file, is none"));
	listen(path_of("other"), path_of("s.out"));
	CHECK(opened == ERR_FORMAT && says(message, "name the log instead"));
	/* what says itself what it is needs none */
	puts_to("a", "{\"version\":2}\n[1,\"o\",\"a\"]\n");
	listen(path_of("a"), path_of("other"));
	CHECK(opened == 0 && strcmp(format, "asciicast-2") == 0);
	/* a log without its first line, or with another one, is told by the timing alone */
	puts_to("a", "Skript gestartet\nhello\r\nx");
	listen(path_of("a"), path_of("other"));
	CHECK(opened == 0 && strcmp(format, "script") == 0 && end == SOURCE_OPEN);
	CHECK(strncmp(told.data, "100 o hel\n", 10) == 0);
	listen(path_of("s.out"), path_of("nothing"));
	CHECK(opened == -ENOENT && says(message, "nothing"));
}

static void
test_script_cut(void)
{
	static const char log[] = STARTED "hello\r\nx" ENDED, timing[] = "0.5 3\n0.5 4\n1.0 1\n";
	static const char *const so_far[] = {
	    "500 o hel\n",
	    "500 o hel\n1000 o lo<0d><0a>\n",
	    "500 o hel\n1000 o lo<0d><0a>\n2000 o x\n2000 x 130\n",
	};
	size_t i, start = strlen(STARTED);

	puts_to("s.timing", timing);
	for (i = start; i < sizeof log - 1; i++) {
		put("s.out", log, i);
		listen(path_of("s.out"), NULL);
		CHECK(opened == 0 && result == 0 && *note != '\0');
		CHECK(end == (i == start + 8 ? SOURCE_OPEN : SOURCE_CUT));
		CHECK(i > start + 7 || says(note, "its log is cut"));
		CHECK((strstr(told.data, "500 o hel\n") != NULL) == (i >= start + 3));
	}
	put("s.out", log, sizeof log - 1);
	for (i = 6; i < sizeof timing; i++) {
		put("s.timing", timing, i);
		CHECK(heard("s.out", so_far[i / 6 - 1]));
		CHECK(end == (i == sizeof timing - 1 ? SOURCE_COMPLETE : SOURCE_CUT));
	}
	puts_to("s.timing", "0.5 3\n0.5 -4\n");
	CHECK(heard("s.out", so_far[0]) && result == ERR_FORMAT && says(note, "line 2"));
	puts_to("s.timing", "0.5 3\n0.5 9999999999999\n");
	CHECK(heard("s.out",
		  "500 o hel\n1000 o lo<0d><0a>x<0a>Script done on 2026-11-21 "
		  "03:54:27+01:00 [COMMAND_EXIT_CODE=\"130\"]<0a>\n") &&
	    end == SOURCE_CUT);
}

#define HEAD                                                                                       \
	"H 0.000000 START_TIME 2026-11-21 03:54:26+01:00\nH 0.000000 TERM xterm\n"                 \
	"H 0.000000 COLUMNS 101\nH 0.000000 LINES 31\nH 0.000000 COMMAND a b\n"

static void
test_script_advanced(void)
{
	static const char want[] = "100 o hi\n300 i keys\n400 r 120x40\n500 o ho\n700 x 0\n";

	puts_to("t.tim",
	    HEAD "H 0.000000 OUTPUT_LOG /tmp/x/t.out\nH 0.000000 INPUT_LOG t.in\n"
		 "O 0.100000 2\nI 0.200000 4\nS 0.100000 SIGWINCH ROWS=40 COLS=120\n"
		 "S 0.0 SIGTERM\nO 0.100000 2\nH 0.000000 DURATION 0.700000\nH 0.000000 EXIT_CODE "
		 "0\n");
	puts_to("t.out", STARTED "hiho" ENDED);
	puts_to("t.in", STARTED "keys" ENDED);
	CHECK(heard("t.tim", want) && heard("t.out", want) && heard("t.in", want));
	CHECK(strcmp(format, "script-advanced") == 0 && end == SOURCE_COMPLETE);
	CHECK(cols == 101 && rows == 31 && realtime == INT64_C(1795229666000));
	unlink(path_of("t.in"));
	CHECK(heard("t.tim", "100 o hi\n400 r 120x40\n500 o ho\n700 x 0\n") && says(note, "input"));
	unlink(path_of("t.out"));
	listen(path_of("t.tim"), NULL);
	CHECK(opened == -ENOENT && says(message, "t.out"));
	/* both in one file, as --log-io writes them */
	puts_to("t.tim",
	    "H 0.000000 OUTPUT_LOG t.io\nH 0.000000 INPUT_LOG t.io\nO 0.1 2\nI 0.1 2\n"
	    "O 0.1 1\n");
	puts_to("t.io", STARTED "ab\ncd" ENDED);
	CHECK(heard("t.tim", "100 o ab\n200 i <0a>c\n300 o d\n300 x 130\n"));
	/* a hostile one names what is not beside it */
	puts_to("t.tim", "H 0.000000 OUTPUT_LOG /etc/passwd\nO 0.1 20\n");
	listen(path_of("t.tim"), NULL);
	CHECK(opened == -ENOENT);
}

/* ---- Tlog */

#define TLOG(id, pos, timing, rest)                                                                \
	"{\"ver\":\"2.3\",\"host\":\"h\",\"rec\":\"r1\",\"user\":\"u\",\"term\":\"xterm\","        \
	"\"session\":7,\"id\":" #id ",\"pos\":" #pos ",\"time\":1795229850.475,\"timing\":"        \
						     "\"" timing "\"," rest "}\n"

static void
test_tlog(void)
{
	puts_to("l",
	    TLOG(1, 0, "=100x30+10>3]1/1]1/2>1+5<2[1/1+0<1",
		"\"in_txt\":\"\xC3\xA9y\xEF\xBF\xBDz\","
		"\"in_bin\":[255],\"out_txt\":\"h\xC3\xA9\\u000a\xEF\xBF\xBD\xEF\xBF\xBDw\","
		"\"out_bin\":[254, 240,159 ]") TLOG(2, 500, "=100x30>1 =120x40=0x0+2>1",
		"\"in_txt\":\"\",\"in_bin\":[],"
		"\"out_txt\":\"ab\",\"out_bin\":[]"));
	CHECK(heard("l",
	    "10 o h<c3><a9><0a><fe><f0><9f>w\n15 i <c3><a9>y<ff>z\n500 o a\n"
	    "500 r 120x40\n502 o b\n"));
	CHECK(strcmp(format, "tlog") == 0 && end == SOURCE_OPEN && cols == 100 && rows == 30);
	CHECK(realtime == INT64_C(1795229850475) && *note == '\0');
}

#define PLAIN "\"in_txt\":\"\",\"in_bin\":[],\"out_txt\":\"a\",\"out_bin\":[]"

static void
test_tlog_several(void)
{
	static const char other[] = "{\"ver\":\"2.3\",\"host\":\"h\",\"rec\":\"r2\",\"user\":\"v\","
				    "\"term\":\"x\",\"session\":8,\"id\":1,\"pos\":9,\"timing\":\">"
				    "1\",\"out_txt\":\"b\"}\n";
	char text[2000];

	snprintf(
	    text, sizeof text, "%s%s%s", TLOG(1, 0, ">1", PLAIN), other, TLOG(2, 70, ">1", PLAIN));
	puts_to("l", text);
	CHECK(heard("l", "0 o a\n70 o a\n") && says(note, "r2") && end == SOURCE_OPEN);
	snprintf(text, sizeof text, "%s%s%s", TLOG(1, 0, ">1", PLAIN), TLOG(4, 70, ">1", PLAIN),
	    TLOG(4, 80, ">1", PLAIN));
	puts_to("l", text);
	CHECK(heard("l", "0 o a\n70 o a\n") && result == ERR_FORMAT && says(note, "line 3"));
	snprintf(text, sizeof text, "%s%s", TLOG(1, 0, ">1", PLAIN), TLOG(4, 70, ">1", PLAIN));
	puts_to("l", text);
	CHECK(heard("l", "0 o a\n70 o a\n") && says(note, "2 messages are missing"));
}

static void
test_tlog_broken(void)
{
	static const char *const texts[] = {
	    TLOG(2, 10, ">2", PLAIN),
	    TLOG(2, 10, "]1/1", PLAIN),
	    TLOG(2, 10, "q", PLAIN),
	    TLOG(2, 10, ">", PLAIN),
	    TLOG(2, 10, "]1", PLAIN),
	    TLOG(2, 10, "=1", PLAIN),
	    TLOG(2, 10, ">99999999999999999999999", PLAIN),
	    TLOG(2, -1, ">1", PLAIN),
	    TLOG(2, 10, "+9999999999999>1", PLAIN),
	    TLOG(2, 10, ">1", "\"out_txt\":\"a\",\"out_bin\":[256]"),
	    TLOG(2, 10, ">1", "\"out_txt\":\"\xC3\""),
	    "{\"ver\":\"2\"}\n",
	    "[]\n",
	};
	char text[2000];
	size_t i, len, first = strlen(TLOG(1, 0, ">1", PLAIN));

	for (i = 0; i < sizeof texts / sizeof *texts; i++) {
		snprintf(text, sizeof text, "%s%s%s", TLOG(1, 0, ">1", PLAIN), texts[i],
		    TLOG(3, 20, ">1", PLAIN));
		puts_to("l", text);
		CHECK(heard("l", "0 o a\n") && result < 0 && says(note, "line 2"));
	}
	len = (size_t)snprintf(
	    text, sizeof text, "%s%s", TLOG(1, 0, ">1", PLAIN), TLOG(2, 5, ">1", PLAIN));
	for (i = first; i < len; i++) {
		put("l", text, i);
		CHECK(heard("l", i == len - 1 ? "0 o a\n5 o a\n" : "0 o a\n") && result == 0);
		CHECK(end == (i == first || i == len - 1 ? SOURCE_OPEN : SOURCE_CUT));
	}
	puts_to("l", "{\"ver\":\"3.0\",\"id\":1,\"pos\":1,\"timing\":\"\"}\n");
	listen(path_of("l"), NULL);
	CHECK(opened == ERR_UNKNOWN && says(message, "version 3.0"));
}

/* ---- Packing */

static size_t
pack_gzip(const char *text, size_t len, char *to, size_t room)
{
	z_stream z = {0};

	if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	z.next_in = (unsigned char *)(uintptr_t)text;
	z.avail_in = (unsigned int)len;
	z.next_out = (unsigned char *)to;
	z.avail_out = (unsigned int)room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		abort();
	deflateEnd(&z);
	return room - z.avail_out;
}

/* Two halves, each a member or frame of its own, and all the ways to cut what comes of it. */
static void
check_packed(const char *text, bool gzip, const char *name)
{
	size_t half = strlen(text) / 2, rest = strlen(text) - half, n, i, complete = 0;
	char packed[4096];

	if (gzip) {
		n = pack_gzip(text, half, packed, sizeof packed);
		n += pack_gzip(text + half, rest, packed + n, sizeof packed - n);
	} else {
		n = ZSTD_compress(packed, sizeof packed, text, half, 3);
		n += ZSTD_compress(packed + n, sizeof packed - n, text + half, rest, 3);
	}
	put("p", packed, n);
	CHECK(heard("p", "1000 o first\n2000 o second\n") && strcmp(format, name) == 0);
	CHECK(result == 0 && end == SOURCE_OPEN && *note == '\0');
	for (i = 1; i < n; i++) {
		put("p", packed, i);
		listen(path_of("p"), NULL);
		if (opened == 0) {
			CHECK(result == 0);
			complete += end != SOURCE_CUT;
			CHECK(end != SOURCE_CUT || says(note, "cut"));
		}
	}
	/* between the two, which happens to be in the middle of a line, nothing is known */
	CHECK(complete == 0);
	for (i = 20; i < n; i++) {
		put("p", packed, n);
		packed[i] ^= 0x55;
		put("p", packed, n);
		packed[i] ^= 0x55;
		listen(path_of("p"), NULL);
		CHECK(opened != 0 || result < 0 || end == SOURCE_CUT || told.len > 0);
	}
}

static void
test_packed(void)
{
	static const char text[] = "{\"version\":2,\"width\":80,\"height\":24,\"title\":\"some\"}\n"
				   "[1,\"o\",\"first\"]\n[2,\"o\",\"second\"]\n";
	char packed[200];

	check_packed(text, true, "asciicast-2+gzip");
	check_packed(text, false, "asciicast-2+zstd");
	put("p", packed, ZSTD_compress(packed, sizeof packed, "words", 5, 1));
	listen(path_of("p"), NULL);
	CHECK(opened == ERR_UNKNOWN && says(message, "zstd of plain text"));
}

/* ---- What is no recording */

static void
test_refused(void)
{
	static const struct {
		const char *data;
		size_t len;
		const char *says;
	} files[] = {
	    {"", 0, "empty"},
	    {"hello\nworld\n", 12, "plain text"},
	    {"\x7F"
	     "ELF\2\1\1\0\0\0\0\0\0\0\0\0",
		16, "ELF"},
	    {"\x89PNG\r\n\x1A\n....", 12, "PNG"},
	    {"\xFF\xD8\xFF\xE0", 4, "JPEG"},
	    {"%PDF-1.7\n", 9, "PDF"},
	    {"{\"a\":1}\n", 8, "JSON that is no asciicast"},
	    {"{\"version\":4}\n[1,\"o\",\"\"]\n", 25, "version 4"},
	    {"[1.5,\"o\",\"a\"]\n", 14, "without its first line"},
	    {"{\"journal\":1,\"session\":\"x\"}\n", 28, "journal"},
	    {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 24, "binary"},
	    {"\x01\xFF\x02\xFE\x03\xFD", 6, "binary"},
	    {"12 34\n56 78\n", 12, "plain text"},
	    {"{\"version\":2,}\n", 15, "header"},
	};
	size_t i;

	for (i = 0; i < sizeof files / sizeof *files; i++) {
		put("n", files[i].data, files[i].len);
		listen(path_of("n"), NULL);
		CHECK(opened < 0 && says(message, files[i].says));
	}
	listen(folder, NULL);
	CHECK(opened == ERR_UNKNOWN && says(message, "a directory"));
	listen(path_of("none"), NULL);
	CHECK(opened == -ENOENT);
	listen("/dev/null", NULL);
	CHECK(opened == ERR_UNKNOWN && says(message, "a device"));
	mkfifo(path_of("pipe"), 0600);
	listen(path_of("pipe"), NULL);
	CHECK(opened == ERR_UNKNOWN && says(message, "a pipe"));
}

/* ---- Numbers */

static void
test_numbers(void)
{
	static const struct {
		const char *text;
		int result;
		int64_t ns;
	} numbers[] = {
	    {"0", 0, 0},
	    {"1.5", 0, 1500000000},
	    {"-2e-3", 0, -2000000},
	    {"1e9", 0, INT64_C(1000000000000000000)},
	    {"1.0000000001e9", ERR_RANGE, 0},
	    {"1e10", ERR_RANGE, 0},
	    {"1e99999999999", ERR_RANGE, 0},
	    {"0e99999999999", 0, 0},
	    {"1e-99999999999", 0, 0},
	    {"0.0000000005", 0, 1},
	    {"0.00000000049", 0, 0},
	    {"123456.7890123456789012345", 0, INT64_C(123456789012346)},
	    {"00000000000000000000000000001", 0, 1000000000},
	    {"9999999999999999999999999", ERR_RANGE, 0},
	    {"", ERR_TRUNCATED, 0},
	    {"-", ERR_TRUNCATED, 0},
	    {"1.", ERR_TRUNCATED, 0},
	    {"1e", ERR_TRUNCATED, 0},
	    {"x", ERR_FORMAT, 0},
	    {".5", ERR_FORMAT, 0},
	    {"1.x", ERR_FORMAT, 0},
	};
	size_t i;

	for (i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct jsonscan s = {numbers[i].text, numbers[i].text + strlen(numbers[i].text)};
		int64_t ns = 0;
		int r = jsonscan_seconds(&s, &ns);

		if (r != numbers[i].result || ns != numbers[i].ns)
			printf("# %s: %d, %" PRId64 "\n", numbers[i].text, r, ns);
		CHECK(r == numbers[i].result && ns == numbers[i].ns);
	}
}

static void
remove_folder(void)
{
	static const char *const names[] = {
	    "a", "l", "n", "other", "p", "pipe", "s.out", "s.timing", "t.io", "t.tim"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		unlink(path_of(names[i]));
	CHECK(rmdir(folder) == 0);
}

int
main(void)
{
	if (mkdtemp(folder) == NULL)
		return 2;
	check_run("asciicast_2", test_asciicast_2);
	check_run("asciicast_3", test_asciicast_3);
	check_run("asciicast_1", test_asciicast_1);
	check_run("asciicast_cut", test_asciicast_cut);
	check_run("asciicast_broken", test_asciicast_broken);
	check_run("long_events", test_long_events);
	check_run("ttyrec", test_ttyrec);
	check_run("ttyrec_lookalikes", test_ttyrec_lookalikes);
	check_run("ttyrec_broken", test_ttyrec_broken);
	check_run("script_classic", test_script_classic);
	check_run("script_cut", test_script_cut);
	check_run("script_advanced", test_script_advanced);
	check_run("tlog", test_tlog);
	check_run("tlog_several", test_tlog_several);
	check_run("tlog_broken", test_tlog_broken);
	check_run("packed", test_packed);
	check_run("refused", test_refused);
	check_run("numbers", test_numbers);
	remove_folder();
	forget();
	buffer_free(&told);
	return check_done();
}
