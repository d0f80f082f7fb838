/* The cursor stands behind a prompt: is it the one of the line that is edited? */
#include "indexer/arrival.h"

#include <string.h>

#include "indexer/below.h"
#include "indexer/catchup.h"
#include "indexer/newcomer.h"
#include "indexer/shape.h"
#include "indexer/syntax.h"

#define SIGNS_MAX 8 /* bytes */
#define AHEAD_MAX 16 /* columns */
#define KEYS_MOST 8  /* that `read -n 3` waits for */

/* The row has been drawn since the key came, and ends in the line as it was, behind another prompt: a short one that stays behind. */
static bool
stands_behind_another(struct recovery *r, int row)
{
	struct edit *e = &r->edit;
	struct buffer text = {0};
	int at, col;
	bool stands = false;

	if (e->draft.len > 0 && memchr(e->draft.data, '\n', e->draft.len) == NULL && stamp_left_of(r, row, e->pane.left + 1) > r->key_number &&
	    line_search(r->screen, &e->pane, row, row, e->draft.data, e->draft.len, &at, &col) && col > e->pane.left) {
		line_text(r->screen, &e->pane, row, col, row, &text);
		stands = buffer_is(&text, e->draft.data, e->draft.len);
	}
	buffer_free(&text);
	return stands;
}

/* The line was drawn anew, in other rows: it ends in the one above, as it was, and from now on there. */
bool
arrival_ends_above(struct recovery *r, int row)
{
	struct edit *e = &r->edit;
	struct buffer text = {0}, before = {0};
	struct screen_line line;
	unsigned reasons = e->reasons;
	int first, col;
	bool ends;

	buffer_add(&before, e->before.data, e->before.len);
	ends = edit_resolve(r, row - 1, &first, &col) && first <= row - 1;
	if (ends)
		line_text(r->screen, &e->pane, first, col, row - 1, &text);
	ends = ((ends && buffer_is(&text, e->draft.data, e->draft.len)) || stands_behind_another(r, row - 1)) && screen_line(r->screen, row - 1, &line);
	if (ends)
		e->last_id = line.id;
	e->reasons = reasons;
	buffer_clear(&e->before);
	buffer_add(&e->before, before.data, before.len);
	buffer_free(&before);
	buffer_free(&text);
	return ends;
}

/* Right below a line that is open, a few signs that came at once, since its key: whatever they are, its shell asks for more with them. */
static bool
asks_with_signs(struct recovery *r, const struct buffer *prompt, int row)
{
	const struct edit *e = &r->edit;
	int col = line_column(r->screen, &e->pane, row, prompt->len);

	return prompt->len >= 2 && prompt->len <= SIGNS_MAX && prompt->data[prompt->len - 1] == ' ' && e->known && r->keyboard.count > 0 &&
	    (syntax_open(e->draft.data, e->draft.len) || (e->goes_on && buffer_is(prompt, e->prompt.data, e->prompt.len))) && stamp_left_of(r, row, col) > r->key_number && drawn_at_once(r, row, e->pane.left, col);
}

/* The prompt for more that the line has already, perhaps with blanks behind it, by which an interpreter's editor indents the next row. */
static bool
asks_as_before(const struct edit *e, const struct buffer *prompt)
{
	size_t i = e->prompt.len;

	if (!e->goes_on || i == 0 || prompt->len < i || memcmp(prompt->data, e->prompt.data, i) != 0)
		return false;
	while (i < prompt->len && prompt->data[i] == ' ')
		i++;
	return i == prompt->len;
}

/* In a pane, a further prompt below what was typed, or below another where nothing was. */
static bool
asks_for_more(struct recovery *r, const struct buffer *prompt, int row)
{
	struct edit *e = &r->edit;
	int last;

	if (!e->pane.split || (e->draft.len == 0 && !e->goes_on))
		return false;
	return ((prompt_goes_on(prompt->data, prompt->len) &&
		    (asks_as_before(e, prompt) || (e->goes_on && asks_as_zsh(prompt)) || syntax_open(e->draft.data, e->draft.len) ||
			prompt_is_further(e->prompt.data, e->prompt.len, prompt->data, prompt->len))) || asks_with_signs(r, prompt, row)) &&
	    (e->draft.len > 0 || stamp_left_of(r, row, e->anchor.col) > r->key_number) &&
	    ((screen_find(r->screen, e->last_id, &last) && row == last + 1) || arrival_ends_above(r, row));
}

bool
arrival_is_end_of_row(struct recovery *r, const struct screen_cursor *cursor)
{
	struct screen_line line;
	int c;

	if (!screen_line(r->screen, cursor->row, &line))
		return false;
	for (c = cursor->col; c < r->edit.pane.right && c < line.cols; c++)
		if (line.cells[c].text > ' ')
			return false;
	return true;
}

/* Another mode of the same device: "edge(config)#" and "edge#". */
static bool
is_like_own(const struct edit *e, const struct buffer *prompt)
{
	return prompt->len > 4 && e->home.len > 4 && prompt_is_shells(prompt->data, prompt->len) &&
	    prompt_like(e->home.data, e->home.len, prompt->data, prompt->len) && memcmp(e->home.data, prompt->data, 4) == 0;
}

/* No more than a "y", or what a program makes of it, stands there, which was an answer and is not of the next line. */
static bool
was_one_key(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct buffer text = {0};
	int row;
	bool one;

	if (screen_find(r->screen, e->anchor.id, &row))
		line_text(r->screen, &e->pane, row, e->anchor.col, row, &text);
	one = text.len <= 3;
	buffer_free(&text);
	return one;
}

/* A key that is none of the line's, telnet's ^] say, brought a prompt of its own, below an empty line. */
static bool
has_begun_anew(struct recovery *r, const struct screen_cursor *cursor, const struct buffer *prompt)
{
	return !r->edit.bracket && !r->edit.pane.split && r->keyboard.count == 0 && r->keyboard.moved_last && prompt->len >= 3 &&
	    prompt_is_shells(prompt->data, prompt->len) && was_one_key(r) && drawn_at_once(r, cursor->row, 0, cursor->col);
}

/* The whole pane was drawn anew, and the line stands further up, behind its own prompt. */
static bool
is_drawn_higher(struct recovery *r, int row)
{
	const struct edit *e = &r->edit;
	int top = line_pane_top(r->screen, &e->pane, row), above, col, last;
	struct buffer text = {0};
	bool stands = false, at_once = e->draft.len == 0 && r->keyboard.count > 0 && r->keyboard.strokes[r->keyboard.count - 1].at_once;

	for (above = row - 1; above >= top && !stands && (e->draft.len > 0 || at_once) && e->prompt.len > 1; above--) {
		if (!line_matches(r->screen, &e->pane, above, e->prompt.data, e->prompt.len, &col))
			continue;
		for (last = above; line_runs_on(r->screen, &e->pane, last) && last + 1 < row; last++)
			;
		buffer_clear(&text);
		line_text(r->screen, &e->pane, above, col, last, &text);
		/* nothing of it was seen before */
		stands = at_once ? text.len > 0 && stamp_left_of(r, above, col + 1) > r->key_number : buffer_is(&text, e->draft.data, e->draft.len);
	}
	buffer_free(&text);
	return stands;
}

/* The last sign alone is another: who works there may do more now. */
static bool
differs_in_sign(const struct buffer *known, const struct buffer *prompt)
{
	size_t bare = prompt_bare(known->data ? known->data : "", known->len);

	return bare >= 3 && bare == prompt_bare(prompt->data, prompt->len) && memcmp(known->data, prompt->data, bare - 1) == 0;
}

/* A line of a pane was committed, and another prompt of the same kind, with another directory say, stands below. */
static bool
is_next_in_pane(struct recovery *r, const struct screen_cursor *cursor, const struct buffer *prompt)
{
	const struct buffer *own = r->edit.goes_on && r->held.any ? &r->held.prompt : &r->edit.prompt;
	size_t bare = prompt_bare(prompt->data, prompt->len), own_bare = prompt_bare(own->data, own->len);
	int row;
	bool below;

	if (!r->edit.pane.split || !r->edit.known || r->keyboard.count == 0 || bare < 2 || own_bare < 2)
		return false;
	/* one that was taller than its pane, or has cleared it, has gone with all its rows */
	if (screen_find(r->screen, edit_first_row(&r->edit), &row))
		below = row < cursor->row || (row == cursor->row && is_drawn_higher(r, row));
	else
		below = stamp_left_of(r, cursor->row, cursor->col) > r->key_number &&
		    (r->edit.taller || prompt_counts(own->data, own->len, prompt->data, prompt->len));
	/* a device's, in another mode */
	if (below && places_top(&r->places)->kind == PROGRAM_REPL && prompt_same_name(own->data, own->len, prompt->data, prompt->len))
		return drawn_at_once(r, cursor->row, r->edit.pane.left, cursor->col) && arrival_is_end_of_row(r, cursor);
	return below && prompt->len - bare == own->len - own_bare &&
	    (((prompt->data[bare - 1] == own->data[own_bare - 1] || differs_in_sign(own, prompt)) && prompt_is_shells(prompt->data, prompt->len)) ||
		prompt_counts(own->data, own->len, prompt->data, prompt->len)) &&
	    drawn_at_once(r, cursor->row, r->edit.pane.left, cursor->col);
}

/* In a pane: a line that goes to another directory stands right above, and a prompt of the same first word, drawn at once, here. */
static bool
is_elsewhere_in_pane(struct recovery *r, const struct screen_cursor *cursor, const struct buffer *prompt)
{
	const struct edit *e = &r->edit;
	const char *blank = e->prompt.len > 2 ? memchr(e->prompt.data, ' ', e->prompt.len - 1) : NULL;
	size_t first = blank ? (size_t)(blank - e->prompt.data) + 1 : 0;

	return e->pane.split && e->known && !e->goes_on && r->keyboard.count > 0 && r->keyboard.strokes[r->keyboard.count - 1].key == '\r' &&
	    shape_goes_elsewhere(&e->draft) && first > 1 && prompt->len > first && memcmp(prompt->data, e->prompt.data, first) == 0 && prompt->data[prompt->len - 1] == ' ' &&
	    e->prompt.data[e->prompt.len - 1] == ' ' && stamp_left_of(r, cursor->row, cursor->col) > r->key_number && arrival_is_end_of_row(r, cursor) &&
	    drawn_at_once(r, cursor->row, e->pane.left, cursor->col) && arrival_ends_above(r, cursor->row);
}

/* Behind a question whose answer was not echoed, all there is is a prompt that is known. */
static bool
prompt_came_behind(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer text = {0};
	int row;
	bool came;

	screen_cursor(r->screen, &cursor);
	/* and nobody typed it */
	if (e->known || e->bracket || !screen_find(r->screen, e->anchor.id, &row) || row != cursor.row ||
	    !drawn_at_once(r, row, e->anchor.col, cursor.col))
		return false;
	line_head(r->screen, &e->pane, row, e->anchor.col, row, cursor.col, &text);
	/* or has another number by now */
	came = text.len > 0 && (places_find(&r->places, text.data, text.len, false) >= 0 || (e->anchor.col == e->pane.left && newcomer_begins_pane(r, &text)) ||
	    (e->anchor.col == 0 && text.len > 2 && prompt_is_shells(text.data, text.len) && places_find(&r->places, text.data, text.len, true) >= 0 &&
		(!r->truth.known || shell_in_front(r) || places_remote(&r->places) || e->pane.split)));
	buffer_free(&text);
	return came;
}

/* A pager's sign stood there, for which the keys were: it took that away, and the prompt stands in its row. */
static bool
pager_is_gone(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int row, col;

	screen_cursor(r->screen, &cursor);
	if (e->known || e->prompt.len == 0 || !screen_find(r->screen, e->anchor.id, &row))
		return false;
	/* what filled the last row was none of a prompt, and has scrolled */
	if (e->anchor.col >= e->pane.right && !e->bracket && !e->pane.split)
		return row + 1 == cursor.row;
	return row == cursor.row && !line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col);
}

/* And keys of which nothing was told have gone on behind that prompt. */
static bool
is_behind_new_prompt(struct recovery *r, const struct screen_cursor *cursor)
{
	struct buffer prompt = {0};
	int col;
	bool behind = pager_is_gone(r) && (known_prompt(r, &r->edit.pane, cursor->row, &col, &prompt) || (similar_prompt(r, &r->edit.pane, cursor->row, &col, &prompt) && prompts_count(&places_top(&r->places)->first, prompt.data, prompt.len))) && col <= cursor->col &&
	    stamp_left_of(r, cursor->row, col) > r->key_number;

	buffer_free(&prompt);
	return behind;
}

/* A program read what was typed, and now a shell's prompt stands before the cursor, in that row or below. */
static bool
shell_is_back(struct recovery *r)
{
	struct screen_cursor cursor;
	struct buffer row = {0}, prompt = {0};
	bool back;

	/* behind a gate the kernel knows nothing of who reads */
	if (r->edit.known || (r->truth.known && !shell_in_front(r) && !r->edit.pane.split && !places_remote(&r->places)))
		return false;
	screen_cursor(r->screen, &cursor);
	line_prompt(r->screen, &r->edit.pane, cursor.row, cursor.col, &row);
	back = prompt_came_behind(r) || is_behind_new_prompt(r, &cursor);
	/* in a pane a line may be drawn at any time, but not the sign of the key that stopped a program, nor what was typed behind a prompt */
	if (!r->edit.pane.split || (row.len >= 2 && row.data[0] == '^'))
		back |= row.len > 0 && prompt_behind_echo(r, &row, &prompt) > 0;
	back |= row.len > 0 && catchup_begins_with_prompt(r, &cursor, &row);
	buffer_free(&row);
	buffer_free(&prompt);
	return back;
}

/* Nothing was pressed that commits but what stopped a program. */
static bool
commits_nothing(const struct keyboard *k)
{
	return k->count == 0 || k->strokes[k->count - 1].key == CONTROL('C');
}

bool
arrival_is_bare_behind(struct recovery *r, const struct screen_cursor *cursor)
{
	struct screen_line line;

	return screen_line(r->screen, cursor->row, &line) && cursor->col + 1 < line.cols && line.cells[cursor->col].text <= ' ' &&
	    line.cells[cursor->col + 1].text <= ' ';
}

/* The prompt is one of these places', or in a pane of those that they were started from, with another number. */
static bool
counts_here(const struct recovery *r, const struct buffer *prompt)
{
	int i = r->places.count - 1;

	while (i > 0 && r->edit.pane.split && !prompts_count(&r->places.list[i].first, prompt->data, prompt->len))
		i--;
	return prompts_count(&r->places.list[i].first, prompt->data, prompt->len);
}

/* A program was stopped, and a shell's prompt stands below, with another number or directory in it. */
static bool
has_come_back(struct recovery *r, const struct screen_cursor *cursor, const struct buffer *prompt)
{
	return !r->edit.known && commits_nothing(&r->keyboard) && (r->keyboard.count > 0 || r->keyboard.moved_last || counts_here(r, prompt)) &&
	    stamp_left_of(r, cursor->row, r->edit.pane.left + 1) > r->key_number &&
	    (arrival_is_end_of_row(r, cursor) || arrival_is_bare_behind(r, cursor)) && drawn_at_once(r, cursor->row, r->edit.pane.left, cursor->col) &&
	    ((r->edit.pane.split && prompt->len >= PROMPT_MIN && counts_here(r, prompt)) ||
		(prompt_is_shells(prompt->data, prompt->len) && places_find(&r->places, prompt->data, prompt->len, true) >= 0));
}

/* In a pane: the row in which the line stood begins with something else now; a multiplexer that scrolled drew it higher. */
static bool
is_elsewhere_drawn(struct recovery *r, int row)
{
	const struct edit *e = &r->edit;
	int col;

	return e->pane.split && e->known && e->drafted && r->keyboard.count > 0 && (e->draft.len > 0 || r->keyboard.strokes[r->keyboard.count - 1].at_once || stamp_left_of(r, row, e->pane.left + 1) > r->key_number) && e->prompt.len > 0 &&
	    !line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col);
}

/* The line that was committed was not empty: it came at once with its key, and the prompt was drawn since, if nothing else tells. */
static bool
has_text(struct recovery *r, const struct screen_cursor *cursor)
{
	return r->edit.draft.len > 0 || (keyboard_sent_line(&r->keyboard) && stamp_left_of(r, cursor->row, cursor->col) > r->key_number);
}

/* There was a line, and the prompt is bare but for the one of the right side, which is where it was. */
static bool
is_before_side(struct recovery *r, const struct screen_cursor *cursor)
{
	const struct edit *e = &r->edit;
	struct screen_line line;
	int c;

	if (r->keyboard.count == 0 || (e->draft.len == 0 && !r->keyboard.strokes[0].at_once) || e->pane.side <= cursor->col + 1 || !screen_line(r->screen, cursor->row, &line))
		return false;
	for (c = cursor->col; c < e->pane.side && c < line.cols && line.cells[c].text <= ' '; c++)
		;
	return c == e->pane.side;
}

/* The prompt was drawn since the last key, over the row that has the line still: a program has put the cursor there. */
static bool
is_drawn_before_old(struct recovery *r, const struct screen_cursor *cursor)
{
	struct screen_line line;

	return r->keyboard.count > 0 && stamp_left_of(r, cursor->row, cursor->col) > r->key_number && screen_line(r->screen, cursor->row, &line) &&
	    cursor->col < line.cols && line.cells[cursor->col].stamp <= r->key_number;
}

/*
 * What was typed at a program was hidden, no key that commits was told of, and now the kernel has a shell in front, whose prompt stands
 * here with another number in it.
 */
static bool
is_outer_again(struct recovery *r, const struct screen_cursor *cursor, const struct buffer *prompt)
{
	int i;

	if (!r->edit.known || r->edit.bracket || r->edit.pane.split || r->keyboard.count > 0 || !r->truth.known || !shell_in_front(r) ||
	    !prompt_is_shells(prompt->data, prompt->len) || stamp_left_of(r, cursor->row, cursor->col) <= r->key_number || !arrival_is_end_of_row(r, cursor))
		return false;
	i = places_find(&r->places, prompt->data, prompt->len, true);
	return i >= 0 && i < r->places.count - 1 && r->places.list[i].group == r->truth.group;
}

/*
 * In a pane: an answer was given to a question, a password say, and below it stands "sw1#", where there was "sw1>" before.
 */
static bool
is_answered_by_prompt(struct recovery *r, const struct screen_cursor *cursor, const struct buffer *prompt)
{
	const struct edit *e = &r->edit;
	const struct prompts *first = &places_top(&r->places)->first;
	int n = 0;

	if (!e->pane.split || e->known || e->bracket || r->keyboard.count == 0 || r->keyboard.strokes[r->keyboard.count - 1].key != '\r' || prompt->len < 3 ||
	    !prompt_is_shells(prompt->data, prompt->len) || stamp_left_of(r, cursor->row, cursor->col) <= r->key_number || !arrival_is_end_of_row(r, cursor) ||
	    !drawn_at_once(r, cursor->row, e->pane.left, cursor->col))
		return false;
	while (n < first->count && !differs_in_sign(&first->list[n], prompt))
		n++;
	return n < first->count;
}

/*
 * In a pane: what was asked in the last line was an interpreter's, started for that alone; the answer was not shown, and below it stands the
 * prompt of who started it, which counts.
 */
static bool
is_asker_gone(struct recovery *r, const struct screen_cursor *cursor, const struct buffer *prompt)
{
	const struct edit *e = &r->edit;
	const struct place *top = places_top(&r->places);
	int i;

	if (!e->pane.split || !e->known || e->bracket || e->draft.len > 0 || r->keyboard.count == 0 || r->places.count < 2 || top->kind != PROGRAM_REPL ||
	    top->first.count != 1 || !(prompt_is_shells(prompt->data, prompt->len) || prompts_count(&r->places.list[r->places.count - 2].first, prompt->data, prompt->len)) || stamp_left_of(r, cursor->row, cursor->col) <= r->key_number ||
	    !arrival_is_end_of_row(r, cursor) || !drawn_at_once(r, cursor->row, e->pane.left, cursor->col))
		return false;
	i = places_find(&r->places, prompt->data, prompt->len, true);
	return i >= 0 && i < r->places.count - 1;
}

/* In a pane: letters of the next line came before the line was seen to be left, and stand behind the next prompt; it stands above. */
static bool
has_next_begun(struct recovery *r, const struct screen_cursor *cursor)
{
	struct edit *e = &r->edit;
	struct buffer prompt = {0};
	int col;
	bool begun;

	if (!e->pane.split || !e->known || e->bracket || !r->keyboard.tail || r->keyboard.count == 0 || r->keyboard.strokes[r->keyboard.count - 1].key != '\r')
		return false;
	begun = (known_prompt(r, &e->pane, cursor->row, &col, &prompt) || similar_prompt(r, &e->pane, cursor->row, &col, &prompt)) &&
	    prompt.len > 2 && prompt_is_shells(prompt.data, prompt.len) && col < cursor->col && cursor->col - col <= AHEAD_MAX &&
	    stamp_left_of(r, cursor->row, col) > r->keyboard.strokes[r->keyboard.count - 1].event && is_drawn_higher(r, cursor->row);
	buffer_free(&prompt);
	return begun;
}

/* The line's own prompt, which may have a part before the one that is known, "(env) " say; of those for more, Python's alone is drawn for nothing. */
static bool
stands_again(const struct recovery *r, const struct buffer *prompt)
{
	const struct edit *e = &r->edit;

	return e->known && buffer_is(prompt, e->prompt.data, e->prompt.len) && (!e->goes_on || buffer_is(prompt, "... ", 4));
}

/* Behind the key that ended a program's input, or stopped it: the shell's prompt with another time or number. */
static bool
is_its_next(const struct recovery *r, const struct buffer *prompt)
{
	const struct keyboard *k = &r->keyboard;
	char key = k->count > 0 ? k->strokes[k->count - 1].key : k->last[1];

	return !r->edit.known && (key == CONTROL('D') || key == CONTROL('Z') || key == CONTROL('C')) && prompt->len > 2 &&
	    prompts_count(&r->places.list[r->places.count - 1].first, prompt->data, prompt->len);
}

bool
arrival_behind_answer(struct recovery *r)
{
	const struct edit *e = &r->edit;
	const struct prompts *first = &places_top(&r->places)->first;
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	int n, from, row;
	bool asks = false;

	if (!e->anchored || e->known || (e->bracket && !e->pane.split) || r->keyboard.count > 0 || !r->keyboard.printing || first->count == 0)
		return false;
	/* who is in front reads no key: they were typed ahead */
	if (e->pane.split && places_top(&r->places)->running && program_is_deaf(places_top(&r->places)->starts))
		return false;
	screen_cursor(r->screen, &cursor);
	if (!screen_find(r->screen, e->anchor.id, &row) || row != cursor.row || stamp_left_of(r, row, cursor.col) <= r->key_number)
		return false;
	line_prompt(r->screen, &e->pane, cursor.row, cursor.col, &prompt);
	for (n = 0; n < first->count && !asks; n++) {
		from = cursor.col - (int)first->list[n].len;
		asks = first->list[n].len >= PROMPT_MIN && from >= e->anchor.col && from <= e->anchor.col + KEYS_MOST && prompt.len > first->list[n].len &&
		    memcmp(prompt.data + prompt.len - first->list[n].len, first->list[n].data, first->list[n].len) == 0 && drawn_at_once(r, cursor.row, from, cursor.col);
	}
	buffer_free(&prompt);
	return asks;
}

/* The cursor is behind a prompt that is known, and not on the row of the line that is edited. */
static bool
stands_at_prompt(struct recovery *r)
{
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	int row;
	bool stands, own;

	screen_cursor(r->screen, &cursor);
	/* its own row, unless a multiplexer drew the line elsewhere, and here the prompt is bare again; or a pager's */
	own = screen_find(r->screen, r->edit.anchor.id, &row) && row == cursor.row && !is_elsewhere_drawn(r, row);
	if (own && (r->edit.known || (r->edit.bracket && !r->edit.adrift) || !drawn_at_once(r, cursor.row, r->edit.pane.left, cursor.col)) &&
	    !(r->edit.pane.split && has_text(r, &cursor) && cursor.col == r->edit.anchor.col && (arrival_is_end_of_row(r, &cursor) || is_before_side(r, &cursor) || is_drawn_before_old(r, &cursor))))
		return arrival_behind_answer(r);
	line_prompt(r->screen, &r->edit.pane, cursor.row, cursor.col, &prompt);
	stands = prompt.len > 0 && (places_find(&r->places, prompt.data, prompt.len, false) >= 0 || (own && stands_again(r, &prompt)) || is_its_next(r, &prompt) ||
	    (r->edit.pane.split && r->edit.known && is_cooked(r) && stamp_left_of(r, cursor.row, cursor.col) > r->key_number && stands_behind_further(r, &prompt)) ||
	    (!r->edit.known && places_left_with(&r->places, prompt.data, prompt.len)) || asks_for_more(r, &prompt, cursor.row) ||
	    (!r->edit.bracket && r->keyboard.count == 0 && is_like_own(&r->edit, &prompt)) ||
	    (!own && (has_next_begun(r, &cursor) || is_asker_gone(r, &cursor, &prompt) || is_answered_by_prompt(r, &cursor, &prompt) || has_begun_anew(r, &cursor, &prompt) || is_next_in_pane(r, &cursor, &prompt) || is_elsewhere_in_pane(r, &cursor, &prompt) || has_come_back(r, &cursor, &prompt) ||
	    is_outer_again(r, &cursor, &prompt))));
	buffer_free(&prompt);
	return stands;
}

/* It is the prompt of the line that is edited. */
static bool
stands_at_own_prompt(struct recovery *r)
{
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	bool own;

	screen_cursor(r->screen, &cursor);
	line_prompt(r->screen, &r->edit.pane, cursor.row, cursor.col, &prompt);
	own = buffer_is(&prompt, r->edit.home.data, r->edit.home.len);
	buffer_free(&prompt);
	return own;
}

/* Of a line or an answer that was not echoed, and of a command that printed nothing, all there is to see is the next prompt, on the same row. */
static bool
prompt_came_again(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer text = {0};
	int row;
	bool again;

	screen_cursor(r->screen, &cursor);
	/* of a line that goes on behind others' output in a pane nobody says that it ended */
	if ((e->bracket && !(e->pane.split && e->adrift && e->tampered)) || e->home.len == 0 || !screen_find(r->screen, e->anchor.id, &row) || row != cursor.row)
		return false;
	line_head(r->screen, &e->pane, row, e->anchor.col, row, cursor.col, &text);
	again = buffer_is(&text, e->home.data, e->home.len);
	buffer_free(&text);
	return again;
}

/* In a full pane: jobs had printed below its prompt before the line was typed, so it has none, and now one stands in its row. */
static bool
prompt_came_over(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	int row, col;
	bool came;

	screen_cursor(r->screen, &cursor);
	if (!e->pane.split || !e->known || e->bracket || e->prompt.len > 0 || !(e->reasons & REASON_INTERRUPTED) || e->draft.len == 0 || r->keyboard.count == 0 ||
	    !screen_find(r->screen, e->anchor.id, &row) || row != cursor.row || stamp_left_of(r, row, cursor.col) <= r->key_number)
		return false;
	came = known_prompt(r, &e->pane, row, &col, &prompt) && prompt.len > 1 && col == cursor.col && arrival_is_end_of_row(r, &cursor) &&
	    drawn_at_once(r, row, e->pane.left, col);
	buffer_free(&prompt);
	return came;
}

bool
arrival_leaves(struct recovery *r)
{
	return stands_at_prompt(r) || prompt_came_again(r) || prompt_came_behind(r) || prompt_came_over(r) || below_tells(r);
}

/* In a pane: who asks with nothing has ended, and the prompt of who started it stands before the cursor, drawn since it was left. */
static bool
starter_asks(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	uint64_t since;
	int i, col;
	bool asks;

	if (!e->pane.split || !e->known || e->bracket || e->prompt.len > 0 || r->places.count < 2 || places_top(&r->places)->kind != PROGRAM_REPL)
		return false;
	screen_cursor(r->screen, &cursor);
	since = r->keyboard.count > 0 ? r->keyboard.strokes[r->keyboard.count - 1].event : r->committed;
	asks = known_prompt(r, &e->pane, cursor.row, &col, &prompt) && prompt.len > 2 && col <= cursor.col && stamp_left_of(r, cursor.row, col) > since &&
	    (i = places_find(&r->places, prompt.data, prompt.len, false)) >= 0 && i < r->places.count - 1;
	buffer_free(&prompt);
	return asks;
}

bool
arrival_begins(struct recovery *r)
{
	const struct edit *e = &r->edit;
	bool asks = r->keyboard.count == 0 && (!e->known || !e->bracket) && stands_at_prompt(r) &&
	    (!e->known || (!e->pane.split && !stands_at_own_prompt(r)));

	if (!asks && !newcomer_came(r) && !starter_asks(r) && !hush_asks_behind(r) && !(commits_nothing(&r->keyboard) && shell_is_back(r)))
		return false;
	if (r->keyboard.count > 0)
		keyboard_forget(&r->keyboard);
	if (pager_is_gone(r))
		keyboard_forget(&r->keyboard);
	else if (was_one_key(r))
		r->keyboard.first = '\0';
	return true;
}
