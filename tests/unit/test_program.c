/* Which program a command line leaves in front, and what kind of program a name stands for. */
#include <stdlib.h>
#include <string.h>

#include "indexer/program.h"
#include "tests/unit/check.h"

struct line {
	const char *text, *program;
};

static void
all_start(const struct line *lines)
{
	char name[PROGRAM_NAME_MAX];
	char *exact;
	size_t len;

	for (; lines->text != NULL; lines++) {
		len = strlen(lines->text);
		if ((exact = malloc(len ? len : 1)) == NULL)
			abort();
		memcpy(exact, lines->text, len);
		memset(name, 'x', sizeof name);
		program_of(exact, len, name);
		CHECK(memchr(name, '\0', sizeof name) != NULL);
		if (strncmp(name, lines->program, sizeof name) != 0)
			printf("# <%s> leaves <%s>, not <%s>\n", lines->text, name, lines->program);
		CHECK(strncmp(name, lines->program, sizeof name) == 0);
		free(exact);
	}
}

static void
test_plain(void)
{
	static const struct line lines[] = {{"ls", "ls"}, {"ls -l", "ls"},
	    {"  python3  ", "python3"}, {"/usr/bin/python3.11 -i", "python3.11"},
	    {"./a.out x", "a.out"}, {"../bin/tool", "tool"}, {"", ""}, {"   ", ""}, {"\tls", "ls"},
	    {"ssh me@host", "ssh"}, {NULL, NULL}};

	all_start(lines);
}

static void
test_last(void)
{
	static const struct line lines[] = {{"cd /tmp; python3", "python3"},
	    {"make && gdb a", "gdb"}, {"false || sqlite3 a.db", "sqlite3"}, {"ls &", "ls"},
	    {"cd /tmp\npython3", "python3"}, {"echo 'a; b'", "echo"}, {"echo \"a | b\"", "echo"},
	    {"echo a\\;b", "echo"}, {NULL, NULL}};

	all_start(lines);
}

/* Of a pipe, the first reads the terminal. */
static void
test_pipes(void)
{
	static const struct line lines[] = {{"ls | sort", "ls"}, {"bc | tee a", "bc"},
	    {"cd a; python3 |& tee b", "python3"}, {"a | b; c", "c"}, {"a | b || c", "c"},
	    {NULL, NULL}};

	all_start(lines);
}

static void
test_in_front(void)
{
	static const struct line lines[] = {{"A=1 python3", "python3"},
	    {"A=1 B='2 3' python3 -q", "python3"}, {"exec zsh", "zsh"}, {"env python3", "python3"},
	    {"env A=1 python3", "python3"}, {"command python3", "python3"},
	    {"nohup python3", "python3"}, {"time python3", "python3"},
	    {"nice -n 5 python3", "python3"}, {"exec -a x bash", "bash"}, {"! python3", "python3"},
	    {NULL, NULL}};

	all_start(lines);
}

static void
test_gates(void)
{
	static const struct line lines[] = {{"sudo -i", "sudo"}, {"sudo -s", "sudo"},
	    {"su - postgres", "su"}, {"docker exec -it a bash", "docker"},
	    {"ssh -p 22 host", "ssh"}, {"tmux attach", "tmux"}, {"screen -r", "screen"},
	    {NULL, NULL}};

	all_start(lines);
	CHECK(program_kind("sudo") == PROGRAM_GATE && program_kind("su") == PROGRAM_GATE);
	CHECK(program_kind("ssh") == PROGRAM_GATE && program_kind("docker") == PROGRAM_GATE);
}

/* Whatever is told of these, it is a name and it ends. */
static void
test_odd(void)
{
	static const char *const odd[] = {"'", "\"", "\\", "$(", "`", ";", "|", "&&", "; ;", "=",
	    "A=", "A='", "sudo", "sudo -u", "env", "exec", "nice -n", "#", "# ls", "ls #", "(", ")",
	    "{", "}", "if", "if true; then python3; fi", "for i in a; do ls; done", "<a", ">a ls",
	    "2>&1 ls", "!", "!!", "-", "--", "/", "//", "a/", "\303", "\377\377", "\n", "\n\n"};
	char name[PROGRAM_NAME_MAX], *exact;
	char deep[4000];
	size_t i, len;

	for (i = 0; i < sizeof odd / sizeof *odd; i++) {
		len = strlen(odd[i]);
		if ((exact = malloc(len)) == NULL)
			abort();
		memcpy(exact, odd[i], len);
		memset(name, 'x', sizeof name);
		program_of(exact, len, name);
		CHECK(memchr(name, '\0', sizeof name) != NULL);
		free(exact);
	}
	program_of("a\0b", 3, name);
	CHECK(memchr(name, '\0', sizeof name) != NULL);
	memset(deep, 'x', sizeof deep);
	program_of(deep, sizeof deep, name);
	CHECK(strlen(name) <= PROGRAM_NAME_MAX - 1);
	for (i = 0; i + 5 <= sizeof deep; i += 5)
		memcpy(deep + i, "sudo ", 5);
	program_of(deep, sizeof deep, name);
	CHECK(memchr(name, '\0', sizeof name) != NULL);
}

static void
test_kinds(void)
{
	static const struct {
		const char *name;
		enum program_kind kind;
	} names[] = {{"bash", PROGRAM_SHELL}, {"-bash", PROGRAM_SHELL}, {"sh", PROGRAM_SHELL},
	    {"-sh", PROGRAM_SHELL}, {"dash", PROGRAM_SHELL}, {"zsh", PROGRAM_SHELL},
	    {"-zsh", PROGRAM_SHELL}, {"fish", PROGRAM_SHELL}, {"ksh", PROGRAM_SHELL},
	    {"mksh", PROGRAM_SHELL}, {"tcsh", PROGRAM_SHELL}, {"csh", PROGRAM_SHELL},
	    {"python3", PROGRAM_REPL}, {"python3.11", PROGRAM_REPL}, {"python", PROGRAM_REPL},
	    {"ipython", PROGRAM_REPL}, {"ipython3", PROGRAM_REPL}, {"sqlite3", PROGRAM_REPL},
	    {"psql", PROGRAM_REPL}, {"mysql", PROGRAM_REPL}, {"mariadb", PROGRAM_REPL},
	    {"gdb", PROGRAM_REPL}, {"bc", PROGRAM_REPL}, {"node", PROGRAM_REPL},
	    {"ssh", PROGRAM_GATE}, {"sudo", PROGRAM_GATE}, {"su", PROGRAM_GATE},
	    {"docker", PROGRAM_GATE}, {"podman", PROGRAM_GATE}, {"tmux", PROGRAM_MULTIPLEXER},
	    {"tmux: client", PROGRAM_MULTIPLEXER}, {"screen", PROGRAM_MULTIPLEXER},
	    {"", PROGRAM_OTHER}, {"ls", PROGRAM_OTHER}, {"vim", PROGRAM_OTHER},
	    {"less", PROGRAM_OTHER}, {"cat", PROGRAM_OTHER}, {"bashful", PROGRAM_OTHER},
	    {"sshd", PROGRAM_OTHER}, {"pythonic", PROGRAM_OTHER}, {"-", PROGRAM_OTHER},
	    {"--", PROGRAM_OTHER}};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		if (program_kind(names[i].name) != names[i].kind)
			printf("# <%s> is %d, not %d\n", names[i].name,
			    (int)program_kind(names[i].name), (int)names[i].kind);
		CHECK(program_kind(names[i].name) == names[i].kind);
	}
}

static void
test_asking(void)
{
	static const struct line asking[] = {{">>> ", "python3"}, {"In [12]: ", "ipython3"}, {"irb(main):001:0> ", "irb"}, {"irb(main):012> ", "irb"},
	    {"(ins)sqlite> ", "sqlite3"}, {"(gdb) ", "gdb"}, {"MariaDB [(none)]> ", "mariadb"}, {"postgres=# ", "psql"}, {"shop=> ", "psql"}, {"127.0.0.1:6379> ", "redis-cli"}, {NULL, NULL}};
	static const char *const anybodys[] = {"", "> ", ">> ", "$ ", "% ", "root@vm:~# ", "In []: ", "In [1]:", ">>>", "irb(main):> ", "Password: ", "a =# ", "[~]> ", "x@y:1> z"};
	const struct line *l;
	const char *is;
	size_t i;

	for (l = asking; l->text != NULL; l++)
		CHECK((is = program_of_prompt(l->text, strlen(l->text), true)) != NULL && strcmp(is, l->program) == 0);
	for (i = 0; i < sizeof anybodys / sizeof *anybodys; i++)
		CHECK(program_of_prompt(anybodys[i], strlen(anybodys[i]), true) == NULL);
	CHECK(program_of_prompt(">>> ", 4, false) == NULL && program_of_prompt("shop=# ", 7, false) == NULL && program_of_prompt("sqlite> ", 8, false) != NULL);
}

static void
test_behind(void)
{
	static const struct line lines[] = {{"sudo irb", "irb"}, {"sudo -u postgres psql shop", "psql"}, {"sudo -Hu me FOO=1 nice -n 5 node", "node"}, {"doas lua", "lua"},
	    {"sudo -i", ""}, {"sudo -u mysql bash", ""}, {"sudo", ""}, {"ssh node", ""}, {"echo sudo irb", ""}, {"", ""}, {NULL, NULL}};
	const struct line *l;
	char name[PROGRAM_NAME_MAX];

	for (l = lines; l->text != NULL; l++) {
		program_behind(l->text, strlen(l->text), name);
		if (strcmp(name, l->program) != 0)
			printf("# <%s> runs <%s>\n", l->text, name);
		CHECK(strcmp(name, l->program) == 0);
	}
}

static void
test_scripts(void)
{
	static const char *const scripts[] = {"python3 manage.py dbshell", "ruby -W0 bin/console", "FOO=1 exec python3.11 -u x.py"};
	static const char *const others[] = {"python3", "python3 -q", "python3 -i x.py", "python3 -m pdb x.py", "perl -de 1", "sqlite3 x.db", "ls x; python3", ""};
	size_t i;

	for (i = 0; i < sizeof scripts / sizeof *scripts; i++)
		CHECK(program_runs_script(scripts[i], strlen(scripts[i])));
	for (i = 0; i < sizeof others / sizeof *others; i++)
		CHECK(!program_runs_script(others[i], strlen(others[i])));
}

/* Whoever reads behind a terminal of its own is not the interpreter that has opened it. */
static void
test_opens_terminal(void)
{
	static const char *const lines[] = {"python3 -c 'import pty; pty.spawn(\"zsh\")'", "ruby -rpty -e 'PTY.spawn(\"sh\")'"}, none[] = "python3 -c 'import pty'";
	size_t i;

	for (i = 0; i < sizeof lines / sizeof *lines; i++)
		CHECK(program_opens_terminal(lines[i], strlen(lines[i])));
	CHECK(!program_opens_terminal(none, sizeof none - 1) && !program_opens_terminal("", 0) && !program_opens_terminal(NULL, 0));
}

int
main(void)
{
	check_run("program: plain lines", test_plain);
	check_run("program: the last command counts", test_last);
	check_run("program: pipes", test_pipes);
	check_run("program: behind assignments and the like", test_in_front);
	check_run("program: gates", test_gates);
	check_run("program: odd lines", test_odd);
	check_run("program: kinds", test_kinds);
	check_run("program: what asks so", test_asking);
	check_run("program: what sudo runs", test_behind);
	check_run("program: interpreters of scripts", test_scripts);
	check_run("program: a terminal of its own", test_opens_terminal);
	return check_done();
}
