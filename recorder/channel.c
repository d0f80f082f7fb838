/* The channel on which the session's shell reports. */
#include "recorder/channel.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "recorder/statement.h"

/* Out of the way of what scripts use, and of where shells put their own. */
#define NUMBER_WANTED 40
#define NUMBER_LEAST 10

/* So many reports at once, and so many a second for ever: a shell sends one for each prompt. */
#define BURST 100
#define PER_SECOND 20

/* Shells may write a long report as one datagram; the kernel has a limit of its own, below this. */
#define DATAGRAM_MAX (512u * 1024)

struct allowance {
	int64_t left, at; /* thousandths of a report; ms */
};

struct channel {
	int ours, theirs;
	bool used;
	struct statement statement;
	pid_t sender;         /* of the datagram at hand; 0: it was dealt with */
	size_t done, len;     /* of it */
	struct allowance front, others;
	pid_t front_pid;
	bool flooded, told_flooded, told_malformed;
	char datagram[DATAGRAM_MAX]; /* touched as far as datagrams are long */
};

static int
make_ends(struct channel *c)
{
	int ends[2], on = 1, r = 0;

	if (socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, ends) != 0)
		return -errno;
	c->ours = ends[0];
	/* before anybody can send: what was sent before has no sender */
	if (setsockopt(c->ours, SOL_SOCKET, SO_PASSCRED, &on, sizeof on) != 0 ||
	    ((c->theirs = fcntl(ends[1], F_DUPFD_CLOEXEC, NUMBER_WANTED)) < 0 &&
		(c->theirs = fcntl(ends[1], F_DUPFD_CLOEXEC, NUMBER_LEAST)) < 0))
		r = -errno;
	close(ends[1]);
	return r;
}

int
channel_open(struct channel **out)
{
	struct channel *c = calloc(1, sizeof *c);
	int r;

	*out = NULL;
	if (c == NULL)
		return -ENOMEM;
	c->ours = c->theirs = -1;
	c->front.left = c->others.left = BURST * 1000;
	if ((r = make_ends(c)) != 0) {
		channel_close(c);
		return r;
	}
	*out = c;
	return 0;
}

void
channel_close(struct channel *c)
{
	if (c == NULL)
		return;
	channel_handed_over(c);
	if (c->ours >= 0)
		close(c->ours);
	statement_free(&c->statement);
	free(c);
}

int
channel_end(const struct channel *c)
{
	return c->theirs;
}

void
channel_handed_over(struct channel *c)
{
	if (c->theirs >= 0)
		close(c->theirs);
	c->theirs = -1;
}

int
channel_fd(const struct channel *c)
{
	return c->ours;
}

bool
channel_used(const struct channel *c)
{
	return c->used;
}

static bool
spend(struct allowance *a, int64_t now)
{
	if (now > a->at)
		a->left += (now - a->at) * PER_SECOND;
	if (a->left > BURST * 1000)
		a->left = BURST * 1000;
	a->at = now;
	if (a->left < 1000)
		return false;
	a->left -= 1000;
	return true;
}

/* Who comes to the front has an allowance of its own: a job that flooded has not spent its shell's. */
static bool
allowed(struct channel *c, pid_t pid, pid_t front, int64_t now)
{
	if (front != c->front_pid) {
		c->front_pid = front;
		c->front = (struct allowance){BURST * 1000, now};
	}
	if (spend(pid == front ? &c->front : &c->others, now))
		return true;
	c->flooded = true;
	return false;
}

/*
 * The kernel's word on who sent it, 0 for nobody that we can know.  The room is for that and no more: descriptors that
 * somebody sends along don't fit, and the kernel closes them.
 */
static ssize_t
receive(struct channel *c, pid_t *pid, bool *cut)
{
	union {
		struct cmsghdr head;
		char room[CMSG_SPACE(sizeof(struct ucred))];
	} control;
	struct iovec where = {c->datagram, sizeof c->datagram};
	struct msghdr m = {.msg_iov = &where, .msg_iovlen = 1, .msg_control = &control,
	    .msg_controllen = sizeof control};
	struct cmsghdr *head;
	struct ucred who = {0};
	ssize_t n;

	do
		n = recvmsg(c->ours, &m, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return -errno;
	head = CMSG_FIRSTHDR(&m);
	if (head != NULL && head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_CREDENTIALS &&
	    head->cmsg_len == CMSG_LEN(sizeof who))
		memcpy(&who, CMSG_DATA(head), sizeof who);
	*pid = who.pid;
	*cut = (m.msg_flags & MSG_TRUNC) != 0;
	return n;
}

/* Hand on the next piece of the datagram; false: there is none. */
static bool
feed_piece(struct channel *c)
{
	size_t n = c->len - c->done < STATEMENT_MAX ? c->len - c->done : STATEMENT_MAX;

	if (n == 0 || statement_feed(&c->statement, c->sender, c->datagram + c->done, n) != 0)
		return false;
	c->done += n;
	return true;
}

bool
channel_receive(struct channel *c)
{
	bool cut = false;
	pid_t pid = 0;
	ssize_t n = receive(c, &pid, &cut);

	if (n < 0)
		return false;
	c->used = true;
	c->sender = pid > 0 ? pid : 0;
	c->done = 0;
	c->len = (size_t)n;
	/* its end is missing, and so what ends the report */
	if (cut) {
		statement_drop(&c->statement, pid);
		c->sender = 0;
	}
	return true;
}

bool
channel_take(struct channel *c, pid_t front, int64_t now, struct buffer *out)
{
	while (c->sender != 0) {
		if (statement_take(&c->statement, c->sender, out) == 1) {
			if (allowed(c, c->sender, front, now))
				return true;
		} else if (!feed_piece(c)) {
			c->sender = 0;
		}
	}
	return false;
}

const char *
channel_news(struct channel *c)
{
	if (c->flooded && !c->told_flooded) {
		c->told_flooded = true;
		return "more shell reports came than are kept; the rest is dropped";
	}
	if (c->statement.malformed > 0 && !c->told_malformed) {
		c->told_malformed = true;
		return "a malformed shell report was dropped";
	}
	return NULL;
}
