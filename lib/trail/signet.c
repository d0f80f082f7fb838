/* Ed25519 keys and their names. */
#include "lib/trail/signet.h"

#include <errno.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/cast/digest.h"

#define ALGORITHM 1 /* Ed25519, in signed notes */
#define PRIVATE "PRIVATE+KEY+"
#define TEXT_MAX 512

struct signet {
	EVP_PKEY *key;
	char name[SIGNET_NAME_MAX];
	unsigned char public[SIGNET_KEY_SIZE], id[SIGNET_ID_SIZE];
	bool private;
};

static int
name_key(struct signet *s, const char *name)
{
	unsigned char sum[DIGEST_SIZE], tail[2 + SIGNET_KEY_SIZE] = {'\n', ALGORITHM};
	struct buffer bytes = {0};
	int r;

	if (*name == '\0' || strlen(name) >= sizeof s->name || strpbrk(name, " +\t\r\n") != NULL)
		return ERR_RANGE;
	strcpy(s->name, name);
	memcpy(tail + 2, s->public, SIGNET_KEY_SIZE);
	buffer_adds(&bytes, name);
	buffer_add(&bytes, tail, sizeof tail);
	if ((r = buffer_status(&bytes)) == 0 && (r = digest_once(bytes.data, bytes.len, sum)) == 0)
		memcpy(s->id, sum, SIGNET_ID_SIZE);
	buffer_free(&bytes);
	return r;
}

static int
make(const char *name, const unsigned char *bytes, bool private, struct signet **out)
{
	struct signet *s = calloc(1, sizeof *s);
	OSSL_LIB_CTX *library = digest_library();
	size_t len = SIGNET_KEY_SIZE;
	int r = ERR_CRYPTO;

	*out = NULL;
	if (s == NULL)
		return -ENOMEM;
	s->private = private;
	if (library != NULL)
		s->key = private ? EVP_PKEY_new_raw_private_key_ex(library, "ED25519", NULL, bytes, SIGNET_KEY_SIZE)
				 : EVP_PKEY_new_raw_public_key_ex(library, "ED25519", NULL, bytes, SIGNET_KEY_SIZE);
	if (s->key != NULL && EVP_PKEY_get_raw_public_key(s->key, s->public, &len) == 1)
		r = name_key(s, name);
	if (r != 0) {
		signet_free(s);
		return r;
	}
	*out = s;
	return 0;
}

int
signet_from_seed(const char *name, const unsigned char seed[SIGNET_KEY_SIZE], struct signet **out)
{
	return make(name, seed, true, out);
}

int
signet_from_public(const char *name, const unsigned char key[SIGNET_KEY_SIZE], struct signet **out)
{
	return make(name, key, false, out);
}

int
signet_make(const char *name, struct signet **out)
{
	unsigned char seed[SIGNET_KEY_SIZE];
	int r;

	*out = NULL;
	if (getrandom(seed, sizeof seed, 0) != (ssize_t)sizeof seed)
		return -errno;
	r = signet_from_seed(name, seed, out);
	OPENSSL_cleanse(seed, sizeof seed);
	return r;
}

void
signet_free(struct signet *s)
{
	if (s == NULL)
		return;
	EVP_PKEY_free(s->key); /* OpenSSL wipes what is private in it */
	free(s);
}

static int
take_text(char *text, struct signet **out)
{
	bool private = strncmp(text, PRIVATE, strlen(PRIVATE)) == 0;
	char *name = private ? text + strlen(PRIVATE) : text, *id, *key, written[2 * SIGNET_ID_SIZE + 1];
	struct buffer bytes = {0};
	int r = ERR_FORMAT;

	text[strcspn(text, "\r\n")] = '\0';
	if ((id = strchr(name, '+')) == NULL || (key = strchr(id + 1, '+')) == NULL)
		return r;
	*id++ = *key++ = '\0';
	if (base64_decode(&bytes, key, strlen(key)) == 0 && bytes.len == 1 + SIGNET_KEY_SIZE && bytes.data[0] == ALGORITHM &&
	    make(name, (unsigned char *)bytes.data + 1, private, out) == 0) {
		hex_encode((*out)->id, SIGNET_ID_SIZE, written);
		r = strcmp(written, id) == 0 ? 0 : ERR_FORMAT;
	}
	if (bytes.data != NULL)
		OPENSSL_cleanse(bytes.data, bytes.cap);
	buffer_free(&bytes);
	if (r != 0) {
		signet_free(*out);
		*out = NULL;
	}
	return r;
}

int
signet_from_text(const char *text, size_t len, struct signet **out)
{
	char copy[TEXT_MAX];
	int r;

	*out = NULL;
	if (len >= sizeof copy || memchr(text, '\0', len) != NULL)
		return ERR_FORMAT;
	memcpy(copy, text, len);
	copy[len] = '\0';
	r = take_text(copy, out);
	OPENSSL_cleanse(copy, sizeof copy);
	return r;
}

int
signet_load(const char *path, struct signet **out)
{
	struct buffer text = {0};
	int r;

	*out = NULL;
	if ((r = file_load(path, TEXT_MAX, &text)) == 0)
		r = signet_from_text(text.len ? text.data : "", text.len, out);
	if (text.data != NULL)
		OPENSSL_cleanse(text.data, text.cap);
	buffer_free(&text);
	return r;
}

static void
put_key(const struct signet *s, const char *prefix, const unsigned char *key, struct buffer *out)
{
	unsigned char bytes[1 + SIGNET_KEY_SIZE] = {ALGORITHM};
	char id[2 * SIGNET_ID_SIZE + 1];

	hex_encode(s->id, SIGNET_ID_SIZE, id);
	memcpy(bytes + 1, key, SIGNET_KEY_SIZE);
	buffer_addf(out, "%s%s+%s+", prefix, s->name, id);
	base64_encode(out, bytes, sizeof bytes);
	OPENSSL_cleanse(bytes, sizeof bytes);
}

int
signet_put_public(const struct signet *s, struct buffer *out)
{
	put_key(s, "", s->public, out);
	return buffer_status(out);
}

int
signet_save(const struct signet *s, const char *path)
{
	unsigned char seed[SIGNET_KEY_SIZE];
	size_t len = sizeof seed;
	struct buffer text = {0};
	char *temporary = NULL;
	int fd = -1, r;

	if (!s->private || EVP_PKEY_get_raw_private_key(s->key, seed, &len) != 1)
		return ERR_CRYPTO;
	/* room at once: a buffer that grows leaves copies behind */
	if (buffer_reserve(&text, TEXT_MAX) == NULL) {
		r = -ENOMEM;
		goto done;
	}
	put_key(s, PRIVATE, seed, &text);
	buffer_addc(&text, '\n');
	if ((r = buffer_status(&text)) != 0 || (r = file_begin_replace(path, &fd, &temporary)) != 0)
		goto done;
	if ((r = file_write(fd, text.data, text.len)) == 0)
		r = file_replace(path, &fd, &temporary);
	else
		file_abandon(&fd, &temporary);
done:
	OPENSSL_cleanse(seed, sizeof seed);
	if (text.data != NULL)
		OPENSSL_cleanse(text.data, text.cap);
	buffer_free(&text);
	return r;
}

bool
signet_can_sign(const struct signet *s)
{
	return s->private;
}

const char *
signet_name(const struct signet *s)
{
	return s->name;
}

const unsigned char *
signet_public(const struct signet *s)
{
	return s->public;
}

const unsigned char *
signet_id(const struct signet *s)
{
	return s->id;
}

int
signet_sign(const struct signet *s, const void *data, size_t len, unsigned char out[SIGNET_SIGNATURE_SIZE])
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	size_t n = SIGNET_SIGNATURE_SIZE;
	int r = ERR_CRYPTO;

	if (context != NULL && EVP_DigestSignInit_ex(context, NULL, NULL, digest_library(), NULL, s->key, NULL) == 1 &&
	    EVP_DigestSign(context, out, &n, data, len) == 1 && n == SIGNET_SIGNATURE_SIZE)
		r = 0;
	EVP_MD_CTX_free(context);
	return r;
}

int
signet_check(const struct signet *s, const void *data, size_t len, const unsigned char signature[SIGNET_SIGNATURE_SIZE])
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	int r = ERR_CRYPTO;

	if (context != NULL && EVP_DigestVerifyInit_ex(context, NULL, NULL, digest_library(), NULL, s->key, NULL) == 1)
		r = EVP_DigestVerify(context, signature, SIGNET_SIGNATURE_SIZE, data, len) == 1;
	EVP_MD_CTX_free(context);
	return r;
}
