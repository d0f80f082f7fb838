/* A store as a whole: its trail read once, and its recordings held against that. */
#ifndef STENO_TRAIL_COURT_H
#define STENO_TRAIL_COURT_H

#include "trail/ruling.h"

struct court {
	char *store;
	bool has_trail;
	bool asked, witness; /* a key or a witness was given; a witness was */
	int64_t since;
	struct audit_result audit;
	struct docket docket;
	bool *seen; /* by place in the docket */
};

/* What is asked of a store's trail; NULLs where nothing is. */
struct court_request {
	const struct signet *key;  /* that it must have begun with */
	const struct buffer *witness;
	int64_t since;             /* ms since 1970: what broke before is not asked about */
};

/* Read a store's trail: 0, also where there is none; negative: it could not be read. */
int court_open(const char *store, const struct court_request *, struct court **out);
void court_free(struct court *);

/*
 * Does its trail hold, in everything that was asked?  Not where a signer was lost since: what was not sealed then could have been
 * rewritten until the next one began.
 */
bool court_trail_holds(const struct court *);

/* One recording.  `court` NULL: of no store.  As ruling_make. */
int court_rule(struct court *, const char *path, struct ruling *);

/*
 * All recordings of sessions since then (ms since 1970), and those that are missing.  `each` is told of what could not be
 * read with a negative `r` and no ruling; not 0 from it ends this.  Negative: a folder could not be read.
 */
int court_each(struct court *, int64_t since, int (*each)(void *context, const char *path, int r, struct ruling *),
    void *context);

#endif
