/* A prompt that its editor has drawn anew in another guise, with another time or, in a pane, for vi's keys, while its line is edited. */
#include "indexer/edit.h"

#include <string.h>

/* Nothing stands in the row of the pane before this column. */
static bool
is_blank_to(struct recovery *r, int row, int col)
{
	struct screen_line line;
	int c = r->edit.pane.left;

	if (!screen_line(r->screen, row, &line))
		return false;
	while (c < col && c < line.cols && line.cells[c].text <= ' ')
		c++;
	return c >= col || c >= line.cols;
}

/*
 * In a pane, or within a bracket: the row in which the line began is gone, or wiped, for its editor has cleared the screen, and it stands behind a prompt that is the
 * same but for its clock.
 */
static bool
is_drawn_with_clock(struct recovery *r, int last, int *row, int *col)
{
	struct edit *e = &r->edit;
	struct buffer prompt = {0};
	bool found;

	if ((!e->pane.split && !e->bracket) || e->displaced || e->adrift || !e->known || e->prompt.len < 3 ||
	    (screen_find(r->screen, e->anchor.id, row) && !is_blank_to(r, *row, e->anchor.col)))
		return false;
	*row = line_first(r->screen, &e->pane, last);
	found = similar_prompt(r, &e->pane, *row, col, &prompt) && prompt.len == e->prompt.len &&
	    prompt_like(e->prompt.data, e->prompt.len, prompt.data, prompt.len) && stamp_left_of(r, *row, *col) > e->stamp;
	if (found) {
		e->reasons |= REASON_REANCHORED;
		buffer_clear(&e->home);
		buffer_add(&e->home, prompt.data, prompt.len);
		edit_set_anchor(r, *row, *col, &prompt);
	}
	buffer_free(&prompt);
	return found;
}

/* Both have as many signs, and all but one of them are the same. */
static bool
differs_in_sign(const struct buffer *a, const struct buffer *b)
{
	size_t i = 0, j = 0, n, m;
	int others = 0;

	while (i < a->len && j < b->len && others < 2) {
		for (n = 1; i + n < a->len && ((unsigned char)a->data[i + n] & 0xC0) == 0x80; n++)
			;
		for (m = 1; j + m < b->len && ((unsigned char)b->data[j + m] & 0xC0) == 0x80; m++)
			;
		if (n != m || memcmp(a->data + i, b->data + j, n) != 0)
			others += a->data[i] == ' ' || b->data[j] == ' ' ? 2 : 1;
		i += n;
		j += m;
	}
	return i == a->len && j == b->len && others == 1;
}

/*
 * The same where its editor has drawn its prompt anew, with another sign, as vi's keys may have it: what the multiplexer makes of that may take the
 * row away first.
 */
static bool
is_drawn_with_sign(struct recovery *r, int last, int *row, int *col)
{
	struct edit *e = &r->edit;
	struct buffer prompt = {0};
	bool found;

	/* what is drawn now may be its first row only */
	if (r->output != NULL || !e->pane.split || e->displaced || e->adrift || !e->known || e->goes_on || !r->keyboard.escaped || e->prompt.len < 2 ||
	    (screen_find(r->screen, e->anchor.id, row) && !is_blank_to(r, *row, e->anchor.col)))
		return false;
	*row = line_first(r->screen, &e->pane, last);
	*col = e->anchor.col;
	line_prompt(r->screen, &e->pane, *row, *col, &prompt);
	found = stamp_left_of(r, *row, *col) > e->stamp && differs_in_sign(&e->prompt, &prompt);
	if (found) {
		e->reasons |= REASON_REANCHORED;
		buffer_clear(&e->home);
		buffer_add(&e->home, prompt.data, prompt.len);
		edit_set_anchor(r, *row, *col, &prompt);
	}
	buffer_free(&prompt);
	return found;
}

bool
guise_stands(struct recovery *r, int last, int *row, int *col)
{
	return is_drawn_with_clock(r, last, row, col) || is_drawn_with_sign(r, last, row, col);
}
