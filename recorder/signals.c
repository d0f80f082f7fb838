/* A session's signals. */
#include "recorder/signals.h"

#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "recorder/display.h"
#include "recorder/live.h"
#include "recorder/proceedings.h"

#define GRACE_S 2

static const int SIGNALS[SESSION_SIGNALS] = {SIGCHLD, SIGWINCH, SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT};

void
signals_take_size(struct session *s)
{
	struct winsize now;
	char text[32];

	if (s->terminal.fd < 0 || !terminal_size(s->terminal.fd, &now) ||
	    memcmp(&now, &s->size, sizeof now) == 0)
		return;
	if (now.ws_col != s->size.ws_col || now.ws_row != s->size.ws_row) {
		snprintf(text, sizeof text, "%ux%u", now.ws_col, now.ws_row);
		proceedings_put(s, EVENT_RESIZE, text, strlen(text));
	}
	s->size = now;
	ioctl(s->child.master, TIOCSWINSZ, &s->size);
}

/*
 * Stop as our parent expects of a stopped job: with its terminal as it was.  All of the job, where it was the command that stopped: ^Z would have
 * reached a script around us too, and one that waits for us alone would keep its shell from ever having the terminal back.
 */
static void
suspend(struct session *s, bool job)
{
	terminal_restore(&s->terminal);
	kill(job && s->terminal.fd >= 0 && tcgetpgrp(s->terminal.fd) == getpgrp() ? 0 : getpid(), SIGSTOP);
	terminal_set_raw(&s->terminal);
	signals_take_size(s);
}

void
signals_reap(struct session *s)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(s->child.pid, &status, WNOHANG | WUNTRACED)) > 0) {
		if (WIFSTOPPED(status)) {
			suspend(s, true);
			kill(s->child.pid, SIGCONT);
			continue;
		}
		s->status = status;
		s->reaped = true;
		s->state = DRAINING;
		return;
	}
}

static void
close_master(struct session *s)
{
	if (s->child.master < 0)
		return;
	event_del(s->readable);
	event_del(s->writable);
	close(s->child.master);
	s->child.master = -1;
	s->vacant = true;
}

void
signals_leave(struct session *s, int signal)
{
	static const struct timeval grace = {.tv_sec = GRACE_S};

	if (s->state == DRAINING && !evtimer_pending(s->grace, NULL))
		evtimer_add(s->grace, &grace);
	if (s->state != RUNNING)
		return;
	s->state = LEAVING;
	s->leave_signal = signal;
	if (signal == SIGTERM)
		kill(s->child.pid, SIGTERM);
	else
		close_master(s); /* the kernel sends SIGHUP and SIGCONT */
	evtimer_add(s->grace, &grace);
}

static void
on_grace(evutil_socket_t fd, short what, void *argument)
{
	static const struct timeval grace = {.tv_sec = GRACE_S};
	struct session *s = argument;

	(void)fd, (void)what;
	if (s->state == LEAVING && s->child.master >= 0) {
		close_master(s);
		evtimer_add(s->grace, &grace);
	} else if (s->state == LEAVING) {
		/* it lives on without a terminal, as after nohup: nothing is left to be recorded */
		s->state = OVER;
	} else if (s->state == DRAINING) {
		display_stop(s);
	}
	session_recompute(s);
}

static void
on_signal(evutil_socket_t number, short what, void *argument)
{
	struct session *s = argument;
	pid_t group;

	(void)what;
	switch ((int)number) {
	case SIGCHLD:
		signals_reap(s);
		break;
	case SIGWINCH:
		signals_take_size(s);
		break;
	case SIGTSTP:
		suspend(s, false);
		break;
	case SIGCONT:
		terminal_set_raw(&s->terminal);
		signals_take_size(s);
		break;
	case SIGHUP:
	case SIGTERM:
		signals_leave(s, (int)number);
		break;
	case SIGINT:
	case SIGQUIT:
		/* from kill(1), not from a key, which the pty turns into its own: pass it on */
		if (!s->vacant && (group = tcgetpgrp(s->child.master)) > 0)
			kill(-group, (int)number);
		break;
	default:
		if (!s->reaped)
			kill(s->child.pid, (int)number);
	}
	session_recompute(s);
}

static int
hear(struct session *s, struct event **heard, int number)
{
	struct sigaction now;

	/* what our parent ignores, nohup say, stays ignored */
	if (number != SIGCHLD && sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN)
		return 0;
	*heard = evsignal_new(s->loop, number, on_signal, s);
	return *heard != NULL && evsignal_add(*heard, NULL) == 0 ? 0 : -ENOMEM;
}

int
signals_make(struct session *s)
{
	size_t i;
	int r = 0;

	if ((s->grace = evtimer_new(s->loop, on_grace, s)) == NULL)
		return -ENOMEM;
	for (i = 0; r == 0 && i < SESSION_SIGNALS; i++)
		r = hear(s, &s->signals[i], SIGNALS[i]);
	for (i = 0; r == 0 && i < CHILD_PASSED && child_passed(i) != 0; i++)
		r = hear(s, &s->signals[SESSION_SIGNALS + i], child_passed(i));
	return r;
}

void
signals_release(struct session *s)
{
	size_t i;

	session_free_event(s->grace);
	for (i = 0; i < SESSION_SIGNALS + CHILD_PASSED; i++)
		session_free_event(s->signals[i]);
}
