/*
 * A session without a terminal.
 *
 * A flow goes from one descriptor to another, through the record.  It ends when its source does, and
 * then closes its sink, so that each side sees the other's end of file; when its sink breaks, its
 * source is closed, so that who writes there gets the same EPIPE as without us.  The relay is over when the
 * command has ended and both its outputs have: who still holds them is served as before.
 */
#include "recorder/relay.h"

#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <syslog.h>
#include <unistd.h>

#include "lib/base/armour.h"
#include "lib/base/buffer.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/cast/digest.h"
#include "lib/cast/event.h"
#include "recorder/guard.h"
#include "recorder/port.h"
#include "recorder/session.h"

#define READ_MAX EVENT_DATA_MAX
#define GRACE_S 2
#define RELAY_SIGNALS 5 /* and behind them those that are passed on */

enum which { FLOW_IN, FLOW_OUT, FLOW_ERR, FLOW_COUNT };

struct relay;

struct flow {
	struct relay *relay;
	enum which which;
	struct port from, to;
	struct event *readable, *writable;
	struct buffer pending; /* recorded, and not taken by the sink yet */
	bool ended;            /* the source has ended or was closed */
	char chunk[READ_MAX];
	/* of a transfer */
	struct digest *digest;
	uint64_t bytes;
};

struct relay {
	const struct relay_options *options;
	struct tape *tape;
	struct event_base *loop;
	struct event *signals[RELAY_SIGNALS + CHILD_PASSED], *second, *grace;
	struct flow flows[FLOW_COUNT];
	struct child child;
	int status;
	bool reaped, second_armed, stopped, over;
	bool told; /* to end, when the command had: nobody waits for those who still hold its pipes */
	int stream; /* the last that an `f` event named */
};

/* But for SIGCHLD these are passed on, too: a command may want it, or live without us. */
static const int SIGNALS[RELAY_SIGNALS] = {SIGCHLD, SIGHUP, SIGTERM, SIGINT, SIGQUIT};
static void recompute(struct relay *);

static void
stop(struct relay *r)
{
	static const struct timeval grace = {.tv_sec = GRACE_S};
	size_t i;

	if (r->stopped)
		return;
	r->stopped = true;
	kill(r->child.pid, SIGTERM);
	for (i = 0; i < FLOW_COUNT; i++) {
		port_close(&r->flows[i].from);
		r->flows[i].ended = true;
	}
	evtimer_add(r->grace, &grace);
}

static void
on_grace(evutil_socket_t fd, short what, void *argument)
{
	struct relay *r = argument;

	(void)fd, (void)what;
	kill(r->child.pid, SIGKILL);
	event_base_loopbreak(r->loop);
}

static void
judge(struct relay *r, int error)
{
	const char *news = tape_news(r->tape);

	/* nothing is printed into a session that is no terminal: the system's log has it */
	if (news != NULL)
		syslog(LOG_AUTHPRIV | LOG_WARNING, "%s", news);
	if (error != 0 && !r->stopped) {
		if (news != NULL)
			report_error("%s", news);
		stop(r);
	}
}

static int
record(struct relay *r, char code, const char *data, size_t len)
{
	static const struct timeval second = {.tv_sec = 1};
	int error = tape_put(r->tape, code, data, len);

	if (!r->second_armed) {
		r->second_armed = true;
		evtimer_add(r->second, &second);
	}
	if (error != 0 || tape_failing(r->tape))
		judge(r, error);
	return error;
}

static void
on_second(evutil_socket_t fd, short what, void *argument)
{
	static const struct timeval second = {.tv_sec = 1};
	struct relay *r = argument;

	(void)fd, (void)what;
	judge(r, tape_retry(r->tape));
	if ((r->second_armed = tape_failing(r->tape)))
		evtimer_add(r->second, &second);
}

static int
record_flow(struct flow *f, const char *data, size_t len)
{
	struct relay *r = f->relay;
	char name;
	int error;

	f->bytes += len;
	if (f->digest != NULL)
		return digest_add(f->digest, data, len);
	if (f->which == FLOW_IN)
		return record(r, EVENT_INPUT, data, len);
	if (r->stream != (int)f->which) {
		r->stream = (int)f->which;
		name = f->which == FLOW_OUT ? '1' : '2';
		if ((error = record(r, EVENT_STREAM, &name, 1)) != 0)
			return error;
	}
	return record(r, EVENT_OUTPUT, data, len);
}

static void
sink_broke(struct flow *f)
{
	buffer_clear(&f->pending);
	port_close(&f->to);
	port_close(&f->from);
	f->ended = true;
}

static void
pass_on(struct flow *f, const char *data, size_t len)
{
	ssize_t n = 0;

	if (f->to.kind == PORT_CLOSED)
		return;
	if (f->pending.len == 0 && (n = port_write(&f->to, data, len)) < 0) {
		if (n != -EAGAIN) {
			sink_broke(f);
			return;
		}
		n = 0;
	}
	if ((size_t)n < len)
		buffer_add(&f->pending, data + n, len - (size_t)n);
}

static void
end_flow(struct flow *f)
{
	port_close(&f->from);
	f->ended = true;
}

static void
on_readable(evutil_socket_t fd, short what, void *argument)
{
	struct flow *f = argument;
	ssize_t n = port_read(&f->from, f->chunk, sizeof f->chunk);

	(void)fd, (void)what;
	if (n == -EAGAIN)
		return;
	/* record before passing on; a character cut by the read is whole again for who reads bytes */
	if (n <= 0)
		end_flow(f);
	else if (record_flow(f, f->chunk, (size_t)n) == 0)
		pass_on(f, f->chunk, (size_t)n);
	recompute(f->relay);
}

static void
on_writable(evutil_socket_t fd, short what, void *argument)
{
	struct flow *f = argument;
	ssize_t n = port_write(&f->to, f->pending.data, f->pending.len);

	(void)fd, (void)what;
	if (n >= 0)
		buffer_consume(&f->pending, (size_t)n);
	else if (n != -EAGAIN)
		sink_broke(f);
	recompute(f->relay);
}

static void
reap(struct relay *r)
{
	int status;

	if (!r->reaped && waitpid(r->child.pid, &status, WNOHANG) > 0) {
		r->status = status;
		r->reaped = true;
	}
}

static void
on_signal(evutil_socket_t number, short what, void *argument)
{
	struct relay *r = argument;

	(void)what;
	if (number == SIGCHLD)
		reap(r);
	else if (r->reaped)
		r->told = true; /* its number may be another's now */
	else
		child_signal(&r->child, (int)number);
	recompute(r);
}

/* The one place that decides what is waited for. */

static void
want(struct event *ev, const struct port *p, short direction, bool wanted)
{
	static const struct timeval now = {0};

	if (ev == NULL)
		return;
	if (!wanted || p->kind == PORT_CLOSED)
		event_del(ev);
	else if (p->kind == PORT_FILE)
		event_add(ev, &now);
	else if (!event_pending(ev, direction, NULL))
		event_add(ev, NULL);
}

static void
recompute(struct relay *r)
{
	struct flow *f;
	bool busy = false;

	for (f = r->flows; f < r->flows + FLOW_COUNT; f++) {
		want(f->readable, &f->from, EV_READ, !f->ended && f->pending.len == 0);
		want(f->writable, &f->to, EV_WRITE, f->pending.len > 0);
		if (f->ended && f->pending.len == 0)
			port_close(&f->to);
		if (f->which != FLOW_IN && f->to.kind != PORT_CLOSED)
			busy = true;
	}
	/* input that nobody reads any more does not keep us */
	r->over = r->reaped && (!busy || r->stopped || r->told);
	if (r->over)
		event_base_loopbreak(r->loop);
}

/* Beginning and end. */

static struct event *
port_event(struct flow *f, const struct port *p, short direction, event_callback_fn handler)
{
	if (p->kind == PORT_FILE)
		return evtimer_new(f->relay->loop, handler, f);
	return event_new(f->relay->loop, p->fd, direction, handler, f);
}

static int
open_flow(struct relay *r, enum which which, int ours, int childs)
{
	struct flow *f = &r->flows[which];
	struct port child = {childs, PORT_OWN}, own;

	port_open(&own, ours, which != FLOW_IN);
	f->relay = r;
	f->which = which;
	f->from = which == FLOW_IN ? own : child;
	f->to = which == FLOW_IN ? child : own;
	f->ended = f->from.kind == PORT_CLOSED;
	if (f->to.kind == PORT_CLOSED)
		sink_broke(f);
	if (r->options->protocol != NULL &&
	    (digest_new(&f->digest) != 0 || digest_begin(f->digest) != 0))
		return -ENOMEM;
	f->readable = port_event(f, &f->from, EV_READ | EV_PERSIST, on_readable);
	f->writable = port_event(f, &f->to, EV_WRITE, on_writable);
	return f->readable && f->writable ? 0 : -ENOMEM;
}

/*
 * What we were given is ours alone now: the reopened descriptions stand for it, and a peer that waits for
 * the end of a stream must not wait for a copy that we forgot.
 */
static void
give_up_inherited(const struct relay *r)
{
	int fd;

	for (fd = 0; fd <= 2; fd++) {
		const struct flow *f = &r->flows[fd];
		const struct port *p = fd == 0 ? &f->from : &f->to;

		if (p->kind == PORT_OWN && p->fd != fd)
			close(fd);
	}
}

static int
hear(struct relay *r, struct event **heard, int number)
{
	struct sigaction now;

	if (number != SIGCHLD && sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN)
		return 0;
	*heard = evsignal_new(r->loop, number, on_signal, r);
	return *heard != NULL && evsignal_add(*heard, NULL) == 0 ? 0 : -ENOMEM;
}

static int
hear_signals(struct relay *r)
{
	size_t i;
	int e = 0;

	for (i = 0; e == 0 && i < RELAY_SIGNALS; i++)
		e = hear(r, &r->signals[i], SIGNALS[i]);
	for (i = 0; e == 0 && i < CHILD_PASSED && child_passed(i) != 0; i++)
		e = hear(r, &r->signals[RELAY_SIGNALS + i], child_passed(i));
	return e;
}

static int
make_events(struct relay *r)
{
	struct event_config *config = event_config_new();
	int e;

	if (config == NULL)
		return -ENOMEM;
	/* the user's environment does not choose how we wait */
	event_config_set_flag(config, EVENT_BASE_FLAG_IGNORE_ENV | EVENT_BASE_FLAG_NOLOCK);
	r->loop = event_base_new_with_config(config);
	event_config_free(config);
	if (r->loop == NULL)
		return -ENOMEM;
	if ((e = hear_signals(r)) != 0)
		return e;
	r->second = evtimer_new(r->loop, on_second, r);
	r->grace = evtimer_new(r->loop, on_grace, r);
	if (r->second == NULL || r->grace == NULL)
		return -ENOMEM;
	if ((e = open_flow(r, FLOW_IN, STDIN_FILENO, r->child.in)) != 0 ||
	    (e = open_flow(r, FLOW_OUT, STDOUT_FILENO, r->child.out)) != 0)
		return e;
	return open_flow(r, FLOW_ERR, STDERR_FILENO, r->child.err);
}

static void
free_event(struct event *ev)
{
	if (ev != NULL)
		event_free(ev);
}

static void
relay_release(struct relay *r)
{
	struct flow *f;
	size_t i;

	for (f = r->flows; f < r->flows + FLOW_COUNT; f++) {
		free_event(f->readable);
		free_event(f->writable);
		buffer_free(&f->pending);
		digest_free(f->digest);
	}
	for (i = 0; i < RELAY_SIGNALS + CHILD_PASSED; i++)
		free_event(r->signals[i]);
	free_event(r->second);
	free_event(r->grace);
	if (r->loop != NULL)
		event_base_free(r->loop);
}

static void
record_transfer(struct relay *r, int code)
{
	static const char *const names[] = {"in", "out", "err"};
	unsigned char sum[DIGEST_SIZE];
	char hex[2 * DIGEST_SIZE + 1];
	struct buffer text = {0};
	size_t i;

	buffer_addc(&text, '{');
	json_put_member(&text, "protocol", r->options->protocol);
	json_put_member(&text, "command", r->options->command_line);
	json_put_integer(&text, "exit", code);
	for (i = 0; i < FLOW_COUNT; i++) {
		if (digest_end(r->flows[i].digest, sum) != 0)
			continue;
		hex_encode(sum, sizeof sum, hex);
		json_put_key(&text, names[i]);
		buffer_addc(&text, '{');
		json_put_integer(&text, "bytes", (int64_t)r->flows[i].bytes);
		json_put_member(&text, "sha256", hex);
		buffer_addc(&text, '}');
	}
	json_put_integer(&text, "duration", tape_now(r->tape));
	buffer_addc(&text, '}');
	if (!text.broken)
		record(r, EVENT_TRANSFER, text.data, text.len);
	buffer_free(&text);
}

static int
finish(struct relay *r)
{
	char text[16];
	int code;

	if (r->stopped || !r->reaped)
		return SESSION_FAILED;
	code = child_exit_code(r->status);
	if (r->options->protocol != NULL)
		record_transfer(r, code);
	snprintf(text, sizeof text, "%d", code);
	tape_put_text(r->tape, EVENT_EXIT, text);
	return code;
}

int
relay_run(const struct relay_options *options, struct tape *tape)
{
	struct relay *r = calloc(1, sizeof *r);
	int code = SESSION_FAILED, e;

	if (r == NULL)
		return code;
	r->options = options;
	r->tape = tape;
	r->stream = FLOW_OUT;
	if ((code = child_start_pipes(&r->child, &options->command)) != 0)
		goto done;
	code = SESSION_FAILED;
	if ((e = make_events(r)) != 0) {
		report_error("can't start the session: %s", strerror(-e));
		goto done;
	}
	/* while there is somebody to be told */
	if ((e = child_exec_error(&r->child)) != 0)
		report_error("can't run \"%s\": %s", options->command.file, strerror(e));
	give_up_inherited(r);
	guard_seal();
	judge(r, 0);
	reap(r); /* it may have ended before we could hear of it */
	recompute(r);
	if (!r->over)
		event_base_dispatch(r->loop);
	guard_finish();
	code = finish(r);
done:
	relay_release(r);
	free(r);
	return code;
}
