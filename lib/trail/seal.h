/*
 * Signs what a log holds: a checkpoint behind the others of its store.  doc/format/trail.md, sections 3.3 and 4.
 */
#ifndef STENO_TRAIL_SEAL_H
#define STENO_TRAIL_SEAL_H

#include "lib/trail/checkpoint.h"
#include "lib/trail/shelf.h"

struct seal_request {
	const struct signet *key;
	const unsigned char *next; /* public key of the next epoch; NULL: the epoch goes on */
	bool broke;                /* this key begins an epoch that nobody announced */
	bool mend;                 /* where the log does not continue the newest checkpoint: sign with `broke`; else refuse */
	bool silence;              /* sign also that nothing is new */
	int64_t older_than;        /* do nothing while the newest checkpoint is younger, in ms; 0: whatever its age */
};

/*
 * Sign, unless nothing is new; *out is the newest checkpoint then.  Syncs the log first.  ERR_TAMPERED when the log does
 * not continue the newest checkpoint, or that is not signed with the key; ERR_BUSY when somebody else is at it for too long.
 */
int seal_log(const char *folder, const struct seal_request *, struct checkpoint *out);

/* The newest checkpoint, as it stands there: 1, 0 none, or negative.  Its signed text is not kept. */
int seal_newest(const char *folder, struct checkpoint *out);

/* The same, with its note appended. */
int seal_newest_note(const char *folder, struct checkpoint *out, struct buffer *note);

/*
 * Open the shelf at the newest checkpoint's size, made anew from the log where it does not give its root.  For those who
 * make proofs.  ERR_TAMPERED when the log does not give that root either.
 */
int seal_open_shelf(const char *folder, const struct checkpoint *, struct shelf **out);

#endif
