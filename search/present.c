/* Hits and sessions as people read them. */
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
#include "search/fields.h"
#include "search/legible.h"

#define MARKS_MAX 64
#define SESSION_SHOWN 13 /* characters of an id: the ms in which the session began */

/* Columns of a terminal: with fewer, a hit's kind, its name, its time are left out, for the command is to be seen. */
#define WIDE_KIND 60
#define WIDE_NAME 42
#define WIDE_TIME 30

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
	return legible_print(&line);
}

int
present_hit(struct present *p, struct lookup_hit *hit, bool context)
{
	return p->form == PRESENT_TABLE ? put_row(p, hit, context) : fields_hit(p, hit, context);
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

/* What it was about: what reviewers said of it, that it is not our own, its title or command. */
static void
put_about(const struct present *p, struct buffer *line, const struct lookup_session *s, int columns)
{
	const char *about = s->title ? s->title : s->command ? s->command : "";
	struct buffer text = {0};
	size_t noted = notes_on(&p->notes, s->uuid, s->path);

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
	return legible_print(&line);
}

int
present_session(struct present *p, const struct lookup_session *s, int64_t commands)
{
	return p->form == PRESENT_TABLE ? put_session_row(p, s, commands) : fields_session(p, s, commands);
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
	char when[32], duration[32], there[MOMENT_THERE];

	put_line(&out, "session", s->uuid);
	header_put_who(&field, s->user, s->host);
	put_line(&out, "who", buffer_string(&field));
	if (s->started != COMMAND_UNKNOWN) {
		moment_format(s->started, p->utc, true, when);
		put_line(&out, "when", when);
	}
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
	legible_print(&out);
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
	return legible_print(&line);
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
	return legible_print(&line);
}
