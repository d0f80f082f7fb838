/*
 * Where commands stand in the index.
 *
 * Rows of the FTS5 tables are the commands' ids negated, so that the newest come first in the order in which FTS5 reads
 * fastest.  It takes them as fast only if they rise, newest first: so what is to be added is gathered, and added in that
 * order when the transaction ends.
 */
#include "indexer/sql/rack.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/sql/catalog.h"
#include "indexer/sql/schema.h"
#include "indexer/sql/vocabulary.h"
#include "lib/base/error.h"

#define BUCKET_ROWS ((1 << CATALOG_BUCKET_BITS) - 1)
#define BUCKET_MAX (1 << 22) /* the year 2527 */
#define BEHIND_ALL (INT64_C(1) << 62)
#define GATHERED_MAX (64u * 1024 * 1024) /* bytes, of a transaction; what is more is added before its end */

struct bucket {
	int64_t n; /* -1: none */
	int64_t rows, last;
	bool sorted;
};

struct shard {
	int64_t n, rows, from, until; /* n 0: none; buckets; until is not in it */
	int64_t asked;                /* the newest bucket for which it was seen that no new shard is wanted */
	sqlite3_stmt *words, *grams, *shown;
};

struct gathered {
	int64_t id;
	size_t text, len, tags; /* in the arena; tags end with NUL */
	bool shown;
};

struct rack {
	struct sql *sql;
	struct bucket bucket;
	struct shard shard;
	struct {
		int64_t from, to;
	} full; /* buckets without room, all of them */
	struct gathered *list;
	size_t count, cap;
	struct buffer arena;
	struct vocabulary *vocabulary;
};

struct rack *
rack_new(struct sql *sql)
{
	struct rack *s = calloc(1, sizeof *s);

	if (s == NULL || (s->vocabulary = vocabulary_new()) == NULL) {
		free(s);
		return NULL;
	}
	s->sql = sql;
	s->bucket.n = -1;
	return s;
}

void
rack_free(struct rack *s)
{
	if (s == NULL)
		return;
	rack_leave(s);
	buffer_free(&s->arena);
	vocabulary_free(s->vocabulary);
	free(s->list);
	free(s);
}

/* Accounts. */

static int
note_bucket(struct rack *s)
{
	sqlite3_stmt *p;

	if (s->bucket.n < 0)
		return 0;
	if ((p = sql_use(s->sql, SQL_NOTE_BUCKET)) == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, s->bucket.n);
	sqlite3_bind_int64(p, 2, s->bucket.rows);
	sqlite3_bind_int64(p, 3, s->bucket.last);
	sqlite3_bind_int(p, 4, s->bucket.sorted);
	s->bucket.n = -1;
	return sql_finish(p);
}

static int
note_shard(struct rack *s)
{
	sqlite3_stmt *p;

	if (s->shard.n == 0)
		return 0;
	if ((p = sql_use(s->sql, SQL_NOTE_SHARD)) == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, s->shard.n);
	sqlite3_bind_int64(p, 2, s->shard.rows);
	return sql_finish(p);
}

static void
leave_shard(struct rack *s)
{
	sqlite3_finalize(s->shard.words);
	sqlite3_finalize(s->shard.grams);
	sqlite3_finalize(s->shard.shown);
	s->shard = (struct shard){0};
}

/* Shards and buckets. */

static int
prepare_fts(struct rack *s, const char *format, sqlite3_stmt **out)
{
	char sql[128];

	snprintf(sql, sizeof sql, format, s->shard.n);
	return sql_code(sqlite3_prepare_v2(s->sql->db, sql, -1, out, NULL));
}

static int
open_shard(struct rack *s)
{
	int r;

	if ((r = prepare_fts(s, "INSERT INTO words_%" PRId64 " (rowid, words, tags) VALUES (?1, ?2, ?3)",
		 &s->shard.words)) == 0 &&
	    (r = prepare_fts(s, "INSERT INTO grams_%" PRId64 " (rowid, text) VALUES (?1, ?2)", &s->shard.grams)) == 0)
		r = prepare_fts(s, "INSERT INTO shown_%" PRId64 " (rowid, words, tags) VALUES (?1, ?2, ?3)",
		    &s->shard.shown);
	return r;
}

static int
add_shard(struct rack *s, int64_t bucket)
{
	sqlite3_stmt *p = sql_use(s->sql, SQL_NEXT_SHARD);
	int64_t n;
	int r;

	if ((r = sql_step(p)) != 1)
		return r < 0 ? r : ERR_FAILED;
	n = sqlite3_column_int64(p, 0);
	sqlite3_reset(p);
	if ((p = sql_use(s->sql, SQL_ADD_SHARD)) == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, n);
	sqlite3_bind_int64(p, 2, bucket);
	return (r = sql_finish(p)) == 0 ? schema_add_shard(s->sql->db, n) : r;
}

/* Whether the newest shard is full, and the bucket behind everything that is in it. */
static int
wants_shard(struct rack *s, int64_t bucket, bool *wants)
{
	sqlite3_stmt *p;
	int r;

	*wants = false;
	if (s->shard.rows < CATALOG_SHARD_ROWS || s->shard.until != BEHIND_ALL)
		return 0;
	p = sql_use(s->sql, SQL_NEWEST_BUCKET);
	if ((r = sql_step(p)) == 1) {
		/* the one at hand is not noted yet */
		*wants = bucket > sqlite3_column_int64(p, 0) && bucket > s->bucket.n;
		sqlite3_reset(p);
	}
	s->shard.asked = bucket;
	return r < 0 ? r : 0;
}

static int
find_shard(struct rack *s, int64_t bucket)
{
	sqlite3_stmt *p = sql_use(s->sql, SQL_FIND_SHARD);
	int r;

	if (p == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, bucket);
	if ((r = sql_step(p)) != 1)
		return r;
	s->shard.n = sqlite3_column_int64(p, 0);
	s->shard.rows = sqlite3_column_int64(p, 1);
	s->shard.from = sqlite3_column_int64(p, 2);
	s->shard.until = sqlite3_column_int64(p, 3);
	sqlite3_reset(p);
	return 1;
}

static int
use_shard(struct rack *s, int64_t bucket)
{
	bool wants = false;
	int r;

	if (s->shard.n != 0 && bucket >= s->shard.from && bucket < s->shard.until &&
	    (s->shard.rows < CATALOG_SHARD_ROWS || s->shard.until != BEHIND_ALL || bucket <= s->shard.asked))
		return 0;
	if ((r = note_shard(s)) != 0)
		return r;
	leave_shard(s);
	if ((r = find_shard(s, bucket)) == 1)
		r = wants_shard(s, bucket, &wants);
	else if (r == 0)
		wants = true;
	if (r == 0 && wants && (r = add_shard(s, find_shard(s, 0) == 1 ? bucket : 0)) == 0)
		r = find_shard(s, bucket) == 1 ? 0 : ERR_FAILED;
	return r == 0 ? open_shard(s) : r;
}

static int
use_bucket(struct rack *s, int64_t n)
{
	sqlite3_stmt *p;
	int r;

	if (s->bucket.n == n)
		return 0;
	if ((r = note_bucket(s)) != 0)
		return r;
	if ((p = sql_use(s->sql, SQL_FIND_BUCKET)) == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, n);
	s->bucket = (struct bucket){n, 0, 0, true};
	if ((r = sql_step(p)) == 1) {
		s->bucket = (struct bucket){n, sqlite3_column_int64(p, 0), sqlite3_column_int64(p, 1),
		    sqlite3_column_int(p, 2) != 0};
		sqlite3_reset(p);
	}
	return r < 0 ? r : 0;
}

/* A full bucket runs over into the next; which are full is found out once. */
static int
find_room(struct rack *s, int64_t n)
{
	bool inside = n >= s->full.from && n < s->full.to;
	int64_t first = inside ? s->full.from : n;
	int r;

	n = inside ? s->full.to : n;
	for (;; n++) {
		/* the shard first: that a bucket is new is part of its reasons */
		if ((r = use_shard(s, n)) != 0 || (r = use_bucket(s, n)) != 0)
			return r;
		if (s->bucket.rows < BUCKET_ROWS)
			break;
		s->full.from = first;
		s->full.to = n + 1;
	}
	return 0;
}

int
rack_place(struct rack *s, int64_t when, int64_t *id)
{
	int64_t n = when <= 0 ? 0 : when >> CATALOG_BUCKET_MS_BITS;
	int r;

	if ((r = find_room(s, n < BUCKET_MAX ? n : BUCKET_MAX)) != 0)
		return r;
	if (s->bucket.rows > 0 && when < s->bucket.last)
		s->bucket.sorted = false;
	else
		s->bucket.last = when;
	/* from 1: no id is 0 */
	*id = s->bucket.n << CATALOG_BUCKET_BITS | ++s->bucket.rows;
	s->shard.rows++;
	return 0;
}

/* Words. */

static int
newest_first(const void *a, const void *b)
{
	const struct gathered *x = a, *y = b;

	if (x->id != y->id)
		return x->id > y->id ? -1 : 1;
	return (int)x->shown - (int)y->shown;
}

static int
add_words(struct rack *s, const struct gathered *g)
{
	sqlite3_stmt *p;
	int r;

	if ((r = use_shard(s, g->id >> CATALOG_BUCKET_BITS)) != 0)
		return r;
	p = g->shown ? s->shard.shown : s->shard.words;
	sqlite3_bind_int64(p, 1, -g->id);
	sql_bind_text(p, 2, s->arena.data + g->text, g->len);
	sql_bind_string(p, 3, s->arena.data + g->tags);
	return sql_finish(p);
}

static int
add_grams(struct rack *s, const struct gathered *g)
{
	int r;

	if (g->shown || g->len == 0)
		return 0;
	if ((r = use_shard(s, g->id >> CATALOG_BUCKET_BITS)) != 0)
		return r;
	sqlite3_bind_int64(s->shard.grams, 1, -g->id);
	sql_bind_text(s->shard.grams, 2, s->arena.data + g->text, g->len);
	return sql_finish(s->shard.grams);
}

static void
forget(struct rack *s)
{
	buffer_clear(&s->arena);
	s->count = 0;
}

/* One index after the other: what FTS5 gathers of each is looked into at every word, and both together fit no processor's cache. */
static int
add_all(struct rack *s)
{
	size_t i;
	int r = s->arena.broken ? -ENOMEM : 0;

	if (s->count > 1)
		qsort(s->list, s->count, sizeof *s->list, newest_first);
	for (i = 0; r == 0 && i < s->count; i++)
		r = add_words(s, &s->list[i]);
	for (i = 0; r == 0 && i < s->count; i++)
		r = add_grams(s, &s->list[i]);
	forget(s);
	return r;
}

static int
gather(struct rack *s, int64_t id, const char *text, size_t len, const char *tags, bool shown)
{
	size_t cap = s->cap ? s->cap * 2 : 256, at;
	struct gathered *grown;
	int r;

	if (s->arena.len > GATHERED_MAX && (r = add_all(s)) != 0)
		return r;
	if (s->count == s->cap) {
		if ((grown = realloc(s->list, cap * sizeof *grown)) == NULL)
			return -ENOMEM;
		s->list = grown;
		s->cap = cap;
	}
	at = s->arena.len;
	/* what was shown has most of its words again and again, and is asked for by words alone */
	if (shown)
		vocabulary_gather(s->vocabulary, text, len, &s->arena);
	else
		buffer_add(&s->arena, text, len);
	s->list[s->count++] = (struct gathered){id, at, s->arena.len - at, s->arena.len, shown};
	buffer_add(&s->arena, tags, strlen(tags) + 1);
	return buffer_status(&s->arena);
}

int
rack_add_words(struct rack *s, int64_t id, const char *text, size_t len, const char *tags)
{
	return gather(s, id, text, len, tags, false);
}

int
rack_add_shown(struct rack *s, int64_t id, const char *text, size_t len, const char *tags)
{
	return gather(s, id, text, len, tags, true);
}

/* The transaction's end. */

int
rack_settle(struct rack *s)
{
	int r;

	if ((r = add_all(s)) == 0 && (r = note_bucket(s)) == 0)
		r = note_shard(s);
	return r;
}

void
rack_leave(struct rack *s)
{
	leave_shard(s);
	s->bucket.n = -1;
	s->full.from = s->full.to = 0;
	forget(s);
}
