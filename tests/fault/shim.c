/*
 * A disk that fails, for tests: preloaded into the recorder, it counts the operations that change files
 * below FAULT_DIR, and at the FAULT_AT-th does what FAULT_MODE says:
 *
 *   count  nothing
 *   once   that one operation fails with FAULT_ERRNO
 *   dead   it and all later ones fail
 *   short  that one write takes half of its bytes
 *   kill   the process is killed before it, as by kill -9
 *
 * With FAULT_SHADOW, what was synced is copied there whenever it is synced, and a list of names
 * whenever the folder is: together they are what a power cut would leave, at worst.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long counted;

static void *
real(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

static bool
ours(int fd, char *path, size_t size)
{
	const char *dir = getenv("FAULT_DIR");
	char link[64];
	ssize_t n;

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = readlink(link, path, size - 1);
	if (dir == NULL || n <= 0)
		return false;
	path[n] = '\0';
	return strncmp(path, dir, strlen(dir)) == 0;
}

/* 0: go on; 1: fail; 2: short. */
static int
count_one(const char *what)
{
	const char *mode = getenv("FAULT_MODE"), *at = getenv("FAULT_AT"), *log = getenv("FAULT_LOG");
	long target = at ? atol(at) : -1, now;
	int result = 0;

	pthread_mutex_lock(&lock);
	now = ++counted;
	if (log != NULL) {
		int (*open_)(const char *, int, ...) = real("open");
		ssize_t (*write_)(int, const void *, size_t) = real("write");
		int fd = open_(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
		char line[64];
		int n = snprintf(line, sizeof line, "%ld %s\n", now, what);

		if (fd >= 0) {
			if (write_(fd, line, (size_t)n) != n)
				abort();
			close(fd);
		}
	}
	pthread_mutex_unlock(&lock);
	if (mode == NULL || target < 0)
		return 0;
	if (strcmp(mode, "kill") == 0 && now == target)
		kill(getpid(), SIGKILL);
	if ((strcmp(mode, "once") == 0 && now == target) ||
	    (strcmp(mode, "dead") == 0 && now >= target))
		result = 1;
	if (strcmp(mode, "short") == 0 && now == target)
		result = 2;
	if (result == 1)
		errno = getenv("FAULT_ERRNO") ? atoi(getenv("FAULT_ERRNO")) : EIO;
	return result;
}

static void
copy_to_shadow(const char *path)
{
	const char *shadow = getenv("FAULT_SHADOW");
	ssize_t (*write_)(int, const void *, size_t) = real("write");
	int (*open_)(const char *, int, ...) = real("open");
	char to[4096], fresh[4200], data[65536];
	const char *name = strrchr(path, '/') + 1;
	int in, out;
	ssize_t n;

	if (shadow == NULL)
		return;
	snprintf(to, sizeof to, "%s/%s", shadow, name);
	snprintf(fresh, sizeof fresh, "%s.fresh", to);
	in = open_(path, O_RDONLY | O_CLOEXEC);
	out = open_(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	while (in >= 0 && out >= 0 && (n = read(in, data, sizeof data)) > 0)
		if (write_(out, data, (size_t)n) != n)
			abort();
	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	((int (*)(const char *, const char *))real("rename"))(fresh, to);
}

static void
list_names(const char *folder, const char *suffix)
{
	const char *shadow = getenv("FAULT_SHADOW");
	char to[4096], fresh[4200];
	struct dirent *e;
	FILE *f;
	DIR *d;

	if (shadow == NULL)
		return;
	snprintf(to, sizeof to, "%s/NAMES%s", shadow, suffix);
	snprintf(fresh, sizeof fresh, "%s.fresh", to);
	d = opendir(folder);
	f = fopen(fresh, "w");
	while (d != NULL && f != NULL && (e = readdir(d)) != NULL)
		fprintf(f, "%s\n", e->d_name);
	if (d != NULL)
		closedir(d);
	if (f != NULL)
		fclose(f);
	((int (*)(const char *, const char *))real("rename"))(fresh, to);
}

/* As NAMES, and where there are several folders as NAMES-FOLDER. */
static void
list_to_shadow(const char *folder)
{
	const char *name = strrchr(folder, '/') + 1;
	char suffix[300];

	snprintf(suffix, sizeof suffix, "-%s", name);
	list_names(folder, "");
	list_names(folder, suffix);
}

/* What was synced is a file's, whatever its name. */
static void
rename_in_shadow(const char *from, const char *to)
{
	const char *shadow = getenv("FAULT_SHADOW");
	char old[4096], new[4096];

	if (shadow == NULL)
		return;
	snprintf(old, sizeof old, "%s/%s", shadow, strrchr(from, '/') + 1);
	snprintf(new, sizeof new, "%s/%s", shadow, strrchr(to, '/') + 1);
	((int (*)(const char *, const char *))real("rename"))(old, new);
}

ssize_t
write(int fd, const void *data, size_t len)
{
	ssize_t (*next)(int, const void *, size_t) = real("write");
	char path[4096];
	int r;

	if (!ours(fd, path, sizeof path))
		return next(fd, data, len);
	if ((r = count_one("write")) == 1)
		return -1;
	return next(fd, data, r == 2 ? len / 2 : len);
}

ssize_t
pwrite(int fd, const void *data, size_t len, off_t at)
{
	ssize_t (*next)(int, const void *, size_t, off_t) = real("pwrite");
	char path[4096];
	int r;

	if (!ours(fd, path, sizeof path))
		return next(fd, data, len, at);
	if ((r = count_one("pwrite")) == 1)
		return -1;
	return next(fd, data, r == 2 ? len / 2 : len, at);
}

ssize_t
pwrite64(int fd, const void *data, size_t len, off_t at)
{
	return pwrite(fd, data, len, at);
}

int
ftruncate(int fd, off_t len)
{
	int (*next)(int, off_t) = real("ftruncate");
	char path[4096];

	if (ours(fd, path, sizeof path) && count_one("ftruncate") == 1)
		return -1;
	return next(fd, len);
}

int
ftruncate64(int fd, off_t len)
{
	return ftruncate(fd, len);
}

static int
sync_with(int fd, const char *name)
{
	int (*next)(int) = real(name);
	char path[4096];
	struct stat st;
	int r;

	if (!ours(fd, path, sizeof path))
		return next(fd);
	if (count_one(name) == 1)
		return -1;
	if ((r = next(fd)) == 0 && fstat(fd, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			list_to_shadow(path);
		else if (st.st_nlink > 0) /* else the bytes come with the name, below */
			copy_to_shadow(path);
	}
	return r;
}

int
fsync(int fd)
{
	return sync_with(fd, "fsync");
}

int
fdatasync(int fd)
{
	return sync_with(fd, "fdatasync");
}

static bool
below(const char *path)
{
	const char *dir = getenv("FAULT_DIR");

	return dir != NULL && strncmp(path, dir, strlen(dir)) == 0;
}

int
unlink(const char *path)
{
	if (below(path) && count_one("unlink") == 1)
		return -1;
	return ((int (*)(const char *))real("unlink"))(path);
}

int
rename(const char *from, const char *to)
{
	int r;

	if (below(to) && count_one("rename") == 1)
		return -1;
	r = ((int (*)(const char *, const char *))real("rename"))(from, to);
	if (r == 0 && below(to))
		rename_in_shadow(from, to);
	return r;
}

int
linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
	int (*next)(int, const char *, int, const char *, int) = real("linkat");
	int r;

	if (below(to) && count_one("link") == 1)
		return -1;
	r = next(from_folder, from, to_folder, to, flags);
	if (r == 0 && below(to))
		copy_to_shadow(to);
	return r;
}

int
renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned int flags)
{
	int (*next)(int, const char *, int, const char *, unsigned int) = real("renameat2");
	int r;

	if (below(to) && count_one("rename") == 1)
		return -1;
	r = next(from_folder, from, to_folder, to, flags);
	if (r == 0 && below(to))
		rename_in_shadow(from, to);
	return r;
}

int
open(const char *path, int flags, ...)
{
	int (*next)(const char *, int, ...) = real("open");
	va_list args;
	int mode;

	va_start(args, flags);
	mode = va_arg(args, int);
	va_end(args);
	if ((flags & O_CREAT) && below(path) && count_one("create") == 1)
		return -1;
	return next(path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
	va_list args;
	int mode;

	va_start(args, flags);
	mode = va_arg(args, int);
	va_end(args);
	return open(path, flags, mode);
}
