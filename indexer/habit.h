/* Programs that take a password in their arguments, or are given one by echo. */
#ifndef STENO_INDEXER_HABIT_H
#define STENO_INDEXER_HABIT_H

#include "indexer/excerpt.h"

/* Tell of all, in a text that may hold command lines anywhere. */
void habit_find(const struct excerpt *);

#endif
