/* Bytes as text: hexadecimal and base64 (RFC 4648, with padding). */
#ifndef STENO_BASE_ARMOUR_H
#define STENO_BASE_ARMOUR_H

#include <stddef.h>

#include "lib/base/buffer.h"

/* out has room for 2 * len + 1. */
void hex_encode(const void *data, size_t len, char *out);

/* Exactly 2 * len digits and then the end.  0 or ERR_FORMAT. */
int hex_decode(const char *text, void *out, size_t len);

void base64_encode(struct buffer *out, const void *data, size_t len);

/* Strict: padding required, no white space, no stray bits.  0 or ERR_FORMAT. */
int base64_decode(struct buffer *out, const char *text, size_t len);

#endif
