/*
 * What a session's command writes.
 *
 * Terminals are read edge-triggered: asking one whether there is more makes the kernel wait for its
 * worker, and costs as much as the read.  A read that is not full has taken all; whatever comes
 * later is a new edge, and so is adding the event again: who leaves something unread deletes the event, and
 * session_recompute() adds it.  (Made active, it would run again before anybody else is looked at.)
 */
#include "recorder/outflow.h"

#include <errno.h>
#include <event2/event.h>
#include <poll.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/utf8.h"
#include "recorder/display.h"
#include "recorder/inflow.h"
#include "recorder/live.h"
#include "recorder/proceedings.h"

#define FLOOD 1000              /* a read of at least this much likely has more behind it */
#define FLOOD_READS 4           /* so many reads in a row are a flood too, however small */
#define FLOOD_GAP_MS 10         /* what comes later than this is not in a row */
#define FLOOD_CHUNKS 16         /* so many are taken in one go, then the others get their turn */
#define READ_FULL 4000          /* a read of less has taken all that the kernel had at hand; it gives little more */
#define GAIN_LEAST 4500         /* what patience gains should be between these: the pty keeps some 12 KiB, */
#define GAIN_MOST 8192          /* and then lets the program wait */
#define PATIENCE_FIRST_NS 10000 /* in a flood, the pty is given so long to fill */
#define PATIENCE_MAX_NS 600000
#define PATIENCE_STEP_NS 10000
#define TIMER_SLACK_NS 1000     /* the kernel's own 50 us are many times what patience asks for */
#define SHOW_BEHIND 16384       /* in a flood, so much may wait to be shown while more is read */
#define DRAIN_MOST (1 << 20)    /* what the command left in its pty is less; what comes then is others' who live on */
#define HOLD_US 5000            /* an incomplete character waits this long for its rest */

/* A key's echo changes nothing that was not sampled when the key came. */
static bool
is_echo(const char *data, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if ((unsigned char)data[i] < 0x20)
			return false;
	return len <= 16;
}

/* Record, and then let it be shown: were we to show first and die here, the user would have seen what no record has. */
static void
take_output(struct session *s, size_t len)
{
	if (len == 0)
		return;
	proceedings_catch_up(s);
	proceedings_sample(s, len < FLOOD && !is_echo(s->outflow.chunk, len));
	if (proceedings_put(s, EVENT_OUTPUT, s->outflow.chunk, len) == 0)
		display_add(s, s->outflow.chunk, len);
}

/* Bytes came behind those held; hold back an incomplete character anew. */
static void
take_chunk(struct session *s, size_t len)
{
	static const struct timeval hold = {.tv_usec = HOLD_US};
	size_t total = s->outflow.held + len, tail = utf8_incomplete_tail(s->outflow.chunk, total);

	take_output(s, total - tail);
	memmove(s->outflow.chunk, s->outflow.chunk + total - tail, tail);
	s->outflow.held = tail;
	if (tail > 0)
		evtimer_add(s->outflow.hold, &hold);
	else if (len < total)
		evtimer_del(s->outflow.hold);
}

static void
release_held(struct session *s)
{
	size_t len = s->outflow.held;

	s->outflow.held = 0;
	take_output(s, len);
}

static void
on_hold(evutil_socket_t fd, short what, void *argument)
{
	struct session *s = argument;

	(void)fd, (void)what;
	release_held(s);
	display_all(s);
	session_recompute(s);
}

static bool
is_full(const struct session *s, size_t len)
{
	return s->outflow.held + len == CHUNK_MAX;
}

/* One read behind what the chunk has; 0 when there was nothing (now, or ever), or there is no room. */
static size_t
read_once(struct session *s, size_t len)
{
	ssize_t n;

	/* a read of nothing gives nothing, as the end does */
	if (is_full(s, len))
		return 0;
	do
		n = read(s->child.master, s->outflow.chunk + s->outflow.held + len, CHUNK_MAX - s->outflow.held - len);
	while (n < 0 && errno == EINTR);
	/* EIO: the other side was closed by all who had it */
	if (n >= 0 || errno != EAGAIN)
		s->vacant = n <= 0;
	return n > 0 ? (size_t)n : 0;
}

/* Much at once, or again and again in no time without a key between: there is more to come. */
static bool
floods(struct session *s, size_t len)
{
	int64_t now = tape_now(s->tape);

	if (now - s->outflow.read_at > FLOOD_GAP_MS)
		s->outflow.in_a_row = 0;
	s->outflow.read_at = now;
	return ++s->outflow.in_a_row >= FLOOD_READS || len >= FLOOD;
}

/* As long as the pty takes to fill by half, and not for long after, for then the program waits for us. */
static void
adapt_patience(struct session *s, size_t len)
{
	if (len >= GAIN_MOST)
		s->outflow.patience = s->outflow.patience > PATIENCE_STEP_NS ? s->outflow.patience / 4 * 3 : 0;
	else if (len < GAIN_LEAST && s->outflow.patience < PATIENCE_MAX_NS)
		s->outflow.patience += PATIENCE_STEP_NS;
}

/*
 * In a flood, what there is behind what the chunk has.  A program that floods fills the pty while we handle each little
 * piece of it, and every piece costs us an event and a sleep: a moment's patience gets many of them as one.  The kernel mostly
 * gives 4 KiB at once, and a read right behind another waits for its worker: meanwhile what was recorded is shown.
 */
static size_t
read_flood(struct session *s, size_t len)
{
	struct timespec patience = {.tv_nsec = s->outflow.patience};
	size_t more;

	if (s->outflow.patience > 0 && len < READ_FULL)
		nanosleep(&patience, NULL);
	do {
		len += more = read_once(s, len);
		display_piece(s);
	} while (more >= READ_FULL && !is_full(s, len));
	adapt_patience(s, len);
	return len;
}

/* Take what there is, up to one event's worth.  False: there may be no more now. */
static bool
take_turn(struct session *s)
{
	size_t first = 0, len;

	if (!s->outflow.flooding) {
		if ((first = read_once(s, 0)) == 0)
			return false;
		if (!floods(s, first)) {
			take_chunk(s, first);
			return false;
		}
		s->outflow.patience = PATIENCE_FIRST_NS;
	}
	len = read_flood(s, first);
	if (!(s->outflow.flooding = len >= first + FLOOD || is_full(s, len)))
		s->outflow.in_a_row = 0;
	if (s->display.waiting.len > SHOW_BEHIND)
		display_all(s);
	if (len > 0)
		take_chunk(s, len);
	return s->outflow.flooding;
}

static void
on_output(evutil_socket_t fd, short what, void *argument)
{
	struct session *s = argument;
	int i;

	(void)fd, (void)what;
	s->outflow.stirred = true;
	session_arm_second(s);
	for (i = 0; i < FLOOD_CHUNKS; i++)
		if (!take_turn(s) || s->vacant || s->display.slow || s->state == OVER)
			break;
	display_all(s);
	if (i == FLOOD_CHUNKS)
		event_del(s->readable);
	session_recompute(s);
}

/* On the edges of the master's readiness, or where they can't be trusted on its level. */
static int
watch(struct session *s, short edge)
{
	struct event *readable = event_new(s->loop, s->child.master, EV_READ | EV_PERSIST | edge, on_output, s);
	struct event *writable = event_new(s->loop, s->child.master, EV_WRITE | edge, inflow_on_room, s);

	if (readable == NULL || writable == NULL) {
		session_free_event(readable);
		session_free_event(writable);
		return -ENOMEM;
	}
	session_free_event(s->readable);
	session_free_event(s->writable);
	s->readable = readable;
	s->writable = writable;
	s->levels = edge == 0;
	return 0;
}

static bool
is_readable(int fd)
{
	struct pollfd ready = {.fd = fd, .events = POLLIN};

	return poll(&ready, 1, 0) > 0 && (ready.revents & POLLIN);
}

/* Bytes wait for us, and we for them. */
static bool
is_untold(const struct session *s)
{
	return !s->levels && s->child.master >= 0 && event_pending(s->readable, EV_READ, NULL) &&
	    is_readable(s->child.master);
}

/*
 * A kernel that has bytes for us, told of none through a whole second, and does not within a moment either, is not one whose edges
 * can be trusted.
 */
void
outflow_check(struct session *s)
{
	struct outflow *o = &s->outflow;
	bool untold = !o->stirred && is_untold(s);

	if (untold && o->suspect)
		watch(s, 0);
	o->suspect = untold && !s->levels;
	if (s->levels)
		s->vacant = false; /* no event tells that somebody opens it again: it is tried */
	o->stirred = false;
}

void
outflow_drain(struct session *s)
{
	size_t len;

	while (s->child.master >= 0 && s->display.waiting.len == 0 && s->outflow.drained < DRAIN_MOST) {
		if ((len = read_once(s, 0)) == 0 && (s->vacant || !is_readable(s->child.master)))
			break;
		s->outflow.drained += len + 1;
		take_chunk(s, len);
		display_all(s);
	}
	if (s->display.waiting.len > 0)
		return; /* the terminal is slow: go on when it has taken what it has */
	release_held(s);
	display_all(s);
	if (s->display.waiting.len == 0)
		s->state = OVER;
}

void
outflow_want(struct session *s, bool wanted)
{
	/* also of a vacant terminal: the next who opens it may write */
	session_want(s->readable, wanted && s->display.waiting.len == 0 && !(s->levels && s->vacant));
}

int
outflow_make(struct session *s)
{
	int r;

	if ((r = watch(s, EV_ET)) != 0)
		return r;
	/* after the command was started, which has its parent's */
	prctl(PR_SET_TIMERSLACK, TIMER_SLACK_NS, 0, 0, 0);
	s->outflow.hold = evtimer_new(s->loop, on_hold, s);
	return s->outflow.hold != NULL ? 0 : -ENOMEM;
}

void
outflow_release(struct session *s)
{
	session_free_event(s->readable);
	session_free_event(s->writable);
	session_free_event(s->outflow.hold);
	/* as it was: so will who is started after the session find it */
	prctl(PR_SET_TIMERSLACK, 0, 0, 0, 0);
}
