/*
 * The log files of script(1): a line that says how it was started, the bytes, and where it ended
 * in order, an empty line's feed and a line that says so.
 */
#ifndef STENO_CAST_TYPESCRIPT_H
#define STENO_CAST_TYPESCRIPT_H

#include "lib/cast/foreign.h"

bool typescript_looks(const char *data, size_t len);

/*
 * Pass over the first line, as scriptreplay does whatever it says, and where `tells` take into
 * the header what it does say.  0 or a negative code.
 */
int typescript_begin(struct foreign *, struct inlet *, bool tells);

/*
 * What is left of the log when its timing is over: 0 when it is nothing, 1 when it is the
 * closing line alone, else ERR_FORMAT.  The command's exit status as text goes to status,
 * which is empty where it does not say.  Nothing is taken.
 */
int typescript_finish(struct inlet *, char *status, size_t size);

/* "2026-11-21 02:47:21+00:00" as ms since 1970, or 0. */
int64_t typescript_date(const char *text, size_t len);

#endif
