/* Lines that came before their prompt, or together: the prompts and texts that stand above the one that is read. */
#include "indexer/edit.h"

#include <string.h>

#include "indexer/syntax.h"
#include "indexer/tally.h"

#define AHEAD_ROWS 60
#define TAIL_MIN 3   /* letters */
#define TAIL_MORE 40 /* before them */

/* The first letter or two came while an editor was just leaving, and were not echoed. */
static bool
lacks_first_of(const struct buffer *typed, const struct buffer *shown)
{
	size_t lost = shown->len - typed->len;

	return typed->len >= 4 && shown->len > typed->len && lost <= 2 && memcmp(shown->data + lost, typed->data, typed->len) == 0;
}

/* Only the end of it was looked at, for what came before was echoed while an editor had not quite left: the editor has all of it. */
static bool
is_end_of(const struct buffer *typed, const struct buffer *shown)
{
	size_t blanks = 0;

	while (blanks < typed->len && typed->data[blanks] == ' ')
		blanks++;
	return typed->len >= blanks + TAIL_MIN && shown->len > typed->len - blanks && shown->len <= typed->len + TAIL_MORE &&
	    memcmp(shown->data + shown->len - (typed->len - blanks), typed->data + blanks, typed->len - blanks) == 0;
}

/* The row begins with a prompt that is known, or in a pane with one that has another number by now. */
bool
begins_with_known(struct recovery *r, const struct pane *pane, int row, int *col, struct buffer *prompt)
{
	return known_prompt(r, pane, row, col, prompt) || (pane->split && similar_prompt(r, pane, row, col, prompt));
}

/* The same, or of a prompt that is wider than the screen its last row, which is what is known of it. */
static bool
find_known(struct recovery *r, const struct pane *pane, int *row, int last, int *col, struct buffer *prompt)
{
	int at;

	for (at = *row; at <= last; at++)
		if (begins_with_known(r, pane, at, col, prompt)) {
			*row = at;
			return true;
		}
	return false;
}

/* The row begins with what was typed ahead of the next prompt but one, and goes on with a prompt that is known, and a line behind it. */
static bool
has_known_within(struct recovery *r, const struct pane *pane, int row, int *col, struct buffer *prompt)
{
	const struct prompts *first = &places_top(&r->places)->first;
	struct pane rest = *pane;
	int n, at;

	for (n = 0; n < first->count; n++) {
		if (first->list[n].len < PROMPT_MIN || !line_search(r->screen, pane, row, row, first->list[n].data, first->list[n].len, &at, &rest.left) ||
		    !line_matches(r->screen, &rest, row, first->list[n].data, first->list[n].len, col))
			continue;
		buffer_clear(prompt);
		buffer_add(prompt, first->list[n].data, first->list[n].len);
		return true;
	}
	return false;
}

/* A program has the screen to itself; a multiplexer shows shells on it. */
bool
ahead_hidden(const struct recovery *r)
{
	return r->alternate && !places_multiplexed(&r->places);
}

/* The text stands behind this place, up to row `last`, and nothing else. */
bool
ahead_stands(struct recovery *r, const struct pane *pane, int row, int col, int last, const struct buffer *text)
{
	struct buffer shown = {0};
	bool stands;

	line_text(r->screen, pane, row, col, last, &shown);
	stands = buffer_is(&shown, text->data, text->len);
	buffer_free(&shown);
	return stands;
}

/* What was typed stands at the end of a row further up: where a program asks, the answer is in the row of the question. */
static bool
is_echoed_above(struct recovery *r, const struct pane *pane, int row, const struct buffer *typed)
{
	struct pane all = *pane;
	struct buffer shown = {0};
	int above, top = line_pane_top(r->screen, pane, row);
	bool echoed = false;

	all.floor = 0;
	for (above = row - 1; above >= top && above > row - AHEAD_ROWS && !echoed; above--) {
		buffer_clear(&shown);
		line_text(r->screen, &all, above, pane->left, above, &shown);
		echoed = shown.len > 0 && (buffer_is(&shown, typed->data, typed->len) || is_end_of(typed, &shown));
	}
	buffer_free(&shown);
	return echoed;
}

/* The same for what was typed at a program; letters that came with its output are taken from there. */
static bool
stands_typed_behind(struct recovery *r, const struct pane *pane, int row, int col, int last, struct command *reply)
{
	struct buffer shown = {0}, was = reply->text;
	bool stands;

	line_text(r->screen, pane, row, col, last, &shown);
	stands = buffer_is(&shown, was.data, was.len);
	if (!stands && (lacks_letters_of(reply, &shown) || was_torn(reply, &shown) || lacks_first_of(&was, &shown) ||
	    (pane->split && is_end_of(&was, &shown) && !recall_has(&r->recall, &shown) && is_echoed_above(r, pane, row, &was)))) {
		reply->text = shown;
		shown = was;
		stands = true;
	}
	buffer_free(&shown);
	return stands;
}

/*
 * The same over the margin, where the row's last word looks like a prompt of the right side: what was typed is known, and so is where it goes on.
 */
static bool
stands_over_margin(struct recovery *r, const struct pane *pane, int row, int col, const struct buffer *typed)
{
	struct screen_line line;
	struct buffer shown = {0}, rest = {0};
	bool stands;

	if (!screen_line(r->screen, row, &line) || pane->right > line.cols || col >= pane->right || line.cells[pane->right - 1].text <= ' ')
		return false;
	screen_text(r->screen, &line, col, pane->right, &shown);
	line_text(r->screen, pane, row + 1, pane->left, row + 1, &rest);
	buffer_add(&shown, rest.data, rest.len);
	stands = rest.len > 0 && buffer_is(&shown, typed->data, typed->len);
	buffer_free(&shown);
	buffer_free(&rest);
	return stands;
}

/* Its shell says when its editor begins, and no editor was at work when this prompt was drawn: a program has drawn it. */
bool
drawn_by_program(struct recovery *r, const struct pane *pane, int row, int col, const struct buffer *prompt)
{
	int i = places_find(&r->places, prompt->data ? prompt->data : "", prompt->len, true);
	const struct place *p = &r->places.list[i < 0 ? 0 : i];
	struct screen_line line;

	if (i < 0 || !p->bracketed || !screen_line(r->screen, row, &line))
		return false;
	if (!pane->split)
		return !r->edit.open;
	return prompts_have(&p->edited, prompt->data ? prompt->data : "", prompt->len) &&
	    !brackets_held(&r->brackets, stamp_left_of(r, row, col), line.id);
}

/*
 * The same where nothing stands behind it but what was typed: of lines that were typed ahead a multiplexer shows all when they have run, and says
 * then who reads, if anybody does; what answers a key at once has waited for it.
 */
static bool
drawn_with_program(struct recovery *r, const struct pane *pane, int row, int col, int last, const struct buffer *prompt, const struct buffer *typed)
{
	uint32_t stamp = stamp_left_of(r, row, col);

	if (!drawn_by_program(r, pane, row, col, prompt))
		return false;
	return !(pane->split && ahead_stands(r, pane, row, col, last, typed) &&
	    (brackets_came(&r->brackets, stamp) || (r->key_number < stamp && r->answered > 1)));
}

/* The first of the replies was a command of this place's. */
static void
hand_ahead(struct recovery *r, unsigned reasons)
{
	struct place *top = places_top(&r->places);
	struct command *c = &r->replies[0].c;

	c->kind = top->kind == PROGRAM_REPL ? COMMAND_REPL : COMMAND_SHELL;
	c->reasons |= reasons;
	strcpy(c->program, top->program);
	c->depth = r->places.count - 1;
	tally_settle(r, c->event);
	set_running(r, c, r->bytes);
	hand_one(r, c);
	memmove(r->replies, r->replies + 1, sizeof *r->replies * (size_t)--r->reply_count);
}

bool
ahead_asked(const struct recovery *r, const struct buffer *prompt)
{
	uint32_t sum = prompt_sum(prompt->data, prompt->len);
	int i;

	for (i = 0; sum != 0 && i < r->reply_count; i++)
		if (r->replies[i].asked == sum)
			return true;
	return false;
}

void
ahead_take_asked(struct recovery *r, const struct buffer *prompt)
{
	uint32_t sum = prompt_sum(prompt->data, prompt->len);

	while (r->reply_count > 0)
		if (r->replies[0].asked == sum)
			hand_ahead(r, REASON_REANCHORED);
		else
			flush_replies(r, r->replies[0].c.event + 1);
}

void
ahead_take_last(struct recovery *r)
{
	if (r->reply_count == 0 || r->replies[r->reply_count - 1].c.event != r->key_number)
		return;
	flush_replies(r, r->replies[r->reply_count - 1].c.event);
	hand_ahead(r, REASON_REANCHORED);
}

/* Where the line of this row ends, before another. */
int
ahead_rows_end(struct recovery *r, const struct pane *pane, int row, int before)
{
	while (row + 1 < before && line_runs_on(r->screen, pane, row))
		row++;
	return row;
}

/* The same where it is known how much was typed: a row that it fills does not go on into output. */
int
ahead_last_row(struct recovery *r, const struct pane *pane, int row, int col, int before, const struct stroke *stroke)
{
	int end = ahead_rows_end(r, pane, row, before), last, n;
	struct buffer text = {0};

	for (last = row; last < end; last++) {
		buffer_clear(&text);
		line_text(r->screen, pane, row, col, last, &text);
		if (stroke->length > 0 && text.len == (size_t)stroke->length && text.data[0] == stroke->first)
			break;
	}
	buffer_free(&text);
	for (n = stroke->pasted; n > 0 && last + 1 < before; n--)
		last = ahead_rows_end(r, pane, last + 1, before);
	return last;
}

/* The lowest row above this one which what was typed at a program has for itself, where the terminal echoed it; -1: none. */
static int
row_of_echo(struct recovery *r, const struct pane *pane, int row, const struct buffer *text)
{
	int above, last, top = line_pane_top(r->screen, pane, row);

	for (above = row - 1; text->len > 0 && above >= top && above > row - AHEAD_ROWS; above--) {
		last = ahead_rows_end(r, pane, above, row);
		if (ahead_stands(r, pane, above, pane->left, last, text))
			return above;
	}
	return -1;
}

/* What stands behind the prompt ends so: editors draw all of it, and only its end was echoed for itself. */
static void
take_whole(struct recovery *r, const struct pane *pane, int row, int col, int before, struct buffer *text)
{
	struct buffer shown = {0}, was = *text;

	line_text(r->screen, pane, row, col, ahead_rows_end(r, pane, row, before), &shown);
	if (shown.len > was.len && was.len >= TAIL_MIN && memcmp(shown.data + shown.len - was.len, was.data, was.len) == 0) {
		*text = shown;
		shown = was;
	}
	buffer_free(&shown);
}

/* The next row below `from` and above `to` in which a shell's prompt stands, drawn at once; -1: there is none. */
static int
next_prompt(struct recovery *r, const struct pane *pane, int from, int to, int *col, struct buffer *prompt)
{
	int row;

	for (row = from + 1; row < to; row++)
		if (known_prompt(r, pane, row, col, prompt) && prompt->len > 1 && prompt_is_shells(prompt->data, prompt->len) &&
		    drawn_at_once(r, row, pane->left, *col) && !(pane->split && drawn_by_program(r, pane, row, *col, prompt)))
			return row;
	return -1;
}

/*
 * What was typed was drawn over where it was echoed, by a bar say, and from this reply on so many prompts have come as there are replies, not counting
 * the one that stands now: the row above the first of them; -1: it is not so.
 */
static int
row_before_answers(struct recovery *r, const struct pane *pane, int row, int i)
{
	const struct command *c = &r->replies[i].c;
	const struct buffer *running = &places_top(&r->places)->text;
	struct buffer prompt = {0};
	int at = line_pane_top(r->screen, pane, row) - 1, first = -1, count = 0, col;
	bool sound = r->replies[i].unasked && r->replies[i].over && c->text.len > 0;

	while (sound && (at = next_prompt(r, pane, at, row, &col, &prompt)) >= 0) {
		if (stamp_left_of(r, at, col) <= c->event)
			continue;
		/* all may be drawn anew, and so may the line that has started who is in front */
		sound = !(running->len > 0 && ahead_stands(r, pane, at, col, ahead_rows_end(r, pane, at, row), running));
		if (count++ == 0)
			first = at;
	}
	buffer_free(&prompt);
	return sound && count == r->reply_count - i ? first - 1 : -1;
}

/* Each of the replies from this one on was answered by a prompt, not counting the one that stands now; the first of those, and where. */
static int
row_of_answer(struct recovery *r, const struct pane *pane, int row, int i, int *col, struct buffer *prompt)
{
	struct buffer other = {0};
	int echo, first, next, at, n;

	if (((echo = row_of_echo(r, pane, row, &r->replies[i].c.text)) < 0 && (echo = row_before_answers(r, pane, row, i)) < 0) ||
	    (first = next = next_prompt(r, pane, echo, row, col, prompt)) < 0)
		return -1;
	for (n = i + 1; n < r->reply_count && next >= 0; n++)
		next = next_prompt(r, pane, next, row, &at, &other);
	buffer_free(&other);
	return next < 0 ? -1 : first;
}

/*
 * In a pane or on another machine, of a shell that leaves editing to the kernel: what was typed ahead stands where it was echoed, and nowhere
 * else.  But each prompt was answered, and no key came since.
 */
void
ahead_counted(struct recovery *r, int row)
{
	struct pane all = r->edit.pane;
	struct buffer prompt = {0};
	int i = 0, at = -1, col = 0;

	/* a shell that says when its editor begins has not said so: a program has drawn what looks like its prompts; or it draws such lines itself */
	if (all.split ? status_names_editor(r) : places_top(&r->places)->bracketed)
		return;
	all.floor = 0;
	while (i < r->reply_count && (at = row_of_answer(r, &all, row, i, &col, &prompt)) < 0)
		i++;
	if (at >= 0 && go_to_place(r, &prompt, false, 0)) {
		flush_replies(r, r->replies[i].c.event);
		while (r->reply_count > 0 && at >= 0) {
			take_whole(r, &all, at, col, row, &r->replies[0].c.text);
			places_top(&r->places)->cooked |= !all.split && !ahead_stands(r, &all, at, col, ahead_rows_end(r, &all, at, row), &r->replies[0].c.text);
			hand_ahead(r, REASON_AHEAD);
			at = next_prompt(r, &all, at, row, &col, &prompt);
		}
	}
	buffer_free(&prompt);
}

/* It is a row of a command. */
static void
drop_reply(struct recovery *r, int i)
{
	tally_told(r, r->replies[i].c.event);
	command_free(&r->replies[i].c);
	memmove(r->replies + i, r->replies + i + 1, sizeof *r->replies * (size_t)(--r->reply_count - i));
}

/* The first of the replies is open, and the next stand in the rows below this one, behind their shell's prompts for more. */
static void
take_rows(struct recovery *r, const struct pane *pane, int last, int before)
{
	struct buffer *text = &r->replies[0].c.text, shown = {0};
	const struct buffer *next;

	while (r->reply_count > 1 && last + 1 < before && syntax_open(text->data, text->len)) {
		next = &r->replies[1].c.text;
		buffer_clear(&shown);
		line_text(r->screen, pane, last + 1, pane->left, ahead_rows_end(r, pane, last + 1, before), &shown);
		last = ahead_rows_end(r, pane, last + 1, before);
		if (next->len == 0 || shown.len <= next->len || memcmp(shown.data + shown.len - next->len, next->data, next->len) != 0 ||
		    !prompt_goes_on(shown.data, shown.len - next->len))
			break;
		buffer_addc(text, '\n');
		buffer_add(text, next->data, next->len);
		drop_reply(r, 1);
	}
	buffer_free(&shown);
}

/*
 * In a pane, which may be drawn without a line feed: what was typed at a program stands now above the next prompt, behind a prompt
 * of its own, and was drawn there since.
 */
void
ahead_lines(struct recovery *r, int row)
{
	struct pane all = r->edit.pane;
	const struct buffer *text;
	struct buffer prompt = {0};
	int above, last, col;
	bool ahead;

	for (above = row > 60 ? row - 60 : 0; above < row && r->reply_count > 0; above++) {
		text = &r->replies[0].c.text;
		/* not only what came with the prompt that stands now */
		all.floor = (uint32_t)r->replies[0].c.event;
		last = ahead_rows_end(r, &all, above, row);
		ahead = r->replies[0].doubted && text->len > 0 && (begins_with_known(r, &all, above, &col, &prompt) || has_known_within(r, &all, above, &col, &prompt)) &&
		    stamp_left_of(r, above, col) > r->replies[0].c.event && !drawn_with_program(r, &all, above, col, last, &prompt, text) &&
		    (stands_typed_behind(r, &all, above, col, last, &r->replies[0].c) || stands_over_margin(r, &all, above, col, text));
		if (ahead && go_to_place(r, &prompt, false, 0)) {
			take_rows(r, &all, last, row);
			hand_ahead(r, REASON_AHEAD);
		}
	}
	buffer_free(&prompt);
}

/* A key of zsh's runs a line and leaves it standing behind the next prompt: it was no editor's, and what was printed is not what ran. */
void
ahead_held_again(struct recovery *r, int row, int col)
{
	struct held *h = &r->held;
	struct pane all = r->edit.pane;

	all.floor = 0;
	/* an editor takes the screen, and its line comes back as it left it */
	if (!h->any || !h->from_editor || h->c.text.len == 0 || all.split || r->alternate_stamp > h->c.event || gap_since_held(r, row) < 2 || !ahead_stands(r, &all, row, col, line_last(r->screen, &all, row), &h->c.text))
		return;
	buffer_clear(&h->shown);
	h->from_editor = h->expects = false;
}

/* The line that is held is open, and its shell has asked for more with this prompt. */
static bool
is_row_of_held(struct recovery *r, const struct buffer *prompt)
{
	const struct place *top = places_top(&r->places);

	return r->held.c.kind == COMMAND_SHELL && held_is_open(&r->held, top) && prompts_have(&top->more, prompt->data ? prompt->data : "", prompt->len) &&
	    !prompts_have(&top->first, prompt->data ? prompt->data : "", prompt->len);
}

static void
go_on_held(struct recovery *r, const struct buffer *row, uint64_t id)
{
	buffer_addc(&r->held.c.text, '\n');
	buffer_add(&r->held.c.text, row->data, row->len);
	r->held.row_id = id;
}

/*
 * In a pane: of the lines that came at once one is held, and its shell has run the others since, without a line feed behind their
 * prompts: they stand between the one and this row.
 */
void
ahead_rest(struct recovery *r, int row)
{
	struct keyboard *k = &r->keyboard;
	struct pane all = r->edit.pane;
	struct buffer prompt = {0}, text = {0};
	struct screen_line line;
	struct stroke stroke;
	int above, last, col;

	if (!r->held.any || !screen_find(r->screen, r->held.row_id, &above))
		return;
	all.floor = (uint32_t)r->held.c.event;
	for (above++; above < row && k->count > 0 && k->strokes[0].event == r->held.c.event && (k->strokes[0].key == '\r' || k->strokes[0].key == '\n');
	     above = last + 1) {
		last = above;
		if ((!known_prompt(r, &all, above, &col, &prompt) && !similar_prompt(r, &all, above, &col, &prompt)) ||
		    stamp_left_of(r, above, col) <= r->held.c.event || drawn_by_program(r, &all, above, col, &prompt))
			continue;
		last = ahead_last_row(r, &all, above, col, row, &k->strokes[0]);
		buffer_clear(&text);
		line_text(r->screen, &all, above, col, last, &text);
		if (text.len == 0 || !screen_line(r->screen, last, &line))
			continue;
		stroke = keyboard_left(k);
		if (is_row_of_held(r, &prompt)) {
			go_on_held(r, &text, line.id);
			tally_told(r, stroke.event);
			continue;
		}
		held_flush(r, true);
		/* the next one's prompt was not looked at yet */
		r->edit.known = go_to_place(r, &prompt, false, 0);
		held_take(r, &text, &stroke, line.id);
		r->held.c.reasons |= REASON_AHEAD;
	}
	buffer_free(&prompt);
	buffer_free(&text);
}

/*
 * In a pane: the prompt stands that came behind lines which came at once with their keys, and nobody knows where those stood.
 */
void
ahead_lost(struct recovery *r)
{
	struct keyboard *k = &r->keyboard;
	struct edit *e = &r->edit;
	struct buffer none = {0};
	struct stroke stroke;
	int row;

	if (!e->pane.split || !e->known || e->goes_on || !screen_find(r->screen, e->anchor.id, &row))
		return;
	while (k->count > 0 && k->strokes[0].at_once && !k->strokes[0].stale && k->strokes[0].key == '\r' &&
	    k->strokes[0].event < stamp_left_of(r, row, e->anchor.col)) {
		stroke = keyboard_left(k);
		held_take(r, &none, &stroke, e->anchor.id);
		r->held.c.reasons |= REASON_UNSEEN;
		held_flush(r, true);
	}
}

/* The prompt has another time or number by now, and what was typed stands behind it. */
static bool
begins_with_other(struct recovery *r, const struct pane *pane, int row, int last, int *col, struct buffer *prompt, struct command *typed)
{
	return typed->text.len > 1 && !pane->split && similar_prompt(r, pane, row, col, prompt) && stands_typed_behind(r, pane, row, *col, last, typed);
}

/* Typed ahead, and now drawn behind the prompt of an editor that has no bracket, or run by one without an editor. */
void
ahead_take(struct recovery *r)
{
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	struct pane pane;
	struct command *c = &r->replies[0].c;
	int row, col;

	screen_cursor(r->screen, &cursor);
	pane = line_pane(r->screen, cursor.row, cursor.col, places_multiplexed(&r->places));
	row = line_first(r->screen, &pane, cursor.row);
	/* asked in any case: a first letter that was not echoed is taken from there */
	if (ahead_hidden(r))
		goto done;
	if (find_known(r, &pane, &row, cursor.row, &col, &prompt)) {
		if (drawn_with_program(r, &pane, row, col, cursor.row, &prompt, &c->text) || (!stands_typed_behind(r, &pane, row, col, cursor.row, c) && r->replies[0].doubted))
			goto done;
	} else if (!begins_with_other(r, &pane, row, cursor.row, &col, &prompt, c)) {
		goto done;
	}
	/* in a pane its other rows are looked at when the next prompt stands */
	if (pane.split && r->reply_count > 1 && r->replies[0].doubted && syntax_open(c->text.data, c->text.len))
		goto done;
	if (pane.split && r->held.any && is_row_of_held(r, &prompt)) {
		go_on_held(r, &c->text, cursor_row_id(r));
		drop_reply(r, 0);
		goto done;
	}
	held_flush(r, true);
	if (r->reply_count > 0 && go_to_place(r, &prompt, false, 0))
		hand_ahead(r, REASON_AHEAD);
done:
	buffer_free(&prompt);
}

/* It went for a line of somebody whom a program seemed to start with what it printed, and who has ended: its shell's prompt is another's. */
static bool
was_woven_at_program(struct recovery *r, const struct buffer *prompt, const struct buffer *text)
{
	const struct held *h = &r->held;
	int i = places_find(&r->places, prompt->data, prompt->len, false);

	return i >= 0 && i < r->places.count - 1 && h->c.kind == COMMAND_SHELL && !prompts_have(&r->places.list[i].first, h->prompt.data ? h->prompt.data : "", h->prompt.len) &&
	    is_woven(&h->c.text, text);
}

/*
 * What was typed where nothing asked, or behind what a program printed, was torn by output, and went for a line.  Its shell has read it since, and
 * drawn it behind its prompt: that is what it says.
 */
void
ahead_mend(struct recovery *r, int row)
{
	struct held *h = &r->held;
	struct pane all = r->edit.pane;
	struct buffer prompt = {0}, text = {0};
	int above, col;
	bool torn = false, woven = false, unasked = h->any && h->pane.split && h->prompt.len == 0 && (h->c.reasons & REASON_INTERRUPTED);

	if (!h->any || (!unasked && r->places.count < 2))
		return;
	all.floor = 0;
	for (above = row - 1; above >= 0 && above > row - AHEAD_ROWS && !torn && !woven; above--) {
		if (!known_prompt(r, &all, above, &col, &prompt) || prompt.len < 2 || stamp_left_of(r, above, col) <= h->c.event)
			continue;
		buffer_clear(&text);
		line_text(r->screen, &all, above, col, ahead_rows_end(r, &all, above, row), &text);
		torn = unasked && was_torn(&h->c, &text);
		woven = !torn && was_woven_at_program(r, &prompt, &text);
	}
	if (woven && go_to_place(r, &prompt, false, 0))
		strcpy(h->c.program, places_top(&r->places)->program);
	if (torn || woven) {
		buffer_clear(&h->c.text);
		buffer_add(&h->c.text, text.data, text.len);
		h->c.reasons |= REASON_AHEAD | REASON_REANCHORED;
	}
	buffer_free(&prompt);
	buffer_free(&text);
}

/* What was typed at a program, and is still held, stands behind a prompt now. */
bool
ahead_drawn_again(struct recovery *r)
{
	struct pane pane;
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	int row, col;
	bool drawn;

	if (!r->held.any || r->held.c.kind != COMMAND_REPLY || ahead_hidden(r))
		return false;
	/* one of a block's rows, which are looked at together */
	if (r->held.pane.split && r->reply_count > 0 && r->replies[0].doubted && syntax_open(r->replies[0].c.text.data, r->replies[0].c.text.len))
		return false;
	screen_cursor(r->screen, &cursor);
	pane = line_pane(r->screen, cursor.row, cursor.col, places_multiplexed(&r->places));
	row = line_first(r->screen, &pane, cursor.row);
	drawn = find_known(r, &pane, &row, cursor.row, &col, &prompt) ? stands_typed_behind(r, &pane, row, col, cursor.row, &r->held.c)
								: begins_with_other(r, &pane, row, cursor.row, &col, &prompt, &r->held.c);
	buffer_free(&prompt);
	return drawn;
}
