/* Events and their lines, the header, gaps: doc/format/cast.md, section 2. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/utf8.h"
#include "lib/cast/event.h"
#include "lib/cast/gap.h"
#include "lib/cast/header.h"
#include "tests/unit/check.h"

#define BYTES(text) (text), sizeof(text) - 1

static uint64_t seed = 1;

static uint32_t
any(uint32_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % below;
}

/* Bytes of one of several characters, so that every branch of the encoder has its share. */
static size_t
random_bytes(char *data, size_t most)
{
	size_t len = any((uint32_t)most), i;
	uint32_t kind = any(4);

	for (i = 0; i < len;) {
		if (kind == 0)
			data[i++] = (char)any(256);
		else if (kind == 1)
			data[i++] = (char)(0x20 + any(95));
		else if (kind == 2)
			data[i++] = (char)any(128);
		else if (len - i >= 4)
			i += (size_t)utf8_encode(any(5) ? any(0x3000) : any(0x110000), data + i);
		else
			data[i++] = '.';
	}
	return len;
}

/* The line at *at without its line feed; *at goes behind it. */
static const char *
take_line(const struct buffer *b, size_t *at, size_t *len)
{
	const char *line = b->data + *at, *end = memchr(line, '\n', b->len - *at);

	if (end == NULL)
		return NULL;
	*len = (size_t)(end - line);
	*at += *len + 1;
	return line;
}

/* Nothing in a line acts on a terminal, and all of it is UTF-8. */
static bool
is_tame(const char *line, size_t len)
{
	size_t i;
	int n;
	uint32_t code;

	for (i = 0; i < len; i += (size_t)n) {
		n = utf8_decode((const unsigned char *)line + i, len - i, &code);
		if (n <= 0 || code < 0x20 || (code >= 0x7F && code < 0xA0))
			return false;
	}
	return true;
}

static void
round_trip(const struct event *ev, int64_t base)
{
	struct buffer out = {0}, scratch = {0}, bytes = {0};
	bool exact = utf8_valid_prefix(ev->data, ev->len) == ev->len;
	size_t at = 0, len = 0;
	struct event back;
	const char *line;
	int64_t interval;
	char code;

	CHECK(event_encode(&out, base, ev) == (exact ? 1 : 2));
	if (!exact) {
		line = take_line(&out, &at, &len);
		CHECK(line != NULL && is_tame(line, len));
		CHECK(event_parse(line, len, base, &scratch, &back) == 0);
		CHECK(back.code == EVENT_BYTES && back.at == ev->at);
		CHECK(base64_decode(&bytes, back.data, back.len) == 0);
		CHECK(bytes.len == ev->len && memcmp(bytes.data, ev->data, ev->len) == 0);
		base = ev->at;
	}
	line = take_line(&out, &at, &len);
	CHECK(line != NULL && is_tame(line, len) && at == out.len);
	CHECK(event_peek(line, len, &interval, &code) > 0 && interval == ev->at - base);
	CHECK(code == ev->code);
	CHECK(event_parse(line, len, base, &scratch, &back) == 0);
	CHECK(back.code == ev->code && back.at == ev->at);
	if (exact)
		CHECK(back.len == ev->len && memcmp(back.data, ev->data, ev->len) == 0);
	else
		CHECK(utf8_valid_prefix(back.data, back.len) == back.len);
	buffer_free(&out);
	buffer_free(&scratch);
	buffer_free(&bytes);
}

static void
test_round_trip(void)
{
	static const char codes[] = "oirmxksfgtcz";
	char data[600];
	struct event ev = {.data = data};
	int64_t base;
	int i;

	for (i = 0; i < 20000; i++) {
		base = any(2) ? any(100000) : (int64_t)any(1u << 30) * 1000;
		ev.at = base + (any(3) ? any(2000) : any(1u << 30));
		ev.code = codes[any(sizeof codes - 1)];
		ev.len = random_bytes(data, sizeof data);
		round_trip(&ev, base);
	}
}

static void
test_every_byte(void)
{
	char data[2];
	struct event ev = {.code = EVENT_OUTPUT, .data = data};
	int a, b;

	for (a = 0; a < 256; a++) {
		data[0] = (char)a;
		ev.len = 1;
		round_trip(&ev, 0);
		ev.len = 2;
		for (b = 0; b < 256; b += 3) {
			data[1] = (char)b;
			round_trip(&ev, 0);
		}
	}
}

static void
encodes(int64_t base, int64_t at, const char *data, size_t len, const char *wanted)
{
	struct event ev = {.at = at, .code = EVENT_OUTPUT, .data = data, .len = len};
	struct buffer out = {0};

	CHECK(event_encode(&out, base, &ev) > 0);
	CHECK(strcmp(buffer_string(&out), wanted) == 0);
	buffer_free(&out);
}

static void
test_encode(void)
{
	encodes(0, 0, BYTES("x"), "[0,\"o\",\"x\"]\n");
	encodes(0, 1, BYTES("x"), "[0.001,\"o\",\"x\"]\n");
	encodes(0, 10, BYTES("x"), "[0.010,\"o\",\"x\"]\n");
	encodes(5, 1005, BYTES("x"), "[1,\"o\",\"x\"]\n");
	encodes(0, 86400123, BYTES(""), "[86400.123,\"o\",\"\"]\n");
	/* a clock that stepped back does not make time run backwards */
	encodes(1000, 400, BYTES("x"), "[0,\"o\",\"x\"]\n");
	encodes(0, 5, BYTES("\x1b[0m\xC2\x9B\x7F\r\n"),
	    "[0.005,\"o\",\"\\u001b[0m\\u009b\\u007f\\r\\n\"]\n");
	encodes(0, 5, BYTES("a\xFF"), "[0.005,\"b\",\"Yf8=\"]\n[0,\"o\",\"a\xEF\xBF\xBD\"]\n");
}

static void
test_rounding(void)
{
	struct buffer out = {0}, scratch = {0};
	struct event ev = {.code = EVENT_OUTPUT, .data = "x", .len = 1}, back;
	int64_t at = 0, time = 0, wrong = 0;
	size_t len = 0, from;
	const char *line;
	int i;

	for (i = 0; i < 100000; i++) {
		at += any(7) * any(7) * any(7);
		ev.at = at;
		buffer_clear(&out);
		from = 0;
		CHECK(event_encode(&out, time, &ev) == 1);
		line = take_line(&out, &from, &len);
		wrong += event_parse(line, len, time, &scratch, &back) != 0 || back.at != at;
		time = back.at;
	}
	CHECK(wrong == 0 && time == at);
	buffer_free(&out);
	buffer_free(&scratch);
}

static int
parse_at(const char *line, size_t len, int64_t base, int64_t *at)
{
	struct buffer scratch = {0};
	/* an own copy, so that a sanitizer sees reading beyond its end */
	char *copy = malloc(len + 1);
	struct event ev = {0}, looked = {0};
	int r;

	memcpy(copy, line, len);
	r = event_parse(copy, len, base, &scratch, &ev);
	CHECK(event_check(copy, len, base, &looked) == r && (r != 0 || (looked.at == ev.at && looked.code == ev.code)));
	*at = ev.at;
	free(copy);
	buffer_free(&scratch);
	return r;
}

static void
test_intervals(void)
{
	static const struct {
		const char *line;
		int64_t interval;
	} rows[] = {
	    {"[0,\"o\",\"\"]", 0},
	    {"[0.1,\"o\",\"\"]", 100},
	    {"[0.12,\"o\",\"\"]", 120},
	    {"[0.123,\"o\",\"\"]", 123},
	    {"[0.000,\"o\",\"\"]", 0},
	    {"[10,\"o\",\"\"]", 10000},
	    {"[7.050,\"o\",\"\"]", 7050},
	    {"[1000000.001,\"o\",\"\"]", 1000000001},
	};
	int64_t at;
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		CHECK(parse_at(rows[i].line, strlen(rows[i].line), 500, &at) == 0);
		CHECK(at == 500 + rows[i].interval);
	}
	/* sums of hostile intervals must not wrap */
	CHECK(parse_at(BYTES("[1,\"o\",\"\"]"), INT64_MAX - 10, &at) < 0);
	CHECK(parse_at(BYTES("[99999999999999999999,\"o\",\"\"]"), 0, &at) < 0);
}

static void
test_refused(void)
{
	static const char *const lines[] = {"", "[", "[]", "[0]", "[0,\"o\"]", "{}", "# comment",
	    "null", "[-1,\"o\",\"\"]", "[+1,\"o\",\"\"]", "[.5,\"o\",\"\"]", "[1.,\"o\",\"\"]",
	    "[1.2345,\"o\",\"\"]", "[1.0000,\"o\",\"\"]", "[1e3,\"o\",\"\"]", "[0x1,\"o\",\"\"]",
	    "[01,\"o\",\"\"]", "[00,\"o\",\"\"]", "[\"0\",\"o\",\"\"]", "[null,\"o\",\"\"]",
	    "[1.2.3,\"o\",\"\"]", "[,\"o\",\"\"]", "[0,\"\",\"\"]", "[0,\"oo\",\"\"]", "[0,o,\"\"]",
	    "[0,\"\xC3\xA9\",\"\"]", "[0,\"\\u006f\",\"\"]", "[0,\"\"\",\"\"]", "[0,\"\\\",\"\"]",
	    "[0,\" \",\"\"]", "[0,\"\x1f\",\"\"]", "[0,\"o\",1]", "[0,\"o\",null]", "[0,\"o\",[]]",
	    "[0,\"o\",\"]", "[0,\"o\",\"\"", "[0,\"o\",\"\"]]", "[0,\"o\",\"\"] ",
	    "[0,\"o\",\"\"],", "[0,\"o\",\"\",1]", "[0,\"o\",\"a\"b\"]", "[0,\"o\",\"a\\\"]",
	    "[0,\"o\",\"\\\"]", "[0,\"o\",\"\\x\"]", "[0,\"o\",\"\\u12\"]", "[0,\"o\",\"\\u12G4\"]",
	    "[0,\"o\",\"\\ud800\"]", "[0,\"o\",\"\\udc00\"]", "[0,\"o\",\"\\udc00\\udc00\"]",
	    "[0,\"o\",\"\\ud800\\u0041\"]", "[0,\"o\",\"\t\"]", "[0,\"o\",\"\n\"]",
	    "[0,\"o\",\"\x1b\"]", "[0,\"o\",\"\x80\"]", "[0,\"o\",\"\xC0\x80\"]",
	    "[0,\"o\",\"\xED\xA0\x80\"]", "[0,\"o\",\"\xE2\x82\"]", "[0\"o\",\"\"]",
	    "(0,\"o\",\"\"]", "[0,\"o\",\"\"}", "\xEF\xBB\xBF[0,\"o\",\"\"]", "[0,\"o\";\"\"]"};
	static const char good[] = "[1.25,\"o\",\"ab\\u001b\\ud83d\\ude00\"]";
	int64_t at;
	size_t i;

	for (i = 0; i < sizeof lines / sizeof *lines; i++) {
		int r = parse_at(lines[i], strlen(lines[i]), 0, &at);

		CHECK(r == ERR_FORMAT);
		if (r != ERR_FORMAT)
			printf("# %s\n", lines[i]);
	}
	CHECK(parse_at(BYTES(good), 0, &at) == 0 && at == 1250);
	for (i = 0; i < sizeof good - 1; i++)
		CHECK(parse_at(good, i, 0, &at) == ERR_FORMAT);
	CHECK(parse_at(BYTES("[0,\"o\",\"a\0b\"]"), 0, &at) == ERR_FORMAT);
	CHECK(parse_at(BYTES("[0,\"o\",\"\\\0\"]"), 0, &at) == ERR_FORMAT);
}

static void
test_limit(void)
{
	struct buffer b = {0};
	int64_t at;

	buffer_adds(&b, "[0,\"o\",\"");
	while (b.len < EVENT_LINE_MAX - 3)
		buffer_addc(&b, 'x');
	buffer_adds(&b, "\"]");
	/* with its line feed this line is as long as a line may be */
	CHECK(b.len + 1 == EVENT_LINE_MAX && parse_at(b.data, b.len, 0, &at) == 0);
	b.len -= 2;
	buffer_adds(&b, "x\"]");
	CHECK(parse_at(b.data, b.len, 0, &at) == ERR_LIMIT);
	buffer_free(&b);
}

static void
test_size(void)
{
	static const char *const bad[] = {"", "x", "80", "80x", "x24", "0x24", "80x0", "10000x1",
	    "1x10000", "80x24x1", "80X24", " 80x24", "80x24 ", "-1x5", "+1x5", "80x24\n", "8 0x24",
	    "00000x1"};
	int cols = 0, rows = 0;
	size_t i;

	CHECK(event_parse_size(BYTES("80x24"), &cols, &rows) == 0 && cols == 80 && rows == 24);
	CHECK(event_parse_size(BYTES("1x1"), &cols, &rows) == 0 && cols == 1 && rows == 1);
	CHECK(event_parse_size(BYTES("9999x9999"), &cols, &rows) == 0 && cols == 9999 &&
	    rows == 9999);
	/* not NUL-terminated */
	CHECK(event_parse_size("132x433", 6, &cols, &rows) == 0 && cols == 132 && rows == 43);
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(event_parse_size(bad[i], strlen(bad[i]), &cols, &rows) == ERR_FORMAT);
	CHECK(event_parse_size(BYTES("80x2\0"), &cols, &rows) == ERR_FORMAT);
}

static void
test_who(void)
{
	static const char *const cases[][3] = {{"alice", "web-1", "alice@web-1"}, {"alice", NULL, "alice"}, {NULL, "web-1", "@web-1"},
	    {NULL, NULL, "-"}, {"", "", "-"}, {"", "web-1", "@web-1"}, {"alice", "", "alice"}};
	struct buffer out = {0};
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		buffer_clear(&out);
		header_put_who(&out, cases[i][0], cases[i][1]);
		CHECK(strcmp(buffer_string(&out), cases[i][2]) == 0);
	}
	buffer_free(&out);
}

/* Every member that section 2.7 names, with texts that need escaping. */
static void
fill_header(struct header *h)
{
	static char name[] = "-bash", empty[] = "", odd[] = "a \"b\"\n\x1b";
	static char *const argv[] = {name, empty, odd, NULL};

	header_init(h);
	h->cols = 132;
	h->rows = 43;
	h->timestamp = 1732156069;
	h->idle_time_limit = 2.5;
	CHECK(header_set(&h->term, "xterm-256color") == 0 &&
	    header_set(&h->command, "ls \"x\"\\") == 0);
	CHECK(header_set(&h->title, "\xC3\xA9\x1b]0;") == 0);
	CHECK(header_pairs_add(&h->env, "SHELL", "/bin/bash") == 0);
	CHECK(header_pairs_add(&h->env, "LANG{", "") == 0);
	CHECK(uuid_parse("0193499c-8e83-7aaa-8bbb-0123456789ab", &h->session) == 0);
	h->has_session = true;
	h->part = 4000000000u;
	h->base = 123456;
	h->realtime = 1732156069123;
	h->boottime = 987654;
	h->utc_offset = -12600;
	h->uid = 1000;
	h->euid = 0;
	h->loginuid = 4294967294;
	CHECK(header_set(&h->boot_id, "b") == 0 && header_set(&h->zone, "Europe/Paris") == 0);
	CHECK(header_set(&h->host, "h") == 0 && header_set(&h->user, "u") == 0);
	CHECK(header_set(&h->login, "l") == 0 && header_set(&h->tty, "/dev/pts/3") == 0);
	CHECK(header_set(&h->client, "::1") == 0 && header_set(&h->fingerprint, "SHA256:+/=") == 0);
	CHECK(header_set(&h->shell, "/bin/sh") == 0 && header_set(&h->input, "keys") == 0);
	CHECK(header_set(&h->parent, "p") == 0 && header_set(&h->config, "c") == 0);
	CHECK(header_set(&h->recorder, "steno 0.1") == 0 && header_set_argv(h, argv) == 0);
	h->pty = h->witnessed = false;
	CHECK(header_pairs_add(&h->labels, "ticket", "OPS-1") == 0);
	CHECK(header_pairs_add(&h->labels, "agent", "\xE2\x82\xAC") == 0);
	CHECK(header_pairs_add(&h->import, "format", "ttyrec") == 0);
}

static bool
same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool
same_pairs(const struct header_pairs *a, const struct header_pairs *b)
{
	size_t i;

	for (i = 0; i < a->count && i < b->count; i++)
		if (strcmp(a->items[i].name, b->items[i].name) != 0 ||
		    strcmp(a->items[i].value, b->items[i].value) != 0)
			return false;
	return a->count == b->count;
}

static void
same_header(const struct header *a, const struct header *b)
{
	size_t i;

	CHECK(a->cols == b->cols && a->rows == b->rows && same_text(a->term, b->term));
	CHECK(a->timestamp == b->timestamp && a->idle_time_limit == b->idle_time_limit);
	CHECK(same_text(a->command, b->command) && same_text(a->title, b->title));
	CHECK(same_pairs(&a->env, &b->env) && same_pairs(&a->labels, &b->labels));
	CHECK(same_pairs(&a->import, &b->import) && a->has_session == b->has_session);
	CHECK(memcmp(&a->session, &b->session, sizeof a->session) == 0 && a->part == b->part);
	CHECK(a->base == b->base && a->realtime == b->realtime && a->boottime == b->boottime);
	CHECK(same_text(a->boot_id, b->boot_id) && same_text(a->zone, b->zone));
	CHECK(a->utc_offset == b->utc_offset && same_text(a->host, b->host));
	CHECK(same_text(a->user, b->user) && same_text(a->login, b->login));
	CHECK(same_text(a->tty, b->tty) && same_text(a->client, b->client));
	CHECK(same_text(a->fingerprint, b->fingerprint) && same_text(a->shell, b->shell));
	CHECK(a->uid == b->uid && a->euid == b->euid && a->loginuid == b->loginuid);
	CHECK(a->pty == b->pty && a->witnessed == b->witnessed && same_text(a->input, b->input));
	CHECK(same_text(a->parent, b->parent) && same_text(a->config, b->config));
	CHECK(same_text(a->recorder, b->recorder) && (a->argv == NULL) == (b->argv == NULL));
	for (i = 0; a->argv != NULL && b->argv != NULL; i++) {
		CHECK(same_text(a->argv[i], b->argv[i]));
		if (a->argv[i] == NULL || b->argv[i] == NULL)
			break;
	}
}

static void
header_round_trip(const struct header *h)
{
	struct buffer line = {0};
	struct header back;

	CHECK(header_encode(&line, h) == 0 && line.len > 0 && line.data[line.len - 1] == '\n');
	CHECK(is_tame(line.data, line.len - 1));
	CHECK(header_parse(line.data, line.len - 1, &back) == 0);
	same_header(h, &back);
	header_free(&back);
	buffer_free(&line);
}

static void
test_header(void)
{
	struct header h;

	fill_header(&h);
	header_round_trip(&h);
	header_free(&h);
	/* nothing known at all, and only what a session must have */
	header_init(&h);
	CHECK(h.cols == 80 && h.rows == 24 && h.pty && h.witnessed && h.uid == HEADER_NONE);
	header_round_trip(&h);
	CHECK(uuid_make(&h.session, 0) == 0);
	h.has_session = true;
	header_round_trip(&h);
	header_free(&h);
}

/* "a member that is not known is left out, never empty" */
static void
test_header_began(void)
{
	struct header h;

	header_init(&h);
	CHECK(header_began(&h) == HEADER_NONE);
	h.timestamp = 1795245332;
	CHECK(header_began(&h) == INT64_C(1795245332000));
	h.realtime = INT64_C(1795245332123);
	CHECK(header_began(&h) == INT64_C(1795245332123));
	/* what a foreign file says may be no time, and is never computed with */
	h.realtime = HEADER_NONE;
	h.timestamp = INT64_MAX / 1000 + 1;
	CHECK(header_began(&h) == HEADER_NONE);
	h.timestamp = -1;
	CHECK(header_began(&h) == HEADER_NONE);
	header_free(&h);
}

static void
test_header_unknown(void)
{
	struct buffer line = {0};
	struct json_document *doc;
	const struct json *steno, *m;
	struct header h;

	header_init(&h);
	CHECK(uuid_make(&h.session, 0) == 0);
	h.has_session = true;
	CHECK(header_encode(&line, &h) == 0 && json_parse(line.data, line.len, &doc) == 0);
	steno = json_get(json_root(doc), "steno");
	CHECK(json_integer(json_get(steno, "format"), 0) == 1 && json_get(steno, "user") == NULL);
	for (m = json_first(steno); m != NULL; m = json_next(m))
		CHECK(json_type(m) != JSON_NULL);
	json_free(doc);
	header_free(&h);
	buffer_free(&line);
}

static void
test_header_members(void)
{
	struct buffer line = {0};
	struct header h;

	header_init(&h);
	CHECK(header_set(&h.host, "one") == 0 && header_set(&h.host, "two") == 0);
	CHECK(strcmp(h.host, "two") == 0);
	CHECK(header_set(&h.host, NULL) == 0 && h.host == NULL);
	CHECK(header_pairs_get(&h.labels, "a") == NULL);
	CHECK(header_pairs_add(&h.labels, "a", "1") == 0 &&
	    header_pairs_add(&h.labels, "b", "2") == 0);
	CHECK(strcmp(header_pairs_get(&h.labels, "b"), "2") == 0);
	CHECK(header_pairs_get(&h.labels, "c") == NULL);
	header_free(&h);
	header_free(&h);
	buffer_free(&line);
}

static int
header_code(const char *line)
{
	size_t len = strlen(line);
	char *copy = malloc(len + 1);
	struct header h;
	int r;

	memcpy(copy, line, len);
	r = header_parse(copy, len, &h);
	free(copy);
	if (r == 0)
		header_free(&h);
	return r;
}

#define V3 "{\"version\":3,\"term\":{\"cols\":80,\"rows\":24}"
#define ID "\"session\":\"0193499c-8e83-7aaa-8bbb-0123456789ab\""

static void
test_header_hostile(void)
{
	static const char *const unknown[] = {"{}", "[]", "1", "null",
	    "{\"version\":2,\"width\":80}", "{\"version\":\"3\"}", "{\"version\":3.5}",
	    "{\"version\":null}", "{\"journal\":1}"};
	static const char *const bad[] = {"", "{", "{\"version\":3", "{\"version\":3}",
	    "{\"version\":3,\"term\":{}}", "{\"version\":3,\"term\":{\"cols\":0,\"rows\":24}}",
	    "{\"version\":3,\"term\":{\"cols\":80,\"rows\":-1}}",
	    "{\"version\":3,\"term\":{\"cols\":1e99,\"rows\":24}}",
	    "{\"version\":3,\"term\":{\"cols\":99999999999999999999,\"rows\":24}}",
	    "{\"version\":3,\"term\":{\"cols\":10000,\"rows\":24}}",
	    "{\"version\":3,\"term\":[80,24]}", V3 ",\"steno\":{}}",
	    V3 ",\"steno\":{\"format\":1}}", V3 ",\"steno\":{\"format\":2," ID "}}",
	    V3 ",\"steno\":{" ID "}}", V3 ",\"steno\":{\"format\":1,\"session\":\"x\"}}",
	    V3 ",\"steno\":{\"format\":1,\"session\":7}}",
	    V3 ",\"steno\":{\"format\":1," ID ",\"part\":-1}}",
	    V3 ",\"steno\":{\"format\":1," ID ",\"part\":4294967296}}",
	    V3 ",\"steno\":{\"format\":1," ID ",\"base\":-1}}",
	    V3 ",\"steno\":{\"format\":1," ID ",\"base\":9223372036854775807}}",
	    V3 ",\"steno\":{\"format\":1," ID ",\"realtime\":9223372036854775807}}",
	    V3 ",\"steno\":{\"format\":1," ID ",\"realtime\":-9223372036854775807}}",
	    V3 ",\"steno\":{\"format\":1," ID ",\"boottime\":9223372036854775807}}",
	    V3 ",\"steno\":{\"format\":1," ID ",\"boottime\":-9223372036854775807}}",
	    V3 ",\"steno\":{\"format\":1," ID ",\"argv\":[1]}}", V3 ",\"title\":\"\x80\"}",
	    V3 "} x"};
	static const char *const good[] = {V3 "}", V3 ",\"steno\":{\"format\":1," ID "}}",
	    V3 ",\"future\":{\"a\":[1]},\"steno\":{\"format\":1," ID ",\"new\":[{}]}}",
	    V3 ",\"title\":5,\"command\":[],\"env\":[],\"timestamp\":\"x\",\"tags\":[\"a\"]}",
	    V3 ",\"env\":{\"A\":null,\"B\":{}}}", V3 ",\"idle_time_limit\":1e999}",
	    V3 ",\"steno\":{\"format\":1," ID
	       ",\"host\":5,\"pty\":\"x\",\"uid\":\"x\",\"labels\":7}}"};
	size_t i;

	for (i = 0; i < sizeof unknown / sizeof *unknown; i++)
		CHECK(header_code(unknown[i]) == ERR_UNKNOWN);
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		int r = header_code(bad[i]);

		CHECK(r < 0);
		if (r >= 0)
			printf("# %s\n", bad[i]);
	}
	for (i = 0; i < sizeof good / sizeof *good; i++)
		CHECK(header_code(good[i]) == 0);
}

static void
test_header_limit(void)
{
	struct buffer b = {0};
	struct header h;

	buffer_adds(&b, V3 ",\"title\":\"");
	while (b.len < EVENT_LINE_MAX)
		buffer_addc(&b, 'x');
	buffer_adds(&b, "\"}");
	CHECK(header_parse(b.data, b.len, &h) == ERR_LIMIT);
	buffer_free(&b);
}

static void
gap_event(struct buffer *text, struct event *ev)
{
	*ev = (struct event){.code = EVENT_GAP, .data = text->data, .len = text->len};
}

static void
test_gap(void)
{
	struct gap g = {.bytes = 5000, .events = 7, .from = 10, .to = 99, .why = "disk \"full\"\n"};
	struct buffer text = {0}, said = {0};
	struct event ev;

	CHECK(gap_encode_lost(&text, &g) == 0);
	CHECK(strcmp(buffer_string(&text),
		  "{\"kind\":\"lost\",\"bytes\":5000,\"events\":7,\"from\":10,"
		  "\"to\":99,\"why\":\"disk \\\"full\\\"\\n\"}") == 0);
	gap_event(&text, &ev);
	CHECK(gap_removed_events(&ev) == -1);
	gap_describe(&said, &ev);
	CHECK(strstr(buffer_string(&said), "5000") != NULL &&
	    strchr(buffer_string(&said), '\n') == NULL);
	g = (struct gap){.events = 12,
	    .from = 1,
	    .to = 2,
	    .at = "2026-11-21T02:27:49.123Z",
	    .by = "alice",
	    .reason = "a \x1b secret"};
	buffer_clear(&text);
	buffer_clear(&said);
	CHECK(gap_encode_removed(&text, &g) == 0);
	CHECK(strcmp(buffer_string(&text),
		  "{\"kind\":\"removed\",\"events\":12,\"from\":1,\"to\":2,\"at\":\"2026-11-21T02:"
		  "27:49.123Z\","
		  "\"by\":\"alice\",\"reason\":\"a \\u001b secret\"}") == 0);
	gap_event(&text, &ev);
	CHECK(gap_removed_events(&ev) == 12);
	gap_describe(&said, &ev);
	CHECK(strstr(buffer_string(&said), "12") != NULL &&
	    strchr(buffer_string(&said), '\x1b') == NULL);
	ev.code = EVENT_OUTPUT;
	CHECK(gap_removed_events(&ev) == -1);
	buffer_free(&text);
	buffer_free(&said);
}

static void
test_gap_hostile(void)
{
	static const char *const texts[] = {"", "{", "null", "[]", "{}", "{\"kind\":5}",
	    "{\"kind\":\"removed\"}", "{\"kind\":\"removed\",\"events\":0}",
	    "{\"kind\":\"removed\",\"events\":-5}", "{\"kind\":\"removed\",\"events\":1e9}",
	    "{\"kind\":\"removed\",\"events\":99999999999999}",
	    "{\"kind\":\"removed\",\"events\":\"7\"}", "{\"kind\":\"other\",\"events\":7}"};
	struct buffer said = {0};
	struct event ev = {.code = EVENT_GAP};
	size_t i;

	for (i = 0; i < sizeof texts / sizeof *texts; i++) {
		ev.data = texts[i];
		ev.len = strlen(texts[i]);
		/* no count that an event could stand for */
		CHECK(gap_removed_events(&ev) == 0 || gap_removed_events(&ev) == -1);
		buffer_clear(&said);
		gap_describe(&said, &ev);
		CHECK(said.len > 0);
	}
	buffer_free(&said);
}

int
main(void)
{
	check_run("event, round trip", test_round_trip);
	check_run("event, every byte", test_every_byte);
	check_run("event, encode", test_encode);
	check_run("event, rounding", test_rounding);
	check_run("event, intervals", test_intervals);
	check_run("event, refused", test_refused);
	check_run("event, limit", test_limit);
	check_run("event, size", test_size);
	check_run("who", test_who);
	check_run("header, round trip", test_header);
	check_run("when a recording began", test_header_began);
	check_run("header, unknown members", test_header_unknown);
	check_run("header, members", test_header_members);
	check_run("header, hostile", test_header_hostile);
	check_run("header, limit", test_header_limit);
	check_run("gap", test_gap);
	check_run("gap, hostile", test_gap_hostile);
	return check_done();
}
