/*
 * The ids of the commands that have what is asked for.
 *
 * Shards are asked one after the other, newest first, and only as long as hits are wanted.  In a shard up to three
 * streams of ids run beside one another, from the indexes of words, of parts of text and of what was shown; what all
 * of them have is a hit.
 */
#include "indexer/sql/trawl.h"

#include <errno.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/sql/catalog.h"
#include "lib/base/error.h"

#define STREAMS 4
#define FEW 128 /* ids that are rather given than compared with all that have the parts of a text, which are many more */
#define ID_OF(bucket) ((bucket) << CATALOG_BUCKET_BITS)

enum stream { STREAM_WORDS, STREAM_GRAMS, STREAM_SHOWN, STREAM_WHOLE };

struct shard {
	int64_t n, from, until; /* ids; until is not in it */
	sqlite3_stmt *streams[STREAMS];
};

struct trawl {
	sqlite3 *db;
	sqlite3_stmt *anchor; /* under way as long as a question is: all of its answer is of one moment, and locks are taken once */
	sqlite3_stmt *all;
	struct shard *shards; /* newest first */
	int shard_count;
	struct trawl_want want;
	int shard; /* the one at hand, or -1 */
	sqlite3_stmt *open[STREAMS];
	int opened;
};

static int
code_of(int r)
{
	return (r & 0xFF) == SQLITE_NOMEM ? -ENOMEM : (r & 0xFF) == SQLITE_CORRUPT ? ERR_DAMAGED : ERR_FAILED;
}

static int
load_shards(struct trawl *t)
{
	int64_t until = INT64_MAX;
	struct shard *grown;
	sqlite3_stmt *p;
	int r;

	if (sqlite3_prepare_v2(t->db, "SELECT n, bucket FROM shard ORDER BY bucket DESC", -1, &p, NULL) != SQLITE_OK)
		return ERR_FAILED;
	while ((r = sqlite3_step(p)) == SQLITE_ROW) {
		if ((grown = realloc(t->shards, sizeof *grown * (size_t)(t->shard_count + 1))) == NULL) {
			r = SQLITE_NOMEM;
			break;
		}
		t->shards = grown;
		t->shards[t->shard_count] = (struct shard){.n = sqlite3_column_int64(p, 0),
		    .from = ID_OF(sqlite3_column_int64(p, 1)), .until = until};
		until = t->shards[t->shard_count++].from;
	}
	sqlite3_finalize(p);
	return r == SQLITE_DONE ? 0 : code_of(r);
}

static int
prepare(struct trawl *t, const char *sql, sqlite3_stmt **out)
{
	return sqlite3_prepare_v3(t->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL) == SQLITE_OK ? 0 : ERR_FAILED;
}

int
trawl_new(sqlite3 *db, struct trawl **out)
{
	struct trawl *t = calloc(1, sizeof *t);
	int r;

	*out = NULL;
	if (t == NULL)
		return -ENOMEM;
	t->db = db;
	t->shard = -1;
	if ((r = load_shards(t)) != 0 || (r = prepare(t, "SELECT n FROM shard", &t->anchor)) != 0) {
		trawl_free(t);
		return r;
	}
	*out = t;
	return 0;
}

static void
forget_streams(struct trawl *t)
{
	int n, i;

	for (n = 0; n < t->shard_count; n++)
		for (i = 0; i < STREAMS; i++) {
			sqlite3_finalize(t->shards[n].streams[i]);
			t->shards[n].streams[i] = NULL;
		}
}

void
trawl_free(struct trawl *t)
{
	if (t == NULL)
		return;
	forget_streams(t);
	sqlite3_finalize(t->all);
	sqlite3_finalize(t->anchor);
	free(t->shards);
	free(t);
}

static void
leave_shard(struct trawl *t)
{
	int i;

	for (i = 0; i < t->opened; i++)
		sqlite3_reset(t->open[i]);
	t->opened = 0;
}

void
trawl_begin(struct trawl *t, const struct trawl_want *want)
{
	leave_shard(t);
	/* they were prepared for the other order */
	if (t->want.oldest_first != want->oldest_first)
		forget_streams(t);
	t->want = *want;
	t->shard = -1;
	sqlite3_reset(t->anchor);
}

static int
open_stream(struct trawl *t, enum stream which, const char *match, int64_t low, int64_t high)
{
	static const char *const names[STREAMS] = {"words", "grams", "shown", "words"};
	struct shard *shard = &t->shards[t->shard];
	sqlite3_stmt **p = &shard->streams[which];
	char sql[256];

	if (*p == NULL) {
		snprintf(sql, sizeof sql, "SELECT rowid FROM %s_%" PRId64 " WHERE %s_%" PRId64 " MATCH ?1 AND rowid > ?2"
		    " AND rowid <= ?3 ORDER BY rowid %s", names[which], shard->n, names[which], shard->n,
		    t->want.oldest_first ? "DESC" : "ASC");
		if (prepare(t, sql, p) != 0)
			return ERR_FAILED;
	}
	sqlite3_bind_text(*p, 1, match, -1, SQLITE_TRANSIENT);
	/* their rows are the ids negated */
	sqlite3_bind_int64(*p, 2, -high);
	sqlite3_bind_int64(*p, 3, -low);
	t->open[t->opened++] = *p;
	return 0;
}

/* Without words: all rows. */
static int
open_all(struct trawl *t, int64_t low, int64_t high)
{
	int r;

	sqlite3_finalize(t->all);
	t->all = NULL;
	if ((r = prepare(t, t->want.oldest_first ? "SELECT -id FROM command WHERE id >= ?2 AND id < ?3 ORDER BY id"
						 : "SELECT -id FROM command WHERE id >= ?2 AND id < ?3 ORDER BY id DESC",
		 &t->all)) != 0)
		return r;
	sqlite3_bind_int64(t->all, 2, low);
	sqlite3_bind_int64(t->all, 3, high);
	t->open[t->opened++] = t->all;
	return 0;
}

/* Are there few that have it?  Then that is the answer, and remains open: 1; else 0, or negative. */
static int
open_few(struct trawl *t, int64_t low, int64_t high)
{
	sqlite3_stmt *p;
	int count = 0, r;

	if (t->want.whole == NULL)
		return 0;
	if ((r = open_stream(t, STREAM_WHOLE, t->want.whole, low, high)) != 0)
		return r;
	p = t->open[t->opened - 1];
	while (count <= FEW && (r = sqlite3_step(p)) == SQLITE_ROW)
		count++;
	sqlite3_reset(p);
	if (count <= FEW && r == SQLITE_DONE)
		return 1;
	t->opened--;
	return count > FEW ? 0 : code_of(r);
}

static int
open_shard(struct trawl *t)
{
	const struct shard *shard = &t->shards[t->shard];
	int64_t low = shard->from > t->want.low ? shard->from : t->want.low, high = shard->until < t->want.high ? shard->until : t->want.high;
	int r = 0;

	if (low >= high)
		return 0;
	if ((r = open_few(t, low, high)) == 0) {
		if (t->want.words != NULL)
			r = open_stream(t, STREAM_WORDS, t->want.words, low, high);
		if (r == 0 && t->want.grams != NULL)
			r = open_stream(t, STREAM_GRAMS, t->want.grams, low, high);
	}
	if (r > 0)
		r = 0;
	if (r == 0 && t->want.shown != NULL)
		r = open_stream(t, STREAM_SHOWN, t->want.shown, low, high);
	return r == 0 && t->opened == 0 ? open_all(t, low, high) : r;
}

/* The next shard that is asked: 1, 0 none. */
static int
next_shard(struct trawl *t)
{
	int r;

	leave_shard(t);
	if (!sqlite3_stmt_busy(t->anchor) && (r = sqlite3_step(t->anchor)) != SQLITE_ROW)
		return r == SQLITE_DONE ? 0 : code_of(r);
	do {
		if (t->want.oldest_first)
			t->shard = t->shard < 0 ? t->shard_count - 1 : t->shard - 1;
		else
			t->shard++;
		if (t->shard < 0 || t->shard >= t->shard_count) {
			t->shard = t->want.oldest_first ? 0 : t->shard_count;
			sqlite3_reset(t->anchor);
			return 0;
		}
		if ((r = open_shard(t)) != 0)
			return r;
	} while (t->opened == 0);
	return 1;
}

/* Streams. */

static int
advance(struct trawl *t, int i, int64_t *id)
{
	int r = sqlite3_step(t->open[i]);

	if (r == SQLITE_ROW) {
		*id = -sqlite3_column_int64(t->open[i], 0);
		return 1;
	}
	return r == SQLITE_DONE ? 0 : code_of(r);
}

static int
next_common(struct trawl *t, int64_t *out)
{
	int64_t id = 0, other = 0;
	int i, agreed, r;

	if ((r = advance(t, 0, &id)) != 1)
		return r;
	/* `at` each: the streams' rows stand until they are stepped */
	for (i = 1, agreed = 1; agreed < t->opened; i = (i + 1) % t->opened) {
		bool begun = sqlite3_stmt_busy(t->open[i]) != 0;

		if (begun)
			other = -sqlite3_column_int64(t->open[i], 0);
		while (!begun || (t->want.oldest_first ? other < id : other > id)) {
			if ((r = advance(t, i, &other)) != 1)
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

int
trawl_next(struct trawl *t, int64_t *id)
{
	int r;

	for (;;) {
		if (t->opened == 0 && (r = next_shard(t)) != 1)
			return r;
		if ((r = next_common(t, id)) != 0)
			return r;
		leave_shard(t);
	}
}
