/* What each control character, escape sequence and OSC does. */
#include <string.h>

#include "lib/base/utf8.h"
#include "lib/screen/state.h"

static void
line_feed(struct screen *s, bool newline)
{
	state_mark(s, SCREEN_LINE_FEED, 0);
	if (newline)
		glyph_return(s);
	glyph_linefeed(s);
}

static void
backspace(struct screen *s)
{
	int stop = s->col >= s->margins.left ? s->margins.left : 0;

	if (s->col > stop)
		s->col--;
	glyph_stay(s);
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
		glyph_tab(s, 1);
		break;
	case '\n':
	case '\v':
	case '\f':
		line_feed(s, s->modes.newline);
		break;
	case '\r':
		state_mark(s, SCREEN_RETURN, 0);
		glyph_return(s);
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
	glyph_stay(s);
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
on_glyphs(void *context, const uint32_t *codes, size_t count)
{
	glyph_run(context, codes, count);
}

static void
on_csi(void *context, const struct csi *csi)
{
	sequence_csi(context, csi);
}

static size_t
on_skip(void *context, const char *data, size_t len)
{
	return flood_skip(context, data, len);
}

const struct strainer_sink control_sink = {
    .text = on_text,
    .glyphs = on_glyphs,
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
