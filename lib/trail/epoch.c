/* Whose signature a checkpoint must have. */
#include "lib/trail/epoch.h"

#include <string.h>

#include "lib/base/error.h"

int
epoch_begin(struct epoch *e, const struct signet *genesis)
{
	memset(e, 0, sizeof *e);
	return signet_from_public(signet_name(genesis), signet_public(genesis), &e->key);
}

void
epoch_release(struct epoch *e)
{
	signet_free(e->key);
	e->key = NULL;
	buffer_free(&e->old);
}

static bool
is_old(const struct epoch *e, const unsigned char id[SIGNET_ID_SIZE])
{
	size_t i;

	for (i = 0; i + SIGNET_ID_SIZE <= e->old.len; i += SIGNET_ID_SIZE)
		if (memcmp(e->old.data + i, id, SIGNET_ID_SIZE) == 0)
			return true;
	return false;
}

static int
replace_key(struct epoch *e, const unsigned char *public)
{
	struct signet *key;
	int r;

	if ((r = signet_from_public(signet_name(e->key), public, &key)) != 0)
		return r;
	buffer_add(&e->old, signet_id(e->key), SIGNET_ID_SIZE);
	signet_free(e->key);
	e->key = key;
	e->number++;
	return buffer_status(&e->old);
}

static const char *
wrong_key(const struct epoch *e, const struct checkpoint *c)
{
	if (memcmp(c->id, signet_id(e->key), SIGNET_ID_SIZE) == 0)
		return "its signature does not fit its text";
	return is_old(e, c->id) ? "it is signed with the key of an earlier epoch"
				: "it is signed with a key that nobody announced";
}

/* One that begins an epoch by itself: only its own key can vouch for it. */
static int
take_broken(struct epoch *e, const struct checkpoint *c, const char **what)
{
	struct signet *key;
	int r;

	if (c->epoch != e->number + 1) {
		*what = "its epoch is not the next";
		return ERR_TAMPERED;
	}
	if ((r = signet_from_public(signet_name(e->key), c->broke, &key)) != 0)
		return r;
	r = checkpoint_check(c, key);
	signet_free(key);
	if (r <= 0) {
		*what = "its signature does not fit its text";
		return r < 0 ? r : ERR_TAMPERED;
	}
	e->breaks++;
	return replace_key(e, c->broke);
}

static int
take_ordinary(struct epoch *e, const struct checkpoint *c, const char **what)
{
	int r;

	if ((r = checkpoint_check(c, e->key)) < 0)
		return r;
	if (r == 0)
		*what = wrong_key(e, c);
	else if (c->epoch != e->number)
		*what = "its epoch is not that of its key";
	else if (e->any && c->size < e->size)
		*what = "it goes back: it has fewer entries than the one before it";
	else if (e->any && c->size == e->size && memcmp(c->root, e->root, DIGEST_SIZE) != 0)
		*what = "it contradicts the one before it: the same size with another root";
	else
		return 0;
	return ERR_TAMPERED;
}

int
epoch_take(struct epoch *e, const struct checkpoint *c, const char **what)
{
	int r;

	*what = NULL;
	if (strcmp(c->origin, signet_name(e->key)) != 0) {
		*what = "it is of another log";
		return ERR_TAMPERED;
	}
	if ((r = c->has_broke ? take_broken(e, c, what) : take_ordinary(e, c, what)) != 0)
		return r;
	e->any = true;
	e->size = c->size;
	memcpy(e->root, c->root, DIGEST_SIZE);
	return c->has_next ? replace_key(e, c->next) : 0;
}
