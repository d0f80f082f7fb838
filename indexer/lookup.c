/*
 * The index, searched.
 *
 * Shards are asked one after the other, newest first, and only as long as hits are wanted.  In a shard up to three
 * streams of ids run beside one another, from the indexes of words, of parts of text and of what was shown; what all
 * of them have is a hit.  Ids fall with time, but within a bucket that was filled out of order; of such, all hits are
 * gathered and sorted first.
 */
#include "indexer/lookup.h"

#include <errno.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/dossier.h"
#include "indexer/wording.h"
#include "lib/base/error.h"

#define STREAMS 3
#define BUCKET_FULL ((1 << CATALOG_BUCKET_BITS) - 1)
#define ID_OF(bucket) ((bucket) << CATALOG_BUCKET_BITS)
#define BUCKET_OF(id) ((id) >> CATALOG_BUCKET_BITS)

enum stream { STREAM_WORDS, STREAM_GRAMS, STREAM_SHOWN };

struct shard {
	int64_t n, from, until; /* ids; until is not in it */
	sqlite3_stmt *streams[STREAMS];
};

struct found {
	int64_t id, when;
};

struct lookup {
	struct catalog *catalog;
	sqlite3 *db;
	struct dossier *dossier;
	struct wording *wording;
	sqlite3_stmt *bucket, *all;
	struct shard *shards; /* newest first */
	int shard_count;

	struct lookup_want want;
	struct buffer grams;
	bool oldest_first; /* the streams' order */
	int64_t low, high; /* ids that are wanted; high is not in it */
	int shard;         /* the one at hand, or -1 */
	sqlite3_stmt *open[STREAMS];
	int opened;
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

static int
load_shards(struct lookup *l)
{
	int64_t until = INT64_MAX;
	struct shard *grown;
	sqlite3_stmt *p;
	int r;

	if (sqlite3_prepare_v2(l->db, "SELECT n, bucket FROM shard ORDER BY bucket DESC", -1, &p, NULL) != SQLITE_OK)
		return ERR_FAILED;
	while ((r = sqlite3_step(p)) == SQLITE_ROW) {
		if ((grown = realloc(l->shards, sizeof *grown * (size_t)(l->shard_count + 1))) == NULL) {
			r = SQLITE_NOMEM;
			break;
		}
		l->shards = grown;
		l->shards[l->shard_count] = (struct shard){.n = sqlite3_column_int64(p, 0),
		    .from = ID_OF(sqlite3_column_int64(p, 1)), .until = until};
		until = l->shards[l->shard_count++].from;
	}
	sqlite3_finalize(p);
	return r == SQLITE_DONE ? 0 : code_of(r);
}

static int
prepare(struct lookup *l, const char *sql, sqlite3_stmt **out)
{
	return sqlite3_prepare_v3(l->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL) == SQLITE_OK ? 0 : ERR_FAILED;
}

int
lookup_new(struct catalog *catalog, struct lookup **out)
{
	struct lookup *l = calloc(1, sizeof *l);
	int r;

	*out = NULL;
	if (l == NULL)
		return -ENOMEM;
	l->catalog = catalog;
	l->db = catalog_handle(catalog);
	l->shard = -1;
	if ((l->wording = wording_new(l->db)) == NULL)
		r = ERR_FAILED;
	else if ((r = dossier_new(l->db, &l->dossier)) == 0 &&
	    (r = prepare(l, "SELECT rows, sorted FROM bucket WHERE n = ?1", &l->bucket)) == 0)
		r = load_shards(l);
	if (r != 0) {
		lookup_free(l);
		return r;
	}
	*out = l;
	return 0;
}

static void
forget_streams(struct lookup *l)
{
	int n, i;

	for (n = 0; n < l->shard_count; n++)
		for (i = 0; i < STREAMS; i++) {
			sqlite3_finalize(l->shards[n].streams[i]);
			l->shards[n].streams[i] = NULL;
		}
}

void
lookup_free(struct lookup *l)
{
	if (l == NULL)
		return;
	forget_streams(l);
	sqlite3_finalize(l->bucket);
	sqlite3_finalize(l->all);
	dossier_free(l->dossier);
	wording_free(l->wording);
	buffer_free(&l->grams);
	free(l->shards);
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

static void
leave_shard(struct lookup *l)
{
	int i;

	for (i = 0; i < l->opened; i++)
		sqlite3_reset(l->open[i]);
	l->opened = 0;
	l->pushed = -1;
}

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

/* What is older than the end of this bucket has smaller ids.  A full one has run over into the next. */
static int
find_high(struct lookup *l, int64_t bucket)
{
	int64_t rows = BUCKET_FULL;
	bool sorted;
	int r = 0;

	l->high = INT64_MAX;
	if (bucket > INT64_C(1) << 32)
		return 0;
	for (; r == 0 && rows >= BUCKET_FULL; bucket++)
		r = look_at_bucket(l, bucket, &rows, &sorted);
	l->high = ID_OF(bucket);
	return r;
}

int
lookup_ask(struct lookup *l, const struct lookup_want *want)
{
	int64_t since = want->since < 0 ? 0 : want->since, until = want->until < 0 ? 0 : want->until;
	int r;

	leave_shard(l);
	if (l->oldest_first != want->oldest_first)
		forget_streams(l);
	l->oldest_first = want->oldest_first;
	l->want = *want;
	l->group_count = l->group_next = 0;
	l->order_bucket = -1;
	l->shard = -1;
	buffer_clear(&l->grams);
	if (want->part != NULL && (r = wording_parts(&l->grams, want->part)) != 0)
		return r;
	l->low = want->since == INT64_MIN ? 0 : ID_OF(since >> CATALOG_BUCKET_MS_BITS);
	if ((r = find_high(l, until >> CATALOG_BUCKET_MS_BITS)) != 0)
		return r;
	if (want->above >= l->low)
		l->low = want->above + 1;
	if (want->below < l->high)
		l->high = want->below;
	return 0;
}

static int
open_stream(struct lookup *l, enum stream which, const char *match, int64_t low, int64_t high)
{
	static const char *const names[STREAMS] = {"words", "grams", "shown"};
	struct shard *shard = &l->shards[l->shard];
	sqlite3_stmt **p = &shard->streams[which];
	char sql[256];

	if (*p == NULL) {
		snprintf(sql, sizeof sql, "SELECT rowid FROM %s_%" PRId64 " WHERE %s_%" PRId64 " MATCH ?1 AND rowid > ?2"
		    " AND rowid <= ?3 ORDER BY rowid %s", names[which], shard->n, names[which], shard->n,
		    l->want.oldest_first ? "DESC" : "ASC");
		if (prepare(l, sql, p) != 0)
			return ERR_FAILED;
	}
	sqlite3_bind_text(*p, 1, match, -1, SQLITE_TRANSIENT);
	/* their rows are the ids negated */
	sqlite3_bind_int64(*p, 2, -high);
	sqlite3_bind_int64(*p, 3, -low);
	l->open[l->opened++] = *p;
	return 0;
}

/* Without words: all rows. */
static int
open_all(struct lookup *l, int64_t low, int64_t high)
{
	int r;

	sqlite3_finalize(l->all);
	l->all = NULL;
	if ((r = prepare(l, l->want.oldest_first ? "SELECT -id FROM command WHERE id >= ?2 AND id < ?3 ORDER BY id"
						 : "SELECT -id FROM command WHERE id >= ?2 AND id < ?3 ORDER BY id DESC",
		 &l->all)) != 0)
		return r;
	sqlite3_bind_int64(l->all, 2, low);
	sqlite3_bind_int64(l->all, 3, high);
	l->open[l->opened++] = l->all;
	return 0;
}

static int
open_shard(struct lookup *l)
{
	const struct shard *shard = &l->shards[l->shard];
	int64_t low = shard->from > l->low ? shard->from : l->low, high = shard->until < l->high ? shard->until : l->high;
	int r = 0;

	if (low >= high)
		return 0;
	if (l->want.words != NULL)
		r = open_stream(l, STREAM_WORDS, l->want.words, low, high);
	if (r == 0 && l->grams.len > 0)
		r = open_stream(l, STREAM_GRAMS, buffer_string(&l->grams), low, high);
	if (r == 0 && l->want.shown != NULL)
		r = open_stream(l, STREAM_SHOWN, l->want.shown, low, high);
	return r == 0 && l->opened == 0 ? open_all(l, low, high) : r;
}

/* The next shard that is asked: 1, 0 none. */
static int
next_shard(struct lookup *l)
{
	int r;

	leave_shard(l);
	do {
		if (l->want.oldest_first)
			l->shard = l->shard < 0 ? l->shard_count - 1 : l->shard - 1;
		else
			l->shard++;
		if (l->shard < 0 || l->shard >= l->shard_count) {
			l->shard = l->want.oldest_first ? 0 : l->shard_count;
			return 0;
		}
		if ((r = open_shard(l)) != 0)
			return r;
	} while (l->opened == 0);
	return 1;
}

/* Streams. */

static int
advance(struct lookup *l, int i, int64_t *id)
{
	int r = sqlite3_step(l->open[i]);

	if (r == SQLITE_ROW) {
		*id = -sqlite3_column_int64(l->open[i], 0);
		return 1;
	}
	return r == SQLITE_DONE ? 0 : code_of(r);
}

static int
next_common(struct lookup *l, int64_t *out)
{
	int64_t id = 0, other = 0;
	int i, agreed, r;

	if ((r = advance(l, 0, &id)) != 1)
		return r;
	/* `at` each: the streams' rows stand until they are stepped */
	for (i = 1, agreed = 1; agreed < l->opened; i = (i + 1) % l->opened) {
		bool begun = sqlite3_stmt_busy(l->open[i]) != 0;

		if (begun)
			other = -sqlite3_column_int64(l->open[i], 0);
		while (!begun || (l->want.oldest_first ? other < id : other > id)) {
			if ((r = advance(l, i, &other)) != 1)
				return r;
			begun = true;
		}
		if (other == id) {
			agreed++;
		} else {
			id = other;
			agreed = 1;
		}
	}
	*out = id;
	return 1;
}

static int
next_id(struct lookup *l, int64_t *id)
{
	int r;

	if (l->pushed >= 0) {
		*id = l->pushed;
		l->pushed = -1;
		return 1;
	}
	for (;;) {
		if (l->opened == 0 && (r = next_shard(l)) != 1)
			return r;
		if ((r = next_common(l, id)) != 0)
			return r;
		leave_shard(l);
	}
}

/* Order within buckets. */

static int
is_ordered(struct lookup *l, int64_t bucket, bool *ordered)
{
	int64_t rows;
	int r;

	if (bucket != l->order_bucket) {
		if ((r = look_at_bucket(l, bucket, &rows, &l->ordered)) != 0)
			return r;
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
lookup_session(struct lookup *l, int64_t id, const struct lookup_session **out)
{
	return dossier_session(l->dossier, id, out);
}

int
lookup_find_session(struct lookup *l, const char *name, const struct lookup_session **out)
{
	return dossier_find_session(l->dossier, name, out);
}

int
lookup_sessions(struct lookup *l, int64_t since, int64_t until,
    int (*each)(void *context, const struct lookup_session *), void *context)
{
	return dossier_sessions(l->dossier, since, until, each, context);
}

int
lookup_words(struct lookup *l, const char *text, size_t len,
    int (*word)(void *context, const char *folded, size_t len, size_t from, size_t to), void *context)
{
	return wording_split(l->wording, text, len, word, context);
}
