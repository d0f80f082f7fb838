/*
 * Ttyrec: records of a 12-byte head (seconds, microseconds and length, little-endian) and their
 * output.
 */
#ifndef STENO_CAST_TTYREC_H
#define STENO_CAST_TTYREC_H

#include "lib/cast/foreign.h"

#define TTYREC_RECORD_MAX (16u * 1024 * 1024)

extern const struct foreign_format ttyrec_format;

/* Whether these first bytes of a file can be a ttyrec's. */
bool ttyrec_looks(const char *data, size_t len);

#endif
