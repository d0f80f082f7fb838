/* A line begins: behind which prompt, and whose that is. */
#include "indexer/edit.h"

#include <string.h>

#include "indexer/became.h"
#include "indexer/boundary.h"
#include "indexer/chooser.h"
#include "indexer/clamour.h"
#include "indexer/clause.h"
#include "indexer/correction.h"
#include "indexer/further.h"
#include "indexer/history.h"
#include "indexer/overdue.h"
#include "indexer/pulse.h"
#include "indexer/solo.h"

#define GIVEN_UP_ROWS 4 /* of a question about a line, and of a prompt */

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

/* In a pane: where vi and pagers, which have brackets of their own, are given commands and what to search for; ed asks so, too. */
static bool
is_colon_of_pane(struct recovery *r, const struct buffer *prompt)
{
	const struct place *top = places_top(&r->places);

	return r->edit.pane.split && !(top->running && strcmp(top->starts, "ed") == 0) && prompt->len == 1 && strchr(":/?", prompt->data[0]) != NULL &&
	    places_find(&r->places, prompt->data, prompt->len, false) < 0;
}

/* Nothing stands where the line begins, and no prompt is empty here: jobs have printed behind the one that stands above. */
static bool
is_behind_noise(struct recovery *r, int row, const struct buffer *prompt)
{
	return prompt->len == 0 && !r->edit.pane.split && !prompts_have(&places_top(&r->places)->first, "", 0) && clamour_stands_behind(r, row);
}

/* The same behind a prompt for more, of a line that is open: its editor has begun again right below it. */
static bool
goes_on_behind_noise(struct recovery *r, int row, const struct buffer *prompt)
{
	const struct edit *e = &r->edit;
	int opened, col;

	return prompt->len == 0 && e->bracket && !e->pane.split && r->held.any && r->held.c.kind == COMMAND_SHELL && held_is_open(&r->held, places_top(&r->places)) &&
	    screen_find(r->screen, e->opened.id, &opened) && opened < row && further_prompt(r, &e->pane, opened, &col, NULL);
}

static int
cursor_col(struct recovery *r)
{
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	return cursor.col;
}

/* In a pane: an editor has the line, and with it the screen, of which nothing tells there but that no prompt stands where it is typed. */
static bool
is_in_editor(struct recovery *r, const struct buffer *prompt)
{
	const struct held *h = &r->held;

	return h->any && h->from_editor && h->expects && h->shown.len == 0 && r->edit.pane.split && prompt_is_blank(prompt->data ? prompt->data : "", prompt->len) &&
	    !prompts_have(&places_top(&r->places)->first, "", 0);
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
	bool printed, bracket, typed = boundary_typed_from_margin(r, row, cursor_col(r));

	if (is_in_editor(r, prompt)) {
		e->known = false;
		return;
	}
	gap = r->held.any ? gap_since_held(r, row) : 0;
	printed = r->held.any && gap > (places_top(&r->places)->gap ? places_top(&r->places)->gap : 1);
	if (r->held.any && (places_top(&r->places)->gap == 0 || gap < places_top(&r->places)->gap) && gap > 0)
		places_top(&r->places)->gap = gap;
	/* it asks for more, perhaps, and with the same sign */
	if (gap == 1 && r->held.c.kind == COMMAND_SHELL && !e->pane.split && held_is_open(&r->held, places_top(&r->places)))
		e->reasons |= REASON_DOUBTFUL;
	/* the shell put what a history reference became into the next line, to be looked at */
	if (r->held.any && history_refers(&r->held.c.text) && gap > 0 && !printed && (e->reasons & REASON_AHEAD) && !ahead)
		held_drop(r);
	if ((r->held.unsure && !held_stands(r, prompt, row)) || (gap > 0 && gap <= GIVEN_UP_ROWS && correction_given_up(r, row)))
		held_drop(r);
	r->held.unsure = false;
	ahead_mend(r, row);
	ahead_held_again(r, row, col);
	if (e->pane.split)
		became_look(r, row);
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
	overdue_tell(r, row, prompt);
	marks = screen_line(r->screen, row, &line) ? marks_stand(r, line.id, col) : 0;
	/* in a pane brackets may be an editor's, in which the text before the cursor was typed */
	bracket = e->bracket && (!e->pane.split || col <= e->pane.left || drawn_at_once(r, row, e->pane.left, col));
	if (is_behind_noise(r, row, prompt)) {
		e->known = true;
		e->reasons |= REASON_INTERRUPTED;
		return;
	}
	e->known = !is_pretended(r, prompt, false) && !is_colon_of_pane(r, prompt) && !chooser_asks(r, row, prompt) && go_to_place(r, prompt, bracket, marks);
	/* what was answered to it before it was known was for whoever asks here */
	if (e->known && e->pane.split && e->bracket && ahead_asked(r, prompt))
		ahead_take_asked(r, prompt);
	p = places_top(&r->places);
	if (e->known) {
		marks_at_prompt(r, marks);
		/* nobody knows how much of the row is its prompt, where something was typed before that stood */
		if (p->first.count == 0 && (ahead || r->begun.len > 0))
			e->reasons |= REASON_DOUBTFUL;
		if (p->first.count == 0)
			p->early = prompt->len == 0 && !e->bracket && (e->pane.split || !places_multiplexed(&r->places));
		else if (p->early && prompt->len > 1) {
			prompts_forget_blank(&p->first);
			p->early = false;
		}
		prompts_add(&p->first, prompt->data ? prompt->data : "", prompt->len);
		p->bracketed |= e->bracket;
		if (e->pane.split && prompt->len > 1 && (e->bracket || (r->output == NULL && is_bracketed(r))))
			prompts_add(&p->edited, prompt->data, prompt->len);
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
	/* what stood there when the key came that brought the prompt is none of it */
	if (line.cells[c].stamp <= r->key_number && p->drawn > r->key_number)
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
void
edit_recall_side(struct recovery *r, int row, int col)
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
may_be_edited(struct recovery *r, int row, int at, int col, const struct buffer *prompt, bool ahead)
{
	bool pressed = r->output == NULL;

	if (!places_multiplexed(&r->places))
		return false;
	if (ahead && !(pressed && drawn_by_program(r, &r->edit.pane, row, at, prompt)))
		return true;
	return boundary_has_put_text(r, row) || r->keyboard.moved_last || at < 1 || !drawn_at_once(r, row, at - 1, col);
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

/* In a pane: the prompt fills its row, and the multiplexer has put the cursor upon its last sign. */
static bool
fills_row(struct recovery *r, int row, int col)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;

	return p->split && col == p->right - 1 && col > p->left && screen_line(r->screen, row, &line) && col < line.cols && line.cells[col].text > ' ' &&
	    line.cells[col].stamp == line.cells[col - 1].stamp && drawn_at_once(r, row, p->left, col + 1) && stands_at(r, row, col);
}

/* The row has the prompt, drawn in this event or later. */
static bool
has_prompt_of_block(struct recovery *r, int row, uint64_t since, int *at)
{
	struct edit *e = &r->edit;
	struct buffer prompt = {0};
	bool has;

	has = ((known_prompt(r, &e->pane, row, at, &prompt) && prompts_have(&places_top(&r->places)->first, prompt.data ? prompt.data : "", prompt.len)) ||
	    similar_prompt(r, &e->pane, row, at, &prompt)) && prompt.len > 0 && stamp_left_of(r, row, *at) >= since;
	buffer_free(&prompt);
	return has;
}

/*
 * The cursor is in a further row of a line or a block that its editor has drawn by itself, all of it at once, since it said that it begins: what a
 * history reference became, to be looked at, or what an interpreter's had recalled before its prompt was drawn anew.  Where the text begins.
 */
static bool
is_in_block(struct recovery *r, int *row, int *col)
{
	struct edit *e = &r->edit;
	int first, at, n;

	if (!e->bracket || e->pane.split || e->opened.col != e->pane.left || !screen_find(r->screen, e->opened.id, &first) ||
	    (places_top(&r->places)->kind != PROGRAM_REPL && !(r->held.any && history_refers(&r->held.c.text))))
		return false;
	/* the prompt may begin with a line feed, or with another row */
	while (first < *row && !has_prompt_of_block(r, first, e->stamp, &at))
		first++;
	if (first >= *row)
		return false;
	for (n = first; n <= *row; n++)
		if (stamp_left_of(r, n, e->pane.left + 1) != stamp_left_of(r, first, at))
			return false;
	*row = first, *col = at;
	return true;
}

/* zsh lays what a history reference became behind its prompt, and then says that its editor begins: here in more than one row. */
static bool
is_in_wrapped(struct recovery *r, int *row, int *col)
{
	struct edit *e = &r->edit;
	int first, at;

	if (!e->bracket || e->pane.split || !is_zsh(r) || !r->held.any || !history_refers(&r->held.c.text) || (first = line_first(r->screen, &e->pane, *row)) >= *row ||
	    !has_prompt_of_block(r, first, r->held.c.event + 1, &at))
		return false;
	*row = first, *col = at;
	return true;
}

/* The prompt stands, at the cursor or, with text behind it, on its row. */
static void
edit_anchor(struct recovery *r, int row, int col, bool ahead)
{
	struct edit *e = &r->edit;
	struct buffer prompt = {0};
	int at;
	bool forged, noise;

	if (came_back(r, row)) {
		go_on_with_block(r);
		return;
	}
	if (has_started_multiplexer(r))
		held_flush(r, true);
	e->pane = line_pane(r->screen, row, col, places_multiplexed(&r->places));
	e->pane.fills |= e->pane.split || wraps_itself(r);
	if (is_in_block(r, &row, &col) || is_in_wrapped(r, &row, &col))
		e->reasons |= REASON_AHEAD;
	col += fills_row(r, row, col);
	line_prompt(r->screen, &e->pane, row, col, &prompt);
	at = boundary_of_prompt(r, row, col, ahead, &prompt);
	/* what was typed at the program before stands behind it: its shell has read that, and run it already, before anybody looked */
	e->owed = at != col && e->bracket && may_be_claimed(r, row, at);
	if (at != col && !may_be_edited(r, row, at, col, &prompt, ahead) && is_pretended(r, &prompt, true)) {
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
	/* somebody drew a prompt and a text where nobody typed; where no key is told of it may have been typed ahead */
	forged = at == col && (e->reasons & REASON_AHEAD) && was_unasked(r, stamp_left_of(r, row, col + 1)) && !boundary_begun_before(r, row, col, ahead);
	if (forged && !r->keyboard.seen) {
		e->reasons |= REASON_DOUBTFUL;
		forged = false;
	}
	/* readline opens its bracket before the prompt, zsh behind it, and behind text that it was given */
	if (e->bracket && (e->pane.floor == 0 || e->pane.floor > e->stamp) && !(e->pane.split && col == e->pane.left && (e->reasons & REASON_AHEAD)))
		e->pane.floor = e->stamp;
	if (forged || boundary_has_rest_of_prompt(r, row, col, ahead))
		e->pane.floor = (uint32_t)r->number;
	if ((!ahead && !(e->reasons & REASON_AHEAD)) || stands_at(r, row, col))
		note_right_side(r, row, col);
	if (correction_asked(r, &prompt)) {
		edit_close(r);
		goto done;
	}
	/* what stands before it in its row was typed */
	noise = goes_on_behind_noise(r, row, &prompt);
	if (noise || goes_on(r, e->caught && e->home.len > 0 ? &e->home : &prompt, row)) {
		e->goes_on = e->known = true;
		e->reasons |= noise ? REASON_INTERRUPTED : 0;
		/* it could be another line */
		if (r->held.c.kind == COMMAND_SHELL && prompts_have(&places_top(&r->places)->first, prompt.data ? prompt.data : "", prompt.len))
			e->reasons |= REASON_DOUBTFUL;
		if ((e->whole = prompt_is_blank(prompt.data, prompt.len) && !e->bracket && !clause_asks_with_blanks(places_top(&r->places)))) {
			e->bare = prompt.len == 0;
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
		edit_recall_side(r, row, col);
	edit_set_anchor(r, row, col, &prompt);
	if (!e->solo.intruded)
		solo_stands(r, row, col);
	pulse_stands(r, row, col);
	echo_begin(&r->echo, col);
	echo_begin(&r->overheard, col);
	r->echo.spoilt = e->bracket || (e->reasons & REASON_AHEAD);
	if (e->home.len == 0)
		buffer_add(&e->home, prompt.data, prompt.len);
done:
	buffer_free(&prompt);
}

/* "   ...: ", in which it asks for more of a block. */
static bool
begins_with_dots(struct recovery *r, int row)
{
	struct screen_line line;
	int c = 0;

	if (!screen_line(r->screen, row, &line))
		return false;
	while (c < line.cols && line.cells[c].text == ' ')
		c++;
	return c > 0 && c + 4 < line.cols && line.cells[c].text == '.' && line.cells[c + 1].text == '.' && line.cells[c + 2].text == '.' && line.cells[c + 3].text == ':';
}

/* Behind "In [6]: ", or "[nav] In [6]: ", where its vi says which mode it is in; 0: the row does not begin so. */
static int
behind_counted(const struct screen_line *line)
{
	static const char begins[] = "In [";
	int c = 0, n;

	if (line->cols > 0 && line->cells[0].text == '[') {
		while (c < line->cols && line->cells[c].text > ' ')
			c++;
		c++;
	}
	for (n = 0; c < line->cols && n < (int)sizeof begins - 1 && line->cells[c].text == (unsigned char)begins[n]; n++)
		c++;
	if (n < (int)sizeof begins - 1)
		return 0;
	while (c < line->cols && line->cells[c].text >= '0' && line->cells[c].text <= '9')
		c++;
	return c + 3 < line->cols && line->cells[c].text == ']' && line->cells[c + 1].text == ':' ? c + 3 : 0;
}

/*
 * IPython lays a text behind its prompt, of a file say, in several rows; and where its vi goes to another mode, its window gets another size or
 * something was typed before it was there, it begins with the line as it is, and the cursor in its midst.  Where the text begins; false: it does
 * not so.
 */
static bool
is_laid(struct recovery *r, const struct screen_cursor *cursor, int *row, int *col)
{
	struct screen_line line;

	*row = cursor->row;
	if (!r->edit.bracket || r->held.expects || places_multiplexed(&r->places))
		return false;
	while (*row > 0 && begins_with_dots(r, *row))
		(*row)--;
	return screen_line(r->screen, *row, &line) && (*col = behind_counted(&line)) > 0 && stamp_left_of(r, *row, *col) > r->key_number &&
	    (*row < cursor->row || *col < cursor->col);
}

void
edit_anchor_at_cursor(struct recovery *r, bool ahead)
{
	struct screen_cursor cursor;
	int row, col;

	screen_cursor(r->screen, &cursor);
	if ((row = untold_row(r, &cursor)) < cursor.row || (row = further_row(r, &cursor, ahead || r->reply_count > 0)) < cursor.row)
		edit_anchor(r, row, line_pane(r->screen, row, cursor.col, true).right, true);
	else if (is_laid(r, &cursor, &row, &col))
		edit_anchor(r, row, col, false);
	else
		/* a prompt that fills its row: the text begins in the next one */
		edit_anchor(r, cursor.row, cursor.col + cursor.wraps, ahead || r->reply_count > 0);
}

/* An interpreter that was left for another pane in the middle of a line: its prompt begins this row, and no other does. */
static bool
take_up_midway(struct recovery *r, const struct pane *pane, int row)
{
	struct buffer prompt = {0}, text = {0};
	bool taken = false;
	int col;

	if (places_multiplexed(&r->places) && !known_prompt(r, pane, row, &col, &prompt)) {
		line_text(r->screen, pane, row, pane->left, row, &text);
		taken = places_left_begin(&r->places, text.data ? text.data : "", text.len, &prompt);
		if (taken)
			places_take_up(&r->places, prompt.data, prompt.len);
	}
	buffer_free(&prompt);
	buffer_free(&text);
	return taken;
}

bool
edit_take_up(struct recovery *r)
{
	struct screen_cursor cursor;
	struct pane pane;

	screen_cursor(r->screen, &cursor);
	pane = line_pane(r->screen, cursor.row, cursor.col, true);
	return take_up_midway(r, &pane, line_first(r->screen, &pane, cursor.row));
}

/* A line in a pane that was gone back to may have gone over the margin before: it begins above, behind a prompt. */
void
edit_anchor_again(struct recovery *r)
{
	struct screen_cursor cursor;
	struct pane pane;
	struct buffer prompt = {0};
	int row, col;

	screen_cursor(r->screen, &cursor);
	pane = line_pane(r->screen, cursor.row, cursor.col, true);
	row = line_first(r->screen, &pane, cursor.row);
	take_up_midway(r, &pane, row);
	if (row < cursor.row && is_for_panes(r) && !known_prompt(r, &pane, cursor.row, &col, &prompt) && known_prompt(r, &pane, row, &col, &prompt) && prompt.len > 1)
		edit_anchor(r, row, pane.right, true);
	else
		edit_anchor_at_cursor(r, true);
	buffer_free(&prompt);
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

/* An interpreter asks with nothing, or whoever runs on another machine or in a pane did so last, and its editor began in this row. */
static bool
asks_with_nothing(struct recovery *r, int row)
{
	const struct place *top = places_top(&r->places);
	bool nothing = top->kind == PROGRAM_REPL ? prompts_have(&top->first, "", 0)
	    : (top->kind == PROGRAM_GATE || top->kind == PROGRAM_MULTIPLEXER) && top->first.count > 0 && top->first.list[0].len == 0;

	return nothing && (!top->running || top->kind != PROGRAM_REPL) && boundary_began_at_margin(r, row);
}

/* No key was pressed while the prompt stood: it must be known, with the text behind it. */
void
edit_anchor_late(struct recovery *r, int last)
{
	struct screen_line line;
	struct pane all = {.right = screen_cols(r->screen)};
	struct buffer prompt = {0}, text = {0};
	size_t len, early;
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
	} else if (screen_line(r->screen, row, &line)) {
		line_text(r->screen, &all, last, 0, last, &text);
		len = further_first(r, &text);
		/* what came early of the next line stands before it, where it was echoed */
		early = r->begun.len > 0 && len > r->begun.len && memcmp(text.data, r->begun.data, r->begun.len) == 0 ? r->begun.len : 0;
		edit_anchor(r, row, line.cols, true);
		if (len > 0)
			prompts_add(&places_top(&r->places)->first, text.data + early, len - early);
	}
	buffer_free(&prompt);
	buffer_free(&text);
}
