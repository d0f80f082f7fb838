/* The canvas: what is painted is what a terminal shows, with nothing sent that isn't needed, and nothing that acts. */
#include <stdlib.h>
#include <string.h>

#include "lib/canvas/canvas.h"
#include "lib/canvas/field.h"
#include "lib/canvas/mural.h"
#include "lib/canvas/refresh.h"
#include "lib/canvas/stroke.h"
#include "tests/unit/check.h"

static const struct refresh_terminal full = {.depth = PALETTE_RGB};

static const char *const scraps[] = {"plain", "w\xC3\xB6rter", "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E", "e\xCC\x81" "a\xCC\x82", "\x1b[2J",
    "\xF0\x9F\x98\x80!", "\xE2\x80\xAE" "evil", "   ", "a\tb\nc", "\xFF\xFE", "\xE2\x9D\xA4\xEF\xB8\x8F", "\xE2\x94\x80\xE2\x94\x82", "x"};
#define SCRAPS (sizeof scraps / sizeof *scraps)

static uint32_t seed;

static int
any(int below)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((seed >> 8) % (uint32_t)below);
}

static struct canvas_style
any_style(void)
{
	static const uint32_t colours[] = {0, 0, SCREEN_PALETTE | 3, SCREEN_PALETTE | 12, SCREEN_PALETTE | 200, SCREEN_RGB | 0x102030};

	return (struct canvas_style){colours[any(6)], colours[any(6)], any(3) == 0 ? SCREEN_BOLD : any(3) == 0 ? SCREEN_REVERSE : 0};
}

/* A terminal of its own: what a canvas sends is fed to a screen, which shows the same. */
struct watcher {
	struct canvas *canvas;
	struct screen *screen;
	struct buffer sent;
};

static struct watcher
watch(int cols, int rows)
{
	struct watcher w = {canvas_new(cols, rows), screen_new(cols, rows, 10), {0}};

	screen_feed(w.screen, "\033[?7l\033[?1049h", 13);
	return w;
}

static void
forget(struct watcher *w)
{
	canvas_free(w->canvas);
	screen_free(w->screen);
	buffer_free(&w->sent);
}

static void
show(struct watcher *w)
{
	buffer_clear(&w->sent);
	CHECK(refresh_bytes(w->canvas, &full, &w->sent) == 0);
	screen_feed(w->screen, w->sent.data != NULL ? w->sent.data : "", w->sent.len);
}

static bool
agrees(struct watcher *w)
{
	struct buffer ours = {0}, theirs = {0};
	struct canvas_area all = canvas_all(w->canvas);
	struct screen_line line;
	bool same = true;
	int row;

	for (row = 0; same && row < all.rows; row++) {
		buffer_clear(&ours);
		buffer_clear(&theirs);
		canvas_read(w->canvas, row, &ours);
		screen_line(w->screen, row, &line);
		screen_text(w->screen, &line, 0, line.cols, &theirs);
		while (theirs.len > 0 && theirs.data[theirs.len - 1] == ' ')
			theirs.len--;
		while (ours.len > 0 && ours.data[ours.len - 1] == ' ')
			ours.len--;
		same = buffer_is(&ours, theirs.data, theirs.len);
		if (!same)
			printf("# row %d: \"%s\" against \"%s\"\n", row, buffer_string(&ours), buffer_string(&theirs));
	}
	buffer_free(&ours);
	buffer_free(&theirs);
	return same;
}

static void
paint_anything(struct canvas *c)
{
	struct canvas_area all = canvas_all(c), part;
	struct canvas_style style;
	const char *text;
	int n;

	if (any(3) == 0)
		canvas_clear(c);
	for (n = any(12); n >= 0; n--) {
		part = canvas_part(&all, any(all.rows), any(all.cols), any(all.rows + 1), any(all.cols + 1));
		style = any_style();
		text = scraps[any(SCRAPS)];
		switch (any(6)) {
		case 0:
			canvas_fill(c, &part, &style);
			break;
		case 1:
			canvas_mark(c, &part, any(4) - 1, any(10) - 2, any(20), &style);
			break;
		case 2:
			canvas_fit(c, &part, any(4) - 1, any(20), any(20), &style, text, strlen(text));
			break;
		default:
			canvas_text(c, &part, any(all.rows + 2) - 1, any(all.cols + 4) - 2, &style, text, strlen(text));
		}
	}
	canvas_cursor(c, &all, any(all.rows + 1) - 1, any(all.cols + 1));
}

static void
test_a_terminal_shows_what_was_painted(void)
{
	struct watcher w;
	int turn, frame;

	for (turn = 0; turn < 200; turn++) {
		seed = (uint32_t)turn + 1;
		w = watch(4 + any(60), 2 + any(20));
		for (frame = 0; frame < 30; frame++) {
			paint_anything(w.canvas);
			show(&w);
			if (!agrees(&w)) {
				printf("# turn %d, frame %d\n", turn, frame);
				CHECK(false);
				frame = 30;
				turn = 200;
			}
		}
		forget(&w);
	}
}

static bool
has(const struct buffer *b, const char *text)
{
	return b->len > 0 && memmem(b->data, b->len, text, strlen(text)) != NULL;
}

static void
test_what_has_not_changed_is_not_sent(void)
{
	struct watcher w = watch(80, 24);
	struct canvas_area all = canvas_all(w.canvas);

	canvas_string(w.canvas, &all, 3, 5, NULL, "something");
	show(&w);
	CHECK(w.sent.len > 0 && !has(&w.sent, "\033[2J") && !has(&w.sent, "\033[J") && !has(&w.sent, "\033c"));
	show(&w);
	CHECK(w.sent.len == 0);
	canvas_clear(w.canvas);
	canvas_string(w.canvas, &all, 3, 5, NULL, "something");
	show(&w);
	CHECK(w.sent.len == 0);
	canvas_string(w.canvas, &all, 3, 5, NULL, "soMething");
	show(&w);
	CHECK(w.sent.len < 40 && has(&w.sent, "M") && !has(&w.sent, "thing"));
	refresh_forget(w.canvas);
	show(&w);
	CHECK(has(&w.sent, "soMething") && !has(&w.sent, "\033[2J"));
	forget(&w);
}

static void
test_the_cursor_stands_where_it_is_put(void)
{
	struct watcher w = watch(20, 5);
	struct canvas_area all = canvas_all(w.canvas);
	struct screen_cursor cursor;

	show(&w);
	screen_cursor(w.screen, &cursor);
	CHECK(!cursor.visible);
	canvas_cursor(w.canvas, &all, 2, 7);
	show(&w);
	screen_cursor(w.screen, &cursor);
	CHECK(cursor.visible && cursor.row == 2 && cursor.col == 7);
	show(&w);
	CHECK(w.sent.len == 0);
	canvas_cursor(w.canvas, &all, 5, 0);
	show(&w);
	screen_cursor(w.screen, &cursor);
	CHECK(!cursor.visible);
	forget(&w);
}

static void
test_nothing_painted_acts(void)
{
	static const char hostile[] = "\033[31mred\033]0;t\007\x9b" "31m\xC2\x9B" "1m\x7f\r\b\xE2\x80\xAE\xEF\xBB\xBF";
	struct watcher w = watch(200, 3);
	struct canvas_area all = canvas_all(w.canvas);
	struct buffer text = {0};
	size_t i;

	canvas_text(w.canvas, &all, 0, 0, NULL, hostile, sizeof hostile - 1);
	canvas_read(w.canvas, 0, &text);
	CHECK(strcmp(buffer_string(&text), "\\x1B[31mred\\x1B]0;t\\x07\xEF\xBF\xBD" "31m\\x9B1m\\x7F\\x0D\\x08\\u{202E}\\u{FEFF}") == 0);
	for (i = 0; i < text.len; i++)
		CHECK((unsigned char)text.data[i] >= 0x20 && text.data[i] != 0x7F);
	CHECK(canvas_columns(hostile, sizeof hostile - 1) == 61);
	show(&w);
	CHECK(agrees(&w));
	buffer_free(&text);
	forget(&w);
}

static void
test_wide_characters_are_never_halved(void)
{
	struct watcher w = watch(10, 3);
	struct canvas_area all = canvas_all(w.canvas), part = canvas_part(&all, 0, 2, 3, 3);
	struct buffer text = {0};

	CHECK(canvas_string(w.canvas, &part, 0, 0, NULL, "\xE6\x97\xA5\xE6\x9C\xAC") == 3);
	canvas_read(w.canvas, 0, &text);
	CHECK(strcmp(buffer_string(&text), "  \xE6\x97\xA5") == 0);
	/* over its right half */
	canvas_string(w.canvas, &all, 0, 3, NULL, "x");
	buffer_clear(&text);
	canvas_read(w.canvas, 0, &text);
	CHECK(strcmp(buffer_string(&text), "   x") == 0);
	/* beginning left of the area */
	canvas_string(w.canvas, &part, 1, -1, NULL, "\xE6\x97\xA5\xE6\x9C\xAC");
	buffer_clear(&text);
	canvas_read(w.canvas, 1, &text);
	CHECK(strcmp(buffer_string(&text), "   \xE6\x9C\xAC") == 0);
	show(&w);
	CHECK(agrees(&w));
	buffer_free(&text);
	forget(&w);
}

static void
paint(struct canvas *c, const struct canvas_area *a, const struct screen *s, int top, int left)
{
	struct buffer bytes = {0};
	struct picture p = {0};

	picture_put(&bytes, s);
	CHECK(picture_take(bytes.data, bytes.len, &p) == 0);
	mural_paint(c, a, &p, top, left);
	picture_free(&p);
	buffer_free(&bytes);
}

static void
test_a_recordings_screen_is_painted_in_part(void)
{
	static const char scene[] = "one\r\ntwo \033[31mred\033[m\r\n\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\r\na\xE2\x80\xAE" "b\033[8mhidden\033[m";
	struct screen *s = screen_new(20, 4, 10);
	struct canvas *c = canvas_new(30, 10);
	struct canvas_area all = canvas_all(c), part = canvas_part(&all, 2, 10, 5, 3);
	static const char *const rows[] = {"", "", "          one", "          two", "          \xE6\x97\xA5", "          ab"};
	struct buffer text = {0};
	int row;

	screen_feed(s, scene, sizeof scene - 1);
	canvas_string(c, &all, 2, 13, NULL, "|");
	paint(c, &part, s, 0, 0);
	for (row = 0; row < 6; row++) {
		buffer_clear(&text);
		canvas_read(c, row, &text);
		CHECK(strncmp(buffer_string(&text), rows[row], strlen(rows[row])) == 0 && (row == 2 || text.len == strlen(rows[row])));
	}
	/* a wide one that nobody can see is two blanks */
	screen_feed(s, "\033[2;1H\033[8m\xE6\x97\xA5\033[mz", 17);
	paint(c, &part, s, 0, 0);
	buffer_clear(&text);
	canvas_read(c, 3, &text);
	CHECK(strcmp(buffer_string(&text), "            z") == 0);
	/* from a column that halves what is wide; where there are no rows, what stands there stays */
	paint(c, &part, s, 2, 1);
	buffer_clear(&text);
	canvas_read(c, 2, &text);
	CHECK(strcmp(buffer_string(&text), "           \xE6\x9C\xAC|") == 0);
	buffer_clear(&text);
	canvas_read(c, 5, &text);
	CHECK(strcmp(buffer_string(&text), "          ab") == 0);
	buffer_free(&text);
	screen_free(s);
	canvas_free(c);
}

static void
test_colours_are_those_that_there_are(void)
{
	static const struct {
		const char *term, *colorterm, *no_color;
		bool ok;
		enum palette_depth depth;
		const char *sgr;
	} cases[] = {
	    {"xterm-256color", NULL, NULL, true, PALETTE_256, "\033[0;1;38;5;203m"},
	    {"xterm-256color", "truecolor", NULL, true, PALETTE_RGB, "\033[0;1;38;2;255;80;80m"},
	    {"xterm-256color", "truecolor", "1", true, PALETTE_NONE, "\033[0;1m"},
	    {"xterm-256color", "truecolor", "", true, PALETTE_RGB, "\033[0;1;38;2;255;80;80m"},
	    {"linux", NULL, NULL, true, PALETTE_16, "\033[0;1;91m"},
	    {"vt100", NULL, NULL, true, PALETTE_NONE, "\033[0;1m"},
	    {"x", NULL, NULL, true, PALETTE_16, "\033[0;1;91m"},
	    {"dumb", "truecolor", NULL, false, PALETTE_NONE, ""},
	    {"", NULL, NULL, false, PALETTE_NONE, ""},
	    {NULL, NULL, NULL, false, PALETTE_NONE, ""},
	};
	struct canvas_style style = {SCREEN_RGB | 0xFF5050, 0, SCREEN_BOLD};
	struct buffer out = {0};
	enum palette_depth depth;
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool ok = palette_of(cases[i].term, cases[i].colorterm, cases[i].no_color, &depth);

		CHECK(ok == cases[i].ok && (!ok || depth == cases[i].depth));
		buffer_clear(&out);
		if (ok)
			palette_sgr(depth, &style, &out);
		CHECK(!ok || strcmp(buffer_string(&out), cases[i].sgr) == 0);
	}
	buffer_free(&out);
}

static void
test_a_terminal_without_utf8_gets_ascii(void)
{
	struct canvas *c = canvas_new(20, 2);
	struct canvas_area all = canvas_all(c);
	struct buffer out = {0};
	size_t i;

	canvas_rule(c, &all, 0, NULL);
	canvas_string(c, &all, 1, 0, NULL, "\xE6\x97\xA5 \xC3\xB6 \xE2\x80\xA6");
	CHECK(refresh_bytes(c, &(struct refresh_terminal){.depth = PALETTE_NONE, .ascii = true}, &out) == 0);
	for (i = 0; i < out.len; i++)
		CHECK((unsigned char)out.data[i] < 0x7F);
	CHECK(has(&out, "--------------------") && has(&out, "?  ? ~"));
	buffer_free(&out);
	canvas_free(c);
}

/* Fields. */

static void
keys(struct field *f, const uint32_t *list)
{
	for (; *list != 0; list++)
		field_key(f, *list);
}
#define KEYS(f, ...) keys(f, (const uint32_t[]){__VA_ARGS__, 0})
#define CTRL(c) (STROKE_CTRL | (c))
#define ALT(c) (STROKE_ALT | (c))

static void
test_a_field_is_edited(void)
{
	struct field *f = field_new();

	field_set(f, "git push origin");
	KEYS(f, CTRL('w'), 'm', 0xE9);
	CHECK(strcmp(field_text(f), "git push m\xC3\xA9") == 0);
	KEYS(f, CTRL('a'), ALT('f'), CTRL('k'));
	CHECK(strcmp(field_text(f), "git") == 0);
	KEYS(f, CTRL('a'), CTRL('y'));
	CHECK(strcmp(field_text(f), " push m\xC3\xA9git") == 0);
	KEYS(f, STROKE_END, ALT(STROKE_BACKSPACE));
	CHECK(strcmp(field_text(f), " push ") == 0);
	KEYS(f, ALT('b'), ALT('d'), STROKE_BACKSPACE, STROKE_BACKSPACE, STROKE_DELETE, CTRL('d'));
	CHECK(strcmp(field_text(f), "") == 0);
	field_set(f, "e\xCC\x81x");
	KEYS(f, STROKE_LEFT, STROKE_BACKSPACE);
	CHECK(strcmp(field_text(f), "x") == 0);
	field_insert(f, "a\nb\033[m\xFF", 7);
	CHECK(strcmp(field_text(f), "a b [mx") == 0);
	CHECK(field_key(f, STROKE_F1) == FIELD_NONE && field_key(f, STROKE_HOME) == FIELD_MOVED && field_key(f, 'q') == FIELD_CHANGED);
	KEYS(f, STROKE_END, CTRL('u'));
	CHECK(strcmp(field_text(f), "") == 0);
	field_free(f);
}

static void
test_a_long_field_shows_where_its_cursor_is(void)
{
	struct watcher w = watch(20, 2);
	struct canvas_area all = canvas_all(w.canvas);
	struct field *f = field_new();
	struct buffer text = {0};
	struct screen_cursor cursor;
	int i;

	field_set(f, "0123456789abcdefghijklmnopqrstuvwxyz\xE6\x97\xA5\xE6\x9C\xAC");
	field_paint(f, w.canvas, &all, 0, 4, 10, NULL);
	canvas_read(w.canvas, 0, &text);
	CHECK(strcmp(buffer_string(&text), "    vwxyz\xE6\x97\xA5\xE6\x9C\xAC") == 0);
	show(&w);
	screen_cursor(w.screen, &cursor);
	CHECK(cursor.col == 13);
	for (i = 0; i < 50; i++)
		field_key(f, STROKE_LEFT);
	field_paint(f, w.canvas, &all, 0, 4, 10, NULL);
	buffer_clear(&text);
	canvas_read(w.canvas, 0, &text);
	CHECK(strcmp(buffer_string(&text), "    0123456789") == 0);
	for (i = 0; i < 5000; i++)
		field_key(f, 'x');
	CHECK(strlen(field_text(f)) == FIELD_MAX);
	buffer_free(&text);
	field_free(f);
	forget(&w);
}

int
main(void)
{
	check_run("a terminal shows what was painted", test_a_terminal_shows_what_was_painted);
	check_run("what has not changed is not sent", test_what_has_not_changed_is_not_sent);
	check_run("the cursor stands where it is put", test_the_cursor_stands_where_it_is_put);
	check_run("nothing painted acts", test_nothing_painted_acts);
	check_run("wide characters are never halved", test_wide_characters_are_never_halved);
	check_run("a recording's screen is painted in part", test_a_recordings_screen_is_painted_in_part);
	check_run("colours are those that there are", test_colours_are_those_that_there_are);
	check_run("a terminal without UTF-8 gets ASCII", test_a_terminal_without_utf8_gets_ascii);
	check_run("a field is edited", test_a_field_is_edited);
	check_run("a long field shows where its cursor is", test_a_long_field_shows_where_its_cursor_is);
	return check_done();
}
