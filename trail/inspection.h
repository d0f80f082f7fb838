/* An archive of evidence, verified with nothing else: doc/format/evidence.md.  What is read may be hostile. */
#ifndef STENO_TRAIL_INSPECTION_H
#define STENO_TRAIL_INSPECTION_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/trail/audit.h"
#include "lib/trail/signet.h"
#include "trail/ruling.h"

struct inspection_request {
	const struct signet *key;     /* that must have signed it; NULL: the one that is in it */
	const struct buffer *witness; /* checkpoints; NULL: none */
	/* called for each recording, by its name in the archive */
	void (*each)(void *context, const char *name, struct ruling *);
	void *context;
};

struct inspection {
	enum audit_answer intact, complete, anchored;
	bool is_signed;
	char name[128];       /* of the first finding: the file in the archive, or "" */
	int64_t offset;       /* in the archive */
	struct buffer what;   /* empty: nothing was found */
	char key[512];        /* by which it is signed, "" where it is not */
	uint32_t files, sessions;
	uint64_t entries;
	bool fine;            /* all that was asked holds */
};

/* Does the file begin as a tar archive does? */
bool inspection_is_one(const char *path);

/* 0: there is an answer; negative: it could not be read, or unpacked.  To be released in any case. */
int inspection_make(const char *path, const struct inspection_request *, struct inspection *);
void inspection_release(struct inspection *);

#endif
