/*
 * A chooser that an editor opens below its line, in a pane: fzf, and who looks like it.  Where it has no screen of its own, nothing but
 * what it draws tells that the keys are for it: how many of how many things fit what was typed, next to the row of the cursor.
 */
#ifndef STENO_INDEXER_CHOOSER_H
#define STENO_INDEXER_CHOOSER_H

#include "indexer/edit.h"

/* The cursor is in it. */
bool chooser_has_cursor(struct recovery *);

/* A key comes, and it is gone: where does the line begin now? */
void chooser_left(struct recovery *);

/* A line begins behind this prompt: it is that of one which a command has started. */
bool chooser_asks(struct recovery *, int row, const struct buffer *prompt);

/* A line begins: what looks like the multiplexer's sign already is none. */
void chooser_note_counts(struct recovery *);

/* The multiplexer has the keys, to copy what its pane showed. */
bool chooser_shows_past(struct recovery *);

#endif
