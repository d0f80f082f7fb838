/*
 * A screen as the bytes that make it, in an order in which nothing undoes what came before: saved
 * cursors, then the page that is not shown, the other one, and last the cursor with what it waits
 * for.
 */
#include <string.h>

#include "lib/screen/state.h"

struct dump {
	const struct screen *s;
	struct buffer *out;
	struct pen pen; /* of the terminal that reads this, so far */
	int row, col;	/* its cursor; row -1 where that is not known */
};

static void
put_pen(struct dump *d, const struct pen *pen)
{
	struct pen now = d->pen, want = *pen;

	if (((now.attributes ^ want.attributes) & SCREEN_PROTECTED) != 0)
		buffer_adds(d->out, want.attributes & SCREEN_PROTECTED ? "\033[1\"q" : "\033[0\"q");
	d->pen = want;
	now.attributes &= (uint16_t)~SCREEN_PROTECTED;
	want.attributes &= (uint16_t)~SCREEN_PROTECTED;
	if (now.fg != want.fg || now.bg != want.bg || now.attributes != want.attributes)
		pen_put(d->out, &want);
}

static void
put_place(struct dump *d, int row, int col)
{
	if (d->row == row && d->col == col)
		return;
	if (row == d->row && col > d->col)
		buffer_addf(d->out, "\033[%dC", col - d->col);
	else if (row == d->row + 1 && d->row >= 0 && col == 0)
		buffer_adds(d->out, "\r\n");
	else
		buffer_addf(d->out, "\033[%d;%dH", row + 1, col + 1);
	d->row = row;
	d->col = col;
}

static struct pen
pen_of(const struct screen_cell *cell)
{
	struct pen pen = {cell->fg, cell->bg, cell->attributes};

	return pen;
}

static bool
is_blank(const struct screen_cell *cell)
{
	return cell->text == 0 && cell->width == 1;
}

static void
put_glyph(struct dump *d, const struct screen_cell *cell)
{
	struct pen pen = pen_of(cell);

	put_pen(d, &pen);
	screen_cell_text(d->s, cell, d->out);
	d->col += cell->width;
	if (d->col >= d->s->grid.cols)
		d->row = -1;
}

/* Blanks of one background from col on; returns where they end. */
static int
put_blanks(struct dump *d, const struct row *row, int at, int col)
{
	uint32_t bg = row->cells[col].bg;
	struct pen pen = {0, bg, 0};
	int end = col;

	while (end < row->cols && is_blank(&row->cells[end]) && row->cells[end].bg == bg)
		end++;
	if (bg == 0)
		return end;
	put_place(d, at, col);
	put_pen(d, &pen);
	if (end == row->cols)
		buffer_adds(d->out, "\033[K");
	else
		buffer_addf(d->out, "\033[%dX", end - col);
	return end;
}

static void
put_row(struct dump *d, const struct row *row, int at)
{
	int col = 0;

	while (col < row->cols) {
		const struct screen_cell *cell = &row->cells[col];

		if (is_blank(cell)) {
			col = put_blanks(d, row, at, col);
			continue;
		}
		put_place(d, at, col);
		put_glyph(d, cell);
		col += cell->width;
	}
}

static bool
is_untouched(const struct row *row)
{
	return row->used == 0 && row->fill.bg == 0;
}

/*
 * A row that goes on in the next one is one where text ran over the margin.  Where a glyph stands
 * at both sides of that, just writing on does it; else a wide one, which has no room in the last
 * column, is written there, and erased from the next row.
 */
static void
put_wrap(struct dump *d, const struct row *row, const struct row *next, int at)
{
	if (!is_blank(&row->cells[row->cols - 1]) && !is_blank(&next->cells[0])) {
		d->row = at + 1;
		d->col = 0;
		return;
	}
	d->row = -1;
	put_place(d, at, row->cols - 1);
	buffer_adds(d->out, "\033[0m\343\200\200\r\033[K");
	d->pen.fg = d->pen.bg = 0;
	d->pen.attributes &= SCREEN_PROTECTED;
	d->row = at + 1;
	d->col = 0;
}

static void
put_page(struct dump *d, const struct page *page)
{
	const struct grid *g = &d->s->grid;
	int i;

	d->row = -1;
	for (i = 0; i < g->rows; i++) {
		struct row *row = page->rows[i], *next = i + 1 < g->rows ? page->rows[i + 1] : NULL;

		if (is_untouched(row) && !row->continues)
			continue;
		if (!row_reserve(row, row->cols) ||
		    (next != NULL && !row_reserve(next, next->cols))) {
			d->out->broken = true;
			return;
		}
		put_row(d, row, i);
		if (row->continues && next != NULL)
			put_wrap(d, row, next, i);
	}
	d->row = -1;
}

static void
put_charset(struct dump *d, const struct charset *c)
{
	static const char *const shifts[] = {"", "\016", "\033n", "\033o"};
	int i;

	for (i = 0; i < 4; i++)
		if (c->sets[i] != 'B')
			buffer_addf(d->out, "\033%c%c", '(' + i, c->sets[i]);
	buffer_adds(d->out, shifts[c->shift]);
}

static void
put_ascii(struct dump *d, const struct charset *c)
{
	int i;

	for (i = 0; i < 4; i++)
		if (c->sets[i] != 'B')
			buffer_addf(d->out, "\033%cB", '(' + i);
	if (c->shift != 0)
		buffer_addc(d->out, '\017');
}

static bool
is_default(const struct saved *c)
{
	return c->row == 0 && c->col == 0 && !c->wraps && !c->origin && c->pen.fg == 0 &&
	    c->pen.bg == 0 && c->pen.attributes == 0 && c->charset.shift == 0 &&
	    memcmp(c->charset.sets, "BBBB", 4) == 0;
}

/* Before its page is painted: a cursor that waits to wrap needs a glyph to wait behind. */
static void
put_saved(struct dump *d, const struct saved *c)
{
	const struct pen none = {0, 0, 0};

	if (is_default(c))
		return;
	if (c->origin)
		buffer_adds(d->out, "\033[?6h");
	buffer_addf(d->out, "\033[%d;%dH%s", c->row + 1, c->col + 1, c->wraps ? "x" : "");
	put_pen(d, &c->pen);
	put_charset(d, &c->charset);
	buffer_adds(d->out, "\0337");
	put_ascii(d, &c->charset);
	if (c->origin)
		buffer_adds(d->out, "\033[?6l");
	put_pen(d, &none);
	if (c->wraps)
		buffer_adds(d->out, "\033[2J");
}

static bool
page_is_untouched(const struct grid *g, int page)
{
	int i;

	for (i = 0; i < g->rows; i++)
		if (!is_untouched(g->pages[page].rows[i]))
			return false;
	return true;
}

static void
put_pages(struct dump *d)
{
	const struct screen *s = d->s;
	const struct page *pages = s->grid.pages;
	bool on = s->grid.active == PAGE_ALTERNATE, other;

	other =
	    !page_is_untouched(&s->grid, PAGE_ALTERNATE) || !is_default(&s->saved[PAGE_ALTERNATE]);
	if (!on && other) {
		buffer_adds(d->out, "\033[?47h");
		put_saved(d, &s->saved[PAGE_ALTERNATE]);
		put_page(d, &pages[PAGE_ALTERNATE]);
		buffer_adds(d->out, "\033[?47l");
	}
	put_saved(d, &s->saved[PAGE_MAIN]);
	put_page(d, &pages[PAGE_MAIN]);
	if (on) {
		buffer_adds(d->out, "\033[?47h");
		put_saved(d, &s->saved[PAGE_ALTERNATE]);
		put_page(d, &pages[PAGE_ALTERNATE]);
	}
}

static void
put_tabs(struct dump *d)
{
	const struct screen *s = d->s;
	int i, changed = 0;

	for (i = 0; i < s->grid.cols; i++)
		changed |= s->tabs[i] != (i % 8 == 0);
	if (!changed)
		return;
	buffer_adds(d->out, "\033[3g");
	for (i = 0; i < s->grid.cols; i++)
		if (s->tabs[i])
			buffer_addf(d->out, "\033[1;%dH\033H", i + 1);
}

static void
put_margins(struct dump *d)
{
	const struct screen *s = d->s;
	const struct area *a = &s->margins;

	if (a->top > 0 || a->bottom < s->grid.rows)
		buffer_addf(d->out, "\033[%d;%dr", a->top + 1, a->bottom);
	if (s->modes.side_margins) {
		buffer_adds(d->out, "\033[?69h");
		if (a->left > 0 || a->right < s->grid.cols)
			buffer_addf(d->out, "\033[%d;%ds", a->left + 1, a->right);
	}
}

static void
put_modes(struct dump *d)
{
	const struct modes *m = &d->s->modes;
	const struct {
		bool on;
		const char *code;
	} switches[] = {
	    {m->origin, "\033[?6h"},
	    {m->cursor_keys, "\033[?1h"},
	    {m->reverse, "\033[?5h"},
	    {!m->autowrap, "\033[?7l"},
	    {m->blink, "\033[?12h"},
	    {!m->visible, "\033[?25l"},
	    {m->focus, "\033[?1004h"},
	    {m->alternate_scroll, "\033[?1007h"},
	    {m->bracketed, "\033[?2004h"},
	    {m->newline, "\033[20h"},
	    {m->keypad, "\033="},
	};
	size_t i;

	for (i = 0; i < sizeof switches / sizeof *switches; i++)
		if (switches[i].on)
			buffer_adds(d->out, switches[i].code);
	if (m->mouse != 0)
		buffer_addf(d->out, "\033[?%dh", m->mouse);
	if (m->mouse_format != 0)
		buffer_addf(d->out, "\033[?%dh", m->mouse_format);
	if (m->cursor_shape != 0)
		buffer_addf(d->out, "\033[%d q", m->cursor_shape);
}

static void
put_cursor_at(struct dump *d, int row, int col)
{
	const struct screen *s = d->s;

	if (s->modes.origin) {
		row -= s->margins.top;
		col -= s->margins.left;
	}
	buffer_addf(d->out, "\033[%d;%dH", row + 1, col + 1);
}

/* The cursor comes to wait to wrap, and REP to know what to repeat, by writing that glyph again. */
static void
put_cursor(struct dump *d)
{
	const struct screen *s = d->s;
	int row = s->last != 0 ? s->last_row : s->row, col = s->last != 0 ? s->last_col : s->col;
	const struct row *cells = grid_row(&s->grid, row);

	if (s->last == 0 && !s->wraps) {
		put_cursor_at(d, row, col);
	} else if (col < cells->used) {
		if (cells->cells[col].width == 0)
			col--;
		put_cursor_at(d, row, col);
		put_glyph(d, &cells->cells[col]);
		/* any sequence makes REP forget it, and this one does nothing else */
		if (s->last == 0)
			buffer_addf(d->out, "\033[%d q", s->modes.cursor_shape);
	}
	put_pen(d, &s->pen);
	put_charset(d, &s->charset);
	if (s->modes.insert)
		buffer_adds(d->out, "\033[4h");
	if (s->single != 0)
		buffer_adds(d->out, s->single == 2 ? "\033N" : "\033O");
}

bool
screen_dump(const struct screen *s, struct buffer *out)
{
	struct dump d = {s, out, {0, 0, 0}, -1, 0};
	size_t start = out->len;

	if (!screen_settled(s) || out->broken)
		return false;
	state_settle(s);
	if (s->title[0] != '\0')
		buffer_addf(out, "\033]2;%s\033\\", s->title);
	put_pages(&d);
	put_tabs(&d);
	put_margins(&d);
	put_modes(&d);
	put_cursor(&d);
	buffer_adds(out, strainer_opener(&s->strainer));
	if (!out->broken)
		return true;
	out->len = start;
	return false;
}
