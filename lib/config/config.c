/* The configuration. */
#include "lib/config/config.h"

#include <errno.h>
#include <fcntl.h>
#include <ini.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/moment.h"

#ifndef STENO_SYSCONFDIR
#define STENO_SYSCONFDIR "/etc/steno"
#endif

#define FILE_MAX (1 << 20) /* bytes; what is read at every login, whoever wrote it */

enum kind { KIND_TEXT, KIND_PATH, KIND_CHOICE, KIND_SIZE, KIND_TIME };

static const struct key {
	const char *name; /* section.name */
	const char *otherwise;
	enum kind kind;
	const char *choices; /* KIND_CHOICE: separated by spaces */
} KEYS[] = {
	{"record.input", "keys", KIND_CHOICE, "keys full none"},
	{"record.reports", "no", KIND_CHOICE, "yes no"},
	{"record.index", "yes", KIND_CHOICE, "yes no"},
	{"record.on-failure", "stop", KIND_CHOICE, "stop continue"},
	{"record.break-glass", "root", KIND_TEXT, NULL},
	{"record.store", "", KIND_PATH, NULL},
	{"record.shell", "/bin/bash", KIND_PATH, NULL},
	{"record.rotate-size", "512M", KIND_SIZE, NULL},
	{"record.rotate-time", "7d", KIND_TIME, NULL},
	{"record.notice", "", KIND_TEXT, NULL},
	{"record.lock", "", KIND_TEXT, NULL},
	{"redact.rules", "", KIND_PATH, NULL},
	{"trail.anchor-file", "", KIND_PATH, NULL},
	{"trail.anchor-syslog", "no", KIND_CHOICE, "yes no"},
	{"trail.anchor-command", "", KIND_TEXT, NULL},
	{"retention.max-age", "never", KIND_TIME, NULL},
	{"retention.max-size", "never", KIND_SIZE, NULL},
	{"retention.min-age", "0", KIND_TIME, NULL},
	{"retention.labels", "", KIND_TEXT, NULL},
	{"retention.archive", "", KIND_PATH, NULL},
};

#define KEY_COUNT (sizeof KEYS / sizeof *KEYS)
#define LOCK_KEY "record.lock"

struct config {
	char *values[KEY_COUNT]; /* NULL: the default */
	enum config_source where[KEY_COUNT];
};

struct config *
config_new(void)
{
	return calloc(1, sizeof(struct config));
}

void
config_free(struct config *c)
{
	size_t i;

	for (i = 0; c != NULL && i < KEY_COUNT; i++)
		free(c->values[i]);
	free(c);
}

static const struct key *
find_key(const char *name)
{
	size_t i;

	for (i = 0; i < KEY_COUNT; i++)
		if (strcmp(KEYS[i].name, name) == 0)
			return &KEYS[i];
	return NULL;
}

static int
complain(char **message, int code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (message != NULL && vasprintf(message, format, args) < 0)
		*message = NULL;
	va_end(args);
	return code;
}

/* Bytes, or a number with a unit; -1 when it is neither. */
static int64_t
size_of(const char *text)
{
	static const char letters[] = "BKMG";
	long long n;
	char *end;
	const char *unit = letters;

	errno = 0;
	n = strtoll(text, &end, 10);
	if (end == text || n < 0 || errno != 0 || n > INT64_MAX / 1024 / 1024 / 1024 / 1024)
		return -1;
	if (*end != '\0' && (end[1] != '\0' || (unit = strchr(letters, *end)) == NULL))
		return -1;
	return n << 10 * (unit - letters);
}

/* Seconds, or a length of time; ms, or -1. */
static int64_t
time_of(const char *text)
{
	size_t len = strlen(text);

	if (len > 0 && len < 10 && strspn(text, "0123456789") == len)
		return strtoll(text, NULL, 10) * 1000;
	return moment_length(text);
}

static int64_t
number_of(const struct key *k, const char *value)
{
	if (strcmp(value, "never") == 0)
		return 0;
	return k->kind == KIND_SIZE ? size_of(value) : time_of(value);
}

/* Is word among those of the list, which are separated by any of `separators`? */
static bool
has_word(const char *list, const char *word, const char *separators)
{
	size_t n, len = strlen(word);

	while (*list != '\0') {
		list += strspn(list, separators);
		n = strcspn(list, separators);
		if (n == len && n > 0 && memcmp(list, word, n) == 0)
			return true;
		list += n;
	}
	return false;
}

bool
config_has_word(const struct config *c, const char *key, const char *word)
{
	return has_word(config_get(c, key), word, ", \t");
}

static bool
locked(const struct config *c, const struct key *k)
{
	const char *name = strchr(k->name, '.') + 1;

	return config_has_word(c, LOCK_KEY, name) || config_has_word(c, LOCK_KEY, "all");
}

static bool
acceptable(const struct key *k, const char *value)
{
	switch (k->kind) {
	case KIND_CHOICE:
		return has_word(k->choices, value, " ");
	case KIND_SIZE:
	case KIND_TIME:
		return number_of(k, value) >= 0;
	case KIND_PATH:
		/* what is relative would depend on where somebody stands */
		return *value == '\0' || *value == '/' || strcmp(value, "~") == 0 ||
		    strncmp(value, "~/", 2) == 0;
	case KIND_TEXT:
		break;
	}
	return true;
}

/* Every word of a lock must be a key's name: a typo there would lock nothing, silently. */
static bool
names_keys(const char *list)
{
	static const char *const sections[] = {"record", "trail", "retention"};
	char name[80];
	bool found;
	size_t n, i;

	for (; *(list += strspn(list, ", \t")) != '\0'; list += n) {
		n = strcspn(list, ", \t");
		found = n == 3 && memcmp(list, "all", n) == 0;
		for (i = 0; !found && i < sizeof sections / sizeof *sections; i++) {
			snprintf(name, sizeof name, "%s.%.*s", sections[i], (int)n, list);
			found = find_key(name) != NULL;
		}
		if (!found)
			return false;
	}
	return true;
}

int
config_set(struct config *c, const char *key, const char *value, enum config_source where,
    char **message)
{
	const struct key *k = find_key(key);
	char *copy;
	size_t i;

	if (k == NULL)
		return complain(message, ERR_UNKNOWN, "there is no key \"%s\"", key);
	if (where != CONFIG_SYSTEM && (locked(c, k) || strcmp(key, LOCK_KEY) == 0))
		return complain(message, -EPERM, "\"%s\" is locked by %s", strchr(key, '.') + 1,
		    config_system_path());
	if (!acceptable(k, value))
		return complain(message, ERR_RANGE, "\"%s\" can't be \"%s\"%s%s%s", key, value,
		    k->choices ? "; choose one of: " : "", k->choices ? k->choices : "",
		    k->kind == KIND_PATH ? "; give the whole path" : "");
	if (strcmp(key, LOCK_KEY) == 0 && !names_keys(value))
		return complain(message, ERR_RANGE, "\"lock\" names something that is no key: %s",
		    value);
	if ((copy = strdup(value)) == NULL)
		return complain(message, -ENOMEM, "out of memory");
	i = (size_t)(k - KEYS);
	free(c->values[i]);
	c->values[i] = copy;
	c->where[i] = where;
	return 0;
}

/* The parser's own line buffer is short and would split a longer line in two: refuse it instead. */
struct stream {
	FILE *file;
	struct config *config;
	enum config_source where;
	const char *path;
	int line;
	char **message;
	int error, error_line;
};

static char *
read_line(char *to, int size, void *argument)
{
	struct stream *s = argument;
	size_t n, read;

	if (s->error != 0 || fgets(to, size, s->file) == NULL)
		return NULL;
	s->line++;
	read = strlen(to);
	/* the parser would take an indented line for one more value of the key before */
	memmove(to, to + strspn(to, " \t"), strlen(to + strspn(to, " \t")) + 1);
	n = strlen(to);
	if (n > 0 && to[n - 1] != '\n' && !feof(s->file)) {
		s->error_line = s->line;
		if (read + 1 < (size_t)size)
			s->error = complain(s->message, ERR_FORMAT, "%s:%d: a byte of the line is 0", s->path, s->line);
		else
			s->error = complain(s->message, ERR_LIMIT, "%s:%d: the line is longer than %d bytes", s->path, s->line,
			    size - 2);
		return NULL;
	}
	return to;
}

static int
take_pair(void *argument, const char *section, const char *name, const char *value)
{
	struct stream *s = argument;
	char key[128], *why = NULL;
	int r;

	if (s->error != 0)
		return 0;
	snprintf(key, sizeof key, "%.60s.%.60s", section, name);
	r = config_set(s->config, key, value, s->where, &why);
	if (r == -EPERM && s->where == CONFIG_USER)
		r = 0;
	if (r != 0) {
		s->error_line = s->line;
		s->error = complain(s->message, r, "%s:%d: %s", s->path, s->line,
		    why ? why : error_text(r));
	}
	free(why);
	return r == 0;
}

static int
copy_values(struct config *to, const struct config *from)
{
	size_t i;

	for (i = 0; i < KEY_COUNT; i++) {
		to->where[i] = from->where[i];
		if (from->values[i] != NULL && (to->values[i] = strdup(from->values[i])) == NULL)
			return -ENOMEM;
	}
	return 0;
}

/* Nobody waits for a pipe, or reads a device for ever: a login would. */
static int
open_file(struct stream *s)
{
	int fd = open(s->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat st = {0};

	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR
		    ? 0
		    : complain(s->message, -errno, "can't read %s: %s", s->path, strerror(errno));
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= FILE_MAX && (s->file = fdopen(fd, "r")) != NULL)
		return 0;
	close(fd);
	if (S_ISREG(st.st_mode) && st.st_size > FILE_MAX)
		return complain(s->message, ERR_FORMAT, "can't read %s: it is larger than %d KiB", s->path, FILE_MAX / 1024);
	return complain(s->message, ERR_FORMAT, "can't read %s: it is no plain file", s->path);
}

int
config_read(struct config *c, const char *path, enum config_source where, char **message)
{
	struct config *draft = config_new(), swap;
	struct stream s = {.config = draft, .where = where, .path = path, .message = message};
	int bad, r;

	if (message != NULL)
		*message = NULL;
	if (draft == NULL || (r = copy_values(draft, c)) != 0) {
		r = complain(message, -ENOMEM, "%s: out of memory", path);
		goto done;
	}
	if ((r = open_file(&s)) != 0 || s.file == NULL)
		goto done;
	bad = ini_parse_stream(read_line, &s, take_pair, &s);
	r = s.error;
	if (r == 0 && ferror(s.file))
		r = complain(message, -EIO, "can't read %s", path);
	/* what is no line at all may come before, and be the reason for, what we refused */
	if (bad > 0 && (r == 0 || bad < s.error_line)) {
		if (message != NULL)
			free(*message);
		r = complain(message, ERR_FORMAT, "%s:%d: neither a [section] nor \"key = value\"",
		    path, bad);
	}
	fclose(s.file);
	if (r == 0) {
		swap = *c;
		*c = *draft;
		*draft = swap;
	}
done:
	config_free(draft);
	return r;
}

const char *
config_system_path(void)
{
	return STENO_SYSCONFDIR "/steno.conf";
}

char *
config_user_path(const char *home, const char *xdg_config_home)
{
	char *path;
	int n;

	if (xdg_config_home != NULL && *xdg_config_home == '/')
		n = asprintf(&path, "%s/steno/steno.conf", xdg_config_home);
	else
		n = asprintf(&path, "%s/.config/steno/steno.conf", home);
	return n < 0 ? NULL : path;
}

const char *
config_get(const struct config *c, const char *key)
{
	const struct key *k = find_key(key);

	if (k == NULL)
		return "";
	return c->values[k - KEYS] ? c->values[k - KEYS] : k->otherwise;
}

enum config_source
config_where(const struct config *c, const char *key)
{
	const struct key *k = find_key(key);

	return k ? c->where[k - KEYS] : CONFIG_DEFAULT;
}

int64_t
config_number(const struct config *c, const char *key)
{
	const struct key *k = find_key(key);

	return k ? number_of(k, config_get(c, key)) : 0;
}

int
config_dump(const struct config *c, struct buffer *out)
{
	size_t i;

	for (i = 0; i < KEY_COUNT; i++)
		buffer_addf(out, "%s=%s\n", KEYS[i].name, config_get(c, KEYS[i].name));
	return buffer_status(out);
}
