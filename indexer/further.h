/*
 * Lines came at once, or before anybody asked, and are read by an editor: each is drawn behind its prompt, or that for more, in the moment in which that
 * stands, so that no key tells where the one ends and the other begins.
 */
#ifndef STENO_INDEXER_FURTHER_H
#define STENO_INDEXER_FURTHER_H

#include "indexer/edit.h"

/* The row goes on with the held line, and was drawn with its prompt: how long that is, in bytes.  False: it is not so, or can't be told. */
bool further_begins(struct recovery *, int row, size_t *len);

/*
 * No bracket tells of the editor: the rows that this output shows of the open line, this one and those that came with it, begin with the same sign, which is what it is asked
 * for more with from now on.
 */
void further_learn(struct recovery *, int row);

/* What was typed ahead goes on over the margin, where its editor has drawn all of it: the row above in which its prompt stands; else the cursor's. */
int further_row(struct recovery *, const struct screen_cursor *, bool ahead);

/*
 * A line was told that was typed before anything asked, and its editor has drawn it again by now in this row, behind its prompt, which is the first: what
 * comes next may be begun already when anybody looks.  How long the prompt is; 0: it is not so.
 */
size_t further_first(struct recovery *, const struct buffer *row);

/* The text begins with this prompt of a shell's, but for its sign: how long that is; 0: it does not. */
size_t further_like(const struct buffer *prompt, const char *text, size_t len);

/* The row begins with an interpreter's sign for more of what stands behind `first`: one as wide as that, or what it is known for; ends at *col. */
bool further_of_interpreter(struct recovery *, const struct pane *, int row, const struct buffer *first, int *col);

/*
 * In a pane: the text is open, and was left with keys of the event `since`, of which some are left.  All rows from this one on, up to the one that closes
 * it, begin with the same sign: how long that is, in bytes, which is known from then on; 0: it is not so.
 */
size_t further_unheard(struct recovery *, const struct pane *, int row, uint64_t since, const struct buffer *text);

/*
 * In a pane: all rows of a block but the last came at once, with their keys, and that with the key that leaves it: take away what each was asked for with,
 * or say that its first rows are gone.  The key that committed it is the first then.  False: it is no such block.
 */
bool further_cut(struct recovery *, struct buffer *text);

#endif
