/* What a recorder does for its own safety before it does anything else. */
#ifndef STENO_RECORDER_GUARD_H
#define STENO_RECORDER_GUARD_H

#include <signal.h>
#include <stdbool.h>

/* Signals as we were given them, where we have changed them for ourselves. */
struct guard_given {
	sigset_t blocked;
	bool pipe_ignored, child_ignored;
};

/*
 * Before any file is opened: the standard descriptors are there, one heap, no signal for a broken pipe,
 * none that ends us where a file may not grow, and all others arrive.
 */
void guard_begin(struct guard_given *);

/* Signals as they were given: for what is executed, by a child or in our place. */
void guard_hand_back(const struct guard_given *);

/*
 * No core dumps, and no tracing by the user's other processes.  To be called when the inherited
 * descriptors have been reopened: afterwards /proc/self is root's.
 */
void guard_seal(void);

/*
 * The session is over and only the record is to be finished: no signal shall end us in the middle of
 * that.  A terminal that vanished hangs up twice, the second time when its session's leader has gone.
 */
void guard_finish(void);

#endif
