/*
 * least FILE COMMAND: the least recorder that waits for both sides at once.  It passes on what is typed and what is shown, and writes a line
 * with the time for each read of the latter: no compression, no digests, no keys, nothing asked of the kernel.  What it takes is what a
 * recorder in one process can't go below.
 */
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static int master, file;

static void
die(const char *what)
{
	fprintf(stderr, "least: %s: %s\n", what, strerror(errno));
	exit(125);
}

static void
put(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t w = write(fd, p, n);

		if (w < 0 && errno != EINTR)
			die("can't write");
		if (w > 0) {
			p += w;
			n -= (size_t)w;
		}
	}
}

static int
pass_key(void)
{
	char buf[4096];
	ssize_t n = read(0, buf, sizeof buf);

	if (n <= 0)
		return -1;
	put(master, buf, (size_t)n);
	return 0;
}

static int
pass_output(void)
{
	char buf[64 + 32768];
	struct timespec now;
	ssize_t n;
	int head;

	clock_gettime(CLOCK_MONOTONIC, &now);
	head = snprintf(buf, 64, "%lld.%06ld ", (long long)now.tv_sec, now.tv_nsec / 1000);
	if ((n = read(master, buf + head, 32768)) <= 0)
		return -1;
	put(file, buf, (size_t)(head + n));
	put(1, buf + head, (size_t)n);
	return 0;
}

static void
watch(int loop, int fd)
{
	struct epoll_event e = {.events = EPOLLIN, .data.fd = fd};

	if (epoll_ctl(loop, EPOLL_CTL_ADD, fd, &e) != 0)
		die("can't wait");
}

static void
record(void)
{
	struct epoll_event ready[2];
	int loop = epoll_create1(EPOLL_CLOEXEC), n, i;

	if (loop < 0)
		die("can't wait");
	watch(loop, 0);
	watch(loop, master);
	for (;;) {
		if ((n = epoll_wait(loop, ready, 2, -1)) < 0 && errno != EINTR)
			die("can't wait");
		for (i = 0; i < n; i++)
			if ((ready[i].data.fd == 0 ? pass_key() : pass_output()) != 0)
				return;
	}
}

int
main(int argc, char **argv)
{
	struct termios modes, raw;
	struct winsize size;
	int status;
	pid_t pid;

	if (argc != 3) {
		fprintf(stderr, "usage: least FILE COMMAND, on a terminal\n");
		return 2;
	}
	if (tcgetattr(0, &modes) != 0 || ioctl(0, TIOCGWINSZ, &size) != 0)
		die("standard input");
	if ((file = open(argv[1], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) < 0)
		die(argv[1]);
	if ((pid = forkpty(&master, NULL, &modes, &size)) < 0)
		die("forkpty");
	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", argv[2], (char *)NULL);
		_exit(127);
	}
	raw = modes;
	cfmakeraw(&raw);
	tcsetattr(0, TCSANOW, &raw);
	record();
	tcsetattr(0, TCSANOW, &modes);
	if (waitpid(pid, &status, 0) != pid)
		die("waitpid");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
