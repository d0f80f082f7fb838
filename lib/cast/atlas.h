/*
 * Where the frames of one part are, and what each reaches: learned when it is asked for, and kept, so that going to a place costs as much
 * in a long recording as in a short one.  From the seek table where there is one that tells the truth; else as far as was walked, and
 * in a file that grows from there on.
 */
#ifndef STENO_CAST_ATLAS_H
#define STENO_CAST_ATLAS_H

#include "lib/cast/walk.h"

struct atlas;

struct atlas_frame {
	int64_t offset;
	uint64_t first_event, next_event;
	uint8_t flags;
	bool known;   /* all but its offset */
};

/* NULL when memory is out.  It is of one file, and of no other. */
struct atlas *atlas_new(void);
void atlas_free(struct atlas *);

/*
 * The first frame that has this event or a later one: 1; 0: none has, and *found is the last one (offset -1: there is none); or
 * negative.  Moves the walk anywhere.
 */
int atlas_find(struct atlas *, struct walk *, uint64_t event, struct atlas_frame *found);

#endif
