/* The screen that a program has to itself: does a line stand on it that a shell edits? */
#include "indexer/edit.h"

#include <string.h>

#include "indexer/boundary.h"

/*
 * A program that has the whole screen, and is no multiplexer, shows a shell there: the cursor stands behind a prompt, nothing
 * stands behind it, and all of it was drawn at once, not typed.
 */
bool
stands_at_guest_prompt(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_line line;
	struct buffer prompt = {0};
	size_t bare;
	int c;
	bool stands;

	screen_cursor(r->screen, &cursor);
	if (!r->alternate || cursor.col < 2 || cursor.wraps || !screen_line(r->screen, cursor.row, &line))
		return false;
	stands = drawn_at_once(r, cursor.row, 0, cursor.col);
	for (c = cursor.col; c < line.cols && stands; c++)
		stands = line.cells[c].text <= ' ';
	screen_text(r->screen, &line, 0, cursor.col, &prompt);
	bare = prompt_bare(prompt.data, prompt.len);
	stands = stands && bare >= 2 && prompt.len == bare + 1 && strchr("$#%", prompt.data[bare - 1]) != NULL;
	buffer_free(&prompt);
	return stands;
}

/* A prompt that is known stands before the cursor, and before it what a program printed without a line feed. */
static bool
stands_behind_output(struct recovery *r, const struct pane *all, const struct screen_cursor *cursor)
{
	struct buffer row = {0}, prompt = {0};
	bool stands;

	line_prompt(r->screen, all, cursor->row, cursor->col, &row);
	stands = row.len > 0 && ends_with_prompt(r, &row, &prompt);
	buffer_free(&row);
	buffer_free(&prompt);
	return stands;
}

/* The line that is edited has grown over the margin, and the cursor is in one of its rows; or its editor moves it sideways in one. */
static bool
stands_in_line(struct recovery *r, const struct screen_cursor *cursor)
{
	const struct edit *e = &r->edit;
	struct pane all = e->pane;
	int row, col;

	if (!e->open || !e->anchored || !e->known || e->displaced || e->prompt.len == 0 || e->pane.split || !screen_find(r->screen, e->anchor.id, &row) || row > cursor->row)
		return false;
	all.fills |= wraps_itself(r);
	return (e->slid && row == cursor->row) ||
	    (line_matches(r->screen, &all, row, e->prompt.data, e->prompt.len, &col) && col == e->anchor.col && cursor->row <= line_last(r->screen, &all, row));
}

/*
 * The shell asks with nothing, or may since it was told with what to ask, and its editor begins where the cursor is: whoever has a full screen, and brackets as the shell has, draws at
 * once below the place where it said so.
 */
static bool
begins_with_nothing(struct recovery *r, const struct screen_cursor *cursor)
{
	const struct edit *e = &r->edit;
	const struct place *top = places_top(&r->places);
	struct screen_line line;
	int row, c;

	if (!e->open || !e->bracket || e->anchored || e->opened.col != 0 || cursor->col != 0 || !screen_find(r->screen, e->opened.id, &row) || row != cursor->row ||
	    !(prompts_have(&top->first, "", 0) || (r->held.any ? sets_prompt(&r->held.c.text) : top->running && sets_prompt(&top->text))))
		return false;
	for (; screen_line(r->screen, row, &line); row++)
		for (c = 0; c < line.cols; c++)
			if (line.cells[c].text > ' ' && line.cells[c].stamp >= e->stamp)
				return false;
	return true;
}

/* On another program's full screen nobody edits a shell's line. */
bool
may_edit(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_modes modes;
	struct buffer prompt = {0};
	struct pane all = {.right = screen_cols(r->screen)};
	int col;
	bool known;

	screen_modes(r->screen, &modes);
	if (!modes.alternate)
		return true;
	if (places_guest(&r->places))
		return (r->edit.open && r->edit.anchored && r->edit.known) || stands_at_guest_prompt(r);
	if (places_multiplexed(&r->places) || r->places.list[0].kind == PROGRAM_MULTIPLEXER || stands_at_guest_prompt(r))
		return true;
	screen_cursor(r->screen, &cursor);
	known = known_prompt(r, &all, cursor.row, &col, &prompt) || similar_prompt(r, &all, cursor.row, &col, &prompt) || stands_in_line(r, &cursor) ||
	    (r->edit.bracket && stands_behind_output(r, &all, &cursor)) || boundary_stands_before_side(r, cursor.row) ||
	    begins_with_nothing(r, &cursor) ||
	    /* more of the line that is held */
	    (r->edit.bracket && r->held.any && r->held.c.kind == COMMAND_SHELL && held_is_open(&r->held, places_top(&r->places)) && further_prompt(r, &all, cursor.row, &col, NULL)) ||
	    /* and so does its line, when it has grown up to there */
	    (r->edit.bracket && r->edit.anchored && r->edit.known && r->edit.prompt.len == 0 && r->edit.anchor.col == 0);
	/* what asks for more below a line that is whole is a chooser's own sign */
	known = known && !(buffer_is(&prompt, "> ", 2) && !prompts_have(&places_top(&r->places)->first, "> ", 2) &&
	    !(r->held.any && held_is_open(&r->held, places_top(&r->places))));
	buffer_free(&prompt);
	return known && (!r->truth.known || shell_in_front(r) || places_remote(&r->places));
}
