/* Patterns: `*` any characters, `?` one, `[a-z]` and `[^a-z]` one of these.  Case counts, `/` is like any other. */
#ifndef STENO_SEARCH_GLOB_H
#define STENO_SEARCH_GLOB_H

#include <stdbool.h>
#include <stddef.h>

/* All of the text; its time grows with both lengths, and no faster. */
bool glob_match(const char *pattern, const char *text, size_t len);

/* The longest run of characters that a text must have to match; to be freed, NULL: none, or memory is out. */
char *glob_literal(const char *pattern);

#endif
