/*
 * The bytes of a foreign recording, unpacked.  data[start..end) is what is unpacked and not yet
 * taken; it grows to what is asked for and is moved to the front before it grows.
 */
#include "lib/cast/inlet.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "lib/base/bytes.h"
#include "lib/base/error.h"

#define RAW_SIZE (64u * 1024)
#define STEP (64u * 1024) /* room that is made for one unpacking */
#define WINDOW 32768      /* bytes that gzip refers back to */
#define APART (1u << 20)  /* bytes between two places at which unpacking can begin */
#define MARK_SIZE 44
#define TRAILER 8         /* bytes behind a gzip member's data */

enum packing { PACKING_NONE, PACKING_GZIP, PACKING_ZSTD };

/* Where unpacking can begin: at a frame or member, or between two blocks of a member. */
struct access {
	uint64_t raw, from; /* in the file; and in what it unpacks to */
	int bits;           /* of the byte before that belong to the block */
	bool block;
	uint32_t len;       /* of the window */
	unsigned char *window;
};

struct inlet {
	int fd;
	char *path;
	enum packing packing;
	unsigned char *raw; /* as the file has them */
	size_t raw_at, raw_end;
	bool raw_over;
	uint64_t raw_next; /* in the file: behind what was read */
	z_stream gzip;
	int trailer;       /* bytes to pass over, of a member that was entered in its middle */
	bool bare;         /* it was: no header, no trailer */
	struct access access[2]; /* the newest, and the one before: what is unpacked is ahead of what is taken */
	ZSTD_DStream *zstd;
	bool in_frame; /* a gzip member or zstd frame is begun and not whole */

	char *data;
	size_t start, end, cap;
	uint64_t offset, lines;
	bool over;
	int trouble;
};

static bool
raw_fill(struct inlet *t)
{
	ssize_t n;

	if (t->raw_at < t->raw_end)
		return true;
	if (t->raw_over)
		return false;
	do
		n = read(t->fd, t->raw, RAW_SIZE);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		t->trouble = -errno;
	t->raw_over = n <= 0;
	t->raw_next += n > 0 ? (uint64_t)n : 0;
	t->raw_at = 0;
	t->raw_end = n > 0 ? (size_t)n : 0;
	return n > 0;
}

/* Reserved flag bits must be zero: a ttyrec of the wrong second begins like gzip otherwise. */
static enum packing
packing_of(const unsigned char *p, size_t len)
{
	if (len >= 4 && p[0] == 0x1F && p[1] == 0x8B && p[2] == 8 && (p[3] & 0xE0) == 0)
		return PACKING_GZIP;
	if (len >= 4 && p[1] == 0xB5 && p[2] == 0x2F && p[3] == 0xFD && p[0] == 0x28)
		return PACKING_ZSTD;
	if (len >= 4 && (p[0] & 0xF0) == 0x50 && p[1] == 0x2A && p[2] == 0x4D && p[3] == 0x18)
		return PACKING_ZSTD;
	return PACKING_NONE;
}

static int
packing_begin(struct inlet *t)
{
	/* 15 + 16: the largest window, and gzip's header and checksum */
	if (t->packing == PACKING_GZIP && inflateInit2(&t->gzip, 15 + 16) != Z_OK)
		return -ENOMEM;
	if (t->packing == PACKING_ZSTD && (t->zstd = ZSTD_createDStream()) == NULL)
		return -ENOMEM;
	return 0;
}

int
inlet_open(int fd, struct inlet **out)
{
	struct inlet *t;
	int r;

	*out = NULL;
	if ((t = calloc(1, sizeof *t)) == NULL) {
		close(fd);
		return -ENOMEM;
	}
	t->fd = fd;
	if ((t->raw = malloc(RAW_SIZE)) == NULL) {
		r = -ENOMEM;
		goto done;
	}
	raw_fill(t);
	t->packing = packing_of(t->raw, t->raw_end);
	if ((r = t->trouble) != 0 || (r = packing_begin(t)) != 0) {
		t->packing = PACKING_NONE;
		goto done;
	}
	*out = t;
	t = NULL;
done:
	inlet_free(t);
	return r;
}

void
inlet_free(struct inlet *t)
{
	if (t == NULL)
		return;
	if (t->packing == PACKING_GZIP)
		inflateEnd(&t->gzip);
	ZSTD_freeDStream(t->zstd);
	close(t->fd);
	free(t->access[0].window);
	free(t->access[1].window);
	free(t->raw);
	free(t->data);
	free(t->path);
	free(t);
}

int
inlet_descriptor(const struct inlet *t)
{
	return t->fd;
}

void
inlet_set_path(struct inlet *t, const char *path)
{
	free(t->path);
	t->path = strdup(path);
}

const char *
inlet_path(const struct inlet *t)
{
	return t->path;
}

const char *
inlet_packing(const struct inlet *t)
{
	static const char *const names[] = {NULL, "gzip", "zstd"};

	return names[t->packing];
}

static size_t
unpack_none(struct inlet *t, char *to, size_t room)
{
	size_t n;

	if (!raw_fill(t))
		return 0;
	n = t->raw_end - t->raw_at;
	if (n > room)
		n = room;
	memcpy(to, t->raw + t->raw_at, n);
	t->raw_at += n;
	return n;
}

/* A place at which unpacking can begin, unless one is near: `more` bytes were unpacked and are not counted yet. */
static struct access *
add_access(struct inlet *t, size_t more)
{
	uint64_t from = t->offset + (t->end - t->start) + more;
	struct access old = t->access[1];

	if (from < t->access[0].from + APART)
		return NULL;
	t->access[1] = t->access[0];
	t->access[0] = old;
	t->access[0].raw = t->raw_next - (t->raw_end - t->raw_at);
	t->access[0].from = from;
	t->access[0].bits = 0;
	t->access[0].len = 0;
	t->access[0].block = false;
	return &t->access[0];
}

/* Between two blocks, neither of which is the last. */
static void
note_block(struct inlet *t, size_t more)
{
	struct access *a;
	uInt len = WINDOW;

	if ((t->gzip.data_type & 128) == 0 || (t->gzip.data_type & 64) != 0 || (a = add_access(t, more)) == NULL)
		return;
	a->bits = t->gzip.data_type & 7;
	a->block = true;
	if (a->window == NULL && (a->window = malloc(WINDOW)) == NULL)
		t->trouble = -ENOMEM;
	else if (inflateGetDictionary(&t->gzip, a->window, &len) == Z_OK)
		a->len = len;
}

/* Behind a member that was entered in its middle. */
static bool
pass_trailer(struct inlet *t)
{
	for (; t->trailer > 0; t->trailer--) {
		if (!raw_fill(t)) {
			if (t->trouble == 0)
				t->trouble = ERR_TRUNCATED;
			return false;
		}
		t->raw_at++;
	}
	return true;
}

/* Skip the zeros that tapes and block devices put behind; true when a member follows. */
static bool
gzip_next_member(struct inlet *t)
{
	if (!pass_trailer(t))
		return false;
	while (raw_fill(t)) {
		if (t->raw[t->raw_at] != 0) {
			t->in_frame = inflateReset2(&t->gzip, 15 + 16) == Z_OK;
			t->bare = false;
			return t->in_frame;
		}
		t->raw_at++;
	}
	return false;
}

static size_t
unpack_gzip(struct inlet *t, char *to, size_t room)
{
	size_t got;
	int r;

	for (;;) {
		if (!t->in_frame && !gzip_next_member(t))
			return 0;
		if (!raw_fill(t)) {
			if (t->trouble == 0)
				t->trouble = ERR_TRUNCATED;
			return 0;
		}
		t->gzip.next_in = t->raw + t->raw_at;
		t->gzip.avail_in = (uInt)(t->raw_end - t->raw_at);
		t->gzip.next_out = (unsigned char *)to;
		t->gzip.avail_out = (uInt)room;
		r = inflate(&t->gzip, Z_BLOCK);
		t->raw_at = t->raw_end - t->gzip.avail_in;
		got = room - t->gzip.avail_out;
		if (r == Z_OK)
			note_block(t, got);
		if (r == Z_STREAM_END) {
			t->in_frame = false;
			t->trailer = t->bare ? TRAILER : 0;
		} else if (r != Z_OK && r != Z_BUF_ERROR)
			t->trouble = r == Z_MEM_ERROR ? -ENOMEM : ERR_DAMAGED;
		if (got > 0 || t->trouble != 0)
			return got;
	}
}

static int
zstd_trouble(size_t code)
{
	switch (ZSTD_getErrorCode(code)) {
	case ZSTD_error_frameParameter_windowTooLarge:
		return ERR_LIMIT;
	case ZSTD_error_memory_allocation:
		return -ENOMEM;
	default:
		return ERR_DAMAGED;
	}
}

static size_t
unpack_zstd(struct inlet *t, char *to, size_t room)
{
	ZSTD_outBuffer out = {to, room, 0};
	ZSTD_inBuffer in;
	size_t hint;
	bool dry;

	for (;;) {
		dry = !raw_fill(t);
		if (dry && (!t->in_frame || t->trouble != 0))
			return 0;
		in = (ZSTD_inBuffer){t->raw, t->raw_end, t->raw_at};
		hint = ZSTD_decompressStream(t->zstd, &out, &in);
		if (ZSTD_isError(hint)) {
			t->trouble = zstd_trouble(hint);
			return out.pos;
		}
		t->raw_at = in.pos;
		t->in_frame = hint != 0;
		if (hint == 0)
			add_access(t, out.pos);
		if (out.pos > 0)
			return out.pos;
		/* the decoder had nothing left that it kept back */
		if (dry) {
			t->trouble = ERR_TRUNCATED;
			return 0;
		}
	}
}

static bool
make_room(struct inlet *t)
{
	size_t cap;
	char *data;

	if (t->start > 0 && (t->start == t->end || t->cap - t->end < STEP)) {
		memmove(t->data, t->data + t->start, t->end - t->start);
		t->end -= t->start;
		t->start = 0;
	}
	if (t->cap - t->end >= STEP)
		return true;
	cap = t->cap + t->cap / 2 + 2 * STEP;
	if ((data = realloc(t->data, cap)) == NULL) {
		t->trouble = -ENOMEM;
		return false;
	}
	t->data = data;
	t->cap = cap;
	return true;
}

/* Unpack some more behind what is there; false at the end. */
static bool
fill(struct inlet *t)
{
	static size_t (*const unpack[])(struct inlet *, char *, size_t) = {
	    unpack_none, unpack_gzip, unpack_zstd};
	size_t n;

	if (t->over)
		return false;
	if (!make_room(t)) {
		t->over = true;
		return false;
	}
	n = unpack[t->packing](t, t->data + t->end, t->cap - t->end);
	t->end += n;
	t->over = n == 0 || t->trouble != 0;
	return n > 0;
}

size_t
inlet_peek(struct inlet *t, size_t want, const char **data)
{
	while (t->end - t->start < want && fill(t))
		;
	/* never NULL, so that it can be handed to memcpy and its like */
	*data = t->data != NULL ? t->data + t->start : "";
	return t->end - t->start < want ? t->end - t->start : want;
}

void
inlet_take(struct inlet *t, size_t n)
{
	t->start += n;
	t->offset += n;
}

int
inlet_line(struct inlet *t, size_t limit, struct inlet_line *line)
{
	size_t seen = 0, have;
	const char *feed = NULL;

	for (;;) {
		have = t->end - t->start;
		if (have > seen)
			feed = memchr(t->data + t->start + seen, '\n', have - seen);
		if (feed != NULL || have > limit)
			break;
		seen = have;
		if (!fill(t))
			break;
	}
	have = feed != NULL ? (size_t)(feed - t->data) - t->start : t->end - t->start;
	if (have == 0 && feed == NULL)
		return 0;
	*line = (struct inlet_line){t->data + t->start, have, feed != NULL, ++t->lines, t->offset};
	if (have > limit)
		return ERR_LIMIT;
	inlet_take(t, have + line->whole);
	return 1;
}

uint64_t
inlet_offset(const struct inlet *t)
{
	return t->offset;
}

int
inlet_trouble(const struct inlet *t)
{
	return t->trouble;
}

/* Marks. */

/* u64 taken, u64 lines, u64 in the file, u64 unpacked there, u32 bits, u32 whether between blocks, u32 length; and the window. */
int
inlet_mark(const struct inlet *t, struct buffer *out, bool *bytes)
{
	const struct access plain = {.raw = t->offset, .from = t->offset}, *a = &plain;
	char *p;

	if (t->packing != PACKING_NONE)
		a = &t->access[t->access[0].from > t->offset];
	if (a->from > t->offset)
		return ERR_RANGE;
	if ((p = buffer_reserve(out, MARK_SIZE)) == NULL)
		return -ENOMEM;
	bytes_put64(p, t->offset);
	bytes_put64(p + 8, t->lines);
	bytes_put64(p + 16, a->raw);
	bytes_put64(p + 24, a->from);
	bytes_put32(p + 32, (uint32_t)a->bits);
	bytes_put32(p + 36, a->block);
	bytes_put32(p + 40, a->len);
	out->len += MARK_SIZE;
	if (a->len > 0) {
		buffer_add(out, (const char *)a->window, a->len);
		*bytes = true;
	}
	return buffer_status(out);
}

static int
enter_block(struct inlet *t, const struct access *a, const char *window)
{
	if (inflateReset2(&t->gzip, -15) != Z_OK)
		return ERR_FAILED;
	if (a->bits > 0) {
		if (!raw_fill(t))
			return ERR_TRUNCATED;
		if (inflatePrime(&t->gzip, a->bits, t->raw[t->raw_at++] >> (8 - a->bits)) != Z_OK)
			return ERR_FORMAT;
	}
	if (a->len > 0 && inflateSetDictionary(&t->gzip, (const unsigned char *)window, a->len) != Z_OK)
		return ERR_FORMAT;
	t->bare = t->in_frame = true;
	return 0;
}

/* At the place where unpacking can begin. */
static int
enter(struct inlet *t, const struct access *a, const char *window)
{
	uint64_t raw = a->raw - (a->block && a->bits > 0);

	if (raw > INT64_MAX || lseek(t->fd, (off_t)raw, SEEK_SET) < 0)
		return ERR_FORMAT;
	t->raw_at = t->raw_end = 0;
	t->raw_next = raw;
	t->raw_over = t->over = t->in_frame = t->bare = false;
	t->trouble = t->trailer = 0;
	t->start = t->end = 0;
	t->offset = a->from;
	t->access[0].raw = a->raw;
	t->access[0].from = a->from;
	t->access[0].block = false;
	t->access[0].len = 0;
	t->access[1].from = UINT64_MAX;
	if (t->packing == PACKING_ZSTD)
		return ZSTD_isError(ZSTD_initDStream(t->zstd)) ? ERR_FAILED : 0;
	return t->packing == PACKING_GZIP && a->block ? enter_block(t, a, window) : 0;
}

/* So that a place near it can be marked. */
static int
keep_access(struct inlet *t, const struct access *a, const char *window)
{
	struct access *own = &t->access[0];

	if (!a->block)
		return 0;
	if (own->window == NULL && (own->window = malloc(WINDOW)) == NULL)
		return -ENOMEM;
	memcpy(own->window, window, a->len);
	own->len = a->len;
	own->bits = a->bits;
	own->block = true;
	return 0;
}

static int
pass(struct inlet *t, uint64_t until)
{
	const char *data;
	uint64_t left;
	size_t n;

	while ((left = until - t->offset) > 0) {
		if ((n = inlet_peek(t, left < STEP ? (size_t)left : STEP, &data)) == 0)
			return t->trouble != 0 ? t->trouble : ERR_TRUNCATED;
		inlet_take(t, n);
	}
	return 0;
}

int
inlet_go(struct inlet *t, const char **at, const char *end)
{
	struct access a = {0};
	const char *p = *at;
	uint64_t offset;
	int r;

	if (end - p < MARK_SIZE)
		return ERR_FORMAT;
	offset = bytes_get64(p);
	a.raw = bytes_get64(p + 16);
	a.from = bytes_get64(p + 24);
	a.bits = (int)(bytes_get32(p + 32) & 7);
	a.block = bytes_get32(p + 36) != 0;
	a.len = bytes_get32(p + 40);
	if (a.from > offset || a.len > WINDOW || a.len > (size_t)(end - p) - MARK_SIZE || (a.block && a.raw == 0))
		return ERR_FORMAT;
	*at = p + MARK_SIZE + a.len;
	if ((r = enter(t, &a, p + MARK_SIZE)) != 0 || (r = keep_access(t, &a, p + MARK_SIZE)) != 0)
		return r;
	r = pass(t, offset);
	t->lines = bytes_get64(p + 8);
	return r;
}
