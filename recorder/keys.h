/* What kinds of keys were pressed, without their text: doc/format/cast.md, section 2.2. */
#ifndef STENO_RECORDER_KEYS_H
#define STENO_RECORDER_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/buffer.h"

/* Zero-initialised is the start.  A paste may come in several reads. */
struct keys {
	bool pasting;
	unsigned matched; /* how much of the end of a paste the last read ended with */
};

/* Append the tokens of one read; may append none (the middle of a paste). */
void keys_classify(struct keys *, const char *data, size_t len, struct buffer *out);

#endif
