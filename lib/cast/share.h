/*
 * A share stands where a frame's own data frame would, and says that its lines are in an earlier one, behind those of the frames
 * before it: doc/format/cast.md, section 3.1.  Packing makes them, since lines compress better together.
 */
#ifndef STENO_CAST_SHARE_H
#define STENO_CAST_SHARE_H

#include <stdint.h>

#include "lib/base/buffer.h"

#define SHARE_MAGIC 0x184D2A56u
#define SHARE_SIZE 24 /* in the file */

struct share {
	uint64_t back; /* from the share to the data frame that it means, bytes */
	uint64_t skip; /* bytes of lines in there that are before its own */
};

/* Append it: 0 or -ENOMEM. */
int share_encode(struct buffer *out, const struct share *);

/*
 * Parse a share that begins at data: SHARE_SIZE, 0 if `len` bytes are not all of it, ERR_UNKNOWN if none begins here, ERR_FORMAT if
 * no data frame can be as large, or stand there.  `offset` is its place in the file.
 */
long share_parse(const void *data, size_t len, int64_t offset, struct share *);

#endif
