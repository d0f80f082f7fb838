/* Hits and sessions as programs read them. */
#include "search/fields.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/moment.h"
#include "search/legible.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

static const char *const HIT_FIELDS[] = {"id", "session", "seq", "when", "user", "host", "client", "grade", "exit", "kind",
    "program", "duration", "cwd", "depth", "event", "text", "typed", "witnessed"};
static const char *const SESSION_FIELDS[] = {"session", "when", "user", "host", "client", "duration", "commands", "hits",
    "state", "witnessed", "format", "title", "command", "path"};

static const char *
or_empty(const char *text)
{
	return text != NULL ? text : "";
}

static void
put_seconds(struct buffer *out, int64_t ms)
{
	if (ms != COMMAND_UNKNOWN)
		buffer_addf(out, "%" PRId64 ".%03d", ms / 1000, (int)(ms % 1000));
}

static void
put_time(const struct present *p, struct buffer *out, int64_t when)
{
	char text[32];

	if (when == COMMAND_UNKNOWN)
		return;
	moment_format(when, p->utc, true, text);
	buffer_adds(out, text);
}

static void
hit_number(const struct lookup_hit *hit, const char *name, struct buffer *out)
{
	const struct command *c = &hit->c;

	if (strcmp(name, "seq") == 0)
		buffer_addf(out, "%" PRIu64, c->seq);
	else if (strcmp(name, "exit") == 0 && c->exit != COMMAND_UNKNOWN)
		buffer_addf(out, "%" PRId64, c->exit);
	else if (strcmp(name, "duration") == 0)
		put_seconds(out, c->duration);
	else if (strcmp(name, "depth") == 0)
		buffer_addf(out, "%d", c->depth);
	else if (strcmp(name, "event") == 0)
		buffer_addf(out, "%" PRIu64, c->event);
	else if (strcmp(name, "grade") == 0)
		buffer_addc(out, command_grade_letter(c->grade));
	else if (strcmp(name, "id") == 0)
		buffer_addf(out, "%s:%" PRIu64, hit->session->uuid, c->seq);
}

static void
hit_field(const struct present *p, const void *row, const char *name, struct buffer *out)
{
	const struct lookup_hit *hit = row;
	const struct lookup_session *s = hit->session;

	if (strcmp(name, "when") == 0)
		put_time(p, out, hit->when);
	else if (strcmp(name, "session") == 0)
		buffer_adds(out, s->uuid);
	else if (strcmp(name, "user") == 0)
		buffer_adds(out, or_empty(s->user));
	else if (strcmp(name, "host") == 0)
		buffer_adds(out, or_empty(s->host));
	else if (strcmp(name, "client") == 0)
		buffer_adds(out, or_empty(s->client));
	else if (strcmp(name, "witnessed") == 0)
		buffer_adds(out, s->witnessed ? "yes" : "no");
	else if (strcmp(name, "kind") == 0)
		buffer_adds(out, command_kind_name(hit->c.kind));
	else if (strcmp(name, "program") == 0)
		buffer_adds(out, hit->c.program);
	else if (strcmp(name, "text") == 0)
		buffer_add(out, hit->c.text.data, hit->c.text.len);
	else if (strcmp(name, "typed") == 0)
		buffer_add(out, hit->c.typed.data, hit->c.typed.len);
	else if (strcmp(name, "cwd") == 0)
		buffer_add(out, hit->c.cwd.data, hit->c.cwd.len);
	else
		hit_number(hit, name, out);
}

const char *
fields_unknown(const char *format, char out[32])
{
	const char *p = format, *end;
	size_t i;

	while (*(p += strcspn(p, "{\\")) != '\0' && (*p == '\\' || (end = strchr(p, '}')) != NULL)) {
		if (*p == '\\') {
			p += p[1] != '\0' ? 2 : 1;
			continue;
		}
		snprintf(out, 32, "%.*s", (int)(end - p - 1), p + 1);
		for (i = 0; i < COUNT(HIT_FIELDS) && strcmp(out, HIT_FIELDS[i]) != 0; i++)
			;
		if (i == COUNT(HIT_FIELDS))
			return out;
		p = end + 1;
	}
	return NULL;
}

static void
put_escape(struct buffer *out, char c)
{
	buffer_addc(out, c == 't' ? '\t' : c == 'n' ? '\n' : c == '0' ? '\0' : c);
}

static int
put_format(const struct present *p, const struct lookup_hit *hit)
{
	struct buffer line = {0}, field = {0};
	const char *f = p->format, *end;
	char name[32];

	while (*f != '\0') {
		if (*f == '\\' && f[1] != '\0') {
			put_escape(&line, f[1]);
			f += 2;
		} else if (*f == '{' && (end = strchr(f, '}')) != NULL) {
			snprintf(name, sizeof name, "%.*s", (int)(end - f - 1), f + 1);
			buffer_clear(&field);
			hit_field(p, hit, name, &field);
			legible_text(&line, field.data ? field.data : "", field.len, 0, NULL, 0, false);
			f = end + 1;
		} else {
			buffer_addc(&line, *f++);
		}
	}
	buffer_addc(&line, '\n');
	buffer_free(&field);
	return legible_print(&line);
}

static void
put_names(struct buffer *line, const char *const *names, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		buffer_addf(line, "%s%s", i > 0 ? "," : "", names[i]);
	buffer_adds(line, "\r\n");
}

/* A row of CSV, and the names above the first: `field` writes each. */
static int
put_csv(struct present *p, const char *const *names, size_t count,
    void (*field)(const struct present *, const void *row, const char *name, struct buffer *), const void *row)
{
	struct buffer line = {0}, text = {0};
	size_t i;

	if (!p->started)
		put_names(&line, names, count);
	p->started = true;
	for (i = 0; i < count; i++) {
		buffer_clear(&text);
		field(p, row, names[i], &text);
		buffer_adds(&line, i > 0 ? "," : "");
		legible_csv(&line, text.data ? text.data : "", text.len);
	}
	buffer_adds(&line, "\r\n");
	buffer_free(&text);
	return legible_print(&line);
}

/* JSON. */

static void
put_number(struct buffer *out, const char *key, int64_t value)
{
	if (value == COMMAND_UNKNOWN) {
		json_put_key(out, key);
		buffer_adds(out, "null");
	} else {
		json_put_integer(out, key, value);
	}
}

static void
put_session(struct buffer *out, const struct lookup_session *s)
{
	json_put_member(out, "session", s->uuid);
	json_put_member(out, "user", s->user);
	json_put_member(out, "host", s->host);
	json_put_member(out, "login", s->login);
	json_put_member(out, "tty", s->tty);
	json_put_member(out, "client", s->client);
	json_put_member(out, "zone", s->zone);
	put_number(out, "utc_offset", s->utc_offset);
	json_put_key(out, "labels");
	buffer_adds(out, s->labels != NULL ? s->labels : "{}");
	json_put_member(out, "parent", s->parent);
	json_put_flag(out, "witnessed", s->witnessed);
	json_put_member(out, "format", s->format);
}

/* What it showed, or null, where that is not known. */
static int
put_shown(struct present *p, struct buffer *out, int64_t id)
{
	struct buffer text = {0};
	uint64_t dropped = 0;
	int r;

	if ((r = lookup_output(p->lookup, id, &text, &dropped)) >= 0) {
		json_put_key(out, "output");
		if (r == 1)
			json_put_string(out, text.data != NULL ? text.data : "", text.len);
		else
			buffer_adds(out, "null");
		json_put_integer(out, "output_dropped", (int64_t)dropped);
	}
	buffer_free(&text);
	return r < 0 ? r : 0;
}

static int
put_json(struct present *p, struct lookup_hit *hit, bool context)
{
	struct buffer line = {0}, command = {0};
	int r;

	if ((r = lookup_details(p->lookup, hit)) == 0)
		r = command_encode(&command, &hit->c, hit->session->started);
	if (r == 0) {
		buffer_addc(&line, '{');
		json_put_key(&line, "id");
		buffer_addf(&line, "\"%s:%" PRIu64 "\"", hit->session->uuid, hit->c.seq);
		put_session(&line, hit->session);
		if (context)
			json_put_flag(&line, "context", true);
		if (p->output)
			r = put_shown(p, &line, hit->id);
		buffer_addc(&line, ',');
		/* its own brace stands in front */
		buffer_add(&line, command.data + 1, command.len - 1);
	}
	buffer_free(&command);
	if (r != 0)
		buffer_free(&line);
	return r != 0 ? r : legible_print(&line);
}

/* Sessions. */

struct session_row {
	const struct lookup_session *session;
	int64_t hits;
};

static void
session_field(const struct present *p, const void *row, const char *name, struct buffer *out)
{
	const struct session_row *r = row;
	const struct lookup_session *s = r->session;
	const char *text = NULL;

	if (strcmp(name, "when") == 0)
		put_time(p, out, s->started);
	else if (strcmp(name, "duration") == 0)
		put_seconds(out, s->ended);
	else if (strcmp(name, "commands") == 0 && s->state != NULL)
		buffer_addf(out, "%" PRIu64, s->commands);
	else if (strcmp(name, "hits") == 0 && r->hits >= 0)
		buffer_addf(out, "%" PRId64, r->hits);
	else
		text = strcmp(name, "session") == 0 ? s->uuid : strcmp(name, "user") == 0 ? s->user
		    : strcmp(name, "host") == 0 ? s->host : strcmp(name, "client") == 0 ? s->client
		    : strcmp(name, "state") == 0 ? (s->state ? s->state : "live")
		    : strcmp(name, "witnessed") == 0 ? (s->witnessed ? "yes" : "no")
		    : strcmp(name, "format") == 0 ? s->format : strcmp(name, "title") == 0 ? s->title
		    : strcmp(name, "command") == 0 ? s->command : strcmp(name, "path") == 0 ? s->path : NULL;
	buffer_adds(out, or_empty(text));
}

static void
put_ms(struct buffer *out, const char *key, int64_t ms)
{
	json_put_key(out, key);
	if (ms == COMMAND_UNKNOWN)
		buffer_adds(out, "null");
	else
		put_seconds(out, ms);
}

static int
session_json(const struct present *p, const struct lookup_session *s, int64_t hits)
{
	struct buffer line = {0};

	buffer_addc(&line, '{');
	put_session(&line, s);
	put_ms(&line, "started", s->started);
	put_ms(&line, "duration", s->ended);
	put_number(&line, "commands", s->state != NULL ? (int64_t)s->commands : COMMAND_UNKNOWN);
	put_number(&line, "events", s->state != NULL ? (int64_t)s->events : COMMAND_UNKNOWN);
	if (hits >= 0)
		json_put_integer(&line, "hits", hits);
	json_put_integer(&line, "notes", (int64_t)notes_on(&p->notes, s->uuid, s->path));
	json_put_member(&line, "state", s->state != NULL ? s->state : "live");
	json_put_member(&line, "shell", s->shell);
	json_put_member(&line, "command", s->command);
	json_put_member(&line, "title", s->title);
	put_number(&line, "euid", s->euid);
	put_number(&line, "loginuid", s->loginuid);
	json_put_member(&line, "fingerprint", s->fingerprint);
	json_put_member(&line, "path", s->path);
	buffer_adds(&line, "}\n");
	return legible_print(&line);
}

/* One or the other. */

int
fields_hit(struct present *p, struct lookup_hit *hit, bool context)
{
	int r;

	if (p->form == PRESENT_JSON)
		return put_json(p, hit, context);
	if ((r = lookup_details(p->lookup, hit)) != 0)
		return r;
	return p->form == PRESENT_CSV ? put_csv(p, HIT_FIELDS, COUNT(HIT_FIELDS), hit_field, hit) : put_format(p, hit);
}

int
fields_session(struct present *p, const struct lookup_session *s, int64_t hits)
{
	const struct session_row row = {s, hits};

	if (p->form == PRESENT_JSON)
		return session_json(p, s, hits);
	return put_csv(p, SESSION_FIELDS, COUNT(SESSION_FIELDS), session_field, &row);
}
