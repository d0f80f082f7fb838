/*
 * Keys by which a multiplexer is steered: they are nobody's line.  Its own key, and whether that was pressed lately, is in edit.h.
 */
#ifndef STENO_INDEXER_STEER_H
#define STENO_INDEXER_STEER_H

#include "indexer/edit.h"

/* The multiplexer's own key: its user may have chosen another, but none that shells have a use for beside it. */
bool steer_may_be_prefix(const struct recovery *, char key);

/* tmux shows the number of each pane, with the cursor put away, and waits for one. */
bool steer_shows_numbers(struct recovery *);

/* tmux and screen ask for names and commands in the last row. */
bool steer_is_asked(struct recovery *);

/* The same over a line, which stands there still: its editor has not ended, whatever the terminal was told. */
bool steer_shows_numbers_over(struct recovery *);

/* GNU screen says something in the last row, and leaves the cursor there until a key comes. */
bool steer_shows_message(struct recovery *);

/* The keys that might have ended the line were answered, and since then it was steered: it feeds lines on its way to another pane. */
bool steer_feeds(const struct recovery *);

#endif
