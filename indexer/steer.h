/*
 * Keys by which a multiplexer is steered: they are nobody's line.  Its own key, and whether that was pressed lately, is in edit.h.
 */
#ifndef STENO_INDEXER_STEER_H
#define STENO_INDEXER_STEER_H

#include "indexer/edit.h"

/* tmux shows the number of each pane, with the cursor put away, and waits for one. */
bool steer_shows_numbers(struct recovery *);

/* tmux and screen ask for names and commands in the last row. */
bool steer_is_asked(struct recovery *);

/* The same over a line, which stands there still: its editor has not ended, whatever the terminal was told. */
bool steer_shows_numbers_over(struct recovery *);

#endif
