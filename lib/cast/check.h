/*
 * Verifies a recording by itself: digests, links, numbers and times.  Says the first bad place, and
 * whether the evidence or only its container is touched.
 */
#ifndef STENO_CAST_CHECK_H
#define STENO_CAST_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/cast/link.h"

enum check_verdict {
	CHECK_INTACT,
	CHECK_DAMAGED,  /* stored bytes changed; every line that is left verifies */
	CHECK_TAMPERED, /* a line, an order, a number or an extent was changed, or lines can't be read */
};

struct check_result {
	enum check_verdict verdict;
	bool complete;     /* END stands at the end of the last part */
	bool recovered;    /* some of it was written after its recorder was lost */
	bool live;         /* a recorder holds the lease */
	bool imported;
	uint32_t parts, frames, journals;
	uint64_t events, removed, lines; /* lines: bytes */
	/* of the first finding, when the verdict isn't CHECK_INTACT */
	char *path;
	int64_t offset;    /* in that file */
	uint64_t sequence; /* of the frame */
	uint64_t damages;  /* how many frames have damaged containers */
	struct buffer what; /* for people */
	struct buffer notes; /* lines: what is odd and no fault, a clock set back say */
};

/* Who wants to know of each link, in order, whatever is wrong with its frame.  May be told of none. */
struct check_listener {
	void (*link)(void *context, const struct link *, const unsigned char digest[DIGEST_SIZE], const char *path,
	    int64_t offset);
	void *context;
};

/* Every part, from the first on, whichever was named.  0 when a verdict was reached, whatever it is; negative when it could not be read. The listener may be NULL. */
int check_recording(const char *path, const struct check_listener *, struct check_result *);
void check_release(struct check_result *);

#endif
