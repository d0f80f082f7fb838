/*
 * The other files of a recording that is several: script's timing and its logs.  Only plain
 * files are opened, and what a recording names is only looked for in its own folder: a hostile
 * one must not pull other files of its reader's into what is imported.
 */
#ifndef STENO_CAST_COMPANION_H
#define STENO_CAST_COMPANION_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/cast/inlet.h"

/* A plain file.  0, minus errno, or ERR_FORMAT for something that is no plain file. */
int companion_open(const char *path, struct inlet **out);

/* The last part of `name`, in the folder of path. */
int companion_beside(const char *path, const char *name, struct inlet **out);

/* Whether the last parts of both names are the same. */
bool companion_same(const char *path, const char *name);

/* The timing file beside a log that is called path, by its name and its look, or NULL. */
struct inlet *companion_timing(const char *path);

/* The log beside a timing file. */
struct inlet *companion_typescript(const char *path);

#endif
