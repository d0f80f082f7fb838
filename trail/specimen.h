/* A small store made to be tampered with: recordings, a trail, checkpoints, and what a witness has of them. */
#ifndef STENO_TRAIL_SPECIMEN_H
#define STENO_TRAIL_SPECIMEN_H

#include <stdbool.h>

#include "lib/base/buffer.h"
#include "lib/trail/signet.h"

#define SPECIMEN_SESSIONS 3
#define SPECIMEN_KEYS 8

struct specimen {
	char *store;
	bool sealed;                            /* its keys change; else it has one */
	char *recordings[SPECIMEN_SESSIONS];    /* paths */
	char ids[SPECIMEN_SESSIONS][37];
	struct signet *keys[SPECIMEN_KEYS];     /* of its epochs, which nobody else would still have */
	unsigned key_count;
	struct buffer witness;                  /* its checkpoints so far */
};

/* Make it in `folder`, which is empty.  0 or a negative code; to be released in any case. */
int specimen_make(struct specimen *, const char *folder, bool sealed);
void specimen_release(struct specimen *);

/* A recording that is whole and of no session of the store; or of one, and made anew with other lines. */
int specimen_record(const struct specimen *, const char *path, const char *id, unsigned seed);

/* Say something in the trail, and sign it. */
int specimen_go_on(struct specimen *, const char *action, const char *session, const char *detail);

#endif
