/*
 * Who may remove what: a store's trail, read and verified once, with its holds and prunings; and what was said since.
 *
 * The order of the log decides between one who holds and one who removes: custody_catch_up after saying something tells
 * what the other had said before.
 */
#ifndef STENO_TRAIL_CUSTODY_H
#define STENO_TRAIL_CUSTODY_H

#include "lib/trail/audit.h"
#include "trail/docket.h"
#include "trail/estate.h"

/* Of a session that is held: as its newest session.held says.  NULLs where none is. */
struct custody_hold {
	char *reason, *by;
	int64_t when;
	/*
	 * When it was recorded at the earliest, by what stands before its end in the log: a clock that was set back does not make it
	 * older.  Entries from the future say nothing.  INT64_MIN: not known.
	 */
	int64_t told;
	/* where its session.started stands, as long as it was not erased; offset -1: nowhere */
	uint64_t started;
	int64_t offset;
};

struct custody {
	char *folder;            /* the store's `trail` */
	bool there;              /* the store has a trail */
	struct audit_result audit;
	struct docket docket;
	struct custody_hold *holds; /* by place in the docket */
	uint32_t room;
	int64_t now, newest;     /* when it was opened; the newest time so far that was not behind that */
	int64_t last;            /* where the last entry that was read stands; -1: nowhere */
};

/* 0, also where there is no trail; negative: it could not be read.  To be released in any case. */
int custody_open(const char *store, struct custody *);
void custody_release(struct custody *);

/* Read what was appended since.  ERR_FORMAT where that is no entry. */
int custody_catch_up(struct custody *);

/* NULL: the trail does not know it. */
const struct docket_session *custody_find(const struct custody *, const struct uuid *);
const struct custody_hold *custody_hold(const struct custody *, const struct docket_session *);

/* Since when each recording is kept, as the trail has it: however its own clock stood, it is no older than what was said before it. */
void custody_date(const struct custody *, struct estate *);

/* Was its removal begun, and not finished?  What was pruned and is there again was put back. */
bool custody_is_begun(const struct custody *, const struct docket_session *);

/*
 * The lease of every part of a recording, so that nobody packs, mends, holds or removes it meanwhile.  ERR_BUSY: somebody has one
 * of them.  With ERR_NOTFOUND there is no recording (any more).
 */
struct custody_lease {
	char **paths; /* of the parts, the first first */
	int *fds;
	uint32_t count;
};

int custody_take(const char *path, struct custody_lease *);

/* The same, when who works on it now has let go; but a recorder does not: *live then, 0, and there is no lease. */
int custody_wait(const char *path, struct custody_lease *, bool *live);
void custody_let_go(struct custody_lease *);

#endif
