/*
 * A session on a pty: the event loop between the user's terminal, the recording and the command.
 * Nothing reaches the user that is not in the record (or, under `continue`, counted as lost).
 */
#ifndef STENO_RECORDER_SESSION_H
#define STENO_RECORDER_SESSION_H

#include <stdbool.h>
#include <sys/ioctl.h>

#include "lib/cast/header.h"
#include "recorder/child.h"
#include "recorder/policy.h"
#include "recorder/tape.h"

#define SESSION_FAILED 125 /* we failed, not the command */

struct session_options {
	const struct policy *policy;
	struct child_command command;
	struct winsize size;
	bool headless; /* standard input is no terminal */
};

/* The size the session shall have: `--size`, else a terminal's among 0, 1 and 2, else 80x24. */
void session_size(struct winsize *, int cols, int rows);

/* What the header can say of it. */
void session_put_size(struct header *, const struct winsize *);

/* Run it to its end.  Takes the tape's events, but leaves closing it to the caller.  Returns the exit
 * status for our own parent; minus an errno where nothing could be started. */
int session_run(const struct session_options *, struct tape *);

#endif
