/* What a line says when a key is pressed that may end it: in a pane, all of its rows, and nothing of what was only suggested. */
#include "indexer/edit.h"
#include "indexer/pulse.h"

#include <string.h>

#include "indexer/shape.h"
#include "indexer/syntax.h"

#define SEARCH_MOST 28 /* bytes up to what is searched for */
#define BELOW_MOST 64 /* rows of a line below the cursor: each is read with all before it */

static bool
is_empty(const struct screen_line *line, const struct pane *pane)
{
	int c;

	for (c = pane->left; c < pane->right && c < line->cols; c++)
		if (line->cells[c].text > ' ' && line->cells[c].stamp >= pane->floor)
			return false;
	return true;
}

/* The cursor is in the text whenever a key comes: how far down it was, so far down a block reached at least. */
void
edit_note_low(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct screen_line line;
	int first, low;

	if (!e->pane.split || !e->anchored || !e->known || e->displaced || !screen_find(r->screen, edit_first_row(e), &first))
		return;
	screen_cursor(r->screen, &cursor);
	/* a multiplexer says something in its own row, and is slow to go back */
	if (cursor.row == screen_rows(r->screen) - 1 && cursor.row > first + 1 && screen_line(r->screen, cursor.row - 1, &line) && is_empty(&line, &e->pane))
		return;
	if (cursor.row > first && (e->low_id == 0 || !screen_find(r->screen, e->low_id, &low) || low < cursor.row))
		e->low_id = cursor_row_id(r);
}

/* Below this row the rest of a block stands, as far as its editor's cursor came: its last row. */
static int
last_of_block(struct recovery *r, int row)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int low;

	if (e->low_id == 0 || !screen_find(r->screen, e->low_id, &low))
		return row;
	/* rows may have been taken out of it since */
	while (low > row && screen_line(r->screen, low, &line) && is_empty(&line, &e->pane))
		low--;
	return low > row ? low : row;
}

/*
 * The last row of the text as it stands in a pane, wherever the cursor is.  While somebody edits nothing else stands
 * below; once the line is left its output does, perhaps at once.
 */
static int
last_in_pane(struct recovery *r, int cursor_row)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int first, row, low;

	if (!screen_find(r->screen, edit_first_row(e), &first))
		return cursor_row;
	row = cursor_row > first && cursor_row < first + screen_rows(r->screen) ? cursor_row : first;
	row = line_last(r->screen, &e->pane, row);
	if ((low = last_of_block(r, row)) > row && screen_line(r->screen, low, &line)) {
		e->rest_id = line.id;
		row = low;
	}
	/* the cursor went on to an empty row behind a full one */
	while (row > first && screen_line(r->screen, row, &line) && is_empty(&line, &e->pane))
		row--;
	return row;
}

/* Words that close something, but not in fish. */
static bool
ends_as_posix(const struct buffer *text)
{
	static const char *const words[] = {"done", "fi", "esac", "}"};
	size_t i, n, len = text->len;

	while (len > 0 && text->data[len - 1] == ' ')
		len--;
	for (i = 0; i < sizeof words / sizeof *words; i++) {
		n = strlen(words[i]);
		if (len > n && memcmp(text->data + len - n, words[i], n) == 0 && strchr(" ;\n", text->data[len - n - 1]) != NULL)
			return true;
	}
	return false;
}

/* It can't be all. */
static bool
is_open_so_far(struct recovery *r, const struct buffer *text)
{
	return text->len > 0 && (syntax_open(text->data, text->len) || (shape_fish_open(text) && !ends_as_posix(text)) ||
	    places_top(&r->places)->kind == PROGRAM_REPL);
}

/*
 * Rows with something in them below this one, written since the line began, until they make it whole; the last row of all is the
 * multiplexer's.
 */
static int
count_below(struct recovery *r, int row)
{
	struct screen_line line;
	struct buffer text = {0};
	int count = 0;

	buffer_add(&text, r->edit.draft.data, r->edit.draft.len);
	while (count < BELOW_MOST && is_open_so_far(r, &text) && row + count + 1 < screen_rows(r->screen) - 1 && screen_line(r->screen, row + count + 1, &line) &&
	    !is_empty(&line, &r->edit.pane)) {
		count++;
		buffer_addc(&text, '\n');
		screen_text(r->screen, &line, r->edit.pane.left, r->edit.pane.right < line.cols ? r->edit.pane.right : line.cols, &text);
	}
	buffer_free(&text);
	return count;
}

/* What begins at the cursor was suggested, not typed: all of it is of one grey, and the sign before it is of another colour. */
static bool
is_ghost(struct recovery *r, const struct screen_cursor *cursor)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;
	const struct screen_cell *at;
	int c;

	if (!screen_line(r->screen, cursor->row, &line) || cursor->col <= p->left || cursor->col >= p->right || cursor->col >= line.cols)
		return false;
	at = line.cells + cursor->col;
	if (at->text == 0 || !line_is_grey(at) || (at[-1].fg == at->fg && at[-1].attributes == at->attributes))
		return false;
	for (c = cursor->col; c < p->right && c < line.cols; c++)
		if (line.cells[c].text > ' ' && (line.cells[c].fg != at->fg || line.cells[c].attributes != at->attributes))
			return false;
	return true;
}

/* Where what was suggested begins at the end of this row, wherever the cursor is; -1: all of it was typed. */
static int
ghost_at_end(struct recovery *r, int row)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;
	struct screen_cursor cursor = {.row = row};
	int end, c;

	if (!screen_line(r->screen, row, &line))
		return -1;
	for (end = p->right < line.cols ? p->right : line.cols; end > p->left && line.cells[end - 1].text <= ' '; end--)
		;
	for (c = end; c > p->left && line.cells[c - 1].fg == line.cells[end - 1].fg && line.cells[c - 1].attributes == line.cells[end - 1].attributes; c--)
		;
	cursor.col = c;
	return is_ghost(r, &cursor) ? c : -1;
}

/* It fills its pane to the top, where it began higher: nothing tells what it says. */
static bool
is_taller(struct recovery *r, int row)
{
	struct edit *e = &r->edit;
	int first, top = line_pane_top(r->screen, &e->pane, row);

	if (!e->pane.split || !e->known || e->draft.len > 0 || row <= top || screen_find(r->screen, e->anchor.id, &first))
		return false;
	while (row > top && line_runs_on(r->screen, &e->pane, row - 1))
		row--;
	return row == top;
}

/* In a pane: the last row of the text, above the one in which zsh searches. */
static int
last_above_search(struct recovery *r, int row)
{
	int last = last_in_pane(r, row), search = edit_row_of_search(r, row);

	return search > row && search <= last ? search - 1 : last;
}

/* In a pane: readline's search has taken the prompt's place, which may be as wide as all of it, so that it is read from the margin on. */
static void
read_search(struct recovery *r)
{
	static const char search[] = "-search)`";
	struct edit *e = &r->edit;
	struct buffer text = {0};
	int row, last;

	if (!e->pane.split || !e->known || e->prompt.len == 0 || e->draft.len == 0 || !screen_find(r->screen, e->anchor.id, &row) || !screen_find(r->screen, e->last_id, &last) || last < row)
		return;
	line_text(r->screen, &e->pane, row, e->pane.left, last, &text);
	if (text.len > e->draft.len && text.data[0] == '(' &&
	    memmem(text.data, text.len < SEARCH_MOST ? text.len : SEARCH_MOST, search, sizeof search - 1) != NULL) {
		buffer_clear(&e->draft);
		buffer_add(&e->draft, text.data, text.len);
	}
	buffer_free(&text);
}

/* A key was pressed that may end the line: what does it say now? */
void
edit_draft(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct screen_line line;
	int first, last, c;

	screen_cursor(r->screen, &cursor);
	buffer_clear(&e->draft);
	e->rest_id = e->ghost_id = 0;
	if (e->pane.split)
		edit_pane_anew(r);
	/* an interpreter is below for a moment, where it shows what the line would give */
	while (!e->bracket && screen_find(r->screen, edit_first_row(e), &first) && first < cursor.row && is_preview(r, cursor.row))
		cursor.row--, cursor.col = e->pane.right;
	edit_text(r, cursor.row, &e->draft);
	e->last_id = screen_line(r->screen, cursor.row, &line) ? line.id : cursor_row_id(r);
	if (!e->pane.split && e->anchored && r->keyboard.moved && places_top(&r->places)->ghosts && (c = ghost_at_end(r, cursor.row)) >= 0)
		cursor.col = c;
	/* no key has moved the cursor: where it is, the text ends; and so it does where suggestions have stayed before */
	if ((e->pane.split || (e->anchored && (r->keyboard.moved ? places_top(&r->places)->ghosts : r->keyboard.typed))) && screen_find(r->screen, edit_first_row(e), &first) && first <= cursor.row &&
	    is_ghost(r, &cursor)) {
		/* by the time it is erased the line has been left; or it stays */
		buffer_clear(&e->draft);
		line_head(r->screen, &e->pane, first, e->anchor.col, cursor.row, cursor.col, &e->draft);
		e->ghost_id = cursor_row_id(r);
		e->ghost_col = cursor.col;
	} else if (e->pane.split && (last = last_above_search(r, cursor.row)) != cursor.row && screen_line(r->screen, last, &line)) {
		e->last_id = line.id;
		buffer_clear(&e->draft);
		edit_text(r, last, &e->draft);
	}
	read_search(r);
	if (!pulse_text(r, &e->draft))
		pulse_all(r, &e->draft);
	e->drafted = true;
	e->taller = is_taller(r, cursor.row);
	e->full = cursor.col == e->pane.left && screen_find(r->screen, edit_first_row(e), &first) && first < cursor.row &&
	    line_runs_on(r->screen, &e->pane, cursor.row - 1) && screen_line(r->screen, cursor.row, &line) && is_empty(&line, &e->pane);
	if (e->pane.split && screen_find(r->screen, edit_first_row(e), &first) && screen_find(r->screen, e->last_id, &last))
		e->height = last - first, e->below = count_below(r, last);
}

/* What stands there is taken away before the line is typed that the key ends. */
void
edit_drop_draft(struct recovery *r)
{
	struct edit *e = &r->edit;

	buffer_clear(&e->draft);
	e->height = e->below = 0;
	e->rest_id = e->ghost_id = 0;
	e->full = false;
}

/*
 * The key was quicker than what draws the pane, and the editor draws the last letters now, in their colours: the cursor is behind
 * them, on the row that it was on.  Behind what is only suggested it goes back.
 */
void
edit_draft_late(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct buffer head = {0};
	struct screen_cursor cursor;
	int first;

	screen_cursor(r->screen, &cursor);
	if (e->height > 0 || e->draft.len == 0 || cursor_row_id(r) != e->last_id || !screen_find(r->screen, edit_first_row(e), &first) || first != cursor.row)
		return;
	line_head(r->screen, &e->pane, first, e->anchor.col, cursor.row, cursor.col, &head);
	if (head.len > e->draft.len && memcmp(head.data, e->draft.data, e->draft.len) == 0) {
		buffer_clear(&e->draft);
		buffer_add(&e->draft, head.data, head.len);
		e->ghost_col = cursor.col;
	}
	buffer_free(&head);
}

/*
 * Its editor says that it ended, in the output that answers the key, and its last letters were drawn with that, where the line stands: behind them is a
 * gap, or nothing, and a right prompt perhaps.
 */
static void
add_late_letters(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	struct buffer late = {0};
	int row, col, from, c;

	if (r->answered > 1 || e->height > 0 || e->draft.len == 0 || is_fish(r) || !screen_find(r->screen, e->anchor.id, &row) ||
	    !line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col) || col != e->anchor.col || !screen_line(r->screen, row, &line))
		return;
	from = line_column(r->screen, &e->pane, row, e->prompt.len + e->draft.len);
	c = from + (from < line.cols && line.cells[from].text == ' ');
	for (col = c; c < e->pane.right && c < line.cols && line.cells[c].text > ' ' && line.cells[c].stamp == (uint32_t)r->number; c++)
		;
	if (c > col && c - col <= LATE_MAX && c + 1 < e->pane.right && c + 1 < line.cols && line.cells[c].text <= ' ' && line.cells[c + 1].text <= ' ') {
		screen_text(r->screen, &line, from, c, &late);
		buffer_add(&e->draft, late.data, late.len);
	}
	buffer_free(&late);
}

/*
 * In a pane of which all rows are drawn anew: the last letters came with that, and the line stands higher by now, above the cursor, whole but
 * for what will be drawn over it.
 */
void
edit_draft_above(struct recovery *r, bool left)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer text = {0};
	const struct stroke *stroke = &r->keyboard.strokes[0];
	int row, col, top, last;

	if (!e->pane.split || !e->known || !e->anchored || e->goes_on || e->adrift || e->displaced || (e->draft.len == 0 && !(left && stroke->at_once && stroke->pasted == 0)) || e->prompt.len < 2 || e->slid || r->keyboard.count != 1 ||
	    stroke->key != '\r' || stroke->event != r->key_number || (e->draft.len > 0 && memchr(e->draft.data, '\n', e->draft.len) != NULL) || leave_was_searched(e))
		return;
	if (left)
		add_late_letters(r);
	screen_cursor(r->screen, &cursor);
	/* all of it came with the key: it ends in the row above an empty one */
	if (e->draft.len == 0 && cursor.col != e->pane.left)
		return;
	top = line_pane_top(r->screen, &e->pane, cursor.row);
	for (row = cursor.row - 1; row >= top && !line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col); row--)
		;
	last = row;
	if (row >= top && stamp_left_of(r, row, col) > r->key_number)
		line_text(r->screen, &e->pane, row, col, last = ahead_last_row(r, &e->pane, row, col, cursor.row, stroke), &text);
	if (e->draft.len == 0 ? last == cursor.row - 1 && text.len > 0 :
	    text.len > e->draft.len && text.len <= e->draft.len + LATE_MAX && memcmp(text.data, e->draft.data, e->draft.len) == 0 &&
	    memchr(text.data + e->draft.len, ' ', text.len - e->draft.len) == NULL && memchr(text.data + e->draft.len, '\n', text.len - e->draft.len) == NULL)
		buffer_add(&e->draft, text.data + e->draft.len, text.len - e->draft.len);
	buffer_free(&text);
}

/*
 * It was suggested only after the key that commits, by an editor that thinks about it meanwhile, and has drawn the last letters since, perhaps: how many
 * columns of those there are before it; -1: there is none.
 */
static int
late_ghost(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	const struct screen_cell *at;
	int row, c, from;

	if (e->ghost_id != 0 || e->height > 0 || !(e->pane.split || is_fish(r)) || !screen_find(r->screen, edit_first_row(e), &row) || !screen_line(r->screen, row, &line))
		return -1;
	c = from = line_column(r->screen, &e->pane, row, e->prompt.len + e->draft.len);
	if (c <= e->anchor.col)
		return -1;
	/* letters of one column each, for what is cut is counted in bytes */
	while (c < e->pane.right && c < line.cols && is_fish(r) && line.cells[c].text > ' ' && line.cells[c].text < 0x7F && line.cells[c].stamp > r->key_number &&
	    !line_is_grey(line.cells + c))
		c++;
	if (c >= e->pane.right || c >= line.cols)
		return -1;
	at = line.cells + c;
	return at->text > ' ' && at->stamp > r->key_number && line_is_grey(at) && (at[-1].fg != at->fg || at[-1].attributes != at->attributes) ? c - from : -1;
}

void
edit_drop_ghost(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int first;

	screen_cursor(r->screen, &cursor);
	if (!e->anchored || !screen_find(r->screen, edit_first_row(e), &first) || first > cursor.row || !is_ghost(r, &cursor))
		return;
	buffer_clear(&e->draft);
	line_head(r->screen, &e->pane, first, e->anchor.col, cursor.row, cursor.col, &e->draft);
	e->ghost_id = cursor_row_id(r);
	e->ghost_col = cursor.col;
}

/* A multiplexer that scrolls first erases what was only suggested afterwards: it is no text meanwhile. */
void
edit_cut_ghost(struct recovery *r, struct buffer *text)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int row, late;

	if (text->len <= e->draft.len || e->draft.len == 0 || memcmp(text->data, e->draft.data, e->draft.len) != 0)
		return;
	late = late_ghost(r);
	if (late >= 0 || (e->ghost_id != 0 && screen_find(r->screen, e->ghost_id, &row) && screen_line(r->screen, row, &line) && e->ghost_col < line.cols &&
	    line.cells[e->ghost_col].stamp <= r->key_number && line_is_grey(&line.cells[e->ghost_col]))) {
		if (late <= 0)
			text->len = e->draft.len;
		else if (e->draft.len + (size_t)late < text->len)
			text->len = e->draft.len + (size_t)late;
		if (!e->pane.split) {
			places_top(&r->places)->ghosts = true;
			e->reasons |= r->keyboard.moved || e->ghost_id == 0 ? REASON_DOUBTFUL : 0;
		}
	}
}
