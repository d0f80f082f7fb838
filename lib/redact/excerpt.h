/*
 * A text in which secrets are looked for, and how its characters are told apart: what secret.c, habit.c and likeness.c share.
 * Any bytes, not NUL-terminated.
 */
#ifndef STENO_REDACT_EXCERPT_H
#define STENO_REDACT_EXCERPT_H

#include <stdbool.h>
#include <stdint.h>
#include <strings.h>

#include "lib/redact/secret.h"

#define EXCERPT_WORD_MAX 512 /* bytes of a name, a program or an address that are looked at */

struct excerpt {
	const char *p;
	size_t len;
	void (*found)(void *context, enum secret_kind, size_t from, size_t to);
	void *context;
};

enum excerpt_class {
	CLASS_DIGIT = 1,
	CLASS_LETTER = 2,
	CLASS_ALNUM = CLASS_DIGIT | CLASS_LETTER,
	CLASS_UNDER = 4, /* _ and - */
	CLASS_DOT = 8,
	CLASS_BASE = 16, /* + / = */
	CLASS_DOLLAR = 32,
	CLASS_BLANK = 64, /* and tab */
	CLASS_FEED = 128, /* the ends of a line */
	CLASS_QUOTE = 256,
	CLASS_JOINT = 512, /* what parts commands on a line, and NUL */
	CLASS_NAME = CLASS_ALNUM | CLASS_UNDER | CLASS_DOT,
	CLASS_BASE64 = CLASS_ALNUM | CLASS_BASE,
	CLASS_URL64 = CLASS_ALNUM | CLASS_UNDER,
	CLASS_HASH = CLASS_BASE64 | CLASS_DOLLAR | CLASS_DOT,
	CLASS_BEARER = CLASS_BASE64 | CLASS_UNDER | CLASS_DOT,
	CLASS_SPACE = CLASS_BLANK | CLASS_FEED,
};

extern const uint16_t excerpt_classes[256];

static inline bool
excerpt_is(char c, unsigned classes)
{
	return (excerpt_classes[(unsigned char)c] & classes) != 0;
}

/* NUL behind its end. */
static inline char
excerpt_at(const struct excerpt *t, size_t i)
{
	return i < t->len ? t->p[i] : '\0';
}

static inline size_t
excerpt_skip(const struct excerpt *t, size_t i, unsigned classes)
{
	while (i < t->len && excerpt_is(t->p[i], classes))
		i++;
	return i;
}

/* Whether a word is a literal, whose letters are small, without regard to case. */
#define EXCERPT_EQUALS(word, size, literal) \
	((size) == sizeof(literal) - 1 && ((word)[0] | 0x20) == ((literal)[0] | 0x20) && \
	    strncasecmp(word, literal, sizeof(literal) - 1) == 0)

/* A set of words of which only a few bytes are looked at: false where it surely has no such. */
struct excerpt_set {
	uint64_t bits[32];
};

static inline unsigned
excerpt_bit(unsigned char a, unsigned char b, size_t n)
{
	/* 2^32 by the golden ratio: of the product the first bits are those that differ */
	return (((uint32_t)a << 16 | (uint32_t)b << 8 | ((uint32_t)n & 255)) * UINT32_C(2654435769)) >> 21;
}

static inline void
excerpt_note(struct excerpt_set *set, unsigned char a, unsigned char b, size_t n)
{
	unsigned bit = excerpt_bit(a, b, n);

	set->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

static inline bool
excerpt_may_have(const struct excerpt_set *set, unsigned char a, unsigned char b, size_t n)
{
	unsigned bit = excerpt_bit(a, b, n);

	return set->bits[bit / 64] >> bit % 64 & 1;
}

void excerpt_tell(const struct excerpt *, enum secret_kind, size_t from, size_t to);

/* Where a value that begins here ends: at its quote, or where a word does. */
size_t excerpt_value_end(const struct excerpt *, size_t from);

/* Nobody's secret: asterisks, a reference to a variable, what programs print where there is none, a call in a program's text. */
bool excerpt_is_nothing(const struct excerpt *, size_t from, size_t to);

/* Tell of the value behind blanks and a quote.  Where it ends: nothing in it needs to be looked at again, or time would
 * grow with the square of a text that is all names. */
size_t excerpt_tell_value(const struct excerpt *, enum secret_kind, size_t from);

#endif
