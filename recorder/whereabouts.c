/*
 * Where a program is, and its start.
 *
 * execvpe(3) will not do: after a folder into which we may not look it says "permission denied" of what is nowhere, too, and shells say
 * "not found".
 */
#include "recorder/whereabouts.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <paths.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOOKED_AT 128 /* bytes of a file, to tell a text */

/* Into `out`: folder and name.  False where it has no room. */
static bool
join(char out[PATH_MAX], const char *folder, size_t len, const char *file)
{
	size_t name = strlen(file);

	if (len == 0) {
		folder = ".";
		len = 1;
	}
	if (len + name + 2 > PATH_MAX)
		return false;
	memcpy(out, folder, len);
	out[len] = '/';
	memcpy(out + len + 1, file, name + 1);
	return true;
}

/* In `out`.  0 or ENOENT. */
static int
find(const char *file, const char *path, char out[PATH_MAX])
{
	char at[PATH_MAX];
	struct stat st;
	size_t len;
	int r = ENOENT;

	for (;; path += len + 1) {
		len = strcspn(path, ":");
		if (*file != '\0' && join(at, path, len, file) && stat(at, &st) == 0 && !S_ISDIR(st.st_mode)) {
			bool executable = faccessat(AT_FDCWD, at, X_OK, AT_EACCESS) == 0;

			if (executable || r != 0)
				memcpy(out, at, strlen(at) + 1);
			r = 0;
			if (executable)
				return 0;
		}
		if (path[len] == '\0')
			return r;
	}
}

/* A line without a NUL, if only its beginning. */
static bool
is_text(const char *path)
{
	char some[LOOKED_AT];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, some, sizeof some);
	char *line = n > 0 ? memchr(some, '\n', (size_t)n) : NULL;

	if (fd >= 0)
		close(fd);
	return n < 0 || memchr(some, '\0', (size_t)(line ? line - some : n)) == NULL;
}

static void
become_script(const char *path, char *const *argv, char *const *env)
{
	size_t count = 0;
	char **all;

	while (argv[count] != NULL)
		count++;
	if ((all = calloc(count + 3, sizeof *all)) == NULL)
		return;
	all[0] = (char *)_PATH_BSHELL;
	all[1] = (char *)path;
	if (count > 1)
		memcpy(all + 2, argv + 1, (count - 1) * sizeof *all);
	execve(_PATH_BSHELL, all, env);
	free(all);
}

int
whereabouts_become(const char *file, const char *path, char *const *argv, char *const *env)
{
	char found[PATH_MAX], usual[] = _PATH_STDPATH;
	int r;

	if (strchr(file, '/') == NULL) {
		if ((r = find(file, path ? path : usual, found)) != 0)
			return r;
		file = found;
	}
	execve(file, argv, env);
	if ((r = errno) != ENOEXEC || !is_text(file))
		return r;
	become_script(file, argv, env);
	return errno;
}
