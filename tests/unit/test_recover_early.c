/* The recovery, event by event: lines that were begun before their prompt stood, by the kinds of their keys and with the kernel's word. */
#include "tests/unit/stage.h"

#define SHELL STATE("-- 100 bash")
#define BUSY STATE("ec 100 bash")

static void
check_early(const char *program, const struct step *steps, const char *const *want)
{
	struct way way = WITH_TRUTH;
	struct found f;

	way.program = program;
	play(&way, steps, &f);
	CHECK(found_are(&f, want));
	found_free(&f);
}

/* A blank was echoed at the margin before python's prompt stood, and all of the line is behind that. */
static void
test_echo_before_prompt(void)
{
	static const struct step steps[] = {SHELL, OUT(PROMPT), TYPE("python3"), KEY("\r"), KEY("x"), BUSY, OUT(LEFT), STATE("ec 200 python3"), OUT(" "), STATE("-- 200 python3"), OUT(">>> x"), PAUSE,
	    OUT(" "), PAUSE, OUT("="), PAUSE, OUT("1"), PAUSE, KEY("\r"), OUT("\r\n>>> "), WAIT, TYPE("x"), KEY("\r"), OUT("\r\n1\r\n>>> "), WAIT, END};

	check_early(NULL, steps, WANT("python3", "repl: x =1", "repl: x"));
}

/* The same at the margin, behind a prompt that no list has. */
static void
test_begun_at_margin(void)
{
	static const struct step steps[] = {SHELL, OUT(PROMPT), TYPE("irb"), ENTER, STATE("ec 200 irb"), TYPE("6 "), STATE("-- 200 irb"), OUT("\033[1G\033[Kirb(main):001:0> 6 "), PAUSE,
	    OUT("\033[1Girb(main):001:0> 6 *"), PAUSE, OUT("\033[1Girb(main):001:0> 6 * 7"), PAUSE, KEY("\r"), OUT("\r\n=> 42\r\nirb(main):002:0> "), WAIT, TYPE("7"), KEY("\r"),
	    OUT("\r\n=> 7\r\nirb(main):003:0> "), WAIT, END};

	check_early(NULL, steps, WANT("irb", "repl: 6 * 7", "repl: 7"));
}

/* bc asks with nothing: its editor begins behind what was echoed, and draws that again. */
static void
test_without_prompt(void)
{
	static const struct step steps[] = {SHELL, OUT(PROMPT), TYPE("bc"), KEY("\r"), KEY("6"), OUT("\r\n"), BUSY, OUT(SHUT "6"), STATE("-- 200 bc"), OUT(OPEN), OUT("6"), PAUSE, OUT("*"), PAUSE, OUT("7"), PAUSE,
	    KEY("\r"), OUT("\r\n" SHUT "42\r\n" OPEN), WAIT, TYPE("7"), KEY("\r"), OUT("\r\n" SHUT "7\r\n" OPEN), WAIT, END};

	check_early(NULL, steps, WANT("bc", "repl: 6*7", "repl: 7"));
}

/* What was typed at bc with a sign and a blank in it has no prompt. */
static void
test_sign_that_is_none(void)
{
	static const struct step steps[] = {SHELL, OUT(PROMPT), TYPE("bc"), ENTER, STATE("ec 200 bc"), TYPE("6 > 5"), KEY("\r"), OUT("\r\n1\r\n"), WAIT, TYPE("7"), KEY("\r"), OUT("\r\n7\r\n"), WAIT, END};

	check_early(NULL, steps, WANT("bc", "repl: 6 > 5", "repl: 7"));
}

/* One line has ended and another was begun before a slow shell asked for the first time: its prompt stands behind what was echoed, and again. */
static void
test_first_of_all(void)
{
	static const struct step edits[] = {STATE("ec 101 sleep"), TYPE("ls a"), KEY("\r"), OUT("\r\n"), WAIT, TYPE("echo be"), WAIT, OUT("host # ls a"), STATE("ec 100 mksh"), OUT("\r\r\na\r\n"), OUT("host # echo be"), WAIT,
	    STATE("-- 100 mksh"), KEY("g"), OUT("g"), PAUSE, KEY("\r"), OUT("\r\r\nbeg\r\nhost # "), WAIT, TYPE("pwd"), KEY("\r"), OUT("\r\r\n/\r\nhost # "), WAIT, END};
	/* and where the kernel edits, nobody draws it again */
	static const struct step kernel[] = {STATE("ec 101 sleep"), TYPE("ls a"), KEY("\r"), OUT("\r\n"), WAIT, TYPE("echo be"), OUT("$ "), STATE("ec 102 ls"), OUT("a\r\n$ "), WAIT, STATE("ec 100 dash"), KEY("g"), OUT("g"), PAUSE,
	    KEY("\r"), OUT("\r\nbeg\r\n$ "), WAIT, TYPE("pwd"), KEY("\r"), OUT("\r\n/\r\n$ "), WAIT, END};

	check_early("mksh", edits, WANT("ls a", "echo beg", "pwd"));
	check_early("dash", kernel, WANT("ls a", "echo beg", "pwd"));
}

/* Letters, what a program prints without a line feed, the prompt, and the rest, in one row. */
static void
test_prompt_within(void)
{
	static const struct step steps[] = {STATE("ec 100 dash"), OUT("host$ "), WAIT, TYPE("sh slow"), KEY("\r"), OUT("\r\n"), STATE("ec 200 sleep"), WAIT, TYPE("echo on"), WAIT, STATE("ec 100 dash"), OUT("no line feedhost$ "), PAUSE,
	    TYPE("e two"), KEY("\r"), OUT("\r\none two\r\nhost$ "), WAIT, TYPE("pwd"), KEY("\r"), OUT("\r\n/\r\nhost$ "), WAIT, END};

	check_early("dash", steps, WANT("sh slow", "echo one two", "pwd"));
}

/* A job prints what looks like the prompt, and a line: nobody typed that, in one piece or in two. */
static void
test_prompt_of_a_job(void)
{
	static const struct step once[] = {STATE("-- 100 ksh93"), OUT("host$ "), WAIT, TYPE("sh slow"), KEY("\r"), OUT("\r\n"), STATE("ec 200 sleep"), WAIT, TYPE("ls x"), WAIT, STATE("-- 100 ksh93"), OUT("host$ rm -rf /"), WAIT, KEY("\r"),
	    OUT("\r\nhost$ "), WAIT, END};
	static const struct step twice[] = {STATE("-- 100 ksh93"), OUT("host$ "), WAIT, TYPE("sh slow"), KEY("\r"), OUT("\r\n"), STATE("ec 200 sleep"), WAIT, TYPE("ls x"), WAIT, STATE("-- 100 ksh93"), OUT("host$ "), PAUSE, OUT("rm -rf /"), WAIT,
	    KEY("\r"), OUT("\r\nhost$ "), WAIT, END};
	static const struct step *const scenes[] = {once, twice};
	struct way way = WITH_TRUTH;
	struct found f;
	size_t n;
	int i;

	way.program = "ksh93";
	for (n = 0; n < sizeof scenes / sizeof *scenes; n++) {
		play(&way, scenes[n], &f);
		for (i = 0; i < f.count; i++)
			CHECK(f.list[i].text.len == 0 || memmem(f.list[i].text.data, f.list[i].text.len, "rm -rf", 6) == NULL || f.list[i].kind == COMMAND_REPLY);
		CHECK(f.count > 0);
		found_free(&f);
	}
}

/* A prompt that counts: the next number is known by what stands behind it. */
static void
test_next_number(void)
{
	static const struct step steps[] = {STATE("-- 100 ksh93"), OUT("<1> "), WAIT, TYPE("ls"), KEY("\r"), OUT("\r\na\r\n<2> "), WAIT, TYPE("sh slow"), KEY("\r"), OUT("\r\n"), STATE("ec 200 sleep"), WAIT, TYPE("echo on"), WAIT,
	    STATE("-- 100 ksh93"), OUT("woke\r\n<3> echo on"), WAIT, KEY("e"), OUT("e"), PAUSE, KEY("\r"), OUT("\r\none\r\n<4> "), WAIT, TYPE("pwd"), KEY("\r"), OUT("\r\n/\r\n<5> "), WAIT, END};

	check_early("ksh93", steps, WANT("ls", "sh slow", "echo one", "pwd"));
}

int
main(void)
{
	check_run("early: an echo before the prompt", test_echo_before_prompt);
	check_run("early: begun at the margin", test_begun_at_margin);
	check_run("early: no prompt", test_without_prompt);
	check_run("early: a sign that is no prompt's", test_sign_that_is_none);
	check_run("early: the first of all", test_first_of_all);
	check_run("early: a prompt within the row", test_prompt_within);
	check_run("early: a prompt that a job has printed", test_prompt_of_a_job);
	check_run("early: the next number", test_next_number);
	return check_done();
}
