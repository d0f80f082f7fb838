/*
 * The cells: the main and the alternate screen as rows that are held by pointer, so that scrolling
 * moves pointers, and above the main one its scrollback.
 *
 * Invariants: a row of a page is as wide as the grid; cells [used, cols) of a row are `fill` and
 * need not be in memory, for most lines are short and a scrollback has many; a glyph of width 2 always has its right half (width 0) beside it; a cell
 * of width 1 with text 0 has no foreground and no attributes; the last row of a page never
 * continues.
 * Without memory what should be written is left out, and nothing else happens.
 */
#ifndef STENO_SCREEN_GRID_H
#define STENO_SCREEN_GRID_H

#include "lib/screen/screen.h"
#include "lib/screen/scrollback.h"

struct row {
	uint64_t id;
	struct screen_cell *cells;
	int cols, used;
	int room; /* for how many cells there is memory, at least `used` */
	struct screen_cell fill;
	bool continues;
};

struct page {
	struct row **rows;
};

enum { PAGE_MAIN, PAGE_ALTERNATE };

struct grid {
	int cols, rows;
	int active; /* PAGE_MAIN or PAGE_ALTERNATE */
	struct page pages[2];
	struct row **scratch; /* rows many */
	struct scrollback past;
	bool keeps_past; /* a higher screen takes nothing back from there */
	uint64_t next_id;
	struct screen_cell blank; /* what erasing leaves from now on */
};

struct area {
	int top, bottom, left, right; /* bottom and right are not in it */
};

/* 0 or -ENOMEM; grid_free is right in both cases. */
int grid_init(struct grid *, int cols, int rows, int history);
void grid_free(struct grid *);

static inline struct row *
grid_row(const struct grid *g, int row)
{
	return g->pages[g->active].rows[row];
}

struct row *row_new(struct grid *); /* NULL when memory is out */
void row_free(struct row *);
void row_free_all(struct row **, int count); /* and the array */

/* What is left of a glyph that was cut: a blank of its background. */
void grid_blank_half(const struct grid *, struct screen_cell *);

/* For where the two below have something to do: what is inline is in the way of every glyph. */
bool row_extend(struct row *, int upto, int room);
void grid_halve(struct grid *, struct row *, int col);

/* Cells [0, upto) are in memory afterwards; false when there is none. */
static inline bool
row_reserve(struct row *row, int upto)
{
	return row->used >= upto || row_extend(row, upto, upto);
}

/* No glyph reaches over the left edge of `col` any more: its halves become blanks. */
static inline void
grid_cut(struct grid *g, struct row *row, int col)
{
	if (col > 0 && col < row->used && row->cells[col].width == 0)
		grid_halve(g, row, col);
}

/* The same for what is about to be written in [from, to): those cells the caller must fill. */
static inline bool
grid_claim(struct grid *g, struct row *row, int from, int to)
{
	if ((row->room < to || row->used < from) && !row_extend(row, from, to))
		return false;
	grid_cut(g, row, from);
	grid_cut(g, row, to);
	if (row->used < to)
		row->used = to;
	return true;
}

void grid_erase(struct grid *, struct area, bool selective);
/* Content moves up by `down` and left by `right`, as libvterm calls it.  What leaves a full-width
 * area at the very top goes into the scrollback when `keep` says so. */
void grid_scroll(struct grid *, struct area, int down, int right, bool keep);

/* All rows of a page blank and new. */
void grid_renew(struct grid *, int page);
void grid_use(struct grid *, int page);

/*
 * refit.c: another size.  cursors[page] is a row that must stay; it is told where it went.  0, or
 * -ENOMEM with nothing changed.
 */
int grid_resize(struct grid *, int cols, int rows, int cursors[2]);

#endif
