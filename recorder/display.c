/* What a session shows to its user. */
#include "recorder/display.h"

#include <errno.h>
#include <event2/event.h>
#include <signal.h>

#include "recorder/live.h"
#include "recorder/signals.h"

#define SHOW_PIECE 8192         /* a terminal takes so much at once */
#define SHOW_MS 2               /* a terminal that takes nothing for so long is slow, and is waited for in the loop */
#define FILE_AGAIN_MS 20        /* a file that did not take all, on a full disk, can't be waited for: it is asked again */

static void
lose_user(struct session *s)
{
	port_close(&s->display.port);
	buffer_clear(&s->display.waiting);
	if (s->terminal.fd >= 0)
		signals_leave(s, SIGHUP);
	else if (!s->options->command.given.pipe_ignored)
		signals_leave(s, SIGPIPE); /* as in `yes | head -1`: nobody sees the rest */
}

static void
shown(struct session *s, ssize_t n)
{
	if (n >= 0)
		buffer_consume(&s->display.waiting, (size_t)n);
	else if (n != -EAGAIN)
		lose_user(s);
}

void
display_piece(struct session *s)
{
	size_t len = s->display.waiting.len < SHOW_PIECE ? s->display.waiting.len : SHOW_PIECE;

	if (len > 0)
		shown(s, port_write(&s->display.port, s->display.waiting.data, len));
}

void
display_all(struct session *s)
{
	if (s->display.waiting.len > 0 && !s->display.slow)
		shown(s, port_write_patiently(&s->display.port, s->display.waiting.data, s->display.waiting.len, SHOW_MS));
	s->display.slow = s->display.waiting.len > 0;
}

void
display_stop(struct session *s)
{
	event_del(s->display.room);
	port_close(&s->display.port);
	buffer_clear(&s->display.waiting);
	s->display.slow = false;
}

static void
on_show(evutil_socket_t fd, short what, void *argument)
{
	struct session *s = argument;

	(void)fd, (void)what;
	if (s->display.waiting.len > 0)
		shown(s, port_write(&s->display.port, s->display.waiting.data, s->display.waiting.len));
	s->display.slow = s->display.waiting.len > 0;
	session_recompute(s);
}

void
display_add(struct session *s, const char *data, size_t len)
{
	if (s->display.port.kind != PORT_CLOSED)
		buffer_add(&s->display.waiting, data, len);
}

void
display_want(struct session *s)
{
	static const struct timeval again = {.tv_usec = FILE_AGAIN_MS * 1000};
	bool wanted = s->display.waiting.len > 0;

	if (s->display.port.kind != PORT_FILE)
		session_want(s->display.room, wanted);
	else if (wanted && !evtimer_pending(s->display.room, NULL))
		event_add(s->display.room, &again);
}

int
display_make(struct session *s)
{
	struct display *d = &s->display;

	if (d->port.kind == PORT_FILE)
		d->room = evtimer_new(s->loop, on_show, s);
	else
		d->room = event_new(s->loop, d->port.fd, EV_WRITE, on_show, s);
	return d->room != NULL ? 0 : -ENOMEM;
}

void
display_release(struct session *s)
{
	session_free_event(s->display.room);
	buffer_free(&s->display.waiting);
}
