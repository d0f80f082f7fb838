/*
 * Whose signature a checkpoint must have: the keys of a log's epochs, one handing on to the next.
 * doc/format/trail.md, section 5.
 */
#ifndef STENO_TRAIL_EPOCH_H
#define STENO_TRAIL_EPOCH_H

#include "lib/trail/checkpoint.h"

struct epoch {
	struct signet *key; /* that the next checkpoint must be signed with; owned */
	uint64_t number, size;
	unsigned char root[DIGEST_SIZE];
	bool any;           /* a checkpoint was taken: size and root are its */
	uint64_t breaks;    /* epochs that nobody announced */
	struct buffer old;  /* ids of earlier keys */
};

/* The first epoch's key is copied.  To be released whatever the result. */
int epoch_begin(struct epoch *, const struct signet *genesis);
void epoch_release(struct epoch *);

/*
 * The next checkpoint: 0; ERR_TAMPERED with a sentence in *what (static); or negative.  After ERR_TAMPERED the
 * state is what it was.  One that broke counts in `breaks` and is no error here.
 */
int epoch_take(struct epoch *, const struct checkpoint *, const char **what);

#endif
