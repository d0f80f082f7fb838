/* All that can be asked of an index. */
#include "indexer/sql/assay.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/sql/deposit.h"
#include "lib/base/error.h"

#define FULL 16383 /* rows of a bucket that runs over: which do so depends on the order of arrival */
_Static_assert(FULL == (1 << CATALOG_BUCKET_BITS) - 1, "as many as an id has room for");
#define TEXT(x) TEXT_(x)
#define TEXT_(x) #x

/*
 * Beside the dump: what commands showed, byte by byte; where recordings lie; places in time; and what there must be none of: commands
 * that stand in another order than their bucket says, rows of nobody, and ends that are said twice or in part.
 */
static const char *const REST[] = {
    "SELECT 'shown' AS kind, uuid, seq, x.size, hex(x.data) AS data FROM output o JOIN command c ON c.id = o.command"
    " JOIN session s ON s.id = c.session JOIN text x ON x.id = o.text ORDER BY uuid, seq",
    "SELECT 'mark' AS kind, uuid, event, hex(data) AS data FROM mark m JOIN session s ON s.id = m.session ORDER BY uuid, event",
    "SELECT 'recording' AS kind, uuid, r.path, r.done FROM recording r JOIN session s ON s.id = r.session ORDER BY uuid",
    "SELECT 'place' AS kind, uuid, seq, CASE WHEN b.rows < " TEXT(FULL) " THEN c.id >> " TEXT(CATALOG_BUCKET_BITS) " END AS bucket"
    " FROM command c JOIN session s ON s.id = c.session LEFT JOIN bucket b ON b.n ="
    " CASE WHEN s.started IS NULL THEN 0 ELSE (s.started + c.at) >> " TEXT(CATALOG_BUCKET_MS_BITS) " END ORDER BY uuid, seq",
    "SELECT 'order' AS kind, uuid, seq FROM (SELECT s.uuid, c.seq, c.id >> " TEXT(CATALOG_BUCKET_BITS) " AS n,"
    " s.started + c.at AS t, max(s.started + c.at) OVER (PARTITION BY c.id >> " TEXT(CATALOG_BUCKET_BITS) " ORDER BY c.id"
    " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM command c JOIN session s ON s.id = c.session)"
    " JOIN bucket USING (n) WHERE sorted IS NOT 0 AND t < before ORDER BY uuid, seq",
    "SELECT 'twice' AS kind, uuid, seq FROM command c JOIN session s ON s.id = c.session WHERE coalesce(exit, duration, span, bytes)"
    " IS NOT NULL AND (span IS NULL OR EXISTS (SELECT 1 FROM completion e WHERE e.id = c.id)) ORDER BY uuid, seq",
    "SELECT 'orphan' AS kind, '' AS uuid, 'command' AS name, id FROM command WHERE session NOT IN (SELECT id FROM session)"
    " OR trait NOT IN (SELECT id FROM trait) UNION ALL"
    " SELECT 'orphan', '', 'completion', id FROM completion WHERE id NOT IN (SELECT id FROM command) UNION ALL"
    " SELECT 'orphan', '', 'detail', command FROM detail WHERE command NOT IN (SELECT id FROM command) UNION ALL"
    " SELECT 'orphan', '', 'output', command FROM output WHERE command NOT IN (SELECT id FROM command)"
    " OR text NOT IN (SELECT id FROM text) UNION ALL"
    " SELECT 'orphan', '', 'keyframe', id FROM keyframe WHERE session NOT IN (SELECT id FROM session) UNION ALL"
    " SELECT 'orphan', '', 'mark', id FROM mark WHERE session NOT IN (SELECT id FROM session) UNION ALL"
    " SELECT 'orphan', '', 'recording', session FROM recording WHERE session NOT IN (SELECT id FROM session)",
    "SELECT 'schema' AS kind, '' AS uuid, type, name, tbl_name, sql FROM sqlite_schema WHERE tbl_name NOT GLOB 'words_*'"
    " AND tbl_name NOT GLOB 'grams_*' AND tbl_name NOT GLOB 'shown_*' ORDER BY type, name",
};

static int
open_file(const char *path, int flags, sqlite3 **db)
{
	if (sqlite3_open_v2(path, db, flags, NULL) == SQLITE_OK) {
		sqlite3_busy_timeout(*db, CATALOG_BUSY_MS);
		return 0;
	}
	return ERR_FAILED;
}

int
assay_copy(const char *index, const char *to)
{
	sqlite3 *from = NULL, *copy = NULL;
	sqlite3_backup *backup;
	int r;

	if ((r = open_file(index, SQLITE_OPEN_READONLY, &from)) == 0 &&
	    (r = open_file(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &copy)) == 0) {
		r = ERR_FAILED;
		if ((backup = sqlite3_backup_init(copy, "main", from, "main")) != NULL) {
			/* in one step: nobody writes in between */
			if (sqlite3_backup_step(backup, -1) == SQLITE_DONE)
				r = 0;
			if (sqlite3_backup_finish(backup) != SQLITE_OK)
				r = ERR_FAILED;
		}
	}
	sqlite3_close(copy);
	sqlite3_close(from);
	return r;
}

/* Shards by where they begin, and where the next one does. */
static int
each_shard(sqlite3 *db, int (*each)(sqlite3 *db, int64_t n, int64_t from, int64_t to, void *context), void *context)
{
	static const char sql[] = "SELECT n, bucket, lead(bucket, 1, 1 << 62) OVER (ORDER BY bucket) FROM shard ORDER BY bucket";
	sqlite3_stmt *p;
	int r = 0, step = SQLITE_DONE;

	if (sqlite3_prepare_v2(db, sql, -1, &p, NULL) != SQLITE_OK)
		return ERR_FAILED;
	while (r == 0 && (step = sqlite3_step(p)) == SQLITE_ROW)
		r = each(db, sqlite3_column_int64(p, 0), sqlite3_column_int64(p, 1), sqlite3_column_int64(p, 2), context);
	sqlite3_finalize(p);
	return r != 0 ? r : step == SQLITE_DONE ? 0 : ERR_FAILED;
}

static const char *const WORDS[] = {"words", "grams", "shown"};

static int
check_shard(sqlite3 *db, int64_t n, int64_t from, int64_t to, void *context)
{
	char sql[160];
	size_t i;
	int r = 0;

	(void)from;
	(void)to;
	(void)context;
	for (i = 0; r == 0 && i < sizeof WORDS / sizeof *WORDS; i++) {
		snprintf(sql, sizeof sql, "INSERT INTO %s_%" PRId64 " (%s_%" PRId64 ") VALUES ('integrity-check')", WORDS[i], n, WORDS[i], n);
		r = sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : ERR_DAMAGED;
	}
	return r;
}

static bool
is_sound(sqlite3 *db, char **what)
{
	sqlite3_stmt *p;
	bool sound = false;

	if (sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &p, NULL) == SQLITE_OK && sqlite3_step(p) == SQLITE_ROW) {
		sound = strcmp((const char *)sqlite3_column_text(p, 0), "ok") == 0;
		if (!sound)
			*what = strdup((const char *)sqlite3_column_text(p, 0));
	}
	sqlite3_finalize(p);
	if (sound && each_shard(db, check_shard, NULL) != 0)
		sound = false;
	if (!sound && *what == NULL)
		*what = strdup(sqlite3_errmsg(db));
	return sound;
}

int
assay_sound(const char *copy, char **what)
{
	sqlite3 *db = NULL;
	int r;

	*what = NULL;
	if ((r = open_file(copy, SQLITE_OPEN_READWRITE, &db)) == 0)
		r = is_sound(db, what);
	sqlite3_close(db);
	return r;
}

struct pen {
	int (*write)(void *context, const char *line, size_t len);
	void *context;
};

/*
 * The words by which commands are found.  Of a session's own tag the number is left out; `there` is whether a search that goes by
 * time would look for it in this shard.
 */
static int
write_words(sqlite3 *db, int64_t n, int64_t from, int64_t to, void *context)
{
	const struct pen *pen = context;
	char sql[1024];
	size_t i;
	int r = 0;

	for (i = 0; r == 0 && i < sizeof WORDS / sizeof *WORDS; i++) {
		snprintf(sql, sizeof sql, "DROP TABLE IF EXISTS temp.vocabulary; CREATE VIRTUAL TABLE temp.vocabulary USING"
		    " fts5vocab(main, %s_%" PRId64 ", instance)", WORDS[i], n);
		if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
			return ERR_FAILED;
		snprintf(sql, sizeof sql, "SELECT 'word' AS kind, coalesce(s.uuid, '') AS uuid, c.seq, '%s' AS name,"
		    " CASE WHEN v.term = char(0xE000) || 's' || s.id THEN char(0xE000) || 's' ELSE v.term END AS term,"
		    " (c.id >> " TEXT(CATALOG_BUCKET_BITS) ") BETWEEN %" PRId64 " AND %" PRId64 " AS there FROM temp.vocabulary v"
		    " LEFT JOIN command c ON c.id = -v.doc LEFT JOIN session s ON s.id = c.session", WORDS[i], from, to - 1);
		r = sql_print(db, sql, pen->write, pen->context);
	}
	sqlite3_exec(db, "DROP TABLE IF EXISTS temp.vocabulary", NULL, NULL, NULL);
	return r;
}

int
assay_write(struct catalog *s, int (*write)(void *context, const char *line, size_t len), void *context)
{
	struct pen pen = {write, context};
	size_t i;
	int r;

	r = catalog_dump(s, write, context);
	for (i = 0; r == 0 && i < sizeof REST / sizeof *REST; i++)
		r = sql_print(s->sql.db, REST[i], write, context);
	return r != 0 ? r : each_shard(s->sql.db, write_words, &pen);
}
