/* The verbs of steno-trail: what happened, and whether it is all there. */
#ifndef STENO_TRAIL_PROGRAM_H
#define STENO_TRAIL_PROGRAM_H

#include "lib/verb/verb.h"

extern const struct verb trail_anchor, trail_export, trail_hold, trail_log, trail_prove, trail_prune, trail_verify;

#endif
