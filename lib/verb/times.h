/* Times that are named to verbs: points in time, and moments of a recording. */
#ifndef STENO_VERB_TIMES_H
#define STENO_VERB_TIMES_H

#include "lib/base/moment.h"
#include "lib/cast/header.h"
#include "lib/verb/verb.h"

/*
 * What is between --since and --until, each NULL where nothing was said: a day, week, month or year is all of it, for --until too, and
 * a moment the second that it names.  0; on failure says why: EXIT_USAGE.
 */
int times_range(const struct verb *, const char *since, const char *until, bool utc, int64_t *from, int64_t *to);

/* Whether times_place can understand it; on failure says why: EXIT_USAGE. */
int times_check(const struct verb *, const char *text);

/*
 * Where in a recording that is: so much time from its start, as moment_offset has it, which is itself; or a point in time, of which the
 * second that it names, or the day, is [from, to).  ms from the start; what was before it is negative.  0; where it is none, or the
 * recording does not say when it began: says so, EXIT_USAGE.
 */
int times_place(const struct verb *, const char *text, const struct header *, bool utc, struct moment *);

/* The first moment of that which the recording has, ms from its start.  As times_place; and all of it may have been before. */
int times_at(const struct verb *, const char *text, const struct header *, bool utc, int64_t *at);

#endif
