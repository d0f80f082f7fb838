/*
 * Recordings without keys, as other programs make them: what was drawn by the time that more is drawn stands for the keys that
 * brought it there.
 */
#ifndef STENO_INDEXER_KEYLESS_H
#define STENO_INDEXER_KEYLESS_H

#include "indexer/edit.h"

/* Before output that comes at this moment, in a recording that has shown no keys so far. */
void keyless_settle(struct recovery *, int64_t at);

/* Whether a line stands in a pane there, of which neither line feeds nor brackets tell that it was left. */
bool keyless_watches(const struct recovery *);

#endif
