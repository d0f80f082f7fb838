/* Rows of cells: scrolling, erasing. */
#include "lib/screen/grid.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct row *
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

void
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
		row->room = 0;
		row->cols = g->cols;
	}
	row->id = g->next_id++;
	row_blank(g, row);
}

static bool
make_room(struct row *row, int room)
{
	struct screen_cell *cells;

	/* of two sizes only: what leaves one row then fits another */
	room = room <= row->cols / 2 ? row->cols / 2 : row->cols;
	if ((cells = realloc(row->cells, (size_t)room * sizeof *cells)) == NULL)
		return false;
	row->cells = cells;
	row->room = room;
	return true;
}

bool
row_extend(struct row *row, int upto, int room)
{
	int i;

	if (row->room < room && !make_room(row, room))
		return false;
	for (i = row->used; i < upto; i++)
		row->cells[i] = row->fill;
	if (row->used < upto)
		row->used = upto;
	return true;
}

void
grid_blank_half(const struct grid *g, struct screen_cell *cell)
{
	uint32_t bg = cell->bg;

	*cell = g->blank;
	cell->bg = bg;
}

void
grid_halve(struct grid *g, struct row *row, int col)
{
	grid_blank_half(g, &row->cells[col - 1]);
	grid_blank_half(g, &row->cells[col]);
}

void
row_free_all(struct row **rows, int count)
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
	g->next_id = 1;
	g->blank.width = 1;
	if (page_init(g, &g->pages[PAGE_MAIN]) != 0 || page_init(g, &g->pages[PAGE_ALTERNATE]) != 0)
		return -ENOMEM;
	g->scratch = calloc((size_t)rows, sizeof *g->scratch);
	if (scrollback_init(&g->past, history) != 0 || g->scratch == NULL)
		return -ENOMEM;
	return 0;
}

void
grid_free(struct grid *g)
{
	row_free_all(g->pages[PAGE_MAIN].rows, g->rows);
	row_free_all(g->pages[PAGE_ALTERNATE].rows, g->rows);
	scrollback_free(&g->past);
	free(g->scratch);
	memset(g, 0, sizeof *g);
}

static void
end_line_above(struct grid *g, int top)
{
	if (top > 0)
		grid_row(g, top - 1)->continues = false;
	else if (g->active == PAGE_MAIN && g->past.count > 0)
		scrollback_row(&g->past, -1)->continues = false;
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
		g->scratch[i] = keep ? scrollback_push(&g->past, rows[top + i]) : rows[top + i];
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
