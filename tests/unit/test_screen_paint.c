/* lib/screen/paint: what is shown, and that nothing in it acts. */
#include "lib/screen/paint.h"

#include "tests/unit/check.h"
#include "tests/unit/screens.h"

static bool
painted(const char *stream, enum paint_form form, const char *want)
{
	struct screen *s = screen_new(12, 2, 0);
	struct screen_line line;
	struct buffer out = {0};
	bool same;

	screens_feed(s, stream);
	same = screen_line(s, 0, &line) && paint_line(s, &line, form, &out) == 0 &&
	    strcmp(buffer_string(&out), want) == 0;
	if (!same)
		printf("# %s\n", buffer_string(&out));
	screen_free(s);
	buffer_free(&out);
	return same;
}

static void
test_text(void)
{
	CHECK(painted("", PAINT_TEXT, ""));
	CHECK(painted("a  \033[44m  \033[K", PAINT_TEXT, "a"));
	CHECK(painted("\033[31m\346\274\242e\314\201x", PAINT_TEXT, "\346\274\242e\314\201x"));
	CHECK(painted("a\342\200\256b\342\201\246", PAINT_TEXT, "a\\u{202e}b\\u{2066}"));
}

static void
test_ansi(void)
{
	CHECK(painted("a \033[1;31mb\033[0mc  ", PAINT_ANSI, "a \033[0;1;31mb\033[0mc"));
	CHECK(painted(
	    "\033[7mx\033[27;44m \033[K", PAINT_ANSI, "\033[0;7mx\033[0;44m           \033[0m"));
	CHECK(painted("\033[1\"q\033[38;2;1;2;3;48;5;200mx\342\200\256", PAINT_ANSI,
	    "\033[0;38;2;1;2;3;48;5;200mx\\u{202e}\033[0m"));
	CHECK(painted("\033[94;103;4:3;2;8;9mx", PAINT_ANSI, "\033[0;2;4:3;8;9;94;103mx\033[0m"));
}

static void
test_html(void)
{
	CHECK(painted("<b>&\"'", PAINT_HTML, "&lt;b&gt;&amp;&quot;&#39;      "));
	CHECK(painted("\033[1;31mhi\033[0m", PAINT_HTML,
	    "<span style=\"color:#cd0000;background:#000000;font-weight:bold\">hi</span>         "
	    " "));
	CHECK(painted("\346\274\242\033[7mr", PAINT_HTML,
	    "<span "
	    "style=\"color:#d0d0d0;background:#000000;display:inline-block;width:2ch\">\346\274\242"
	    "</span><span style=\"color:#000000;background:#d0d0d0\">r</span>         "));
	CHECK(painted("\033[8msecret\033[0m", PAINT_HTML,
	    "<span style=\"color:#000000;background:#000000\">secret</span>      "));
	CHECK(painted("\033[38;5;16;48;5;231mx\033[38;5;244;48;5;67my\033[0m", PAINT_HTML,
	    "<span style=\"color:#000000;background:#ffffff\">x</span>"
	    "<span style=\"color:#808080;background:#5f87af\">y</span>          "));
	CHECK(painted("a\342\200\256", PAINT_HTML, "a\\u{202e}           "));
	CHECK(painted("\357\277\276", PAINT_HTML, "\357\277\275           "));
}

static void
test_svg(void)
{
	CHECK(painted("a<\033[41m ", PAINT_SVG,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 96 17\" width=\"96\" "
	    "height=\"17\" "
	    "font-family=\"monospace\" font-size=\"13\" xml:space=\"preserve\" "
	    "style=\"unicode-bidi:bidi-override\">\n"
	    "<rect width=\"96\" height=\"17\" fill=\"#000000\"/>\n"
	    "<text x=\"0\" y=\"13\" textLength=\"16\" fill=\"#d0d0d0\">a&lt;</text>\n"
	    "<rect x=\"16\" y=\"0\" width=\"8\" height=\"17\" fill=\"#cd0000\"/>\n"
	    "</svg>\n"));
}

static void
test_screen(void)
{
	struct screen *s = screen_new(5, 2, 0);
	struct buffer out = {0};

	screens_feed(s, "ab\r\nc");
	CHECK(paint_screen(s, PAINT_TEXT, &out) == 0);
	CHECK(strcmp(buffer_string(&out), "ab\nc\n") == 0);
	buffer_clear(&out);
	/* the cursor is shown, unless it is hidden; the whole screen may be reversed */
	CHECK(paint_screen(s, PAINT_HTML, &out) == 0);
	CHECK(strstr(buffer_string(&out),
		  "ab   \nc<span style=\"color:#000000;background:#d0d0d0\"> </span>   \n"
		  "</pre>\n") != NULL);
	buffer_clear(&out);
	screens_feed(s, "\033[?25l\033[?5h");
	CHECK(paint_screen(s, PAINT_HTML, &out) == 0);
	CHECK(strstr(buffer_string(&out),
		  "<span style=\"color:#000000;background:#d0d0d0\">ab   </span>\n") != NULL);
	screen_free(s);
	buffer_free(&out);
}

/* SGR and line feeds alone. */
static bool
acts_not(const struct buffer *out)
{
	size_t i, n;

	for (i = 0; i < out->len; i++) {
		unsigned char c = (unsigned char)out->data[i];

		if (c == '\033') {
			n = strspn(out->data + i + 2, "0123456789;:");
			if (out->data[i + 1] != '[' || out->data[i + 2 + n] != 'm')
				return false;
		} else if ((c < 0x20 && c != '\n') || c == 0x7F) {
			return false;
		} else if (c == 0xC2 && (unsigned char)out->data[i + 1] < 0xA0) {
			return false;
		}
	}
	return true;
}

/* Tags of our own alone, each closed. */
static bool
is_closed(const struct buffer *out)
{
	int depth = 0;
	const char *p = out->data, *end = out->data + out->len;

	while ((p = memchr(p, '<', (size_t)(end - p))) != NULL) {
		const char *close = memchr(p, '>', (size_t)(end - p));

		if (close == NULL)
			return false;
		if (p[1] == '/')
			depth--;
		else if (close[-1] != '/')
			depth++;
		if (strncmp(p, "<pre", 4) != 0 && strncmp(p, "</pre", 5) != 0 &&
		    strncmp(p, "<span", 5) != 0 && strncmp(p, "</span", 6) != 0 &&
		    strncmp(p, "<svg", 4) != 0 && strncmp(p, "</svg", 5) != 0 &&
		    strncmp(p, "<rect", 5) != 0 && strncmp(p, "<text", 5) != 0 &&
		    strncmp(p, "</text", 6) != 0)
			return false;
		p = close + 1;
	}
	return depth == 0;
}

static void
test_nothing_acts(void)
{
	static const char *const spice[] = {"<script>", "&amp;", "\"'", "\342\200\256",
	    "\357\277\277", "</pre>", "\302\233", "\177"};
	struct buffer stream = {0}, out = {0};
	uint64_t seed = 77;
	int i, k, form;

	for (i = 0; i < 300; i++) {
		struct screen *s = screen_new(30, 8, 0);

		buffer_clear(&stream);
		for (k = 0; k < 8; k++) {
			screens_put_stream(&stream, &seed, 8);
			buffer_adds(&stream, spice[screens_below(&seed, 8)]);
		}
		screen_feed(s, stream.data, stream.len);
		for (form = PAINT_TEXT; form <= PAINT_SVG; form++) {
			buffer_clear(&out);
			CHECK(paint_screen(s, (enum paint_form)form, &out) == 0 &&
			    buffer_string(&out) != NULL);
			CHECK(acts_not(&out));
			CHECK(form < PAINT_HTML ||
			    (is_closed(&out) && strchr(out.data, '\033') == NULL));
		}
		screen_free(s);
	}
	buffer_free(&stream);
	buffer_free(&out);
}

/* What is painted for a terminal looks the same on one. */
static void
test_ansi_again(void)
{
	struct buffer stream = {0}, out = {0};
	uint64_t seed = 3;
	int i, row;

	for (i = 0; i < 200; i++) {
		struct screen *a = screen_new(30, 8, 0), *b = screen_new(30, 8, 0);
		struct screen_line line;

		buffer_clear(&stream);
		screens_put_stream(&stream, &seed, 50);
		screen_feed(a, stream.data, stream.len);
		for (row = 0; row < 8; row++) {
			buffer_clear(&out);
			CHECK(screen_line(a, row, &line) &&
			    paint_line(a, &line, PAINT_ANSI, &out) == 0);
			if (out.data != NULL && strstr(buffer_string(&out), "\\u{") != NULL)
				continue;
			buffer_clear(&stream);
			buffer_addf(&stream, "\033[%d;1H", row + 1);
			buffer_add(&stream, out.data, out.len);
			screen_feed(b, stream.data, stream.len);
			CHECK(screens_row_is(b, row, screens_row(a, row)));
		}
		screen_free(a);
		screen_free(b);
	}
	buffer_free(&stream);
	buffer_free(&out);
}

int
main(void)
{
	check_run("text", test_text);
	check_run("for a terminal", test_ansi);
	check_run("for a browser", test_html);
	check_run("as a picture", test_svg);
	check_run("a screen with its cursor", test_screen);
	check_run("nothing acts", test_nothing_acts);
	check_run("what is painted for a terminal looks the same on one", test_ansi_again);
	return check_done();
}
