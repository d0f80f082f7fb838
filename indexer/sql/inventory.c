/* The index as a whole: all that is in it, what has not ended, and its pieces merged. */
#include <errno.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "indexer/sql/deposit.h"
#include "indexer/sql/schema.h"
#include "lib/base/error.h"

#define TIDY_ROWS 20000 /* below, there is little to gain */

/* What is derived from time alone, ids, is left out: two indexes that say the same differ there. */
static const char *const DUMPS[] = {
    "SELECT 'session' AS kind, uuid, started, user, host, login, euid, loginuid, tty, client, fingerprint, shell,"
    " command, title, zone, utc_offset, labels, parent, witnessed, format, coalesce((SELECT r.path FROM recording r WHERE r.session = id), path) AS path, ended, events,"
    " commands, state FROM session LEFT JOIN closing ON session = id ORDER BY uuid",
    "SELECT 'command' AS kind, uuid, seq, c.at, t.kind AS type, t.grade, t.reasons, t.depth, t.program, c.event,"
    " c.gap, " SQL_LONGHAND "(c.text) AS text FROM command c JOIN session s ON s.id = c.session JOIN trait t ON t.id = c.trait"
    " ORDER BY uuid, seq",
    "SELECT 'completion' AS kind, uuid, seq, coalesce(e.exit, c.exit) AS exit, coalesce(e.duration, c.duration) AS duration,"
    " coalesce(e.span, c.span) AS span, coalesce(e.bytes, c.bytes) AS bytes, t.grade, t.reasons"
    " FROM command c JOIN session s ON s.id = c.session LEFT JOIN completion e ON e.id = c.id"
    " LEFT JOIN trait t ON t.id = e.trait WHERE c.span IS NOT NULL OR e.id IS NOT NULL ORDER BY uuid, seq",
    "SELECT 'detail' AS kind, uuid, seq, name, value FROM detail d JOIN command c ON c.id = d.command"
    " JOIN session s ON s.id = c.session ORDER BY uuid, seq, name",
    "SELECT 'output' AS kind, uuid, seq, x.size, hex(x.digest) AS digest, o.dropped FROM output o"
    " JOIN command c ON c.id = o.command JOIN session s ON s.id = c.session JOIN text x ON x.id = o.text"
    " ORDER BY uuid, seq",
    "SELECT 'keyframe' AS kind, uuid, event, k.at, cols, rows, covered, size, hex(data) AS data FROM keyframe k"
    " JOIN session s ON s.id = k.session ORDER BY uuid, event",
    "SELECT 'mark' AS kind, uuid, event, hex(data) AS data FROM mark m JOIN session s ON s.id = m.session ORDER BY uuid, event",
};

int
catalog_dump(struct catalog *s, int (*write)(void *context, const char *line, size_t len), void *context)
{
	size_t i;
	int r = 0;

	for (i = 0; r == 0 && i < sizeof DUMPS / sizeof *DUMPS; i++)
		r = sql_print(s->sql.db, DUMPS[i], write, context);
	return r;
}

/* Shards. */

struct list {
	int64_t shards[256];
	int count;
};

static int
each_shard(struct catalog *s, const char *sql, int64_t bound, int (*each)(struct catalog *, int64_t n, void *), void *context)
{
	sqlite3_stmt *p;
	int r = 0, step = SQLITE_DONE;

	if (sqlite3_prepare_v2(s->sql.db, sql, -1, &p, NULL) != SQLITE_OK)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, bound);
	while (r == 0 && (step = sqlite3_step(p)) == SQLITE_ROW)
		r = each(s, sqlite3_column_int64(p, 0), context);
	sqlite3_finalize(p);
	return r != 0 ? r : step == SQLITE_DONE ? 0 : ERR_FAILED;
}

struct open_search {
	const char *tag;
	int (*each)(void *context, const struct command *, int64_t id);
	void *context;
};

static int
tell_open(sqlite3_stmt *p, const struct open_search *search)
{
	struct command c = {.seq = (uint64_t)sqlite3_column_int64(p, 1), .event = (uint64_t)sqlite3_column_int64(p, 2),
	    .kind = (enum command_kind)sqlite3_column_int(p, 4), .grade = (enum command_grade)sqlite3_column_int(p, 5),
	    .reasons = (unsigned)sqlite3_column_int64(p, 6), .depth = sqlite3_column_int(p, 7)};

	c.output_from = c.event + (uint64_t)sqlite3_column_int64(p, 3);
	snprintf(c.program, sizeof c.program, "%s", (const char *)sqlite3_column_text(p, 8));
	return search->each(search->context, &c, sqlite3_column_int64(p, 0));
}

static int
search_open(struct catalog *s, int64_t n, void *context)
{
	const struct open_search *search = context;
	sqlite3_stmt *p;
	char sql[512];
	int r = 0, step = SQLITE_DONE;

	snprintf(sql, sizeof sql, "SELECT c.id, c.seq, c.event, c.gap, t.kind, t.grade, t.reasons, t.depth, t.program"
	    " FROM words_%" PRId64 " w JOIN command c ON c.id = -w.rowid JOIN trait t ON t.id = c.trait"
	    " WHERE w.words_%" PRId64 " MATCH ?1 AND c.span IS NULL AND NOT EXISTS (SELECT 1 FROM completion e WHERE e.id = c.id)"
	    " ORDER BY c.seq", n, n);
	if (sqlite3_prepare_v2(s->sql.db, sql, -1, &p, NULL) != SQLITE_OK)
		return ERR_FAILED;
	sqlite3_bind_text(p, 1, search->tag, -1, SQLITE_STATIC);
	while (r == 0 && (step = sqlite3_step(p)) == SQLITE_ROW)
		r = tell_open(p, search);
	sqlite3_finalize(p);
	return r != 0 ? r : step == SQLITE_DONE ? 0 : ERR_FAILED;
}

int
catalog_open_commands(struct catalog *s, int64_t session, int (*each)(void *context, const struct command *, int64_t id),
    void *context)
{
	struct open_search search = {NULL, each, context};
	struct buffer tag = {0};
	int r;

	catalog_tags(&tag, NULL, NULL, session);
	if ((search.tag = buffer_string(&tag)) == NULL)
		return -ENOMEM;
	r = each_shard(s, "SELECT n FROM shard WHERE n > ?1 ORDER BY bucket", 0, search_open, &search);
	buffer_free(&tag);
	return r;
}

/* Tidying. */

static int
tidy_shard(struct catalog *s, int64_t n, void *context)
{
	char sql[96];
	int r;

	(void)context;
	if ((r = catalog_begin(s)) != 0)
		return r;
	snprintf(sql, sizeof sql, "UPDATE shard SET tidied = rows WHERE n = %" PRId64, n);
	if ((r = schema_merge_shard(s->sql.db, n)) == 0 &&
	    sqlite3_exec(s->sql.db, sql, NULL, NULL, NULL) != SQLITE_OK)
		r = ERR_FAILED;
	if (r == 0)
		return catalog_commit(s);
	catalog_rollback(s);
	return r;
}

static int
note_shard(struct catalog *s, int64_t n, void *context)
{
	struct list *list = context;

	(void)s;
	if (list->count < 256)
		list->shards[list->count++] = n;
	return 0;
}

/* One that has grown by half since it was last done: so each row is moved a few times at most. */
int
catalog_tidy(struct catalog *s)
{
	struct list list = {.count = 0};
	int i, r;

	r = each_shard(s, "SELECT n FROM shard WHERE rows >= ?1 AND rows >= tidied + tidied / 2 + 1", TIDY_ROWS, note_shard, &list);
	for (i = 0; r == 0 && i < list.count; i++)
		r = tidy_shard(s, list.shards[i], NULL);
	/* merging leaves as many pages free as it took away in its last steps */
	if (r == 0 && list.count > 0)
		schema_give_back(s->sql.db);
	return r;
}
