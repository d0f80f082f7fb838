/*
 * zsh shows what does not print, and a mark that belongs to the letter before it, by its number in reverse: "cafe<0301>".  The text on the
 * screen is not the line's then.  What a user typed in these words is not in reverse.
 */
#ifndef STENO_INDEXER_SPELT_H
#define STENO_INDEXER_SPELT_H

#include "indexer/edit.h"

/* Where the line's rows, down to `last`, show such numbers, the text gets the signs themselves. */
void spelt_take_back(struct recovery *, int last, struct buffer *text);

#endif
