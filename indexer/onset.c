/* Where the text of a line begins: behind which prompt, and whose it is. */
#include "indexer/edit.h"

#include <string.h>

#include "indexer/chooser.h"
#include "indexer/clamour.h"
#include "indexer/further.h"
#include "indexer/history.h"
#include "indexer/solo.h"

/* The event was output that answered no key. */
bool
was_unasked(struct recovery *r, uint32_t stamp)
{
	int i;

	for (i = 0; i < UNASKED_MAX; i++)
		if (r->unasked[i] == stamp && stamp != 0)
			return true;
	return false;
}

/* How the line before was ended may bring a text for the next. */
static bool
brings_next(const struct held *h)
{
	return h->any && (h->from_editor || (h->key != '\r' && h->key != '\n') || history_refers(&h->c.text));
}

/*
 * More stands behind a prompt that is known, the branch of a repository say, and no key was pressed that could have brought it.  What
 * editors bring by themselves are lines that somebody wrote, and those don't end in a blank.
 */
static bool
has_grown(struct recovery *r, const struct buffer *prompt)
{
	return prompt->len > 0 && prompt->data[prompt->len - 1] == ' ' && !brings_next(&r->held);
}

/*
 * A multiplexer leaves brackets out where they follow one another quickly.  The shell has put a text behind its next prompt by itself: what
 * became of a history reference, to be looked at, the line behind the one that was fetched, or what zsh was told to.
 */
static bool
has_put_text(struct recovery *r, int row)
{
	const struct held *h = &r->held;

	if (!r->edit.pane.split || !h->any || h->c.kind != COMMAND_SHELL || h->c.text.len == 0)
		return false;
	/* nor is it known to have begun, but for what it told the terminal: a line that was pushed aside comes back, say */
	return h->key == CONTROL('O') || (is_bracketed(r) && gap_since_held(r, row) > 0) || (gap_since_held(r, row) == 1 &&
	    (history_refers(&h->c.text) || memmem(h->c.text.data, h->c.text.len, "print -z", 8) != NULL));
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
static uint64_t
left_since(const struct held *h, uint64_t now)
{
	return h->left == now ? h->c.event + 1 : h->left;
}

/*
 * In a pane: keys of which nothing was told, for the one before them was told of while a line was just being left, were echoed sign by
 * sign from the margin on: no part of that is a prompt.
 */
bool
echoed_from_margin(struct recovery *r, int row, int col, uint64_t since)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;
	int c, steps = 0, same = 0;

	if (!p->split || !r->keyboard.coarse || col < p->left + 3 || !screen_line(r->screen, row, &line) || col > line.cols)
		return false;
	/* two or three may have come together */
	for (c = p->left + 1; c < col && line.cells[c].stamp >= line.cells[c - 1].stamp && same <= 2; c++) {
		same = line.cells[c].stamp == line.cells[c - 1].stamp ? same + 1 : 0;
		steps += same == 0;
	}
	return c == col && same <= 2 && steps * 2 >= col - p->left && line.cells[p->left].stamp > since;
}

/* The same behind the line that is held, which may have been seen to be left only after the first of them. */
static bool
was_typed_from_margin(struct recovery *r, int row, int col)
{
	return r->held.any && echoed_from_margin(r, row, col, r->held.left != 0 ? r->held.c.event : 0);
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
	    line.cells[p->left].stamp < left_since(&r->held, r->number))
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
static bool
began_at_margin(const struct recovery *r, int row)
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

/* In a pane: what stands before the prompt was typed, sign by sign, before that came: it is the line's beginning. */
static void
take_typed_before(struct recovery *r, int row, const struct buffer *prompt)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	struct buffer home = {0};
	int col;

	if (ends_with_prompt(r, prompt, &home) && home.len < prompt->len) {
		col = line_column(r->screen, &e->pane, row, prompt->len - home.len);
		if (was_typed_from_margin(r, row, col) && screen_line(r->screen, row, &line)) {
			screen_text(r->screen, &line, e->pane.left, col, &e->before);
			buffer_clear(&e->home);
			buffer_add(&e->home, home.data, home.len);
			e->caught = true;
			e->reasons |= REASON_AHEAD | REASON_REANCHORED;
		}
	}
	buffer_free(&home);
}

/*
 * Where the prompt ends: at this column, or before text that no key brought since (fetched by ^O, typed ahead, a history
 * reference to be looked at).  The prompt is what stands left of the column, and what is left of it then.
 */
static int
end_of_prompt(struct recovery *r, int row, int col, bool ahead, struct buffer *prompt)
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
	if (e->pane.split && (before = without_indentation(r, prompt)) > 0 && goes_on(r, prompt, row)) {
		prompt->len = before;
		return line_column(r->screen, &e->pane, row, before);
	}
	if (places_find(&r->places, prompt->data ? prompt->data : "", prompt->len, false) >= 0 ||
	    (!ahead && goes_on(r, prompt, row))) {
		; /* it ends where the cursor is */
	} else if ((before = prompt_behind_echo(r, prompt, &e->home)) > 0) {
		/* a shell that draws again what was typed before its prompt */
		if (before < prompt->len)
			e->reasons |= REASON_AHEAD;
		prompt->len = before;
		return line_column(r->screen, &e->pane, row, before);
	} else if (ends_with_prompt(r, prompt, &e->home)) {
		/* output without a line feed stands before it, or it has another part there, "(env) " say */
		if (began_at_margin(r, row))
			buffer_clear(&e->home);
		else if (ahead)
			take_typed_before(r, row, prompt);
	} else if (opened_behind_prompt(r, row, col, &at) && known_prompt(r, &e->pane, row, &known, prompt) && known == at) {
		e->reasons |= REASON_AHEAD;
		return at;
	} else if (!ahead && (e->bracket || (is_bracketed(r) && e->pane.split && drawn_at_once(r, row, e->pane.left, col))) && has_grown(r, prompt)) {
		; /* and it has another part today */
	} else if ((ahead || e->bracket || has_put_text(r, row)) && known_prompt(r, &e->pane, row, &at, prompt) && at <= col) {
		/* text that no key brought: fetched by ^O, typed ahead, a history reference to be looked at */
		e->reasons |= REASON_AHEAD;
		return at;
	} else if (ahead && further_prompt(r, &e->pane, row, &at, prompt)) {
		return at;
	} else if (ahead && (was_typed_from_margin(r, row, col) || was_echoed_from_margin(r, row, col) || was_heard_from_margin(r, row, col))) {
		prompt->len = 0;
		return e->pane.left;
	} else if (ahead && first_prompt(r, &e->pane, row, &at, prompt)) {
		e->reasons |= REASON_AHEAD;
		return at;
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
	} else if ((ahead || has_put_text(r, row) || ((e->bracket || e->pane.split) && brings_next(&r->held))) && similar_prompt(r, &e->pane, row, &at, prompt)) {
		if (at < col)
			e->reasons |= REASON_AHEAD;
		return at;
	}
	return col;
}

/* Something that was typed at a running program may have been meant for the shell. */
static bool
typed_since_held(const struct recovery *r)
{
	return r->reply_count > 0 && (!r->held.any || r->replies[r->reply_count - 1].c.event > r->held.c.event);
}

/* A line was left since the last keys, and another key that commits was told of together with its own. */
static bool
came_at_once(const struct recovery *r)
{
	return r->keyboard.count > 0 && r->keyboard.strokes[0].event == r->key_number &&
	    (r->committed == r->key_number || (!r->edit.bracket && r->edit.stamp == (uint32_t)r->number));
}

/* Its editor has left off saying so: the line before, which came together with this one, had no bracket either. */
static bool
says_no_more(const struct recovery *r)
{
	return r->held.any && !(r->held.c.reasons & REASON_BRACKET) && r->held.c.event == r->key_number && r->keyboard.count > 0 &&
	    r->keyboard.strokes[0].event == r->key_number;
}

/*
 * A known prompt that its shell did not draw: another program is in front, or text stood behind it that nobody typed, and the
 * editor, which says so elsewhere, did not say that it began.
 */
static bool
is_pretended(struct recovery *r, const struct buffer *prompt, bool behind)
{
	int i = places_find(&r->places, prompt->data ? prompt->data : "", prompt->len, false);
	const struct place *p = &r->places.list[i < 0 ? 0 : i];

	if (i < 0 || (places_multiplexed(&r->places) && !behind))
		return false;
	/* a shell that the program shows is one of its own */
	if (r->alternate && !behind && stands_at_guest_prompt(r))
		return false;
	/* it was in front when its editor began: what runs since has perhaps its line already */
	if (r->truth.known && !shell_in_front(r) && p->group != 0 && p->group != r->truth.group && !places_remote(&r->places) &&
	    !(r->edit.bracket && r->edit.front && r->edit.group == p->group)) {
		/* of lines that came at once the shell has read this one too, before anybody looked who is in front */
		if (!came_at_once(r) && !r->edit.owed)
			return true;
		r->edit.reasons |= REASON_DOUBTFUL;
	}
	return behind && !r->edit.bracket && p->bracketed && !typed_since_held(r) && !says_no_more(r);
}

/* In a pane: where vi and pagers, which have brackets of their own, are given commands and what to search for. */
static bool
is_colon_of_pane(struct recovery *r, const struct buffer *prompt)
{
	return r->edit.pane.split && prompt->len == 1 && strchr(":/?", prompt->data[0]) != NULL &&
	    places_find(&r->places, prompt->data, prompt->len, false) < 0;
}

/* Nothing stands where the line begins, and no prompt is empty here: jobs have printed behind the one that stands above. */
static bool
is_behind_noise(struct recovery *r, int row, const struct buffer *prompt)
{
	return prompt->len == 0 && !r->edit.pane.split && !prompts_have(&places_top(&r->places)->first, "", 0) && clamour_stands_behind(r, row);
}

static int
cursor_col(struct recovery *r)
{
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	return cursor.col;
}

/* It is no further line: whatever was held is whole, and whose prompt is this? */
static void
begin_anew(struct recovery *r, int row, int col, const struct buffer *prompt, bool ahead)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	struct place *p;
	unsigned marks;
	int gap;
	bool printed, bracket, typed = was_typed_from_margin(r, row, cursor_col(r));

	gap = r->held.any ? gap_since_held(r, row) : 0;
	printed = r->held.any && gap > (places_top(&r->places)->gap ? places_top(&r->places)->gap : 1);
	if (r->held.any && (places_top(&r->places)->gap == 0 || gap < places_top(&r->places)->gap) && gap > 0)
		places_top(&r->places)->gap = gap;
	/* it asks for more, perhaps, and with the same sign */
	if (gap == 1 && r->held.c.kind == COMMAND_SHELL && !e->pane.split && held_is_open(&r->held, places_top(&r->places)))
		e->reasons |= REASON_DOUBTFUL;
	/* the shell put what a history reference became into the next line, to be looked at */
	if (r->held.any && history_refers(&r->held.c.text) && gap == 1 && (e->reasons & REASON_AHEAD) && !ahead)
		held_drop(r);
	if (r->held.unsure && !held_stands(r, prompt, row))
		held_drop(r);
	r->held.unsure = false;
	if (e->pane.split)
		ahead_shown(r, row);
	if (e->pane.split && r->held.c.kind != COMMAND_REPLY)
		ahead_rest(r, row);
	if (r->held.any && r->held.c.kind != COMMAND_REPLY) {
		hindsight_told(r, &r->held.c);
		hindsight_lost(r, row, &r->held.c);
	}
	held_flush(r, printed);
	if (e->pane.split && r->reply_count > 0)
		ahead_lines(r, row);
	if (r->reply_count > 0 && (e->pane.split || places_remote(&r->places)))
		ahead_counted(r, row);
	hindsight_lost(r, row, NULL);
	marks = screen_line(r->screen, row, &line) ? marks_stand(r, line.id, col) : 0;
	/* in a pane brackets may be an editor's, in which the text before the cursor was typed */
	bracket = e->bracket && (!e->pane.split || col <= e->pane.left || drawn_at_once(r, row, e->pane.left, col));
	if (is_behind_noise(r, row, prompt)) {
		e->known = true;
		e->reasons |= REASON_INTERRUPTED;
		return;
	}
	e->known = !is_pretended(r, prompt, false) && !is_colon_of_pane(r, prompt) && go_to_place(r, prompt, bracket, marks);
	p = places_top(&r->places);
	if (e->known) {
		marks_at_prompt(r, marks);
		prompts_add(&p->first, prompt->data ? prompt->data : "", prompt->len);
		p->bracketed |= e->bracket;
		if (shell_in_front(r))
			p->group = r->truth.group;
	} else if (prompt->len == 0 && e->pane.split && clamour_stands_behind(r, row)) {
		e->known = true;
		/* what was typed before the job printed stands among what others drew */
		e->reasons |= REASON_INTERRUPTED | (typed ? REASON_UNSEEN : 0);
	}
}

static bool
stands_at(const struct recovery *r, int row, int col)
{
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	return cursor.row == row && cursor.col == col;
}

/* Nothing is typed yet: what stands to the right, beyond a gap, is a prompt of that side. */
static void
note_right_side(struct recovery *r, int row, int col)
{
	struct pane *p = &r->edit.pane;
	struct screen_line line;
	int c = col;

	if (!screen_line(r->screen, row, &line))
		return;
	while (c < p->right && c < line.cols && line.cells[c].text <= ' ')
		c++;
	if (c < col + 2 || c >= p->right || c >= line.cols)
		return;
	p->side = c;
	p->side_until = (uint32_t)r->number;
	p->side_sum = line_sum(&line, p, c);
}

/* What stands from this column on is not the end of what was typed: behind a gap, or drawn in one go where a text has filled the row up to it. */
static bool
stands_aside(const struct screen_line *line, const struct pane *p, int col)
{
	int c = col, end = p->right < line->cols ? p->right : line->cols;

	if (line->cells[col - 1].text <= ' ')
		return line->cells[col - 2].text <= ' ';
	while (c < end && (line->cells[c].text <= ' ' || line->cells[c].stamp == line->cells[col].stamp))
		c++;
	if (c < end)
		return false;
	/* behind a gap, it would be the end of a longer one */
	for (c = col - 1; c > p->left && line->cells[c].text > ' '; c--)
		;
	return c > p->left && line->cells[c - 1].text > ' ';
}

/* Text stands behind the prompt already: its right side is known by what it was before. */
static void
recall_right_side(struct recovery *r, int row, int col)
{
	struct place *place = places_top(&r->places);
	struct pane *p = &r->edit.pane;
	struct screen_line line;

	if (!screen_line(r->screen, row, &line))
		return;
	if (p->side > 0) {
		place->side = p->side;
		place->side_shape = line_shape(&line, p, p->side);
	} else if (place->side > col + 2 && place->side < p->right && place->side < line.cols && line.cells[place->side].text > ' ' &&
	    stands_aside(&line, p, place->side) && line_shape(&line, p, place->side) == place->side_shape) {
		p->side = place->side;
		p->side_until = (uint32_t)r->number + 1;
		p->side_sum = line_sum(&line, p, p->side);
	}
	p->sided = place->side > 0;
}

/*
 * The text between was perhaps brought there by an editor.  In a pane only what came in one piece with the prompt, when no key of an
 * editor's was pressed, is told from that.
 */
static bool
may_be_edited(struct recovery *r, int row, int at, int col, bool ahead)
{
	return places_multiplexed(&r->places) && (ahead || has_put_text(r, row) || r->keyboard.moved_last || at < 1 || !drawn_at_once(r, row, at - 1, col));
}

/* The text behind the prompt is what was typed at a program and ended there. */
static bool
may_be_claimed(struct recovery *r, int row, int col)
{
	struct buffer text = {0};
	bool may;

	line_text(r->screen, &r->edit.pane, row, col, row, &text);
	may = may_claim_reply(r, &text);
	buffer_free(&text);
	return may;
}

/* The text behind the prompt is what was typed at a program before it came. */
static bool
has_begun_before(struct recovery *r, int row, int col)
{
	struct buffer text = {0};
	bool same;

	line_text(r->screen, &r->edit.pane, row, col, row, &text);
	same = (r->begun.len > 0 && buffer_is(&text, r->begun.data, r->begun.len)) || may_claim_reply(r, &text);
	buffer_free(&text);
	return same;
}

/* Before anything is typed, what stands right behind a prompt was drawn with it: over the end of what was printed before, say. */
static bool
has_rest_of_prompt(struct recovery *r, int row, int col, bool ahead)
{
	struct screen_line line;

	return !ahead && !(r->edit.reasons & REASON_AHEAD) && r->edit.bracket && !r->edit.pane.split && col > 0 && screen_line(r->screen, row, &line) &&
	    col < line.cols && line.cells[col].text > ' ' && line.cells[col].stamp == line.cells[col - 1].stamp;
}

/* A block was given to an editor, and stands as it did, with the cursor in one of its further rows: it came back into the line. */
static bool
came_back(struct recovery *r, int row)
{
	struct edit *e = &r->edit;
	struct held *h = &r->held;
	int first, col, n;

	if (!h->any || !h->from_editor || h->shown.len > 0 || h->pane.split || !e->bracket || !screen_find(r->screen, h->anchor.id, &first) || first >= row ||
	    !line_matches(r->screen, &h->pane, first, h->prompt.data ? h->prompt.data : "", h->prompt.len, &col) || col != h->anchor.col)
		return false;
	e->pane = h->pane;
	for (n = first + 1; n < row && edit_has_row(r, n); n++)
		;
	return n == row;
}

/* It is the same line as before, whatever its text is by now. */
static void
go_on_with_block(struct recovery *r)
{
	struct edit *e = &r->edit;
	int first;

	if (!screen_find(r->screen, r->held.anchor.id, &first))
		return;
	e->known = true;
	e->reasons |= REASON_REANCHORED;
	buffer_clear(&e->home);
	buffer_add(&e->home, r->held.prompt.data, r->held.prompt.len);
	edit_set_anchor(r, first, r->held.anchor.col, &e->home);
	e->solo.lost = true;
	r->keyboard.moved = true;
	held_drop(r);
}

/* The line that is held starts a multiplexer, which on some terminals has no screen of its own to tell so. */
static bool
has_started_multiplexer(struct recovery *r)
{
	struct held *h = &r->held;
	char starts[PROGRAM_NAME_MAX];

	if (!h->any || h->c.kind != COMMAND_SHELL || h->c.text.len == 0 || h->expects || h->unknown || held_is_open(h, places_top(&r->places)))
		return false;
	program_of(h->c.text.data, h->c.text.len, starts);
	return program_kind(starts) == PROGRAM_MULTIPLEXER;
}

/* The prompt stands, at the cursor or, with text behind it, on its row. */
static void
edit_anchor(struct recovery *r, int row, int col, bool ahead)
{
	struct edit *e = &r->edit;
	struct buffer prompt = {0};
	int at;
	bool forged;

	if (came_back(r, row)) {
		go_on_with_block(r);
		return;
	}
	if (has_started_multiplexer(r))
		held_flush(r, true);
	e->pane = line_pane(r->screen, row, col, places_multiplexed(&r->places));
	e->pane.fills |= e->pane.split || wraps_itself(r);
	line_prompt(r->screen, &e->pane, row, col, &prompt);
	at = end_of_prompt(r, row, col, ahead, &prompt);
	/* what was typed at the program before stands behind it: its shell has read that, and run it already, before anybody looked */
	e->owed = at != col && e->bracket && may_be_claimed(r, row, at);
	if (at != col && !may_be_edited(r, row, at, col, ahead) && is_pretended(r, &prompt, true)) {
		/* all of it is what a program asks */
		buffer_clear(&prompt);
		line_prompt(r->screen, &e->pane, row, col, &prompt);
		e->reasons &= ~(unsigned)REASON_AHEAD;
	} else {
		col = at;
	}
	/* left of a pane stands a border */
	e->pane.floor = e->pane.drawn = col > e->pane.left ? stamp_left_of(r, row, col) : 0;
	chooser_note_counts(r);
	/* somebody drew a prompt and a text where nobody typed */
	forged = at == col && (e->reasons & REASON_AHEAD) && was_unasked(r, stamp_left_of(r, row, col + 1)) && !has_begun_before(r, row, col);
	/* readline opens its bracket before the prompt, zsh behind it, and behind text that it was given */
	if (e->bracket && (e->pane.floor == 0 || e->pane.floor > e->stamp))
		e->pane.floor = e->stamp;
	if (forged || has_rest_of_prompt(r, row, col, ahead))
		e->pane.floor = (uint32_t)r->number;
	if ((!ahead && !(e->reasons & REASON_AHEAD)) || stands_at(r, row, col))
		note_right_side(r, row, col);
	if (goes_on(r, &prompt, row)) {
		e->goes_on = e->known = true;
		/* it could be another line */
		if (r->held.c.kind == COMMAND_SHELL && prompts_have(&places_top(&r->places)->first, prompt.data ? prompt.data : "", prompt.len))
			e->reasons |= REASON_DOUBTFUL;
		if ((e->whole = prompt_is_blank(prompt.data, prompt.len) && !e->bracket)) {
			e->anchor = r->held.anchor;
			e->pane.floor = r->held.pane.floor;
			e->anchored = true;
			buffer_clear(&e->prompt);
			buffer_clear(&e->home);
			buffer_add(&e->prompt, r->held.prompt.data, r->held.prompt.len);
			buffer_add(&e->home, r->held.prompt.data, r->held.prompt.len);
			goto done;
		}
		prompts_add(&places_top(&r->places)->more, prompt.data ? prompt.data : "", prompt.len);
	} else {
		begin_anew(r, row, col, e->home.len > 0 ? &e->home : &prompt, ahead);
		/* only now it shows that there is one; brackets are those of the program that shows it */
		if (places_guest(&r->places)) {
			e->pane.split = e->pane.fills = true;
			e->pane.floor = e->pane.drawn;
		}
	}
	if (e->known)
		recall_right_side(r, row, col);
	edit_set_anchor(r, row, col, &prompt);
	if (!e->solo.intruded)
		solo_stands(r, row, col);
	echo_begin(&r->echo, col);
	r->echo.spoilt = e->bracket || (e->reasons & REASON_AHEAD);
	if (e->home.len == 0)
		buffer_add(&e->home, prompt.data, prompt.len);
done:
	buffer_free(&prompt);
}

/* In a pane: keys of which nothing was told have gone on over the margin: the row above in which their line begins, behind a prompt; else this one. */
static int
row_of_untold(struct recovery *r, const struct screen_cursor *cursor)
{
	struct pane pane = line_pane(r->screen, cursor->row, cursor->col, true);
	struct buffer prompt = {0};
	int row, col;

	if (!places_multiplexed(&r->places) || !r->keyboard.coarse || !r->keyboard.printing || !r->held.any)
		return cursor->row;
	pane.fills = true;
	row = line_first(r->screen, &pane, cursor->row);
	if (row < cursor->row && !(known_prompt(r, &pane, row, &col, &prompt) && prompt.len > 1 && stamp_left_of(r, row, col) >= left_since(&r->held, r->number)))
		row = cursor->row;
	buffer_free(&prompt);
	return row;
}

void
edit_anchor_at_cursor(struct recovery *r, bool ahead)
{
	struct screen_cursor cursor;
	int row;

	screen_cursor(r->screen, &cursor);
	if ((row = row_of_untold(r, &cursor)) < cursor.row)
		edit_anchor(r, row, line_pane(r->screen, row, cursor.col, true).right, true);
	else
		edit_anchor(r, cursor.row, cursor.col, ahead || r->reply_count > 0);
}

/* The prompt stands here, and the cursor is behind the text. */
void
edit_anchor_at(struct recovery *r, int row, int col)
{
	edit_anchor(r, row, col, false);
}

/* All of the cursor's row was typed, and there is no prompt. */
void
edit_anchor_bare(struct recovery *r)
{
	struct screen_cursor cursor;
	struct buffer none = {0};

	screen_cursor(r->screen, &cursor);
	r->edit.pane = line_pane(r->screen, cursor.row, 0, false);
	edit_set_anchor(r, cursor.row, 0, &none);
}

/* An interpreter asks with nothing, and its editor began in this row. */
static bool
asks_with_nothing(struct recovery *r, int row)
{
	const struct place *top = places_top(&r->places);

	return top->kind == PROGRAM_REPL && !top->running && prompts_have(&top->first, "", 0) && began_at_margin(r, row);
}

/* No key was pressed while the prompt stood: it must be known, with the text behind it. */
void
edit_anchor_late(struct recovery *r, int last)
{
	struct screen_line line;
	struct pane all = {.right = screen_cols(r->screen)};
	struct buffer prompt = {0};
	size_t len;
	int row = last, col;

	/* what stands in its bracket is the line */
	if (asks_with_nothing(r, line_first(r->screen, &all, row))) {
		r->edit.reasons |= REASON_AHEAD;
		edit_anchor(r, line_first(r->screen, &all, row), 0, false);
		return;
	}
	/* a sign for output that had no line feed runs on into the row of the prompt */
	while (screen_line(r->screen, row - 1, &line) && line.continues && !known_prompt(r, &all, row, &col, &prompt))
		row--;
	if (!known_prompt(r, &all, row, &col, &prompt) && !further_prompt(r, &all, row, &col, NULL) && further_begins(r, row, &len)) {
		r->edit.reasons |= REASON_AHEAD;
		edit_anchor(r, row, line_column(r->screen, &all, row, len), false);
	} else if (screen_line(r->screen, row, &line))
		edit_anchor(r, row, line.cols, true);
	buffer_free(&prompt);
}
