/* What tests of texts share. */
#ifndef STENO_TESTS_TEXTS_H
#define STENO_TESTS_TEXTS_H

#include <stdbool.h>
#include <string.h>

#include "lib/base/buffer.h"

/* A literal and its length, which may hold NULs. */
#define BYTES(text) (text), sizeof(text) - 1

static inline bool
holds(const struct buffer *b, const char *text, size_t len)
{
	return !b->broken && b->len == len && (len == 0 || memcmp(b->data, text, len) == 0);
}

#endif
