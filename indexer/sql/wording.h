/* Words and parts of texts, as the index has them, and expressions that ask for them. */
#ifndef STENO_INDEXER_SQL_WORDING_H
#define STENO_INDEXER_SQL_WORDING_H

#include "indexer/sql/lookup.h"

struct sqlite3;
struct wording;

/* NULL when memory is out, or the library has no FTS5. */
struct wording *wording_new(struct sqlite3 *);
void wording_free(struct wording *);

/* As lookup_words. */
int wording_split(struct wording *, const char *text, size_t len,
    int (*word)(void *context, const char *folded, size_t len, size_t from, size_t to), void *context);

/* An expression for what holds the part: its runs of three characters; nothing where it has none. */
int wording_parts(struct buffer *out, const char *part);

/*
 * Put before an expression for words: those that the part has as a whole, so that what holds the part has them as words.
 * 1, or 0 where it has none; or negative.
 */
int wording_whole(struct wording *, struct buffer *out, const char *part, const char *words);

#endif
