/* Secrets that are known by their form, wherever they stand: tokens, private keys, card numbers, passwords in addresses. */
#ifndef STENO_REDACT_LIKENESS_H
#define STENO_REDACT_LIKENESS_H

#include "lib/redact/excerpt.h"

/* Before the first token is looked for. */
void likeness_prepare(void);

/* A word begins here.  Where a token that begins here ends; the same place where there is none. */
size_t likeness_token(const struct excerpt *, size_t from);

/* "://" stands here: user:password@ behind it, or the address of a hook, which is all that it takes to use it. */
void likeness_address(const struct excerpt *, size_t from);

/* What stands behind "Bearer" and the like, which ends here. */
void likeness_bearer(const struct excerpt *, size_t to);

/* All of them. */
void likeness_keys(const struct excerpt *);
void likeness_cards(const struct excerpt *);

#endif
