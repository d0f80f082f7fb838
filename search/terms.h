/*
 * What somebody asks a text to have: words, `"a phrase"`, `wor*`, `-not`.  Whatever is typed means something: what has
 * no letter or digit in it is looked for as it stands.
 */
#ifndef STENO_SEARCH_TERMS_H
#define STENO_SEARCH_TERMS_H

#include "indexer/sql/lookup.h"

struct terms;

struct terms_mark {
	size_t from, to; /* bytes */
};

/* NULL when memory is out.  The lookup, which knows what a word is, is borrowed. */
struct terms *terms_new(struct lookup *);
void terms_free(struct terms *);

/*
 * A line as it is being typed: words apart, each as an argument would be, `-` before what must not be there.  The word at its
 * end, as long as no blank stands behind it, may go on.
 */
int terms_add_line(struct terms *, const char *line);
/* One argument: words with their own quotes; one that holds a blank and no quotes is a phrase. */
int terms_add(struct terms *, const char *text);
/* That must not be there: without the hyphen. */
int terms_add_not(struct terms *, const char *text);
/* As it stands somewhere in the text, whatever its case; or a pattern over all of it, where case counts. */
int terms_add_part(struct terms *, const char *text);
int terms_add_glob(struct terms *, const char *pattern);

bool terms_any(const struct terms *);
/* Whether something must not be there. */
bool terms_any_not(const struct terms *);

/* For the index: append the words that a hit must have. */
int terms_words(const struct terms *, struct buffer *out);
/* The longest part that the text must have, of three characters or more: to be freed; NULL: none. */
char *terms_part(const struct terms *);

/* Whether the index's answer is not enough, and terms_match must be asked. */
bool terms_must_match(const struct terms *);

/* Whether the text has all of it: 1 or 0, or a negative code.  What matched, for people to see, into `marks`, up to `most`, in
 * order; *count says how many. */
int terms_match(struct terms *, const char *text, size_t len, struct terms_mark *marks, int most, int *count);

/* The same of two texts: each term in one or the other, and what must not be there in neither. */
int terms_match_either(struct terms *, const struct buffer *, const struct buffer *);

#endif
