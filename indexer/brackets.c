#include "indexer/brackets.h"

#define LATE 3 /* events behind what was drawn */

void
brackets_note(struct brackets *b, bool on, uint32_t event, uint64_t key, uint64_t row)
{
	bool stands = b->list[b->newest].on > 0 && b->list[b->newest].off == 0;

	if (on == stands)
		return;
	if (!on) {
		b->list[b->newest].off = event;
		b->list[b->newest].row = row;
		return;
	}
	b->newest = (b->newest + 1) % BRACKETS_MAX;
	b->list[b->newest].on = event;
	b->list[b->newest].off = 0;
	b->list[b->newest].key = key;
}

bool
brackets_held(const struct brackets *b, uint32_t event, uint64_t row)
{
	int i;

	for (i = 0; i < BRACKETS_MAX; i++)
		if (b->list[i].on > 0 && b->list[i].on <= event + LATE &&
		    (b->list[i].off == 0 || b->list[i].off > event || (b->list[i].off == event && b->list[i].row > row)))
			return true;
	return false;
}

bool
brackets_came(const struct brackets *b, uint32_t event)
{
	int i;

	for (i = 0; i < BRACKETS_MAX; i++)
		if (b->list[i].on >= event && b->list[i].key < event)
			return true;
	return false;
}
