/*
 * What the index has of one command, by its number, and of a session's screen: rows, texts, keyframes.  For lookup.c, which is what
 * others call.
 */
#ifndef STENO_INDEXER_SQL_DOSSIER_H
#define STENO_INDEXER_SQL_DOSSIER_H

#include "indexer/sql/sittings.h"

struct sqlite3;
struct dossier;

/* The connection and the sessions are borrowed.  0 or a negative code: what is open is no index that can be read. */
int dossier_new(struct sqlite3 *, struct sittings *, struct dossier **out);
void dossier_free(struct dossier *);

/* The command of this id, valid until the next call: 1, 0 there is none, or negative. */
int dossier_load(struct dossier *, int64_t id, struct lookup_hit *);

/* No more than its time, as in a hit: 1, 0 there is none, or negative. */
int dossier_when(struct dossier *, int64_t id, int64_t *when);

/*
 * Of ids whose times rise, all below `low` are before `when`, and none from `high` on is: bring the two near to one another.  It is
 * looked at `guess`, which is between them, first.  0 or negative.
 */
int dossier_narrow(struct dossier *, int64_t when, int64_t guess, int64_t *low, int64_t *high);

/* As lookup.h has them. */
int dossier_details(struct dossier *, struct lookup_hit *);
int dossier_output(struct dossier *, int64_t id, struct buffer *, uint64_t *dropped);
int dossier_keyframe_at(struct dossier *, int64_t session, int64_t at, bool exact, struct lookup_keyframe *, struct buffer *data);
int dossier_mark(struct dossier *, int64_t session, uint64_t event, uint64_t *at, struct buffer *data);
int dossier_keyframe(struct dossier *, int64_t session, uint64_t event, bool exact, struct lookup_keyframe *,
    struct buffer *data);

#endif
