/*
 * Where commands stand in the index: doc/format/index.md, section 3.  Gives each its id, keeps the accounts of buckets and
 * shards, and fills the shards' indexes of words.
 *
 * All of it is within a transaction, and reaches the tables at its end, by rack_settle.
 */
#ifndef STENO_INDEXER_SQL_RACK_H
#define STENO_INDEXER_SQL_RACK_H

#include <stdbool.h>

#include "indexer/sql/sql.h"
#include "lib/base/buffer.h"

struct rack;

/* The connection is borrowed.  NULL when memory is out. */
struct rack *rack_new(struct sql *);
void rack_free(struct rack *);

/* The id of the next command at that time, ms since 1970, or 0.  0 or a negative code. */
int rack_place(struct rack *, int64_t when, int64_t *id);

/* What is searched: a command's own words and parts, and what it showed.  The bytes are copied. */
int rack_add_words(struct rack *, int64_t id, const char *text, size_t len, const char *tags);
int rack_add_shown(struct rack *, int64_t id, const char *text, size_t len, const char *tags);

/* Before the transaction's end.  0 or a negative code. */
int rack_settle(struct rack *);

/* It has ended, well or not. */
void rack_leave(struct rack *);

#endif
