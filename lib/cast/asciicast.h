/*
 * Asciicast 2 and 3: a header's line, then a line for each event.  Version 2 has times since
 * the start, version 3 intervals.  Version 1, one JSON document, is asciicast1.
 */
#ifndef STENO_CAST_ASCIICAST_H
#define STENO_CAST_ASCIICAST_H

#include <stddef.h>

#include "lib/base/buffer.h"
#include "lib/base/json.h"
#include "lib/cast/foreign.h"

extern const struct foreign_format asciicast_format;

/* What the three versions share; 0 or -ENOMEM. */
int asciicast_header(struct foreign *, const struct json *root);

#endif
