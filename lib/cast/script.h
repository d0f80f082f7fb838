/*
 * The recordings of script(1): one or two logs and a timing file, classic or advanced, of which
 * any may be the file that was given.
 */
#ifndef STENO_CAST_SCRIPT_H
#define STENO_CAST_SCRIPT_H

#include "lib/cast/foreign.h"

extern const struct foreign_format script_format;

#endif
