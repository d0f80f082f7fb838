/* From one frame to the next. */
#include "lib/canvas/refresh.h"

#include <string.h>

#include "lib/base/utf8.h"
#include "lib/canvas/cell.h"

#define BEGIN "\033[?2026h"
#define END "\033[?2026l"
#define ERASE_LEAST 4 /* blanks at a row's end, from which on erasing is shorter */
#define REWRITE_MOST 4 /* cells that need no change, written again where that is shorter than moving */

struct refresh {
	struct canvas *c;
	const struct refresh_terminal *terminal;
	struct buffer *out;
	int row, col; /* where the terminal's cursor is; col -1: who knows */
	struct canvas_style style;
	bool styled; /* `style` is what the terminal has */
};

void
refresh_forget(struct canvas *c)
{
	cell_forget(c);
}

static const struct cell *
cell_at(const struct refresh *r, int row, int col)
{
	return &r->c->cells[(size_t)row * (size_t)r->c->cols + (size_t)col];
}

static bool
stands(const struct refresh *r, int row, int col)
{
	size_t i = (size_t)row * (size_t)r->c->cols + (size_t)col;

	return memcmp(&r->c->cells[i], &r->c->standing[i], sizeof *r->c->cells) == 0;
}

static bool
is_simple(const struct cell *cell)
{
	return cell->width == 1 && (cell->len == 0 || (cell->len == 1 && (unsigned char)cell->text[0] < 0x7F));
}

static bool
is_empty(const struct cell *cell)
{
	return cell->width == 1 && cell->len == 0 && cell->fg == 0 && cell->bg == 0 && cell->attributes == 0;
}

/* All terminals agree on its width: ASCII, alphabets, box drawing, Chinese characters, kana and Hangul. */
static bool
is_certain(const struct cell *cell)
{
	uint32_t code;

	if (is_simple(cell))
		return true;
	if (utf8_decode((const unsigned char *)cell->text, cell->len, &code) != cell->len)
		return false;
	if (cell->width == 2)
		return (code >= 0x3041 && code <= 0x30FF) || (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7A3);
	return (code >= 0xA1 && code < 0x300) || (code >= 0x370 && code < 0x483) || (code >= 0x2500 && code <= 0x257F);
}

/* Writing. */

static void
set_style(struct refresh *r, const struct canvas_style *style)
{
	if (r->styled && r->style.fg == style->fg && r->style.bg == style->bg && r->style.attributes == style->attributes)
		return;
	palette_sgr(r->terminal->depth, style, r->out);
	r->style = *style;
	r->styled = true;
}

/* Lines that touch still do.  What might be read for another character of somebody's text, a quote or a dash, is a question mark. */
static char
plain_of(uint32_t code)
{
	static const char lines[] = "--||--||--||++++" /* 2500 */
				    "++++++++++++++++"
				    "++++++++++++++++"
				    "++++++++++++++++"
				    "++++++++++++--||"
				    "=|++++++++++++++" /* 2550 */
				    "+++++++++++++++++/\\X-|-|-|-|-|-|";

	if (code >= 0x2500 && code < 0x2580)
		return lines[code - 0x2500];
	if (code >= 0x2580 && code < 0x25A0)
		return '#';
	switch (code) {
	case 0x2022:
	case 0x25CF:
		return '*';
	case 0x2026:
		return '~';
	case 0x2190:
		return '<';
	case 0x2191:
		return '^';
	case 0x2192:
		return '>';
	case 0x2193:
		return 'v';
	default:
		return '?';
	}
}

static void
write_plainly(struct refresh *r, const struct cell *cell)
{
	uint32_t code;
	bool one = utf8_decode((const unsigned char *)cell->text, cell->len, &code) == cell->len;

	buffer_addc(r->out, one && cell->width == 1 ? plain_of(code) : '?');
	if (cell->width == 2)
		buffer_addc(r->out, ' ');
}

static void
write_cell(struct refresh *r, const struct cell *cell)
{
	set_style(r, &(struct canvas_style){cell->fg, cell->bg, cell->attributes});
	if (cell->len == 0)
		buffer_addc(r->out, ' ');
	else if (r->terminal->ascii && !is_simple(cell))
		write_plainly(r, cell);
	else
		buffer_add(r->out, cell->text, cell->len);
	r->col += cell->width;
	/* behind the last column there is no place to be */
	if (r->col >= r->c->cols || (!r->terminal->ascii && !is_certain(cell)))
		r->col = -1;
}

/* Cells that stand between the cursor and `col`, if they are few and cheap. */
static bool
rewrite(struct refresh *r, int row, int col)
{
	const struct cell *cell;
	int i;

	if (r->row != row || r->col < 0 || r->col > col || col - r->col > REWRITE_MOST)
		return false;
	for (i = r->col; i < col; i++) {
		cell = cell_at(r, row, i);
		if (!is_simple(cell) || !r->styled || cell->fg != r->style.fg || cell->bg != r->style.bg ||
		    cell->attributes != r->style.attributes)
			return false;
	}
	while (r->col >= 0 && r->col < col)
		write_cell(r, cell_at(r, row, r->col));
	return true;
}

static void
move_to(struct refresh *r, int row, int col)
{
	if ((r->row == row && r->col == col) || rewrite(r, row, col))
		return;
	if (r->row == row && r->col >= 0 && col > r->col)
		buffer_addf(r->out, "\033[%dC", col - r->col);
	else
		buffer_addf(r->out, "\033[%d;%dH", row + 1, col + 1);
	r->row = row;
	r->col = col;
}

/* Where the blanks begin that are all that follows on the row. */
static int
end_of_row(const struct refresh *r, int row)
{
	int col = r->c->cols;

	while (col > 0 && is_empty(cell_at(r, row, col - 1)))
		col--;
	return col;
}

static bool
erases(const struct refresh *r, int row, int from)
{
	int col, differ = 0;

	for (col = from; col < r->c->cols; col++)
		differ += !stands(r, row, col);
	return differ >= ERASE_LEAST;
}

static void
write_row(struct refresh *r, int row)
{
	int end = end_of_row(r, row), col = 0, stop;
	const struct cell *cell;

	stop = erases(r, row, end) ? end : r->c->cols;
	while (col < stop) {
		cell = cell_at(r, row, col);
		if (!stands(r, row, col)) {
			move_to(r, row, col);
			write_cell(r, cell);
		}
		col += cell->width == 2 ? 2 : 1;
	}
	if (stop == r->c->cols)
		return;
	move_to(r, row, stop);
	set_style(r, &(struct canvas_style){.attributes = 0});
	buffer_adds(r->out, "\033[K");
}

static void
place_cursor(struct refresh *r)
{
	if (r->c->cursor_row < 0)
		return;
	move_to(r, r->c->cursor_row, r->c->cursor_col);
	buffer_adds(r->out, "\033[?25h");
}

static bool
cursor_stands(const struct canvas *c)
{
	return c->cursor_row == c->standing_row && (c->cursor_row < 0 || c->cursor_col == c->standing_col);
}

static void
remember(struct canvas *c)
{
	memcpy(c->standing, c->cells, (size_t)c->cols * (size_t)c->rows * sizeof *c->cells);
	c->standing_row = c->cursor_row;
	c->standing_col = c->cursor_col;
}

int
refresh_bytes(struct canvas *c, const struct refresh_terminal *terminal, struct buffer *out)
{
	struct refresh r = {.c = c, .terminal = terminal, .out = out, .row = -1, .col = -1};
	bool same = memcmp(c->cells, c->standing, (size_t)c->cols * (size_t)c->rows * sizeof *c->cells) == 0;
	int row;

	if (same && cursor_stands(c))
		return 0;
	buffer_adds(out, same ? "" : BEGIN);
	if (c->standing_row != -1)
		buffer_adds(out, "\033[?25l");
	for (row = 0; row < c->rows; row++)
		write_row(&r, row);
	/* whatever comes next, and whoever writes it, starts from the default */
	if (r.styled)
		set_style(&r, &(struct canvas_style){.attributes = 0});
	place_cursor(&r);
	buffer_adds(out, same ? "" : END);
	remember(c);
	if (buffer_status(out) != 0)
		cell_forget(c);
	return buffer_status(out);
}
