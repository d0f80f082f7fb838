/* Sessions that wait to be indexed. */
#include "indexer/backlog.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"

#define PATH_LIMIT 4096

/* The same recording has the same entry, however often it is added. */
static char *
entry_of(const char *index, const char *path)
{
	uint64_t hash = 14695981039346656037u;
	const char *p;
	char *entry;

	for (p = path; *p != '\0'; p++)
		hash = (hash ^ (unsigned char)*p) * 1099511628211u;
	return asprintf(&entry, "%s.queue/%016llx", index, (unsigned long long)hash) < 0 ? NULL : entry;
}

static int
make_folder(const char *index)
{
	char *folder;
	int r;

	if (asprintf(&folder, "%s.queue", index) < 0)
		return -ENOMEM;
	r = file_make_folders(folder);
	free(folder);
	return r;
}

int
backlog_add(const char *index, const char *path)
{
	char *whole = realpath(path, NULL), *entry, *temporary;
	int fd, r;

	if (whole == NULL)
		return -errno;
	if ((r = make_folder(index)) != 0 || (entry = entry_of(index, whole)) == NULL) {
		free(whole);
		return r != 0 ? r : -ENOMEM;
	}
	if ((r = file_begin_replace(entry, &fd, &temporary)) == 0) {
		if ((r = file_write(fd, whole, strlen(whole))) == 0)
			r = file_replace(entry, &fd, &temporary);
		else
			file_abandon(&fd, &temporary);
	}
	free(entry);
	free(whole);
	return r;
}

int
backlog_take(const char *index)
{
	char *path;
	int fd, r = make_folder(index);

	if (r != 0)
		return r;
	if (asprintf(&path, "%s.queue/lock", index) < 0)
		return -ENOMEM;
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	free(path);
	if (fd < 0)
		return -errno;
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		close(fd);
		return ERR_BUSY;
	}
	return fd;
}

static bool
is_entry(const char *name)
{
	return strlen(name) == 16 && strspn(name, "0123456789abcdef") == 16;
}

/* What an entry names: 1, or 0 where that is gone. */
static int
take_entry(const char *index, const char *name, struct gather *files)
{
	struct buffer text = {0};
	char *path;
	int r = 0;

	if (asprintf(&path, "%s.queue/%s", index, name) < 0)
		return -ENOMEM;
	if (file_load(path, PATH_LIMIT, &text) == 0 && buffer_string(&text) != NULL) {
		if (gather_add_file(files, text.data) == 0)
			r = 1;
		else if (access(text.data, F_OK) != 0)
			unlink(path);
	}
	buffer_free(&text);
	free(path);
	return r;
}

int
backlog_list(const char *index, struct gather *files)
{
	struct dirent *entry;
	char *folder;
	int r = 0, count = 0;
	DIR *dir;

	if (asprintf(&folder, "%s.queue", index) < 0)
		return -ENOMEM;
	dir = opendir(folder);
	free(folder);
	if (dir == NULL)
		return errno == ENOENT ? 0 : -errno;
	while (r >= 0 && (entry = readdir(dir)) != NULL)
		if (is_entry(entry->d_name) && (r = take_entry(index, entry->d_name, files)) > 0)
			count++;
	closedir(dir);
	return r < 0 ? r : count;
}

void
backlog_remove(const char *index, const struct gather *files)
{
	char *entry;
	size_t i;

	for (i = 0; i < files->count; i++)
		if ((entry = entry_of(index, files->files[i].path)) != NULL) {
			unlink(entry);
			free(entry);
		}
}
