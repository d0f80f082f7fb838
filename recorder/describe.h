/* Who, where and why: fills a recording's header from the process that we are. */
#ifndef STENO_RECORDER_DESCRIBE_H
#define STENO_RECORDER_DESCRIBE_H

#include <stdbool.h>

#include "lib/cast/header.h"
#include "recorder/policy.h"

/* `typed`: input comes from a terminal, so the policy for input holds.  `parent` is the id of a session known to be around this one, or NULL.  0 or -ENOMEM. */
int describe_session(struct header *, const struct policy *, char *const *argv,
    const char *command, bool pty, bool typed, const char *parent);

#endif
