/*
 * All that can be asked of an index, for who compares it with another: doc/format/index.md, section 6.
 */
#ifndef STENO_INDEXER_SQL_ASSAY_H
#define STENO_INDEXER_SQL_ASSAY_H

#include "indexer/sql/catalog.h"

/* Copy it as it is at this moment, page by page, to a file that is not there yet. */
int assay_copy(const char *index, const char *to);

/*
 * Does SQLite find its tables and trees of words sound?  1; 0 with a sentence in *what (to be freed); negative.  Of a file of one's own:
 * it may be written to.
 */
int assay_sound(const char *copy, char **what);

/*
 * What catalog_dump writes and all else that a search, or a player, goes by: lines that begin with {"kind":K,"uuid":U,
 * and are in order of uuid and number for each kind but "word".
 */
int assay_write(struct catalog *, int (*write)(void *context, const char *line, size_t len), void *context);

#endif
