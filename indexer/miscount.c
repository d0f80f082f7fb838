/* Prompts that are narrower than their editor believes. */
#include "indexer/miscount.h"

#include <string.h>

#include "indexer/motion.h"

#define HEARD_MAX 16384
#define LETTERS_MAX 16 /* that may come in one event while somebody types */

/* readline's; others wrap in other ways. */
static bool
may_miscount(struct recovery *r)
{
	const struct edit *e = &r->edit;
	const struct place *p = places_top(&r->places);

	/* where others have printed, the cursor is elsewhere than its editor believes in any case */
	if (!e->open || !e->anchored || !e->known || e->goes_on || e->displaced || e->solo.intruded)
		return false;
	/* of a pane that is a whole window there is left what its editor wrote, though not whether it began */
	if (e->pane.split)
		return p->kind == PROGRAM_MULTIPLEXER && e->pane.left == 0 && e->pane.right == screen_cols(r->screen) && !is_fish(r);
	return e->bracket && (strcmp(p->program, "bash") == 0 || (p->kind == PROGRAM_GATE && !is_fish(r)));
}

/* What was late, up to what moves the cursor, when a key that commits was pressed. */
static size_t
late_length(const struct recovery *r, const struct event *ev)
{
	size_t i;

	for (i = 0; r->answered == 1 && i < ev->len && ev->data[i] >= ' ' && ev->data[i] < 0x7F; i++)
		;
	return i;
}

static void
hear_in_pane(struct recovery *r, const struct event *ev, const struct screen_cursor *cursor)
{
	struct edit *e = &r->edit;
	size_t len = r->keyboard.count > 0 ? late_length(r, ev) : ev->len;

	e->overheard |= !motion_take(ev->data, len, cursor, screen_cols(r->screen), screen_rows(r->screen), &e->heard) || e->heard.len > HEARD_MAX;
	e->heard_before = e->heard.len;
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
	if (e->pane.split) {
		hear_in_pane(r, ev, &cursor);
		return cursor.col;
	}
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
	size_t i, blanks = 0;

	while (blanks < ev->len && ev->data[blanks] == ' ')
		blanks++;
	for (i = 0; i + 1 < ev->len && i < LETTERS_MAX && ev->data[i] >= ' ' && ev->data[i] < 0x7F; i++)
		/* fish goes back to move about, by the columns that it counts; and what is wiped out with blanks is no line that goes on */
		if (ev->data[i] == ' ' && ev->data[i + 1] == '\r' && (i < 2 || i + 1 > blanks))
			return i + 2 == ev->len || ev->data[i + 2] >= ' ' ? (int)i : -1;
	return -1;
}

/* ^A brings the cursor to the line's begin by a return, and so many steps; -1: in another way. */
static int
steps_from_margin(const struct recovery *r, const struct event *ev)
{
	size_t i = 0, from;

	if (!r->keyboard.control || r->keyboard.last[1] != CONTROL('A') || ev->len > 3 * 1000)
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

/* In a pane: how far from where its line begins ^A brought the cursor, at once and by one sequence; 0: it did not. */
static int
columns_from_begin(struct recovery *r, const struct event *ev, const struct screen_cursor *cursor)
{
	const struct edit *e = &r->edit;
	int row;

	if (!e->pane.split || !r->keyboard.control || r->keyboard.last[1] != CONTROL('A') || multiplexer_prefix(r) == CONTROL('A') || r->answered != 1 ||
	    ev->len < 3 || ev->len > 8 || memcmp(ev->data, "\033[", 2) != 0 || strchr("GHD", ev->data[ev->len - 1]) == NULL)
		return 0;
	return screen_find(r->screen, e->anchor.id, &row) && row == cursor->row && cursor->col > e->anchor.col ? cursor->col - e->anchor.col : 0;
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
	else if ((steps = columns_from_begin(r, ev, &cursor)) > 0)
		places_top(&r->places)->miscount = steps;
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
	if (e->pane.split)
		motion_draw(apart, e->heard.data ? e->heard.data : "", e->heard_before, e->anchor.col + more);
	else
		screen_feed(apart, e->heard.data ? e->heard.data : "", e->heard_before);
	while (screen_line(apart, row, &line) && line.continues)
		row++;
	buffer_clear(text);
	line_text(apart, &all, 0, e->anchor.col + more, row, text);
	screen_free(apart);
	return true;
}
