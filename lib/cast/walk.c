/* Walks the frames and links of one part. */
#include "lib/cast/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/bytes.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/cast/evidence.h"
#include "lib/cast/frame.h"
#include "lib/cast/share.h"

struct walk {
	int fd;
	int64_t offset, size;
	enum walk_tail tail;
	struct buffer frame, link;
	/* the lines of the data frame that was unpacked last, for the next may share it */
	struct frame_coder *coder;
	struct buffer packed, content;
	int64_t content_of; /* its offset; -1 none */
	bool salvaged;
};

static int
refresh_size(struct walk *w)
{
	struct stat st;

	if (fstat(w->fd, &st) != 0)
		return -errno;
	w->size = st.st_size;
	return 0;
}

int
walk_open(const char *path, struct walk **out)
{
	struct walk *w;
	struct stat st;
	char head[4];
	int r = 0;

	*out = NULL;
	if ((w = calloc(1, sizeof *w)) == NULL)
		return -ENOMEM;
	w->content_of = -1;
	/* a FIFO or a device must not hold us up before we have seen what it is */
	if ((w->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)) < 0 ||
	    fstat(w->fd, &st) != 0)
		r = -errno;
	else if (S_ISDIR(st.st_mode))
		r = -EISDIR;
	else if (!S_ISREG(st.st_mode))
		r = ERR_UNKNOWN;
	if (r == 0 && (r = refresh_size(w)) == 0 && w->size > 0 &&
	    (file_pread(w->fd, head, 4, 0) != 4 || frame_kind(head, 4) > FRAME_SHARE))
		r = ERR_UNKNOWN;
	if (r != 0) {
		walk_free(w);
		return r;
	}
	*out = w;
	return 0;
}

void
walk_free(struct walk *w)
{
	if (w == NULL)
		return;
	if (w->fd >= 0)
		close(w->fd);
	buffer_free(&w->frame);
	buffer_free(&w->link);
	buffer_free(&w->packed);
	buffer_free(&w->content);
	frame_coder_free(w->coder);
	free(w);
}

static int
load(struct walk *w, struct buffer *to, int64_t offset, size_t len)
{
	ssize_t n;

	buffer_clear(to);
	if (buffer_reserve(to, len + 1) == NULL)
		return -ENOMEM;
	if ((n = file_pread(w->fd, to->data, len, offset)) < 0)
		return (int)n;
	to->len = (size_t)n;
	return 0;
}

/* The link at an offset: its length, 0 if it is not whole, negative if it is none. */
static long
load_link(struct walk *w, int64_t offset, struct link *l)
{
	long n;
	int r;

	if ((r = load(w, &w->link, offset, LINK_FIXED_SIZE + 17)) != 0)
		return r;
	if ((n = link_parse(w->link.data, w->link.len, l)) != 0 || w->link.len < 8)
		return n;
	/* not the usual size: it says its own, which link_parse has bounded */
	if ((r = load(w, &w->link, offset, (size_t)bytes_get32(w->link.data + 4) + 8)) != 0)
		return r;
	return link_parse(w->link.data, w->link.len, l);
}

static int
end_here(struct walk *w, enum walk_tail tail)
{
	w->tail = tail;
	return 0;
}

static int
look_at_tail(struct walk *w)
{
	char head[8];
	ssize_t n = file_pread(w->fd, head, 8, w->offset);

	if (n < 0)
		return (int)n;
	if (n == 0)
		return end_here(w, WALK_NOTHING);
	if (n == 8 && frame_kind(head, 8) == FRAME_SEEK &&
	    w->offset + 8 + (int64_t)bytes_get32(head + 4) == w->size)
		return end_here(w, WALK_TABLE);
	if (n == 8 && frame_kind(head, 8) > FRAME_SHARE && frame_kind(head, 8) != FRAME_SEEK)
		return end_here(w, WALK_FOREIGN);
	return end_here(w, WALK_PARTIAL);
}

/* What has a frame's lines, by its first bytes: its length, 0 if it is not whole, negative if it is nothing of the kind or can't be read. */
static int64_t
measure_data(struct walk *w, const char *head, size_t len, struct walk_item *item)
{
	struct share share;
	long length;

	item->data_offset = w->offset;
	item->skip = 0;
	if (frame_kind(head, len) != FRAME_SHARE)
		return frame_measure(w->fd, w->offset, w->size);
	if ((length = share_parse(head, len, w->offset, &share)) > 0) {
		item->data_offset = w->offset - (int64_t)share.back;
		item->skip = (size_t)share.skip;
	}
	return length;
}

int
walk_next(struct walk *w, bool want_frame, struct walk_item *item)
{
	char head[SHARE_SIZE];
	int64_t stored;
	ssize_t got;
	long n;
	int r;

	if ((r = refresh_size(w)) != 0)
		return r;
	if (w->offset >= w->size || (got = file_pread(w->fd, head, sizeof head, w->offset)) < 4 ||
	    frame_kind(head, (size_t)got) > FRAME_SHARE)
		return look_at_tail(w);
	stored = measure_data(w, head, (size_t)got, item);
	if (stored == 0)
		return end_here(w, WALK_PARTIAL);
	if (stored < 0)
		return stored > -4096 ? (int)stored : end_here(w, WALK_FOREIGN);
	if ((n = load_link(w, w->offset + stored, &item->link)) == 0)
		return end_here(w, WALK_PARTIAL);
	if (n < 0)
		return n > -4096 ? (int)n : end_here(w, WALK_FOREIGN);
	item->offset = w->offset;
	item->stored = (size_t)stored;
	item->link_offset = w->offset + stored;
	item->link_bytes = w->link.data;
	item->link_len = (size_t)n;
	item->frame = NULL;
	if (want_frame) {
		if ((r = load(w, &w->frame, w->offset, item->stored)) != 0)
			return r;
		if (w->frame.len != item->stored)
			return end_here(w, WALK_PARTIAL);
		item->frame = w->frame.data;
	}
	w->offset = item->link_offset + n;
	return 1;
}

int64_t
walk_content(struct walk *w, const struct walk_item *item)
{
	char head[FRAME_HEAD_MAX];
	ssize_t n = file_pread(w->fd, head, sizeof head, item->data_offset);

	return n < 0 ? n : frame_content(head, (size_t)n);
}

const char *
walk_cover_next(struct walk *w, struct walk_cover *c, const struct walk_item *item)
{
	if (walk_is_share(item))
		return item->data_offset == c->data_offset && (int64_t)item->skip == c->linked
			   ? NULL
			   : "the lines that it names as its own don't follow those of the frame before it";
	if (!walk_is_covered(c))
		return "before this place there are lines that no link proves";
	*c = (struct walk_cover){item->data_offset, walk_content(w, item), 0};
	return NULL;
}

bool
walk_is_covered(const struct walk_cover *c)
{
	return c->content <= c->linked;
}

/* Unpack the data frame that has the frame's lines, unless it was the last. */
static int
load_content(struct walk *w, const struct walk_item *item, bool salvage)
{
	int64_t stored = (int64_t)item->stored;
	const void *packed = item->frame;
	int r;

	if (w->content_of == item->data_offset && w->salvaged == salvage)
		return 0;
	w->content_of = -1;
	if (w->coder == NULL && (r = frame_coder_new(0, &w->coder)) != 0)
		return r;
	if (packed == NULL || walk_is_share(item)) {
		if (walk_is_share(item))
			stored = frame_measure(w->fd, item->data_offset, item->offset);
		if (stored <= 0)
			return stored < 0 && stored > -4096 ? (int)stored : ERR_DAMAGED;
		if ((r = load(w, &w->packed, item->data_offset, (size_t)stored)) != 0)
			return r;
		if (w->packed.len != (size_t)stored)
			return ERR_DAMAGED;
		packed = w->packed.data;
	}
	buffer_clear(&w->content);
	r = (salvage ? frame_salvage : frame_decode)(w->coder, packed, (size_t)stored, &w->content);
	if (r != 0)
		return r;
	w->content_of = item->data_offset;
	w->salvaged = salvage;
	return 0;
}

int
walk_lines(struct walk *w, const struct walk_item *item, bool salvage, struct buffer *out)
{
	const struct link *l = &item->link;
	bool shares = walk_is_share(item);
	size_t len;
	int r;

	if ((r = load_content(w, item, salvage)) != 0)
		return r;
	if (item->skip > w->content.len)
		return ERR_DAMAGED;
	len = w->content.len - item->skip;
	/* one that was taken from has other lines than its link says, and a data frame of its own */
	if (evidence_is_entire(l->salts, l->salts_len)) {
		if (shares && l->bytes > len)
			return ERR_DAMAGED;
		if (l->bytes < len)
			len = (size_t)l->bytes;
	} else if (shares) {
		return ERR_DAMAGED;
	}
	buffer_add(out, w->content.data + item->skip, len);
	return buffer_status(out);
}

void
walk_seek(struct walk *w, int64_t offset)
{
	w->offset = offset;
}

enum walk_tail
walk_tail(const struct walk *w)
{
	return w->tail;
}

int64_t
walk_offset(const struct walk *w)
{
	return w->offset;
}

int64_t
walk_size(const struct walk *w)
{
	return w->size;
}

int
walk_table(struct walk *w, int64_t **offsets, size_t *n)
{
	struct frame_entry *entries;
	int64_t at = 0;
	size_t count, i;
	int r;

	*offsets = NULL;
	*n = 0;
	if ((r = refresh_size(w)) != 0)
		return r;
	if ((r = frame_load_seek_table(w->fd, w->size, &entries, &count)) != 0)
		return r == ERR_NOTFOUND ? 0 : r;
	if ((*offsets = calloc(count + 1, sizeof **offsets)) == NULL)
		r = -ENOMEM;
	for (i = 0; r == 0 && i < count; i++) {
		/* data frames or shares, and links, alternate; a table that says otherwise only slows us down */
		if (i % 2 == 0)
			(*offsets)[(*n)++] = at;
		at += entries[i].stored;
	}
	free(entries);
	return r;
}

int
walk_fd(const struct walk *w)
{
	return w->fd;
}
