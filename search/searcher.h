/* The verbs of steno-search, and what they share. */
#ifndef STENO_SEARCH_SEARCHER_H
#define STENO_SEARCH_SEARCHER_H

#include "search/filter.h"
#include "search/present.h"

extern const struct verb searcher_search, searcher_sessions, searcher_show;

/* An index that is asked, and how. */
struct searcher {
	const char *index; /* as given; NULL: the user's */
	struct filter filter;
	struct present present;
	int64_t limit; /* as given; -1: not */
	bool count;
	/* made by searcher_open */
	char *path;
	struct catalog *catalog;
	struct lookup *lookup;
};

/* The options that the verbs have in common, behind `more`, which outrank them, and FILTER_OPTIONS, for getopt; to be freed, NULL
 * without memory. */
struct option *searcher_options(const struct option *more, size_t count);
#define SEARCHER_SHORTS "n:j"
/* Take one of them, or of FILTER_OPTIONS: 0, or an exit code; -1: it is another. */
int searcher_option(struct searcher *, const struct verb *, int option);

/* What the answer is to look like: 0, or an exit code where another form was asked for before. */
int searcher_form(struct searcher *, const struct verb *, enum present_form);

/* Read what reviewers noted beside the index, for present.h; what can't be read is as if there were none, and said. */
void searcher_read_notes(struct searcher *);

/* Open the index.  On failure says why: an exit code; 0 else. */
int searcher_open(struct searcher *);
void searcher_close(struct searcher *);

/* Say in the trail of the index's store what is asked, before it is answered. */
void searcher_tell(const struct searcher *, const char *how, const char *question);

/* Say that the index could not be read: the exit code. */
int searcher_fail(const struct searcher *, int code);

/* A whole number that is not negative, or -1. */
int64_t searcher_number(const char *text);

#endif
