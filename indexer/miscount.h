/*
 * Prompts whose width their editor takes for more than it is: colours that were not marked as such.  readline wraps before the
 * margin then, in the middle of a row, and writes over its own text from there on: what stands on the screen is none of the line.
 * What it would be where the prompt is as wide as the editor believes is drawn on a screen apart.
 */
#ifndef STENO_INDEXER_MISCOUNT_H
#define STENO_INDEXER_MISCOUNT_H

#include "indexer/edit.h"

/* Before output reaches the screen: the cursor's column, which floods are not asked for; and then, with that. */
int miscount_hear(struct recovery *, const struct event *);
void miscount_note(struct recovery *, const struct event *, int col);

/* What the line's editor believes that it says, where it is known to miscount.  False: the screen tells. */
bool miscount_text(struct recovery *, struct buffer *text);

#endif
