/* steno export --format md and html: a report of a session. */
#ifndef STENO_PLAYER_BRIEF_H
#define STENO_PLAYER_BRIEF_H

#include "lib/verb/verb.h"

/* With the arguments of `steno export`, which runs it. */
extern const struct verb brief_export;

#endif
