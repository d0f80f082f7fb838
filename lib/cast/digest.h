/*
 * SHA-256.  Uses a library context of its own, so that no configuration of OpenSSL is read,
 * neither the system's nor one that OPENSSL_CONF names.
 */
#ifndef STENO_CAST_DIGEST_H
#define STENO_CAST_DIGEST_H

#include <stddef.h>

#define DIGEST_SIZE 32

struct digest;

/* Not to be shared between threads.  0 or ERR_CRYPTO. */
int digest_new(struct digest **out);
void digest_free(struct digest *);

/* begin, add as often as wanted, end; then begin again. */
int digest_begin(struct digest *);
int digest_add(struct digest *, const void *data, size_t len);
int digest_end(struct digest *, unsigned char out[DIGEST_SIZE]);

/* That library context, or NULL, for what else a process signs: a second one costs 0.4 ms. */
struct ossl_lib_ctx_st *digest_library(void);

/* One run of bytes. */
int digest_once(const void *data, size_t len, unsigned char out[DIGEST_SIZE]);

#endif
