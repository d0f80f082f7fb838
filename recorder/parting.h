/* What is left to others when a session has ended. */
#ifndef STENO_RECORDER_PARTING_H
#define STENO_RECORDER_PARTING_H

#include "recorder/policy.h"

/*
 * Have the recording, which is in the policy's store, indexed by a process of its own.  It returns at once, whatever becomes of
 * that: what is not indexed now will be with the next "steno index".
 */
void parting_index(const struct policy *, const char *path);

#endif
