/*
 * One recording, removed from its store so that no crash leaves a hole without a reason:
 *
 *   copied to the archive, and the copy compared and verified        (only where that was asked)
 *   leases taken, holds looked at once more
 *   session.pruned appended and synced; holds looked at again
 *   its files removed, the last part first, and their folder synced
 *   its session.started erased, which holds the command line
 *
 * What is killed in between is finished by the next call for it.
 */
#ifndef STENO_TRAIL_REMOVAL_H
#define STENO_TRAIL_REMOVAL_H

#include "lib/trail/logbook.h"
#include "trail/custody.h"
#include "trail/estate.h"

struct removal {
	struct custody *custody;
	struct logbook *book;
	const char *archive; /* a folder, or NULL */
	const char *reason;
};

/*
 * 0: it is gone.  -EALREADY: somebody else has removed it meanwhile; ERR_BUSY: somebody works on it; -EPERM: it is held; ERR_TAMPERED: the
 * copy is not what it should be; -EEXIST: another file stands in the archive by its name; -EXDEV: the archive leads back to the recording
 * itself; or what could not be done: it is all there then, unless it was being removed.
 */
int removal_make(const struct removal *, const struct estate_item *);

/* What a removal that was killed left in the trail: the entry that is to be erased. */
int removal_finish(const struct removal *, const struct docket_session *);

#endif
