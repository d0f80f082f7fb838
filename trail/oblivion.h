/* The index of a store forgets what was pruned. */
#ifndef STENO_TRAIL_OBLIVION_H
#define STENO_TRAIL_OBLIVION_H

#include "trail/docket.h"

/*
 * Take all that ever was pruned out of the index, so that what a killed run left goes too.  An exit code, of verb.h: what is wrong
 * was said.  EXIT_TRACES: nobody finds it there any more, but its bytes are not overwritten yet.
 */
int oblivion_bring(const char *index, const struct docket *);

#endif
