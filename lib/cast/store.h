/* A store: a folder of recordings, `sessions/YYYY-MM/ID.cast.zst` by the id's own time in UTC. */
#ifndef STENO_CAST_STORE_H
#define STENO_CAST_STORE_H

#include <stdbool.h>

#include "lib/base/uuid.h"

/* The user's store: `configured` if not empty (a leading ~ is home), else XDG_DATA_HOME/steno, else
 * below home.  To be freed. */
char *store_folder(const char *configured, const char *home, const char *xdg_data_home);

/* Where this session's recording belongs; makes the folders.  *path is to be freed. */
int store_place(const char *store, const struct uuid *, char **path);

#define STORE_NAME_MIN 4 /* characters of an id */

/*
 * What a person named: a file if one of that name exists, else a session's id or the beginning of one
 * (at least STORE_NAME_MIN characters).  ERR_NOTFOUND; ERR_RANGE when several begin so.
 */
int store_find(const char *store, const char *name, char **path);

/* STORE, of STORE/sessions/MONTH/FILE as the path is given or, failing that, as it is; NULL when it lies elsewhere.  To be freed. */
char *store_around(const char *path);

/* A file of that name is a recording's first part, or all of it. */
bool store_is_recording(const char *name);

#endif
