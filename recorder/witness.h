/*
 * Answers "does somebody record this terminal already?" by something alive: the recorder listens on
 * a socket that is named after its pty, in the abstract namespace, where nothing outlives it.
 */
#ifndef STENO_RECORDER_WITNESS_H
#define STENO_RECORDER_WITNESS_H

#include <stdbool.h>

#include "lib/base/uuid.h"

/* Listen for the pty slave's device.  A descriptor or a negative code (nobody then knows of us). */
int witness_listen(const char *slave_name);

/* Answer one question on the listening descriptor. */
void witness_answer(int listener, const char id[UUID_TEXT_SIZE]);

/*
 * Is our controlling terminal recorded by an ancestor of ours that runs as this user or as root?
 * Only an ancestor is believed: anyone can listen on a name.
 */
bool witness_ask(char id[UUID_TEXT_SIZE]);

#endif
