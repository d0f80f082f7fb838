/*
 * A session without a terminal: three streams between our caller and the command, through pipes,
 * 8-bit clean, recorded in full in both directions, or, for a transfer, counted and digested.
 */
#ifndef STENO_RECORDER_RELAY_H
#define STENO_RECORDER_RELAY_H

#include "recorder/child.h"
#include "recorder/policy.h"
#include "recorder/tape.h"

struct relay_options {
	const struct policy *policy;
	struct child_command command;
	const char *protocol;     /* of a transfer; NULL: record in full */
	const char *command_line; /* as the caller gave it */
};

/* Run it to its end; the exit status for our caller. */
int relay_run(const struct relay_options *, struct tape *);

#endif
