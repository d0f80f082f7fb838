/* What was run, where a header can't hold it: the beginning of it there, and the whole in markers. */
#ifndef STENO_RECORDER_ABRIDGEMENT_H
#define STENO_RECORDER_ABRIDGEMENT_H

#include "lib/cast/header.h"

struct writer;

/*
 * Shorten the header's texts if its line would be too long.  *whole is then the arguments as they were, to be freed by
 * abridgement_free; else NULL.  0 or -ENOMEM.
 */
int abridgement_make(struct header *, char ***whole);

/* Put all arguments that the header has not whole into the recording, as its first events.  0 or as writer_put. */
int abridgement_tell(struct writer *, char *const *whole, const struct header *);

void abridgement_free(char **whole);

#endif
