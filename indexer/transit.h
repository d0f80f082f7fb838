/*
 * A multiplexer goes from one of its panes to another, or asks for something itself: what it tells then of editors is no word on the line.
 */
#ifndef STENO_INDEXER_TRANSIT_H
#define STENO_INDEXER_TRANSIT_H

#include "indexer/edit.h"

/* It went to another of its panes: what is typed now belongs to the line that stands there; then go there. */
bool transit_elsewhere(struct recovery *);
/* The last key that was told of went to another pane or window, and may have been told together with others that were pressed there. */
bool transit_brought(const struct recovery *);

void transit_follow(struct recovery *);

/*
 * No key that commits was pressed, and it has gone to another pane, whose editor has no bracket: the line was not left.  In the last row it
 * has a word to say, of its copy mode say.
 */
bool transit_closes(struct recovery *);

/* It asks for a command in its own row, below a line that is as it was. */
bool transit_asks(struct recovery *);

/*
 * GNU screen passes on at once that an editor ended and began again, and draws later what was typed: of a line that came at once with its
 * key nothing stands there yet.
 */
bool transit_tells_early(struct recovery *);

/*
 * A session was left by its own key (dtach, abduco) while a line was typed there, whose editor goes on without this terminal: who began before it says
 * so again, at the margin of a row below.
 */
bool transit_left_session(struct recovery *);

#endif
