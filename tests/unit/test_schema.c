/* An older index becomes one of today's, step by step, or stays what it was. */
#include "tests/unit/check.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/sql/catalog.h"
#include "indexer/sql/schema.h"
#include "lib/base/error.h"

#define PROCESSES 8

#define FIRST "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT); CREATE TABLE step (n INTEGER)"
#define SECOND "ALTER TABLE word ADD COLUMN size INTEGER; UPDATE word SET size = length(text); INSERT INTO step VALUES (2)"

static const char *const STEPS[] = {FIRST, SECOND, "CREATE INDEX word_size ON word (size); INSERT INTO step VALUES (3)"};

static char folder[64], path[96];

static sqlite3 *
open_file(const char *name)
{
	sqlite3 *db;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (sqlite3_open(path, &db) != SQLITE_OK)
		abort();
	sqlite3_busy_timeout(db, 60000);
	return db;
}

static void
run(sqlite3 *db, const char *text)
{
	CHECK(sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK);
}

/* The number that a query gives, or -1 where it can't be asked. */
static int64_t
number(sqlite3 *db, const char *text)
{
	int64_t found = -1;
	sqlite3_stmt *p;

	if (sqlite3_prepare_v2(db, text, -1, &p, NULL) == SQLITE_OK && sqlite3_step(p) == SQLITE_ROW)
		found = sqlite3_column_int64(p, 0);
	sqlite3_finalize(p);
	return found;
}

static int64_t
version(sqlite3 *db)
{
	return number(db, "PRAGMA user_version");
}

/* An index of the first version, with something in it. */
static sqlite3 *
old_file(const char *name)
{
	sqlite3 *db = open_file(name);

	CHECK(schema_raise(db, STEPS, 1) == 0 && version(db) == 1);
	run(db, "INSERT INTO word (text) VALUES ('one'), ('three')");
	return db;
}

static void
test_steps(void)
{
	sqlite3 *db = old_file("steps");

	CHECK(schema_raise(db, STEPS, 3) == 0 && version(db) == 3);
	CHECK(number(db, "SELECT sum(size) FROM word") == 8 && number(db, "SELECT count(*) FROM step") == 2);
	CHECK(number(db, "PRAGMA application_id") == SCHEMA_APPLICATION);
	/* and nothing when there is nothing to do */
	CHECK(schema_raise(db, STEPS, 3) == 0 && number(db, "SELECT count(*) FROM step") == 2);
	sqlite3_close(db);
	db = open_file("new");
	CHECK(schema_raise(db, STEPS, 3) == 0 && version(db) == 3 && number(db, "SELECT count(*) FROM word") == 0);
	sqlite3_close(db);
}

static void
test_a_step_that_fails(void)
{
	static const char *const bad[] = {FIRST, SECOND, "CREATE TABLE half (x); INSERT INTO nowhere VALUES (1)"};
	sqlite3 *db = old_file("bad");

	CHECK(schema_raise(db, bad, 3) != 0);
	/* what came before it stands, and nothing of it does */
	CHECK(version(db) == 2 && number(db, "SELECT sum(size) FROM word") == 8 && number(db, "SELECT count(*) FROM half") == -1);
	CHECK(schema_raise(db, STEPS, 3) == 0 && version(db) == 3);
	sqlite3_close(db);
}

static void
die(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)context;
	(void)count;
	(void)values;
	kill(getpid(), SIGKILL);
}

static void
test_killed_in_a_step(void)
{
	static const char *const deadly[] = {FIRST, "ALTER TABLE word ADD COLUMN size INTEGER;"
	    "UPDATE word SET size = 99; INSERT INTO step SELECT die() FROM word"};
	sqlite3 *db = old_file("killed");
	int status = 0;
	pid_t pid;

	/* no connection goes through a fork */
	sqlite3_close(db);
	if ((pid = fork()) == 0) {
		db = open_file("killed");
		sqlite3_create_function(db, "die", 0, SQLITE_UTF8, NULL, die, NULL, NULL);
		schema_raise(db, deadly, 2);
		_exit(0);
	}
	CHECK(waitpid(pid, &status, 0) == pid && WIFSIGNALED(status));
	db = open_file("killed");
	CHECK(version(db) == 1 && number(db, "SELECT count(*) FROM word") == 2 && number(db, "SELECT count(size) FROM word") == -1);
	CHECK(schema_raise(db, STEPS, 3) == 0 && number(db, "SELECT sum(size) FROM word") == 8);
	sqlite3_close(db);
}

static void
test_many_at_once(void)
{
	int i, status, good = 0;
	sqlite3 *db;

	sqlite3_close(old_file("many"));
	for (i = 0; i < PROCESSES; i++)
		if (fork() == 0)
			_exit(schema_raise(open_file("many"), STEPS, 3) == 0 ? 0 : 1);
	for (i = 0; i < PROCESSES; i++)
		good += wait(&status) > 0 && status == 0;
	db = open_file("many");
	CHECK(good == PROCESSES && version(db) == 3 && number(db, "SELECT count(*) FROM step") == 2);
	sqlite3_close(db);
}

/* Which is left as it was. */
static void
test_what_is_none_of_ours(void)
{
	static const char *const marks[] = {"PRAGMA user_version = 4", "PRAGMA user_version = 2147483647",
	    "PRAGMA user_version = -1", "PRAGMA user_version = -2147483648", "PRAGMA application_id = 7"};
	sqlite3 *db = old_file("other");
	size_t i;
	int r;

	for (i = 0; i < sizeof marks / sizeof *marks; i++) {
		run(db, marks[i]);
		r = schema_raise(db, STEPS, 3);
		CHECK(r == (i < 2 ? ERR_LIMIT : ERR_UNKNOWN) && schema_check(db) == r && schema_prepare(db) == r);
		CHECK(number(db, "SELECT count(*) FROM step") == 0 && number(db, "SELECT count(*) FROM word") == 2);
	}
	sqlite3_close(db);
}

/* The steps that there are: who reads takes no older one, who writes makes it one of today's. */
static void
test_an_index(void)
{
	sqlite3 *db = open_file("index");
	struct catalog *c = NULL;
	char *message = NULL, mark[64];

	snprintf(mark, sizeof mark, "PRAGMA application_id = %d", SCHEMA_APPLICATION);
	run(db, mark);
	run(db, "CREATE TABLE kept (x); INSERT INTO kept VALUES (42)");
	CHECK(version(db) == 0 && catalog_open(path, CATALOG_READ, &c, &message) != 0 && message != NULL);
	free(message);
	CHECK(catalog_open(path, CATALOG_WRITE, &c, &message) == 0);
	catalog_free(c);
	CHECK(version(db) == SCHEMA_VERSION && number(db, "SELECT x FROM kept") == 42);
	CHECK(number(db, "SELECT count(*) FROM command") == 0);
	sqlite3_close(db);
	CHECK(catalog_open(path, CATALOG_READ, &c, &message) == 0);
	catalog_free(c);
}

int
main(void)
{
	char command[128];

	snprintf(folder, sizeof folder, "/tmp/steno-schema-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return 1;
	check_run("steps", test_steps);
	check_run("a_step_that_fails", test_a_step_that_fails);
	check_run("killed_in_a_step", test_killed_in_a_step);
	check_run("many_at_once", test_many_at_once);
	check_run("what_is_none_of_ours", test_what_is_none_of_ours);
	check_run("an_index", test_an_index);
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command) != 0 || check_done() != 0;
}
