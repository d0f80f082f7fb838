/*
 * What looks like a secret in a command line, in output or on a screen: passwords given to programs, tokens and keys by
 * their form, values of names that say so, card numbers.
 *
 * A guess, made for what people really type and programs really print: doc/format/index.md lists what is found.  Its
 * time grows with the text's length alone, whatever the text.
 */
#ifndef STENO_REDACT_SECRET_H
#define STENO_REDACT_SECRET_H

#include <stddef.h>

enum secret_kind {
	SECRET_PASSWORD, /* given to a program, or in a URL */
	SECRET_VALUE,    /* of a name such as TOKEN or db_password */
	SECRET_TOKEN,    /* by its form */
	SECRET_KEY,      /* a private key */
	SECRET_CARD,     /* a payment card's number */
	SECRET_KINDS,
};

/* "password", "value", "token", "key", "card". */
const char *secret_name(enum secret_kind);

/* Tell of each, in any order; they may overlap.  Not NUL-terminated; any bytes. */
void secret_find(const char *text, size_t len,
    void (*found)(void *context, enum secret_kind, size_t from, size_t to), void *context);

#endif
