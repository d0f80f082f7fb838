/*
 * The text of a string in a line, as the bytes that it stands for.
 *
 * Strictly: a line is hostile, and what passes here reaches parsers of terminal output as what was shown.  Well-formed
 * UTF-8; JSON's escapes and no others, surrogates in pairs; no control characters (C0, DEL, C1) and no quote but escaped.
 */
#ifndef STENO_CAST_ESCAPE_H
#define STENO_CAST_ESCAPE_H

#include <stddef.h>

#include "lib/base/buffer.h"

/* Append what stands between the quotes.  0, ERR_FORMAT, or -ENOMEM; after a failure nothing is appended. */
int escape_undo(struct buffer *out, const char *text, size_t len);

/* Would it be undone?  0, or ERR_FORMAT. */
int escape_check(const char *text, size_t len);

#endif
