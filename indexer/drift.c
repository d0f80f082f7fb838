/* Other output came into a line: where does it go on? */
#include "indexer/edit.h"

#include <string.h>

#include "indexer/boundary.h"
#include "indexer/catchup.h"
#include "indexer/pulse.h"
#include "indexer/solo.h"

/* The line has the text that it had before the cursor went elsewhere, perhaps with letters that came at once with that. */
static bool
stands_as_before(struct recovery *r, int last)
{
	struct edit *e = &r->edit;
	struct buffer text = {0};
	int row;
	bool stands = false;

	if (screen_find(r->screen, e->anchor.id, &row) && row <= last) {
		line_text_before(r->screen, &e->pane, row, e->anchor.col, last, e->calm_col, &text);
		stands = text.len >= e->before.len && (e->before.len == 0 || memcmp(text.data, e->before.data, e->before.len) == 0);
	}
	buffer_free(&text);
	return stands;
}

static bool
is_of_last_key(struct recovery *r, int row, int col)
{
	struct screen_line line;
	char sign;

	if (!screen_line(r->screen, row, &line) || col >= line.cols || line.cells[col].text < ' ' || line.cells[col].text > 0x7E)
		return false;
	sign = (char)line.cells[col].text;
	return keyboard_typed(&r->keyboard, &sign, 1);
}

/* What was typed before its prompt stood is the line's, whose shell draws nothing of it; or does after all: see catchup_trim. */
void
edit_keep(struct recovery *r, const struct buffer *typed)
{
	struct edit *e = &r->edit;

	buffer_clear(&e->before);
	buffer_add(&e->before, typed->data, typed->len);
	e->reasons |= REASON_AHEAD;
	e->caught = true;
}

/* The line that the cursor is in begins behind a prompt. */
static bool
has_prompt(struct recovery *r, const struct screen_cursor *cursor)
{
	struct pane pane = line_pane(r->screen, cursor->row, cursor->col, true);
	struct buffer prompt = {0};
	int col;
	bool has;

	pane.fills = true;
	has = known_prompt(r, &pane, line_first(r->screen, &pane, cursor->row), &col, &prompt) && prompt.len > 0;
	buffer_free(&prompt);
	return has;
}

/*
 * In a pane whose interpreter asks with nothing: the multiplexer was steered since, and has drawn the line elsewhere.  It begins at the margin of the
 * cursor's row.
 */
static bool
is_drawn_silently(struct recovery *r, const struct screen_cursor *cursor)
{
	const struct edit *e = &r->edit;
	int row;

	return e->pane.split && e->known && !e->goes_on && e->prompt.len == 0 && r->keyboard.count == 0 && is_for_panes(r) && places_top(&r->places)->kind == PROGRAM_REPL &&
	    cursor->row < screen_rows(r->screen) - 1 && !(screen_find(r->screen, e->anchor.id, &row) && row == cursor->row) && asks_silently(r) != NULL && !has_prompt(r, cursor);
}

static void
take_silent_row(struct recovery *r, const struct screen_cursor *cursor)
{
	struct edit *e = &r->edit;

	e->pane = line_pane(r->screen, cursor->row, cursor->col, true);
	e->pane.fills = true;
	e->reasons |= REASON_REANCHORED;
	e->displaced = false;
	buffer_clear(&e->before);
	edit_set_anchor(r, line_first(r->screen, &e->pane, cursor->row), e->pane.left, &e->prompt);
}

/*
 * A console without the kernel's echo was busy, and what it printed is all there was to see; now it has drawn its prompt together with the letters that
 * came until then.
 */
static bool
drew_typed_with_prompt(struct recovery *r, const struct screen_cursor *cursor)
{
	const struct edit *e = &r->edit;
	struct buffer prompt = {0}, typed = {0};
	int col;
	bool drew;

	if (!e->displaced || e->bracket || e->calm.len > 0 || r->keyboard.count > 0 || e->pane.split ||
	    !known_prompt(r, &e->pane, cursor->row, &col, &prompt) || prompt.len < 2 || col >= cursor->col || !drawn_at_once(r, cursor->row, 0, cursor->col) ||
	    stamp_left_of(r, cursor->row, col) <= r->key_number) {
		buffer_free(&prompt);
		return false;
	}
	line_text_before(r->screen, &e->pane, cursor->row, col, cursor->row, cursor->col, &typed);
	drew = keyboard_typed(&r->keyboard, typed.data ? typed.data : "", typed.len) && (size_t)r->keyboard.length == typed.len;
	buffer_free(&prompt);
	buffer_free(&typed);
	return drew;
}

/* Other output came into the line: go on behind it, or where the prompt was drawn again. */
void
edit_settle(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer prompt = {0}, own = {0};
	int row, col, left = e->pane.split ? e->pane.left : 0;
	bool begun, kept, feigned = false, drew;

	if (!e->displaced || !e->anchored)
		return;
	screen_cursor(r->screen, &cursor);
	if (is_drawn_silently(r, &cursor)) {
		take_silent_row(r, &cursor);
		return;
	}
	/* an editor went down and came back */
	if (!e->tampered && screen_find(r->screen, e->edge_id, &row) && cursor.row == row && (e->fed || cursor.col == e->calm_col)) {
		e->displaced = false;
		/* what it drew there was not heard */
		e->solo.lost = true;
		buffer_clear(&e->before);
		return;
	}
	/* its window has another size, and it stands where it stood, behind output without a line feed: that a prompt stands alone above is older */
	if (e->edge_id == 0 && e->home.len > 0 && e->prompt.len > e->home.len && screen_find(r->screen, e->anchor.id, &row) &&
	    line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col) && col == e->anchor.col) {
		e->displaced = false;
		return;
	}
	catchup_learn(r, &cursor);
	drew = drew_typed_with_prompt(r, &cursor);
	/* it is still below, where it shows what the line would give */
	if (!drew && !e->tampered && (places_top(&r->places)->kind == PROGRAM_REPL || is_preview(r, cursor.row)) &&
	    screen_find(r->screen, e->edge_id, &row) && cursor.row == row + 1 && stands_as_before(r, row))
		return;
	if (!drew && line_find(r->screen, &e->pane, cursor.row, 0, e->edge_stamp, e->home.data ? e->home.data : "", e->home.len,
		&row, &col) && row + 20 > cursor.row && edit_says_the_same(r, row, col, cursor.row)) {
		e->reasons |= REASON_REANCHORED;
		buffer_clear(&e->before);
		edit_set_anchor(r, row, col, &e->prompt);
		solo_stands(r, row, col);
		pulse_stands(r, row, col);
	} else if (known_prompt(r, &e->pane, cursor.row, &col, &prompt) &&
	    !(screen_find(r->screen, e->anchor.id, &row) && row == cursor.row && col == e->anchor.col) &&
	    !(feigned = e->pane.split && e->known && !edit_says_the_same(r, cursor.row, col, cursor.row))) {
		/* it was no line of a prompt's before, and is one now; what the kernel has of it already, it keeps for the shell */
		begun = !e->known;
		kept = begun && !e->bracket && pulse_kept(r, &own);
		e->known = go_to_place(r, &prompt, e->bracket, 0);
		if (kept || !begun || !is_cooked(r))
			buffer_clear(&e->before);
		if (kept)
			edit_keep(r, &own);
		e->stamp = e->edge_stamp;
		buffer_clear(&e->home);
		buffer_add(&e->home, prompt.data, prompt.len);
		edit_set_anchor(r, cursor.row, col, &prompt);
		solo_stands(r, cursor.row, col);
		pulse_stands(r, cursor.row, col);
	} else if (e->pane.split && r->alternate && cursor.row == screen_rows(r->screen) - 1 && is_for_panes(r)) {
		; /* the multiplexer asks for a name or a command there */
	} else {
		e->reasons |= REASON_INTERRUPTED;
		/* what looks like its prompt so far was none */
		e->edge_stamp = (uint32_t)r->number;
		/* a letter alone in its row, while keys of which nothing is told go on, is theirs */
		if (e->fed && cursor.col == left + 1 && (r->keyboard.coarse ? r->keyboard.printing : is_of_last_key(r, cursor.row, left)))
			cursor.col = left;
		/* in a pane: they were typed at a program, which has printed, and all of them stand in this row */
		else if (e->pane.split && !e->known && e->prompt.len == 0 && e->before.len == 0 && r->keyboard.printing && boundary_echoed_from_margin(r, cursor.row, cursor.col, r->key_number))
			cursor.col = left;
		e->pane.left = e->pane.left <= cursor.col ? e->pane.left : 0;
		/* it begins where it began: that letter was drawn there again */
		begun = e->pane.split && e->fed && e->before.len == 1 && screen_find(r->screen, e->anchor.id, &row) && row == cursor.row && cursor.col == e->anchor.col;
		if (begun)
			buffer_clear(&e->before);
		else if (!e->adrift)
			e->origin = e->anchor;
		edit_set_anchor(r, cursor.row, cursor.col, &e->prompt);
		e->adrift = !begun;
		e->feigned = feigned;
		solo_intruded(r);
	}
	buffer_free(&own);
	buffer_free(&prompt);
}

/* ^L has an editor draw its line on an empty screen: behind no prompt, it is not found there by that. */
static bool
is_drawn_on_top(struct recovery *r, const struct screen_cursor *cursor)
{
	const struct edit *e = &r->edit;
	struct screen_line line;
	int row, c = 0;

	if (e->home.len > 0 || e->prompt.len > 0 || (screen_find(r->screen, e->anchor.id, &row) && row <= cursor->row) || !screen_line(r->screen, 0, &line))
		return false;
	while (c < line.cols && line.cells[c].text <= ' ')
		c++;
	return c < line.cols && line.cells[c].stamp > r->key_number;
}

/* ^L has an editor of one row draw its prompt and its line once more, in the next row, which may be moved sideways there. */
void
edit_drawn_below(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int row, col;

	if (!r->keyboard.control || r->keyboard.last[1] != CONTROL('L') || !e->anchored || !e->known || e->pane.split || e->displaced || e->goes_on)
		return;
	screen_cursor(r->screen, &cursor);
	if (is_drawn_on_top(r, &cursor)) {
		e->reasons |= REASON_REANCHORED;
		edit_set_anchor(r, 0, 0, &e->home);
		return;
	}
	if (e->bracket || e->home.len < 2)
		return;
	if ((screen_find(r->screen, e->anchor.id, &row) && row >= cursor.row) || stamp_left_of(r, cursor.row, cursor.col) <= r->key_number ||
	    !line_matches(r->screen, &e->pane, cursor.row, e->home.data, e->home.len, &col) || col > cursor.col)
		return;
	e->reasons |= REASON_REANCHORED;
	edit_set_anchor(r, cursor.row, col, &e->home);
	solo_stands(r, cursor.row, col);
}

/*
 * In a pane: what came was a list of the editor's own, say, drawn in pieces.  The cursor is in the line again, which stands where it
 * stood, behind its prompt, with what it said then.
 */
void
edit_come_back(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer head = {0};
	size_t len = e->before.len;
	int row, col;

	/* where nothing was typed before, its prompt must tell, and the cursor behind it */
	if (!e->adrift || e->displaced || e->tampered || !e->pane.split || (len == 0 && (!e->known || e->prompt.len < 2)) || !screen_find(r->screen, e->origin.id, &row))
		return;
	screen_cursor(r->screen, &cursor);
	if (cursor.row < row || (len == 0 && (cursor.row > row || cursor.col < e->origin.col)) || cursor.row > line_last(r->screen, &e->pane, row) ||
	    !line_matches(r->screen, &e->pane, row, e->prompt.data ? e->prompt.data : "", e->prompt.len, &col) || col != e->origin.col)
		return;
	line_head(r->screen, &e->pane, row, col, cursor.row, cursor.col, &head);
	while (len > 0 && e->before.data[len - 1] == ' ')
		len--;
	if (head.len >= len && (len == 0 || memcmp(head.data, e->before.data, len) == 0)) {
		buffer_clear(&e->before);
		e->adrift = false;
		edit_set_anchor(r, row, col, &e->prompt);
		/* its keys were taken for the multiplexer's */
		r->keyboard.typed |= len == 0 && head.len > 0;
	}
	buffer_free(&head);
}

/* The window has another size, and so has the pane, perhaps elsewhere: in it the line that was begun stands behind its prompt, up to the cursor. */
void
edit_follow_window(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct pane pane;
	int row, col;

	if (!e->open || !e->anchored)
		return;
	screen_cursor(r->screen, &cursor);
	if (is_drawn_silently(r, &cursor))
		take_silent_row(r, &cursor);
	if (!e->displaced || !e->known || !e->pane.split || !(e->reasons & REASON_DOUBTFUL) || e->prompt.len < 3 || r->keyboard.count > 0)
		return;
	pane = line_pane(r->screen, cursor.row, cursor.col, true);
	pane.fills = e->pane.fills;
	row = line_first(r->screen, &pane, cursor.row);
	if (pane.left == e->pane.left || !line_matches(r->screen, &pane, row, e->prompt.data, e->prompt.len, &col) || stamp_left_of(r, row, col) <= r->key_number ||
	    (row == cursor.row && col > cursor.col))
		return;
	e->pane = pane;
	e->pane.floor = e->pane.drawn = stamp_left_of(r, row, col);
	edit_set_anchor(r, row, col, &e->prompt);
	buffer_clear(&e->before);
	e->reasons |= REASON_REANCHORED;
}
