/* Hits and sessions as programs read them: JSON, CSV, and fields by name. */
#ifndef STENO_SEARCH_FIELDS_H
#define STENO_SEARCH_FIELDS_H

#include "search/present.h"

/* A name of a field in {} that is none: it, for a message; NULL: all are. */
const char *fields_unknown(const char *format, char out[32]);

/* Print a hit, in a form that is no table.  `context`: it is one beside a hit.  0 or a negative code. */
int fields_hit(struct present *, struct lookup_hit *, bool context);

/* The same for a session, of which so many commands are hits, or -1. */
int fields_session(struct present *, const struct lookup_session *, int64_t hits);

#endif
