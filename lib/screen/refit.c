/*
 * Another size for the grid, as xterm does it: lines are cut or filled.  Of a lower screen blank
 * rows below the cursor leave first, then rows at the top, which go into the scrollback; a higher
 * one takes them back from there.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/screen/grid.h"

static bool
same_cell(const struct screen_cell *a, const struct screen_cell *b)
{
	return a->text == b->text && a->fg == b->fg && a->bg == b->bg && a->stamp == b->stamp &&
	    a->attributes == b->attributes && a->width == b->width && a->phase == b->phase;
}

/* Cut, or fill with cells of now.  A line without memory for that is blank. */
static void
refit(struct grid *g, struct row *row, int cols)
{
	struct screen_cell plain = g->blank, *cells;

	if (row->cols == cols)
		return;
	plain.bg = 0;
	if (cols > row->cols && !same_cell(&row->fill, &plain)) {
		if (!row_reserve(row, row->cols))
			row->used = 0;
		row->fill = plain;
	}
	if (row->used > cols)
		row->used = cols;
	row->cols = cols;
	if (row->room > cols && (cells = realloc(row->cells, (size_t)cols * sizeof *cells)) != NULL) {
		row->cells = cells;
		row->room = cols;
	}
	if (row->used > 0 && row->cells[row->used - 1].width == 2)
		grid_blank_half(g, &row->cells[row->used - 1]);
}

static bool
row_is_blank(const struct row *row)
{
	int i;

	for (i = 0; i < row->used; i++)
		if (row->cells[i].text != 0 || row->cells[i].bg != 0 || row->cells[i].width != 1)
			return false;
	return row->fill.bg == 0;
}

/* How another height is made: so many rows leave at the top and at the bottom, or come. */
struct change {
	int off_top, off_bottom;
	int from_past, fresh;
};

static struct change
plan_height(const struct grid *g, int page, int rows, int cursor)
{
	struct row **old = g->pages[page].rows;
	int bottom = g->rows, excess = g->rows - rows;
	struct change c = {0};

	if (excess <= 0) {
		if (page == PAGE_MAIN && !g->keeps_past)
			c.from_past = -excess < g->past.count ? -excess : g->past.count;
		c.fresh = -excess - c.from_past;
		return c;
	}
	while (c.off_bottom < excess && bottom - 1 > cursor && row_is_blank(old[bottom - 1])) {
		bottom--;
		c.off_bottom++;
	}
	c.off_top = excess - c.off_bottom < cursor ? excess - c.off_bottom : cursor;
	c.off_bottom = excess - c.off_top;
	return c;
}

static void
let_go(struct grid *g, int page, struct row *row)
{
	struct row *spare = page == PAGE_MAIN ? scrollback_push(&g->past, row) : row;

	row_free(spare);
}

/* Fill `rows` of the new height, whose last c->fresh are there already. */
static void
change_height(struct grid *g, int page, struct row **rows, const struct change *c)
{
	struct row **old = g->pages[page].rows;
	int i, n = 0, end = g->rows - c->off_bottom;

	for (i = 0; i < c->off_top; i++)
		let_go(g, page, old[i]);
	for (i = end; i < g->rows; i++)
		row_free(old[i]);
	for (n = 0; n < c->from_past; n++)
		rows[c->from_past - 1 - n] = scrollback_pull(&g->past);
	memcpy(rows + n, old + c->off_top, (size_t)(end - c->off_top) * sizeof *rows);
	free(old);
	g->pages[page].rows = rows;
}

static struct row **
new_rows(struct grid *g, int rows, int fresh)
{
	struct row **made = calloc((size_t)rows, sizeof *made);
	int i;

	for (i = rows - fresh; made != NULL && i < rows; i++) {
		if ((made[i] = row_new(g)) == NULL) {
			row_free_all(made, rows);
			return NULL;
		}
	}
	return made;
}

static void
refit_all(struct grid *g, int cols)
{
	int page, i;

	g->cols = cols;
	for (page = 0; page < 2; page++) {
		for (i = 0; i < g->rows; i++)
			refit(g, g->pages[page].rows[i], cols);
		g->pages[page].rows[g->rows - 1]->continues = false;
	}
}

int
grid_resize(struct grid *g, int cols, int rows, int cursors[2])
{
	struct row **made[2] = {NULL, NULL}, **scratch;
	struct change change[2];
	uint32_t bg = g->blank.bg;
	int page;

	g->blank.bg = 0;
	scratch = calloc((size_t)rows, sizeof *scratch);
	for (page = 0; page < 2; page++) {
		change[page] = plan_height(g, page, rows, cursors[page]);
		made[page] = new_rows(g, rows, change[page].fresh);
	}
	g->blank.bg = bg;
	if (scratch == NULL || made[0] == NULL || made[1] == NULL) {
		free(scratch);
		row_free_all(made[0], rows);
		row_free_all(made[1], rows);
		return -ENOMEM;
	}
	free(g->scratch);
	g->scratch = scratch;
	for (page = 0; page < 2; page++) {
		cursors[page] += change[page].from_past - change[page].off_top;
		change_height(g, page, made[page], &change[page]);
	}
	g->rows = rows;
	refit_all(g, cols);
	return 0;
}
