/*
 * Sessions that have ended and wait to be indexed: a folder beside the index with one entry for each.  Whoever ends a session
 * leaves an entry; one process at a time works them off.  An entry goes when its recording is in the index, so a crash
 * loses none.
 */
#ifndef STENO_INDEXER_BACKLOG_H
#define STENO_INDEXER_BACKLOG_H

#include "indexer/gather.h"

/* 0 or a negative code. */
int backlog_add(const char *index, const char *path);

/* Be the one who works it off: a descriptor to be closed, or ERR_BUSY, or another negative code. */
int backlog_take(const char *index);

/* What waits, added to the list: how many, or a negative code. */
int backlog_list(const char *index, struct gather *);

/* The recordings are in the index, or never will be. */
void backlog_remove(const char *index, const struct gather *);

#endif
