/*
 * A session on a pty.
 *
 * RUNNING    bytes go both ways.
 * LEAVING    the terminal is gone, we were told to end, or recording failed: the command was
 *            told, and has a grace period; then the master is closed, which ends what ignores signals.
 * DRAINING   the command has ended: what it wrote is still recorded and shown.
 * OVER       the loop ends.
 */
#include "recorder/session.h"

#include <errno.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "lib/base/report.h"
#include "recorder/display.h"
#include "recorder/environ.h"
#include "recorder/guard.h"
#include "recorder/inflow.h"
#include "recorder/live.h"
#include "recorder/outflow.h"
#include "recorder/proceedings.h"
#include "recorder/signals.h"
#include "recorder/witness.h"

#define MOMENT_MS 20

void
session_arm_second(struct session *s)
{
	static const struct timeval second = {.tv_sec = 1}, moment = {.tv_usec = MOMENT_MS * 1000};

	if (s->second_armed)
		return;
	s->second_armed = true;
	evtimer_add(s->second, s->outflow.suspect ? &moment : &second);
}

/* Once a second while the command says something, and once more. */
static void
on_second(evutil_socket_t fd, short what, void *argument)
{
	struct session *s = argument;
	bool again = s->outflow.stirred || (s->levels && s->vacant);

	(void)fd, (void)what;
	proceedings_judge(s, tape_retry(s->tape));
	if (s->vacant)
		inflow_feed(s);
	outflow_check(s);
	s->second_armed = false;
	if (again || s->outflow.suspect || (s->vacant && s->inflow.waiting.len > 0) || tape_failing(s->tape))
		session_arm_second(s);
	session_recompute(s);
}

void
session_free_event(struct event *ev)
{
	if (ev != NULL)
		event_free(ev);
}

void
session_want(struct event *ev, bool wanted)
{
	/* mostly nothing has changed, and to ask costs a fifth */
	if ((event_pending(ev, EV_READ | EV_WRITE, NULL) != 0) == wanted)
		return;
	if (wanted)
		event_add(ev, NULL);
	else
		event_del(ev);
}

void
session_recompute(struct session *s)
{
	bool alive = s->state == RUNNING || s->state == LEAVING;

	if (s->state == DRAINING)
		outflow_drain(s);
	if (s->state == OVER) {
		event_base_loopbreak(s->loop);
		return;
	}
	display_want(s);
	if (s->child.master >= 0) {
		outflow_want(s, alive);
		session_want(s->writable, alive && !s->vacant && s->inflow.waiting.len > 0);
	}
	inflow_want(s, s->state == RUNNING);
}

static void
on_witness(evutil_socket_t fd, short what, void *argument)
{
	struct session *s = argument;

	(void)what;
	witness_answer((int)fd, tape_id(s->tape));
}

/* Beginning and end. */

static int
make_loop(struct session *s)
{
	struct event_config *config = event_config_new();

	if (config == NULL)
		return -ENOMEM;
	/* the user's environment does not choose how we wait */
	event_config_set_flag(config, EVENT_BASE_FLAG_IGNORE_ENV | EVENT_BASE_FLAG_NOLOCK);
	s->loop = event_base_new_with_config(config);
	event_config_free(config);
	return s->loop != NULL ? 0 : -ENOMEM;
}

static int
make_events(struct session *s)
{
	int r;

	if ((r = make_loop(s)) != 0 || (r = inflow_make(s)) != 0 || (r = display_make(s)) != 0 || (r = outflow_make(s)) != 0)
		return r;
	if ((s->second = evtimer_new(s->loop, on_second, s)) == NULL)
		return -ENOMEM;
	if ((r = signals_make(s)) != 0 || (r = proceedings_make(s)) != 0)
		return r;
	if ((s->listener = witness_listen(s->child.slave)) >= 0 &&
	    (s->witness = event_new(s->loop, s->listener, EV_READ | EV_PERSIST, on_witness, s)))
		event_add(s->witness, NULL);
	return 0;
}

static void
session_release(struct session *s)
{
	inflow_release(s);
	display_release(s);
	outflow_release(s);
	signals_release(s);
	proceedings_release(s);
	session_free_event(s->witness);
	session_free_event(s->second);
	if (s->loop != NULL)
		event_base_free(s->loop);
	if (s->listener >= 0)
		close(s->listener);
	if (s->child.master >= 0)
		close(s->child.master);
}

void
session_size(struct winsize *size, int cols, int rows)
{
	int fd;

	memset(size, 0, sizeof *size);
	if (cols == 0)
		for (fd = 0; fd <= 2; fd++)
			if (isatty(fd) && terminal_size(fd, size))
				return;
	size->ws_col = (unsigned short)(cols ? cols : 80);
	size->ws_row = (unsigned short)(rows ? rows : 24);
}

void
session_put_size(struct header *h, const struct winsize *size)
{
	h->cols = size->ws_col < HEADER_SIZE_MAX ? size->ws_col : HEADER_SIZE_MAX;
	h->rows = size->ws_row < HEADER_SIZE_MAX ? size->ws_row : HEADER_SIZE_MAX;
}

static int
start_child(struct session *s)
{
	const struct termios *modes = s->terminal.fd >= 0 ? &s->terminal.modes : NULL;
	struct child_command command = s->options->command;
	char setting[sizeof CHANNEL_VARIABLE + 16], **env = NULL;
	int r;

	command.unattended = s->options->headless;
	if (s->options->policy->reports && (r = channel_open(&s->proceedings.channel)) != 0) {
		/* they are an addition: the record is whole without them */
		syslog(LOG_AUTHPRIV | LOG_WARNING, "no shell reports: %s", strerror(-r));
	} else if (s->proceedings.channel != NULL) {
		command.keep = channel_end(s->proceedings.channel);
		snprintf(setting, sizeof setting, CHANNEL_VARIABLE "=%d", command.keep);
		if ((env = environ_and(command.env, setting)) == NULL)
			return -ENOMEM;
		command.env = env;
	}
	r = child_start_pty(&s->child, &command, modes, &s->size);
	if (s->proceedings.channel != NULL)
		channel_handed_over(s->proceedings.channel);
	free(env);
	return r;
}

static int
finish(struct session *s)
{
	char text[16];
	int code, e = child_exec_error(&s->child);

	if (!s->reaped)
		return s->leave_signal ? 128 + s->leave_signal : SESSION_FAILED;
	code = child_exit_code(s->status);
	proceedings_finish(s);
	snprintf(text, sizeof text, "%d", code);
	tape_put_text(s->tape, EVENT_EXIT, text);
	if (e != 0)
		report_error("can't run \"%s\": %s", s->options->command.file, strerror(e));
	return s->leave_signal == 0 && tape_failing(s->tape) && !s->options->policy->carry_on
	    ? SESSION_FAILED
	    : code;
}

int
session_run(const struct session_options *options, struct tape *tape)
{
	struct session *s = calloc(1, sizeof *s);
	int code = SESSION_FAILED, r;

	if (s == NULL)
		return code;
	s->options = options;
	s->tape = tape;
	s->listener = s->child.master = -1;
	s->size = options->size;
	terminal_open(&s->terminal, STDIN_FILENO);
	port_open(&s->inflow.port, STDIN_FILENO, false);
	port_open(&s->display.port, STDOUT_FILENO, true);
	s->inflow.ended = s->inflow.port.kind == PORT_CLOSED;
	if ((code = start_child(s)) != 0)
		goto done;
	code = SESSION_FAILED;
	if ((r = make_events(s)) != 0) {
		report_error("can't start the session: %s", strerror(-r));
		goto done;
	}
	s->proceedings.truth.leader = s->child.pid;
	guard_seal();
	terminal_guard(&s->terminal);
	terminal_set_raw(&s->terminal);
	signals_take_size(s);
	proceedings_judge(s, 0);
	if (s->inflow.ended)
		inflow_end(s);
	signals_reap(s); /* it may have ended before we could hear of it */
	session_recompute(s);
	if (s->state != OVER)
		event_base_dispatch(s->loop);
	guard_finish();
	code = finish(s);
	terminal_restore(&s->terminal);
	terminal_guard(NULL);
done:
	session_release(s);
	free(s);
	return code;
}
