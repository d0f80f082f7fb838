/* What somebody can do to a log who knows how it is made. */
#include "trail/forgery.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/armour.h"
#include "lib/trail/checkpoint.h"
#include "lib/trail/entry.h"
#include "lib/trail/merkle.h"

static bool
put_hash(struct patient *p, size_t end, const char *name, const unsigned char hash[DIGEST_SIZE])
{
	char hex[2 * DIGEST_SIZE + 1], *at;
	size_t from = 0;

	/* the last of its name in the bytes so far */
	at = memmem(p->bytes.data + from, end - from, name, strlen(name));
	for (char *next = at; next != NULL; next = memmem(at + 1, (size_t)(p->bytes.data + end - at - 1), name, strlen(name)))
		at = next;
	if (at == NULL)
		return false;
	hex_encode(hash, DIGEST_SIZE, hex);
	memcpy(at + strlen(name), hex, 2 * DIGEST_SIZE);
	return true;
}

/* Another time in one entry, and all digests from there on made right. */
static bool
rechain(struct patient *p, size_t from)
{
	unsigned char hash[DIGEST_SIZE];
	const char *line, *comma;
	char *digit;
	size_t i;

	if ((digit = memmem(p->bytes.data + p->units[from].from, patient_size(&p->units[from]), "\"time\":", 7)) == NULL)
		return false;
	digit[17] = digit[17] == '9' ? '1' : (char)(digit[17] + 1);
	for (i = from; i < p->count; i++) {
		line = p->bytes.data + p->units[i].from;
		if (i > from && !put_hash(p, p->units[i].to, "\"prev_hash\":\"", hash))
			return false;
		comma = memrchr(line, ',', patient_size(&p->units[i]));
		if (comma == NULL || digest_once(line, (size_t)(comma - line), hash) != 0 ||
		    !put_hash(p, p->units[i].to, "\"event_hash\":\"", hash))
			return false;
	}
	return true;
}

bool
forgery_rewrite(struct patient *p)
{
	return rechain(p, p->place = patient_any(p->count));
}

/* The root over the first n lines of the patient as it is now. */
static bool
root_of(const struct patient *p, uint64_t n, unsigned char root[DIGEST_SIZE])
{
	struct merkle_edge edge = {0};
	unsigned char leaf[DIGEST_SIZE];
	struct digest *d;
	struct entry_view v;
	bool fine = digest_new(&d) == 0;

	for (; fine && edge.size < n && edge.size < p->count;)
		fine = entry_parse(p->bytes.data + p->units[edge.size].from, patient_size(&p->units[edge.size]) - 1, &v) == 0 &&
		    merkle_leaf(d, v.hash, leaf) == 0 && merkle_edge_add(&edge, d, leaf) == 0;
	fine = fine && merkle_edge_root(&edge, d, root) == 0;
	digest_free(d);
	return fine;
}

/* All checkpoints anew: those that change are signed with the given key, or each with its own. */
static bool
sign_anew(struct patient *p, const struct signet *key)
{
	struct buffer notes = {0}, out = {0};
	unsigned char root[DIGEST_SIZE];
	struct checkpoint c;
	size_t at = 0, from;
	char path[4096];
	bool fine = patient_load_notes(p->specimen, path, sizeof path, &notes);

	while (fine && (from = at, checkpoint_next(notes.data, notes.len, &at, &c) == 1)) {
		fine = root_of(p, c.size, root);
		if (fine && memcmp(root, c.root, DIGEST_SIZE) != 0) {
			memcpy(c.root, root, DIGEST_SIZE);
			fine = checkpoint_encode(&out, &c, key) == 0;
		} else {
			buffer_add(&out, notes.data + from, at - from);
		}
		if (out.len > 0 && out.len >= 2 && out.data[out.len - 2] != '\n')
			buffer_addc(&out, '\n');
	}
	fine = fine && patient_save(path, &out);
	buffer_free(&notes);
	buffer_free(&out);
	return fine;
}

/* The epoch of the first checkpoint that a change at this entry makes wrong. */
static bool
epoch_at(const struct patient *p, uint64_t *epoch)
{
	struct buffer notes = {0};
	struct checkpoint c;
	size_t at = 0;
	char path[4096];
	bool any_left = patient_load_notes(p->specimen, path, sizeof path, &notes);

	while (any_left && (any_left = checkpoint_next(notes.data, notes.len, &at, &c) == 1) && c.size <= p->place)
		;
	*epoch = c.epoch;
	buffer_free(&notes);
	return any_left;
}

/* With the key of another epoch, earlier or later: that of its own was destroyed. */
bool
forgery_rewrite_and_sign(struct patient *p)
{
	const struct specimen *s = p->specimen;
	size_t key = patient_any(s->key_count);
	uint64_t epoch;

	return forgery_rewrite(p) && epoch_at(p, &epoch) && (!s->sealed || key != epoch) && sign_anew(p, s->keys[key]);
}

/* Log and checkpoints as they were at an earlier checkpoint. */
bool
forgery_roll_back(struct patient *p)
{
	struct buffer notes = {0};
	struct checkpoint c;
	size_t at = 0;
	char path[4096];
	bool fine = patient_load_notes(p->specimen, path, sizeof path, &notes) &&
	    checkpoint_next(notes.data, notes.len, &at, &c) == 1 && c.size < p->count;

	if (fine) {
		p->place = (size_t)c.size;
		p->bytes.len = p->units[c.size].from;
		notes.len = at;
		fine = patient_save(path, &notes);
	}
	buffer_free(&notes);
	return fine;
}
