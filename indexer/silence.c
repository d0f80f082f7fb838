/* An interpreter of a pane that asks with nothing: by its multiplexer's status, or by where it was left for another pane. */
#include "indexer/edit.h"

#include <string.h>

/* What stands in the row above: the interpreter's last answer, say.  0: nothing does. */
static uint32_t
sum_above(struct recovery *r, int row)
{
	struct screen_cursor cursor;
	struct screen_line line;
	struct pane pane;

	screen_cursor(r->screen, &cursor);
	pane = line_pane(r->screen, cursor.row, cursor.col, true);
	return row > 0 && screen_line(r->screen, row - 1, &line) && line.cells[pane.left].text > ' ' ? line_sum(&line, &pane, pane.left) : 0;
}

void
silence_note(struct recovery *r, const struct event *ev)
{
	struct place *top = places_top(&r->places);
	char key = ev->len == 1 ? *ev->data : ev->len == 2 && *ev->data == '^' ? CONTROL(ev->data[1]) : '\0';
	struct screen_cursor cursor;

	if (key != multiplexer_prefix(r) || !places_multiplexed(&r->places) || top->kind != PROGRAM_REPL || top->first.count == 0 || top->first.list[0].len > 0)
		return;
	screen_cursor(r->screen, &cursor);
	if (line_pane(r->screen, cursor.row, cursor.col, true).left != cursor.col)
		return;
	top->left_row = cursor.row;
	top->left_col = cursor.col;
	top->left_above = sum_above(r, cursor.row);
}

/* The cursor is in the row in which one was left, at this margin, and what it said last stands above. */
static const char *
left_here(struct recovery *r)
{
	struct screen_cursor cursor;
	struct pane pane;
	const struct place *p;
	int i;

	screen_cursor(r->screen, &cursor);
	for (i = 0; i < r->places.parked_count; i++) {
		p = &r->places.parked[i];
		if (p->kind != PROGRAM_REPL || p->left_above == 0 || p->left_row != cursor.row)
			continue;
		pane = line_pane(r->screen, cursor.row, cursor.col, true);
		if (pane.left == p->left_col && sum_above(r, cursor.row) == p->left_above)
			return p->program;
	}
	return NULL;
}

const char *
asks_silently(struct recovery *r)
{
	static const char *const names[][2] = {{"bc", ":bc*"}, {"dc", ":dc*"}};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (status_says(r, names[i][1]))
			return names[i][0];
	return left_here(r);
}

void
silence_settle(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct place *top;
	struct buffer none = {0};

	if (!e->anchored || e->known || e->goes_on || e->secret || e->hidden || !e->pane.split || e->prompt.len > 0 || e->anchor.col != e->pane.left || asks_silently(r) == NULL ||
	    !go_to_place(r, &none, false, 0))
		return;
	top = places_top(&r->places);
	e->known = true;
	if (top->first.count == 0)
		top->early = true;
	prompts_add(&top->first, "", 0);
}
