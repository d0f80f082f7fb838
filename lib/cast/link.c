/* The link behind each frame. */
#include "lib/cast/link.h"

#include <errno.h>
#include <string.h>

#include "lib/base/bytes.h"
#include "lib/base/error.h"

#define HEAD_SIZE 8
#define CORE_NAME "STENOLNK"
#define CORE_VERSION 1
#define FLAGS_KNOWN (LINK_END | LINK_ROTATED | LINK_RECOVERED | LINK_IMPORTED)

/* Where each number of the core stands; the table is the byte diagram of the format. */
enum core_offset {
	AT_NAME = 0,
	AT_VERSION = 8,
	AT_FLAGS = 9,
	AT_RESERVED = 10,
	AT_PART = 12,
	AT_SESSION = 16,
	AT_SEQUENCE = 32,
	AT_FIRST_EVENT = 40,
	AT_EVENTS = 48,
	AT_LINES = 52,
	AT_BYTES = 56,
	AT_BASE = 64,
	AT_LAST = 72,
	AT_BASE_REALTIME = 80,
	AT_LAST_REALTIME = 88,
	AT_BASE_BOOTTIME = 96,
	AT_LAST_BOOTTIME = 104,
	AT_BEFORE = 112,
	AT_EVIDENCE = 144,
};

static void
put_core(unsigned char core[LINK_CORE_SIZE], const struct link *l)
{
	memset(core, 0, LINK_CORE_SIZE);
	memcpy(core + AT_NAME, CORE_NAME, 8);
	core[AT_VERSION] = CORE_VERSION;
	core[AT_FLAGS] = l->flags;
	bytes_put32(core + AT_PART, l->part);
	memcpy(core + AT_SESSION, l->session.bytes, 16);
	bytes_put64(core + AT_SEQUENCE, l->sequence);
	bytes_put64(core + AT_FIRST_EVENT, l->first_event);
	bytes_put32(core + AT_EVENTS, l->events);
	bytes_put32(core + AT_LINES, l->lines);
	bytes_put64(core + AT_BYTES, l->bytes);
	bytes_put64(core + AT_BASE, (uint64_t)l->base);
	bytes_put64(core + AT_LAST, (uint64_t)l->last);
	bytes_put64(core + AT_BASE_REALTIME, (uint64_t)l->base_realtime);
	bytes_put64(core + AT_LAST_REALTIME, (uint64_t)l->last_realtime);
	bytes_put64(core + AT_BASE_BOOTTIME, (uint64_t)l->base_boottime);
	bytes_put64(core + AT_LAST_BOOTTIME, (uint64_t)l->last_boottime);
	memcpy(core + AT_BEFORE, l->before, DIGEST_SIZE);
	memcpy(core + AT_EVIDENCE, l->evidence, DIGEST_SIZE);
}

/* Differences of differences of these must not wrap. */
static bool
summable(int64_t ms)
{
	return ms >= INT64_MIN / 16 && ms <= INT64_MAX / 16;
}

static int
get_core(const unsigned char *core, struct link *l)
{
	if (memcmp(core + AT_NAME, CORE_NAME, 8) != 0 || core[AT_VERSION] != CORE_VERSION ||
	    (core[AT_FLAGS] & ~FLAGS_KNOWN) || core[AT_RESERVED] || core[AT_RESERVED + 1])
		return ERR_FORMAT;
	l->flags = core[AT_FLAGS];
	l->part = bytes_get32(core + AT_PART);
	memcpy(l->session.bytes, core + AT_SESSION, 16);
	l->sequence = bytes_get64(core + AT_SEQUENCE);
	l->first_event = bytes_get64(core + AT_FIRST_EVENT);
	l->events = bytes_get32(core + AT_EVENTS);
	l->lines = bytes_get32(core + AT_LINES);
	l->bytes = bytes_get64(core + AT_BYTES);
	l->base = (int64_t)bytes_get64(core + AT_BASE);
	l->last = (int64_t)bytes_get64(core + AT_LAST);
	l->base_realtime = (int64_t)bytes_get64(core + AT_BASE_REALTIME);
	l->last_realtime = (int64_t)bytes_get64(core + AT_LAST_REALTIME);
	l->base_boottime = (int64_t)bytes_get64(core + AT_BASE_BOOTTIME);
	l->last_boottime = (int64_t)bytes_get64(core + AT_LAST_BOOTTIME);
	memcpy(l->before, core + AT_BEFORE, DIGEST_SIZE);
	memcpy(l->evidence, core + AT_EVIDENCE, DIGEST_SIZE);
	/* numbers that could not be sums of anything are refused here, once for all readers */
	if (l->lines < l->events || l->lines > l->events + 1 || l->first_event > INT64_MAX ||
	    l->sequence > INT64_MAX || l->base < 0 || l->last < l->base ||
	    l->last > INT64_MAX / 2 || !summable(l->base_realtime) || !summable(l->last_realtime) ||
	    !summable(l->base_boottime) || !summable(l->last_boottime))
		return ERR_FORMAT;
	return 0;
}

static int
container_digest(const void *data_frame, size_t len, const void *head, size_t head_len,
    unsigned char out[DIGEST_SIZE])
{
	struct digest *d;
	int r;

	if ((r = digest_new(&d)) != 0)
		return r;
	if ((r = digest_begin(d)) == 0 && (r = digest_add(d, data_frame, len)) == 0 &&
	    (r = digest_add(d, head, head_len)) == 0)
		r = digest_end(d, out);
	digest_free(d);
	return r;
}

int
link_encode(struct buffer *out, const struct link *l, const void *data_frame, size_t len)
{
	size_t start = out->len, total = LINK_FIXED_SIZE + l->salts_len;
	unsigned char *p = (unsigned char *)buffer_reserve(out, total);
	int r;

	if (p == NULL)
		return -ENOMEM;
	if (l->salts_len > LINK_SALTS_MAX)
		return ERR_LIMIT;
	bytes_put32(p, LINK_MAGIC);
	bytes_put32(p + 4, (uint32_t)(total - HEAD_SIZE));
	put_core(p + HEAD_SIZE, l);
	/* what no reader takes must not be written either */
	if (get_core(p + HEAD_SIZE, &(struct link){0}) != 0)
		return ERR_RANGE;
	bytes_put32(p + HEAD_SIZE + LINK_CORE_SIZE, (uint32_t)l->salts_len);
	if (l->salts_len)
		memcpy(p + HEAD_SIZE + LINK_CORE_SIZE + 4, l->salts, l->salts_len);
	r = container_digest(data_frame, len, p, total - DIGEST_SIZE, p + total - DIGEST_SIZE);
	if (r == 0)
		out->len = start + total;
	return r;
}

long
link_parse(const void *data, size_t len, struct link *l)
{
	const unsigned char *p = data;
	size_t total;
	uint32_t salts;

	memset(l, 0, sizeof *l);
	if (len < HEAD_SIZE)
		return 0;
	if (bytes_get32(p) != LINK_MAGIC)
		return ERR_UNKNOWN;
	total = (size_t)bytes_get32(p + 4) + HEAD_SIZE;
	if (total < LINK_FIXED_SIZE || total > LINK_FIXED_SIZE + (size_t)LINK_SALTS_MAX)
		return ERR_FORMAT;
	if (len < total)
		return 0;
	salts = bytes_get32(p + HEAD_SIZE + LINK_CORE_SIZE);
	if (salts != total - LINK_FIXED_SIZE || get_core(p + HEAD_SIZE, l) != 0)
		return ERR_FORMAT;
	l->salts = p + HEAD_SIZE + LINK_CORE_SIZE + 4;
	l->salts_len = salts;
	memcpy(l->container, p + total - DIGEST_SIZE, DIGEST_SIZE);
	return (long)total;
}

int
link_digest(const struct link *l, unsigned char out[DIGEST_SIZE])
{
	unsigned char core[LINK_CORE_SIZE];

	put_core(core, l);
	return digest_once(core, sizeof core, out);
}

int
link_check_container(const void *data_frame, size_t len, const void *link_bytes, size_t link_len)
{
	unsigned char sum[DIGEST_SIZE];
	int r;

	if (link_len < LINK_FIXED_SIZE)
		return 0;
	r = container_digest(data_frame, len, link_bytes, link_len - DIGEST_SIZE, sum);
	if (r != 0)
		return r;
	return memcmp(sum, (const char *)link_bytes + link_len - DIGEST_SIZE, DIGEST_SIZE) == 0;
}

int
link_follows(const struct link *before, const struct link *next, const char **what)
{
	unsigned char sum[DIGEST_SIZE];
	bool rotated = (before->flags & LINK_ROTATED) != 0;
	int r;

	if ((r = link_digest(before, sum)) != 0)
		return r;
	*what = NULL;
	if (memcmp(&before->session, &next->session, sizeof before->session) != 0)
		*what = "the session";
	else if (memcmp(sum, next->before, DIGEST_SIZE) != 0)
		*what = "the digest of the link before";
	else if (next->sequence != before->sequence + 1)
		*what = "the sequence";
	else if (next->first_event != before->first_event + before->events)
		*what = "the number of the first event";
	else if (next->part != before->part + rotated)
		*what = "the part";
	else if (next->base != before->last)
		*what = "the time";
	else if (next->base_boottime < before->last_boottime)
		*what = "the boot time";
	else if ((before->flags & LINK_END) && !rotated)
		*what = "the end that stands before it";
	return *what == NULL ? 0 : ERR_TAMPERED;
}
