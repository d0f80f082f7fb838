/* lib/screen, the core: text, movement, scrolling, lines and their ids, marks, resizing. */
#include "lib/screen/width.h"
#include "tests/unit/check.h"
#include "tests/unit/screens.h"

static void
test_text_and_wrapping(void)
{
	struct screen *s = screen_new(10, 4, 10);
	struct screen_line line;

	screens_feed(s, "0123456789");
	CHECK(screens_cursor_is(s, 0, 9, true));
	screens_feed(s, "abc\r\nnext");
	CHECK(screens_row_is(s, 0, "0123456789"));
	CHECK(screens_row_is(s, 1, "abc"));
	CHECK(screens_row_is(s, 2, "next"));
	CHECK(screens_cursor_is(s, 2, 4, false));
	CHECK(screen_line(s, 0, &line) && line.continues && line.cols == 10);
	CHECK(line.cells[0].text == '0' && line.cells[0].width == 1);
	CHECK(screen_line(s, 1, &line) && !line.continues && line.cells[3].text == 0);
	CHECK(!screen_line(s, 4, &line) && !screen_line(s, -1, &line));
	/* the last column, written and returned from, did not wrap */
	screens_feed(s, "\033[4;1H0123456789\rX");
	CHECK(screens_row_is(s, 3, "X123456789") && screen_history(s) == 0);
	/* erased up to the margin, a line no longer goes on */
	screens_feed(s, "\033[1;5H\033[K");
	CHECK(screen_line(s, 0, &line) && !line.continues);
	CHECK(screens_row_is(s, 0, "0123"));
	screen_free(s);
}

static void
test_without_autowrap(void)
{
	struct screen *s = screen_new(5, 3, 0);

	screens_feed(s, "\033[?7labcdefgh");
	CHECK(screens_row_is(s, 0, "abcdh") && screens_cursor_is(s, 0, 4, false));
	screens_feed(s, "\346\274\242"); /* no room for a wide one */
	CHECK(screens_row_is(s, 0, "abcdh"));
	/* nor does a wrap that was pending, or saved, come after all */
	screens_feed(s, "\033[?7h\033[2;1Habcde\0337\033[?7lf");
	CHECK(screens_row_is(s, 1, "abcdf") && screens_cursor_is(s, 1, 4, false));
	screens_feed(s, "\0338g");
	CHECK(screens_row_is(s, 1, "abcdg"));
	screen_free(s);
}

static void
test_wide_and_combining(void)
{
	struct screen *s = screen_new(6, 3, 0);
	struct screen_line line;

	screens_feed(s, "a\346\274\242e\314\201");
	CHECK(screens_row_is(s, 0, "a\346\274\242e\314\201"));
	CHECK(screen_line(s, 0, &line) && line.cells[1].width == 2 && line.cells[2].width == 0);
	CHECK(line.cells[3].width == 1 && screens_cursor_is(s, 0, 4, false));
	/* half of a wide one overwritten: the other half is blank */
	screens_feed(s, "\033[1;3Hx");
	CHECK(screens_row_is(s, 0, "a xe\314\201"));
	CHECK(screen_line(s, 0, &line) && line.cells[1].text == 0 && line.cells[1].width == 1);
	/* which keeps its background */
	screens_feed(s, "\033[3;1H\033[44m\346\274\242\033[41m\033[3;2Hx\033[m");
	CHECK(screen_line(s, 2, &line) && line.cells[0].bg == (SCREEN_PALETTE | 4) &&
	    line.cells[0].fg == 0);
	screens_feed(s, "\033[3;1H\033[K");
	/* no room in the last column: it goes to the next line, which is the same line */
	screens_feed(s, "\033[2;6H\346\274\242");
	CHECK(screens_row_is(s, 1, "") && screens_row_is(s, 2, "\346\274\242"));
	CHECK(screen_line(s, 1, &line) && line.continues);
	/* combining while a wrap is pending, and more than there is room for */
	screens_feed(s, "\033[1;1H123456\314\201");
	CHECK(screens_row_is(s, 0, "123456\314\201") && screens_cursor_is(s, 0, 5, true));
	screens_feed(s, "\033[1;1Ha\314\201\314\202\314\203\314\204\314\205\314\206\314\207");
	CHECK(screen_line(s, 0, &line));
	struct buffer text = {0};
	screen_cell_text(s, &line.cells[0], &text);
	CHECK(text.len == 1 + 2 * (SCREEN_CLUSTER_MAX - 1));
	buffer_free(&text);
	screen_free(s);
}

static void
test_widths(void)
{
	static const struct {
		uint32_t code;
		int width;
	} known[] = {{0xA0, 1}, {0xAD, 1}, {0x2FF, 1}, {0x300, 0}, {0x36F, 0}, {0x600, 1},
	    {0x61C, 0}, {0x10FF, 1}, {0x1100, 2}, {0x115F, 2}, {0x1160, 0}, {0x11FF, 0},
	    {0x200B, 0}, {0x2010, 1}, {0x20E3, 0}, {0x231A, 2}, {0x2500, 1}, {0x25FC, 1},
	    {0x25FD, 2}, {0x2600, 1}, {0x2614, 2}, {0x3000, 2}, {0x303F, 1}, {0x3042, 2},
	    {0x3099, 0}, {0x4DBF, 2}, {0x4E00, 2}, {0x9FFF, 2}, {0xA000, 2}, {0xABFF, 1},
	    {0xAC00, 2}, {0xD7A3, 2}, {0xD7B0, 0}, {0xFE0F, 0}, {0xFF01, 2}, {0xFF61, 1},
	    {0xFFFD, 1}, {0x1F1E6, 1}, {0x1F600, 2}, {0x20000, 2}, {0x3FFFD, 2}, {0xE0001, 0},
	    {0x10FFFF, 1}};
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++) {
		if (width_of(known[i].code) != known[i].width)
			printf("# U+%04X\n", known[i].code);
		CHECK(width_of(known[i].code) == known[i].width);
	}
}

static void
test_bad_utf8(void)
{
	struct screen *s = screen_new(20, 2, 0);

	screens_feed(s, "a\377b\303(c\342\202d\355\240\200e\300\200f\342\202");
	CHECK(!screen_settled(s));
	screens_feed(s, "\254g");
	CHECK(screens_row_is(s, 0,
	    "a\357\277\275b\357\277\275(c\357\277\275d\357\277\275\357\277\275"
	    "\357\277\275e\357\277\275\357\277\275f\342\202\254g"));
	screen_free(s);
}

static void
test_c1_controls(void)
{
	struct screen *s = screen_new(20, 4, 0);

	/* a raw 0x9B is no UTF-8; U+009B is CSI, U+0085 is NEL */
	screens_feed(s,
	    "\233"
	    "1A\302\205next\302\23310Gx\302\235"
	    "2;title\302\234y");
	CHECK(screens_row_is(s, 0,
	    "\357\277\275"
	    "1A"));
	CHECK(screens_row_is(s, 1, "next     xy"));
	CHECK(strcmp(screen_title(s), "title") == 0);
	screen_free(s);
}

static void
test_scrolling_and_ids(void)
{
	struct screen *s = screen_new(8, 3, 2);
	struct screen_line a, b;
	uint64_t first;
	int row;

	screens_feed(s, "one\r\ntwo\r\nthree");
	CHECK(screen_line(s, 0, &a));
	first = a.id;
	screens_feed(s, "\r\nfour");
	CHECK(screen_history(s) == 1 && screens_row_is(s, -1, "one"));
	CHECK(screen_find(s, first, &row) && row == -1);
	CHECK(screen_line(s, 2, &b) && b.id > first);
	screens_feed(s, "\r\nfive\r\nsix");
	CHECK(screen_history(s) == 2 && screens_row_is(s, -2, "two") &&
	    screens_row_is(s, -1, "three"));
	CHECK(!screen_find(s, first, &row));
	/* an inserted line is new, one that moved is not */
	CHECK(screen_line(s, 0, &a));
	screens_feed(s, "\033[1;1H\033[L");
	CHECK(screen_line(s, 1, &b) && b.id == a.id && screens_row_is(s, 1, "four"));
	CHECK(screen_line(s, 0, &b) && b.id > a.id && screens_row_is(s, 0, ""));
	/* deleted at the top is not scrolled off */
	screens_feed(s, "\033[2M");
	CHECK(screen_history(s) == 2 && screens_row_is(s, 0, "five"));
	/* the scrollback is searched by id, and is not in their order where lines were inserted */
	screens_feed(s, "\033[1;1H\033[2L\033[3;1H\n\n");
	CHECK(screen_line(s, -1, &a) && screen_find(s, a.id, &row) && row == -1);
	CHECK(screen_line(s, -2, &b) && screen_find(s, b.id, &row) && row == -2);
	screens_feed(s, "\n");
	CHECK(screen_line(s, -1, &b) && b.id < a.id && screen_find(s, b.id, &row) && row == -1);
	CHECK(screen_find(s, a.id, &row) && row == -2);
	/* erasing makes no new lines; ED 3 forgets the scrollback */
	CHECK(screen_line(s, 0, &a));
	screens_feed(s, "\033[2J\033[3J");
	CHECK(screen_line(s, 0, &b) && b.id == a.id && screens_row_is(s, 0, ""));
	CHECK(screen_history(s) == 0);
	screen_free(s);
}

static void
test_regions(void)
{
	struct screen *s = screen_new(8, 5, 10);

	screens_feed(s, "a\r\nb\r\nc\r\nd\r\ne\033[2;4r\033[4;1H\n");
	CHECK(screens_row_is(s, 0, "a") && screens_row_is(s, 1, "c") && screens_row_is(s, 2, "d"));
	CHECK(screens_row_is(s, 3, "") && screens_row_is(s, 4, "e") && screen_history(s) == 0);
	screens_feed(s, "\033[2;1H\033M");
	CHECK(screens_row_is(s, 1, "") && screens_row_is(s, 2, "c") && screens_row_is(s, 3, "d"));
	/* movement stops at the margins, unless it begins outside */
	screens_feed(s, "\033[3;1H\033[9A");
	CHECK(screens_cursor_is(s, 1, 0, false));
	screens_feed(s, "\033[9B");
	CHECK(screens_cursor_is(s, 3, 0, false));
	screens_feed(s, "\033[5;1H\033[9A");
	CHECK(screens_cursor_is(s, 1, 0, false));
	screens_feed(s, "\033[5;1H\n\n");
	CHECK(screens_cursor_is(s, 4, 0, false));
	/* cells are inserted and deleted outside of the margins too */
	screens_feed(s, "\033[5;1H\033[2@x\033[5;1H\033[P");
	CHECK(screens_row_is(s, 4, " e"));
	screens_feed(s, "\033[?6h\033[1;1HX");
	CHECK(screens_row_is(s, 1, "X"));
	/* what leaves at the very top is kept, whatever the bottom margin */
	screens_feed(s, "\033[?6l\033[1;2r\033[2;1H\n");
	CHECK(screen_history(s) == 1 && screens_row_is(s, -1, "a"));
	screens_feed(s, "\033[2S");
	CHECK(screen_history(s) == 3 && screens_row_is(s, -2, "X"));
	/* with five parameters it is about the mouse */
	screens_feed(s, "\033[r\033[1;1Htop\033[1;2;3;4;5T");
	CHECK(screens_row_is(s, 0, "top"));
	screen_free(s);
}

static bool
goes_on(const struct screen *s, int row)
{
	struct screen_line line;

	return screen_line(s, row, &line) && line.continues;
}

/* Which rows are one line: until the end of one is erased, or something comes between them. */
static void
test_continued_lines(void)
{
	static const char *const parts[] = {"\033[1;4H\033[K", "\033[1J", "\033[2J",
	    "\033[2;1H\033[L", "\033[2;1H\033[M", "\033[1;1H\033[9X", "\033[2;4r\033[4;1H\n",
	    "\033[1;1r\033[1;1H\033[2;4r\033[2;1H\033M"};
	static const char *const stays[] = {"\033[2;1H\033[2K", "\033[2;1H\033[J", "\033[1;8Hx",
	    "\033[1;1H\033[P", "\033[2;2H\033[J"};
	size_t i;

	for (i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct screen *s = screen_new(8, 4, 5);

		screens_feed(s, "12345678abc");
		CHECK(goes_on(s, 0));
		screens_feed(s, parts[i]);
		if (goes_on(s, 0))
			printf("# %zu\n", i);
		CHECK(!goes_on(s, 0) && !goes_on(s, 1));
		screen_free(s);
	}
	for (i = 0; i < sizeof stays / sizeof *stays; i++) {
		struct screen *s = screen_new(8, 4, 5);

		screens_feed(s, "12345678abc");
		screens_feed(s, stays[i]);
		CHECK(goes_on(s, 0));
		screen_free(s);
	}
}

/* The row at the bottom of a region goes on below it, until the region scrolls. */
static void
test_continued_over_a_margin(void)
{
	struct screen *s = screen_new(8, 4, 5);

	screens_feed(s, "\033[2;1H12345678abc\033[1;2r");
	CHECK(goes_on(s, 1));
	screens_feed(s, "\033[2;1H\n");
	CHECK(!goes_on(s, 0) && !goes_on(s, 1) && screens_row_is(s, 0, "12345678"));
	/* what goes on in the scrollback goes on here, until that is erased */
	screens_feed(s, "\033[r\033[4;1H12345678abc\n\n\n");
	CHECK(screens_row_is(s, -1, "12345678") && goes_on(s, -1) && screens_row_is(s, 0, "abc"));
	screens_feed(s, "\033[1;1H\033[M");
	CHECK(!goes_on(s, -1));
	screen_free(s);
}

static void
test_side_margins(void)
{
	struct screen *s = screen_new(8, 3, 5);

	screens_feed(s, "abcdefgh\r\nijklmnop\r\nqrstuvwx\033[?69h\033[3;5s\033[3;3H\n");
	CHECK(screens_row_is(s, 0, "abklmfgh") && screens_row_is(s, 1, "ijstunop"));
	CHECK(screens_row_is(s, 2, "qr   vwx") && screen_history(s) == 0);
	screens_feed(s, "\033[1;3H1234");
	CHECK(screens_row_is(s, 0, "ab123fgh") && screens_row_is(s, 1, "ij4tunop"));
	CHECK(!goes_on(s, 0));
	screens_feed(s, "\033[?69l\033[3;3H12345678");
	CHECK(screens_row_is(s, 2, "78"));
	screen_free(s);
}

static void
test_editing(void)
{
	struct screen *s = screen_new(10, 2, 0);

	screens_feed(s, "abcdef\r\033[2C\033[2@");
	CHECK(screens_row_is(s, 0, "ab  cdef"));
	screens_feed(s, "\033[4hXY\033[4l");
	CHECK(screens_row_is(s, 0, "abXY  cdef"));
	screens_feed(s, "\033[3P");
	CHECK(screens_row_is(s, 0, "abXYdef"));
	screens_feed(s, "\r\033[3X");
	CHECK(screens_row_is(s, 0, "   Ydef"));
	screens_feed(s, "z\033[2b\033[9b");
	CHECK(screens_row_is(s, 0, "zzzzzzzzzz") && screens_cursor_is(s, 0, 9, true));
	screens_feed(s, "\033[2;1H\033[5bw\n\033[5b");
	CHECK(screens_row_is(s, 0, "w") && screens_row_is(s, 1, ""));
	screen_free(s);
}

static void
test_tabs(void)
{
	struct screen *s = screen_new(30, 2, 0);

	screens_feed(s, "a\tb\tc\033[3g\033[6G\033H\r\tX\ty");
	CHECK(screens_row_is(s, 0, "a    X  b       c            y"));
	screens_feed(s, "\033[2Z");
	CHECK(screens_cursor_is(s, 0, 0, false));
	screen_free(s);
}

static void
test_pen(void)
{
	struct screen *s = screen_new(40, 2, 0);
	struct screen_line line;

	screens_feed(s,
	    "\033[1;31;42mA\033[38;5;200;48;2;1;2;3mB\033[0;2;4:3;58;5;1mC\033[22;24;8mD"
	    "\033[38:2::9:8:7;9mE\033[m\033[95;107mF\033[1;3;5;7;9;21;38;2;1;2;3;48;2;4;5;6;1;1;1;"
	    "1;"
	    "1;1;1;1;33mG\033[0;38;5mH\033[38;5;256mI\033[1\"qJ\033[44m\033[K");
	screens_feed(s, "\033[2;1H\033[31;42mA\033[39;49mB\033[5;6;25mC\033[1 2mD");
	CHECK(screen_line(s, 1, &line) && line.cells[1].fg == 0 && line.cells[1].bg == 0);
	CHECK(line.cells[2].attributes == SCREEN_PROTECTED && screens_row_is(s, 1, "ABCD"));
	CHECK(screen_line(s, 0, &line));
	CHECK(line.cells[0].fg == (SCREEN_PALETTE | 1) && line.cells[0].bg == (SCREEN_PALETTE | 2));
	CHECK(line.cells[0].attributes == SCREEN_BOLD);
	CHECK(line.cells[1].fg == (SCREEN_PALETTE | 200) &&
	    line.cells[1].bg == (SCREEN_RGB | 0x010203));
	CHECK(line.cells[2].fg == 0 &&
	    line.cells[2].attributes == (SCREEN_DIM | SCREEN_UNDERLINE_CURLY));
	CHECK(line.cells[3].attributes == SCREEN_CONCEAL);
	CHECK(line.cells[4].fg == (SCREEN_RGB | 0x090807));
	CHECK(line.cells[4].attributes == (SCREEN_CONCEAL | SCREEN_STRIKE));
	CHECK(
	    line.cells[5].fg == (SCREEN_PALETTE | 13) && line.cells[5].bg == (SCREEN_PALETTE | 15));
	CHECK(line.cells[6].fg == (SCREEN_PALETTE | 3) &&
	    line.cells[6].bg == (SCREEN_RGB | 0x040506));
	CHECK(line.cells[6].attributes ==
	    (SCREEN_BOLD | SCREEN_ITALIC | SCREEN_BLINK | SCREEN_REVERSE | SCREEN_STRIKE |
		SCREEN_UNDERLINE_DOUBLE));
	CHECK(line.cells[7].fg == 0 && line.cells[8].fg == 0 && line.cells[8].attributes == 0);
	CHECK(line.cells[9].attributes == SCREEN_PROTECTED);
	CHECK(line.cells[10].text == 0 && line.cells[10].bg == (SCREEN_PALETTE | 4));
	CHECK(line.cells[10].attributes == 0 && line.cells[39].bg == (SCREEN_PALETTE | 4));
	screens_feed(s, "\033[?2J");
	CHECK(screens_row_is(s, 0, "         J") && screens_row_is(s, 1, "ABCD"));
	screen_free(s);
}

static void
test_charsets(void)
{
	struct screen *s = screen_new(20, 2, 0);

	screens_feed(s, "\033(0lqk\033(Bq\033)0\016x\017x\033*A\033N##\033(K#");
	CHECK(screens_row_is(s, 0, "\342\224\214\342\224\200\342\224\220q\342\224\202x\302\243##"));
	screen_free(s);
}

static void
test_saved_cursor(void)
{
	struct screen *s = screen_new(10, 3, 0);
	struct screen_line line;

	screens_feed(s, "\033[2;3H\033[31m\033(0\0337\033[1;1H\033[0m\033(B\0338q");
	CHECK(screens_row_is(s, 1, "  \342\224\200"));
	CHECK(screen_line(s, 1, &line) && line.cells[2].fg == (SCREEN_PALETTE | 1));
	screens_feed(s, "\033(B\033[1;5H\033[s\033[3;1H\033[ux");
	CHECK(screens_row_is(s, 0, "    x"));
	/* a pending wrap is restored */
	screens_feed(s, "\033[1;1H0123456789\0337\033[3;1H\0338X");
	CHECK(screens_row_is(s, 0, "0123456789") && screens_row_is(s, 1, "X \342\224\200"));
	screen_free(s);
}

static void
test_alternate(void)
{
	struct screen *s = screen_new(10, 3, 5);
	struct screen_line line;
	struct screen_modes modes;
	uint64_t id;
	int row;

	screens_feed(s, "a\r\nb\r\nc\r\nd");
	CHECK(screen_history(s) == 1 && screen_line(s, 0, &line));
	id = line.id;
	screens_feed(s, "\033[?25;1049;2004hfull\r\n\n\n\n");
	screen_modes(s, &modes);
	CHECK(modes.alternate && modes.bracketed && screen_history(s) == 0);
	CHECK(!screen_find(s, id, &row) && !screen_line(s, -1, &line));
	screens_feed(s, "\033[?1049l");
	screen_modes(s, &modes);
	CHECK(!modes.alternate && screens_row_is(s, 0, "b") && screens_cursor_is(s, 2, 1, false));
	CHECK(screen_history(s) == 1 && screen_find(s, id, &row) && row == 0);
	screens_feed(s, "\033[?47hold\033[?47l\033[?47h");
	CHECK(screens_row_is(s, 2, " old"));
	screens_feed(s, "\033[?47l\033[?1049h");
	CHECK(screens_row_is(s, 2, ""));
	/* who leaves by 1049 leaves nothing behind */
	screens_feed(s, "secret\033[?1049l\033[?47h");
	CHECK(screens_row_is(s, 0, "") && screens_row_is(s, 2, ""));
	screen_free(s);
}

static void
test_modes_and_title(void)
{
	struct screen *s = screen_new(10, 3, 5);
	struct screen_modes m;
	struct screen_cursor c;

	screens_feed(s, "\033[?1;5;6;1002h\033[?7;25l\033=\033[4h\033]0;a;b\007");
	screen_modes(s, &m);
	screen_cursor(s, &c);
	CHECK(m.cursor_keys && m.reverse && m.origin && m.mouse == 1002 && !m.autowrap && m.keypad);
	CHECK(m.insert && !c.visible && strcmp(screen_title(s), "a;b") == 0);
	screens_feed(s, "\033[!p");
	screen_modes(s, &m);
	CHECK(!m.cursor_keys && !m.origin && m.autowrap && !m.keypad && !m.insert);
	screens_feed(s, "x\033c");
	screen_modes(s, &m);
	CHECK(m.mouse == 0 && !m.reverse && screens_row_is(s, 0, ""));
	screens_feed(s, "\033]1;icon\033\\\033]2;new\033\\\033]2;no\033[m\033]52;c;x\033\\");
	CHECK(strcmp(screen_title(s), "new") == 0);
	screen_free(s);
}

static void
test_strings_are_dropped(void)
{
	struct screen *s = screen_new(20, 2, 0);

	screens_feed(
	    s, "a\033P1$qm\033\\b\033_apc\007x\033\\c\033^pm\033\\d\033Xsos\033\\e\033kn\033\\f");
	CHECK(screens_row_is(s, 0, "abcdef"));
	screens_feed(s, "\r\033]0;cut\030g\033P\032h\033#3\033#6\033$[i\033%]j\033(Pk");
	CHECK(screens_row_is(s, 0, "ghijkf"));
	screen_free(s);
}

static void
test_controls_inside_sequences(void)
{
	struct screen *s = screen_new(20, 3, 0);

	screens_feed(s, "ab\033[\r\n2\bCx\033[3\033[1Dy\033[1\0302z\033[12345678901;1Hw\033[>5mv");
	CHECK(screens_row_is(s, 0, "ab") && screens_row_is(s, 1, "  y2z"));
	CHECK(screens_row_is(s, 2, "wv"));
	screen_free(s);
}

struct heard {
	struct screen *s;
	struct buffer text;
};

static void
hear(void *context, enum screen_mark mark, int number, const char *data, size_t len)
{
	struct heard *h = context;
	struct screen_cursor c;

	screen_cursor(h->s, &c);
	buffer_addf(&h->text, "%x:%d@%d,%d", (unsigned)mark, number, c.row, c.col);
	if (data != NULL)
		buffer_addf(&h->text, "=%.*s", (int)len, data);
	buffer_addc(&h->text, ' ');
}

static void
test_marks(void)
{
	static const char stream[] =
	    "a\r\nb\033[?2004hc\033[?25;2004;1049ld\033D\033E\033]133;A\007"
	    "\033[Je\033[1K\033[2J\033c\033[?1h\033>\007\033[3J";
	static const char want[] =
	    "20:0@0,1 10:0@0,0 1:2004@1,1 2:2004@1,2 8:1049@1,2 10:0@0,1 "
	    "10:0@1,1 40:133@2,0=133;A 100:0@2,0 100:17@2,1 80:2@2,1 80:-1@2,1 "
	    "200:1@0,0 400:0@0,0 800:0@0,0 80:3@0,0 ";
	size_t i;
	int chunk;

	for (chunk = 1; chunk < 60; chunk += 7) {
		struct heard h = {screen_new(10, 5, 0), {0}};
		struct screen_observer observer = {hear, &h};

		screen_observe(h.s, &observer, ~0u);
		for (i = 0; i < sizeof stream - 1; i += (size_t)chunk)
			screen_feed(h.s, stream + i,
			    sizeof stream - 1 - i < (size_t)chunk ? sizeof stream - 1 - i
								  : (size_t)chunk);
		CHECK(strcmp(buffer_string(&h.text), want) == 0);
		if (strcmp(buffer_string(&h.text), want) != 0)
			printf("# %s\n", buffer_string(&h.text));
		screen_free(h.s);
		buffer_free(&h.text);
	}
}

/* What opens the end of an unheard string in a dump is told to nobody. */
static void
test_no_mark(void)
{
	struct heard h = {screen_new(10, 5, 0), {0}};
	struct screen_observer observer = {hear, &h};

	screen_observe(h.s, &observer, ~0u);
	screens_feed(h.s, "\033];x\007");
	CHECK(h.text.len == 0);
	screens_feed(h.s, "\033]x\007");
	CHECK(strcmp(buffer_string(&h.text), "40:-1@0,0=x ") == 0);
	screen_free(h.s);
	buffer_free(&h.text);
}

static void
restamp(void *context, enum screen_mark mark, int number, const char *data, size_t len)
{
	struct screen *s = context;
	const struct screen_observer again = {restamp, s};

	(void)number;
	(void)data;
	(void)len;
	/* who is heard of, and the stamp, may change within a mark; feeding may not */
	screen_stamp(s, mark == SCREEN_BRACKET_ON ? 7 : 9, mark == SCREEN_BRACKET_ON ? 1 : 2);
	screen_observe(s, &again, mark == SCREEN_BRACKET_ON ? SCREEN_LINE_FEED : 0);
	screen_feed(s, "not", 3);
	screen_resize(s, 5, 5);
	screen_reset(s);
}

static void
test_stamps(void)
{
	struct screen *s = screen_new(10, 3, 5);
	struct screen_observer observer = {restamp, s};
	struct screen_line line;

	screen_observe(s, &observer, SCREEN_BRACKET_ON);
	screen_stamp(s, 3, 0);
	screens_feed(s, "ab\033[?2004hcd\r\nef\033[?2004h\r\ng\033[1;2H\033[X");
	CHECK(screens_row_is(s, 0, "a cd") && screen_cols(s) == 10);
	CHECK(screen_line(s, 0, &line));
	CHECK(line.cells[0].stamp == 3 && line.cells[0].phase == 0 && line.cells[1].stamp == 9);
	CHECK(line.cells[2].stamp == 7 && line.cells[2].phase == 1 && line.cells[5].stamp == 0);
	CHECK(screen_line(s, 1, &line) && line.cells[0].stamp == 9 && line.cells[0].phase == 2);
	CHECK(screen_line(s, 2, &line) && line.cells[0].stamp == 9);
	screen_free(s);
}

static void
test_resize(void)
{
	struct screen *s = screen_new(10, 4, 10);
	struct screen_line line;
	uint64_t id;
	int row;

	screens_feed(s, "one\r\ntwo\r\nthree\r\nfour");
	CHECK(screen_line(s, 0, &line));
	id = line.id;
	screen_resize(s, 10, 2);
	CHECK(
	    screen_history(s) == 2 && screens_row_is(s, -2, "one") && screens_row_is(s, 1, "four"));
	CHECK(screens_cursor_is(s, 1, 4, false) && screen_find(s, id, &row) && row == -2);
	screen_resize(s, 4, 3);
	CHECK(screens_row_is(s, 0, "two") && screens_row_is(s, 1, "thre") &&
	    screens_row_is(s, 2, "four"));
	CHECK(screen_line(s, -1, &line) && line.cols == 10);
	CHECK(screens_cursor_is(s, 2, 3, false));
	/* blank rows below the cursor go first */
	screens_feed(s, "\033[2J\033[1;1Htop");
	screen_resize(s, 12, 2);
	/* but not the cursor's, though it is blank, nor one behind it with text */
	CHECK(screens_row_is(s, 0, "top") && screen_history(s) == 1);
	/* margins are gone, tab stops go on */
	screens_feed(s, "\033[1;2H\ta\033[2;1H\n");
	CHECK(screen_history(s) == 2 && screens_row_is(s, -1, "top     a"));
	screen_resize(s, 12, 5);
	screens_feed(s, "\033[2J\033[3;1Hlow\033[1;1H");
	screen_resize(s, 12, 2);
	CHECK(screens_cursor_is(s, 0, 0, false) && screens_row_is(s, 1, ""));
	screen_resize(s, 12, 6);
	screens_feed(s, "\033[2J\033[1;1Hhigh\033[4;1H");
	screen_resize(s, 12, 3);
	CHECK(screens_cursor_is(s, 2, 0, false) && screens_row_is(s, -1, "high"));
	screen_resize(s, 100000, 0);
	CHECK(screen_cols(s) == SCREEN_COLS_MAX && screen_rows(s) == SCREEN_ROWS_MIN);
	screen_resize(s, -1, 100000);
	CHECK(screen_cols(s) == SCREEN_COLS_MIN && screen_rows(s) == SCREEN_ROWS_MAX);
	screen_free(s);
}

static void
test_resize_details(void)
{
	struct screen *s = screen_new(6, 3, 0);
	struct screen_line line;

	/* cut through a wide one; wider again it is blank; a pending wrap goes on where there is
	 * room */
	screens_feed(s, "abc\346\274\242\r\n\033[41m123456");
	screen_resize(s, 4, 3);
	CHECK(screens_row_is(s, 0, "abc"));
	screen_resize(s, 8, 3);
	CHECK(screens_row_is(s, 0, "abc") && screens_row_is(s, 1, "1234"));
	CHECK(screen_line(s, 1, &line) && line.cells[7].bg == 0);
	screens_feed(s, "\033[1;1H12345678");
	screen_resize(s, 10, 3);
	screens_feed(s, "9");
	CHECK(screens_row_is(s, 0, "123456789"));
	/* the pen is kept */
	CHECK(screen_line(s, 0, &line) && line.cells[8].bg == (SCREEN_PALETTE | 1));
	/* a sequence that was cut by the resize is whole */
	screens_feed(s, "\033[3");
	screen_resize(s, 12, 4);
	screens_feed(s, ";4Hx");
	CHECK(screens_row_is(s, 2, "   x"));
	/* the main screen, and where its cursor was left, while the alternate one is shown */
	screens_feed(s, "\033[4;1Hlast\033[?1049h\033[1;1H");
	screen_resize(s, 12, 2);
	screens_feed(s, "\033[?1049l!");
	CHECK(screens_row_is(s, 1, "last!"));
	screen_free(s);
}

static void
test_reset(void)
{
	struct screen *s = screen_new(10, 3, 5), *fresh = screen_new(10, 3, 5);
	struct screen_line line;
	uint64_t id;

	screens_feed(
	    s, "\033]2;t\007a\r\nb\r\nc\r\nd\033[31;1m\033[2;3r\033[?1049h\033[3g\033[4h\033]2;");
	CHECK(screen_line(s, 0, &line));
	id = line.id;
	screen_reset(s);
	CHECK(screens_same(s, fresh, SCREENS_HISTORY) && screen_settled(s));
	CHECK(screen_line(s, 0, &line) && line.id > id);
	screen_free(s);
	screen_free(fresh);
}

int
main(void)
{
	check_run("text, wrapping", test_text_and_wrapping);
	check_run("without autowrap", test_without_autowrap);
	check_run("wide and combining characters", test_wide_and_combining);
	check_run("how wide characters are", test_widths);
	check_run("bytes that are no UTF-8", test_bad_utf8);
	check_run("C1 controls", test_c1_controls);
	check_run("scrolling, ids", test_scrolling_and_ids);
	check_run("scroll regions", test_regions);
	check_run("which rows are one line", test_continued_lines);
	check_run("lines over a margin", test_continued_over_a_margin);
	check_run("side margins", test_side_margins);
	check_run("inserting, deleting, repeating", test_editing);
	check_run("tab stops", test_tabs);
	check_run("pen", test_pen);
	check_run("character sets", test_charsets);
	check_run("saved cursor", test_saved_cursor);
	check_run("alternate screen", test_alternate);
	check_run("modes, title", test_modes_and_title);
	check_run("strings are dropped", test_strings_are_dropped);
	check_run("controls inside sequences", test_controls_inside_sequences);
	check_run("marks at their place", test_marks);
	check_run("no mark", test_no_mark);
	check_run("stamps and phases", test_stamps);
	check_run("resize", test_resize);
	check_run("resize: details", test_resize_details);
	check_run("reset", test_reset);
	return check_done();
}
