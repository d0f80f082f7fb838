/*
 * Ed25519 keys and their names, as C2SP signed notes have them: doc/format/trail.md, section 5.
 *
 * No configuration of OpenSSL is read.  A private key's bytes are wiped when its signet is freed.
 */
#ifndef STENO_TRAIL_SIGNET_H
#define STENO_TRAIL_SIGNET_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/buffer.h"

#define SIGNET_NAME_MAX 96
#define SIGNET_KEY_SIZE 32
#define SIGNET_SIGNATURE_SIZE 64
#define SIGNET_ID_SIZE 4

struct signet;

/* All of these give 0 or a negative code, and a signet to be freed. */
int signet_make(const char *name, struct signet **out);
int signet_from_seed(const char *name, const unsigned char seed[SIGNET_KEY_SIZE], struct signet **out);
int signet_from_public(const char *name, const unsigned char key[SIGNET_KEY_SIZE], struct signet **out);
int signet_from_text(const char *text, size_t len, struct signet **out); /* a verifier's or a private key; ERR_FORMAT */
int signet_load(const char *path, struct signet **out);
void signet_free(struct signet *);

/* Write the private key to a file of mode 0600 that takes the place of what is there, synced. */
int signet_save(const struct signet *, const char *path);

/* Append the verifier's key, without a line feed. */
int signet_put_public(const struct signet *, struct buffer *out);

bool signet_can_sign(const struct signet *);
const char *signet_name(const struct signet *);
const unsigned char *signet_public(const struct signet *);
const unsigned char *signet_id(const struct signet *);

int signet_sign(const struct signet *, const void *data, size_t len, unsigned char out[SIGNET_SIGNATURE_SIZE]);
/* 1 it is this key's, 0 it is not, or negative. */
int signet_check(const struct signet *, const void *data, size_t len, const unsigned char signature[SIGNET_SIGNATURE_SIZE]);

#endif
