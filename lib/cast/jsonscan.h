/*
 * A cursor over JSON text that makes no tree: for foreign recordings, whose lines are many and
 * whose writers are free.  Freer than RFC 8259 where that loses nothing: bytes that are no
 * UTF-8 pass through strings, and so do raw controls.
 *
 * Everything returns ERR_TRUNCATED when the text stops where it could have gone on, and
 * ERR_FORMAT when it could not: a cut line is told from a broken one.
 */
#ifndef STENO_CAST_JSONSCAN_H
#define STENO_CAST_JSONSCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"

struct jsonscan {
	const char *at, *end;
};

/* White space, then exactly this character. */
int jsonscan_char(struct jsonscan *, char c);

/* White space; then whether this character follows.  It is not taken. */
bool jsonscan_sees(struct jsonscan *, char c);

/* White space, then nothing. */
bool jsonscan_over(struct jsonscan *);

/*
 * A string.  *data points into the text where nothing was escaped, else into scratch, which is
 * overwritten.  A lone surrogate escape becomes U+FFFD.
 */
int jsonscan_string(struct jsonscan *, struct buffer *scratch, const char **data, size_t *len);

/* A number of seconds as nanoseconds, rounded; ERR_RANGE beyond 10^9 s either way. */
int jsonscan_seconds(struct jsonscan *, int64_t *ns);

/* A number of seconds as milliseconds, rounded: for times since 1970. */
int jsonscan_milliseconds(struct jsonscan *, int64_t *ms);

/* A whole number; ERR_RANGE beyond what int64_t holds. */
int jsonscan_integer(struct jsonscan *, int64_t *value);

/* Any value, passed over.  Nesting is bounded by JSON_DEPTH_MAX: ERR_LIMIT. */
int jsonscan_skip(struct jsonscan *);

/*
 * Step to the next member of an array (close is ']') or an object ('}') whose opening bracket
 * was taken: 1 when one begins, 0 when the closing bracket was taken.  *first is true before
 * the first step.
 */
int jsonscan_step(struct jsonscan *, char close, bool *first);

#endif
