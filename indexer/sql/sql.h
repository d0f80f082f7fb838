/*
 * What the modules of this folder share that write the index: the connection, every statement that is used again and
 * again, and how values pass.
 */
#ifndef STENO_INDEXER_SQL_SQL_H
#define STENO_INDEXER_SQL_SQL_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

#define SQL_LONGHAND "steno_longhand" /* a function of every connection of ours: a command's text, as it was */

enum sql_statement {
	SQL_FIND_PATH,
	SQL_FIND_UUID,
	SQL_ADD_SESSION,
	SQL_FIND_PLACE,
	SQL_NOTE_RECORDING,
	SQL_NOTE_PROGRESS,
	SQL_LEAVE_PLACE,
	SQL_ADD_CLOSING,
	SQL_FIND_TRAIT,
	SQL_ADD_TRAIT,
	SQL_ADD_COMMAND,
	SQL_ADD_DETAIL,
	SQL_ADD_COMPLETION,
	SQL_FIND_TEXT,
	SQL_ADD_TEXT,
	SQL_ADD_OUTPUT,
	SQL_ADD_KEYFRAME,
	SQL_ADD_MARK,
	SQL_FIND_BUCKET,
	SQL_NOTE_BUCKET,
	SQL_FIND_SHARD,
	SQL_NEWEST_BUCKET,
	SQL_NEXT_SHARD,
	SQL_ADD_SHARD,
	SQL_NOTE_SHARD,
	SQL_STATEMENTS,
};

struct sql {
	sqlite3 *db;
	sqlite3_stmt *statements[SQL_STATEMENTS]; /* prepared when first used */
};

/* One of ours as a result of SQLite's. */
int sql_code(int result);

/* Borrowed; NULL on failure, which all that follows takes. */
sqlite3_stmt *sql_use(struct sql *, enum sql_statement);

/* Texts are borrowed until the statement has run; NULL, and `none` of a number, become NULL. */
void sql_bind_text(sqlite3_stmt *, int n, const char *text, size_t len);
void sql_bind_string(sqlite3_stmt *, int n, const char *text);
void sql_bind_number(sqlite3_stmt *, int n, int64_t value, int64_t none);

/* Run to its first row: 1 with one that stands until the next use, 0 without, or negative. */
int sql_step(sqlite3_stmt *);

/* Run to its end: 0 or negative. */
int sql_finish(sqlite3_stmt *);

/* Statements without values. */
int sql_run(struct sql *, const char *text);

/* The rows of a statement without values, each as a line of JSON; write returns 0 or stops it. */
int sql_print(sqlite3 *, const char *text, int (*write)(void *context, const char *line, size_t len), void *context);

/* Everything is let go. */
void sql_close(struct sql *);

#endif
