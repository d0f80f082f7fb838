/* Files. */
#include "lib/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

int
file_load(const char *path, size_t limit, struct buffer *out)
{
	int fd, r = 0;
	size_t start = out->len;
	ssize_t n;
	char *to;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)) < 0)
		return -errno;
	for (;;) {
		if ((to = buffer_reserve(out, 65536)) == NULL) {
			r = -ENOMEM;
			break;
		}
		if ((n = read(fd, to, 65536)) < 0) {
			if (errno == EINTR)
				continue;
			r = -errno;
			break;
		}
		if (n == 0)
			break;
		out->len += (size_t)n;
		if (out->len - start > limit) {
			r = ERR_LIMIT;
			break;
		}
	}
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

int
file_begin_replace(const char *path, int *fd, char **temporary)
{
	*fd = -1;
	if (asprintf(temporary, "%s.new-XXXXXX", path) < 0) {
		*temporary = NULL;
		return -ENOMEM;
	}
	if ((*fd = mkostemp(*temporary, O_CLOEXEC)) < 0) {
		int r = -errno;

		free(*temporary);
		*temporary = NULL;
		return r;
	}
	return 0;
}

int
file_replace(const char *path, int *fd, char **temporary)
{
	int r = 0;

	if (fsync(*fd) != 0 || rename(*temporary, path) != 0)
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
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
	if (*temporary != NULL)
		unlink(*temporary);
	free(*temporary);
	*temporary = NULL;
}
