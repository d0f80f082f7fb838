/* The keys of a log's epochs. */
#include "trail/lineage.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/json.h"
#include "lib/trail/epoch.h"

#define CHECKPOINTS_MAX (1024u * 1024 * 1024)

void
lineage_release(struct lineage *l)
{
	buffer_free(&l->text);
	buffer_free(&l->epochs);
}

static size_t
epoch_count(const struct lineage *l)
{
	return l->epochs.len / sizeof(struct lineage_epoch);
}

static const struct lineage_epoch *
epoch_at(const struct lineage *l, uint64_t number)
{
	return (const struct lineage_epoch *)(const void *)l->epochs.data + number;
}

static void
add_epoch(struct lineage *l, const unsigned char key[SIGNET_KEY_SIZE])
{
	struct lineage_epoch one = {.len = 0};

	memcpy(one.key, key, sizeof one.key);
	buffer_add(&l->epochs, &one, sizeof one);
}

/* A checkpoint that fits: does it begin an epoch, or end one? */
static int
take(struct lineage *l, const struct checkpoint *c, size_t from, size_t to)
{
	struct lineage_epoch *last;

	if (c->has_broke)
		add_epoch(l, c->broke);
	if (c->has_next && !l->epochs.broken) {
		while (l->text.data[from] == '\n')
			from++;
		last = (struct lineage_epoch *)(void *)l->epochs.data + epoch_count(l) - 1;
		last->from = from;
		last->len = to - from;
		add_epoch(l, c->next);
	}
	return buffer_status(&l->epochs);
}

static int
follow(struct lineage *l, struct epoch *e)
{
	struct checkpoint c;
	const char *what;
	size_t at = 0, from;
	int r;

	while (from = at, (r = checkpoint_next(l->text.data, l->text.len, &at, &c)) == 1)
		if ((r = epoch_take(e, &c, &what)) != 0 || (r = take(l, &c, from, at)) != 0)
			return r;
	/* the newest may be half written */
	return r == ERR_TRUNCATED ? 0 : r;
}

int
lineage_load(const char *folder, const struct signet *genesis, struct lineage *l)
{
	struct epoch e = {0};
	char path[4200];
	int r;

	*l = (struct lineage){.text = {0}};
	if ((size_t)snprintf(path, sizeof path, "%s/checkpoints", folder) >= sizeof path)
		return -ENAMETOOLONG;
	if ((r = file_load_now(path, CHECKPOINTS_MAX, &l->text)) != 0 || (r = epoch_begin(&e, genesis)) != 0)
		goto done;
	add_epoch(l, signet_public(genesis));
	r = follow(l, &e);
done:
	epoch_release(&e);
	if (r != 0)
		lineage_release(l);
	return r;
}

int
lineage_key(const struct lineage *l, const char *name, uint64_t epoch, struct signet **out)
{
	*out = NULL;
	return epoch < epoch_count(l) ? signet_from_public(name, epoch_at(l, epoch)->key, out) : ERR_UNKNOWN;
}

int
lineage_put_seals(const struct lineage *l, uint64_t from, uint64_t to, struct buffer *out)
{
	const struct lineage_epoch *e;
	uint64_t i;

	buffer_addc(out, '[');
	for (i = from; i < to; i++) {
		if (i >= epoch_count(l) || (e = epoch_at(l, i))->len == 0)
			return ERR_NOTFOUND;
		buffer_adds(out, i > from ? "," : "");
		json_put_string(out, l->text.data + e->from, e->len);
	}
	buffer_addc(out, ']');
	return buffer_status(out);
}
