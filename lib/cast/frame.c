/* zstd frames and the seek table. */
#include "lib/cast/frame.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "lib/base/bytes.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/cast/link.h"
#include "lib/cast/share.h"

#define ZSTD_MAGIC 0xFD2FB528u
#define SEEK_FOOTER_MAGIC 0x8F92EAB1u
#define SEEK_FOOTER_SIZE 9
#define SEEK_ENTRIES_MAX (1u << 24)

/*
 * Ways to compress a frame.  No frame that is recorded is larger than the window, so nothing is lost and the tables
 * stay small; what packed ones share has a window as large as a data frame may be.  Figures for each are in doc/performance.md.
 */
struct way {
	int level; /* fills in what is 0 */
	int hash_log, chain_log, search_log, min_match, target_length, strategy;
};

enum recording_way { FLOOD, TYPED };

/*
 * While recording, one of the first two: floods quickly, and short lines (a person types) with more
 * search, which costs less than a microsecond an event.  Packing tries all and keeps the smallest: the optimal
 * parser loses on text that counts (line numbers, dates) unless it is content with short matches.
 */
static const struct way WAYS[] = {
	[FLOOD] = {.level = 1, .hash_log = 15, .min_match = 7, .strategy = ZSTD_fast},
	[TYPED] = {FRAME_LEVEL, 16, 17, 7, 5, 32, ZSTD_lazy},
	{.level = FRAME_LEVEL_PACKED},
	{FRAME_LEVEL_PACKED, 17, 17, 5, 3, 8, ZSTD_btultra},
	{FRAME_LEVEL_PACKED, 18, 18, 8, 7, 8, ZSTD_btultra},
};

#define WINDOW_LOG 18
#define WINDOW_LOG_MAX 20
#define TYPED_LINE 160 /* bytes: a mean line below this is a person's session */

struct frame_coder {
	int level;
	ZSTD_CCtx *compress;
	ZSTD_DCtx *expand;
};

int
frame_coder_new(int level, struct frame_coder **out)
{
	struct frame_coder *c;

	if ((*out = c = calloc(1, sizeof *c)) == NULL)
		return -ENOMEM;
	c->level = level;
	return 0;
}

void
frame_coder_free(struct frame_coder *c)
{
	if (c == NULL)
		return;
	ZSTD_freeCCtx(c->compress);
	ZSTD_freeDCtx(c->expand);
	free(c);
}

/* A table's size, given for the smaller window: it grows as that does. */
static int
grown(int log, int by)
{
	return log > 0 ? log + by : 0;
}

static bool
set(ZSTD_CCtx *c, ZSTD_cParameter parameter, int value)
{
	return value == 0 || !ZSTD_isError(ZSTD_CCtx_setParameter(c, parameter, value));
}

static int
choose_way(struct frame_coder *c, const struct way *w, size_t len)
{
	int more = len > 1u << WINDOW_LOG ? WINDOW_LOG_MAX - WINDOW_LOG : 0;

	if (c->compress == NULL && (c->compress = ZSTD_createCCtx()) == NULL)
		return -ENOMEM;
	ZSTD_CCtx_reset(c->compress, ZSTD_reset_session_and_parameters);
	if (!set(c->compress, ZSTD_c_compressionLevel, w->level) ||
	    !set(c->compress, ZSTD_c_windowLog, WINDOW_LOG + more) ||
	    !set(c->compress, ZSTD_c_checksumFlag, 1) ||
	    !set(c->compress, ZSTD_c_hashLog, grown(w->hash_log, more)) ||
	    !set(c->compress, ZSTD_c_chainLog, grown(w->chain_log, more)) ||
	    !set(c->compress, ZSTD_c_searchLog, w->search_log) ||
	    !set(c->compress, ZSTD_c_minMatch, w->min_match) ||
	    !set(c->compress, ZSTD_c_targetLength, w->target_length) ||
	    !set(c->compress, ZSTD_c_strategy, w->strategy))
		return ERR_COMPRESS;
	return 0;
}

static int
encode_way(struct frame_coder *c, const struct way *w, const void *lines, size_t len,
    struct buffer *out)
{
	size_t bound = ZSTD_compressBound(len), n;
	char *to;
	int r;

	if ((r = choose_way(c, w, len)) != 0)
		return r;
	if ((to = buffer_reserve(out, bound)) == NULL)
		return -ENOMEM;
	n = ZSTD_compress2(c->compress, to, bound, lines, len);
	if (ZSTD_isError(n))
		return ERR_COMPRESS;
	out->len += n;
	return 0;
}

/* A person's session has short lines, by a look at the first. */
static bool
looks_typed(const char *lines, size_t len)
{
	const char *at = lines, *end, *stop;
	size_t count = 0;

	if (len == 0)
		return false;
	end = lines + (len < 16384 ? len : 16384);
	for (; at < end && (stop = memchr(at, '\n', (size_t)(end - at))) != NULL; at = stop + 1)
		count++;
	return count > 0 && (size_t)(at - lines) / count < TYPED_LINE;
}

static int
encode_smallest(struct frame_coder *c, const void *lines, size_t len, struct buffer *out)
{
	size_t start = out->len, best = SIZE_MAX, n, i;
	int r;

	for (i = 0; i < sizeof WAYS / sizeof *WAYS; i++) {
		/* behind the best so far, and over it when it is smaller */
		if ((r = encode_way(c, &WAYS[i], lines, len, out)) != 0)
			return r;
		n = out->len - start - (best == SIZE_MAX ? 0 : best);
		if (n < best) {
			memmove(out->data + start, out->data + out->len - n, n);
			best = n;
		}
		out->len = start + best;
	}
	return 0;
}

int
frame_encode(struct frame_coder *c, const void *lines, size_t len, struct buffer *out)
{
	struct way given = {.level = c->level};

	if (len > FRAME_LINES_MAX)
		return ERR_LIMIT;
	if (c->level == 0)
		return encode_way(c, &WAYS[looks_typed(lines, len) ? TYPED : FLOOD], lines, len, out);
	if (c->level == FRAME_LEVEL_PACKED)
		return encode_smallest(c, lines, len, out);
	return encode_way(c, &given, lines, len, out);
}

static int
open_expander(struct frame_coder *c)
{
	return c->expand != NULL || (c->expand = ZSTD_createDCtx()) != NULL ? 0 : -ENOMEM;
}

int
frame_decode(struct frame_coder *c, const void *frame, size_t len, struct buffer *out)
{
	int64_t size = frame_content(frame, len);
	size_t n;
	char *to;
	int r;

	if (size < 0)
		return (int)size;
	if (size > FRAME_LINES_MAX)
		return ERR_LIMIT;
	if ((r = open_expander(c)) != 0)
		return r;
	if ((to = buffer_reserve(out, (size_t)size + 1)) == NULL)
		return -ENOMEM;
	n = ZSTD_decompressDCtx(c->expand, to, (size_t)size, frame, len);
	if (ZSTD_isError(n) || n != (size_t)size)
		return ERR_DAMAGED;
	out->len += n;
	return 0;
}

/* The parameter's name is ZSTD_d_forceIgnoreChecksum, which zstd.h declares for static linking only. */
int
frame_salvage(struct frame_coder *c, const void *frame, size_t len, struct buffer *out)
{
	int r;

	if ((r = open_expander(c)) != 0)
		return r;
	if (ZSTD_isError(ZSTD_DCtx_setParameter(c->expand, ZSTD_d_experimentalParam3, 1)))
		return ERR_DAMAGED;
	r = frame_decode(c, frame, len, out);
	ZSTD_DCtx_setParameter(c->expand, ZSTD_d_experimentalParam3, 0);
	return r;
}

enum frame_kind
frame_kind(const void *data, size_t len)
{
	uint32_t magic;

	if (len < 4)
		return FRAME_NONE;
	magic = bytes_get32(data);
	if (magic == ZSTD_MAGIC)
		return FRAME_DATA;
	if (magic == SHARE_MAGIC)
		return FRAME_SHARE;
	if (magic == LINK_MAGIC)
		return FRAME_LINK;
	if (magic == SEEK_MAGIC)
		return FRAME_SEEK;
	return (magic & 0xFFFFFFF0u) == 0x184D2A50u ? FRAME_OTHER : FRAME_NONE;
}

int64_t
frame_content(const void *head, size_t len)
{
	unsigned long long size = ZSTD_getFrameContentSize(head, len);

	if (frame_kind(head, len) != FRAME_DATA || size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
	    size > INT64_MAX)
		return ERR_DAMAGED;
	return (int64_t)size;
}

int64_t
frame_measure(int fd, int64_t offset, int64_t file_size)
{
	static const int dictionary_size[4] = {0, 1, 2, 4}, content_size[4] = {0, 2, 4, 8};
	unsigned char head[8];
	int64_t at = offset;
	uint32_t block;
	ssize_t n;
	int single;

	if ((n = file_pread(fd, head, sizeof head, offset)) < 0)
		return n;
	if (n < 8)
		return 0;
	switch (frame_kind(head, 8)) {
	case FRAME_NONE:
		return ERR_UNKNOWN;
	case FRAME_DATA:
		break;
	default:
		at += 8 + (int64_t)bytes_get32(head + 4);
		return at <= file_size ? at - offset : 0;
	}
	/* frame header: descriptor, window (unless single segment), dictionary id, content size */
	single = head[4] >> 5 & 1;
	at += 5 + !single + dictionary_size[head[4] & 3] + content_size[head[4] >> 6] +
	    (single && head[4] >> 6 == 0);
	do {
		if ((n = file_pread(fd, head + 5, 3, at)) < 0)
			return n;
		if (n < 3)
			return 0;
		block = head[5] | (uint32_t)head[6] << 8 | (uint32_t)head[7] << 16;
		at += 3 + ((block >> 1 & 3) == 1 ? 1 : (int64_t)(block >> 3));
	} while (!(block & 1) && at - offset <= FRAME_STORED_MAX);
	at += (head[4] >> 2 & 1) * 4;
	if (at - offset > FRAME_STORED_MAX)
		return ERR_LIMIT;
	return at <= file_size ? at - offset : 0;
}

int
frame_put_seek_table(struct buffer *out, const struct frame_entry *entries, size_t n)
{
	unsigned char *p;
	size_t i;

	if (n > SEEK_ENTRIES_MAX)
		return ERR_LIMIT;
	if ((p = (unsigned char *)buffer_reserve(out, 8 + n * 8 + SEEK_FOOTER_SIZE)) == NULL)
		return -ENOMEM;
	bytes_put32(p, SEEK_MAGIC);
	bytes_put32(p + 4, (uint32_t)(n * 8 + SEEK_FOOTER_SIZE));
	for (i = 0; i < n; i++) {
		bytes_put32(p + 8 + i * 8, entries[i].stored);
		bytes_put32(p + 12 + i * 8, entries[i].lines);
	}
	p += 8 + n * 8;
	bytes_put32(p, (uint32_t)n);
	p[4] = 0;
	bytes_put32(p + 5, SEEK_FOOTER_MAGIC);
	out->len += 8 + n * 8 + SEEK_FOOTER_SIZE;
	return 0;
}

int
frame_load_seek_table(int fd, int64_t file_size, struct frame_entry **out, size_t *count)
{
	unsigned char foot[SEEK_FOOTER_SIZE], head[8], *table = NULL;
	struct frame_entry *entries = NULL;
	int64_t size, sum = 0;
	uint32_t n, i;
	int r = ERR_NOTFOUND;

	if (file_size < 8 + SEEK_FOOTER_SIZE ||
	    file_pread(fd, foot, sizeof foot, file_size - SEEK_FOOTER_SIZE) != SEEK_FOOTER_SIZE ||
	    bytes_get32(foot + 5) != SEEK_FOOTER_MAGIC || foot[4] != 0)
		return r;
	n = bytes_get32(foot);
	size = 8 + (int64_t)n * 8 + SEEK_FOOTER_SIZE;
	if (n > SEEK_ENTRIES_MAX || size > file_size ||
	    file_pread(fd, head, 8, file_size - size) != 8 || bytes_get32(head) != SEEK_MAGIC ||
	    bytes_get32(head + 4) != (uint32_t)(size - 8))
		return r;
	if ((table = malloc((size_t)n * 8 + 1)) == NULL ||
	    (entries = malloc((size_t)(n + 1) * sizeof *entries)) == NULL) {
		r = -ENOMEM;
		goto done;
	}
	if (file_pread(fd, table, (size_t)n * 8, file_size - size + 8) != (ssize_t)n * 8)
		goto done;
	for (i = 0; i < n; i++) {
		entries[i].stored = bytes_get32(table + i * 8);
		entries[i].lines = bytes_get32(table + i * 8 + 4);
		sum += entries[i].stored;
	}
	if (sum != file_size - size)
		goto done;
	*out = entries;
	*count = n;
	entries = NULL;
	r = 0;
done:
	free(table);
	free(entries);
	return r;
}
