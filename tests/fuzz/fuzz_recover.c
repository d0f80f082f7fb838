/*
 * Whatever the events of a recording: the recovery ends, within its memory, and keeps what
 * recovery.h and command.h promise.
 *
 * The input is two bytes for the size, one for the session's program and one of flags, then events:
 * a code, a byte for the time since the one before, a length of one byte (or of two, when the first
 * is above 0xBF), and the data.  The code 'I' is no event: nothing comes for a while.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/recovery.h"
#include "lib/base/json.h"
#include "tests/unit/screens.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t
LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max) __attribute__((weak));
size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned int seed);

#define HEAD 4	  /* bytes before the events */
#define LONG 0xC0 /* a length from here on has a second byte */
#define IDLE 'I'
#define COMMANDS_MAX 4096 /* whose ends are watched; an input has fewer */

enum {
	FLAG_CUT = 1,	 /* the recording ends before its session */
	FLAG_REFUSE = 2, /* the receiver refuses its third command */
	FLAG_LATE = 4,	 /* the session is three years old, and has had 2^31 events */
};

#define REFUSAL (-77)
#define REQUIRE(condition)                                                                         \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);            \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

struct test {
	struct recovery *recover;
	struct event ev; /* the newest */
	uint64_t seq, count;
	bool refuses, refused;
	bool ended[COMMANDS_MAX]; /* by count */
	uint64_t seqs[COMMANDS_MAX], from[COMMANDS_MAX];
};

struct record {
	char code;
	int delta;
	const uint8_t *data;
	size_t len;
};

/* It is written as one line, which is JSON; a text that nobody saw is none. */
static void
check_line(const struct command *c)
{
	struct buffer line = {0};
	struct json_document *document;

	REQUIRE(command_encode(&line, c, 0) == 0);
	REQUIRE(line.len > 0 && memchr(line.data, '\n', line.len) == line.data + line.len - 1);
	REQUIRE(json_parse(line.data, line.len, &document) == 0);
	REQUIRE(json_type(json_get(json_root(document), "text")) ==
	    (c->grade == GRADE_U ? JSON_NULL : JSON_STRING));
	/* each of its reasons has a name */
	REQUIRE(json_count(json_get(json_root(document), "reasons")) ==
	    (size_t)__builtin_popcount(c->reasons));
	json_free(document);
	buffer_free(&line);
}

static void
check_command(const struct test *t, const struct command *c)
{
	REQUIRE(c->seq > t->seq);
	REQUIRE(c->text.len <= COMMAND_TEXT_MAX && c->typed.len <= COMMAND_TEXT_MAX);
	REQUIRE(c->cwd.len <= COMMAND_TEXT_MAX);
	REQUIRE((int)c->kind >= COMMAND_SHELL && c->kind <= COMMAND_REPLY);
	REQUIRE((int)c->grade >= GRADE_A && c->grade <= GRADE_U);
	REQUIRE((c->grade == GRADE_U) == ((c->reasons & REASON_UNSEEN) != 0));
	REQUIRE(c->grade != GRADE_A || (c->reasons & REASON_REPORT) != 0);
	REQUIRE(memchr(c->program, '\0', sizeof c->program) != NULL);
	REQUIRE(c->depth >= 0 && c->depth < 64);
	REQUIRE(c->at >= 0 && c->at <= t->ev.at);
	REQUIRE(c->event <= t->ev.number && c->output_from <= t->ev.number + 1);
	REQUIRE(c->duration == COMMAND_UNKNOWN || c->duration >= 0);
	REQUIRE(command_kind_name(c->kind) != NULL && command_grade_letter(c->grade) != '\0');
	check_line(c);
}

static int
take_command(void *context, struct command *c)
{
	struct test *t = context;

	REQUIRE(!t->refused);
	check_command(t, c);
	t->seq = c->seq;
	if (t->count < COMMANDS_MAX) {
		t->seqs[t->count] = c->seq;
		t->from[t->count] = c->output_from;
		t->ended[t->count] = false;
	}
	t->count++;
	command_free(c);
	t->refused = t->refuses && t->count == 3;
	return t->refused ? REFUSAL : 0;
}

static int
take_end(void *context, struct command_end *end)
{
	struct test *t = context;
	uint64_t i;

	REQUIRE(!t->refused);
	REQUIRE(end->duration == COMMAND_UNKNOWN || (end->duration >= 0 && end->duration <= t->ev.at));
	REQUIRE(end->output_to <= t->ev.number + 1);
	for (i = 0; i < t->count && i < COMMANDS_MAX && t->seqs[i] != end->seq; i++)
		;
	if (i == COMMANDS_MAX)
		return 0;
	REQUIRE(i < t->count);
	REQUIRE(!t->ended[i]);
	REQUIRE(end->output_to >= t->from[i]);
	t->ended[i] = true;
	return 0;
}

static void
start(struct test *t, const uint8_t *data)
{
	static const char *const programs[] = {"bash", "-zsh", "/usr/bin/fish -l", "python3",
	    "ssh web-1", "tmux new", "sqlite3 a.db", "sudo -i", "make all", "", "/bin/sh",
	    "screen"};
	const struct recovery_sink sink = {take_command, take_end, t};
	const size_t kinds = sizeof programs / sizeof *programs;
	struct header h;

	t->refuses = data[3] & FLAG_REFUSE;
	t->refused = false;
	t->seq = t->count = 0;
	t->ev.at = data[3] & FLAG_LATE ? INT64_C(94608000000) : 0;
	t->ev.number = data[3] & FLAG_LATE ? UINT64_C(1) << 31 : 0;
	header_init(&h);
	h.cols = data[0] == 0 ? 9999 : data[0];
	h.rows = data[1] == 0 ? 9999 : data[1];
	REQUIRE(header_set(&h.command, programs[data[2] % kinds]) == 0);
	REQUIRE(header_set(&h.shell, data[2] < kinds ? NULL : "/bin/bash") == 0);
	REQUIRE(recovery_new(&h, &sink, &t->recover) == 0);
	header_free(&h);
}

/* The event at `at`, cut where the input ends; returns its length. */
static size_t
read_record(const uint8_t *at, size_t left, struct record *out)
{
	size_t head = 3;

	memset(out, 0, sizeof *out);
	if (left < head)
		return left;
	out->code = (char)at[0];
	out->delta = at[1] < 128 ? at[1] : (at[1] - 127) * 50;
	out->len = at[2];
	if (at[2] >= LONG && left > head)
		out->len = (size_t)(at[2] - LONG) << 8 | at[head++];
	if (out->len > left - head)
		out->len = left - head;
	out->data = at + head;
	return head + out->len;
}

static void
put_record(struct buffer *out, char code, int delta, const char *data, size_t len)
{
	buffer_addf(out, "%c%c", code, delta);
	if (len >= LONG)
		buffer_addf(out, "%c%c", (int)(LONG + (len >> 8)), (int)(len & 0xFF));
	else
		buffer_addf(out, "%c", (int)len);
	buffer_add(out, data, len);
}

/* Negative when the recovery has stopped. */
static int
feed(struct test *t, const struct record *record)
{
	char *exact; /* so that a sanitizer sees reading beyond it */
	int r;

	t->ev.at += record->delta;
	if (record->code == IDLE) {
		r = recovery_idle(t->recover, t->ev.at);
	} else {
		exact = malloc(record->len ? record->len : 1);
		REQUIRE(exact != NULL);
		if (record->len > 0)
			memcpy(exact, record->data, record->len);
		t->ev.code = record->code;
		t->ev.data = exact;
		t->ev.len = record->len;
		r = recovery_event(t->recover, &t->ev);
		t->ev.number++;
		free(exact);
	}
	REQUIRE(r == (t->refused ? REFUSAL : 0));
	return r;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct test t;
	struct record record;
	size_t at;

	if (size < HEAD)
		return 0;
	start(&t, data);
	for (at = HEAD; at < size;) {
		at += read_record(data + at, size - at, &record);
		/* what refused once refuses again, and says nothing more */
		if (record.code != 0)
			feed(&t, &record);
	}
	REQUIRE(recovery_end(t.recover, data[3] & FLAG_CUT) == (t.refused ? REFUSAL : 0));
	recovery_free(t.recover);
	return 0;
}

/* Somebody at a terminal: one thing that is typed, or shown. */
static void
put_scene(struct buffer *out, uint64_t *seed)
{
	static const struct {
		char code;
		const char *data;
	} scenes[] = {{'o', "\033[?2004h$ "}, {'o', "\033[?2004l\r"}, {'o', "\r\n"}, {'o', "> "},
	    {'o', "$ "}, {'o', "\r\n\033[?2004l\r"}, {'o', "root@web-1:~# "}, {'o', ">>> "},
	    {'o', "... "}, {'o', "Password: "}, {'o', "ls -l"}, {'o', "ssh web-1"},
	    {'o', "cat <<E"}, {'o', "for i in 1"}, {'o', "!!"}, {'o', "^C\r\n"}, {'o', "python3"},
	    {'o', "tmux"}, {'o', "\033[6n"}, {'o', "(reverse-i-search)`': "}, {'o', "echo 'a"},
	    {'o', "\033[?1049h"}, {'o', "\033[?1049l"}, {'o', "\033[H\033[2J"}, {'o', "\b\033[K"},
	    {'o', "\r\033[A\033[J"}, {'o', "\033]133;A\007"}, {'o', "\033]133;C\007"},
	    {'o', "--More--"}, {'o', "\033[1P"}, {'o', "exit\r\n"}, {'k', "p"}, {'k', "^M"},
	    {'k', "^J"}, {'k', "^C"}, {'k', "^D"}, {'k', "^O"}, {'k', "^X^E"}, {'k', "e"},
	    {'k', "v"}, {'k', "h"}, {'k', "p^M"}, {'k', "^R"}, {'i', "l"}, {'i', "s"}, {'i', "\r"},
	    {'i', "\n"}, {'i', "a\rb\r"}, {'i', "\003"}, {'i', "\033[A"},
	    {'i', "\033[200~x\ny\033[201~"}, {'i', "\022"}, {'s', "-- 100 bash"},
	    {'s', "ec 200 sleep"}, {'s', "-c 200 sudo"}, {'s', "-- 300 python3"},
	    {'s', "-- 100 tmux: client"}, {'s', ""}, {'r', "40x10"}, {'r', "132x50"}, {'r', "4x2"},
	    {'m', "here"}, {'x', "0"},
	    {'g',
		"{\"kind\":\"lost\",\"bytes\":9,\"events\":1,\"from\":1,\"to\":2,\"why\":"
		"\"full\"}"},
	    {'f', "2"}, {'t', "{}"}, {IDLE, ""},
	    {'c', "{\"pid\":100,\"shell\":\"bash\",\"ran\":true,\"line\":\"ls -l\",\"exit\":1,\"cwd\":\"/\"}"},
	    {'c', "{\"pid\":100,\"ran\":false,\"exit\":0}"}, {'c', "{\"pid\":100,\"exit\":2}"},
	    {'c', "{\"pid\":200,\"ran\":true,\"line\":\"a\\nb\"}"}, {'c', "{"},
	    {'o', "\033]133;A\007$ \033]133;B\007"}, {'o', "\033]133;D;1\007"}, {'o', "\033]633;E;a\\x3bb\007"},
	    {'o', "\033]633;P;Cwd=/\007"}, {'o', "\033]7;file://h/a%20b\007"},
	    {'o', "\033]3008;start=1;type=shell;cwd=/\007"}, {'o', "\033]3008;start=2;type=command\007"},
	    {'o', "\033]3008;end=2;exit=failure;status=3\007"}, {'o', "\xE2\x8F\x8E          \r"},
	    {'o', "\033[24;1H[0] 0:fish*\033[1;1H"}, {'o', "(gdb) "}, {'o', "irb(main):002:1* "}};
	int i = screens_below(seed, (int)(sizeof scenes / sizeof *scenes));
	int delta = screens_below(seed, 4) ? screens_below(seed, 20) : screens_below(seed, 256);

	put_record(out, scenes[i].code, delta, scenes[i].data, strlen(scenes[i].data));
}

/* The editor, or the terminal's driver, at work: keys and their echo, and the Enter. */
static void
put_line(struct buffer *out, uint64_t *seed)
{
	static const char *const lines[] = {"ls", "true", "ssh a", "python3", "cat", "if x", "fi",
	    "a 'b", "c'", "!!", "exit", "sudo -i", "cat <<E", "E", "\303\251\346\274\242", "tmux",
	    "echo a very long line that wraps soon"};
	const char *line = lines[screens_below(seed, (int)(sizeof lines / sizeof *lines))], *p;
	bool bracket = screens_below(seed, 3) != 0, slow = screens_below(seed, 2) != 0;

	if (screens_below(seed, 2) != 0)
		put_record(out, 'o', 1, bracket ? "\033[?2004h$ " : "$ ", bracket ? 10 : 2);
	if (slow) {
		for (p = line; *p != '\0'; p++) {
			put_record(out, 'k', 20, "p", 1);
			put_record(out, 'o', 1, p, 1);
		}
	} else {
		put_record(out, 'i', 50, line, strlen(line));
		put_record(out, 'o', 1, line, strlen(line));
	}
	put_record(out, 'k', 30, "^M", 2);
	put_record(out, 'o', 1, bracket ? "\r\n\033[?2004l\r" : "\r\n", bracket ? 11 : 2);
}

static void
put_some(struct buffer *out, uint64_t *seed)
{
	struct buffer stream = {0};
	int i, kind = screens_below(seed, 8);

	if (kind < 3) {
		put_line(out, seed);
	} else if (kind < 7) {
		for (i = screens_below(seed, 4); i >= 0; i--)
			put_scene(out, seed);
	} else {
		screens_put_stream(&stream, seed, 1 + screens_below(seed, 6));
		put_record(out, 'o', screens_below(seed, 256), stream.data, stream.len);
		buffer_free(&stream);
	}
}

/* Half of the time, events are put in, or in place of those that are there. */
size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned int number)
{
	uint64_t seed = number * 0x9E3779B97F4A7C15u | 1;
	struct buffer out = {0};
	struct record record;
	size_t at, to, stop;
	int drop;

	if (size < HEAD || screens_below(&seed, 2) == 0)
		return LLVMFuzzerMutate(data, size, max);
	stop = HEAD + screens_random(&seed) % (size - HEAD + 1);
	for (at = HEAD; at < stop;)
		at += read_record(data + at, size - at, &record);
	drop = screens_below(&seed, 3) == 0 ? screens_below(&seed, 6) : 0;
	for (to = at; drop > 0 && to < size; drop--)
		to += read_record(data + to, size - to, &record);
	buffer_add(&out, data, at);
	if (screens_below(&seed, 6) != 0)
		put_some(&out, &seed);
	buffer_add(&out, data + to, size - to);
	size = out.len < max ? out.len : max;
	memcpy(data, out.data, size);
	buffer_free(&out);
	return size;
}
