/* The verbs of steno-search, and what they share. */
#ifndef STENO_SEARCH_SEARCHER_H
#define STENO_SEARCH_SEARCHER_H

#include "search/filter.h"
#include "search/present.h"

extern const struct verb searcher_search, searcher_sessions, searcher_show;

/* An index that is being read. */
struct searcher {
	char *path;
	struct catalog *catalog;
	struct lookup *lookup;
};

/* `index` NULL: the user's.  On failure says why: an exit code; 0 else. */
int searcher_open(struct searcher *, const char *index);
void searcher_close(struct searcher *);

/* Say that the index could not be read: the exit code. */
int searcher_fail(const struct searcher *, int code);

/* FILTER_OPTIONS with others behind them, for getopt; to be freed, NULL without memory. */
struct option *searcher_options(const struct option *more, size_t count);

/* A whole number that is not negative, or -1. */
int64_t searcher_number(const char *text);

#endif
