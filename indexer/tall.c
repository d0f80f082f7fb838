/* A line that is taller than its window. */
#include "indexer/tall.h"

#include <string.h>

#include "indexer/slide.h"

#define VIEW_MAX 16384 /* bytes: nobody types that much, and what shares parts with itself takes long to compare */

static const char ABOVE[] = ">....", BELOW[] = "<....";

/* The mark stands here. */
static bool
is_at(struct recovery *r, int row, int col, const char *mark)
{
	struct pane rest = {.left = col, .right = screen_cols(r->screen)};
	int end;

	return row >= 0 && line_matches(r->screen, &rest, row, mark, strlen(mark), &end);
}

bool
tall_note(struct recovery *r, const struct event *ev)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	unsigned reasons = e->reasons;

	if (!e->open || !e->bracket || !e->anchored || !e->known || e->pane.split || e->displaced || e->adrift || is_fish(r))
		return false;
	if (!e->tall && (ev->len < sizeof ABOVE || memmem(ev->data, ev->len, ABOVE, sizeof ABOVE - 1) == NULL))
		return false;
	if (!e->tall) {
		screen_cursor(r->screen, &cursor);
		buffer_clear(&e->whole_text);
		edit_text(r, line_last(r->screen, &e->pane, cursor.row), &e->whole_text);
		e->reasons = reasons;
	}
	e->tall = true;
	return true;
}

void
tall_look(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct pane all = {.right = screen_cols(r->screen), .fills = true};
	struct buffer shown = {0};
	int first, last;
	size_t from;

	if (!e->tall || !e->anchored)
		return;
	/* it goes on below, where it is as it was; or all of it stands there again */
	e->slid = screen_find(r->screen, e->anchor.id, &first) && is_at(r, first, e->anchor.col, ABOVE) && !r->resized;
	for (last = first + 1; e->slid && last < screen_rows(r->screen) && !is_at(r, last, 0, BELOW); last++)
		;
	if (!e->slid || last < screen_rows(r->screen)) {
		e->tall = e->slid;
		return;
	}
	line_text(r->screen, &all, first + 1, 0, line_last(r->screen, &all, first + 1), &shown);
	if (shown.len <= VIEW_MAX && (from = slide_begins_in(&e->whole_text, &shown)) != SIZE_MAX) {
		e->whole_text.len = from;
		buffer_add(&e->whole_text, shown.data, shown.len);
	} else {
		/* it was fetched so, or changed where nobody saw it */
		e->slid = e->tall = false;
	}
	buffer_free(&shown);
}

bool
tall_is_cut(const struct buffer *text)
{
	size_t mark = sizeof ABOVE - 1;

	/* the row may be filled with blanks */
	return text->len > mark + 1 && memcmp(text->data, ABOVE, mark) == 0 &&
	    (text->data[mark] == '\n' || (text->data[mark] == ' ' && text->data[mark + 1] == ' '));
}
