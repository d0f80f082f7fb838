/* Takes secrets out. */
#include "lib/redact/censor.h"

#include <errno.h>
#include <regex.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/redact/secret.h"
#include "lib/base/error.h"
#include "lib/base/file.h"

#define RULES_MAX 64
#define NAME_MAX_LEN 24
#define FILE_MAX (256u * 1024)
#define LINE_MAX_LEN 4096 /* bytes that an expression sees at once: its time may grow faster than they do */

struct rule {
	char name[NAME_MAX_LEN + 1];
	regex_t regex;
};

struct censor {
	struct rule rules[RULES_MAX];
	int count;
	bool off[SECRET_KINDS];
	struct censor_span *spans;
	size_t used, cap;
	bool broken;
	struct buffer line, made;
};

struct censor *
censor_new(void)
{
	return calloc(1, sizeof(struct censor));
}

void
censor_free(struct censor *r)
{
	int i;

	if (r == NULL)
		return;
	for (i = 0; i < r->count; i++)
		regfree(&r->rules[i].regex);
	buffer_free(&r->line);
	buffer_free(&r->made);
	free(r->spans);
	free(r);
}

/* The rules' file. */

static int
complain(char **message, const char *path, int line, const char *what)
{
	if (message != NULL && asprintf(message, "%s:%d: %s", path, line, what) < 0)
		*message = NULL;
	return ERR_FORMAT;
}

static int
switch_off(struct censor *r, const char *name)
{
	int i;

	for (i = 0; i < SECRET_KINDS; i++)
		if (strcmp(name, secret_name((enum secret_kind)i)) == 0) {
			r->off[i] = true;
			return 0;
		}
	return ERR_UNKNOWN;
}

static bool
has_reference(const char *expression)
{
	for (; *expression != '\0'; expression++) {
		if (*expression != '\\')
			continue;
		if (*++expression >= '1' && *expression <= '9')
			return true;
		if (*expression == '\0')
			break;
	}
	return false;
}

static int
add_rule(struct censor *r, const char *name, size_t len, const char *expression)
{
	struct rule *rule = &r->rules[r->count];

	if (r->count == RULES_MAX || len == 0 || len > NAME_MAX_LEN ||
	    strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") < len)
		return ERR_RANGE;
	/* an expression with references may take forever */
	if (has_reference(expression) || regcomp(&rule->regex, expression, REG_EXTENDED) != 0)
		return ERR_FORMAT;
	memcpy(rule->name, name, len);
	rule->name[len] = '\0';
	r->count++;
	return 0;
}

static int
take_line(struct censor *r, char *line, const char **why)
{
	char *end = line + strlen(line), *name_end, *value;

	while (end > line && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
		*--end = '\0';
	line += strspn(line, " \t");
	if (*line == '\0' || *line == '#')
		return 0;
	if (strncmp(line, "off ", 4) == 0) {
		*why = "no built-in rule has this name: password, value, token, key or card";
		return switch_off(r, line + 4 + strspn(line + 4, " \t"));
	}
	*why = "a line is NAME = REGULAR-EXPRESSION (extended, without back references), or: off NAME";
	if ((value = strchr(line, '=')) == NULL)
		return ERR_FORMAT;
	for (name_end = value; name_end > line && (name_end[-1] == ' ' || name_end[-1] == '\t'); name_end--)
		;
	value++;
	return add_rule(r, line, (size_t)(name_end - line), value + strspn(value, " \t"));
}

int
censor_read(struct censor *r, const char *path, char **message)
{
	struct buffer text = {0};
	const char *why = "";
	char *line, *next;
	int e, number = 1;

	*message = NULL;
	if ((e = file_load_now(path, FILE_MAX, &text)) != 0 || buffer_string(&text) == NULL) {
		if (asprintf(message, "can't read \"%s\": %s", path, e == ERR_FORMAT ? "it is a pipe, no file" : error_text(e)) < 0)
			*message = NULL;
		buffer_free(&text);
		return e != 0 ? e : -ENOMEM;
	}
	for (line = text.data; e == 0 && line != NULL; line = next, number++) {
		if ((next = strchr(line, '\n')) != NULL)
			*next++ = '\0';
		e = take_line(r, line, &why);
		if (e != 0)
			complain(message, path, number, why);
	}
	buffer_free(&text);
	return e;
}

/* Finding. */

static void
add_span(struct censor *r, size_t from, size_t to, const char *name)
{
	struct censor_span *grown;

	if (r->used == r->cap) {
		if ((grown = realloc(r->spans, (r->cap ? r->cap * 2 : 16) * sizeof *grown)) == NULL) {
			r->broken = true;
			return;
		}
		r->spans = grown;
		r->cap = r->cap ? r->cap * 2 : 16;
	}
	r->spans[r->used++] = (struct censor_span){from, to, name};
}

static void
take_secret(void *context, enum secret_kind kind, size_t from, size_t to)
{
	struct censor *r = context;

	if (!r->off[kind])
		add_span(r, from, to, secret_name(kind));
}

static void
match_line(struct censor *r, const struct rule *rule, size_t base, size_t len)
{
	const char *text = r->line.data;
	regmatch_t m[2];
	size_t at = 0;

	while (at < len && regexec(&rule->regex, text + at, 2, m, at > 0 ? REG_NOTBOL : 0) == 0) {
		regmatch_t *which = rule->regex.re_nsub > 0 && m[1].rm_so >= 0 ? &m[1] : &m[0];

		if (which->rm_eo > which->rm_so)
			add_span(r, base + at + (size_t)which->rm_so, base + at + (size_t)which->rm_eo, rule->name);
		at += m[0].rm_eo > 0 ? (size_t)m[0].rm_eo : 1;
	}
}

static void
match_rules(struct censor *r, const char *text, size_t len)
{
	size_t i, n, step;
	int rule;

	for (i = 0; i < len && r->count > 0; i += step) {
		const char *end = memchr(text + i, '\n', len - i);

		n = end != NULL ? (size_t)(end - text) - i : len - i;
		step = end != NULL ? n + 1 : n;
		if (n > LINE_MAX_LEN) {
			/* pieces that overlap, so that nothing short is cut */
			n = LINE_MAX_LEN;
			step = LINE_MAX_LEN / 2;
		}
		buffer_clear(&r->line);
		buffer_add(&r->line, text + i, n);
		if (buffer_string(&r->line) == NULL) {
			r->broken = true;
			return;
		}
		for (rule = 0; rule < r->count; rule++)
			match_line(r, &r->rules[rule], i, n);
		if (step == 0)
			step = 1;
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct censor_span *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from ? 1 : x->to > y->to ? -1 : x->to < y->to;
}

static void
merge(struct censor *r)
{
	size_t i, n = 0;

	if (r->used > 1)
		qsort(r->spans, r->used, sizeof *r->spans, by_place);
	for (i = 0; i < r->used; i++) {
		if (n > 0 && r->spans[i].from < r->spans[n - 1].to) {
			if (r->spans[i].to > r->spans[n - 1].to)
				r->spans[n - 1].to = r->spans[i].to;
		} else {
			r->spans[n++] = r->spans[i];
		}
	}
	r->used = n;
}

int
censor_find(struct censor *r, const char *text, size_t len, const struct censor_span **spans)
{
	r->used = 0;
	r->broken = false;
	secret_find(text, len, take_secret, r);
	match_rules(r, text, len);
	merge(r);
	*spans = r->spans;
	return r->broken ? -ENOMEM : (int)r->used;
}

int
censor_text(struct censor *r, const char *text, size_t len, struct buffer *out)
{
	const struct censor_span *spans;
	size_t at = 0;
	int i, n = censor_find(r, text, len, &spans);

	for (i = 0; i < n; i++) {
		buffer_add(out, text + at, spans[i].from - at);
		buffer_addf(out, "[redacted:%s]", spans[i].name);
		at = spans[i].to;
	}
	if (n >= 0)
		buffer_add(out, text + at, len - at);
	return n < 0 ? n : out->broken ? -ENOMEM : n;
}

int
censor_buffer(struct censor *r, struct buffer *text)
{
	struct buffer old;
	int n;

	if (text->len == 0)
		return 0;
	buffer_clear(&r->made);
	if ((n = censor_text(r, text->data, text->len, &r->made)) <= 0)
		return n;
	old = *text;
	*text = r->made;
	r->made = old;
	return n;
}

int
censor_string(struct censor *r, char **string)
{
	struct buffer made = {0};
	int n;

	if (*string == NULL)
		return 0;
	if ((n = censor_text(r, *string, strlen(*string), &made)) > 0) {
		if (buffer_string(&made) == NULL)
			n = -ENOMEM;
		else {
			free(*string);
			*string = made.data;
			return n;
		}
	}
	buffer_free(&made);
	return n;
}

int
censor_label(struct censor *r, const char *name, char **value)
{
	struct buffer both = {0}, made = {0};
	size_t skip = strlen(name) + 1;
	char *clean;
	int n;

	buffer_addf(&both, "%s=%s", name, *value);
	n = both.broken ? -ENOMEM : censor_text(r, both.data, both.len, &made);
	if (n > 0) {
		clean = buffer_string(&made) != NULL && made.len >= skip ? strdup(made.data + skip) : NULL;
		if (clean != NULL) {
			free(*value);
			*value = clean;
		} else {
			n = -ENOMEM;
		}
	}
	buffer_free(&both);
	buffer_free(&made);
	return n;
}
