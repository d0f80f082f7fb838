/*
 * What was typed, line by line, where a recording has the text of its keys (`i`).  Only of lines that were typed from their beginning to
 * their end, with nothing but letters, pastes and keys that take the last letter back, is it known what they are.
 */
#ifndef STENO_INDEXER_MANUSCRIPT_H
#define STENO_INDEXER_MANUSCRIPT_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buffer.h"

#define MANUSCRIPT_LINES 64

struct manuscript_line {
	uint32_t number;
	uint64_t event; /* in which it begins */
	struct buffer text;
};

struct manuscript {
	struct manuscript_line lines[MANUSCRIPT_LINES]; /* by number */
	uint32_t last;
	struct buffer line; /* that is being typed, */
	uint64_t event;
	bool broken;        /* with a key of which nobody knows what it did */
	bool pasting;
	int matched;        /* bytes of the sequence that begins, or ends, a paste */
};

void manuscript_free(struct manuscript *);

/*
 * Take the bytes of an event.  Returns how many keys of it may end a line, pastes aside, and the numbers of their lines, 0: not known; at most
 * so many.
 */
int manuscript_take(struct manuscript *, uint64_t event, const char *data, size_t len, uint32_t *numbers, int most);

/* NULL: it is not known, or too long ago.  Borrowed, until the next is taken. */
const struct manuscript_line *manuscript_line(const struct manuscript *, uint32_t number);

#endif
