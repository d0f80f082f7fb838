/*
 * Several lines that came at once, to a shell that leaves editing to the kernel: all of them are echoed, row below row, before the shell
 * reads the first, and no prompt stands before any but that.  What asks for more, and the prompts of those that were read meanwhile, come
 * behind all of them.
 */
#ifndef STENO_INDEXER_VOLLEY_H
#define STENO_INDEXER_VOLLEY_H

#include <stdbool.h>

struct recovery;

/* A line feed came: whether the row that it ends is the next of such lines, which is given to the line that is held, or held in its place. */
bool volley_takes(struct recovery *);

#endif
