/* Points in time as the verbs of this room take them. */
#ifndef STENO_TRAIL_DAYTIME_H
#define STENO_TRAIL_DAYTIME_H

#include <stdint.h>

/* "7d", "12h", "30m" ago, or local time, "2026-11-21" or "2026-11-21 14:30": ms since 1970, or -1. */
int64_t daytime_parse(const char *text);

#endif
