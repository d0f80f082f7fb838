/* The sessions of an index.  Few are behind many hits: they are kept once read. */
#include "indexer/sql/sittings.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"

struct sittings {
	sqlite3 *db;
	sqlite3_stmt *by_id;
	struct lookup_session **list; /* by id, open addressing */
	size_t count, cap;
};

#define COLUMNS \
	"SELECT s.id, uuid, user, host, login, tty, client, fingerprint, shell, command, title, zone, labels, parent, format," \
	" coalesce(nullif(r.path, ''), s.path), state, started, utc_offset, euid, loginuid, ended, events, c.commands, witnessed, r.size, r.changed" \
	" FROM session s LEFT JOIN closing c ON c.session = s.id LEFT JOIN recording r ON r.session = s.id"

static int
code_of(int r)
{
	return (r & 0xFF) == SQLITE_NOMEM ? -ENOMEM : (r & 0xFF) == SQLITE_CORRUPT ? ERR_DAMAGED : ERR_FAILED;
}

int
sittings_new(sqlite3 *db, struct sittings **out)
{
	struct sittings *t = calloc(1, sizeof *t);

	*out = NULL;
	if (t == NULL)
		return -ENOMEM;
	t->db = db;
	if (sqlite3_prepare_v3(db, COLUMNS " WHERE s.id = ?1", -1, SQLITE_PREPARE_PERSISTENT, &t->by_id, NULL) != SQLITE_OK) {
		sittings_free(t);
		return ERR_FAILED;
	}
	*out = t;
	return 0;
}

static void
free_session(struct lookup_session *s)
{
	char **const strings[] = {&s->uuid, &s->user, &s->host, &s->login, &s->tty, &s->client, &s->fingerprint, &s->shell,
	    &s->command, &s->title, &s->zone, &s->labels, &s->parent, &s->format, &s->path, &s->state};
	size_t i;

	for (i = 0; i < sizeof strings / sizeof *strings; i++)
		free(*strings[i]);
	free(s);
}

void
sittings_free(struct sittings *t)
{
	size_t i;

	if (t == NULL)
		return;
	for (i = 0; i < t->cap; i++)
		if (t->list[i] != NULL)
			free_session(t->list[i]);
	sqlite3_finalize(t->by_id);
	free(t->list);
	free(t);
}

static int64_t
column_number(sqlite3_stmt *p, int n)
{
	return sqlite3_column_type(p, n) == SQLITE_NULL ? COMMAND_UNKNOWN : sqlite3_column_int64(p, n);
}

static char *
column_copy(sqlite3_stmt *p, int n)
{
	const unsigned char *text = sqlite3_column_text(p, n);

	return text != NULL ? strdup((const char *)text) : NULL;
}

/* NULL: memory is out, or it has not what every session has, whoever made the file. */
static struct lookup_session *
take_session(sqlite3_stmt *p)
{
	struct lookup_session *s = calloc(1, sizeof *s);
	char **strings[16];
	int i;

	if (s == NULL)
		return NULL;
	memcpy(strings, ((char **[]){&s->uuid, &s->user, &s->host, &s->login, &s->tty, &s->client, &s->fingerprint,
	    &s->shell, &s->command, &s->title, &s->zone, &s->labels, &s->parent, &s->format, &s->path, &s->state}),
	    sizeof strings);
	s->id = sqlite3_column_int64(p, 0);
	for (i = 0; i < 16; i++)
		*strings[i] = column_copy(p, i + 1);
	s->started = column_number(p, 17);
	s->utc_offset = column_number(p, 18);
	s->euid = column_number(p, 19);
	s->loginuid = column_number(p, 20);
	s->ended = column_number(p, 21);
	s->events = (uint64_t)sqlite3_column_int64(p, 22);
	s->commands = (uint64_t)sqlite3_column_int64(p, 23);
	s->witnessed = sqlite3_column_int(p, 24) != 0;
	s->size = column_number(p, 25);
	s->changed = column_number(p, 26);
	if (s->uuid == NULL || s->format == NULL || s->path == NULL) {
		free_session(s);
		return NULL;
	}
	return s;
}

static size_t
slot_of(struct lookup_session **table, size_t cap, int64_t id)
{
	size_t i = (uint64_t)id * 0x9E3779B97F4A7C15u >> 20 & (cap - 1);

	while (table[i] != NULL && table[i]->id != id)
		i = (i + 1) & (cap - 1);
	return i;
}

static int
grow(struct sittings *t)
{
	size_t cap = t->cap ? t->cap * 2 : 256, i;
	struct lookup_session **table;

	if (t->count * 2 < t->cap)
		return 0;
	if ((table = calloc(cap, sizeof *table)) == NULL)
		return -ENOMEM;
	for (i = 0; i < t->cap; i++)
		if (t->list[i] != NULL)
			table[slot_of(table, cap, t->list[i]->id)] = t->list[i];
	free(t->list);
	t->list = table;
	t->cap = cap;
	return 0;
}

int
sittings_get(struct sittings *t, int64_t id, const struct lookup_session **out)
{
	size_t i;
	int r;

	if ((r = grow(t)) != 0)
		return r;
	i = slot_of(t->list, t->cap, id);
	if (t->list[i] == NULL) {
		sqlite3_bind_int64(t->by_id, 1, id);
		if (sqlite3_step(t->by_id) == SQLITE_ROW)
			t->list[i] = take_session(t->by_id);
		sqlite3_reset(t->by_id);
		if (t->list[i] == NULL)
			return ERR_DAMAGED;
		t->count++;
	}
	*out = t->list[i];
	return 0;
}

int
sittings_find(struct sittings *t, const char *name, const struct lookup_session **out)
{
	sqlite3_stmt *p;
	int64_t id = 0;
	int r, count = 0;

	/* hexadecimal digits sort before this */
	if (sqlite3_prepare_v2(t->db, "SELECT id FROM session WHERE uuid >= ?1 AND uuid < ?1 || 'g' LIMIT 2", -1, &p, NULL) !=
	    SQLITE_OK)
		return ERR_FAILED;
	sqlite3_bind_text(p, 1, name, -1, SQLITE_STATIC);
	while ((r = sqlite3_step(p)) == SQLITE_ROW) {
		id = sqlite3_column_int64(p, 0);
		count++;
	}
	sqlite3_finalize(p);
	if (r != SQLITE_DONE)
		return code_of(r);
	return count == 0 ? ERR_NOTFOUND : count > 1 ? ERR_RANGE : sittings_get(t, id, out);
}

int
sittings_each(struct sittings *t, int64_t since, int64_t until,
    int (*each)(void *context, const struct lookup_session *), void *context)
{
	struct lookup_session *s;
	sqlite3_stmt *p;
	int r = 0, step = SQLITE_DONE;

	if (sqlite3_prepare_v2(t->db, COLUMNS " ORDER BY started DESC, s.id DESC", -1, &p, NULL) != SQLITE_OK)
		return ERR_FAILED;
	while (r == 0 && (step = sqlite3_step(p)) == SQLITE_ROW) {
		if ((s = take_session(p)) == NULL) {
			r = ERR_DAMAGED;
			break;
		}
		/* one without a time is in no range; one that goes on has no end */
		if ((since == INT64_MIN && until == INT64_MAX) || (s->started != COMMAND_UNKNOWN && s->started < until &&
		    (s->ended == COMMAND_UNKNOWN || s->started + s->ended >= since)))
			r = each(context, s);
		free_session(s);
	}
	sqlite3_finalize(p);
	return r < 0 ? r : r > 0 || step == SQLITE_DONE ? 0 : code_of(step);
}
