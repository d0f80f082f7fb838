/*
 * A pty as no kernel has to be, for tests: preloaded into the recorder.  PTY_READ says what a read of the command's output
 * gives: "full" as much as is asked for, as where a kernel's worker fills the pty while a read empties it; "part" a few bytes of
 * what there is; "again" now and then nothing, though there is something, or a signal.  PTY_WRITE says what whatever we show it on
 * takes: "part" a few bytes, "again" now and then nothing.
 */
#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOMENT_MS 200
#define PART 200

static unsigned
chance(unsigned below)
{
	static unsigned seed = 1;

	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % below;
}

static int
is(int fd, const char *name)
{
	char link[64], path[64];
	ssize_t n;

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof path - 1);
	return n > 0 && strncmp(path, name, strlen(name)) == 0;
}

static int
mode(const char *variable, const char *name)
{
	const char *value = getenv(variable);

	return value != NULL && strcmp(value, name) == 0;
}

static int
fails(const char *variable)
{
	if (!mode(variable, "again") || chance(10) != 0)
		return 0;
	errno = chance(2) ? EAGAIN : EINTR;
	return 1;
}

static ssize_t
fill(ssize_t (*next)(int, void *, size_t), int fd, char *data, size_t len)
{
	struct pollfd ready = {.fd = fd, .events = POLLIN};
	ssize_t n = next(fd, data, len), more;

	while (n > 0 && (size_t)n < len && poll(&ready, 1, MOMENT_MS) > 0 &&
	    (more = next(fd, data + n, len - (size_t)n)) > 0)
		n += more;
	return n;
}

ssize_t
read(int fd, void *data, size_t len)
{
	ssize_t (*next)(int, void *, size_t) = (ssize_t (*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");

	if (len == 0 || !is(fd, "/dev/ptmx"))
		return next(fd, data, len);
	if (fails("PTY_READ"))
		return -1;
	if (mode("PTY_READ", "full"))
		return fill(next, fd, data, len);
	if (mode("PTY_READ", "part") && len > PART)
		len = 1 + chance(PART);
	return next(fd, data, len);
}

ssize_t
write(int fd, const void *data, size_t len)
{
	ssize_t (*next)(int, const void *, size_t) = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");

	if (len == 0 || (!is(fd, "/dev/pts/") && !is(fd, "pipe:")))
		return next(fd, data, len);
	if (len > 1 && fails("PTY_WRITE"))
		return -1;
	if (mode("PTY_WRITE", "part") && len > PART)
		len = 1 + chance(PART);
	return next(fd, data, len);
}
