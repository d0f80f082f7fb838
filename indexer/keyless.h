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

/* Whether what stands there was given up, by what its program or the terminal says of that in its row. */
bool keyless_given_up(struct recovery *, const struct buffer *text);

/*
 * node shows in the row below a line what it would give, and gets there by a line feed, as it does when Enter is pressed; but then it returns
 * twice.  Told of each return, before it.
 */
bool keyless_counts_returns(const struct recovery *);
void keyless_return(struct recovery *);
bool keyless_is_preview(struct recovery *);

#endif
