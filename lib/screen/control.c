/*
 * What each control character and each sequence does.  All that moves the cursor to a place that
 * depends on margins, erases or scrolls is libvterm's work (move); the rest is done here.
 */
#include <string.h>

#include "lib/base/utf8.h"
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

static void
stay(struct screen *s)
{
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
		stay(s);
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
carriage_return(struct screen *s)
{
	s->col = s->col >= s->margins.left ? s->margins.left : 0;
	stay(s);
}

static void
next_line(struct screen *s, const struct csi *csi)
{
	carriage_return(s);
	move_down(s, csi);
}

static void
previous_line(struct screen *s, const struct csi *csi)
{
	carriage_return(s);
	move_up(s, csi);
}

static void
move_one(struct screen *s, const struct csi *csi)
{
	pass(s, csi, csi->params[0], -1);
}

static void
move_two(struct screen *s, const struct csi *csi)
{
	/* where the cursor was is of no matter */
	s->row = s->machine.row;
	s->col = s->machine.col;
	pass(s, csi, csi->params[0], param(csi, 1, -1));
}

static void
tab_forward(struct screen *s, int count)
{
	int end = glyph_limit(s) - 1;

	s->last = 0;
	while (count > 0 && s->col < end)
		count -= s->tabs[++s->col];
}

static void
move_tabs(struct screen *s, const struct csi *csi)
{
	tab_forward(s, count_of(csi));
}

static void
move_tabs_back(struct screen *s, const struct csi *csi)
{
	int count = count_of(csi), stop = s->col >= s->margins.left ? s->margins.left : 0;

	stay(s);
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

	if (kind > 2)
		return;
	state_mark(s, SCREEN_ERASE, kind + 16);
	pass(s, csi, kind, -1);
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
	stay(s);
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
	char sequence[PEN_SGR_MAX];
	int next = 0;
	size_t len;

	while ((len = pen_clean(csi, &next, &s->pen, sequence)) > 0)
		machine_sgr(&s->machine, sequence, len);
}

static void
soft_reset(struct screen *s, const struct csi *csi)
{
	(void)csi;
	mode_soft_reset(s);
	stay(s);
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

typedef void action(struct screen *, const struct csi *);

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

static void
on_csi(void *context, const struct csi *csi)
{
	struct screen *s = context;
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

static void
line_feed(struct screen *s, bool newline)
{
	state_mark(s, SCREEN_LINE_FEED, 0);
	if (newline)
		carriage_return(s);
	glyph_linefeed(s);
}

static void
backspace(struct screen *s)
{
	int stop = s->col >= s->margins.left ? s->margins.left : 0;

	if (s->col > stop)
		s->col--;
	stay(s);
}

static void
on_control(void *context, char c)
{
	struct screen *s = context;

	switch (c) {
	case '\a':
		state_mark(s, SCREEN_BELL, 0);
		break;
	case '\b':
		backspace(s);
		break;
	case '\t':
		tab_forward(s, 1);
		break;
	case '\n':
	case '\v':
	case '\f':
		line_feed(s, s->modes.newline);
		break;
	case '\r':
		state_mark(s, SCREEN_RETURN, 0);
		carriage_return(s);
		break;
	case 0x0E:
	case 0x0F:
		s->charset.shift = c == 0x0E;
		break;
	}
}

static void
reverse_index(struct screen *s)
{
	stay(s);
	if (s->row == s->margins.top) {
		if (glyph_in_side_margins(s))
			grid_scroll(&s->grid, s->margins, -1, 0, false);
	} else if (s->row > 0) {
		s->row--;
	}
}

static void
fill_with_e(struct screen *s)
{
	struct area whole = {0, s->grid.rows, 0, s->grid.cols};
	struct pen pen = s->pen;
	int row, i;

	memset(&s->pen, 0, sizeof s->pen);
	s->grid.blank.bg = 0;
	grid_erase(&s->grid, whole, false);
	for (row = 0; row < s->grid.rows; row++) {
		struct row *to = grid_row(&s->grid, row);

		if (row_reserve(to, to->cols))
			for (i = 0; i < to->cols; i++)
				to->cells[i].text = 'E';
	}
	s->pen = pen;
	s->grid.blank.bg = pen.bg;
	s->modes.origin = false;
	mode_set_margins(s, whole);
}

static void
set_keypad(struct screen *s, bool on)
{
	state_mark(s, SCREEN_KEYPAD, on);
	s->modes.keypad = on;
}

static void
hard_reset(struct screen *s)
{
	struct area whole = {0, s->grid.rows, 0, s->grid.cols};

	state_mark(s, SCREEN_CLEAR, -1);
	if (s->grid.active == PAGE_ALTERNATE) {
		grid_renew(&s->grid, PAGE_ALTERNATE);
		grid_use(&s->grid, PAGE_MAIN);
	}
	control_reset(s);
	grid_erase(&s->grid, whole, false);
}

static void
designate(struct screen *s, char which, char set)
{
	/* what we don't know is shown as ASCII; 96-character sets have no place in UTF-8 */
	s->charset.sets[which - '('] = set == '0' || set == 'A' ? set : 'B';
}

static void
on_escape(void *context, char intermediate, char final)
{
	struct screen *s = context;

	if (intermediate >= '(' && intermediate <= '+')
		designate(s, intermediate, final);
	else if (intermediate == '#' && final == '8')
		fill_with_e(s);
	if (intermediate != 0)
		return;
	switch (final) {
	case '7':
		mode_save_cursor(s);
		break;
	case '8':
		mode_restore_cursor(s);
		break;
	case '=':
	case '>':
		set_keypad(s, final == '=');
		break;
	case 'D':
	case 'E':
		line_feed(s, final == 'E');
		break;
	case 'H':
		s->tabs[s->col] = 1;
		break;
	case 'M':
		reverse_index(s);
		break;
	case 'N':
	case 'O':
		s->single = final == 'N' ? 2 : 3;
		break;
	case 'c':
		hard_reset(s);
		break;
	case 'n':
	case 'o':
		s->charset.shift = final == 'n' ? 2 : 3;
		break;
	}
}

/* A title is text: cut at its limit between characters. */
static void
set_title(struct screen *s, const char *data, size_t len)
{
	size_t n = utf8_valid_prefix(data, len < STATE_TITLE_MAX ? len : STATE_TITLE_MAX);

	memcpy(s->title, data, n);
	s->title[n] = '\0';
}

/* The number before the first semicolon or the end, or -1; *at is behind them. */
static int
osc_number(const char *data, size_t len, size_t *at)
{
	size_t i = 0;
	int n = 0;

	while (i < len && i < 6 && data[i] >= '0' && data[i] <= '9')
		n = n * 10 + (data[i++] - '0');
	if (i == 0 || (i < len && data[i] != ';'))
		return -1;
	*at = i < len ? i + 1 : len;
	return n;
}

static void
on_osc(void *context, const char *data, size_t len)
{
	struct screen *s = context;
	size_t at = 0;
	int number = osc_number(data, len, &at);

	/* without a number: see strainer_opener */
	if (len > 0 && data[0] == ';')
		return;
	if (s->wanted & SCREEN_OSC)
		s->observer.mark(s->observer.context, SCREEN_OSC, number, data, len);
	if (number == 0 || number == 2)
		set_title(s, data + at, len - at);
}

static void
on_text(void *context, const char *data, size_t len)
{
	glyph_text(context, data, len);
}

static void
on_glyph(void *context, uint32_t code)
{
	glyph_put(context, code);
}

static size_t
on_skip(void *context, const char *data, size_t len)
{
	return flood_skip(context, data, len);
}

const struct strainer_sink control_sink = {
    .text = on_text,
    .glyph = on_glyph,
    .control = on_control,
    .escape = on_escape,
    .csi = on_csi,
    .osc = on_osc,
    .skip = on_skip,
};

void
control_reset(struct screen *s)
{
	static const struct charset ascii = {"BBBB", 0};
	int i;

	memset(&s->modes, 0, sizeof s->modes);
	s->modes.autowrap = s->modes.visible = true;
	memset(&s->pen, 0, sizeof s->pen);
	s->grid.blank.bg = 0;
	s->charset = ascii;
	memset(s->saved, 0, sizeof s->saved);
	s->saved[PAGE_MAIN].charset = s->saved[PAGE_ALTERNATE].charset = ascii;
	s->single = s->row = s->col = 0;
	s->wraps = false;
	s->last = 0;
	s->margins = (struct area){0, s->grid.rows, 0, s->grid.cols};
	for (i = 0; i < s->grid.cols; i++)
		s->tabs[i] = i % 8 == 0;
	machine_reset(&s->machine);
}
