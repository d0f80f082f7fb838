/* The recovery, event by event: what a command is told with, how lines are left, and which belong
 * together. */
#include <string.h>

#include "tests/unit/stage.h"

/* What a command is told with. */

static void
test_plain(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("echo hi"), OUT("hi\r\n"), OUT(PROMPT),
	    WAIT, RUN("ls -l  a"), OUT("a\r\nb\r\n"), OUT(PROMPT), RUN("exit"), {'x', "0"}, END};

	BASH(steps, "echo hi", "ls -l  a", "exit");
}

static void
test_numbers(void)
{
	/* events: 0 prompt, 1 to 6 three keys and their echo, 7 Enter, 8 left, 9 output, 10 prompt
	 */
	static const struct step steps[] = {
	    OUT(PROMPT), RUN("pwd"), WAIT, OUT("/a/b\r\n"), OUT(PROMPT), WAIT, END};
	struct found f;
	const struct command *c = f.list;

	play(&AS_TYPED, steps, &f);
	CHECK(f.count == 1 && f.ends[0].ended);
	CHECK(c->seq >= 1 && c->event == 7 && c->at == 5 + 3 * 81 + 80);
	CHECK(c->output_from >= 7 && c->output_from <= 9);
	CHECK(f.list[0].output_to >= 9 && f.list[0].output_to <= 11);
	CHECK(f.list[0].bytes >= 6 && f.list[0].bytes < 40);
	CHECK(f.list[0].exit == COMMAND_UNKNOWN);
	CHECK(f.list[0].duration >= 3000 && f.list[0].duration < 3100);
	CHECK(c->depth == 0 && strcmp(c->program, "bash") == 0 && c->typed.len == 0);
	found_free(&f);
}

static void
test_grades(void)
{
	static const struct step steps[] = {STATE("-- 100 bash"), OUT(PROMPT), RUN("ls"),
	    STATE("ec 200 ls"), OUT("a\r\n"), STATE("-- 100 bash"), OUT(PROMPT), WAIT, END};
	const unsigned doubts = REASON_REANCHORED | REASON_INTERRUPTED | REASON_MULTIPLEXER |
	    REASON_REMOTE | REASON_AHEAD | REASON_EXPANDED | REASON_EDITOR | REASON_UNSEEN |
	    REASON_CUT | REASON_DISAGREE | REASON_REPORT | REASON_MARKS;
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(f.count == 1 && f.list[0].grade == GRADE_B);
	CHECK((f.list[0].reasons & ~doubts) ==
	    (REASON_TRUTH | REASON_BRACKET | REASON_KEY | REASON_SCREEN));
	CHECK((f.list[0].reasons & doubts) == 0);
	found_free(&f);
	play(&BY_CLASS, steps, &f);
	CHECK(f.count == 1 && f.list[0].grade == GRADE_C);
	CHECK(f.list[0].reasons == (REASON_BRACKET | REASON_KEY | REASON_SCREEN));
	found_free(&f);
	play(&NO_KEYS, steps, &f);
	CHECK(f.count == 1 && f.list[0].grade == GRADE_C);
	CHECK(f.list[0].reasons == (REASON_BRACKET | REASON_NO_INPUT | REASON_SCREEN));
	found_free(&f);
}

static void
test_refusal(void)
{
	static const struct step steps[] = {
	    OUT(PROMPT), RUN("a"), OUT(PROMPT), RUN("b"), OUT(PROMPT), RUN("c"), OUT(PROMPT), END};
	struct way way = {.name = "refused", .keys = KEYS_CLASS, .refuse = 2};
	struct found f;

	play(&way, steps, &f);
	CHECK(f.count == 2 && f.refusals == 1);
	found_free(&f);
}

static void
test_live(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("sleep 9"), WAIT, END};
	static const struct step still[] = {OUT(PROMPT), RUN("if true"), OUT(OPEN "> "), WAIT,
	    RUN("then a; fi"), OUT(PROMPT), WAIT, END};
	struct way way = {.name = "live", .keys = KEYS_CLASS, .idle = true};
	struct found f;

	play(&way, steps, &f);
	CHECK(found_are(&f, WANT("sleep 9")));
	found_free(&f);
	play(&way, still, &f);
	CHECK(found_are(&f, WANT("if true\nthen a; fi")));
	found_free(&f);
}

/* Lines and how they are left. */

static void
test_text_when_left(void)
{
	static const struct step search[] = {OUT(PROMPT), KEY("\022"),
	    OUT("\r(reverse-i-search)`': "), KEY("e"), OUT("\b\b\be': echo old"), KEY("\r"),
	    OUT("\r\033[K$ echo old" LEFT), OUT("old\r\n" PROMPT), WAIT, END};
	static const struct step ghost[] = {OUT(PROMPT), TYPE("ls"),
	    OUT("\033[90m -la /etc\033[m\033[9D"), KEY("\r"), OUT("\033[K" LEFT),
	    OUT("a\r\n" PROMPT), WAIT, END};

	BASH_KEYS(search, "echo old");
	BASH_KEYS(ghost, "ls");
}

static void
test_editing(void)
{
	static const struct step home[] = {OUT(PROMPT), TYPE("echo all of it"), KEY("\033[H"),
	    OUT("\r\033[2C"), ENTER, OUT(PROMPT), WAIT, END};
	static const struct step middle[] = {OUT(PROMPT), TYPE("ecXho"), KEY("\033[D"), OUT("\b"),
	    KEY("\033[D"), OUT("\b"), KEY("\177"), OUT("\b\033[1P"), ENTER, OUT(PROMPT), WAIT, END};
	static const struct step nothing[] = {OUT(PROMPT), TYPE("rm -rf /"), KEY("\025"),
	    OUT("\r\033[2C\033[K"), ENTER, OUT(PROMPT), WAIT, END};

	BASH(home, "echo all of it");
	BASH(middle, "echo");
	everyway("bash", nothing, ALSO_WITHOUT_KEYS, NOTHING);
}

static void
test_other_ends(void)
{
	static const struct step feed[] = {
	    OUT(PROMPT), TYPE("ls"), KEY("\n"), OUT(LEFT "a\r\n" PROMPT), WAIT, END};
	static const struct step abort[] = {OUT(PROMPT), TYPE("rm -rf /"), KEY("\003"),
	    OUT("^C" LEFT SHUT "\r\n" PROMPT), WAIT, RUN("ls"), OUT(PROMPT), END};
	static const struct step empty[] = {
	    OUT(PROMPT), ENTER, OUT(PROMPT), ENTER, OUT(PROMPT), WAIT, END};
	static const struct step end[] = {OUT(PROMPT), RUN("ls"), OUT(PROMPT), KEY("\004"),
	    OUT(LEFT "exit\r\n"), {'x', "0"}, END};

	BASH_KEYS(feed, "ls");
	BASH_KEYS(abort, "ls");
	everyway("bash", empty, ALSO_WITHOUT_KEYS, NOTHING);
	BASH_KEYS(end, "ls");
}

/* ^D, which ends an empty line alone, but in readline's vi. */
static void
test_no_end(void)
{
	static const struct step bell[] = {OUT(PROMPT), TYPE("echo half"), KEY("\004"), OUT("\a"), WAIT, ENTER, OUT("half\r\n" PROMPT), WAIT, END};
	static const struct step silent[] = {OUT(PROMPT), TYPE("echo half"), KEY("\004"), WAIT, ENTER, OUT("half\r\n" PROMPT), WAIT, END};
	static const struct step vi[] = {OUT(PROMPT), TYPE("echo one"), KEY("\004"), OUT(LEFT), OUT("one\r\n" PROMPT), WAIT, END};

	BASH_KEYS(bell, "echo half");
	BASH_KEYS(silent, "echo half");
	BASH_KEYS(vi, "echo one");
}

/* ^C came at once before a line, and its editor has no word for it. */
static void
test_idle_break(void)
{
	static const struct step steps[] = {OUT(PROMPT), KEY("\003echo both\r"), OUT("echo both" LEFT), OUT("both\r\n" PROMPT), WAIT, RUN("ls"), OUT(PROMPT), WAIT, END};

	BASH_KEYS(steps, "echo both", "ls");
}

/* What the terminal itself keeps of a line, or takes away. */
static void
test_driver(void)
{
	static const struct step dropped[] = {OUT("$ "), TYPE("ls"), KEY("\r"), OUT("\r\n"), OUT("a\r\n$ "), WAIT, TYPE("rm -rf x"), KEY("\034"), OUT("^\\"), WAIT,
	    TYPE("pwd"), KEY("\r"), OUT("\r\n"), OUT("/a\r\n$ "), WAIT, END};
	static const struct step held[] = {OUT("$ "), TYPE("drip"), KEY("\r"), OUT("\r\n"), OUT("one\r\n"), KEY("\023"), WAIT, KEY("\021"), OUT("two\r\n"), WAIT,
	    OUT("three\r\n"), WAIT, OUT("$ "), WAIT, TYPE("pwd"), KEY("\r"), OUT("\r\n"), OUT("/a\r\n$ "), WAIT, END};

	everyway("dash", dropped, 0, WANT("ls", "pwd"));
	everyway("dash", held, 0, WANT("drip", "pwd"));
}

/* A key stands for a line and its Enter: that it was given is told, and what it says is not. */
static void
test_key_that_commits(void)
{
	static const struct step steps[] = {OUT("$ "), TYPE("ls"), KEY("\r"), OUT("\r\n"), OUT("a\r\n$ "), WAIT, KEY("\024"), OUT("date\r\n"), OUT("today\r\n$ "), WAIT,
	    TYPE("pwd"), KEY("\r"), OUT("\r\n"), OUT("/a\r\n$ "), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(f.count == 3 && f.list[1].grade == GRADE_U && f.list[1].text.len == 0);
	found_free(&f);
}

static void
test_brackets_said_again(void)
{
	/* an editor around another says that it begins, too */
	static const struct step steps[] = {OUT(OPEN PROMPT), TYPE("ls"), ENTER, OUT("a\r\n" OPEN PROMPT), RUN("pwd"), OUT("/\r\n" OPEN PROMPT), WAIT, END};

	BASH(steps, "ls", "pwd");
}

static void
test_no_brackets(void)
{
	static const struct step steps[] = {OUT("$ "), TYPE("ls -l"), KEY("\r"), OUT("\r\n"),
	    OUT("a b\r\n"), OUT("$ "), WAIT, TYPE("pwX"), KEY("\177"), OUT("\b \b"), TYPE("d"),
	    KEY("\r"), OUT("\r\n"), OUT("/a\r\n$ "), WAIT, END};

	everyway("sh", steps, ALSO_WITHOUT_KEYS, WANT("ls -l", "pwd"));
}

static void
test_wrapped(void)
{
	static const struct step steps[] = {{'r', "10x5"}, OUT(PROMPT), TYPE("echo 12"),
	    KEY("3"), OUT("3 \r"), TYPE("4567"), ENTER, OUT("12345\r\n" PROMPT), WAIT, END};
	static const struct step wide[] = {OUT(PROMPT),
	    RUN("echo \346\274\242 e\314\201 \360\237\230\200"), OUT("x\r\n" PROMPT), WAIT, END};

	BASH_KEYS(steps, "echo 1234567");
	BASH(wide, "echo \346\274\242 e\314\201 \360\237\230\200");
}

/* Held until the next prompt stands. */

static void
test_continues(void)
{
	static const struct step block[] = {OUT(PROMPT), RUN("for i in a b"), OUT(OPEN "> "),
	    RUN("do echo $i"), OUT(OPEN "> "), RUN("done"), OUT("a\r\nb\r\n" PROMPT), RUN("ls"),
	    OUT(PROMPT), WAIT, END};
	static const struct step document[] = {OUT(PROMPT), RUN("cat <<E"), OUT(OPEN "> "),
	    RUN("one"), OUT(OPEN "> "), RUN("E"), OUT("one\r\n" PROMPT), WAIT, END};
	static const struct step dropped[] = {OUT(PROMPT), RUN("echo 'a"), OUT(OPEN "> "),
	    KEY("\003"), OUT("^C" LEFT SHUT "\r\n" PROMPT), WAIT, RUN("ls"), OUT(PROMPT), WAIT,
	    END};

	BASH(block, "for i in a b\ndo echo $i\ndone", "ls");
	BASH(document, "cat <<E\none\nE");
	BASH_KEYS(dropped, "ls");
}

static void
test_paste_and_burst(void)
{
	static const struct step paste[] = {OUT(PROMPT), KEY("\033[200~echo a\necho b\033[201~"),
	    OUT("\033[7mecho a\r\n\033[7mecho b\033[27m"), KEY("\r"),
	    OUT("\033[A\r$ echo a\r\necho b" LEFT), OUT("a\r\nb\r\n" PROMPT), WAIT, END};
	static const struct step burst[] = {OUT(PROMPT), KEY("pwd\rls\r"), OUT("pwd" LEFT),
	    OUT("/a\r\n" PROMPT), OUT("ls" LEFT), OUT("b\r\n" PROMPT), WAIT, END};

	BASH_KEYS(paste, "echo a\necho b");
	BASH_KEYS(burst, "pwd", "ls");
}

static void
test_ahead(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("sleep 3"), TYPE("ls"), KEY("\r"),
	    OUT("\r\n"), WAIT, OUT(PROMPT), OUT("ls" LEFT), OUT("a\r\n" PROMPT), WAIT, END};
	static const struct step half[] = {OUT(OPEN "(8) $ "), RUN("sleep 1"), TYPE("echo b"), WAIT, OUT(OPEN "(9) $ echo b"), WAIT, TYPE("oth"), ENTER,
	    OUT("both\r\n" OPEN "(10) $ "), WAIT, END};
	struct found f;

	BASH_KEYS(half, "sleep 1", "echo both");
	BASH_KEYS(steps, "sleep 3", "ls");
	play(&BY_CLASS, steps, &f);
	CHECK(f.count == 2 && (f.list[1].reasons & REASON_AHEAD) != 0);
	found_free(&f);
}

static void
test_expanded(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("echo hi"), OUT("hi\r\n" PROMPT), WAIT,
	    RUN("!!"), OUT("echo hi\r\n"), OUT("hi\r\n" PROMPT), WAIT, END};
	static const struct step refused[] = {
	    OUT(PROMPT), RUN("!zz"), OUT("bash: !zz: event not found\r\n" PROMPT), WAIT, END};
	struct found f;

	BASH(steps, "echo hi", "echo hi");
	everyway("bash", refused, ALSO_WITHOUT_KEYS, NOTHING);
	play(&BY_CLASS, steps, &f);
	CHECK(f.count == 2 && (f.list[1].reasons & REASON_EXPANDED) != 0);
	CHECK(f.count == 2 && strcmp(buffer_string(&f.list[1].typed), "!!") == 0);
	found_free(&f);
}

static void
test_editor(void)
{
	static const struct step steps[] = {OUT(PROMPT), TYPE("ec"), KEY("\030\005"),
	    OUT(LEFT "\033[?1049h\033[2J\033[Hec\r\n~"), KEY("ho hi:wq\r"), OUT("\033[?1049l"),
	    OUT("echo hi\r\n"), OUT("hi\r\n" PROMPT), WAIT, END};
	struct found f;

	BASH_KEYS(steps, "echo hi");
	play(&BY_CLASS, steps, &f);
	CHECK(
	    f.count == 1 && (f.list[0].reasons & REASON_EDITOR) != 0 && f.list[0].grade == GRADE_D);
	found_free(&f);
}

#define LONG_PROMPT "alice@a-host-that-has-a-name-as-long-as-a-row-of-text-has-room-for:~/src$ "

/* What a program was given stands above a prompt in which the cursor is: nothing stands behind it, not even outside of the row. */
static void
test_within_prompt(void)
{
	static const struct step steps[] = {OUT(OPEN LONG_PROMPT), RUN("true"), OUT(OPEN LONG_PROMPT), RUN("cat"), TYPE("abc"),
	    OUT("\r\n" LONG_PROMPT "\r\033[2C"), WAIT, TYPE("x"), WAIT, KEY("\003"), OUT("^C" LEFT OPEN LONG_PROMPT), RUN("exit"), END};
	struct found f;

	play(&AS_TYPED, steps, &f);
	CHECK(found_are(&f, WANT("true", "cat", "exit")));
	found_free(&f);
}

/* Jobs print dots into the line, and how far they are over it; of keys that print a recording tells once a second. */
static void
test_job_beats(void)
{
	static const struct step dots[] = {OUT(OPEN "host$ "), RUN("dots &"), OUT("[1] 7\r\n" OPEN "host$ "), WAIT, TYPE("e"), OUT("."), TYPE("cho wh"), OUT("."), TYPE("i"), PAUSE,
	    OUT("."), TYPE("le dot"), OUT(".\r\n"), TYPE("s"), ENTER, OUT("while dots\r\n" OPEN "host$ "), WAIT, RUN("exit"), END};
	static const struct step typed[] = {OUT(OPEN "host$ "), RUN("row -a -b -c -d -e -f"), OUT(OPEN "host$ "), WAIT, RUN("exit"), END};
	static const struct step over[] = {OUT(OPEN "host$ "), RUN("bar &"), OUT("[1] 7\r\n" OPEN "host$ "), WAIT, TYPE("echo"), OUT("\r 20% "), TYPE("whi"), OUT("l\r 60%"), TYPE("e bar"),
	    OUT("\r100%\r\n"), TYPE("s"), ENTER, OUT("while bars\r\n" OPEN "host$ "), WAIT, RUN("exit"), END};
	struct found f;

	play(&BY_CLASS, dots, &f);
	CHECK(found_are(&f, WANT("dots &", "echo while dots", "exit")));
	CHECK(f.count == 3 && f.list[1].grade == GRADE_D);
	found_free(&f);
	play(&BY_CLASS, typed, &f);
	CHECK(found_are(&f, WANT("row -a -b -c -d -e -f", "exit")));
	found_free(&f);
	play(&BY_CLASS, over, &f);
	CHECK(found_are(&f, WANT("bar &", "echo while bars", "exit")));
	CHECK(f.count == 3 && f.list[1].grade == GRADE_D);
	found_free(&f);
}

/* vi's letters take a word away, and its mode is told in the prompt: not all keys that print were told of, and no job has drawn it. */
static void
test_mode_is_told(void)
{
	static const struct step steps[] = {OUT(OPEN "[I]pia % "), WAIT, TYPE("head log"), KEY("\033"), PAUSE, KEY("0cw"), OUT("\r[N]pia % \033[C\033[C\b\b"), PAUSE,
	    OUT("\r[I]pia %  log\033[K\b\b\b\b"), OUT("\033[1@t"), OUT("\033[1@a"), OUT("\033[1@c"), KEY("\033"), PAUSE, ENTER, OUT("x\r\n" OPEN "[I]pia % "), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("tac log")));
	found_free(&f);
}

#define SIXTY "print a line of the korn shell that goes over it"

/* ksh goes to the end of its line by a line feed, and draws its second row once more: a key of vi's that was not told of. */
static void
test_own_row_again(void)
{
	static const struct step steps[] = {{'r', "40x24"}, OUT("home > "), WAIT, TYPE("print"), KEY("\r"), OUT("\r\n\r\nhome > "), WAIT, KEY("\033"), PAUSE, KEY("k$a more"), OUT(SIXTY "\033[A\b\b\b\b\b"), PAUSE,
	    OUT("\r\n\rat goes over i"), OUT("t"), OUT(" "), OUT("more"), PAUSE, KEY("\r"), OUT("\r\nx\r\nhome > "), WAIT, END};
	const struct way way = {.program = "ksh93", .keys = KEYS_CLASS};
	struct found f;

	play(&way, steps, &f);
	CHECK(found_are(&f, WANT("print", SIXTY " more")));
	found_free(&f);
}

/*
 * A shell that starts slowly: a line came before it asked and is drawn anew behind its first prompt, and of the next one what came until then, at once.  Of the
 * letters between nothing was told.
 */
static void
test_first_prompt_late(void)
{
	static const struct step steps[] = {STATE("-- 7 sleep"), OUT("Welcome\r\n"), TYPE("ls one"), KEY("\r"), OUT("\r\n"), TYPE("echo be"), STATE("-- 7 bash"),
	    OUT(OPEN), OUT("# ls one"), OUT("\r\n"), STATE("ec 7 bash"), OUT(SHUT), STATE("ec 8 ls"), OUT("one\r\n"), STATE("-- 7 bash"), OUT(OPEN), OUT("# "), OUT("echo be"), OUT("gu"), OUT("n"),
	    OUT(" "), WAIT, TYPE("and ended"), ENTER, OUT("begun and ended\r\n" OPEN "# "), WAIT, RUN("exit"), END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("ls one", "echo begun and ended", "exit")));
	found_free(&f);
}

/* fish thinks while the last letters and the key that commits have come already, and leaves the line before it takes away what it suggests. */
static void
test_fish_late(void)
{
	static const struct way fish = {.name = "fish", .program = "fish", .keys = KEYS_CLASS};
	static const struct step steps[] = {OUT(OPEN "\r> \033[K"), WAIT, TYPE("id -u"), KEY("\r"), OUT("\033[36mn\r\033[8C\033[m"),
	    OUT("\033[38;5;240mG \r\033[8C\033[m\r\n"), OUT(SHUT), OUT("root\r\n" OPEN "\r> \033[K"), WAIT, RUN("exit"), END};
	struct found f;

	play(&fish, steps, &f);
	CHECK(found_are(&f, WANT("id -un", "exit")));
	found_free(&f);
}

int
main(void)
{
	check_run("recover: plain", test_plain);
	check_run("recover: numbers", test_numbers);
	check_run("recover: grades", test_grades);
	check_run("recover: a receiver that refuses", test_refusal);
	check_run("recover: live", test_live);
	check_run("recover: the text when the line is left", test_text_when_left);
	check_run("recover: editing", test_editing);
	check_run("recover: other ends of a line", test_other_ends);
	check_run("recover: keys that end nothing", test_no_end);
	check_run("recover: a key that broke nothing off", test_idle_break);
	check_run("recover: what a terminal keeps of a line", test_driver);
	check_run("recover: a key that commits", test_key_that_commits);
	check_run("recover: brackets that are said again", test_brackets_said_again);
	check_run("recover: no brackets", test_no_brackets);
	check_run("recover: wrapped and wide", test_wrapped);
	check_run("recover: lines that go on", test_continues);
	check_run("recover: paste and burst", test_paste_and_burst);
	check_run("recover: typed ahead", test_ahead);
	check_run("recover: expanded", test_expanded);
	check_run("recover: from an editor", test_editor);
	check_run("recover: a job's beats", test_job_beats);
	check_run("recover: cursor within a prompt", test_within_prompt);
	check_run("recover: vi's mode is told", test_mode_is_told);
	check_run("recover: its own row again", test_own_row_again);
	check_run("early: behind the first prompt", test_first_prompt_late);
	check_run("fish: suggests when all is typed", test_fish_late);
	return check_done();
}
