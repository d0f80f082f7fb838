/* How much a recording of ours is and how it ends, by the links of its frames and the files beside it: nothing is decoded. */
#ifndef STENO_CAST_TOTALS_H
#define STENO_CAST_TOTALS_H

#include <stdbool.h>
#include <stdint.h>

struct totals {
	uint32_t parts, frames, journals;
	uint64_t stored; /* bytes of the files */
	uint64_t lines;  /* bytes of the lines in frames */
};

/* Of the recording that begins with this file, its part `part`, to its last part.  0 or a negative code. */
int totals_measure(const char *path, uint32_t part, struct totals *);

struct totals_end {
	uint8_t flags; /* of the last link of the last part there is: enum link_flag */
	bool missing;  /* a part that should follow is not there */
	bool live;     /* the last part's lease is held */
};

/* From part `part`, which is at `path`, of the recording that begins with `first`.  0 or a negative code. */
int totals_look_at_end(const char *first, const char *path, uint32_t part, struct totals_end *);

#endif
