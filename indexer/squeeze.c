/* Texts and keyframes, packed. */
#include "indexer/squeeze.h"

#include <errno.h>
#include <stdlib.h>
#include <zstd.h>

#include "lib/base/error.h"

#define LEVEL 3

struct squeeze {
	ZSTD_CCtx *in;
	ZSTD_DCtx *out;
};

struct squeeze *
squeeze_new(void)
{
	struct squeeze *s = calloc(1, sizeof *s);

	if (s != NULL && ((s->in = ZSTD_createCCtx()) == NULL || (s->out = ZSTD_createDCtx()) == NULL)) {
		squeeze_free(s);
		return NULL;
	}
	return s;
}

void
squeeze_free(struct squeeze *s)
{
	if (s == NULL)
		return;
	ZSTD_freeCCtx(s->in);
	ZSTD_freeDCtx(s->out);
	free(s);
}

int
squeeze_pack(struct squeeze *s, const char *data, size_t len, struct buffer *out)
{
	size_t room = ZSTD_compressBound(len), n;
	char *p;

	if (len > SQUEEZE_MAX)
		return ERR_LIMIT;
	if ((p = buffer_reserve(out, room)) == NULL)
		return -ENOMEM;
	n = ZSTD_compressCCtx(s->in, p, room, data, len, LEVEL);
	if (ZSTD_isError(n))
		return ERR_COMPRESS;
	if (n < len)
		out->len += n;
	else
		buffer_add(out, data, len);
	return buffer_status(out);
}

int
squeeze_unpack(struct squeeze *s, const void *data, size_t len, size_t size, struct buffer *out)
{
	char *p;
	size_t n;

	if (size > SQUEEZE_MAX)
		return ERR_LIMIT;
	if (len == size) {
		buffer_add(out, data, len);
		return buffer_status(out);
	}
	if ((p = buffer_reserve(out, size)) == NULL)
		return -ENOMEM;
	n = ZSTD_decompressDCtx(s->out, p, size, data, len);
	if (ZSTD_isError(n) || n != size)
		return ERR_DAMAGED;
	out->len += n;
	return 0;
}
