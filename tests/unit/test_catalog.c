/* The index: append-only, in order whatever comes when, in shards, pruned. */
#include "tests/unit/check.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/sql/deposit.h"
#include "indexer/sql/lookup.h"
#include "indexer/sql/vocabulary.h"
#include "lib/base/error.h"
#include "lib/base/file.h"

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
	CHECK(catalog_add_command(c, session, &command, NULL, when, tags, &id) == 0);
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

/* Texts made of pieces that begin, end and go on with words in every way. */
static void
compose(struct buffer *out, unsigned *seed)
{
	static const char *const pieces[] = {"a", "B1", "log", "-", ".", "_", "/", " ", "=", "\xC3\xA9", "e\xCC\x81", "\xC3\x9F",
	    "\xE4\xB8\x96", "\xCC\x81", "x7", "LOG", "\xC2\xA0", "9"};
	int i, n = 4 + rand_r(seed) % 8;

	buffer_clear(out);
	buffer_addf(out, "%s ", rand_r(seed) % 3 ? "ls" : "cat");
	for (i = 0; i < n; i++)
		buffer_adds(out, pieces[(size_t)rand_r(seed) % (sizeof pieces / sizeof *pieces)]);
	buffer_string(out);
}

/* Of three bytes at least, and whole characters. */
static void
take_part(const struct buffer *text, unsigned *seed, char *part, size_t size)
{
	size_t from = (size_t)rand_r(seed) % (text->len - 3), len = 3 + (size_t)rand_r(seed) % (text->len - from - 2);

	while ((text->data[from] & 0xC0) == 0x80)
		from--;
	while (from + len < text->len && (text->data[from + len] & 0xC0) == 0x80)
		len++;
	snprintf(part, size, "%.*s", (int)len, text->data + from);
}

#define TEXTS 600

/* Whatever part of whatever text is asked for, none that has it is left out. */
static void
test_parts(void)
{
	static struct buffer texts[TEXTS];
	struct buffer tags = {0};
	int i, n, had = 0, asked = 0;
	char part[256], line[256];
	unsigned seed = 7;
	struct catalog *c;
	int64_t s;

	make_path("parts");
	c = open_catalog(CATALOG_WRITE);
	CHECK(catalog_begin(c) == 0);
	s = add_session(c, START, "alice", &tags);
	for (i = 0; i < TEXTS; i++) {
		compose(&texts[i], &seed);
		add(c, s, (uint64_t)i + 1, START, START + i * 1000, texts[i].data, tags.data);
	}
	CHECK(catalog_commit(c) == 0);
	for (i = 0; i < 400; i++) {
		const char *found;

		take_part(&texts[rand_r(&seed) % TEXTS], &seed, part, sizeof part);
		found = find(c, NULL, i % 2 ? "alice" : NULL, part);
		for (n = 0; n < TEXTS; n++)
			if (strstr(texts[n].data, part) != NULL) {
				snprintf(line, sizeof line, "%s ", texts[n].data);
				had += strstr(found, line) != NULL;
				asked++;
			}
	}
	CHECK(had == asked && asked > 2000);
	for (i = 0; i < TEXTS; i++)
		buffer_free(&texts[i]);
	catalog_free(c);
	buffer_free(&tags);
}

static bool
uuid_of(struct catalog *c, const char *user, char *uuid)
{
	sqlite3_stmt *p;
	bool found = false;

	if (sqlite3_prepare_v2(c->sql.db, "SELECT uuid FROM session WHERE user = ?1", -1, &p, NULL) != SQLITE_OK)
		return false;
	sqlite3_bind_text(p, 1, user, -1, SQLITE_STATIC);
	if ((found = sqlite3_step(p) == SQLITE_ROW))
		snprintf(uuid, UUID_TEXT_SIZE, "%s", sqlite3_column_text(p, 0));
	sqlite3_finalize(p);
	return found;
}

/* How many are found from one moment to another, all of them in order and within it. */
static int
count_between(struct lookup *l, int64_t since, int64_t until, bool oldest_first)
{
	struct lookup_want want = {.words = "\"ls\"", .since = since, .until = until, .below = INT64_MAX, .above = -1,
	    .oldest_first = oldest_first};
	struct lookup_hit hit;
	int64_t last = oldest_first ? INT64_MIN : INT64_MAX;
	int found = 0, r;

	CHECK(lookup_ask(l, &want) == 0);
	for (; (r = lookup_next(l, &hit)) == 1; found++) {
		CHECK(hit.when >= since && hit.when < until && (oldest_first ? hit.when >= last : hit.when <= last));
		last = hit.when;
	}
	CHECK(r == 0);
	return found;
}

#define PACE 5000
#define PACED 4000 /* more than four buckets' */

/* Ranges of time that begin and end within buckets of many rows: in order, with a session that was taken out, and out of order. */
static void
test_ranges(void)
{
	static int64_t times[PACED + 1];
	struct buffer tags = {0}, gone = {0};
	struct catalog_erased erased;
	char uuid[UUID_TEXT_SIZE] = "";
	struct catalog *c;
	struct lookup *l = NULL;
	int i, j, pass, count = 0, expected;
	int64_t s, t, since, until;

	make_path("ranges");
	c = open_catalog(CATALOG_WRITE);
	CHECK(catalog_begin(c) == 0);
	s = add_session(c, START, "alice", &tags);
	t = add_session(c, START, "bob", &gone);
	for (i = 0; i < PACED; i++)
		if (i % 3 == 0) {
			add(c, t, (uint64_t)i + 1, START, START + i * PACE, "ls", gone.data);
		} else {
			add(c, s, (uint64_t)i + 1, START, START + i * PACE, "ls", tags.data);
			times[count++] = START + i * PACE;
		}
	CHECK(catalog_commit(c) == 0 && uuid_of(c, "bob", uuid));
	catalog_free(c);
	c = open_catalog(CATALOG_PRUNE);
	CHECK(catalog_erase_sessions(c, (const char *const[]){uuid}, 1, &erased) == 0 && erased.sessions == 1);
	for (pass = 0; pass < 2; pass++) {
		CHECK(lookup_new(c, &l) == 0);
		for (i = 0; i < 150; i++) {
			since = START + (i * 7919 % PACED) * PACE + i % 3 - 1;
			until = since + (i * 104729 % (PACED / 2)) * PACE + i % 5 - 1;
			for (j = expected = 0; j < count; j++)
				expected += times[j] >= since && times[j] < until;
			CHECK(count_between(l, since, until, false) == expected && count_between(l, since, until, true) == expected);
		}
		lookup_free(l);
		/* in the midst, late */
		if (pass == 0) {
			times[count] = START + PACED / 2 * PACE + 1;
			CHECK(catalog_begin(c) == 0);
			add(c, s, PACED + 1, START, times[count++], "ls", tags.data);
			CHECK(catalog_commit(c) == 0);
		}
	}
	catalog_free(c);
	buffer_free(&tags);
	buffer_free(&gone);
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
	    "keyframe", "mark"};
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
	CHECK(catalog_add_command(c, k.session, &command, NULL, START, tags.data, &id) == 0);
	CHECK(catalog_add_completion(c, id, &command, &end) == 0 && catalog_add_keyframe(c, &k) == 0);
	CHECK(catalog_add_mark(c, k.session, 9, "there", 5) == 0 && catalog_add_mark(c, k.session, 9, "again", 5) == 0);
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
	struct lookup *l = NULL;
	struct catalog *c;
	uint64_t at;
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
	CHECK(catalog_add_mark(c, s, 12, "twelve", 6) == 0 && catalog_add_mark(c, s, 24, "\0", 1) == 0);
	CHECK(catalog_commit(c) == 0 && lookup_new(c, &l) == 0);
	CHECK(lookup_mark(l, s, 11, &at, &data) == 0 && lookup_mark(l, s + 1, 30, &at, &data) == 0 && data.len == 0);
	CHECK(lookup_mark(l, s, 23, &at, &data) == 1 && at == 12 && strcmp(buffer_string(&data), "twelve") == 0);
	buffer_clear(&data);
	CHECK(lookup_mark(l, s, UINT64_MAX, &at, &data) == 1 && at == 24 && data.len == 1);
	buffer_clear(&data);
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

static int
count_shards(struct catalog *c)
{
	sqlite3_stmt *p;
	int n = -1;

	if (sqlite3_prepare_v2(c->sql.db, "SELECT count(*) FROM shard", -1, &p, NULL) == SQLITE_OK &&
	    sqlite3_step(p) == SQLITE_ROW)
		n = sqlite3_column_int(p, 0);
	sqlite3_finalize(p);
	return n;
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

static bool
file_has(const char *what)
{
	static const char *const tails[] = {"", "-wal", "-shm"};
	struct buffer bytes = {0};
	char name[128];
	bool has = false;
	size_t i;

	for (i = 0; i < 3; i++) {
		snprintf(name, sizeof name, "%s%s", path, tails[i]);
		buffer_clear(&bytes);
		if (file_load(name, 1u << 30, &bytes) == 0 && bytes.len > 0)
			has |= memmem(bytes.data, bytes.len, what, strlen(what)) != NULL;
	}
	buffer_free(&bytes);
	return has;
}

/* A session of one command, which has everything that a command can have, and each of that says its number. */
static void
add_whole(struct catalog *c, int n, int64_t start)
{
	struct command command = {.seq = 1, .event = 3, .output_from = 4, .program = "bash"};
	struct command_end end = {.seq = 1, .exit = 0, .duration = 10, .output_to = 9};
	struct catalog_keyframe k = {.event = 9, .cols = 80, .rows = 24};
	struct buffer tags = {0}, shown = {0};
	char user[24];
	int64_t id;

	snprintf(user, sizeof user, "who%d", n);
	k.session = add_session(c, start, user, &tags);
	buffer_addf(&command.text, "text%d", n);
	buffer_addf(&command.typed, "typed%d", n);
	buffer_addf(&command.cwd, "/folder%d", n);
	buffer_addf(&end.reported, "reported%d", n);
	buffer_addf(&shown, "shown%d by everyone, by everyone and again by everyone, by everyone", n);
	k.data = "\033[Hframe";
	k.len = 8;
	/* one in two has its end in a row of its own */
	if (n % 2 != 0)
		end.reasons = REASON_KEY;
	CHECK(catalog_add_command(c, k.session, &command, &end, start, tags.data, &id) == 0);
	CHECK(catalog_add_output(c, id, shown.data, shown.len, 0, tags.data) == 0);
	CHECK(catalog_add_keyframe(c, &k) == 0);
	CHECK(catalog_close_session(c, k.session, 1000, 9, 1, "complete") == 0);
	command_free(&command);
	command_end_free(&end);
	buffer_free(&tags);
	buffer_free(&shown);
}

static void
add_wholes(int count)
{
	struct catalog *c;
	int i;

	for (i = 0; i < count; i++) {
		c = open_catalog(CATALOG_WRITE);
		CHECK(catalog_begin(c) == 0);
		add_whole(c, i, START + i * 100 * HOUR);
		CHECK(catalog_commit(c) == 0);
		catalog_free(c);
		if (i % 4 == 3)
			fill_shard(i / 4 + 1);
	}
}

static bool
has_trace(int n)
{
	static const char *const forms[] = {"who%d", "text%d", "typed%d", "folder%d", "reported%d", "shown%d"};
	char what[32];
	bool has = false;
	size_t i;

	for (i = 0; i < sizeof forms / sizeof *forms; i++) {
		snprintf(what, sizeof what, forms[i], n);
		has |= file_has(what);
	}
	/* as one of the runs of three of its text; no other number ends so */
	snprintf(what, sizeof what, "xt%d", n);
	return has || file_has(what);
}

static void
test_shards(void)
{
	struct buffer tags = {0};
	struct catalog *c;
	int64_t s;

	make_path("shards");
	add_wholes(9);
	c = open_catalog(CATALOG_WRITE);
	CHECK(count_shards(c) == 3);
	/* one that is late goes where its time belongs, whatever is full */
	CHECK(catalog_begin(c) == 0);
	s = add_session(c, START, "late", &tags);
	add(c, s, 1, START, START + 150 * HOUR, "late", tags.data);
	CHECK(catalog_commit(c) == 0);
	CHECK(strcmp(find(c, NULL, NULL, NULL), "text8 text7 text6 text5 text4 text3 text2 late text1 text0 ") == 0);
	catalog_free(c);
	buffer_free(&tags);
}

/* Those of add_whole, from that number to that. */
static int
erase(struct catalog *c, int from, int to, struct catalog_erased *erased)
{
	char uuids[16][UUID_TEXT_SIZE], user[24];
	const char *names[16];
	size_t count = 0;
	int n;

	for (n = from; n <= to; n++) {
		snprintf(user, sizeof user, "who%d", n);
		CHECK(uuid_of(c, user, uuids[count]));
		names[count] = uuids[count];
		count++;
	}
	return catalog_erase_sessions(c, names, count, erased);
}

/* Out of shards that keep others, and as whole shards. */
static void
test_erasing(void)
{
	struct catalog_erased erased;
	struct catalog *c;
	const char *gone[2] = {"no such session"};
	char uuid[UUID_TEXT_SIZE];
	int lines = 0;

	make_path("erasing");
	add_wholes(9);
	c = open_catalog(CATALOG_PRUNE);
	CHECK(uuid_of(c, "who5", uuid));
	gone[1] = uuid;
	CHECK(has_trace(5));
	CHECK(catalog_erase_sessions(c, gone, 2, &erased) == 0);
	CHECK(erased.sessions == 1 && erased.commands == 1 && erased.shards == 0);
	CHECK(strcmp(find(c, NULL, NULL, NULL), "text8 text7 text6 text4 text3 text2 text1 text0 ") == 0);
	CHECK(!has_trace(5) && has_trace(4) && has_trace(6));
	CHECK(strcmp(find(c, "text6", "who6", "ext6"), "text6 ") == 0 && strcmp(find(c, "text5", NULL, NULL), "") == 0);
	/* five, of which one is in a shard that stays */
	CHECK(erase(c, 0, 4, &erased) == 0);
	CHECK(erased.sessions == 5 && erased.commands == 5 && erased.shards == 1);
	CHECK(strcmp(find(c, NULL, NULL, NULL), "text8 text7 text6 ") == 0);
	CHECK(!has_trace(0) && !has_trace(3) && !has_trace(4) && has_trace(6) && has_trace(8));
	/* of three sessions: themselves, commands, ends, what was typed and reported and where, what was shown, keyframes */
	CHECK(catalog_dump(c, count_lines, &lines) == 0 && lines == 24);
	/* all of it; and what comes then is found */
	CHECK(erase(c, 6, 8, &erased) == 0 && erased.sessions == 3);
	CHECK(strcmp(find(c, NULL, NULL, NULL), "") == 0 && !has_trace(8));
	CHECK(catalog_begin(c) == 0);
	add_whole(c, 77, START);
	CHECK(catalog_commit(c) == 0);
	CHECK(strcmp(find(c, "text77", "who77", NULL), "text77 ") == 0);
	catalog_free(c);
	c = open_catalog(CATALOG_WRITE);
	CHECK(erase(c, 77, 77, &erased) != 0);
	CHECK(strcmp(find(c, NULL, NULL, NULL), "text77 ") == 0);
	catalog_free(c);
}

/* Somebody reads: the rows go, and the bytes when he is gone. */
static void
test_erasing_beside_a_reader(void)
{
	struct catalog_erased erased;
	struct catalog *c;
	sqlite3 *reader;
	int r;

	make_path("beside");
	add_wholes(3);
	sqlite3_open(path, &reader);
	sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM command", NULL, NULL, NULL);
	c = open_catalog(CATALOG_PRUNE);
	/* some builds of SQLite overwrite what is deleted by themselves, wherever it is not only moved */
	CHECK(sqlite3_exec(c->sql.db, "PRAGMA secure_delete = OFF", NULL, NULL, NULL) == SQLITE_OK);
	r = erase(c, 0, 0, &erased);
	CHECK(r == ERR_BUSY && erased.sessions == 1 && has_trace(0));
	CHECK(strcmp(find(c, NULL, NULL, NULL), "text2 text1 ") == 0);
	sqlite3_close(reader);
	catalog_free(c);
	c = open_catalog(CATALOG_WRITE);
	CHECK(catalog_cleanse(c) == 0 && !has_trace(0) && has_trace(1));
	CHECK(strcmp(find(c, NULL, NULL, NULL), "text2 text1 ") == 0);
	catalog_free(c);
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
	CHECK(sqlite3_exec(db, "UPDATE bucket SET rows = 1 << 14", NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(db);
	CHECK(catalog_begin(c) == 0);
	add(c, s, 2, START, START + 1, "second", tags.data);
	add(c, s, 3, START, START + 2, "third", tags.data);
	CHECK(catalog_commit(c) == 0);
	CHECK(strcmp(find(c, NULL, "alice", NULL), "third second first ") == 0);
	catalog_free(c);
	buffer_free(&tags);
}

/* Pieces that words are made of, and what parts them or looks as if: letters with marks, ideographs, signs, halves of characters. */
static const char *const pieces[] = {"a", "B", "zz", "Q9", "0", "7", " ", "\n", ".", "-", "_", "/", ":", "\xC3\x84", "\xC3\xA4", "a\xCC\x88", "\xCC\x88",
    "\xE4\xBD\xA0", "\xE2\x94\x82", "\xC2\xA0", "\xC3", "\xA4", "\xFF", "\xF0\x9F\x98\x80", "\x7F", "\x01", "error", "Error", "\xCE\xA3", "\xCF\x83"};

static void
make_text(unsigned *seed, struct buffer *text)
{
	int n = rand_r(seed) % 200;

	buffer_clear(text);
	while (n-- > 0) {
		buffer_adds(text, pieces[(size_t)rand_r(seed) % (sizeof pieces / sizeof *pieces)]);
		if (rand_r(seed) % 50 == 0)
			buffer_addc(text, '\0');
	}
}

static void
add_text(sqlite3 *db, const char *table, int id, const struct buffer *text)
{
	char *sql = sqlite3_mprintf("INSERT INTO %s (rowid, words) VALUES (%d, ?1)", table, id);
	sqlite3_stmt *p;

	CHECK(sqlite3_prepare_v2(db, sql, -1, &p, NULL) == SQLITE_OK);
	sqlite3_bind_text(p, 1, text->data ? text->data : "", (int)text->len, SQLITE_STATIC);
	CHECK(sqlite3_step(p) == SQLITE_DONE);
	sqlite3_finalize(p);
	sqlite3_free(sql);
}

static int
count_rows(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *p;
	int n = -1;

	if (sqlite3_prepare_v2(db, sql, -1, &p, NULL) == SQLITE_OK && sqlite3_step(p) == SQLITE_ROW)
		n = sqlite3_column_int(p, 0);
	sqlite3_finalize(p);
	return n;
}

/* FTS5 has the same words of a text and of what was gathered of it. */
static void
test_vocabulary(void)
{
	static const char made[] = "CREATE VIRTUAL TABLE whole USING fts5(words, detail=none, tokenize='unicode61 remove_diacritics 2');"
	    "CREATE VIRTUAL TABLE once USING fts5(words, detail=none, tokenize='unicode61 remove_diacritics 2');"
	    "CREATE VIRTUAL TABLE whole_words USING fts5vocab(whole, instance); CREATE VIRTUAL TABLE once_words USING fts5vocab(once, instance)";
	static const char differ[] = "SELECT count(*) FROM (SELECT term, doc FROM %s_words EXCEPT SELECT term, doc FROM %s_words)";
	struct vocabulary *v = vocabulary_new();
	struct buffer text = {0}, words = {0};
	char sql[200];
	unsigned seed = 1;
	sqlite3 *db;
	int i;

	CHECK(sqlite3_open(":memory:", &db) == SQLITE_OK && sqlite3_exec(db, made, NULL, NULL, NULL) == SQLITE_OK);
	for (i = 1; i <= 2000; i++) {
		make_text(&seed, &text);
		buffer_clear(&words);
		vocabulary_gather(v, text.data, text.len, &words);
		CHECK(words.len <= text.len + 1);
		add_text(db, "whole", i, &text);
		add_text(db, "once", i, &words);
	}
	CHECK(count_rows(db, "SELECT count(*) FROM whole_words") > 20000);
	snprintf(sql, sizeof sql, differ, "whole", "once");
	CHECK(count_rows(db, sql) == 0);
	snprintf(sql, sizeof sql, differ, "once", "whole");
	CHECK(count_rows(db, sql) == 0);
	buffer_clear(&words);
	vocabulary_gather(v, "b a B c/a", 9, &words);
	CHECK(words.len == 6 && memcmp(words.data, "b a c ", 6) == 0);
	sqlite3_close(db);
	buffer_free(&text);
	buffer_free(&words);
	vocabulary_free(v);
}

/* More words than are noted of a text: all of them are there, perhaps more than once. */
static void
test_large_vocabulary(void)
{
	struct vocabulary *v = vocabulary_new();
	struct buffer text = {0}, words = {0};
	int i;

	for (i = 0; i < 40000; i++)
		buffer_addf(&text, "%x ", i % 20000);
	vocabulary_gather(v, text.data, text.len, &words);
	CHECK(words.len <= text.len);
	for (i = 0; i < 20000; i += 19) {
		char word[16];
		int n = snprintf(word, sizeof word, " %x ", i);

		CHECK(i == 0 || memmem(words.data, words.len, word, (size_t)n) != NULL);
	}
	buffer_free(&text);
	buffer_free(&words);
	vocabulary_free(v);
}

int
main(void)
{
	char command[96];

	strcpy(folder, "/tmp/steno-catalog-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return 1;
	check_run("order", test_order);
	check_run("parts", test_parts);
	check_run("ranges", test_ranges);
	check_run("append_only", test_append_only);
	check_run("keyframes", test_keyframes);
	check_run("other_files", test_other_files);
	check_run("shards", test_shards);
	check_run("erasing", test_erasing);
	check_run("erasing_beside_a_reader", test_erasing_beside_a_reader);
	check_run("full_bucket", test_full_bucket);
	check_run("vocabulary", test_vocabulary);
	check_run("large_vocabulary", test_large_vocabulary);
	snprintf(command, sizeof command, "rm -rf %s", folder);
	if (system(command) != 0)
		return 1;
	return check_done();
}
