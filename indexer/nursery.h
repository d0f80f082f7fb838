/*
 * A small process that makes workers: each is a copy of it, rather than of who writes an index, which is large and has what
 * other sessions showed.  Begun before that has read anything; its workers are children of who began it.
 */
#ifndef STENO_INDEXER_NURSERY_H
#define STENO_INDEXER_NURSERY_H

#include <stddef.h>

#include "lib/redact/censor.h"

struct nursery;

/* The censor is the workers' too, as it is now.  0 or a negative code. */
int nursery_new(struct censor *, struct nursery **out);
void nursery_free(struct nursery *); /* what it made goes on */

/*
 * A child of ours in a cage (cage_enter) with these pipes, which runs a scribe; `shared` is a file of a struct scribe_place,
 * of whose letters so many bytes are the header's line.  Its process, or a negative code.
 */
int nursery_spawn(struct nursery *, int in, int out, int shared, size_t header);

#endif
