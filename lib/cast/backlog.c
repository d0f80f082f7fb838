/* Sessions that wait to be indexed. */
#include "lib/cast/backlog.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"

#define NAME_DIGITS 16

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
	char *whole = realpath(path, NULL), *entry = NULL;
	int r = whole == NULL ? -errno : make_folder(index);

	if (r == 0 && (entry = entry_of(index, whole)) == NULL)
		r = -ENOMEM;
	if (r == 0 && symlink(whole, entry) != 0 && errno != EEXIST)
		r = -errno;
	free(entry);
	free(whole);
	return r;
}

bool
backlog_waits(const char *index)
{
	char folder[PATH_MAX];
	struct dirent *d;
	bool any = false;
	DIR *dir;

	if (snprintf(folder, sizeof folder, "%s.queue", index) >= (int)sizeof folder || (dir = opendir(folder)) == NULL)
		return false;
	while (!any && (d = readdir(dir)) != NULL)
		any = strlen(d->d_name) == NAME_DIGITS;
	closedir(dir);
	return any;
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
		r = errno == EWOULDBLOCK ? ERR_BUSY : -errno;
		close(fd);
		return r;
	}
	return fd;
}

static bool
is_entry(const char *name)
{
	return strlen(name) == NAME_DIGITS && strspn(name, "0123456789abcdef") == NAME_DIGITS;
}

/* 1, 0 where what it names is gone, or what `each` said. */
static int
tell_entry(int folder, const char *name, int (*each)(void *context, const char *path), void *context)
{
	char path[PATH_MAX];
	ssize_t n = readlinkat(folder, name, path, sizeof path - 1);
	int r;

	if (n <= 0)
		return 0;
	path[n] = '\0';
	if (access(path, F_OK) != 0 && errno == ENOENT) {
		unlinkat(folder, name, 0);
		return 0;
	}
	return (r = each(context, path)) == 0 ? 1 : r;
}

int
backlog_list(const char *index, int (*each)(void *context, const char *path), void *context)
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
		if (is_entry(entry->d_name) && (r = tell_entry(dirfd(dir), entry->d_name, each, context)) > 0)
			count++;
	closedir(dir);
	return r < 0 ? r : count;
}

void
backlog_remove(const char *index, const char *path)
{
	char *entry = entry_of(index, path);

	if (entry != NULL)
		unlink(entry);
	free(entry);
}
