/*
 * The timing files of script(1).  Classic: `SECONDS BYTES` a line.  Advanced: a letter before
 * it: I and O as classic, `S SECONDS SIGNAL ...` and `H SECONDS NAME VALUE`.
 */
#ifndef STENO_CAST_TIMING_H
#define STENO_CAST_TIMING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum timing_kind { TIMING_NONE, TIMING_CLASSIC, TIMING_ADVANCED };

/* What these first bytes of a file look like. */
enum timing_kind timing_looks(const char *data, size_t len);

struct timing_step {
	char type;     /* I, O, S or H; classic files have O alone */
	int64_t delay; /* ns since the step before */
	uint64_t bytes;
	const char *name, *value; /* of S and H; they point into the line */
	size_t name_len, value_len;
};

/* Parse one line without its line feed.  0, ERR_FORMAT or ERR_RANGE. */
int timing_parse(enum timing_kind, const char *line, size_t len, struct timing_step *);

/* Whether an S or H step has this name. */
bool timing_is(const struct timing_step *, const char *name);

#endif
