/* Going to any event of a foreign recording: the same events as from the start, whatever the format and packing, and not from the start. */
#include "tests/unit/check.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "lib/base/bytes.h"
#include "lib/cast/landmarks.h"
#include "lib/cast/source.h"

#define EVENTS 12000

static char folder[] = "/tmp/test_landmarks-XXXXXX";
static uint64_t seed = 99;

static uint32_t
any(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 32) % below;
}

static const char *
path_of(const char *name)
{
	static char path[256];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void
put(const char *name, const struct buffer *data)
{
	FILE *f = fopen(path_of(name), "wb");

	if (f == NULL || data->broken || fwrite(data->data, 1, data->len, f) != data->len || fclose(f) != 0)
		abort();
}

/* Text of ASCII that stands for itself in every format. */
static const char *
piece(int n, size_t *len)
{
	static char text[512];
	size_t i;

	*len = (size_t)snprintf(text, sizeof text, "%d: ", n);
	for (i = 10 + any(450); *len < i; ++*len)
		text[*len] = (char)('a' + any(26));
	return text;
}

/* Recordings, each in its format. */

static void
make_lines(struct buffer *out, int version)
{
	size_t len;
	int n;

	buffer_addf(out, version == 2 ? "{\"version\":2,\"width\":80,\"height\":24}\n"
				      : "{\"version\":3,\"term\":{\"cols\":80,\"rows\":24}}\n");
	for (n = 0; n < EVENTS; n++) {
		const char *text = piece(n, &len);

		if (n % 1000 == 7)
			buffer_addf(out, "[%s,\"r\",\"%dx30\"]\n", version == 2 ? "0.5" : "0", 80 + n / 1000);
		buffer_addf(out, version == 2 ? "[%d.5,\"o\",\"%.*s\"]\n" : "[0.0%d4,\"%.*s\",\"x\"]\n", version == 2 ? n : n % 9, (int)(version == 2 ? len : 1),
		    version == 2 ? text : "o");
		if (version == 3)
			buffer_addf(out, "[0.001,\"o\",\"%.*s\"]\n", (int)len, text);
	}
}

static void
make_asciicast1(struct buffer *out)
{
	size_t len;
	int n;

	buffer_adds(out, "{\"version\":1,\"width\":80,\"height\":24,\"stdout\":[");
	for (n = 0; n < EVENTS; n++) {
		const char *text = piece(n, &len);

		buffer_addf(out, "%s[0.01,\"%.*s\"]", n > 0 ? "," : "", (int)len, text);
	}
	buffer_adds(out, "]}");
}

static void
make_ttyrec(struct buffer *out)
{
	char head[12];
	size_t len;
	int n;

	for (n = 0; n < EVENTS; n++) {
		const char *text = piece(n, &len);

		bytes_put32(head, 1700000000u + (uint32_t)n / 7 - (n % 5000 == 0 ? 100 : 0));
		bytes_put32(head + 4, 1000u * (uint32_t)(n % 7));
		bytes_put32(head + 8, (uint32_t)len);
		buffer_add(out, head, 12);
		buffer_add(out, text, len);
	}
}

static void
make_script(struct buffer *log, struct buffer *timing)
{
	size_t len;
	int n;

	buffer_adds(log, "Script started on 2023-11-14 22:13:20+00:00 [TERM=\"xterm\" TTY=\"/dev/pts/1\" COLUMNS=\"80\" LINES=\"24\"]\n");
	for (n = 0; n < EVENTS; n++) {
		const char *text = piece(n, &len);

		buffer_addf(timing, "0.0%d0000 %zu\n", 1 + n % 8, len);
		buffer_add(log, text, len);
	}
	buffer_adds(log, "\nScript done on 2023-11-14 22:14:00+00:00 [COMMAND_EXIT_CODE=\"3\"]\n");
}

static void
make_tlog(struct buffer *out)
{
	struct buffer timing = {0}, text = {0};
	size_t len;
	int n, k;

	for (n = 0; n < EVENTS / 20; n++) {
		buffer_clear(&timing);
		buffer_clear(&text);
		for (k = 0; k < 20; k++) {
			const char *part = piece(n * 20 + k, &len);

			buffer_addf(&timing, "+%d>%zu", 1 + k % 3, len);
			buffer_add(&text, part, len);
		}
		buffer_addf(out, "{\"ver\":\"2.3\",\"host\":\"h\",\"rec\":\"r\",\"user\":\"u\",\"term\":\"xterm\",\"session\":1,\"id\":%d,\"pos\":%d,"
				 "\"time\":1700000000.000,\"timing\":\"=%dx24%.*s\",\"in_txt\":\"\",\"in_bin\":[],\"out_txt\":\"%.*s\",\"out_bin\":[]}\n",
		    n + 1 + n / 300, n * 100, 80 + n / 500, (int)timing.len, timing.data, (int)text.len, text.data);
	}
	buffer_free(&timing);
	buffer_free(&text);
}

/* Packings. */

static void
pack_gzip(const struct buffer *plain, struct buffer *out, int members)
{
	size_t part = plain->len / (size_t)members + 1, at, n;
	char *to;

	for (at = 0; at < plain->len; at += n) {
		z_stream z = {0};

		n = plain->len - at < part ? plain->len - at : part;
		if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK || (to = buffer_reserve(out, deflateBound(&z, n))) == NULL)
			abort();
		z.next_in = (unsigned char *)plain->data + at;
		z.avail_in = (uInt)n;
		z.next_out = (unsigned char *)to;
		z.avail_out = (uInt)deflateBound(&z, n);
		if (deflate(&z, Z_FINISH) != Z_STREAM_END)
			abort();
		out->len += z.total_out;
		deflateEnd(&z);
	}
}

static void
pack_zstd(const struct buffer *plain, struct buffer *out, int frames)
{
	size_t part = plain->len / (size_t)frames + 1, at, n, got;
	char *to;

	for (at = 0; at < plain->len; at += n) {
		n = plain->len - at < part ? plain->len - at : part;
		if ((to = buffer_reserve(out, ZSTD_compressBound(n))) == NULL)
			abort();
		got = ZSTD_compress(to, ZSTD_compressBound(n), plain->data + at, n, 3);
		if (ZSTD_isError(got))
			abort();
		out->len += got;
	}
}

/* What is to be heard: of each event a digest, and how it ends. */

struct story {
	uint64_t *events;
	size_t count;
	int result;
	enum source_end end;
	char *note;
};

static uint64_t
digest_of(const struct event *ev)
{
	uint64_t hash = (uint64_t)ev->at * 1099511628211u ^ (uint64_t)ev->code;
	size_t i;

	for (i = 0; i < ev->len; i++)
		hash = (hash ^ (unsigned char)ev->data[i]) * 1099511628211u;
	return hash;
}

static struct source *
open_source(const char *name)
{
	struct source *s;
	char *message;

	if (source_open(path_of(name), NULL, &s, &message) != 0) {
		printf("# %s: %s\n", name, message);
		abort();
	}
	return s;
}

static void
hear(struct source *s, struct story *story)
{
	struct event ev;

	*story = (struct story){.events = calloc(4 * EVENTS, sizeof(uint64_t))};
	while ((story->result = source_next(s, &ev)) == 1) {
		if (ev.number != story->count || story->count == 4 * EVENTS)
			abort();
		story->events[story->count++] = digest_of(&ev);
	}
	story->end = source_end(s);
	story->note = strdup(source_end_note(s));
}

static void
free_story(struct story *story)
{
	free(story->events);
	free(story->note);
}

/* So many events from there on. */
static bool
goes_on(struct source *s, const struct story *story, uint64_t event, size_t count)
{
	struct event ev;
	int r;

	if (source_seek_event(s, event) != 0)
		return false;
	for (; count > 0; count--, event++) {
		if ((r = source_next(s, &ev)) != 1)
			return event == story->count && r == story->result && source_end(s) == story->end &&
			    strcmp(source_end_note(s), story->note) == 0;
		if (event >= story->count || ev.number != event || digest_of(&ev) != story->events[event])
			return false;
	}
	return true;
}

static bool
goes_anywhere(struct source *s, const struct story *story, int times)
{
	uint64_t event;

	while (times-- > 0) {
		event = any((uint32_t)story->count);
		if (!goes_on(s, story, event, 1 + any(40))) {
			printf("# at event %" PRIu64 "\n", event);
			return false;
		}
	}
	return goes_on(s, story, story->count - 5, 100) && goes_on(s, story, 0, 5);
}

/* Marks that somebody keeps. */

struct shelf {
	struct {
		uint64_t event;
		struct buffer data;
	} marks[512];
	int count, asked;
	uint64_t spoil; /* of each mark that is given a byte is another */
};

static int
keep(void *context, uint64_t event, const char *data, size_t len)
{
	struct shelf *s = context;

	if (s->count == 512 || len > 300)
		abort();
	s->marks[s->count].event = event;
	buffer_add(&s->marks[s->count++].data, data, len);
	return 0;
}

static int
give(void *context, uint64_t event, uint64_t *at, struct buffer *data)
{
	struct shelf *s = context;
	int i, best = -1;

	s->asked++;
	for (i = 0; i < s->count; i++)
		if (s->marks[i].event <= event)
			best = i;
	if (best < 0)
		return 0;
	*at = s->marks[best].event;
	buffer_add(data, s->marks[best].data.data, s->marks[best].data.len);
	if (s->spoil > 0)
		data->data[s->spoil % data->len] ^= (char)(1u << (s->spoil % 8));
	return 1;
}

static void
free_shelf(struct shelf *s)
{
	int i;

	for (i = 0; i < s->count; i++)
		buffer_free(&s->marks[i].data);
}

/* Where the format allows it, a reader that has never seen the beginning goes to the end without it. */
static void
check(const char *name, bool kept)
{
	struct shelf shelf = {.count = 0};
	struct source *s = open_source(name), *other;
	struct story story;

	source_use_marks(s, &(struct source_marks){keep, NULL, &shelf});
	hear(s, &story);
	CHECK(story.count >= EVENTS && story.result == 0);
	CHECK(goes_anywhere(s, &story, 60));
	CHECK(kept ? shelf.count >= 8 : shelf.count <= 5);
	/* another of the same file, with those of the first; and one that was told of them */
	other = open_source(name);
	source_share_marks(other, s);
	CHECK(goes_anywhere(other, &story, 20));
	source_free(other);
	other = open_source(name);
	source_use_marks(other, &(struct source_marks){NULL, give, &shelf});
	CHECK(goes_on(other, &story, story.count - 3, 10) && goes_anywhere(other, &story, 20) && shelf.asked >= 20);
	source_free(other);
	source_free(s);
	free_story(&story);
	free_shelf(&shelf);
}

static void
check_packings(const char *name, const struct buffer *plain)
{
	struct buffer packed = {0};
	char file[64];

	put(name, plain);
	check(name, true);
	snprintf(file, sizeof file, "%s.gz", name);
	pack_gzip(plain, &packed, 1);
	put(file, &packed);
	check(file, false);
	buffer_clear(&packed);
	pack_gzip(plain, &packed, 5);
	put(file, &packed);
	check(file, false);
	unlink(path_of(file));
	snprintf(file, sizeof file, "%s.zst", name);
	buffer_clear(&packed);
	pack_zstd(plain, &packed, 40);
	put(file, &packed);
	check(file, true);
	buffer_clear(&packed);
	pack_zstd(plain, &packed, 1);
	put(file, &packed);
	check(file, true);
	unlink(path_of(file));
	unlink(path_of(name));
	buffer_free(&packed);
}

static void
test_asciicast_2(void)
{
	struct buffer text = {0};

	make_lines(&text, 2);
	check_packings("two", &text);
	buffer_free(&text);
}

static void
test_asciicast_3(void)
{
	struct buffer text = {0};

	make_lines(&text, 3);
	put("three", &text);
	check("three", true);
	unlink(path_of("three"));
	buffer_free(&text);
}

static void
test_asciicast_1(void)
{
	struct buffer text = {0};

	make_asciicast1(&text);
	put("one", &text);
	check("one", true);
	unlink(path_of("one"));
	buffer_free(&text);
}

static void
test_ttyrec(void)
{
	struct buffer text = {0};

	make_ttyrec(&text);
	check_packings("ttyrec", &text);
	buffer_free(&text);
}

static void
test_script(void)
{
	struct buffer log = {0}, timing = {0};

	make_script(&log, &timing);
	put("s.log", &log);
	put("s.log.timing", &timing);
	check("s.log", true);
	unlink(path_of("s.log"));
	unlink(path_of("s.log.timing"));
	buffer_free(&log);
	buffer_free(&timing);
}

static void
test_tlog(void)
{
	struct buffer text = {0};

	make_tlog(&text);
	check_packings("tlog", &text);
	buffer_free(&text);
}

/* What stands before a mark is not read again: here it is no recording any more. */
static void
test_nothing_before_is_read(void)
{
	struct shelf shelf = {.count = 0};
	struct buffer text = {0};
	struct source *s;
	struct story story;

	make_lines(&text, 2);
	put("two", &text);
	s = open_source("two");
	source_use_marks(s, &(struct source_marks){keep, NULL, &shelf});
	hear(s, &story);
	source_free(s);
	memset(text.data + 1000, '?', text.len / 2);
	put("two", &text);
	s = open_source("two");
	source_use_marks(s, &(struct source_marks){NULL, give, &shelf});
	CHECK(goes_on(s, &story, story.count * 3 / 4, 50) && goes_on(s, &story, story.count - 5, 10) && goes_on(s, &story, story.count * 2 / 3, 9));
	source_free(s);
	unlink(path_of("two"));
	buffer_free(&text);
	free_story(&story);
	free_shelf(&shelf);
}

/* Marks from hostile hands lead anywhere, but to no harm. */
static void
test_hostile_marks(void)
{
	static const char *const names[] = {"two", "two.gz", "ttyrec", "tlog"};
	struct buffer text = {0}, packed = {0};
	struct event ev;
	size_t i, k;
	int n;

	make_lines(&text, 2);
	put("two", &text);
	pack_gzip(&text, &packed, 1);
	put("two.gz", &packed);
	buffer_clear(&text);
	make_ttyrec(&text);
	put("ttyrec", &text);
	buffer_clear(&text);
	make_tlog(&text);
	put("tlog", &text);
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		struct shelf shelf = {.count = 0};
		struct source *s = open_source(names[i]);

		source_use_marks(s, &(struct source_marks){keep, NULL, &shelf});
		while (source_next(s, &ev) == 1)
			;
		if (shelf.count == 0)
			keep(&shelf, 1000, "a mark of nothing, which is longer than what an inlet says of itself and has a window", 84);
		for (shelf.spoil = 1; shelf.spoil < 200; shelf.spoil++) {
			source_use_marks(s, &(struct source_marks){NULL, give, &shelf});
			if (source_seek_event(s, shelf.spoil * 100) != 0)
				break;
			for (n = 0; n < 30 && source_next(s, &ev) == 1; n++)
				for (k = 0; k < ev.len; k++)
					seed += (unsigned char)ev.data[k];
		}
		CHECK(shelf.spoil == 200);
		source_free(s);
		free_shelf(&shelf);
		unlink(path_of(names[i]));
	}
	buffer_free(&text);
	buffer_free(&packed);
}

/* However long a recording is, its landmarks take no more than so much. */
static void
test_budget(void)
{
	struct landmarks *l = landmarks_new();
	struct landmark at, found;
	struct buffer data = {0};
	char window[33000];
	int i, kept = 0;

	for (i = 0; i < (int)sizeof window; i++)
		window[i] = (char)any(256);
	for (i = 1; i <= 4000; i++) {
		at = (struct landmark){(uint64_t)i * 10, (uint64_t)i * LANDMARKS_STEP};
		if (!landmarks_due(l, at.event, at.bytes))
			continue;
		CHECK(landmarks_add(l, &at, window, sizeof window) == 0);
		kept++;
	}
	CHECK(kept > 250 && kept < 1500);
	for (i = kept = 0; i <= 4000; i++) {
		buffer_clear(&data);
		if (landmarks_find(l, (uint64_t)i * 10, &found, &data) == 1) {
			CHECK(found.event <= (uint64_t)i * 10 && data.len == sizeof window && memcmp(data.data, window, data.len) == 0);
			kept += found.event == (uint64_t)i * 10;
		}
	}
	CHECK(kept >= 100 && kept <= 8 * 32 + 1);
	buffer_free(&data);
	landmarks_free(l);
}

int
main(void)
{
	if (mkdtemp(folder) == NULL)
		return 2;
	check_run("asciicast_1", test_asciicast_1);
	check_run("asciicast_2", test_asciicast_2);
	check_run("asciicast_3", test_asciicast_3);
	check_run("ttyrec", test_ttyrec);
	check_run("script", test_script);
	check_run("tlog", test_tlog);
	check_run("nothing_before_is_read", test_nothing_before_is_read);
	check_run("hostile_marks", test_hostile_marks);
	check_run("budget", test_budget);
	CHECK(rmdir(folder) == 0);
	return check_done();
}
