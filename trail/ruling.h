/* One recording, held against itself, against what the trail says of it, and against a witness. */
#ifndef STENO_TRAIL_RULING_H
#define STENO_TRAIL_RULING_H

#include "lib/cast/check.h"
#include "lib/trail/audit.h"
#include "trail/docket.h"

enum ruling_kind {
	RULING_FINE,
	RULING_DAMAGED,   /* stored bytes changed, and no line */
	RULING_UNFINISHED,/* its recorder was lost, and nobody recovered it */
	RULING_UNKNOWN,   /* the trail does not know it */
	RULING_CUT,       /* frames are missing at its end */
	RULING_MISSING,   /* it is not there */
	RULING_TAMPERED,
};

struct ruling {
	struct check_result check; /* of the recording by itself; not of a missing one */
	enum ruling_kind kind;     /* of the first finding */
	enum audit_answer anchored;
	bool in_trail, pruned, held;
	bool fine;                 /* all that was asked holds */
	struct uuid session;
	bool has_session;
	/* of the first finding, when it is the trail's */
	char *path;
	uint64_t frame, entry;
	int64_t offset;
	struct buffer what;
};

/* What recordings are held against; NULLs where there is nothing of the kind. */
struct ruling_law {
	const struct audit_result *audit;
	const struct docket *docket;
	bool whole;     /* the docket is: the trail could be read to its end */
	bool witness;   /* a witness was asked for */
};

/* 0 when there is a ruling; negative: the recording could not be read. */
int ruling_make(const char *path, const struct ruling_law *, struct ruling *);

/* Of a session that the trail knows and whose recording is not there; `path` is where it belongs. */
int ruling_missing(const struct docket_session *, const char *path, const struct ruling_law *, struct ruling *);
void ruling_release(struct ruling *);

const char *ruling_word(enum ruling_kind);

#endif
