/* Makes proofs from a store's trail. */
#include "trail/notary.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/trail/entry.h"
#include "lib/trail/merkle.h"
#include "lib/trail/scroll.h"
#include "lib/trail/seal.h"
#include "trail/lineage.h"

struct notary {
	char folder[4096];
	struct signet *key;
	struct buffer vkey, note;
	struct checkpoint checkpoint;
	struct shelf *shelf;
	int log;
	struct scroll *scroll;
};

void
notary_free(struct notary *n)
{
	if (n == NULL)
		return;
	scroll_free(n->scroll);
	if (n->log >= 0)
		close(n->log);
	shelf_free(n->shelf);
	signet_free(n->key);
	buffer_free(&n->vkey);
	buffer_free(&n->note);
	free(n);
}

/* In a later epoch than the first. */
static int
find_key(struct notary *n)
{
	struct lineage lineage;
	struct signet *key;
	int r;

	if ((r = lineage_load(n->folder, n->key, &lineage)) != 0)
		return r;
	r = lineage_key(&lineage, signet_name(n->key), n->checkpoint.epoch, &key);
	lineage_release(&lineage);
	if (r != 0)
		return r == ERR_UNKNOWN ? ERR_TAMPERED : r;
	signet_free(n->key);
	n->key = key;
	if ((r = checkpoint_check(&n->checkpoint, key)) == 0)
		r = ERR_TAMPERED;
	return r > 0 ? 0 : r;
}

static int
load_checkpoint(struct notary *n)
{
	int r;

	if ((r = seal_newest_note(n->folder, &n->checkpoint, &n->note)) <= 0)
		return r < 0 ? r : ERR_NOTFOUND;
	if (checkpoint_parse(n->note.data, n->note.len, &n->checkpoint) < 0)
		return ERR_FORMAT;
	if ((r = checkpoint_check(&n->checkpoint, n->key)) != 0)
		return r < 0 ? r : 0;
	return find_key(n);
}

static int
load(struct notary *n, const char *store)
{
	char path[sizeof n->folder + 16];
	int r;

	if ((size_t)snprintf(n->folder, sizeof n->folder, "%s/trail", store) >= sizeof n->folder)
		return -ENAMETOOLONG;
	snprintf(path, sizeof path, "%s/key.pub", n->folder);
	if ((r = signet_load(path, &n->key)) != 0 || (r = load_checkpoint(n)) != 0 ||
	    (r = signet_put_public(n->key, &n->vkey)) != 0 || (r = seal_open_shelf(n->folder, &n->checkpoint, &n->shelf)) != 0)
		return r;
	snprintf(path, sizeof path, "%s/log.jsonl", n->folder);
	if ((n->log = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)) < 0)
		return -errno;
	if (buffer_string(&n->vkey) == NULL)
		return -ENOMEM;
	return scroll_new(n->log, &n->scroll);
}

int
notary_open(const char *store, struct notary **out)
{
	struct notary *n = calloc(1, sizeof *n);
	int r;

	*out = NULL;
	if (n == NULL)
		return -ENOMEM;
	n->log = -1;
	if ((r = load(n, store)) != 0)
		notary_free(n);
	else
		*out = n;
	return r;
}

const char *
notary_key(const struct notary *n)
{
	return n->vkey.data;
}

static int
find_entry(struct notary *n, uint64_t index, struct buffer *out)
{
	struct scroll_line line;
	struct entry_view v;
	uint64_t number;
	int64_t offset;
	int r;

	if ((r = shelf_where(n->shelf, index, &number, &offset)) != 0)
		return r;
	scroll_seek(n->scroll, offset);
	while ((r = scroll_next(n->scroll, &line)) == 1 && number < index)
		number++;
	if (r != 1)
		return r < 0 ? r : ERR_NOTFOUND;
	if (entry_parse(line.data, line.len, &v) != 0 || v.index != index)
		return ERR_TAMPERED;
	buffer_add(out, line.data, line.len);
	return buffer_status(out);
}

int
notary_prove(struct notary *n, uint64_t index, struct buffer *entry, struct buffer *proof)
{
	const struct merkle_source source = shelf_source(n->shelf);
	struct merkle_path path;
	unsigned i;
	int r;

	if (index >= n->checkpoint.size)
		return ERR_RANGE;
	if ((r = find_entry(n, index, entry)) != 0 ||
	    (r = merkle_prove_inclusion(&source, shelf_digest(n->shelf), index, n->checkpoint.size, &path)) != 0)
		return r;
	buffer_addf(proof, "c2sp.org/tlog-proof@v1\nindex %" PRIu64 "\n", index);
	for (i = 0; i < path.count; i++) {
		base64_encode(proof, path.hashes[i], DIGEST_SIZE);
		buffer_addc(proof, '\n');
	}
	buffer_addc(proof, '\n');
	buffer_add(proof, n->note.data, n->note.len);
	return buffer_status(proof);
}

/* Signed with the key of the epoch that it says it is of? */
static int
is_ours(const struct notary *n, const struct lineage *l, const struct checkpoint *c)
{
	struct signet *key;
	int r;

	if ((r = lineage_key(l, signet_name(n->key), c->epoch, &key)) != 0)
		return r;
	r = checkpoint_check(c, key);
	signet_free(key);
	return r < 0 ? r : r == 1 ? 0 : ERR_UNKNOWN;
}

/* The older one's key, and how it was handed on to the newer one's. */
static int
put_keys(const struct lineage *l, const struct notary *n, uint64_t from, uint64_t to, struct buffer *out)
{
	struct buffer vkey = {0};
	struct signet *key;
	int r;

	if ((r = lineage_key(l, signet_name(n->key), from, &key)) != 0)
		return r;
	if ((r = signet_put_public(key, &vkey)) == 0) {
		json_put_key(out, "key");
		json_put_string(out, vkey.data, vkey.len);
	}
	signet_free(key);
	buffer_free(&vkey);
	if (r != 0 || from == to)
		return r;
	json_put_key(out, "seals");
	return lineage_put_seals(l, from, to, out);
}

static int
put_path(struct notary *n, const struct checkpoint *older, const struct checkpoint *newer, struct buffer *out)
{
	const struct merkle_source source = shelf_source(n->shelf);
	struct digest *d = shelf_digest(n->shelf);
	struct merkle_path path;
	unsigned i;
	int r;

	if ((r = merkle_prove_consistency(&source, d, older->size, newer->size, &path)) != 0 ||
	    (r = merkle_check_consistency(d, older->size, newer->size, older->root, newer->root, &path)) != 0)
		return r;
	json_put_key(out, "hashes");
	for (i = 0; i < path.count; i++) {
		buffer_adds(out, i == 0 ? "[\"" : ",\"");
		base64_encode(out, path.hashes[i], DIGEST_SIZE);
		buffer_addc(out, '"');
	}
	buffer_adds(out, path.count == 0 ? "[]" : "]");
	return buffer_status(out);
}

static int
put_pair(struct notary *n, const struct lineage *l, const struct notary_note *older, const struct notary_note *newer, struct buffer *out)
{
	int r;

	if ((r = is_ours(n, l, older->checkpoint)) != 0 || (r = is_ours(n, l, newer->checkpoint)) != 0)
		return r;
	if (older->checkpoint->size > newer->checkpoint->size || newer->checkpoint->size > n->checkpoint.size ||
	    older->checkpoint->epoch > newer->checkpoint->epoch)
		return ERR_RANGE;
	if ((r = put_keys(l, n, older->checkpoint->epoch, newer->checkpoint->epoch, out)) != 0)
		return r;
	json_put_key(out, "old");
	json_put_string(out, older->text->data, older->text->len);
	json_put_key(out, "new");
	json_put_string(out, newer->text->data, newer->text->len);
	return put_path(n, older->checkpoint, newer->checkpoint, out);
}

int
notary_prove_consistency(struct notary *n, const struct notary_note *older, const struct notary_note *newer, struct buffer *out)
{
	const struct notary_note newest = {&n->checkpoint, &n->note};
	struct signet *genesis;
	struct lineage lineage;
	char path[sizeof n->folder + 16];
	int r;

	snprintf(path, sizeof path, "%s/key.pub", n->folder);
	if ((r = signet_load(path, &genesis)) != 0)
		return r;
	if ((r = lineage_load(n->folder, genesis, &lineage)) == 0) {
		r = put_pair(n, &lineage, older, newer ? newer : &newest, out);
		lineage_release(&lineage);
	}
	signet_free(genesis);
	return r;
}
