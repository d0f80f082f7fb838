/* Which recordings a store has no longer to keep. */
#ifndef STENO_TRAIL_RETENTION_H
#define STENO_TRAIL_RETENTION_H

#include "lib/base/buffer.h"
#include "trail/estate.h"

#define RETENTION_KEEP INT64_MAX

/* How long recordings with a label are kept: ms, or RETENTION_KEEP. */
struct retention_rule {
	char *name, *value; /* value NULL: whatever it is */
	int64_t age;
};

struct retention {
	int64_t max_age, min_age; /* ms; 0: no such bound */
	int64_t max_size;         /* bytes; 0: no such bound */
	struct retention_rule *rules;
	uint32_t rule_count;
	/* which are looked at at all; NULLs: all */
	const char *user, *host;
	struct retention_rule label; /* name NULL: any */
	int failed;               /* 1: only those that failed; -1: only those that did not; 0: all */
	bool chosen;              /* those that are looked at go, however old: nothing else was asked */
};

void retention_release(struct retention *);

/*
 * "scratch:7d task=ci:30d case:keep": the first that fits counts.  0; ERR_FORMAT, and *bad names the word; or -ENOMEM.
 */
int retention_take_rules(struct retention *, const char *text, char **bad);

/* "NAME" or "NAME=VALUE". */
int retention_take_label(struct retention_rule *, const char *text);

enum retention_answer { RETENTION_STAYS, RETENTION_MAY_GO, RETENTION_GOES };

/* Is it looked at? */
bool retention_looks_at(const struct retention *, const struct estate_item *);

/* By its age and labels.  MAY_GO: only where there is no room.  `why` is appended to, for people. */
enum retention_answer retention_judge(const struct retention *, const struct estate_item *, int64_t now, struct buffer *why);

#endif
