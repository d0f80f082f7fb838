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
	bool hiding;      /* `h` was told of for the line that is being typed */
};

/*
 * Append the tokens of one read.  May append none: in the middle of a paste, and for printable
 * characters when the last that was told of were such, less than a second ago.
 */
void keys_classify(struct keys *, int64_t now_ms, const char *data, size_t len,
    struct buffer *out);

/* The same where the terminal hides what is typed, a line at a time: that there was something, and what ends it. */
void keys_classify_hidden(struct keys *, const char *data, size_t len, struct buffer *out);

/* What is typed shows again. */
void keys_shown(struct keys *);

#endif
