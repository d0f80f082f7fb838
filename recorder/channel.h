/*
 * The channel on which the session's shell reports what it ran: a socket, of which the command inherits one
 * end, under a number that the environment names.  The kernel says which process each report came from; whether that
 * process is the shell is for who reads the recording.
 *
 * Whatever the session runs may write there, as fast as it can: who floods is slowed down by the
 * kernel, and of what floods little is passed on.
 */
#ifndef STENO_RECORDER_CHANNEL_H
#define STENO_RECORDER_CHANNEL_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "lib/base/buffer.h"

#define CHANNEL_VARIABLE "STENO_REPORT"

struct channel;

/* 0 or minus errno. */
int channel_open(struct channel **out);
void channel_close(struct channel *);

/* The command's end: its number there, and here until channel_handed_over. */
int channel_end(const struct channel *);
void channel_handed_over(struct channel *);

/* Our end, to be polled. */
int channel_fd(const struct channel *);

/* Has anything ever come? */
bool channel_used(const struct channel *);

/* Receive one datagram; false: none waits.  Then call channel_take until it says false. */
bool channel_receive(struct channel *);

/*
 * The next report that is whole now, as an event's data; false: there is none.  `front` is the process group in front: its
 * leader's reports have an allowance of their own when there are too many.
 */
bool channel_take(struct channel *, pid_t front, int64_t now_ms, struct buffer *out);

/* Whether something malformed or too much came for the first time since the last call: what to log, or NULL. */
const char *channel_news(struct channel *);

#endif
