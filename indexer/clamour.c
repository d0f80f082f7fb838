/*
 * Jobs have printed below a prompt before anything was typed behind it.
 *
 * A prompt that is known was drawn since the last key, and since a line was left, and what stands between it and this row, where nothing
 * stands, came later: its shell reads there, and jobs have printed.  Outside of panes its editor has said so, and believes the cursor
 * to be behind it still.
 */
#include "indexer/clamour.h"

#include <string.h>

#include "indexer/solo.h"

#define NOISE_ROWS 30 /* that jobs have printed behind a prompt */

/* The row above this one, not too far, in which a prompt that is known was drawn last, and at once; where the text behind it begins. */
static int
row_of_prompt_above(struct recovery *r, int row, int *col, struct buffer *prompt)
{
	int above, top = row > NOISE_ROWS ? row - NOISE_ROWS : 0;

	for (above = row - 1; above >= top; above--)
		/* it came since the last key */
		if (stamp_left_of(r, above, r->edit.pane.left + 1) > r->key_number &&
		    (known_prompt(r, &r->edit.pane, above, col, prompt) || similar_prompt(r, &r->edit.pane, above, col, prompt)) && prompt->len > 1 &&
		    drawn_at_once(r, above, r->edit.pane.left, *col))
			return above;
	return -1;
}

/* Without brackets the prompt must have stood alone at first, and a shell must be in front, as far as the kernel says who is. */
static bool
stood_alone(struct recovery *r, int row, int col, uint32_t stamp)
{
	struct screen_line line;

	return (!r->truth.known || shell_in_front(r) || places_remote(&r->places)) && !r->alternate && screen_line(r->screen, row, &line) &&
	    col < line.cols && line.cells[col].text > ' ' && line.cells[col].stamp > stamp;
}

/* Behind it stands the line that runs now, drawn anew. */
static bool
is_running_line(struct recovery *r, int row, int col)
{
	const struct place *top = places_top(&r->places);
	struct buffer text = {0};
	int last = row;
	bool runs;

	while (line_runs_on(r->screen, &r->edit.pane, last) && last + 1 < screen_rows(r->screen))
		last++;
	line_text(r->screen, &r->edit.pane, row, col, last, &text);
	runs = top->running && text.len > 0 && buffer_is(&text, top->text.data, top->text.len);
	buffer_free(&text);
	return runs;
}

/* The prompt in this row came before the last line was left; in a pane that may be told of only now, by what stands below it. */
static bool
is_before_held(struct recovery *r, int above, int col, uint32_t stamp)
{
	int held;

	if (r->edit.pane.split && is_running_line(r, above, col))
		return true;
	if (stamp >= r->held.left)
		return false;
	return !(r->edit.pane.split && r->held.left == r->number && screen_find(r->screen, r->held.row_id, &held) && held < above);
}

bool
clamour_stands_behind(struct recovery *r, int row)
{
	struct edit *e = &r->edit;
	struct buffer prompt = {0};
	uint32_t stamp = 0;
	int above, col = 0;

	if (e->prompt.len > 0 || r->keyboard.count > 0 || r->reply_count > 0)
		return false;
	if ((above = row_of_prompt_above(r, row, &col, &prompt)) >= 0)
		stamp = stamp_left_of(r, above, col);
	if (stamp <= r->key_number || is_before_held(r, above, col, stamp) || (!e->pane.split && (e->bracket ? stamp < e->stamp : !stood_alone(r, above, col, stamp))) || !go_to_place(r, &prompt, e->bracket && !e->pane.split, 0))
		stamp = 0;
	if (stamp > 0 && !e->pane.split) {
		solo_begin(r, col);
		solo_intruded(r);
		solo_note_theirs(r, row - 1, row - 1 > above ? 0 : col);
		/* where its editor draws it anew */
		e->stamp = (uint32_t)r->number;
		buffer_clear(&e->home);
		buffer_add(&e->home, prompt.data, prompt.len);
	}
	buffer_free(&prompt);
	return stamp > 0;
}

void
clamour_settle(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	int col;

	if (!e->pane.split || !e->anchored || !e->known || e->prompt.len > 0 || e->displaced || !(e->reasons & REASON_INTERRUPTED))
		return;
	screen_cursor(r->screen, &cursor);
	if (known_prompt(r, &e->pane, cursor.row, &col, &prompt) && prompt.len > 1 && col <= cursor.col && stamp_left_of(r, cursor.row, col) > e->stamp) {
		e->reasons |= REASON_REANCHORED;
		e->adrift = false;
		buffer_clear(&e->before);
		buffer_clear(&e->home);
		buffer_add(&e->home, prompt.data, prompt.len);
		edit_set_anchor(r, cursor.row, col, &prompt);
	}
	buffer_free(&prompt);
}

bool
clamour_spoilt(const struct edit *e, const struct buffer *text)
{
	return e->pane.split && e->known && e->prompt.len == 0 && (e->reasons & REASON_INTERRUPTED) && text->len > 0 &&
	    memchr(text->data, '\n', text->len) != NULL;
}
