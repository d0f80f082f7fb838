/* The commands that the index of a store finds by words. */
#ifndef STENO_TRAIL_HITS_H
#define STENO_TRAIL_HITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/uuid.h"

struct hit {
	struct uuid session;
	uint64_t event; /* in which it was entered */
};

struct hits {
	struct hit *list; /* in order */
	size_t count, room;
};

/* 0; ERR_FAILED: the index could not be asked, and steno search said why; or another code.  To be released in any case. */
int hits_ask(const char *store, const char *const *words, int count, struct hits *);
void hits_release(struct hits *);

bool hits_in(const struct hits *, const struct uuid *session);
bool hits_has(const struct hits *, const struct uuid *session, uint64_t event);

#endif
