/*
 * What a stage does in its cage: it holds a screen, plays on it what it is told to, and says what it looks like.
 *
 * An order is u32 type, u32 length of what follows, then that; an answer is the same with u64 ticket, the order's, before the
 * data.  Orders come from who made the cage; what is in them, from a recording, may be hostile.
 */
#ifndef STENO_INDEXER_ACTOR_H
#define STENO_INDEXER_ACTOR_H

#include "lib/base/buffer.h"

#define ACTOR_HEAD 8
#define ACTOR_ORDER_MAX (4u * 1024 * 1024)

enum actor_order {
	ACTOR_BLANK = 1, /* u32 columns, u32 rows: a new screen */
	ACTOR_KEYFRAME,  /* the same, and the bytes that make it */
	ACTOR_OUTPUT,
	ACTOR_RESIZE,    /* u32 columns, u32 rows */
	ACTOR_PICTURE,   /* u64 ticket: an answer with picture.h's bytes */
	ACTOR_KEEP,      /* u64 ticket: one with u32 columns, u32 rows, and a keyframe; it is empty within a sequence */
};

/*
 * In the cage: until the end of the orders; 0 unless it could not do what it was told.  `context` is a censor, or NULL: what it
 * finds is covered on each picture, and stays so on the screen until that is written anew.
 */
int actor_run(int in, int out, void *context);

/* Append an order's head and, where it has one, its size or ticket. */
void actor_put_size(struct buffer *, enum actor_order, int cols, int rows, const char *data, size_t len);
void actor_put_ticket(struct buffer *, enum actor_order, uint64_t ticket);
/* Output; joined with the one before, which begins at *open, where that is still the last; SIZE_MAX: there is none. */
void actor_put_output(struct buffer *, size_t *open, const char *data, size_t len);

#endif
