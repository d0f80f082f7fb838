/* A recording's screen at any moment: the picture, and the stage that gives it, held against a replay from the start. */
#include "tests/unit/sample.h"

#include <errno.h>
#include <signal.h>

#include "indexer/cage.h"
#include "indexer/stage.h"
#include "tests/unit/screens.h"

/* Pictures. */

static void
put_picture(const struct screen *s, struct buffer *bytes)
{
	buffer_clear(bytes);
	picture_put(bytes, s);
	CHECK(buffer_status(bytes) == 0);
}

static void
test_picture_is_the_screen(void)
{
	struct screen *s = screen_new(20, 4, 0);
	struct buffer bytes = {0}, text = {0};
	struct picture p = {0};
	char cell[PICTURE_TEXT_MAX + 1];

	screens_feed(s, "\033]2;a title x\007one\r\n\033[1;31;44mtw\346\274\242o\033[m e\314\201\033[4;20Hz");
	put_picture(s, &bytes);
	CHECK(picture_take(bytes.data, bytes.len, &p) == 0);
	CHECK(p.cols == 20 && p.rows == 4 && p.cursor.row == 3 && p.cursor.col == 19 && p.cursor.visible && !p.alternate);
	CHECK(strcmp(p.title, "a title x") == 0);
	CHECK(picture_cell(&p, 1, 2)->width == 2 && picture_cell(&p, 1, 3)->width == 0);
	CHECK(picture_cell(&p, 1, 0)->fg == (SCREEN_PALETTE | 1) && picture_cell(&p, 1, 0)->bg == (SCREEN_PALETTE | 4));
	CHECK(picture_cell(&p, 1, 0)->attributes == SCREEN_BOLD);
	picture_row(&p, 1, &text);
	CHECK(strcmp(buffer_string(&text), "tw\346\274\242o e\314\201") == 0);
	CHECK(picture_text(&p, picture_cell(&p, 1, 6), cell) == 3 && strcmp(cell, "e\314\201") == 0);
	CHECK(picture_text(&p, picture_cell(&p, 2, 0), cell) == 1 && picture_text(&p, picture_cell(&p, 1, 3), cell) == 0);
	picture_free(&p);
	screen_free(s);
	buffer_free(&bytes);
	buffer_free(&text);
}

static bool
same_cell(const struct picture *p, const struct picture *q, const struct picture_cell *a, const struct picture_cell *b)
{
	char one[PICTURE_TEXT_MAX + 1], two[PICTURE_TEXT_MAX + 1];

	picture_text(p, a, one);
	picture_text(q, b, two);
	return a->fg == b->fg && a->bg == b->bg && a->attributes == b->attributes && a->width == b->width && strcmp(one, two) == 0;
}

/* The same cells, size, cursor and title. */
static bool
same_picture(const struct picture *p, const struct picture *q)
{
	size_t i, count = (size_t)p->cols * (size_t)p->rows;

	if (p->cols != q->cols || p->rows != q->rows || p->cursor.row != q->cursor.row || p->cursor.col != q->cursor.col ||
	    p->cursor.visible != q->cursor.visible || p->alternate != q->alternate || p->reverse != q->reverse ||
	    strcmp(p->title, q->title) != 0)
		return false;
	for (i = 0; i < count; i++)
		if (!same_cell(p, q, &p->cells[i], &q->cells[i]))
			return false;
	return true;
}

/* Whatever a screen is fed, its picture can be taken; what is cut or changed can't, or is as safe. */
static void
test_pictures_of_anything(void)
{
	struct buffer stream = {0}, bytes = {0};
	struct picture p = {0}, q = {0};
	uint64_t seed = 5;
	int i, cut;

	for (i = 0; i < 200; i++) {
		struct screen *s = screen_new(4 + screens_below(&seed, 60), 2 + screens_below(&seed, 20), 0);

		buffer_clear(&stream);
		screens_put_stream(&stream, &seed, 60);
		screen_feed(s, stream.data, stream.len);
		put_picture(s, &bytes);
		CHECK(picture_take(bytes.data, bytes.len, &p) == 0);
		CHECK(picture_take(bytes.data, bytes.len, &q) == 0 && same_picture(&p, &q));
		cut = screens_below(&seed, (int)bytes.len);
		CHECK(picture_take(bytes.data, (size_t)cut, &q) != 0 && q.cells == NULL);
		bytes.data[screens_below(&seed, (int)bytes.len)] ^= (char)(1 << screens_below(&seed, 8));
		picture_take(bytes.data, bytes.len, &q);
		screen_free(s);
	}
	picture_free(&p);
	picture_free(&q);
	buffer_free(&stream);
	buffer_free(&bytes);
}

/* What scrolled away does not come back when the window grows: keyframes could not tell of it. */
static void
test_growing(void)
{
	struct screen *with = screen_new(30, 6, 100), *without = screen_new(30, 6, 0);
	struct screen *screens[] = {with, without};
	uint64_t seed = 8;
	int i, k;

	screen_keep_past(with);
	for (i = 0; i < 40; i++) {
		struct buffer stream = {0};
		int rows = 2 + screens_below(&seed, 30);

		screens_put_stream(&stream, &seed, 20);
		for (k = 0; k < 2; k++) {
			screen_feed(screens[k], stream.data, stream.len);
			screen_resize(screens[k], 30, rows);
		}
		CHECK(screens_same(with, without, 0));
		buffer_free(&stream);
	}
	screen_free(with);
	screen_free(without);
}

/* Stages. */

struct story {
	struct event *events;
	struct buffer bytes;
	int count, cols, rows;
};

/* Events of all kinds, so many bytes of them at least. */
static void
make_story(struct story *s, uint64_t seed, size_t bytes)
{
	size_t *offsets = NULL, from;
	int64_t at = 0;
	int i, kind;

	*s = (struct story){.cols = 80, .rows = 24};
	while (s->bytes.len < bytes) {
		s->events = realloc(s->events, sizeof *s->events * (size_t)(s->count + 1));
		offsets = realloc(offsets, sizeof *offsets * (size_t)(s->count + 1));
		kind = screens_below(&seed, 40);
		at += screens_below(&seed, 3) ? 0 : screens_below(&seed, 500);
		from = s->bytes.len;
		if (kind == 0)
			buffer_addf(&s->bytes, "%dx%d", 4 + screens_below(&seed, 90), 2 + screens_below(&seed, 40));
		else if (kind < 5)
			buffer_adds(&s->bytes, "p");
		else
			screens_put_stream(&s->bytes, &seed, 1 + screens_below(&seed, 20));
		s->events[s->count] = (struct event){.at = at, .code = kind == 0 ? 'r' : kind < 5 ? 'k' : 'o',
		    .len = s->bytes.len - from};
		offsets[s->count++] = from;
	}
	for (i = 0; i < s->count; i++)
		s->events[i].data = s->bytes.data + offsets[i];
	free(offsets);
}

static void
free_story(struct story *s)
{
	free(s->events);
	buffer_free(&s->bytes);
}

static void
write_story(const struct story *s, const char *path, bool live, struct writer **left)
{
	const struct writer_options options = {.live = live};
	struct writer *w;
	struct header h;
	int i;

	sample_header(&h);
	h.cols = s->cols;
	h.rows = s->rows;
	CHECK(writer_new(path, &h, &options, &w) == 0);
	for (i = 0; i < s->count; i++)
		CHECK(writer_put(w, &s->events[i]) == 0);
	header_free(&h);
	if (left != NULL)
		*left = w;
	else
		CHECK(writer_close(w) == 0);
}

/* The same with nothing in between: what `source` gives, played by ourselves up to the target. */
static void
replay(const char *path, const struct stage_target *t, struct picture *p, struct buffer *dump, struct stage_keyframe *k)
{
	struct source *source;
	struct buffer bytes = {0};
	struct event ev;
	struct screen *s;
	int cols, rows;

	CHECK(source_open(path, NULL, &source, NULL) == 0);
	s = screen_new(source_header(source)->cols, source_header(source)->rows, 0);
	while (source_next(source, &ev) == 1 && (t->by_event ? ev.number <= t->event : ev.at <= t->at)) {
		if (ev.code == EVENT_OUTPUT)
			screen_feed(s, ev.data, ev.len);
		else if (ev.code == EVENT_RESIZE && event_parse_size(ev.data, ev.len, &cols, &rows) == 0)
			screen_resize(s, cols, rows);
		if (k != NULL)
			*k = (struct stage_keyframe){ev.number + 1, ev.at, screen_cols(s), screen_rows(s)};
	}
	if (dump != NULL && !screen_dump(s, dump))
		buffer_clear(dump);
	put_picture(s, &bytes);
	CHECK(picture_take(bytes.data, bytes.len, p) == 0);
	screen_free(s);
	source_free(source);
	buffer_free(&bytes);
}

static struct stage *
open_stage(const char *path)
{
	struct stage *stage;
	char *message;

	if (stage_new(path, NULL, &stage, &message) != 0) {
		printf("# %s\n", message ? message : "?");
		abort();
	}
	return stage;
}

static bool
shows(struct stage *stage, const char *path, const struct stage_target *t, bool leap)
{
	struct picture p = {0};
	bool same;
	int r;

	stage_aim(stage, t, leap);
	if ((r = stage_wait(stage)) != STAGE_READY || stage_picture(stage) == NULL) {
		printf("# state %d %s\n", r, stage_trouble(stage));
		return false;
	}
	replay(path, t, &p, NULL, NULL);
	same = same_picture(&p, stage_picture(stage));
	if (!same)
		printf("# differs at %s %lld\n", t->by_event ? "event" : "time", (long long)(t->by_event ? (int64_t)t->event : t->at));
	picture_free(&p);
	return same;
}

static struct stage_target
any_target(const struct story *s, uint64_t *seed)
{
	if (screens_below(seed, 2))
		return (struct stage_target){.by_event = true, .event = (uint64_t)screens_below(seed, s->count + 3)};
	return (struct stage_target){.at = screens_below(seed, (int)s->events[s->count - 1].at + 500)};
}

static void
check_positions(const char *path, const struct story *s, const struct stage_keyframes *keys, int rounds)
{
	struct stage *stage = open_stage(path);
	uint64_t seed = 77;
	int i;

	stage_use(stage, keys);
	for (i = 0; i < rounds; i++) {
		struct stage_target t = any_target(s, &seed);

		CHECK(shows(stage, path, &t, screens_below(&seed, 2)));
	}
	stage_free(stage);
}

static void
test_any_position(void)
{
	const char *path = sample_path("any.cast.zst");
	struct story s;

	make_story(&s, 3, 700000);
	write_story(&s, path, false, NULL);
	check_positions(path, &s, NULL, 60);
	free_story(&s);
}

static void
test_foreign(void)
{
	const char *path = sample_path("foreign.cast");
	struct buffer out = {0};
	struct story s;
	FILE *f = fopen(path, "w");
	int i;

	make_story(&s, 9, 60000);
	fprintf(f, "{\"version\":3,\"term\":{\"cols\":80,\"rows\":24}}\n");
	for (i = 0; i < s.count; i++)
		if (s.events[i].code == 'r' || utf8_valid_prefix(s.events[i].data, s.events[i].len) == s.events[i].len)
			event_encode(&out, i > 0 ? s.events[i - 1].at : 0, &s.events[i]);
	fwrite(out.data, 1, out.len, f);
	fclose(f);
	check_positions(path, &s, NULL, 60);
	buffer_free(&out);
	free_story(&s);
}

/* Keyframes that the test makes itself. */
#define KEYS 12

struct keys {
	struct stage_keyframe at[KEYS];
	struct buffer data[KEYS];
	int asked, given;
};

static int
find_key(void *context, uint64_t event, int64_t at, struct stage_keyframe *k, struct buffer *data)
{
	struct keys *keys = context;
	int i;

	keys->asked++;
	for (i = KEYS - 1; i >= 0; i--)
		if (keys->data[i].len > 0 && keys->at[i].event <= event && keys->at[i].at <= at) {
			*k = keys->at[i];
			buffer_add(data, keys->data[i].data, keys->data[i].len);
			keys->given++;
			return 1;
		}
	return 0;
}

static void
test_keyframes(void)
{
	const char *path = sample_path("keys.cast.zst");
	struct keys keys = {0};
	const struct stage_keyframes use = {find_key, &keys};
	struct picture p = {0};
	struct story s;
	int i;

	make_story(&s, 21, 600000);
	write_story(&s, path, false, NULL);
	for (i = 0; i < KEYS; i++) {
		struct stage_target t = {.by_event = true, .event = (uint64_t)(s.count / KEYS * i)};

		replay(path, &t, &p, &keys.data[i], &keys.at[i]);
	}
	check_positions(path, &s, &use, 80);
	CHECK(keys.given > 10);
	for (i = 0; i < KEYS; i++)
		buffer_free(&keys.data[i]);
	picture_free(&p);
	free_story(&s);
}

static void
count_bytes(void *context, const struct event *ev)
{
	*(size_t *)context += ev->len;
}

/* Who has passed a place need not come from the start again; with few bytes to remember in, from no further than it must. */
static void
test_remembering(void)
{
	static const size_t budgets[] = {1u << 22, 2000};
	const char *path = sample_path("remember.cast.zst");
	struct stage_target end = {.at = INT64_MAX}, t = {.by_event = true};
	struct stage *stage;
	struct story s;
	size_t played, i;
	int k;

	make_story(&s, 61, 5000000);
	write_story(&s, path, false, NULL);
	for (i = 0; i < 2; i++) {
		stage = open_stage(path);
		CHECK(stage_remember(stage, budgets[i]) == 0);
		CHECK(shows(stage, path, &end, true));
		stage_watch(stage, count_bytes, &played);
		for (k = 9; k > 0; k--) {
			t.event = (uint64_t)(s.count / 10 * k);
			played = 0;
			CHECK(shows(stage, path, &t, true));
			/* half a megabyte lies between two that are kept, and one that was asked for within a sequence is none, of
			 * which is told late: a step or two more, where the whole way is four and a half */
			CHECK(i > 0 || played < 2200000);
		}
		/* and from there on, where it has been */
		CHECK(shows(stage, path, &end, true));
		stage_free(stage);
	}
	free_story(&s);
}

/* Played as a player does it, a little further each time, it ends as the recording does. */
static void
test_playing(void)
{
	const char *path = sample_path("play.cast.zst");
	struct stage_target t = {.at = 0}, end = {.at = INT64_MAX};
	struct stage_place place;
	struct stage *stage;
	struct story s;

	make_story(&s, 31, 300000);
	write_story(&s, path, false, NULL);
	stage = open_stage(path);
	do {
		stage_aim(stage, &t, false);
		CHECK(stage_wait(stage) == STAGE_READY);
		stage_shown(stage, &place);
		CHECK(place.at <= t.at && place.next > t.at);
		t.at += 640;
	} while (!place.end);
	CHECK(shows(stage, path, &end, false));
	CHECK(source_end(stage_source(stage)) == SOURCE_COMPLETE);
	stage_free(stage);
	free_story(&s);
}

static void
test_live(void)
{
	const char *path = sample_path("live.cast.zst");
	struct stage_target end = {.at = INT64_MAX};
	struct stage_place place;
	struct writer *writer;
	struct stage *stage;
	struct story s;
	int half;

	make_story(&s, 41, 400000);
	half = s.count;
	s.count /= 2;
	write_story(&s, path, true, &writer);
	stage = open_stage(path);
	CHECK(shows(stage, path, &end, true));
	stage_shown(stage, &place);
	CHECK(place.end && source_end(stage_source(stage)) == SOURCE_LIVE);
	for (; s.count < half; s.count++)
		CHECK(writer_put(writer, &s.events[s.count]) == 0);
	do {
		CHECK(stage_wait(stage) == STAGE_READY);
		stage_shown(stage, &place);
	} while (place.event < (uint64_t)s.count);
	CHECK(shows(stage, path, &end, false));
	CHECK(writer_close(writer) == 0);
	do
		CHECK(stage_wait(stage) == STAGE_READY);
	while (source_end(stage_source(stage)) == SOURCE_LIVE);
	CHECK(source_end(stage_source(stage)) == SOURCE_COMPLETE);
	CHECK(shows(stage, path, &end, false));
	stage_free(stage);
	free_story(&s);
}

/* What draws is killed: said, and the next wish is fulfilled by another. */
static void
test_lost(void)
{
	const char *path = sample_path("lost.cast.zst");
	struct stage_target t = {.by_event = true, .event = 50};
	struct stage *stage;
	struct story s;

	make_story(&s, 51, 50000);
	write_story(&s, path, false, NULL);
	stage = open_stage(path);
	CHECK(shows(stage, path, &t, true));
	CHECK(stage_process(stage) > 0);
	kill(stage_process(stage), SIGKILL);
	t.event = 70;
	stage_aim(stage, &t, true);
	CHECK(stage_wait(stage) == STAGE_LOST || stage_wait(stage) == STAGE_LOST);
	CHECK(strstr(stage_trouble(stage), "signal 9") != NULL && stage_process(stage) == 0);
	CHECK(stage_pump(stage) == STAGE_LOST);
	CHECK(shows(stage, path, &t, true) && *stage_trouble(stage) == '\0');
	stage_free(stage);
	free_story(&s);
}

static struct event seen_last;
static int seen_count;

static void
note_seen(void *context, const struct event *ev)
{
	(void)context;
	CHECK(seen_count == 0 || ev->number > seen_last.number);
	seen_last = *ev;
	seen_count++;
}

static void
test_watching(void)
{
	const char *path = sample_path("watch.cast.zst");
	struct stage_target t = {.at = INT64_MAX};
	struct stage *stage;
	struct story s;

	make_story(&s, 61, 20000);
	write_story(&s, path, false, NULL);
	stage = open_stage(path);
	stage_watch(stage, note_seen, NULL);
	stage_aim(stage, &t, true);
	CHECK(stage_wait(stage) == STAGE_READY);
	CHECK(seen_count == s.count && seen_last.number >= (uint64_t)s.count - 1);
	stage_free(stage);
	stage_free(NULL);
	free_story(&s);
}

int
main(void)
{
	sample_enter("test_stage");
	check_run("a picture is the screen", test_picture_is_the_screen);
	check_run("pictures of anything", test_pictures_of_anything);
	check_run("a window that grows", test_growing);
	check_run("any position", test_any_position);
	check_run("any position, foreign", test_foreign);
	check_run("keyframes", test_keyframes);
	check_run("remembering", test_remembering);
	check_run("playing", test_playing);
	check_run("live", test_live);
	check_run("lost", test_lost);
	check_run("watching", test_watching);
	return check_done();
}
