/* What kinds of keys were pressed, without their text: doc/format/cast.md, section 2.2. */
#ifndef STENO_CAST_KEYS_H
#define STENO_CAST_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"

/* Zero-initialised is the start.  A paste may come in several reads. */
struct keys {
	bool typing;     /* the last token told of was `p`, at this time */
	int64_t typed_at;
	bool pasting;
	bool returned;    /* its last byte was a carriage return: a line feed behind that is the same line's end */
	unsigned rows;    /* that were told of */
	unsigned matched; /* how much of the end of a paste the last read ended with */
};

/*
 * Append the tokens of one read.  May append none: in the middle of a paste, and for printable
 * characters when the last that was told of were such, less than a second ago.
 */
void keys_classify(struct keys *, int64_t now_ms, const char *data, size_t len,
    struct buffer *out);

#endif
