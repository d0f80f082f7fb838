/* A screen without its secrets: in the place of each that a censor finds stand `#`.  For keyframes, and for screens in reports. */
#ifndef STENO_INDEXER_VEIL_H
#define STENO_INDEXER_VEIL_H

#include "lib/redact/censor.h"
#include "lib/screen/screen.h"

/* The censor is borrowed; all else is the veil's, for as long as the process lives that it is in. */
struct veil {
	struct censor *censor;
	struct screen_span *spans;
	size_t cap;
};

/* How many cells were covered, or -ENOMEM. */
int veil_screen(struct veil *, struct screen *);

#endif
