/* What a recorder does for its own safety before it does anything else. */
#ifndef STENO_RECORDER_GUARD_H
#define STENO_RECORDER_GUARD_H

#include <stdbool.h>

/*
 * One heap, files of our own only for us, no signal for a broken pipe.  Returns whether SIGPIPE was
 * ignored before.
 */
bool guard_begin(void);

/*
 * No core dumps, and no tracing by the user's other processes.  To be called when the inherited
 * descriptors have been reopened: afterwards /proc/self is root's.
 */
void guard_seal(void);

#endif
