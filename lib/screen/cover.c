/* Parts of a screen's text, covered. */
#include <string.h>

#include "lib/screen/state.h"

#define COVER '#'

struct covering {
	struct screen *s;
	int (*find)(void *context, const char *text, size_t len, const struct screen_span **spans);
	void *context;
	struct buffer text;
	int covered;
};

/* Every cell of the rows whose text lies in one of the spans.  `at` runs through the text as it was put together. */
static bool
is_within(size_t from, size_t to, const struct screen_span *spans, int count)
{
	int i;

	for (i = 0; i < count; i++)
		if (to > spans[i].from && from < spans[i].to)
			return true;
	return false;
}

static void
cover_cells(struct covering *c, struct row *row, size_t *at, const struct screen_span *spans, int count)
{
	struct buffer text = {0};
	int col, width;

	for (col = 0; col < row->used; col += width) {
		struct screen_cell *cell = &row->cells[col];
		size_t end;

		buffer_clear(&text);
		screen_cell_text(c->s, cell, &text);
		end = *at + text.len;
		/* a right half has no text: covered, it must not be counted as if it had */
		width = cell->width == 2 && col + 1 < row->used ? 2 : 1;
		if (is_within(*at, end, spans, count) && (cell->text != 0 || cell->width != 1)) {
			cell->text = COVER;
			if (width == 2) {
				row->cells[col + 1].text = COVER;
				row->cells[col + 1].width = 1;
			}
			cell->width = 1;
			c->covered += width;
		}
		*at = end;
	}
	buffer_free(&text);
}

/* The page as one text, with lines that wrapped as one line: what is looked for may go over several. */
static int
cover_page(struct covering *c, struct row **rows, int count)
{
	const struct screen_span *spans;
	struct screen_line line;
	size_t at = 0;
	int i, n;

	buffer_clear(&c->text);
	for (i = 0; i < count; i++) {
		line = (struct screen_line){.cells = rows[i]->cells, .cols = rows[i]->used};
		if (rows[i]->used > 0)
			screen_text(c->s, &line, 0, rows[i]->used, &c->text);
		if (!rows[i]->continues)
			buffer_addc(&c->text, '\n');
	}
	if (c->text.broken || (n = c->find(c->context, c->text.data, c->text.len, &spans)) < 0)
		return -1;
	for (i = 0; n > 0 && i < count; i++) {
		cover_cells(c, rows[i], &at, spans, n);
		at += !rows[i]->continues;
	}
	return 0;
}

int
screen_cover(struct screen *s, int (*find)(void *context, const char *text, size_t len,
    const struct screen_span **spans), void *context)
{
	struct covering c = {.s = s, .find = find, .context = context};
	const struct screen_span *spans;
	int page, i, n, r = 0;

	state_settle(s);
	for (page = 0; r == 0 && page < 2; page++)
		r = cover_page(&c, s->grid.pages[page].rows, s->grid.rows);
	if (r == 0 && (n = find(context, s->title, strlen(s->title), &spans)) != 0) {
		for (i = 0; i < n; i++)
			memset(s->title + spans[i].from, COVER, spans[i].to - spans[i].from);
		c.covered += n > 0;
		r = n < 0 ? n : 0;
	}
	/* what a repetition would write again */
	s->last = c.covered > 0 ? 0 : s->last;
	buffer_free(&c.text);
	return r < 0 ? -1 : c.covered;
}
