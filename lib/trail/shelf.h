/*
 * The tree's state in files, so that roots and proofs are cheap at any size: `tree.0` to `tree.3` and `tree.at`,
 * doc/format/trail.md, section 3.3.  All of it is derived from the log, and nothing in it is believed: who opens it
 * compares a root.
 */
#ifndef STENO_TRAIL_SHELF_H
#define STENO_TRAIL_SHELF_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/trail/merkle.h"

#define SHELF_RUN 256 /* entries in a run */

struct shelf;

/* The folder's files; made where they are missing, if `writing`.  One writer at a time: the caller's lock. */
int shelf_open(const char *folder, bool writing, struct shelf **out);
void shelf_free(struct shelf *); /* what was not flushed is lost */

/* Go on behind `size` entries, and forget what is behind them.  ERR_NOTFOUND: so many are not there. */
int shelf_begin(struct shelf *, uint64_t size);
uint64_t shelf_size(const struct shelf *);

/* Add a leaf; `end` is where its line ends in the log. */
int shelf_add(struct shelf *, const unsigned char leaf[DIGEST_SIZE], int64_t end);
int shelf_flush(struct shelf *);

/* What roots and proofs are made from: only what was flushed. */
struct merkle_source shelf_source(struct shelf *);
struct digest *shelf_digest(struct shelf *);

/* Where in the log to look for an entry: the offset at which number *first, not behind it, begins. */
int shelf_where(struct shelf *, uint64_t index, uint64_t *first, int64_t *offset);

#endif
