/* The recorded command: started on a pty or on pipes, reaped. */
#ifndef STENO_RECORDER_CHILD_H
#define STENO_RECORDER_CHILD_H

#include <stdbool.h>
#include <sys/ioctl.h>
#include <sys/types.h>
#include <termios.h>

#include "recorder/guard.h"

struct child_command {
	const char *file;   /* what to execute; searched in PATH when it has no slash */
	char *const *argv;
	char *const *env;   /* the environment */
	struct guard_given given; /* signals as they are to be */
	bool unattended;    /* nobody types at its pty */
	int keep;           /* a descriptor that it inherits besides 0, 1 and 2; 0: none */
};

struct child {
	pid_t pid;
	int master;            /* of a pty, non-blocking; -1 without */
	char slave[64];        /* its other side's name */
	int in, out, err;      /* our ends of pipes, non-blocking; -1 with a pty */
	int report;            /* where an exec that failed says so; -1 when read */
};

/* modes and size may be NULL.  0 or minus errno. */
int child_start_pty(struct child *, const struct child_command *, const struct termios *modes,
    const struct winsize *);
int child_start_pipes(struct child *, const struct child_command *);

/* Why one of them failed, for people. */
const char *child_start_error(int code);

/* Whether exec failed: its errno, or 0.  Blocks until the child has executed or failed to. */
int child_exec_error(struct child *);

/* Send it to the command, with all of its group if it leads one: as who sends it to a login shell's group does. */
void child_signal(const struct child *, int number);

/*
 * The signals that are passed on to the command, one after the other; 0 behind the last.  By default each of them ends whoever gets it:
 * us, with the record cut and the terminal as we have set it.
 */
#define CHILD_PASSED 48 /* at most so many */
int child_passed(size_t);

/* As a shell would put it: 128 + signal. */
int child_exit_code(int wait_status);

#endif
