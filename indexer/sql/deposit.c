/* The index, written: commands, and what belongs to them. */
#include "indexer/sql/deposit.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/sql/shorthand.h"
#include "lib/base/error.h"
#include "lib/cast/digest.h"

#define TAG_MAX 64
#define DIGEST_KEPT 16

/* Traits. */

static void
bind_trait(sqlite3_stmt *p, const struct trait *t)
{
	sqlite3_bind_int(p, 1, t->kind);
	sqlite3_bind_int(p, 2, t->grade);
	sqlite3_bind_int64(p, 3, t->reasons);
	sqlite3_bind_int(p, 4, t->depth);
	sql_bind_string(p, 5, t->program);
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
	kept = &s->traits[hash % DEPOSIT_TRAITS];
	if (kept->id != 0 && kept->kind == t->kind && kept->grade == t->grade && kept->depth == t->depth &&
	    kept->reasons == t->reasons && strcmp(kept->program, t->program) == 0) {
		t->id = kept->id;
		return 0;
	}
	if ((p = sql_use(&s->sql, SQL_FIND_TRAIT)) == NULL)
		return ERR_FAILED;
	bind_trait(p, t);
	if ((r = sql_step(p)) == 1) {
		t->id = sqlite3_column_int64(p, 0);
		sqlite3_reset(p);
	} else if (r == 0 && (p = sql_use(&s->sql, SQL_ADD_TRAIT)) != NULL) {
		bind_trait(p, t);
		r = sql_finish(p);
		t->id = sqlite3_last_insert_rowid(s->sql.db);
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

/* Words that no text has. */

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

/* Commands. */

static int
add_detail(struct catalog *s, int64_t id, const char *name, const struct buffer *value)
{
	sqlite3_stmt *p;

	if (value->len == 0)
		return 0;
	if ((p = sql_use(&s->sql, SQL_ADD_DETAIL)) == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, id);
	sql_bind_string(p, 2, name);
	sql_bind_text(p, 3, value->data, value->len);
	return sql_finish(p);
}

/* What is searched: what ran, and what was typed for it. */
static int
add_words(struct catalog *s, int64_t id, const struct command *c, const char *tags)
{
	const struct buffer *text = &c->text;

	if (c->typed.len > 0) {
		buffer_clear(&s->scratch);
		buffer_add(&s->scratch, c->text.data, c->text.len);
		buffer_addc(&s->scratch, '\n');
		buffer_add(&s->scratch, c->typed.data, c->typed.len);
		if (s->scratch.broken)
			return -ENOMEM;
		text = &s->scratch;
	}
	return rack_add_words(s->rack, id, text->data, text->len, tags);
}

/* Exit, duration, span and bytes: NULL as long as nothing is known. */
static void
bind_end(sqlite3_stmt *p, int n, const struct command *c, const struct command_end *end)
{
	if (end == NULL) {
		sqlite3_bind_null(p, n);
		sqlite3_bind_null(p, n + 1);
		sqlite3_bind_null(p, n + 2);
		sqlite3_bind_null(p, n + 3);
		return;
	}
	sql_bind_number(p, n, end->exit, COMMAND_UNKNOWN);
	sql_bind_number(p, n + 1, end->duration, COMMAND_UNKNOWN);
	sqlite3_bind_int64(p, n + 2, (int64_t)(end->output_to - c->output_from));
	sqlite3_bind_int64(p, n + 3, (int64_t)end->bytes);
}

/* In shorthand where that is shorter: the type of the value says which. */
static int
bind_line(struct catalog *s, sqlite3_stmt *p, int n, const struct buffer *text)
{
	int r;

	buffer_clear(&s->scratch);
	if ((r = shorthand_write(text->data, text->len, &s->scratch)) != 0)
		return r;
	if (s->scratch.len < text->len)
		sqlite3_bind_blob64(p, n, s->scratch.data, s->scratch.len, SQLITE_STATIC);
	else
		sql_bind_text(p, n, text->data ? text->data : "", text->len);
	return 0;
}

static int
add_row(struct catalog *s, int64_t id, int64_t session, const struct command *c, const struct command_end *end)
{
	sqlite3_stmt *p = sql_use(&s->sql, SQL_ADD_COMMAND);
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
	bind_end(p, 8, c, end);
	if (c->grade == GRADE_U && c->text.len == 0)
		sqlite3_bind_null(p, 12);
	else if ((r = bind_line(s, p, 12, &c->text)) != 0)
		return r;
	return sql_finish(p);
}

/* The end's word is kept beside the beginning's. */
static int
add_end_details(struct catalog *s, int64_t id, const struct command_end *end)
{
	int r;

	if ((r = add_detail(s, id, "end.cwd", &end->cwd)) == 0)
		r = add_detail(s, id, "end.reported", &end->reported);
	return r;
}

int
catalog_add_command(struct catalog *s, int64_t session, const struct command *c, const struct command_end *end,
    int64_t when, const char *tags, int64_t *id)
{
	/* one by which more is known of it is a row of its own */
	const struct command_end *same = end != NULL && end->grade == c->grade && end->reasons == c->reasons ? end : NULL;
	int r;

	if ((r = rack_place(s->rack, when, id)) != 0 || (r = add_row(s, *id, session, c, same)) != 0 ||
	    (r = add_detail(s, *id, "typed", &c->typed)) != 0 || (r = add_detail(s, *id, "cwd", &c->cwd)) != 0 ||
	    (r = add_detail(s, *id, "reported", &c->reported)) != 0 || (r = add_words(s, *id, c, tags)) != 0)
		return r;
	if (end == NULL)
		return 0;
	return same != NULL ? add_end_details(s, *id, end) : catalog_add_completion(s, *id, c, end);
}

int
catalog_add_completion(struct catalog *s, int64_t id, const struct command *c, const struct command_end *end)
{
	sqlite3_stmt *p = sql_use(&s->sql, SQL_ADD_COMPLETION);
	int64_t trait = 0;
	int r;

	if (p == NULL)
		return ERR_FAILED;
	if ((end->grade != c->grade || end->reasons != c->reasons) &&
	    (r = find_trait(s, c, end->grade, end->reasons, &trait)) != 0)
		return r;
	sqlite3_bind_int64(p, 1, id);
	bind_end(p, 2, c, end);
	sql_bind_number(p, 6, trait, 0);
	return (r = sql_finish(p)) == 0 ? add_end_details(s, id, end) : r;
}

static int
text_id(struct catalog *s, const char *text, size_t len, int64_t *id)
{
	unsigned char digest[DIGEST_SIZE];
	sqlite3_stmt *p = sql_use(&s->sql, SQL_FIND_TEXT);
	int r;

	if (p == NULL)
		return ERR_FAILED;
	if ((r = digest_once(text, len, digest)) != 0)
		return r;
	sqlite3_bind_blob(p, 1, digest, DIGEST_KEPT, SQLITE_STATIC);
	if ((r = sql_step(p)) != 0) {
		*id = r > 0 ? sqlite3_column_int64(p, 0) : 0;
		sqlite3_reset(p);
		return r < 0 ? r : 0;
	}
	buffer_clear(&s->scratch);
	if ((r = squeeze_pack(s->squeeze, text, len, &s->scratch)) != 0)
		return r;
	if ((p = sql_use(&s->sql, SQL_ADD_TEXT)) == NULL)
		return ERR_FAILED;
	sqlite3_bind_blob(p, 1, digest, DIGEST_KEPT, SQLITE_STATIC);
	sqlite3_bind_int64(p, 2, (int64_t)len);
	sqlite3_bind_blob64(p, 3, s->scratch.data, s->scratch.len, SQLITE_STATIC);
	r = sql_finish(p);
	*id = sqlite3_last_insert_rowid(s->sql.db);
	return r;
}

int
catalog_add_output(struct catalog *s, int64_t id, const char *text, size_t len, uint64_t dropped, const char *tags)
{
	sqlite3_stmt *p = sql_use(&s->sql, SQL_ADD_OUTPUT);
	int64_t text_row;
	int r;

	if (p == NULL)
		return ERR_FAILED;
	if ((r = text_id(s, text, len, &text_row)) != 0)
		return r;
	sqlite3_bind_int64(p, 1, id);
	sqlite3_bind_int64(p, 2, text_row);
	sqlite3_bind_int64(p, 3, (int64_t)dropped);
	if ((r = sql_finish(p)) != 0)
		return r;
	return rack_add_shown(s->rack, id, text, len, tags);
}

int
catalog_add_keyframe(struct catalog *s, const struct catalog_keyframe *k)
{
	sqlite3_stmt *p = sql_use(&s->sql, SQL_ADD_KEYFRAME);
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
	return sql_finish(p);
}

int
catalog_add_mark(struct catalog *s, int64_t session, uint64_t event, const char *data, size_t len)
{
	sqlite3_stmt *p = sql_use(&s->sql, SQL_ADD_MARK);

	if (p == NULL)
		return ERR_FAILED;
	sqlite3_bind_int64(p, 1, session);
	sqlite3_bind_int64(p, 2, (int64_t)event);
	sqlite3_bind_blob64(p, 3, data, len, SQLITE_STATIC);
	return sql_finish(p);
}
