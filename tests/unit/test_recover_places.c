/* The recovery, event by event: places, what comes in between, and output that pretends. */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/stage.h"

/* Places. */

static void
test_interpreter(void)
{
	static const struct step steps[] = {STATE("-- 100 bash"), OUT(PROMPT), RUN("python3"),
	    STATE("-- 200 python3"), OUT("Python 3.11\r\n"), OUT(">>> "), TYPE("1+1"), KEY("\r"),
	    OUT("\r\n"), OUT("2\r\n>>> "), WAIT, TYPE("if 1:"), KEY("\r"), OUT("\r\n"), OUT("... "),
	    TYPE("  x=1"), KEY("\r"), OUT("\r\n"), OUT("... "), KEY("\r"), OUT("\r\n"), OUT(">>> "),
	    TYPE("exit()"), KEY("\r"), OUT("\r\n"), STATE("-- 100 bash"), OUT(PROMPT), RUN("ls"),
	    OUT(PROMPT), WAIT, END};
	struct found f;

	BASH_KEYS(steps, "python3", "repl: 1+1", "repl: if 1:\n  x=1\n", "repl: exit()", "ls");
	play(&WITH_TRUTH, steps, &f);
	CHECK(f.count == 5 && strcmp(f.list[1].program, "python3") == 0 && f.list[1].depth == 1);
	CHECK(f.count == 5 && strcmp(f.list[4].program, "bash") == 0 && f.list[4].depth == 0);
	CHECK(f.ends[0].ended && f.ends[1].ended);
	found_free(&f);
}

static void
test_remote(void)
{
	static const struct step steps[] = {OUT(OPEN "me@here:~$ "), RUN("ssh there"), WAIT,
	    OUT("Welcome\r\n" OPEN "me@there:~$ "), WAIT, RUN("uptime"),
	    OUT("up\r\n" OPEN "me@there:~$ "), RUN("exit"),
	    OUT("logout\r\nConnection to there closed.\r\n"), OUT(OPEN "me@here:~$ "), WAIT,
	    RUN("ls"), OUT(OPEN "me@here:~$ "), WAIT, END};
	struct found f;

	BASH(steps, "ssh there", "uptime", "exit", "ls");
	play(&BY_CLASS, steps, &f);
	CHECK(f.count == 4);
	CHECK(f.list[0].depth == 0 && (f.list[0].reasons & REASON_REMOTE) == 0);
	CHECK(f.list[1].depth == 1 && (f.list[1].reasons & REASON_REMOTE) != 0 &&
	    f.list[1].grade == GRADE_D);
	CHECK(f.list[3].depth == 0 && (f.list[3].reasons & REASON_REMOTE) == 0);
	CHECK(f.ends[0].ended && f.list[0].output_to > f.list[2].event);
	found_free(&f);
}

static void
test_multiplexer(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("tmux"),
	    OUT("\033[?1049h\033[H\033[2J\033[24;1H\033[7m[0] 0:bash*\033[m\033[1;1H"), OUT("$ "),
	    WAIT, TYPE("ls"), KEY("\r"), OUT("\r\n"), OUT("a\r\n$ "), WAIT, END};
	struct found f;

	BASH_KEYS(steps, "tmux", "ls");
	play(&BY_CLASS, steps, &f);
	CHECK(f.count == 2 && (f.list[1].reasons & REASON_MULTIPLEXER) != 0 &&
	    f.list[1].grade == GRADE_D);
	found_free(&f);
}

static void
test_replies(void)
{
	static const struct step steps[] = {STATE("-- 100 bash"), OUT(PROMPT), RUN("rm -i a"),
	    STATE("ec 200 rm"), OUT("rm: remove 'a'? "), TYPE("y"), KEY("\r"), OUT("\r\n"),
	    STATE("-- 100 bash"), OUT(PROMPT), WAIT, RUN("ls"), OUT(PROMPT), WAIT, END};

	BASH_KEYS(steps, "rm -i a", "reply: y", "ls");
}

static void
test_password(void)
{
	static const struct step steps[] = {STATE("-- 100 bash"), OUT(PROMPT), RUN("sudo ls"),
	    STATE("-c 200 sudo"), OUT("Password: "), KEY(SECRET "\r"), OUT("\r\n"),
	    STATE("ec 200 sudo"), OUT("a\r\n"), STATE("-- 100 bash"), OUT(PROMPT), WAIT, RUN("ls"),
	    OUT(PROMPT), WAIT, END};
	struct buffer line = {0};
	struct found f;
	int i;

	play(&AS_TYPED, steps, &f);
	CHECK(f.count >= 2 && strcmp(buffer_string(&f.list[0].text), "sudo ls") == 0);
	for (i = 0; i < f.count; i++)
		CHECK(command_encode(&line, &f.list[i], 0) == 0);
	CHECK(strstr(buffer_string(&line), SECRET) == NULL);
	for (i = 1; i < f.count; i++)
		CHECK(f.list[i].kind == COMMAND_REPLY ||
		    strcmp(buffer_string(&f.list[i].text), "ls") == 0);
	buffer_free(&line);
	found_free(&f);
}

static void
test_full_screen(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("vim a"),
	    OUT("\033[?1049h\033[2J\033[H\r\n~\r\n~\033[H"), TYPE("iecho no"), KEY("\r"),
	    OUT("\r\n"), KEY("\033:wq\r"), OUT("\033[?1049l"), OUT(PROMPT), WAIT, RUN("ls"),
	    OUT(PROMPT), WAIT, END};
	static const struct step like[] = {STATE("-- 100 bash"), OUT(PROMPT), RUN("vim a"),
	    STATE("-- 200 vim"), OUT("\033[?1049h\033[2J\033[H$ "), TYPE("iecho no"), KEY("\r"),
	    OUT("\r\n"), KEY("\033:wq\r"), OUT("\033[?1049l"), STATE("-- 100 bash"), OUT(PROMPT),
	    WAIT, RUN("ls"), OUT(PROMPT), WAIT, END};
	static const struct step left[] = {OUT(PROMPT), RUN("bad"), OUT("\033[?1049h\033[2J\033[H"),
	    OUT(PROMPT), WAIT, RUN("ls"), OUT("a\r\n" PROMPT), WAIT, RUN("pwd"),
	    OUT("/\r\n" PROMPT), WAIT, END};
	struct found f;

	BASH_KEYS(steps, "vim a", "ls");
	/* a prompt in its text */
	play(&WITH_TRUTH, like, &f);
	CHECK(found_are(&f, WANT("vim a", "ls")));
	found_free(&f);
	BASH_KEYS(left, "bad", "ls", "pwd");
}

/* What comes in between. */

static void
test_interrupted(void)
{
	static const struct step steps[] = {OUT(PROMPT), TYPE("echo on"), WAIT,
	    OUT("\r\n[1]+ Done sleep\r\n"), OUT("$ echo on"), TYPE("e"), ENTER,
	    OUT("one\r\n" PROMPT), WAIT, END};
	static const struct step bare[] = {OUT(PROMPT), TYPE("echo on"), WAIT, OUT("noise\r\n"),
	    WAIT, TYPE("e"), ENTER, OUT("one\r\n" PROMPT), WAIT, END};
	struct found f;

	BASH_KEYS(steps, "echo one");
	play(&BY_CLASS, steps, &f);
	CHECK(f.count == 1 && f.list[0].grade == GRADE_D);
	CHECK(f.count == 1 && (f.list[0].reasons & (REASON_INTERRUPTED | REASON_REANCHORED)) != 0);
	found_free(&f);
	play(&BY_CLASS, bare, &f);
	CHECK(f.count == 1 && f.list[0].grade == GRADE_D &&
	    (f.list[0].reasons & REASON_INTERRUPTED) != 0);
	CHECK(f.count == 1 && strcmp(buffer_string(&f.list[0].text), "echo one") == 0);
	found_free(&f);
}

static void
test_redrawn(void)
{
	static const struct step clear[] = {OUT(PROMPT), TYPE("echo a"), KEY("\014"),
	    OUT("\033[H\033[2J$ echo a"), TYPE("b"), ENTER, OUT("ab\r\n" PROMPT), WAIT, END};
	static const struct step list[] = {OUT(PROMPT), TYPE("ls a"), KEY("\t"), OUT("\a"),
	    KEY("\t"), OUT("\r\na1  a2\r\n$ ls a"), TYPE("1"), ENTER, OUT("a1\r\n" PROMPT), WAIT,
	    END};
	static const struct step resize[] = {OUT(PROMPT), TYPE("echo a"), {'r', "60x20"},
	    OUT("\r\033[K$ echo a"), TYPE("b"), ENTER, OUT("ab\r\n" PROMPT), WAIT, END};

	BASH_KEYS(clear, "echo ab");
	BASH_KEYS(list, "ls a1");
	BASH_KEYS(resize, "echo ab");
}

static void
test_unseen(void)
{
	static const struct step steps[] = {STATE("-- 100 bash"), OUT(PROMPT), RUN("stty -echo"),
	    OUT(PROMPT), WAIT, KEY("l"), KEY("s"), KEY("\r"), OUT(SHUT "\r\na b\r\n"), OUT(PROMPT),
	    WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(
	    f.count == 2 && f.list[1].grade == GRADE_U && (f.list[1].reasons & REASON_UNSEEN) != 0);
	CHECK(f.count == 2 && f.list[1].text.len == 0);
	found_free(&f);
}

static void
test_cut(void)
{
	static const struct step steps[] = {OUT(PROMPT), TYPE("reboot"), KEY("\r"), OUT(LEFT), END};
	static const struct step open[] = {
	    OUT(PROMPT), RUN("for i in a"), OUT(OPEN "> "), TYPE("do ls"), END};
	static const struct step typing[] = {OUT(PROMPT), TYPE("rm -rf /"), END};
	struct way way = {.name = "cut", .keys = KEYS_CLASS, .cut = true};
	struct found f;

	play(&way, steps, &f);
	CHECK(found_are(&f, WANT("reboot")));
	CHECK(f.count == 1 && (f.list[0].reasons & REASON_CUT) != 0 && f.list[0].grade == GRADE_D);
	found_free(&f);
	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("reboot")));
	CHECK(f.count == 1 && (f.list[0].reasons & REASON_CUT) == 0);
	found_free(&f);
	/* nobody pressed Enter on what came last */
	play(&way, open, &f);
	CHECK(f.count <= 1);
	CHECK(f.count == 0 || (f.list[0].reasons & REASON_CUT) != 0);
	found_free(&f);
	play(&way, typing, &f);
	CHECK(found_are(&f, NOTHING));
	found_free(&f);
}

static void
test_long(void)
{
	const size_t len = COMMAND_TEXT_MAX + 5000, piece = 20000;
	struct found f = {0};
	const struct recovery_sink sink = {take_command, take_end, &f};
	struct stage s = {.way = &BY_CLASS};
	struct header h;
	char *text = malloc(len);
	size_t i;

	if (text == NULL)
		abort();
	memset(text, 'x', len);
	header_init(&h);
	h.cols = 900;
	h.rows = 900;
	if (header_set(&h.command, "bash") != 0 || recovery_new(&h, &sink, &s.recovery) != 0)
		abort();
	header_free(&h);
	give(&s, 'o', PROMPT, sizeof PROMPT - 1, 0);
	for (i = 0; i < len; i += piece) {
		give(&s, 'k', "v", 1, s.at += 10);
		give(&s, 'o', text + i, len - i < piece ? len - i : piece, s.at += 10);
	}
	give(&s, 'k', "^M", 2, s.at += 10);
	give(&s, 'o', LEFT PROMPT, sizeof LEFT PROMPT - 1, s.at);
	CHECK(recovery_end(s.recovery, false) == 0);
	CHECK(f.count == 1 && f.list[0].text.len <= COMMAND_TEXT_MAX);
	CHECK(f.count == 1 && f.list[0].text.len > COMMAND_TEXT_MAX / 2);
	CHECK(f.count == 1 && (f.list[0].reasons & REASON_CUT) != 0);
	recovery_free(s.recovery);
	found_free(&f);
	free(text);
}

/* Hostile output. */

static void
test_forged(void)
{
	static const struct step brackets[] = {STATE("-- 100 bash"), OUT(PROMPT), RUN("cat evil"),
	    STATE("ec 200 cat"), OUT(PROMPT "rm -rf /" LEFT "gone\r\n" PROMPT "id" LEFT), WAIT,
	    OUT("end\r\n"), STATE("-- 100 bash"), OUT(PROMPT), WAIT, RUN("ls"), OUT("a\r\n" PROMPT),
	    WAIT, END};
	static const struct step prompt[] = {STATE("-- 100 bash"), OUT(PROMPT), RUN("cat evil"),
	    STATE("ec 200 cat"), OUT("$ rm -rf /\r\ngone\r\n$ id\r\nroot\r\n"), WAIT,
	    STATE("-- 100 bash"), OUT(PROMPT), WAIT, RUN("ls"), OUT("a\r\n" PROMPT), WAIT, END};
	static const struct step marks[] = {OUT(PROMPT), RUN("cat evil"),
	    OUT("\033]133;A\007$ \033]133;B\007rm -rf /\r\n\033]133;C\007gone\r\n\033]133;D;0\007"
		"\033]633;E;rm -rf /\007"),
	    WAIT, OUT(PROMPT), WAIT, RUN("ls"), OUT("a\r\n" PROMPT), WAIT, END};

	BASH_KEYS(brackets, "cat evil", "ls");
	BASH_KEYS(prompt, "cat evil", "ls");
	BASH_KEYS(marks, "cat evil", "ls");
}

static void
test_nobody(void)
{
	static const struct step steps[] = {OUT(PROMPT), WAIT, OUT("\r\n" PROMPT),
	    OUT("wall: the system goes down\r\n"), WAIT, OUT(PROMPT), WAIT, END};

	everyway("bash", steps, ALSO_WITHOUT_KEYS, NOTHING);
	everyway("bash", (const struct step[]){END}, ALSO_WITHOUT_KEYS, NOTHING);
}

/* Events that are wrong in every way that a reader lets through. */
static void
test_odd_events(void)
{
	static const struct step steps[] = {{'s', ""}, {'s', "e"}, {'s', "-- x"},
	    {'s', "-- 99999999999999999999999 a"}, {'r', "x"}, {'r', "0x0"}, {'k', ""}, {'k', "^"},
	    {'k', "zz^"}, {'z', "?"}, {'b', "AAAA"}, {'g', "{"}, {'f', "2"}, {'m', ""}, OUT(PROMPT),
	    RUN("ls"), OUT(PROMPT), {'x', "0"}, {'x', "1"}, OUT("more"), END};

	BASH_KEYS(steps, "ls");
}

/* An editor has started a shell, which the kernel names, and has it in the place of its own screen; a script that asks has the same name. */
static void
test_started_within(void)
{
	static const struct step steps[] = {STATE("-- 100 bash"), OUT(PROMPT), RUN("vim a"), STATE("-- 200 vim"), OUT("\033[?1049h\033[2J"), WAIT, TYPE(":sh"), KEY("\r"),
	    OUT("\033[?1049l\r\n"), STATE("ec 300 sh"), OUT("# "), WAIT, TYPE("id"), KEY("\r"), OUT("\r\nuid=0\r\n# "), WAIT, TYPE("exit"), KEY("\r"), OUT("\r\n"),
	    STATE("-- 200 vim"), OUT("\033[?1049h\033[2J"), WAIT, TYPE(":q"), KEY("\r"), OUT("\033[?1049l"), STATE("-- 100 bash"), OUT(PROMPT), RUN("bash ./ask"),
	    STATE("ec 400 bash"), OUT("Which one: "), WAIT, TYPE("this one"), KEY("\r"), OUT("\r\n"), STATE("-- 100 bash"), OUT(PROMPT), END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("vim a", "id", "exit", "bash ./ask", "reply: this one")));
	CHECK(strcmp(f.list[1].program, "sh") == 0 && f.list[1].depth == 1 && strcmp(f.list[3].program, "bash") == 0 && f.list[3].depth == 0);
	found_free(&f);
}

/* Keys that print are told of once a second, and secret ones never: what comes behind them has a prompt of its own. */
static void
test_behind_untold_keys(void)
{
	static const struct step secret[] = {STATE("-- 100 bash"), OUT(PROMPT), RUN("python3 -i ask.py"), STATE("-c 200 python3"), OUT("Word: "), WAIT, {'k', "h"}, PAUSE,
	    STATE("ec 200 python3"), OUT("\r\n"), OUT(">>> "), WAIT, STATE("-- 200 python3"), TYPE("1 + 1"), KEY("\r"), OUT("\r\n2\r\n>>> "), WAIT, END};
	static const struct step pager[] = {STATE("-- 100 tcsh"), OUT("$ "), WAIT, TYPE("less a"), KEY("\r"), OUT("\r\n"), STATE("ec 200 less"), OUT("\033[?1049hone\r\n:"), WAIT, {'k', "p"},
	    OUT("\r\033[K\033[?1049l"), OUT("$ "), PAUSE, STATE("-- 100 tcsh"), OUT("echo b"), OUT("etween"), PAUSE, KEY("\r"), OUT("\r\nbetween\r\n$ "), WAIT, END};
	struct found f;

	play(&WITH_TRUTH, secret, &f);
	CHECK(found_are(&f, WANT("python3 -i ask.py", "repl: 1 + 1")));
	found_free(&f);
	play(&WITH_TRUTH, pager, &f);
	CHECK(found_are(&f, WANT("less a", "echo between")));
	found_free(&f);
}

/*
 * A shell that shows neither a prompt nor what is typed: each line's end is a command's, and what is typed at a question that hides its answer is none.  The
 * recorders of before told of no ends.
 */
static void
test_muted(void)
{
	static const struct step steps[] = {STATE("ec 100 sh"), OUT("$ "), WAIT, TYPE("PS1="), KEY("\r"), OUT("\r\n"), WAIT, TYPE("stty -echo"), KEY("\r"), OUT("\r\n"), WAIT,
	    STATE("-c 100 sh"), {'k', "h"}, PAUSE, {'k', "^M"}, OUT("seen\r\n"), {'k', "h"}, PAUSE, {'k', "^M"}, PAUSE, {'k', "h^M"}, PAUSE, STATE("-c 200 cat"), {'k', "h^M"}, OUT("\r\n"), PAUSE,
	    STATE("-c 100 sh"), {'k', "h^C"}, PAUSE, {'k', "h"}, PAUSE, {'k', "^M"}, STATE("ec 100 sh"), OUT("back: "), WAIT, TYPE("id"), KEY("\r"), OUT("\r\n0\r\nback: "), WAIT, END};
	static const struct step asked[] = {STATE("ec 100 sh"), OUT("$ "), WAIT, TYPE("read -s p"), KEY("\r"), OUT("\r\n"), STATE("-c 100 sh"), {'k', "h"}, PAUSE, {'k', "^M"}, STATE("ec 100 sh"), OUT("$ "),
	    WAIT, TYPE("id"), KEY("\r"), OUT("\r\n0\r\n$ "), WAIT, END};
	static const struct step before[] = {STATE("ec 100 sh"), OUT("$ "), WAIT, TYPE("stty -echo"), KEY("\r"), OUT("\r\n$ "), WAIT, STATE("-c 100 sh"), {'k', "h"}, PAUSE, OUT("one\r\n$ "), PAUSE,
	    OUT("two\r\n$ "), PAUSE, STATE("ec 100 sh"), OUT("$ "), WAIT, TYPE("id"), KEY("\r"), OUT("\r\n0\r\n$ "), WAIT, END};
	static const struct step prompting[] = {STATE("ec 100 sh"), OUT("$ "), WAIT, TYPE("stty -echo"), KEY("\r"), OUT("\r\n$ "), WAIT, STATE("-c 100 sh"), {'k', "h"}, PAUSE, {'k', "^M"},
	    OUT("one\r\n$ "), PAUSE, {'k', "h^M"}, OUT("$ "), PAUSE, {'k', "h^M"}, STATE("ec 100 sh"), OUT("$ "), WAIT, TYPE("id"), KEY("\r"), OUT("\r\n0\r\n$ "), WAIT, END};
	struct found f;

	play(&WITH_TRUTH, prompting, &f);
	CHECK(found_are(&f, WANT("stty -echo", "", "", "", "id")));
	found_free(&f);
	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("PS1=", "stty -echo", "", "", "", "", "id")));
	found_free(&f);
	play(&WITH_TRUTH, asked, &f);
	CHECK(found_are(&f, WANT("read -s p", "id")));
	found_free(&f);
	play(&WITH_TRUTH, before, &f);
	CHECK(found_are(&f, WANT("stty -echo", "", "", "", "id")));
	found_free(&f);
}

/* A script's interpreter is in front, and the script has started a shell: what is given to that is no statement of the interpreter's. */
static void
test_shell_of_a_script(void)
{
	static const struct step steps[] = {STATE("-- 100 bash"), OUT(PROMPT), TYPE("python3 bin/enter mail"), KEY("\r"), STATE("ec 200 python3"), OUT(LEFT), STATE("-- 200 python3"), OUT("mail:/# "), WAIT,
	    TYPE("id"), KEY("\r"), OUT("\r\n0\r\nmail:/# "), WAIT, TYPE("for n in 1"), KEY("\r"), OUT("\r\n> "), WAIT, TYPE("do pwd; done"), KEY("\r"), OUT("\r\n/\r\nmail:/# "), WAIT,
	    TYPE("exit"), KEY("\r"), OUT("\r\n"), STATE("-- 100 bash"), OUT(PROMPT), WAIT, RUN("ls"), OUT("a\r\n" PROMPT), WAIT, END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("python3 bin/enter mail", "id", "for n in 1\ndo pwd; done", "exit", "ls")));
	found_free(&f);
}

/* zsh and tcsh would correct a line, and were told to run none: another key than one of a line answers that. */
static void
test_correction_given_up(void)
{
	static const struct step steps[] = {OUT(PROMPT), TYPE("prnit a"), KEY("\r"), OUT(LEFT "zsh: correct 'prnit' to 'print' [nyae]? "), WAIT, TYPE("e"), OUT("\r\n" PROMPT "prnit a"), WAIT,
	    KEY("\x15"), OUT("\r$ \033[K"), TYPE("ls"), ENTER, OUT("a\r\n" PROMPT), TYPE("pwdd"), KEY("\r"), OUT(LEFT "zsh: correct 'pwdd' to 'pwd' [nyae]? "), WAIT, TYPE("n"),
	    OUT("\r\nno\r\n" PROMPT), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("ls", "pwdd")));
	found_free(&f);
}

/* An interpreter behind a gate is told by its prompt, or by what sudo was told to run; and a shell may come after it. */
static void
test_interpreter_behind_gate(void)
{
	static const struct step steps[] = {STATE("-- 100 bash"), OUT(PROMPT), RUN("ssh -t db"), STATE("-- 200 ssh"), OUT("sqlite> "), WAIT, TYPE("select 1"), KEY("\r"), OUT("\r\n   ...> "), WAIT,
	    TYPE("from a;"), KEY("\r"), OUT("\r\n1\r\nsqlite> "), WAIT, TYPE(".quit"), KEY("\r"), OUT("\r\n"), STATE("-- 100 bash"), OUT(PROMPT), RUN("sudo node"), STATE("-- 300 sudo"), OUT("> "),
	    WAIT, TYPE("1 + 1"), KEY("\r"), OUT("\r\n2\r\n> "), WAIT, TYPE(".exit"), KEY("\r"), OUT("\r\n"), STATE("-- 100 bash"), OUT(PROMPT), RUN("sudo -i"), STATE("-- 400 sudo"),
	    OUT("irb(main):001:0> "), WAIT, TYPE("exit"), KEY("\r"), OUT("\r\n# "), WAIT, TYPE("id"), KEY("\r"), OUT("\r\nuid=0\r\n# "), WAIT, END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("ssh -t db", "repl: select 1\nfrom a;", "repl: .quit", "sudo node", "repl: 1 + 1", "repl: .exit", "sudo -i", "repl: exit", "id")));
	CHECK(strcmp(f.list[1].program, "sqlite3") == 0 && strcmp(f.list[4].program, "node") == 0 && strcmp(f.list[8].program, "sudo") == 0);
	found_free(&f);
}

#define FAR OPEN "far$ "

/* Of a terminal that answered at once nothing more comes of what it was asked, and what is told of its window asks nothing: arrows are somebody's. */
static void
test_queries_unanswered(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("ssh far"), OUT(FAR), WAIT, RUN("vim a"),
	    OUT("\033[?1049h\033[22;2t\033[22;1t\033[H\033[J\033[6n\033[>c\033]10;?\a\033]11;?\a~"), KEY("\033[2;2R"), KEY(":"), OUT(":"), KEY("q"), OUT("q"), KEY("\r"), PAUSE,
	    OUT("\033[23;2t\033[23;1t\033[?1049l" FAR), KEY("\033[A"), OUT("vim a"), KEY("\033[A"), OUT("\033[6Gls\033[K"), ENTER, OUT("a\r\n" FAR), WAIT, END};
	static const struct step titled[] = {OUT(PROMPT), RUN("ssh far"), OUT(FAR), WAIT, RUN("vim a"), OUT("\033[?1049h\033[22;2t\033[22;1t\033[H\033[J~"), KEY("ZZ"),
	    OUT("\033[23;2t\033[23;1t\033[?1049l" FAR), KEY("\033[A"), OUT("vim a"), KEY("\033[A"), OUT("\033[6Gls\033[K"), ENTER, OUT("a\r\n" FAR), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("ssh far", "vim a", "ls")));
	found_free(&f);
	play(&BY_CLASS, titled, &f);
	CHECK(found_are(&f, WANT("ssh far", "vim a", "ls")));
	found_free(&f);
}

/* What vim shows is a shell of its own, though its prompt is the one below, and nobody says here who reads. */
static void
test_guest_on_another_machine(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("ssh far"), OUT(FAR), WAIT, RUN("vim"), OUT("\033[?1049h" OPEN "\033[H\033[J~"), OUT("\033[Hfar$ "), WAIT, TYPE("ls"),
	    KEY("\r"), OUT("\r\na\r\nfar$ "), WAIT, TYPE("pwd"), KEY("\r"), OUT("\r\n/\r\nfar$ "), WAIT, OUT(SHUT "\033[?1049l" FAR), WAIT, RUN("exit"), OUT(PROMPT), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("ssh far", "vim", "ls", "pwd", "exit")));
	found_free(&f);
}

/* A program prints what it was given behind what looks like its shell's prompt, whose editor says when it begins. */
static void
test_answers_on_another_machine(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("ssh far"), OUT(FAR), WAIT, RUN("asker"), WAIT, TYPE("one"), KEY("\r"), OUT("\r\nfar$ sudo one\r\n"), WAIT, TYPE("two"),
	    KEY("\r"), OUT("\r\nfar$ two\r\n"), WAIT, OUT(FAR), WAIT, RUN("exit"), OUT(PROMPT), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("ssh far", "asker", "reply: one", "reply: two", "exit")));
	found_free(&f);
}

/* An interpreter gives the rest of a line to a shell, which may be one to talk to. */
static void
test_shell_of_an_interpreter(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("sqlite3 l.db"), OUT("sqlite> "), WAIT, TYPE(".shell bash"), KEY("\r"), OUT("\r\n" OPEN "db$ "), WAIT, RUN("ls"), OUT("a\r\n" OPEN "db$ "), WAIT,
	    RUN("exit"), OUT("exit\r\nsqlite> "), WAIT, TYPE("select 1;"), KEY("\r"), OUT("\r\n1\r\nsqlite> "), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("sqlite3 l.db", "repl: .shell bash", "ls", "exit", "repl: select 1;")));
	found_free(&f);
}

/* A program prints a prompt, and then a letter at a time while somebody types: the shell has read the line, and draws what it is. */
static void
test_letters_among_letters(void)
{
	static const struct step steps[] = {STATE("-- 100 zsh"), OUT(PROMPT), TYPE("sh slow"), KEY("\r"), OUT(LEFT), OUT("ann@web:~$ "), WAIT, STATE("ec 200 sh"), OUT("k"), TYPE("prin"), OUT("i"),
	    TYPE("t t"), OUT("l"), TYPE("hree"), OUT("l"), KEY("\r"), OUT("\r\n"), OUT(" ledger\r\nkilled\r\n"), STATE("-- 100 zsh"), OUT(PROMPT "print three"), OUT(LEFT "three\r\n"), OUT(PROMPT),
	    WAIT, RUN("ls"), OUT("a\r\n" PROMPT), WAIT, END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("sh slow", "print three", "ls")));
	found_free(&f);
}

/* irb goes down by a line feed at the window's end, and draws the row above once more: its sign alone tells that it asks for more, and "end" goes further left. */
static void
test_irb_drawn_anew(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("irb"), OUT("irb(main):001:0> "), WAIT, TYPE("def f(a)"), KEY("\r"),
	    OUT("\r\n\033[1Girb(main):001:1* def f(a)\033[1B\033[1Girb(main):002:1*   "), WAIT, TYPE("en"), KEY("d"), OUT("\033[1Girb(main):002:1* end\033[K"), WAIT,
	    KEY("\r"), OUT("\r\n=> :f\r\nirb(main):003:0> "), WAIT, TYPE("exit"), KEY("\r"), OUT("\r\n" PROMPT), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("irb", "repl: def f(a)\nend", "repl: exit")));
	found_free(&f);
}

/* A line that goes over the margin on another screen, which a program left on. */
static void
test_wrapped_on_another_screen(void)
{
	static const struct step steps[] = {{'r', "20x10"}, OUT("ws# "), WAIT, TYPE("alt"), KEY("\r"), OUT("\r\n\033[?1049hws# "), WAIT, TYPE("echo cedar islet slope"), KEY("\r"),
	    OUT("\r\ncedar islet slope\r\nws# "), WAIT, TYPE("pwd"), KEY("\r"), OUT("\r\n/\r\nws# "), WAIT, END};
	const struct way way = {.program = "dash", .keys = KEYS_CLASS};
	struct found f;

	play(&way, steps, &f);
	CHECK(found_are(&f, WANT("alt", "echo cedar islet slope", "pwd")));
	found_free(&f);
}

/* busybox goes below a row that is full, and the last letters come at once with the key. */
static void
test_letters_with_key_below_full_row(void)
{
	static const struct step steps[] = {OUT(PROMPT), {'r', "20x10"}, RUN("ssh far"), OUT("ws# "), WAIT, TYPE("true"), KEY("\r"), OUT("\r\nws# "), WAIT, TYPE("cat /etc | head "), OUT("\r\r\n"), WAIT, KEY("-n 1\r"),
	    OUT("-"), OUT("n 1\r\n"), OUT("a\r\nws# "), WAIT, TYPE("exit"), KEY("\r"), OUT("\r\n" PROMPT), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("ssh far", "true", "cat /etc | head -n 1", "exit")));
	found_free(&f);
}

/* zsh on another machine runs a line and leaves it standing: what was printed is no text from an editor. */
static void
test_held_on_another_machine(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("ssh far"), OUT(FAR), WAIT, TYPE("print keep"), KEY("\033"), PAUSE, KEY("a"), OUT(LEFT "keep\r\n" FAR "print keep"), WAIT,
	    KEY("\025"), OUT("\r\033[Kfar$ "), WAIT, RUN("exit"), OUT(PROMPT), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("ssh far", "print keep", "exit")));
	found_free(&f);
}

/* Python's own editor ends each row of a line but the last with a sign at the margin. */
static void
test_sign_at_margin(void)
{
	static const struct step steps[] = {OUT(PROMPT), {'r', "20x10"}, RUN("python3"), OUT(OPEN "\033[1;35m>>> \033[m"), WAIT, TYPE("print('one two,"), OUT("\033[19D\n\033[1A\033[1;35m>>> \033[mprint('one two,\\\033[20D\033[1B\033[1@ "), TYPE("three')"), KEY("\r"),
	    OUT(LEFT "one two three\r\n" OPEN "\033[1;35m>>> \033[m"), WAIT, RUN("exit"), OUT(PROMPT), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("python3", "repl: print('one two, three')", "repl: exit")));
	found_free(&f);
}

/* A shell that asks with nothing draws the next line behind what was echoed of the one after it, and then that: it was no prompt. */
static void
test_early_below_no_prompt(void)
{
	static const struct step steps[] = {STATE("-- 10 bash"), OUT(OPEN), WAIT, TYPE("ls a"), KEY("\r"), STATE("ec 10 bash"), OUT("\r\n" SHUT), OUT("a\r\n"), STATE("-- 10 bash"), OUT(OPEN), WAIT, TYPE("sleep 1"), KEY("\r"),
	    STATE("ec 10 bash"), OUT("\r\n" SHUT), STATE("ec 11 sleep"), TYPE("echo one"), KEY("\r"), OUT("\r\n"), TYPE("echo two"), PAUSE, STATE("-- 10 bash"), OUT(OPEN "echo one\r\n"), STATE("ec 10 bash"),
	    OUT(SHUT "one\r\n"), STATE("-- 10 bash"), OUT(OPEN "echo two"), WAIT, TYPE(" and"), KEY("\r"), OUT("\r\n" SHUT "two and\r\n" OPEN), WAIT, TYPE("exit"), KEY("\r"), OUT(LEFT), WAIT, END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("ls a", "sleep 1", "echo one", "echo two and", "exit")));
	found_free(&f);
}

/* What a statement prints ends without a line feed, as that before it did, and is as wide: the prompt behind it is the first one.  Windows that are pulled change nothing. */
static void
test_prompt_behind_output(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("guile"), OUT("scheme@(guile-user)> "), WAIT, TYPE("(newline)"), KEY("\r"), OUT("\r\n\r\nscheme@(guile-user)> "), WAIT, TYPE("(display \"one\")"), KEY("\r"), OUT("\r\n"),
	    OUT("onescheme@(guile-user)> "), WAIT, TYPE("(display \"two\")"), KEY("\r"), OUT("\r\n"), OUT("twoscheme@(guile-user)> "), WAIT, TYPE("(disp"), {'r', "90x24"}, PAUSE, OUT("lay 3)"), WAIT, KEY("\r"),
	    OUT("\r\n3scheme@(guile-user)> "), WAIT, TYPE("(exit)"), KEY("\r"), OUT("\r\n" PROMPT), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("guile", "repl: (newline)", "repl: (display \"one\")", "repl: (display \"two\")", "repl: (display 3)", "repl: (exit)")));
	found_free(&f);
}

/* An editor shows for a moment to which parenthesis the last sign belongs, which is in the row above, and comes back by a line feed. */
static void
test_parentheses_shown(void)
{
	static const struct step steps[] = {OUT(PROMPT), {'r', "20x10"}, RUN("swipl"), OUT("?- "), WAIT, TYPE("writeln('one, three"), OUT("\r\033[3G'\033[A\033[12G"), OUT("\r\n\033[4G\r\033[4G)\033[A\033[11G"), OUT("\r\n\033[5G."), WAIT, KEY("\r"),
	    OUT("\r\none, three\r\ntrue.\r\n\r\n?- "), WAIT, TYPE("halt."), KEY("\r"), OUT("\r\n" PROMPT), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("swipl", "repl: writeln('one, three').", "repl: halt.")));
	found_free(&f);
}

/* What is typed at a debugger's own question, or at its pager, is no statement. */
static void
test_debuggers_questions(void)
{
	static const struct step steps[] = {OUT(PROMPT), RUN("gdb -q ./m"), OUT(OPEN "(gdb) "), WAIT, RUN("kill"), OUT(OPEN "Kill the program being debugged? (y or n) "), WAIT,
	    RUN("y"), OUT("[Inferior 1 killed]\r\n" OPEN "(gdb) "), WAIT, RUN("help data"), OUT("append\r\n" OPEN "--Type <RET> for more, q to quit, c to continue without paging--"), WAIT,
	    RUN("q"), OUT("Quit\r\n" OPEN "(gdb) "), WAIT, RUN("quit"), OUT(PROMPT), WAIT, END};
	struct found f;

	BASH_KEYS(steps, "gdb -q ./m", "repl: kill", "reply: y", "repl: help data", "reply: q", "repl: quit");
	play(&BY_CLASS, steps, &f);
	CHECK(f.count == 6 && f.list[2].kind == COMMAND_REPLY && f.list[4].kind == COMMAND_REPLY);
	found_free(&f);
}

/* A shell in a container is given another prompt, which resembles that of the shell without: it is the one within that asks. */
static void
test_resembling_prompt(void)
{
	static const struct step steps[] = {STATE("-- 100 bash"), OUT(OPEN "root@pve-2:~# "), RUN("docker exec -it web bash"), WAIT, STATE("-- 200 docker"),
	    OUT(OPEN "bash-5.2# "), WAIT, RUN("PS1='root@web:\\w# '"), OUT(OPEN "root@web:/# "), WAIT, RUN("echo cell"), OUT("cell\r\n" OPEN "root@web:/# "), WAIT,
	    RUN("cd /etc"), OUT(OPEN "root@web:/etc# "), WAIT, RUN("exit"), OUT("exit\r\n"), STATE("-- 100 bash"), OUT(OPEN "root@pve-2:~# "), WAIT, RUN("ls"), OUT(OPEN "root@pve-2:~# "), WAIT, END};
	struct found f;
	int i;

	BASH(steps, "docker exec -it web bash", "PS1='root@web:\\w# '", "echo cell", "cd /etc", "exit", "ls");
	play(&WITH_TRUTH, steps, &f);
	for (i = 0; i < f.count; i++)
		CHECK(f.list[i].depth == (i >= 1 && i <= 4) && f.list[i].kind == COMMAND_SHELL);
	found_free(&f);
}

/* A shell behind sudo asks as the one before it does, to the sign; sudo has given it a terminal of its own, and the kernel names sudo. */
static void
test_same_prompt_within(void)
{
	static const struct step steps[] = {STATE("-- 100 bash"), OUT(OPEN "~ # "), RUN("sudo -E bash --norc"), WAIT, STATE("-- 200 sudo"), OUT(OPEN "~ # "), WAIT,
	    RUN("echo again"), OUT("again\r\n" OPEN "~ # "), WAIT, RUN("cd /"), OUT(OPEN "/ # "), WAIT, RUN("ls | wc"), OUT("1\r\n" OPEN "/ # "), WAIT,
	    RUN("exit"), OUT("exit\r\n"), STATE("-- 100 bash"), OUT(OPEN "~ # "), WAIT, RUN("echo home"), OUT("home\r\n" OPEN "~ # "), WAIT, END};
	struct found f;
	int i;

	play(&WITH_TRUTH, steps, &f);
	CHECK(found_are(&f, WANT("sudo -E bash --norc", "echo again", "cd /", "ls | wc", "exit", "echo home")));
	for (i = 0; i < f.count; i++)
		CHECK(f.list[i].depth == (i >= 1 && i <= 4) && f.list[i].kind == COMMAND_SHELL && (f.list[i].grade == GRADE_D) == (i >= 1 && i <= 4));
	found_free(&f);
}

#define RUNG(group) STATE("-- " group " sudo"), OUT(OPEN "~ # "), WAIT, RUN("sudo bash")

/* The same, deeper than places are kept: a recording may say anything of who is in front. */
static void
test_same_prompt_too_deep(void)
{
	static const struct step steps[] = {STATE("-- 100 bash"), OUT(OPEN "~ # "), RUN("sudo bash"), RUNG("201"), RUNG("202"), RUNG("203"), RUNG("204"), RUNG("205"), RUNG("206"),
	    RUNG("207"), RUNG("208"), RUNG("209"), RUNG("210"), RUNG("211"), RUNG("212"), RUNG("213"), RUNG("214"), RUNG("215"), RUNG("216"), RUNG("217"), RUNG("218"),
	    STATE("-- 100 bash"), OUT(OPEN "~ # "), WAIT, RUN("ls"), OUT("a\r\n" OPEN "~ # "), WAIT, END};
	struct found f;

	play(&WITH_TRUTH, steps, &f);
	CHECK(f.count == 20 && f.list[1].depth == 1 && f.list[15].depth == 15 && f.list[18].depth == 15 && strcmp(buffer_string(&f.list[19].text), "ls") == 0 && f.list[19].depth == 0);
	found_free(&f);
}

/* A program has left the terminal on its other screen, and a shell is told there to ask with nothing. */
static void
test_nothing_asked_on_another_screen(void)
{
	static const struct step steps[] = {OUT(OPEN "$ "), RUN("sh alt.sh"), OUT("\033[?1049h\033[2J\033[Hviewer\r\n"), OUT(OPEN "$ "), WAIT, RUN("PS1="), OUT(OPEN), WAIT,
	    RUN("echo one"), OUT("one\r\n"), OUT(OPEN), WAIT, RUN("for n in 1; do"), OUT(OPEN "> "), WAIT, RUN("echo $n"), OUT(OPEN "> "), WAIT, RUN("done"), OUT("1\r\n" OPEN), WAIT,
	    RUN("sh main.sh"), OUT("\033[?1049l"), OUT(OPEN), WAIT, RUN("exit"), WAIT, END};
	struct found f;

	play(&BY_CLASS, steps, &f);
	CHECK(found_are(&f, WANT("sh alt.sh", "PS1=", "echo one", "for n in 1; do\necho $n\ndone", "sh main.sh", "exit")));
	found_free(&f);
}

int
main(void)
{
	check_run("recover: an interpreter", test_interpreter);
	check_run("recover: remote", test_remote);
	check_run("recover: multiplexer", test_multiplexer);
	check_run("recover: replies", test_replies);
	check_run("recover: password", test_password);
	check_run("recover: full screen", test_full_screen);
	check_run("recover: started within", test_started_within);
	check_run("recover: behind keys that are not told", test_behind_untold_keys);
	check_run("recover: a shell that shows nothing", test_muted);
	check_run("recover: a correction given up", test_correction_given_up);
	check_run("recover: an interpreter behind a gate", test_interpreter_behind_gate);
	check_run("recover: interrupted", test_interrupted);
	check_run("recover: redrawn", test_redrawn);
	check_run("recover: unseen", test_unseen);
	check_run("recover: cut", test_cut);
	check_run("recover: long", test_long);
	check_run("recover: forged", test_forged);
	check_run("recover: nobody", test_nobody);
	check_run("recover: a shell that a script has started", test_shell_of_a_script);
	check_run("recover: odd events", test_odd_events);
	check_run("places: queries that nobody answers", test_queries_unanswered);
	check_run("places: a guest on another machine", test_guest_on_another_machine);
	check_run("places: answers on another machine", test_answers_on_another_machine);
	check_run("recover: letters among a program's letters", test_letters_among_letters);
	check_run("places: irb, drawn anew", test_irb_drawn_anew);
	check_run("places: wrapped on another screen", test_wrapped_on_another_screen);
	check_run("places: letters with the key below a full row", test_letters_with_key_below_full_row);
	check_run("places: held on another machine", test_held_on_another_machine);
	check_run("places: a sign at the margin", test_sign_at_margin);
	check_run("places: early below no prompt", test_early_below_no_prompt);
	check_run("recover: a shell of an interpreter's", test_shell_of_an_interpreter);
	check_run("places: a prompt behind output", test_prompt_behind_output);
	check_run("places: parentheses that are shown", test_parentheses_shown);
	check_run("places: a debugger's questions", test_debuggers_questions);
	check_run("places: a prompt that resembles another's", test_resembling_prompt);
	check_run("places: a shell within, with the same prompt", test_same_prompt_within);
	check_run("places: a shell within, deeper than is kept", test_same_prompt_too_deep);
	check_run("places: nothing asked on another screen", test_nothing_asked_on_another_screen);
	return check_done();
}
