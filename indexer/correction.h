/*
 * zsh and tcsh know a word like the one that was typed, and ask whether that is meant: "[nyae]? ", "(y|n|e|a)? ", or with its user's words.  One
 * key answers.
 */
#ifndef STENO_INDEXER_CORRECTION_H
#define STENO_INDEXER_CORRECTION_H

#include "indexer/edit.h"

/* The prompt asks that, of the line that is held: what is answered is no line. */
bool correction_asked(const struct recovery *, const struct buffer *prompt);

/* It was asked between the held line and this row, and the answer was to run neither. */
bool correction_given_up(struct recovery *, int row);

#endif
