/*
 * A part being written: frames with their links appended, a seek table at the end.  Used by the
 * recorder's thread, by recovery, and by whatever makes a part anew (packing, removal).
 *
 * Nothing is kept of a frame that could not be written whole: the file is cut back to the
 * last link, and the same frame can be tried again.
 */
#ifndef STENO_CAST_PART_H
#define STENO_CAST_PART_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/cast/link.h"

struct part;

/* The name of part n of the recording that begins with path; to be freed. */
char *part_path(const char *path, uint32_t n);

/* The descriptor stays the caller's.  The part is taken to be empty. */
int part_new(int fd, int level, struct part **out);
void part_free(struct part *);

/*
 * Go on in a file that has frames already: their sizes and the last link.  The file is cut to
 * what they add up to.
 */
int part_resume(struct part *, const uint32_t *stored, const uint32_t *lines, size_t n,
    const struct link *last);

/*
 * From here on, frames that part_copy is given have their lines in one data frame, as many as a reader takes: smaller, and further to
 * unpack for who wants one.  They are written when that is full, or at the end; part_last is of what is written.
 */
void part_share(struct part *);

/* The chain goes on from the part before: its last link. */
void part_follow(struct part *, const struct link *last);

/* What the caller knows of a frame; the rest is counted from its lines. */
struct part_frame {
	const char *lines;
	size_t len;
	uint8_t flags; /* enum link_flag */
	struct uuid session;
	uint32_t part;
	uint64_t sequence, first_event;
	int64_t base, base_realtime, base_boottime;
	int64_t last_realtime; /* INT64_MIN: computed from base_realtime */
};

/* Close a frame: compress, digest, link, append.  0 or a negative code. */
int part_seal(struct part *, const struct part_frame *);

/*
 * Append a frame whose link's core and salts are given: other bytes for the same evidence.
 * The caller answers for the lines belonging to it.
 */
int part_copy(struct part *, const char *lines, size_t len, const struct link *);

/* Append the seek table. */
int part_finish(struct part *);

int64_t part_size(const struct part *);
/* The last link, or NULL.  Its salts are not kept. */
const struct link *part_last(const struct part *);
const unsigned char *part_last_digest(const struct part *);

#endif
