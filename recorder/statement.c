/* What shells say of themselves. */
#include "recorder/statement.h"

#include <errno.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/cast/event.h"

#define SHELL_NAME_MAX 16
#define NUMBER_DIGITS_MAX 9

struct text {
	const char *data; /* NULL: not said */
	size_t len;
};

/* The fields of a report; the table says where each goes. */
struct claims {
	struct text shell, ran, exit, cwd, line, history;
};

static const struct {
	const char *name;
	size_t offset;
} FIELDS[] = {
	{"shell", offsetof(struct claims, shell)},
	{"ran", offsetof(struct claims, ran)},
	{"exit", offsetof(struct claims, exit)},
	{"cwd", offsetof(struct claims, cwd)},
	{"line", offsetof(struct claims, line)},
	{"history", offsetof(struct claims, history)},
};

static void
draft_clear(struct statement_draft *d)
{
	buffer_free(&d->text);
	memset(d, 0, sizeof *d);
}

void
statement_free(struct statement *s)
{
	size_t i;

	for (i = 0; i < STATEMENT_SENDERS; i++)
		draft_clear(&s->drafts[i]);
}

static struct statement_draft *
find_draft(struct statement *s, pid_t pid)
{
	size_t i;

	for (i = 0; i < STATEMENT_SENDERS; i++)
		if (s->drafts[i].pid == pid)
			return &s->drafts[i];
	return NULL;
}

/* A place for a new sender: a free one, else that of who has been silent for longest. */
static struct statement_draft *
new_draft(struct statement *s, pid_t pid)
{
	struct statement_draft *d = &s->drafts[0];
	size_t i;

	for (i = 0; i < STATEMENT_SENDERS && d->pid != 0; i++)
		if (s->drafts[i].pid == 0 || s->drafts[i].used < d->used)
			d = &s->drafts[i];
	draft_clear(d);
	d->pid = pid;
	return d;
}

void
statement_drop(struct statement *s, pid_t pid)
{
	struct statement_draft *d = pid > 0 ? find_draft(s, pid) : NULL;

	s->malformed++;
	if (d != NULL)
		draft_clear(d);
}

/* Keep the fields that came whole, and pass over what comes until the report's end. */
static void
cut_draft(struct statement_draft *d)
{
	const char *end = memrchr(d->text.data, '\0', d->text.len);

	d->overlong = true;
	d->last_nul = d->text.data[d->text.len - 1] == '\0';
	d->text.len = d->scanned = end ? (size_t)(end - d->text.data) + 1 : 0;
}

/* How many bytes are still of a report that was cut; ends it where it ends. */
static size_t
pass_over(struct statement *s, struct statement_draft *d, const char *data, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (data[i] == '\0' && d->last_nul) {
			d->overlong = false;
			if (d->text.len > 0)
				buffer_addc(&d->text, '\0');
			else
				s->malformed++;
			d->scanned = 0;
			return i + 1;
		}
		d->last_nul = data[i] == '\0';
	}
	return len;
}

int
statement_feed(struct statement *s, pid_t pid, const char *data, size_t len)
{
	struct statement_draft *d;
	size_t n;

	if (pid <= 0 || len == 0)
		return 0;
	if (len > STATEMENT_MAX)
		return ERR_LIMIT;
	if ((d = find_draft(s, pid)) == NULL)
		d = new_draft(s, pid);
	d->used = ++s->clock;
	if (d->overlong) {
		n = pass_over(s, d, data, len);
		data += n;
		len -= n;
	}
	buffer_add(&d->text, data, len);
	if (d->text.broken) {
		draft_clear(d);
		return -ENOMEM;
	}
	return 0;
}

static bool
is(const struct text *t, const char *word)
{
	return t->len == strlen(word) && memcmp(t->data, word, t->len) == 0;
}

/* One `NAME=VALUE`.  Names that are not known are for later; one that comes twice is two reports in one. */
static bool
take_field(struct claims *c, const char *data, size_t len)
{
	const char *equals = memchr(data, '=', len);
	struct text name, *value;
	size_t i;

	if (equals == NULL || equals == data)
		return false;
	name = (struct text){data, (size_t)(equals - data)};
	for (i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++) {
		if (!is(&name, FIELDS[i].name))
			continue;
		value = (struct text *)(void *)((char *)c + FIELDS[i].offset);
		if (value->data != NULL)
			return false;
		*value = (struct text){equals + 1, len - name.len - 1};
	}
	return true;
}

static bool
take_fields(struct claims *c, const char *data, size_t len)
{
	const char *nul;

	for (; len > 0; len -= (size_t)(nul - data) + 1, data = nul + 1) {
		nul = memchr(data, '\0', len);
		if (nul == NULL || !take_field(c, data, (size_t)(nul - data)))
			return false;
	}
	return true;
}

static bool
is_name(const struct text *t)
{
	size_t i;

	for (i = 0; i < t->len; i++)
		if (strchr("abcdefghijklmnopqrstuvwxyz0123456789", t->data[i]) == NULL)
			return false;
	return t->data != NULL && t->len > 0 && t->len <= SHELL_NAME_MAX;
}

static bool
is_number(const struct text *t, int *value)
{
	size_t i;

	*value = 0;
	if (t->len == 0 || t->len > 3)
		return false;
	for (i = 0; i < t->len; i++) {
		if (t->data[i] < '0' || t->data[i] > '9')
			return false;
		*value = *value * 10 + (t->data[i] - '0');
	}
	return *value <= 255;
}

/*
 * What bash's `history 1` prints: blanks, a number, a blank or a star, a blank, the text, a line feed.  Empty
 * where the history is.
 */
static bool
strip_history(struct text *t)
{
	const char *p = t->data, *end = p + t->len;
	size_t digits = 0;

	for (; p < end && *p == ' '; p++)
		;
	for (; p < end && *p >= '0' && *p <= '9'; p++)
		digits++;
	if (digits == 0 || digits > NUMBER_DIGITS_MAX || end - p < 3 || end[-1] != '\n' ||
	    (*p != ' ' && *p != '*') || p[1] != ' ')
		return t->len == 0;
	*t = (struct text){p + 2, (size_t)(end - p) - 3};
	return true;
}

static bool
are_sound(struct claims *c)
{
	int number;

	if (!is_name(&c->shell) || (c->line.data != NULL && c->history.data != NULL))
		return false;
	if (c->ran.data != NULL && !is(&c->ran, "0") && !is(&c->ran, "1"))
		return false;
	if (c->exit.data != NULL && !is_number(&c->exit, &number))
		return false;
	/* a variable that its user may set */
	if (c->cwd.len > 0 && *c->cwd.data != '/')
		c->cwd = (struct text){0};
	if (c->history.data != NULL) {
		if (!strip_history(&c->history))
			return false;
		c->line = c->history;
	}
	return true;
}

static void
put_text(struct buffer *out, const char *key, const struct text *t)
{
	if (t->len == 0)
		return;
	json_put_key(out, key);
	json_put_string(out, t->data, t->len);
}

static void
encode(struct buffer *out, pid_t pid, const struct claims *c)
{
	int number;

	buffer_clear(out);
	buffer_addc(out, '{');
	json_put_integer(out, "pid", pid);
	put_text(out, "shell", &c->shell);
	if (c->ran.data != NULL)
		json_put_flag(out, "ran", is(&c->ran, "1"));
	put_text(out, "line", &c->line);
	if (c->exit.data != NULL && is_number(&c->exit, &number))
		json_put_integer(out, "exit", number);
	put_text(out, "cwd", &c->cwd);
	buffer_addc(out, '}');
}

/* 1, or 0 when it is dropped. */
static int
take_report(struct statement *s, pid_t pid, const char *data, size_t len, struct buffer *out)
{
	struct claims c = {0};

	if (!take_fields(&c, data, len) || !are_sound(&c)) {
		s->malformed++;
		return 0;
	}
	/* what is more would be written as several events, and half an object is none: rather without its text */
	if (c.line.len > EVENT_DATA_MAX)
		c.line = (struct text){0};
	encode(out, pid, &c);
	if (out->len > EVENT_DATA_MAX) {
		c.line = (struct text){0};
		encode(out, pid, &c);
	}
	if (out->len > EVENT_DATA_MAX) {
		c.cwd = (struct text){0};
		encode(out, pid, &c);
	}
	return out->broken ? -ENOMEM : 1;
}

/* Where the first whole report ends, its two NULs included; 0: none does. */
static size_t
find_end(struct statement_draft *d)
{
	char *found = NULL;

	if (d->overlong)
		return 0;
	if (d->text.len > d->scanned)
		found = memmem(d->text.data + d->scanned, d->text.len - d->scanned, "\0", 2);
	d->scanned = d->text.len > 0 ? d->text.len - 1 : 0;
	return found ? (size_t)(found - d->text.data) + 2 : 0;
}

int
statement_take(struct statement *s, pid_t pid, struct buffer *out)
{
	struct statement_draft *d = pid > 0 ? find_draft(s, pid) : NULL;
	size_t end;
	int r = 0;

	if (d == NULL)
		return 0;
	while (r == 0 && (end = find_end(d)) > 0) {
		r = take_report(s, pid, d->text.data, end - 1, out);
		buffer_consume(&d->text, end);
		d->scanned = 0;
	}
	if (d->text.len == 0 && !d->overlong)
		draft_clear(d);
	else if (r == 0 && d->text.len > STATEMENT_MAX)
		cut_draft(d);
	return r;
}
