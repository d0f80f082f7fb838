/*
 * The header.  One table maps the members of `steno` to fields, for writing and reading alike.
 */
#include "lib/cast/header.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/cast/event.h"

#define FORMAT_VERSION 1

enum field_type { FIELD_TEXT, FIELD_NUMBER, FIELD_FLAG };

static const struct field {
	const char *name;
	enum field_type type;
	size_t offset;
} FIELDS[] = {
	{"realtime", FIELD_NUMBER, offsetof(struct header, realtime)},
	{"boottime", FIELD_NUMBER, offsetof(struct header, boottime)},
	{"boot_id", FIELD_TEXT, offsetof(struct header, boot_id)},
	{"zone", FIELD_TEXT, offsetof(struct header, zone)},
	{"utc_offset", FIELD_NUMBER, offsetof(struct header, utc_offset)},
	{"host", FIELD_TEXT, offsetof(struct header, host)},
	{"user", FIELD_TEXT, offsetof(struct header, user)},
	{"uid", FIELD_NUMBER, offsetof(struct header, uid)},
	{"euid", FIELD_NUMBER, offsetof(struct header, euid)},
	{"login", FIELD_TEXT, offsetof(struct header, login)},
	{"loginuid", FIELD_NUMBER, offsetof(struct header, loginuid)},
	{"tty", FIELD_TEXT, offsetof(struct header, tty)},
	{"client", FIELD_TEXT, offsetof(struct header, client)},
	{"fingerprint", FIELD_TEXT, offsetof(struct header, fingerprint)},
	{"shell", FIELD_TEXT, offsetof(struct header, shell)},
	{"pty", FIELD_FLAG, offsetof(struct header, pty)},
	{"input", FIELD_TEXT, offsetof(struct header, input)},
	{"parent", FIELD_TEXT, offsetof(struct header, parent)},
	{"config", FIELD_TEXT, offsetof(struct header, config)},
	{"recorder", FIELD_TEXT, offsetof(struct header, recorder)},
	{"witnessed", FIELD_FLAG, offsetof(struct header, witnessed)},
};

#define FIELD_COUNT (sizeof FIELDS / sizeof *FIELDS)

static char **
text_field(struct header *h, const struct field *f)
{
	return (char **)(void *)((char *)h + f->offset);
}

void
header_init(struct header *h)
{
	size_t i;

	memset(h, 0, sizeof *h);
	h->cols = 80;
	h->rows = 24;
	h->pty = h->witnessed = true;
	h->timestamp = HEADER_NONE;
	for (i = 0; i < FIELD_COUNT; i++)
		if (FIELDS[i].type == FIELD_NUMBER)
			*(int64_t *)(void *)((char *)h + FIELDS[i].offset) = HEADER_NONE;
}

static void
pairs_free(struct header_pairs *p)
{
	size_t i;

	for (i = 0; i < p->count; i++) {
		free(p->items[i].name);
		free(p->items[i].value);
	}
	free(p->items);
	memset(p, 0, sizeof *p);
}

void
header_free(struct header *h)
{
	size_t i;

	free(h->term);
	free(h->command);
	free(h->title);
	for (i = 0; i < FIELD_COUNT; i++)
		if (FIELDS[i].type == FIELD_TEXT)
			free(*text_field(h, &FIELDS[i]));
	for (i = 0; h->argv != NULL && h->argv[i] != NULL; i++)
		free(h->argv[i]);
	free(h->argv);
	pairs_free(&h->env);
	pairs_free(&h->labels);
	pairs_free(&h->import);
	header_init(h);
}

int
header_set(char **field, const char *value)
{
	char *copy = NULL;

	if (value != NULL && (copy = strdup(value)) == NULL)
		return -ENOMEM;
	free(*field);
	*field = copy;
	return 0;
}

int
header_set_argv(struct header *h, char *const *argv)
{
	size_t n = 0, i;

	while (argv[n] != NULL)
		n++;
	if ((h->argv = calloc(n + 1, sizeof *h->argv)) == NULL)
		return -ENOMEM;
	for (i = 0; i < n; i++)
		if ((h->argv[i] = strdup(argv[i])) == NULL)
			return -ENOMEM;
	return 0;
}

int
header_pairs_add(struct header_pairs *p, const char *name, const char *value)
{
	struct header_pair *items, *item;

	if ((items = realloc(p->items, (p->count + 1) * sizeof *items)) == NULL)
		return -ENOMEM;
	p->items = items;
	item = &items[p->count];
	item->name = strdup(name);
	item->value = strdup(value);
	if (item->name == NULL || item->value == NULL) {
		free(item->name);
		free(item->value);
		return -ENOMEM;
	}
	p->count++;
	return 0;
}

const char *
header_pairs_get(const struct header_pairs *p, const char *name)
{
	size_t i;

	for (i = 0; i < p->count; i++)
		if (strcmp(p->items[i].name, name) == 0)
			return p->items[i].value;
	return NULL;
}

void
header_put_pairs(struct buffer *out, const char *key, const struct header_pairs *p)
{
	size_t i;

	json_put_key(out, key);
	buffer_addc(out, '{');
	for (i = 0; i < p->count; i++)
		json_put_member(out, p->items[i].name, p->items[i].value);
	buffer_addc(out, '}');
}

static void
put_pairs(struct buffer *out, const char *key, const struct header_pairs *p)
{
	if (p->count > 0)
		header_put_pairs(out, key, p);
}

static void
put_field(struct buffer *out, const struct header *h, const struct field *f)
{
	const char *at = (const char *)h + f->offset;
	const char *text;
	int64_t number;

	switch (f->type) {
	case FIELD_TEXT:
		if ((text = *(char *const *)(const void *)at) != NULL)
			json_put_member(out, f->name, text);
		break;
	case FIELD_NUMBER:
		if ((number = *(const int64_t *)(const void *)at) != HEADER_NONE)
			json_put_integer(out, f->name, number);
		break;
	case FIELD_FLAG:
		json_put_flag(out, f->name, *(const bool *)at);
		break;
	}
}

static void
put_steno(struct buffer *out, const struct header *h)
{
	char id[UUID_TEXT_SIZE];
	size_t i;

	json_put_key(out, "steno");
	buffer_addc(out, '{');
	json_put_integer(out, "format", FORMAT_VERSION);
	uuid_format(&h->session, id);
	json_put_member(out, "session", id);
	json_put_integer(out, "part", h->part);
	json_put_integer(out, "base", h->base);
	for (i = 0; i < FIELD_COUNT; i++)
		put_field(out, h, &FIELDS[i]);
	if (h->argv != NULL) {
		json_put_key(out, "argv");
		buffer_addc(out, '[');
		for (i = 0; h->argv[i] != NULL; i++) {
			if (i > 0)
				buffer_addc(out, ',');
			json_put_text(out, h->argv[i]);
		}
		buffer_addc(out, ']');
	}
	put_pairs(out, "labels", &h->labels);
	put_pairs(out, "import", &h->import);
	buffer_addc(out, '}');
}

int
header_encode(struct buffer *out, const struct header *h)
{
	buffer_addf(out, "{\"version\":3,\"term\":{\"cols\":%d,\"rows\":%d", h->cols, h->rows);
	if (h->term != NULL)
		json_put_member(out, "type", h->term);
	buffer_addc(out, '}');
	if (h->timestamp != HEADER_NONE)
		json_put_integer(out, "timestamp", h->timestamp);
	if (h->idle_time_limit > 0)
		buffer_addf(out, ",\"idle_time_limit\":%.3f", h->idle_time_limit);
	if (h->command != NULL)
		json_put_member(out, "command", h->command);
	if (h->title != NULL)
		json_put_member(out, "title", h->title);
	put_pairs(out, "env", &h->env);
	if (h->has_session)
		put_steno(out, h);
	buffer_adds(out, "}\n");
	return buffer_status(out);
}

static int
get_text(char **field, const struct json *v)
{
	return json_string(v, NULL) ? header_set(field, json_string(v, NULL)) : 0;
}

static int
get_pairs(struct header_pairs *p, const struct json *object)
{
	const struct json *m;
	const char *value;
	int r = 0;

	if (json_type(object) != JSON_OBJECT)
		return 0;
	for (m = json_first(object); m != NULL && r == 0; m = json_next(m)) {
		value = json_type(m) == JSON_NUMBER ? json_digits(m, NULL) : json_string(m, NULL);
		if (value != NULL)
			r = header_pairs_add(p, json_key(m), value);
	}
	return r;
}

static int
get_argv(struct header *h, const struct json *array)
{
	const struct json *m;
	size_t n = 0;

	if (json_type(array) != JSON_ARRAY)
		return 0;
	if ((h->argv = calloc(json_count(array) + 1, sizeof *h->argv)) == NULL)
		return -ENOMEM;
	for (m = json_first(array); m != NULL; m = json_next(m)) {
		if (json_string(m, NULL) == NULL)
			return ERR_FORMAT;
		if ((h->argv[n++] = strdup(json_string(m, NULL))) == NULL)
			return -ENOMEM;
	}
	return 0;
}

static int
get_field(struct header *h, const struct field *f, const struct json *v)
{
	char *at = (char *)h + f->offset;

	switch (f->type) {
	case FIELD_TEXT:
		return get_text(text_field(h, f), v);
	case FIELD_NUMBER:
		*(int64_t *)(void *)at = json_integer(v, HEADER_NONE);
		return 0;
	case FIELD_FLAG:
		*(bool *)at = json_bool(v, true);
		return 0;
	}
	return 0;
}

static bool
summable(int64_t ms)
{
	return ms == HEADER_NONE || (ms >= INT64_MIN / 4 && ms <= INT64_MAX / 4);
}

static int
get_steno(struct header *h, const struct json *s)
{
	const char *id = json_string(json_get(s, "session"), NULL);
	int64_t part = json_integer(json_get(s, "part"), 0);
	size_t i;
	int r;

	if (json_integer(json_get(s, "format"), 0) != FORMAT_VERSION || id == NULL ||
	    uuid_parse(id, &h->session) != 0 || part < 0 || part > UINT32_MAX)
		return ERR_FORMAT;
	h->has_session = true;
	h->part = (uint32_t)part;
	h->base = json_integer(json_get(s, "base"), 0);
	if (h->base < 0 || h->base > INT64_MAX / 4)
		return ERR_FORMAT;
	for (i = 0; i < FIELD_COUNT; i++)
		if ((r = get_field(h, &FIELDS[i], json_get(s, FIELDS[i].name))) != 0)
			return r;
	/* times that could overflow sums are none */
	if (!summable(h->realtime) || !summable(h->boottime))
		return ERR_FORMAT;
	if ((r = get_argv(h, json_get(s, "argv"))) != 0 ||
	    (r = get_pairs(&h->labels, json_get(s, "labels"))) != 0)
		return r;
	return get_pairs(&h->import, json_get(s, "import"));
}

static int
get_all(struct header *h, const struct json *root)
{
	const struct json *term = json_get(root, "term");
	int64_t cols = json_integer(json_get(term, "cols"), 0);
	int64_t rows = json_integer(json_get(term, "rows"), 0);
	int r;

	if (json_integer(json_get(root, "version"), 0) != 3)
		return ERR_UNKNOWN;
	if (cols < 1 || rows < 1 || cols > HEADER_SIZE_MAX || rows > HEADER_SIZE_MAX)
		return ERR_FORMAT;
	h->cols = (int)cols;
	h->rows = (int)rows;
	h->timestamp = json_integer(json_get(root, "timestamp"), HEADER_NONE);
	h->idle_time_limit = json_number(json_get(root, "idle_time_limit"), 0);
	if (!(h->idle_time_limit > 0 && h->idle_time_limit < 1e9))
		h->idle_time_limit = 0;
	if ((r = get_text(&h->term, json_get(term, "type"))) != 0 ||
	    (r = get_text(&h->command, json_get(root, "command"))) != 0 ||
	    (r = get_text(&h->title, json_get(root, "title"))) != 0 ||
	    (r = get_pairs(&h->env, json_get(root, "env"))) != 0)
		return r;
	if (json_type(json_get(root, "steno")) == JSON_OBJECT)
		return get_steno(h, json_get(root, "steno"));
	return 0;
}

int
header_parse(const char *line, size_t len, struct header *h)
{
	struct json_document *doc;
	int r;

	header_init(h);
	if (len + 1 > EVENT_LINE_MAX)
		return ERR_LIMIT;
	if ((r = json_parse(line, len, &doc)) != 0)
		return r;
	r = get_all(h, json_root(doc));
	json_free(doc);
	if (r != 0)
		header_free(h);
	return r;
}

int64_t
header_began(const struct header *h)
{
	if (h->realtime != HEADER_NONE)
		return h->realtime;
	/* HEADER_NONE is among what is before 1970 */
	return h->timestamp < 0 || h->timestamp > INT64_MAX / 4000 ? HEADER_NONE : h->timestamp * 1000;
}

void
header_put_who(struct buffer *out, const char *user, const char *host)
{
	bool has_user = user != NULL && *user != '\0', has_host = host != NULL && *host != '\0';

	buffer_adds(out, has_user ? user : has_host ? "" : "-");
	if (has_host)
		buffer_addf(out, "@%s", host);
}
