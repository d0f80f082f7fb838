/*
 * Live sessions, as they go on: their commands are in the index within a second of their Enter.  One process, which holds a
 * worker for each session that is being recorded.
 */
#ifndef STENO_INDEXER_PURSUIT_H
#define STENO_INDEXER_PURSUIT_H

#include <signal.h>

#include "lib/redact/censor.h"

struct pursuit_order {
	const char *index;
	struct censor *censor;
	const char *store;      /* whose new sessions are taken up as they begin; NULL: only the files */
	char *const *files;     /* NULL at the end */
	const volatile sig_atomic_t *stop;
};

/* Until stop is set, or with files alone until none of them is live any more.  0 or a negative code, which was told. */
int pursuit_run(const struct pursuit_order *);

#endif
