/*
 * Text from anywhere, so that it can be looked at in cells: what would act on a terminal, be unseen or change the order of others
 * is written out (`\x1B`, `\u{202E}`), an ill-formed byte shows as U+FFFD, a line feed as a sign, a tab as a blank.
 */
#ifndef STENO_SCREEN_VISIBLE_H
#define STENO_SCREEN_VISIBLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VISIBLE_MAX 16

/*
 * The first character of a text that is not empty, as it is shown: into out, a C string.  *step is how many bytes were read.
 * Returns its columns; 0: it joins the one before.
 */
int visible_next(const char *text, size_t len, char out[VISIBLE_MAX], size_t *step);

/* Nothing is seen of it, or it acts on others: controls, bidirectional ones, fillers, tags. */
bool visible_hides(uint32_t code);

#endif
