/* What a file is, by its first bytes: a recording's format, or in words what else. */
#ifndef STENO_CAST_GUESS_H
#define STENO_CAST_GUESS_H

#include "lib/base/buffer.h"
#include "lib/cast/foreign.h"

#define GUESS_BYTES (64u * 1024) /* how much of a file is looked at, if it has so much */

/*
 * The format whose file begins so; NULL with a phrase ("a PNG picture") appended to looks.
 * `whole` says that the bytes are all there is.
 */
const struct foreign_format *guess_format(const char *data, size_t len, bool whole,
    struct buffer *looks);

#endif
