/* The line as it stands on the screen. */
#include <string.h>

#include "indexer/line.h"
#include "tests/unit/check.h"

static struct screen *
make(int cols, int rows, const char *shown)
{
	struct screen *s = screen_new(cols, rows, 100);

	screen_stamp(s, 1, 0);
	screen_feed(s, shown, strlen(shown));
	return s;
}

static const struct pane WHOLE = {.left = 0, .right = 1000};

static bool
text_is(
    const struct screen *s, const struct pane *pane, int row, int col, int last, const char *want)
{
	struct buffer text = {0};
	bool same;

	line_text(s, pane, row, col, last, &text);
	same = strcmp(buffer_string(&text), want) == 0;
	if (!same)
		printf("# is <%s>, not <%s>\n", buffer_string(&text), want);
	buffer_free(&text);
	return same;
}

static void
test_text(void)
{
	struct screen *s = make(20, 5, "$ echo a  \r\n> b\r\n$ ");
	struct pane pane = line_pane(s, 0, 2, false);

	CHECK(pane.left == 0 && pane.right >= 20 && !pane.split);
	CHECK(text_is(s, &pane, 0, 2, 0, "echo a"));
	CHECK(text_is(s, &pane, 0, 2, 1, "echo a\n> b"));
	CHECK(text_is(s, &pane, 2, 2, 2, ""));
	screen_free(s);
}

static void
test_wrapped(void)
{
	struct screen *s = make(10, 5, "$ 12345678abcdefghijXY");
	struct pane pane = line_pane(s, 0, 2, false);

	CHECK(text_is(s, &pane, 0, 2, 2, "12345678abcdefghijXY"));
	screen_free(s);
	s = make(10, 3, "$ 1234567\346\274\242\346\274\242e\314\201");
	pane = line_pane(s, 0, 2, false);
	CHECK(text_is(s, &pane, 0, 2, 1, "1234567\346\274\242\346\274\242e\314\201"));
	screen_free(s);
	/* into the scrollback */
	s = make(10, 2, "$ 12345678abcdefghijABCDEFGHIJXY");
	pane = line_pane(s, 0, 2, false);
	CHECK(text_is(s, &pane, -2, 2, 1, "12345678abcdefghijABCDEFGHIJXY"));
	screen_free(s);
}

static void
test_right_prompt(void)
{
	struct screen *s = make(40, 3, "$ ls\033[1;33H[12:00]\033[1;5H");
	struct pane pane = line_pane(s, 0, 2, false);

	CHECK(text_is(s, &pane, 0, 2, 0, "ls"));
	screen_free(s);
}

static void
test_before_the_cursor(void)
{
	struct screen *s = make(20, 3, "$ ls  ");
	struct buffer text = {0};

	line_text_before(s, &WHOLE, 0, 2, 0, 6, &text);
	CHECK(strcmp(buffer_string(&text), "ls  ") == 0);
	buffer_clear(&text);
	line_text_before(s, &WHOLE, 0, 2, 0, 2, &text);
	CHECK(strncmp(buffer_string(&text), "ls", 2) == 0 || text.len == 0);
	buffer_free(&text);
	screen_free(s);
}

static void
test_prompt(void)
{
	struct screen *s = make(20, 4, "me@here:~$ ls\r\n\346\274\242$ ls");
	struct buffer prompt = {0};
	int col = -1, row = -1;

	line_prompt(s, &WHOLE, 0, 11, &prompt);
	CHECK(strcmp(buffer_string(&prompt), "me@here:~$ ") == 0);
	CHECK(line_matches(s, &WHOLE, 0, "me@here:~$ ", 11, &col) && col == 11);
	CHECK(!line_matches(s, &WHOLE, 0, "me@there:~$ ", 12, &col));
	CHECK(!line_matches(s, &WHOLE, 1, "me@here:~$ ", 11, &col));
	buffer_clear(&prompt);
	line_prompt(s, &WHOLE, 1, 4, &prompt);
	CHECK(strcmp(buffer_string(&prompt), "\346\274\242$ ") == 0);
	CHECK(line_matches(s, &WHOLE, 1, prompt.data, prompt.len, &col) && col == 4);
	CHECK(line_column(s, &WHOLE, 1, 0) == 0);
	CHECK(line_column(s, &WHOLE, 1, 3) == 2);
	CHECK(line_column(s, &WHOLE, 1, 5) == 4);
	CHECK(
	    line_find(s, &WHOLE, 3, 0, 0, "me@here:~$ ", 11, &row, &col) && row == 0 && col == 11);
	CHECK(!line_find(s, &WHOLE, 3, 1, 0, "me@here:~$ ", 11, &row, &col));
	buffer_free(&prompt);
	screen_free(s);
}

static void
test_prompt_fills_its_row(void)
{
	struct screen *s = make(10, 4, "12345678$ ls");
	struct buffer prompt = {0};

	line_prompt(s, &WHOLE, 1, 0, &prompt);
	CHECK(strcmp(buffer_string(&prompt), "12345678$ ") == 0);
	buffer_free(&prompt);
	screen_free(s);
}

static void
test_find_newer(void)
{
	struct screen *s = make(20, 6, "$ a\r\n$ b\r\n");
	int row = -1, col = -1;

	screen_stamp(s, 7, 0);
	screen_feed(s, "$ c\r\n", 5);
	CHECK(line_find(s, &WHOLE, 5, 0, 0, "$ ", 2, &row, &col) && row == 2 && col == 2);
	CHECK(line_find(s, &WHOLE, 1, 0, 0, "$ ", 2, &row, &col) && row == 1);
	CHECK(line_find(s, &WHOLE, 5, 0, 7, "$ ", 2, &row, &col) && row == 2);
	CHECK(!line_find(s, &WHOLE, 1, 0, 7, "$ ", 2, &row, &col));
	CHECK(!line_find(s, &WHOLE, 5, 0, 8, "$ ", 2, &row, &col));
	screen_free(s);
}

static void
test_search(void)
{
	struct screen *s = make(20, 6, "x echo a\r\nx echo b\r\n");
	int row = -1, col = -1;

	CHECK(line_search(s, &WHOLE, 5, 0, "echo", 4, &row, &col) && row == 1 && col == 2);
	CHECK(line_search(s, &WHOLE, 5, 0, "echo a", 6, &row, &col) && row == 0 && col == 2);
	CHECK(!line_search(s, &WHOLE, 5, 0, "echo c", 6, &row, &col));
	CHECK(!line_search(s, &WHOLE, 5, 0, "", 0, &row, &col));
	screen_free(s);
}

static void
test_panes(void)
{
	struct screen *s = make(21, 4,
	    "left $ a  \342\224\202right $ b\r\n          \342\224\202\r\n          \342\224\202");
	struct pane left = line_pane(s, 0, 7, true), right = line_pane(s, 0, 19, true);

	CHECK(left.split && left.left == 0 && left.right == 10);
	CHECK(right.split && right.left == 11 && right.right >= 21);
	CHECK(text_is(s, &left, 0, 7, 0, "a"));
	CHECK(text_is(s, &right, 0, 19, 0, "b"));
	screen_free(s);
}

/* Rows and columns that are none. */
static void
test_outside(void)
{
	struct screen *s = make(10, 3, "$ ls");
	struct buffer out = {0};
	int row, col;

	line_text(s, &WHOLE, 5, 0, 9, &out);
	line_text(s, &WHOLE, -5, 0, -3, &out);
	line_text(s, &WHOLE, 2, 0, 1, &out);
	line_text(s, &WHOLE, 0, 50, 0, &out);
	line_prompt(s, &WHOLE, 9, 3, &out);
	line_prompt(s, &WHOLE, 0, 0, &out);
	line_text_before(s, &WHOLE, 0, 2, 0, 99, &out);
	CHECK(out.len < 100);
	CHECK(!line_matches(s, &WHOLE, 9, "$", 1, &col) &&
	    !line_find(s, &WHOLE, 9, 5, 0, "$", 1, &row, &col));
	buffer_free(&out);
	screen_free(s);
}

int
main(void)
{
	check_run("line: text", test_text);
	check_run("line: wrapped rows are one", test_wrapped);
	check_run("line: right prompt", test_right_prompt);
	check_run("line: before the cursor", test_before_the_cursor);
	check_run("line: prompt", test_prompt);
	check_run("line: a prompt that fills its row", test_prompt_fills_its_row);
	check_run("line: newer rows", test_find_newer);
	check_run("line: search", test_search);
	check_run("line: panes", test_panes);
	check_run("line: outside", test_outside);
	return check_done();
}
