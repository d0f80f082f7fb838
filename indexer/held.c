/* A line that was left, until it is known what became of it. */
#include "indexer/edit.h"

#include <string.h>

#include "indexer/clause.h"
#include "indexer/clipping.h"
#include "indexer/history.h"
#include "indexer/syntax.h"
#include "indexer/tally.h"
#include "indexer/unison.h"

#define ROWS_MOST 64 /* of a block that is drawn anew */

static void
describe(struct recovery *r, struct command *c, const struct stroke *stroke)
{
	struct place *p = places_top(&r->places);

	c->at = stroke->key ? stroke->at : r->at;
	c->event = stroke->key ? stroke->event : r->number;
	c->exit = c->duration = COMMAND_UNKNOWN;
	c->depth = r->places.count - 1;
	if (r->edit.marked)
		buffer_add(&c->cwd, p->cwd.data, p->cwd.len);
	c->output_from = r->number;
	c->output_to = r->last_number;
	c->reasons = r->edit.reasons | REASON_SCREEN;
	if (stroke->key)
		c->reasons |= REASON_KEY;
	if (!r->keyboard.seen)
		c->reasons |= REASON_NO_INPUT;
	if (r->edit.bracket)
		c->reasons |= REASON_BRACKET;
	if (r->edit.front)
		c->reasons |= REASON_TRUTH;
	if (places_multiplexed(&r->places))
		c->reasons |= REASON_MULTIPLEXER;
	if (places_remote(&r->places))
		c->reasons |= REASON_REMOTE;
	if (!r->edit.known) {
		c->kind = COMMAND_REPLY;
		strcpy(c->program, p->running ? p->starts : p->program);
	} else {
		c->kind = p->kind == PROGRAM_REPL ? COMMAND_REPL : COMMAND_SHELL;
		strcpy(c->program, p->program);
	}
	if (c->kind == COMMAND_REPLY && program_kind(c->program) == PROGRAM_REPL)
		c->kind = COMMAND_REPL;
	if (c->kind == COMMAND_REPL && strcmp(c->program, "gdb") == 0 && clause_is_question_of_gdb(&r->edit.prompt))
		c->kind = COMMAND_REPLY;
}

/* It seemed to go on with the held line, and all rows of that were to be its own: but it was drawn elsewhere, and has nothing of it. */
static bool
stands_alone(const struct recovery *r, const struct buffer *text)
{
	const struct buffer *first = &r->held.c.text;
	const char *feed = first->len > 0 ? memchr(first->data, '\n', first->len) : NULL;
	size_t len = feed != NULL ? (size_t)(feed - first->data) : first->len;

	return r->edit.whole && r->edit.anchor.id != r->held.anchor.id && len > 0 && text->len > 0 && (text->len < len || memcmp(text->data, first->data, len) != 0);
}

/*
 * In a pane, where anything may be drawn: it stands behind a question, all of it was drawn since its first key was pressed, and it is what stood there when the
 * key came that ended it.
 */
static bool
is_answer(struct recovery *r, const struct buffer *text)
{
	const struct edit *e = &r->edit;
	size_t bare = prompt_bare(e->prompt.data ? e->prompt.data : "", e->prompt.len);
	struct screen_line line;
	int row, c, end;

	if (!e->pane.split || e->known || !e->drafted || e->bracket || e->goes_on || bare < 2 || strchr("?:])", e->prompt.data[bare - 1]) == NULL || text->len == 0 ||
	    !buffer_is(&e->draft, text->data, text->len) || hush_asks_for_secret(&e->prompt) || !screen_find(r->screen, e->anchor.id, &row) || !screen_line(r->screen, row, &line))
		return false;
	end = line_column(r->screen, &e->pane, row, e->prompt.len + text->len);
	for (c = e->anchor.col; c < end && c < line.cols; c++)
		if (line.cells[c].stamp <= e->stamp)
			return false;
	return c == end && c > e->anchor.col;
}

void
held_take(struct recovery *r, struct buffer *text, const struct stroke *stroke, uint64_t row_id)
{
	struct held *h = &r->held;

	r->committed = stroke->key ? stroke->event : 0;
	tally_told(r, stroke->event);
	if (r->edit.goes_on && h->any && stands_alone(r, text))
		r->edit.goes_on = r->edit.whole = false;
	if (r->edit.goes_on && h->any) {
		if (r->edit.whole)
			buffer_clear(&h->c.text);
		else
			buffer_addc(&h->c.text, '\n');
		buffer_add(&h->c.text, text->data, text->len);
		h->c.reasons |= r->edit.reasons;
		if (stroke->key) {
			h->c.at = stroke->at;
			h->c.event = stroke->event;
		}
		h->c.output_from = r->number;
		h->asked |= !buffer_is(&h->prompt, r->edit.prompt.data, r->edit.prompt.len);
	} else {
		held_flush(r, true);
		describe(r, &h->c, stroke);
		h->asked = false;
		h->over = r->edit.pulse.over > 0;
		buffer_add(&h->c.text, text->data, text->len);
		buffer_clear(&h->prompt);
		buffer_add(&h->prompt, r->edit.prompt.data, r->edit.prompt.len);
		h->anchor = r->edit.anchor;
		h->pane = r->edit.pane;
		h->given = unison_is_given(r, &h->pane);
		h->group = r->edit.group;
		h->marked = r->edit.marked;
		h->doubted = r->edit.pane.split && h->c.kind == COMMAND_REPLY;
		if ((h->answers = h->doubted && is_answer(r, text)))
			h->c.reasons |= REASON_DOUBTFUL;
		h->any = true;
		marks_left(r);
	}
	/* what was typed since its editor said that it ended may stand there already */
	h->stood = r->edit.drafted && !r->edit.goes_on && r->edit.draft.len > 0 && memchr(r->edit.draft.data, '\n', r->edit.draft.len) != NULL;
	h->left = r->edit.goes_on ? 0 : r->edit.closing ? r->edit.closing_number : r->number;
	h->first_id = edit_first_row(&r->edit);
	h->key = stroke->key;
	h->meta = stroke->meta;
	h->row_id = row_id;
	h->bytes = r->bytes;
	if (h->c.text.len > COMMAND_TEXT_MAX) {
		h->c.text.len = COMMAND_TEXT_MAX;
		h->c.reasons |= REASON_CUT;
	}
	h->laid = false;
	h->expects = h->c.kind == COMMAND_SHELL && history_refers(&h->c.text);
	buffer_clear(&h->shown);
}

/* The same of a block's last row, whose last letters were late. */
static void
amend_block(struct recovery *r)
{
	struct held *h = &r->held;
	struct buffer now = {0}, prompt = {0};
	const char *last = memrchr(h->c.text.data, '\n', h->c.text.len);
	size_t len = (size_t)(h->c.text.data + h->c.text.len - ++last), blanks = 0;
	int row, col;

	if (len > 0 && screen_find(r->screen, h->row_id, &row)) {
		line_text(r->screen, &h->pane, row, h->pane.left, row, &now);
		/* behind a prompt for more, or what an editor indents it by */
		if (known_prompt(r, &h->pane, row, &col, &prompt) && prompt.len < now.len)
			blanks = prompt.len;
		while (prompt.len == 0 && blanks < now.len && now.data[blanks] == ' ')
			blanks++;
		if (now.len > blanks + len && now.len <= blanks + len + LATE_MAX && memcmp(now.data + blanks, last, len) == 0 &&
		    stamp_left_of(r, row, line_column(r->screen, &h->pane, row, now.len)) == (uint32_t)r->number)
			buffer_add(&h->c.text, now.data + blanks + len, now.len - blanks - len);
	}
	buffer_free(&now);
	buffer_free(&prompt);
}

/*
 * A block, of which the multiplexer draws all rows anew, under another prompt say, with line feeds between them: what is held is as many as stood above the
 * cursor.  The others are those below that end the block.
 */
static void
complete_block(struct recovery *r)
{
	struct held *h = &r->held;
	struct buffer whole = {0}, text = {0};
	const char *at = h->c.text.data, *end = at + h->c.text.len, *to;
	bool sound = true;
	int row, last;

	if (!screen_find(r->screen, h->row_id, &row))
		return;
	for (last = row + ROWS_MOST; sound && at < end; row++, at = to + 1) {
		to = memchr(at, '\n', (size_t)(end - at));
		to = to != NULL ? to : end;
		buffer_clear(&text);
		line_text(r->screen, &h->pane, row, h->pane.left, row, &text);
		sound = row < last && text.len >= (size_t)(to - at) && memcmp(text.data + text.len - (size_t)(to - at), at, (size_t)(to - at)) == 0;
	}
	buffer_add(&whole, h->c.text.data, h->c.text.len);
	for (; sound && row < last && syntax_open(whole.data, whole.len); row++) {
		buffer_clear(&text);
		line_text(r->screen, &h->pane, row, h->pane.left, row, &text);
		sound = text.len > 0 && stamp_left_of(r, row, line_column(r->screen, &h->pane, row, text.len)) == (uint32_t)r->number;
		buffer_addc(&whole, '\n');
		buffer_add(&whole, text.data, text.len);
	}
	if (sound && whole.len <= COMMAND_TEXT_MAX && !syntax_open(whole.data, whole.len)) {
		buffer_clear(&h->c.text);
		buffer_add(&h->c.text, whole.data, whole.len);
	}
	buffer_free(&whole);
	buffer_free(&text);
}

/* The line that is held was not left: it is edited, in this row, behind its prompt. */
static void
go_on_with(struct recovery *r, int row, int col)
{
	struct held *h = &r->held;
	struct edit *e = &r->edit;

	edit_open(r, (h->c.reasons & REASON_BRACKET) != 0);
	e->pane = h->pane;
	e->known = true;
	e->reasons |= h->c.reasons & REASON_AHEAD;
	buffer_add(&e->home, h->prompt.data, h->prompt.len);
	edit_set_anchor(r, row, col, &e->home);
	e->solo.lost = true;
	r->keyboard.typed = r->keyboard.moved = true;
	/* it was not drawn once more, so the key may be answered yet: the multiplexer has drawn its own row with a line feed, say */
	if (r->keyboard.count == 0 && stamp_left_of(r, row, line_column(r->screen, &e->pane, row, h->prompt.len + h->c.text.len)) != (uint32_t)r->number) {
		r->keyboard.strokes[r->keyboard.count++] = (struct stroke){.key = h->key, .length = -1, .at = h->c.at, .event = h->c.event};
		buffer_add(&e->draft, h->c.text.data, h->c.text.len);
		e->drafted = true;
		e->draft_id = e->anchor.id;
		e->last_id = h->row_id;
	}
	held_drop(r);
}

/* Several rows of it stood there when the key came, and what was read of them is open: all rows are drawn anew. */
static bool
is_open_block(struct recovery *r)
{
	const struct held *h = &r->held;

	return h->any && h->left == r->number && h->pane.split && h->c.kind == COMMAND_SHELL && h->key == '\r' && h->stood && h->c.text.len > 0 && !is_fish(r) &&
	    syntax_open(h->c.text.data, h->c.text.len);
}

/* Letters of the line's end were late: they stand behind it, from this column on. */
static bool
has_late_letters(struct recovery *r, int row, int col, const struct buffer *now)
{
	const struct buffer *text = &r->held.c.text;
	struct screen_line line;

	return text->len > 0 && now->len > text->len && now->len <= text->len + LATE_MAX && screen_line(r->screen, row, &line) && col < line.cols &&
	    line.cells[col].stamp == (uint32_t)r->number;
}

/* A row's text has lost the blank at its end. */
static bool
is_known_prompt(struct recovery *r, const struct buffer *text)
{
	struct buffer prompt = {0};
	bool is;

	if (text->len <= 2)
		return false;
	buffer_add(&prompt, text->data, text->len);
	buffer_addc(&prompt, ' ');
	is = buffer_status(&prompt) == 0 && places_find(&r->places, prompt.data, prompt.len, false) >= 0;
	buffer_free(&prompt);
	return is;
}

/*
 * A multiplexer scrolls its pane, and then draws the line's last state, a row higher: letters that were late, or a suggestion that is
 * erased.
 */
void
held_amend(struct recovery *r)
{
	struct held *h = &r->held;
	struct buffer *text = &h->c.text, now = {0};
	struct screen_cursor cursor;
	struct screen_line line;
	struct pane pane;
	int row, col, end;
	bool ghost, late, bare;

	/* at the event's end */
	if (r->output == NULL && is_open_block(r))
		complete_block(r);
	if (h->any && h->c.output_from == r->number && h->pane.split && h->c.kind != COMMAND_REPLY && text->len > 0 && memchr(text->data, '\n', text->len) != NULL) {
		amend_block(r);
		return;
	}
	/* and what stands there may be none of it at all */
	if (!h->any || h->left != r->number || !h->pane.split || places_top(&r->places)->miscount > 0 || (text->len > 0 && h->first_id != h->row_id) || h->c.kind == COMMAND_REPLY ||
	    !screen_find(r->screen, h->first_id, &row))
		return;
	/* its prompt stands above, or there is none: only letters that were late tell that it is this line */
	bare = h->prompt.len == 0 || !line_matches(r->screen, &h->pane, row, h->prompt.data, h->prompt.len, &col);
	if (bare)
		col = h->pane.left;
	/* it may have split it since */
	pane = line_pane(r->screen, row, col, true);
	if (pane.left != h->pane.left || pane.right != h->pane.right)
		return;
	line_text(r->screen, &h->pane, row, col, row, &now);
	end = line_column(r->screen, &h->pane, row, bare ? text->len : h->prompt.len + text->len);
	if (bare && !has_late_letters(r, row, end, &now))
		now.len = 0;
	/* and the cursor is behind it again: the line feed erased a menu, in which the key has chosen */
	screen_cursor(r->screen, &cursor);
	if (!bare && r->output == NULL && h->key == '\r' && text->len > 0 && cursor.row == row && cursor.col >= end && buffer_is(&now, text->data, text->len)) {
		go_on_with(r, row, col);
		buffer_free(&now);
		return;
	}
	ghost = now.len > text->len && screen_line(r->screen, row, &line) && end < line.cols && line_is_grey(&line.cells[end]);
	/* nothing of it was seen so far */
	late = text->len == 0 && (h->c.reasons & REASON_UNSEEN) && screen_line(r->screen, row, &line) && col < line.cols && line.cells[col].stamp == (uint32_t)r->number;
	/* what was given was hidden, and the next prompt stands behind what asked for it */
	late = late && !is_known_prompt(r, &now);
	if (now.len > 0 && (late || text->len > 0) && now.len != text->len && !ghost && clipping_is_head(now.data, now.len, text->data, text->len)) {
		buffer_clear(text);
		buffer_add(text, now.data, now.len);
		if (late)
			h->unknown = false, h->c.reasons &= ~(unsigned)REASON_UNSEEN;
	}
	buffer_free(&now);
}
