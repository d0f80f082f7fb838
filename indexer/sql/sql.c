/* The index's statements, and how values pass. */
#include "indexer/sql/sql.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/json.h"

static const char *const TEXTS[SQL_STATEMENTS] = {
    [SQL_FIND_PATH] = "SELECT session, size, changed, commands, keyframe, done, (SELECT uuid FROM session WHERE id = session)"
		  " FROM recording WHERE path = ?1 ORDER BY done DESC LIMIT 1",
    [SQL_FIND_UUID] = "SELECT session.id, coalesce(size, -1), coalesce(changed, 0), coalesce(commands, 0),"
		  " coalesce(keyframe, 0), coalesce(done, 0), uuid FROM session LEFT JOIN recording ON session = session.id"
		  " WHERE uuid = ?1",
    [SQL_ADD_SESSION] = "INSERT OR FAIL INTO session (uuid, started, user, host, login, euid, loginuid, tty, client, fingerprint,"
		    " shell, command, title, zone, utc_offset, labels, parent, witnessed, format, path) VALUES"
		    " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
    [SQL_FIND_PLACE] = "SELECT path, done FROM recording WHERE session = ?1",
    [SQL_NOTE_RECORDING] = "INSERT INTO recording (session, path, size, changed, commands, keyframe, done) VALUES"
		       " (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (session) DO UPDATE SET path = ?2, size = ?3,"
		       " changed = ?4, commands = max(commands, ?5), keyframe = max(keyframe, ?6), done = max(done, ?7)",
    [SQL_LEAVE_PLACE] = "UPDATE recording SET path = '' WHERE session = ?1 AND path = ?2",
    /* of a copy: ?2 to ?4 are where that lies */
    [SQL_NOTE_PROGRESS] = "UPDATE recording SET commands = max(commands, ?5), keyframe = max(keyframe, ?6), done = max(done, ?7)"
		      " WHERE session = ?1",
    [SQL_ADD_CLOSING] = "INSERT OR FAIL INTO closing (session, ended, events, commands, state) SELECT ?1, ?2, ?3, ?4, ?5"
		    " WHERE NOT EXISTS (SELECT 1 FROM closing WHERE session = ?1)",
    [SQL_FIND_TRAIT] = "SELECT id FROM trait WHERE kind = ?1 AND grade = ?2 AND reasons = ?3 AND depth = ?4"
		   " AND program = ?5",
    [SQL_ADD_TRAIT] = "INSERT OR FAIL INTO trait (kind, grade, reasons, depth, program) VALUES (?1, ?2, ?3, ?4, ?5)",
    [SQL_ADD_COMMAND] = "INSERT OR FAIL INTO command (id, session, seq, at, trait, event, gap, exit, duration, span, bytes, text)"
		    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    [SQL_ADD_DETAIL] = "INSERT OR FAIL INTO detail (command, name, value) VALUES (?1, ?2, ?3)",
    [SQL_ADD_COMPLETION] = "INSERT OR FAIL INTO completion (id, exit, duration, span, bytes, trait) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_FIND_TEXT] = "SELECT id FROM text WHERE digest = ?1",
    [SQL_ADD_TEXT] = "INSERT OR FAIL INTO text (digest, size, data) VALUES (?1, ?2, ?3)",
    [SQL_ADD_OUTPUT] = "INSERT OR FAIL INTO output (command, text, dropped) VALUES (?1, ?2, ?3)",
    [SQL_ADD_KEYFRAME] = "INSERT OR FAIL INTO keyframe (session, event, at, cols, rows, covered, size, data) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8"
		     " WHERE NOT EXISTS (SELECT 1 FROM keyframe WHERE session = ?1 AND event = ?2)",
    [SQL_ADD_MARK] = "INSERT OR FAIL INTO mark (session, event, data) SELECT ?1, ?2, ?3"
		     " WHERE NOT EXISTS (SELECT 1 FROM mark WHERE session = ?1 AND event = ?2)",
    [SQL_FIND_BUCKET] = "SELECT rows, last, sorted FROM bucket WHERE n = ?1",
    [SQL_NOTE_BUCKET] = "INSERT OR REPLACE INTO bucket (n, rows, last, sorted) VALUES (?1, ?2, ?3, ?4)",
    [SQL_FIND_SHARD] = "SELECT n, rows, bucket, coalesce((SELECT min(bucket) FROM shard WHERE bucket > ?1), 1 << 62)"
		   " FROM shard WHERE bucket <= ?1 ORDER BY bucket DESC LIMIT 1",
    [SQL_NEWEST_BUCKET] = "SELECT coalesce(max(n), -1) FROM bucket",
    [SQL_NEXT_SHARD] = "SELECT coalesce(max(n), 0) + 1 FROM shard",
    [SQL_ADD_SHARD] = "INSERT INTO shard (n, bucket, rows) VALUES (?1, ?2, 0)",
    [SQL_NOTE_SHARD] = "UPDATE shard SET rows = ?2 WHERE n = ?1",
};

int
sql_code(int r)
{
	switch (r & 0xFF) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return 0;
	case SQLITE_NOMEM:
		return -ENOMEM;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERR_BUSY;
	case SQLITE_FULL:
		return -ENOSPC;
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
		return -EACCES;
	case SQLITE_NOTADB:
		return ERR_UNKNOWN;
	case SQLITE_CORRUPT:
		return ERR_DAMAGED;
	default:
		return ERR_FAILED;
	}
}

sqlite3_stmt *
sql_use(struct sql *s, enum sql_statement which)
{
	sqlite3_stmt **p = &s->statements[which];

	if (*p == NULL && sqlite3_prepare_v3(s->db, TEXTS[which], -1, SQLITE_PREPARE_PERSISTENT, p, NULL) != SQLITE_OK)
		*p = NULL;
	return *p;
}

void
sql_bind_text(sqlite3_stmt *p, int n, const char *text, size_t len)
{
	if (text == NULL)
		sqlite3_bind_null(p, n);
	else
		sqlite3_bind_text64(p, n, text, len, SQLITE_STATIC, SQLITE_UTF8);
}

void
sql_bind_string(sqlite3_stmt *p, int n, const char *text)
{
	sql_bind_text(p, n, text, text != NULL ? strlen(text) : 0);
}

void
sql_bind_number(sqlite3_stmt *p, int n, int64_t value, int64_t none)
{
	if (value == none)
		sqlite3_bind_null(p, n);
	else
		sqlite3_bind_int64(p, n, value);
}

int
sql_step(sqlite3_stmt *p)
{
	int r;

	if (p == NULL)
		return ERR_FAILED;
	r = sqlite3_step(p);
	if (r == SQLITE_ROW)
		return 1;
	r = sqlite3_reset(p);
	return sql_code(r);
}

int
sql_finish(sqlite3_stmt *p)
{
	int r = sql_step(p);

	if (r > 0)
		sqlite3_reset(p);
	return r < 0 ? r : 0;
}

int
sql_run(struct sql *s, const char *text)
{
	return sql_code(sqlite3_exec(s->db, text, NULL, NULL, NULL));
}

static void
put_value(struct buffer *out, sqlite3_stmt *p, int i)
{
	json_put_key(out, sqlite3_column_name(p, i));
	switch (sqlite3_column_type(p, i)) {
	case SQLITE_INTEGER:
		buffer_addf(out, "%" PRId64, (int64_t)sqlite3_column_int64(p, i));
		break;
	case SQLITE_TEXT:
		json_put_string(out, (const char *)sqlite3_column_text(p, i), (size_t)sqlite3_column_bytes(p, i));
		break;
	default:
		buffer_adds(out, "null");
	}
}

static int
print_rows(sqlite3_stmt *p, int (*write)(void *context, const char *line, size_t len), void *context)
{
	struct buffer line = {0};
	int i, r = 0, step;

	while (r == 0 && (step = sqlite3_step(p)) == SQLITE_ROW) {
		buffer_clear(&line);
		buffer_addc(&line, '{');
		for (i = 0; i < sqlite3_column_count(p); i++)
			put_value(&line, p, i);
		buffer_adds(&line, "}\n");
		if ((r = buffer_status(&line)) == 0)
			r = write(context, line.data, line.len);
	}
	buffer_free(&line);
	return r != 0 ? r : step == SQLITE_DONE ? 0 : ERR_FAILED;
}

int
sql_print(sqlite3 *db, const char *text, int (*write)(void *context, const char *line, size_t len), void *context)
{
	sqlite3_stmt *p;
	int r;

	if (sqlite3_prepare_v2(db, text, -1, &p, NULL) != SQLITE_OK)
		return ERR_FAILED;
	r = print_rows(p, write, context);
	sqlite3_finalize(p);
	return r;
}

void
sql_close(struct sql *s)
{
	int i;

	for (i = 0; i < SQL_STATEMENTS; i++)
		sqlite3_finalize(s->statements[i]);
	sqlite3_close(s->db);
	*s = (struct sql){0};
}
