/* Walks the frames and links of one part, without judging the lines in them. */
#ifndef STENO_CAST_WALK_H
#define STENO_CAST_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/cast/link.h"

struct walk_item {
	int64_t offset;         /* of the data frame */
	size_t stored;          /* its length */
	const void *frame;      /* its bytes, if they were asked for */
	int64_t link_offset;
	const void *link_bytes;
	size_t link_len;
	struct link link;
};

/* What stands behind the last whole frame and link. */
enum walk_tail {
	WALK_NOTHING, /* the file ends there */
	WALK_TABLE,   /* a seek table, and the file ends behind it */
	WALK_PARTIAL, /* a frame or link that is not whole */
	WALK_FOREIGN, /* something that does not belong there */
};

struct walk;

/* ERR_UNKNOWN unless the file is empty or begins with a zstd frame. */
int walk_open(const char *path, struct walk **out);
void walk_free(struct walk *);

/*
 * The next frame: 1, with everything borrowed until the next call; 0 at the end of what is
 * whole (a file that grew may have more at the next call); negative: the file could not be read.
 * Frames are loaded only when `load`.
 */
int walk_next(struct walk *, bool load, struct walk_item *);

/* Go to a data frame's offset. */
void walk_seek(struct walk *, int64_t offset);

/* After walk_next returned 0. */
enum walk_tail walk_tail(const struct walk *);
int64_t walk_offset(const struct walk *); /* where what is whole ends */
int64_t walk_size(const struct walk *);   /* the file's size when last asked */

/* The offsets of all data frames from the seek table, or none (0, NULL). */
int walk_table(struct walk *, int64_t **offsets, size_t *n);

int walk_fd(const struct walk *);

#endif
