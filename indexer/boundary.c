/* Where a prompt ends, and the text of a line begins. */
#include "indexer/boundary.h"

#include <string.h>

#include "indexer/history.h"
#include "indexer/opening.h"

#define MARGIN_MAX 16 /* bytes of a prompt behind the margin */

/* How the line before was ended may bring a text for the next; where no key is told of, that is not known, and Enter is what ends most. */
static bool
brings_next(const struct recovery *r)
{
	const struct held *h = &r->held;

	return h->any && (h->from_editor || (r->keyboard.seen && h->key != '\r' && h->key != '\n') || history_refers(&h->c.text));
}

/*
 * More stands behind a prompt that is known, the branch of a repository say, and no key was pressed that could have brought it.  What
 * editors bring by themselves are lines that somebody wrote, and those don't end in a blank.
 */
static bool
has_grown(struct recovery *r, const struct buffer *prompt)
{
	return prompt->len > 0 && prompt->data[prompt->len - 1] == ' ' && !brings_next(r);
}

/*
 * The shell has put a text behind its next prompt by itself: the line behind the one that was fetched; and in a pane, where a multiplexer leaves brackets
 * out that follow one another quickly, what became of a history reference, to be looked at, or what zsh was told to.
 */
bool
boundary_has_put_text(struct recovery *r, int row)
{
	const struct held *h = &r->held;

	if (!h->any || h->c.kind != COMMAND_SHELL || h->c.text.len == 0)
		return false;
	if (h->key == CONTROL('O') || h->laid)
		return true;
	/* nor is it known to have begun, but for what it told the terminal: a line that was pushed aside comes back, say */
	return r->edit.pane.split && ((is_bracketed(r) && gap_since_held(r, row) > 0) || (gap_since_held(r, row) == 1 &&
	    (history_refers(&h->c.text) || memmem(h->c.text.data, h->c.text.len, "print -z", 8) != NULL)));
}

/*
 * "irb(main):005:2*   ": blanks behind the first are those with which its editor indents the line, and takes back from "end".  How long it
 * is without; 0: it has none.
 */
static size_t
without_indentation(struct recovery *r, const struct buffer *prompt)
{
	size_t bare = prompt_bare(prompt->data ? prompt->data : "", prompt->len);

	return bare > 0 && prompt->len > bare + 1 && strcmp(places_top(&r->places)->program, "irb") == 0 ? bare + 1 : 0;
}

/* The event in which the line before was left, or the first after its key, where only what stands now has told of it. */
uint64_t
boundary_left_since(const struct held *h, uint64_t now)
{
	return h->left == now ? h->c.event + 1 : h->left;
}

/*
 * In a pane: keys of which nothing was told, for the one before them was told of while a line was just being left, were echoed sign by
 * sign from the margin on: no part of that is a prompt.
 */
bool
boundary_echoed_from_margin(struct recovery *r, int row, int col, uint64_t since)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;
	int c, steps = 0, same = 0;

	/* irb's line has run for a while, too, before anything tells that it was left */
	if ((!p->split && strcmp(places_top(&r->places)->program, "irb") != 0 && !opening_waits(r)) || !r->keyboard.coarse || col < p->left + 3 || !screen_line(r->screen, row, &line) || col > line.cols)
		return false;
	/* two or three may have come together */
	for (c = p->left + 1; c < col && line.cells[c].stamp >= line.cells[c - 1].stamp && same <= 2; c++) {
		same = line.cells[c].stamp == line.cells[c - 1].stamp ? same + 1 : 0;
		steps += same == 0;
	}
	return c == col && same <= 2 && steps * 2 >= col - p->left && line.cells[p->left].stamp > since;
}

/* The same behind the line that is held, which may have been seen to be left only after the first of them. */
bool
boundary_typed_from_margin(struct recovery *r, int row, int col)
{
	return r->held.any && boundary_echoed_from_margin(r, row, col, r->held.left != 0 ? r->held.c.event : 0);
}

/* The same where the text of keys is known: these were the last, and stand there now. */
static bool
was_heard_from_margin(struct recovery *r, int row, int col)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;
	struct buffer text = {0};
	bool heard;

	if (!p->split || r->keyboard.coarse || !r->held.any || col <= p->left || !screen_line(r->screen, row, &line) || col > line.cols ||
	    line.cells[p->left].stamp < boundary_left_since(&r->held, r->number))
		return false;
	screen_text(r->screen, &line, p->left, col, &text);
	heard = text.len > 0 && keyboard_typed(&r->keyboard, text.data, text.len);
	buffer_free(&text);
	return heard;
}

/* The same where they came together with what left the line: keys were pressed in one with its own, and no program asks so. */
static bool
was_echoed_from_margin(struct recovery *r, int row, int col)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;

	return p->split && r->keyboard.coarse && r->keyboard.tail && r->held.any && r->held.left != 0 && col > p->left && screen_line(r->screen, row, &line) &&
	    col <= line.cols && line.cells[p->left].stamp == r->held.left && line.cells[p->left].text > ' ' && line.cells[col - 1].text > ' ' &&
	    (line.cells[col - 1].text > 0x7F || strchr(":?>%#$])", (int)line.cells[col - 1].text) == NULL) && drawn_at_once(r, row, p->left, col);
}

/* readline opens its bracket before the prompt: all of the row came behind that. */
bool
boundary_began_at_margin(const struct recovery *r, int row)
{
	const struct edit *e = &r->edit;
	int at;

	return e->bracket && !e->pane.split && e->opened.col == 0 && screen_find(r->screen, e->opened.id, &at) && at == row;
}

/*
 * So many letters at the beginning of the line were not echoed, when their program was just starting: behind the prompt, where the echo
 * would have the line begin, stand one or two more, with no blank between.
 */
static int
lost_of_echo(struct recovery *r, int row, int col)
{
	const struct edit *e = &r->edit;
	struct buffer prompt = {0};
	struct screen_line line;
	int at, opened;

	/* zsh opens its bracket behind the prompt */
	if (!e->bracket || !screen_find(r->screen, e->opened.id, &opened) || opened != row || (at = e->opened.col) <= e->pane.left)
		at = similar_prompt(r, &e->pane, row, &at, &prompt) ? at : col;
	buffer_free(&prompt);
	if (!screen_line(r->screen, row, &line) || col > line.cols)
		return 0;
	while (at < col && line.cells[at].text <= ' ')
		at++;
	return at < col && col - at <= 2 ? col - at : 0;
}

/* zsh opens its bracket behind the prompt: what stands from there on was drawn as its line. */
static bool
opened_behind_prompt(struct recovery *r, int row, int col, int *at)
{
	const struct edit *e = &r->edit;
	int opened;

	*at = e->opened.col;
	return e->bracket && !e->pane.split && strcmp(places_top(&r->places)->program, "zsh") == 0 && screen_find(r->screen, e->opened.id, &opened) && opened == row && *at > e->pane.left && *at < col;
}

bool
boundary_stands_before_side(struct recovery *r, int row)
{
	const struct place *p = places_top(&r->places);
	const struct pane all = {.right = screen_cols(r->screen)};
	struct screen_line line;

	return r->edit.bracket && prompts_have(&p->first, "", 0) && p->side > 2 && p->side < all.right && screen_line(r->screen, row, &line) && p->side < line.cols &&
	    line.cells[p->side].text > ' ' && line.cells[p->side - 1].text <= ' ' && line_shape(&line, &all, p->side) == p->side_shape;
}

/* The same of a shell that has no prompt: from the margin on, letter by letter, and no program has drawn its own there. */
static bool
opened_without_prompt(struct recovery *r, int row, int col)
{
	const struct edit *e = &r->edit;
	const struct prompts *first = &places_top(&r->places)->first;
	struct buffer prompt = {0};
	int opened, known;
	bool has;

	/* its editor has put a text there before it said that it begins: what the last key asked for */
	if (col > e->pane.left && !e->pane.split && r->held.any && r->held.key == CONTROL('O') && boundary_stands_before_side(r, row))
		return true;
	if (!e->bracket || e->pane.split || e->opened.col != e->pane.left || col <= e->pane.left || first->count == 0 || first->list[0].len > 0 ||
	    !screen_find(r->screen, e->opened.id, &opened) || opened != row || drawn_at_once(r, row, e->pane.left, col) || (r->truth.known && !shell_in_front(r)))
		return false;
	/* one of before may stand there all the same */
	has = known_prompt(r, &e->pane, row, &known, &prompt) && known > e->pane.left;
	buffer_free(&prompt);
	return !has;
}

/* The same of one that asks for more for the first time, and what answers that was sent before. */
static bool
asks_for_more(struct recovery *r, const struct buffer *prompt)
{
	const struct place *p = places_top(&r->places);

	return r->edit.bracket && !r->edit.pane.split && r->held.any && r->held.c.kind == COMMAND_SHELL && held_is_open(&r->held, p) && p->more.count == 0 &&
	    prompts_have(&p->first, "", 0) && prompt->len > 2 && memcmp(prompt->data, "> ", 2) == 0;
}

/* The multiplexer was told to go to this pane, and what stands left of this column came since: keys of which nothing is told have brought it. */
static bool
came_since_steered(struct recovery *r, int row, int col)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;
	int c = p->left;

	if (!r->keyboard.coarse || !r->keyboard.printing || r->keyboard.last[1] != multiplexer_prefix(r) || !screen_line(r->screen, row, &line))
		return false;
	while (c < col && c < line.cols && line.cells[c].stamp > r->key_number)
		c++;
	return c == col && col > p->left;
}

/* In a pane whose interpreter has no prompt, and no other stands in this row: all of it is the line's, which was gone back to. */
static bool
is_silent_row(struct recovery *r, int row, int col)
{
	struct buffer prompt = {0};
	int at;
	bool silent;

	if (!r->edit.pane.split || !(prompts_have(&places_top(&r->places)->first, "", 0) || came_since_steered(r, row, col)))
		return false;
	/* no status says so, but it was typed sign by sign */
	if (asks_silently(r) == NULL && !(came_since_steered(r, row, col) && boundary_echoed_from_margin(r, row, col, r->key_number)))
		return false;
	silent = !known_prompt(r, &r->edit.pane, row, &at, &prompt) || at == r->edit.pane.left;
	/* nor does the shell's that has started it, with another time or number, drawn since */
	buffer_clear(&prompt);
	line_prompt(r->screen, &r->edit.pane, row, col, &prompt);
	silent = silent && !(prompt.len > 2 && prompt_is_shells(prompt.data, prompt.len) && places_find(&r->places, prompt.data, prompt.len, true) >= 0 &&
	    drawn_at_once(r, row, r->edit.pane.left, col));
	buffer_free(&prompt);
	return silent;
}

/* readline opens its bracket before the prompt, perhaps in a row that holds an answer already: a prompt that is known begins there. */
static bool
opened_before_prompt(struct recovery *r, int row, int col, int *at, struct buffer *prompt)
{
	const struct edit *e = &r->edit;
	const struct prompts *first = &places_top(&r->places)->first;
	struct pane behind = e->pane;
	int opened, n;

	if (!e->bracket || e->pane.split || e->opened.col <= e->pane.left || e->opened.col >= col || !screen_find(r->screen, e->opened.id, &opened) || opened != row)
		return false;
	behind.left = e->opened.col;
	for (n = 0; n < first->count; n++)
		if (first->list[n].len >= 2 && line_matches(r->screen, &behind, row, first->list[n].data, first->list[n].len, at) && *at <= col) {
			buffer_clear(prompt);
			buffer_add(prompt, first->list[n].data, first->list[n].len);
			return true;
		}
	return false;
}

/* A prompt that counts may have more digits than those that are known, drawn with its others: where it begins. */
static int
col_of_number(struct recovery *r, int row, int col)
{
	struct screen_line line;

	if (!screen_line(r->screen, row, &line) || col >= line.cols || line.cells[col].text < '0' || line.cells[col].text > '9')
		return col;
	while (col > r->edit.pane.left && line.cells[col - 1].text >= '0' && line.cells[col - 1].text <= '9' && line.cells[col - 1].stamp == line.cells[col].stamp)
		col--;
	return col;
}

/* In a pane: what stands before the prompt was typed, sign by sign, before that came: it is the line's beginning. */
static void
take_typed_before(struct recovery *r, int row, const struct buffer *prompt)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	struct buffer home = {0};
	int col;

	if (ends_with_prompt(r, prompt, &home) && home.len < prompt->len) {
		col = col_of_number(r, row, line_column(r->screen, &e->pane, row, prompt->len - home.len));
		if (boundary_typed_from_margin(r, row, col) && screen_line(r->screen, row, &line)) {
			screen_text(r->screen, &line, e->pane.left, col, &e->before);
			buffer_clear(&e->home);
			screen_text(r->screen, &line, col, line_column(r->screen, &e->pane, row, prompt->len), &e->home);
			e->caught = true;
			e->reasons |= REASON_AHEAD | REASON_REANCHORED;
		}
	}
	buffer_free(&home);
}

/*
 * The line that is held was typed ahead of its prompt, and so may have been the beginning of the next one: what stands left of the cursor is no
 * prompt for more alone.
 */
static bool
typed_with_lines_before(struct recovery *r, const struct buffer *prompt)
{
	return r->held.any && (r->held.c.reasons & REASON_AHEAD) && r->held.c.kind == COMMAND_SHELL && !prompts_have(&places_top(&r->places)->more, prompt->data ? prompt->data : "", prompt->len);
}

/* Output without a line feed stands before a prompt that is known, and that went over the margin: its end alone is in this row. */
static bool
goes_over_margin(struct recovery *r, int row, int col, const struct buffer *prompt)
{
	struct edit *e = &r->edit;
	struct buffer whole = {0}, home = {0};
	bool goes;

	if (!e->bracket || col <= e->pane.left || prompt->len > MARGIN_MAX || !line_runs_on(r->screen, &e->pane, row - 1) ||
	    stamp_left_of(r, row - 1, e->pane.right) != stamp_left_of(r, row, col))
		return false;
	line_prompt(r->screen, &e->pane, row - 1, e->pane.right, &whole);
	buffer_add(&whole, prompt->data, prompt->len);
	goes = ends_with_prompt(r, &whole, &home) && home.len > prompt->len;
	if (goes) {
		buffer_clear(&e->home);
		buffer_add(&e->home, home.data, home.len);
	}
	buffer_free(&whole);
	buffer_free(&home);
	return goes;
}

/* So much of the row's end is how its shell, or any, asks for more, behind something. */
static size_t
further_at_end(const struct place *p, const struct buffer *row)
{
	size_t found = row->len > 2 && memcmp(row->data + row->len - 2, "> ", 2) == 0 ? 2 : 0;
	int n;

	for (n = 0; n < p->more.count; n++) {
		const struct buffer *more = &p->more.list[n];

		if (more->len > found && more->len < row->len && memcmp(row->data + row->len - more->len, more->data, more->len) == 0)
			found = more->len;
	}
	return found;
}

/*
 * A terminal that edits lines itself: the first letters of a block's next row came together with the key that ended the one before, and so stand
 * before the prompt for more.  They are the row's beginning.
 */
static bool
take_row_before(struct recovery *r, bool ahead, const struct buffer *prompt)
{
	struct edit *e = &r->edit;
	const struct manuscript *m = &r->keyboard.manuscript;
	size_t len = prompt->len > 0 ? further_at_end(places_top(&r->places), prompt) : 0, before = prompt->len - len;

	if (len == 0 || e->bracket || e->pane.split || !r->held.any || r->held.c.kind != COMMAND_SHELL || !held_is_open(&r->held, places_top(&r->places)))
		return false;
	if (r->keyboard.coarse ? !ahead || !is_cooked(r) : m->broken || m->line.len != before || memcmp(m->line.data, prompt->data, before) != 0)
		return false;
	buffer_clear(&e->before);
	buffer_add(&e->before, prompt->data, before);
	buffer_clear(&e->home);
	buffer_add(&e->home, prompt->data + before, len);
	e->caught = true;
	e->reasons |= REASON_AHEAD | REASON_REANCHORED;
	return true;
}

/* An editor has put a text behind the prompt, zsh's a line that was pushed aside say, and that has another number now. */
static bool
has_put_behind_count(struct recovery *r, int row, int col, int *at, struct buffer *prompt)
{
	struct buffer known = {0};
	bool has = r->edit.bracket && similar_prompt(r, &r->edit.pane, row, at, &known) && *at < col &&
	    prompts_count(&places_top(&r->places)->first, known.data, known.len);

	if (has) {
		buffer_clear(prompt);
		buffer_add(prompt, known.data, known.len);
	}
	buffer_free(&known);
	return has;
}

/*
 * A shell that asks with nothing: what stands here was typed before its editor began, and is no prompt.  It draws its line behind that, or that itself
 * at the margin.  Where the line begins; -1: it is not so.
 */
static int
where_begun_stands(struct recovery *r, int row, int col, const struct buffer *prompt)
{
	const struct edit *e = &r->edit;
	int opened;

	if (!e->bracket || e->pane.split || r->begun.len == 0 || prompt->len < r->begun.len || memcmp(prompt->data, r->begun.data, r->begun.len) != 0 ||
	    !prompts_have(&places_top(&r->places)->first, "", 0) || !screen_find(r->screen, e->opened.id, &opened) || opened != row || e->opened.col > col)
		return -1;
	/* where nobody says who reads, what was echoed went for a line already */
	return e->opened.col == 0 || (r->truth.known && e->opened.col == line_column(r->screen, &e->pane, row, r->begun.len)) ? e->opened.col : -1;
}

/*
 * Of keys that follow one that was told nothing may be told for a second: behind the prompt that begins this row the rest was drawn in its turn, or
 * together with it, and does not look like the end of one.
 */
static bool
goes_on_untold(struct recovery *r, int row, int col, const struct buffer *whole)
{
	struct buffer prompt = {0};
	int at;
	bool goes;

	goes = r->keyboard.coarse && r->keyboard.printing &&
	    (known_prompt(r, &r->edit.pane, row, &at, &prompt) || similar_prompt(r, &r->edit.pane, row, &at, &prompt)) && prompt.len > 1 && at < col &&
	    stamp_left_of(r, row, at) >= r->edit.stamp &&
	    (stamp_left_of(r, row, col) > stamp_left_of(r, row, at) || !prompt_is_shells(whole->data, whole->len));
	buffer_free(&prompt);
	return goes;
}

/*
 * Where the prompt ends: at this column, or before text that no key brought since (fetched by ^O, typed ahead, a history
 * reference to be looked at).  The prompt is what stands left of the column, and what is left of it then.
 */
int
boundary_of_prompt(struct recovery *r, int row, int col, bool ahead, struct buffer *prompt)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	size_t before;
	int at, known;

	/* in a pane its editor's rows are lines of their own */
	if (e->pane.split && r->held.any && (before = prompt_of_block(r->held.prompt.data ? r->held.prompt.data : "", r->held.prompt.len,
	    prompt->data ? prompt->data : "", prompt->len)) > 0) {
		prompt->len = before;
		return line_column(r->screen, &e->pane, row, before);
	}
	if ((e->pane.split || gap_since_held(r, row) > 1) && (before = without_indentation(r, prompt)) > 0 && goes_on(r, prompt, row)) {
		prompt->len = before;
		return line_column(r->screen, &e->pane, row, before);
	}
	if (take_row_before(r, ahead, prompt))
		return col;
	if (ahead && r->begun.len > 0 && places_top(&r->places)->early && opening_typed_behind(r, row, col, &at, prompt)) {
		e->reasons |= REASON_AHEAD;
		return at;
	}
	if ((at = where_begun_stands(r, row, col, prompt)) >= 0) {
		prompt->len = 0;
		e->reasons |= REASON_AHEAD | REASON_DOUBTFUL;
		return at;
	}
	if (!ahead && typed_with_lines_before(r, prompt) && further_prompt(r, &e->pane, row, &at, prompt) && at < col) {
		e->reasons |= REASON_AHEAD;
		return at;
	}
	if (places_find(&r->places, prompt->data ? prompt->data : "", prompt->len, false) >= 0 ||
	    (!ahead && goes_on(r, prompt, row))) {
		; /* it ends where the cursor is */
	} else if (goes_over_margin(r, row, col, prompt)) {
		return col;
	} else if ((before = prompt_behind_echo(r, prompt, &e->home)) > 0) {
		/* a shell that draws again what was typed before its prompt */
		if (before < prompt->len)
			e->reasons |= REASON_AHEAD;
		prompt->len = before;
		return line_column(r->screen, &e->pane, row, before);
	} else if (ends_with_prompt(r, prompt, &e->home)) {
		/* output without a line feed stands before it, or it has another part there, "(env) " say */
		if (boundary_began_at_margin(r, row))
			buffer_clear(&e->home);
		else if (ahead)
			take_typed_before(r, row, prompt);
	} else if (asks_for_more(r, prompt)) {
		prompt->len = 2;
		e->reasons |= REASON_AHEAD;
		return line_column(r->screen, &e->pane, row, 2);
	} else if (opened_without_prompt(r, row, col) || is_silent_row(r, row, col)) {
		prompt->len = 0;
		e->reasons |= REASON_AHEAD;
		return e->pane.left;
	} else if (opened_behind_prompt(r, row, col, &at) && known_prompt(r, &e->pane, row, &known, prompt) && known == at) {
		e->reasons |= REASON_AHEAD;
		return at;
	} else if (ahead && opened_before_prompt(r, row, col, &at, prompt)) {
		e->reasons |= at < col ? REASON_AHEAD : 0;
		return at;
	} else if (!ahead && (e->bracket || (is_bracketed(r) && e->pane.split && drawn_at_once(r, row, e->pane.left, col))) && has_grown(r, prompt) &&
	    ahead_begun_within(r, prompt) == SIZE_MAX && !goes_on_untold(r, row, col, prompt)) {
		; /* and it has another part today */
	} else if ((ahead || e->bracket || boundary_has_put_text(r, row)) && known_prompt(r, &e->pane, row, &at, prompt) && at <= col) {
		/* text that no key brought: fetched by ^O, typed ahead, a history reference to be looked at */
		e->reasons |= REASON_AHEAD;
		return at;
	} else if (ahead && further_prompt(r, &e->pane, row, &at, prompt)) {
		return at;
	} else if (ahead && opening_typed_behind(r, row, col, &at, prompt)) {
		e->reasons |= REASON_AHEAD;
		return at;
	} else if (ahead && (boundary_typed_from_margin(r, row, col) || was_echoed_from_margin(r, row, col) || was_heard_from_margin(r, row, col))) {
		prompt->len = 0;
		return e->pane.left;
	} else if ((before = ahead_within(r, prompt)) != SIZE_MAX) {
		/* the first prompt of all, or one with another number, and what was typed before it stood */
		e->reasons |= REASON_AHEAD;
		at = line_column(r->screen, &e->pane, row, before);
		at -= lost_of_echo(r, row, at);
		if (screen_line(r->screen, row, &line)) {
			buffer_clear(prompt);
			screen_text(r->screen, &line, e->pane.left, at, prompt);
		}
		return at;
	} else if (prompt_within(r, prompt, &before)) {
		/* output without a line feed stands before it, perhaps with what was typed ahead */
		if (ahead)
			take_typed_before(r, row, prompt);
		return line_column(r->screen, &e->pane, row, before);
	} else if ((ahead || boundary_has_put_text(r, row) || ((e->bracket || e->pane.split) && brings_next(r))) && similar_prompt(r, &e->pane, row, &at, prompt)) {
		if (at < col)
			e->reasons |= REASON_AHEAD;
		return at;
	} else if (has_put_behind_count(r, row, col, &at, prompt)) {
		e->reasons |= REASON_AHEAD;
		return at;
	}
	return col;
}

/* What stands there was typed while another screen was shown: these were the last keys, or nobody tells which they were. */
static bool
typed_aside(struct recovery *r, const struct buffer *text)
{
	size_t len = prompt_bare(text->data ? text->data : "", text->len), known = len < sizeof r->keyboard.recent ? len : sizeof r->keyboard.recent;

	if (r->keyboard.coarse)
		r->edit.reasons |= REASON_DOUBTFUL;
	return len > 0 && (r->keyboard.coarse || keyboard_typed(&r->keyboard, text->data + len - known, known));
}

/* The text behind the prompt is what was typed at a program before it came. */
bool
boundary_begun_before(struct recovery *r, int row, int col, bool ahead)
{
	struct buffer text = {0};
	/* in a row, blanks at the end are none */
	size_t begun = r->begun.len > 0 ? prompt_bare(r->begun.data, r->begun.len) : 0;
	bool same;

	line_text(r->screen, &r->edit.pane, row, col, row, &text);
	same = (begun > 0 && text.len >= begun && prompt_bare(text.data, text.len) == begun && memcmp(text.data, r->begun.data, begun) == 0) || may_claim_reply(r, &text) ||
	    (ahead && typed_aside(r, &text));
	buffer_free(&text);
	return same;
}

/* zsh has run a line by itself, which-command say, and lays another behind its prompt, the one that was pushed aside. */
static bool
may_lay_line(struct recovery *r)
{
	const struct held *h = &r->held;

	return h->any && h->key == '\0' && h->c.kind == COMMAND_SHELL && h->c.text.len > 0 && is_zsh(r);
}

/* Before anything is typed, what stands right behind a prompt was drawn with it: over the end of what was printed before, say. */
bool
boundary_has_rest_of_prompt(struct recovery *r, int row, int col, bool ahead)
{
	struct screen_line line;

	return !ahead && !may_lay_line(r) && !(r->edit.reasons & REASON_AHEAD) && r->edit.bracket && !r->edit.pane.split && col > 0 && screen_line(r->screen, row, &line) &&
	    col < line.cols && line.cells[col].text > ' ' && line.cells[col].stamp == line.cells[col - 1].stamp;
}
