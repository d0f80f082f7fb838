/* A part being written. */
#include "lib/cast/part.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/cast/event.h"
#include "lib/cast/evidence.h"
#include "lib/cast/frame.h"
#include "lib/cast/share.h"

#define CAST_SUFFIX ".cast.zst"
#define PART_INFIX ".part-"
#define ENTIRE_SALTS (1 + SALT_SIZE) /* of a frame that nothing was removed from */

/* A frame that waits for its data frame, which it shares. */
struct sharer {
	struct link link; /* its salts are below, when it is written */
	unsigned char salts[ENTIRE_SALTS];
	size_t skip;
};

struct part {
	int fd;
	int64_t end; /* where the next frame goes; all before is whole */
	struct frame_coder *coder;
	struct buffer entries; /* struct frame_entry, one for each frame */
	struct buffer out, salts, lines;
	bool shares;
	struct buffer pending; /* the lines of those that will share a data frame */
	struct buffer sharers; /* struct sharer, one for each */
	bool has_last;
	struct link last;
	unsigned char last_digest[DIGEST_SIZE];
};

/* The length of a name without ".part-NNNN" at its end. */
static size_t
without_part(const char *path, size_t n)
{
	size_t digits = 0;

	while (digits < n && path[n - 1 - digits] >= '0' && path[n - 1 - digits] <= '9')
		digits++;
	if (digits >= 4 && n > digits + strlen(PART_INFIX) &&
	    memcmp(path + n - digits - strlen(PART_INFIX), PART_INFIX, strlen(PART_INFIX)) == 0)
		return n - digits - strlen(PART_INFIX);
	return n;
}

char *
part_path(const char *path, uint32_t part)
{
	size_t n = strlen(path), tail = strlen(CAST_SUFFIX);
	bool ours = n > tail && strcmp(path + n - tail, CAST_SUFFIX) == 0;
	const char *suffix = ours ? CAST_SUFFIX : "";
	char *out;
	int e;

	n = without_part(path, ours ? n - tail : n);
	if (part == 0)
		e = asprintf(&out, "%.*s%s", (int)n, path, suffix);
	else
		e = asprintf(&out, "%.*s" PART_INFIX "%04" PRIu32 "%s", (int)n, path, part, suffix);
	return e < 0 ? NULL : out;
}

int
part_new(int fd, int level, struct part **out)
{
	struct part *p;
	int r;

	if ((*out = p = calloc(1, sizeof *p)) == NULL)
		return -ENOMEM;
	p->fd = fd;
	if ((r = frame_coder_new(level, &p->coder)) != 0) {
		part_free(p);
		*out = NULL;
	}
	return r;
}

void
part_free(struct part *p)
{
	if (p == NULL)
		return;
	frame_coder_free(p->coder);
	buffer_free(&p->entries);
	buffer_free(&p->out);
	buffer_free(&p->salts);
	buffer_free(&p->lines);
	buffer_free(&p->pending);
	buffer_free(&p->sharers);
	free(p);
}

static int
add_entry(struct part *p, size_t stored, size_t lines)
{
	struct frame_entry e = {(uint32_t)stored, (uint32_t)lines};

	buffer_add(&p->entries, &e, sizeof e);
	return buffer_status(&p->entries);
}

void
part_follow(struct part *p, const struct link *last)
{
	p->last = *last;
	p->last.salts = NULL;
	p->last.salts_len = 0;
	p->has_last = true;
	/* a digest over 176 bytes in memory fails only when the library is unusable: then every
	 * later digest fails too, and part_seal reports it */
	(void)link_digest(last, p->last_digest);
}

int
part_resume(struct part *p, const uint32_t *stored, const uint32_t *lines, size_t n,
    const struct link *last)
{
	size_t i;
	int r;

	for (i = 0; i < n; i++) {
		if ((r = add_entry(p, stored[i], lines[i])) != 0)
			return r;
		p->end += stored[i];
	}
	if (last != NULL)
		part_follow(p, last);
	return ftruncate(p->fd, p->end) == 0 ? 0 : -errno;
}

/* Write p->out behind the last whole frame, or leave the file as it was. */
static int
append_out(struct part *p)
{
	int r;

	if (p->out.broken)
		return -ENOMEM;
	if ((r = file_pwrite(p->fd, p->out.data, p->out.len, p->end)) == 0) {
		p->end += (int64_t)p->out.len;
		return 0;
	}
	/* a reader takes a half frame for a crash's remains; better that there is none */
	if (ftruncate(p->fd, p->end) != 0)
		return r;
	return r;
}

/* Append the link to p->out, behind what has its frame's lines: a data frame, or a share, from `start` on. */
static int
put_link(struct part *p, size_t start, const struct link *l)
{
	/* link_encode reads the frame while it appends behind it: reserve first */
	if (buffer_reserve(&p->out, LINK_FIXED_SIZE + l->salts_len) == NULL)
		return -ENOMEM;
	return link_encode(&p->out, l, p->out.data + start, p->out.len - start);
}

static int
copy_alone(struct part *p, const char *lines, size_t len, const struct link *l)
{
	size_t stored;
	int r;

	buffer_clear(&p->out);
	if ((r = frame_encode(p->coder, lines, len, &p->out)) != 0)
		return r;
	stored = p->out.len;
	if ((r = put_link(p, 0, l)) != 0 || (r = append_out(p)) != 0)
		return r;
	if ((r = add_entry(p, stored, len)) != 0 || (r = add_entry(p, p->out.len - stored, 0)) != 0)
		return r;
	part_follow(p, l);
	return 0;
}

/* Write those that wait: the first has the data frame, the others each a share in its place. */
static int
write_sharers(struct part *p)
{
	struct sharer *s = (struct sharer *)(void *)p->sharers.data, *end;
	size_t start = 0, behind, lines = p->pending.len, entries = p->entries.len;
	int r;

	if (p->sharers.len == 0)
		return 0;
	end = s + p->sharers.len / sizeof *s;
	buffer_clear(&p->out);
	if ((r = frame_encode(p->coder, p->pending.data, lines, &p->out)) != 0)
		return r;
	for (;; lines = 0) {
		s->link.salts = s->link.salts_len > 0 ? s->salts : NULL;
		behind = p->out.len;
		if ((r = put_link(p, start, &s->link)) != 0 || (r = add_entry(p, behind - start, lines)) != 0 ||
		    (r = add_entry(p, p->out.len - behind, 0)) != 0)
			break;
		if (s + 1 == end) {
			r = append_out(p);
			break;
		}
		start = p->out.len;
		if ((r = share_encode(&p->out, &(struct share){start, (++s)->skip})) != 0)
			break;
	}
	if (r != 0) {
		/* nothing is kept of what could not be written: it can be tried again */
		p->entries.len = entries;
		return r;
	}
	part_follow(p, &s->link);
	buffer_clear(&p->pending);
	buffer_clear(&p->sharers);
	return 0;
}

static int
add_sharer(struct part *p, const char *lines, size_t len, const struct link *l)
{
	struct sharer s = {.link = *l, .skip = p->pending.len};

	if (l->salts_len > 0)
		memcpy(s.salts, l->salts, l->salts_len);
	buffer_add(&p->pending, lines, len);
	buffer_add(&p->sharers, &s, sizeof s);
	return p->pending.broken ? -ENOMEM : buffer_status(&p->sharers);
}

int
part_copy(struct part *p, const char *lines, size_t len, const struct link *l)
{
	bool shares = p->shares && evidence_is_entire(l->salts, l->salts_len) && len == l->bytes;
	int r;

	if ((!shares || len > FRAME_LINES_MAX - p->pending.len) && (r = write_sharers(p)) != 0)
		return r;
	return shares ? add_sharer(p, lines, len, l) : copy_alone(p, lines, len, l);
}

void
part_share(struct part *p)
{
	p->shares = true;
}

/* Split the lines and count them into the link. */
static int
count_lines(struct part *p, const struct part_frame *f, struct link *l)
{
	const struct evidence_line *line;
	int64_t interval;
	size_t i, n;
	char code;
	int r;

	if ((r = evidence_split(f->lines, f->len, &p->lines)) != 0)
		return r;
	line = (struct evidence_line *)(void *)p->lines.data;
	n = p->lines.len / sizeof *line;
	if (n > EVIDENCE_LINES_MAX)
		return ERR_LIMIT;
	l->last = f->base;
	l->lines = (uint32_t)n;
	for (i = 0; i < n; i++) {
		if (i == 0 && *line->data == '{')
			continue;
		if ((r = event_peek(line[i].data, line[i].len - 1, &interval, &code)) < 0)
			return r;
		l->last += interval;
		l->events++;
	}
	return 0;
}

int
part_seal(struct part *p, const struct part_frame *f)
{
	unsigned char salt[SALT_SIZE];
	struct link l = {.flags = f->flags, .part = f->part, .session = f->session,
	    .sequence = f->sequence, .first_event = f->first_event, .bytes = f->len,
	    .base = f->base, .base_realtime = f->base_realtime,
	    .base_boottime = f->base_boottime};
	int r;

	if ((r = count_lines(p, f, &l)) != 0)
		return r;
	l.last_boottime = f->base_boottime + (l.last - l.base);
	l.last_realtime = f->last_realtime != INT64_MIN ? f->last_realtime
							: f->base_realtime + (l.last - l.base);
	if (p->has_last)
		memcpy(l.before, p->last_digest, DIGEST_SIZE);
	if (getrandom(salt, sizeof salt, 0) != (ssize_t)sizeof salt)
		return -errno;
	buffer_clear(&p->salts);
	if ((r = evidence_seal((struct evidence_line *)(void *)p->lines.data, l.lines, salt,
		 l.evidence, &p->salts)) != 0)
		return r;
	l.salts = (unsigned char *)p->salts.data;
	l.salts_len = p->salts.len;
	return part_copy(p, f->lines, f->len, &l);
}

int
part_finish(struct part *p)
{
	int r;

	if ((r = write_sharers(p)) != 0)
		return r;
	buffer_clear(&p->out);
	if ((r = frame_put_seek_table(&p->out, (struct frame_entry *)(void *)p->entries.data,
		 p->entries.len / sizeof(struct frame_entry))) != 0)
		return r;
	return append_out(p);
}

int64_t
part_size(const struct part *p)
{
	return p->end;
}

const struct link *
part_last(const struct part *p)
{
	return p->has_last ? &p->last : NULL;
}

const unsigned char *
part_last_digest(const struct part *p)
{
	return p->last_digest;
}
