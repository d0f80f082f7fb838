/* References to the history in a command line (!!, !$, ^a^b), and what shells print of them. */
#ifndef STENO_INDEXER_HISTORY_H
#define STENO_INDEXER_HISTORY_H

#include <stdbool.h>

#include "lib/base/buffer.h"

/* There may be one in it. */
bool history_refers(const struct buffer *text);

/* The line that was shown may be what the typed one became: what stands around the references stands there too. */
bool history_expands(const struct buffer *typed, const struct buffer *shown);

/* A reference in it asks that the line be shown only ("!grep:p"), and that was. */
bool history_shows_only(const struct buffer *typed, const struct buffer *shown);

/* The line that was shown says that there is no such command: nothing ran.  In English only. */
bool history_refused(const struct buffer *shown);

#endif
