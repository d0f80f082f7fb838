/* What stands below a line that was committed: a question, an empty row, a prompt behind output. */
#include "indexer/below.h"

#include <string.h>

#include "indexer/arrival.h"
#include "indexer/boundary.h"
#include "indexer/syntax.h"

/* Enter was pressed behind a line that filled its rows: no line feed was needed, and a program asks in the row that the editor had gone to. */
static bool
is_asked_behind(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int last;

	screen_cursor(r->screen, &cursor);
	return !e->pane.split && e->full && e->known && !e->goes_on && r->keyboard.strokes[r->keyboard.count - 1].key == '\r' && e->draft.len > 0 &&
	    screen_find(r->screen, e->last_id, &last) && cursor.row == last && cursor.col > e->pane.left &&
	    stamp_left_of(r, cursor.row, cursor.col) > r->key_number && !syntax_open(e->draft.data, e->draft.len);
}

/* A debugger's question, drawn at once. */
static bool
asks_yes_or_no(struct recovery *r, const struct screen_cursor *cursor)
{
	static const char end[] = "(y or n) ";
	struct buffer row = {0};
	bool asks;

	line_prompt(r->screen, &r->edit.pane, cursor->row, cursor->col, &row);
	asks = row.len >= sizeof end - 1 && memcmp(row.data + row.len - (sizeof end - 1), end, sizeof end - 1) == 0 &&
	    drawn_at_once(r, cursor->row, r->edit.pane.left, cursor->col);
	buffer_free(&row);
	return asks;
}

/* The line has one row, or runs on from each to the next. */
static bool
is_in_one(struct recovery *r, int last)
{
	int row = last - r->edit.height;

	while (row >= 0 && row < last && line_runs_on(r->screen, &r->edit.pane, row))
		row++;
	return row == last;
}

/* A program has greeted first, in rows that were drawn since the key came, up to the one in which it asks. */
static bool
is_asked_behind_greeting(struct recovery *r, const struct screen_cursor *cursor, int last)
{
	const struct edit *e = &r->edit;
	int row = last + 1;

	while (row < cursor->row && stamp_left_of(r, row, e->pane.left + 1) > r->key_number)
		row++;
	return row == cursor->row && row > last + 1 && e->prompt.len > 1 && arrival_is_end_of_row(r, cursor) &&
	    drawn_at_once(r, cursor->row, e->pane.left, cursor->col);
}

/*
 * In a pane: Enter was pressed at the end of a line that lacks nothing, and the cursor stands in a row below, where something was drawn: a
 * program asks there, of which the multiplexer does not tell that it began.
 */
static bool
is_asked_below(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct keyboard *k = &r->keyboard;
	int last;

	screen_cursor(r->screen, &cursor);
	return e->pane.split && e->known && !e->goes_on && k->strokes[k->count - 1].key == '\r' && e->draft.len > 0 &&
	    !is_fish(r) && (places_top(&r->places)->kind != PROGRAM_REPL || asks_yes_or_no(r, &cursor)) && !syntax_open(e->draft.data, e->draft.len) &&
	    screen_find(r->screen, e->last_id, &last) && is_in_one(r, last) &&
	    (cursor.row == last + 1 || (cursor.row == last + 2 && line_runs_on(r->screen, &e->pane, last + 1)) || is_asked_behind_greeting(r, &cursor, last)) &&
	    cursor.col > e->pane.left && stamp_left_of(r, cursor.row, cursor.col) > r->key_number;
}

/* The line has one row, where it stands as it was. */
static bool
stands_above(struct recovery *r, int below)
{
	struct edit *e = &r->edit;
	struct buffer text = {0};
	int row, col;
	bool stands = false;

	/* perhaps drawn elsewhere */
	if (e->height == 0 && edit_resolve(r, below - 1, &row, &col) && row < below &&
	    line_matches(r->screen, &e->pane, row, e->prompt.data ? e->prompt.data : "", e->prompt.len, &col) && col == e->anchor.col) {
		line_text(r->screen, &e->pane, row, col, row, &text);
		stands = buffer_is(&text, e->draft.data, e->draft.len);
	}
	buffer_free(&text);
	return stands;
}

/* In a pane that was drawn anew: the same, behind what the program has printed; where the line stood something else stands, and it stands above. */
static bool
is_asked_far_below(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int row, col;

	screen_cursor(r->screen, &cursor);
	return e->pane.split && e->known && !e->goes_on && !e->displaced && r->keyboard.strokes[r->keyboard.count - 1].key == '\r' && e->height == 0 &&
	    e->draft.len > 0 && !is_fish(r) && places_top(&r->places)->kind != PROGRAM_REPL && e->prompt.len > 1 &&
	    !syntax_open(e->draft.data, e->draft.len) && cursor.col > e->pane.left && arrival_is_end_of_row(r, &cursor) && stamp_left_of(r, cursor.row, cursor.col) > r->key_number &&
	    drawn_at_once(r, cursor.row, e->pane.left, cursor.col) && screen_find(r->screen, e->anchor.id, &row) && row == cursor.row &&
	    !line_matches(r->screen, &e->pane, row, e->prompt.data ? e->prompt.data : "", e->prompt.len, &col) && stands_above(r, cursor.row);
}

/* All rows of the pane were drawn anew, one higher, and so was what was typed at a program, behind nothing. */
static bool
was_drawn_higher(struct recovery *r, int below)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	struct buffer text = {0};
	int row;
	bool higher = false;

	if (e->known || e->height > 0 || e->anchor.col != e->pane.left || !screen_find(r->screen, e->anchor.id, &row) || row != below ||
	    stamp_left_of(r, row - 1, e->pane.left + 1) <= r->key_number || !screen_line(r->screen, row - 1, &line))
		return false;
	line_text(r->screen, &e->pane, row - 1, e->pane.left, row - 1, &text);
	if ((higher = buffer_is(&text, e->draft.data, e->draft.len)))
		e->last_id = line.id;
	buffer_free(&text);
	return higher;
}

/*
 * In a pane: Enter was pressed at the end of a line that lacks nothing, and it stands as it was, above an empty row that has the
 * cursor: what runs now has said nothing yet, or whole rows.
 */
static bool
is_silent_below(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	/* of what was typed at a program a pane tells by line feeds, but beside another */
	return e->pane.split && (e->known || e->pane.right - e->pane.left < screen_cols(r->screen)) && !e->goes_on &&
	    r->keyboard.strokes[r->keyboard.count - 1].key == '\r' && e->draft.len > 0 && cursor.col == e->pane.left && places_top(&r->places)->kind != PROGRAM_REPL && !syntax_open(e->draft.data, e->draft.len) &&
	    arrival_is_end_of_row(r, &cursor) && (arrival_ends_above(r, cursor.row) || stands_above(r, cursor.row) || was_drawn_higher(r, cursor.row));
}

/*
 * In a pane beside another: the same of a line that was typed at a program, and in the row below stands what was typed since, of which nothing is
 * told yet.
 */
static bool
is_typed_on_below(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	return e->pane.split && !e->known && !e->bracket && e->pane.right - e->pane.left < screen_cols(r->screen) && e->drafted && e->height == 0 && e->draft.len > 0 &&
	    r->keyboard.strokes[r->keyboard.count - 1].key == '\r' && arrival_is_end_of_row(r, &cursor) && boundary_echoed_from_margin(r, cursor.row, cursor.col, r->key_number) &&
	    arrival_ends_above(r, cursor.row);
}

/* All rows of the pane were drawn anew, one higher: the row above has what was echoed since the key came, below the line that has started who is in front. */
static bool
went_up_with_all(struct recovery *r, int *row)
{
	struct edit *e = &r->edit;
	const struct buffer *before = &places_top(&r->places)->text;
	struct screen_line line;
	struct buffer text = {0};
	bool went = false;

	if (before->len == 0 || stamp_left_of(r, *row - 1, e->pane.left + 1) <= r->key_number || stamp_left_of(r, *row - 2, e->pane.left + 1) <= r->key_number)
		return false;
	line_text(r->screen, &e->pane, *row - 2, e->pane.left, *row - 2, &text);
	if (text.len >= before->len && memcmp(text.data + text.len - before->len, before->data, before->len) == 0 && screen_line(r->screen, *row - 1, &line)) {
		e->anchor = (struct anchor){line.id, e->pane.left};
		--*row;
		went = true;
	}
	buffer_free(&text);
	return went;
}

/* In a pane beside another: a line came at once with its Enter while a program runs, was echoed, and the cursor is in the empty row below. */
static bool
is_echoed_above(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer text = {0};
	int row;
	bool echoed;

	screen_cursor(r->screen, &cursor);
	if (!e->pane.split || e->known || e->bracket || e->pane.right - e->pane.left >= screen_cols(r->screen) || e->draft.len > 0 || !e->drafted || r->keyboard.count != 1 ||
	    r->keyboard.strokes[0].key != '\r' || !r->keyboard.strokes[0].at_once || cursor.col != e->pane.left || !arrival_is_end_of_row(r, &cursor) ||
	    !screen_find(r->screen, e->anchor.id, &row) || (row == cursor.row && e->anchor.col == e->pane.left && !went_up_with_all(r, &row)) || row >= cursor.row)
		return false;
	line_text(r->screen, &e->pane, row, e->anchor.col, cursor.row - 1, &text);
	echoed = text.len > 0 && memchr(text.data, '\n', text.len) == NULL && stamp_left_of(r, row, e->anchor.col + 1) > r->key_number;
	buffer_free(&text);
	return echoed;
}

/* All rows of the pane were drawn anew, one or more higher: the line is the last that stands behind its prompt above, and is not the one before. */
static bool
went_up_with_prompt(struct recovery *r, int *row)
{
	struct edit *e = &r->edit;
	const struct buffer *before = &places_top(&r->places)->text;
	struct screen_line line;
	struct buffer text = {0};
	int above, col, top = line_pane_top(r->screen, &e->pane, *row);
	bool went;

	for (above = *row - 1; above >= top && !line_matches(r->screen, &e->pane, above, e->prompt.data, e->prompt.len, &col); above--)
		;
	if (above < top || col != e->anchor.col || stamp_left_of(r, above, col + 1) <= r->key_number || !screen_line(r->screen, above, &line))
		return false;
	line_text(r->screen, &e->pane, above, col, above, &text);
	if ((went = text.len > 0 && !buffer_is(before, text.data, text.len))) {
		e->anchor.id = line.id;
		*row = above;
	}
	buffer_free(&text);
	return went;
}

/* The same of a line that came at once with its key, and was not seen before. */
static bool
is_asked_at_once(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer text = {0};
	const struct stroke *stroke = &r->keyboard.strokes[0];
	int row, col, last;
	bool asked;

	screen_cursor(r->screen, &cursor);
	if (!e->pane.split || !e->known || e->goes_on || e->draft.len > 0 || r->keyboard.count != 1 || stroke->key != '\r' || !stroke->at_once || stroke->pasted > 0 || is_fish(r) ||
	    places_top(&r->places)->kind == PROGRAM_REPL || e->prompt.len < 2 || !screen_find(r->screen, e->anchor.id, &row) ||
	    (row == cursor.row && !went_up_with_prompt(r, &row)) || row >= cursor.row || cursor.col <= e->pane.left || stamp_left_of(r, cursor.row, cursor.col) <= r->key_number || !arrival_is_end_of_row(r, &cursor) ||
	    !line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col) || col != e->anchor.col)
		return false;
	last = ahead_last_row(r, &e->pane, row, col, cursor.row, stroke);
	line_text(r->screen, &e->pane, row, col, last, &text);
	asked = text.len > 0 && last + 1 == cursor.row && !syntax_open(text.data, text.len) && stamp_left_of(r, row, col + 1) > r->key_number;
	buffer_free(&text);
	return asked;
}

/*
 * A program has left the cursor in the middle of another row, and there the prompt was drawn: what stands around it is older.
 */
static bool
is_moved_away(struct recovery *r, const struct screen_cursor *cursor, size_t before)
{
	const struct edit *e = &r->edit;
	struct screen_line line;
	int row, from, c;

	if (!screen_find(r->screen, e->anchor.id, &row) || row == cursor->row || !screen_line(r->screen, cursor->row, &line))
		return false;
	from = line_column(r->screen, &e->pane, cursor->row, before);
	if (from <= e->pane.left || !drawn_at_once(r, cursor->row, from, cursor->col) || line.cells[from].stamp <= r->key_number ||
	    line.cells[from - 1].stamp > r->key_number)
		return false;
	for (c = cursor->col; c < e->pane.right && c < line.cols && (line.cells[c].text <= ' ' || line.cells[c].stamp <= r->key_number); c++)
		;
	return c >= e->pane.right || c >= line.cols;
}

/* In a pane: the line stands as it was, above its own prompt, which came behind output that had no line feed. */
static bool
is_behind_output_below(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	bool stands;

	screen_cursor(r->screen, &cursor);
	if (!e->pane.split || !e->known || e->goes_on || r->keyboard.strokes[r->keyboard.count - 1].key != '\r' || e->draft.len == 0 || e->home.len < 2 ||
	    syntax_open(e->draft.data, e->draft.len))
		return false;
	line_prompt(r->screen, &e->pane, cursor.row, cursor.col, &prompt);
	stands = prompt.len > e->home.len && memcmp(prompt.data + prompt.len - e->home.len, e->home.data, e->home.len) == 0 &&
	    stamp_left_of(r, cursor.row, cursor.col) > r->key_number &&
	    (is_moved_away(r, &cursor, prompt.len - e->home.len) || (arrival_is_end_of_row(r, &cursor) && stands_above(r, cursor.row)));
	buffer_free(&prompt);
	return stands;
}

/* In a pane: Enter was pressed behind a line that has no prompt, an interpreter's, and the next begins below. */
static bool
is_bare_below(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int last;

	screen_cursor(r->screen, &cursor);
	return e->pane.split && e->known && !e->goes_on && e->prompt.len == 0 && e->draft.len > 0 && places_top(&r->places)->kind == PROGRAM_REPL &&
	    r->keyboard.strokes[r->keyboard.count - 1].key == '\r' && screen_find(r->screen, e->last_id, &last) && cursor.row > last &&
	    cursor.col == e->pane.left && arrival_is_end_of_row(r, &cursor);
}

/* In a pane: Enter was pressed, and a program has drawn over the line; it stands nowhere any more. */
static bool
is_drawn_over(struct recovery *r)
{
	struct edit *e = &r->edit;
	const char *draft = e->draft.data, *end = e->draft.len > 0 ? memchr(draft, '\n', e->draft.len) : NULL;
	size_t first = end ? (size_t)(end - draft) : e->draft.len, width = e->pane.right > e->anchor.col ? (size_t)(e->pane.right - e->anchor.col) : 0;
	int row, col, at;

	/* it may go on in the next row */
	first = first < width ? first : width;
	/* an empty screen has blanks everywhere */
	for (; first > 0 && *draft == ' '; first--)
		draft++;
	return first > 0 && e->pane.split && e->known && !e->goes_on && !e->displaced && r->keyboard.strokes[r->keyboard.count - 1].key == '\r' && e->draft.len > 0 &&
	    screen_find(r->screen, e->anchor.id, &row) &&
	    !line_matches(r->screen, &e->pane, row, e->prompt.data ? e->prompt.data : "", e->prompt.len, &at) &&
	    !line_search(r->screen, &e->pane, screen_rows(r->screen) - 1, 0, draft, first, &row, &col);
}

/*
 * irb's editor goes down by itself, and draws each row of a line behind a prompt: what stands at the margin below it, up to the cursor, was printed or
 * echoed since, and the line runs.
 */
static bool
is_echoed_below_irb(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer text = {0};
	int row;
	bool is = strcmp(places_top(&r->places)->program, "irb") == 0 && !e->pane.split && e->known && e->draft.len > 0 &&
	    r->keyboard.strokes[r->keyboard.count - 1].key == '\r' && screen_find(r->screen, e->last_id, &row);

	screen_cursor(r->screen, &cursor);
	if (!is || cursor.row != row + 1 || line_runs_on(r->screen, &e->pane, row) || stamp_left_of(r, cursor.row, e->pane.left + 1) <= r->key_number)
		return false;
	line_prompt(r->screen, &e->pane, cursor.row, cursor.col, &text);
	is = text.len > 0 && text.data[0] != ' ' && (text.len < 4 || memcmp(text.data, "irb(", 4) != 0);
	buffer_free(&text);
	return is;
}

/* The same in a pane that is full: the line went up a row, and the question stands where it stood. */
static bool
is_asked_in_its_place(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int last;

	screen_cursor(r->screen, &cursor);
	return e->pane.split && e->known && e->drafted && e->draft.len > 0 && r->keyboard.count > 0 && r->keyboard.strokes[r->keyboard.count - 1].key == '\r' &&
	    screen_find(r->screen, e->last_id, &last) && last == cursor.row && stamp_left_of(r, cursor.row, cursor.col) > r->key_number && asks_yes_or_no(r, &cursor) &&
	    arrival_ends_above(r, cursor.row);
}

bool
below_tells(struct recovery *r)
{
	return is_echoed_below_irb(r) || is_asked_below(r) || is_asked_far_below(r) || is_asked_in_its_place(r) || is_asked_behind(r) || is_silent_below(r) || is_typed_on_below(r) || is_echoed_above(r) || is_asked_at_once(r) || is_behind_output_below(r) || is_bare_below(r) || is_drawn_over(r);
}
