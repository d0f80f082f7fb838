/*
 * Text: where each character goes, wrapping, wide and combining characters, character sets.  It is
 * ours and not libvterm's, whose answer depends on how the text is cut into writes.
 */
#include <string.h>

#include "lib/base/utf8.h"
#include "lib/screen/state.h"
#include "lib/screen/width.h"

/* The characters 0x5F to 0x7E of DEC's line drawing set. */
static const uint16_t drawing[] = {0x00A0, 0x25C6, 0x2592, 0x2409, 0x240C, 0x240D, 0x240A, 0x00B0,
    0x00B1, 0x2424, 0x240B, 0x2518, 0x2510, 0x250C, 0x2514, 0x253C, 0x23BA, 0x23BB, 0x2500, 0x23BC,
    0x23BD, 0x251C, 0x2524, 0x2534, 0x252C, 0x2502, 0x2264, 0x2265, 0x03C0, 0x2260, 0x00A3, 0x00B7};

bool
glyph_in_side_margins(const struct screen *s)
{
	return !s->modes.side_margins || (s->col >= s->margins.left && s->col < s->margins.right);
}

int
glyph_limit(const struct screen *s)
{
	return s->col < s->margins.right ? s->margins.right : s->grid.cols;
}

void
glyph_stay(struct screen *s)
{
	s->wraps = false;
	s->last = 0;
}

void
glyph_return(struct screen *s)
{
	s->col = s->col >= s->margins.left ? s->margins.left : 0;
	glyph_stay(s);
}

void
glyph_tab(struct screen *s, int count)
{
	int end = glyph_limit(s) - 1;

	s->last = 0;
	while (count > 0 && s->col < end)
		count -= s->tabs[++s->col];
}

void
glyph_linefeed(struct screen *s)
{
	s->wraps = false;
	s->last = 0;
	if (s->row == s->margins.bottom - 1) {
		if (glyph_in_side_margins(s))
			grid_scroll(&s->grid, s->margins, 1, 0, true);
	} else if (s->row < s->grid.rows - 1) {
		s->row++;
	}
}

static void
wrap(struct screen *s)
{
	bool moves = s->row == s->margins.bottom - 1 || s->row < s->grid.rows - 1;

	glyph_linefeed(s);
	s->col = glyph_in_side_margins(s) ? s->margins.left : 0;
	if (s->modes.side_margins || !moves)
		return;
	if (s->row > 0)
		grid_row(&s->grid, s->row - 1)->continues = true;
	else if (s->grid.active == PAGE_MAIN && s->grid.past.count > 0)
		scrollback_row(&s->grid.past, -1)->continues = true;
}

static struct screen_cell
pen_cell(const struct screen *s)
{
	struct screen_cell cell = s->grid.blank;

	cell.fg = s->pen.fg;
	cell.bg = s->pen.bg;
	cell.attributes = s->pen.attributes;
	return cell;
}

static void
note_last(struct screen *s, uint32_t code, int col)
{
	s->last = code;
	s->last_row = s->row;
	s->last_col = col;
}

/* The cursor goes on by what was written, or stays in the last column and waits to wrap. */
static void
advance(struct screen *s, int columns, int limit)
{
	s->col += columns;
	if (s->col < limit)
		return;
	s->col = limit - 1;
	s->wraps = s->modes.autowrap;
}

/* Make room on the row for what is written in [col, col + columns). */
static struct row *
open_cells(struct screen *s, int columns, int limit)
{
	struct row *row = grid_row(&s->grid, s->row);
	struct area a = {s->row, s->row + 1, s->col, limit};

	if (s->modes.insert)
		grid_scroll(&s->grid, a, 0, -columns, false);
	return grid_claim(&s->grid, row, s->col, s->col + columns) ? row : NULL;
}

static void
put_wide(struct screen *s, uint32_t code, int width)
{
	struct screen_cell cell = pen_cell(s);
	struct row *row;
	int limit = glyph_limit(s);

	if (s->wraps || (s->col + width > limit && s->modes.autowrap)) {
		wrap(s);
		limit = glyph_limit(s);
	}
	if (s->col + width > limit)
		return;
	if ((row = open_cells(s, width, limit)) != NULL) {
		cell.text = code;
		cell.width = (uint8_t)width;
		row->cells[s->col] = cell;
		cell.text = cell.width = 0;
		if (width == 2)
			row->cells[s->col + 1] = cell;
	}
	note_last(s, code, s->col);
	advance(s, width, limit);
}

/* To the cell before the cursor, or the one under it while a wrap is pending. */
static void
combine(struct screen *s, uint32_t code)
{
	struct row *row = grid_row(&s->grid, s->row);
	int col = s->wraps ? s->col : s->col - 1;
	struct screen_cell *cell;

	if (col < 0 || !row_reserve(row, col + 1))
		return;
	if (row->cells[col].width == 0)
		col--;
	cell = &row->cells[col];
	if (cell->text == 0)
		cell->text = ' ';
	cell->text = clusters_add(&s->clusters, &s->grid, cell->text, code);
	cell->stamp = s->grid.blank.stamp;
	cell->phase = s->grid.blank.phase;
}

static void
put(struct screen *s, uint32_t code)
{
	int width = width_of(code);

	s->single = 0;
	if (width == 0)
		combine(s, code);
	else
		put_wide(s, code, width);
}

/* As many as have room on the row and are no combining ones, of a row that nothing is pushed along; returns how many. */
static size_t
put_row_of(struct screen *s, const uint32_t *codes, size_t count)
{
	struct screen_cell cell = pen_cell(s), *to;
	int limit = glyph_limit(s), columns = 0, last = 0, width, i, widths[STRAINER_GLYPHS];
	struct row *row;
	size_t n;

	for (n = 0; n < count; n++) {
		widths[n] = width = width_of(codes[n]);
		if (width == 0 || s->col + columns + width > limit)
			break;
		last = columns;
		columns += width;
	}
	if (n == 0)
		return 0;
	row = grid_row(&s->grid, s->row);
	if (grid_claim(&s->grid, row, s->col, s->col + columns)) {
		to = row->cells + s->col;
		for (i = 0; i < (int)n; i++) {
			cell.text = codes[i];
			cell.width = (uint8_t)widths[i];
			*to++ = cell;
			cell.text = cell.width = 0;
			if (widths[i] == 2)
				*to++ = cell;
		}
	}
	note_last(s, codes[n - 1], s->col + last);
	advance(s, columns, limit);
	return n;
}

void
glyph_run(struct screen *s, const uint32_t *codes, size_t count)
{
	size_t i = 0;

	s->single = 0;
	while (i < count) {
		if (!s->wraps && !s->modes.insert)
			i += put_row_of(s, codes + i, count - i);
		if (i < count)
			put(s, codes[i++]);
	}
}

static uint32_t
in_set(char set, unsigned char c)
{
	if (set == '0' && c >= 0x5F && c <= 0x7E)
		return drawing[c - 0x5F];
	return set == 'A' && c == '#' ? 0xA3 : c;
}

void
screen_letters(const char *text, size_t len, struct buffer *out)
{
	const char *end = text + len;
	uint32_t code;
	size_t i;
	int n;

	for (; text < end; text += n) {
		n = utf8_decode((const unsigned char *)text, (size_t)(end - text), &code);
		n = n > 0 ? n : 1;
		for (i = 0; i < sizeof drawing / sizeof *drawing && drawing[i] != code; i++)
			;
		/* the first of them is a blank, which may have been one */
		if (i == 0 || i == sizeof drawing / sizeof *drawing || code < 0x80)
			buffer_add(out, text, (size_t)n);
		else
			buffer_addc(out, (char)(0x5F + i));
	}
}

/* Some characters of one row, at the cursor; returns how many.  Those of all sets take one column. */
static size_t
put_row(struct screen *s, const char *data, size_t len)
{
	struct screen_cell cell = pen_cell(s), *to;
	char set = s->charset.sets[s->charset.shift];
	int limit = glyph_limit(s), i, n;
	struct row *row;

	n = len < (size_t)(limit - s->col) ? (int)len : limit - s->col;
	if ((row = open_cells(s, n, limit)) != NULL) {
		to = row->cells + s->col;
		for (i = 0; i < n; i++) {
			to[i] = cell;
			to[i].text = (unsigned char)data[i];
		}
		for (i = 0; i < n && set != 'B'; i++)
			to[i].text = in_set(set, (unsigned char)data[i]);
	}
	note_last(s, in_set(set, (unsigned char)data[n - 1]), s->col + n - 1);
	advance(s, n, limit);
	return (size_t)n;
}

void
glyph_text(struct screen *s, const char *data, size_t len)
{
	size_t i = 0;
	char set;

	while (i < len && (s->single != 0 || s->modes.insert || !s->modes.autowrap)) {
		set = s->charset.sets[s->single != 0 ? s->single : s->charset.shift];
		put(s, in_set(set, (unsigned char)data[i++]));
	}
	while (i < len) {
		if (s->wraps)
			wrap(s);
		i += put_row(s, data + i, len - i);
	}
}

void
glyph_repeat(struct screen *s, int count)
{
	uint32_t code = s->last;
	int width, most;

	if (code == 0)
		return;
	/* up to the right margin, as libvterm and tmux have it: the work has a bound */
	width = width_of(code);
	most = s->wraps ? 0 : (glyph_limit(s) - s->col) / width;
	for (; most > 0 && count > 0; most--, count--)
		put_wide(s, code, width);
}
