/* What a store's trail says in an archive of evidence: of these sessions, and of the archive itself. */
#ifndef STENO_TRAIL_TESTIMONY_H
#define STENO_TRAIL_TESTIMONY_H

#include "trail/custody.h"
#include "trail/notary.h"
#include "trail/parcel.h"
#include "trail/roll.h"

struct testimony {
	const char *store;
	const struct roll *roll;
	struct custody custody;
	struct notary *notary; /* NULL: nothing is proven */
};

/*
 * Tell the trail that these sessions are given away, and read it.  0, also where there is no trail.  Both are
 * borrowed; to be released in any case.
 */
int testimony_begin(struct testimony *, const char *store, const struct roll *);
void testimony_release(struct testimony *);

/* Where there is a notary: what the trail says of the sessions, each entry with its proof, its checkpoints and key. */
int testimony_put(struct testimony *, struct parcel *);

/* And last: the entry whose target is the manifest's digest, with its proof. */
int testimony_sign(struct testimony *, struct parcel *, const unsigned char manifest[DIGEST_SIZE]);

#endif
