/* lib/screen: floods are exact, memory has a bound, nothing loops. */
#include <malloc.h>

#include "tests/unit/check.h"
#include "tests/unit/screens.h"

/* Lines of so many characters at most, as text and as seq or ls would write them. */
static void
put_lines(struct buffer *out, uint64_t *seed, int lines, int longest)
{
	int i, n;

	for (; lines > 0; lines--) {
		n = screens_below(seed, longest + 1);
		for (i = 0; i < n; i++)
			buffer_addc(out, (char)(' ' + (lines + i) % 95));
		if (screens_below(seed, 40) == 0)
			buffer_adds(out, "\rover");
		if (screens_below(seed, 60) == 0)
			buffer_adds(out, "\033[31m\303\251\t\b");
		buffer_adds(out, screens_below(seed, 10) == 0 ? "\n" : "\r\n");
	}
}

static void
test_floods_are_exact(void)
{
	uint64_t seed = 99;
	int i, k, history, cols, rows, longest;

	for (i = 0; i < 150; i++) {
		struct buffer stream = {0};
		struct screen *fast, *slow;

		cols = 4 + screens_below(&seed, 60);
		rows = 2 + screens_below(&seed, 20);
		history = screens_below(&seed, 3) * screens_below(&seed, 50);
		longest = screens_below(&seed, 3) == 0 ? 2 * cols : cols;
		fast = screen_new(cols, rows, history);
		slow = screen_new(cols, rows, history);
		slow->slow = true;
		if (screens_below(&seed, 4) == 0)
			buffer_adds(&stream, "\033[?1049h");
		for (k = 0; k < 3; k++) {
			put_lines(&stream, &seed, screens_below(&seed, 400), longest);
			screen_stamp(fast, (uint32_t)k, 0);
			screen_stamp(slow, (uint32_t)k, 0);
			if (stream.len == 0)
				continue;
			screen_feed(fast, stream.data, stream.len);
			screen_feed(slow, stream.data, stream.len);
			buffer_clear(&stream);
		}
		CHECK(screens_same(fast, slow, SCREENS_HISTORY | SCREENS_ORIGINS));
		CHECK(fast->grid.next_id == slow->grid.next_id);
		screen_free(fast);
		screen_free(slow);
		buffer_free(&stream);
	}
}

/* The same with what is harder to count: tabs, characters of several bytes and columns, and such as are none. */
static void
put_odd_lines(struct buffer *out, uint64_t *seed, int lines, int longest)
{
	static const char *const pieces[] = {"\t", "\303\251", "\346\274\242", "e\314\201", "\360\237\230\200", "\343\201\202\343\201\204",
	    "\377", "\346\274", "\200", "\303", "\360\237", "\r", "\t\t"};
	int kinds = 1 + screens_below(seed, (int)(sizeof pieces / sizeof *pieces)), n, i;

	for (; lines > 0; lines--) {
		for (i = 0, n = screens_below(seed, longest + 1); i < n; i++) {
			if (screens_below(seed, 6) == 0)
				buffer_adds(out, pieces[screens_below(seed, kinds)]);
			else
				buffer_addc(out, (char)(' ' + (lines + i) % 95));
		}
		if (screens_below(seed, 100) == 0)
			buffer_adds(out, "\302\240\302\205");
		buffer_adds(out, screens_below(seed, 10) == 0 ? "\n" : "\r\n");
	}
}

/* Looks at a screen, or does something to it that is no text. */
static void
disturb(struct screen *s, uint64_t seed)
{
	struct screen_cursor cursor;
	struct screen_line line;
	int row, kind = screens_below(&seed, 12);

	if (kind == 0)
		screen_cursor(s, &cursor);
	else if (kind == 1)
		CHECK(screen_line(s, screens_below(&seed, screen_rows(s)), &line));
	else if (kind == 2)
		CHECK(!screen_find(s, 0, &row));
	else if (kind == 3)
		CHECK(screen_history(s) >= 0);
	else if (kind == 4)
		screen_resize(s, 4 + screens_below(&seed, 60), 2 + screens_below(&seed, 20));
	else if (kind == 5)
		screens_feed(s, screens_below(&seed, 2) ? "\033[?1049h" : "\033[?1049l");
	else if (kind == 6)
		screens_feed(s, "\033[3;7r\033[2Jmargins\n\n\n\n\n\n\033[r\033[31m");
	else if (kind == 7)
		screens_feed(s, "\xE6\xBC"); /* and its rest never comes */
	else if (kind == 9)
		screens_feed(s, screens_below(&seed, 2) ? "\033[3g\033[5C\033H\033[7C\033H\r" : "\033[?5W");
	else if (kind == 10)
		screens_feed(s, screens_below(&seed, 2) ? "\033(0" : "\033(B");
	else if (kind == 8 && screens_below(&seed, 20) == 0)
		screen_reset(s);
}

/* A flood in many pieces, of which each has a stamp of its own, and between which somebody may look. */
static void
feed_pieces(struct screen *s, const struct buffer *stream, uint64_t seed, bool looks)
{
	size_t at, n;
	uint32_t k = 0;

	for (at = 0; at < stream->len; at += n) {
		n = 1 + (size_t)screens_below(&seed, screens_below(&seed, 3) == 0 ? 20 : 3000);
		n = n < stream->len - at ? n : stream->len - at;
		screen_stamp(s, k, (uint8_t)(k % 3));
		screen_feed(s, stream->data + at, n);
		k += (uint32_t)screens_below(&seed, 3);
		if (looks)
			disturb(s, screens_random(&seed) | 1);
	}
}

static void
test_what_is_put_off(void)
{
	uint64_t seed = 5;
	int i, cols, history;

	for (i = 0; i < 300; i++) {
		struct buffer stream = {0};
		struct screen *fast, *slow;
		bool looks = screens_below(&seed, 3) > 0;

		cols = 4 + screens_below(&seed, 60);
		history = screens_below(&seed, 3) * screens_below(&seed, 50);
		fast = screen_new(cols, 2 + i % 20, history);
		slow = screen_new(cols, 2 + i % 20, history);
		slow->slow = true;
		screens_put_flood(&stream, &seed);
		(i % 2 ? put_lines : put_odd_lines)(
		    &stream, &seed, screens_below(&seed, 2000), screens_below(&seed, 3) == 0 ? 2 * cols : cols);
		feed_pieces(fast, &stream, (uint64_t)i + 1, looks);
		feed_pieces(slow, &stream, (uint64_t)i + 1, looks);
		CHECK(screens_same(fast, slow, SCREENS_HISTORY | SCREENS_ORIGINS));
		CHECK(fast->grid.next_id == slow->grid.next_id && fast->flood.text.len == 0);
		screen_free(fast);
		screen_free(slow);
		buffer_free(&stream);
	}
}

/* Of a flood in pieces only the end is ever drawn, and what waits has a bound. */
static void
test_what_is_put_off_is_little(void)
{
	struct screen *s = screen_new(80, 24, 100);
	struct buffer stream = {0};
	size_t most = 0, at;
	int i;

	for (i = 0; i < 200000; i++)
		buffer_addf(&stream, "%d\r\n", i);
	for (at = 0; at + 1000 <= stream.len; at += 1000) {
		screen_stamp(s, (uint32_t)at, 0);
		screen_feed(s, stream.data + at, 1000);
		most = s->flood.text.len > most ? s->flood.text.len : most;
	}
	/* lines of 8 bytes: those of the scrollback, twice two screens', and as many again until they are trimmed */
	CHECK(most > 0 && most < 8 * 2 * (100 + 2 * 24 + 1) + 2000);
	screen_feed(s, stream.data + at, stream.len - at);
	CHECK(screens_row_is(s, 22, "199999") && screens_row_is(s, -100, "199877"));
	/* one line without an end */
	buffer_clear(&stream);
	for (i = 0; i < 1000000; i++)
		buffer_addc(&stream, 'x');
	for (i = 0; i < 5; i++) {
		screen_feed(s, stream.data, stream.len);
		CHECK(s->flood.text.len <= 1 << 20 && s->flood.text.cap < 3 << 20);
	}
	CHECK(screens_cursor_is(s, 23, 79, true));
	screen_free(s);
	buffer_free(&stream);
}

static void
count_mark(void *context, enum screen_mark mark, int number, const char *data, size_t len)
{
	(void)mark;
	(void)number;
	(void)data;
	(void)len;
	++*(int *)context;
}

static void
test_floods_are_passed_over(void)
{
	struct screen *s = screen_new(80, 24, 100);
	struct buffer stream = {0};
	int count = 0, i;
	struct screen_observer observer = {count_mark, &count};

	for (i = 0; i < 20000; i++)
		buffer_addf(&stream, "%d\r\n", i);
	CHECK(flood_skip(s, stream.data, stream.len) > stream.len - 2000);
	screen_reset(s);
	/* unless somebody wants to hear of each line */
	screen_observe(s, &observer, SCREEN_LINE_FEED);
	CHECK(flood_skip(s, stream.data, stream.len) == 0);
	screen_feed(s, stream.data, stream.len);
	CHECK(count == 20000 && screens_row_is(s, -1, "19976"));
	screen_observe(s, NULL, 0);
	screens_feed(s, "\033[2;5r");
	CHECK(flood_skip(s, stream.data, stream.len) == 0);
	screen_free(s);
	buffer_free(&stream);
}

/* What a screen of this size may need, whatever it is fed: cells, clusters for each of them twice
 * over, and one string. */
static size_t
bound(int cols, int rows, int history)
{
	size_t cells = (size_t)cols * (size_t)(2 * rows + history);

	return cells * (sizeof(struct screen_cell) + 2 * 2 * sizeof(struct cluster)) +
	    2 * 4096 * sizeof(struct cluster) + 2 * STRAINER_STRING_MAX + (1 << 20);
}

static size_t
in_use(void)
{
	return mallinfo2()
	    .uordblks; /* 0 under sanitizers: then only what the screen counts is checked */
}

static void
check_memory(const struct screen *s, size_t before, const char *what)
{
	size_t cells = (size_t)s->grid.cols * (size_t)(2 * s->grid.rows + s->grid.past.max);
	size_t now = in_use();

	if (now > before && now - before > bound(s->grid.cols, s->grid.rows, s->grid.past.max)) {
		printf("# %s: %zu bytes\n", what, now - before);
		CHECK(false);
	}
	CHECK(s->strainer.string.cap <= 2 * STRAINER_STRING_MAX);
	CHECK(s->clusters.cap <= 4 * (cells + 4096));
	CHECK(s->grid.past.count <= s->grid.past.max);
}

static void
test_memory(void)
{
	static const char *const streams[] = {"\033]2;long ", "\033Pdcs", "\033[1;", "\033((",
	    "line\r\n", "e\314\201", "\033[1;1He\314\201\033[2;1Ho\314\202",
	    "\033[?1049hx\033[?1049l", "\033c", "\033[2;5rx\n\n\n\n\n\n\033[L", "\346\274\242\r\n",
	    "\0337\0338", "\033(0q", "\314\201",
	    "\033[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22m", "\033]0;t\007",
	    "\377", "\342\202", "\033H\t", "x\033[b", "\033[999999999999999999999999999C"};
	struct buffer stream = {0};
	size_t i, before;
	int k;

	for (i = 0; i < sizeof streams / sizeof *streams; i++) {
		struct screen *s;

		buffer_clear(&stream);
		while (stream.len < 65536)
			buffer_adds(&stream, streams[i]);
		before = in_use();
		s = screen_new(60, 20, 30);
		for (k = 0; k < 30; k++)
			screen_feed(s, stream.data, stream.len);
		check_memory(s, before, streams[i]);
		screen_free(s);
	}
	buffer_free(&stream);
}

static void
test_memory_of_sizes(void)
{
	size_t before = in_use();
	struct screen *s = screen_new(80, 24, 10);
	uint64_t seed = 5;
	struct buffer stream = {0};
	int i;

	for (i = 0; i < 300; i++) {
		buffer_clear(&stream);
		screens_put_stream(&stream, &seed, 30);
		screen_feed(s, stream.data, stream.len);
		screen_resize(s, screens_below(&seed, 300), screens_below(&seed, 120));
	}
	screen_resize(s, 80, 24);
	/* rows of the scrollback may be of another width */
	screen_reset(s);
	check_memory(s, before, "sizes");
	screen_free(s);
	buffer_free(&stream);
}

/* Clusters that are no longer shown are found and used again, and no other one is. */
static void
test_clusters_are_found_again(void)
{
	struct screen *s = screen_new(10, 4, 0);
	struct buffer line = {0};
	int i;

	screens_feed(s, "kept e\314\201\314\202");
	for (i = 0; i < 30000; i++) {
		buffer_clear(&line);
		buffer_addf(
		    &line, "\033[2;1Ha%c%c\033[3;3H%c\314\200", 0xCC, 0x80 + i % 48, 'a' + i % 26);
		screen_feed(s, line.data, line.len);
	}
	CHECK(screens_row_is(s, 0, "kept e\314\201\314\202"));
	CHECK(s->clusters.count < 5000 && screens_row(s, 2)[2] == 'a' + 29999 % 26);
	screen_free(s);
	buffer_free(&line);
}

/* Sequences whose work is not for each byte: each is bounded by the screen's size.  The test is
 * that it ends. */
static void
test_costly_sequences(void)
{
	static const char *const costly[] = {"\033[99999b", "\033[99999L", "\033[99999@",
	    "\033[99999S", "\033[99999'}", "\033[99999I", "\033[99999Z", "\033#8", "\033c",
	    "\033[99999X", "x\033[99999b", "\033[?69h\033[2;90s\033[99999M", "\033[2J",
	    "\033[?1049h\033[?1049l", "\033[?2J", "\033[99999B"};
	size_t i;
	int k;

	for (i = 0; i < sizeof costly / sizeof *costly; i++) {
		struct screen *s = screen_new(100, 50, 10);

		for (k = 0; k < 300; k++)
			screens_feed(s, costly[i]);
		screens_feed(s, "\033c\r\nend");
		CHECK(screens_row_is(s, 1, "end"));
		screen_free(s);
	}
}

static void
test_largest(void)
{
	struct screen *s = screen_new(SCREEN_COLS_MAX, SCREEN_ROWS_MAX, 0);

	screens_feed(s, "\033[1000;1000H\346\274\242x\033[1;1H\033[999Ma\033[99999;99999Hb");
	CHECK(screens_cursor_is(s, 999, 999, true));
	screen_resize(s, 1, 1);
	CHECK(screen_cols(s) == SCREEN_COLS_MIN && screen_rows(s) == SCREEN_ROWS_MIN);
	screens_feed(s, "\346\274\242\346\274\242\346\274\242");
	CHECK(screens_row_is(s, 1, "\346\274\242"));
	screen_free(s);
	screen_free(NULL);
}

int
main(void)
{
	check_run("floods are exact", test_floods_are_exact);
	check_run("a flood in pieces is exact", test_what_is_put_off);
	check_run("a flood in pieces is little", test_what_is_put_off_is_little);
	check_run("floods are passed over, but for who listens", test_floods_are_passed_over);
	check_run("memory has a bound", test_memory);
	check_run("memory has a bound whatever the sizes were", test_memory_of_sizes);
	check_run("clusters are found again", test_clusters_are_found_again);
	check_run("costly sequences end", test_costly_sequences);
	check_run("the largest and the smallest", test_largest);
	return check_done();
}
