/* Secrets that are known by their form, wherever they stand: tokens, private keys, card numbers, passwords in addresses. */
#ifndef STENO_REDACT_LIKENESS_H
#define STENO_REDACT_LIKENESS_H

#include "lib/redact/excerpt.h"

/* Before the first token is looked for. */
void likeness_prepare(void);

#define LIKENESS_SHORTEST 14 /* of all tokens */

extern struct excerpt_set likeness_beginnings;
size_t likeness_look(const struct excerpt *, size_t from);

/* A word begins here.  Where a token that begins here ends; the same place where there is none, as nearly always. */
static inline size_t
likeness_token(const struct excerpt *t, size_t i)
{
	const unsigned char *p = (const unsigned char *)t->p + i;

	return t->len - i >= LIKENESS_SHORTEST && excerpt_may_have(&likeness_beginnings, p[0], p[1], p[2]) ? likeness_look(t, i) : i;
}

/* "://" stands here: user:password@ behind it, or the address of a hook, which is all that it takes to use it. */
void likeness_address(const struct excerpt *, size_t from);

/* What stands behind "Bearer" and the like, which ends here. */
void likeness_bearer(const struct excerpt *, size_t to);

/* All of them. */
void likeness_keys(const struct excerpt *);
void likeness_cards(const struct excerpt *);

#endif
