/*
 * lib/screen: what it does itself of libvterm's work (SGR, CUP and EL) comes out as libvterm has it.
 * libvterm is given only what it is safe with.
 */
#include <vterm.h>

#include "tests/unit/check.h"
#include "tests/unit/screens.h"

#define COLS 24
#define ROWS 9

struct theirs {
	VTerm *vterm;
	struct pen pen;
	bool erased[ROWS][COLS];
};

static uint32_t
colour_of(const VTermColor *c)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(c) || VTERM_COLOR_IS_DEFAULT_BG(c))
		return 0;
	if (VTERM_COLOR_IS_INDEXED(c))
		return SCREEN_PALETTE | c->indexed.idx;
	return SCREEN_RGB | (uint32_t)c->rgb.red << 16 | (uint32_t)c->rgb.green << 8 | c->rgb.blue;
}

static void
set_flags(struct pen *pen, unsigned flags, unsigned on)
{
	pen->attributes = (uint16_t)((pen->attributes & ~flags) | on);
}

static int
on_pen(VTermAttr attr, VTermValue *value, void *user)
{
	static const unsigned flags[] = {[VTERM_ATTR_BOLD] = SCREEN_BOLD, [VTERM_ATTR_ITALIC] = SCREEN_ITALIC,
	    [VTERM_ATTR_BLINK] = SCREEN_BLINK, [VTERM_ATTR_REVERSE] = SCREEN_REVERSE, [VTERM_ATTR_STRIKE] = SCREEN_STRIKE};
	static const unsigned lines[] = {[VTERM_UNDERLINE_OFF] = 0, [VTERM_UNDERLINE_SINGLE] = SCREEN_UNDERLINE,
	    [VTERM_UNDERLINE_DOUBLE] = SCREEN_UNDERLINE_DOUBLE, [VTERM_UNDERLINE_CURLY] = SCREEN_UNDERLINE_CURLY};
	struct theirs *t = user;

	if (attr == VTERM_ATTR_UNDERLINE)
		set_flags(&t->pen, SCREEN_UNDERLINE | SCREEN_UNDERLINE_DOUBLE | SCREEN_UNDERLINE_CURLY, lines[value->number]);
	else if (attr == VTERM_ATTR_FOREGROUND)
		t->pen.fg = colour_of(&value->color);
	else if (attr == VTERM_ATTR_BACKGROUND)
		t->pen.bg = colour_of(&value->color);
	else if ((size_t)attr < sizeof flags / sizeof *flags && flags[attr] != 0)
		set_flags(&t->pen, flags[attr], value->boolean ? flags[attr] : 0);
	return 1;
}

static int
on_erase(VTermRect rect, int selective, void *user)
{
	struct theirs *t = user;
	int row, col;

	(void)selective;
	for (row = rect.start_row; row < rect.end_row; row++)
		for (col = rect.start_col; col < rect.end_col; col++)
			t->erased[row][col] = true;
	return 1;
}

static const VTermStateCallbacks callbacks = {.erase = on_erase, .setpenattr = on_pen};

static void
start_theirs(struct theirs *t)
{
	memset(t, 0, sizeof *t);
	t->vterm = vterm_new(ROWS, COLS);
	vterm_set_utf8(t->vterm, 1);
	vterm_state_reset(vterm_obtain_state(t->vterm), 1);
	vterm_state_set_callbacks(vterm_obtain_state(t->vterm), &callbacks, t);
}

/* A parameter that both know: dim and concealed are kept by us alone. */
static void
put_attribute(struct buffer *out, uint64_t *seed)
{
	static const int known[] = {0, 1, 3, 4, 5, 7, 9, 21, 22, 23, 24, 25, 27, 29, 30, 33, 37, 39, 40, 46, 47, 49, 90, 97, 100, 107};
	int which = screens_below(seed, 2) ? 38 : 48;

	switch (screens_below(seed, 5)) {
	case 0:
		buffer_addf(out, "%d;5;%d", which, screens_below(seed, 256));
		break;
	case 1:
		buffer_addf(out, "%d;2;%d;%d;%d", which, screens_below(seed, 256), screens_below(seed, 256), screens_below(seed, 256));
		break;
	case 2:
		buffer_addf(out, "4:%d", screens_below(seed, 4));
		break;
	default:
		buffer_addf(out, "%d", known[screens_below(seed, (int)(sizeof known / sizeof *known))]);
	}
}

static void
put_sgr(struct buffer *out, uint64_t *seed)
{
	int i, n = screens_below(seed, 4);

	buffer_adds(out, "\033[");
	for (i = 0; i < n; i++) {
		if (i > 0)
			buffer_addc(out, ';');
		put_attribute(out, seed);
	}
	buffer_addc(out, 'm');
}

static void
put_two(struct buffer *out, int a, int b, char final)
{
	buffer_adds(out, "\033[");
	if (a >= 0)
		buffer_addf(out, "%d", a);
	if (b >= 0)
		buffer_addf(out, ";%d", b);
	buffer_addc(out, final);
}

/* What may bring the cursor elsewhere; margins hold two rows and columns at least, as ours must. */
static void
put_place(struct buffer *out, uint64_t *seed)
{
	int first = screens_below(seed, 6);

	switch (screens_below(seed, 8)) {
	case 0:
		put_two(out, 1 + first, 3 + first + screens_below(seed, 2), 'r');
		break;
	case 1:
		buffer_addf(out, "\033[?69h\033[%d;%ds", 1 + first, 3 + first + screens_below(seed, 12));
		break;
	case 2:
		buffer_adds(out, screens_below(seed, 2) ? "\033[?6h" : "\033[?6l");
		break;
	default:
		put_two(out, screens_below(seed, ROWS + 4) - 1, screens_below(seed, COLS + 4) - 1, screens_below(seed, 4) ? 'H' : 'f');
	}
}

static bool
same_erased(const struct screen *s, const struct theirs *t)
{
	struct screen_line line;
	int row, col;

	for (row = 0; row < ROWS; row++) {
		if (!screen_line(s, row, &line))
			return false;
		for (col = 0; col < COLS; col++)
			if ((line.cells[col].text == 0) != t->erased[row][col])
				return false;
	}
	return true;
}

/* One sequence at a time, to both; the first that differs is named. */
static bool
agrees(struct screen *ours, struct theirs *theirs, const struct buffer *sequence)
{
	struct screen_cursor cursor;
	VTermPos at;

	screen_feed(ours, sequence->data, sequence->len);
	vterm_input_write(theirs->vterm, sequence->data, sequence->len);
	vterm_state_get_cursorpos(vterm_obtain_state(theirs->vterm), &at);
	screen_cursor(ours, &cursor);
	if (screens_same_pen(&ours->pen, &theirs->pen) && cursor.row == at.row && cursor.col == at.col && same_erased(ours, theirs))
		return true;
	printf("# ESC%.*s: cursor %d,%d and %d,%d, pen %x %x %x and %x %x %x\n", (int)sequence->len - 1, sequence->data + 1, cursor.row,
	    cursor.col, at.row, at.col, ours->pen.fg, ours->pen.bg, ours->pen.attributes, theirs->pen.fg, theirs->pen.bg,
	    theirs->pen.attributes);
	return false;
}

static void
test_same(void)
{
	uint64_t seed = 5;
	int round, i, kind;

	for (round = 0; round < 200; round++) {
		struct screen *ours = screen_new(COLS, ROWS, 0);
		struct buffer sequence = {0};
		struct theirs theirs;
		bool same = true;

		start_theirs(&theirs);
		/* so that what is erased can be seen */
		screens_feed(ours, "\033#8");
		for (i = 0; i < 60 && same; i++) {
			buffer_clear(&sequence);
			kind = screens_below(&seed, 6);
			if (kind < 3)
				put_sgr(&sequence, &seed);
			else if (kind < 5)
				put_place(&sequence, &seed);
			else
				put_two(&sequence, screens_below(&seed, 4) - 1, -1, 'K');
			same = agrees(ours, &theirs, &sequence);
		}
		CHECK(same);
		screen_free(ours);
		vterm_free(theirs.vterm);
		buffer_free(&sequence);
	}
}

int
main(void)
{
	check_run("SGR, CUP and EL as libvterm has them", test_same);
	return check_done();
}
