/*
 * Terminal output as plain text, line by line: escape sequences dropped, carriage returns and
 * backspaces carried out within the line.  For reading, not for proof; the screen proper is lib/screen's.
 */
#ifndef STENO_VERB_PLAIN_H
#define STENO_VERB_PLAIN_H

#include <stddef.h>

#include "lib/base/buffer.h"

struct plain;

struct plain *plain_new(void); /* NULL when memory is out */
void plain_free(struct plain *);

/* Append finished lines to out. */
void plain_feed(struct plain *, const char *data, size_t len, struct buffer *out);
/* The line that is still open. */
void plain_finish(struct plain *, struct buffer *out);

#endif
