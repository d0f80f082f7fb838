/*
 * The index, written: opened, its transactions, and its sessions.  What belongs to commands is in deposit.c, where
 * they stand in rack.c.
 */
#include "indexer/sql/catalog.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "indexer/sql/deposit.h"
#include "indexer/sql/schema.h"
#include "indexer/sql/shorthand.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/json.h"
#include "lib/cast/store.h"

#define SETTLE_MS 10000
#define RETRY_MS 5

/* Opening. */

static int
refuse(char **message, const char *path, const char *why)
{
	if (message != NULL && asprintf(message, "the index \"%s\" %s", path, why) < 0)
		*message = NULL;
	return ERR_FAILED;
}

/* What SQLite said last; it forgets with its next statement. */
static const char *
said_by(struct catalog *s, int r)
{
	return s->sql.db != NULL && sqlite3_errcode(s->sql.db) != SQLITE_OK ? sqlite3_errmsg(s->sql.db) : error_text(r);
}

/* It can't be opened, or what SQLite needs beside it can't. */
static void
explain_closed(struct catalog *s, const char *path, enum catalog_mode mode, int r, char **message)
{
	struct stat st;
	char text[160];

	if (stat(path, &st) != 0)
		snprintf(text, sizeof text, "can't be opened: %s", strerror(errno));
	else if (S_ISDIR(st.st_mode))
		snprintf(text, sizeof text, "is a folder: name the file in it");
	else if (r == -EACCES && mode == CATALOG_READ && access(path, R_OK) == 0)
		snprintf(text, sizeof text, "can't be read where it is: SQLite keeps a file beside it, and you may not write in its folder; "
		    "search a copy of it");
	else if (r == -EACCES && access(path, R_OK | W_OK) == 0)
		snprintf(text, sizeof text, "can't be opened: SQLite can't make, or open, its files beside it; is the disk full?");
	else
		snprintf(text, sizeof text, "can't be opened: %.120s", said_by(s, r));
	refuse(message, path, text);
}

static void
explain(struct catalog *s, const char *path, enum catalog_mode mode, int r, char **message)
{
	if (r == ERR_UNKNOWN)
		refuse(message, path, "is no index: give another name with --index");
	else if (r == ERR_LIMIT)
		refuse(message, path, "was made by a later version of Steno; update, or make another with --index");
	else if (r == ERR_NOTFOUND)
		refuse(message, path, "is of an older version; run \"steno index\" once");
	else if (r == ERR_DAMAGED)
		refuse(message, path, "is damaged; \"steno index --rebuild\" makes it anew");
	else
		explain_closed(s, path, mode, r, message);
}

static void
is_pruner(sqlite3_context *context, int n, sqlite3_value **values)
{
	(void)n;
	(void)values;
	sqlite3_result_int(context, 1);
}

static void
write_longhand(sqlite3_context *context, int n, sqlite3_value **values)
{
	struct buffer out = {0};

	(void)n;
	if (sqlite3_value_type(values[0]) != SQLITE_BLOB)
		sqlite3_result_value(context, values[0]);
	else if (shorthand_read(sqlite3_value_blob(values[0]), (size_t)sqlite3_value_bytes(values[0]), &out) != 0)
		sqlite3_result_error_nomem(context);
	else
		sqlite3_result_text64(context, out.len > 0 ? out.data : "", out.len, SQLITE_TRANSIENT, SQLITE_UTF8);
	buffer_free(&out);
}

/* While several make a new index, SQLite says at once that another changes how it is written: waiting could be for one another. */
static int
write_ahead(sqlite3 *db)
{
	const struct timespec step = {.tv_nsec = RETRY_MS * 1000000};
	int64_t until = clock_boottime_ms() + CATALOG_BUSY_MS;
	int r;

	while (((r = sqlite3_exec(db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL)) & 0xFF) == SQLITE_BUSY && clock_boottime_ms() < until)
		nanosleep(&step, NULL);
	return r;
}

static int
set_up(struct catalog *s, enum catalog_mode mode)
{
	int r, on;

	sqlite3_busy_timeout(s->sql.db, CATALOG_BUSY_MS);
	sqlite3_extended_result_codes(s->sql.db, 1);
	/* nothing in the file is believed: no functions of ours in views or triggers but those that are innocuous */
	sqlite3_db_config(s->sql.db, SQLITE_DBCONFIG_DEFENSIVE, 1, &on);
	sqlite3_db_config(s->sql.db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, &on);
	if ((r = sqlite3_create_function_v2(s->sql.db, SQL_LONGHAND, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
		 write_longhand, NULL, NULL, NULL)) != SQLITE_OK)
		return sql_code(r);
	if (mode == CATALOG_PRUNE && (r = sqlite3_create_function_v2(s->sql.db, "steno_pruner", 0,
					SQLITE_UTF8 | SQLITE_INNOCUOUS, NULL, is_pruner, NULL, NULL, NULL)) != SQLITE_OK)
		return sql_code(r);
	if (mode == CATALOG_READ) {
		sqlite3_exec(s->sql.db, "PRAGMA mmap_size = 1099511627776; PRAGMA cache_size = -8192", NULL, NULL, NULL);
		return schema_check(s->sql.db);
	}
	schema_begin(s->sql.db);
	/* a power cut may lose the newest transactions and nothing else: they are derived, and made again */
	if ((r = write_ahead(s->sql.db)) != SQLITE_OK ||
	    (r = sqlite3_exec(s->sql.db, "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384;"
					 "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864", NULL, NULL,
		 NULL)) != SQLITE_OK)
		return sql_code(r);
	return schema_prepare(s->sql.db);
}

/* Nobody asks how much memory SQLite has, and to keep count of it takes a lock at each piece. */
static void
count_no_memory(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
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
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct catalog *s = calloc(1, sizeof *s);
	/* one thread at a time has it */
	int r = 0, flags = (mode == CATALOG_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX;

	*out = NULL;
	if (message != NULL)
		*message = NULL;
	pthread_once(&once, count_no_memory);
	if (s == NULL || (s->squeeze = squeeze_new()) == NULL || (s->rack = rack_new(&s->sql)) == NULL) {
		catalog_free(s);
		return -ENOMEM;
	}
	if (mode == CATALOG_WRITE)
		r = make_file(path);
	if (r == 0 && (r = sql_code(sqlite3_open_v2(path, &s->sql.db, flags, NULL))) == 0)
		r = set_up(s, mode);
	if (r != 0) {
		explain(s, path, mode, r, message);
		catalog_free(s);
		return r;
	}
	*out = s;
	return 0;
}

void
catalog_free(struct catalog *s)
{
	if (s == NULL)
		return;
	rack_free(s->rack);
	sql_close(&s->sql);
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

const char *
catalog_trouble(const struct catalog *s)
{
	return s->trouble[0] != '\0' ? s->trouble : sqlite3_errmsg(s->sql.db);
}

/* Transactions. */

int
catalog_begin(struct catalog *s)
{
	/* who erases may have taken what was known here */
	memset(s->traits, 0, sizeof s->traits);
	s->trouble[0] = '\0';
	return sql_run(&s->sql, "BEGIN IMMEDIATE");
}

int
catalog_commit(struct catalog *s)
{
	int r;

	if ((r = rack_settle(s->rack)) == 0)
		r = sql_run(&s->sql, "COMMIT");
	rack_leave(s->rack);
	if (r != 0)
		catalog_rollback(s);
	return r;
}

void
catalog_rollback(struct catalog *s)
{
	int code = sqlite3_errcode(s->sql.db);

	rack_leave(s->rack);
	snprintf(s->trouble, sizeof s->trouble, "%s", code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE ? "" : sqlite3_errmsg(s->sql.db));
	if (!sqlite3_get_autocommit(s->sql.db))
		sql_run(&s->sql, "ROLLBACK");
}

/* Sessions. */

static int
take_recording(sqlite3_stmt *p, struct catalog_recording *out)
{
	int r = sql_step(p);

	if (r != 1)
		return r;
	*out = (struct catalog_recording){.session = sqlite3_column_int64(p, 0), .size = sqlite3_column_int64(p, 1),
	    .changed = sqlite3_column_int64(p, 2), .commands = (uint64_t)sqlite3_column_int64(p, 3),
	    .keyframe = (uint64_t)sqlite3_column_int64(p, 4), .done = sqlite3_column_int(p, 5) != 0};
	if (sqlite3_column_text(p, 6) != NULL)
		snprintf(out->uuid, sizeof out->uuid, "%s", (const char *)sqlite3_column_text(p, 6));
	sqlite3_reset(p);
	return 1;
}

int
catalog_find_path(struct catalog *s, const char *path, struct catalog_recording *out)
{
	sqlite3_stmt *p = sql_use(&s->sql, SQL_FIND_PATH);

	sql_bind_string(p, 1, path);
	return take_recording(p, out);
}

int
catalog_find_session(struct catalog *s, const char *uuid, struct catalog_recording *out)
{
	sqlite3_stmt *p = sql_use(&s->sql, SQL_FIND_UUID);

	sql_bind_string(p, 1, uuid);
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
	sqlite3_stmt *p = sql_use(&s->sql, SQL_ADD_SESSION);
	char uuid[UUID_TEXT_SIZE];
	int r;

	if (p == NULL)
		return ERR_FAILED;
	uuid_format(&h->session, uuid);
	put_labels(&s->scratch, &h->labels);
	sql_bind_string(p, 1, uuid);
	sql_bind_number(p, 2, start_of(h), HEADER_NONE);
	sql_bind_string(p, 3, h->user);
	sql_bind_string(p, 4, h->host);
	sql_bind_string(p, 5, h->login);
	sql_bind_number(p, 6, h->euid, HEADER_NONE);
	sql_bind_number(p, 7, h->loginuid, HEADER_NONE);
	sql_bind_string(p, 8, h->tty);
	sql_bind_string(p, 9, h->client);
	sql_bind_string(p, 10, h->fingerprint);
	sql_bind_string(p, 11, h->shell);
	sql_bind_string(p, 12, h->command);
	sql_bind_string(p, 13, h->title);
	sql_bind_string(p, 14, h->zone);
	sql_bind_number(p, 15, h->utc_offset, HEADER_NONE);
	sql_bind_text(p, 16, s->scratch.data, s->scratch.len);
	sql_bind_string(p, 17, h->parent);
	sqlite3_bind_int(p, 18, h->witnessed);
	sql_bind_string(p, 19, session->format);
	sql_bind_string(p, 20, session->path);
	if ((r = sql_finish(p)) == 0)
		*id = sqlite3_last_insert_rowid(s->sql.db);
	sqlite3_clear_bindings(p);
	return r;
}

static bool
is_in_store(const char *path)
{
	char *store = store_around(path);
	bool is = store != NULL;

	free(store);
	return is;
}

/* Of two copies, where the session is said to lie: retention asks for what is in its store. */
static bool
comes_first(const char *a, const char *b)
{
	return is_in_store(a) != is_in_store(b) ? is_in_store(a) : strcmp(a, b) < 0;
}

int
catalog_goes_by(struct catalog *s, const struct catalog_recording *recording, const char *path)
{
	sqlite3_stmt *p = sql_use(&s->sql, SQL_FIND_PLACE);
	const char *now;
	bool done;
	int r;

	sqlite3_bind_int64(p, 1, recording->session);
	if ((r = sql_step(p)) != 1)
		return r < 0 ? r : 1;
	now = (const char *)sqlite3_column_text(p, 0);
	done = sqlite3_column_int(p, 1) != 0;
	if (now == NULL || strcmp(now, path) == 0)
		r = 1;
	else if (done != recording->done)
		r = recording->done;
	else
		r = comes_first(path, now) || (access(now, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR));
	sqlite3_reset(p);
	return r;
}

int
catalog_leave_place(struct catalog *s, int64_t session, const char *path)
{
	sqlite3_stmt *p = sql_use(&s->sql, SQL_LEAVE_PLACE);

	if (p == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, session);
	sql_bind_string(p, 2, path);
	return sql_finish(p);
}

int
catalog_note_recording(struct catalog *s, const struct catalog_recording *recording, const char *path)
{
	int r = catalog_goes_by(s, recording, path);
	sqlite3_stmt *p = r < 0 ? NULL : sql_use(&s->sql, r == 1 ? SQL_NOTE_RECORDING : SQL_NOTE_PROGRESS);

	if (p == NULL)
		return r < 0 ? r : ERR_FAILED;
	sqlite3_bind_int64(p, 1, recording->session);
	sql_bind_string(p, 2, path);
	sqlite3_bind_int64(p, 3, recording->size);
	sqlite3_bind_int64(p, 4, recording->changed);
	sqlite3_bind_int64(p, 5, (int64_t)recording->commands);
	sqlite3_bind_int64(p, 6, (int64_t)recording->keyframe);
	sqlite3_bind_int(p, 7, recording->done);
	return sql_finish(p);
}

int
catalog_close_session(struct catalog *s, int64_t session, int64_t ended, uint64_t events, uint64_t commands,
    const char *state)
{
	sqlite3_stmt *p = sql_use(&s->sql, SQL_ADD_CLOSING);

	if (p == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, session);
	sqlite3_bind_int64(p, 2, ended);
	sqlite3_bind_int64(p, 3, (int64_t)events);
	sqlite3_bind_int64(p, 4, (int64_t)commands);
	sql_bind_string(p, 5, state);
	return sql_finish(p);
}
