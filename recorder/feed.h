/*
 * Standard input that is no terminal, passed on through the pty's line discipline so that the
 * command reads the same bytes: while a line is being edited by the kernel (ICANON), bytes that would
 * edit are quoted, and long lines are handed on in pieces.
 */
#ifndef STENO_RECORDER_FEED_H
#define STENO_RECORDER_FEED_H

#include <stddef.h>
#include <termios.h>

#include "lib/base/buffer.h"

/* Zero-initialised is the start. */
struct feed {
	size_t line; /* bytes since the last line feed or piece */
};

void feed_encode(struct feed *, const struct termios *, const char *data, size_t len,
    struct buffer *out);

/* What tells the end of input to who reads now. */
void feed_end(const struct termios *, struct buffer *out);

#endif
