/* When the terminal was told to mark pastes, which editors tell it as long as they read: for what was drawn then, and is looked at later. */
#ifndef STENO_INDEXER_BRACKETS_H
#define STENO_INDEXER_BRACKETS_H

#include <stdbool.h>
#include <stdint.h>

#define BRACKETS_MAX 64

struct brackets {
	struct {
		uint32_t on, off; /* events; 0: not yet */
		uint64_t key;     /* the last event of keys before it went on */
		uint64_t row;     /* where the cursor was when it went off */
	} list[BRACKETS_MAX]; /* a ring */
	int newest;
};

void brackets_note(struct brackets *, bool on, uint32_t event, uint64_t key, uint64_t row);

/* It was so when this event drew this row, or the next ones said so: a multiplexer draws first. */
bool brackets_held(const struct brackets *, uint32_t event, uint64_t row);

/* It was said later, and no key came between: of lines that were typed ahead a multiplexer may show them all, and then who reads. */
bool brackets_came(const struct brackets *, uint32_t event);

#endif
