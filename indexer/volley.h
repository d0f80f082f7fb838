/*
 * Several lines that came at once, to a shell that leaves editing to the kernel: all of them are echoed, row below row, before the shell
 * reads the first, and no prompt stands before any but that.  What asks for more, and the prompts of the others, come behind all of them;
 * of lines for which none comes, a program that the first has started was the reader.
 */
#ifndef STENO_INDEXER_VOLLEY_H
#define STENO_INDEXER_VOLLEY_H

#include <stdbool.h>

struct event;
struct recovery;

/* A line feed came: whether the row that it ends is the next of such lines.  It belongs to the one before, or waits for its prompt. */
bool volley_takes(struct recovery *);

/* Output came, and is on the screen: for each prompt in it a line that waits was given to the shell. */
void volley_hear(struct recovery *, const struct event *);

/* Somebody types again, or nothing follows: what still waits was read by what runs. */
void volley_end(struct recovery *);

void volley_free(struct recovery *);

#endif
