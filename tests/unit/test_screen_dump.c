/* lib/screen: what holds for every stream.  Chunking, marks and shortcuts change nothing; a dump
 * makes a screen that goes on in the same way. */
#include "tests/unit/check.h"
#include "tests/unit/screens.h"

#define STREAMS 1500

static void
ignore(void *context, enum screen_mark mark, int number, const char *data, size_t len)
{
	(void)mark;
	(void)number;
	(void)data;
	(void)len;
	++*(int *)context;
}

static void
feed_in_pieces(struct screen *s, uint64_t *seed, const struct buffer *stream)
{
	size_t at, n;

	for (at = 0; at < stream->len; at += n) {
		n = 1 + (size_t)screens_below(seed, 9);
		n = n < stream->len - at ? n : stream->len - at;
		screen_feed(s, stream->data + at, n);
	}
}

/* Each seed makes a size and a stream. */
static struct buffer
make_stream(int number, int *cols, int *rows, uint64_t *seed)
{
	struct buffer stream = {0};

	*seed = (uint64_t)number * 0x9E3779B97F4A7C15u | 1;
	*cols = SCREEN_COLS_MIN + screens_below(seed, 40);
	*rows = SCREEN_ROWS_MIN + screens_below(seed, 12);
	screens_put_stream(&stream, seed, 1 + screens_below(seed, 80));
	return stream;
}

static void
test_chunks(void)
{
	int i, k, cols, rows, heard = 0, same = 0;
	struct screen_observer observer = {ignore, &heard};
	struct screen *s[3];
	uint64_t seed;

	for (i = 0; i < STREAMS; i++) {
		struct buffer stream = make_stream(i, &cols, &rows, &seed);

		for (k = 0; k < 3; k++) {
			s[k] = screen_new(cols, rows, 5);
			screen_stamp(s[k], 7, 1);
		}
		screen_observe(s[1], &observer, ~0u);
		s[2]->slow = true;
		screen_feed(s[0], stream.data, stream.len);
		feed_in_pieces(s[1], &seed, &stream);
		screen_feed(s[2], stream.data, stream.len);
		same += screens_same(s[0], s[1], SCREENS_HISTORY | SCREENS_ORIGINS) &&
		    screens_same(s[0], s[2], SCREENS_HISTORY | SCREENS_ORIGINS);
		if (same != i + 1)
			break;
		for (k = 0; k < 3; k++)
			screen_free(s[k]);
		buffer_free(&stream);
	}
	CHECK(same == STREAMS);
	CHECK(heard > STREAMS);
}

static bool
goes_on(int number)
{
	int cols, rows;
	uint64_t seed;
	struct buffer stream = make_stream(number, &cols, &rows, &seed), dump = {0}, more = {0};
	struct screen *a = screen_new(cols, rows, 0), *b = screen_new(cols, rows, 0);
	bool same;

	screen_feed(a, stream.data, stream.len);
	if (!screen_settled(a)) {
		same = !screen_dump(a, &dump) && dump.len == 0;
	} else {
		same = screen_dump(a, &dump);
		screen_feed(b, dump.data != NULL ? dump.data : "", dump.len);
		same = same && screens_same(a, b, 0);
		screens_put_stream(&more, &seed, 40);
		screen_feed(a, more.data, more.len);
		screen_feed(b, more.data, more.len);
		same = same && screens_same(a, b, 0);
	}
	screen_free(a);
	screen_free(b);
	buffer_free(&stream);
	buffer_free(&dump);
	buffer_free(&more);
	return same;
}

static void
test_dumps(void)
{
	int i;

	for (i = 0; i < STREAMS; i++) {
		if (!goes_on(i)) {
			printf("# stream %d\n", i);
			CHECK(false);
			return;
		}
	}
}

static bool
dump_is_same(const char *stream)
{
	struct screen *a = screen_new(20, 6, 5), *b = screen_new(20, 6, 5);
	struct buffer dump = {0};
	bool same;

	screens_feed(a, stream);
	same = screen_dump(a, &dump);
	screen_feed(b, dump.data != NULL ? dump.data : "", dump.len);
	same = same && screens_same(a, b, 0);
	if (!same)
		printf("# of %s\n", stream);
	screen_free(a);
	screen_free(b);
	buffer_free(&dump);
	return same;
}

/* One for each piece of state, so that it is seen which one is lost. */
static void
test_state_in_dumps(void)
{
	CHECK(dump_is_same(""));
	CHECK(dump_is_same("text\r\nmore \033[31;1mred\033[0m \033[44m   \033[K"));
	CHECK(dump_is_same("\033[38;5;200;48;2;1;2;3;1;2;3;4;5;7;8;9;21mx"));
	CHECK(dump_is_same("\033[1\"qkept\033[0\"q not\033[1\"q"));
	CHECK(dump_is_same("a line that wraps over the edge and then over the next"));
	CHECK(dump_is_same("\346\274\242\033[1;20H\346\274\242wide over the edge"));
	CHECK(dump_is_same("wrapped, and then cut: \033[1;20H\033[X\033[2;1H\033[X"));
	CHECK(dump_is_same("e\314\201\314\202 \314\203 \360\237\230\200\342\200\215"));
	CHECK(dump_is_same("01234567890123456789")); /* pending wrap */
	CHECK(dump_is_same("012345678901234567\346\274\242"));
	CHECK(dump_is_same("01234567890123456789\033[31m"));
	CHECK(dump_is_same("01234567890123456789\t")); /* and nothing to repeat */
	CHECK(dump_is_same("01234567890123456789\0337\033[H\033[J"));
	CHECK(dump_is_same("01234567890123456789\0337\033[H\0338"));
	CHECK(dump_is_same("\033[?7l01234567890123456789"));
	CHECK(dump_is_same("abc\033[4h"));
	CHECK(dump_is_same("\033[2;4r\033[?6h\033[2;3Hx\0337\033[?6l\033[r"));
	CHECK(dump_is_same("\033[?69h\033[3;9s\033[2;5r\033[?6h\033[1;1Hin the margins"));
	CHECK(dump_is_same("\033[?69h\033[3;9s\033[2;15Hbeside"));
	CHECK(dump_is_same("\033[3g\033[7G\033H\033[12G\033H"));
	CHECK(dump_is_same("\033(0\033)A\016\033*0\033no\033N"));
	CHECK(dump_is_same("\033[?1h\033=\033[?5h\033[?25l\033[?12h\033[20h\033[5 q"));
	CHECK(dump_is_same("\033[?1003h\033[?1006h\033[?1004h\033[?1007h\033[?2004h"));
	CHECK(dump_is_same("main\033[?1049h\033[2;2Hother\033[33m\0337"));
	CHECK(dump_is_same("main\033[?47h\033[2;2Hother\0337\033[?47lback"));
	CHECK(dump_is_same("\033]2;a title \303\251\007"));
}

static void
test_no_dump_within(void)
{
	static const char *const within[] = {"\033", "\033[", "\033[1;2", "\033]0;t",
	    "\033]0;t\033", "\033P", "\303", "\342\202", "\033(", "\033[1\"", "\302", "\033_x\302"};
	size_t i;

	for (i = 0; i < sizeof within / sizeof *within; i++) {
		struct screen *s = screen_new(20, 5, 0);
		struct buffer out = {0};

		buffer_adds(&out, "before");
		screens_feed(s, "text");
		screens_feed(s, within[i]);
		CHECK(!screen_settled(s) && !screen_dump(s, &out) && out.len == 6);
		screens_feed(s, "\030\030");
		CHECK(screen_settled(s) && screen_dump(s, &out) && out.len > 6);
		buffer_free(&out);
		screen_free(s);
	}
}

/* A string without an end keeps no dump away for ever, and what is dumped is still within it. */
static void
test_endless_strings(void)
{
	static const char *const starts[] = {"\033]2;", "\033P", "\033_", "\033X", "\302\235"};
	static const char *const ends[] = {
	    "\007after", "\033\\after", "\302\234after", "\030after", "\033[4Cafter"};
	size_t i, k, n;

	for (i = 0; i < sizeof starts / sizeof *starts; i++) {
		for (k = 0; k < sizeof ends / sizeof *ends; k++) {
			struct screen *a = screen_new(20, 5, 0), *b = screen_new(20, 5, 0);
			struct buffer dump = {0};

			screens_feed(a, starts[i]);
			for (n = 0; n < STRAINER_STRING_MAX + 10 && !screen_settled(a); n++)
				screens_feed(a, "x");
			CHECK(n > 1000 && screen_dump(a, &dump));
			screen_feed(b, dump.data, dump.len);
			CHECK(a->strainer.string.cap <= 4096);
			screens_feed(a, ends[k]);
			screens_feed(b, ends[k]);
			/* BEL does not end all of them */
			screens_feed(a, "\033\\.");
			screens_feed(b, "\033\\.");
			CHECK(screens_same(a, b, 0));
			CHECK(screens_row_is(a, 0, screens_row(b, 0)));
			CHECK(a->title[0] == '\0' && screens_row(a, 0)[0] != '\0');
			screen_free(a);
			screen_free(b);
			buffer_free(&dump);
		}
	}
}

/* A `find` that names what stands between < and >. */
static int
find_between(void *context, const char *text, size_t len, const struct screen_span **spans)
{
	static struct screen_span span;
	const char *from = memchr(text, '<', len), *to = memchr(text, '>', len);

	(void)context;
	if (from == NULL || to == NULL)
		return 0;
	span = (struct screen_span){(size_t)(from - text) + 1, (size_t)(to - text)};
	*spans = &span;
	return 1;
}

static void
test_covered(void)
{
	static const char *const cases[][3] = {
		{"a<secret>b", "a<######>b", "6"},
		/* wide glyphs are two cells; what stands behind them is counted on from there */
		{"x<\345\257\206\347\240\201ab>cd", "x<######>cd", "6"},
		{"x<e\314\201a\345\257\206>\345\257\206d", "x<####>\345\257\206d", "4"},
		/* over the end of a row */
		{"0123456789012345<secret>b", "0123456789012345<###", "6"},
		{"nothing", "nothing", "0"},
	};
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct screen *s = screen_new(20, 4, 0);

		screens_feed(s, cases[i][0]);
		CHECK(screen_cover(s, find_between, NULL) == atoi(cases[i][2]));
		CHECK(screens_row_is(s, 0, cases[i][1]));
		screen_free(s);
	}
}

int
main(void)
{
	check_run("what is covered", test_covered);
	check_run(
	    "the same under every chunking, with and without marks and shortcuts", test_chunks);
	check_run("a dump goes on in the same way", test_dumps);
	check_run("each piece of state is in a dump", test_state_in_dumps);
	check_run("no dump within a sequence", test_no_dump_within);
	check_run("strings without an end", test_endless_strings);
	return check_done();
}
