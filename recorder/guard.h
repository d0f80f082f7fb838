/* What a recorder does for its own safety before it does anything else. */
#ifndef STENO_RECORDER_GUARD_H
#define STENO_RECORDER_GUARD_H

#include <stdbool.h>

/*
 * Before any file is opened: the standard descriptors are there, one heap, no signal for a broken pipe,
 * none that ends us where a file may not grow.
 * Returns whether SIGPIPE was ignored before.
 */
bool guard_begin(void);

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
