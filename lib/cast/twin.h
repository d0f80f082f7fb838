/*
 * SHA-256 of two texts side by side.  The processor's instructions wait for one another within one text, and not across two:
 * of a tree, whose leaves don't depend on one another, two digests cost little more than one.
 */
#ifndef STENO_CAST_TWIN_H
#define STENO_CAST_TWIN_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/cast/digest.h"

#define TWIN_HEAD_MAX 63

/* A text in two pieces. */
struct twin_text {
	const unsigned char *head;
	size_t head_len; /* at most TWIN_HEAD_MAX */
	const void *data; /* never NULL */
	size_t len;
};

/* Can this processor do it, and does it give what libcrypto gives?  Found out once. */
bool twin_works(void);

/* Both digests, one behind the other; only where twin_works().  out may be where the texts are. */
void twin_digest(const struct twin_text text[2], unsigned char out[2 * DIGEST_SIZE]);

/* One alone. */
void twin_single(const struct twin_text *, unsigned char out[DIGEST_SIZE]);

#endif
