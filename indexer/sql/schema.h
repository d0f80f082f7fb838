/*
 * The index's tables, and how an older index becomes one of today's: doc/format/index.md.
 */
#ifndef STENO_INDEXER_SQL_SCHEMA_H
#define STENO_INDEXER_SQL_SCHEMA_H

#include <sqlite3.h>
#include <stdint.h>

#define SCHEMA_APPLICATION 0x53544E49 /* "STNI" */
#define SCHEMA_VERSION 3

/* Before all else of a file that may be new: so made, pages of it that are free can be given back.  Of others nothing can. */
void schema_begin(sqlite3 *);
void schema_give_back(sqlite3 *);

/*
 * Bring the file to SCHEMA_VERSION, each step in a transaction.  0; ERR_UNKNOWN: it is a database, but no index;
 * ERR_LIMIT: of a later version than ours; a negative code otherwise.
 */
int schema_prepare(sqlite3 *);

/* The same by other steps: steps[n] makes version n + 1 of version n.  For tests, as long as there is one version only. */
int schema_raise(sqlite3 *, const char *const *steps, int latest);

/* The same without changing anything: who only reads takes no older index. */
int schema_check(sqlite3 *);

/* The three FTS tables of a shard, which must not exist. */
int schema_add_shard(sqlite3 *, int64_t shard);
int schema_drop_shard(sqlite3 *, int64_t shard);

/* What its tables are made of becomes one piece each: smaller, and quicker to search. */
int schema_merge_shard(sqlite3 *, int64_t shard);

#endif
