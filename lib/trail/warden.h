/*
 * Keeps the key of an epoch, for a store that its own recorder can't sign for: doc/format/trail.md, section 5.
 *
 * Keys are in memory only, and only as long as they may sign.  Who uses this locks its memory and lets nobody trace or dump it.
 * What does not continue what was signed before is refused with ERR_TAMPERED, and then no key is left: the next warden's
 * start is a break that verifiers report.
 */
#ifndef STENO_TRAIL_WARDEN_H
#define STENO_TRAIL_WARDEN_H

#include <stdbool.h>

#include "lib/trail/checkpoint.h"

struct warden;

enum warden_start {
	WARDEN_BEGAN,   /* the log, too, begins with it */
	WARDEN_RESUMED, /* the one before it stopped cleanly, and left the key */
	WARDEN_BROKE,   /* it did not: an epoch that nobody announced */
};

/*
 * Begin, resume or break: one checkpoint is signed.  ERR_TAMPERED when the trail does not verify, ERR_RANGE when it is a
 * personal store's; *why (to be freed) is a sentence then, or NULL.
 */
int warden_begin(const char *store, struct warden **out, enum warden_start *how, char **why);
void warden_free(struct warden *);

/* Sign.  Where something is new the epoch is sealed, and its key is gone; else that nothing is new. */
int warden_seal(struct warden *);

/* A session's last entry came since it was signed last. */
bool warden_session_ended(const struct warden *);

/* Stop cleanly: seal, and leave the next epoch's key in `handover`. */
int warden_stop(struct warden *);

/* False after a refusal: no key is left. */
bool warden_holds(const struct warden *);
const struct checkpoint *warden_newest(const struct warden *);

#endif
