/*
 * The ids of the commands that have what is asked for: for lookup.c, which is what others call.
 */
#ifndef STENO_INDEXER_SQL_TRAWL_H
#define STENO_INDEXER_SQL_TRAWL_H

#include <stdbool.h>
#include <stdint.h>

struct sqlite3;
struct trawl;

/* Expressions for the indexes of words, of parts of text and of what was shown, as wording.h makes them; NULL: any. */
struct trawl_want {
	const char *words, *grams, *shown;
	const char *whole; /* for words, too: what all have that have `words` and `grams`, and maybe others; NULL: nothing is known */
	int64_t low, high; /* ids; high is not in it */
	bool oldest_first;
};

/* The connection is borrowed.  0 or a negative code. */
int trawl_new(struct sqlite3 *, struct trawl **out);
void trawl_free(struct trawl *);

/* What was asked before is forgotten.  The strings are borrowed until the next. */
void trawl_begin(struct trawl *, const struct trawl_want *);

/* The next id, falling or rising: 1, 0 at the end, or negative. */
int trawl_next(struct trawl *, int64_t *id);

#endif
