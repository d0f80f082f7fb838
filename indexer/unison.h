/*
 * A multiplexer can give its keys to several panes at once: what was typed then stands in each of them, behind its own prompt, and each
 * has run it.
 */
#ifndef STENO_INDEXER_UNISON_H
#define STENO_INDEXER_UNISON_H

#include "indexer/edit.h"

/* It gives them to others than this pane now. */
bool unison_is_given(struct recovery *, const struct pane *);

/* In how many other panes the held line stands, typed with the same keys, before it is told; *like is what to tell of each then. */
int unison_of(struct recovery *, struct command *like);

/* Tell it so often, and free it. */
void unison_tell(struct recovery *, struct command *like, int times);

#endif
