/*
 * The words of a text, each once: what an index of words needs of it that keeps no places.
 *
 * FTS5 finds the same words in what is gathered as in the text itself: what parts ASCII words parts them here, and what
 * else a text has (bytes above 0x7F, of which FTS5 knows what they are) stays as it stands in the words around it.
 */
#ifndef STENO_INDEXER_SQL_VOCABULARY_H
#define STENO_INDEXER_SQL_VOCABULARY_H

#include "lib/base/buffer.h"

struct vocabulary;

struct vocabulary *vocabulary_new(void); /* NULL when memory is out */
void vocabulary_free(struct vocabulary *);

/* Append the words with a blank behind each, of ASCII letters the small ones; beyond some thousand different ones a word may
 * come again.  A failure to append is noted in the buffer. */
void vocabulary_gather(struct vocabulary *, const char *text, size_t len, struct buffer *out);

#endif
