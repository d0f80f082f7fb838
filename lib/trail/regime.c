/*
 * The configuration in force.  What was said last lies beside the log, for a log is not searched at every session's start.  Who changes that file
 * makes an entry more or less: each session.started has the digest of its own configuration all the same.
 */
#include "lib/trail/regime.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/json.h"
#include "lib/base/utf8.h"
#include "lib/trail/cabinet.h"

#define NAME "config"
#define TEXT_MAX 32768
#define RULES_MAX (1024 * 1024)

static int
load(const char *folder, struct buffer *out)
{
	int fd = cabinet_open(folder, NAME, O_RDONLY), r = 0;
	char *room;
	ssize_t n;

	if (fd < 0)
		return fd == -ENOENT ? 0 : fd;
	if ((room = buffer_reserve(out, TEXT_MAX)) == NULL)
		r = -ENOMEM;
	else if ((n = file_pread(fd, room, TEXT_MAX, 0)) < 0)
		r = (int)n;
	else
		out->len += (size_t)n;
	close(fd);
	return r;
}

static int
keep(const char *folder, const char *text, size_t len)
{
	char *path, *temporary;
	int fd, r;

	if (asprintf(&path, "%s/" NAME, folder) < 0)
		return -ENOMEM;
	if ((r = file_begin_replace(path, &fd, &temporary)) == 0) {
		if ((r = file_write(fd, text, len)) == 0)
			r = file_replace(path, &fd, &temporary);
		else
			file_abandon(&fd, &temporary);
	}
	/* made by root in somebody's trail: its owner's */
	if (r == 0 && (r = cabinet_open(folder, NAME, O_RDONLY)) >= 0) {
		close(r);
		r = 0;
	}
	free(path);
	return r;
}

/* The value behind `key=` in a text, or NULL; its length in *len. */
static const char *
value_of(const char *text, size_t text_len, const char *key, size_t key_len, size_t *len)
{
	const char *at = text, *end = text + text_len, *stop;

	for (; at < end; at = stop + 1) {
		if ((stop = memchr(at, '\n', (size_t)(end - at))) == NULL)
			stop = end;
		if ((size_t)(stop - at) > key_len && at[key_len] == '=' && memcmp(at, key, key_len) == 0) {
			*len = (size_t)(stop - at) - key_len - 1;
			return at + key_len + 1;
		}
	}
	return NULL;
}

/* A file may hold anything. */
static void
put_value(struct buffer *out, const char *value, size_t len)
{
	if (value == NULL)
		buffer_adds(out, "null");
	else
		json_put_string(out, value, utf8_valid_prefix(value, len));
}

/* `"key":[before,now]` for each line that is another than before. */
static void
put_changes(struct buffer *out, const struct buffer *before, const char *text)
{
	const char *at = text, *stop, *equals, *old;
	bool any = false;
	size_t len = 0, key;

	for (; *at != '\0'; at = *stop ? stop + 1 : stop) {
		stop = at + strcspn(at, "\n");
		if ((equals = memchr(at, '=', (size_t)(stop - at))) == NULL)
			continue;
		key = (size_t)(equals - at);
		old = before->len > 0 ? value_of(before->data, before->len, at, key, &len) : NULL;
		if (old != NULL && len == (size_t)(stop - equals) - 1 && memcmp(old, equals + 1, len) == 0)
			continue;
		buffer_adds(out, any ? "," : "");
		any = true;
		json_put_string(out, at, key);
		buffer_adds(out, ":[");
		put_value(out, old, len);
		buffer_addc(out, ',');
		put_value(out, equals + 1, (size_t)(stop - equals) - 1);
		buffer_addc(out, ']');
	}
}

static int
say(struct logbook *b, const struct buffer *before, const char *text, int wait_ms)
{
	struct entry e = {.action = "config.changed", .severity = "notice"};
	unsigned char sum[DIGEST_SIZE];
	char hex[2 * DIGEST_SIZE + 1];
	struct buffer detail = {0};
	int r;

	if ((r = digest_once(text, strlen(text), sum)) != 0)
		return r;
	hex_encode(sum, sizeof sum, hex);
	buffer_addf(&detail, "{\"digest\":\"%s\",\"changed\":{", hex);
	put_changes(&detail, before, text);
	buffer_adds(&detail, "}}");
	if ((e.detail = buffer_string(&detail)) == NULL)
		r = -ENOMEM;
	else
		r = logbook_append(b, &e, wait_ms);
	buffer_free(&detail);
	return r;
}

/* A path that a user chose: no pipe is waited for, and of a large file nothing is said but that it is one. */
static int
load_rules(const char *path, struct buffer *out)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY), r = ERR_LIMIT;
	struct stat st;
	ssize_t n;
	char *room;

	if (fd < 0)
		return -errno;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= RULES_MAX) {
		if ((room = buffer_reserve(out, RULES_MAX)) == NULL)
			r = -ENOMEM;
		else if ((n = file_pread(fd, room, RULES_MAX, 0)) < 0)
			r = (int)n;
		else {
			out->len += (size_t)n;
			r = 0;
		}
	}
	close(fd);
	return r;
}

/* What is in the file that a key names, as if it were a key. */
static int
put_rules(struct buffer *text, const char *path)
{
	struct buffer rules = {0};
	unsigned char sum[DIGEST_SIZE];
	char hex[2 * DIGEST_SIZE + 1];
	int r;

	buffer_adds(text, "redact.rules.digest=");
	if ((r = load_rules(path, &rules)) == 0 && (r = digest_once(rules.len > 0 ? rules.data : "", rules.len, sum)) == 0) {
		hex_encode(sum, sizeof sum, hex);
		buffer_adds(text, hex);
	}
	buffer_free(&rules);
	buffer_adds(text, r == -ENOENT ? "missing\n" : r != 0 ? "unreadable\n" : "\n");
	return buffer_string(text) == NULL ? -ENOMEM : 0;
}

static int
note(struct logbook *b, const struct buffer *text, int wait_ms)
{
	const char *folder = logbook_folder(b);
	struct buffer before = {0};
	int r;

	if (text->len > TEXT_MAX)
		return ERR_LIMIT;
	if ((r = load(folder, &before)) == 0 && (before.len != text->len || memcmp(before.data, text->data, text->len) != 0) &&
	    (r = say(b, &before, text->data, wait_ms)) == 0)
		r = keep(folder, text->data, text->len);
	buffer_free(&before);
	return r;
}

int
regime_note(struct logbook *b, const char *text, const char *rules, int wait_ms)
{
	struct buffer all = {0};
	int r;

	buffer_adds(&all, text);
	r = buffer_string(&all) == NULL ? -ENOMEM : 0;
	if (r == 0 && rules != NULL)
		r = put_rules(&all, rules);
	if (r == 0)
		r = note(b, &all, wait_ms);
	buffer_free(&all);
	return r;
}
