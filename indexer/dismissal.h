/* Sessions whose recordings are gone, taken out of the index: steno index --forget. */
#ifndef STENO_INDEXER_DISMISSAL_H
#define STENO_INDEXER_DISMISSAL_H

#include <stdbool.h>

/*
 * Those that are named by their whole ids, or where none is, those that standard input names, one a line.  A session whose recording is
 * still there stays.  What went is printed, but for `quiet`.  An exit code.
 */
int dismissal_run(const char *index, char *const *names, int count, bool quiet, bool json);

/*
 * Say that bytes of sessions that were taken out are still there, since catalog_cleanse gave `r`, and what is to be done: EXIT_TRACES.
 * The index MUST NOT be open: see occupant.h.
 */
int dismissal_tell_traces(const char *index, int r);

#endif
