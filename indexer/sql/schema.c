/*
 * The index's tables.
 *
 * Rows of the evidence's tables are only ever added: their triggers refuse UPDATE, DELETE, and an INSERT whose key
 * is there already, which is how INSERT OR REPLACE would get past the first two.  DELETE is let
 * through where steno_pruner() says so, a function that only the pruner's connection has.  The tables that are not in
 * EVIDENCE keep accounts, which are made anew from the others.
 *
 * The trigger on INSERT fails rather than aborts, and what adds rows says OR FAIL: a statement that may abort half done makes
 * SQLite begin a savepoint, at which FTS5 writes out what it has gathered, which made adding six times slower.
 */
#include "indexer/sql/schema.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include "lib/base/error.h"

#define HASH_SIZE (16 * 1024 * 1024) /* bytes of words that FTS5 gathers within a transaction before it writes them */

/*
 * So many trees of words become one, while rows are added.  Fewer, as FTS5 does of itself, would move each row more often, and make
 * adding a tenth slower; more would leave more trees to ask in until the next tidying.
 */
#define MERGED_AT_ONCE 8

/*
 * Bytes of a list of rows that are read at once.  Small, so that where a word that many have meets one that few have, little is
 * read in vain; parts meet parts, and few of them are rare.  Eight of the small ones, each with its 14 bytes as a row and what it
 * may be longer, fill a page of the file: of 400, of which nine go into one, the words took a tenth more.
 */
#define PAGE_SMALL 494
#define PAGE_WHOLE 4050

#define EVIDENCE(table, same) \
	"CREATE TRIGGER " table "_no_update BEFORE UPDATE ON " table \
	" BEGIN SELECT RAISE(ABORT, '" table " is append-only'); END;\n" \
	"CREATE TRIGGER " table "_no_delete BEFORE DELETE ON " table " WHEN NOT steno_pruner()" \
	" BEGIN SELECT RAISE(ABORT, '" table " is append-only'); END;\n" \
	"CREATE TRIGGER " table "_no_replace BEFORE INSERT ON " table \
	" WHEN EXISTS (SELECT 1 FROM " table " WHERE " same ")" \
	" BEGIN SELECT RAISE(FAIL, '" table " is append-only'); END;\n"

static const char VERSION_1[] =
    "CREATE TABLE session (id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, started INTEGER, user TEXT, host TEXT,"
    " login TEXT, euid INTEGER, loginuid INTEGER, tty TEXT, client TEXT, fingerprint TEXT, shell TEXT, command TEXT,"
    " title TEXT, zone TEXT, utc_offset INTEGER, labels TEXT, parent TEXT, witnessed INTEGER NOT NULL,"
    " format TEXT NOT NULL, path TEXT NOT NULL);\n"
    "CREATE INDEX session_started ON session (started);\n"
    "CREATE TABLE closing (session INTEGER PRIMARY KEY, ended INTEGER NOT NULL, events INTEGER NOT NULL,"
    " commands INTEGER NOT NULL, state TEXT NOT NULL);\n"
    "CREATE TABLE trait (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, grade INTEGER NOT NULL,"
    " reasons INTEGER NOT NULL, depth INTEGER NOT NULL, program TEXT NOT NULL,"
    " UNIQUE (kind, grade, reasons, depth, program));\n"
    "CREATE TABLE command (id INTEGER PRIMARY KEY, session INTEGER NOT NULL, seq INTEGER NOT NULL,"
    " at INTEGER NOT NULL, trait INTEGER NOT NULL, event INTEGER NOT NULL, gap INTEGER NOT NULL, exit INTEGER,"
    " duration INTEGER, span INTEGER, bytes INTEGER, text TEXT);\n"
    "CREATE TABLE completion (id INTEGER PRIMARY KEY, exit INTEGER, duration INTEGER, span INTEGER NOT NULL,"
    " bytes INTEGER NOT NULL, trait INTEGER);\n"
    "CREATE TABLE detail (command INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,"
    " PRIMARY KEY (command, name)) WITHOUT ROWID;\n"
    "CREATE TABLE text (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, size INTEGER NOT NULL,"
    " data BLOB NOT NULL);\n"
    "CREATE TABLE output (command INTEGER PRIMARY KEY, text INTEGER NOT NULL, dropped INTEGER NOT NULL);\n"
    "CREATE TABLE keyframe (id INTEGER PRIMARY KEY, session INTEGER NOT NULL, event INTEGER NOT NULL,"
    " at INTEGER NOT NULL, cols INTEGER NOT NULL, rows INTEGER NOT NULL, covered INTEGER NOT NULL,"
    " size INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE (session, event));\n"
    "CREATE TABLE recording (session INTEGER PRIMARY KEY, path TEXT NOT NULL, size INTEGER NOT NULL,"
    " changed INTEGER NOT NULL, commands INTEGER NOT NULL, keyframe INTEGER NOT NULL, done INTEGER NOT NULL);\n"
    "CREATE INDEX recording_path ON recording (path);\n"
    "CREATE TABLE shard (n INTEGER PRIMARY KEY, bucket INTEGER NOT NULL UNIQUE, rows INTEGER NOT NULL,"
    " tidied INTEGER NOT NULL DEFAULT 0);\n"
    "CREATE TABLE unclean (since INTEGER NOT NULL);\n"
    "CREATE TABLE bucket (n INTEGER PRIMARY KEY, rows INTEGER NOT NULL, last INTEGER NOT NULL,"
    " sorted INTEGER NOT NULL);\n"
    EVIDENCE("session", "id = NEW.id OR uuid = NEW.uuid")
    EVIDENCE("closing", "session = NEW.session")
    EVIDENCE("trait", "id = NEW.id OR (kind = NEW.kind AND grade = NEW.grade AND reasons = NEW.reasons AND"
	" depth = NEW.depth AND program = NEW.program)")
    EVIDENCE("command", "id = NEW.id")
    EVIDENCE("completion", "id = NEW.id")
    "CREATE TRIGGER completion_no_second BEFORE INSERT ON completion"
    " WHEN EXISTS (SELECT 1 FROM command WHERE id = NEW.id AND span IS NOT NULL)"
    " BEGIN SELECT RAISE(FAIL, 'completion is append-only: the command has its end'); END;\n"
    EVIDENCE("detail", "command = NEW.command AND name = NEW.name")
    EVIDENCE("text", "id = NEW.id OR digest = NEW.digest")
    EVIDENCE("output", "command = NEW.command")
    EVIDENCE("keyframe", "id = NEW.id OR (session = NEW.session AND event = NEW.event)");

static const char VERSION_2[] =
    "CREATE TABLE mark (id INTEGER PRIMARY KEY, session INTEGER NOT NULL, event INTEGER NOT NULL, data BLOB NOT NULL,"
    " UNIQUE (session, event));\n"
    "CREATE INDEX keyframe_at ON keyframe (session, at, event, covered);\n"
    EVIDENCE("mark", "id = NEW.id OR (session = NEW.session AND event = NEW.event)");

/* Texts of commands may be in shorthand: those that were there stay as they are. */
static const char VERSION_3[] = "";

/* VERSIONS[n] makes version n + 1 of version n. */
static const char *const VERSIONS[SCHEMA_VERSION] = {VERSION_1, VERSION_2, VERSION_3};

static int
number(sqlite3 *db, const char *sql, int64_t *out)
{
	sqlite3_stmt *s;
	int r = sqlite3_prepare_v2(db, sql, -1, &s, NULL);

	if (r == SQLITE_OK && (r = sqlite3_step(s)) == SQLITE_ROW) {
		*out = sqlite3_column_int64(s, 0);
		r = SQLITE_OK;
	}
	sqlite3_finalize(s);
	switch (r & 0xFF) {
	case SQLITE_OK:
		return 0;
	case SQLITE_NOTADB:
		return ERR_UNKNOWN;
	case SQLITE_BUSY:
		return ERR_BUSY;
	case SQLITE_CORRUPT:
		return ERR_DAMAGED;
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
		return -EACCES;
	default:
		return ERR_FAILED;
	}
}

static int
look(sqlite3 *db, int64_t latest, int64_t *version)
{
	int64_t application, tables;
	int r;

	if ((r = number(db, "PRAGMA application_id", &application)) != 0 ||
	    (r = number(db, "PRAGMA user_version", version)) != 0 ||
	    (r = number(db, "SELECT count(*) FROM sqlite_schema", &tables)) != 0)
		return r;
	if (application == 0 && *version == 0 && tables == 0)
		return 0;
	/* somebody may have written any number there */
	if (application != SCHEMA_APPLICATION || *version < 0)
		return ERR_UNKNOWN;
	return *version > latest ? ERR_LIMIT : 0;
}

static int
run(sqlite3 *db, const char *sql)
{
	int r = sqlite3_exec(db, sql, NULL, NULL, NULL);

	return r == SQLITE_OK ? 0 : (r & 0xFF) == SQLITE_BUSY ? ERR_BUSY : r == SQLITE_FULL ? -ENOSPC : ERR_FAILED;
}

/* Some failures have rolled it back by themselves: another time would fail, and what SQLite said of the first be gone. */
static void
roll_back(sqlite3 *db)
{
	if (!sqlite3_get_autocommit(db))
		run(db, "ROLLBACK");
}

/* All of it as it was at one moment: another process may be making it. */
static int
look_at_once(sqlite3 *db, int64_t latest, int64_t *version)
{
	int r;

	if (!sqlite3_get_autocommit(db))
		return look(db, latest, version);
	if ((r = run(db, "BEGIN")) != 0)
		return r;
	if ((r = look(db, latest, version)) == 0)
		run(db, "COMMIT");
	else
		roll_back(db);
	return r;
}

/* Another process may have made the step while this one waited for the lock. */
static int
climb(sqlite3 *db, const char *const *steps, int64_t latest)
{
	char mark[96];
	int64_t version;
	int r;

	if ((r = run(db, "BEGIN IMMEDIATE")) != 0)
		return r;
	if ((r = look(db, latest, &version)) == 0 && version < latest) {
		snprintf(mark, sizeof mark, "PRAGMA application_id = %d; PRAGMA user_version = %" PRId64,
		    SCHEMA_APPLICATION, version + 1);
		if ((r = run(db, steps[version])) == 0)
			r = run(db, mark);
	}
	if (r == 0)
		r = run(db, "COMMIT");
	if (r != 0)
		roll_back(db);
	return r;
}

int
schema_raise(sqlite3 *db, const char *const *steps, int latest)
{
	int64_t version;
	int r;

	while ((r = look_at_once(db, latest, &version)) == 0 && version < latest)
		if ((r = climb(db, steps, latest)) != 0)
			break;
	return r;
}

void
schema_begin(sqlite3 *db)
{
	int64_t pages;

	/* only as long as there is nothing in it; later this would take the lock of who writes, each time, for nothing */
	if (number(db, "PRAGMA page_count", &pages) == 0 && pages == 0)
		run(db, "PRAGMA auto_vacuum = INCREMENTAL");
}

void
schema_give_back(sqlite3 *db)
{
	run(db, "PRAGMA incremental_vacuum");
}

int
schema_prepare(sqlite3 *db)
{
	return schema_raise(db, VERSIONS, SCHEMA_VERSION);
}

int
schema_check(sqlite3 *db)
{
	int64_t version;
	int r = look_at_once(db, SCHEMA_VERSION, &version);

	return r != 0 ? r : version == SCHEMA_VERSION ? 0 : ERR_NOTFOUND;
}

int
schema_add_shard(sqlite3 *db, int64_t shard)
{
	static const struct {
		const char *name, *columns, *tokenizer;
		int page;
	} tables[] = {
		{"words", "words, tags", "unicode61 remove_diacritics 2", PAGE_SMALL},
		{"grams", "text", "trigram", PAGE_WHOLE},
		{"shown", "words, tags", "unicode61 remove_diacritics 2", PAGE_SMALL},
	};
	char sql[512];
	size_t i;
	int r = 0;

	for (i = 0; r == 0 && i < sizeof tables / sizeof *tables; i++) {
		snprintf(sql, sizeof sql, "CREATE VIRTUAL TABLE %s_%" PRId64 " USING fts5(%s, content='', columnsize=0,"
		    " detail=none, tokenize='%s'); INSERT INTO %s_%" PRId64 " (%s_%" PRId64 ", rank) VALUES ('hashsize', %d),"
		    " ('pgsz', %d), ('automerge', %d)", tables[i].name, shard, tables[i].columns, tables[i].tokenizer, tables[i].name,
		    shard, tables[i].name, shard, HASH_SIZE, tables[i].page, MERGED_AT_ONCE);
		r = run(db, sql);
	}
	return r;
}

int
schema_merge_shard(sqlite3 *db, int64_t shard)
{
	char sql[256];

	snprintf(sql, sizeof sql, "INSERT INTO words_%" PRId64 " (words_%" PRId64 ") VALUES ('optimize');"
	    "INSERT INTO grams_%" PRId64 " (grams_%" PRId64 ") VALUES ('optimize');"
	    "INSERT INTO shown_%" PRId64 " (shown_%" PRId64 ") VALUES ('optimize')", shard, shard, shard, shard, shard, shard);
	return run(db, sql);
}

int
schema_drop_shard(sqlite3 *db, int64_t shard)
{
	char sql[128];

	snprintf(sql, sizeof sql, "DROP TABLE words_%" PRId64 "; DROP TABLE grams_%" PRId64 "; DROP TABLE shown_%" PRId64,
	    shard, shard, shard);
	return run(db, sql);
}
