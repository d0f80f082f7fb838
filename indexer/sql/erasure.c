/*
 * Sessions taken out of the index, without a trace.
 *
 * First the rows, in one transaction: it happens or it does not.  Then the bytes, for SQLite leaves what was deleted where it
 * lay: the file is written anew, and its log emptied.  Until that is done a row of `unclean` says that it is to be, and
 * whoever tidies does it.
 */
#include <errno.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/sql/deposit.h"
#include "indexer/sql/schema.h"
#include "indexer/sql/vocabulary.h"
#include "lib/base/error.h"

#define SHARDS_MAX 4096

struct range {
	int64_t n, from, until; /* ids; until is not in it */
};

static int
prepare(struct catalog *s, const char *text, sqlite3_stmt **out)
{
	return sql_code(sqlite3_prepare_v2(s->sql.db, text, -1, out, NULL));
}

/* The one number that a statement with up to two numbers gives. */
static int
ask_number(struct catalog *s, const char *text, int64_t a, int64_t b, int64_t *out)
{
	sqlite3_stmt *p;
	int r;

	if ((r = prepare(s, text, &p)) != 0)
		return r;
	if (sqlite3_bind_parameter_count(p) > 0)
		sqlite3_bind_int64(p, 1, a);
	if (sqlite3_bind_parameter_count(p) > 1)
		sqlite3_bind_int64(p, 2, b);
	if ((r = sql_step(p)) == 1)
		*out = sqlite3_column_int64(p, 0);
	sqlite3_finalize(p);
	return r < 0 ? r : r == 1 ? 0 : ERR_FAILED;
}

/* What goes. */

static const char BEGIN_LISTS[] =
    "PRAGMA temp_store = MEMORY; DROP TABLE IF EXISTS temp.gone; DROP TABLE IF EXISTS temp.gone_command;"
    "CREATE TEMP TABLE gone (id INTEGER PRIMARY KEY); CREATE TEMP TABLE gone_command (id INTEGER PRIMARY KEY)";

static int
list_named(struct catalog *s, const char *const *uuids, size_t count)
{
	sqlite3_stmt *p;
	size_t i;
	int r;

	if ((r = prepare(s, "INSERT OR IGNORE INTO gone SELECT id FROM session WHERE uuid = ?1", &p)) != 0)
		return r;
	for (i = 0; r == 0 && i < count; i++) {
		sql_bind_string(p, 1, uuids[i]);
		r = sql_finish(p);
	}
	sqlite3_finalize(p);
	return r;
}

/* Words: FTS5 is told what they were, or a shard goes as a whole. */

struct teller {
	struct catalog *s;
	sqlite3_stmt *words, *grams, *shown;
	struct buffer text, tags, gathered;
	struct vocabulary *vocabulary;
};

static int
prepare_teller(struct teller *t, int64_t n)
{
	static const char *const forms[] = {"INSERT INTO words_%" PRId64 " (words_%" PRId64 ", rowid, words, tags) VALUES ('delete', ?1, ?2, ?3)",
	    "INSERT INTO grams_%" PRId64 " (grams_%" PRId64 ", rowid, text) VALUES ('delete', ?1, ?2)",
	    "INSERT INTO shown_%" PRId64 " (shown_%" PRId64 ", rowid, words, tags) VALUES ('delete', ?1, ?2, ?3)"};
	sqlite3_stmt **const statements[] = {&t->words, &t->grams, &t->shown};
	char text[160];
	int i, r = 0;

	for (i = 0; r == 0 && i < 3; i++) {
		snprintf(text, sizeof text, forms[i], n, n);
		r = prepare(t->s, text, statements[i]);
	}
	return r;
}

static int
tell(sqlite3_stmt *p, int64_t id, const struct buffer *text, struct buffer *tags)
{
	if (text->broken || buffer_string(tags) == NULL)
		return -ENOMEM;
	sqlite3_bind_int64(p, 1, -id);
	sql_bind_text(p, 2, text->data ? text->data : "", text->len);
	if (sqlite3_bind_parameter_count(p) > 2)
		sql_bind_string(p, 3, tags->data);
	return sql_finish(p);
}

static void
take_column(struct buffer *out, sqlite3_stmt *p, int n)
{
	buffer_add(out, sqlite3_column_blob(p, n), (size_t)sqlite3_column_bytes(p, n));
}

/* One command, as catalog_add_command and catalog_add_output gave it. */
static int
tell_row(struct teller *t, sqlite3_stmt *row)
{
	int64_t id = sqlite3_column_int64(row, 0);
	int r;

	buffer_clear(&t->tags);
	catalog_tags(&t->tags, (const char *)sqlite3_column_text(row, 2), (const char *)sqlite3_column_text(row, 3),
	    sqlite3_column_int64(row, 1));
	buffer_clear(&t->text);
	take_column(&t->text, row, 4);
	if (sqlite3_column_type(row, 5) != SQLITE_NULL) {
		buffer_addc(&t->text, '\n');
		take_column(&t->text, row, 5);
	}
	if ((r = tell(t->words, id, &t->text, &t->tags)) != 0 ||
	    (t->text.len > 0 && (r = tell(t->grams, id, &t->text, &t->tags)) != 0) ||
	    sqlite3_column_type(row, 6) == SQLITE_NULL)
		return r;
	buffer_clear(&t->text);
	if ((r = squeeze_unpack(t->s->squeeze, sqlite3_column_blob(row, 6), (size_t)sqlite3_column_bytes(row, 6),
		 (size_t)sqlite3_column_int64(row, 7), &t->text)) != 0)
		return r;
	buffer_clear(&t->gathered);
	vocabulary_gather(t->vocabulary, t->text.data ? t->text.data : "", t->text.len, &t->gathered);
	return tell(t->shown, id, &t->gathered, &t->tags);
}

/* In the order in which it was told of them. */
static int
tell_rows(struct teller *t, const struct range *shard)
{
	sqlite3_stmt *p;
	int r;

	if ((r = prepare(t->s, "SELECT c.id, c.session, s.user, s.host, " SQL_LONGHAND "(c.text), d.value, x.data, x.size FROM gone_command g"
			       " JOIN command c ON c.id = g.id JOIN session s ON s.id = c.session"
			       " LEFT JOIN detail d ON d.command = c.id AND d.name = 'typed'"
			       " LEFT JOIN output o ON o.command = c.id LEFT JOIN text x ON x.id = o.text"
			       " WHERE g.id >= ?1 AND g.id < ?2 ORDER BY g.id DESC", &p)) != 0)
		return r;
	sqlite3_bind_int64(p, 1, shard->from);
	sqlite3_bind_int64(p, 2, shard->until);
	while (r == 0 && (r = sqlite3_step(p)) == SQLITE_ROW)
		r = tell_row(t, p);
	sqlite3_finalize(p);
	return r < 0 ? r : r == 0 || r == SQLITE_DONE ? 0 : sql_code(r);
}

static int
clear_shard(struct catalog *s, const struct range *shard, int64_t gone)
{
	struct teller t = {.s = s, .vocabulary = vocabulary_new()};
	char text[128];
	int r;

	if ((r = t.vocabulary ? prepare_teller(&t, shard->n) : -ENOMEM) == 0)
		r = tell_rows(&t, shard);
	sqlite3_finalize(t.words);
	sqlite3_finalize(t.grams);
	sqlite3_finalize(t.shown);
	vocabulary_free(t.vocabulary);
	buffer_free(&t.gathered);
	buffer_free(&t.text);
	buffer_free(&t.tags);
	snprintf(text, sizeof text, "UPDATE shard SET rows = rows - %" PRId64 ", tidied = rows - %" PRId64 " WHERE n = %" PRId64,
	    gone, gone, shard->n);
	/* merged, for a word that nobody has any more is only then gone */
	return r == 0 && (r = schema_merge_shard(s->sql.db, shard->n)) == 0 ? sql_run(&s->sql, text) : r;
}

static int
drop_shard(struct catalog *s, const struct range *shard)
{
	char text[64];
	int r;

	snprintf(text, sizeof text, "DELETE FROM shard WHERE n = %" PRId64, shard->n);
	return (r = schema_drop_shard(s->sql.db, shard->n)) == 0 ? sql_run(&s->sql, text) : r;
}

static int
erase_words(struct catalog *s, const struct range *shard, struct catalog_erased *erased)
{
	int64_t gone = 0, left = 0;
	int r;

	if ((r = ask_number(s, "SELECT count(*) FROM gone_command WHERE id >= ?1 AND id < ?2", shard->from, shard->until,
		 &gone)) != 0 || gone == 0 ||
	    (r = ask_number(s, "SELECT EXISTS (SELECT 1 FROM command WHERE id >= ?1 AND id < ?2 AND id NOT IN"
			       " (SELECT id FROM gone_command))", shard->from, shard->until, &left)) != 0)
		return r;
	erased->commands += (uint64_t)gone;
	erased->shards += left == 0;
	return left != 0 ? clear_shard(s, shard, gone) : drop_shard(s, shard);
}

static int
list_shards(struct catalog *s, struct range *shards, int *count)
{
	sqlite3_stmt *p;
	int r, i;

	*count = 0;
	if ((r = prepare(s, "SELECT n, bucket FROM shard ORDER BY bucket LIMIT ?1", &p)) != 0)
		return r;
	sqlite3_bind_int(p, 1, SHARDS_MAX);
	while ((r = sqlite3_step(p)) == SQLITE_ROW)
		shards[(*count)++] = (struct range){sqlite3_column_int64(p, 0),
		    sqlite3_column_int64(p, 1) << CATALOG_BUCKET_BITS, INT64_MAX};
	sqlite3_finalize(p);
	for (i = 0; i + 1 < *count; i++)
		shards[i].until = shards[i + 1].from;
	return r == SQLITE_DONE ? 0 : sql_code(r);
}

/* Rows. */

static const char ERASE_ROWS[] =
    "DELETE FROM detail WHERE command IN (SELECT id FROM gone_command);"
    "DELETE FROM output WHERE command IN (SELECT id FROM gone_command);"
    "DELETE FROM completion WHERE id IN (SELECT id FROM gone_command);"
    "DELETE FROM command WHERE id IN (SELECT id FROM gone_command);"
    "DELETE FROM text WHERE id NOT IN (SELECT text FROM output);"
    "DELETE FROM trait WHERE id NOT IN (SELECT trait FROM command)"
    " AND id NOT IN (SELECT trait FROM completion WHERE trait IS NOT NULL);"
    "DELETE FROM keyframe WHERE session IN (SELECT id FROM gone);"
    "DELETE FROM mark WHERE session IN (SELECT id FROM gone);"
    "DELETE FROM closing WHERE session IN (SELECT id FROM gone);"
    "DELETE FROM recording WHERE session IN (SELECT id FROM gone);"
    "DELETE FROM session WHERE id IN (SELECT id FROM gone);"
    /* what is late from now on belongs to the oldest that is left */
    "UPDATE shard SET bucket = 0 WHERE bucket = (SELECT min(bucket) FROM shard);"
    "INSERT INTO unclean SELECT unixepoch() WHERE NOT EXISTS (SELECT 1 FROM unclean)";

static int
erase_listed(struct catalog *s, struct catalog_erased *erased)
{
	struct range *shards = calloc(SHARDS_MAX, sizeof *shards);
	int64_t sessions = 0;
	int count, i, r;

	if (shards == NULL)
		return -ENOMEM;
	if ((r = ask_number(s, "SELECT count(*) FROM gone", 0, 0, &sessions)) == 0 && sessions > 0 &&
	    (r = sql_run(&s->sql, "INSERT INTO gone_command SELECT id FROM command WHERE session IN (SELECT id FROM gone)")) == 0 &&
	    (r = list_shards(s, shards, &count)) == 0) {
		for (i = 0; r == 0 && i < count; i++)
			r = erase_words(s, &shards[i], erased);
		if (r == 0)
			r = sql_run(&s->sql, ERASE_ROWS);
	}
	erased->sessions = (uint64_t)sessions;
	free(shards);
	return r;
}

/* Bytes. */

/* Everyone else must be done with reading before the log can be emptied: they are waited for, but not for ever. */
static int
empty_log(struct catalog *s)
{
	int64_t busy = 1;
	int r;

	sqlite3_busy_timeout(s->sql.db, CATALOG_CLEANSE_MS);
	r = ask_number(s, "PRAGMA wal_checkpoint(TRUNCATE)", 0, 0, &busy);
	sqlite3_busy_timeout(s->sql.db, CATALOG_BUSY_MS);
	return r != 0 ? r : busy != 0 ? ERR_BUSY : 0;
}

int
catalog_cleanse(struct catalog *s)
{
	int64_t unclean = 0;
	int r;

	if ((r = ask_number(s, "SELECT EXISTS (SELECT 1 FROM unclean)", 0, 0, &unclean)) != 0 || unclean == 0)
		return r;
	/* beside somebody who reads, the log could not be emptied, and each try would add all of the file to it */
	if ((r = empty_log(s)) != 0 || (r = sql_run(&s->sql, "VACUUM")) != 0 || (r = empty_log(s)) != 0)
		return r;
	if ((r = sql_run(&s->sql, "DELETE FROM unclean")) == 0)
		empty_log(s);
	return r;
}

static int
finish(struct catalog *s, int r, struct catalog_erased *erased)
{
	if (r == 0)
		r = erase_listed(s, erased);
	if (r == 0)
		r = catalog_commit(s);
	else
		catalog_rollback(s);
	erased->gone = r == 0;
	sql_run(&s->sql, "DROP TABLE IF EXISTS temp.gone; DROP TABLE IF EXISTS temp.gone_command");
	return r == 0 ? catalog_cleanse(s) : r;
}

int
catalog_erase_sessions(struct catalog *s, const char *const *uuids, size_t count, struct catalog_erased *erased)
{
	int r;

	*erased = (struct catalog_erased){0};
	if ((r = sql_run(&s->sql, BEGIN_LISTS)) != 0 || (r = catalog_begin(s)) != 0)
		return r;
	return finish(s, list_named(s, uuids, count), erased);
}

int
catalog_recording_path(struct catalog *s, const char *uuid, struct buffer *path)
{
	sqlite3_stmt *p;
	int r;

	if ((r = prepare(s, "SELECT coalesce(r.path, s.path) FROM session s LEFT JOIN recording r ON r.session = s.id WHERE s.uuid = ?1",
		 &p)) != 0)
		return r;
	sql_bind_string(p, 1, uuid);
	if ((r = sqlite3_step(p)) == SQLITE_ROW)
		take_column(path, p, 0);
	sqlite3_finalize(p);
	return r == SQLITE_ROW ? (path->broken ? -ENOMEM : 1) : r == SQLITE_DONE ? 0 : sql_code(r);
}
