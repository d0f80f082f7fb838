/* The recovery, event by event: what shells themselves say, in reports and in marks. */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/stage.h"

#define SHELL STATE("-- 100 bash")
#define SAYS(json)                                                                                 \
	{                                                                                          \
		'c', json                                                                          \
	}

static bool
is_text(const struct buffer *text, const char *want)
{
	return buffer_is(text, want, strlen(want));
}

/* The screen and the shell agree. */
static void
test_agrees(void)
{
	static const struct step steps[] = {SHELL, OUT(PROMPT), RUN("ls x"), STATE("ec 200 ls"), OUT("no x\r\n"), SHELL,
	    SAYS("{\"pid\":100,\"line\":\"ls x\",\"exit\":2,\"cwd\":\"/srv\"}"), OUT(PROMPT), WAIT, RUN("pwd"),
	    SAYS("{\"pid\":100,\"line\":\"pwd\",\"exit\":0,\"cwd\":\"/srv\"}"), OUT(PROMPT), END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("ls x", "pwd")));
	CHECK(f.list[0].grade == GRADE_A && f.list[0].exit == 2 && is_text(&f.list[0].cwd, "/srv"));
	CHECK(f.list[1].grade == GRADE_A && f.list[1].exit == 0 && f.ends[0].ended && f.ends[1].ended);
	found_free(&f);
}

/* All came at once, and the report before the output in which its line was left. */
static void
test_comes_first(void)
{
	static const struct step steps[] = {SHELL, OUT(PROMPT), TYPE("true"), KEY("\r"),
	    SAYS("{\"pid\":100,\"line\":\"true\",\"exit\":0}"), OUT(LEFT PROMPT), WAIT, TYPE("false"), KEY("\r"),
	    SAYS("{\"pid\":100,\"line\":\"false\",\"exit\":1}"), OUT(LEFT PROMPT), END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("true", "false")));
	CHECK(f.list[0].grade == GRADE_A && f.list[0].exit == 0);
	CHECK(f.list[1].grade == GRADE_A && f.list[1].exit == 1);
	found_free(&f);
}

/* Two lines in one paste, and both reports before either was left. */
static void
test_two_at_once(void)
{
	static const struct step steps[] = {SHELL, OUT(PROMPT), TYPE("w"), OUT(""), KEY("\rid\r"),
	    SAYS("{\"pid\":100,\"line\":\"w\",\"exit\":3}"), SAYS("{\"pid\":100,\"line\":\"id\",\"exit\":4}"),
	    OUT(LEFT PROMPT "id" LEFT PROMPT), WAIT, RUN("ls"), SAYS("{\"pid\":100,\"line\":\"ls\",\"exit\":0}"), OUT(PROMPT), END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("w", "id", "ls")));
	CHECK(f.list[0].exit == 3 && f.list[1].exit == 4 && f.list[0].grade == GRADE_A && f.list[1].grade == GRADE_A);
	found_free(&f);
}

/* Another text: both are told, and neither is trusted. */
static void
test_disagrees(void)
{
	static const struct step steps[] = {SHELL, OUT(PROMPT), RUN("rm a"),
	    SAYS("{\"pid\":100,\"line\":\"ls\",\"exit\":0}"), OUT(PROMPT), END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("rm a")));
	CHECK(f.list[0].grade == GRADE_D && (f.list[0].reasons & REASON_DISAGREE) && is_text(&f.list[0].reported, "ls"));
	found_free(&f);
}

/* Whoever has inherited the socket is another process, whatever it says. */
static void
test_others(void)
{
	static const struct step steps[] = {SHELL, OUT(PROMPT), RUN("evil"), STATE("ec 200 evil"),
	    SAYS("{\"pid\":200,\"line\":\"ls\",\"exit\":0}"), SAYS("{\"pid\":0,\"line\":\"ls\",\"exit\":0}"),
	    SAYS("{\"line\":\"ls\",\"exit\":0}"), SAYS("{\"pid\":201,\"line\":\"evil\",\"exit\":0}"), OUT("ha\r\n"), SHELL,
	    OUT(PROMPT), RUN("ls"), OUT(PROMPT), END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("evil", "ls")));
	CHECK(f.list[0].grade == GRADE_B && f.list[0].exit == COMMAND_UNKNOWN);
	found_free(&f);
}

/* A program that calls itself bash and shows the prompt is one deeper, and speaks for itself only. */
static void
test_another_shell(void)
{
	static const struct step steps[] = {SHELL, OUT(PROMPT), RUN("./bash"), STATE("-- 200 bash"), OUT(PROMPT), RUN("id"),
	    SAYS("{\"pid\":200,\"line\":\"id\",\"exit\":0}"), OUT(PROMPT), WAIT, RUN("exit"), SHELL,
	    SAYS("{\"pid\":100,\"line\":\"./bash\",\"exit\":7}"), OUT(PROMPT), RUN("ls"), OUT(PROMPT), END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("./bash", "id", "exit", "ls")));
	CHECK(f.list[0].depth == 0 && f.list[1].depth == 1 && f.list[2].depth == 1 && f.list[3].depth == 0);
	CHECK(f.list[0].exit == 7 && f.list[0].grade == GRADE_A && f.list[1].grade == GRADE_A);
	found_free(&f);
}

/* Nothing ran: Enter alone, or a line that was broken off. */
static void
test_idle(void)
{
	static const struct step steps[] = {SHELL, OUT(PROMPT), RUN("ls"), SAYS("{\"pid\":100,\"line\":\"ls\",\"exit\":0}"),
	    OUT(PROMPT), ENTER, SAYS("{\"pid\":100,\"ran\":false,\"exit\":0}"), OUT(PROMPT), TYPE("rm"), KEY("\3"), OUT("^C" LEFT),
	    SAYS("{\"pid\":100,\"ran\":false,\"exit\":130}"), OUT(PROMPT), RUN("id"), SAYS("{\"pid\":100,\"exit\":9}"), OUT(PROMPT),
	    END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("ls", "id")));
	CHECK(f.list[0].exit == 0);
	/* a shell that does not say what it ran is believed in the rest */
	CHECK(f.list[1].exit == 9 && f.list[1].grade == GRADE_B);
	found_free(&f);
}

/* What no screen showed. */
static void
test_unseen(void)
{
	static const struct step steps[] = {SHELL, OUT(PROMPT), RUN("stty -echo"),
	    SAYS("{\"pid\":100,\"line\":\"stty -echo\",\"exit\":0}"), OUT(PROMPT), KEY("i"), KEY("d"), KEY("\r"), OUT(LEFT),
	    OUT("uid=0\r\n"), SAYS("{\"pid\":100,\"line\":\"id\",\"exit\":0}"), OUT(PROMPT), KEY("l"), OUT(""),
	    SAYS("{\"pid\":100,\"line\":\"sneaked in\",\"exit\":0}"), WAIT, END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("stty -echo", "id", "sneaked in")));
	CHECK(f.list[1].grade == GRADE_C && f.list[2].grade == GRADE_C);
	found_free(&f);
}

/* bash keeps several lines as one; a tab is blanks on the screen. */
static void
test_other_spelling(void)
{
	static const struct step steps[] = {SHELL, OUT(PROMPT), RUN("for i in 1"), OUT(OPEN "> "), RUN("do echo; done"),
	    SAYS("{\"pid\":100,\"line\":\"for i in 1; do echo; done\",\"exit\":0}"), OUT(PROMPT), TYPE("echo a"), KEY("\26\t"),
	    OUT("  "), TYPE("b"), ENTER, SAYS("{\"pid\":100,\"line\":\"echo a\\tb\",\"exit\":0}"), OUT(PROMPT), TYPE("echo a  b"),
	    ENTER, SAYS("{\"pid\":100,\"line\":\"echo a b\",\"exit\":0}"), OUT(PROMPT), END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("for i in 1\ndo echo; done", "echo a\tb", "echo a  b")));
	CHECK(f.list[0].grade == GRADE_A && f.list[1].grade == GRADE_A && f.list[2].grade == GRADE_D);
	found_free(&f);
}

static void
test_bad_reports(void)
{
	static const struct step steps[] = {SAYS(""), SAYS("{"), SAYS("[]"), SAYS("{\"pid\":-1}"), SAYS("{\"pid\":1e99}"), SHELL,
	    OUT(PROMPT), TYPE("ls"), SAYS("{\"pid\":100,\"line\":7,\"exit\":\"x\",\"cwd\":[]}"), ENTER,
	    SAYS("{\"pid\":100,\"exit\":1.5}"), OUT(PROMPT), END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("ls")) && f.list[0].exit == COMMAND_UNKNOWN);
	found_free(&f);
}

#define A "\033]133;A\a"
#define B "\033]133;B\a"
#define C "\033]133;C\a"
#define D(n) "\033]133;D;" n "\a"
#define MARKED A OPEN "$ " B

static void
test_marks(void)
{
	static const struct step steps[] = {OUT(MARKED), RUN("false"), OUT(C D("1") MARKED), WAIT, RUN("true"),
	    OUT(C D("0") MARKED), WAIT, RUN("exit"), END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("false", "true", "exit")));
	CHECK(f.list[0].exit == 1 && f.list[1].exit == 0 && f.list[2].exit == COMMAND_UNKNOWN);
	found_free(&f);
}

/* VS Code's: the line and the directory too. */
static void
test_marks_tell_lines(void)
{
	static const struct step steps[] = {OUT("\033]633;P;Cwd=/a\\x3bb\a\033]633;A\a" OPEN "$ \033]633;B\a"), RUN("echo a;b"),
	    OUT("\033]633;E;echo a\\x3bb;nonce\a\033]633;C\aa\r\n\033]633;D;127\a\033]633;P;Cwd=/c\a\033]633;A\a" OPEN
		"$ \033]633;B\a"), WAIT, RUN("id"), OUT("\033]633;E;other\a\033]633;D;0\a\033]633;A\a" OPEN "$ \033]633;B\a"), WAIT,
	    RUN("exit"), END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("echo a;b", "id", "exit")));
	CHECK(f.list[0].exit == 127 && is_text(&f.list[0].cwd, "/a;b") && is_text(&f.list[1].cwd, "/c"));
	CHECK(f.list[0].grade == GRADE_B && (f.list[0].reasons & REASON_MARKS));
	/* whoever prints another text takes nothing away */
	CHECK(f.list[1].grade == GRADE_C && !(f.list[1].reasons & REASON_MARKS) && f.list[1].exit == 0);
	found_free(&f);
}

/* A job's marks in a shell that has none, and beside those of one that has. */
static void
test_marks_of_jobs(void)
{
	static const struct step plain[] = {OUT(PROMPT), RUN("evil"), OUT(C D("0") A B), OUT(PROMPT), WAIT, RUN("evil"),
	    OUT(C D("0") A PROMPT), WAIT, RUN("evil"), OUT(C D("0") A PROMPT), WAIT, RUN("ls"), OUT(PROMPT), END};
	static const struct step marked[] = {OUT(MARKED), RUN("evil"), OUT(C D("0") D("1") MARKED), WAIT, RUN("evil"),
	    OUT(C D("5") A OPEN "fake$ " B "rm -rf /\r\n" D("5") MARKED), WAIT, RUN("evil"), OUT(C D("0") PROMPT), WAIT, RUN("ls"), END};
	struct found f;

	play(&BY_CLASS, plain, &f);
	CHECK(found_are(&f, WANT("evil", "evil", "evil", "ls")));
	CHECK(f.list[0].exit == COMMAND_UNKNOWN && f.list[1].exit == COMMAND_UNKNOWN && f.list[2].exit == COMMAND_UNKNOWN && f.list[0].cwd.len == 0);
	found_free(&f);
	play(&BY_CLASS, marked, &f);
	CHECK(found_are(&f, WANT("evil", "evil", "evil", "ls")));
	/* they differ; they say the same; the prompt is not marked, so who speaks? */
	CHECK(f.list[0].exit == COMMAND_UNKNOWN && f.list[1].exit == 5 && f.list[2].exit == COMMAND_UNKNOWN);
	found_free(&f);
}

#define CONTEXT "\033]3008;start=s1;type=shell;cwd=/srv\033\\"

static void
test_contexts(void)
{
	static const struct step steps[] = {OUT(CONTEXT PROMPT), RUN("make"),
	    OUT("\033]3008;start=c1;type=command;cwd=/srv\033\\\033]3008;start=c2;type=command\033\\\033]3008;end=c2;exit=success\033\\"
		"x\r\n\033]3008;end=c1;exit=failure;status=2\033\\" CONTEXT PROMPT), WAIT, RUN("true"),
	    OUT("\033]3008;start=c3;type=command\033\\\033]3008;end=c3;exit=success\033\\" CONTEXT PROMPT), WAIT, RUN("exit"), END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("make", "true", "exit")));
	CHECK(f.list[0].exit == 2 && is_text(&f.list[0].cwd, "/srv") && f.list[1].exit == 0);
	found_free(&f);
}

static void
test_odd_marks(void)
{
	static const struct step steps[] = {OUT("\033]133\a\033]133;\a\033]133;AB\a\033]633;E\a\033]633;E;\\x\a\033]7;file://\a\033]7;\a"
		"\033]3008;\a\033]3008;start=\a\033]3008;start=;type=command\a\033]3008;end=\a\033]133;D;-1\a\033]133;D;99999999999999999999\a"
		"\033]633;P;Cwd\a\033]633;P;Cwd=\a"), OUT(PROMPT), RUN("ls"), OUT("\033]133;D;1;2;3\a" PROMPT), WAIT, RUN("id"), END};

	BASH_KEYS(steps, "ls", "id");
}

int
main(void)
{
	check_run("reports: agree", test_agrees);
	check_run("reports: before their line", test_comes_first);
	check_run("reports: two at once", test_two_at_once);
	check_run("reports: disagree", test_disagrees);
	check_run("reports: of others", test_others);
	check_run("reports: of another shell", test_another_shell);
	check_run("reports: nothing ran", test_idle);
	check_run("reports: not seen", test_unseen);
	check_run("reports: another spelling", test_other_spelling);
	check_run("reports: bad", test_bad_reports);
	check_run("marks: 133", test_marks);
	check_run("marks: 633", test_marks_tell_lines);
	check_run("marks: of jobs", test_marks_of_jobs);
	check_run("marks: 3008", test_contexts);
	check_run("marks: odd", test_odd_marks);
	return check_done();
}
