/*
 * A line into which others have printed: jobs in the background, and whoever else has the terminal.  Its editor knows nothing of them, and
 * goes on where it believes the cursor to be.  What it wrote itself, drawn on a screen apart, is the line as it has it.
 */
#ifndef STENO_INDEXER_SOLO_H
#define STENO_INDEXER_SOLO_H

#include "indexer/edit.h"

/* Nothing is typed yet, and the text will begin in this column of the row that its editor believes to be in. */
void solo_begin(struct recovery *, int col);

/* The screen has all of it, up to the cursor, behind this column of this row. */
void solo_stands(struct recovery *, int row, int col);

/* What others printed is in the line, from now on. */
void solo_intruded(struct recovery *);

/* What they print begins so, in this row behind this column. */
void solo_note_theirs(struct recovery *, int row, int col);

/*
 * In a pane they have just printed into it, behind the text before: what stands there of the echo of keys that was read together with that is the
 * line's, if theirs begins behind it as before.
 */
void solo_note_pane(struct recovery *);

/* This output answers no key, and is none of the editor's, though it ends no row. */
bool solo_is_intrusion(struct recovery *, const struct event *);

/* Output that the screen is about to take: is it of this line?  And, if it was, now that it has taken it. */
bool solo_listens(const struct recovery *);
void solo_take(struct recovery *, const struct event *);

/* What the line says, where others have printed into it.  False: the screen tells. */
bool solo_text(struct recovery *, struct buffer *text);

#endif
