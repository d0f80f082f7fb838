/* Rows of cells: scrolling, erasing, scrollback, resizing. */
#include "lib/screen/grid.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static struct row *
row_new(struct grid *g)
{
	struct row *row = calloc(1, sizeof *row);

	if (row == NULL)
		return NULL;
	row->cols = g->cols;
	row->fill = g->blank;
	row->id = g->next_id++;
	return row;
}

static void
row_free(struct row *row)
{
	if (row != NULL)
		free(row->cells);
	free(row);
}

static void
row_blank(struct grid *g, struct row *row)
{
	row->used = 0;
	row->fill = g->blank;
	row->continues = false;
}

/* A row that may come from elsewhere becomes a new line. */
static void
row_renew(struct grid *g, struct row *row)
{
	if (row->cols != g->cols) {
		free(row->cells);
		row->cells = NULL;
		row->cols = g->cols;
	}
	row->id = g->next_id++;
	row_blank(g, row);
}

bool
row_extend(struct row *row, int upto)
{
	int i;

	if (row->cells == NULL &&
	    (row->cells = malloc((size_t)row->cols * sizeof *row->cells)) == NULL)
		return false;
	for (i = row->used; i < upto; i++)
		row->cells[i] = row->fill;
	if (row->used < upto)
		row->used = upto;
	return true;
}

static void
blank_half(const struct grid *g, struct screen_cell *cell)
{
	uint32_t bg = cell->bg;

	*cell = g->blank;
	cell->bg = bg;
}

void
grid_halve(struct grid *g, struct row *row, int col)
{
	blank_half(g, &row->cells[col - 1]);
	blank_half(g, &row->cells[col]);
}

static void
free_rows(struct row **rows, int count)
{
	int i;

	for (i = 0; rows != NULL && i < count; i++)
		row_free(rows[i]);
	free(rows);
}

static int
page_init(struct grid *g, struct page *page)
{
	int i;

	if ((page->rows = calloc((size_t)g->rows, sizeof(struct row *))) == NULL)
		return -ENOMEM;
	for (i = 0; i < g->rows; i++)
		if ((page->rows[i] = row_new(g)) == NULL)
			return -ENOMEM;
	return 0;
}

int
grid_init(struct grid *g, int cols, int rows, int history)
{
	memset(g, 0, sizeof *g);
	g->cols = cols;
	g->rows = rows;
	g->past_max = history;
	g->next_id = 1;
	g->blank.width = 1;
	if (page_init(g, &g->pages[PAGE_MAIN]) != 0 || page_init(g, &g->pages[PAGE_ALTERNATE]) != 0)
		return -ENOMEM;
	g->scratch = calloc((size_t)rows, sizeof *g->scratch);
	g->past = calloc((size_t)(history > 0 ? history : 1), sizeof *g->past);
	return g->scratch == NULL || g->past == NULL ? -ENOMEM : 0;
}

void
grid_free(struct grid *g)
{
	free_rows(g->pages[PAGE_MAIN].rows, g->rows);
	free_rows(g->pages[PAGE_ALTERNATE].rows, g->rows);
	if (g->past != NULL)
		grid_forget_past(g);
	free(g->past);
	free(g->scratch);
	memset(g, 0, sizeof *g);
}

struct row *
grid_past(const struct grid *g, int row)
{
	int at = g->past_first + g->past_count + row;

	return g->past[at % g->past_max];
}

void
grid_forget_past(struct grid *g)
{
	int i;

	for (i = 1; i <= g->past_count; i++)
		row_free(grid_past(g, -i));
	g->past_first = g->past_count = 0;
}

/* Put a row into the scrollback; returns one that is free to be used instead: the oldest, or a new
 * one while there are few.  Without memory that is the row itself, whose text is then lost. */
static struct row *
past_push(struct grid *g, struct row *row)
{
	struct row *spare;

	if (g->past_max == 0)
		return row;
	if (g->past_count < g->past_max) {
		if ((spare = calloc(1, sizeof *spare)) == NULL)
			return row;
		g->past[(g->past_first + g->past_count++) % g->past_max] = row;
		return spare;
	}
	spare = g->past[g->past_first];
	g->past[g->past_first] = row;
	g->past_first = (g->past_first + 1) % g->past_max;
	return spare;
}

static void
end_line_above(struct grid *g, int top)
{
	if (top > 0)
		grid_row(g, top - 1)->continues = false;
	else if (g->active == PAGE_MAIN && g->past_count > 0)
		grid_past(g, -1)->continues = false;
}

static void
rotate_up(struct grid *g, int top, int bottom, int n, bool keep)
{
	struct row **rows = g->pages[g->active].rows;
	int i, stay = bottom - top - n;

	keep = keep && top == 0 && g->active == PAGE_MAIN;
	if (!keep)
		end_line_above(g, top);
	rows[bottom - 1]->continues = false;
	for (i = 0; i < n; i++) {
		g->scratch[i] = keep ? past_push(g, rows[top + i]) : rows[top + i];
		row_renew(g, g->scratch[i]);
	}
	memmove(rows + top, rows + top + n, (size_t)stay * sizeof *rows);
	memcpy(rows + top + stay, g->scratch, (size_t)n * sizeof *rows);
}

static void
rotate_down(struct grid *g, int top, int bottom, int n)
{
	struct row **rows = g->pages[g->active].rows;
	int i, stay = bottom - top - n;

	end_line_above(g, top);
	memcpy(g->scratch, rows + top + stay, (size_t)n * sizeof *rows);
	memmove(rows + top + n, rows + top, (size_t)stay * sizeof *rows);
	memcpy(rows + top, g->scratch, (size_t)n * sizeof *rows);
	for (i = 0; i < n; i++)
		row_renew(g, rows[top + i]);
	rows[bottom - 1]->continues = false;
}

static void
fill_cells(struct grid *g, struct row *row, int from, int to)
{
	for (; from < to; from++)
		row->cells[from] = g->blank;
}

/* Make a row ready for work on its cells [left, right). */
static bool
open_row(struct grid *g, struct row *row, int left, int right)
{
	if (!row_reserve(row, row->cols))
		return false;
	grid_cut(g, row, left);
	grid_cut(g, row, right);
	return true;
}

static void
copy_part(struct grid *g, struct area a, int to, int from)
{
	struct row *target = grid_row(g, to), *source;

	if (from < a.top || from >= a.bottom) {
		fill_cells(g, target, a.left, a.right);
		return;
	}
	source = grid_row(g, from);
	memcpy(target->cells + a.left, source->cells + a.left,
	    (size_t)(a.right - a.left) * sizeof *target->cells);
}

/* An area that is not of full width: the cells move, the lines stay. */
static void
scroll_part(struct grid *g, struct area a, int down)
{
	int i;

	for (i = a.top; i < a.bottom; i++)
		if (!open_row(g, grid_row(g, i), a.left, a.right))
			return;
	if (down > 0)
		for (i = a.top; i < a.bottom; i++)
			copy_part(g, a, i, i + down);
	else
		for (i = a.bottom - 1; i >= a.top; i--)
			copy_part(g, a, i, i + down);
}

static void
shift_row(struct grid *g, struct row *row, int left, int right, int n)
{
	struct screen_cell *cells;

	if (!open_row(g, row, left, right))
		return;
	cells = row->cells;
	if (n > 0) {
		grid_cut(g, row, left + n);
		memmove(cells + left, cells + left + n, (size_t)(right - left - n) * sizeof *cells);
		fill_cells(g, row, right - n, right);
	} else {
		grid_cut(g, row, right + n);
		memmove(cells + left - n, cells + left, (size_t)(right - left + n) * sizeof *cells);
		fill_cells(g, row, left, left - n);
	}
}

static int
within(int n, int limit)
{
	return n > limit ? limit : n < -limit ? -limit : n;
}

/* The part of an area that is on the grid. */
static bool
clip(const struct grid *g, struct area *a)
{
	if (a->top < 0)
		a->top = 0;
	if (a->left < 0)
		a->left = 0;
	if (a->bottom > g->rows)
		a->bottom = g->rows;
	if (a->right > g->cols)
		a->right = g->cols;
	return a->top < a->bottom && a->left < a->right;
}

void
grid_scroll(struct grid *g, struct area a, int down, int right, bool keep)
{
	int i;

	if (!clip(g, &a))
		return;
	down = within(down, a.bottom - a.top);
	right = within(right, a.right - a.left);
	if (down != 0 && (a.left > 0 || a.right < g->cols))
		scroll_part(g, a, down);
	else if (down > 0)
		rotate_up(g, a.top, a.bottom, down, keep);
	else if (down < 0)
		rotate_down(g, a.top, a.bottom, -down);
	for (i = a.top; right != 0 && i < a.bottom; i++)
		shift_row(g, grid_row(g, i), a.left, a.right, right);
}

static void
erase_selectively(struct grid *g, struct row *row, int left, int right)
{
	int i;

	if (!row_reserve(row, row->cols))
		return;
	for (i = left; i < right; i++) {
		if (row->cells[i].attributes & SCREEN_PROTECTED)
			continue;
		grid_cut(g, row, i);
		grid_cut(g, row, i + 1);
		row->cells[i] = g->blank;
	}
}

static void
erase_row(struct grid *g, struct row *row, int left, int right)
{
	if (right < row->cols) {
		if (!row_reserve(row, right))
			return;
		grid_cut(g, row, left);
		grid_cut(g, row, right);
		fill_cells(g, row, left, right);
		return;
	}
	row->continues = false;
	if (left > row->used && !row_reserve(row, left))
		return;
	grid_cut(g, row, left);
	row->used = left;
	row->fill = g->blank;
}

void
grid_erase(struct grid *g, struct area a, bool selective)
{
	int i;

	if (!clip(g, &a))
		return;
	for (i = a.top; i < a.bottom; i++) {
		if (selective)
			erase_selectively(g, grid_row(g, i), a.left, a.right);
		else
			erase_row(g, grid_row(g, i), a.left, a.right);
	}
}

void
grid_renew(struct grid *g, int page)
{
	int i;

	for (i = 0; i < g->rows; i++)
		row_renew(g, g->pages[page].rows[i]);
}

void
grid_use(struct grid *g, int page)
{
	g->active = page;
}

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
	if (row->cells == NULL)
		return;
	if ((cells = realloc(row->cells, (size_t)cols * sizeof *cells)) == NULL) {
		free(row->cells);
		row->used = 0;
	}
	row->cells = cells;
	if (row->used > 0 && cells[row->used - 1].width == 2)
		blank_half(g, &cells[row->used - 1]);
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
		if (page == PAGE_MAIN)
			c.from_past = -excess < g->past_count ? -excess : g->past_count;
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

static struct row *
past_pull(struct grid *g)
{
	struct row *row = grid_past(g, -1);

	g->past_count--;
	return row;
}

static void
let_go(struct grid *g, int page, struct row *row)
{
	struct row *spare = page == PAGE_MAIN ? past_push(g, row) : row;

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
		rows[c->from_past - 1 - n] = past_pull(g);
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
			free_rows(made, rows);
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
		free_rows(made[0], rows);
		free_rows(made[1], rows);
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
