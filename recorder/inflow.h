/* What is typed in a session, or comes from standard input: to the command at once, and into the record as the policy has it. */
#ifndef STENO_RECORDER_INFLOW_H
#define STENO_RECORDER_INFLOW_H

#include <stdbool.h>

struct session;

int inflow_make(struct session *);
void inflow_release(struct session *);

/* An event's handler: the command's pty has room. */
void inflow_on_room(int master, short what, void *session);

/* Hand the command what waits, as far as its pty takes it. */
void inflow_feed(struct session *);

/* There is no more input: the command is told. */
void inflow_end(struct session *);

/* Wait for input where that is wanted, while there may be more and the command takes it; or don't. */
void inflow_want(struct session *, bool wanted);

#endif
