/* A small process that makes workers. */
#include "indexer/nursery.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/cage.h"
#include "indexer/scribe.h"

enum { FD_IN, FD_OUT, FD_SHARED, FDS };

struct nursery {
	pid_t pid;
	int socket;
};

/* What is asked for, besides its descriptors; what is answered is an int. */
struct wish {
	size_t header;
};

union control {
	char bytes[CMSG_SPACE(FDS * sizeof(int))];
	struct cmsghdr aligned;
};

/* In a worker. */

struct newborn {
	volatile struct scribe_place *place; /* NULL: it could not be had */
	size_t header;
	struct censor *censor;
};

static int
run(int in, int out, void *context)
{
	const struct newborn *newborn = context;
	volatile struct scribe_place *place = newborn->place;
	struct scribe_order order = {.censor = newborn->censor};
	struct header h;

	header_init(&h);
	if (place == NULL || newborn->header == 0 || newborn->header > SCRIBE_KEPT_SIZE ||
	    header_parse((const char *)place->letters, newborn->header - 1, &h) != 0)
		return 1;
	order.header = &h;
	return scribe_run(in, out, place, &order);
}

static _Noreturn void
live(const struct wish *wish, const int *fds, struct censor *censor)
{
	void *page = mmap(NULL, sizeof(struct scribe_place), PROT_READ | PROT_WRITE, MAP_SHARED, fds[FD_SHARED], 0);
	struct newborn newborn = {page != MAP_FAILED ? page : NULL, wish->header, censor};

	cage_enter(fds[FD_IN], fds[FD_OUT], getppid(), run, &newborn);
}

/* In the nursery. */

/* As fork does, of a process without threads; the child is our parent's, which waits for it as for its own. */
static pid_t
bear(void)
{
#ifdef __s390__
	return (pid_t)syscall(SYS_clone, NULL, CLONE_PARENT | SIGCHLD, NULL, NULL, NULL);
#else
	return (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL, NULL, NULL);
#endif
}

/* 1, or 0 at the end. */
static int
hear(int socket, struct wish *wish, int *fds)
{
	union control control = {0};
	struct iovec part = {wish, sizeof *wish};
	struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
	struct cmsghdr *c;
	ssize_t n;

	while ((n = recvmsg(socket, &message, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
		;
	c = CMSG_FIRSTHDR(&message);
	if (n != (ssize_t)sizeof *wish || c == NULL || c->cmsg_type != SCM_RIGHTS || c->cmsg_len != CMSG_LEN(FDS * sizeof(int)))
		return 0;
	memcpy(fds, CMSG_DATA(c), FDS * sizeof(int));
	return 1;
}

static _Noreturn void
tend(int socket, struct censor *censor, pid_t parent)
{
	int fds[FDS], i, answer;
	struct wish wish;

	/* the end of the socket says the same, but for a parent that died before this call */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
		_exit(1);
	while (hear(socket, &wish, fds) == 1) {
		if ((answer = bear()) == 0)
			live(&wish, fds, censor);
		answer = answer < 0 ? -errno : answer;
		for (i = 0; i < FDS; i++)
			close(fds[i]);
		if (send(socket, &answer, sizeof answer, MSG_NOSIGNAL) != (ssize_t)sizeof answer)
			break;
	}
	_exit(0);
}

/* Outside. */

int
nursery_new(struct censor *censor, struct nursery **out)
{
	struct nursery *n = calloc(1, sizeof *n);
	pid_t parent = getpid();
	int ends[2];

	*out = NULL;
	if (n == NULL || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
		free(n);
		return n == NULL ? -ENOMEM : -errno;
	}
	n->socket = ends[0];
	if ((n->pid = fork()) == 0) {
		close(ends[0]);
		tend(ends[1], censor, parent);
	}
	close(ends[1]);
	if (n->pid < 0) {
		close(n->socket);
		free(n);
		return -EAGAIN;
	}
	*out = n;
	return 0;
}

void
nursery_free(struct nursery *n)
{
	if (n == NULL)
		return;
	close(n->socket);
	while (waitpid(n->pid, NULL, 0) < 0 && errno == EINTR)
		;
	free(n);
}

int
nursery_spawn(struct nursery *n, int in, int out, int shared, size_t header)
{
	const int fds[FDS] = {[FD_IN] = in, [FD_OUT] = out, [FD_SHARED] = shared};
	struct wish wish = {header};
	struct iovec part = {&wish, sizeof wish};
	union control control = {0};
	struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
	struct cmsghdr *c = CMSG_FIRSTHDR(&message);
	ssize_t got;
	int answer;

	*c = (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof fds), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
	memcpy(CMSG_DATA(c), fds, sizeof fds);
	if (sendmsg(n->socket, &message, MSG_NOSIGNAL) != (ssize_t)sizeof wish)
		return -EPIPE;
	while ((got = recv(n->socket, &answer, sizeof answer, 0)) < 0 && errno == EINTR)
		;
	return got != (ssize_t)sizeof answer ? -EPIPE : answer;
}
