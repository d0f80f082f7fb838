/* What is to become of each recording of a store, by a policy: doc of steno-prune(1). */
#ifndef STENO_TRAIL_PLAN_H
#define STENO_TRAIL_PLAN_H

#include "trail/custody.h"
#include "trail/retention.h"

enum plan_fate {
	PLAN_STAYS,
	PLAN_GOES,
	PLAN_FINISH, /* a removal was killed before it had removed everything */
	PLAN_GONE,   /* somebody else removed it meanwhile */
	PLAN_HELD,   /* from here on: it should go, and can't */
	PLAN_LIVE,
	PLAN_CUT,
	PLAN_UNREADABLE,
	PLAN_FOREIGN,
	PLAN_DOUBT,
	PLAN_TROUBLE, /* it was tried */
};

struct plan_item {
	enum plan_fate fate;
	bool done, looked_at;
	struct buffer why;
};

struct plan {
	const struct custody *custody;
	const struct retention *policy;
	const struct uuid *named; /* which are looked at at all; none: all */
	int named_count;
	int64_t now;
	struct plan_item *items;  /* one for each of the estate */
	uint32_t count;
};

/* Fill in `items`: what goes was verified.  To be released in any case. */
int plan_make(struct plan *, const struct estate *);
void plan_release(struct plan *);

/* Append an item, for programs or for people. */
void plan_put_json(struct buffer *out, const struct estate_item *, const struct plan_item *);
void plan_put_row(struct buffer *out, const struct estate_item *, const struct plan_item *);

#endif
