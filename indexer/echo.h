/*
 * A line that the kernel edits, followed by what it echoes.  It takes a sign back by a backspace, a blank and a
 * backspace, which do not get over the margin: behind it the screen shows more than the line holds.  So it does where the terminal was
 * told that it prints on paper: what is taken back is printed once more, or the key that took it, or a line feed.
 */
#ifndef STENO_INDEXER_ECHO_H
#define STENO_INDEXER_ECHO_H

#include <stdbool.h>

#include "lib/base/buffer.h"

struct echo {
	struct buffer text;
	int columns;    /* of it */
	bool spoilt;    /* something else was written */
	bool ended;     /* by a line feed */
	bool reached;   /* signs were taken back of a line that had gone over the margin */
	bool torn;      /* others have drawn from the left of it on */
	bool printing;  /* on paper: what is taken back is being printed, behind a backslash */
};

/* A line begins, in this column. */
void echo_begin(struct echo *, int column);

/* Key: which it answers; '\0': none, or that is not known. */
void echo_take(struct echo *, const char *data, size_t len, int width, char key);

/* The same where a program draws meanwhile, in the same row perhaps: what is no echo by its looks is left out, and the line is torn by it. */
void echo_overhear(struct echo *, const char *data, size_t len, bool answers);

void echo_free(struct echo *);

#endif
