/* SHA-256 through EVP, the algorithm fetched once for each object. */
#include "lib/cast/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdlib.h>

#include "lib/base/error.h"

struct digest {
	EVP_MD_CTX *context;
};

/* One library context and algorithm for the process; never freed, as OpenSSL's own are. */
static OSSL_LIB_CTX *library;
static EVP_MD *algorithm;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
fetch_algorithm(void)
{
	/* first of all, so that no later call of ours or of a library loads a configuration */
	OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
	if ((library = OSSL_LIB_CTX_new()) != NULL)
		algorithm = EVP_MD_fetch(library, "SHA256", NULL);
}

struct ossl_lib_ctx_st *
digest_library(void)
{
	pthread_once(&once, fetch_algorithm);
	return library;
}

int
digest_new(struct digest **out)
{
	struct digest *d;

	*out = NULL;
	pthread_once(&once, fetch_algorithm);
	if (algorithm == NULL || (d = calloc(1, sizeof *d)) == NULL)
		return ERR_CRYPTO;
	if ((d->context = EVP_MD_CTX_new()) == NULL ||
	    EVP_DigestInit_ex2(d->context, algorithm, NULL) != 1) {
		digest_free(d);
		return ERR_CRYPTO;
	}
	*out = d;
	return 0;
}

void
digest_free(struct digest *d)
{
	if (d == NULL)
		return;
	EVP_MD_CTX_free(d->context);
	free(d);
}

int
digest_begin(struct digest *d)
{
	return EVP_DigestInit_ex2(d->context, NULL, NULL) == 1 ? 0 : ERR_CRYPTO;
}

int
digest_add(struct digest *d, const void *data, size_t len)
{
	return EVP_DigestUpdate(d->context, data, len) == 1 ? 0 : ERR_CRYPTO;
}

int
digest_end(struct digest *d, unsigned char out[DIGEST_SIZE])
{
	return EVP_DigestFinal_ex(d->context, out, NULL) == 1 ? 0 : ERR_CRYPTO;
}

int
digest_once(const void *data, size_t len, unsigned char out[DIGEST_SIZE])
{
	struct digest *d;
	int r;

	if ((r = digest_new(&d)) != 0)
		return r;
	if ((r = digest_begin(d)) == 0 && (r = digest_add(d, data, len)) == 0)
		r = digest_end(d, out);
	digest_free(d);
	return r;
}
