/*
 * The messages of tlog, one JSON object a line: timing says how many characters of in_txt and
 * out_txt, or bytes of in_bin and out_bin, came when.
 */
#ifndef STENO_CAST_TLOG_H
#define STENO_CAST_TLOG_H

#include "lib/cast/foreign.h"

extern const struct foreign_format tlog_format;

#endif
