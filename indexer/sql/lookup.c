/*
 * The index, searched.
 *
 * Ids fall with time, but within a bucket that was filled out of order; of such, all hits are gathered and sorted first.
 */
#include "indexer/sql/lookup.h"

#include <errno.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/sql/deposit.h"
#include "indexer/sql/dossier.h"
#include "indexer/sql/sittings.h"
#include "indexer/sql/trawl.h"
#include "indexer/sql/wording.h"
#include "lib/base/error.h"

#define BUCKET_FULL ((1 << CATALOG_BUCKET_BITS) - 1)
#define KNOWN 8192 /* buckets of which it is known whether they are in order: of 13 months that follow on one another, all */
#define BUCKET_LARGE 256 /* rows, of which it costs less to find those of a time than to look at each */
#define ID_OF(bucket) ((bucket) << CATALOG_BUCKET_BITS)
#define BUCKET_OF(id) ((id) >> CATALOG_BUCKET_BITS)

struct found {
	int64_t id, when;
};

struct lookup {
	struct catalog *catalog;
	sqlite3 *db;
	struct sittings *sittings;
	struct dossier *dossier;
	struct wording *wording;
	struct trawl *trawl;
	sqlite3_stmt *bucket, *version;
	int64_t seen;         /* the version of the file of which `known` tells */
	int64_t known[KNOWN]; /* by bucket: it * 2, and 1 where it is in order; 0: nothing */

	struct lookup_want want;
	struct buffer grams, whole;
	int64_t pushed; /* an id that was read ahead, or -1 */
	int64_t order_bucket;
	bool ordered;
	struct found *group; /* of a bucket that is out of order, in order */
	size_t group_count, group_cap, group_next;
};

static int
code_of(int r)
{
	return (r & 0xFF) == SQLITE_NOMEM ? -ENOMEM : (r & 0xFF) == SQLITE_CORRUPT ? ERR_DAMAGED : ERR_FAILED;
}

/* Opening. */

int
lookup_new(struct catalog *catalog, struct lookup **out)
{
	struct lookup *l = calloc(1, sizeof *l);
	int r;

	*out = NULL;
	if (l == NULL)
		return -ENOMEM;
	l->catalog = catalog;
	l->db = catalog->sql.db;
	if ((l->wording = wording_new(l->db)) == NULL ||
	    sqlite3_prepare_v3(l->db, "SELECT rows, sorted FROM bucket WHERE n = ?1", -1, SQLITE_PREPARE_PERSISTENT, &l->bucket,
		NULL) != SQLITE_OK ||
	    sqlite3_prepare_v3(l->db, "PRAGMA data_version", -1, SQLITE_PREPARE_PERSISTENT, &l->version, NULL) != SQLITE_OK)
		r = ERR_FAILED;
	else if ((r = sittings_new(l->db, &l->sittings)) == 0 && (r = dossier_new(l->db, l->sittings, &l->dossier)) == 0)
		r = trawl_new(l->db, &l->trawl);
	if (r != 0) {
		lookup_free(l);
		return r;
	}
	*out = l;
	return 0;
}

void
lookup_free(struct lookup *l)
{
	if (l == NULL)
		return;
	trawl_free(l->trawl);
	sqlite3_finalize(l->bucket);
	sqlite3_finalize(l->version);
	dossier_free(l->dossier);
	sittings_free(l->sittings);
	wording_free(l->wording);
	buffer_free(&l->grams);
	buffer_free(&l->whole);
	free(l->group);
	free(l);
}

const char *
lookup_trouble(const struct lookup *l)
{
	return sqlite3_errmsg(l->db);
}

void
lookup_interrupt(struct lookup *l)
{
	sqlite3_interrupt(l->db);
}

/* Asking. */

static int
look_at_bucket(struct lookup *l, int64_t n, int64_t *rows, bool *sorted)
{
	int r;

	sqlite3_bind_int64(l->bucket, 1, n);
	r = sqlite3_step(l->bucket);
	*rows = r == SQLITE_ROW ? sqlite3_column_int64(l->bucket, 0) : 0;
	*sorted = r != SQLITE_ROW || sqlite3_column_int(l->bucket, 1) != 0;
	sqlite3_reset(l->bucket);
	return r == SQLITE_ROW || r == SQLITE_DONE ? 0 : code_of(r);
}

/* In a bucket whose rows are in order: the ids between which a moment is, nearly.  They are the bucket's own. */
static int
find_edge(struct lookup *l, int64_t moment, int64_t rows, int64_t *low, int64_t *high)
{
	int64_t first = ID_OF(moment >> CATALOG_BUCKET_MS_BITS);

	*low = first;
	*high = first + ID_OF(1);
	return dossier_narrow(l->dossier, moment, first + (rows < BUCKET_FULL ? rows + 1 : BUCKET_FULL), low, high);
}

/*
 * What is older than the end of this moment's bucket has smaller ids.  A full one has run over into the next.  Newest first, the
 * answer begins here.
 */
static int
find_high(struct lookup *l, int64_t until, int64_t *high)
{
	int64_t first = until >> CATALOG_BUCKET_MS_BITS, bucket = first, rows = BUCKET_FULL, low;
	bool sorted = false;
	int r = 0;

	*high = INT64_MAX;
	if (bucket > INT64_C(1) << 32)
		return 0;
	for (; r == 0 && rows >= BUCKET_FULL; bucket++)
		r = look_at_bucket(l, bucket, &rows, &sorted);
	*high = ID_OF(bucket);
	if (r == 0 && !l->want.oldest_first && bucket == first + 1 && sorted && rows >= BUCKET_LARGE)
		r = find_edge(l, until, rows, &low, high);
	return r;
}

/* What is not older has no smaller ids.  Oldest first, the answer begins here. */
static int
find_low(struct lookup *l, int64_t since, int64_t *low)
{
	int64_t bucket = since >> CATALOG_BUCKET_MS_BITS, rows, high;
	bool sorted;
	int r;

	*low = ID_OF(bucket);
	if (!l->want.oldest_first || bucket > INT64_C(1) << 32)
		return 0;
	if ((r = look_at_bucket(l, bucket, &rows, &sorted)) == 0 && sorted && rows >= BUCKET_LARGE)
		r = find_edge(l, since, rows, low, &high);
	return r;
}

int
lookup_ask(struct lookup *l, const struct lookup_want *want)
{
	int64_t since = want->since < 0 ? 0 : want->since, until = want->until < 0 ? 0 : want->until;
	struct trawl_want ids = {.words = want->words, .shown = want->shown, .oldest_first = want->oldest_first};
	int r;

	l->want = *want;
	l->group_count = l->group_next = 0;
	l->order_bucket = -1;
	l->pushed = -1;
	/* nothing, should this question be none */
	trawl_begin(l->trawl, &(struct trawl_want){.oldest_first = want->oldest_first});
	buffer_clear(&l->grams);
	if (want->part != NULL && (r = wording_parts(&l->grams, want->part)) != 0)
		return r;
	ids.grams = l->grams.len > 0 ? buffer_string(&l->grams) : NULL;
	if (ids.grams != NULL && (r = wording_whole(l->wording, &l->whole, want->part, want->words)) < 0)
		return r;
	ids.whole = ids.grams != NULL && l->whole.len > 0 ? buffer_string(&l->whole) : NULL;
	if ((want->since != INT64_MIN && (r = find_low(l, since, &ids.low)) != 0) || (r = find_high(l, until, &ids.high)) != 0)
		return r;
	if (want->above >= ids.low)
		ids.low = want->above + 1;
	if (want->below < ids.high)
		ids.high = want->below;
	trawl_begin(l->trawl, &ids);
	return 0;
}

static int
next_id(struct lookup *l, int64_t *id)
{
	if (l->pushed < 0)
		return trawl_next(l->trawl, id);
	*id = l->pushed;
	l->pushed = -1;
	return 1;
}

/* Order within buckets. */

/* What is known of buckets holds as long as nobody wrote. */
static void
forget_changed(struct lookup *l)
{
	int64_t version = sqlite3_step(l->version) == SQLITE_ROW ? sqlite3_column_int64(l->version, 0) : l->seen + 1;

	sqlite3_reset(l->version);
	if (version != l->seen)
		memset(l->known, 0, sizeof l->known);
	l->seen = version;
}

static int
is_ordered(struct lookup *l, int64_t bucket, bool *ordered)
{
	int64_t rows, *known = &l->known[bucket & (KNOWN - 1)];
	int r;

	if (bucket != l->order_bucket) {
		if (l->order_bucket < 0)
			forget_changed(l);
		if (*known >> 1 == bucket && bucket > 0) {
			l->ordered = *known & 1;
		} else {
			if ((r = look_at_bucket(l, bucket, &rows, &l->ordered)) != 0)
				return r;
			*known = bucket * 2 + l->ordered;
		}
		l->order_bucket = bucket;
	}
	*ordered = l->ordered;
	return 0;
}

static int
by_time_falling(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->when != y->when)
		return x->when > y->when ? -1 : 1;
	return x->id > y->id ? -1 : x->id < y->id;
}

static int
add_found(struct lookup *l, int64_t id, int64_t when)
{
	struct found *grown;

	if (l->group_count == l->group_cap) {
		l->group_cap = l->group_cap ? l->group_cap * 2 : 256;
		if ((grown = realloc(l->group, l->group_cap * sizeof *grown)) == NULL)
			return -ENOMEM;
		l->group = grown;
	}
	l->group[l->group_count++] = (struct found){id, when};
	return 0;
}

static int
gather_bucket(struct lookup *l, int64_t id)
{
	int64_t bucket = BUCKET_OF(id), next = id, when = 0;
	struct found swap;
	size_t i;
	int r;

	l->group_count = l->group_next = 0;
	do {
		if ((r = dossier_when(l->dossier, next, &when)) < 0 || (r == 1 && (r = add_found(l, next, when)) != 0))
			return r;
	} while ((r = next_id(l, &next)) == 1 && BUCKET_OF(next) == bucket);
	if (r < 0)
		return r;
	l->pushed = r == 1 ? next : -1;
	qsort(l->group, l->group_count, sizeof *l->group, by_time_falling);
	for (i = 0; l->want.oldest_first && i < l->group_count / 2; i++) {
		swap = l->group[i];
		l->group[i] = l->group[l->group_count - 1 - i];
		l->group[l->group_count - 1 - i] = swap;
	}
	return 0;
}

static bool
is_wanted(const struct lookup *l, const struct lookup_hit *hit)
{
	if (l->want.since == INT64_MIN && l->want.until == INT64_MAX)
		return true;
	return hit->when != COMMAND_UNKNOWN && hit->when >= l->want.since && hit->when < l->want.until;
}

/* The next id in order: 1, 0, negative. */
static int
next_in_order(struct lookup *l, int64_t *id)
{
	bool ordered = true;
	int r;

	for (;;) {
		if (l->group_next < l->group_count) {
			*id = l->group[l->group_next++].id;
			return 1;
		}
		if ((r = next_id(l, id)) != 1 || (r = is_ordered(l, BUCKET_OF(*id), &ordered)) != 0)
			return r;
		if (ordered)
			return 1;
		if ((r = gather_bucket(l, *id)) != 0)
			return r;
	}
}

int
lookup_next(struct lookup *l, struct lookup_hit *hit)
{
	int64_t id;
	int r;

	if (l->want.ids_only) {
		*hit = (struct lookup_hit){0};
		return next_id(l, &hit->id);
	}
	for (;;) {
		if ((r = next_in_order(l, &id)) != 1 || (r = dossier_load(l->dossier, id, hit)) < 0)
			return r;
		if (r == 1 && is_wanted(l, hit))
			return 1;
	}
}

/* What is behind a hit. */

int
lookup_get(struct lookup *l, int64_t id, struct lookup_hit *hit)
{
	return dossier_load(l->dossier, id, hit);
}

int
lookup_details(struct lookup *l, struct lookup_hit *hit)
{
	return dossier_details(l->dossier, hit);
}

int
lookup_output(struct lookup *l, int64_t id, struct buffer *out, uint64_t *dropped)
{
	return dossier_output(l->dossier, id, out, dropped);
}

int
lookup_keyframe(struct lookup *l, int64_t session, uint64_t event, bool exact, struct lookup_keyframe *k,
    struct buffer *data)
{
	return dossier_keyframe(l->dossier, session, event, exact, k, data);
}

int
lookup_keyframe_at(struct lookup *l, int64_t session, int64_t at, bool exact, struct lookup_keyframe *k, struct buffer *data)
{
	return dossier_keyframe_at(l->dossier, session, at, exact, k, data);
}

int
lookup_mark(struct lookup *l, int64_t session, uint64_t event, uint64_t *at, struct buffer *data)
{
	return dossier_mark(l->dossier, session, event, at, data);
}

int
lookup_session(struct lookup *l, int64_t id, const struct lookup_session **out)
{
	return sittings_get(l->sittings, id, out);
}

int
lookup_find_session(struct lookup *l, const char *name, const struct lookup_session **out)
{
	return sittings_find(l->sittings, name, out);
}

int
lookup_sessions(struct lookup *l, int64_t since, int64_t until,
    int (*each)(void *context, const struct lookup_session *), void *context)
{
	return sittings_each(l->sittings, since, until, each, context);
}

int
lookup_words(struct lookup *l, const char *text, size_t len,
    int (*word)(void *context, const char *folded, size_t len, size_t from, size_t to), void *context)
{
	return wording_split(l->wording, text, len, word, context);
}
