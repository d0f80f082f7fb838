/* A frame's place in another's data frame. */
#include "lib/cast/share.h"

#include <errno.h>

#include "lib/base/bytes.h"
#include "lib/base/error.h"
#include "lib/cast/frame.h"

int
share_encode(struct buffer *out, const struct share *s)
{
	unsigned char *p = (unsigned char *)buffer_reserve(out, SHARE_SIZE);

	if (p == NULL)
		return -ENOMEM;
	bytes_put32(p, SHARE_MAGIC);
	bytes_put32(p + 4, SHARE_SIZE - 8);
	bytes_put64(p + 8, s->back);
	bytes_put64(p + 16, s->skip);
	out->len += SHARE_SIZE;
	return 0;
}

long
share_parse(const void *data, size_t len, int64_t offset, struct share *s)
{
	const unsigned char *p = data;

	*s = (struct share){0};
	if (len < 8)
		return 0;
	if (bytes_get32(p) != SHARE_MAGIC)
		return ERR_UNKNOWN;
	if (bytes_get32(p + 4) != SHARE_SIZE - 8)
		return ERR_FORMAT;
	if (len < SHARE_SIZE)
		return 0;
	s->back = bytes_get64(p + 8);
	s->skip = bytes_get64(p + 16);
	if (s->back == 0 || s->back > (uint64_t)offset || s->skip > FRAME_LINES_MAX)
		return ERR_FORMAT;
	return SHARE_SIZE;
}
