/* What a shell prints of a line that it runs: what its history reference became, or what its user's editor left. */
#include "indexer/became.h"

#include "indexer/syntax.h"

#define ROWS_BACK 60

/* The row is as the one above the prompt of the held line: the first of a prompt that has several. */
static bool
is_head_of_prompt(struct recovery *r, const struct pane *all, int row)
{
	struct buffer above = {0}, shown = {0};
	int own;
	bool same = false;

	if (screen_find(r->screen, r->held.anchor.id, &own) && own > 0 && own - 1 != row) {
		line_text(r->screen, all, own - 1, 0, own - 1, &above);
		line_text(r->screen, all, row, 0, row, &shown);
		same = above.len > 0 && buffer_is(&above, shown.data ? shown.data : "", shown.len);
	}
	buffer_free(&above);
	buffer_free(&shown);
	return same;
}

/* The first line that a shell prints behind a history reference or an editor. */
void
became_take(struct recovery *r)
{
	struct held *h = &r->held;
	struct screen_cursor cursor;
	struct pane all = {.right = screen_cols(r->screen)};
	struct screen_line line;
	int row;

	screen_cursor(r->screen, &cursor);
	row = cursor.row;
	while (screen_line(r->screen, row - 1, &line) && line.continues)
		row--;
	if (cursor_row_id(r) == h->row_id || ahead_hidden(r))
		return;
	/* its shell has printed nothing of what it became: it lays that behind its prompt, to be looked at */
	if (h->shown.len == 0 && !h->from_editor && (is_zsh(r) || places_remote(&r->places) || h->pane.split) && is_head_of_prompt(r, &all, row)) {
		h->laid = true;
		h->expects = false;
		return;
	}
	/* beside another pane, line feeds are none of its shell's, and in a pane an editor draws there, too: it is looked for when the prompt stands */
	if (h->pane.split && (h->from_editor || h->pane.left > 0 || h->pane.right < screen_cols(r->screen)))
		return;
	if (h->shown.len > 0)
		buffer_addc(&h->shown, '\n');
	line_text(r->screen, &all, row, 0, cursor.row, &h->shown);
	/* a pane that is full is scrolled before anything is drawn in its last row */
	if (h->shown.len == 0 && h->pane.split)
		return;
	h->expects = h->from_editor && (h->shown.len == 0 || syntax_open(h->shown.data, h->shown.len));
}

/* What the shell printed of what its user's editor left: rows of a block, as far as it goes. */
static void
take_edited(struct recovery *r, const struct pane *pane, int first, int row)
{
	struct buffer *shown = &r->held.shown, rest = {0}, prompt = {0};
	int last, col;
	bool waits;

	/* zsh puts it behind its prompt, to be looked at */
	if ((waits = known_prompt(r, pane, row, &col, &prompt)))
		line_text(r->screen, pane, row, col, row, &rest);
	waits = waits && rest.len == 0;
	buffer_free(&rest);
	buffer_free(&prompt);
	for (; waits && first < row && (shown->len == 0 || syntax_open(shown->data, shown->len)); first = last + 1) {
		last = ahead_rows_end(r, pane, first, row);
		if (shown->len > 0)
			buffer_addc(shown, '\n');
		line_text(r->screen, pane, first, pane->left, last, shown);
	}
	r->held.expects = shown->len == 0;
}

/* In a pane, which may be drawn without a line feed: what the shell printed of the held line's history reference, or of what came from an editor, stands below it. */
void
became_look(struct recovery *r, int row)
{
	struct held *h = &r->held;
	struct pane all = r->edit.pane;
	struct buffer prompt = {0};
	int above, last, col;

	if (!h->any || !h->expects || h->shown.len > 0)
		return;
	for (above = row - 1; above >= 0 && above > row - ROWS_BACK; above--) {
		/* the line itself was drawn while it was typed */
		all.floor = 0;
		if (!known_prompt(r, &all, above, &col, &prompt))
			continue;
		last = ahead_rows_end(r, &all, above, row);
		if (h->from_editor) {
			take_edited(r, &all, last + 1, row);
			buffer_free(&prompt);
			return;
		}
		if (last + 1 >= row || !ahead_stands(r, &all, above, col, last, &h->c.text))
			break;
		all.floor = (uint32_t)h->c.event;
		line_text(r->screen, &all, last + 1, all.left, ahead_rows_end(r, &all, last + 1, row), &h->shown);
		break;
	}
	buffer_free(&prompt);
	/* what the editor drew stands there yet, and the line no more */
	if (h->from_editor) {
		buffer_clear(&h->c.text);
		h->from_editor = h->expects = false;
		h->c.reasons |= REASON_UNSEEN;
	}
}
