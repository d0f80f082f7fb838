/* Entries of a log that stand outside of it, each with the proof that it is in the log. */
#include "trail/citation.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/trail/merkle.h"

int
citation_begin(struct citation *c, const struct signet *key)
{
	memset(c, 0, sizeof *c);
	c->key = key;
	return digest_new(&c->digest);
}

void
citation_release(struct citation *c)
{
	digest_free(c->digest);
	buffer_free(&c->note);
	buffer_free(&c->entries);
	buffer_free(&c->proofs);
	free(c->places);
	memset(c, 0, sizeof *c);
}

static int
take_hashes(const char *text, size_t len, size_t *at, struct merkle_path *path)
{
	struct buffer hash = {0};
	int r = 0;

	path->count = 0;
	while (r == 0 && *at < len && text[*at] != '\n') {
		buffer_clear(&hash);
		if (path->count == MERKLE_PATH_MAX || len - *at < 45 || text[*at + 44] != '\n' ||
		    base64_decode(&hash, text + *at, 44) != 0 || hash.len != DIGEST_SIZE) {
			r = ERR_FORMAT;
		} else {
			memcpy(path->hashes[path->count++], hash.data, DIGEST_SIZE);
			*at += 45;
		}
	}
	buffer_free(&hash);
	return r ? r : *at < len ? (*at += 1, 0) : ERR_TRUNCATED;
}

/* A note in no other form than ours, signed with the key.  1, 0, or negative. */
static int
check_note(struct citation *x, const char *note, size_t len, const struct checkpoint *c)
{
	struct buffer again = {0}, name = {0};
	int r;

	if (buffer_is(&x->note, note, len))
		return 1;
	buffer_add(&name, c->id, SIGNET_ID_SIZE);
	buffer_add(&name, c->signature, SIGNET_SIGNATURE_SIZE);
	buffer_add(&again, c->signed_text, c->signed_len);
	buffer_addf(&again, "\n\342\200\224 %s ", c->origin);
	base64_encode(&again, name.data, name.len);
	buffer_addc(&again, '\n');
	r = buffer_is(&again, note, len) ? checkpoint_check(c, x->key) : 0;
	if (r == 1) {
		buffer_clear(&x->note);
		buffer_add(&x->note, note, len);
	}
	buffer_free(&again);
	buffer_free(&name);
	return r;
}

static int
check_proof(struct citation *x, const struct entry_view *v, const char *text, size_t len, size_t *at, struct checkpoint *c)
{
	unsigned char leaf[DIGEST_SIZE];
	struct merkle_path path;
	char first[80];
	size_t n;
	long note;
	int r;

	n = (size_t)snprintf(first, sizeof first, "c2sp.org/tlog-proof@v1\nindex %" PRIu64 "\n", v->index);
	if (len - *at < n || memcmp(text + *at, first, n) != 0)
		return ERR_FORMAT;
	*at += n;
	if ((r = take_hashes(text, len, at, &path)) != 0)
		return r;
	if ((note = checkpoint_parse(text + *at, len - *at, c)) <= 0)
		return ERR_FORMAT;
	if ((r = check_note(x, text + *at, (size_t)note, c)) != 1)
		return r < 0 ? r : ERR_TAMPERED;
	*at += (size_t)note;
	if ((r = merkle_leaf(x->digest, v->hash, leaf)) != 0)
		return r;
	return merkle_check_inclusion(x->digest, v->index, c->size, leaf, &path, c->root);
}

int
citation_check(struct citation *x, const char *line, size_t line_len, struct entry_view *v, const char *text, size_t len, size_t *at,
    struct checkpoint *c)
{
	int r;

	if (entry_parse(line, line_len, v) != 0)
		return ERR_FORMAT;
	if ((r = entry_check(x->digest, line, v)) != 1)
		return r < 0 ? r : ERR_TAMPERED;
	return check_proof(x, v, text, len, at, c);
}

static int
add_place(struct citation *x, const struct citation_place *p)
{
	struct citation_place *list;

	if (x->count == x->room) {
		if ((list = reallocarray(x->places, x->room * 2 + 64, sizeof *list)) == NULL)
			return -ENOMEM;
		x->places = list;
		x->room = x->room * 2 + 64;
	}
	x->places[x->count++] = *p;
	return 0;
}

/* The next entry and its proof: 0; ERR_FORMAT or ERR_TAMPERED: it is not proven. */
static int
read_one(struct citation *x, const char *line, size_t len, size_t *at, struct entry_view *v)
{
	struct citation_place p = {.entry = (size_t)(line - x->entries.data), .entry_len = len, .proof = *at};
	struct checkpoint c;
	int r;

	if ((r = citation_check(x, line, len, v, x->proofs.data ? x->proofs.data : "", x->proofs.len, at, &c)) != 0)
		return r;
	p.index = v->index;
	p.proof_len = *at - p.proof;
	if (*at >= x->proofs.len || x->proofs.data[(*at)++] != '\n' || (x->count > 0 && p.index <= x->places[x->count - 1].index))
		return ERR_FORMAT;
	return add_place(x, &p);
}

int
citation_read(struct citation *x, int (*each)(void *context, const struct entry_view *), void *context, size_t *bad)
{
	const char *line = x->entries.data, *end = x->entries.len ? line + x->entries.len : line, *stop;
	struct entry_view v;
	size_t at = 0;
	int r = 0;

	*bad = SIZE_MAX;
	for (; line < end && (stop = memchr(line, '\n', (size_t)(end - line))) != NULL; line = stop + 1) {
		if ((r = read_one(x, line, (size_t)(stop - line), &at, &v)) != 0)
			break;
		if ((r = each(context, &v)) != 0)
			return r;
	}
	if (line < end || at != x->proofs.len)
		*bad = x->entries.len ? (size_t)(line - x->entries.data) : 0;
	return r == -ENOMEM || r == ERR_CRYPTO ? r : 0;
}

static int
by_index(const void *key, const void *place)
{
	const uint64_t index = *(const uint64_t *)key;
	const struct citation_place *p = place;

	return (index > p->index) - (index < p->index);
}

int
citation_prove(const struct citation *x, uint64_t index, struct buffer *entry, struct buffer *proof)
{
	const struct citation_place *p = x->count ? bsearch(&index, x->places, x->count, sizeof *p, by_index) : NULL;

	if (p == NULL)
		return ERR_NOTFOUND;
	buffer_add(entry, x->entries.data + p->entry, p->entry_len);
	buffer_add(proof, x->proofs.data + p->proof, p->proof_len);
	return entry->broken || proof->broken ? -ENOMEM : 0;
}
