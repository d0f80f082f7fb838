/* How far a recording of ours goes, without reading it all. */
#ifndef STENO_CAST_EXTENT_H
#define STENO_CAST_EXTENT_H

#include <stdbool.h>
#include <stdint.h>

struct extent {
	uint64_t events; /* the number behind the last one's */
	int64_t last;    /* when it came, ms since the session's start */
	bool ended;      /* its end stands there */
};

/*
 * Of the recording that begins with this file: by its last frame's link, and by the lines of its journals.  A recording without a
 * seek table, one that is being written say, is walked from link to link.  0 or a negative code.
 */
int extent_measure(const char *path, struct extent *);

#endif
