/* From one pane of a multiplexer to another: whose line it is that stands there. */
#include "indexer/transit.h"

#include <string.h>

#include "indexer/arrival.h"

/* The cursor is behind a prompt that stood before the last key, and nobody drew it; or the multiplexer was told to draw another window. */
static bool
went_to_prompt(struct recovery *r, const struct screen_cursor *cursor)
{
	struct pane pane = line_pane(r->screen, cursor->row, cursor->col, true);
	struct buffer prompt = {0};
	bool went;

	line_prompt(r->screen, &pane, cursor->row, cursor->col, &prompt);
	went = prompt.len > 0 && places_find(&r->places, prompt.data, prompt.len, false) >= 0 &&
	    ((arrival_is_end_of_row(r, cursor) && stamp_left_of(r, cursor->row, cursor->col) < r->key_number) ||
		(r->keyboard.last[1] == multiplexer_prefix(r) && !r->keyboard.moved_last && r->keyboard.count == 0 && arrival_is_bare_behind(r, cursor)));
	buffer_free(&prompt);
	return went;
}

bool
transit_elsewhere(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int row;

	if (!e->open || !e->anchored || !e->pane.split)
		return false;
	screen_cursor(r->screen, &cursor);
	/* its window was drawn anew, with one of its panes alone, say */
	if (!screen_find(r->screen, e->anchor.id, &row) || row < 0)
		return r->keyboard.last[1] == multiplexer_prefix(r) && went_to_prompt(r, &cursor);
	return !line_in_pane(r->screen, &e->pane, row, cursor.row, cursor.col) || (cursor.row != row && went_to_prompt(r, &cursor));
}

bool
transit_brought(const struct recovery *r)
{
	return places_multiplexed(&r->places) && r->keyboard.coarse && r->keyboard.printing && r->keyboard.last[1] == multiplexer_prefix(r);
}

void
transit_follow(struct recovery *r)
{
	bool bracket = r->edit.bracket || r->edit.again, typed = r->keyboard.coarse && r->keyboard.printing;

	if (r->edit.drafted && r->keyboard.count > 0)
		edit_leave_unseen(r);
	keyboard_forget(&r->keyboard);
	r->keyboard.typed = typed;
	edit_open(r, bracket);
	edit_anchor_again(r);
}

bool
transit_closes(struct recovery *r)
{
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	return r->edit.pane.split && r->keyboard.seen && r->keyboard.count == 0 && cursor.row < screen_rows(r->screen) - 1 && transit_elsewhere(r);
}

bool
transit_asks(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int row;

	screen_cursor(r->screen, &cursor);
	return e->pane.split && e->anchored && r->keyboard.count == 0 && is_for_panes(r) && cursor.row == screen_rows(r->screen) - 1 &&
	    screen_find(r->screen, e->anchor.id, &row) && row < cursor.row;
}

bool
transit_tells_early(struct recovery *r)
{
	static const char both[] = "\033[?2004l\033[?2004h";
	const struct edit *e = &r->edit;

	return e->open && e->pane.split && e->anchored && e->known && e->drafted && e->draft.len == 0 && !e->closing && keyboard_sent_line(&r->keyboard) &&
	    r->output != NULL && r->output->len > sizeof both - 1 && memcmp(r->output->data, both, sizeof both - 1) == 0 && r->output->data[sizeof both - 1] == '\r';
}

bool
transit_left_session(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int row;

	screen_cursor(r->screen, &cursor);
	return e->open && e->bracket && e->anchored && e->known && !e->pane.split && r->keyboard.count == 0 && r->keyboard.control && r->keyboard.last[1] == CONTROL('\\') &&
	    e->doubled != r->key_number + 1 && cursor.col == 0 && screen_find(r->screen, e->anchor.id, &row) && row < cursor.row;
}
