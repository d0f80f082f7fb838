/* Prompts that are narrower than their editor believes. */
#include "indexer/miscount.h"

#include <string.h>

#define HEARD_MAX 16384

static bool
may_miscount(const struct edit *e)
{
	return e->open && e->bracket && e->anchored && e->known && !e->goes_on && !e->displaced && !e->pane.split;
}

void
miscount_hear(struct recovery *r, const struct event *ev)
{
	struct edit *e = &r->edit;

	if (!may_miscount(e) || e->overheard)
		return;
	/* the last of it may end the line */
	e->heard_before = e->heard.len;
	e->overheard = e->heard.len + ev->len > HEARD_MAX;
	if (!e->overheard)
		buffer_add(&e->heard, ev->data, ev->len);
}

/* It goes to the next row by a blank, which the margin brings there, and a return. */
void
miscount_note(struct recovery *r, const struct event *ev, int col)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct screen_line line;
	size_t i;

	if (!may_miscount(e) || r->resized || ev->len < 2 || memcmp(ev->data + ev->len - 2, " \r", 2) != 0)
		return;
	screen_cursor(r->screen, &cursor);
	if (cursor.col != 0 || (screen_line(r->screen, cursor.row - 1, &line) && line.continues) || !screen_line(r->screen, cursor.row, &line))
		return;
	/* of a letter or some that were typed: the margin is behind them */
	for (i = 0; i < ev->len - 2 && ev->data[i] > ' ' && ev->data[i] < 0x7F; i++)
		;
	places_top(&r->places)->miscounts = true;
	if (i == ev->len - 2 && col + (int)i < line.cols)
		places_top(&r->places)->miscount = line.cols - col - (int)i;
}

bool
miscount_text(struct recovery *r, struct buffer *text)
{
	struct edit *e = &r->edit;
	int more = places_top(&r->places)->miscount, begin = e->anchor.col + more, row = 0;
	struct pane all = {.right = screen_cols(r->screen)};
	struct screen *apart;
	struct screen_line line;

	if (!may_miscount(e) || e->overheard || more == 0 || begin >= screen_cols(r->screen) || r->resized ||
	    buffer_status(&e->heard) != 0 || (apart = screen_new(screen_cols(r->screen), screen_rows(r->screen), 0)) == NULL)
		return false;
	for (; begin > 0; begin--)
		screen_feed(apart, " ", 1);
	screen_feed(apart, e->heard.data ? e->heard.data : "", e->heard_before);
	while (screen_line(apart, row, &line) && line.continues)
		row++;
	buffer_clear(text);
	line_text(apart, &all, 0, e->anchor.col + more, row, text);
	screen_free(apart);
	return true;
}
