/* Whether a shell would ask for more: enough of the shells' grammar to join lines as they do. */
#ifndef STENO_INDEXER_SYNTAX_H
#define STENO_INDEXER_SYNTAX_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether the text, all lines so far, is left open: a quote, a here-document, a compound command, a
 * trailing `|`, `&&`, `||` or backslash.  Text that no shell would take is complete: the shell says so
 * and asks anew.
 */
bool syntax_open(const char *text, size_t len);

/* The same for zsh as well, in which `f() { ls }` is whole. */
bool syntax_open_anywhere(const char *text, size_t len);

/* More lines end with the word { than begin with }: zsh's `repeat 2 {` and its like. */
bool syntax_open_brace(const char *text, size_t len);

#endif
