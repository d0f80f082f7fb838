#include "indexer/keyless.h"

#include <ctype.h>
#include <string.h>

#include "indexer/arrival.h"
#include "indexer/syntax.h"

#define REDRAWN_MAX 8
#define FIRST_MS 100
#define ECHO_MS 15 /* a prompt that stood so long is being answered */

/* As the terminal shows of a line that was broken off. */
static bool
is_broken_off(const struct buffer *text)
{
	return text->len >= 2 && memcmp(text->data + text->len - 2, "^C", 2) == 0;
}

static bool
is_in_pane(const struct pane *pane, const struct screen_cursor *cursor)
{
	return cursor->col >= pane->left && cursor->col <= pane->right;
}

/* The last letters may have come with what the line gave. */
static void
take_late(struct recovery *r, int row)
{
	struct buffer text = {0};

	edit_text(r, line_last(r->screen, &r->edit.pane, row), &text);
	if (r->edit.drafted && text.len > r->edit.draft.len && r->edit.draft.len > 0 &&
	    memcmp(text.data, r->edit.draft.data, r->edit.draft.len) == 0) {
		buffer_clear(&r->edit.draft);
		buffer_add(&r->edit.draft, text.data, text.len);
	}
	buffer_free(&text);
}

/* It was the output before this that left the line. */
static void
at_output_before(struct recovery *r, void (*leave)(struct recovery *))
{
	uint64_t number = r->number;
	int64_t at = r->at;

	r->number = r->output_number;
	r->at = r->output_at;
	leave(r);
	r->number = number;
	r->at = at;
}

/* Nobody knows a prompt yet, and the first that stands a while, and ends in a sign, is it. */
static bool
is_first_of_all(struct recovery *r, const struct buffer *prompt)
{
	const struct place *top = places_top(&r->places);
	size_t bare = prompt_bare(prompt->data, prompt->len);

	return top->first.count == 0 && !top->running && (top->kind == PROGRAM_SHELL || top->kind == PROGRAM_MULTIPLEXER || top->kind == PROGRAM_REPL) &&
	    r->at - r->output_at >= FIRST_MS && bare >= 2 && !isalnum((unsigned char)prompt->data[bare - 1]);
}

/*
 * An editor that has no brackets has listed, in one go, what the line may become, and drawn the line once more below that: it has hardly been left
 * (a key that runs a line and keeps it is bound by few).  Its text, or what it has become, stands behind the prompt.
 */
static bool
stands_again(struct recovery *r, const struct pane *pane, int row, int col, int last)
{
	const struct held *h = &r->held;
	struct buffer text = {0};
	bool is;

	if (r->edit.open || !h->any || h->c.kind == COMMAND_REPLY || h->left != r->output_number || h->c.text.len == 0 || stamp_left_of(r, row, col) != h->left ||
	    stamp_left_of(r, row, col + 1) != h->left)
		return false;
	line_text(r->screen, pane, row, col, last, &text);
	is = text.len >= h->c.text.len && memcmp(text.data, h->c.text.data, h->c.text.len) == 0;
	buffer_free(&text);
	return is;
}

/* The cursor is behind a prompt; or *ahead, behind what was drawn at once with one that is known: in a pane, or below a list of what the line may become. */
static bool
is_at_prompt(struct recovery *r, bool *ahead)
{
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	struct pane pane;
	int row, col;
	bool is;

	screen_cursor(r->screen, &cursor);
	pane = line_pane(r->screen, cursor.row, cursor.col, places_multiplexed(&r->places));
	line_prompt(r->screen, &pane, cursor.row, cursor.col, &prompt);
	*ahead = false;
	is = prompt.len > 0 && (places_find(&r->places, prompt.data, prompt.len, false) >= 0 || prompt_is_shells(prompt.data, prompt.len) || is_first_of_all(r, &prompt) ||
	    program_of_prompt(prompt.data, prompt.len, false) != NULL ||
	    (prompt.data[prompt.len - 1] == ' ' && places_find(&r->places, prompt.data, prompt.len, true) >= 0 && drawn_at_once(r, cursor.row, pane.left, cursor.col)) ||
	    (prompt.len > 1 && prompt.data[prompt.len - 1] == ' ' && !pane.split && goes_on(r, &prompt, cursor.row)));
	if (!is && !pane.split && cursor.col > 0 && r->held.left == r->output_number) {
		row = line_first(r->screen, &pane, cursor.row);
		*ahead = known_prompt(r, &pane, row, &col, &prompt) && prompt.len > 1 && (row < cursor.row || col < cursor.col) && stands_again(r, &pane, row, col, cursor.row);
	} else if (!is && pane.split) {
		row = line_first(r->screen, &pane, cursor.row);
		*ahead = known_prompt(r, &pane, row, &col, &prompt) && (row < cursor.row || col <= cursor.col);
	}
	buffer_free(&prompt);
	return is || *ahead;
}

/* A line was drawn all at once behind the prompt, with what it gave: now the next prompt stands below, where the cursor is, and nothing else. */
static void
take_at_once(struct recovery *r, int row)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct screen_line line;
	struct buffer text = {0};
	int last = line_last(r->screen, &e->pane, row);
	bool ahead;

	screen_cursor(r->screen, &cursor);
	if ((e->drafted && e->draft.len > 0) || cursor.row <= last || !is_in_pane(&e->pane, &cursor) || !is_at_prompt(r, &ahead) || ahead ||
	    stamp_left_of(r, cursor.row, cursor.col) < stamp_left_of(r, row, e->anchor.col + 1) || stamp_left_of(r, row, e->anchor.col) > e->pane.drawn)
		return;
	line_text(r->screen, &e->pane, row, e->anchor.col, last, &text);
	if (text.len > 0 && !syntax_open(text.data, text.len) && screen_line(r->screen, last, &line)) {
		buffer_clear(&e->draft);
		buffer_add(&e->draft, text.data, text.len);
		e->drafted = true;
		e->last_id = line.id;
	}
	buffer_free(&text);
}

/* Of the two rows above this one, as far as they are in the pane; 0: the one above is empty. */
static uint32_t
sum_above(struct recovery *r, int row)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;
	uint32_t empty, sum;
	int c;

	if (row - 2 < line_pane_top(r->screen, p, row) || !screen_line(r->screen, row - 1, &line))
		return 0;
	for (c = p->left; c < p->right && c < line.cols && line.cells[c].text <= ' '; c++)
		;
	if (c == p->right || c == line.cols)
		return 0;
	sum = line_sum(&line, p, p->left);
	empty = screen_line(r->screen, row - 2, &line) ? line_sum(&line, p, p->left) : 0;
	return sum * 31 + empty;
}

/*
 * The lines that stand above the bare prompt, which was drawn anew with all rows of its pane, up to the one that was told last, or the rows above
 * which the prompt stood before; 0: neither is there.
 */
static int
find_since_last(struct recovery *r, int row, int *rows)
{
	const struct edit *e = &r->edit;
	const struct buffer *last = &places_top(&r->places)->text;
	struct buffer text = {0};
	int above, col, count = 0, top = line_pane_top(r->screen, &e->pane, row);
	bool found = false;

	for (above = row - 1; above >= top && count < REDRAWN_MAX && !found; above--) {
		if (!line_matches(r->screen, &e->pane, above, e->prompt.data, e->prompt.len, &col) || stamp_left_of(r, above, col) <= e->pane.drawn)
			continue;
		buffer_clear(&text);
		line_text(r->screen, &e->pane, above, col, line_last(r->screen, &e->pane, above), &text);
		found = text.len > 0 && buffer_is(last, text.data, text.len);
		if (text.len > 0 && !found) {
			if (syntax_open(text.data, text.len))
				break;
			/* given up */
			if (!is_broken_off(&text))
				rows[count++] = above;
			found = e->above != 0 && sum_above(r, above) == e->above;
		}
	}
	buffer_free(&text);
	return found ? count : 0;
}

/* The line that stood behind the prompt, perhaps with its last letters, stands above it now: it is the next prompt.  Its row; -1: it does not. */
static int
find_risen(struct recovery *r, int row)
{
	const struct edit *e = &r->edit;
	struct buffer text = {0};
	int above, col, top = line_pane_top(r->screen, &e->pane, row);
	bool is;

	for (above = row - 1; above >= top && !line_matches(r->screen, &e->pane, above, e->prompt.data, e->prompt.len, &col); above--)
		;
	if (above < top || stamp_left_of(r, above, col) != r->output_number)
		return -1;
	line_text(r->screen, &e->pane, above, col, line_last(r->screen, &e->pane, above), &text);
	is = text.len >= e->draft.len && text.len <= e->draft.len + LATE_MAX && memcmp(text.data, e->draft.data, e->draft.len) == 0;
	buffer_free(&text);
	return is ? above : -1;
}

/* In a pane that is full, all rows of which are drawn anew with each line: the edit is closed, if there are any. */
static void
leave_redrawn(struct recovery *r)
{
	struct edit *e = &r->edit;
	const struct stroke none = {0};
	struct buffer text = {0};
	struct screen_cursor cursor;
	struct screen_line line;
	int rows[REDRAWN_MAX], count, col, last;

	screen_cursor(r->screen, &cursor);
	if (!e->known || e->goes_on || e->prompt.len < 2 || cursor.col != e->anchor.col || stamp_left_of(r, cursor.row, cursor.col) <= e->pane.drawn)
		return;
	if (e->drafted && e->draft.len > 0)
		count = (rows[0] = find_risen(r, cursor.row)) >= 0;
	else
		count = find_since_last(r, cursor.row, rows);
	if (count == 0)
		return;
	e->reasons |= REASON_REANCHORED;
	while (count-- > 0) {
		last = line_last(r->screen, &e->pane, rows[count]);
		if (!line_matches(r->screen, &e->pane, rows[count], e->prompt.data, e->prompt.len, &col) || !screen_line(r->screen, last, &line))
			continue;
		buffer_clear(&text);
		line_text(r->screen, &e->pane, rows[count], col, last, &text);
		if (!is_broken_off(&text))
			held_take(r, &text, &none, line.id);
	}
	edit_close(r);
	edit_observe(r);
	buffer_free(&text);
}

/* The same, but the next prompt does not stand yet: the cursor is in an empty row, in which output will come, or has come before. */
static bool
is_running(struct recovery *r, int row, const struct screen_cursor *cursor)
{
	const struct edit *e = &r->edit;
	struct screen_line line;

	return !(e->drafted && e->draft.len > 0) && is_in_pane(&e->pane, cursor) && cursor->col == e->pane.left && arrival_is_end_of_row(r, cursor) &&
	    stamp_left_of(r, row, e->anchor.col) <= e->pane.drawn && screen_line(r->screen, row, &line) && e->anchor.col < line.cols &&
	    line.cells[e->anchor.col].text > ' ' && line.cells[e->anchor.col].stamp > e->pane.drawn;
}

/*
 * In a pane nothing tells that a line was left: a multiplexer puts the cursor wherever it is next.  Below the line, in the same pane, or
 * behind another prompt there where the line is gone, it was.
 */
static void
settle_pane(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int row, col;
	bool stands;

	screen_cursor(r->screen, &cursor);
	stands = screen_find(r->screen, e->anchor.id, &row) &&
	    line_matches(r->screen, &e->pane, row, e->prompt.data ? e->prompt.data : "", e->prompt.len, &col) && col == e->anchor.col;
	if (stands && cursor.row >= row && cursor.row <= line_last(r->screen, &r->edit.pane, row) && is_in_pane(&e->pane, &cursor)) {
		at_output_before(r, leave_redrawn);
		if (!e->open)
			return;
		edit_draft(r);
		r->key_number = r->output_number;
		return;
	}
	if (stands && cursor.row > row) {
		take_late(r, row);
		take_at_once(r, row);
	}
	if (stands && cursor.row > row && is_running(r, row, &cursor))
		return;
	if (e->drafted && e->draft.len > 0 && (stands ? cursor.row > row && is_in_pane(&e->pane, &cursor) : is_in_pane(&e->pane, &cursor) || ends_shell(&e->draft)))
		at_output_before(r, edit_leave_unseen);
	else
		edit_close(r);
}

/* fish says that it began, and draws its prompt later.  Where nothing stood, and no prompt is drawn by the next time, there was none. */
static void
anchor(struct recovery *r, bool ahead, bool at_prompt)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct screen_line line;
	int c, row;

	screen_cursor(r->screen, &cursor);
	if (at_prompt || !e->bracket || !screen_line(r->screen, cursor.row, &line)) {
		edit_anchor_at_cursor(r, ahead);
		return;
	}
	for (c = cursor.col; c > 0 && line.cells[c - 1].text <= ' '; c--)
		;
	if (e->awaited.id == 0 && c == 0)
		e->awaited = (struct anchor){line.id, cursor.col};
	else if ((c == cursor.col || prompts_have(&places_top(&r->places)->first, "", 0)) && screen_find(r->screen, e->awaited.id, &row) && row == cursor.row)
		edit_anchor_at(r, row, e->awaited.col);
	else
		edit_anchor_at_cursor(r, ahead);
}

bool
keyless_watches(const struct recovery *r)
{
	return !r->keyboard.seen && r->edit.open && r->edit.anchored && r->edit.pane.split;
}

bool
keyless_given_up(struct recovery *r, const struct buffer *text)
{
	static const char *const words[] = {"Quit\r\n", "--KeyboardInterrupt--\r\n"};
	size_t i, len;

	if (r->keyboard.seen)
		return false;
	if (is_broken_off(text))
		return true;
	/* gdb's word and pdb's, behind what was typed; a line that was entered goes below it first */
	for (i = 0; i < sizeof words / sizeof *words && places_top(&r->places)->kind == PROGRAM_REPL; i++) {
		len = strlen(words[i]);
		if (text->len >= len - 2 && memcmp(text->data + text->len - (len - 2), words[i], len - 2) == 0 && r->output != NULL && r->output->len >= len &&
		    memcmp(r->output->data, words[i], len) == 0)
			return true;
	}
	return false;
}

bool
keyless_counts_returns(const struct recovery *r)
{
	return !r->keyboard.seen && r->edit.open && !r->edit.pane.split;
}

void
keyless_return(struct recovery *r)
{
	struct screen_cursor cursor;

	if (!keyless_counts_returns(r))
		return;
	screen_cursor(r->screen, &cursor);
	r->edit.twice = cursor.col == 0;
}

bool
keyless_is_preview(struct recovery *r)
{
	bool twice = r->edit.twice;

	r->edit.twice = false;
	return keyless_counts_returns(r) && r->edit.anchored && !twice && strcmp(places_top(&r->places)->program, "node") == 0;
}

void
keyless_settle(struct recovery *r, int64_t at)
{
	bool ahead, at_prompt;
	int row;

	if (keyless_watches(r))
		settle_pane(r);
	if (at - r->output_at < ECHO_MS)
		return;
	if (r->edit.open && r->edit.anchored) {
		edit_settle(r);
		/* it goes below its line by no line feed: of the rows there, those that stood before are the line's */
		if (strcmp(places_top(&r->places)->program, "irb") == 0)
			edit_draft(r);
		return;
	}
	if (!may_edit(r))
		return;
	at_prompt = is_at_prompt(r, &ahead);
	/* what was left there may only have been looked at */
	if (at_prompt && ahead && !places_multiplexed(&r->places))
		r->held.c.reasons |= REASON_DOUBTFUL;
	if (!r->edit.open && at_prompt)
		edit_open(r, false);
	if (r->edit.open) {
		anchor(r, ahead, at_prompt);
		if (keyless_watches(r) && screen_find(r->screen, r->edit.anchor.id, &row))
			r->edit.above = sum_above(r, row);
	}
}
