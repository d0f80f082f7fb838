/* What a session's command writes: read from its pty, recorded, and only then handed to be shown. */
#ifndef STENO_RECORDER_OUTFLOW_H
#define STENO_RECORDER_OUTFLOW_H

#include <stdbool.h>

struct session;

int outflow_make(struct session *);
void outflow_release(struct session *);

/* Wait for output where that is wanted and the user has seen all that came before; or don't. */
void outflow_want(struct session *, bool wanted);

/* Once a second: does anything wait of which the kernel told nothing? */
void outflow_check(struct session *);

/* The command has ended: record and show what it left.  The session is OVER when that is done. */
void outflow_drain(struct session *);

#endif
