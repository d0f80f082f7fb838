/* All that the index has of a command, as lines of text: what ran, who, where, how it ended, and what it showed. */
#ifndef STENO_SEARCH_MEMO_H
#define STENO_SEARCH_MEMO_H

#include "indexer/sql/lookup.h"

/* Append.  The hit has its details (lookup_details); what it holds is as hostile as before.  0 or a negative code. */
int memo_write(struct buffer *, struct lookup *, const struct lookup_hit *, bool utc);

#endif
