/*
 * The first prompt of an interpreter that was just started, with a line behind it that was begun before it stood.  Nobody knows that prompt yet: it is
 * told by how such prompts end, and by when the letters came.
 */
#ifndef STENO_INDEXER_OPENING_H
#define STENO_INDEXER_OPENING_H

#include "indexer/edit.h"

/* The line before has started an interpreter, which may ask with nothing, and says itself that an editor begins. */
bool opening_has_started(struct recovery *);

/* The same, and the terminal still echoes for it what is typed before it asks. */
bool opening_waits(struct recovery *);

/* This row begins with what interpreters of its kind show first; where that ends. */
bool opening_usual(struct recovery *, const struct pane *pane, int row, int *col, struct buffer *prompt);

/* The same, or with another prompt that was drawn at once, with what was typed since up to this column.  Letters that were echoed before it stood are no part of it. */
bool opening_typed_behind(struct recovery *, int row, int to, int *col, struct buffer *prompt);

/* The line seemed to have no prompt, for it was begun before any stood: what the interpreter has drawn in this row since, with its first prompt, is the line. */
void opening_cut(struct recovery *, int row, struct buffer *text);

#endif
