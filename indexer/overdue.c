/* Lines that were typed in a pane before their prompt, and that nobody echoed. */
#include "indexer/overdue.h"

#include <string.h>

#include "indexer/edit.h"

void
overdue_note(struct recovery *r)
{
	const struct edit *e = &r->edit;
	const struct stroke *s = &r->keyboard.strokes[r->keyboard.count - 1];
	const struct place *top = places_top(&r->places);

	if ((s->key != '\r' && s->key != '\n') || s->at_once || !e->pane.split || !e->anchored || e->known || e->secret || e->hidden || e->draft.len > 0 || !r->keyboard.typed || r->keyboard.moved ||
	    e->anchor.col != e->pane.left || r->bytes != e->anchored_bytes || !top->running || top->starts_kind != PROGRAM_OTHER || r->overdue_count == OVERDUE_MAX)
		return;
	r->overdue[r->overdue_count].event = s->event;
	r->overdue[r->overdue_count++].at = s->at;
}

/* It was told, or is the first row of what was. */
static bool
was_told(const struct buffer *told, const struct buffer *text)
{
	return text->len > 0 && text->len <= told->len && memcmp(told->data, text->data, text->len) == 0 && (text->len == told->len || told->data[text->len] == '\n');
}

/* So many rows above this one begin with a prompt and have a text that was drawn since, below the line that was told last. */
static int
count_rows(struct recovery *r, const struct pane *pane, int row, int *rows)
{
	struct buffer prompt = {0}, text = {0};
	int top = line_pane_top(r->screen, pane, row), above, col, count = 0;
	bool told = false;

	for (above = row - 1; above >= top && !told && count <= r->overdue_count; above--) {
		if (!begins_with_known(r, pane, above, &col, &prompt) || prompt.len <= 1 || stamp_left_of(r, above, col) <= r->overdue[0].event ||
		    drawn_by_program(r, pane, above, col, &prompt))
			continue;
		buffer_clear(&text);
		line_text(r->screen, pane, above, col, ahead_rows_end(r, pane, above, row), &text);
		told = was_told(&r->told, &text);
		if (!told && text.len > 0 && count++ < r->overdue_count)
			rows[count - 1] = above;
	}
	buffer_free(&prompt);
	buffer_free(&text);
	return count;
}

void
overdue_tell(struct recovery *r, int row, const struct buffer *next)
{
	struct pane all = r->edit.pane;
	struct buffer prompt = {0}, text = {0};
	int rows[OVERDUE_MAX], i, col;

	all.floor = 0;
	/* in another pane stand another's lines, and what is asked for anew may be the rest of one */
	if (r->overdue_count > 0 && all.split && next->len > 1 && places_find(&r->places, next->data, next->len, true) >= 0 && !is_for_panes(r) && count_rows(r, &all, row, rows) == r->overdue_count)
		for (i = r->overdue_count; i-- > 0;) {
			if (!begins_with_known(r, &all, rows[i], &col, &prompt) || !go_to_place(r, &prompt, false, 0))
				continue;
			buffer_clear(&text);
			line_text(r->screen, &all, rows[i], col, ahead_rows_end(r, &all, rows[i], row), &text);
			hand_found(r, r->overdue[r->overdue_count - 1 - i].at, r->overdue[r->overdue_count - 1 - i].event, &text, REASON_KEY | REASON_SCREEN | REASON_MULTIPLEXER | REASON_AHEAD | REASON_DOUBTFUL);
		}
	r->overdue_count = 0;
	buffer_free(&prompt);
	buffer_free(&text);
}
