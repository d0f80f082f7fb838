/* Cells that a program paints. */
#include "lib/canvas/canvas.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/utf8.h"
#include "lib/canvas/cell.h"
#include "lib/screen/visible.h"

static const struct canvas_style plain;

static int
within(int n, int least, int most)
{
	return n < least ? least : n > most ? most : n;
}

void
cell_forget(struct canvas *c)
{
	size_t i, count = (size_t)c->cols * (size_t)c->rows;

	memset(c->standing, 0, count * sizeof *c->standing);
	for (i = 0; i < count; i++)
		c->standing[i].width = CELL_UNKNOWN;
	c->standing_row = -2;
}

int
canvas_resize(struct canvas *c, int cols, int rows)
{
	size_t count;
	struct cell *cells, *standing;

	cols = within(cols, 1, CANVAS_COLS_MAX);
	rows = within(rows, 1, CANVAS_ROWS_MAX);
	count = (size_t)cols * (size_t)rows;
	cells = calloc(count, sizeof *cells);
	standing = calloc(count, sizeof *standing);
	if (cells == NULL || standing == NULL) {
		free(cells);
		free(standing);
		return -ENOMEM;
	}
	free(c->cells);
	free(c->standing);
	c->cells = cells;
	c->standing = standing;
	c->cols = cols;
	c->rows = rows;
	cell_forget(c);
	canvas_clear(c);
	return 0;
}

struct canvas *
canvas_new(int cols, int rows)
{
	struct canvas *c = calloc(1, sizeof *c);

	if (c != NULL && canvas_resize(c, cols, rows) != 0) {
		free(c);
		c = NULL;
	}
	return c;
}

void
canvas_free(struct canvas *c)
{
	if (c == NULL)
		return;
	free(c->cells);
	free(c->standing);
	free(c);
}

struct canvas_area
canvas_all(const struct canvas *c)
{
	return (struct canvas_area){0, 0, c->rows, c->cols};
}

struct canvas_area
canvas_part(const struct canvas_area *a, int row, int col, int rows, int cols)
{
	struct canvas_area part;

	row = within(row, 0, a->rows);
	col = within(col, 0, a->cols);
	part.row = a->row + row;
	part.col = a->col + col;
	part.rows = rows < 0 || rows > a->rows - row ? a->rows - row : rows;
	part.cols = cols < 0 || cols > a->cols - col ? a->cols - col : cols;
	return part;
}

/* Cells. */

static struct cell *
at(const struct canvas *c, int row, int col)
{
	return &c->cells[(size_t)row * (size_t)c->cols + (size_t)col];
}

static void
blank(struct cell *cell, const struct canvas_style *style)
{
	memset(cell, 0, sizeof *cell);
	cell->width = 1;
	cell->fg = style->fg;
	cell->bg = style->bg;
	cell->attributes = style->attributes;
}

/* What is only half left is a blank of its own style. */
static void
split(const struct canvas *c, int row, int col)
{
	struct cell *cell = at(c, row, col), *other = NULL;

	if (cell->width == 2)
		other = cell + 1;
	else if (cell->width == 0)
		other = cell - 1;
	if (other != NULL)
		blank(other, &(struct canvas_style){other->fg, other->bg, other->attributes});
}

static size_t
first_character(const char *text, size_t len)
{
	uint32_t code;
	int n = utf8_decode((const unsigned char *)text, len, &code);

	return n > 0 ? (size_t)n : 0;
}

static void
place(const struct canvas *c, int row, int col, const struct canvas_style *style, const char *text, size_t len, int width)
{
	struct cell *cell = at(c, row, col);

	split(c, row, col);
	if (width == 2)
		split(c, row, col + 1);
	blank(cell, style);
	if (len > CELL_TEXT || (len == 1 && *text == ' '))
		len = 0;
	/* in a last column without wrapping, terminals give marks to the cell before */
	if (col + width == c->cols && len > 1)
		len = first_character(text, len);
	memcpy(cell->text, text, len);
	cell->len = (uint8_t)len;
	if (width != 2)
		return;
	blank(cell + 1, style);
	/* a wide one without a text is two blanks */
	if (len > 0) {
		cell->width = 2;
		cell[1].width = 0;
	}
}

/* The area, cut to the canvas: false when nothing is left, or the row is none of its rows. */
static bool
clip(const struct canvas *c, const struct canvas_area *a, int row, int *y, int *left, int *right)
{
	if (row < 0 || row >= a->rows || a->row + row < 0 || a->row + row >= c->rows)
		return false;
	*y = a->row + row;
	*left = a->col < 0 ? 0 : a->col;
	*right = a->col + a->cols > c->cols ? c->cols : a->col + a->cols;
	return *left < *right;
}

void
canvas_clear(struct canvas *c)
{
	size_t i;

	for (i = 0; i < (size_t)c->cols * (size_t)c->rows; i++)
		blank(&c->cells[i], &plain);
	c->cursor_row = -1;
	c->cursor_col = 0;
}

void
canvas_fill(struct canvas *c, const struct canvas_area *a, const struct canvas_style *style)
{
	int row, col, y, left, right;

	for (row = 0; row < a->rows; row++)
		if (clip(c, a, row, &y, &left, &right))
			for (col = left; col < right; col++)
				place(c, y, col, style != NULL ? style : &plain, "", 0, 1);
}

/* Text. */

/* A mark that joins what stands before it. */
static void
join(const struct canvas *c, int y, int x, int left, const char *text)
{
	struct cell *cell;
	size_t len = strlen(text);

	if (x <= left || x >= c->cols)
		return;
	cell = at(c, y, x - 1);
	if (cell->width == 0)
		cell--;
	if (cell->len == 0)
		cell->text[cell->len++] = ' ';
	if (cell->len + len > CELL_TEXT)
		return;
	memcpy(cell->text + cell->len, text, len);
	cell->len = (uint8_t)(cell->len + len);
}

/* One character as it is shown, which may be several cells.  False: there is no room for it. */
static bool
put(const struct canvas *c, int y, int *x, int left, int right, const struct canvas_style *style, const char *shown, int width)
{
	size_t len = strlen(shown), i;

	if (width == 0)
		return join(c, y, *x, left, shown), true;
	if (*x + width > right)
		return false;
	/* what is written out, and what a line feed shows as: a cell for each ASCII character */
	if (width > 1 && (shown[0] == '\\' || shown[len - 1] == ' ')) {
		for (i = 0; i < len; i += shown[i] == '\xE2' ? 3 : 1, ++*x)
			if (*x >= left)
				place(c, y, *x, style, shown + i, shown[i] == '\xE2' ? 3 : 1, 1);
		return true;
	}
	if (*x >= left)
		place(c, y, *x, style, shown, len, width);
	*x += width;
	return true;
}

int
canvas_text(struct canvas *c, const struct canvas_area *a, int row, int col, const struct canvas_style *style, const char *text,
    size_t len)
{
	char shown[VISIBLE_MAX];
	int y, left, right, x, width;
	size_t i, step;

	if (!clip(c, a, row, &y, &left, &right))
		return within(col, 0, a->cols);
	x = a->col + col;
	for (i = 0; i < len; i += step) {
		width = visible_next(text + i, len - i, shown, &step);
		if (!put(c, y, &x, left, right, style != NULL ? style : &plain, shown, width)) {
			x = right;
			break;
		}
	}
	return x - a->col;
}

int
canvas_string(struct canvas *c, const struct canvas_area *a, int row, int col, const struct canvas_style *style, const char *text)
{
	return canvas_text(c, a, row, col, style, text, strlen(text));
}

int
canvas_format(struct canvas *c, const struct canvas_area *a, int row, int col, const struct canvas_style *style,
    const char *format, ...)
{
	char *text = NULL;
	va_list args;
	int n;

	va_start(args, format);
	n = vasprintf(&text, format, args);
	va_end(args);
	if (n < 0)
		return col;
	col = canvas_text(c, a, row, col, style, text, (size_t)n);
	free(text);
	return col;
}

/* How many bytes have room in so many columns; *columns is what they take. */
static size_t
measure(const char *text, size_t len, int room, int *columns)
{
	char shown[VISIBLE_MAX];
	size_t i, step;
	int width;

	*columns = 0;
	for (i = 0; i < len; i += step) {
		width = visible_next(text + i, len - i, shown, &step);
		if (width > room - *columns)
			break;
		*columns += width;
	}
	return i;
}

int
canvas_columns(const char *text, size_t len)
{
	int columns;

	/* beyond this nobody has columns */
	measure(text, len, 1 << 24, &columns);
	return columns;
}

size_t
canvas_room(const char *text, size_t len, int columns)
{
	char shown[VISIBLE_MAX];
	size_t n, step;
	int taken;

	if (len == 0 || (n = measure(text, len, columns, &taken)) > 0)
		return len == 0 ? 0 : n;
	visible_next(text, len, shown, &step);
	return step;
}

int
canvas_fit(struct canvas *c, const struct canvas_area *a, int row, int col, int columns, const struct canvas_style *style,
    const char *text, size_t len)
{
	int taken, room = columns < a->cols - col ? columns : a->cols - col;
	size_t fits;

	if (room <= 0)
		return col;
	if (measure(text, len, room, &taken) == len)
		return canvas_text(c, a, row, col, style, text, len);
	fits = measure(text, len, room - 1, &taken);
	col = canvas_text(c, a, row, col, style, text, fits);
	return canvas_string(c, a, row, col, style, "\xE2\x80\xA6");
}

void
canvas_rule(struct canvas *c, const struct canvas_area *a, int row, const struct canvas_style *style)
{
	int col;

	for (col = 0; col < a->cols; col++)
		canvas_string(c, a, row, col, style, "\xE2\x94\x80");
}

void
canvas_pillar(struct canvas *c, const struct canvas_area *a, int col, const struct canvas_style *style)
{
	int row;

	for (row = 0; row < a->rows; row++)
		canvas_string(c, a, row, col, style, "\xE2\x94\x82");
}

/* What stands there. */

void
canvas_mark(struct canvas *c, const struct canvas_area *a, int row, int col, int columns, const struct canvas_style *style)
{
	int y, left, right, x, end;

	if (columns <= 0 || !clip(c, a, row, &y, &left, &right))
		return;
	x = a->col + col < left ? left : a->col + col;
	end = columns < right - (a->col + col) ? a->col + col + columns : right;
	for (; x < end; x++) {
		struct cell *cell = at(c, y, x);

		cell->fg = style->fg != 0 ? style->fg : cell->fg;
		cell->bg = style->bg != 0 ? style->bg : cell->bg;
		cell->attributes = (uint16_t)((cell->attributes | (style->attributes & ~SCREEN_REVERSE)) ^
		    (style->attributes & SCREEN_REVERSE));
	}
}

void
canvas_cursor(struct canvas *c, const struct canvas_area *a, int row, int col)
{
	int y, left, right, x = a->col + col;

	c->cursor_row = -1;
	if (!clip(c, a, row, &y, &left, &right) || x < left || x >= right)
		return;
	c->cursor_row = y;
	c->cursor_col = x;
}

void
canvas_read(const struct canvas *c, int row, struct buffer *out)
{
	int col, end = c->cols;

	if (row < 0 || row >= c->rows)
		return;
	while (end > 0 && at(c, row, end - 1)->len == 0 && at(c, row, end - 1)->width == 1)
		end--;
	for (col = 0; col < end; col++) {
		const struct cell *cell = at(c, row, col);

		if (cell->len > 0)
			buffer_add(out, cell->text, cell->len);
		else if (cell->width == 1)
			buffer_addc(out, ' ');
	}
}
