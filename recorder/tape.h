/*
 * The record of one session, under the policy for failures.  Every event of both kinds of
 * session goes through here, before its bytes go on to anybody.
 *
 *   stop      a failed write ends the session: tape_put says so and stays failed.
 *   continue  the session goes on; what could not be written waits, or is counted as lost,
 *             and tape_retry writes it as soon as that is possible.
 */
#ifndef STENO_RECORDER_TAPE_H
#define STENO_RECORDER_TAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/cast/header.h"
#include "recorder/policy.h"

struct tape;

/*
 * Begin the recording at `path`, or in the store when NULL.  The header's times and id are set here.
 * 0; or negative, with *message a sentence, when it can't be begun and the policy is to stop. Under
 * `continue` it returns 0 and keeps trying.
 */
int tape_new(const char *path, struct header *, const struct policy *, struct tape **out,
    char **message);

/* Milliseconds since the session's start. */
int64_t tape_now(const struct tape *);

/* 0: go on.  Negative: the policy is to stop, now, before these bytes reach anybody. */
int tape_put(struct tape *, char code, const char *data, size_t len);
int tape_put_text(struct tape *, char code, const char *text);

/* To be called about once a second while tape_failing.  Negative as tape_put. */
int tape_retry(struct tape *);

bool tape_failing(const struct tape *); /* something waits or is late */

/*
 * A plain sentence about what changed since the last call: that recording fails, that it works
 * again; NULL when there is nothing new.  Borrowed.
 */
const char *tape_news(struct tape *);

const char *tape_path(const struct tape *); /* NULL until begun */
const char *tape_id(const struct tape *);

/* End the record; frees the tape.  Negative: it could not be finished; *message says what is left. */
int tape_close(struct tape *, char **message);

#endif
