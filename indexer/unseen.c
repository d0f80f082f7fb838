/* Lines that were left without anything telling of it. */
#include "indexer/unseen.h"

#include <string.h>

#include "indexer/arrival.h"
#include "indexer/burst.h"
#include "indexer/clipping.h"
#include "indexer/syntax.h"

/* The text there begins with what was echoed of the line when that was looked at. */
static bool
goes_on_from_draft(struct recovery *r, int row, int col, int last)
{
	const struct buffer *draft = &r->edit.draft;
	struct buffer text = {0};
	bool goes;

	line_text(r->screen, &r->edit.pane, row, col, last, &text);
	goes = text.len > draft->len && memcmp(text.data, draft->data, draft->len) == 0;
	buffer_free(&text);
	return goes;
}

/* The cursor is behind the prompt, or one that counts, and nothing else. */
static bool
stands_bare(struct recovery *r, const struct screen_cursor *cursor)
{
	const struct edit *e = &r->edit;
	struct buffer prompt = {0};
	int col;
	bool bare;

	bare = line_matches(r->screen, &e->pane, cursor->row, e->prompt.data, e->prompt.len, &col) ||
	    (e->home.len > 1 && line_matches(r->screen, &e->pane, cursor->row, e->home.data, e->home.len, &col)) ||
	    (similar_prompt(r, &e->pane, cursor->row, &col, &prompt) && prompt_like(e->prompt.data, e->prompt.len, prompt.data, prompt.len));
	buffer_free(&prompt);
	return bare && col == cursor->col;
}

/* The same behind another prompt of a shell's, with another directory say, which was drawn alone in its row. */
static bool
stands_at_another(struct recovery *r, const struct screen_cursor *cursor)
{
	const struct edit *e = &r->edit;
	struct buffer prompt = {0};
	size_t bare, own = prompt_bare(e->prompt.data, e->prompt.len);
	bool same;

	line_prompt(r->screen, &e->pane, cursor->row, cursor->col, &prompt);
	bare = prompt_bare(prompt.data ? prompt.data : "", prompt.len);
	same = bare >= 2 && own >= 2 && prompt.len - bare == e->prompt.len - own && prompt.data[bare - 1] == e->prompt.data[own - 1] &&
	    prompt_is_shells(prompt.data, prompt.len) && prompt_is_shells(e->prompt.data, e->prompt.len) && arrival_is_end_of_row(r, cursor) &&
	    drawn_at_once(r, cursor->row, e->pane.left, cursor->col) && stamp_left_of(r, cursor->row, cursor->col) > r->key_number;
	buffer_free(&prompt);
	return same;
}

bool
unseen_stands_above(struct recovery *r, const struct stroke *stroke, int *row, int *col, int *last)
{
	const struct edit *e = &r->edit;
	const char *prompt = e->prompt.data ? e->prompt.data : "";
	struct screen_cursor cursor;
	int top;
	bool another = false;

	/* where the kernel echoes, several that came at once stand behind no prompt but the first: behind the others stands what was printed */
	if (r->keyboard.count > 0 && r->keyboard.strokes[0].event == stroke->event && &r->keyboard.strokes[0] != stroke && is_cooked(r))
		return false;
	screen_cursor(r->screen, &cursor);
	/* the next prompt is bare, or is to be drawn in an empty row */
	if (!e->pane.split || !e->known || e->goes_on || !(stroke->at_once || stroke->pasted > 0) || e->prompt.len < 2 ||
	    (!stands_bare(r, &cursor) && !(stroke->pasted > 0 && cursor.col == e->pane.left && arrival_is_end_of_row(r, &cursor)) &&
		!(another = stands_at_another(r, &cursor))))
		return false;
	top = line_pane_top(r->screen, &e->pane, cursor.row);
	for (*row = cursor.row - 1; *row >= top && !line_matches(r->screen, &e->pane, *row, prompt, e->prompt.len, col); --*row)
		;
	/* the prompt may stand where it stood */
	if (*row < top || stamp_left_of(r, *row, *col + 1) <= r->key_number)
		return false;
	*last = ahead_last_row(r, &e->pane, *row, *col, cursor.row, stroke);
	if (another && *last != cursor.row - 1)
		return false;
	return e->draft.len == 0 || goes_on_from_draft(r, *row, *col, *last);
}

/* All of the text stands behind its prompt, in rows above this one. */
static bool
is_above_it(struct recovery *r, int below, const struct buffer *text)
{
	const struct edit *e = &r->edit;
	struct buffer rows = {0};
	int row, col, last, top = line_pane_top(r->screen, &e->pane, below);
	bool is = false;

	for (row = below - 1; row >= top && !is; row--) {
		if (!line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col))
			continue;
		buffer_clear(&rows);
		for (last = row + 1; last < below && rows.len <= text->len && !is; last++) {
			buffer_clear(&rows);
			line_text(r->screen, &e->pane, row, col, last, &rows);
			is = buffer_is(&rows, text->data, text->len);
		}
	}
	buffer_free(&rows);
	return is;
}

/*
 * What seemed to be the line's second row was typed at what its first had started: the editor has drawn it once more, behind its next prompt.  The text
 * is the first row then, and that one `next`.
 */
static bool
stands_again(struct recovery *r, struct buffer *text, struct buffer *next)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer row = {0}, prompt = {0};
	const char *end = text->len > 0 ? memchr(text->data, '\n', text->len) : NULL;
	int above, col, last;
	bool stands = false;

	if (end == NULL || !e->pane.split || !e->known || e->goes_on || e->prompt.len < 2 || r->keyboard.count != 2 || syntax_open(text->data, (size_t)(end - text->data)))
		return false;
	buffer_add(next, end + 1, text->len - (size_t)(end + 1 - text->data));
	screen_cursor(r->screen, &cursor);
	for (above = cursor.row - 1; above >= line_pane_top(r->screen, &e->pane, cursor.row) && !stands; above--) {
		if ((!line_matches(r->screen, &e->pane, above, e->prompt.data, e->prompt.len, &col) && !similar_prompt(r, &e->pane, above, &col, &prompt)) ||
		    stamp_left_of(r, above, col) <= r->key_number)
			continue;
		for (last = above; last + 1 < cursor.row && line_runs_on(r->screen, &e->pane, last); last++)
			;
		buffer_clear(&row);
		line_text(r->screen, &e->pane, above, col, last, &row);
		stands = next->len > 0 && buffer_is(&row, next->data, next->len) && is_above_it(r, above, text);
	}
	if (stands)
		text->len = (size_t)(end - text->data);
	buffer_free(&prompt);
	buffer_free(&row);
	return stands;
}

/* What stands behind the prompt, where that is. */
static void
text_at_anchor(struct recovery *r, struct buffer *text)
{
	const struct edit *e = &r->edit;
	int row, col;

	if (screen_find(r->screen, e->anchor.id, &row) && line_matches(r->screen, &e->pane, row, e->prompt.data ? e->prompt.data : "", e->prompt.len, &col) && col == e->anchor.col)
		line_text(r->screen, &e->pane, row, col, row, text);
}

/* Its last letters were drawn after the key that committed it, together with what moved on: it stands where it stood, and has them. */
static void
add_late_letters(struct recovery *r, struct buffer *text)
{
	const struct edit *e = &r->edit;
	struct buffer row = {0};

	if (e->pane.split && e->known && e->height == 0 && text->len > 0 && buffer_is(text, e->draft.data, e->draft.len) && !is_fish(r))
		text_at_anchor(r, &row);
	if (row.len > text->len && row.len <= text->len + LATE_MAX && memcmp(row.data, text->data, text->len) == 0 &&
	    memchr(row.data + text->len, ' ', row.len - text->len) == NULL)
		buffer_add(text, row.data + text->len, row.len - text->len);
	buffer_free(&row);
}

/* The next prompt stands already, and no line feed was seen: what the line said when the key came is all there is. */
void
edit_leave_unseen(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct buffer text = {0}, next = {0};
	struct screen_cursor cursor;
	struct screen_line line;
	uint64_t row_id = e->pane.split ? e->last_id : e->anchor.id;
	int row, col, last = 0;
	bool escaped = r->keyboard.escaped, touched = r->keyboard.typed || r->keyboard.moved;
	struct stroke stroke;

	edit_draft_above(r, false);
	if (stands_again(r, &e->draft, &next)) {
		e->reasons |= REASON_REANCHORED;
		stroke = r->keyboard.strokes[0];
		verdict_give(r, &e->draft, stroke, escaped, true, touched, e->anchor.id);
		held_flush(r, true);
		buffer_clear(&e->draft);
		buffer_add(&e->draft, next.data, next.len);
		e->reasons |= REASON_AHEAD;
	}
	buffer_free(&next);
	text_at_anchor(r, &text);
	if (!leave_note_idle_break(r, &text))
		buffer_clear(&text);
	stroke = keyboard_left(&r->keyboard);
	if (unseen_stands_above(r, &stroke, &row, &col, &last)) {
		buffer_clear(&text);
		line_text(r->screen, &e->pane, row, col, last, &text);
		row_id = screen_line(r->screen, last, &line) ? line.id : row_id;
	/* what was found by searching, or came at once with the key, stands behind the prompt, now that it is left */
	} else if ((leave_was_searched(e) || (e->pane.split && e->draft.len == 0)) && screen_find(r->screen, e->anchor.id, &row) &&
	    (e->prompt.len == 0 || (line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col) && col == e->anchor.col))) {
		screen_cursor(r->screen, &cursor);
		last = ahead_last_row(r, &e->pane, row, e->anchor.col, cursor.row > row ? cursor.row : row + 1, &stroke);
		buffer_clear(&text);
		line_text(r->screen, &e->pane, row, e->anchor.col, last, &text);
		if (last > row && screen_line(r->screen, last, &line))
			row_id = line.id;
	}
	/* what was found stands higher up by now */
	if (text.len == 0) {
		leave_add_draft(e, &text);
		add_late_letters(r, &text);
	}
	if (e->draft.len == 0 && text.len > 0)
		burst_join(r, &stroke, last, &text);
	clipping_shape(r, &text);
	r->edit.reasons |= REASON_REANCHORED;
	verdict_give(r, &text, stroke, escaped, true, touched, row_id);
	edit_close(r);
	edit_observe(r);
	buffer_free(&text);
}

/* tcsh has one key that does so, Alt-a, where it is known which it was. */
static bool
is_tcsh_hold(const struct recovery *r)
{
	const char *program = r->places.list[r->places.count - 1].program;

	return strcmp(program, "tcsh") == 0 && (r->keyboard.alt == 'a' || r->keyboard.alt == 'A');
}

/* zsh runs a line, and puts it behind its next prompt; others draw it again below a list. */
static bool
is_held_again(struct recovery *r, const struct buffer *row, const struct buffer *text)
{
	const struct edit *e = &r->edit;

	return ((is_zsh(r) && (r->keyboard.escape || r->keyboard.commanded)) || is_tcsh_hold(r)) && text->len > 0 && row->len == e->prompt.len + text->len && memcmp(row->data, e->prompt.data, e->prompt.len) == 0 &&
	    memcmp(row->data + e->prompt.len, text->data, text->len) == 0;
}

/* The terminal has shown the last key behind it, as it does with the one that its user has it break off with. */
static bool
shows_last_key(const struct recovery *r, const struct buffer *text)
{
	return r->keyboard.control && text->data[text->len - 2] == '^' && CONTROL(text->data[text->len - 1]) == r->keyboard.last[1];
}

/*
 * No key that commits was pressed, and nothing told that the editor left its line: but it stands above, and its prompt was drawn again in answer
 * to the last key, which may be one that stands for others, and came then.  Outside of panes that is all that is told of it.
 */
bool
edit_left_by_itself(struct recovery *r, int64_t at)
{
	struct edit *e = &r->edit;
	struct stroke stroke = {.key = '\r', .at = at, .event = r->key_number};
	struct screen_cursor cursor;
	struct screen_line line;
	struct buffer prompt = {0}, text = {0};
	int row, last;
	bool left = false, same, again, of_vi = r->keyboard.commanded;

	screen_cursor(r->screen, &cursor);
	if (is_for_panes(r) || !(r->keyboard.moved_last || r->keyboard.prefixed || of_vi) || r->keyboard.last[1] == CONTROL('G') || !screen_find(r->screen, e->anchor.id, &row) || row >= cursor.row ||
	    stamp_left_of(r, cursor.row, cursor.col) <= r->key_number || cursor_row_id(r) == r->key_row || (of_vi && !arrival_is_end_of_row(r, &cursor)))
		return false;
	line_prompt(r->screen, &e->pane, row, e->anchor.col, &prompt);
	for (last = row; line_runs_on(r->screen, &e->pane, last) && last + 1 < cursor.row; last++)
		;
	if (buffer_is(&prompt, e->prompt.data, e->prompt.len))
		line_text(r->screen, &e->pane, row, e->anchor.col, last, &text);
	buffer_clear(&prompt);
	line_prompt(r->screen, &e->pane, cursor.row, cursor.col, &prompt);
	/* it counts, or a chooser has brought another directory */
	again = is_held_again(r, &prompt, &text);
	same = again || buffer_is(&prompt, e->prompt.data, e->prompt.len) || (e->prompt.len > 1 && drawn_at_once(r, cursor.row, e->pane.left, cursor.col) &&
	    prompt_like(e->prompt.data, e->prompt.len, prompt.data ? prompt.data : "", prompt.len));
	if (text.len > 2 && same && shows_last_key(r, &text)) {
		left = true;
	} else if (text.len > 0 && same && screen_line(r->screen, last, &line)) {
		e->reasons |= REASON_REANCHORED;
		if (!e->pane.split) {
			buffer_clear(&text);
			e->reasons |= REASON_UNSEEN;
		}
		held_take(r, &text, &stroke, line.id);
		left = true;
		/* what an editor made of it stands below */
		r->held.from_editor = text.len > 0 && !again && (verdict_opens_editor(&r->keyboard) || (of_vi && text.data[0] != '#'));
		if (r->held.from_editor && last + 1 < cursor.row)
			line_text(r->screen, &e->pane, last + 1, e->pane.left, last + 1, &r->held.shown);
	}
	buffer_free(&prompt);
	buffer_free(&text);
	return left;
}
