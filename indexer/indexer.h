/* The verbs of steno-index: what is derived from recordings. */
#ifndef STENO_INDEXER_INDEXER_H
#define STENO_INDEXER_INDEXER_H

#include "lib/verb/verb.h"

extern const struct verb indexer_commands, indexer_index, indexer_screen;

#endif
