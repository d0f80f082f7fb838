/*
 * Sessions that have ended and wait to be indexed: a folder beside the index, `INDEX.queue`, with one entry for each.  Whoever
 * ends a session leaves an entry; one process at a time works them off.  An entry goes when its recording is in the
 * index, so a crash loses none.
 */
#ifndef STENO_CAST_BACKLOG_H
#define STENO_CAST_BACKLOG_H

#include <stdbool.h>

/*
 * Leave one: a symbolic link, which is there whole or not at all, and costs no wait for the disk; a power cut may lose
 * it.  0 or a negative code.
 */
int backlog_add(const char *index, const char *path);

/*
 * Be the one who works it off: a descriptor to be closed, or ERR_BUSY: somebody is, and will see what was added before
 * this call; or another negative code.  Who has worked it off closes the descriptor and looks once more: what was added while he
 * held it was left to him.
 */
int backlog_take(const char *index);

/* Call for each; those whose recording is gone go.  `each` returns 0, or what stops it.  How many, or a negative code. */
int backlog_list(const char *index, int (*each)(void *context, const char *path), void *context);

/* Do some wait?  Nothing is changed. */
bool backlog_waits(const char *index);

/* The recording is in the index, or never will be. */
void backlog_remove(const char *index, const char *path);

#endif
