/*
 * The rows that left the main screen at its top: a ring of so many at most, the newest of which is
 * row -1.
 */
#ifndef STENO_SCREEN_SCROLLBACK_H
#define STENO_SCREEN_SCROLLBACK_H

#include <stdbool.h>
#include <stdint.h>

struct row;

struct scrollback {
	struct row **rows; /* a ring of max */
	int max, first, count;
	int falls; /* how many rows have a smaller id than the row before: mostly none */
};

int scrollback_init(struct scrollback *, int max); /* 0 or -ENOMEM */
void scrollback_free(struct scrollback *);
void scrollback_forget(struct scrollback *); /* all rows */

struct row *scrollback_row(const struct scrollback *, int row);

/*
 * Put a row in; returns one that is free to be used instead: the oldest, or a new one while there
 * are few.  Without memory that is the row itself, whose text is then lost.
 */
struct row *scrollback_push(struct scrollback *, struct row *);
struct row *scrollback_pull(struct scrollback *); /* take out row -1; there is one */

/* Where the line is, below 0; 0 when it is not there. */
int scrollback_find(const struct scrollback *, uint64_t id);

#endif
