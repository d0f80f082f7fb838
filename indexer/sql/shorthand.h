/* Command lines as the index keeps them: what many of them have, in one byte each. */
#ifndef STENO_INDEXER_SQL_SHORTHAND_H
#define STENO_INDEXER_SQL_SHORTHAND_H

#include <stddef.h>

#include "lib/base/buffer.h"

/* Append.  Any bytes can be written; of those that no terminal's user types it takes two each.  0 or a negative code. */
int shorthand_write(const char *text, size_t len, struct buffer *out);

/* Append what it stands for, which anything does.  0 or a negative code. */
int shorthand_read(const char *data, size_t len, struct buffer *out);

#endif
