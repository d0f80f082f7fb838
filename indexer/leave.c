/* A line is left: what was it? */
#include "indexer/edit.h"
#include "indexer/miscount.h"

#include <ctype.h>
#include <string.h>

#include "indexer/burst.h"
#include "indexer/catchup.h"
#include "indexer/clamour.h"
#include "indexer/clipping.h"
#include "indexer/further.h"
#include "indexer/history.h"
#include "indexer/opening.h"
#include "indexer/pulse.h"
#include "indexer/shape.h"
#include "indexer/slide.h"
#include "indexer/solo.h"
#include "indexer/spelt.h"
#include "indexer/syntax.h"
#include "indexer/tall.h"
#include "indexer/tally.h"
#include "indexer/transit.h"
#include "indexer/unseen.h"

/*
 * What stood below when the key came, and was not touched since, belongs to it: a list would have been erased, and what an
 * interpreter shows of the result will be.
 */
static int
stays_below(struct recovery *r, int last, int fed)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int n, c;
	bool stays = true;

	for (n = 0; n < e->below && last < fed && stays; n++) {
		stays = screen_line(r->screen, last + 1, &line) && !is_preview(r, last + 1);
		for (c = e->pane.left; stays && c < e->pane.right && c < line.cols; c++)
			stays = line.cells[c].text == 0 || line.cells[c].stamp <= r->key_number;
		last += stays;
	}
	return last;
}

/* All of its rows are there, and say what they said when the key came. */
static bool
stands_as_drafted(struct recovery *r, int row, int col)
{
	struct edit *e = &r->edit;
	struct buffer text = {0};
	bool stands;

	line_text(r->screen, &e->pane, row, col, row + e->height, &text);
	stands = buffer_is(&text, e->draft.data, e->draft.len);
	buffer_free(&text);
	return stands;
}

/*
 * The last row of the line: where the cursor was when the key was pressed, and what its rows go on into.  The
 * line feed may come late, behind output, and in a pane the cursor may be on its way elsewhere.
 */
static int
last_of_line(struct recovery *r, int fed)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int row, col, first;

	/* a multiplexer may draw it again elsewhere, with output directly below it */
	if (e->pane.split && e->drafted && e->draft.len > 0) {
		if (!edit_resolve(r, fed, &row, &col))
			return fed;
		/* zsh says that it ended before it goes below */
		if (row + e->height > fed)
			return e->closing && stands_as_drafted(r, row, col) ? row + e->height : fed;
		/* it came at once with its key, and had only begun to be echoed when it was looked at */
		if (e->height == 0 && r->keyboard.count > 0 && r->keyboard.strokes[0].at_once && !e->goes_on)
			return ahead_last_row(r, &e->pane, row, col, fed + 1, &r->keyboard.strokes[0]);
		/* it may be left before its multiplexer went below it; interpreters show there what it would give */
		return stays_below(r, row + e->height, row + e->height < fed || places_top(&r->places)->kind == PROGRAM_REPL ? fed : fed + e->below);
	}
	if (!screen_find(r->screen, e->pane.split && !e->drafted ? edit_first_row(e) : e->last_id, &row) || row > fed)
		return fed;
	/* all of it came at once with the key, and a paste perhaps stands higher by now */
	if (e->pane.split && e->known && e->drafted && e->draft.len == 0 && r->keyboard.count > 0)
		return r->keyboard.strokes[0].pasted > 0 && edit_resolve(r, fed, &first, &col) && first < row ? ahead_last_row(r, &e->pane, first, col, fed + 1, &r->keyboard.strokes[0]) :
		    ahead_last_row(r, &e->pane, row, e->anchor.col, fed + 1, &r->keyboard.strokes[0]);
	while (row < fed && screen_line(r->screen, row, &line) &&
	    (line.continues || (e->pane.fills && !e->pane.split && line_runs_on(r->screen, &e->pane, row))))
		row++;
	return row;
}

/* The row in which the text ends: an editor that draws its line anew may have left blank rows below it. */
static uint64_t
text_row_id(struct recovery *r, int last)
{
	struct screen_line line;
	struct buffer text = {0};
	uint64_t id = 0;
	int row;

	for (row = last; id == 0 && screen_line(r->screen, row, &line) && row > last - 8; row--) {
		buffer_clear(&text);
		screen_text(r->screen, &line, 0, line.cols, &text);
		if (!prompt_is_blank(text.data, text.len))
			id = line.id;
	}
	buffer_free(&text);
	return id != 0 || !screen_line(r->screen, last, &line) ? id : line.id;
}

/* readline's search has its own prompt. */
bool
leave_was_searched(const struct edit *e)
{
	const struct buffer *draft = &e->draft;

	/* it stands in the place of the line's own, which may end in its midst */
	return draft->len > 2 && e->prompt.len > 0 && (memmem(draft->data, draft->len, "ch)`", 4) != NULL ||
	    ((memcmp(draft->data, ")`", 2) == 0 || memcmp(draft->data, "h)`", 3) == 0) && memmem(draft->data, draft->len, "': ", 3) != NULL));
}

/* The end of the draft, behind the search and what was searched for; NULL: there was no search. */
static const char *
found_by_search(const struct edit *e, size_t *len)
{
	static const char behind[] = "': ";
	const char *at, *end;

	if (!leave_was_searched(e))
		return NULL;
	end = e->draft.data + e->draft.len;
	at = memmem(e->draft.data, e->draft.len, ")`", 2);
	if (at == NULL || (at = memmem(at, (size_t)(end - at), behind, sizeof behind - 1)) == NULL)
		return NULL;
	at += sizeof behind - 1;
	*len = (size_t)(end - at);
	return at;
}

/*
 * What was found stood behind the search: the prompt that came back in its place may be narrower than its editor believes, and has left some
 * of it in its row.
 */
static void
take_found(const struct edit *e, struct buffer *text)
{
	static const char search[] = "-search)`";
	const char *at;
	size_t len;

	if (text->len == 0 || (at = found_by_search(e, &len)) == NULL)
		return;
	/* or its output stands below, where the search had a row more */
	if (len > 0 && e->pane.split && text->len > len + 3 && memcmp(text->data, at, len) == 0 && (text->data[len] == '\n' || memcmp(text->data + len, "   ", 3) == 0)) {
		text->len = len;
		return;
	}
	/* or it is not to be found there, and what the line said is taken */
	if (memmem(text->data, text->len, search, sizeof search - 1) == NULL && !buffer_is(text, e->draft.data, e->draft.len))
		return;
	buffer_clear(text);
	buffer_add(text, at, len);
}

/* What the line said when the key came; of a search, what it had found. */
void
leave_add_draft(const struct edit *e, struct buffer *text)
{
	size_t len;
	const char *found = found_by_search(e, &len);

	if (found != NULL)
		buffer_add(text, found, len);
	else
		buffer_add(text, e->draft.data, e->draft.len);
}

/* It was not drawn since the key came, or is still to be, and has nothing of what the line said then. */
static bool
is_older(struct recovery *r, const struct buffer *text)
{
	struct edit *e = &r->edit;
	int row;

	return e->draft.len > 0 && text->len > 0 && !leave_was_searched(e) && !clipping_is_head(text->data, text->len, e->draft.data, e->draft.len) &&
	    (text->data[0] == '\n' || !screen_find(r->screen, edit_first_row(e), &row) || stamp_left_of(r, row, e->anchor.col) <= r->key_number);
}

bool
ends_shell(const struct buffer *text)
{
	return (text->len >= 4 && memcmp(text->data, "exit", 4) == 0 && (text->len == 4 || text->data[4] == ' ')) || buffer_is(text, "logout", 6);
}

/* Its terminal was told to echo nothing, by a shell or by what may be one. */
static bool
is_muted(struct recovery *r)
{
	const struct buffer *text;
	int i;

	for (i = 0; i < r->reply_count; i++) {
		text = &r->replies[i].c.text;
		if (text->len > 0 && memmem(text->data, text->len, "stty -echo", 10) != NULL)
			return true;
	}
	return places_top(&r->places)->muted;
}

/* Lines that were typed and committed, and answered by nothing at all. */
static void
hold_unseen(struct recovery *r, uint64_t row_id)
{
	struct buffer none = {0};
	struct stroke stroke;
	int i;

	for (i = 0; i < r->keyboard.count - 1 && is_muted(r); i++) {
		stroke = r->keyboard.strokes[i];
		if (!stroke.stale || stroke.first == '\0' || stroke.key == CONTROL('C') || stroke.key == CONTROL('D'))
			continue;
		held_take(r, &none, &stroke, row_id);
		r->held.c.reasons |= REASON_UNSEEN;
	}
}

/* The editor drew this row with the line. */
bool
edit_has_row(struct recovery *r, int row)
{
	struct screen_line line;
	int c;

	if (!screen_line(r->screen, row, &line))
		return false;
	for (c = 0; c < line.cols && line.cells[c].text <= ' '; c++)
		;
	return c < line.cols && line.cells[c].stamp > r->edit.pane.floor;
}

/* zsh searches in a row of its own below the text; -1: there is none. */
int
edit_row_of_search(struct recovery *r, int cursor)
{
	static const char *const searches[] = {"bck-i-search: ", "fwd-i-search: ", "failing bck-i-search: ", "failing fwd-i-search: "};
	size_t i;
	int row, col;

	for (row = cursor + 1; row < screen_rows(r->screen); row++)
		for (i = 0; i < sizeof searches / sizeof *searches; i++)
			if (line_matches(r->screen, &r->edit.pane, row, searches[i], strlen(searches[i]), &col))
				return row;
	return -1;
}

/* A key comes while somebody searches: what was found goes down to there, wherever the cursor is. */
void
edit_note_found(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct screen_line line;
	int row;

	if (!r->keyboard.searches || !e->bracket || !e->anchored || e->pane.split)
		return;
	screen_cursor(r->screen, &cursor);
	if ((row = edit_row_of_search(r, cursor.row)) > cursor.row && screen_line(r->screen, row - 1, &line))
		e->low_id = line.id;
}

/* A key that commits came: of a block, where the cursor may be anywhere, the last row is one in which it was before. */
void
edit_note_rest(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct screen_line line;
	int low, row;

	/* in a pane the draft has it already */
	if (!e->bracket || !e->anchored || e->pane.split || !r->keyboard.moved || !screen_find(r->screen, e->low_id, &low))
		return;
	screen_cursor(r->screen, &cursor);
	for (row = cursor.row + 1; row <= low && edit_has_row(r, row); row++)
		;
	if (row <= low || low <= cursor.row)
		return;
	e->rest_id = screen_line(r->screen, low, &line) ? line.id : 0;
	buffer_clear(&e->draft);
	edit_text(r, low, &e->draft);
}

/* All the rows that the text had are blank now. */
static bool
is_erased(struct recovery *r, int from, int to)
{
	const struct edit *e = &r->edit;
	struct screen_line line;
	int c;

	for (; from <= to; from++)
		for (c = e->pane.left; screen_line(r->screen, from, &line) && c < e->pane.right && c < line.cols; c++)
			if (line.cells[c].text > ' ')
				return false;
	return true;
}

/*
 * Its editor draws it once more with its prompt, perhaps a shorter one, row by row and perhaps elsewhere, and has come so far; or the multiplexer
 * erases its further rows, by line feeds beside another pane, before it draws them.
 */
static bool
is_drawn_by_rows(struct recovery *r, int last, const struct buffer *text)
{
	const struct edit *e = &r->edit;
	struct screen_line line;
	int row;

	if (!(e->pane.split || e->closing) || !e->known || text->len >= e->draft.len || e->draft.data[text->len] != '\n' ||
	    !screen_find(r->screen, edit_first_row(e), &row) || !screen_line(r->screen, row, &line) || e->pane.left >= line.cols)
		return false;
	return line.cells[e->pane.left].stamp > r->key_number || (e->pane.split && e->height > 0 && last >= row &&
	    is_erased(r, row + 1, row + e->height) && memchr(text->data ? text->data : "", '\n', text->len) == NULL);
}

/* Its editor may leave a block without going below it, or may draw all of it anew first, with a shorter prompt say. */
static int
with_rest_of_block(struct recovery *r, int last, struct buffer *text)
{
	const struct buffer *draft = &r->edit.draft;
	int low;

	if (r->edit.rest_id == 0 && !is_drawn_by_rows(r, last, text))
		return last;
	if (screen_find(r->screen, r->edit.rest_id, &low) && low > last)
		last = low;
	if (text->len < draft->len && (text->len == 0 || memcmp(text->data, draft->data, text->len) == 0)) {
		buffer_clear(text);
		buffer_add(text, draft->data, draft->len);
	}
	return last;
}

/* In a pane: all of the line came with its key, and nothing that could have brought a row of its own. */
static bool
was_sent_whole(struct recovery *r, bool pasted)
{
	const struct edit *e = &r->edit;

	return e->pane.split && e->known && e->drafted && e->draft.len == 0 && !e->goes_on && !pasted && r->keyboard.count > 0 && r->keyboard.strokes[0].at_once &&
	    r->keyboard.strokes[0].pasted == 0 && places_top(&r->places)->kind != PROGRAM_REPL && !is_fish(r);
}

/*
 * A slow line, over which the echo of letters came after the key behind them: that key is the line's, if those letters are, and what was typed since
 * is the next one.
 */
static void
note_slow_echo(struct keyboard *k, const struct buffer *text)
{
	const struct manuscript_line *line;
	int i;

	for (i = 0; i + 1 < k->count; i++) {
		line = manuscript_line(&k->manuscript, k->strokes[i].typed);
		if (k->strokes[i].stale && k->strokes[i].key != CONTROL('D') && line != NULL && line->text.len > 0 && buffer_is(text, line->text.data, line->text.len) &&
		    (line = manuscript_line(&k->manuscript, k->strokes[i + 1].typed)) != NULL && line->text.len > 0)
			k->strokes[i].stale = false;
	}
}

/* Its editor says in this output as often as keys were pressed that a line has ended: it says so of ^C, too. */
static bool
ends_for_each(const struct recovery *r)
{
	static const char off[] = "\033[?2004l";
	const char *at, *end;
	int n = 0;

	if (r->output == NULL || r->output->len == 0)
		return false;
	end = r->output->data + r->output->len;
	for (at = r->output->data; (at = memmem(at, (size_t)(end - at), off, sizeof off - 1)) != NULL; at += sizeof off - 1)
		n++;
	return n >= r->keyboard.count;
}

/* ^C came at once before the line, when nothing was typed: its editor may say nothing of it, and the line was ended by the key behind. */
bool
leave_note_idle_break(struct recovery *r, const struct buffer *text)
{
	const struct edit *e = &r->edit;
	struct keyboard *k = &r->keyboard;
	bool shows = text->len >= 2 && memcmp(text->data + text->len - 2, "^C", 2) == 0;

	if (k->count < 2 || k->strokes[0].key != CONTROL('C') || k->strokes[1].key != '\r' || k->strokes[1].event != k->strokes[0].event ||
	    !e->known || !e->bracket || !e->drafted || e->draft.len > 0 || text->len == 0 || shows || ends_for_each(r))
		return false;
	k->strokes[0].stale = true;
	return true;
}

/*
 * Typed while a program draws in its row, a bar say, from the margin on: of what was echoed the screen has lost the most, and what stands left of it
 * is nothing that asked.
 */
static void
take_overheard(struct recovery *r, struct buffer *text)
{
	struct edit *e = &r->edit;
	const struct buffer *heard = &r->overheard.text;

	if (e->known || e->bracket || e->goes_on || r->keyboard.moved || !r->overheard.torn || heard->len == 0 || shape_signs_are_among(heard, text))
		return;
	buffer_clear(text);
	buffer_add(text, heard->data, heard->len);
	buffer_clear(&e->prompt);
	e->reasons |= REASON_INTERRUPTED;
}

/*
 * One key stands for several lines, and has committed the one before: this one stands behind the shell's prompt within a bracket of its own.  What it
 * says nobody typed.  Or the line was typed before its editor began, in a pane, and not shown until then.  Whether it is one.
 */
static bool
take_of_pressed(struct recovery *r, uint64_t last_row_id)
{
	struct edit *e = &r->edit;
	struct stroke stroke = {.key = '\r', .at = r->key_at, .event = r->key_number};
	struct buffer text = {0};
	int last;
	bool is;

	/* an editor had the line before, and shows what became of it */
	if (r->held.from_editor || !screen_find(r->screen, last_row_id, &last) || !may_edit(r))
		return false;
	if (!e->anchored)
		edit_anchor_late(r, last);
	if (e->anchored && e->known)
		edit_text(r, last, &text);
	if ((is = text.len > 0)) {
		if (r->unshown != r->key_number) {
			buffer_clear(&text);
			e->reasons |= REASON_UNSEEN;
		}
		held_take(r, &text, &stroke, last_row_id);
		held_flush(r, true);
		edit_close(r);
		edit_observe(r);
	}
	buffer_free(&text);
	return is;
}

/*
 * Typed ahead with its own Enter, and its editor is still drawing it when another is pressed: that is for the next line, which was typed ahead, too, and
 * is in its editor already.
 */
static bool
was_ended_before(const struct recovery *r, const struct buffer *text)
{
	const struct edit *e = &r->edit;
	const struct keyboard *k = &r->keyboard;
	const struct reply *reply = &r->replies[0];

	return k->count == 1 && k->strokes[0].key == '\r' && !k->strokes[0].at_once && e->known && e->bracket && (e->reasons & REASON_AHEAD) && r->reply_count > 0 &&
	    reply->unasked && reply->c.event < k->strokes[0].event && buffer_is(text, reply->c.text.data, reply->c.text.len) && e->draft.len < text->len &&
	    (e->draft.len == 0 || memcmp(e->draft.data, text->data, e->draft.len) == 0);
}

/*
 * In a pane: what answered the key has drawn the row, its prompt too, and another text in it.  Of a line that was typed letter by letter no editor
 * does so; what it started may, to hide it.
 */
static bool
is_drawn_over(struct recovery *r, const struct buffer *text)
{
	const struct edit *e = &r->edit;
	const struct keyboard *k = &r->keyboard;
	size_t least = text->len < e->draft.len ? text->len : e->draft.len;
	int row;

	return e->pane.split && e->known && e->drafted && !e->goes_on && k->seen && k->typed && !k->moved && !k->escaped && !is_fish(r) && least > 1 &&
	    memcmp(text->data, e->draft.data, least) != 0 && !history_refers(&e->draft) && e->anchor.col > e->pane.left &&
	    screen_find(r->screen, e->anchor.id, &row) && stamp_left_of(r, row, e->anchor.col) == (uint32_t)r->number && drawn_at_once(r, row, e->pane.left, e->anchor.col + 1);
}

/* It is what stood there when the key came. */
static void
take_draft(const struct edit *e, struct buffer *text)
{
	buffer_clear(text);
	buffer_add(text, e->draft.data, e->draft.len);
}

/* A border of the line's pane is gone from this row: one of the two panes was closed. */
static bool
is_wider(struct recovery *r, int row)
{
	const struct edit *e = &r->edit;
	struct pane pane = line_pane(r->screen, row, e->anchor.col, true);

	return pane.left < e->pane.left || pane.right > e->pane.right;
}

void
edit_leave(struct recovery *r, uint64_t last_row_id)
{
	struct edit *e = &r->edit;
	struct keyboard *k = &r->keyboard;
	struct buffer text = {0};
	struct stroke stroke;
	bool any_key = k->count > 0 || k->typed || k->moved, claimed = false, wider = false, before, escaped, moved, touched, tabs, aside;
	size_t len;
	int last, row, col, rest;

	if (!any_key && e->bracket && r->key_number != 0 && (r->pressed == r->key_number || r->unshown == r->key_number) && take_of_pressed(r, last_row_id))
		return;
	/* a line that nobody typed was printed */
	if (!any_key && r->reply_count == 0 && k->seen) {
		edit_close(r);
		edit_observe(r);
		return;
	}

	if (!screen_find(r->screen, last_row_id, &last)) {
		/* what it printed has driven it off its pane meanwhile */
		if (e->anchored && e->known && e->drafted && (e->draft.len > 0 || e->taller) && k->count > 0)
			edit_leave_unseen(r);
		else
			edit_close(r);
		return;
	}
	/* its editor said so, but the next prompt is drawn already */
	if (e->anchored && k->count == 1 && unseen_stands_above(r, &k->strokes[0], &row, &col, &rest)) {
		edit_leave_unseen(r);
		return;
	}
	if (e->anchored)
		edit_settle(r);
	else if (may_edit(r))
		edit_anchor_late(r, last);
	if (!e->anchored) {
		edit_close(r);
		return;
	}
	escaped = k->escaped;
	moved = k->moved;
	tabs = k->tabs;
	/* operate-and-get-next brought the line together with its prompt */
	if (e->pane.split && e->known && r->held.key == CONTROL('O') && !k->typed && !k->moved)
		e->reasons |= REASON_AHEAD;
	touched = k->typed || k->moved || (e->reasons & REASON_AHEAD);
	if (e->pane.split || (!e->bracket && !e->whole && e->drafted))
		last = last_of_line(r, last);
	if (e->pane.split) {
		wider = is_wider(r, last);
		edit_pane_anew(r);
	}
	edit_text(r, last, &text);
	aside = clipping_cut_side(r, last, &text);
	clipping_cut_again(r, last, &text);
	edit_cut_ghost(r, &text);
	clipping_cut_prompt(r, &text);
	catchup_trim(r, &text);
	catchup_trim(r, &e->draft);
	catchup_cut_mark(r, &text);
	last = with_rest_of_block(r, last, &text);
	if (miscount_text(r, &text)) {
		e->reasons |= REASON_DOUBTFUL;
		buffer_clear(&e->draft);
		buffer_add(&e->draft, text.data, text.len);
	}
	if (!(solo_text(r, &text) && is_fish(r)) && (pulse_text(r, &text) || pulse_all(r, &text))) {
		e->reasons |= REASON_INTERRUPTED;
		/* what a program draws has asked for nothing */
		if (!e->known)
			buffer_clear(&e->prompt);
		buffer_clear(&e->draft);
		buffer_add(&e->draft, text.data, text.len);
	}
	opening_cut(r, last, &text);
	take_found(e, &text);
	/* the editor had gone to the next row already: what stands there was printed, unless letters came at once with the key */
	if (e->full && e->known && !e->bracket && !e->pane.split && !(k->count > 0 && k->strokes[0].at_once) && clipping_is_head(e->draft.data, e->draft.len, text.data, text.len)) {
		take_draft(e, &text);
	}
	/* its pane was redrawn since, or is being scrolled: what stands behind a prompt there is an old line */
	if (e->pane.split && e->drafted && (e->reasons & REASON_REANCHORED) && (!e->known || is_older(r, &text) || (e->goes_on && e->draft.len == 0))) {
		take_draft(e, &text);
	}
	/* what was typed at a program went up with all rows of its pane, and something else stands there by now */
	if (e->pane.split && e->drafted && !e->known && e->draft.len > 0 && text.len > 0 && !(text.len >= e->draft.len && memcmp(text.data, e->draft.data, e->draft.len) == 0)) {
		take_draft(e, &text);
	}
	/* all rows of a block are drawn anew, one below the other, under another prompt */
	if (e->pane.split && e->known && e->drafted && !is_fish(r) && text.len > 0 && e->draft.len > text.len && e->draft.data[text.len] == '\n' &&
	    memcmp(e->draft.data, text.data, text.len) == 0 && syntax_open(text.data, text.len))
		take_draft(e, &text);
	if (is_drawn_over(r, &text)) {
		e->reasons |= REASON_INTERRUPTED;
		take_draft(e, &text);
	}
	if (e->pane.split && e->drafted && !is_fish(r))
		last -= clipping_cut_replaced(&text, &e->draft);
	/* its prompt is another one now, a short one say: where it stands nobody knows, and output is below it */
	if (e->pane.split && e->known && e->drafted && e->below == 0 && e->height == 0 && places_top(&r->places)->kind != PROGRAM_REPL &&
	    e->draft.len > 0 && text.len > e->draft.len && text.data[e->draft.len] == '\n' && memcmp(text.data, e->draft.data, e->draft.len) == 0 &&
	    !syntax_open(e->draft.data, e->draft.len) && !is_fish(r) && !(k->count > 0 && k->strokes[0].pasted > 0))
		text.len = e->draft.len;
	if (was_sent_whole(r, tabs))
		clipping_cut_below_first(&text);
	/* what fish's user has it print before a command comes into the same bracket */
	if (is_fish(r) && e->drafted)
		clipping_cut_printed(&text, &e->draft);
	if (clipping_cut_answer(r, &text))
		e->reasons |= REASON_INTERRUPTED;
	clipping_join(r, last, k->seen && k->typed && !moved && !escaped && !tabs, &text);
	clipping_shape(r, &text);
	further_cut(r, &text);
	clipping_undraw(r, &text);
	spelt_take_back(r, last, &text);
	/* taken back over the margin, where the screen keeps it */
	if (r->echo.reached && !r->echo.spoilt && !e->bracket && !e->whole && !e->displaced && !e->adrift) {
		buffer_clear(&text);
		buffer_add(&text, r->echo.text.data, r->echo.text.len);
	}
	take_overheard(r, &text);
	/* nothing stood there, and no key but the last was pressed: how a job ended */
	if (!touched && e->known && e->bracket && e->drafted && e->draft.len == 0 && !e->pane.split && text.len > 2 && text.data[0] == '[' && isdigit((unsigned char)text.data[1]))
		buffer_clear(&text);
	if (!e->bracket && !e->goes_on)
		hold_unseen(r, last_row_id);
	note_slow_echo(k, &text);
	/* of what was typed behind it nothing is told, perhaps: then it may have taken a part of that */
	if (leave_note_idle_break(r, &text) && k->coarse)
		e->reasons |= REASON_DOUBTFUL;
	before = was_ended_before(r, &text);
	if (before)
		claimed = claim_reply(r, &text, &stroke);
	else
		stroke = keyboard_left(k);
	if (e->draft.len == 0 && !e->goes_on) {
		len = text.len;
		burst_join(r, &stroke, last, &text);
		if (text.len > len)
			clipping_shape(r, &text);
	}
	/* taken off the screen as soon as it was committed */
	if (text.len == 0 && (e->bracket || e->pane.split) && (stroke.key == '\r' || stroke.key == '\n') && e->draft.len > 0) {
		leave_add_draft(e, &text);
		e->reasons |= REASON_REANCHORED;
	}
	/* its pane was closed, and what stands there now is another's */
	if (e->pane.split && e->known && stroke.key == '\r' && ((ends_shell(&e->draft) && !ends_shell(&text)) || (wider && e->draft.len > 0)))
		take_draft(e, &text);
	if (stroke.key == '\0' && text.len > 0)
		claimed = claim_reply(r, &text, &stroke);
	if (e->draft.len > 0)
		places_top(&r->places)->muted = false;
	if (slide_is_cut(r, last, &text) || (!e->slid && ((!aside && verdict_scrolled(r, last)) || tall_is_cut(&text))) ||
	    ((e->mute || verdict_answer(r, &text, &stroke, moved)) && !e->bracket && text.len > 0))
		e->reasons |= REASON_UNSEEN;
	if (clamour_spoilt(e, &text))
		e->reasons |= REASON_UNSEEN;
	if (verdict_doubtful(r, &text, last) || clipping_may_have_side(r, last, &text) || (tabs && verdict_may_hold_tabs(&text)) || (moved && places_top(&r->places)->miscount > 0))
		e->reasons |= REASON_DOUBTFUL;
	last_row_id = text_row_id(r, last);
	if (any_key || claimed || !k->seen)
		verdict_give(r, &text, stroke, escaped, moved, touched, last_row_id);
	/* the key that went elsewhere may have been told together with what is typed there */
	r->brought = stroke.key == '\0' && transit_brought(r);
	k->last[0] = k->last[1] = '\0';
	edit_close(r);
	if (before)
		tally_keep(r, &k->strokes[0]);
	/* more was typed at once, for editors that say nothing of when they begin */
	if (k->count > 0)
		edit_open(r, false);
	edit_observe(r);
	buffer_free(&text);
}

