/* A chooser below the line of a pane. */
#include "indexer/chooser.h"

#include <string.h>

#define SHORT_PROMPT 3 /* may stand anywhere */

static size_t
digits(const char *at, const char *end)
{
	size_t n = 0;

	while (at + n < end && at[n] >= '0' && at[n] <= '9')
		n++;
	return n;
}

/* "4/20", and nothing, a blank or a rule behind it. */
static bool
counts(const char *at, const char *end)
{
	size_t n = digits(at, end), of;

	if (n == 0 || at + n == end || at[n] != '/')
		return false;
	at += n + 1;
	of = digits(at, end);
	return of > 0 && (at + of == end || at[of] == ' ');
}

/* Behind blanks, and the side of a box, it begins with how many of how many; or that stands behind what is typed. */
static bool
row_counts(struct recovery *r, int row)
{
	static const char side[] = "\xE2\x94\x82", behind[] = " < ";
	struct screen_line line;
	struct buffer text = {0};
	const char *at, *end;
	bool found = false;

	if (row < 0 || row >= screen_rows(r->screen) || !screen_line(r->screen, row, &line))
		return false;
	screen_text(r->screen, &line, r->edit.pane.left < line.cols ? r->edit.pane.left : line.cols, line.cols, &text);
	if (text.len <= 2) {
		buffer_free(&text);
		return false;
	}
	at = text.data;
	end = text.data + text.len;
	if (text.len > sizeof side && memcmp(at, side, sizeof side - 1) == 0)
		at += sizeof side - 1;
	while (at < end && *at == ' ')
		at++;
	/* two columns are kept for its own sign */
	found = at - text.data >= 2 && counts(at, end);
	if (!found && (at = memmem(text.data, text.len, behind, sizeof behind - 1)) != NULL)
		found = counts(at + sizeof behind - 1, end);
	buffer_free(&text);
	return found;
}

bool
chooser_asks(struct recovery *r, int row, const struct buffer *prompt)
{
	return r->edit.pane.split && prompt->len > 0 && places_find(&r->places, prompt->data, prompt->len, false) < 0 && (row_counts(r, row + 1) || row_counts(r, row - 1));
}

/* "[4/20]" in colours of its own at the right margin of the pane: the column of its bracket; -1: there is none. */
static int
find_count(struct recovery *r, int row, struct screen_line *line)
{
	const struct pane *p = &r->edit.pane;
	struct buffer text = {0};
	int c, end;

	if (!screen_line(r->screen, row, line))
		return -1;
	end = p->right < line->cols ? p->right : line->cols;
	if (end - p->left < 5 || line->cells[end - 1].text != ']')
		return -1;
	for (c = end - 1; c > p->left && line->cells[c].text != '[' && line->cells[c].text > ' '; c--)
		;
	if (line->cells[c].text != '[' || (line->cells[c].bg == 0 && !(line->cells[c].attributes & SCREEN_REVERSE)))
		return -1;
	screen_text(r->screen, line, c + 1, end - 1, &text);
	if (text.len == 0 || !counts(text.data, text.data + text.len))
		c = -1;
	buffer_free(&text);
	return c;
}

static uint64_t
bit_of_count(struct recovery *r, const struct screen_line *line, int col)
{
	return UINT64_C(1) << line_sum(line, &r->edit.pane, col) % 64;
}

void
chooser_note_counts(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int row, c;

	for (row = 0; e->pane.split && row < screen_rows(r->screen); row++)
		if ((c = find_count(r, row, &line)) >= 0)
			e->counts |= bit_of_count(r, &line, c);
	e->counted = r->number;
}

/*
 * tmux says so in the first row where in the past it is: its keys move about there.  A prompt of the right side, and what a program has
 * printed, may look no different, but stood somewhere in the pane when the line was begun.
 */
bool
chooser_shows_past(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct screen_line line;
	int c;

	if (!e->open || !e->anchored || !e->pane.split)
		return false;
	screen_cursor(r->screen, &cursor);
	if ((c = find_count(r, line_pane_top(r->screen, &e->pane, cursor.row), &line)) < 0)
		return false;
	/* it counts on while the line is edited */
	if (line.id == e->anchor.id && e->pane.side > 0 && c >= e->pane.side)
		return false;
	return line.cells[c].stamp > e->counted && !(e->counts & bit_of_count(r, &line, c));
}

/* fish asks there what to look for among its candidates, in a field that is underlined: Enter takes one, and ends no line. */
static bool
is_fish_search(struct recovery *r, const struct screen_cursor *cursor)
{
	static const char search[] = "search: ";
	struct screen_line line;
	int col;

	/* whether it is fish may not be known here */
	return line_matches(r->screen, &r->edit.pane, cursor->row, search, sizeof search - 1, &col) && cursor->col >= col &&
	    screen_line(r->screen, cursor->row, &line) && col < line.cols && (line.cells[col].attributes & SCREEN_UNDERLINE) && !(line.cells[col - 1].attributes & SCREEN_UNDERLINE);
}

/* zsh asks below the line for what vi's keys look for, "/word_": Enter ends that, and leaves no line. */
static bool
is_vi_search(struct recovery *r, const struct screen_cursor *cursor)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;
	int c;

	if (!r->keyboard.escaped || !screen_line(r->screen, cursor->row + 1, &line) || p->left >= line.cols ||
	    (line.cells[p->left].text != '/' && line.cells[p->left].text != '?') || line.cells[p->left].stamp <= r->edit.stamp)
		return false;
	for (c = (p->right < line.cols ? p->right : line.cols) - 1; c > p->left && line.cells[c].text <= ' '; c--)
		;
	return c > p->left && line.cells[c].text == '_';
}

/*
 * It had all of a pane that has no other screen, and left it as it was: the line's prompt is drawn behind what was asked of it, in its
 * row.
 */
void
chooser_left(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct screen_line line;
	struct buffer all = {0};
	size_t head, n;
	int from, col;

	if (!e->open || !e->anchored || !e->known || !e->pane.split || !e->chooses || e->displaced || e->home.len <= SHORT_PROMPT)
		return;
	screen_cursor(r->screen, &cursor);
	/* it may be the row in which the line began, with nothing left of that */
	if (screen_line(r->screen, cursor.row, &line) && (line.id != e->anchor.id || !line_matches(r->screen, &e->pane, cursor.row, e->home.data, e->home.len, &col)))
		screen_text(r->screen, &line, e->pane.left, cursor.col, &all);
	for (n = all.len; n-- > 0 && !(n + e->home.len <= all.len && memcmp(all.data + n, e->home.data, e->home.len) == 0);)
		;
	head = n + e->home.len;
	if (all.len > 0 && n != SIZE_MAX && n > 0) {
		from = line_column(r->screen, &e->pane, cursor.row, n);
		col = line_column(r->screen, &e->pane, cursor.row, head);
		if (from > e->pane.left && drawn_at_once(r, cursor.row, from, col) && stamp_left_of(r, cursor.row, col) > stamp_left_of(r, cursor.row, from)) {
			all.len = head;
			edit_set_anchor(r, cursor.row, col, &all);
			e->pane.floor = e->pane.drawn = stamp_left_of(r, cursor.row, col);
			e->reasons |= REASON_REANCHORED;
		}
	}
	buffer_free(&all);
}

bool
chooser_has_cursor(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int row, col;

	if (!e->open || !e->anchored || !e->known || !e->pane.split || !screen_find(r->screen, e->anchor.id, &row))
		return false;
	screen_cursor(r->screen, &cursor);
	if (is_vi_search(r, &cursor))
		return true;
	/* it may be drawn over the prompt */
	if (cursor.row <= row && (line_matches(r->screen, &e->pane, row, e->home.data ? e->home.data : "", e->home.len, &col) ||
	    (cursor.row == row && cursor.col >= e->anchor.col && line_matches(r->screen, &e->pane, row, e->prompt.data ? e->prompt.data : "", e->prompt.len, &col))))
		return false;
	/* or over all of the pane */
	if (cursor.row < row && (e->home.len == 0 || e->displaced || !r->keyboard.moved))
		return false;
	if (cursor.row > row && is_fish_search(r, &cursor))
		return true;
	return row_counts(r, cursor.row) || row_counts(r, cursor.row + 1) || row_counts(r, cursor.row - 1);
}
