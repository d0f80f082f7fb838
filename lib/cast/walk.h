/* Walks the frames and links of one part, without judging the lines in them. */
#ifndef STENO_CAST_WALK_H
#define STENO_CAST_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/cast/link.h"

struct walk_item {
	int64_t offset;         /* of the data frame, or of the share in its place */
	size_t stored;          /* its length */
	const void *frame;      /* its bytes, if they were asked for */
	int64_t data_offset;    /* of the data frame that has its lines: the same, unless it is a share */
	size_t skip;            /* bytes of lines in there before its own */
	int64_t link_offset;
	const void *link_bytes;
	size_t link_len;
	struct link link;
};

/* Its lines are in another's data frame. */
static inline bool
walk_is_share(const struct walk_item *item)
{
	return item->data_offset != item->offset;
}

/* What stands behind the last whole frame and link. */
enum walk_tail {
	WALK_NOTHING, /* the file ends there */
	WALK_TABLE,   /* a seek table, and the file ends behind it */
	WALK_PARTIAL, /* a frame or link that is not whole */
	WALK_FOREIGN, /* something that does not belong there */
};

struct walk;

/* ERR_UNKNOWN unless the file is empty or begins with a data frame (or a share, which then is out of its place). */
int walk_open(const char *path, struct walk **out);
void walk_free(struct walk *);

/*
 * The next frame: 1, with everything borrowed until the next call; 0 at the end of what is
 * whole (a file that grew may have more at the next call); negative: the file could not be read.
 * Frames are loaded only when `load`.
 */
int walk_next(struct walk *, bool load, struct walk_item *);

/*
 * Append the lines of the frame that walk_next gave last: 0, ERR_DAMAGED, ERR_LIMIT, or negative: the file could not be read.
 * `salvage`: whether zstd's own checksum fits or not, for who has a better one.
 */
int walk_lines(struct walk *, const struct walk_item *, bool salvage, struct buffer *out);

/* How many bytes of lines its data frame says it has, of all who share it; negative: none. */
int64_t walk_content(struct walk *, const struct walk_item *);

/*
 * For who goes through all frames of a part: every line of a data frame must be one frame's, in the order of those that share it.
 * What no link proves, zstd would print all the same.
 */
struct walk_cover {
	int64_t data_offset; /* of the data frame that was met last */
	int64_t content, linked; /* bytes of lines: what it has (negative: unknown), and what was taken for its frames */
};

/* The next frame: NULL, or what is wrong with its place.  `linked` is for the caller to add to, what walk_lines gave. */
const char *walk_cover_next(struct walk *, struct walk_cover *, const struct walk_item *);

/* Whether nothing of the last data frame is left over. */
bool walk_is_covered(const struct walk_cover *);

/* Go to the offset of a data frame or a share. */
void walk_seek(struct walk *, int64_t offset);

/* After walk_next returned 0. */
enum walk_tail walk_tail(const struct walk *);
int64_t walk_offset(const struct walk *); /* where what is whole ends */
int64_t walk_size(const struct walk *);   /* the file's size when last asked */

/* The offsets of all data frames and shares from the seek table, or none (0, NULL). */
int walk_table(struct walk *, int64_t **offsets, size_t *n);

int walk_fd(const struct walk *);

#endif
