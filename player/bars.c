/* The lines below a played screen. */
#include "player/bars.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "lib/base/clock.h"

#define COMMAND_COLUMNS_MIN 16

static const struct canvas_style BAR = {.attributes = SCREEN_REVERSE};
static const struct canvas_style WARN = {.fg = SCREEN_PALETTE | 3, .attributes = SCREEN_REVERSE | SCREEN_BOLD};
static const struct canvas_style FAINT = {.attributes = SCREEN_DIM};
static const struct canvas_style DONE = {.attributes = SCREEN_BOLD};
static const struct canvas_style FAILED = {.fg = SCREEN_PALETTE | 1, .attributes = SCREEN_BOLD};
static const struct canvas_style NOTED = {.fg = SCREEN_PALETTE | 3, .attributes = SCREEN_BOLD};

int
bars_rows(int rows, int wanted)
{
	if (rows < 4)
		return rows > 1;
	if (rows < 8)
		return 1;
	return rows >= wanted + 3 && rows >= 12 ? 3 : 2;
}

/* Texts. */

void
bars_time(int64_t ms, bool exact, char out[32])
{
	int64_t s = ms / 1000;
	int n;

	if (s >= 3600)
		n = snprintf(out, 32, "%" PRId64 ":%02d:%02d", s / 3600, (int)(s / 60 % 60), (int)(s % 60));
	else
		n = snprintf(out, 32, "%d:%02d", (int)(s / 60), (int)(s % 60));
	if (exact)
		snprintf(out + n, 32 - (size_t)n, ".%03d", (int)(ms % 1000));
}

void
bars_note(const struct note *n, char at[32], char when[32])
{
	snprintf(at, 32, "session");
	if (n->at != NOTES_NONE)
		bars_time(n->at, false, at);
	clock_format_utc(n->when != NOTES_NONE ? n->when : 0, when, 32);
}

void
bars_clock(const struct reel *r, int64_t at, bool utc, char out[40])
{
	struct tm tm;
	time_t s;

	out[0] = '\0';
	if (r->epoch == COMMAND_UNKNOWN)
		return;
	s = (time_t)((r->epoch + at) / 1000);
	if ((utc ? gmtime_r(&s, &tm) : localtime_r(&s, &tm)) != NULL)
		strftime(out, 40, utc ? "%Y-%m-%d %H:%M:%SZ" : "%Y-%m-%d %H:%M:%S %z", &tm);
}

void
bars_speed(int speed, char out[16])
{
	if (speed >= TRANSPORT_NORMAL)
		snprintf(out, 16, "%d", speed / TRANSPORT_NORMAL);
	else
		snprintf(out, 16, "1/%d", TRANSPORT_NORMAL / speed);
}

static enum source_end
end_of(const struct bars *b)
{
	return source_end(stage_source(b->reel->stage));
}

static const char *
state_of(const struct bars *b)
{
	if (b->seeking)
		return "SEEK";
	if (b->following)
		return "LIVE";
	if (b->place.end && end_of(b) == SOURCE_CUT)
		return "CUT";
	if (b->place.end && end_of(b) != SOURCE_LIVE)
		return "END";
	return b->paused ? "PAUSE" : "PLAY";
}

/* What must be known of the moment, before all else. */
static void
put_warning(struct buffer *out, const struct bars *b)
{
	const char *note = source_end_note(stage_source(b->reel->stage));

	if (*b->message != '\0')
		buffer_adds(out, b->message);
	else if (b->place.damaged)
		buffer_addf(out, "DAMAGED: something before this moment can't be read: %s", note);
	else if (b->place.end && end_of(b) == SOURCE_CUT)
		buffer_addf(out, "CUT: %s", note);
}

static void
put_who(struct buffer *out, const struct reel *r)
{
	const struct header *h = source_header(stage_source(r->stage));

	if (h->user != NULL || h->host != NULL)
		header_put_who(out, h->user, h->host);
}

static void
put_command(struct buffer *out, const struct bars *b)
{
	long i = chapters_before(&b->reel->chapters, b->place.event);
	const struct chapter *c;
	char took[32];

	if (i < 0)
		return;
	c = &b->reel->chapters.list[i];
	buffer_addf(out, "#%" PRIu64 " %c ", c->seq, command_grade_letter(c->grade));
	if (c->exit != COMMAND_UNKNOWN)
		buffer_addf(out, "exit %" PRId64 " ", c->exit);
	if (c->duration != COMMAND_UNKNOWN) {
		bars_time(c->duration, true, took);
		buffer_addf(out, "%s ", took);
	}
	if (c->kind == COMMAND_REPL)
		buffer_addf(out, "%s: ", c->program);
	if (c->text == NULL)
		buffer_adds(out, "(not shown)");
	else
		buffer_add(out, c->text, c->len);
}

static int
columns(const struct buffer *text)
{
	return text->len > 0 ? canvas_columns(text->data, text->len) : 0;
}

/* Where it is, in so many details: 0 the state and the time, 1 the length too, 2 all. */
static void
put_details(struct buffer *out, const struct bars *b, int details)
{
	char at[32], length[32], speed[16];

	bars_time(b->seeking ? b->now : b->place.at > b->now ? b->place.at : b->now, b->paused && details > 1, at);
	buffer_addf(out, "%s%s %s", details > 0 ? " " : "", state_of(b), at);
	if (details == 0)
		return;
	bars_time(b->reel->length, false, length);
	buffer_addf(out, "/%s%s", length, b->reel->length_known ? "" : "+");
	bars_speed(b->speed, speed);
	if (b->speed != TRANSPORT_NORMAL)
		buffer_addf(out, " x%s", speed);
	if (details == 1)
		return;
	if (b->seeking && b->reached >= 0) {
		bars_time(b->reached, false, at);
		buffer_addf(out, " (at %s)", at);
	}
	if (end_of(b) == SOURCE_LIVE && b->place.end && !b->following)
		buffer_adds(out, " (live: F follows)");
}

/* As much as there is room for. */
static void
put_place(struct buffer *out, const struct bars *b, int cols)
{
	int details = 3;

	do {
		buffer_clear(out);
		put_details(out, b, --details);
	} while (details > 0 && columns(out) > cols);
}

/* Lines. */

/* The next text of a line, in what is left of it; nothing where that is less than `least`. */
static int
add(struct canvas *c, const struct canvas_area *a, int col, int least, const struct canvas_style *style, const struct buffer *text)
{
	int room = a->cols - col - 2;

	if (text->len == 0 || text->broken || room < least)
		return col;
	return canvas_fit(c, a, 0, col + 2, room, style, text->data, text->len);
}

static void
paint_status(struct canvas *c, const struct canvas_area *a, const struct bars *b, bool alone)
{
	struct buffer texts[6] = {{0}};
	char clock[40];
	int i, col;

	put_place(&texts[0], b, a->cols);
	put_warning(&texts[1], b);
	/* what is to be read comes first, and alone where it needs the room */
	if (texts[1].len > 0 && columns(&texts[0]) + 2 + columns(&texts[1]) > a->cols - 2)
		buffer_clear(&texts[0]);
	buffer_adds(&texts[2], b->part);
	bars_clock(b->reel, b->place.at, b->utc, clock);
	buffer_adds(&texts[3], clock);
	put_who(&texts[4], b->reel);
	if (alone)
		put_command(&texts[5], b);
	canvas_fill(c, a, &BAR);
	col = texts[0].len > 0 ? canvas_text(c, a, 0, 0, &BAR, texts[0].data, texts[0].len) : -1;
	for (i = 1; i < 6; i++) {
		int least = i == 1 ? 4 : i == 5 ? COMMAND_COLUMNS_MIN : columns(&texts[i]);

		col = add(c, a, col, least, i == 1 ? &WARN : &BAR, &texts[i]);
	}
	for (i = 0; i < 6; i++)
		buffer_free(&texts[i]);
}

static void
paint_command(struct canvas *c, const struct canvas_area *a, const struct bars *b)
{
	struct buffer text = {0};

	put_command(&text, b);
	if (text.len > 0 && !text.broken)
		canvas_fit(c, a, 0, 1, a->cols - 2, NULL, text.data, text.len);
	buffer_free(&text);
}

static int
column_of(int64_t at, int64_t length, int cols)
{
	if (length <= 0 || at <= 0)
		return 0;
	return at >= length ? cols - 1 : (int)((double)at / (double)length * (cols - 1) + 0.5);
}

/* Of those in one column the failed one is seen: it is what is looked for. */
static void
paint_commands(struct canvas *c, const struct canvas_area *a, const struct bars *b, int here)
{
	const struct chapters *list = &b->reel->chapters;
	int col, last = -1;
	bool failed, marked = false;
	size_t i;

	for (i = 0; i < list->count; i++) {
		failed = list->list[i].exit != COMMAND_UNKNOWN && list->list[i].exit != 0;
		col = column_of(list->list[i].at, b->reel->length, a->cols);
		if (col == last && (marked || !failed))
			continue;
		last = col;
		marked = failed;
		canvas_string(c, a, 0, col, failed ? &FAILED : col <= here ? &DONE : &FAINT, failed ? "x" : "+");
	}
}

static void
paint_timeline(struct canvas *c, const struct canvas_area *a, const struct bars *b)
{
	const struct reel *r = b->reel;
	int here = column_of(b->now, r->length, a->cols);
	const struct canvas_area played = canvas_part(a, 0, 0, 1, here);
	size_t i;

	canvas_rule(c, a, 0, &FAINT);
	canvas_rule(c, &played, 0, &DONE);
	paint_commands(c, a, b, here);
	for (i = 0; i < r->notes.count; i++)
		if (r->notes.list[i].at != NOTES_NONE)
			canvas_string(c, a, 0, column_of(r->notes.list[i].at, r->length, a->cols), &NOTED, "*");
	canvas_string(c, a, 0, here, &BAR, "O");
}

void
bars_paint(struct canvas *c, const struct canvas_area *a, const struct bars *b)
{
	struct canvas_area line;
	int row = 0;

	if (a->rows > 1) {
		line = canvas_part(a, row++, 0, 1, -1);
		paint_timeline(c, &line, b);
	}
	line = canvas_part(a, row++, 0, 1, -1);
	paint_status(c, &line, b, a->rows < 3);
	if (a->rows > 2) {
		line = canvas_part(a, row, 0, 1, -1);
		paint_command(c, &line, b);
	}
}
