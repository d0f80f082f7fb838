/*
 * The lines of some events of a recording, each frame's with what proves that they are in it, and that the frame is the one
 * that the trail tells of: doc/format/trail.md, section 8.
 */
#ifndef STENO_TRAIL_EXHIBIT_H
#define STENO_TRAIL_EXHIBIT_H

#include "trail/docket.h"

/* What is of one frame. */
struct exhibit_piece {
	struct buffer links; /* cores, from the frame's to the one that the trail has */
	struct buffer salts, lines; /* lines: as they stand, each with its line feed */
	bool pinned;
	uint64_t entry; /* of the trail, that has the last of the links */
};

struct exhibit {
	struct exhibit_piece *pieces;
	size_t count;
	uint64_t shown, removed; /* events that are in it, and that were removed from the recording */
	uint64_t frame;          /* at which something was wrong */
};

/*
 * Gather the events from .. to (not in it).  0; ERR_NOTFOUND: there are none; ERR_TAMPERED: a frame does not prove itself, or is not
 * the one that the trail has; ERR_UNKNOWN: the trail has no frame behind these.  To be released whatever the result.
 */
int exhibit_gather(const char *path, const struct docket *, const struct docket_session *, uint64_t from, uint64_t to,
    struct exhibit *);
void exhibit_release(struct exhibit *);

#endif
