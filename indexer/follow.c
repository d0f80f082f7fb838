/* What the screen tells of an editor in the middle of its output. */
#include "indexer/arrival.h"
#include "indexer/became.h"
#include "indexer/burst.h"
#include "indexer/further.h"
#include "indexer/keyless.h"
#include "indexer/opening.h"
#include "indexer/steer.h"
#include "indexer/transit.h"

#include <string.h>

#include "indexer/volley.h"

/* The cursor's row begins with a prompt that is known: a line that was typed ahead. */
static bool
has_prompt(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_line line;
	struct pane all = {.right = screen_cols(r->screen)};
	struct buffer prompt = {0};
	int row, col;
	bool has;

	screen_cursor(r->screen, &cursor);
	/* the last row of a prompt may go on the one above */
	for (row = cursor.row; !(has = known_prompt(r, &all, row, &col, &prompt)) && screen_line(r->screen, row - 1, &line) && line.continues;)
		row--;
	has = has || further_prompt(r, &all, row, &col, NULL) || similar_prompt(r, &all, row, &col, &prompt) ||
	    opening_usual(r, &all, row, &col, &prompt);
	buffer_free(&prompt);
	return has;
}

/* Several lines were typed at once, and the kernel echoes them all before anybody reads: this is the next one. */
static bool
is_echoed_with(struct recovery *r)
{
	struct keyboard *k = &r->keyboard;
	struct stroke *stroke = &k->strokes[0];
	struct pane all = {.right = screen_cols(r->screen)};
	struct buffer text = {0};
	struct screen_cursor cursor;
	bool same;

	if (k->count == 0 || (stroke->key != '\r' && stroke->key != '\n') || !r->held.any || stroke->event != r->held.c.event ||
	    (r->held.c.kind != COMMAND_REPLY && !is_cooked(r)))
		return false;
	screen_cursor(r->screen, &cursor);
	line_text(r->screen, &all, cursor.row, 0, cursor.row, &text);
	same = text.len > 0 && gap_since_held(r, cursor.row) == 1 &&
	    (stroke->length < 0 || (stroke->length == (int)text.len && stroke->first == text.data[0]));
	buffer_free(&text);
	return same;
}

/* The cursor is on the last row of the text that is being edited. */
static bool
is_last_row(struct recovery *r)
{
	const struct buffer *prompt = &r->edit.prompt;
	struct screen_cursor cursor;
	struct screen_line line;
	int row, col, c;

	screen_cursor(r->screen, &cursor);
	/* above its prompt, which stands there: not on a screen that was cleared since */
	if (screen_find(r->screen, r->edit.anchor.id, &row) && cursor.row < row && (!r->edit.known || prompt->len == 0 ||
	    line_matches(r->screen, &r->edit.pane, row, prompt->data, prompt->len, &col)))
		return false;
	if (!screen_line(r->screen, cursor.row + 1, &line))
		return true;
	for (c = r->edit.pane.left; c < r->edit.pane.right && c < line.cols; c++)
		if (line.cells[c].text > ' ' && line.cells[c].stamp > r->edit.pane.floor)
			return false;
	return true;
}

/* The pane of the line is beside another, and has no line feeds of its own. */
static bool
is_beside(struct recovery *r)
{
	return r->edit.pane.split && r->edit.pane.right - r->edit.pane.left < screen_cols(r->screen);
}

/* An interpreter's, which moves about below its line: "In [1]: ". */
static bool
ends_in_colon(const struct buffer *prompt)
{
	size_t bare = prompt_bare(prompt->data ? prompt->data : "", prompt->len);

	return bare > 0 && prompt->data[bare - 1] == ':';
}

/* A line feed has brought the cursor to another row of the pane, which is still beside the other, or above it. */
static bool
is_within_pane(struct recovery *r, const struct screen_cursor *cursor)
{
	const struct pane *p = &r->edit.pane;
	struct pane above;
	int row;

	if (!is_beside(r) && p->split && r->edit.drafted && r->edit.draft.len > 0 && screen_find(r->screen, r->edit.anchor.id, &row))
		return cursor->row < row - 1 && line_in_pane(r->screen, p, row, cursor->row, cursor->col);
	if (!is_beside(r) || cursor->row < 1 || cursor->col < p->left || cursor->col >= p->right)
		return false;
	above = line_pane(r->screen, cursor->row - 1, p->left, true);
	return above.left == p->left && above.right == p->right;
}

/*
 * zsh closes its bracket first, then goes down to the line's last row, returns, and feeds a line; or where
 * there is a row below already, it goes there and returns.  It writes nothing on its way: the cursor
 * keeps its column until the first return, and stays at the margin after it.
 */
static void
follow_closing(struct recovery *r, bool fed)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct screen_line line;
	int row;

	screen_cursor(r->screen, &cursor);
	if (!screen_find(r->screen, e->closing_id, &row) || cursor.row < row) {
		/* a multiplexer draws all rows of a full pane anew, and goes over an empty one by a line feed: the line is drawn further down */
		if (is_within_pane(r, &cursor) && r->output != NULL && !ends_in_colon(&e->prompt))
			e->closing_late = true;
		else
			edit_end_closing(r);
		return;
	}
	if (!fed && !e->returned && cursor.col == e->closing_col) {
		e->returned = true;
		e->closing_col = 0;
		e->below_id = cursor_row_id(r);
		return;
	}
	if (cursor.col == e->closing_col) {
		if (!fed)
			return;
		e->closing_id = cursor_row_id(r);
	} else if (e->returned && screen_find(r->screen, e->below_id, &cursor.row) && cursor.row > row &&
	    screen_line(r->screen, cursor.row - 1, &line)) {
		e->closing_id = line.id;
	}
	edit_end_closing(r);
}

void
edit_displace(struct recovery *r, bool fed)
{
	struct edit *e = &r->edit;

	if (!e->anchored || e->displaced)
		return;
	e->edge_id = e->calm_id;
	e->edge_stamp = (uint32_t)r->number;
	if (!e->adrift)
		buffer_clear(&e->before);
	/* of what was typed at a program that a key stopped, the kernel keeps nothing for its shell; what stands behind a job's prompt when it goes on is its own */
	if (e->adrift && e->feigned && fed)
		;
	else if (e->known || e->calm.len < 2 || memcmp(e->calm.data + e->calm.len - 2, "^Z", 2) != 0)
		buffer_add(&e->before, e->calm.data, e->calm.len);
	e->displaced = true;
	e->fed = fed;
}

static bool
is_above(struct recovery *r, uint64_t id)
{
	struct screen_cursor cursor;
	int row;

	screen_cursor(r->screen, &cursor);
	return screen_find(r->screen, id, &row) && cursor.row < row;
}

static bool
is_full_row(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_line line;

	screen_cursor(r->screen, &cursor);
	return screen_line(r->screen, cursor.row, &line) && line.cols > 0 && line.cells[line.cols - 1].text > 0;
}

static bool
ends_in_reprint(const struct screen_line *line)
{
	int c = line->cols;

	while (c > 0 && line->cells[c - 1].text <= ' ')
		c--;
	return c >= 2 && line->cells[c - 2].text == '^' && line->cells[c - 1].text == 'R';
}

static bool
was_reprinted(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_line line;

	screen_cursor(r->screen, &cursor);
	return cursor.col >= 0 && screen_line(r->screen, cursor.row, &line) && line.cols > 1 && ends_in_reprint(&line);
}

/* Something in this row of the pane was drawn since the key came. */
static bool
is_touched(struct recovery *r, int row)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;
	int c;

	if (!screen_line(r->screen, row, &line))
		return false;
	for (c = p->left; c < p->right && c < line.cols && line.cells[c].stamp <= r->key_number; c++)
		;
	return c < p->right && c < line.cols;
}

/* A line of some length was typed, and nothing of it is to be seen yet. */
static bool
is_unechoed(struct recovery *r)
{
	struct screen_cursor cursor;
	struct buffer text = {0};
	bool none;

	if (r->keyboard.count == 0 || r->keyboard.strokes[0].event != r->key_number || r->edit.draft.len > 0 || !(r->keyboard.strokes[0].length > 0 || r->keyboard.strokes[0].wiped || (r->keyboard.coarse && r->keyboard.typed)))
		return false;
	screen_cursor(r->screen, &cursor);
	edit_text(r, cursor.row, &text);
	none = text.len == 0 || (r->keyboard.strokes[0].wiped && !is_touched(r, cursor.row));
	buffer_free(&text);
	return none;
}

/* In vi's command mode a letter makes a comment of the line, which is left with that. */
static bool
is_made_comment(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer text = {0};
	bool made;

	if (!e->anchored || !e->known || !e->has_calm || e->calm.len == 0 || !r->keyboard.escaped || r->keyboard.count > 0)
		return false;
	screen_cursor(r->screen, &cursor);
	edit_text(r, cursor.row, &text);
	made = text.len == e->calm.len + 1 && text.data[0] == '#' && memcmp(text.data + 1, e->calm.data, e->calm.len) == 0;
	buffer_free(&text);
	return made;
}

/* A line that came at once with its key is longer than its half of the screen, where the multiplexer feeds lines to go on. */
static bool
is_wrapped_beside(struct recovery *r)
{
	struct screen_cursor cursor;

	if (!is_beside(r) || !r->edit.drafted || r->edit.draft.len > 0 || r->keyboard.count == 0 || r->keyboard.strokes[0].event != r->key_number)
		return false;
	screen_cursor(r->screen, &cursor);
	return line_runs_on(r->screen, &r->edit.pane, cursor.row);
}

/* A paste of several rows came at once with its key, and not all of them are drawn. */
static bool
is_within_paste(struct recovery *r)
{
	struct screen_cursor cursor, margin;
	int row, rows = 0;

	if (r->keyboard.count == 0 || r->keyboard.strokes[0].pasted == 0 || (r->edit.draft.len > 0 && !r->keyboard.strokes[0].at_once) || !screen_find(r->screen, r->edit.anchor.id, &row))
		return false;
	screen_cursor(r->screen, &cursor);
	margin = cursor;
	margin.col = r->edit.pane.left;
	for (; row < cursor.row; row++)
		rows += !line_runs_on(r->screen, &r->edit.pane, row);
	/* the multiplexer scrolls before it draws the last of them */
	return rows < r->keyboard.strokes[0].pasted || (rows == r->keyboard.strokes[0].pasted && r->edit.pane.split && arrival_is_end_of_row(r, &margin));
}

/* ^D ends an empty line, and takes a letter out of others, or lists what they could become; a multiplexer feeds lines to erase what is below. */
static bool
deletes_only(struct recovery *r)
{
	int i;

	for (i = 0; i < r->keyboard.count && r->keyboard.strokes[i].key == CONTROL('D'); i++)
		;
	return r->edit.pane.split && r->edit.known && i == r->keyboard.count && r->edit.draft.len > 0;
}

/* The line came at once with its Enter, and its editor goes on below a row that is full: this is not where it ends. */
static bool
wraps_before_end(struct recovery *r)
{
	const struct edit *e = &r->edit;
	const struct stroke *stroke = &r->keyboard.strokes[0];
	struct screen_cursor cursor;
	struct buffer text = {0};
	bool wraps;

	if (r->keyboard.count == 0 || !e->anchored || !e->known || e->bracket || e->pane.split || !e->drafted || e->draft.len > 0 ||
	    stroke->event != r->key_number || !wraps_itself(r) || !is_full_row(r))
		return false;
	screen_cursor(r->screen, &cursor);
	edit_text(r, cursor.row, &text);
	/* of what was typed nothing may be known: then a row that is full by chance looks the same */
	wraps = stroke->length < 0 || text.len < (size_t)stroke->length;
	if (wraps && stroke->length < 0)
		r->edit.reasons |= REASON_DOUBTFUL;
	buffer_free(&text);
	return wraps;
}

/* What answers vi's key goes below the line, and does not draw it once more, as it would behind a list of words. */
static bool
goes_below_for_good(struct recovery *r)
{
	const struct buffer *line = &r->edit.calm;
	const struct event *ev = r->output;
	const char *last;

	if (!r->keyboard.commanded || !r->keyboard.coarse || ev == NULL || ev->len < 2 || memcmp(ev->data, "\r\n", 2) != 0 || !r->edit.has_calm || line->len == 0)
		return false;
	last = memrchr(ev->data, '\n', ev->len);
	return memmem(last, (size_t)(ev->data + ev->len - last), line->data, line->len) == NULL;
}

/* ksh hands its line to an editor, at once, and says nothing of it: ^X ^E, or "v" in vi's command mode. */
static bool
hands_to_editor(struct recovery *r)
{
	const struct edit *e = &r->edit;

	return !e->bracket && !e->pane.split && e->anchored && e->known && r->answered <= 1 &&
	    (verdict_opens_editor(&r->keyboard) || (r->keyboard.escaped && (keyboard_typed(&r->keyboard, "v", 1) ||
	    /* or which key it was nobody tells, but the kernel says that its editor has ended */
	    (r->keyboard.coarse && r->keyboard.printing && r->truth.known && r->truth.cooked && !places_top(&r->places)->cooked) ||
	    /* or the way it goes on, where the kernel knows nothing of it */
	    (places_remote(&r->places) && goes_below_for_good(r)))));
}

static void
on_line_feed(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	bool commits;

	if (e->closing) {
		follow_closing(r, true);
		return;
	}
	if (!e->open) {
		if (r->held.expects)
			became_take(r);
		else if (ahead_drawn_again(r))
			held_flush(r, true);
		if (!r->held.expects && r->reply_count > 0 && !ahead_hidden(r))
			ahead_take(r);
		return;
	}
	if (steer_feeds(r))
		return;
	/* fish begins anew below, within the same bracket */
	if (e->bracket && r->keyboard.count > 0 && is_fish(r) &&
	    r->keyboard.strokes[r->keyboard.count - 1].key == CONTROL('C') && r->keyboard.strokes[r->keyboard.count - 1].event >= r->key_number) {
		keyboard_forget(&r->keyboard);
		edit_open(r, true);
		return;
	}
	/* a multiplexer left out that its editor began, and ended */
	if (e->bracket && !e->anchored && r->keyboard.count == 0 && r->reply_count > 0 && r->replies[0].doubted)
		ahead_take(r);
	commits = (r->keyboard.count > 0 && !deletes_only(r)) || !r->keyboard.seen || hands_to_editor(r);
	if (!e->bracket && !commits && is_made_comment(r)) {
		edit_leave(r, cursor_row_id(r));
		keyboard_forget(&r->keyboard);
		/* of the next line's keys nothing may be told */
		r->keyboard.typed = r->keyboard.coarse && r->keyboard.printing;
		return;
	}
	if (volley_takes(r) || wraps_before_end(r))
		return;
	if (!e->bracket && !e->anchored && is_echoed_with(r)) {
		edit_anchor_bare(r);
		edit_leave(r, cursor_row_id(r));
		return;
	}
	/* it draws the rows of the line once more, from above */
	if (commits && e->anchored && e->pane.split && e->drafted && is_above(r, e->last_id))
		return;
	/* what was typed at a program came all at once: a multiplexer scrolls first, and then echoes it */
	if (commits && e->anchored && e->pane.split && (is_unechoed(r) || is_wrapped_beside(r) || is_within_paste(r)))
		return;
	/* a multiplexer leaves brackets out when they follow one another quickly */
	if (!e->bracket || (e->anchored && e->pane.split)) {
		if (commits && !e->anchored) {
			screen_cursor(r->screen, &cursor);
			further_learn(r, cursor.row);
		}
		if (commits && (e->anchored ? e->pane.split || is_last_row(r) : has_prompt(r))) {
			edit_leave(r, cursor_row_id(r));
			return;
		}
		/* an editor that moves down by line feeds */
		if (commits && !is_last_row(r))
			return;
		/* fish goes below the line before it says that a key has ended it */
		if (!commits && e->bracket && is_fish(r)) {
			e->feed_id = cursor_row_id(r);
			e->feed_number = r->number;
		}
	} else {
		e->feed_id = cursor_row_id(r);
		e->feed_number = r->number;
	}
	/* the kernel's reprint: the line again, without its prompt */
	if (!e->bracket && e->anchored && r->keyboard.last[1] == CONTROL('R') && !r->keyboard.printing && was_reprinted(r)) {
		e->reprint = true;
		return;
	}
	/* what answers a key is the editor's own, and so is going on below a row that is full; a multiplexer feeds lines
	 * to scroll a pane */
	if (e->has_calm && !e->pane.split && !(wraps_itself(r) && !is_fish(r) && is_full_row(r)) && !calm_goes_over_own_row(r))
		edit_displace(r, true);
}

/* The editor has closed its bracket, and did not go below the line: the line ends where its rows do. */
void
edit_end_closing(struct recovery *r)
{
	struct screen_line line;
	uint64_t id = r->edit.closing_id;
	int row;

	if (!r->edit.open || !r->edit.closing)
		return;
	if (transit_closes(r)) {
		r->edit.bracket = r->edit.closing = false;
		edit_observe(r);
		return;
	}
	if (screen_find(r->screen, id, &row))
		while (screen_line(r->screen, row, &line) && (id = line.id) != 0 && line.continues)
			row++;
	edit_leave(r, id);
}

/*
 * zsh says that it ended, and draws prompt and line once more: as the user wants to see them from then on.  What was pressed stands
 * there still.
 */
static bool
is_drawn_for_good(struct recovery *r)
{
	static const char off[] = "\033[?2004l", sign[] = "\033[0m\033[27m\033[24m\033[J";
	const char *at, *end;

	if (r->output == NULL || r->output->len <= r->output_seen)
		return false;
	end = r->output->data + r->output->len;
	at = memmem(r->output->data + r->output_seen, r->output->len - r->output_seen, off, sizeof off - 1);
	if (at == NULL)
		return false;
	at += sizeof off - 1;
	r->output_seen = (size_t)(at - r->output->data);
	/* up to where its prompt begins */
	while (at < end && (*at == '\r' || (end - at >= 3 && memcmp(at, "\033[A", 3) == 0)))
		at += *at == '\r' ? 1 : 3;
	return (size_t)(end - at) >= sizeof sign - 1 && memcmp(at, sign, sizeof sign - 1) == 0;
}

/* A multiplexer left out that its editor began, since that came with the end of the one before: its line was committed, and the cursor is below it. */
static bool
ends_untold(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer text = {0};
	int first, col;
	bool ends;

	if (!e->open || !e->pane.split || !e->anchored || !e->known || !e->drafted || e->draft.len == 0 || e->closing || r->keyboard.count != 1 ||
	    r->keyboard.strokes[0].event != r->key_number || r->keyboard.strokes[0].key != '\r')
		return false;
	screen_cursor(r->screen, &cursor);
	if (cursor.col != e->pane.left || cursor.row == 0)
		return false;
	if (screen_find(r->screen, e->anchor.id, &first) && first < cursor.row)
		return true;
	/* its pane has scrolled */
	for (first = cursor.row - 1; first > 0 && line_runs_on(r->screen, &e->pane, first - 1); first--)
		;
	if (line_matches(r->screen, &e->pane, first, e->prompt.data, e->prompt.len, &col))
		line_text(r->screen, &e->pane, first, col, cursor.row - 1, &text);
	ends = buffer_is(&text, e->draft.data, e->draft.len);
	buffer_free(&text);
	return ends;
}

/*
 * A bracket that is closed as soon as it was opened, and in which nothing was drawn: a debugger's whose program has just stopped.  A shell that asks
 * for more with nothing reads an empty row so.
 */
static bool
is_idle_bracket(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	return places_top(&r->places)->kind == PROGRAM_REPL && !e->anchored && !e->pane.split && e->stamp == (uint32_t)r->number && e->opened.id == cursor_row_id(r) && e->opened.col == cursor.col && r->keyboard.count > 0;
}

static void
on_bracket_off(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	bool for_good = is_drawn_for_good(r);
	int fed;

	if (!e->bracket && ends_untold(r)) {
		edit_leave_unseen(r);
		return;
	}
	if (!e->open || !e->bracket || e->closing || transit_asks(r) || steer_shows_numbers_over(r))
		return;
	if (is_idle_bracket(r)) {
		edit_close(r);
		if (r->keyboard.count > 0)
			edit_open(r, false);
		return;
	}
	/* it went to another pane, whose editor has none */
	if (e->pane.split && r->keyboard.count == 0 && r->keyboard.last[1] == multiplexer_prefix(r) && transit_elsewhere(r)) {
		e->bracket = false;
		return;
	}
	/* a multiplexer whose window changed its size sets its terminal up anew */
	if (r->resized && e->pane.split && r->keyboard.count == 0)
		return;
	/* no key was pressed, and a job has printed: it says so, and no editor */
	if (e->displaced && r->unbidden && r->keyboard.count == 0 && !r->keyboard.moved_last)
		return;
	/* the line feed was the editor's own: a printable key ended the line, "#" in readline's vi mode say */
	if (e->displaced && e->fed && !r->unbidden && r->keyboard.count == 0 && e->edge_stamp == (uint32_t)r->number) {
		e->displaced = false;
		buffer_clear(&e->before);
	}
	screen_cursor(r->screen, &cursor);
	/* readline ends the line first, and says so then; zsh says so first, and may have fed lines within the text, before the key */
	if (e->feed_id != 0 && screen_find(r->screen, e->feed_id, &fed) && fed == cursor.row - 1 && cursor.col == 0 &&
	    (e->feed_number > r->key_number || !edit_has_row(r, cursor.row))) {
		edit_leave(r, e->feed_id);
		return;
	}
	e->closing = true;
	e->closing_id = cursor_row_id(r);
	e->closing_col = cursor.col;
	e->closing_number = r->number;
	e->returned = false;
	if (for_good && !e->pane.split && (r->keyboard.count > 0 || !r->keyboard.seen)) {
		edit_drop_ghost(r);
		edit_end_closing(r);
		return;
	}
	edit_observe(r);
}

/* fish says that it begins, below the row of what it read, and did not say that that has ended: one key was the answer to a question of its own. */
static bool
begins_below(struct recovery *r)
{
	struct screen_cursor cursor;
	int row;

	screen_cursor(r->screen, &cursor);
	return is_fish(r) && r->keyboard.seen && r->edit.anchored && r->keyboard.count == 0 && cursor.col == 0 && screen_find(r->screen, r->edit.anchor.id, &row) && row < cursor.row;
}

/* rlwrap has erased the prompt that its program drew, and draws it itself with the first letter, behind saying that it begins once more. */
static bool
draws_prompt_anew(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int row;

	screen_cursor(r->screen, &cursor);
	return e->open && e->bracket && e->anchored && !e->known && e->anchor.col > 0 && r->keyboard.seen && r->keyboard.count == 0 && r->keyboard.typed &&
	    cursor.col == 0 && screen_find(r->screen, e->anchor.id, &row) && row == cursor.row;
}

void
follow_mark(void *context, enum screen_mark mark, int number, const char *data, size_t len)
{
	struct recovery *r = context;
	bool opened;

	if (mark == SCREEN_RETURN) {
		if (r->edit.closing)
			follow_closing(r, false);
		keyless_return(r);
		return;
	}
	if (mark == SCREEN_BRACKET_ON || mark == SCREEN_BRACKET_OFF)
		brackets_note(&r->brackets, mark == SCREEN_BRACKET_ON, (uint32_t)r->number, r->key_number, cursor_row_id(r));
	if (mark == SCREEN_OSC) {
		marks_take(r, number, data, len);
		return;
	}
	/* whether it is scrolled is asked last: line feeds are many */
	if ((mark == SCREEN_BRACKET_ON || mark == SCREEN_BRACKET_OFF || mark == SCREEN_LINE_FEED) && burst_waits(r) &&
	    (mark != SCREEN_LINE_FEED || is_beside(r) || burst_is_scrolled(r)))
		return;
	if ((mark == SCREEN_BRACKET_ON || mark == SCREEN_BRACKET_OFF || mark == SCREEN_LINE_FEED) && burst_goes_on(r))
		return;
	if ((mark == SCREEN_BRACKET_ON || mark == SCREEN_BRACKET_OFF) && transit_tells_early(r))
		return;
	if (mark != SCREEN_LINE_FEED)
		edit_end_closing(r);
	switch (mark) {
	case SCREEN_BRACKET_ON:
		/* started behind a gate, by what nobody typed here */
		if (r->alternate && places_top(&r->places)->running && places_top(&r->places)->starts_kind == PROGRAM_GATE &&
		    !places_multiplexed(&r->places) && shows_multiplexer(r))
			places_enter(&r->places, "tmux", PROGRAM_MULTIPLEXER);
		/* what was echoed before may have been typed ahead */
		if (r->held.any && r->held.c.kind == COMMAND_REPLY)
			held_flush(r, true);
		/* a multiplexer left the end out; or a job said that it began, and never ended */
		if (r->edit.open && (r->edit.known || (r->edit.anchored && is_beside(r))) && r->edit.drafted && r->keyboard.count > 0)
			edit_leave_unseen(r);
		if (hush_was_read(r)) {
			keyboard_forget(&r->keyboard);
			r->unshown = r->key_number;
		}
		if (r->edit.open && !r->edit.bracket && r->edit.anchored && r->edit.known && r->edit.pane.split)
			/* a multiplexer whose window changed its size says again what its editor had said before */
			*(r->resized && r->keyboard.count == 0 ? &r->edit.bracket : &r->edit.again) = true;
		else if (!r->edit.open || !r->edit.bracket || (r->edit.anchored && !r->edit.known && !draws_prompt_anew(r))) {
			keyboard_interrupted(&r->keyboard);
			edit_open(r, true);
		} else if (begins_below(r) || transit_left_session(r)) {
			keyboard_forget(&r->keyboard);
			edit_open(r, true);
		} else {
			r->edit.doubled = r->key_number + 1;
		}
		break;
	case SCREEN_BRACKET_OFF:
		/* a job said that an editor begins, where one had, and that it ended, before any key came */
		if (r->edit.open && r->keyboard.seen && r->edit.doubled == r->key_number + 1 && r->keyboard.count == 0)
			break;
		/* what runs now may clear its screen */
		edit_draft_above(r, true);
		if (!keyless_watches(r))
			on_bracket_off(r);
		break;
	case SCREEN_LINE_FEED:
		if (keyless_watches(r) || keyless_is_preview(r))
			break;
		opened = r->edit.open;
		on_line_feed(r);
		/* in a pane the line feed that leaves the line may be that of the row below, which is on the screen already */
		if (opened && !r->edit.open && r->held.expects && !r->held.from_editor && r->held.pane.split)
			became_take(r);
		break;
	case SCREEN_ALTERNATE_ON:
		/* whatever was started draws: no line goes on */
		if (!r->held.expects && !r->held.from_editor)
			held_flush(r, true);
		/* its shells are where they were */
		if (!r->alternate)
			places_come_back(&r->places);
		r->alternate = true;
		r->alternate_stamp = (uint32_t)r->number;
		break;
	case SCREEN_ALTERNATE_OFF:
		/* the multiplexer ends, and its screen is gone */
		if (r->edit.open && r->edit.pane.split && r->edit.drafted && (r->keyboard.count > 0 || !r->keyboard.seen))
			edit_leave_unseen(r);
		r->alternate = false;
		break;
	default:
		break;
	}
}
