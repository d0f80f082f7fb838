/*
 * The parsers that take bytes from a recording.  The first byte of the input chooses one; what it
 * accepts must survive being written and parsed again.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/armour.h"
#include "lib/base/bytes.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/base/utf8.h"
#include "lib/cast/event.h"
#include "lib/cast/evidence.h"
#include "lib/cast/gap.h"
#include "lib/cast/header.h"
#include "lib/cast/journal.h"
#include "lib/cast/link.h"

int
LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
must(bool condition)
{
	if (!condition)
		abort();
}

static bool
same(const struct buffer *a, const struct buffer *b)
{
	return a->len == b->len && (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

static void
try_header(const char *data, size_t size)
{
	struct buffer once = {0}, twice = {0};
	struct header h, again;

	if (header_parse(data, size, &h) != 0)
		return;
	must(header_encode(&once, &h) == 0);
	/* what is written anew may be longer than a line may be */
	if (once.len <= EVENT_LINE_MAX) {
		must(header_parse(once.data, once.len - 1, &again) == 0);
		must(header_encode(&twice, &again) == 0 && same(&once, &twice));
		header_free(&again);
	}
	header_free(&h);
	buffer_free(&once);
	buffer_free(&twice);
}

static void
try_event(const char *data, size_t size)
{
	struct buffer scratch = {0}, line = {0}, other = {0};
	struct event ev, again;
	int64_t interval;
	int cols, rows;
	char code;

	if (event_parse(data, size, 1000, &scratch, &ev) == 0) {
		must(event_peek(data, size, &interval, &code) > 0);
		must(code == ev.code && ev.at == 1000 + interval);
		must(utf8_valid_prefix(ev.data, ev.len) == ev.len);
		must(event_encode(&line, 1000, &ev) == 1);
		if (line.len <= EVENT_LINE_MAX) {
			must(event_parse(line.data, line.len - 1, 1000, &other, &again) == 0);
			must(again.at == ev.at && again.code == ev.code && again.len == ev.len);
			must(ev.len == 0 || memcmp(again.data, ev.data, ev.len) == 0);
		}
	}
	if (event_parse_size(data, size, &cols, &rows) == 0)
		must(cols > 0 && cols <= 9999 && rows > 0 && rows <= 9999);
	buffer_free(&scratch);
	buffer_free(&line);
	buffer_free(&other);
}

/* The input as an event's own bytes. */
static void
try_encode(const char *data, size_t size)
{
	struct event ev = {.at = 5, .code = EVENT_OUTPUT, .data = data, .len = size}, again;
	struct buffer lines = {0}, scratch = {0}, bytes = {0};
	const char *stop;
	size_t len;
	int n;

	if (size > EVENT_DATA_MAX)
		return;
	n = event_encode(&lines, 0, &ev);
	must(n == 1 || n == 2);
	stop = memchr(lines.data, '\n', lines.len);
	len = (size_t)(stop - lines.data);
	must(stop != NULL && event_parse(lines.data, len, 0, &scratch, &again) == 0);
	if (n == 2) {
		must(
		    again.code == EVENT_BYTES && base64_decode(&bytes, again.data, again.len) == 0);
		must(bytes.len == size && memcmp(bytes.data, data, size) == 0);
	} else {
		must(again.len == size && (size == 0 || memcmp(again.data, data, size) == 0));
	}
	buffer_free(&lines);
	buffer_free(&scratch);
	buffer_free(&bytes);
}

static void
try_journal(const char *data, size_t size)
{
	struct buffer line = {0};
	struct journal j, again;

	if (journal_parse(data, size, &j) != 0)
		return;
	must(journal_encode(&line, &j) == 0 && journal_parse(line.data, line.len - 1, &again) == 0);
	must(memcmp(&j.session, &again.session, sizeof j.session) == 0 &&
	    j.sequence == again.sequence);
	must(j.first_event == again.first_event && j.base == again.base && j.part == again.part);
	buffer_free(&line);
}

static void
try_link(const char *data, size_t size)
{
	struct buffer out = {0};
	struct link l, next;
	const char *what;
	long n = link_parse(data, size, &l);

	must(n <= (long)size);
	if (n <= 0)
		return;
	must(link_check_container("", 0, data, (size_t)n) >= 0);
	must(link_encode(&out, &l, "", 0) == 0 && out.len == (size_t)n);
	must(memcmp(out.data, data, (size_t)n - DIGEST_SIZE) == 0);
	next = l;
	must(link_follows(&l, &next, &what) != 0);
	buffer_free(&out);
}

/* Two bytes of leaf count, one of flags, two of salts length, salts; the rest are lines. */
static void
try_evidence(const char *data, size_t size)
{
	struct buffer items = {0}, runs = {0}, reduced = {0};
	unsigned char root[DIGEST_SIZE], again[DIGEST_SIZE];
	const struct evidence_line *lines;
	const unsigned char *salts = (const unsigned char *)data + 5;
	const struct evidence_run *run;
	size_t n, salts_len, i;
	bool *keep;

	if (size < 5)
		return;
	n = bytes_get32(data) & 0xFFFF;
	salts_len = bytes_get32(data + 1) >> 16;
	if (salts_len > size - 5)
		return;
	(void)evidence_split(data + 5 + salts_len, size - 5 - salts_len, &items);
	lines = (const struct evidence_line *)(void *)items.data;
	if (evidence_walk(n, salts, salts_len, lines, items.len / sizeof *lines, data[2] & 1, root,
		&runs) == 0) {
		run = (const struct evidence_run *)(void *)runs.data;
		for (i = 0; i < runs.len / sizeof *run; i++)
			must(run[i].first + run[i].count <= n && run[i].count > 0);
		keep = calloc(n + 1, 1);
		for (i = 0; i < n; i++)
			keep[i] = true;
		must(evidence_reduce(n, salts, salts_len, lines, items.len / sizeof *lines,
			 data[2] & 1, keep, &reduced) == 0);
		must(evidence_walk(n, (unsigned char *)reduced.data, reduced.len, lines,
			 items.len / sizeof *lines, data[2] & 1, again, NULL) == 0);
		must(memcmp(root, again, sizeof root) == 0);
		for (i = 0; i < n; i++)
			keep[i] = (i * 7 + (unsigned char)data[2]) % 5 > 1;
		buffer_clear(&reduced);
		must(evidence_reduce(n, salts, salts_len, lines, items.len / sizeof *lines,
			 data[2] & 1, keep, &reduced) == 0);
		free(keep);
	}
	buffer_free(&items);
	buffer_free(&runs);
	buffer_free(&reduced);
}

static void
walk_json(const struct json *v, int depth)
{
	const struct json *m;
	size_t n = 0, len = 0;

	must(depth <= JSON_DEPTH_MAX);
	for (m = json_first(v); m != NULL; m = json_next(m), n++) {
		must((json_key(m) != NULL) == (json_type(v) == JSON_OBJECT));
		walk_json(m, depth + 1);
	}
	must(n == json_count(v));
	if (json_string(v, &len) != NULL)
		must(utf8_valid_prefix(json_string(v, NULL), len) == len);
	(void)json_integer(v, 0);
	(void)json_number(v, 0);
	(void)json_bool(v, false);
	(void)json_get(v, "kind");
}

static void
try_json(const char *data, size_t size)
{
	struct json_document *doc;

	if (json_parse(data, size, &doc) == 0)
		walk_json(json_root(doc), 0);
	json_free(doc);
}

/* A string written by us is JSON, and holds nothing that acts on a terminal. */
static void
try_json_output(const char *data, size_t size)
{
	struct json_document *doc;
	struct buffer out = {0};
	size_t i;

	json_put_string(&out, data, size);
	must(json_parse(out.data, out.len, &doc) == 0);
	for (i = 0; i < out.len; i++)
		must((unsigned char)out.data[i] >= 0x20 && out.data[i] != 0x7F);
	json_free(doc);
	buffer_clear(&out);
	report_visible(&out, data, size, false);
	must(utf8_valid_prefix(out.data, out.len) == out.len);
	buffer_free(&out);
}

static void
try_armour(const char *data, size_t size)
{
	struct buffer raw = {0}, text = {0};

	if (base64_decode(&raw, data, size) == 0) {
		base64_encode(&text, raw.data, raw.len);
		must(text.len == size && (size == 0 || memcmp(text.data, data, size) == 0));
	}
	buffer_free(&raw);
	buffer_free(&text);
}

static void
try_gap(const char *data, size_t size)
{
	struct event ev = {.code = EVENT_GAP, .data = data, .len = size};
	struct buffer out = {0};

	must(gap_removed_events(&ev) <= (int64_t)EVIDENCE_LINES_MAX);
	gap_describe(&out, &ev);
	must(out.len > 0 && utf8_valid_prefix(out.data, out.len) == out.len);
	buffer_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const targets[])(const char *, size_t) = {try_header, try_event, try_encode,
	    try_journal, try_link, try_evidence, try_json, try_json_output, try_armour, try_gap};

	/* '0' is the first, so that a seed can be text */
	if (size > 0 && data[0] >= '0' && data[0] < '0' + sizeof targets / sizeof *targets)
		targets[data[0] - '0']((const char *)data + 1, size - 1);
	return 0;
}
