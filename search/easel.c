/*
 * What steno search -i looks like:
 *
 *	> the question                                  how many
 *	 all  session  directory  host  user  failed    filters that were given
 *	 the commands, newest first
 *	-- which one, who, when, how it ended --
 *	 the screen as it was
 *	what was done, or the keys
 *
 * On a wide terminal the screen stands to the right of the commands; on a very small one it is left out.
 */
#include "search/easel.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "lib/base/clock.h"
#include "lib/base/moment.h"
#include "lib/cast/header.h"

#define WIDE 140
#define PREVIEW_LEAST 9 /* rows between the filters and the status, or there is no screen */
#define SLOW 150        /* ms: before, nobody wants to know that it goes on */

static const struct canvas_style dim = {0, 0, SCREEN_DIM}, bold = {0, 0, SCREEN_BOLD}, reverse = {0, 0, SCREEN_REVERSE},
				 failed = {SCREEN_PALETTE | 1, 0, 0}, marked = {SCREEN_PALETTE | 3, 0, SCREEN_BOLD | SCREEN_UNDERLINE};

/* The question. */

static void
put_total(struct browse *b, char *out, size_t size)
{
	bool exact;
	int64_t total = asker_total(b->asker, &exact);

	*out = '\0';
	if (asker_busy(b->asker) && clock_boottime_ms() - b->asked_at >= SLOW)
		snprintf(out, size, "searching...");
	else if (total >= 0)
		snprintf(out, size, "%" PRId64 "%s", total, exact ? "" : "+");
}

static void
paint_question(struct browse *b, struct canvas *c, const struct canvas_area *a)
{
	char total[32];
	int room;

	put_total(b, total, sizeof total);
	room = a->cols - 2 - (int)strlen(total) - 1;
	canvas_string(c, a, 0, a->cols - (int)strlen(total), &dim, total);
	canvas_string(c, a, 0, 0, &bold, "> ");
	field_paint(b->field, c, a, 0, 2, room, NULL);
}

static int
paint_tab(const struct browse *b, struct canvas *c, const struct canvas_area *a, int col, enum scope_which which)
{
	const struct scope *s = &b->scope;
	bool is = s->which == which;
	const char *value = is ? scope_value(s, which) : "";
	int from = col;

	col = canvas_format(c, a, 1, col, is ? &bold : &dim, " %s", scope_name(s, which));
	if (*value != '\0') {
		col = canvas_string(c, a, 1, col, &bold, " ");
		col = canvas_fit(c, a, 1, col, which == SCOPE_SESSION ? 13 : a->cols / 3, &bold, value, strlen(value));
	}
	col = canvas_string(c, a, 1, col, is ? &bold : &dim, " ");
	if (is)
		canvas_mark(c, a, 1, from, col - from, &reverse);
	return col;
}

/* "rm -rf" leaves out what has "rf": who meant it as it stands must see that. */
static void
put_left_out(const char *line, struct buffer *out)
{
	const char *p = line, *end;

	while (*(p += strspn(p, " ")) != '\0') {
		end = p + (*p == '"' || (p[0] == '-' && p[1] == '"') ? 1 + (*p == '-') : 0);
		end = end > p ? strchr(end, '"') : p + strcspn(p, " ");
		end = end == NULL ? p + strlen(p) : end;
		if (p[0] == '-' && end > p + 1)
			buffer_addf(out, "%s%.*s", out->len > 0 ? " " : "without ", (int)(end - p - 1), p + 1);
		p = *end == '"' ? end + 1 : end;
	}
}

static void
paint_tabs(struct browse *b, struct canvas *c, const struct canvas_area *a)
{
	struct buffer more = {0};
	int col = 0, which, room;

	for (which = 0; which < SCOPES; which++)
		if (which != SCOPE_FAILED || !b->scope.no_exit)
			col = paint_tab(b, c, a, col, (enum scope_which)which);
	room = a->cols - col - 1;
	put_left_out(field_text(b->field), &more);
	if (b->fixed.len > 0)
		buffer_addf(&more, "%s%.*s", more.len > 0 ? "  " : "", (int)b->fixed.len, b->fixed.data);
	if (more.len > 0 && room > 3)
		canvas_fit(c, a, 1, col + 1, room, &dim, more.data, more.len);
	buffer_free(&more);
}

/* The commands. */

static int
paint_command(struct canvas *c, const struct canvas_area *a, int row, int col, const struct asker_hit *hit)
{
	size_t at = 0, end;
	int i;

	if (hit->kind != COMMAND_SHELL)
		col = canvas_format(c, a, row, col, &dim, "%s: ", command_kind_name(hit->kind));
	if (hit->len == 0)
		return canvas_string(c, a, row, col, &dim, "(not shown)");
	/* marks only where all of it has room: what is cut is cut by the plain way */
	if (canvas_columns(hit->text, hit->len) > a->cols - col)
		end = canvas_room(hit->text, hit->len, a->cols - col - 1);
	else
		end = hit->len;
	for (i = 0; i < hit->mark_count && hit->marks[i].from < end; i++) {
		if (hit->marks[i].from < at)
			continue;
		col = canvas_text(c, a, row, col, NULL, hit->text + at, hit->marks[i].from - at);
		at = hit->marks[i].to < end ? hit->marks[i].to : end;
		col = canvas_text(c, a, row, col, &marked, hit->text + hit->marks[i].from, at - hit->marks[i].from);
	}
	col = canvas_text(c, a, row, col, NULL, hit->text + at, end - at);
	return end < hit->len ? canvas_string(c, a, row, col, NULL, "\xE2\x80\xA6") : col;
}

static void
paint_hit(struct browse *b, struct canvas *c, const struct canvas_area *a, int row, const struct asker_hit *hit)
{
	int who = a->cols >= 100 ? 20 : a->cols >= 64 ? 14 : 0, col = 1;
	struct buffer name = {0};
	char when[32] = "-";

	if (hit->when != COMMAND_UNKNOWN)
		moment_brief(hit->when, clock_realtime_ms(), b->searcher->filter.utc, when);
	canvas_fit(c, a, row, col, 11, &dim, when, strlen(when));
	col += 12;
	if (who > 0) {
		header_put_who(&name, hit->user, hit->host);
		if (buffer_status(&name) == 0)
			canvas_fit(c, a, row, col, who, NULL, name.data, name.len);
		buffer_free(&name);
		col += who + 1;
	}
	if (hit->exit == COMMAND_UNKNOWN)
		canvas_string(c, a, row, col + 2, &dim, "-");
	else
		canvas_format(c, a, row, col, hit->exit != 0 ? &failed : &dim, "%3" PRId64, hit->exit);
	canvas_format(c, a, row, col + 4, &dim, "%c%s", command_grade_letter(hit->grade), hit->witnessed ? "" : "~");
	paint_command(c, a, row, col + 6, hit);
}

static void
say_nothing(const struct browse *b, struct canvas *c, const struct canvas_area *a)
{
	const char *why = b->page == NULL ? "" : b->page->trouble != NULL ? b->page->trouble : "nothing is like that";

	if (b->page != NULL && b->page->trouble != NULL)
		canvas_string(c, a, 0, canvas_string(c, a, 0, 1, &failed, "can't search: "), &failed, why);
	else
		canvas_string(c, a, 0, 1, &dim, why);
}

static void
paint_list(struct browse *b, struct canvas *c, const struct canvas_area *a)
{
	size_t count = b->page != NULL ? b->page->count : 0;
	int row;

	b->rows = (size_t)a->rows;
	if (b->selected < b->top)
		b->top = b->selected;
	if (b->selected >= b->top + b->rows)
		b->top = b->selected - b->rows + 1;
	if (count == 0)
		say_nothing(b, c, a);
	for (row = 0; row < a->rows && b->top + (size_t)row < count; row++) {
		paint_hit(b, c, a, row, &b->page->hits[b->top + (size_t)row]);
		if (b->top + (size_t)row == b->selected) {
			canvas_mark(c, a, row, 0, a->cols, &reverse);
			canvas_string(c, a, row, 0, &reverse, ">");
		}
	}
}

/* The one that is looked at. */

static void
paint_heading(const struct browse *b, struct canvas *c, const struct canvas_area *a, int row)
{
	const struct lookup_hit *hit = &b->hit;
	struct buffer text = {0};
	char when[32] = "-";

	canvas_rule(c, a, row, &dim);
	if (!b->chosen)
		return;
	if (hit->when != COMMAND_UNKNOWN)
		moment_format(hit->when, b->searcher->filter.utc, true, when);
	buffer_addf(&text, " %s  ", preview_caption(b->preview));
	header_put_who(&text, hit->session->user, hit->session->host);
	buffer_addf(&text, "  %s  ", when);
	if (hit->c.exit != COMMAND_UNKNOWN)
		buffer_addf(&text, "exit %" PRId64 "  ", hit->c.exit);
	buffer_addf(&text, "%.13s:%" PRIu64 " ", hit->session->uuid, hit->c.seq);
	if (buffer_status(&text) == 0)
		canvas_fit(c, a, row, 2, a->cols - 4, &bold, text.data, text.len);
	buffer_free(&text);
}

static void
paint_body(struct browse *b, struct canvas *c, const struct canvas_area *a)
{
	struct canvas_area list = *a, rest;
	int size;

	if (a->cols >= WIDE) {
		size = a->cols * 9 / 20;
		list = canvas_part(a, 0, 0, -1, size);
		rest = canvas_part(a, 0, size, -1, 1);
		canvas_pillar(c, &rest, 0, &dim);
		rest = canvas_part(a, 0, size + 1, -1, -1);
	} else if (a->rows >= PREVIEW_LEAST) {
		size = a->rows * 2 / 5;
		list = canvas_part(a, 0, 0, size, -1);
		rest = canvas_part(a, size, 0, -1, -1);
	} else {
		paint_list(b, c, &list);
		return;
	}
	paint_list(b, c, &list);
	paint_heading(b, c, &rest, 0);
	rest = canvas_part(&rest, 1, 0, -1, -1);
	preview_paint(b->preview, c, &rest);
}

/* Around it. */

static void
paint_status(const struct browse *b, struct canvas *c, const struct canvas_area *a)
{
	static const char keys[] = "F1 help  Enter replay  Tab filter  ^O view  ^Y copy  ^X print  Esc leave";
	int row = a->rows - 1;

	if (b->status[0] != '\0')
		canvas_fit(c, a, row, 0, a->cols, &bold, b->status, strlen(b->status));
	else
		canvas_fit(c, a, row, 0, a->cols, &dim, keys, strlen(keys));
}

static const struct {
	const char *keys, *what;
} HELP[] = {{"words", "\"a phrase\"  wor*  -not"}, {"Up Down PgUp PgDn", "move; M-< first, M-> last"},
    {"Tab S-Tab", "of this session, directory..."}, {"^O", "screen at Enter, after, details"}, {"S-Up S-Down", "scroll the details"},
    {"Enter", "replay from there"}, {"^Y, M-y", "copy it, or its SESSION:SEQ"}, {"^X", "print it and leave"},
    {"^A ^E ^W ^U ^K M-b", "edit the question"}, {"^L", "paint anew"}, {"Esc ^C", "leave"}};
#define HELP_COUNT ((int)(sizeof HELP / sizeof *HELP))

static void
paint_help(struct canvas *c, const struct canvas_area *a)
{
	int rows = HELP_COUNT + 2, cols = 56, row;
	struct canvas_area box = canvas_part(a, a->rows > rows ? (a->rows - rows) / 2 : 0, a->cols > cols ? (a->cols - cols) / 2 : 0,
	    rows, cols);

	canvas_fill(c, &box, NULL);
	canvas_rule(c, &box, 0, &bold);
	canvas_string(c, &box, 0, 2, &bold, " keys ");
	for (row = 0; row < HELP_COUNT; row++) {
		canvas_string(c, &box, row + 1, 2, &bold, HELP[row].keys);
		canvas_string(c, &box, row + 1, 22, NULL, HELP[row].what);
	}
	canvas_rule(c, &box, rows - 1, &bold);
}

static void
paint_too_small(struct canvas *c, const struct canvas_area *a)
{
	canvas_format(c, a, 0, 0, &bold, "%dx%d is too small:", a->cols, a->rows);
	canvas_format(c, a, 1, 0, NULL, "%dx%d at least", BROWSE_COLS_LEAST, BROWSE_ROWS_LEAST);
}

void
easel_paint(struct browse *b)
{
	struct canvas *c = console_canvas(b->console);
	struct canvas_area all = canvas_all(c), body = canvas_part(&all, 2, 0, all.rows - 3, -1);

	canvas_clear(c);
	if (all.cols < BROWSE_COLS_LEAST || all.rows < BROWSE_ROWS_LEAST) {
		paint_too_small(c, &all);
		return;
	}
	paint_tabs(b, c, &all);
	paint_body(b, c, &body);
	paint_status(b, c, &all);
	paint_question(b, c, &all);
	if (b->help)
		paint_help(c, &all);
}
