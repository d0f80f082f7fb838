/* Journals. */
#include "lib/cast/journal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/json.h"

#define SUFFIX ".journal-"
#define DIGITS 8

char *
journal_path(const char *part_path, uint64_t sequence)
{
	char *path;

	if (asprintf(&path, "%s" SUFFIX "%0*" PRIu64, part_path, DIGITS, sequence) < 0)
		return NULL;
	return path;
}

int
journal_encode(struct buffer *out, const struct journal *j)
{
	char text[2 * DIGEST_SIZE + 1], id[UUID_TEXT_SIZE];

	buffer_addc(out, '{');
	json_put_integer(out, "journal", 1);
	uuid_format(&j->session, id);
	json_put_member(out, "session", id);
	json_put_integer(out, "part", j->part);
	json_put_integer(out, "sequence", (int64_t)j->sequence);
	json_put_integer(out, "first_event", (int64_t)j->first_event);
	json_put_integer(out, "base", j->base);
	json_put_integer(out, "realtime", j->realtime);
	json_put_integer(out, "boottime", j->boottime);
	json_put_key(out, "link");
	if (j->has_link) {
		buffer_addc(out, '{');
		json_put_integer(out, "sequence", (int64_t)j->link_sequence);
		hex_encode(j->link_digest, DIGEST_SIZE, text);
		json_put_member(out, "digest", text);
		buffer_addc(out, '}');
	} else {
		buffer_adds(out, "null");
	}
	buffer_adds(out, "}\n");
	return buffer_status(out);
}

static int
get_journal(struct journal *j, const struct json *root)
{
	const struct json *link = json_get(root, "link");
	const char *id = json_string(json_get(root, "session"), NULL);
	const char *digest = json_string(json_get(link, "digest"), NULL);
	int64_t part = json_integer(json_get(root, "part"), -1);
	int64_t sequence = json_integer(json_get(root, "sequence"), -1);
	int64_t first = json_integer(json_get(root, "first_event"), -1);

	j->base = json_integer(json_get(root, "base"), -1);
	j->realtime = json_integer(json_get(root, "realtime"), INT64_MIN);
	j->boottime = json_integer(json_get(root, "boottime"), INT64_MIN);
	if (json_integer(json_get(root, "journal"), 0) != 1 || id == NULL ||
	    uuid_parse(id, &j->session) != 0 || part < 0 || part > UINT32_MAX || sequence < 0 ||
	    first < 0 || j->base < 0 || j->base > INT64_MAX / 4 || j->realtime < INT64_MIN / 4 ||
	    j->realtime > INT64_MAX / 4 || j->boottime < INT64_MIN / 4 ||
	    j->boottime > INT64_MAX / 4)
		return ERR_FORMAT;
	j->part = (uint32_t)part;
	j->sequence = (uint64_t)sequence;
	j->first_event = (uint64_t)first;
	j->has_link = json_type(link) == JSON_OBJECT;
	if (!j->has_link)
		return 0;
	j->link_sequence = (uint64_t)json_integer(json_get(link, "sequence"), -1);
	return digest ? hex_decode(digest, j->link_digest, DIGEST_SIZE) : ERR_FORMAT;
}

int
journal_parse(const char *line, size_t len, struct journal *j)
{
	struct json_document *doc;
	int r;

	memset(j, 0, sizeof *j);
	if ((r = json_parse(line, len, &doc)) != 0)
		return r;
	r = get_journal(j, json_root(doc));
	json_free(doc);
	return r;
}

bool
journal_is_same(int fd, const char *head, size_t len)
{
	char now[JOURNAL_HEAD_MAX];

	return len <= sizeof now && file_pread(fd, now, len, 0) == (ssize_t)len && memcmp(now, head, len) == 0;
}

/* All bytes of a journal that is one and the same from the first to the last. */
static int
load(int fd, struct buffer *out)
{
	const char *head;
	struct stat st;
	ssize_t n;

	if (fstat(fd, &st) != 0)
		return -errno;
	if (st.st_size > JOURNAL_BYTES_MAX)
		return ERR_LIMIT;
	if (buffer_reserve(out, (size_t)st.st_size + 1) == NULL)
		return -ENOMEM;
	if ((n = file_pread(fd, out->data, (size_t)st.st_size, 0)) < 0)
		return (int)n;
	out->len = (size_t)n;
	if (n == 0 || (head = memchr(out->data, '\n', out->len)) == NULL || head - out->data >= JOURNAL_HEAD_MAX)
		return ERR_FORMAT;
	return journal_is_same(fd, out->data, (size_t)(head + 1 - out->data)) ? 0 : -ENOENT;
}

int
journal_open(const char *part_path, uint64_t sequence)
{
	char *path = journal_path(part_path, sequence);
	struct stat st;
	int fd, r;

	if (path == NULL)
		return -ENOMEM;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	r = fd < 0 ? -errno : fd;
	free(path);
	if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) {
		close(fd);
		r = ERR_FORMAT;
	}
	return r;
}

static int
load_path(const char *part_path, uint64_t sequence, struct buffer *out)
{
	int fd = journal_open(part_path, sequence), r;

	if (fd < 0)
		return fd;
	r = load(fd, out);
	close(fd);
	return r;
}

int
journal_load(const char *part_path, uint64_t sequence, struct journal *j, struct buffer *lines, size_t *cut)
{
	const char *head, *last;
	int r;

	buffer_clear(lines);
	*cut = 0;
	if ((r = load_path(part_path, sequence, lines)) != 0)
		return r;
	head = memchr(lines->data, '\n', lines->len);
	if (journal_parse(lines->data, (size_t)(head - lines->data), j) != 0 || j->sequence != sequence)
		return ERR_FORMAT;
	last = memrchr(lines->data, '\n', lines->len);
	*cut = lines->len - (size_t)(last + 1 - lines->data);
	lines->len -= *cut;
	buffer_consume(lines, (size_t)(head + 1 - lines->data));
	return 0;
}

static int
by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* The sequence in a directory entry's name, if it is a journal of this part. */
static bool
sequence_of(const char *name, const char *stem, uint64_t *out)
{
	size_t n = strlen(stem);
	char *end;

	if (strncmp(name, stem, n) != 0 || strncmp(name + n, SUFFIX, strlen(SUFFIX)) != 0)
		return false;
	name += n + strlen(SUFFIX);
	if (strlen(name) < DIGITS || strspn(name, "0123456789") != strlen(name))
		return false;
	errno = 0;
	*out = strtoull(name, &end, 10);
	return errno == 0;
}

int
journal_list(const char *part_path, uint64_t **out, size_t *n)
{
	const char *stem = strrchr(part_path, '/');
	char *folder = file_folder(part_path);
	struct buffer found = {0};
	struct dirent *entry;
	uint64_t sequence;
	DIR *dir;
	int r;

	*out = NULL;
	*n = 0;
	stem = stem ? stem + 1 : part_path;
	if (folder == NULL)
		return -ENOMEM;
	dir = opendir(folder);
	r = dir == NULL ? -errno : 0;
	free(folder);
	if (dir == NULL)
		return r;
	while ((entry = readdir(dir)) != NULL)
		if (sequence_of(entry->d_name, stem, &sequence))
			buffer_add(&found, &sequence, sizeof sequence);
	closedir(dir);
	if (found.broken) {
		buffer_free(&found);
		return -ENOMEM;
	}
	*n = found.len / sizeof sequence;
	if (*n > 0)
		qsort(found.data, *n, sizeof sequence, by_number);
	*out = (uint64_t *)(void *)found.data;
	return 0;
}
