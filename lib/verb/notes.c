/* What reviewers say of sessions. */
#include "lib/verb/notes.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/buffer.h"
#include "lib/base/clock.h"
#include "lib/base/file.h"
#include "lib/base/json.h"

#define FILE_MAX (256u * 1024 * 1024)

static char *
file_of(const char *store)
{
	char *path;

	return asprintf(&path, "%s/notes.jsonl", store) < 0 ? NULL : path;
}

static void
free_note(struct note *n)
{
	free(n->session);
	free(n->by);
	free(n->text);
}

void
notes_free(struct notes *notes)
{
	size_t i;

	for (i = 0; i < notes->count; i++)
		free_note(&notes->list[i]);
	free(notes->list);
	memset(notes, 0, sizeof *notes);
}

/* "2026-11-21T12:00:00.000Z", or NOTES_NONE. */
static int64_t
parse_when(const char *text)
{
	struct tm tm = {0};
	const char *rest = text != NULL ? strptime(text, "%Y-%m-%dT%H:%M:%S", &tm) : NULL;

	if (rest == NULL)
		return NOTES_NONE;
	return (int64_t)timegm(&tm) * 1000 + (*rest == '.' ? atoi(rest + 1) : 0);
}

static char *
copy_member(const struct json *object, const char *name)
{
	const char *text = json_string(json_get(object, name), NULL);

	return text != NULL ? strdup(text) : NULL;
}

/* 1 it is one, 0 not, -ENOMEM. */
static int
parse_note(const char *line, size_t len, struct note *n)
{
	struct json_document *doc;
	const struct json *root;
	int r = json_parse(line, len, &doc);

	if (r != 0)
		return r == -ENOMEM ? r : 0;
	root = json_root(doc);
	*n = (struct note){copy_member(root, "session"), copy_member(root, "by"), copy_member(root, "text"),
	    json_integer(json_get(root, "at"), NOTES_NONE), json_integer(json_get(root, "event"), NOTES_NONE),
	    parse_when(json_string(json_get(root, "when"), NULL)), json_integer(json_get(root, "uid"), -1)};
	json_free(doc);
	if (n->session != NULL && n->by != NULL && n->text != NULL)
		return 1;
	free_note(n);
	return 0;
}

static int
keep(struct notes *notes, const struct note *n)
{
	struct note *list;

	if (notes->count == notes->cap) {
		notes->cap = notes->cap ? notes->cap * 2 : 16;
		if ((list = realloc(notes->list, notes->cap * sizeof *list)) == NULL)
			return -ENOMEM;
		notes->list = list;
	}
	notes->list[notes->count++] = *n;
	return 0;
}

int
notes_load(const char *store, const char *session, struct notes *notes)
{
	struct buffer text = {0};
	char *path = file_of(store);
	const char *p, *end, *stop;
	struct note n;
	int r;

	if (path == NULL)
		return -ENOMEM;
	if ((r = file_load(path, FILE_MAX, &text)) == -ENOENT)
		r = 0;
	end = text.len > 0 ? text.data + text.len : text.data;
	for (p = text.data; r == 0 && p != NULL && p < end && (stop = memchr(p, '\n', (size_t)(end - p))) != NULL; p = stop + 1) {
		if ((r = parse_note(p, (size_t)(stop - p), &n)) != 1)
			continue;
		r = 0;
		if (session != NULL && strcmp(n.session, session) != 0)
			free_note(&n);
		else if ((r = keep(notes, &n)) != 0)
			free_note(&n);
	}
	buffer_free(&text);
	free(path);
	return r < 0 ? r : 0;
}

static void
encode(struct buffer *out, const struct note *n)
{
	const struct passwd *pw = getpwuid(getuid());
	char when[32];

	clock_format_utc(clock_realtime_ms(), when, sizeof when);
	buffer_addc(out, '{');
	json_put_member(out, "session", n->session);
	if (n->at != NOTES_NONE)
		json_put_integer(out, "at", n->at);
	if (n->event != NOTES_NONE)
		json_put_integer(out, "event", n->event);
	json_put_member(out, "when", when);
	json_put_member(out, "by", pw != NULL ? pw->pw_name : "?");
	json_put_integer(out, "uid", (int64_t)getuid());
	json_put_member(out, "text", n->text);
	buffer_adds(out, "}\n");
}

/* A line that a crash cut is ended first, so that ours begins one. */
static int
append(int fd, const struct buffer *line)
{
	struct stat st;
	char last = '\n';
	int r;

	if (flock(fd, LOCK_EX) != 0 || fstat(fd, &st) != 0)
		return -errno;
	if (st.st_size > 0 && pread(fd, &last, 1, st.st_size - 1) != 1)
		return -EIO;
	if (last != '\n' && (r = file_write(fd, "\n", 1)) != 0)
		return r;
	if ((r = file_write(fd, line->data, line->len)) != 0)
		return r;
	return fdatasync(fd) == 0 ? 0 : -errno;
}

int
notes_add(const char *store, const struct note *n)
{
	char *path = file_of(store);
	struct buffer line = {0};
	int fd = -1, r;

	encode(&line, n);
	if (path == NULL || (r = buffer_status(&line)) != 0)
		r = -ENOMEM;
	else if ((r = file_make_folders(store)) == 0 &&
	    (fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) < 0)
		r = -errno;
	if (r == 0)
		r = append(fd, &line);
	if (fd >= 0)
		close(fd);
	buffer_free(&line);
	free(path);
	return r;
}

size_t
notes_on(const struct notes *n, const char *id, const char *path)
{
	size_t i, count = 0;

	for (i = 0; i < n->count; i++)
		count += strcmp(n->list[i].session, id) == 0 || strcmp(n->list[i].session, path) == 0;
	return count;
}
