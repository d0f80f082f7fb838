/* Descriptors that we were started with. */
#include "recorder/port.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

/* A terminal takes this much at once without our waiting long when it is slow. */
#define SHARED_WRITE_MAX 512
/* So often a patient writer waits for room: meanwhile nobody looks at the keys. */
#define WAITS_MAX 100

static int
reopen(int fd, bool writing)
{
	int flags = (writing ? O_WRONLY : O_RDONLY) | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, own;
	char path[32];

	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if ((own = open(path, flags)) >= 0)
		return own;
	/* the terminal of another user, after su: /dev/tty opens for whoever has it as its own */
	if (isatty(fd) && (own = open("/dev/tty", flags)) >= 0) {
		if (tcgetsid(fd) == getsid(0))
			return own;
		close(own);
	}
	return -1;
}

void
port_open(struct port *p, int fd, bool writing)
{
	struct stat st;
	int own;

	p->fd = fd;
	p->kind = PORT_CLOSED;
	if (fstat(fd, &st) != 0)
		return;
	if (S_ISSOCK(st.st_mode)) {
		p->kind = PORT_SOCKET;
	} else if (S_ISREG(st.st_mode) || S_ISBLK(st.st_mode) || S_ISDIR(st.st_mode) ||
	    (S_ISCHR(st.st_mode) && !isatty(fd))) {
		p->kind = PORT_FILE;
	} else if ((own = reopen(fd, writing)) >= 0) {
		p->fd = own;
		p->kind = PORT_OWN;
	} else {
		p->kind = PORT_SHARED;
	}
}

void
port_close(struct port *p)
{
	if (p->kind == PORT_CLOSED)
		return;
	close(p->fd);
	p->kind = PORT_CLOSED;
	p->fd = -1;
}

ssize_t
port_read(const struct port *p, void *data, size_t len)
{
	ssize_t n;

	do
		n = p->kind == PORT_SOCKET ? recv(p->fd, data, len, MSG_DONTWAIT)
					   : read(p->fd, data, len);
	while (n < 0 && errno == EINTR);
	return n < 0 ? -errno : n;
}

ssize_t
port_write(const struct port *p, const void *data, size_t len)
{
	ssize_t n;

	if (p->kind == PORT_SHARED && len > SHARED_WRITE_MAX)
		len = SHARED_WRITE_MAX;
	do
		n = p->kind == PORT_SOCKET ? send(p->fd, data, len, MSG_DONTWAIT | MSG_NOSIGNAL)
					   : write(p->fd, data, len);
	while (n < 0 && errno == EINTR);
	return n < 0 ? -errno : n;
}

ssize_t
port_write_patiently(const struct port *p, const void *data, size_t len, int ms)
{
	struct pollfd room = {.fd = p->fd, .events = POLLOUT};
	int waits = WAITS_MAX;
	size_t done = 0;
	ssize_t n;

	for (;;) {
		if ((n = port_write(p, (const char *)data + done, len - done)) > 0)
			done += (size_t)n;
		if (done == len || n == 0 || (n < 0 && n != -EAGAIN))
			break;
		if (waits-- == 0 || poll(&room, 1, ms) <= 0)
			break;
	}
	return done > 0 || len == 0 ? (ssize_t)done : n;
}
