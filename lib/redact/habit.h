/* Programs that take a password in their arguments, or are given one by echo. */
#ifndef STENO_REDACT_HABIT_H
#define STENO_REDACT_HABIT_H

#include "lib/redact/excerpt.h"

/* Tell of all, in a text that may hold command lines anywhere. */
void habit_find(const struct excerpt *);

#endif
