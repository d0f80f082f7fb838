/* What is typed in a session, or comes from standard input. */
#include "recorder/inflow.h"

#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include "recorder/live.h"
#include "recorder/proceedings.h"
#include "recorder/signals.h"

#define TO_CHILD_MAX (64 * 1024)
#define FILE_AGAIN_MS 20        /* a file that had nothing can't be waited for: it is asked again */
#define EOF_FIRST_MS 50
#define EOF_LAST_MS 2000

void
inflow_feed(struct session *s)
{
	ssize_t n;

	while (s->inflow.waiting.len > 0 && s->child.master >= 0) {
		n = write(s->child.master, s->inflow.waiting.data, s->inflow.waiting.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EIO) {
			/* it is kept for who opens the terminal again, of which no event tells */
			s->vacant = true;
			session_arm_second(s);
		}
		if (n <= 0)
			break;
		s->vacant = false;
		buffer_consume(&s->inflow.waiting, (size_t)n);
	}
}

void
inflow_on_room(evutil_socket_t fd, short what, void *argument)
{
	struct session *s = argument;

	(void)fd, (void)what;
	inflow_feed(s);
	session_recompute(s);
}

static void
arm_eof(struct session *s)
{
	struct timeval t = {.tv_sec = s->inflow.eof_delay / 1000, .tv_usec = s->inflow.eof_delay % 1000 * 1000};

	evtimer_add(s->inflow.again, &t);
}

void
inflow_end(struct session *s)
{
	s->inflow.ended = true;
	s->inflow.eof_delay = EOF_FIRST_MS;
	arm_eof(s);
}

/*
 * An end of input reaches whoever reads at that moment, which may be a job of the shell that we mean:
 * so it is said again, ever more slowly, as long as the command lives.
 */
static void
on_eof(evutil_socket_t fd, short what, void *argument)
{
	struct session *s = argument;
	struct termios modes;

	(void)fd, (void)what;
	if (s->state != RUNNING)
		return;
	if (s->inflow.waiting.len == 0 && tcgetattr(s->child.master, &modes) == 0) {
		feed_end(&modes, &s->inflow.waiting);
		inflow_feed(s);
		if (s->inflow.eof_delay < EOF_LAST_MS)
			s->inflow.eof_delay *= 2;
	}
	arm_eof(s);
	session_recompute(s);
}

static void
take_input(struct session *s, const char *data, size_t len)
{
	struct termios modes;

	s->outflow.in_a_row = 0;
	/* the truth as it was when the key came; what it is called can wait, the key can't */
	if (!s->vacant)
		truth_sample(&s->proceedings.truth, s->child.master, tape_now(s->tape));
	if (!s->options->headless || tcgetattr(s->child.master, &modes) != 0)
		buffer_add(&s->inflow.waiting, data, len);
	else
		feed_encode(&s->inflow.feed, &modes, data, len, &s->inflow.waiting);
	inflow_feed(s);
	/* still before whatever it answers: that is read later, here */
	proceedings_tell_truth(s);
	proceedings_put_input(s, data, len);
}

static void
on_input(evutil_socket_t fd, short what, void *argument)
{
	static const struct timeval again = {.tv_usec = FILE_AGAIN_MS * 1000};
	struct session *s = argument;
	char data[4096];
	ssize_t n = port_read(&s->inflow.port, data, sizeof data);

	(void)fd, (void)what;
	/* were the terminal not raw, a read would give a line, and no edge would tell of those behind it */
	if (n > 0 && (n == sizeof data || data[n - 1] == '\n') && s->terminal.fd >= 0)
		event_del(s->inflow.ready);
	if (n == -EAGAIN) {
		if (s->inflow.port.kind == PORT_FILE)
			event_add(s->inflow.ready, &again);
		return;
	}
	if (n > 0)
		take_input(s, data, (size_t)n);
	else if (s->terminal.fd >= 0)
		signals_leave(s, SIGHUP);
	else
		inflow_end(s);
	session_recompute(s);
}

void
inflow_want(struct session *s, bool wanted)
{
	static const struct timeval now = {0};

	wanted = wanted && !s->inflow.ended && s->inflow.waiting.len < TO_CHILD_MAX;
	if (s->inflow.port.kind == PORT_FILE && wanted)
		event_add(s->inflow.ready, &now); /* can't be polled, is always ready */
	else
		session_want(s->inflow.ready, wanted);
}

/* A terminal is read on its edges, as the pty is.  A pipe is not: its end may come with its last bytes, in one edge. */
int
inflow_make(struct session *s)
{
	short edge = s->terminal.fd >= 0 ? EV_ET : 0;
	struct inflow *i = &s->inflow;

	if (i->port.kind == PORT_FILE)
		i->ready = evtimer_new(s->loop, on_input, s);
	else
		i->ready = event_new(s->loop, i->port.fd, EV_READ | EV_PERSIST | edge, on_input, s);
	i->again = evtimer_new(s->loop, on_eof, s);
	return i->ready != NULL && i->again != NULL ? 0 : -ENOMEM;
}

void
inflow_release(struct session *s)
{
	session_free_event(s->inflow.ready);
	session_free_event(s->inflow.again);
	buffer_free(&s->inflow.waiting);
}
