/* Sessions whose recordings are gone, taken out of the index: steno index --forget. */
#ifndef STENO_INDEXER_DISMISSAL_H
#define STENO_INDEXER_DISMISSAL_H

#include <stdbool.h>

/*
 * Those that are named by their whole ids, or where none is, those that standard input names, one a line.  A session whose recording is
 * still there stays.  An exit code.
 */
int dismissal_run(const char *index, char *const *names, int count, bool quiet);

#endif
