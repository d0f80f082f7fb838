/* Modes, saved cursors, margins and the two screens. */
#include <string.h>

#include "lib/screen/state.h"

static void
home(struct screen *s)
{
	s->row = s->modes.origin ? s->margins.top : 0;
	s->col = s->modes.origin ? s->margins.left : 0;
	s->wraps = false;
	s->last = 0;
}

/* libvterm is told through its own sequences; its cursor then is somewhere else, which is known. */
static void
tell(struct screen *s, char leader, int a, int b, char final)
{
	machine_csi(&s->machine, s->machine.row, s->machine.col, leader, a, b, 0, final);
}

static void
tell_origin(struct screen *s)
{
	tell(s, '?', 6, -1, s->modes.origin ? 'h' : 'l');
	machine_set_origin(&s->machine, s->modes.origin ? s->margins.top : 0,
	    s->modes.origin ? s->margins.left : 0);
}

void
mode_set_margins(struct screen *s, struct area a)
{
	s->margins = a;
	tell(s, 0, a.top + 1, a.bottom, 'r');
	tell(s, 0, a.left + 1, a.right, 's');
	tell_origin(s);
	home(s);
}

static void
set_side_margins(struct screen *s, bool on)
{
	struct area a = s->margins;
	int row = s->row, col = s->col;

	s->modes.side_margins = on;
	tell(s, '?', 69, -1, on ? 'h' : 'l');
	a.left = 0;
	a.right = s->grid.cols;
	mode_set_margins(s, a);
	s->row = row;
	s->col = col;
}

void
mode_save_cursor(struct screen *s)
{
	struct saved *saved = &s->saved[s->grid.active];

	saved->row = s->row;
	saved->col = s->col;
	/* at a margin further left it could not be made again */
	saved->wraps = s->wraps && s->col == s->grid.cols - 1;
	saved->origin = s->modes.origin;
	saved->pen = s->pen;
	saved->charset = s->charset;
}

static int
clamp(int n, int low, int high)
{
	return n < low ? low : n > high ? high : n;
}

void
mode_restore_cursor(struct screen *s)
{
	const struct saved *saved = &s->saved[s->grid.active];
	const struct row *row;

	s->pen = saved->pen;
	s->grid.blank.bg = s->pen.bg;
	s->charset = saved->charset;
	s->modes.origin = saved->origin;
	tell_origin(s);
	s->row = saved->row;
	s->col = saved->col;
	if (s->modes.origin) {
		s->row = clamp(s->row, s->margins.top, s->margins.bottom - 1);
		s->col = clamp(s->col, s->margins.left, s->margins.right - 1);
	}
	/* pending only where a dump can make it so: behind a glyph */
	row = grid_row(&s->grid, s->row);
	s->wraps = saved->wraps && s->modes.autowrap && s->col == glyph_limit(s) - 1 &&
	    s->col < row->used && (row->cells[s->col].text != 0 || row->cells[s->col].width == 0);
	s->last = 0;
}

static void
use_page(struct screen *s, int page)
{
	grid_use(&s->grid, page);
	s->wraps = false;
	s->last = 0;
}

/* 47, 1047 and 1049.  Who leaves by the latter two leaves nothing there for the next to see. */
static void
set_alternate(struct screen *s, int number, bool on)
{
	state_mark(s, on ? SCREEN_ALTERNATE_ON : SCREEN_ALTERNATE_OFF, number);
	if (on && number == 1049)
		mode_save_cursor(s);
	if (on && s->grid.active == PAGE_MAIN) {
		if (number == 1049)
			grid_renew(&s->grid, PAGE_ALTERNATE);
		use_page(s, PAGE_ALTERNATE);
	} else if (!on && s->grid.active == PAGE_ALTERNATE) {
		if (number != 47)
			grid_renew(&s->grid, PAGE_ALTERNATE);
		use_page(s, PAGE_MAIN);
	}
	if (!on && number == 1049)
		mode_restore_cursor(s);
}

static void
set_origin(struct screen *s, bool on)
{
	s->modes.origin = on;
	tell_origin(s);
	home(s);
}

static void
set_autowrap(struct screen *s, bool on)
{
	s->modes.autowrap = on;
	s->wraps = s->wraps && on;
	s->last = 0;
}

/* Modes that are kept and change nothing here. */
static bool
set_kept(struct modes *m, int number, bool on)
{
	switch (number) {
	case 5:
		m->reverse = on;
		return true;
	case 12:
		m->blink = on;
		return true;
	case 25:
		m->visible = on;
		return true;
	case 9:
	case 1000:
	case 1002:
	case 1003:
		m->mouse = on ? number : 0;
		return true;
	case 1005:
	case 1006:
	case 1015:
	case 1016:
		m->mouse_format = on ? number : 0;
		return true;
	case 1004:
		m->focus = on;
		return true;
	case 1007:
		m->alternate_scroll = on;
		return true;
	default:
		return false;
	}
}

void
mode_private(struct screen *s, int number, bool on)
{
	if (set_kept(&s->modes, number, on))
		return;
	switch (number) {
	case 1:
		state_mark(s, SCREEN_CURSOR_KEYS, on);
		s->modes.cursor_keys = on;
		break;
	case 6:
		set_origin(s, on);
		break;
	case 7:
		set_autowrap(s, on);
		break;
	case 47:
	case 1047:
	case 1049:
		set_alternate(s, number, on);
		break;
	case 66:
		state_mark(s, SCREEN_KEYPAD, on);
		s->modes.keypad = on;
		break;
	case 69:
		set_side_margins(s, on);
		break;
	case 1048:
		if (on)
			mode_save_cursor(s);
		else
			mode_restore_cursor(s);
		break;
	case 2004:
		state_mark(s, on ? SCREEN_BRACKET_ON : SCREEN_BRACKET_OFF, number);
		s->modes.bracketed = on;
		break;
	}
}

void
mode_ansi(struct screen *s, int number, bool on)
{
	if (number == 4)
		s->modes.insert = on;
	else if (number == 20)
		s->modes.newline = on;
}

void
mode_soft_reset(struct screen *s)
{
	struct area whole = {0, s->grid.rows, 0, s->grid.cols};
	struct saved *saved = &s->saved[s->grid.active];
	int row = s->row, col = s->col;

	s->modes.insert = s->modes.origin = s->modes.cursor_keys = s->modes.keypad = false;
	s->modes.visible = s->modes.autowrap = true;
	memset(&s->pen, 0, sizeof s->pen);
	s->grid.blank.bg = 0;
	memcpy(s->charset.sets, "BBBB", 4);
	s->charset.shift = s->single = 0;
	memset(saved, 0, sizeof *saved);
	saved->charset = s->charset;
	if (s->modes.side_margins)
		set_side_margins(s, false);
	mode_set_margins(s, whole);
	s->row = row;
	s->col = col;
}

void
mode_refit(struct screen *s)
{
	int row = s->row, col = s->col;

	tell(s, '?', 69, -1, s->modes.side_margins ? 'h' : 'l');
	mode_set_margins(s, s->margins);
	s->row = row;
	s->col = col;
}
