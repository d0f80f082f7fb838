/* Prompts that are narrower than their editor believes. */
#include "indexer/miscount.h"

#include <string.h>

#define HEARD_MAX 16384
#define LETTERS_MAX 16 /* that may come in one event while somebody types */

/* readline's; others wrap in other ways. */
static bool
may_miscount(struct recovery *r)
{
	const struct edit *e = &r->edit;
	const struct place *p = places_top(&r->places);

	return (strcmp(p->program, "bash") == 0 || (p->kind == PROGRAM_GATE && !is_fish(r))) && e->open && e->bracket && e->anchored && e->known && !e->goes_on && !e->displaced && !e->pane.split;
}

int
miscount_hear(struct recovery *r, const struct event *ev)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;

	if (!may_miscount(r))
		return 0;
	screen_cursor(r->screen, &cursor);
	if (e->overheard)
		return cursor.col;
	/* the last of it may end the line */
	e->heard_before = e->heard.len;
	e->overheard = e->heard.len + ev->len > HEARD_MAX;
	if (!e->overheard)
		buffer_add(&e->heard, ev->data, ev->len);
	return cursor.col;
}

/*
 * It goes to the next row by a blank, which the margin brings there, and a return: how many letters, of one or some that were
 * typed, came before; -1: it does not.
 */
static int
letters_before_wrap(const struct event *ev)
{
	size_t i;

	for (i = 0; i + 1 < ev->len && i < LETTERS_MAX && ev->data[i] >= ' ' && ev->data[i] < 0x7F; i++)
		/* fish goes back to move about, by the columns that it counts */
		if (ev->data[i] == ' ' && ev->data[i + 1] == '\r')
			return i + 2 == ev->len || ev->data[i + 2] >= ' ' ? (int)i : -1;
	return -1;
}

/* ^A brings the cursor to the line's begin by a return, and so many steps; -1: in another way. */
static int
steps_from_margin(const struct recovery *r, const struct event *ev)
{
	size_t i = 0, from;

	if (r->keyboard.last[1] != CONTROL('A') || ev->len > 3 * 1000)
		return -1;
	/* letters may have been late */
	while (i < ev->len && ev->data[i] >= ' ' && ev->data[i] < 0x7F)
		i++;
	if (i == ev->len || ev->data[i] != '\r')
		return -1;
	from = ++i;
	while (i + 3 <= ev->len && memcmp(ev->data + i, "\033[C", 3) == 0)
		i += 3;
	return i == ev->len ? (int)((i - from) / 3) : -1;
}

void
miscount_note(struct recovery *r, const struct event *ev, int col)
{
	struct edit *e = &r->edit;
	int cols = screen_cols(r->screen), letters, steps;
	struct screen_cursor cursor;
	struct screen_line line;

	if (!may_miscount(r) || r->resized)
		return;
	screen_cursor(r->screen, &cursor);
	if (screen_line(r->screen, cursor.row - 1, &line) && line.continues)
		return;
	if ((letters = letters_before_wrap(ev)) >= 0 && col + letters < cols)
		places_top(&r->places)->miscount = cols - col - letters;
	else if ((steps = steps_from_margin(r, ev)) > e->anchor.col && steps < cols)
		places_top(&r->places)->miscount = steps - e->anchor.col;
}

bool
miscount_text(struct recovery *r, struct buffer *text)
{
	struct edit *e = &r->edit;
	int more = places_top(&r->places)->miscount, begin = e->anchor.col + more, row = 0;
	struct pane all = {.right = screen_cols(r->screen)};
	struct screen *apart;
	struct screen_line line;

	/* a search has a prompt of its own, and then this one is drawn again */
	if (!may_miscount(r) || e->overheard || more == 0 || (e->heard.len > 0 && memmem(e->heard.data, e->heard.len, "-search)", 8) != NULL) || begin >= screen_cols(r->screen) || r->resized ||
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
