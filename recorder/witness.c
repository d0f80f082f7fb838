/* Is this terminal recorded already? */
#include "recorder/witness.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "lib/base/buffer.h"
#include "lib/base/file.h"

#define ANCESTORS_MAX 256

static socklen_t
name_address(struct sockaddr_un *a, dev_t device)
{
	int n;

	memset(a, 0, sizeof *a);
	a->sun_family = AF_UNIX;
	n = snprintf(a->sun_path + 1, sizeof a->sun_path - 1, "steno/tty/%u:%u", major(device),
	    minor(device));
	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)n);
}

int
witness_listen(const char *slave_name)
{
	struct sockaddr_un a;
	struct stat st;
	int fd, r;

	if (stat(slave_name, &st) != 0)
		return -errno;
	if ((fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) < 0)
		return -errno;
	if (bind(fd, (struct sockaddr *)&a, name_address(&a, st.st_rdev)) != 0 ||
	    listen(fd, 8) != 0) {
		r = -errno;
		close(fd);
		return r;
	}
	return fd;
}

void
witness_answer(int listener, const char id[UUID_TEXT_SIZE])
{
	int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

	if (fd < 0)
		return;
	/* fits in any socket's buffer; who doesn't read it has lost nothing of ours */
	if (send(fd, id, UUID_TEXT_SIZE - 1, MSG_NOSIGNAL | MSG_DONTWAIT) < 0 && errno == EPIPE)
		errno = 0;
	close(fd);
}

/* Two fields of /proc/PID/stat: the parent, and the controlling terminal. */
static bool
read_stat(pid_t pid, pid_t *parent, dev_t *tty)
{
	struct buffer text = {0};
	char path[48], *close_paren;
	int ppid, tty_nr, ok = 0;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	if (file_load(path, 4096, &text) == 0 && buffer_string(&text) != NULL &&
	    (close_paren = strrchr(text.data, ')')) != NULL)
		ok = sscanf(close_paren + 1, " %*c %d %*d %*d %d", &ppid, &tty_nr);
	buffer_free(&text);
	if (ok != 2)
		return false;
	*parent = ppid;
	/* the kernel's old encoding, as proc(5) describes it */
	*tty = makedev((unsigned)tty_nr >> 8 & 0xFFF,
	    ((unsigned)tty_nr & 0xFF) | ((unsigned)tty_nr >> 12 & 0xFFF00));
	return true;
}

static bool
is_ancestor(pid_t pid)
{
	pid_t at = getppid(), parent;
	dev_t tty;
	int i;

	for (i = 0; i < ANCESTORS_MAX && at > 0; i++) {
		if (at == pid)
			return true;
		if (!read_stat(at, &parent, &tty))
			return false;
		at = parent;
	}
	return false;
}

bool
witness_ask(char id[UUID_TEXT_SIZE])
{
	struct timeval patience = {.tv_usec = 300000};
	struct ucred peer;
	socklen_t size = sizeof peer;
	struct sockaddr_un a;
	struct uuid parsed;
	bool believed = false;
	pid_t parent;
	dev_t tty;
	ssize_t n;
	int fd;

	if (!read_stat(getpid(), &parent, &tty) || tty == 0)
		return false;
	if ((fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) < 0)
		return false;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	if (connect(fd, (struct sockaddr *)&a, name_address(&a, tty)) == 0 &&
	    getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
	    (peer.uid == geteuid() || peer.uid == 0) && is_ancestor(peer.pid)) {
		n = recv(fd, id, UUID_TEXT_SIZE - 1, MSG_WAITALL);
		id[n > 0 ? n : 0] = '\0';
		believed = uuid_parse(id, &parsed) == 0;
	}
	close(fd);
	return believed;
}
