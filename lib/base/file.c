/* Files. */
#include "lib/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/error.h"

int
file_write(int fd, const void *data, size_t len)
{
	const char *p = data;
	ssize_t n;

	while (len > 0) {
		if ((n = write(fd, p, len)) < 0) {
			if (errno == EINTR)
				continue;
			return -errno;
		}
		p += n;
		len -= (size_t)n;
	}
	return 0;
}

int
file_pwrite(int fd, const void *data, size_t len, int64_t offset)
{
	const char *p = data;
	ssize_t n;

	while (len > 0) {
		if ((n = pwrite(fd, p, len, offset)) < 0) {
			if (errno == EINTR)
				continue;
			return -errno;
		}
		p += n;
		offset += n;
		len -= (size_t)n;
	}
	return 0;
}

ssize_t
file_pread(int fd, void *data, size_t len, int64_t offset)
{
	char *p = data;
	size_t done = 0;
	ssize_t n;

	while (done < len) {
		if ((n = pread(fd, p + done, len - done, offset + (int64_t)done)) < 0) {
			if (errno == EINTR)
				continue;
			return -errno;
		}
		if (n == 0)
			break;
		done += (size_t)n;
	}
	return (ssize_t)done;
}

static int
load(int fd, size_t limit, struct buffer *out)
{
	size_t start = out->len;
	ssize_t n;
	char *to;

	for (;;) {
		if ((to = buffer_reserve(out, 65536)) == NULL)
			return -ENOMEM;
		if ((n = read(fd, to, 65536)) < 0) {
			if (errno == EINTR)
				continue;
			return -errno;
		}
		if (n == 0)
			return 0;
		out->len += (size_t)n;
		if (out->len - start > limit)
			return ERR_LIMIT;
	}
}

int
file_load(const char *path, size_t limit, struct buffer *out)
{
	int fd, r;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)) < 0)
		return -errno;
	r = load(fd, limit, out);
	close(fd);
	return r;
}

int
file_load_now(const char *path, size_t limit, struct buffer *out)
{
	struct stat st;
	int fd, r = ERR_FORMAT;

	if ((fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)) < 0)
		return -errno;
	if (fstat(fd, &st) != 0)
		r = -errno;
	else if (!S_ISFIFO(st.st_mode))
		r = load(fd, limit, out);
	close(fd);
	return r;
}

char *
file_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return strdup(".");
	if (slash == path)
		return strdup("/");
	return strndup(path, (size_t)(slash - path));
}

int
file_make_folders(const char *path)
{
	char *copy, *p;
	int r = 0;

	if ((copy = strdup(path)) == NULL)
		return -ENOMEM;
	for (p = copy + 1; r == 0; p++) {
		char c = *p;

		if (c != '/' && c != '\0')
			continue;
		*p = '\0';
		if (mkdir(copy, 0700) == 0) {
			/* what will be synced in it must be found after a power cut; where that can't be had, nobody is refused */
			(void)file_sync_folder_of(copy);
		} else if (errno != EEXIST) {
			struct stat st;

			/* EROFS or EACCES on a folder that is there already is no failure */
			r = -errno;
			if (stat(copy, &st) == 0 && S_ISDIR(st.st_mode))
				r = 0;
		}
		if (c == '\0')
			break;
		*p = c;
	}
	free(copy);
	return r;
}

int
file_sync_data(int fd)
{
	return fdatasync(fd) == 0 || errno == EINVAL || errno == EROFS ? 0 : -errno;
}

int
file_sync_folder_of(const char *path)
{
	char *folder = file_folder(path);
	int fd, r = 0;

	if (folder == NULL)
		return -ENOMEM;
	if ((fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		r = -errno;
	else if (fsync(fd) != 0 && errno != EINVAL && errno != EROFS)
		r = -errno;
	if (fd >= 0)
		close(fd);
	free(folder);
	return r;
}

/*
 * A file without a name: however its process ends, it leaves nothing.  -1 where there is no such file, or
 * where it could not be named later: that goes by way of /proc, which a process that sealed itself can't use.
 */
static int
open_nameless(const char *path)
{
	char *folder = file_folder(path), way[32];
	int fd;

	if (folder == NULL)
		return -1;
	fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	free(folder);
	if (fd < 0)
		return -1;
	snprintf(way, sizeof way, "/proc/self/fd/%d", fd);
	if (access(way, F_OK) == 0)
		return fd;
	close(fd);
	return -1;
}

bool
file_is_removed(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && st.st_nlink == 0;
}

#define RANDOM_LETTERS 6 /* of a template's name */

/* Another name that nobody has, or for who holds the lock the one that is his. */
static int
make_free(char *template, bool any)
{
	static const char LETTERS[] = "0123456789abcdefghijklmnopqrstuv";
	unsigned char random[RANDOM_LETTERS];
	char *x;
	size_t i;

	if (!any)
		return unlink(template) == 0 || errno == ENOENT ? 0 : -errno;
	if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
		return -errno;
	x = template + strlen(template) - RANDOM_LETTERS;
	for (i = 0; i < sizeof random; i++)
		x[i] = LETTERS[random[i] % 32];
	return 0;
}

/* Name the file so, the template's X filled, unless it has that name already. */
static int
give_name(int fd, char *template)
{
	size_t len = strlen(template);
	bool any = len > RANDOM_LETTERS && strcmp(template + len - RANDOM_LETTERS, "XXXXXX") == 0;
	char way[32];
	int tries, r;

	if (!file_is_removed(fd))
		return 0;
	snprintf(way, sizeof way, "/proc/self/fd/%d", fd);
	for (tries = 0; tries < 100; tries++) {
		if ((r = make_free(template, any)) != 0)
			return r;
		if (linkat(AT_FDCWD, way, AT_FDCWD, template, AT_SYMLINK_FOLLOW) == 0)
			return 0;
		if (errno != EEXIST)
			break;
	}
	return -errno;
}

int
file_begin_replace(const char *path, int *fd, char **temporary)
{
	*fd = -1;
	if (asprintf(temporary, "%s.new-XXXXXX", path) < 0) {
		*temporary = NULL;
		return -ENOMEM;
	}
	if ((*fd = open_nameless(path)) >= 0)
		return 0;
	if ((*fd = mkostemp(*temporary, O_CLOEXEC)) < 0) {
		int r = -errno;

		free(*temporary);
		*temporary = NULL;
		return r;
	}
	return 0;
}

static char *
locked_name(const char *path)
{
	char *name;

	/* nobody else has files of that name: what stands there is ours */
	return asprintf(&name, "%s.steno-new", path) < 0 ? NULL : name;
}

int
file_begin_locked_replace(const char *path, int *fd, char **temporary)
{
	int r;

	*fd = -1;
	if ((*temporary = locked_name(path)) == NULL)
		return -ENOMEM;
	if ((r = make_free(*temporary, false)) == 0 && (*fd = open_nameless(path)) < 0 &&
	    (*fd = open(*temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)) < 0)
		r = -errno;
	if (r != 0) {
		free(*temporary);
		*temporary = NULL;
	}
	return r;
}

int
file_remove_left(const char *path)
{
	char *name = locked_name(path);
	int r = name != NULL ? make_free(name, false) : -ENOMEM;

	free(name);
	return r;
}

int
file_begin_output(const char *path, int *fd, char **temporary)
{
	struct stat st;

	*temporary = NULL;
	if (lstat(path, &st) != 0 || S_ISREG(st.st_mode) || S_ISDIR(st.st_mode))
		return file_begin_replace(path, fd, temporary);
	*fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOCTTY);
	return *fd >= 0 ? 0 : -errno;
}

bool
file_would_replace(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && (S_ISREG(st.st_mode) || S_ISDIR(st.st_mode));
}

int
file_replace(const char *path, int *fd, char **temporary)
{
	int r = 0;

	/* written as it stood there: a device has nothing to sync */
	if (*temporary == NULL) {
		if (fsync(*fd) != 0 && errno != EINVAL && errno != EROFS && errno != ENOTSUP)
			r = -errno;
		close(*fd);
		*fd = -1;
		return r;
	}
	if (fsync(*fd) != 0)
		r = -errno;
	else if ((r = give_name(*fd, *temporary)) == 0 && rename(*temporary, path) != 0)
		r = -errno;
	if (r != 0) {
		file_abandon(fd, temporary);
		return r;
	}
	close(*fd);
	*fd = -1;
	free(*temporary);
	*temporary = NULL;
	return file_sync_folder_of(path);
}

void
file_abandon(int *fd, char **temporary)
{
	if (*temporary != NULL && *fd >= 0 && !file_is_removed(*fd))
		unlink(*temporary);
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
	free(*temporary);
	*temporary = NULL;
}
