/* Texts and keyframes as the index keeps them: zstd where that is smaller, else as they are. */
#ifndef STENO_INDEXER_SQUEEZE_H
#define STENO_INDEXER_SQUEEZE_H

#include "lib/base/buffer.h"

#define SQUEEZE_MAX (4u * 1024 * 1024) /* bytes of what is packed */

struct squeeze;

/* NULL when memory is out. */
struct squeeze *squeeze_new(void);
void squeeze_free(struct squeeze *);

/* Append.  What comes out as long as it went in is as it was.  0 or a negative code. */
int squeeze_pack(struct squeeze *, const char *data, size_t len, struct buffer *out);

/* `size` is what it was before.  ERR_DAMAGED for what is not so. */
int squeeze_unpack(struct squeeze *, const void *data, size_t len, size_t size, struct buffer *out);

#endif
