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
#include "lib/base/file.h"
#include "lib/base/json.h"
#include "lib/trail/entry.h"
#include "lib/trail/epoch.h"
#include "lib/trail/merkle.h"
#include "lib/trail/scroll.h"
#include "lib/trail/seal.h"

#define CHECKPOINTS_MAX (1024u * 1024 * 1024)

struct notary {
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

/* The key of the epoch of the last of these checkpoints, handed on from the first: ERR_TAMPERED where it was not. */
static int
follow_keys(struct notary *n, const struct buffer *text)
{
	unsigned char public[SIGNET_KEY_SIZE];
	struct epoch e = {0};
	struct checkpoint c;
	struct signet *key;
	const char *what;
	size_t at = 0;
	int r, taken;

	if ((r = epoch_begin(&e, n->key)) != 0)
		return r;
	memcpy(public, signet_public(n->key), sizeof public);
	while ((taken = checkpoint_next(text->data, text->len, &at, &c)) == 1) {
		memcpy(public, c.has_broke ? c.broke : signet_public(e.key), sizeof public);
		if ((r = epoch_take(&e, &c, &what)) != 0)
			break;
	}
	epoch_release(&e);
	if (r != 0 || (taken < 0 && taken != ERR_TRUNCATED))
		return r != 0 ? r : taken;
	if ((r = signet_from_public(signet_name(n->key), public, &key)) == 0) {
		signet_free(n->key);
		n->key = key;
	}
	return r;
}

/* In a later epoch than the first. */
static int
find_key(struct notary *n, const char *folder)
{
	struct buffer text = {0};
	char path[4200];
	int r;

	snprintf(path, sizeof path, "%s/checkpoints", folder);
	if ((r = file_load(path, CHECKPOINTS_MAX, &text)) == 0)
		r = follow_keys(n, &text);
	buffer_free(&text);
	if (r == 0 && (r = checkpoint_check(&n->checkpoint, n->key)) == 0)
		r = ERR_TAMPERED;
	return r > 0 ? 0 : r;
}

static int
load_checkpoint(struct notary *n, const char *folder)
{
	int r;

	if ((r = seal_newest_note(folder, &n->checkpoint, &n->note)) <= 0)
		return r < 0 ? r : ERR_NOTFOUND;
	if (checkpoint_parse(n->note.data, n->note.len, &n->checkpoint) < 0)
		return ERR_FORMAT;
	if ((r = checkpoint_check(&n->checkpoint, n->key)) != 0)
		return r < 0 ? r : 0;
	return find_key(n, folder);
}

static int
load(struct notary *n, const char *store)
{
	char folder[4096], path[4200];
	int r;

	if ((size_t)snprintf(folder, sizeof folder, "%s/trail", store) >= sizeof folder)
		return -ENAMETOOLONG;
	snprintf(path, sizeof path, "%s/key.pub", folder);
	if ((r = signet_load(path, &n->key)) != 0 || (r = load_checkpoint(n, folder)) != 0 ||
	    (r = signet_put_public(n->key, &n->vkey)) != 0 || (r = seal_open_shelf(folder, &n->checkpoint, &n->shelf)) != 0)
		return r;
	snprintf(path, sizeof path, "%s/log.jsonl", folder);
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

static int
is_ours(const struct notary *n, const struct checkpoint *c)
{
	int r = checkpoint_check(c, n->key);

	return r < 0 ? r : r == 1 ? 0 : ERR_UNKNOWN;
}

int
notary_prove_consistency(struct notary *n, const struct checkpoint *older, const struct checkpoint *newer,
    const struct buffer *newer_note, struct buffer *out)
{
	const struct merkle_source source = shelf_source(n->shelf);
	const struct checkpoint *two = newer ? newer : &n->checkpoint;
	const struct buffer *note = newer ? newer_note : &n->note;
	struct digest *d = shelf_digest(n->shelf);
	struct merkle_path path;
	unsigned i;
	int r;

	if ((r = is_ours(n, older)) != 0 || (r = is_ours(n, two)) != 0)
		return r;
	if (older->size > two->size || two->size > n->checkpoint.size)
		return ERR_RANGE;
	if ((r = merkle_prove_consistency(&source, d, older->size, two->size, &path)) != 0 ||
	    (r = merkle_check_consistency(d, older->size, two->size, older->root, two->root, &path)) != 0)
		return r;
	json_put_key(out, "new");
	json_put_string(out, note->data, note->len);
	json_put_key(out, "hashes");
	for (i = 0; i < path.count; i++) {
		buffer_adds(out, i == 0 ? "[\"" : ",\"");
		base64_encode(out, path.hashes[i], DIGEST_SIZE);
		buffer_addc(out, '"');
	}
	buffer_adds(out, path.count == 0 ? "[]" : "]");
	return buffer_status(out);
}
