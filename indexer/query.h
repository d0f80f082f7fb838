/* What programs ask of a terminal, which answers as if it typed. */
#ifndef STENO_INDEXER_QUERY_H
#define STENO_INDEXER_QUERY_H

#include "lib/cast/event.h"

/* How many questions there are in some output. */
int query_count(const char *data, size_t len);

/* How many answers an `i` or a `k` event may be; 0 when it has other keys too. */
int query_answers(const struct event *);

#endif
