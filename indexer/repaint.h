/*
 * A shell that draws its prompt anew, with something else in it, while a line is edited behind it: zsh, when what was asked in
 * the background is known.  The text before the cursor stays, and tells where the new prompt ends.
 */
#ifndef STENO_INDEXER_REPAINT_H
#define STENO_INDEXER_REPAINT_H

#include "indexer/edit.h"

/* Output that the screen is about to take. */
void repaint_note(struct recovery *, const struct event *);

/* The screen took it: what draws panes draws only what changed. */
void repaint_look(struct recovery *);

/* readline's sign of vi's mode, which may be longer in one than in the other: the line begins further on. */
void repaint_sign(struct recovery *, const struct event *);

/* A key comes, so all of it stands. */
void repaint_settle(struct recovery *);

#endif
