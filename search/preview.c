/*
 * What is shown of the command that is looked at.
 *
 * A look begins as RESTING, so that who moves on quickly costs nothing; then its recording's stage is aimed at the moment.  What can't
 * be drawn is FAILED with a reason, and the text takes its place.
 */
#include "search/preview.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/keyframes.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/canvas/mural.h"
#include "lib/cast/store.h"
#include "lib/verb/deed.h"
#include "search/memo.h"

#define REST 60 /* ms */

static const struct canvas_style reverse = {0, 0, SCREEN_REVERSE};

enum state { NOTHING, RESTING, DRAWING, DRAWN, FAILED };

struct preview {
	struct lookup *lookup;
	char *store;
	bool utc;
	enum preview_view view;
	enum state state;
	int64_t look_at; /* when it has rested; boottime ms */
	int64_t session; /* the index's number */
	uint64_t enter, after; /* events */
	char *path, *uuid;
	int64_t size, changed; /* of the file, when it was indexed */
	bool touched;          /* its time is another by now */
	char *why;  /* it can't be drawn */
	char *note; /* that is to be known of what is drawn */
	struct stage *stage;
	char *staged; /* the path of the stage's recording */
	int64_t told; /* the session of which the trail was told last */
	struct keyframes keyframes;
	uint64_t count; /* of the stage's pictures, when it was last looked */
	struct buffer text; /* lines */
	int top;    /* of the text, the row that is shown first */
	int rows;   /* of the text, as it was painted last */
};

struct preview *
preview_new(struct lookup *lookup, const char *store, bool utc)
{
	struct preview *p = calloc(1, sizeof *p);

	if (p == NULL)
		return NULL;
	p->lookup = lookup;
	p->utc = utc;
	p->told = -1;
	p->store = store != NULL ? strdup(store) : NULL;
	return p;
}

static void
leave_stage(struct preview *p)
{
	stage_free(p->stage);
	p->stage = NULL;
	free(p->staged);
	p->staged = NULL;
}

void
preview_free(struct preview *p)
{
	if (p == NULL)
		return;
	leave_stage(p);
	buffer_free(&p->text);
	free(p->path);
	free(p->uuid);
	free(p->why);
	free(p->note);
	free(p->store);
	free(p);
}

static void
say(char **where, const char *format, const char *a, const char *b)
{
	free(*where);
	if (asprintf(where, format, a, b) < 0)
		*where = NULL;
}

static void
fail(struct preview *p, const char *format, const char *a, const char *b)
{
	p->state = FAILED;
	say(&p->why, format, a, b);
	p->top = 0;
}

static void
forget(struct preview *p)
{
	free(p->path);
	free(p->uuid);
	free(p->why);
	free(p->note);
	p->path = p->uuid = p->why = p->note = NULL;
	p->state = NOTHING;
	p->top = 0;
	buffer_clear(&p->text);
}

int
preview_look(struct preview *p, const struct lookup_hit *hit, enum preview_view view)
{
	const struct lookup_session *s;

	forget(p);
	p->view = view;
	if (hit == NULL)
		return 0;
	s = hit->session;
	p->session = s->id;
	p->enter = hit->c.event;
	p->after = hit->c.output_to > hit->c.event ? hit->c.output_to : hit->c.event;
	p->keyframes.lookup = p->lookup;
	p->keyframes.session = s->id;
	p->size = s->size;
	p->changed = s->changed;
	p->path = strdup(s->path);
	p->uuid = strdup(s->uuid);
	if (p->path == NULL || p->uuid == NULL || memo_write(&p->text, p->lookup, hit, p->utc) != 0)
		return -ENOMEM;
	p->state = view == PREVIEW_TEXT ? DRAWN : RESTING;
	p->look_at = clock_boottime_ms() + REST;
	return 0;
}

void
preview_again(struct preview *p)
{
	if (p->stage != NULL && p->state == DRAWN && p->view != PREVIEW_TEXT) {
		p->state = RESTING;
		p->look_at = clock_boottime_ms();
	}
}

/* Drawing. */

/* A recording that stands in the store is found by its id, wherever it stood when it was indexed. */
static bool
find_moved(struct preview *p)
{
	char *path = NULL;

	if (p->store == NULL || store_find(p->store, p->uuid, &path) != 0 || access(path, R_OK) != 0) {
		free(path);
		return false;
	}
	free(p->path);
	p->path = path;
	return true;
}

/* What another program recorded has no id: it is the same as long as its file is. */
static bool
is_other(struct preview *p)
{
	const struct header *h = source_header(stage_source(p->stage));
	char id[UUID_TEXT_SIZE];
	struct stat st;

	p->touched = false;
	if (h->has_session) {
		uuid_format(&h->session, id);
		return strcmp(id, p->uuid) != 0;
	}
	if (p->size == COMMAND_UNKNOWN || stat(p->path, &st) != 0)
		return false;
	p->touched = p->changed != (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
	return p->size != (int64_t)st.st_size;
}

static bool
enter_stage(struct preview *p)
{
	char *message = NULL;
	int r;

	if (access(p->path, R_OK) != 0) {
		r = errno;
		if (!find_moved(p)) {
			fail(p, r == ENOENT ? "The recording is gone%s: it was %s" : "The recording can't be read: %s: %s",
			    r == ENOENT ? "" : strerror(r), p->path);
			return false;
		}
		say(&p->note, "moved: %s%s", p->path, "");
	}
	if (p->staged != NULL && strcmp(p->staged, p->path) == 0)
		return true;
	leave_stage(p);
	if ((r = stage_new(p->path, NULL, &p->stage, &message)) != 0) {
		p->stage = NULL;
		fail(p, "The recording can't be read: %s: %s", message != NULL ? message : error_text(r), p->path);
		free(message);
		return false;
	}
	p->count = 0;
	p->staged = strdup(p->path);
	if (!is_other(p))
		return true;
	leave_stage(p);
	fail(p, "Another recording is where this session's was: %s%s", p->path, "");
	return false;
}

/* Once for a session, whatever is looked at in it before another. */
static void
tell(struct preview *p, uint64_t event)
{
	struct deed_view view = DEED_VIEW("preview");

	if (p->told == p->session)
		return;
	p->told = p->session;
	view.event = (int64_t)event;
	deed_viewed(p->path, &view);
	deed_settle();
}

static void
aim(struct preview *p)
{
	struct stage_target target = {.by_event = true, .event = p->view == PREVIEW_AFTER ? p->after : p->enter};

	if (!enter_stage(p))
		return;
	tell(p, target.event);
	if (p->touched) {
		/* keyframes and marks may be of what was there before */
		say(&p->note, "%s%s", "the file was changed since it was indexed: this may be another screen", "");
	} else {
		stage_use(p->stage, &(struct stage_keyframes){keyframes_find, &p->keyframes});
		stage_marks(p->stage, &(struct source_marks){.find = keyframes_mark, .context = &p->keyframes});
	}
	stage_aim(p->stage, &target, true);
	p->state = DRAWING;
}

static void
pump(struct preview *p)
{
	struct stage_place place;
	int r = stage_pump(p->stage);

	if (r == STAGE_BUSY)
		return;
	if (r == STAGE_READY && stage_picture(p->stage) != NULL) {
		p->state = DRAWN;
		stage_shown(p->stage, &place);
		if (place.damaged)
			say(&p->note, "%s%s", "something before this moment could not be read", "");
	} else if (r == STAGE_LOST) {
		fail(p, "The screen can't be drawn: the process that draws it %s%s", stage_trouble(p->stage), "");
	} else {
		fail(p, "The recording can't be read: %s: %s", r < 0 ? error_text(r) : "it has no screen", p->path);
	}
}

int
preview_wait(const struct preview *p)
{
	int64_t left;

	if (p->state == RESTING) {
		left = p->look_at - clock_boottime_ms();
		return left > 0 ? (int)left : 0;
	}
	if (p->state == DRAWING) {
		struct pollfd fds[STAGE_FDS];

		return stage_poll(p->stage, fds) == 0 ? 0 : -1;
	}
	return -1;
}

nfds_t
preview_poll(const struct preview *p, struct pollfd fds[STAGE_FDS])
{
	return p->state == DRAWING ? stage_poll(p->stage, fds) : 0;
}

bool
preview_work(struct preview *p)
{
	enum state before = p->state;

	if (p->state == RESTING && clock_boottime_ms() >= p->look_at)
		aim(p);
	if (p->state == DRAWING)
		pump(p);
	return p->state != before && p->state != DRAWING;
}

void
preview_scroll(struct preview *p, int rows)
{
	p->top += rows;
	if (p->top < 0)
		p->top = 0;
}

/* Painting. */

const char *
preview_caption(const struct preview *p)
{
	if (p->state == NOTHING)
		return "";
	if (p->view == PREVIEW_TEXT)
		return "details";
	if (p->state == FAILED)
		return "no screen: details";
	return p->view == PREVIEW_ENTER ? "screen at Enter" : "screen after it";
}

/* A screen that has more rows or columns than there is room for: what is around its cursor. */
static int
first_shown(int cursor, int size, int room)
{
	int first = cursor - room + 1;

	/* a little of what is behind it, where that does not push out what is before */
	if (first > 0)
		first += room > 6 ? 2 : 0;
	if (first > size - room)
		first = size - room;
	return first < 0 ? 0 : first;
}

static void
paint_picture(const struct picture *picture, struct canvas *c, const struct canvas_area *a)
{
	int top = first_shown(picture->cursor.row, picture->rows, a->rows),
	    left = first_shown(picture->cursor.col, picture->cols, a->cols);

	mural_paint(c, a, picture, top, left);
	if (picture->cursor.visible)
		canvas_mark(c, a, picture->cursor.row - top, picture->cursor.col - left, 1, &reverse);
}

/* A line of text, wrapped; returns the row behind it.  `row` may be above the area. */
static int
paint_line(struct canvas *c, const struct canvas_area *a, int row, const struct canvas_style *style, const char *text, size_t len)
{
	size_t n;

	do {
		n = canvas_room(text, len, a->cols);
		if (row >= 0 && row < a->rows)
			canvas_text(c, a, row, 0, style, text, n);
		row++;
		text += n;
		len -= n;
	} while (len > 0 && n > 0);
	return row;
}

static int
paint_lines(const struct preview *p, struct canvas *c, const struct canvas_area *a, int row)
{
	const char *at = p->text.data, *end = p->text.len > 0 ? at + p->text.len : at, *stop;

	for (; at < end; at = stop + 1) {
		if ((stop = memchr(at, '\n', (size_t)(end - at))) == NULL)
			stop = end;
		row = paint_line(c, a, row, NULL, at, (size_t)(stop - at));
	}
	return row;
}

static void
paint_text(struct preview *p, struct canvas *c, const struct canvas_area *a)
{
	static const struct canvas_style warning = {SCREEN_PALETTE | 3, 0, SCREEN_BOLD};
	int row = -p->top;

	if (p->why != NULL)
		row = paint_line(c, a, row, &warning, p->why, strlen(p->why)) + 1;
	p->rows = paint_lines(p, c, a, row) + p->top;
	if (p->top > 0 && p->top > p->rows - a->rows) {
		p->top = p->rows > a->rows ? p->rows - a->rows : 0;
		canvas_fill(c, a, NULL);
		row = -p->top;
		if (p->why != NULL)
			row = paint_line(c, a, row, &warning, p->why, strlen(p->why)) + 1;
		paint_lines(p, c, a, row);
	}
}

void
preview_paint(struct preview *p, struct canvas *c, const struct canvas_area *a)
{
	static const struct canvas_style dim = {0, 0, SCREEN_DIM};
	struct canvas_area part = *a;

	if (p->note != NULL && p->state == DRAWN && a->rows > 4) {
		part = canvas_part(a, 1, 0, -1, -1);
		canvas_fit(c, a, 0, 0, a->cols, &dim, p->note, strlen(p->note));
	}
	if (p->state == FAILED || (p->view == PREVIEW_TEXT && p->state != NOTHING))
		paint_text(p, c, a);
	else if (p->state == DRAWN)
		paint_picture(stage_picture(p->stage), c, &part);
}
