/* Which events of a recording are a command's: asked of "steno commands", which recovers them in a cage. */
#ifndef STENO_TRAIL_INQUIRY_H
#define STENO_TRAIL_INQUIRY_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"

struct inquiry {
	uint64_t from, to;  /* events: from where the command before it ended, to the end of what it showed, which is not in it */
	struct buffer text; /* as it was recovered */
};

/* Command number `seq` of the recording at this path: 0, ERR_NOTFOUND, or another negative code.  The text is to be freed. */
int inquiry_command(const char *path, uint64_t seq, struct inquiry *);

/* All commands of a recording, as "steno commands --json" tells of them. */
struct inquiry_item {
	int64_t seq;
	uint64_t event, to; /* in which it was entered; behind what it showed */
	size_t line, len;   /* where it stands in what was told */
};

struct inquiry_list {
	const struct buffer *told;
	struct inquiry_item *items;
	size_t count, room;
};

/* `told` is borrowed.  0, ERR_FORMAT or -ENOMEM; to be released in any case. */
int inquiry_read(const struct buffer *told, struct inquiry_list *);
void inquiry_release(struct inquiry_list *);

/* One of them, as inquiry_command. */
int inquiry_pick(const struct inquiry_list *, const struct inquiry_item *, struct inquiry *);

#endif
