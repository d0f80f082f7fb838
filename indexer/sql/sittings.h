/*
 * The sessions of an index: as lookup.h has them, for lookup.c and dossier.c.
 */
#ifndef STENO_INDEXER_SQL_SITTINGS_H
#define STENO_INDEXER_SQL_SITTINGS_H

#include "indexer/sql/lookup.h"

struct sqlite3;
struct sittings;

/* The connection is borrowed.  0 or a negative code: what is open is no index that can be read. */
int sittings_new(struct sqlite3 *, struct sittings **out);
void sittings_free(struct sittings *);

/* Valid as long as they are.  0; ERR_DAMAGED: there is none with this number. */
int sittings_get(struct sittings *, int64_t id, const struct lookup_session **out);
int sittings_find(struct sittings *, const char *name, const struct lookup_session **out);

/* These only within the call. */
int sittings_each(struct sittings *, int64_t since, int64_t until,
    int (*each)(void *context, const struct lookup_session *), void *context);

#endif
