/* The recordings of a store, one by one: whose, when, how large, how they ended. */
#ifndef STENO_TRAIL_ESTATE_H
#define STENO_TRAIL_ESTATE_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/cast/header.h"

enum estate_state {
	ESTATE_CLOSED,
	ESTATE_LIVE,       /* a recorder writes it */
	ESTATE_CUT,        /* its recorder was lost, and nobody recovered it; or a part is missing */
	ESTATE_UNREADABLE, /* no header that can be read */
};

struct estate_item {
	char *path;
	struct uuid id;         /* as its name says */
	struct header header;   /* all unknown where it can't be read */
	enum estate_state state;
	int64_t started, ended; /* ms since 1970 */
	int64_t since;          /* from when on it is kept: its end, unless somebody knows better */
	int64_t bytes;          /* of all its files */
	int exit;               /* -1: not known */
	bool link;              /* a symbolic one stands in its place: what it leads to is not the store's */
	bool foreign;           /* what is in it is of another session than its name says */
};

struct estate {
	struct estate_item *items;
	uint32_t count, room;
};

/* All of a store, the oldest first; none where it has no recordings.  0 or a negative code; to be released in any case. */
int estate_open(const char *store, struct estate *);
void estate_release(struct estate *);

/* Again the oldest first, where somebody knew better. */
void estate_sort(struct estate *);

/* One: what can't be read is so described.  0 or -ENOMEM. */
int estate_describe(const char *path, struct estate_item *);
void estate_release_item(struct estate_item *);

#endif
