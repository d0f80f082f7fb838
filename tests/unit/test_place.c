/* Where lines are given to, and the prompts that tell places apart. */
#include <string.h>

#include "indexer/place.h"
#include "tests/unit/check.h"

#define S(text) (text), strlen(text)

static void
start(struct places *places, const char *command, const char *shell, char *const *argv)
{
	struct header h;

	header_init(&h);
	CHECK(header_set(&h.command, command) == 0 && header_set(&h.shell, shell) == 0);
	CHECK(argv == NULL || header_set_argv(&h, argv) == 0);
	places_init(places, &h);
	header_free(&h);
}

static bool
starts_with(const char *command, const char *shell, const char *program, enum program_kind kind)
{
	struct places places;
	bool same;

	start(&places, command, shell, NULL);
	same = places.count == 1 && strcmp(places_top(&places)->program, program) == 0 &&
	    places_top(&places)->kind == kind;
	if (!same)
		printf("# <%s>\n", places_top(&places)->program);
	places_free(&places);
	return same;
}

static void
test_first(void)
{
	CHECK(starts_with("bash --norc -i", NULL, "bash", PROGRAM_SHELL));
	CHECK(starts_with("/bin/zsh", NULL, "zsh", PROGRAM_SHELL));
	CHECK(starts_with("python3 -q", NULL, "python3", PROGRAM_REPL));
	CHECK(starts_with("ssh host", NULL, "ssh", PROGRAM_GATE));
	CHECK(starts_with(NULL, "/usr/bin/fish", "fish", PROGRAM_SHELL));
	CHECK(starts_with(NULL, NULL, "", PROGRAM_SHELL));
	/* what a script of one line ends with, if that is somebody to talk to */
	CHECK(starts_with("sh -c gcc -g prog.c && exec gdb -q ./a.out", NULL, "gdb", PROGRAM_REPL));
	CHECK(starts_with("bash -c cd /srv; zsh", NULL, "zsh", PROGRAM_SHELL));
	CHECK(starts_with("sh -c make | tee log", NULL, "sh", PROGRAM_SHELL));
	CHECK(starts_with("python3 -c input(); bash", NULL, "python3", PROGRAM_REPL));
	{
		char *argv[] = {(char[]){"sh"}, (char[]){"-c"}, (char[]){"exec psql shop"}, NULL};
		struct places places;

		start(&places, NULL, NULL, argv);
		CHECK(places_top(&places)->kind == PROGRAM_REPL && strcmp(places_top(&places)->program, "psql") == 0);
		places_free(&places);
	}
	{
		char *argv[] = {(char[]){"-bash"}, NULL};
		struct places places;

		start(&places, NULL, NULL, argv);
		CHECK(places_top(&places)->kind == PROGRAM_SHELL);
		places_free(&places);
	}
}

static void
test_nesting(void)
{
	struct places places;
	struct place *p;
	int i;

	start(&places, "bash", NULL, NULL);
	CHECK(
	    !places_remote(&places) && !places_multiplexed(&places) && places_inside(&places) == 0);
	p = places_top(&places);
	prompts_add(&p->first, S("a$ "));
	p->running = true;
	p = places_enter(&places, "ssh", PROGRAM_GATE);
	CHECK(places.count == 2 && p == places_top(&places) && p->kind == PROGRAM_GATE &&
	    !p->running);
	CHECK(p->first.count == 0 && strcmp(p->program, "ssh") == 0);
	CHECK(places_remote(&places));
	prompts_add(&p->first, S("b$ "));
	p->running = true;
	p = places_enter(&places, "python3", PROGRAM_REPL);
	prompts_add(&p->first, S(">>> "));
	CHECK(places_find(&places, S(">>> "), false) == 2);
	CHECK(places_find(&places, S("b$ "), false) == 1);
	CHECK(places_find(&places, S("a$ "), false) == 0);
	CHECK(places_find(&places, S("c$ "), false) == -1);
	places_return(&places, 1);
	CHECK(places.count == 2 && strcmp(places_top(&places)->program, "ssh") == 0);
	places_return(&places, 0);
	CHECK(places.count == 1 && !places_remote(&places));
	/* what was there before is forgotten */
	places_top(&places)->running = true;
	p = places_enter(&places, "cat", PROGRAM_OTHER);
	CHECK(p->first.count == 0 && p->more.count == 0 && p->gap == 0 && p->group == 0 &&
	    !p->running);
	for (i = 0; i < 3 * PLACES_MAX; i++) {
		places_top(&places)->running = true;
		p = places_enter(&places, "a-name-as-long-as-one-may-be-12", PROGRAM_OTHER);
		CHECK(p == places_top(&places));
	}
	CHECK(places.count == PLACES_MAX);
	CHECK(memchr(p->program, '\0', sizeof p->program) != NULL);
	places_free(&places);
}

static void
test_multiplexer(void)
{
	struct places places;

	start(&places, "bash", NULL, NULL);
	places_top(&places)->running = true;
	places_enter(&places, "tmux", PROGRAM_MULTIPLEXER);
	places_top(&places)->running = true;
	places_enter(&places, "bash", PROGRAM_SHELL);
	CHECK(places_multiplexed(&places));
	places_return(&places, 0);
	CHECK(!places_multiplexed(&places) && places_inside(&places) == 0);
	places_free(&places);
}

/* Newest first, each once, the oldest forgotten. */
static void
test_prompts(void)
{
	struct places places;
	struct prompts *p;
	char name[8] = "a$ ";
	int i;

	start(&places, "bash", NULL, NULL);
	p = &places_top(&places)->first;
	CHECK(!prompts_have(p, S("a$ ")) && !prompts_have(p, "", 0));
	prompts_add(p, S("a$ "));
	prompts_add(p, S("b$ "));
	prompts_add(p, S("a$ "));
	CHECK(p->count == 2 && prompts_have(p, S("a$ ")) && prompts_have(p, S("b$ ")) &&
	    !prompts_have(p, S("a$")));
	CHECK(p->list[0].len == 3 && memcmp(p->list[0].data, "a$ ", 3) == 0);
	for (i = 0; i < PROMPTS_MAX; i++) {
		name[0] = (char)('c' + i);
		prompts_add(p, S(name));
	}
	CHECK(p->count == PROMPTS_MAX && !prompts_have(p, S("a$ ")) && prompts_have(p, S("c$ ")));
	CHECK(p->list[0].data[0] == 'c' + PROMPTS_MAX - 1);
	prompts_add(p, "", 0);
	CHECK(prompts_have(p, "", 0));
	places_free(&places);
}

static void
test_like(void)
{
	static const char *const same[][2] = {{"me@here:~$ ", "me@here:/tmp$ "},
	    {"[12:00] $ ", "[12:01] $ "}, {"0 $ ", "1 $ "}, {"$ ", "$ "},
	    {"[root@web-1 ~]# ", "[root@web-1 etc]# "}, {"me@here:~$ ", "me@here:/var/log/apt$ "}, {"job9 ", "job10 "}};
	static const char *const other[][2] = {
	    {"$ ", ">>> "}, {"me@here:~$ ", "root@here:~# "}, {"$ ", "Password: "}, {"job9 ", "jobs10 "}, {"job 9 ", "job "}};
	size_t i;

	for (i = 0; i < sizeof same / sizeof *same; i++) {
		if (!prompt_like(S(same[i][0]), S(same[i][1])))
			printf("# <%s> is like <%s>\n", same[i][0], same[i][1]);
		CHECK(prompt_like(S(same[i][0]), S(same[i][1])));
		CHECK(prompt_like(S(same[i][1]), S(same[i][0])));
	}
	for (i = 0; i < sizeof other / sizeof *other; i++) {
		if (prompt_like(S(other[i][0]), S(other[i][1])))
			printf("# <%s> is not like <%s>\n", other[i][0], other[i][1]);
		CHECK(!prompt_like(S(other[i][0]), S(other[i][1])));
		CHECK(!prompt_like(S(other[i][1]), S(other[i][0])));
	}
}

static void
test_user(void)
{
	CHECK(prompt_same_user(S("me@here:~$ "), S("me@here:/tmp$ ")));
	CHECK(!prompt_same_user(S("me@here:~$ "), S("me@there:~$ ")));
	CHECK(!prompt_same_user(S("me@here:~$ "), S("you@here:~$ ")));
	CHECK(prompt_same_user(S("$ "), S("me@here:~$ ")) &&
	    prompt_same_user(S("me@here:~$ "), S("$ ")));
	CHECK(prompt_same_user("", 0, "", 0) && prompt_same_user(NULL, 0, NULL, 0));
}

static void
test_forms(void)
{
	static const char *const shells[] = {"\xE2\x94\x94 ", "\xE2\x95\xB0\xE2\x94\x80 ",
	    "$ ", "# ", "% ", "12% ", "me@here:~$ ", "root@here:~# ", "host% ", "> "};
	static const char *const not [] = {"\xE2\x94\x94\xE2\x94\x80\xE2\x94\x80 ", "\xE2\x94\x94 a.txt ", "\xE2\x94\x94",
	    "", "Password: ", "Continue? [Y/n] ", "--More--", "hello", " 60%", "100%"};
	static const char *const on[] = {"> ", ">", "... ", "...> ", "   ...> ", "quote> ",
	    "dquote> ", "for> ", "while do> ", "-> ", "    -> ", "'> ", "db-# ", "db-> ", "db(# ",
	    "heredoc> "};
	static const char *const first[] = {
	    "$ ", "# ", "me@here:~$ ", "Password: ", "mysql> x", "me@here:~> ", "me@here> "};
	size_t i;

	for (i = 0; i < sizeof shells / sizeof *shells; i++)
		CHECK(prompt_is_shells(S(shells[i])));
	for (i = 0; i < sizeof not / sizeof *not ; i++)
		CHECK(!prompt_is_shells(S(not [i])));
	for (i = 0; i < sizeof on / sizeof *on; i++) {
		if (!prompt_goes_on(S(on[i])))
			printf("# <%s> goes on\n", on[i]);
		CHECK(prompt_goes_on(S(on[i])));
	}
	for (i = 0; i < sizeof first / sizeof *first; i++) {
		if (prompt_goes_on(S(first[i])))
			printf("# <%s> does not go on\n", first[i]);
		CHECK(!prompt_goes_on(S(first[i])));
	}
	CHECK(!prompt_is_further(S("In [1]: "), S("In [2]: ")));
	CHECK(!prompt_is_further(S("> "), S("> ")) && !prompt_is_further(S("abc> "), S("ab> ")));
	CHECK(prompt_is_further(S("In [1]: "), S("   ...: ")));
}

int
main(void)
{
	check_run("place: the first", test_first);
	check_run("place: nesting", test_nesting);
	check_run("place: multiplexer", test_multiplexer);
	check_run("place: prompts", test_prompts);
	check_run("place: like one another", test_like);
	check_run("place: user and host", test_user);
	check_run("place: forms", test_forms);
	return check_done();
}
