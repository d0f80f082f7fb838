/* Which events of a recording are a command's: asked of "steno commands", which recovers them in a cage. */
#ifndef STENO_TRAIL_INQUIRY_H
#define STENO_TRAIL_INQUIRY_H

#include <stdint.h>

#include "lib/base/buffer.h"

struct inquiry {
	uint64_t from, to;  /* events: from where the command before it ended, to the end of what it showed, which is not in it */
	struct buffer text; /* as it was recovered */
};

/* Command number `seq` of the recording at this path: 0, ERR_NOTFOUND, or another negative code.  The text is to be freed. */
int inquiry_command(const char *path, uint64_t seq, struct inquiry *);

/* The same, where what "steno commands --json" says is known. */
int inquiry_find(const struct buffer *lines, uint64_t seq, struct inquiry *);

#endif
