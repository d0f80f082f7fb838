/* The recovery, event by event: shells on other programs' screens, and what others draw beside and into a line. */
#include "tests/unit/stage.h"

#define MUX "\033[?1049h\033[H\033[2J\033[24;1H\033[7m[0] 0:bash*\033[m\033[1;1H"
#define BORDER "\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80"
#define LEAVE_MUX "\033[?1049l\033[H"

/* Two panes side by side, with a border of these in column 41; the right one is drawn with its prompt. */
static void
add_border_of(struct buffer *out, const char *sign)
{
	char text[32];
	int row;

	buffer_adds(out, "\0337");
	for (row = 1; row < 24; row++) {
		snprintf(text, sizeof text, "\033[%d;41H%s", row, sign);
		buffer_adds(out, text);
	}
	buffer_adds(out, "\0338\033[1;42H$ ");
}

static void
add_border(struct buffer *out)
{
	add_border_of(out, "\xE2\x94\x82");
}

/* Single, heavy, double and plain lines part panes. */
static void
test_panes(void)
{
	static const char *const signs[] = {"\xE2\x94\x82", "\xE2\x94\x83", "\xE2\x95\x91", "|"};
	struct buffer split = {0};
	struct found f;
	size_t i;

	for (i = 0; i < sizeof signs / sizeof *signs; i++) {
		buffer_clear(&split);
		add_border_of(&split, signs[i]);

		const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, TYPE("echo le"),
		    WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), WAIT, TYPE("ls"), KEY("\r"),
		    OUT("\033[2;42Ha\033[3;42H$ "), WAIT, KEY("\002"), KEY("\033OD"), OUT("\033[1;10H"), WAIT, TYPE("ft"),
		    KEY("\r"), OUT("\033[2;1Hleft\033[3;1H$ "), WAIT, TYPE("pwd"), KEY("\r"), OUT("\033[4;1H/\033[5;1H$ "), WAIT,
		    OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&AS_TYPED, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "ls", "echo left", "pwd")));
		found_free(&f);
		play(&BY_CLASS, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "ls", "echo left", "pwd")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* The lowest rows of the right pane, which has scrolled: all of them are drawn anew. */
#define ROWS(a, b, c, d) "\033[20;42H" a "\033[K\033[21;42H" b "\033[K\033[22;42H" c "\033[K\033[23;42H" d "\033[K"

/* A job prints below the prompt, and then into the line; the pane is full, and the line goes up each time. */
static void
test_job_in_full_pane(void)
{
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), OUT("\033[1;42H\033[K"),
		    OUT(ROWS("7", "8", "9", "a$ ")), WAIT, TYPE("job &"), KEY("\r"), OUT(ROWS("8", "9", "a$ job &", "a$ ")), PAUSE,
		    OUT(ROWS("9", "a$ job &", "a$ one calls", "")), PAUSE, TYPE("echo "), KEY("t"), OUT("t\033[?25l" ROWS("a$ job &", "a$ one calls", "echo ttwo calls", "")),
		    TYPE("o be"), OUT(ROWS("a$ one calls", "echo ttwo calls", "o bethree calls", "")), TYPE("!"), KEY("\r"),
		    OUT(ROWS("o bethree calls", "!", "to be!", "a$ ")), WAIT, TYPE("ls"), KEY("\r"), OUT(ROWS("to be!", "a$ ls", "x", "a$ ")), WAIT,
		    OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&AS_TYPED, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "job &", "echo to be!", "ls")));
		found_free(&f);
		play(&BY_CLASS, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "job &", "echo to be!", "ls")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* A paste of two rows and its Enter come in one write; the pane beside another has no line feeds. */
static void
test_paste_at_once(void)
{
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), WAIT, TYPE("ls"),
		    KEY("\r"), OUT("\033[2;42Ha\033[3;42H$ "), WAIT, KEY("\033[200~echo one\recho two\033[201~\r"),
		    OUT("echo one\033[4;42Hecho two\033[5;42Hone\033[6;42Htwo\033[7;42H$ "), WAIT, TYPE("pwd"), KEY("\r"), OUT("\033[8;42H/\033[9;42H$ "),
		    WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&BY_CLASS, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "ls", "echo one\necho two", "pwd")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* zsh draws a line that comes at once with its key by going back over it, and all rows of the full pane follow in the same write. */
static void
test_line_at_once(void)
{
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), OUT("\033[1;42H\033[K"),
		    OUT(ROWS("7", "8", "9", "a$ ")), WAIT, TYPE("ls"), KEY("\r"), OUT(ROWS("9", "a$ ls", "x", "a$ ")), WAIT, KEY("echo one\r"),
		    OUT("e\becho \033[32mone\033[m" ROWS("a$ ls", "x", "a$ echo one", "")), OUT(ROWS("x", "a$ echo one", "one", "a$ ")), WAIT, KEY("clear\r"),
		    OUT("c\bclear" ROWS("", "", "", "") "\033[1;42Ha$ "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&BY_CLASS, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "ls", "echo one", "clear")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* A line is typed ahead while a program runs in a full pane, and the first letter of the next stands in its row before it is seen to be left. */
static void
test_ahead_in_full_pane(void)
{
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), OUT("\033[1;42H\033[K"),
		    OUT(ROWS("7", "8", "9", "a$ ")), WAIT, TYPE("sleep 2"), KEY("\r"), OUT(ROWS("8", "9", "a$ sleep 2", "")), WAIT, TYPE("echo one"), KEY("\r"), KEY("l"),
		    OUT(ROWS("9", "a$ sleep 2", "echo one", "") "l"), OUT("\r\n\033[7m[0] 0:sleep*\033[m\033[23;43H"), KEY("s"), OUT("s"), WAIT,
		    OUT(ROWS("echo one", "a$ echo one", "one", "a$ ls")), WAIT, KEY("\r"), OUT(ROWS("one", "a$ ls", "x", "a$ ")), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&BY_CLASS, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "sleep 2", "echo one", "ls")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* The last letters are drawn with all rows of the full pane, where the line is higher already, and what it started clears the screen. */
static void
test_letters_drawn_above(void)
{
	/* or the window is scrolled first */
	static const struct step scrolled[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("\""), OUT("\033[12;1H" BORDER BORDER BORDER BORDER BORDER BORDER BORDER BORDER BORDER BORDER "\033[23;1H$ "), WAIT,
	    TYPE("pwd"), KEY("\r"), OUT("\033[13;23r\033[23;1H\n\n\033[22;1H/\033[1;24r\033[23;1H$ "), WAIT, TYPE("vi fil"), KEY("\r"),
	    OUT("\033[13;23r\033[23;1H\n\033[22;9He\r\n\033[K\033[1;24r\033[23;1H\033[13;1Hof the file\033[K\r\n\033[J"), OUT("\033[14;1H$ "), WAIT,
	    OUT(LEAVE_MUX PROMPT), WAIT, END};
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), OUT("\033[1;42H\033[K"),
		    OUT(ROWS("7", "8", "9", "a$ ")), WAIT, TYPE("tru"), KEY("\r"), OUT(ROWS("8", "9", "a$ true", "a$ ")), WAIT, TYPE("vi fil"), KEY("\r"),
		    OUT(ROWS("9", "a$ true", "a$ vi file", "") "\033[?2004l"), OUT(ROWS("", "", "", "") "\033[?2004h"), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&BY_CLASS, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "true", "vi file")));
		found_free(&f);
	}
	play(&BY_CLASS, scrolled, &f);
	CHECK(found_are(&f, WANT("tmux", "pwd", "vi file")));
	found_free(&f);
	buffer_free(&split);
}

/* Lines come whole, one after the other, while a program runs beside another pane: its shell has them then. */
static void
test_lines_ahead_beside(void)
{
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), OUT("\033[1;42Ha$ "), WAIT,
		    TYPE("sleep 9"), KEY("\r"), OUT("\033[2;42H"), WAIT, KEY("true\r"), OUT("true\033[3;42H"), WAIT, KEY("echo one\r"), OUT("echo one\033[4;42H"), WAIT,
		    OUT("a$ true\033[5;42Ha$ echo one\033[6;42Hone\033[7;42Ha$ "), WAIT, TYPE("ls"), KEY("\r"), OUT("\033[8;42Hx\033[9;42Ha$ "), WAIT,
		    OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&BY_CLASS, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "sleep 9", "true", "echo one", "ls")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* The prompt ends in the directory, which the line changes; then rows are drawn by going over an empty one, a false prompt above it. */
static void
test_drawn_anew(void)
{
	static const struct way in_tmux = {.name = "in tmux", .program = "tmux", .keys = KEYS_CLASS};
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step steps[] = {OUT(MUX "* ~ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), OUT("\033[1;42H\033[K"),
		    OUT(ROWS("7", "8", "9", "* ~ ")), WAIT, TYPE("ls"), KEY("\r"), OUT(ROWS("9", "* ~ ls", "x", "* ~ ")), WAIT, TYPE("cd sub"), KEY("\r"),
		    OUT(ROWS("* ~ ls", "x", "* ~ cd sub", "* sub ")), WAIT, TYPE("cd .."), KEY("\r"), OUT(ROWS("9", "* ~ cd sub", "* sub cd ..", "* ~ ")), WAIT, TYPE("./job"), KEY("\r"),
		    OUT("\033[?2004l" ROWS("* ~ ./job", "* ~ one calls", "", "* ~ " OPEN)), WAIT, TYPE("echo x"), KEY("\r"),
		    OUT("\033[?2004l\033[20;42H* ~ one calls\033[K\033[21;42H\033[K\n* ~ echo x\033[K\033[23;42H\033[K"),
		    OUT(ROWS("", "* ~ echo x", "x", "* ~ " OPEN)), WAIT, OUT(LEAVE_MUX), END};

		play(&in_tmux, steps, &f);
		CHECK(found_are(&f, WANT("ls", "cd sub", "cd ..", "./job", "echo x")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* The prompt comes behind what is typed next, and the line before it goes over the margin, behind one blank. */
static void
test_ahead_over_margin(void)
{
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), OUT("\033[1;42Hme@a$ "), WAIT,
		    TYPE("sleep 9"), KEY("\r"), OUT("\033[2;42H"), WAIT, TYPE("echo aaaaaaaaaaaaaaaaaaaaaaa bell"), KEY("\r"), OUT("\033[3;42H"), TYPE("ls"),
		    OUT("me@a$ echo aaaaaaaaaaaaaaaaaaaaaaa be\033[4;42Hll\033[5;42Haa bell\033[6;42Hme@a$ ls"), WAIT, KEY("\r"), OUT("\033[7;42Hx\033[8;42Hme@a$ "), WAIT,
		    OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&BY_CLASS, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "sleep 9", "echo aaaaaaaaaaaaaaaaaaaaaaa bell", "ls")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* Two lines come at once, where the pane was not yet full, and it is drawn anew with both higher; or the kernel has echoed both first. */
static void
test_two_at_once(void)
{
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), OUT("\033[1;42H\033[K"),
		    OUT(ROWS("7", "a$ ", "", "") "\033[21;45H"), WAIT, TYPE("ls"), KEY("\r"), OUT(ROWS("a$ ls", "x", "a$ ", "") "\033[22;45H"), WAIT,
		    KEY("echo one\recho two\r"), OUT("\033[17;42Hx\033[K\033[18;42H\033[K\033[19;42Ha$ echo one\033[K" ROWS("one", "a$ echo two", "two", "a$ ")), WAIT,
		    OUT("\033[24;1H\033[7m[0] 0:dash*\033[m\033[23;45H"), KEY("echo 3\recho 4\r"),
		    OUT("\033[18;42H\033[K\033[19;42Ha$ echo 3\033[K" ROWS("echo 4", "3", "a$ 4", "a$ ")), WAIT, TYPE("ls"), KEY("\r"),
		    OUT("\033[19;42Hecho 4\033[K" ROWS("3", "a$ 4", "a$ ls", "a$ ")), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&BY_CLASS, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "ls", "echo one", "echo two", "echo 3", "echo 4", "ls")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* fish asks for more with nothing, and says that it begins before its prompt is drawn. */
static void
test_fish_at_once(void)
{
	static const char status[] = "\033[24;1H\033[7m[0] 0:fish*\033[m\033[23;45H";
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), OUT("\033[1;42H\033[K"),
		    OUT(ROWS("7", "8", "9", "f> " OPEN)), OUT(status), WAIT, TYPE("ls"), KEY("\r"), OUT("\033[?2004l" ROWS("9", "f> ls", "x", "f> " OPEN)), OUT(status), WAIT,
		    KEY("for n in 1 2\recho $n\rend\r"), OUT("\033[18;42Hf> for n in 1 2\033[K\033[19;42H       echo $n\033[K" ROWS("   end", "1", "2", "") "\033[?2004l" OPEN "f> "),
		    WAIT, KEY("\033[200~echo a\recho b\033[201~\r"), OUT("\033[18;42H2\033[K\033[19;42Hf> echo a\033[K" ROWS("   echo b", "a", "b", "") OPEN), OUT("f> "),
		    WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&BY_CLASS, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "ls", "for n in 1 2\necho $n\nend", "echo a\necho b")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* A line that comes at once is drawn in two pieces, behind a prompt that stays where it is; or the next prompt has another directory. */
static void
test_line_in_pieces(void)
{
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), OUT("\033[1;42H~ $ "), WAIT,
		    TYPE("ls"), KEY("\r"), OUT("\033[2;42Hx\033[3;42H~ $ "), WAIT, KEY("grep -c x a\r"), OUT("grep "), OUT("-c x a\033[4;42H0\033[5;42H~ $ "), WAIT, TYPE("ls"),
		    KEY("\r"), OUT("\033[1;42H\033[K\033[2;42H\033[K\033[3;42H\033[K\033[4;42H\033[K\033[5;42H\033[K" ROWS("0", "~ $ ls", "x", "~ $ ")), WAIT,
		    KEY("cd sub\r"), OUT(ROWS("~ $ ls", "x", "~ $ cd sub", "sub $ ")), WAIT, TYPE("pwd"), KEY("\r"), OUT(ROWS("~ $ cd sub", "sub $ pwd", "/", "sub $ ")), WAIT,
		    OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&BY_CLASS, steps, &f);
		CHECK(found_are(&f, WANT("tmux", "ls", "grep -c x a", "ls", "cd sub", "pwd")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* The kernel echoes a block's rows below the first; a question goes over the margin; a paste's last row is drawn after a scroll. */
static void
test_rows_at_once(void)
{
	/* its first letter was drawn before the window was scrolled, and the rest is driven off by what it prints */
	static const struct step sent[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("\""),
	    OUT("\033[12;1H" BORDER BORDER BORDER BORDER BORDER BORDER BORDER BORDER BORDER BORDER "\033[23;1H$ "), WAIT,
	    TYPE("pwd"), KEY("\r"), OUT("\033[13;23r\033[23;1H\n\n\033[22;1H/\033[1;24r\033[23;1H$ "), WAIT, KEY("cat long\r"),
	    OUT("c\033[13;23r\033[23;1H\n\033[22;3Hcat long\r\n\033[K\033[1;24r\033[23;1H\033[13;23r\033[13;1H\033[11S1\r\n2\r\n3\033[1;24r\033[23;1H$ "), WAIT,
	    OUT(LEAVE_MUX PROMPT), WAIT, END};
	static const struct step pasted[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("\""),
	    OUT("\033[12;1H" BORDER BORDER BORDER BORDER BORDER BORDER BORDER BORDER BORDER BORDER "\033[23;1H$ "), WAIT,
	    TYPE("pwd"), KEY("\r"), OUT("\033[13;23r\033[23;1H\n\n\033[22;1H/\033[1;24r\033[23;1H$ "), WAIT, KEY("\033[200~echo 1\recho 2\033[201~\r"),
	    OUT("\033[13;23r\033[23;1H\n\033[22;3Hecho 1\r\n\033[K\033[1;24r\033[23;1H\033[13;23r\033[23;1H\n\033[22;1Hecho 2\r\n\033[K"
		"\033[1;24r\033[23;1H\033[13;23r\033[23;1H\n\n\033[21;1H1\r\n2\r\n\033[K\033[1;24r\033[23;1H$ "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), WAIT, TYPE("ls"), KEY("\r"),
		    OUT("\033[2;42Ha\033[3;42H$ "), OUT("\033[24;1H\033[7m[0] 0:dash*\033[m\033[3;44H"), WAIT, KEY("rm -i a\r"),
		    OUT("rm -i a\033[4;42H"), OUT("rm: remove regular file 'the file of tx\033[5;42Hhem'? "), WAIT, KEY("n\r"), OUT("n\033[6;42H$ "), WAIT,
		    KEY("for n in 1 2; do\recho $n\rdone\r"), OUT("for n in 1 2; do\033[7;42Hecho $n\033[8;42Hdone\033[9;42H> > 1\033[10;42H2\033[11;42H$ "), WAIT,
		    TYPE("ls"), KEY("\r"), OUT("\033[12;42Ha\033[13;42H$ "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};
		int i;

		play(&BY_CLASS, steps, &f);
		/* the answer may be told, as a reply */
		for (i = 0; i < f.count; i++)
			CHECK(f.list[i].kind == COMMAND_REPLY || memmem(f.list[i].text.data, f.list[i].text.len, "remove", 6) == NULL);
		CHECK(f.count >= 5 && buffer_is(&f.list[2].text, "rm -i a", 7) && buffer_is(&f.list[f.count - 2].text, "for n in 1 2; do\necho $n\ndone", 29));
		found_free(&f);
	}
	play(&BY_CLASS, pasted, &f);
	CHECK(found_are(&f, WANT("tmux", "pwd", "echo 1\necho 2")));
	found_free(&f);
	play(&BY_CLASS, sent, &f);
	CHECK(found_are(&f, WANT("tmux", "pwd", "cat long")));
	found_free(&f);
	buffer_free(&split);
}

static void
test_other_keys(void)
{
	/* Alt-# makes a comment and commits it */
	static const struct step comment[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, TYPE("rm a"), WAIT, KEY("\033#"),
	    OUT("\r$ #rm a\r\n"), OUT("$ "), WAIT, TYPE("ls"), KEY("\r"), OUT("\r\na\r\n$ "), WAIT, END};
	/* what is only taken back is no command */
	static const struct step taken_back[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, TYPE("rm a"), WAIT,
	    KEY("\t"), OUT("\r\nab ac\r\n$ rm a"), WAIT, KEY("\025"), OUT("\r$ \033[K"), WAIT, TYPE("ls"), KEY("\r"), OUT("\r\na\r\n$ "), WAIT,
	    END};
	struct found f;

	play(&AS_TYPED, comment, &f);
	CHECK(found_are(&f, WANT("tmux", "#rm a", "ls")));
	CHECK(f.count == 3 && f.list[1].grade == GRADE_D);
	found_free(&f);
	play(&AS_TYPED, taken_back, &f);
	CHECK(found_are(&f, WANT("tmux", "ls")));
	found_free(&f);
}

static void
test_block_below(void)
{
	/* Enter is pressed in its middle row */
	static const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\033[A"),
	    OUT("for i in 1; do\r\n  echo $i\r\ndone\033[2;10H"), WAIT, KEY("\r"), OUT("\033[4;1H1\r\n$ "), WAIT, TYPE("ls"), KEY("\r"),
	    OUT("\r\na\r\n$ "), WAIT, END};
	struct found f;

	play(&AS_TYPED, steps, &f);
	CHECK(found_are(&f, WANT("tmux", "for i in 1; do\n  echo $i\ndone", "ls")));
	found_free(&f);
}

static void
test_guest(void)
{
	/* it paints what is there in the end, and nothing between */
	static const struct step steps[] = {OUT(PROMPT), RUN("roam far"), OUT("\033[?1049h\033[H\033[2J"), OUT("far:~# "), WAIT,
	    TYPE("ls"), KEY("\r"), OUT("\033[2;1Ha b\033[3;1Hfar:~# "), WAIT, TYPE("pwd"), KEY("\r"), OUT("\033[4;1H/\033[5;1Hfar:~# "),
	    WAIT, OUT(LEAVE_MUX PROMPT), WAIT, RUN("id"), OUT(PROMPT), WAIT, END};
	/* an editor, in which somebody writes down what looks like one */
	static const struct step written[] = {OUT(PROMPT), RUN("vim a"), OUT("\033[?1049h\033[H\033[2J"), TYPE("far:~# ls"), KEY("\r"),
	    OUT("\033[2;1H"), TYPE("far:~# pwd"), KEY("\r"), OUT("\033[3;1H"), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, RUN("id"), OUT(PROMPT), WAIT,
	    END};
	struct found f;

	play(&AS_TYPED, steps, &f);
	CHECK(found_are(&f, WANT("roam far", "ls", "pwd", "id")));
	CHECK(f.count == 4 && f.list[1].grade == GRADE_D && f.list[1].depth == 1);
	found_free(&f);
	play(&AS_TYPED, written, &f);
	CHECK(found_are(&f, WANT("vim a", "id")));
	found_free(&f);
}

static void
test_beside(void)
{
	/* a prompt on the right, which was drawn before the one on the left, with blanks between */
	static const struct step steps[] = {OUT(OPEN "                    12:00\r$ "), WAIT, RUN("ls"),
	    OUT("a\r\n" OPEN "                    12:00\r$ "), WAIT, RUN("echo a b"), OUT("a b\r\n" PROMPT), WAIT, END};

	BASH_KEYS(steps, "ls", "echo a b");
}

static void
test_drawn_over(void)
{
	static const struct step noise[] = {OUT(PROMPT), TYPE("echo "), WAIT, OUT("noise"), WAIT, TYPE("one"), ENTER, OUT("one\r\n" PROMPT),
	    WAIT, END};
	static const struct step forged[] = {OUT(PROMPT), TYPE("echo one"), WAIT, OUT("\r\033[K$ rm -rf /"), WAIT, ENTER,
	    OUT("one\r\n" PROMPT), WAIT, END};
	static const struct step nobody[] = {OUT(PROMPT), WAIT, RUN("true"), OUT(PROMPT), WAIT, OUT("\r\033[K$ rm -rf /"), WAIT, ENTER,
	    OUT(PROMPT), WAIT, RUN("ls"), OUT(PROMPT), WAIT, END};
	/* the same below sudo, with its own terminal, while keys are told of once a second */
	static const struct step below[] = {OUT(PROMPT), WAIT, RUN("sudo -i"), OUT(OPEN "a@b:~# "), WAIT, TYPE("echo real"), PAUSE,
	    OUT("\r\033[Ka@b:~# rm -rf /x"), ENTER, OUT("real\r\n" OPEN "a@b:~# "), WAIT, RUN("ls"), OUT("a\r\n" OPEN "a@b:~# "), WAIT, END};
	struct found f;

	play(&BY_CLASS, below, &f);
	CHECK(found_are(&f, WANT("sudo -i", "echo real", "ls")));
	found_free(&f);
	play(&AS_TYPED, noise, &f);
	CHECK(found_are(&f, WANT("echo one")));
	CHECK(f.count == 1 && f.list[0].grade == GRADE_D);
	found_free(&f);
	play(&AS_TYPED, forged, &f);
	CHECK(found_are(&f, WANT("echo one")));
	found_free(&f);
	play(&AS_TYPED, nobody, &f);
	CHECK(found_are(&f, WANT("true", "ls")));
	found_free(&f);
}

static void
test_drawing(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("cat a"), OUT("\033(0" PROMPT), WAIT, RUN("ls"), OUT("a\r\n" PROMPT), WAIT, END};

	BASH_KEYS(steps, "cat a", "ls");
}

static void
test_last_letters(void)
{
	/* the line was committed before its last letters were drawn */
	static const struct step late[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, TYPE("seq"), KEY(" "), KEY("6"), KEY("0"), KEY("\r"),
	    OUT(" 60"), OUT("\033[2;1H1\033[3;1H$ "), WAIT, TYPE("ls"), KEY("\r"), OUT("\r\na\r\n$ "), WAIT, END};
	struct found f;

	play(&AS_TYPED, late, &f);
	CHECK(found_are(&f, WANT("tmux", "seq 60", "ls")));
	found_free(&f);
}

static void
test_guest_like_its_host(void)
{
	static const struct step steps[] = {STATE("-- 7 bash"), OUT(OPEN "a@b:~$ "), WAIT, TYPE("vim x"), KEY("\r"), OUT(LEFT), STATE("-- 8 vim"),
	    OUT("\033[?1049h" OPEN), OUT("\033[H\033[2J"), OUT("                                        "), OUT("\r"), OUT("\ra@b:~$ "), WAIT,
	    TYPE("ls"), KEY("\r"), OUT("\033[2;1Hc d\033[3;1Ha@b:~$ "), WAIT, TYPE("pwd"), KEY("\r"), OUT("\033[4;1H/\033[5;1Ha@b:~$ "),
	    WAIT, OUT("\033[?2004l" LEAVE_MUX), STATE("-- 7 bash"), OUT(OPEN "a@b:~$ "), WAIT, RUN("id"), OUT(OPEN "a@b:~$ "), WAIT, END};
	struct found f;

	play(&AS_TYPED, steps, &f);
	CHECK(found_are(&f, WANT("vim x", "ls", "pwd", "id")));
	CHECK(f.count == 4 && f.list[1].grade == GRADE_D && f.list[1].depth == 1 && f.list[3].depth == 0);
	found_free(&f);
	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("vim x", "ls", "pwd", "id")));
	CHECK(f.count == 4 && f.list[1].depth == 1 && f.list[3].depth == 0);
	found_free(&f);
}

static void
test_prompt_renewed(void)
{
	/* zsh, whose theme learns the time while somebody types */
	static const struct step steps[] = {OUT("\r\033[0m\033[27m\033[24m\033[J~ .. # " OPEN), WAIT, TYPE("echo on"),
	    OUT("\r\r\033[0m\033[27m\033[24m\033[J~ 07:27 # "), OUT("echo on"), TYPE("e"), ENTER, OUT("one\r\n"),
	    OUT("\r\033[0m\033[27m\033[24m\033[J~ .. # " OPEN), WAIT, RUN("ls"), OUT("\r\033[0m\033[27m\033[24m\033[J~ .. # " OPEN), WAIT,
	    END};
	struct way zsh = AS_TYPED;
	struct found f;

	zsh.program = "zsh";
	play(&zsh, steps, &f);
	CHECK(found_are(&f, WANT("echo one", "ls")));
	found_free(&f);
}

static void
test_burst(void)
{
	/* keys are told of once a second: what came at once was perhaps another's */
	static const struct step steps[] = {OUT(PROMPT), WAIT, TYPE("echo "), PAUSE, OUT("no line feed"), TYPE("one"), ENTER,
	    OUT("one\r\n" PROMPT), WAIT, END};
	/* in one chunk with the prompt, above it: nobody's line */
	static const struct step above[] = {OUT(OPEN "a@b:~# "), WAIT, RUN("cat a"), OUT("a@b:~# rm -rf /\r\nyyyy" OPEN "a@b:~# "), WAIT, TYPE("ls"), ENTER,
	    OUT("a\r\n" OPEN "a@b:~# "), WAIT, END};
	struct found f;
	int i;

	play(&BY_CLASS, steps, &f);
	for (i = 0; i < f.count; i++)
		CHECK(f.list[i].grade > GRADE_B);
	found_free(&f);
	BASH_KEYS(above, "cat a", "ls");
}

static void
test_text_before_a_reply(void)
{
	/* a program shows the shell's prompt and a command, and somebody types at the program, twice */
	static const struct step steps[] = {OUT(PROMPT), WAIT, RUN("cat -"), TYPE("yes"), KEY("\r"), OUT("\r\nyes\r\n"), KEY("\004"),
	    OUT(PROMPT), WAIT, RUN("cat half -"), OUT("$ rm -rf /a"), WAIT, TYPE("/b"), KEY("\r"), OUT("\r\n/b\r\n"), KEY("\004"), OUT(PROMPT),
	    WAIT, RUN("ls"), OUT("a\r\n" PROMPT), WAIT, END};
	struct found f;
	int i;

	play(&AS_TYPED, steps, &f);
	for (i = 0; i < f.count; i++)
		CHECK(f.list[i].kind != COMMAND_SHELL || memmem(f.list[i].text.data, f.list[i].text.len, "rm", 2) == NULL);
	CHECK(f.count >= 3);
	found_free(&f);
}

/* The terminal's user has it break off with ^P. */
static void
test_broken_off(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, TYPE("stty intr ^P"), KEY("\r"), OUT("\r\n$ "), WAIT,
	    TYPE("rm nothing"), KEY("\020"), OUT("^P\r\n$ "), WAIT, TYPE("pwd"), KEY("\r"), OUT("\r\n/\r\n$ "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};
	struct found f;

	play(&AS_TYPED, steps, &f);
	CHECK(found_are(&f, WANT("tmux", "stty intr ^P", "pwd")));
	found_free(&f);
	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("tmux", "stty intr ^P", "pwd")));
	found_free(&f);
}

static void
test_unanswered(void)
{
	static const struct step steps[] = {OUT(PROMPT), WAIT, RUN("stty -echo; PS1="), WAIT, KEY("t"), KEY("x"), KEY("\r"), WAIT, KEY("u"), KEY("\r"),
	    WAIT, KEY("v"), KEY("\r"), WAIT, RUN("ls"), OUT("a\r\n" PROMPT), WAIT, END};
	struct found f;
	int i, unseen = 0;

	play(&AS_TYPED, steps, &f);
	for (i = 0; i < f.count; i++)
		unseen += f.list[i].grade == GRADE_U;
	CHECK(unseen == 3);
	found_free(&f);
}

static void
test_machine_without_echo(void)
{
	/* a program types at a shell that it told to echo nothing: what prints nothing leaves a prompt behind the prompt */
	static const struct step steps[] = {OUT("$ "), WAIT, KEY("stty -echo\n"), OUT("stty -echo\r\n$ "), WAIT, KEY("cd /\n"), OUT("$ "), WAIT,
	    KEY("true\n"), OUT("$ "), WAIT, KEY("ls\n"), OUT("a b\r\n$ "), WAIT, KEY("stty echo\n"), OUT("$ "), WAIT,
	    KEY("echo shown\n"), OUT("echo shown\r\nshown\r\n$ "), WAIT, KEY("exit\n"), OUT("exit\r\n"), WAIT, END};
	struct found f;
	int i, unseen = 0;

	play(&AS_TYPED, steps, &f);
	for (i = 0; i < f.count; i++)
		unseen += f.list[i].grade == GRADE_U;
	CHECK(unseen == 4 && f.count == 7);
	CHECK(f.count == 7 && buffer_is(&f.list[5].text, "echo shown", 10) && f.list[5].grade < GRADE_U);
	found_free(&f);
}

static void
test_line_with_controls(void)
{
	/* a next-line control within it, in its echo: the text is not to be had, but that there was a line is */
	static const struct step steps[] = {OUT(PROMPT), WAIT, KEY("rm x #\xC2\x85"), OUT("rm x #\xC2\x85"), ENTER, OUT(PROMPT), WAIT, END};
	struct found f;

	play(&AS_TYPED, steps, &f);
	CHECK(f.count == 1 && f.list[0].grade == GRADE_U);
	found_free(&f);
}

static void
test_prompt_that_counts(void)
{
	/* its number gets one more digit; behind a pager's sign, and behind output without a line feed */
	static const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "8: "), WAIT, TYPE("ls"), ENTER, OUT("a\r\n9: "), WAIT, TYPE("pwd"), ENTER, OUT("/\r\n10: "), WAIT,
	    TYPE("less a"), ENTER, OUT("text\r\n:"), WAIT, KEY("q"), OUT("\r\033[K11: "), WAIT, KEY("true\r"), OUT("true\r\n12: "), WAIT,
	    TYPE("date"), ENTER, OUT("now\r\n13: "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};
	struct found f;

	play(&AS_TYPED, steps, &f);
	CHECK(found_are(&f, WANT("tmux", "ls", "pwd", "less a", "true", "date")));
	found_free(&f);
}

static void
test_typed_while_nothing_asks(void)
{
	/* it was echoed, and what ran then has cleared the screen: nobody knows who read it, but it is told that there was a line */
	static const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, TYPE("./job"), ENTER, WAIT, KEY("echo ahead\r"), OUT("echo ahead\r\n"), WAIT,
	    OUT("\033[H\033[J$ "), WAIT, TYPE("pwd"), ENTER, OUT("/\r\n$ "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};
	struct found f;
	int i, unseen = 0;

	play(&AS_TYPED, steps, &f);
	for (i = 0; i < f.count; i++)
		unseen += f.list[i].grade == GRADE_U;
	CHECK(f.count == 4 && unseen == 1 && f.list[2].grade == GRADE_U);
	found_free(&f);
}

static void
test_at_once_without_keys(void)
{
	static const struct step steps[] = {OUT("\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?1005l" MUX "$ "), WAIT, OUT("ls\r\na\r\n$ "), WAIT, OUT("pwd\r\n"), WAIT, OUT("/\r\n$ "), WAIT,
	    OUT("date\r\nnow\r\n$ "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};
	struct found f;

	play(&AS_TYPED, steps, &f);
	CHECK(found_are(&f, WANT("ls", "pwd", "date")));
	found_free(&f);
}

/* Typed while the statement before it sleeps: its letters stand below that, and again behind the prompt that comes then.  Some editors tell of their end. */
static void
test_typed_over_a_statement(void)
{
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step plain[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), WAIT, TYPE("python3 -q"), KEY("\r"),
		    OUT("\033[2;42H"), OUT(">>> "), WAIT, TYPE("sleep(1)"), KEY("\r"), OUT("\033[3;42H"), WAIT, TYPE("1 + 1"), KEY("\r"), OUT("\033[4;42H"), PAUSE,
		    OUT("0\033[5;42H"), OUT(">>> "), OUT("1 + 1\033[6;42H2\033[7;42H>>> "), WAIT, TYPE("exit()"), KEY("\r"), OUT("\033[8;42H$ "), WAIT, TYPE("ls"), KEY("\r"),
		    OUT("\033[9;42Ha\033[10;42H$ "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};
		const struct step told[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), WAIT, TYPE("sqlite3"), KEY("\r"),
		    OUT("\033[2;42H"), OUT("sqlite> "), WAIT, TYPE(".shell sleep 1"), KEY("\r"), OUT("\033[3;42H"), OUT("\033[?2004l"), PAUSE, TYPE("select 1;"), KEY("\r"),
		    OUT("\033[4;42H"), PAUSE, OUT("sqlite> \033[?2004h"), OUT("select 1;\033[5;42H"), OUT("\033[?2004l"), OUT("1\033[6;42Hsqlite> \033[?2004h"), WAIT, TYPE(".quit"),
		    KEY("\r"), OUT("\033[7;42H\033[?2004l$ "), WAIT, TYPE("ls"), KEY("\r"), OUT("\033[8;42Ha\033[9;42H$ "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&BY_CLASS, plain, &f);
		CHECK(found_are(&f, WANT("tmux", "python3 -q", "repl: sleep(1)", "repl: 1 + 1", "repl: exit()", "ls")));
		found_free(&f);
		play(&BY_CLASS, told, &f);
		CHECK(found_are(&f, WANT("tmux", "sqlite3", "repl: .shell sleep 1", "repl: select 1;", "repl: .quit", "ls")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* The last two rows of a window, which is scrolled before they are drawn. */
#define FED(line, said) "\033[1;23r\033[23;1H\n\033[22;7H" line "\r\n\033[K\033[1;24r\033[23;1H\033[?2004l\033[1;23r\033[23;1H\n\033[A" said "\r\n\033[K\033[1;24r\033[23;1H\033[?2004h(gdb) "

/* Two statements come at once, and below the first stands an empty row, in which nobody asks for more. */
static void
test_statements_at_once(void)
{
	const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, TYPE("gdb"), KEY("\r"), OUT("\r\n\033[23;1H\033[?2004h(gdb) "), WAIT,
	    KEY("echo a\\n\recho b\\n\r"), OUT(FED("echo a\\n", "a") FED("echo b\\n", "b")), WAIT, TYPE("quit"), KEY("\r"), OUT("\r\n\033[?2004l$ "), WAIT,
	    OUT(LEAVE_MUX PROMPT), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("tmux", "gdb", "repl: echo a\\n", "repl: echo b\\n", "repl: quit")));
	found_free(&f);
}

#define COUNT "\033[20;1H  rc\033[21;1H  1/3 \xE2\x94\x80\xE2\x94\x80\033[22;1H> "

/* A chooser takes a pane that has no other screen, and leaves it as it was: the prompt is drawn behind what it was asked. */
static void
test_chooser_left(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("screen"), OUT(MUX "host$ "), WAIT, RUN("ls"), OUT("a\r\nhost$ "), WAIT, KEY("\022"), OUT("\r\033[K"),
	    OUT("\033[H\033[J" COUNT), WAIT, TYPE("rc"), KEY("\r"), OUT("host$ cat rc"), WAIT, TYPE(" b"), KEY("\r"), OUT("\r\n"), OUT("x\r\nhost$ "), WAIT,
	    TYPE("pwd"), KEY("\r"), OUT("\r\n/\r\nhost$ "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};
	/* it asked in the very row in which the line began */
	static const struct step below[] = {OUT(PROMPT), RUN("screen"), OUT(MUX "\033[21;1Hhost$ "), WAIT, TYPE("ls"), KEY("\r"), OUT("\r\nhost$ "), WAIT, KEY("\022"), OUT("\r\033[K"),
	    OUT("\033[H\033[J" COUNT), WAIT, TYPE("rc"), KEY("\r"), OUT("host$ cat rc"), WAIT, TYPE(" b"), KEY("\r"), OUT("\r\n"), OUT("x\r\nhost$ "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("screen", "ls", "cat rc b", "pwd")));
	found_free(&f);
	play(&BY_CLASS, below, &f);
	CHECK(found_are(&f, WANT("screen", "ls", "cat rc b")));
	found_free(&f);
}

/* readline's search stands in the place of a prompt that is wider than what comes before what was found; the pane is scrolled before that is drawn again. */
static void
test_search_behind_wide_prompt(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "\033[22;1Halice@web-1:~/site# "), WAIT, TYPE("make test"), KEY("\r"), OUT("\r\nok\r\nalice@web-1:~/site# "), WAIT,
	    KEY("\022"), OUT("\r(reverse-i-search)`': \033[K"), WAIT, KEY("mak"), OUT("\033[3Dmak': make test\033[9D"), WAIT, KEY("\r"),
	    OUT("\r\033[3P\033[1;23r\033[23;1H\n\033[Aalice@web-1:~/site# make test\r\n\033[K\033[1;24r\033[23;1H\033[?2004l"), OUT("ok\r\n\033[?2004halice@web-1:~/site# "), WAIT,
	    TYPE("pwd"), KEY("\r"), OUT("\r\n/\r\n"), OUT(LEAVE_MUX PROMPT), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("tmux", "make test", "make test", "pwd")));
	found_free(&f);
}

/* zsh's function is whole, where others would wait for a semicolon; and a key of its own runs a line, and leaves it standing. */
static void
test_ways_of_zsh(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "\033[24;1H[0] 0:zsh* \033[Hmac # "), WAIT, TYPE("f() { print 1 }"), KEY("\r"), OUT("\r\nmac # "), WAIT,
	    TYPE("print keep"), WAIT, KEY("\033"), PAUSE, KEY("a"), OUT("\r\n\033[?2004lkeep\r\nmac # print keep"), OUT("\033[?2004h"), WAIT, KEY("\025"), OUT("\r\033[Kmac # "), WAIT,
	    TYPE("pwd"), KEY("\r"), OUT("\r\n/\r\nmac # "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("tmux", "f() { print 1 }", "print keep", "pwd")));
	found_free(&f);
}

/* Typed while an interpreter is busy that shows nothing of it, and drawn with its next prompt: it was no secret. */
static void
test_unshown_until_prompt(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "-> "), WAIT, TYPE("int x = 6"), KEY("\r"), OUT("\r\n\033[?2004l"), WAIT, KEY("x + 1"), PAUSE, KEY("\r"), PAUSE,
	    OUT("-> \033[?2004h"), OUT("x + 1\r\n\033[?2004l"), WAIT, OUT("-> \033[?2004h"), WAIT, TYPE("/exit"), KEY("\r"), OUT("\r\n\033[?2004l"), OUT(LEAVE_MUX PROMPT), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("tmux", "int x = 6", "x + 1", "/exit")));
	found_free(&f);
}

/* A new pane whose first program is an interpreter that says where it is, and asks; the key that turns the panes round; rows of a block behind the same sign. */
static void
test_interpreters_beside(void)
{
	struct buffer split = {0};
	struct found f;

	add_border(&split);
	{
		const struct step debugger[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, TYPE("python3"), KEY("\r"), OUT("\r\n>>> "), WAIT, KEY("\002"), KEY("|"), OUT(buffer_string(&split)),
		    OUT("\033[1;42H> /main.py(1)<module>()\033[2;42H-> import sys\033[3;42H(Pdb) "), WAIT, TYPE("l"), KEY("\r"), OUT("\033[4;42H  1  -> import sys\033[5;42H(Pdb) "), WAIT, TYPE("p 1"), KEY("\r"),
		    OUT("\033[6;42H1\033[7;42H(Pdb) "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};
		const struct step block[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), WAIT, TYPE("R"), KEY("\r"),
		    OUT("\033[2;42H"), OUT("> "), WAIT, TYPE("f <- function(a) {"), KEY("\r"), OUT("\033[3;42H+ "), WAIT, TYPE("a * 2"), KEY("\r"), OUT("\033[4;42H+ "), WAIT, TYPE("}"), KEY("\r"),
		    OUT("\033[5;42H> "), WAIT, TYPE("f(21)"), KEY("\r"), OUT("\033[6;42H[1] 42\033[7;42H> "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};
		const struct step turned[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, KEY("\002"), KEY("%"), OUT(buffer_string(&split)), WAIT, TYPE("ls"), KEY("\r"), OUT("\033[2;42Ha\033[3;42H$ "), WAIT,
		    KEY("\002"), KEY("\017"), OUT("\033[3;42H$ \033[10C17:43:26\r\n\033[1;1H$ ls\033[2;1Ha\033[3;1H$ "), WAIT, TYPE("pwd"), KEY("\r"), OUT("\r\n/\r\n$ "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};

		play(&BY_CLASS, debugger, &f);
		CHECK(found_are(&f, WANT("tmux", "python3", "repl: l", "repl: p 1")));
		found_free(&f);
		play(&BY_CLASS, block, &f);
		CHECK(found_are(&f, WANT("tmux", "R", "repl: f <- function(a) {\na * 2\n}", "repl: f(21)")));
		found_free(&f);
		play(&BY_CLASS, turned, &f);
		CHECK(found_are(&f, WANT("tmux", "ls", "pwd")));
		found_free(&f);
	}
	buffer_free(&split);
}

/* In a pane: a secret is asked for twice, and nothing of it is shown: the second question is no text of the first's answer, nor is the next prompt. */
static void
test_secret_asked_twice(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "$ "), WAIT, TYPE("openssl enc -in a"), KEY("\r"), OUT("\r\nenter encryption password:"), WAIT, KEY("o"), PAUSE, KEY("\r"),
	    OUT("\r\nVerifying - enter encryption password:"), WAIT, KEY("o"), PAUSE, KEY("\r"), OUT("\r\n"), OUT("$ "), WAIT, TYPE("ls"), KEY("\r"), OUT("\r\na\r\n$ "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};
	static const struct step token[] = {OUT(PROMPT), RUN("tmux"), OUT(MUX "web# "), WAIT, TYPE("read -sp 'Token> ' T"), KEY("\r"), OUT("\r\nToken> "), WAIT, KEY("o"), PAUSE, KEY("\r"), OUT("\033[?2004hweb# "), WAIT,
	    TYPE("ls"), KEY("\r"), OUT("\r\na\r\nweb# "), WAIT, OUT(LEAVE_MUX PROMPT), WAIT, END};
	struct found f;
	int i;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("tmux", "openssl enc -in a", "ls")));
	found_free(&f);
	play(&BY_CLASS, token, &f);
	for (i = 0; i < f.count; i++)
		CHECK(!buffer_is(&f.list[i].text, "web#", 4));
	found_free(&f);
}

int
main(void)
{
	check_run("panes: two", test_panes);
	check_run("panes: a job in a full one", test_job_in_full_pane);
	check_run("panes: a paste at once", test_paste_at_once);
	check_run("panes: a line at once", test_line_at_once);
	check_run("panes: ahead in a full one", test_ahead_in_full_pane);
	check_run("panes: letters drawn above", test_letters_drawn_above);
	check_run("panes: lines ahead beside another", test_lines_ahead_beside);
	check_run("panes: a full one, drawn anew", test_drawn_anew);
	check_run("panes: ahead, over the margin", test_ahead_over_margin);
	check_run("panes: two at once, drawn higher", test_two_at_once);
	check_run("panes: fish, at once", test_fish_at_once);
	check_run("panes: a line in pieces", test_line_in_pieces);
	check_run("panes: rows at once", test_rows_at_once);
	check_run("panes: left by other keys", test_other_keys);
	check_run("panes: a block, from its middle", test_block_below);
	check_run("panes: guests", test_guest);
	check_run("panes: beside", test_beside);
	check_run("panes: drawn over", test_drawn_over);
	check_run("panes: drawing", test_drawing);
	check_run("panes: last letters", test_last_letters);
	check_run("panes: a guest like its host", test_guest_like_its_host);
	check_run("panes: a prompt renewed", test_prompt_renewed);
	check_run("panes: a burst", test_burst);
	check_run("panes: text before a reply", test_text_before_a_reply);
	check_run("panes: broken off by another key", test_broken_off);
	check_run("panes: unanswered", test_unanswered);
	check_run("panes: a machine without echo", test_machine_without_echo);
	check_run("panes: a line with controls", test_line_with_controls);
	check_run("panes: a prompt that counts", test_prompt_that_counts);
	check_run("panes: typed while nothing asks", test_typed_while_nothing_asks);
	check_run("panes: at once, without keys", test_at_once_without_keys);
	check_run("panes: typed over a statement", test_typed_over_a_statement);
	check_run("panes: statements at once", test_statements_at_once);
	check_run("panes: a chooser that is gone", test_chooser_left);
	check_run("panes: a search behind a wide prompt", test_search_behind_wide_prompt);
	check_run("panes: ways of zsh", test_ways_of_zsh);
	check_run("panes: unshown until the prompt", test_unshown_until_prompt);
	check_run("panes: interpreters beside", test_interpreters_beside);
	check_run("panes: a secret asked for twice", test_secret_asked_twice);
	return check_done();
}
