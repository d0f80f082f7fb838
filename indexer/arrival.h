/*
 * A key is pressed while a line is edited, and the cursor stands behind a prompt that came since, or stood elsewhere: the line was left
 * and nothing told of it, or what is typed now is for somebody else.  Multiplexers leave out what shells say of their lines, and
 * programs that read what was typed give way to a shell.
 */
#ifndef STENO_INDEXER_ARRIVAL_H
#define STENO_INDEXER_ARRIVAL_H

#include "indexer/edit.h"

/* What was committed is over: a prompt stands, or a program asks below. */
bool arrival_leaves(struct recovery *);

/* What was typed was for a program, say, and now a shell asks: a line begins. */
bool arrival_begins(struct recovery *);

/* A shell that says nothing of when its lines begin asks in the row in which a few letters were the answer: `read -n 1`. */
bool arrival_behind_answer(struct recovery *);

/* The line was drawn anew, in other rows: it ends in the one above, as it was, and from now on there. */
bool arrival_ends_above(struct recovery *, int row);

/* Nothing stands behind the cursor in its row of the pane. */
bool arrival_is_end_of_row(struct recovery *, const struct screen_cursor *);

/* Blanks stand behind the cursor, and then at most a prompt of the right side. */
bool arrival_is_bare_behind(struct recovery *, const struct screen_cursor *);

#endif
