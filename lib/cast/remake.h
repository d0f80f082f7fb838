/*
 * Makes a closed recording anew, with its links and so all proofs as they are: packed harder, each part atomically,
 * or with a range of time removed by authority.  A removal makes those parts anew that have something of it, and
 * replaces them when all have been made.
 */
#ifndef STENO_CAST_REMAKE_H
#define STENO_CAST_REMAKE_H

#include <stdint.h>

struct remake_removal {
	int64_t from, to;       /* session time, ms; both included */
	const char *by, *reason;
};

struct remake_report {
	int64_t before, after; /* bytes of all parts */
	uint64_t removed;      /* events, by this call */
	uint32_t parts;        /* that were replaced; where this is 0, all is as it was */
};

/*
 * Level 0 is the recorder's; `removal` NULL removes nothing.  Every frame is verified first: what
 * does not verify is not made anew (ERR_TAMPERED).  ERR_BUSY while a recorder lives, ERR_TRUNCATED
 * when a part has no end: mend it first.  ERR_DAMAGED where a part is missing.
 * Where the path is a link, what it leads to is made anew.
 */
int remake_recording(const char *path, int level, const struct remake_removal *,
    struct remake_report *);

#endif
