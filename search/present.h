/* Hits and sessions as people or programs read them. */
#ifndef STENO_SEARCH_PRESENT_H
#define STENO_SEARCH_PRESENT_H

#include "lib/verb/notes.h"
#include "search/filter.h"

enum present_form { PRESENT_TABLE, PRESENT_JSON, PRESENT_CSV, PRESENT_FORMAT };

struct present {
	enum present_form form;
	const char *format;  /* PRESENT_FORMAT */
	bool utc;
	struct terms *marked; /* what is marked in a table on a terminal; NULL: nothing */
	int columns;         /* of the terminal; 0: none, nothing is cut */
	bool output;         /* JSON: with what each command showed */
	bool around;         /* hits are printed with what stands around them */
	bool started;
	struct lookup *lookup;
	struct notes notes;  /* of reviewers, on whatever sessions */
};

/* Set columns, by what standard output is. */
void present_open(struct present *);

/* One hit.  `context`: it is one beside a hit.  0 or a negative code. */
int present_hit(struct present *, struct lookup_hit *, bool context);
/* Between hits with what stands around them. */
void present_gap(struct present *);

/* A session, of which `commands` are hits, or -1. */
int present_session(struct present *, const struct lookup_session *, int64_t commands);

/* For show: who, where and when, and a row without that. */
void present_heading(const struct present *, const struct lookup_session *);
int present_row(struct present *, struct lookup_hit *);
/* What a command showed, indented. */
int present_output(struct present *, const struct lookup_hit *);

#endif
