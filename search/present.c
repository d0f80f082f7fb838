/* Hits and sessions as people or programs read them. */
#include "search/present.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/json.h"
#include "lib/base/moment.h"
#include "lib/cast/header.h"
#include "search/legible.h"

#define MARKS_MAX 64
#define COUNT(list) (sizeof(list) / sizeof *(list))
#define SESSION_SHOWN 13 /* characters of an id: the ms in which the session began */

/* Columns of a terminal: with fewer, a hit's kind, its name, its time are left out, for the command is to be seen. */
#define WIDE_KIND 60
#define WIDE_NAME 42
#define WIDE_TIME 30

static const char *const HIT_FIELDS[] = {"id", "session", "seq", "when", "user", "host", "client", "grade", "exit", "kind",
    "program", "duration", "cwd", "depth", "event", "text", "typed", "witnessed"};
static const char *const SESSION_FIELDS[] = {"session", "when", "user", "host", "client", "duration", "commands", "hits",
    "state", "witnessed", "format", "title", "command", "path"};

void
present_open(struct present *p)
{
	struct winsize size;
	const char *columns = getenv("COLUMNS");

	p->columns = 0;
	if (p->form != PRESENT_TABLE || !isatty(STDOUT_FILENO))
		return;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		p->columns = size.ws_col;
	else
		p->columns = columns != NULL && atoi(columns) > 0 ? atoi(columns) : 80;
	if (p->columns < 20)
		p->columns = 20;
}

static int
print(struct buffer *line)
{
	int r = buffer_status(line);

	if (r == 0 && line->len > 0)
		fwrite(line->data, 1, line->len, stdout);
	buffer_free(line);
	return r;
}

/* Fields by name, as CSV and --format have them. */

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
present_unknown_field(const char *format, char out[32])
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
	return print(&line);
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
	return print(&line);
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
	return r != 0 ? r : print(&line);
}

/* The table. */

static bool
is_below(const struct present *p, int columns)
{
	return p->columns > 0 && p->columns < columns;
}

static void
put_command(struct present *p, struct buffer *line, struct lookup_hit *hit, int columns)
{
	struct terms_mark marks[MARKS_MAX];
	bool marked = p->marked != NULL && p->columns > 0;
	int count = 0;

	/* where there is hardly room for the text, it says nothing but that */
	if (hit->c.kind != COMMAND_SHELL && !is_below(p, WIDE_KIND)) {
		buffer_addf(line, "%s: ", command_kind_name(hit->c.kind));
		columns -= (int)strlen(command_kind_name(hit->c.kind)) + 2;
	}
	if (hit->c.grade == GRADE_U && hit->c.text.len == 0) {
		buffer_addf(line, "%.*s", p->columns > 0 && columns < 11 ? columns > 0 ? columns : 0 : 11, "(not shown)");
		return;
	}
	if (marked)
		terms_match(p->marked, hit->c.text.data, hit->c.text.len, marks, MARKS_MAX, &count);
	legible_text(line, hit->c.text.data ? hit->c.text.data : "", hit->c.text.len, p->columns > 0 ? columns > 8 ? columns : 8 : 0,
	    marks, count, marked);
}

static void
put_exit(struct buffer *line, const struct command *c)
{
	if (c->exit == COMMAND_UNKNOWN)
		buffer_adds(line, "  -");
	else
		buffer_addf(line, "%3" PRId64, c->exit);
}

/* Beside hits with what stands around them, the hits are marked. */
static void
put_pointer(const struct present *p, struct buffer *line, bool context)
{
	if (p->around)
		buffer_adds(line, context ? "  " : "> ");
}

static void
put_name(struct buffer *line, const struct lookup_session *s, int columns)
{
	struct buffer who = {0};

	header_put_who(&who, s->user, s->host);
	legible_cell(line, buffer_string(&who) != NULL ? who.data : "", columns);
	buffer_free(&who);
}

static int
put_row(struct present *p, struct lookup_hit *hit, bool context)
{
	const struct lookup_session *s = hit->session;
	bool narrow = is_below(p, 100), tight = is_below(p, 72);
	int who = is_below(p, WIDE_NAME) ? 0 : tight ? 12 : narrow ? 14 : 22, time = is_below(p, WIDE_TIME) ? 0 : narrow ? 11 : 19;
	int used = time + (time > 0) + who + (p->around ? 2 : 0);
	struct buffer line = {0};
	char when[32] = "-", id[SESSION_SHOWN + 1];

	if (hit->when != COMMAND_UNKNOWN && narrow)
		moment_brief(hit->when, clock_realtime_ms(), p->utc, when);
	else if (hit->when != COMMAND_UNKNOWN)
		moment_format(hit->when, p->utc, false, when);
	snprintf(id, sizeof id, "%s", s->uuid);
	put_pointer(p, &line, context);
	if (time > 0)
		buffer_addf(&line, "%-*s ", time, when);
	if (who > 0)
		put_name(&line, s, who);
	if (!tight) {
		buffer_addf(&line, " %s:%-3" PRIu64, id, hit->c.seq);
		used += 1 + SESSION_SHOWN + 4;
	}
	/* nobody of ours witnessed what is imported */
	buffer_addf(&line, " %c%c", command_grade_letter(hit->c.grade), s->witnessed ? ' ' : '~');
	put_exit(&line, &hit->c);
	buffer_addc(&line, ' ');
	put_command(p, &line, hit, p->columns - used - 7);
	buffer_addc(&line, '\n');
	return print(&line);
}

int
present_hit(struct present *p, struct lookup_hit *hit, bool context)
{
	int r;

	switch (p->form) {
	case PRESENT_JSON:
		return put_json(p, hit, context);
	case PRESENT_CSV:
	case PRESENT_FORMAT:
		if ((r = lookup_details(p->lookup, hit)) != 0)
			return r;
		return p->form == PRESENT_CSV ? put_csv(p, HIT_FIELDS, COUNT(HIT_FIELDS), hit_field, hit) : put_format(p, hit);
	case PRESENT_TABLE:
		break;
	}
	return put_row(p, hit, context);
}

void
present_gap(struct present *p)
{
	if (p->form == PRESENT_TABLE && p->started)
		fputs("--\n", stdout);
	if (p->form == PRESENT_TABLE)
		p->started = true;
}

/* Sessions. */

static size_t
noted_on(const struct present *p, const struct lookup_session *s)
{
	size_t i, count = 0;

	for (i = 0; i < p->notes.count; i++)
		count += strcmp(p->notes.list[i].session, s->uuid) == 0 || strcmp(p->notes.list[i].session, s->path) == 0;
	return count;
}

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
	json_put_integer(&line, "notes", (int64_t)noted_on(p, s));
	json_put_member(&line, "state", s->state != NULL ? s->state : "live");
	json_put_member(&line, "shell", s->shell);
	json_put_member(&line, "command", s->command);
	json_put_member(&line, "title", s->title);
	put_number(&line, "euid", s->euid);
	put_number(&line, "loginuid", s->loginuid);
	json_put_member(&line, "fingerprint", s->fingerprint);
	json_put_member(&line, "path", s->path);
	buffer_adds(&line, "}\n");
	return print(&line);
}

/* What it was about: what reviewers said of it, that it is not our own, its title or command. */
static void
put_about(const struct present *p, struct buffer *line, const struct lookup_session *s, int columns)
{
	const char *about = s->title ? s->title : s->command ? s->command : "";
	struct buffer text = {0};
	size_t noted = noted_on(p, s);

	if (noted > 0)
		buffer_addf(&text, "(%zu note%s) ", noted, noted == 1 ? "" : "s");
	buffer_addf(&text, "%s%s", s->witnessed ? "" : "(imported) ", about);
	if (columns != 0 && columns < 8)
		columns = 8;
	if (buffer_status(&text) == 0)
		legible_text(line, text.data, text.len, columns, NULL, 0, false);
	buffer_free(&text);
}

static int
put_session_row(const struct present *p, const struct lookup_session *s, int64_t hits)
{
	bool narrow = is_below(p, 100), tight = is_below(p, 80);
	int who = is_below(p, 39) ? 0 : is_below(p, 50) ? 5 : tight ? 14 : narrow ? 16 : 22, time = narrow ? 11 : 19, used = 15 + time + 1 + who + 1 + 11 + 7;
	struct buffer line = {0};
	char when[32] = "-", duration[32] = "-", commands[24] = "-";

	if (s->started != COMMAND_UNKNOWN && narrow)
		moment_brief(s->started, clock_realtime_ms(), p->utc, when);
	else if (s->started != COMMAND_UNKNOWN)
		moment_format(s->started, p->utc, false, when);
	if (s->ended != COMMAND_UNKNOWN)
		verb_duration(s->ended, duration);
	buffer_addf(&line, "%.13s", s->uuid);
	if (!is_below(p, 34))
		buffer_addf(&line, "  %-*s", time, when);
	if (who > 0) {
		buffer_addc(&line, ' ');
		put_name(&line, s, who);
	}
	/* of one that goes on, nobody has counted them */
	if (hits >= 0 || s->state != NULL)
		snprintf(commands, sizeof commands, "%" PRIu64, hits >= 0 ? (uint64_t)hits : s->commands);
	if (p->columns == 0 || p->columns >= 60)
		buffer_addf(&line, " %11.11s", duration);
	buffer_addf(&line, " %6s", commands);
	if (!tight) {
		buffer_addf(&line, " %-8s ", s->state ? s->state : "live");
		put_about(p, &line, s, p->columns > 0 ? p->columns - used - 10 : 0);
	}
	buffer_addc(&line, '\n');
	return print(&line);
}

int
present_session(struct present *p, const struct lookup_session *s, int64_t commands)
{
	const struct session_row row = {s, commands};

	if (p->form == PRESENT_JSON)
		return session_json(p, s, commands);
	return p->form == PRESENT_CSV ? put_csv(p, SESSION_FIELDS, COUNT(SESSION_FIELDS), session_field, &row)
				      : put_session_row(p, s, commands);
}

/* One session. */

static void
put_line(struct buffer *out, const char *name, const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	buffer_addf(out, "%-9s ", name);
	legible_text(out, value, strlen(value), 0, NULL, 0, false);
	buffer_addc(out, '\n');
}

static void
put_labels(struct buffer *out, const char *labels)
{
	struct json_document *document;
	const struct json *label;
	struct buffer text = {0};

	if (labels == NULL || json_parse(labels, strlen(labels), &document) != 0)
		return;
	for (label = json_first(json_root(document)); label != NULL; label = json_next(label))
		buffer_addf(&text, "%s%s=%s", text.len > 0 ? " " : "", json_key(label),
		    json_string(label, NULL) != NULL ? json_string(label, NULL) : "?");
	put_line(out, "labels", text.len > 0 ? buffer_string(&text) : NULL);
	buffer_free(&text);
	json_free(document);
}

/* What reviewers said of it. */
static void
put_notes(const struct present *p, struct buffer *out, const struct lookup_session *s)
{
	struct buffer text = {0};
	char at[32], when[32];
	size_t i;

	for (i = 0; i < p->notes.count; i++) {
		const struct note *n = &p->notes.list[i];

		if (strcmp(n->session, s->uuid) != 0 && strcmp(n->session, s->path) != 0)
			continue;
		buffer_clear(&text);
		if (n->at != NOTES_NONE) {
			verb_duration(n->at, at);
			buffer_addf(&text, "at %s: ", at);
		}
		moment_format(n->when, p->utc, true, when);
		buffer_addf(&text, "%s (%s, %s)", n->text, n->by, when);
		put_line(out, n->at != NOTES_NONE ? "note" : "verdict", buffer_string(&text));
	}
	buffer_free(&text);
}

void
present_heading(const struct present *p, const struct lookup_session *s)
{
	struct buffer out = {0}, field = {0};
	char duration[32], there[MOMENT_THERE];

	put_line(&out, "session", s->uuid);
	header_put_who(&field, s->user, s->host);
	put_line(&out, "who", buffer_string(&field));
	buffer_clear(&field);
	put_time(p, &field, s->started);
	put_line(&out, "when", buffer_string(&field));
	if (s->started != COMMAND_UNKNOWN && moment_there(s->started, s->utc_offset, s->zone, there))
		put_line(&out, "there", there);
	if (s->ended != COMMAND_UNKNOWN) {
		verb_duration(s->ended, duration);
		put_line(&out, "lasted", duration);
	}
	put_line(&out, "state", s->state ? s->state : "live");
	put_line(&out, "login", s->login != NULL && s->user != NULL && strcmp(s->login, s->user) != 0 ? s->login : NULL);
	put_line(&out, "terminal", s->tty);
	put_line(&out, "client", s->client);
	put_line(&out, "key", s->fingerprint);
	put_labels(&out, s->labels);
	put_line(&out, "inside of", s->parent);
	put_line(&out, "title", s->title);
	put_line(&out, "command", s->command);
	if (!s->witnessed)
		put_line(&out, "imported", s->format);
	put_line(&out, "file", s->path);
	put_notes(p, &out, s);
	buffer_addc(&out, '\n');
	buffer_free(&field);
	print(&out);
}

int
present_row(struct present *p, struct lookup_hit *hit)
{
	bool narrow = is_below(p, 72), tight = is_below(p, 36);
	int depth = is_below(p, 60) ? 0 : hit->c.depth < 10 ? hit->c.depth * 2 : 20, number = tight ? 3 : 5, used = number + 9 + depth;
	struct buffer line = {0};
	char when[32] = "-", duration[32] = "-";

	if (p->form != PRESENT_TABLE)
		return present_hit(p, hit, false);
	if (hit->when == COMMAND_UNKNOWN)
		verb_duration(hit->c.at, when);
	else if (narrow)
		moment_brief(hit->when, clock_realtime_ms(), p->utc, when);
	else
		moment_format(hit->when, p->utc, false, when);
	if (hit->c.duration != COMMAND_UNKNOWN)
		verb_duration(hit->c.duration, duration);
	buffer_addf(&line, "%*" PRIu64 " ", number, hit->c.seq);
	if (!tight) {
		buffer_addf(&line, " %-*s", narrow ? 11 : 19, when);
		used += narrow ? 12 : 20;
	}
	if (!narrow) {
		buffer_addf(&line, " %11s ", duration);
		used += 13;
	}
	buffer_addf(&line, " %c ", command_grade_letter(hit->c.grade));
	put_exit(&line, &hit->c);
	buffer_addf(&line, "  %*s", depth, "");
	put_command(p, &line, hit, p->columns - used);
	buffer_addc(&line, '\n');
	return print(&line);
}

int
present_output(struct present *p, const struct lookup_hit *hit)
{
	struct buffer text = {0}, line = {0};
	uint64_t dropped = 0;
	const char *at, *end;
	int r;

	if ((r = lookup_output(p->lookup, hit->id, &text, &dropped)) < 0) {
		buffer_free(&text);
		return r;
	}
	if (dropped > 0)
		buffer_addf(&line, "       | (about %" PRIu64 " bytes before this were not kept)\n", dropped);
	for (at = text.data; r == 1 && at < text.data + text.len; at = end + 1) {
		if ((end = memchr(at, '\n', (size_t)(text.data + text.len - at))) == NULL)
			end = text.data + text.len;
		buffer_adds(&line, "       | ");
		legible_text(&line, at, (size_t)(end - at), 0, NULL, 0, false);
		buffer_addc(&line, '\n');
	}
	buffer_free(&text);
	return print(&line);
}
