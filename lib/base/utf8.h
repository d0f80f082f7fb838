/* UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef STENO_BASE_UTF8_H
#define STENO_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/*
 * Decode one character.  Returns its length (1 to 4) and sets *code; 0 when the bytes may
 * still become a character if more follow; minus the number of bytes (1 to 3) that form a
 * maximal ill-formed run, to be shown as one U+FFFD.  len must be at least 1.
 */
int utf8_decode(const unsigned char *data, size_t len, uint32_t *code);

/* Encode; returns the length, 1 to 4.  A code that is no character becomes U+FFFD. */
int utf8_encode(uint32_t code, char out[4]);

/* How many bytes from the start are whole, well-formed characters. */
size_t utf8_valid_prefix(const void *data, size_t len);

/* How many bytes at the end are a character's beginning without its rest: 0 to 3. */
size_t utf8_incomplete_tail(const void *data, size_t len);

/* The small letter of a capital of Latin, Greek, Cyrillic or Armenian; any other code as it is. */
uint32_t utf8_small(uint32_t code);

#endif
