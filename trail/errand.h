/* Another program of ours, run, and what it printed. */
#ifndef STENO_TRAIL_ERRAND_H
#define STENO_TRAIL_ERRAND_H

#include "lib/base/buffer.h"

/*
 * Run a room's program in a folder (NULL: where we are); its arguments end with NULL, the first is its name.  What it prints is appended,
 * at most `limit` bytes (ERR_LIMIT).  Its exit status, or a negative code.
 */
int errand_run(const char *room, const char *program, const char *folder, const char *const *argv, size_t limit, struct buffer *out);

#endif
