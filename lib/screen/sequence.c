/*
 * What each CSI sequence does.  Movement to a place that depends on margins, erasing and scrolling
 * is libvterm's work (pass); the rest is done here, with what full-screen programs send most: SGR, CUP and EL.
 * A test holds these against libvterm's own.
 */
#include <string.h>

#include "lib/screen/state.h"

static int
count_of(const struct csi *csi)
{
	return csi->params[0] > 0 ? csi->params[0] : 1;
}

static int
param(const struct csi *csi, int i, int otherwise)
{
	return i < csi->count && csi->params[i] >= 0 ? csi->params[i] : otherwise;
}

static void
pass(struct screen *s, const struct csi *csi, int a, int b)
{
	machine_csi(&s->machine, s->row, s->col, csi->leader, a, b, csi->intermediate, csi->final);
	s->row = s->machine.row;
	s->col = s->machine.col;
	s->wraps = false;
	s->last = 0;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* A relative movement stops at a margin that is in its way: libvterm goes on to the edge. */
static void
move_by(struct screen *s, const struct csi *csi, char final, int room)
{
	struct csi step = *csi;
	int n = least(count_of(csi), room);

	step.final = final;
	if (n > 0)
		pass(s, &step, n, -1);
	else
		glyph_stay(s);
}

static void
move_up(struct screen *s, const struct csi *csi)
{
	move_by(s, csi, 'A', s->row >= s->margins.top ? s->row - s->margins.top : s->row);
}

static void
move_down(struct screen *s, const struct csi *csi)
{
	int end = s->row < s->margins.bottom ? s->margins.bottom : s->grid.rows;

	move_by(s, csi, 'B', end - 1 - s->row);
}

static void
move_right(struct screen *s, const struct csi *csi)
{
	move_by(s, csi, 'C', glyph_limit(s) - 1 - s->col);
}

static void
move_left(struct screen *s, const struct csi *csi)
{
	move_by(s, csi, 'D', s->col >= s->margins.left ? s->col - s->margins.left : s->col);
}

static void
next_line(struct screen *s, const struct csi *csi)
{
	glyph_return(s);
	move_down(s, csi);
}

static void
previous_line(struct screen *s, const struct csi *csi)
{
	glyph_return(s);
	move_up(s, csi);
}

static void
move_one(struct screen *s, const struct csi *csi)
{
	pass(s, csi, csi->params[0], -1);
}

static int
within(int n, int low, int end)
{
	return n < low ? low : n < end ? n : end - 1;
}

/* CUP: where the cursor was is of no matter, and libvterm hears of it when it must. */
static void
move_two(struct screen *s, const struct csi *csi)
{
	const struct area whole = {0, s->grid.rows, 0, s->grid.cols};
	const struct area a = s->modes.origin ? s->margins : whole;

	s->row = within(a.top + param(csi, 0, 1) - 1, a.top, a.bottom);
	s->col = within(a.left + param(csi, 1, 1) - 1, a.left, a.right);
	glyph_stay(s);
}

static void
move_tabs(struct screen *s, const struct csi *csi)
{
	glyph_tab(s, count_of(csi));
}

static void
move_tabs_back(struct screen *s, const struct csi *csi)
{
	int count = count_of(csi), stop = s->col >= s->margins.left ? s->margins.left : 0;

	glyph_stay(s);
	while (count > 0 && s->col > stop)
		count -= s->tabs[--s->col];
}

static void
clear_tabs(struct screen *s, const struct csi *csi)
{
	if (param(csi, 0, 0) == 0)
		s->tabs[s->col] = 0;
	else if (csi->params[0] == 3)
		memset(s->tabs, 0, (size_t)s->grid.cols);
}

static void
erase_display(struct screen *s, const struct csi *csi)
{
	int kind = param(csi, 0, 0);

	if (kind > 3)
		return;
	state_mark(s, kind >= 2 ? SCREEN_CLEAR : SCREEN_ERASE, kind);
	if (kind < 3)
		pass(s, csi, kind, -1);
	else if (csi->leader == 0)
		scrollback_forget(&s->grid.past);
}

static void
erase_line(struct screen *s, const struct csi *csi)
{
	int kind = param(csi, 0, 0);
	struct area a = {s->row, s->row + 1, kind == 0 ? s->col : 0, kind == 1 ? s->col + 1 : s->grid.cols};

	if (kind > 2)
		return;
	state_mark(s, SCREEN_ERASE, kind + 16);
	/* behind the last column: xterm erases that, and most others nothing, as gcc, grep and fish count on */
	if (kind == 0 && s->wraps) {
		s->last = 0;
		return;
	}
	grid_erase(&s->grid, a, csi->leader == '?');
	glyph_stay(s);
}

static void
scroll_up(struct screen *s, const struct csi *csi)
{
	s->machine.keep = true;
	pass(s, csi, csi->params[0], -1);
	s->machine.keep = false;
}

static void
scroll_down(struct screen *s, const struct csi *csi)
{
	/* with more parameters it is something about the mouse */
	if (csi->count == 1)
		pass(s, csi, csi->params[0], -1);
}

/* Within the row and the side margins, wherever the top and bottom margins are: for which libvterm
 * asks. */
static void
shift_cells(struct screen *s, int count)
{
	struct area a = {s->row, s->row + 1, s->col, glyph_limit(s)};

	if (glyph_in_side_margins(s))
		grid_scroll(&s->grid, a, 0, count, false);
	glyph_stay(s);
}

static void
insert_cells(struct screen *s, const struct csi *csi)
{
	shift_cells(s, -count_of(csi));
}

static void
delete_cells(struct screen *s, const struct csi *csi)
{
	shift_cells(s, count_of(csi));
}

static void
repeat(struct screen *s, const struct csi *csi)
{
	glyph_repeat(s, count_of(csi));
}

static void
set_top_bottom(struct screen *s, const struct csi *csi)
{
	struct area a = s->margins;
	int top = param(csi, 0, 1), bottom = param(csi, 1, s->grid.rows);

	a.top = top > 0 ? top - 1 : 0;
	a.bottom = bottom > 0 && bottom < s->grid.rows ? bottom : s->grid.rows;
	if (a.bottom - a.top >= 2)
		mode_set_margins(s, a);
}

/* DECSLRM, or while that is off the cursor as SCO has it. */
static void
set_left_right(struct screen *s, const struct csi *csi)
{
	struct area a = s->margins;
	int left = param(csi, 0, 1), right = param(csi, 1, s->grid.cols);

	if (!s->modes.side_margins) {
		mode_save_cursor(s);
		return;
	}
	a.left = left > 0 ? left - 1 : 0;
	a.right = right > 0 && right < s->grid.cols ? right : s->grid.cols;
	if (a.right - a.left >= 2)
		mode_set_margins(s, a);
}

static void
restore_cursor(struct screen *s, const struct csi *csi)
{
	(void)csi;
	mode_restore_cursor(s);
}

static void
set_modes(struct screen *s, const struct csi *csi)
{
	int i;

	for (i = 0; i < csi->count; i++) {
		if (csi->leader == '?')
			mode_private(s, csi->params[i], csi->final == 'h');
		else
			mode_ansi(s, csi->params[i], csi->final == 'h');
	}
}

static void
set_pen(struct screen *s, const struct csi *csi)
{
	pen_apply(&s->pen, csi);
	s->grid.blank.bg = s->pen.bg;
}

static void
soft_reset(struct screen *s, const struct csi *csi)
{
	(void)csi;
	mode_soft_reset(s);
	glyph_stay(s);
}

static void
set_cursor_shape(struct screen *s, const struct csi *csi)
{
	int shape = param(csi, 0, 0);

	s->last = 0;
	if (shape <= 6)
		s->modes.cursor_shape = shape;
}

static void
set_protected(struct screen *s, const struct csi *csi)
{
	unsigned rest = s->pen.attributes & ~(unsigned)SCREEN_PROTECTED;

	s->pen.attributes = (uint16_t)(param(csi, 0, 0) == 1 ? rest | SCREEN_PROTECTED : rest);
}

typedef void
action(struct screen *, const struct csi *);

static action *const plain[128] = {
    ['@'] = insert_cells,
    ['A'] = move_up,
    ['B'] = move_down,
    ['C'] = move_right,
    ['D'] = move_left,
    ['E'] = next_line,
    ['F'] = previous_line,
    ['G'] = move_one,
    ['H'] = move_two,
    ['I'] = move_tabs,
    ['J'] = erase_display,
    ['K'] = erase_line,
    ['L'] = move_one,
    ['M'] = move_one,
    ['P'] = delete_cells,
    ['S'] = scroll_up,
    ['T'] = scroll_down,
    ['X'] = move_one,
    ['Z'] = move_tabs_back,
    ['`'] = move_one,
    ['a'] = move_one,
    ['b'] = repeat,
    ['d'] = move_one,
    ['e'] = move_one,
    ['f'] = move_two,
    ['g'] = clear_tabs,
    ['h'] = set_modes,
    ['l'] = set_modes,
    ['m'] = set_pen,
    ['r'] = set_top_bottom,
    ['s'] = set_left_right,
    ['u'] = restore_cursor,
};

static const struct {
	char leader, intermediate, final;
	action *act;
} others[] = {
    {'?', 0, 'h', set_modes},
    {'?', 0, 'l', set_modes},
    {'?', 0, 'J', erase_display},
    {'?', 0, 'K', erase_line},
    {0, '!', 'p', soft_reset},
    {0, ' ', 'q', set_cursor_shape},
    {0, '"', 'q', set_protected},
    {0, '\'', '}', move_one},
    {0, '\'', '~', move_one},
};

void
sequence_csi(struct screen *s, const struct csi *csi)
{
	size_t i;

	if (csi->leader == 0 && csi->intermediate == 0) {
		if (plain[(unsigned char)csi->final] != NULL)
			plain[(unsigned char)csi->final](s, csi);
		return;
	}
	for (i = 0; i < sizeof others / sizeof *others; i++) {
		if (others[i].leader == csi->leader && others[i].final == csi->final &&
		    others[i].intermediate == csi->intermediate) {
			others[i].act(s, csi);
			return;
		}
	}
}
