/*
 * A recording played on a terminal: the loop.
 *
 * What is due is aimed at; the stage, the sifter and what is made beside the playback each work for a few ms; what changed is painted;
 * a key is waited for.  While the stage seeks the clock stands; when it has arrived, the clock goes on from there.
 */
#include "player/desk.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/cast/gap.h"
#include "lib/verb/verb.h"
#include "player/bars.h"

#define TIME_MAX (INT64_MAX / 4) /* ms: what is added to it does not overflow */
#define FOLLOW_MS 40   /* between two looks at a live recording */
#define PAINT_MS 15    /* between two pictures of one playback */
#define STATUS_MS 100  /* between two paintings of a clock that runs */
#define WAIT_MS 1000   /* at most, for anything */
#define GAP_MS 4000    /* so long after it, a gap is told of */

void
desk_say(struct desk *d, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(d->message, sizeof d->message, format, args);
	va_end(args);
	d->gap_at = -1;
	d->dirty = true;
}

/* Going somewhere. */

static void
aim(struct desk *d, const struct stage_target *t, bool leap)
{
	d->target = *t;
	stage_aim(d->reel->stage, t, leap);
}

static void
go(struct desk *d, const struct stage_target *t, int64_t at)
{
	d->following = false;
	d->seeking = true;
	d->sought_at = clock_monotonic_ms();
	d->lost = 0;
	d->dirty = true;
	transport_go(&d->clock, at, clock_monotonic_ms());
	aim(d, t, true);
}

void
desk_go_time(struct desk *d, int64_t at)
{
	if (at > d->reel->length && d->reel->length_known)
		at = d->reel->length;
	if (at > TIME_MAX)
		at = TIME_MAX;
	if (at < 0)
		at = 0;
	go(d, &(struct stage_target){.at = at}, at);
}

void
desk_go_event(struct desk *d, uint64_t event, int64_t at)
{
	go(d, &(struct stage_target){.by_event = true, .event = event}, at);
}

void
desk_go_end(struct desk *d, bool follow)
{
	go(d, &(struct stage_target){.at = INT64_MAX}, d->reel->length);
	d->following = follow;
	if (follow)
		desk_pause(d, false);
}

/* Whether it was found, or will never be. */
static bool
find_command(struct desk *d)
{
	long i = chapters_find(&d->reel->chapters, (uint64_t)d->wanted);

	if (i >= 0) {
		d->message[0] = '\0';
		desk_go_event(d, d->reel->chapters.list[i].event, d->reel->chapters.list[i].at);
		if (d->resumes)
			desk_pause(d, false);
	} else if (d->reel->scout != NULL && *scout_trouble(d->reel->scout) != '\0') {
		desk_say(d, "The process that recovers commands %s: none are known behind that.", scout_trouble(d->reel->scout));
	} else if (reel_known(d->reel) == INT64_MAX) {
		desk_say(d, "There is no command %" PRId64 ".", d->wanted);
	} else {
		return false;
	}
	d->wanted = -1;
	return true;
}

void
desk_go_command(struct desk *d, int64_t seq)
{
	d->wanted = seq;
	d->resumes = false;
	if (find_command(d))
		return;
	d->resumes = !d->clock.paused;
	desk_pause(d, true);
	desk_say(d, "Looking for command %" PRId64 " ... (any key stops)", seq);
}

void
desk_pause(struct desk *d, bool paused)
{
	if (paused)
		d->following = false;
	transport_pause(&d->clock, paused, clock_monotonic_ms());
	d->dirty = true;
}

int64_t
desk_now(const struct desk *d)
{
	struct transport clock = d->clock;

	if (d->seeking)
		return d->clock.at;
	return d->following ? d->place.at : transport_tick(&clock, d->place.at, TRANSPORT_NEVER, clock_monotonic_ms());
}

void
desk_hurry(struct desk *d, int steps)
{
	transport_hurry(&d->clock, steps, clock_monotonic_ms());
	if (steps == 0)
		d->clock.speed = TRANSPORT_NORMAL;
}

uint64_t
desk_event(const struct desk *d)
{
	if (d->seeking && d->target.by_event)
		return d->target.event + 1;
	return d->place.event;
}

/* Painting. */

static const struct picture *
picture_of(const struct desk *d)
{
	return stage_picture(d->reel->stage);
}

static int
bars_height(const struct desk *d, const struct canvas_area *all)
{
	const struct picture *p = picture_of(d);

	return d->bare ? 0 : bars_rows(all->rows, p != NULL ? p->rows : 0);
}

void
desk_room(const struct desk *d, int *cols, int *rows)
{
	const struct canvas_area all = canvas_all(console_canvas(d->console));

	*cols = all.cols;
	*rows = all.rows - bars_height(d, &all);
}

static void
describe_part(const struct desk *d, const struct canvas_area *room, char out[64])
{
	const struct picture *p = picture_of(d);

	out[0] = '\0';
	if (p != NULL && viewport_is_part(&d->view, p, room->cols, room->rows))
		snprintf(out, 64, "%dx%d of %dx%d%s", room->cols < p->cols ? room->cols : p->cols,
		    room->rows < p->rows ? room->rows : p->rows, p->cols, p->rows, d->view.held ? " held" : "");
}

static void
paint_bars(struct desk *d, struct canvas *c, const struct canvas_area *area, const struct canvas_area *room)
{
	char part[64];
	struct stage_place head;
	struct bars bars = {.reel = d->reel, .place = d->place,
	    .now = desk_now(d),
	    .speed = d->clock.speed, .paused = d->clock.paused, .following = d->following, .seeking = d->seeking, .utc = d->utc,
	    .reached = -1, .part = part, .message = d->message};

	describe_part(d, room, part);
	/* the way is told of when it is a long one */
	if (d->seeking && clock_monotonic_ms() - d->sought_at >= STATUS_MS) {
		stage_head(d->reel->stage, &head);
		bars.reached = head.at;
	}
	bars_paint(c, area, &bars);
}

static void
paint_prompt(struct desk *d, struct canvas *c, const struct canvas_area *all)
{
	const struct canvas_area line = canvas_part(all, all->rows - 1, 0, 1, -1);
	const struct canvas_style strong = {.attributes = SCREEN_BOLD};
	int col;

	canvas_fill(c, &line, NULL);
	col = canvas_fit(c, &line, 0, 0, line.cols * 2 / 3, &strong, d->question, strlen(d->question));
	field_paint(d->field, c, &line, 0, col + 1, line.cols - col - 1, NULL);
}

static int
paint(struct desk *d)
{
	struct canvas *c = console_canvas(d->console);
	const struct canvas_area all = canvas_all(c);
	int height = bars_height(d, &all);
	struct canvas_area room = canvas_part(&all, 0, 0, all.rows - height, -1);
	const struct canvas_area bars = canvas_part(&all, all.rows - height, 0, height, -1);
	const struct picture *p = picture_of(d);

	canvas_clear(c);
	if (d->mode == DESK_SHEET) {
		sheets_refresh(d);
		sheet_paint(&d->sheet, c, &room);
	} else if (p != NULL) {
		viewport_fit(&d->view, p, room.cols, room.rows);
		viewport_paint(&d->view, c, &room, p);
	}
	if (height > 0)
		paint_bars(d, c, &bars, &room);
	if (d->mode == DESK_PROMPT)
		paint_prompt(d, c, &all);
	d->dirty = false;
	d->painted = stage_count(d->reel->stage);
	d->painted_at = clock_monotonic_ms();
	d->chapters = d->reel->chapters.count;
	d->length_known = d->reel->length_known;
	return console_show(d->console);
}

/* The playback. */

static void
note_event(void *context, const struct event *ev)
{
	struct desk *d = context;
	struct buffer text = {0};

	if (ev->code != EVENT_GAP)
		return;
	buffer_adds(&text, "GAP: ");
	gap_describe(&text, ev);
	if (buffer_string(&text) != NULL)
		snprintf(d->message, sizeof d->message, "%s", text.data);
	d->gap_at = ev->at;
	buffer_free(&text);
}

/* It has arrived: the clock goes on from what is there. */
static void
arrive(struct desk *d)
{
	struct stage_place head;
	int64_t at;

	stage_shown(d->reel->stage, &d->place);
	stage_head(d->reel->stage, &head);
	d->place.next = head.next;
	d->place.next_event = head.next_event;
	d->place.end = head.end;
	d->lost = 0;
	if (d->place.at > d->reel->length)
		d->reel->length = d->place.at;
	if (d->reel->shown_from < 0 || d->place.at < d->reel->shown_from)
		d->reel->shown_from = d->place.at;
	if (d->place.at > d->reel->shown_to)
		d->reel->shown_to = d->place.at;
	if (d->seeking) {
		at = d->target.by_event || d->target.at == INT64_MAX ? d->place.at : d->target.at;
		/* there is no time behind the end */
		if (d->place.end && source_end(stage_source(d->reel->stage)) != SOURCE_LIVE)
			at = d->place.at;
		transport_go(&d->clock, at, clock_monotonic_ms());
		d->seeking = false;
		d->dirty = true;
	}
}

static void
end_or_follow(struct desk *d)
{
	enum source_end end = source_end(stage_source(d->reel->stage));

	if (!d->place.end)
		return;
	if (end == SOURCE_LIVE && d->keep_following && !d->clock.paused && !d->following) {
		d->following = true;
		d->dirty = true;
	}
	if (end != SOURCE_LIVE) {
		d->reel->length_known = true;
		if (d->following || (!d->clock.paused && transport_tick(&d->clock, 0, TRANSPORT_NEVER, clock_monotonic_ms()) >= d->place.at)) {
			d->following = false;
			transport_go(&d->clock, d->place.at, clock_monotonic_ms());
			desk_pause(d, true);
		}
	}
}

/* What draws was lost: another try, then wait for the person to go elsewhere. */
static void
mourn(struct desk *d)
{
	const char *how = stage_trouble(d->reel->stage);

	if (d->lost++ == 0) {
		desk_say(d, "What draws the screen %s; another was started.", how);
		aim(d, &d->target, true);
		d->seeking = true;
		return;
	}
	desk_say(d, "What draws the screen %s, again: go elsewhere, or q.", how);
	desk_pause(d, true);
	d->seeking = false;
}

/* Aim at what is due by now. */
static void
follow_clock(struct desk *d)
{
	int64_t now;

	if (d->seeking || d->lost > 1)
		return;
	if (d->following) {
		aim(d, &(struct stage_target){.at = INT64_MAX}, false);
		return;
	}
	if (d->clock.paused)
		return;
	now = transport_tick(&d->clock, d->place.at, d->place.next, clock_monotonic_ms());
	if (d->place.next <= now || d->place.end)
		aim(d, &(struct stage_target){.at = now}, false);
}

/* A stage_state, or a negative code. */
static int
play(struct desk *d)
{
	int state;

	if (d->lost > 1)
		return STAGE_READY;
	follow_clock(d);
	state = stage_pump(d->reel->stage);
	if (state == STAGE_READY) {
		arrive(d);
		end_or_follow(d);
	} else if (state == STAGE_LOST) {
		mourn(d);
	}
	if (state == STAGE_READY && d->gap_at >= 0 && (d->place.at > d->gap_at + GAP_MS || d->place.at < d->gap_at)) {
		d->message[0] = '\0';
		d->gap_at = -1;
		d->dirty = true;
	}
	return state;
}

static int
sift(struct desk *d)
{
	int r = sifter_pump(d->sifter);

	if (r == SIFTER_BUSY)
		return 1;
	d->sifting = false;
	if (r == SIFTER_FOUND) {
		d->message[0] = '\0';
		desk_go_event(d, sifter_event(d->sifter), sifter_at(d->sifter));
	} else if (r == SIFTER_NOWHERE && d->sift_at >= 0) {
		d->message[0] = '\0';
		desk_go_event(d, d->sift_event, d->sift_at);
	} else if (r == SIFTER_NOWHERE) {
		desk_say(d, "\"%s\" is not %s.", d->word, d->sift_back ? "before this" : "behind this");
	} else {
		desk_say(d, "Can't look for it: %s", error_text(r));
	}
	return 0;
}

/* The loop. */

static bool
wants_paint(const struct desk *d, int state)
{
	bool newer = stage_count(d->reel->stage) != d->painted;
	int64_t since = clock_monotonic_ms() - d->painted_at;

	/* who is there in a moment is not first told that it seeks */
	if (d->seeking && state == STAGE_BUSY && d->mode == DESK_SCREEN)
		return clock_monotonic_ms() - d->sought_at >= STATUS_MS && (d->dirty || since >= STATUS_MS);
	if (d->dirty)
		return true;
	/* on its way to somewhere else, what passes by is not shown */
	if (newer && !d->seeking)
		return state == STAGE_READY || since >= PAINT_MS;
	/* what is found beside the playback is told of */
	if (d->chapters != d->reel->chapters.count || d->length_known != d->reel->length_known)
		return since >= STATUS_MS;
	return !d->clock.paused && since >= STATUS_MS;
}

static int
patience(const struct desk *d, int state, bool more)
{
	int64_t wait = WAIT_MS, due;

	/* what was found a moment ago is not yet painted, or aimed at */
	if (more || (d->dirty && state != STAGE_BUSY))
		return 0;
	if (d->following && wait > FOLLOW_MS)
		wait = FOLLOW_MS;
	if ((!d->clock.paused || d->seeking) && wait > STATUS_MS)
		wait = STATUS_MS;
	if (state == STAGE_READY && !d->seeking) {
		due = transport_wait(&d->clock, d->place.at, d->place.next, clock_monotonic_ms());
		wait = due < wait ? due : wait;
	}
	return (int)wait;
}

static void
stop_looking(struct desk *d)
{
	d->sifting = false;
	d->wanted = -1;
}

static void
take_key(struct desk *d, uint32_t key)
{
	d->dirty = true;
	d->message[0] = '\0';
	d->gap_at = -1;
	if (key == (STROKE_CTRL | 'l'))
		console_forget(d->console);
	else if (d->mode == DESK_PROMPT)
		prompts_key(d, key);
	else if (key == (STROKE_CTRL | 'c'))
		d->leaving = true;
	else if (d->sifting || d->wanted >= 0)
		stop_looking(d);
	else if (d->mode == DESK_SHEET)
		sheets_key(d, key);
	else
		controls_key(d, key);
}

/* Wait for something to do. */
static void
listen(struct desk *d, int state, bool more)
{
	struct pollfd fds[STAGE_FDS];
	nfds_t count = state == STAGE_BUSY ? stage_poll(d->reel->stage, fds) : 0;
	uint32_t key;

	switch (console_wait(d->console, fds, count, patience(d, state, more), &key)) {
	case CONSOLE_KEY:
		take_key(d, key);
		break;
	case CONSOLE_RESIZED:
	case CONSOLE_RESUMED:
		d->dirty = true;
		break;
	case CONSOLE_ENDED:
		d->leaving = true;
		break;
	case CONSOLE_READY:
	case CONSOLE_TIME:
		break;
	}
}

static int
loop(struct desk *d)
{
	int state, r = 0;
	bool more;

	while (!d->leaving && r == 0) {
		if ((state = play(d)) < 0)
			return state;
		if (wants_paint(d, state))
			r = paint(d);
		more = d->sifting && sift(d);
		/* who waits for a picture does not wait for this too */
		if (!d->seeking)
			more |= reel_tend(d->reel);
		if (d->wanted >= 0)
			find_command(d);
		if (r == 0)
			listen(d, state == STAGE_LOST ? STAGE_READY : state, more || state == STAGE_LOST);
	}
	return console_signal(d->console) != 0 ? 0 : r;
}

/* Where the clock stands until there is a picture. */
static int64_t
first_time(const struct desk *d, const struct stage_target *from)
{
	if (from->by_event)
		return 0;
	return from->at > d->reel->length && (d->reel->length_known || from->at > TIME_MAX) ? d->reel->length : from->at;
}

int
desk_run(struct reel *reel, struct console *console, const struct desk_order *order)
{
	struct desk d = {.reel = reel, .console = console, .utc = order->utc, .keep_following = order->follow, .gap_at = -1, .wanted = -1,
	    .clock = {.idle = order->idle, .speed = order->speed, .paused = order->paused}};
	int r, number;

	stage_watch(reel->stage, note_event, &d);
	if ((d.field = field_new()) == NULL || (r = console_enter(console)) != 0)
		r = d.field == NULL ? -ENOMEM : r;
	if (r == 0) {
		go(&d, &order->from, first_time(&d, &order->from));
		d.following = order->follow && !order->from.by_event && order->from.at == INT64_MAX;
		if (order->command >= 0)
			desk_go_command(&d, order->command);
		r = loop(&d);
	}
	console_leave(console);
	number = console_signal(console);
	sheets_close(&d);
	sifter_free(d.sifter);
	field_free(d.field);
	if (r != 0)
		report_error("can't go on playing \"%s\": %s", reel->path, error_text(r));
	return r != 0 ? EXIT_UNREADABLE : number != 0 ? 128 + number : EXIT_FINE;
}
