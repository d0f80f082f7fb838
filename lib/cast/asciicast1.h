/* Asciicast 1: one JSON document, whose `stdout` is an array of [delay, text]. */
#ifndef STENO_CAST_ASCIICAST1_H
#define STENO_CAST_ASCIICAST1_H

#include "lib/cast/foreign.h"

#define ASCIICAST1_MAX ((size_t)256 * 1024 * 1024) /* it is held in memory as a whole */

extern const struct foreign_format asciicast1_format;

#endif
