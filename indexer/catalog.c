/*
 * The index, written.
 *
 * A command's id is its place in time: the number of the stretch of 70 minutes (a bucket) that it
 * falls into, and its number within.  So ids grow with time whenever a recording arrives, "newest first" is the order of
 * ids, and a range of time is a range of ids.  Accounts of buckets and shards are kept in memory within a transaction
 * and written at its end.
 */
#include "indexer/catalog.h"

#include <errno.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/schema.h"
#include "indexer/squeeze.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/json.h"
#include "lib/cast/digest.h"

#define BUSY_MS (15 * 60 * 1000) /* a thousand others may be before us */
#define SETTLE_MS 10000
#define BUCKET_ROWS ((1 << CATALOG_BUCKET_BITS) - 1)
#define BUCKET_MAX (1 << 22) /* the year 2527 */
#define BEHIND_ALL (INT64_C(1) << 62)
#define TAG_MAX 64
#define TRAITS 256
#define DIGEST_KEPT 16

enum statement {
	FIND_PATH,
	FIND_UUID,
	ADD_SESSION,
	NOTE_RECORDING,
	ADD_CLOSING,
	FIND_TRAIT,
	ADD_TRAIT,
	ADD_COMMAND,
	ADD_DETAIL,
	ADD_COMPLETION,
	FIND_TEXT,
	ADD_TEXT,
	ADD_OUTPUT,
	ADD_KEYFRAME,
	FIND_BUCKET,
	NOTE_BUCKET,
	FIND_SHARD,
	NEWEST_BUCKET,
	NEXT_SHARD,
	ADD_SHARD,
	NOTE_SHARD,
	STATEMENTS,
};

static const char *const SQL[STATEMENTS] = {
    [FIND_PATH] = "SELECT session, size, changed, commands, keyframe, done FROM recording WHERE path = ?1"
		  " ORDER BY done DESC LIMIT 1",
    [FIND_UUID] = "SELECT session.id, coalesce(size, -1), coalesce(changed, 0), coalesce(commands, 0),"
		  " coalesce(keyframe, 0), coalesce(done, 0) FROM session LEFT JOIN recording ON session = session.id"
		  " WHERE uuid = ?1",
    [ADD_SESSION] = "INSERT OR FAIL INTO session (uuid, started, user, host, login, euid, loginuid, tty, client, fingerprint,"
		    " shell, command, title, zone, utc_offset, labels, parent, witnessed, format, path) VALUES"
		    " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
    [NOTE_RECORDING] = "INSERT INTO recording (session, path, size, changed, commands, keyframe, done) VALUES"
		       " (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (session) DO UPDATE SET path = ?2, size = ?3,"
		       " changed = ?4, commands = max(commands, ?5), keyframe = max(keyframe, ?6), done = max(done, ?7)",
    [ADD_CLOSING] = "INSERT OR FAIL INTO closing (session, ended, events, commands, state) SELECT ?1, ?2, ?3, ?4, ?5"
		    " WHERE NOT EXISTS (SELECT 1 FROM closing WHERE session = ?1)",
    [FIND_TRAIT] = "SELECT id FROM trait WHERE kind = ?1 AND grade = ?2 AND reasons = ?3 AND depth = ?4"
		   " AND program = ?5",
    [ADD_TRAIT] = "INSERT OR FAIL INTO trait (kind, grade, reasons, depth, program) VALUES (?1, ?2, ?3, ?4, ?5)",
    [ADD_COMMAND] = "INSERT OR FAIL INTO command (id, session, seq, at, trait, event, gap, text) VALUES"
		    " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [ADD_DETAIL] = "INSERT OR FAIL INTO detail (command, name, value) VALUES (?1, ?2, ?3)",
    [ADD_COMPLETION] = "INSERT OR FAIL INTO completion (id, exit, duration, span, bytes, trait) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [FIND_TEXT] = "SELECT id FROM text WHERE digest = ?1",
    [ADD_TEXT] = "INSERT OR FAIL INTO text (digest, size, data) VALUES (?1, ?2, ?3)",
    [ADD_OUTPUT] = "INSERT OR FAIL INTO output (command, text, dropped) VALUES (?1, ?2, ?3)",
    [ADD_KEYFRAME] = "INSERT OR FAIL INTO keyframe (session, event, at, cols, rows, covered, size, data) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8"
		     " WHERE NOT EXISTS (SELECT 1 FROM keyframe WHERE session = ?1 AND event = ?2)",
    [FIND_BUCKET] = "SELECT rows, last, sorted FROM bucket WHERE n = ?1",
    [NOTE_BUCKET] = "INSERT OR REPLACE INTO bucket (n, rows, last, sorted) VALUES (?1, ?2, ?3, ?4)",
    [FIND_SHARD] = "SELECT n, rows, bucket, coalesce((SELECT min(bucket) FROM shard WHERE bucket > ?1), 1 << 62)"
		   " FROM shard WHERE bucket <= ?1 ORDER BY bucket DESC LIMIT 1",
    [NEWEST_BUCKET] = "SELECT coalesce(max(n), -1) FROM bucket",
    [NEXT_SHARD] = "SELECT coalesce(max(n), 0) + 1 FROM shard",
    [ADD_SHARD] = "INSERT INTO shard (n, bucket, rows) VALUES (?1, ?2, 0)",
    [NOTE_SHARD] = "UPDATE shard SET rows = ?2 WHERE n = ?1",
};

struct trait {
	int kind, grade, depth;
	unsigned reasons;
	char program[32];
	int64_t id; /* 0: none */
};

struct bucket {
	int64_t n; /* -1: none */
	int64_t rows, last;
	bool sorted;
};

struct shard {
	int64_t n, rows, from, until; /* buckets; until is not in it */
	int64_t asked;                /* the newest bucket for which it was seen that no new shard is wanted */
	sqlite3_stmt *words, *grams, *shown;
};

struct catalog {
	sqlite3 *db;
	sqlite3_stmt *statements[STATEMENTS];
	struct squeeze *squeeze;
	struct trait traits[TRAITS]; /* a cache, by hash */
	struct bucket bucket;
	struct shard shard; /* n 0: none */
	bool writes;
	struct buffer scratch;
};

static int
code_of(int r)
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

/* Opening. */

static int
refuse(char **message, const char *path, const char *why)
{
	if (message != NULL && asprintf(message, "the index \"%s\" %s", path, why) < 0)
		*message = NULL;
	return ERR_FAILED;
}

static void
explain(struct catalog *s, const char *path, int r, char **message)
{
	if (r == ERR_UNKNOWN)
		refuse(message, path, "is no index: give another name with --index");
	else if (r == ERR_LIMIT)
		refuse(message, path, "was made by a later version of Steno; update, or make another with --index");
	else if (r == ERR_NOTFOUND)
		refuse(message, path, "is of an older version; run \"steno index\" once");
	else
		refuse(message, path, s->db != NULL ? sqlite3_errmsg(s->db) : error_text(r));
}

static void
is_pruner(sqlite3_context *context, int n, sqlite3_value **values)
{
	(void)n;
	(void)values;
	sqlite3_result_int(context, 1);
}

static int
set_up(struct catalog *s, enum catalog_mode mode)
{
	int r, on;

	sqlite3_busy_timeout(s->db, BUSY_MS);
	sqlite3_extended_result_codes(s->db, 1);
	/* nothing in the file is believed: no functions of ours in views or triggers but those that are innocuous */
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, &on);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, &on);
	if (mode == CATALOG_PRUNE && (r = sqlite3_create_function_v2(s->db, "steno_pruner", 0,
					SQLITE_UTF8 | SQLITE_INNOCUOUS, NULL, is_pruner, NULL, NULL, NULL)) != SQLITE_OK)
		return code_of(r);
	if (mode == CATALOG_READ) {
		sqlite3_exec(s->db, "PRAGMA mmap_size = 1099511627776; PRAGMA cache_size = -8192", NULL, NULL, NULL);
		return schema_check(s->db);
	}
	/* a power cut may lose the newest transactions and nothing else: they are derived, and made again */
	if ((r = sqlite3_exec(s->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;"
				     "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864", NULL, NULL,
		 NULL)) != SQLITE_OK)
		return code_of(r);
	return schema_prepare(s->db);
}

/* The file is its owner's alone, as recordings are; SQLite gives its companions the same mode. */
static int
make_file(const char *path)
{
	char *folder = file_folder(path);
	int r = folder == NULL ? -ENOMEM : file_make_folders(folder);
	mode_t mask;
	FILE *f;

	free(folder);
	if (r != 0)
		return r;
	mask = umask(077);
	f = fopen(path, "ab");
	r = f == NULL ? -errno : 0;
	umask(mask);
	if (f != NULL)
		fclose(f);
	return r;
}

int
catalog_open(const char *path, enum catalog_mode mode, struct catalog **out, char **message)
{
	struct catalog *s = calloc(1, sizeof *s);
	int r = 0, flags = mode == CATALOG_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;

	*out = NULL;
	if (message != NULL)
		*message = NULL;
	if (s == NULL || (s->squeeze = squeeze_new()) == NULL) {
		free(s);
		return -ENOMEM;
	}
	s->writes = mode != CATALOG_READ;
	s->bucket.n = -1;
	if (mode == CATALOG_WRITE)
		r = make_file(path);
	if (r == 0 && (r = code_of(sqlite3_open_v2(path, &s->db, flags, NULL))) == 0)
		r = set_up(s, mode);
	if (r != 0) {
		explain(s, path, r, message);
		catalog_free(s);
		return r;
	}
	*out = s;
	return 0;
}

static void
leave_shard(struct catalog *s)
{
	sqlite3_finalize(s->shard.words);
	sqlite3_finalize(s->shard.grams);
	sqlite3_finalize(s->shard.shown);
	s->shard = (struct shard){0};
}

void
catalog_free(struct catalog *s)
{
	int i;

	if (s == NULL)
		return;
	leave_shard(s);
	for (i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(s->statements[i]);
	sqlite3_close(s->db);
	squeeze_free(s->squeeze);
	buffer_free(&s->scratch);
	free(s);
}

int
catalog_settle(const char *path, char **message)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *p = NULL;
	int r = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);
	bool settled = false;

	*message = NULL;
	sqlite3_busy_timeout(db, SETTLE_MS);
	if (r == SQLITE_OK && (r = sqlite3_prepare_v2(db, "PRAGMA journal_mode = DELETE", -1, &p, NULL)) == SQLITE_OK &&
	    (r = sqlite3_step(p)) == SQLITE_ROW)
		settled = strcmp((const char *)sqlite3_column_text(p, 0), "delete") == 0;
	sqlite3_finalize(p);
	/* what is no database at all goes with nobody's harm */
	if (!settled && (r & 0xFF) != SQLITE_NOTADB && (r & 0xFF) != SQLITE_CORRUPT)
		refuse(message, path, "is in use; try again when nobody reads it");
	else
		settled = true;
	sqlite3_close(db);
	return settled ? 0 : ERR_BUSY;
}

struct sqlite3 *
catalog_handle(const struct catalog *s)
{
	return s->db;
}

const char *
catalog_trouble(const struct catalog *s)
{
	return sqlite3_errmsg(s->db);
}

/* Statements. */

static sqlite3_stmt *
use(struct catalog *s, enum statement which)
{
	sqlite3_stmt **p = &s->statements[which];

	if (*p == NULL && sqlite3_prepare_v3(s->db, SQL[which], -1, SQLITE_PREPARE_PERSISTENT, p, NULL) != SQLITE_OK)
		*p = NULL;
	return *p;
}

static void
bind_text(sqlite3_stmt *p, int n, const char *text, size_t len)
{
	if (text == NULL)
		sqlite3_bind_null(p, n);
	else
		sqlite3_bind_text64(p, n, text, len, SQLITE_STATIC, SQLITE_UTF8);
}

static void
bind_string(sqlite3_stmt *p, int n, const char *text)
{
	bind_text(p, n, text, text != NULL ? strlen(text) : 0);
}

static void
bind_number(sqlite3_stmt *p, int n, int64_t value, int64_t none)
{
	if (value == none)
		sqlite3_bind_null(p, n);
	else
		sqlite3_bind_int64(p, n, value);
}

/* Run to its end: 1 with a row that stands until the next use, 0 without, or negative. */
static int
step(sqlite3_stmt *p)
{
	int r;

	if (p == NULL)
		return ERR_FAILED;
	r = sqlite3_step(p);
	if (r == SQLITE_ROW)
		return 1;
	r = sqlite3_reset(p);
	return code_of(r);
}

static int
finish(sqlite3_stmt *p)
{
	int r = step(p);

	if (r > 0)
		sqlite3_reset(p);
	return r < 0 ? r : 0;
}

/* Transactions. */

static int
run(struct catalog *s, const char *sql)
{
	return code_of(sqlite3_exec(s->db, sql, NULL, NULL, NULL));
}

int
catalog_begin(struct catalog *s)
{
	return run(s, "BEGIN IMMEDIATE");
}

static int
note_bucket(struct catalog *s)
{
	sqlite3_stmt *p;

	if (s->bucket.n < 0)
		return 0;
	if ((p = use(s, NOTE_BUCKET)) == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, s->bucket.n);
	sqlite3_bind_int64(p, 2, s->bucket.rows);
	sqlite3_bind_int64(p, 3, s->bucket.last);
	sqlite3_bind_int(p, 4, s->bucket.sorted);
	s->bucket.n = -1;
	return finish(p);
}

static int
note_shard(struct catalog *s)
{
	sqlite3_stmt *p;

	if (s->shard.n == 0)
		return 0;
	if ((p = use(s, NOTE_SHARD)) == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, s->shard.n);
	sqlite3_bind_int64(p, 2, s->shard.rows);
	return finish(p);
}

int
catalog_commit(struct catalog *s)
{
	int r;

	if ((r = note_bucket(s)) == 0 && (r = note_shard(s)) == 0)
		r = run(s, "COMMIT");
	leave_shard(s);
	s->bucket.n = -1;
	if (r != 0)
		catalog_rollback(s);
	return r;
}

void
catalog_rollback(struct catalog *s)
{
	leave_shard(s);
	s->bucket.n = -1;
	/* traits that were added in it are gone */
	memset(s->traits, 0, sizeof s->traits);
	if (!sqlite3_get_autocommit(s->db))
		run(s, "ROLLBACK");
}

/* Sessions. */

static int
take_recording(sqlite3_stmt *p, struct catalog_recording *out)
{
	int r = step(p);

	if (r != 1)
		return r;
	*out = (struct catalog_recording){.session = sqlite3_column_int64(p, 0), .size = sqlite3_column_int64(p, 1),
	    .changed = sqlite3_column_int64(p, 2), .commands = (uint64_t)sqlite3_column_int64(p, 3),
	    .keyframe = (uint64_t)sqlite3_column_int64(p, 4), .done = sqlite3_column_int(p, 5) != 0};
	sqlite3_reset(p);
	return 1;
}

int
catalog_find_path(struct catalog *s, const char *path, struct catalog_recording *out)
{
	sqlite3_stmt *p = use(s, FIND_PATH);

	bind_string(p, 1, path);
	return take_recording(p, out);
}

int
catalog_find_session(struct catalog *s, const char *uuid, struct catalog_recording *out)
{
	sqlite3_stmt *p = use(s, FIND_UUID);

	bind_string(p, 1, uuid);
	return take_recording(p, out);
}

static void
put_labels(struct buffer *out, const struct header_pairs *labels)
{
	size_t i;

	buffer_clear(out);
	buffer_addc(out, '{');
	for (i = 0; i < labels->count; i++)
		json_put_member(out, labels->items[i].name, labels->items[i].value);
	buffer_addc(out, '}');
}

static int64_t
start_of(const struct header *h)
{
	return h->realtime != HEADER_NONE && h->realtime > 0 ? h->realtime : HEADER_NONE;
}

int
catalog_add_session(struct catalog *s, const struct catalog_session *session, int64_t *id)
{
	const struct header *h = session->header;
	sqlite3_stmt *p = use(s, ADD_SESSION);
	char uuid[UUID_TEXT_SIZE];
	int r;

	if (p == NULL)
		return ERR_FAILED;
	uuid_format(&h->session, uuid);
	put_labels(&s->scratch, &h->labels);
	bind_string(p, 1, uuid);
	bind_number(p, 2, start_of(h), HEADER_NONE);
	bind_string(p, 3, h->user);
	bind_string(p, 4, h->host);
	bind_string(p, 5, h->login);
	bind_number(p, 6, h->euid, HEADER_NONE);
	bind_number(p, 7, h->loginuid, HEADER_NONE);
	bind_string(p, 8, h->tty);
	bind_string(p, 9, h->client);
	bind_string(p, 10, h->fingerprint);
	bind_string(p, 11, h->shell);
	bind_string(p, 12, h->command);
	bind_string(p, 13, h->title);
	bind_string(p, 14, h->zone);
	bind_number(p, 15, h->utc_offset, HEADER_NONE);
	bind_text(p, 16, s->scratch.data, s->scratch.len);
	bind_string(p, 17, h->parent);
	sqlite3_bind_int(p, 18, h->witnessed);
	bind_string(p, 19, session->format);
	bind_string(p, 20, session->path);
	if ((r = finish(p)) == 0)
		*id = sqlite3_last_insert_rowid(s->db);
	sqlite3_clear_bindings(p);
	return r;
}

int
catalog_note_recording(struct catalog *s, const struct catalog_recording *recording, const char *path)
{
	sqlite3_stmt *p = use(s, NOTE_RECORDING);

	if (p == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, recording->session);
	bind_string(p, 2, path);
	sqlite3_bind_int64(p, 3, recording->size);
	sqlite3_bind_int64(p, 4, recording->changed);
	sqlite3_bind_int64(p, 5, (int64_t)recording->commands);
	sqlite3_bind_int64(p, 6, (int64_t)recording->keyframe);
	sqlite3_bind_int(p, 7, recording->done);
	return finish(p);
}

int
catalog_close_session(struct catalog *s, int64_t session, int64_t ended, uint64_t events, uint64_t commands,
    const char *state)
{
	sqlite3_stmt *p = use(s, ADD_CLOSING);

	if (p == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, session);
	sqlite3_bind_int64(p, 2, ended);
	sqlite3_bind_int64(p, 3, (int64_t)events);
	sqlite3_bind_int64(p, 4, (int64_t)commands);
	bind_string(p, 5, state);
	return finish(p);
}

/* Traits: what many commands have in common, stored once. */

static void
bind_trait(sqlite3_stmt *p, const struct trait *t)
{
	sqlite3_bind_int(p, 1, t->kind);
	sqlite3_bind_int(p, 2, t->grade);
	sqlite3_bind_int64(p, 3, t->reasons);
	sqlite3_bind_int(p, 4, t->depth);
	bind_string(p, 5, t->program);
}

static int
trait_id(struct catalog *s, struct trait *t)
{
	size_t i, hash = t->reasons * 31u + (unsigned)t->kind * 7u + (unsigned)t->grade * 3u + (unsigned)t->depth;
	sqlite3_stmt *p;
	struct trait *kept;
	int r;

	for (i = 0; t->program[i] != '\0'; i++)
		hash = hash * 31 + (unsigned char)t->program[i];
	kept = &s->traits[hash % TRAITS];
	if (kept->id != 0 && kept->kind == t->kind && kept->grade == t->grade && kept->depth == t->depth &&
	    kept->reasons == t->reasons && strcmp(kept->program, t->program) == 0) {
		t->id = kept->id;
		return 0;
	}
	if ((p = use(s, FIND_TRAIT)) == NULL)
		return ERR_FAILED;
	bind_trait(p, t);
	if ((r = step(p)) == 1) {
		t->id = sqlite3_column_int64(p, 0);
		sqlite3_reset(p);
	} else if (r == 0 && (p = use(s, ADD_TRAIT)) != NULL) {
		bind_trait(p, t);
		r = finish(p);
		t->id = sqlite3_last_insert_rowid(s->db);
	}
	if (r >= 0)
		*kept = *t;
	return r < 0 ? r : 0;
}

static int
find_trait(struct catalog *s, const struct command *c, enum command_grade grade, unsigned reasons, int64_t *id)
{
	struct trait t = {.kind = (int)c->kind, .grade = (int)grade, .depth = c->depth, .reasons = reasons};
	int r;

	snprintf(t.program, sizeof t.program, "%s", c->program);
	r = trait_id(s, &t);
	*id = t.id;
	return r;
}

/* Shards and buckets. */

static int
prepare_fts(struct catalog *s, const char *format, sqlite3_stmt **out)
{
	char sql[128];

	snprintf(sql, sizeof sql, format, s->shard.n);
	return code_of(sqlite3_prepare_v2(s->db, sql, -1, out, NULL));
}

static int
open_shard(struct catalog *s)
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
add_shard(struct catalog *s, int64_t bucket)
{
	sqlite3_stmt *p = use(s, NEXT_SHARD);
	int64_t n;
	int r;

	if ((r = step(p)) != 1)
		return r < 0 ? r : ERR_FAILED;
	n = sqlite3_column_int64(p, 0);
	sqlite3_reset(p);
	if ((p = use(s, ADD_SHARD)) == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, n);
	sqlite3_bind_int64(p, 2, bucket);
	return (r = finish(p)) == 0 ? schema_add_shard(s->db, n) : r;
}

/* Whether the newest shard is full, and the bucket behind everything that is in it. */
static int
wants_shard(struct catalog *s, int64_t bucket, bool *wants)
{
	sqlite3_stmt *p;
	int r;

	*wants = false;
	if (s->shard.rows < CATALOG_SHARD_ROWS || s->shard.until != BEHIND_ALL)
		return 0;
	p = use(s, NEWEST_BUCKET);
	if ((r = step(p)) == 1) {
		/* the one at hand is not noted yet */
		*wants = bucket > sqlite3_column_int64(p, 0) && bucket > s->bucket.n;
		sqlite3_reset(p);
	}
	s->shard.asked = bucket;
	return r < 0 ? r : 0;
}

static int
find_shard(struct catalog *s, int64_t bucket)
{
	sqlite3_stmt *p = use(s, FIND_SHARD);
	int r;

	if (p == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, bucket);
	if ((r = step(p)) != 1)
		return r;
	s->shard.n = sqlite3_column_int64(p, 0);
	s->shard.rows = sqlite3_column_int64(p, 1);
	s->shard.from = sqlite3_column_int64(p, 2);
	s->shard.until = sqlite3_column_int64(p, 3);
	sqlite3_reset(p);
	return 1;
}

static int
use_shard(struct catalog *s, int64_t bucket)
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
use_bucket(struct catalog *s, int64_t n)
{
	sqlite3_stmt *p;
	int r;

	if (s->bucket.n == n)
		return 0;
	if ((r = note_bucket(s)) != 0)
		return r;
	if ((p = use(s, FIND_BUCKET)) == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, n);
	s->bucket = (struct bucket){n, 0, 0, true};
	if ((r = step(p)) == 1) {
		s->bucket = (struct bucket){n, sqlite3_column_int64(p, 0), sqlite3_column_int64(p, 1),
		    sqlite3_column_int(p, 2) != 0};
		sqlite3_reset(p);
	}
	return r < 0 ? r : 0;
}

/* The id of the next command at that time.  A full bucket runs over into the next. */
static int
next_id(struct catalog *s, int64_t when, int64_t *id)
{
	int64_t n = when <= 0 ? 0 : when >> CATALOG_BUCKET_MS_BITS;
	int r;

	if (n > BUCKET_MAX)
		n = BUCKET_MAX;
	do {
		/* the shard first: that a bucket is new is part of its reasons */
		if ((r = use_shard(s, n)) != 0 || (r = use_bucket(s, n)) != 0)
			return r;
	} while (s->bucket.rows >= BUCKET_ROWS && n++ < BUCKET_MAX * 2);
	if (s->bucket.rows > 0 && when < s->bucket.last)
		s->bucket.sorted = false;
	else
		s->bucket.last = when;
	/* from 1: no id is 0 */
	*id = s->bucket.n << CATALOG_BUCKET_BITS | ++s->bucket.rows;
	s->shard.rows++;
	return 0;
}

/* Commands. */

void
catalog_tag(struct buffer *out, char kind, const char *name)
{
	size_t i;

	if (name == NULL || *name == '\0')
		return;
	/* a private character, which is a letter of a word to the tokenizer, and stands in no name */
	buffer_addf(out, "\xEE\x80\x80%c", kind);
	for (i = 0; name[i] != '\0' && i < TAG_MAX; i++) {
		char c = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] + 32) : name[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			buffer_addc(out, c);
		else
			buffer_addf(out, "\xEE\x80\x81%02x", (unsigned char)c);
	}
	buffer_addc(out, ' ');
}

void
catalog_tags(struct buffer *out, const char *user, const char *host, int64_t session)
{
	char number[24];

	snprintf(number, sizeof number, "%" PRId64, session);
	catalog_tag(out, 'u', user);
	catalog_tag(out, 'h', host);
	catalog_tag(out, 's', number);
}

static int
add_detail(struct catalog *s, int64_t id, const char *name, const struct buffer *value)
{
	sqlite3_stmt *p;

	if (value->len == 0)
		return 0;
	if ((p = use(s, ADD_DETAIL)) == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, id);
	bind_string(p, 2, name);
	bind_text(p, 3, value->data, value->len);
	return finish(p);
}

/* What is searched: what ran, and what was typed for it. */
static int
add_words(struct catalog *s, int64_t id, const struct command *c, const char *tags)
{
	const struct buffer *text = &c->text;
	int r;

	if (c->typed.len > 0) {
		buffer_clear(&s->scratch);
		buffer_add(&s->scratch, c->text.data, c->text.len);
		buffer_addc(&s->scratch, '\n');
		buffer_add(&s->scratch, c->typed.data, c->typed.len);
		if (s->scratch.broken)
			return -ENOMEM;
		text = &s->scratch;
	}
	sqlite3_bind_int64(s->shard.words, 1, id);
	bind_text(s->shard.words, 2, text->data ? text->data : "", text->len);
	bind_string(s->shard.words, 3, tags);
	if ((r = finish(s->shard.words)) != 0 || text->len == 0)
		return r;
	sqlite3_bind_int64(s->shard.grams, 1, id);
	bind_text(s->shard.grams, 2, text->data, text->len);
	return finish(s->shard.grams);
}

static int
add_row(struct catalog *s, int64_t id, int64_t session, const struct command *c)
{
	sqlite3_stmt *p = use(s, ADD_COMMAND);
	int64_t trait;
	int r;

	if (p == NULL)
		return ERR_FAILED;
	if ((r = find_trait(s, c, c->grade, c->reasons, &trait)) != 0)
		return r;
	sqlite3_bind_int64(p, 1, id);
	sqlite3_bind_int64(p, 2, session);
	sqlite3_bind_int64(p, 3, (int64_t)c->seq);
	sqlite3_bind_int64(p, 4, c->at);
	sqlite3_bind_int64(p, 5, trait);
	sqlite3_bind_int64(p, 6, (int64_t)c->event);
	sqlite3_bind_int64(p, 7, (int64_t)(c->output_from - c->event));
	if (c->grade == GRADE_U && c->text.len == 0)
		sqlite3_bind_null(p, 8);
	else
		bind_text(p, 8, c->text.data ? c->text.data : "", c->text.len);
	return finish(p);
}

int
catalog_add_command(struct catalog *s, int64_t session, const struct command *c, int64_t when, const char *tags,
    int64_t *id)
{
	int r;

	if ((r = next_id(s, when, id)) != 0 || (r = add_row(s, *id, session, c)) != 0 ||
	    (r = add_detail(s, *id, "typed", &c->typed)) != 0 || (r = add_detail(s, *id, "cwd", &c->cwd)) != 0 ||
	    (r = add_detail(s, *id, "reported", &c->reported)) != 0)
		return r;
	return add_words(s, *id, c, tags);
}

int
catalog_add_completion(struct catalog *s, int64_t id, const struct command *c, const struct command_end *end)
{
	sqlite3_stmt *p = use(s, ADD_COMPLETION);
	int64_t trait = 0;
	int r;

	if (p == NULL)
		return ERR_FAILED;
	if ((end->grade != c->grade || end->reasons != c->reasons) &&
	    (r = find_trait(s, c, end->grade, end->reasons, &trait)) != 0)
		return r;
	sqlite3_bind_int64(p, 1, id);
	bind_number(p, 2, end->exit, COMMAND_UNKNOWN);
	bind_number(p, 3, end->duration, COMMAND_UNKNOWN);
	sqlite3_bind_int64(p, 4, (int64_t)(end->output_to - c->output_from));
	sqlite3_bind_int64(p, 5, (int64_t)end->bytes);
	bind_number(p, 6, trait, 0);
	if ((r = finish(p)) != 0)
		return r;
	/* the end's word is kept beside the beginning's */
	if ((r = add_detail(s, id, "end.cwd", &end->cwd)) == 0)
		r = add_detail(s, id, "end.reported", &end->reported);
	return r;
}

static int
text_id(struct catalog *s, const char *text, size_t len, int64_t *id)
{
	unsigned char digest[DIGEST_SIZE];
	sqlite3_stmt *p = use(s, FIND_TEXT);
	int r;

	if (p == NULL)
		return ERR_FAILED;
	if ((r = digest_once(text, len, digest)) != 0)
		return r;
	sqlite3_bind_blob(p, 1, digest, DIGEST_KEPT, SQLITE_STATIC);
	if ((r = step(p)) != 0) {
		*id = r > 0 ? sqlite3_column_int64(p, 0) : 0;
		sqlite3_reset(p);
		return r < 0 ? r : 0;
	}
	buffer_clear(&s->scratch);
	if ((r = squeeze_pack(s->squeeze, text, len, &s->scratch)) != 0)
		return r;
	if ((p = use(s, ADD_TEXT)) == NULL)
		return ERR_FAILED;
	sqlite3_bind_blob(p, 1, digest, DIGEST_KEPT, SQLITE_STATIC);
	sqlite3_bind_int64(p, 2, (int64_t)len);
	sqlite3_bind_blob64(p, 3, s->scratch.data, s->scratch.len, SQLITE_STATIC);
	r = finish(p);
	*id = sqlite3_last_insert_rowid(s->db);
	return r;
}

int
catalog_add_output(struct catalog *s, int64_t id, const char *text, size_t len, uint64_t dropped, const char *tags)
{
	sqlite3_stmt *p = use(s, ADD_OUTPUT);
	int64_t text_row;
	int r;

	if (p == NULL)
		return ERR_FAILED;
	if ((r = use_shard(s, id >> CATALOG_BUCKET_BITS)) != 0 || (r = text_id(s, text, len, &text_row)) != 0)
		return r;
	sqlite3_bind_int64(p, 1, id);
	sqlite3_bind_int64(p, 2, text_row);
	sqlite3_bind_int64(p, 3, (int64_t)dropped);
	if ((r = finish(p)) != 0)
		return r;
	sqlite3_bind_int64(s->shard.shown, 1, id);
	bind_text(s->shard.shown, 2, text, len);
	bind_string(s->shard.shown, 3, tags);
	return finish(s->shard.shown);
}

int
catalog_add_keyframe(struct catalog *s, const struct catalog_keyframe *k)
{
	sqlite3_stmt *p = use(s, ADD_KEYFRAME);
	int r;

	if (p == NULL)
		return ERR_FAILED;
	buffer_clear(&s->scratch);
	if ((r = squeeze_pack(s->squeeze, k->data, k->len, &s->scratch)) != 0)
		return r;
	sqlite3_bind_int64(p, 1, k->session);
	sqlite3_bind_int64(p, 2, (int64_t)k->event);
	sqlite3_bind_int64(p, 3, k->at);
	sqlite3_bind_int(p, 4, k->cols);
	sqlite3_bind_int(p, 5, k->rows);
	sqlite3_bind_int64(p, 6, k->covered);
	sqlite3_bind_int64(p, 7, (int64_t)k->len);
	sqlite3_bind_blob64(p, 8, s->scratch.data ? s->scratch.data : "", s->scratch.len, SQLITE_STATIC);
	return finish(p);
}
