/*
 * What the index has of one command, and of the screen.
 *
 * Few traits are behind many hits: they are kept once read, as is what was given last, which the caller borrows.
 */
#include "indexer/sql/dossier.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/sql/shorthand.h"
#include "indexer/squeeze.h"
#include "lib/base/error.h"

#define TRAITS 256
#define NEAR 24 /* ids: to look at the hits among them costs no more than to part them */
#define SIDE_MAX 1000 /* columns or rows */

struct trait {
	int64_t id; /* 0: none */
	int kind, depth, grade;
	unsigned reasons;
	char program[32];
};

enum statement { ROW, TIME, FIRST, END, TRAIT, DETAILS, OUTPUT, KEYFRAME, KEYFRAME_AT, MARK, STATEMENTS };

struct dossier {
	struct squeeze *squeeze;
	sqlite3_stmt *statements[STATEMENTS];
	struct trait traits[TRAITS]; /* by id, as far as they are known */
	struct sittings *sittings;
	struct command held; /* of the hit that was given last */
};

static const char *const TEXTS[STATEMENTS] = {
    [ROW] = "SELECT session, seq, at, event, gap, text, trait, exit, duration, span, bytes FROM command WHERE id = ?1",
    [TIME] = "SELECT session, at FROM command WHERE id = ?1",
    [FIRST] = "SELECT c.id, started + c.at FROM command c JOIN session s ON s.id = c.session WHERE c.id >= ?1 AND c.id < ?2"
	      " ORDER BY c.id LIMIT 1",
    [END] = "SELECT exit, duration, span, bytes, trait FROM completion WHERE id = ?1",
    [TRAIT] = "SELECT kind, depth, grade, reasons, program FROM trait WHERE id = ?1",
    [DETAILS] = "SELECT name, value FROM detail WHERE command = ?1",
    [OUTPUT] = "SELECT data, size, dropped FROM output JOIN text ON text.id = output.text WHERE command = ?1",
    [KEYFRAME] = ("SELECT event, at, cols, rows, covered, size, data FROM keyframe WHERE session = ?1 AND event <= ?2"
		 " AND (covered = 0 OR NOT ?3) ORDER BY event DESC LIMIT 1"),
    [KEYFRAME_AT] = ("SELECT event, at, cols, rows, covered, size, data FROM keyframe INDEXED BY keyframe_at WHERE session = ?1"
		    " AND at <= ?2 AND (covered = 0 OR NOT ?3) ORDER BY at DESC, event DESC LIMIT 1"),
    [MARK] = "SELECT event, data FROM mark WHERE session = ?1 AND event <= ?2 ORDER BY event DESC LIMIT 1",
};

static int
code_of(int r)
{
	return (r & 0xFF) == SQLITE_NOMEM ? -ENOMEM : (r & 0xFF) == SQLITE_CORRUPT ? ERR_DAMAGED : ERR_FAILED;
}

int
dossier_new(sqlite3 *db, struct sittings *sittings, struct dossier **out)
{
	struct dossier *d = calloc(1, sizeof *d);
	int i, r = 0;

	*out = NULL;
	if (d == NULL || (d->squeeze = squeeze_new()) == NULL) {
		free(d);
		return -ENOMEM;
	}
	d->sittings = sittings;
	for (i = 0; r == 0 && i < STATEMENTS; i++)
		if (sqlite3_prepare_v3(db, TEXTS[i], -1, SQLITE_PREPARE_PERSISTENT, &d->statements[i], NULL) != SQLITE_OK)
			r = ERR_FAILED;
	if (r != 0) {
		dossier_free(d);
		return r;
	}
	*out = d;
	return 0;
}

void
dossier_free(struct dossier *d)
{
	size_t i;

	if (d == NULL)
		return;
	for (i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(d->statements[i]);
	command_free(&d->held);
	squeeze_free(d->squeeze);
	free(d);
}

/* 1 with a row, 0 without, or negative; to be reset. */
static int
look_up(struct dossier *d, enum statement which, int64_t id)
{
	int r;

	sqlite3_bind_int64(d->statements[which], 1, id);
	r = sqlite3_step(d->statements[which]);
	return r == SQLITE_ROW ? 1 : r == SQLITE_DONE ? 0 : code_of(r);
}

static int64_t
column_number(sqlite3_stmt *p, int n)
{
	return sqlite3_column_type(p, n) == SQLITE_NULL ? COMMAND_UNKNOWN : sqlite3_column_int64(p, n);
}

/* Never NULL, whoever made the file. */
static const char *
column_string(sqlite3_stmt *p, int n)
{
	const unsigned char *text = sqlite3_column_text(p, n);

	return text != NULL ? (const char *)text : "";
}

/* Commands. */

static int
get_trait(struct dossier *d, int64_t id, const struct trait **out)
{
	struct trait *t = &d->traits[(uint64_t)id % TRAITS];
	sqlite3_stmt *p = d->statements[TRAIT];
	int r = 1;

	*out = t;
	if (t->id == id && id != 0)
		return 0;
	if ((r = look_up(d, TRAIT, id)) == 1) {
		*t = (struct trait){id, sqlite3_column_int(p, 0), sqlite3_column_int(p, 1), sqlite3_column_int(p, 2),
		    (unsigned)sqlite3_column_int64(p, 3), ""};
		snprintf(t->program, sizeof t->program, "%s", column_string(p, 4));
		/* whoever made the file: these are indexes into tables */
		if (t->kind < 0 || t->kind > COMMAND_REPLY || t->grade < 0 || t->grade > GRADE_U) {
			t->id = 0;
			r = ERR_DAMAGED;
		}
	}
	sqlite3_reset(p);
	return r == 1 ? 0 : r == 0 ? ERR_DAMAGED : r;
}

/* Exit, duration, span and bytes, which stand in this order. */
static void
take_end(sqlite3_stmt *p, int n, struct lookup_hit *hit)
{
	hit->ended = true;
	hit->c.exit = column_number(p, n);
	hit->c.duration = column_number(p, n + 1);
	hit->c.output_to = hit->c.output_from + (uint64_t)sqlite3_column_int64(p, n + 2);
	hit->c.bytes = (uint64_t)sqlite3_column_int64(p, n + 3);
}

/* What came to be known later. */
static int
take_completion(struct dossier *d, struct lookup_hit *hit)
{
	sqlite3_stmt *p = d->statements[END];
	const struct trait *t;
	int r;

	if ((r = look_up(d, END, hit->id)) == 1) {
		take_end(p, 0, hit);
		if (sqlite3_column_type(p, 4) != SQLITE_NULL && (r = get_trait(d, sqlite3_column_int64(p, 4), &t)) == 0) {
			hit->c.grade = (enum command_grade)t->grade;
			hit->c.reasons = t->reasons;
		}
	}
	sqlite3_reset(p);
	return r < 0 ? r : 0;
}

static int64_t
when_of(const struct lookup_session *s, int64_t at)
{
	return s->started == COMMAND_UNKNOWN ? COMMAND_UNKNOWN : s->started + at;
}

static int
take_line(sqlite3_stmt *p, int n, struct buffer *out)
{
	const void *data = sqlite3_column_blob(p, n);
	size_t len = (size_t)sqlite3_column_bytes(p, n);

	if (sqlite3_column_type(p, n) == SQLITE_BLOB)
		return shorthand_read(data, len, out);
	buffer_add(out, data, len);
	return buffer_status(out);
}

static int
take_row(struct dossier *d, struct lookup_hit *hit)
{
	sqlite3_stmt *p = d->statements[ROW];
	struct command *c = &hit->c;
	const struct trait *t;
	int r;

	if ((r = sittings_get(d->sittings, sqlite3_column_int64(p, 0), &hit->session)) != 0 ||
	    (r = get_trait(d, sqlite3_column_int64(p, 6), &t)) != 0)
		return r;
	*c = (struct command){.seq = (uint64_t)sqlite3_column_int64(p, 1), .at = sqlite3_column_int64(p, 2),
	    .event = (uint64_t)sqlite3_column_int64(p, 3), .kind = (enum command_kind)t->kind, .depth = t->depth,
	    .grade = (enum command_grade)t->grade, .reasons = t->reasons, .exit = COMMAND_UNKNOWN,
	    .duration = COMMAND_UNKNOWN};
	memcpy(c->program, t->program, sizeof c->program);
	c->output_to = c->output_from = c->event + (uint64_t)sqlite3_column_int64(p, 4);
	if ((r = take_line(p, 5, &c->text)) != 0)
		return r;
	hit->when = when_of(hit->session, c->at);
	if (sqlite3_column_type(p, 9) == SQLITE_NULL)
		return take_completion(d, hit);
	take_end(p, 7, hit);
	return 0;
}

int
dossier_load(struct dossier *d, int64_t id, struct lookup_hit *hit)
{
	int r;

	*hit = (struct lookup_hit){.id = id};
	if ((r = look_up(d, ROW, id)) == 1)
		r = (r = take_row(d, hit)) == 0 ? 1 : r;
	sqlite3_reset(d->statements[ROW]);
	command_free(&d->held);
	d->held = hit->c;
	return r;
}

int
dossier_when(struct dossier *d, int64_t id, int64_t *when)
{
	sqlite3_stmt *p = d->statements[TIME];
	const struct lookup_session *session;
	int r;

	if ((r = look_up(d, TIME, id)) == 1 && (r = sittings_get(d->sittings, sqlite3_column_int64(p, 0), &session)) == 0) {
		*when = when_of(session, sqlite3_column_int64(p, 1));
		r = 1;
	}
	sqlite3_reset(p);
	return r;
}

/* Ids may be missing: of a session that was taken out. */
int
dossier_narrow(struct dossier *d, int64_t when, int64_t guess, int64_t *low, int64_t *high)
{
	sqlite3_stmt *p = d->statements[FIRST];
	int64_t middle = guess;
	int r;

	while (*high - *low > NEAR) {
		sqlite3_bind_int64(p, 2, *high);
		if ((r = look_up(d, FIRST, middle)) == 1 && sqlite3_column_int64(p, 1) < when)
			*low = sqlite3_column_int64(p, 0) + 1;
		else
			*high = middle;
		sqlite3_reset(p);
		if (r < 0)
			return r;
		middle = *low + (*high - *low) / 2;
	}
	return 0;
}

/* What belongs to one. */

static void
take_detail(sqlite3_stmt *p, struct command *c)
{
	const char *name = column_string(p, 0);
	struct buffer *to = strstr(name, "cwd") != NULL ? &c->cwd : strstr(name, "reported") != NULL ? &c->reported
												    : &c->typed;

	/* those of the end, which come first, outrank the beginning's */
	if (to->len == 0)
		buffer_add(to, sqlite3_column_text(p, 1), (size_t)sqlite3_column_bytes(p, 1));
}

int
dossier_details(struct dossier *d, struct lookup_hit *hit)
{
	sqlite3_stmt *p = d->statements[DETAILS];
	int r, pass;

	for (pass = 0; pass < 2; pass++) {
		sqlite3_bind_int64(p, 1, hit->id);
		while ((r = sqlite3_step(p)) == SQLITE_ROW)
			if ((strncmp(column_string(p, 0), "end.", 4) == 0) == (pass == 0))
				take_detail(p, &hit->c);
		sqlite3_reset(p);
		if (r != SQLITE_DONE)
			return code_of(r);
	}
	d->held = hit->c;
	return 0;
}

/* Data and its size, in these columns. */
static int
unpack(struct dossier *d, sqlite3_stmt *p, int data, int size, struct buffer *out)
{
	return squeeze_unpack(d->squeeze, sqlite3_column_blob(p, data), (size_t)sqlite3_column_bytes(p, data),
	    (size_t)sqlite3_column_int64(p, size), out);
}

int
dossier_output(struct dossier *d, int64_t id, struct buffer *out, uint64_t *dropped)
{
	sqlite3_stmt *p = d->statements[OUTPUT];
	int r;

	if ((r = look_up(d, OUTPUT, id)) == 1) {
		*dropped = (uint64_t)sqlite3_column_int64(p, 2);
		r = (r = unpack(d, p, 0, 1, out)) == 0 ? 1 : r;
	}
	sqlite3_reset(p);
	return r;
}

static int
take_keyframe(struct dossier *d, sqlite3_stmt *p, struct lookup_keyframe *k, struct buffer *data)
{
	*k = (struct lookup_keyframe){.event = (uint64_t)sqlite3_column_int64(p, 0), .at = sqlite3_column_int64(p, 1),
	    .cols = sqlite3_column_int(p, 2), .rows = sqlite3_column_int(p, 3),
	    .covered = (uint32_t)sqlite3_column_int64(p, 4)};
	if (k->cols < 1 || k->cols > SIDE_MAX || k->rows < 1 || k->rows > SIDE_MAX || k->at < 0)
		return ERR_DAMAGED;
	return unpack(d, p, 6, 5, data);
}

static int
find_keyframe(struct dossier *d, enum statement which, int64_t session, int64_t until, bool exact, struct lookup_keyframe *k,
    struct buffer *data)
{
	sqlite3_stmt *p = d->statements[which];
	int r;

	sqlite3_bind_int64(p, 2, until);
	sqlite3_bind_int(p, 3, exact);
	if ((r = look_up(d, which, session)) == 1)
		r = (r = take_keyframe(d, p, k, data)) == 0 ? 1 : r;
	sqlite3_reset(p);
	return r;
}

int
dossier_keyframe(struct dossier *d, int64_t session, uint64_t event, bool exact, struct lookup_keyframe *k,
    struct buffer *data)
{
	return find_keyframe(d, KEYFRAME, session, event < INT64_MAX ? (int64_t)event : INT64_MAX, exact, k, data);
}

int
dossier_keyframe_at(struct dossier *d, int64_t session, int64_t at, bool exact, struct lookup_keyframe *k, struct buffer *data)
{
	return find_keyframe(d, KEYFRAME_AT, session, at, exact, k, data);
}

int
dossier_mark(struct dossier *d, int64_t session, uint64_t event, uint64_t *at, struct buffer *data)
{
	sqlite3_stmt *p = d->statements[MARK];
	const void *blob;
	int r;

	sqlite3_bind_int64(p, 2, event < INT64_MAX ? (int64_t)event : INT64_MAX);
	if ((r = look_up(d, MARK, session)) == 1) {
		*at = (uint64_t)sqlite3_column_int64(p, 0);
		if ((blob = sqlite3_column_blob(p, 1)) != NULL)
			buffer_add(data, blob, (size_t)sqlite3_column_bytes(p, 1));
		r = data->broken ? -ENOMEM : 1;
	}
	sqlite3_reset(p);
	return r;
}
