/* The recovery, event by event: a multiplexer is steered from pane to pane, and of the first letters behind such a key nothing is told. */
#include "tests/unit/stage.h"

#define MUX "\033[?1049h\033[H\033[2J\033[24;1H\033[7m[0] 0:bash*\033[m\033[1;1H"
#define LEAVE_MUX "\033[?1049l\033[H"
#define STATUS(name) "\033[?25l\033[24;1H\033[7m[0] 0:" name "*  \033[m\033[?25h"

/* Two panes side by side, with a border in column 41; the right one is drawn with its prompt. */
static void
add_border(struct buffer *out)
{
	char text[32];
	int row;

	buffer_adds(out, "\0337");
	for (row = 1; row < 24; row++) {
		snprintf(text, sizeof text, "\033[%d;41H\xE2\x94\x82", row);
		buffer_adds(out, text);
	}
	buffer_adds(out, "\0338\033[1;42H$ ");
}

/* A program runs in one pane, and the other is gone to, where an interpreter asks: at once something is typed there. */
static void
test_while_it_runs(void)
{
	/* says again that an editor reads, or doesn't */
	static const char *const goes[] = {"\033[2;48H" OPEN, "\033[2;48H", "\033[2;48H" OPEN}, *const steers[] = {"\002", "\002", "\023"};
	struct buffer split = {0};
	struct found f;
	size_t i;

	add_border(&split);
	for (i = 0; i < sizeof goes / sizeof *goes; i++) {
		const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, TYPE("echo a"), KEY("\r"), OUT("\r\na\r\n$ "), WAIT,
		    KEY("\002"), KEY("%"), OUT(buffer_string(&split)), WAIT, TYPE("gdb"), KEY("\r"), OUT("\033[2;42H(gdb) "), WAIT,
		    KEY("\002"), KEY("o"), OUT("\033[3;3H"), WAIT, TYPE("less log"), KEY("\r"), OUT("\033[4;1Hline one\033[5;1H:"), WAIT, KEY("/"), OUT("\033[5;1H/"), TYPE("li"), KEY("\r"), OUT("\033[5;1H:\033[K"), PAUSE,
		    KEY(steers[i]), KEY("o"), OUT(goes[i]), TYPE("print 1"), KEY("\r"), OUT("\033[3;42H1\033[4;42H(gdb) "), WAIT,
		    TYPE("quit"), KEY("\r"), OUT("\033[5;42H$ "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&BY_CLASS, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "echo a", "gdb", "less log", "repl: print 1", "repl: quit")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* The same where the interpreter asks with nothing: its status says who it is, together with the echo. */
static void
test_asked_with_nothing(void)
{
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, TYPE("echo a"), KEY("\r"), OUT("\r\na\r\n$ "), WAIT,
		    KEY("\002"), KEY("%"), OUT(buffer_string(&split)), WAIT, TYPE("bc -q"), KEY("\r"), OUT("\033[2;42H"), WAIT,
		    KEY("\002"), KEY("o"), OUT("\033[3;3H"), WAIT, TYPE("ls"), KEY("\r"), OUT("\033[4;1Ha\033[5;1H$ "), WAIT,
		    KEY("\002"), KEY("o"), OUT("\033[2;42H"), OUT(STATUS("bc") "\033[2;42H4 * 5"), KEY("\r"), OUT("\033[3;42H20\033[4;42H"), WAIT,
		    /* one pane gets the whole window in the midst of a line */
		    TYPE("1 + "), KEY("\002"), KEY("z"), OUT("\033[H\033[J$ bc -q\r\n4 * 5\r\n20\r\n1 + " STATUS("bc") "\033[4;5H"), WAIT, TYPE("1"), KEY("\r"), OUT("\r\n2\r\n"), WAIT,
		    TYPE("quit"), KEY("\r"), OUT(STATUS("bash") "\033[7;1H$ "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&BY_CLASS, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "echo a", "bc -q", "ls", "repl: 4 * 5", "repl: 1 + 1", "repl: quit")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* A line is begun before who was started asks, and its editor draws it once more. */
static void
test_begun_before(void)
{
	static const char *const asks[] = {"\033[2;1HIn [1]: " OPEN, "\033[2;1Hr\033[2;2HIn [1]: " OPEN};
	/* whose the second is, only the next prompt tells */
	static const char *const first[] = {"repl: print(1)", "print(1)"};
	static const struct way in_tmux = {.name = "in tmux", .program = "tmux", .keys = KEYS_CLASS};
	struct found f;
	size_t i;

	for (i = 0; i < sizeof asks / sizeof *asks; i++) {
		const struct step steps[] = {OUT(MUX), WAIT, TYPE("pr"), OUT(asks[i]), OUT("pr"), TYPE("int(1)"), KEY("\r"),
		    OUT("\033[2;1H\033[KIn [1]: print(1)\r\n" SHUT), OUT("1\r\n"), OUT("\r\nIn [2]: " OPEN), WAIT, TYPE("exit"), KEY("\r"), OUT(LEFT), WAIT, OUT(LEAVE_MUX), END};

		play(&in_tmux, steps, &f);
		CHECK(found_are(&f, WANT(first[i], "repl: exit")));
		found_free(&f);
	}
}

#define GREETING "\n\nThis is a shell.\r\n\n"
#define LONG "/tmp/a-folder-that-has-a-long-name/and-one-in-it-with-another-name-as-long/hoo #"

/* A new pane was given to an interpreter that asks with nothing, and no status says so: of each line it is told that there was one. */
static void
test_silent_pane(void)
{
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT("\033[?1049h\033[H\033[2J$ "), WAIT, TYPE("echo a"), KEY("\r"), OUT("\r\na\r\n$ "), WAIT,
		    KEY("\002"), KEY("%"), OUT(buffer_string(&split)), OUT("\033[1;42H\033[K"), WAIT, TYPE("6 * 7"), KEY("\r"), OUT("\033[2;42H42\033[3;42H"), WAIT,
		    TYPE("2 + 2"), KEY("\r"), OUT("\033[4;42H4\033[5;42H"), WAIT, KEY("\002"), KEY("o"), OUT("\033[3;3H"), WAIT, TYPE("ls"), KEY("\r"), OUT("\r\na\r\n$ "), WAIT,
		    OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&BY_CLASS, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "echo a", "", "", "ls")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* In a new window a shell greets, and its prompt is wider than the window; and so it is on another machine. */
static void
test_wide_prompt(void)
{
	static const char *const gates[] = {"screen", "su -"}, *const begins[] = {MUX GREETING, GREETING}, *const ends[] = {LEAVE_MUX PROMPT, PROMPT};
	struct buffer asks = {0}, end = {0};
	struct found f;
	size_t i;

	CHECK(strlen(LONG) == 80);
	for (i = 0; i < sizeof gates / sizeof *gates; i++) {
		buffer_clear(&asks);
		buffer_adds(&asks, begins[i]);
		buffer_adds(&asks, LONG " ");
		buffer_clear(&end);
		buffer_adds(&end, "\r\n");
		buffer_adds(&end, ends[i]);

		const struct step steps[] = {OUT(PROMPT), RUN(gates[i]), OUT(buffer_string(&asks)), WAIT, TYPE("ls"), KEY("\r"), OUT("\r\na\r\n" LONG " "), WAIT,
		    TYPE("for n in 1"), KEY("\r"), OUT("\r\n> "), WAIT, TYPE("do pwd; done"), KEY("\r"), OUT("\r\n/\r\n" LONG " "), WAIT, TYPE("exit"), KEY("\r"), OUT(buffer_string(&end)), WAIT, END};

		play(&BY_CLASS, steps, &f);
		CHECK(found_are(&f, WANT(gates[i], "ls", "for n in 1\ndo pwd; done", "exit")));
		found_free(&f);
	}
	buffer_free(&asks);
	buffer_free(&end);
}

/* Something asks in a pane, and what answers nobody knows: what was given to it is told as a reply of which nothing is known. */
static void
test_asked_by_nobody_known(void)
{
	const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, TYPE("ask"), KEY("\r"), OUT("\r\nyes or no, "), WAIT,
	    TYPE("yes"), KEY("\r"), OUT("\r\n$ "), WAIT, TYPE("view"), KEY("\r"), OUT("\r\n:"), WAIT, TYPE("q"), KEY("\r"), OUT("\r\n$ "), WAIT, TYPE("ls"), KEY("\r"), OUT("\r\na\r\n$ "), WAIT,
	    OUT(LEAVE_MUX PROMPT), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("tmux", "ask", "reply: ", "view", "ls")));
	found_free(&f);
}

int
main(void)
{
	check_run("steered: to an interpreter, while a pager has the other pane", test_while_it_runs);
	check_run("steered: to one that asks with nothing", test_asked_with_nothing);
	check_run("steered: to one of which nothing tells", test_silent_pane);
	check_run("steered: begun before it asks", test_begun_before);
	check_run("steered: a wide prompt in a new window", test_wide_prompt);
	check_run("steered: asked by nobody known", test_asked_by_nobody_known);
	return check_done();
}
