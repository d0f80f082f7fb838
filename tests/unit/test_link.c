/*
 * Links, and the worked example: doc/format/cast.md, sections 3, 7 and 8.
 *
 * `test_link make` prints tests/vectors/cast-v1.hex as today's code and zstd write it.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/cast/check.h"
#include "lib/cast/evidence.h"
#include "lib/cast/frame.h"
#include "lib/cast/link.h"
#include "lib/cast/reader.h"
#include "lib/cast/walk.h"
#include "tests/unit/check.h"

#define SESSION "0193499c-8e83-7aaa-8bbb-0123456789ab"
#define START INT64_C(1732156069123)
#define CORE 8 /* where a link's core begins */

static uint32_t
any(uint32_t below)
{
	static uint64_t seed = 3;

	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % below;
}

static void
any_bytes(void *data, size_t len)
{
	unsigned char *p = data;

	while (len-- > 0)
		*p++ = (unsigned char)any(256);
}

static void
random_link(struct link *l, unsigned char *salts, size_t salts_len)
{
	memset(l, 0, sizeof *l);
	l->flags = (uint8_t)any(16);
	l->part = any(100000);
	any_bytes(&l->session, sizeof l->session);
	l->sequence = any(1u << 30);
	l->first_event = (uint64_t)any(1u << 30) * 1000;
	l->events = any(1u << 20);
	l->lines = l->events + any(2);
	l->bytes = any(1u << 20);
	l->base = (int64_t)any(1u << 30) * 100;
	l->last = l->base + any(100000);
	l->base_realtime = START + any(1u << 30);
	l->last_realtime = l->base_realtime + any(100000);
	l->base_boottime = any(1u << 30);
	l->last_boottime = l->base_boottime + any(100000);
	any_bytes(l->before, sizeof l->before);
	any_bytes(l->evidence, sizeof l->evidence);
	any_bytes(salts, salts_len);
	l->salts = salts;
	l->salts_len = salts_len;
}

static void
same_link(const struct link *a, const struct link *b)
{
	CHECK(a->flags == b->flags && a->part == b->part && a->sequence == b->sequence);
	CHECK(memcmp(&a->session, &b->session, sizeof a->session) == 0);
	CHECK(a->first_event == b->first_event && a->events == b->events && a->lines == b->lines);
	CHECK(a->bytes == b->bytes && a->base == b->base && a->last == b->last);
	CHECK(a->base_realtime == b->base_realtime && a->last_realtime == b->last_realtime);
	CHECK(a->base_boottime == b->base_boottime && a->last_boottime == b->last_boottime);
	CHECK(memcmp(a->before, b->before, DIGEST_SIZE) == 0);
	CHECK(memcmp(a->evidence, b->evidence, DIGEST_SIZE) == 0);
	CHECK(a->salts_len == b->salts_len);
	CHECK(a->salts_len == 0 || memcmp(a->salts, b->salts, a->salts_len) == 0);
}

static void
test_round_trip(void)
{
	unsigned char salts[300], frame[100];
	struct buffer out = {0};
	struct link l, back;
	size_t n;
	int i;

	for (i = 0; i < 300; i++) {
		random_link(&l, salts, (size_t)i);
		any_bytes(frame, sizeof frame);
		buffer_clear(&out);
		buffer_adds(&out, "before");
		CHECK(link_encode(&out, &l, frame, sizeof frame) == 0);
		CHECK(out.len == 6 + LINK_FIXED_SIZE + l.salts_len);
		CHECK(link_parse(out.data + 6, out.len - 6, &back) == (long)(out.len - 6));
		same_link(&l, &back);
		CHECK(memcmp(back.container, out.data + out.len - DIGEST_SIZE, DIGEST_SIZE) == 0);
		CHECK(link_check_container(frame, sizeof frame, out.data + 6, out.len - 6) == 1);
		for (n = 0; i % 50 == 0 && n < out.len - 6; n++)
			CHECK(link_parse(out.data + 6, n, &back) == 0);
	}
	buffer_free(&out);
}

static void
test_every_byte(void)
{
	unsigned char salts[17], frame[40];
	struct buffer out = {0};
	struct link l, back;
	size_t i;
	int bit;

	random_link(&l, salts, sizeof salts);
	any_bytes(frame, sizeof frame);
	CHECK(link_encode(&out, &l, frame, sizeof frame) == 0);
	for (i = 0; i < out.len; i++) {
		for (bit = 0; bit < 8; bit++) {
			out.data[i] ^= (char)(1 << bit);
			CHECK(link_parse(out.data, out.len, &back) <= 0 ||
			    link_check_container(frame, sizeof frame, out.data, out.len) == 0);
			out.data[i] ^= (char)(1 << bit);
		}
	}
	for (i = 0; i < sizeof frame; i++) {
		frame[i] ^= 4;
		CHECK(link_check_container(frame, sizeof frame, out.data, out.len) == 0);
		frame[i] ^= 4;
	}
	CHECK(link_check_container(frame, sizeof frame - 1, out.data, out.len) == 0);
	CHECK(link_check_container(frame, sizeof frame, out.data, 10) == 0);
	CHECK(link_check_container(frame, sizeof frame, out.data, out.len) == 1);
	buffer_free(&out);
}

/* Parse a good link of which `len` bytes at `at` were overwritten. */
static long
parse_with(size_t at, const void *bytes, size_t len)
{
	struct buffer out = {0};
	unsigned char salts[17];
	struct link l, back;
	long r;

	random_link(&l, salts, sizeof salts);
	CHECK(link_encode(&out, &l, "", 0) == 0);
	memcpy(out.data + at, bytes, len);
	r = link_parse(out.data, out.len, &back);
	buffer_free(&out);
	return r;
}

static void
test_unwritable(void)
{
	unsigned char salts[17];
	struct buffer out = {0};
	struct link l;

	random_link(&l, salts, sizeof salts);
	l.flags = 16;
	CHECK(link_encode(&out, &l, "", 0) == ERR_RANGE && out.len == 0);
	l.flags = 0;
	l.last = l.base - 1;
	CHECK(link_encode(&out, &l, "", 0) == ERR_RANGE && out.len == 0);
	l.last = l.base;
	l.last_realtime = INT64_MAX;
	CHECK(link_encode(&out, &l, "", 0) == ERR_RANGE && out.len == 0);
	buffer_free(&out);
}

static void
test_refused(void)
{
	static const char most[8] = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F",
			  least[8] = "\0\0\0\0\0\0\0\x80";
	static const size_t moments[] = {80, 88, 96, 104};
	unsigned char byte;
	size_t i;

	CHECK(parse_with(0, "", 0) > 0);
	CHECK(parse_with(0, "\x54", 1) == ERR_UNKNOWN);
	CHECK(parse_with(0, "\x28\xB5\x2F\xFD", 4) == ERR_UNKNOWN);
	CHECK(parse_with(4, "\0\0\0\0", 4) == ERR_FORMAT);
	CHECK(parse_with(4, "\xFF\xFF\xFF\xFF", 4) == ERR_FORMAT);
	CHECK(parse_with(184, "\x10", 1) == ERR_FORMAT);
	CHECK(parse_with(184, "\xFF\xFF\xFF\xFF", 4) == ERR_FORMAT);
	CHECK(parse_with(CORE, "X", 1) == ERR_FORMAT);
	CHECK(parse_with(CORE + 8, "\0", 1) == ERR_FORMAT);
	CHECK(parse_with(CORE + 8, "\2", 1) == ERR_FORMAT);
	for (i = 4; i < 8; i++) {
		byte = (unsigned char)(1 << i);
		CHECK(parse_with(CORE + 9, &byte, 1) == ERR_FORMAT);
	}
	CHECK(parse_with(CORE + 10, "\1", 1) == ERR_FORMAT);
	CHECK(parse_with(CORE + 11, "\1", 1) == ERR_FORMAT);
	/* more lines than events and a header, or fewer than events */
	CHECK(parse_with(CORE + 48, "\5\0\0\0\7\0\0\0", 8) == ERR_FORMAT);
	CHECK(parse_with(CORE + 48, "\5\0\0\0\4\0\0\0", 8) == ERR_FORMAT);
	CHECK(parse_with(CORE + 48, "\xFF\xFF\xFF\xFF\0\0\0\0", 8) == ERR_FORMAT);
	/* times before the session, backwards, or such that sums would wrap */
	CHECK(parse_with(CORE + 64, least, 8) == ERR_FORMAT);
	CHECK(parse_with(CORE + 72, least, 8) == ERR_FORMAT);
	CHECK(parse_with(CORE + 72, "\0\0\0\0\0\0\0\0", 8) == ERR_FORMAT);
	CHECK(parse_with(CORE + 72, most, 8) == ERR_FORMAT);
	for (i = 0; i < sizeof moments / sizeof *moments; i++) {
		CHECK(parse_with(CORE + moments[i], most, 8) == ERR_FORMAT);
		CHECK(parse_with(CORE + moments[i], least, 8) == ERR_FORMAT);
	}
}

/* A link, and one that may follow it. */
static void
make_pair(struct link *before, struct link *next)
{
	unsigned char none[1];

	random_link(before, none, 0);
	before->flags = 0;
	random_link(next, none, 0);
	next->flags = 0;
	next->session = before->session;
	next->sequence = before->sequence + 1;
	next->first_event = before->first_event + before->events;
	next->part = before->part;
	next->base = before->last;
	next->last = next->base + 5;
	next->base_realtime = before->last_realtime;
	next->base_boottime = before->last_boottime;
	CHECK(link_digest(before, next->before) == 0);
}

static void
follows(const struct link *before, const struct link *next, bool wanted)
{
	const char *what = NULL;
	int r = link_follows(before, next, &what);

	CHECK(r == (wanted ? 0 : ERR_TAMPERED));
	CHECK(wanted || (what != NULL && *what != '\0'));
}

static void
test_follows(void)
{
	struct link before, next, bad;

	make_pair(&before, &next);
	follows(&before, &next, true);
#define BAD(change)                                                                                \
	do {                                                                                       \
		bad = next;                                                                        \
		change;                                                                            \
		follows(&before, &bad, false);                                                     \
	} while (0)
	BAD(bad.session.bytes[15] ^= 1);
	BAD(bad.before[0] ^= 1);
	BAD(bad.before[31] ^= 0x80);
	BAD(bad.sequence++);
	BAD(bad.sequence--);
	BAD(bad.first_event++);
	BAD(bad.first_event--);
	BAD(bad.part++);
	BAD(bad.base++);
	BAD(bad.base--);
	BAD(bad.base_boottime = before.last_boottime - 1);
#undef BAD
	/* a clock that was set is no tampering */
	next.base_realtime = before.last_realtime - 3600000;
	follows(&before, &next, true);
}

/* Each member of the link before is under the digest by which the next names it. */
static void
test_follows_digest(void)
{
	struct link before, next, bad;

	make_pair(&before, &next);
#define BAD(change)                                                                                \
	do {                                                                                       \
		bad = before;                                                                      \
		change;                                                                            \
		follows(&bad, &next, false);                                                       \
	} while (0)
	BAD(bad.flags = LINK_RECOVERED);
	BAD(bad.flags = LINK_IMPORTED);
	BAD(bad.part++);
	BAD(bad.session.bytes[0] ^= 1);
	BAD(bad.sequence++);
	BAD((bad.first_event++, bad.events--));
	BAD((bad.events++, bad.first_event--));
	BAD(bad.lines++);
	BAD(bad.bytes++);
	BAD(bad.base++);
	BAD(bad.last++);
	BAD(bad.base_realtime++);
	BAD(bad.last_realtime++);
	BAD(bad.base_boottime--);
	BAD(bad.last_boottime--);
	BAD(bad.before[5] ^= 1);
	BAD(bad.evidence[5] ^= 1);
#undef BAD
	/* neither salts nor container are: they may be written anew */
	bad = before;
	bad.container[0] ^= 1;
	bad.salts = (const unsigned char *)"S0123456789abcdef";
	bad.salts_len = 17;
	follows(&bad, &next, true);
}

static void
test_follows_end(void)
{
	struct link before, next;

	make_pair(&before, &next);
	before.flags = LINK_END;
	CHECK(link_digest(&before, next.before) == 0);
	follows(&before, &next, false);
	before.flags = LINK_END | LINK_ROTATED;
	CHECK(link_digest(&before, next.before) == 0);
	follows(&before, &next, false);
	next.part++;
	follows(&before, &next, true);
	next.part++;
	follows(&before, &next, false);
}

/*
 * The worked example: a recording of two frames, with all that is random or depends on a clock
 * given.
 */
static const char *const example_lines[2] = {
    "{\"version\":3,\"term\":{\"cols\":80,\"rows\":24},\"timestamp\":1732156069,\"steno\":{"
    "\"format\":1,"
    "\"session\":\"" SESSION
    "\",\"part\":0,\"base\":0,\"realtime\":1732156069123,\"boottime\":5000,"
    "\"pty\":true,\"witnessed\":true}}\n"
    "[0.020,\"o\",\"$ \"]\n"
    "[1.500,\"k\",\"p\"]\n"
    "[0,\"o\",\"ls\"]\n",
    "[0.480,\"k\",\"^M\"]\n"
    "[0,\"b\",\"DQr/DQo=\"]\n"
    "[0,\"o\",\"\\r\\n\xEF\xBF\xBD\\r\\n\"]\n"
    "[2,\"x\",\"0\"]\n",
};

static const struct {
	uint64_t first_event;
	uint32_t events, lines;
	int64_t base, last;
	uint8_t flags;
	unsigned char salt[SALT_SIZE];
} example[2] = {
    {0, 3, 4, 0, 1520, 0, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}},
    {3, 4, 4, 1520, 4000, LINK_END,
	{16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31}},
};

static const struct event example_events[] = {
    {.at = 20, .number = 0, .code = 'o', .data = "$ ", .len = 2},
    {.at = 1520, .number = 1, .code = 'k', .data = "p", .len = 1},
    {.at = 1520, .number = 2, .code = 'o', .data = "ls", .len = 2},
    {.at = 2000, .number = 3, .code = 'k', .data = "^M", .len = 2},
    {.at = 2000, .number = 5, .code = 'o', .data = "\r\n\xFF\r\n", .len = 5},
    {.at = 4000, .number = 6, .code = 'x', .data = "0", .len = 1},
};

/* The link of frame i from the example's members; its salts are in *salts. */
static void
example_link(size_t i, const struct link *before, struct link *l, struct buffer *salts)
{
	struct buffer items = {0};

	*l = (struct link){.flags = example[i].flags,
	    .sequence = i,
	    .first_event = example[i].first_event,
	    .events = example[i].events,
	    .lines = example[i].lines,
	    .bytes = strlen(example_lines[i]),
	    .base = example[i].base,
	    .last = example[i].last,
	    .base_realtime = START + example[i].base,
	    .last_realtime = START + example[i].last,
	    .base_boottime = 5000 + example[i].base,
	    .last_boottime = 5000 + example[i].last};
	CHECK(uuid_parse(SESSION, &l->session) == 0);
	if (before != NULL)
		CHECK(link_digest(before, l->before) == 0);
	buffer_clear(salts);
	CHECK(evidence_split(example_lines[i], strlen(example_lines[i]), &items) == 0);
	CHECK(evidence_seal((struct evidence_line *)(void *)items.data, l->lines, example[i].salt,
		  l->evidence, salts) == 0);
	l->salts = (unsigned char *)salts->data;
	l->salts_len = salts->len;
	buffer_free(&items);
}

static void
make_example(struct buffer *out)
{
	struct frame_entry entries[4];
	struct buffer frame = {0}, salts = {0};
	struct frame_coder *coder;
	struct link links[2];
	size_t i, start;

	CHECK(frame_coder_new(0, &coder) == 0);
	for (i = 0; i < 2; i++) {
		example_link(i, i ? &links[0] : NULL, &links[i], &salts);
		buffer_clear(&frame);
		CHECK(frame_encode(coder, example_lines[i], strlen(example_lines[i]), &frame) == 0);
		buffer_add(out, frame.data, frame.len);
		entries[2 * i] =
		    (struct frame_entry){(uint32_t)frame.len, (uint32_t)links[i].bytes};
		start = out->len;
		CHECK(link_encode(out, &links[i], frame.data, frame.len) == 0);
		entries[2 * i + 1] = (struct frame_entry){(uint32_t)(out->len - start), 0};
	}
	CHECK(frame_put_seek_table(out, entries, 4) == 0);
	frame_coder_free(coder);
	buffer_free(&frame);
	buffer_free(&salts);
}

static int
print_example(void)
{
	struct buffer out = {0};
	size_t i;

	make_example(&out);
	printf(
	    "# A recording, byte for byte; cast-v1.txt explains it.  Made by `test_link make`.\n");
	for (i = 0; i < out.len; i++)
		printf("%02x%c", (unsigned char)out.data[i],
		    i % 16 == 15 || i + 1 == out.len ? '\n' : ' ');
	buffer_free(&out);
	return check_failures != 0;
}

/* Hex pairs; a # begins a comment. */
static void
load_hex(const char *name, struct buffer *out)
{
	const char *folder = getenv("srcdir"), *p;
	struct buffer text = {0}, path = {0};
	unsigned value;
	int used;

	buffer_addf(&path, "%s/tests/vectors/%s", folder ? folder : ".", name);
	CHECK(file_load(buffer_string(&path), 1 << 20, &text) == 0);
	for (p = buffer_string(&text); *p != '\0';) {
		if (*p == '#')
			p += strcspn(p, "\n");
		else if (sscanf(p, "%2x%n", &value, &used) == 1)
			buffer_addc(out, (char)value), p += used;
		else
			p++;
		p += strspn(p, " \n");
	}
	buffer_free(&text);
	buffer_free(&path);
}

/* Put bytes into a file of the name that *path, a template for mkstemp, then has. */
static void
save(char *path, const struct buffer *bytes)
{
	int fd = mkstemp(path);

	CHECK(fd >= 0 && file_write(fd, bytes->data, bytes->len) == 0);
	close(fd);
}

static void
test_example_reads(void)
{
	char path[] = "/tmp/test-link-XXXXXX";
	struct buffer bytes = {0};
	struct check_result result;
	struct reader *r;
	struct event ev;
	size_t i;

	load_hex("cast-v1.hex", &bytes);
	save(path, &bytes);
	CHECK(check_recording(path, NULL, &result) == 0 && result.verdict == CHECK_INTACT);
	CHECK(result.complete && !result.recovered && !result.imported && !result.live);
	CHECK(result.frames == 2 && result.parts == 1 && result.events == 7 && result.removed == 0);
	check_release(&result);
	CHECK(reader_open(path, &r) == 0);
	CHECK(reader_header(r)->realtime == START && reader_header(r)->cols == 80);
	CHECK(reader_state(r) == READER_COMPLETE);
	for (i = 0; i < sizeof example_events / sizeof *example_events; i++) {
		CHECK(reader_next(r, &ev) == 1);
		CHECK(ev.at == example_events[i].at && ev.number == example_events[i].number);
		CHECK(ev.code == example_events[i].code && ev.len == example_events[i].len);
		CHECK(memcmp(ev.data, example_events[i].data, ev.len) == 0);
	}
	CHECK(reader_next(r, &ev) == 0);
	reader_free(r);
	CHECK(unlink(path) == 0);
	buffer_free(&bytes);
}

/* The links and the table are made again from their members, over the data frames as stored. */
static void
test_example_reproduced(void)
{
	char path[] = "/tmp/test-link-XXXXXX";
	struct buffer bytes = {0}, plain = {0}, salts = {0}, out = {0};
	struct frame_entry entries[4];
	struct frame_coder *coder;
	struct walk_item item;
	struct link links[2];
	struct walk *walk;
	size_t i;

	load_hex("cast-v1.hex", &bytes);
	save(path, &bytes);
	CHECK(frame_coder_new(0, &coder) == 0 && walk_open(path, &walk) == 0);
	for (i = 0; i < 2; i++) {
		CHECK(walk_next(walk, true, &item) == 1);
		buffer_clear(&plain);
		CHECK(frame_decode(coder, item.frame, item.stored, &plain) == 0);
		CHECK(strcmp(buffer_string(&plain), example_lines[i]) == 0);
		example_link(i, i ? &links[0] : NULL, &links[i], &salts);
		same_link(&links[i], &item.link);
		buffer_clear(&out);
		CHECK(link_encode(&out, &links[i], item.frame, item.stored) == 0);
		CHECK(out.len == item.link_len && memcmp(out.data, item.link_bytes, out.len) == 0);
		entries[2 * i] = (struct frame_entry){(uint32_t)item.stored, (uint32_t)plain.len};
		entries[2 * i + 1] = (struct frame_entry){(uint32_t)item.link_len, 0};
	}
	CHECK(walk_next(walk, true, &item) == 0 && walk_tail(walk) == WALK_TABLE);
	buffer_clear(&out);
	CHECK(frame_put_seek_table(&out, entries, 4) == 0);
	CHECK((size_t)walk_offset(walk) + out.len == bytes.len);
	CHECK(memcmp(out.data, bytes.data + walk_offset(walk), out.len) == 0);
	walk_free(walk);
	frame_coder_free(coder);
	CHECK(unlink(path) == 0);
	buffer_free(&bytes);
	buffer_free(&plain);
	buffer_free(&salts);
	buffer_free(&out);
}

/* The byte diagram of section 3, against the last link of the vector. */
static void
test_example_diagram(void)
{
	static const struct {
		size_t at;
		const char *bytes;
		size_t len;
	} rows[] = {
	    {0, "\x55\x2A\x4D\x18\xE5\0\0\0", 8},
	    {CORE + 0, "STENOLNK", 8},
	    {CORE + 8, "\1\1\0\0", 4},
	    {CORE + 12, "\0\0\0\0", 4},
	    {CORE + 16, "\x01\x93\x49\x9c\x8e\x83\x7a\xaa\x8b\xbb\x01\x23\x45\x67\x89\xab", 16},
	    {CORE + 32, "\1\0\0\0\0\0\0\0", 8},
	    {CORE + 40, "\3\0\0\0\0\0\0\0", 8},
	    {CORE + 48, "\4\0\0\0", 4},
	    {CORE + 52, "\4\0\0\0", 4},
	    {CORE + 64, "\xF0\5\0\0\0\0\0\0", 8},
	    {CORE + 72, "\xA0\x0F\0\0\0\0\0\0", 8},
	    {CORE + 80, "\xF3\x1A\x8C\x4C\x93\x01\0\0", 8},
	    {CORE + 88, "\xA3\x24\x8C\x4C\x93\x01\0\0", 8},
	    {CORE + 96, "\x78\x19\0\0\0\0\0\0", 8},
	    {CORE + 104, "\x28\x23\0\0\0\0\0\0", 8},
	    {184, "\x11\0\0\0S\x10\x11\x12", 8},
	};
	struct buffer bytes = {0};
	const char *link;
	size_t i, table = 8 + 4 * 8 + 9;

	load_hex("cast-v1.hex", &bytes);
	CHECK(bytes.len > table + LINK_FIXED_SIZE + 17);
	link = bytes.data + bytes.len - table - LINK_FIXED_SIZE - 17;
	for (i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK(memcmp(link + rows[i].at, rows[i].bytes, rows[i].len) == 0);
	CHECK(memcmp(bytes.data + bytes.len - 9, "\4\0\0\0\0\xB1\xEA\x92\x8F", 9) == 0);
	CHECK(memcmp(bytes.data + bytes.len - table, "\x5E\x2A\x4D\x18\x29\0\0\0", 8) == 0);
	buffer_free(&bytes);
}

/* Any decoder of zstd must print the lines of all data frames and nothing else. */
static void
test_example_zstd(void)
{
	struct buffer bytes = {0}, wanted = {0};
	char plain[4096];
	size_t n;

	load_hex("cast-v1.hex", &bytes);
	buffer_adds(&wanted, example_lines[0]);
	buffer_adds(&wanted, example_lines[1]);
	n = ZSTD_decompress(plain, sizeof plain, bytes.data, bytes.len);
	CHECK(n == wanted.len && memcmp(plain, wanted.data, n) == 0);
	buffer_free(&bytes);
	buffer_free(&wanted);
}

int
main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "make") == 0)
		return print_example();
	check_run("round trip", test_round_trip);
	check_run("every byte", test_every_byte);
	check_run("unwritable", test_unwritable);
	check_run("refused", test_refused);
	check_run("follows", test_follows);
	check_run("follows, by digest", test_follows_digest);
	check_run("follows, an end", test_follows_end);
	check_run("example, read", test_example_reads);
	check_run("example, made again", test_example_reproduced);
	check_run("example, byte diagram", test_example_diagram);
	check_run("example, zstd", test_example_zstd);
	return check_done();
}
