#include "indexer/keyless.h"

#include <string.h>

#define ECHO_MS 15 /* a prompt that stood so long is being answered */

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
leave(struct recovery *r)
{
	uint64_t number = r->number;
	int64_t at = r->at;

	r->number = r->output_number;
	r->at = r->output_at;
	edit_leave_unseen(r);
	r->number = number;
	r->at = at;
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
		edit_draft(r);
		r->key_number = r->output_number;
		return;
	}
	if (stands && cursor.row > row)
		take_late(r, row);
	if (e->drafted && e->draft.len > 0 && (stands ? cursor.row > row && is_in_pane(&e->pane, &cursor) : is_in_pane(&e->pane, &cursor) || ends_shell(&e->draft)))
		leave(r);
	else
		edit_close(r);
}

/* The cursor is behind a prompt; or *ahead, in a pane, behind what was drawn at once with one that is known. */
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
	is = prompt.len > 0 && (places_find(&r->places, prompt.data, prompt.len, false) >= 0 || prompt_is_shells(prompt.data, prompt.len));
	if (!is && pane.split) {
		row = line_first(r->screen, &pane, cursor.row);
		*ahead = known_prompt(r, &pane, row, &col, &prompt) && (row < cursor.row || col <= cursor.col);
	}
	buffer_free(&prompt);
	return is || *ahead;
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

void
keyless_settle(struct recovery *r, int64_t at)
{
	bool ahead, at_prompt;

	if (keyless_watches(r))
		settle_pane(r);
	if (at - r->output_at < ECHO_MS)
		return;
	if (r->edit.open && r->edit.anchored) {
		edit_settle(r);
		return;
	}
	if (!may_edit(r))
		return;
	at_prompt = is_at_prompt(r, &ahead);
	if (!r->edit.open && at_prompt)
		edit_open(r, false);
	if (r->edit.open)
		anchor(r, ahead, at_prompt);
}
