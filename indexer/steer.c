/* Keys by which a multiplexer is steered: nobody's line. */
#include "indexer/steer.h"

#include <string.h>

char
multiplexer_prefix(const struct recovery *r)
{
	const struct place *p;
	int i;

	/* of one in the other, the inner one's */
	for (i = r->places.count - 1; i >= 0; i--) {
		p = &r->places.list[i];
		if (strcmp(p->program, "screen") == 0 || (p->running && strcmp(p->starts, "screen") == 0))
			return CONTROL('A');
		if (strcmp(p->program, "tmux") == 0 || (p->running && strcmp(p->starts, "tmux") == 0))
			return CONTROL('B');
	}
	return CONTROL('B');
}

bool
is_for_panes(const struct recovery *r)
{
	char prefix = multiplexer_prefix(r);

	return r->keyboard.last[0] == prefix || r->keyboard.last[1] == prefix;
}

bool
steer_may_be_prefix(const struct recovery *r, char key)
{
	return key == multiplexer_prefix(r) || (key > 0 && key < ' ' && strchr("\r\n\t\b\033\003\004\f\025\032", key) == NULL);
}

/* The line that begins in one row goes on into the other. */
static bool
row_of_line(struct recovery *r, int from, int to)
{
	while (from < to && line_runs_on(r->screen, &r->edit.pane, from))
		from++;
	return from == to;
}

bool
steer_shows_numbers(struct recovery *r)
{
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	return r->alternate && places_multiplexed(&r->places) && cursor.row == 0 && cursor.col == 0 && !cursor.wraps && r->edit.anchored && r->edit.known && r->keyboard.count == 0 &&
	    r->keyboard.last[1] == multiplexer_prefix(r) && multiplexer_prefix(r) == CONTROL('B');
}

bool
steer_shows_numbers_over(struct recovery *r)
{
	const struct edit *e = &r->edit;
	int row, col;

	return e->pane.split && e->prompt.len > 1 && steer_shows_numbers(r) && screen_find(r->screen, e->anchor.id, &row) &&
	    line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col);
}

bool
steer_is_asked(struct recovery *r)
{
	struct screen_cursor cursor;
	struct pane all;
	struct buffer prompt = {0}, text = {0};
	int row, col;
	bool known;

	screen_cursor(r->screen, &cursor);
	if (!r->alternate || cursor.row != screen_rows(r->screen) - 1 || !places_multiplexed(&r->places) || status_is_above(r))
		return false;
	/* its own key was not pressed since a line was ended */
	if (r->keyboard.last[1] == '\0' || r->keyboard.last[1] == '\r' || r->keyboard.last[1] == '\n')
		return false;
	/* the key before, the multiplexer's own, was taken for one of a line above, or of one that it drew over since */
	if (!r->edit.anchored || (screen_find(r->screen, r->edit.anchor.id, &row) ? row_of_line(r, row, cursor.row) : !is_for_panes(r)))
		return false;
	/* it may be the last row of a pane, too */
	all = line_pane(r->screen, cursor.row, cursor.col, true);
	line_prompt(r->screen, &all, cursor.row, cursor.col, &text);
	known = all.left > 0 || known_prompt(r, &all, cursor.row, &col, &prompt) || places_left_begin(&r->places, text.data ? text.data : "", text.len + 1, &prompt);
	buffer_free(&text);
	buffer_free(&prompt);
	return !known;
}

bool
steer_shows_message(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_line line;
	int c = 0;

	screen_cursor(r->screen, &cursor);
	if (!r->alternate || !places_multiplexed(&r->places) || multiplexer_prefix(r) != CONTROL('A') || cursor.row != screen_rows(r->screen) - 1 || cursor.col == 0 ||
	    !screen_line(r->screen, cursor.row, &line))
		return false;
	while (c < cursor.col && c < line.cols && (line.cells[c].attributes & SCREEN_REVERSE) && line.cells[c].stamp == line.cells[0].stamp)
		c++;
	return c == cursor.col;
}

bool
steer_feeds(const struct recovery *r)
{
	const struct keyboard *k = &r->keyboard;

	return r->edit.pane.split && r->edit.anchored && !r->edit.known && k->count > 0 && k->strokes[k->count - 1].stale && k->last[1] == multiplexer_prefix(r);
}
