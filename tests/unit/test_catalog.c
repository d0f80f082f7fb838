/* The index: append-only, in order whatever comes when, in shards, pruned. */
#include "tests/unit/check.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/catalog.h"
#include "indexer/lookup.h"
#include "lib/base/error.h"

#define START INT64_C(1795245332000)
#define HOUR INT64_C(3600000)

static char folder[64], path[96];

static void
make_path(const char *name)
{
	snprintf(path, sizeof path, "%s/%s", folder, name);
}

static struct catalog *
open_catalog(enum catalog_mode mode)
{
	struct catalog *c;
	char *message;

	if (catalog_open(path, mode, &c, &message) != 0) {
		printf("# %s\n", message);
		abort();
	}
	return c;
}

static int64_t
add_session(struct catalog *c, int64_t start, const char *user, struct buffer *tags)
{
	struct catalog_session session = {.format = "cast", .path = "/x"};
	struct header h;
	int64_t id = 0;

	header_init(&h);
	uuid_make(&h.session, start);
	h.has_session = true;
	h.realtime = start;
	header_set(&h.user, user);
	header_set(&h.host, "web-1");
	session.header = &h;
	CHECK(catalog_add_session(c, &session, &id) == 0);
	buffer_clear(tags);
	catalog_tags(tags, user, "web-1", id);
	buffer_string(tags);
	header_free(&h);
	return id;
}

static int64_t
add(struct catalog *c, int64_t session, uint64_t seq, int64_t start, int64_t when, const char *text, const char *tags)
{
	struct command command = {.seq = seq, .at = when - start, .program = "bash", .exit = COMMAND_UNKNOWN,
	    .duration = COMMAND_UNKNOWN};
	int64_t id = 0;

	buffer_adds(&command.text, text);
	CHECK(catalog_add_command(c, session, &command, when, tags, &id) == 0);
	command_free(&command);
	return id;
}

/* The texts of all hits, with blanks between them. */
static const char *
find(struct catalog *c, const char *word, const char *user, const char *part)
{
	static struct buffer out;
	struct lookup_want want = {.since = INT64_MIN, .until = INT64_MAX, .below = INT64_MAX, .above = -1, .part = part};
	struct buffer match = {0};
	struct lookup_hit hit;
	struct lookup *l;
	int r;

	buffer_clear(&out);
	if (user != NULL)
		lookup_quote_tag(&match, 'u', user);
	if (word != NULL)
		lookup_quote(&match, word, strlen(word), false, false);
	want.words = match.len > 0 ? buffer_string(&match) : NULL;
	CHECK(lookup_new(c, &l) == 0 && lookup_ask(l, &want) == 0);
	while ((r = lookup_next(l, &hit)) == 1) {
		buffer_add(&out, hit.c.text.data, hit.c.text.len);
		buffer_addc(&out, ' ');
	}
	CHECK(r == 0);
	lookup_free(l);
	buffer_free(&match);
	return buffer_string(&out);
}

static void
test_order(void)
{
	struct buffer tags = {0}, other = {0};
	struct catalog *c;
	int64_t s, t;

	make_path("order");
	c = open_catalog(CATALOG_WRITE);
	CHECK(catalog_begin(c) == 0);
	s = add_session(c, START, "alice", &tags);
	t = add_session(c, START, "Bob.O'Hara-x", &other);
	/* within one bucket, out of order; and one that is hours late */
	add(c, s, 1, START, START + 5000, "w5", tags.data);
	add(c, t, 1, START, START + 1000, "w1", other.data);
	add(c, s, 2, START, START + 9000, "w9", tags.data);
	add(c, t, 2, START, START + 7000, "w7", other.data);
	add(c, s, 3, START, START + 30 * HOUR, "w30h", tags.data);
	add(c, t, 3, START, START + 10 * HOUR, "w10h", other.data);
	CHECK(catalog_commit(c) == 0);
	CHECK(strcmp(find(c, NULL, NULL, NULL), "w30h w10h w9 w7 w5 w1 ") == 0);
	CHECK(strcmp(find(c, NULL, "alice", NULL), "w30h w9 w5 ") == 0);
	CHECK(strcmp(find(c, NULL, "Bob.O'Hara-x", NULL), "w10h w7 w1 ") == 0);
	CHECK(strcmp(find(c, "w7", "Bob.O'Hara-x", NULL), "w7 ") == 0);
	CHECK(strcmp(find(c, NULL, NULL, "10H"), "w10h ") == 0);
	CHECK(strcmp(find(c, "w7", "alice", NULL), "") == 0);
	catalog_free(c);
	buffer_free(&tags);
	buffer_free(&other);
}

static bool
refused(const char *sql)
{
	sqlite3 *db;
	char *why = NULL;
	int r;

	if (sqlite3_open(path, &db) != SQLITE_OK)
		abort();
	r = sqlite3_exec(db, sql, NULL, NULL, &why);
	if (r == SQLITE_OK || (strstr(why, "append-only") == NULL && strstr(why, "steno_pruner") == NULL))
		printf("# %s: %s\n", sql, why ? why : "done");
	sqlite3_free(why);
	sqlite3_close(db);
	return r != SQLITE_OK;
}

static void
test_append_only(void)
{
	static const char *const tables[] = {"session", "closing", "trait", "command", "completion", "detail", "text", "output",
	    "keyframe"};
	struct command command = {.seq = 1, .exit = COMMAND_UNKNOWN, .duration = COMMAND_UNKNOWN};
	struct catalog_keyframe k = {.event = 9, .cols = 80, .rows = 24, .data = "x", .len = 1};
	struct buffer tags = {0};
	struct command_end end = {.seq = 1, .exit = 2, .duration = 3, .output_to = 4};
	struct catalog *c;
	char sql[256];
	int64_t id;
	size_t i;

	make_path("append");
	c = open_catalog(CATALOG_WRITE);
	CHECK(catalog_begin(c) == 0);
	k.session = add_session(c, START, "alice", &tags);
	buffer_adds(&command.typed, "!!");
	CHECK(catalog_add_command(c, k.session, &command, START, tags.data, &id) == 0);
	CHECK(catalog_add_completion(c, id, &command, &end) == 0 && catalog_add_keyframe(c, &k) == 0);
	CHECK(catalog_add_output(c, id, "shown", 5, 0, tags.data) == 0);
	CHECK(catalog_close_session(c, k.session, 5, 6, 1, "complete") == 0);
	CHECK(catalog_commit(c) == 0);
	for (i = 0; i < sizeof tables / sizeof *tables; i++) {
		snprintf(sql, sizeof sql, "UPDATE %s SET rowid = 77", tables[i]);
		if (strcmp(tables[i], "detail") != 0)
			CHECK(refused(sql));
		snprintf(sql, sizeof sql, "DELETE FROM %s", tables[i]);
		CHECK(refused(sql));
		snprintf(sql, sizeof sql, "INSERT OR REPLACE INTO %s SELECT * FROM %s", tables[i], tables[i]);
		CHECK(refused(sql));
	}
	CHECK(refused("UPDATE detail SET value = 'x'"));
	CHECK(refused("UPDATE OR REPLACE command SET text = 'x'"));
	CHECK(refused("REPLACE INTO session (id, uuid, witnessed, format, path) SELECT 99, uuid, 1, '', '' FROM session"));
	CHECK(refused("INSERT INTO command SELECT * FROM command WHERE true ON CONFLICT (id) DO UPDATE SET text = 'x'"));
	/* a second completion of the same command is none either */
	CHECK(catalog_begin(c) == 0);
	CHECK(catalog_add_completion(c, id, &command, &end) != 0);
	catalog_rollback(c);
	command_free(&command);
	catalog_free(c);
	buffer_free(&tags);
}

/* What a keyframe says of itself decides who may begin there. */
static void
test_keyframes(void)
{
	static const struct catalog_keyframe keyframes[] = {
		{.event = 10, .at = 5, .cols = 80, .rows = 24, .data = "ten", .len = 3},
		{.event = 20, .at = 6, .cols = 80, .rows = 25, .covered = 7, .data = "twenty", .len = 6},
		{.event = 30, .at = 7, .cols = 80, .rows = 24, .covered = 1, .data = "thirty", .len = 6},
	};
	struct buffer tags = {0}, data = {0};
	struct lookup_keyframe found;
	struct catalog_keyframe k;
	struct lookup *l;
	struct catalog *c;
	int64_t s;
	size_t i;

	make_path("keyframes");
	c = open_catalog(CATALOG_WRITE);
	CHECK(catalog_begin(c) == 0);
	s = add_session(c, START, "alice", &tags);
	for (i = 0; i < 3; i++) {
		k = keyframes[i];
		k.session = s;
		CHECK(catalog_add_keyframe(c, &k) == 0);
	}
	CHECK(catalog_commit(c) == 0 && lookup_new(c, &l) == 0);
	CHECK(lookup_keyframe(l, s, 9, false, &found, &data) == 0 && data.len == 0);
	CHECK(lookup_keyframe(l, s, 29, false, &found, &data) == 1 && found.event == 20 && found.covered == 7);
	CHECK(found.at == 6 && found.cols == 80 && found.rows == 25 && strcmp(buffer_string(&data), "twenty") == 0);
	buffer_clear(&data);
	CHECK(lookup_keyframe(l, s, UINT64_MAX, true, &found, &data) == 1 && found.event == 10 && found.covered == 0);
	CHECK(strcmp(buffer_string(&data), "ten") == 0);
	CHECK(lookup_keyframe(l, s + 1, 100, false, &found, &data) == 0);
	lookup_free(l);
	catalog_free(c);
	buffer_free(&tags);
	buffer_free(&data);
}

static void
test_other_files(void)
{
	struct catalog *c;
	char *message;
	sqlite3 *db;
	FILE *f;

	make_path("other");
	f = fopen(path, "w");
	fputs("this is no database, though it is long enough to be looked at as one", f);
	fclose(f);
	CHECK(catalog_open(path, CATALOG_WRITE, &c, &message) != 0 && strstr(message, "is no index") != NULL);
	free(message);
	make_path("foreign");
	sqlite3_open(path, &db);
	sqlite3_exec(db, "CREATE TABLE t (x)", NULL, NULL, NULL);
	sqlite3_close(db);
	CHECK(catalog_open(path, CATALOG_WRITE, &c, &message) != 0 && strstr(message, "is no index") != NULL);
	free(message);
	make_path("later");
	catalog_free(open_catalog(CATALOG_WRITE));
	sqlite3_open(path, &db);
	sqlite3_exec(db, "PRAGMA user_version = 1000", NULL, NULL, NULL);
	sqlite3_close(db);
	CHECK(catalog_open(path, CATALOG_WRITE, &c, &message) != 0 && strstr(message, "later version") != NULL);
	free(message);
	make_path("none");
	CHECK(catalog_open(path, CATALOG_READ, &c, &message) != 0 && message != NULL);
	free(message);
}

static int
count_lines(void *context, const char *line, size_t len)
{
	(void)line;
	(void)len;
	++*(int *)context;
	return 0;
}

/* A shard is full after so many commands: told that it is, instead of adding them. */
static void
fill_shard(int64_t n)
{
	char sql[128];
	sqlite3 *db;

	sqlite3_open(path, &db);
	snprintf(sql, sizeof sql, "UPDATE shard SET rows = %d WHERE n = %lld", CATALOG_SHARD_ROWS, (long long)n);
	CHECK(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(db);
}

static void
test_shards_and_pruning(void)
{
	struct buffer tags = {0};
	struct catalog *c;
	int64_t s, id;
	int i, shards = 0, lines = 0;
	char text[16];

	make_path("shards");
	for (i = 0; i < 4; i++) {
		c = open_catalog(CATALOG_WRITE);
		CHECK(catalog_begin(c) == 0);
		s = add_session(c, START + i * 100 * HOUR, "alice", &tags);
		snprintf(text, sizeof text, "w%d", i);
		id = add(c, s, 1, START + i * 100 * HOUR, START + i * 100 * HOUR, text, tags.data);
		CHECK(catalog_add_output(c, id, "the same", 8, 0, tags.data) == 0);
		CHECK(catalog_commit(c) == 0);
		catalog_free(c);
		fill_shard(i + 1);
	}
	c = open_catalog(CATALOG_PRUNE);
	/* one that is late goes where its time belongs, whatever is full */
	CHECK(catalog_begin(c) == 0);
	s = add_session(c, START, "alice", &tags);
	add(c, s, 1, START, START + 150 * HOUR, "late", tags.data);
	CHECK(catalog_commit(c) == 0);
	CHECK(strcmp(find(c, NULL, "alice", NULL), "w3 w2 late w1 w0 ") == 0);
	CHECK(catalog_prune(c, START + 50 * HOUR, &shards) == 0 && shards == 0);
	CHECK(catalog_prune(c, START + 250 * HOUR, &shards) == 0 && shards == 2);
	CHECK(strcmp(find(c, NULL, "alice", NULL), "w3 w2 ") == 0);
	CHECK(strcmp(find(c, "w2", NULL, NULL), "w2 ") == 0);
	/* sessions, commands, outputs of two */
	CHECK(catalog_dump(c, count_lines, &lines) == 0 && lines == 6);
	CHECK(catalog_begin(c) == 0);
	add(c, s, 2, START, START + 1, "later", tags.data);
	catalog_rollback(c);
	catalog_free(c);
	c = open_catalog(CATALOG_WRITE);
	CHECK(catalog_prune(c, START + 1000 * HOUR, &shards) != 0);
	catalog_free(c);
	buffer_free(&tags);
}

/* A million in one stretch of time: the rest runs over into the next, and nothing is lost. */
static void
test_full_bucket(void)
{
	struct buffer tags = {0};
	struct catalog *c;
	sqlite3 *db;
	int64_t s;

	make_path("full");
	c = open_catalog(CATALOG_WRITE);
	CHECK(catalog_begin(c) == 0);
	s = add_session(c, START, "alice", &tags);
	add(c, s, 1, START, START, "first", tags.data);
	CHECK(catalog_commit(c) == 0);
	sqlite3_open(path, &db);
	CHECK(sqlite3_exec(db, "UPDATE bucket SET rows = 1 << 20", NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(db);
	CHECK(catalog_begin(c) == 0);
	add(c, s, 2, START, START + 1, "second", tags.data);
	add(c, s, 3, START, START + 2, "third", tags.data);
	CHECK(catalog_commit(c) == 0);
	CHECK(strcmp(find(c, NULL, "alice", NULL), "third second first ") == 0);
	catalog_free(c);
	buffer_free(&tags);
}

int
main(void)
{
	char command[96];

	strcpy(folder, "/tmp/steno-catalog-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return 1;
	check_run("order", test_order);
	check_run("append_only", test_append_only);
	check_run("keyframes", test_keyframes);
	check_run("other_files", test_other_files);
	check_run("shards_and_pruning", test_shards_and_pruning);
	check_run("full_bucket", test_full_bucket);
	snprintf(command, sizeof command, "rm -rf %s", folder);
	if (system(command) != 0)
		return 1;
	return check_done();
}
