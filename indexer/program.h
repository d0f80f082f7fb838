/* Which interactive program a command line starts, and what is said to such a program. */
#ifndef STENO_INDEXER_PROGRAM_H
#define STENO_INDEXER_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

#define PROGRAM_NAME_MAX 32

enum program_kind {
	PROGRAM_OTHER,       /* whatever it reads are replies */
	PROGRAM_SHELL,
	PROGRAM_REPL,
	PROGRAM_GATE,        /* ssh, sudo, su, docker…: another shell, which the kernel's truth may not show */
	PROGRAM_MULTIPLEXER, /* tmux, screen: shells in panes */
};

/* By a name as the kernel or argv[0] has it ("-bash", "python3.11", "tmux: client"). */
enum program_kind program_kind(const char *name);

/* Does it read what is typed, though it gives no prompt: an editor, a pager, cat? */
bool program_reads(const char *name);

/* Does it never? */
bool program_is_deaf(const char *name);

/*
 * The program that a command line leaves in front: its last command's, of a pipe the first one, which reads the
 * terminal; behind assignments, `exec`, `env` and the like.  sudo, su and ssh count themselves: what they
 * run, they run where the kernel's truth does not reach.  "" when there is none to be told.
 */
void program_of(const char *text, size_t len, char name[PROGRAM_NAME_MAX]);

/* The interpreter that asks with this prompt, however it was started; NULL: it may be anybody's.  Some are told only where it has greeted before. */
const char *program_of_prompt(const char *prompt, size_t len, bool greeted);

/* The interpreter that a command line starts, by way of sudo or doas too; "" when it starts none. */
void program_behind(const char *text, size_t len, char name[PROGRAM_NAME_MAX]);

/* An interpreter is told to open a terminal of its own for somebody, a shell say: the kernel shows nothing of who reads there. */
bool program_opens_terminal(const char *text, size_t len);

/* Does it start an interpreter for a script, which asks as it likes and may start a shell: "python3 manage.py dbshell"? */
bool program_runs_script(const char *text, size_t len);

/* The multiplexer that sets up its terminal with these bytes, however it was started; NULL: none. */
const char *program_drawing(const char *data, size_t len);

#endif
