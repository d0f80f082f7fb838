/*
 * Writes a store's trail: entries behind one another, from many processes at once.  doc/format/trail.md, section 2.3.
 *
 * An entry that logbook_append returned 0 for survives the death of every process; logbook_sync, a power cut.
 */
#ifndef STENO_TRAIL_LOGBOOK_H
#define STENO_TRAIL_LOGBOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/trail/doer.h"
#include "lib/trail/entry.h"

struct logbook;

enum logbook_way {
	LOGBOOK_THERE,    /* ERR_NOTFOUND where the store has no trail */
	LOGBOOK_PERSONAL, /* begin one where there is none, with a key beside it */
};

/* The trail of this store.  The actor is copied; NULL: this process's. */
int logbook_open(const char *store, enum logbook_way, const struct doer *, struct logbook **out);
void logbook_free(struct logbook *);

/* Begin a trail whose first epoch has this key, which a signer keeps: -EEXIST where one has begun. */
int logbook_begin_sealed(const char *store, const char *vkey);

/*
 * Append one entry.  Waits at most wait_ms for others that write: ERR_BUSY then.  What a crash left at the log's end
 * is dealt with, and said, first.
 */
int logbook_append(struct logbook *, const struct entry *, int wait_ms);

/*
 * Erase what entry `index`, whose line begins at this offset, says, and say so before: doc/format/trail.md, section 2.2.  All is
 * synced.  ERR_NOTFOUND: no such entry stands there, ERR_RANGE: it may not be erased; nothing is changed then.  One that was
 * erased already stays as it is: 0.
 */
int logbook_erase(struct logbook *, uint64_t index, int64_t offset, const char *reason, int wait_ms);

int logbook_sync(struct logbook *);

/*
 * In a personal store, sign what is there: 0, where something is new; otherwise unless the newest checkpoint is younger
 * than this (ms), and also that nothing is new.
 * In a store that a signer keeps it does nothing.
 */
int logbook_seal(struct logbook *, int64_t older_than);

const char *logbook_folder(const struct logbook *);

#endif
