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
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/report.h"
#include "lib/base/utf8.h"
#include "lib/cast/event.h"
#include "recorder/channel.h"
#include "recorder/environ.h"
#include "recorder/feed.h"
#include "recorder/guard.h"
#include "lib/cast/keys.h"
#include "recorder/port.h"
#include "recorder/terminal.h"
#include "recorder/truth.h"
#include "recorder/witness.h"

#define READ_MAX EVENT_DATA_MAX
#define FLOOD 1000              /* a read of at least this much likely has more behind it */
#define FLOOD_READS 4           /* so many reads in a row are a flood too, however small */
#define FLOOD_GAP_MS 10         /* what comes later than this is not in a row */
#define FLOOD_CHUNKS 16         /* so many are taken in one go, then the others get their turn */
#define READ_FULL 4000          /* a read of less has taken all that the kernel had at hand; it gives little more */
#define GAIN_LEAST 5000         /* what patience gains should be between these: the pty keeps some 12 KiB, */
#define GAIN_MOST 8192          /* and then lets the program wait */
#define PATIENCE_FIRST_NS 100000 /* in a flood, the pty is given so long to fill */
#define PATIENCE_MAX_NS 600000
#define PATIENCE_STEP_NS 50000
#define SHOW_PIECE 8192         /* a terminal takes so much at once */
#define SHOW_BEHIND 16384       /* in a flood, so much may wait to be shown while more is read */
#define SHOW_MS 2               /* a terminal that takes nothing for so long is slow, and is waited for in the loop */
#define FILE_AGAIN_MS 20        /* a file that did not take all, on a full disk, can't be waited for: it is asked again */
#define DRAIN_MOST (1 << 20)    /* what the command left in its pty is less; what comes then is others' who live on */
#define MOMENT_MS 20
#define TO_CHILD_MAX (64 * 1024)
#define STATE_INTERVAL_MS 10    /* between samples while output floods */
#define HOLD_US 5000            /* an incomplete character waits this long for its rest */
#define REPORTS_TURN 64         /* datagrams of reports that are taken in one go */
#define REPORTS_AHEAD 1024      /* what may wait before a shell's report that was sent before its prompt */
#define GRACE_S 2
#define EOF_FIRST_MS 50
#define EOF_LAST_MS 2000

enum state { RUNNING, LEAVING, DRAINING, OVER };

enum timer { TIMER_HOLD, TIMER_SECOND, TIMER_GRACE, TIMER_EOF, TIMER_COUNT };

static const int SIGNALS[] = {SIGCHLD, SIGWINCH, SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT};
#define SIGNAL_COUNT (sizeof SIGNALS / sizeof *SIGNALS)

struct session {
	const struct session_options *options;
	struct tape *tape;
	enum state state;
	struct event_base *loop;
	struct event *input, *show, *output, *feed_ready, *witness, *reports;
	struct event *timers[TIMER_COUNT], *signals[SIGNAL_COUNT];
	int listener;

	struct terminal terminal;
	struct port in, out;
	struct child child;
	struct winsize size;
	int status;      /* wait status, once reaped */
	bool reaped, input_ended, second_armed;
	bool vacant;     /* nobody has the command's terminal open, now: they may open it again */
	bool stirred;    /* output came since the last second */
	bool suspect;    /* bytes wait of which no edge told, but it may be on its way */
	bool levels;     /* the kernel's edges are not trusted */
	size_t drained;
	int leave_signal; /* why we are LEAVING: 128 + it; 0: recording failed */

	struct keys keys;
	struct truth truth;
	int64_t sampled_at;
	bool hidden_said;
	struct feed feed;
	int eof_delay;

	char chunk[READ_MAX + 4];
	size_t held; /* bytes at the chunk's start that wait for the rest of their character */
	int64_t read_at;
	bool flooding;
	long patience; /* ns */
	bool slow;     /* the terminal has not taken all within our time for it */
	int in_a_row; /* reads, one right behind the other, and no key between */
	struct buffer to_user, to_child, tokens;
	struct channel *channel; /* NULL: no reports are wanted */
	struct buffer report;
};

static void recompute(struct session *);
static void on_feed_ready(evutil_socket_t, short, void *);
static void leave(struct session *, int signal);

/* Say something to the person at the terminal; into anything else, never. */
static void
tell(struct session *s, const char *text)
{
	syslog(LOG_AUTHPRIV | LOG_WARNING, "%s", text);
	if (!isatty(STDERR_FILENO))
		return;
	if (s->terminal.raw)
		fputs("\r\n", stderr);
	report_warning("%s%s", text, s->terminal.raw ? "\r" : "");
}

/* The policy's word after an event: news for the user, and the end if that is what it says. */
static void
judge(struct session *s, int r)
{
	const char *news = tape_news(s->tape);

	if (news != NULL)
		tell(s, news);
	if (r != 0 && s->state == RUNNING)
		leave(s, 0);
}

static void
arm_second(struct session *s)
{
	static const struct timeval second = {.tv_sec = 1}, moment = {.tv_usec = MOMENT_MS * 1000};

	if (s->second_armed)
		return;
	s->second_armed = true;
	evtimer_add(s->timers[TIMER_SECOND], s->suspect ? &moment : &second);
}

static int
record(struct session *s, char code, const char *data, size_t len)
{
	int r = tape_put(s->tape, code, data, len);

	arm_second(s);
	if (r != 0 || tape_failing(s->tape))
		judge(s, r);
	return r;
}

/* Output to the user. */

static void
user_gone(struct session *s)
{
	port_close(&s->out);
	buffer_clear(&s->to_user);
	if (s->terminal.fd >= 0)
		leave(s, SIGHUP);
	else if (!s->options->command.pipe_ignored)
		leave(s, SIGPIPE); /* as in `yes | head -1`: nobody sees the rest */
}

static void
shown(struct session *s, ssize_t n)
{
	if (n >= 0)
		buffer_consume(&s->to_user, (size_t)n);
	else if (n != -EAGAIN)
		user_gone(s);
}

/* A piece of what is to be shown, as far as the terminal takes it at once. */
static void
show_piece(struct session *s)
{
	size_t len = s->to_user.len < SHOW_PIECE ? s->to_user.len : SHOW_PIECE;

	if (len > 0)
		shown(s, port_write(&s->out, s->to_user.data, len));
}

/* All of it, or what a terminal takes that is not slow. */
static void
show_all(struct session *s)
{
	if (s->to_user.len > 0 && !s->slow)
		shown(s, port_write_patiently(&s->out, s->to_user.data, s->to_user.len, SHOW_MS));
	s->slow = s->to_user.len > 0;
}

/* The terminal takes nothing, and we were told to end: what is not shown stands in the record. */
static void
stop_showing(struct session *s)
{
	event_del(s->show);
	port_close(&s->out);
	buffer_clear(&s->to_user);
	s->slow = false;
}

static void
on_show(evutil_socket_t fd, short what, void *argument)
{
	struct session *s = argument;

	(void)fd, (void)what;
	if (s->to_user.len > 0)
		shown(s, port_write(&s->out, s->to_user.data, s->to_user.len));
	s->slow = s->to_user.len > 0;
	recompute(s);
}

static void
tell_truth(struct session *s)
{
	if (truth_tell(&s->truth, tape_now(s->tape)))
		record(s, EVENT_STATE, s->truth.text, strlen(s->truth.text));
	if (!truth_hides(&s->truth))
		s->hidden_said = false;
}

static void
sample(struct session *s, bool always)
{
	int64_t now = tape_now(s->tape);

	if (s->vacant || (!always && now - s->sampled_at < STATE_INTERVAL_MS))
		return;
	s->sampled_at = now;
	truth_sample(&s->truth, s->child.master, now);
	tell_truth(s);
}

/* A report is recorded behind the kernel's word on who is in front. */
static void
take_reports(struct session *s, int datagrams)
{
	const char *news;

	for (; datagrams > 0 && channel_receive(s->channel); datagrams--) {
		sample(s, true);
		while (channel_take(s->channel, s->truth.group, tape_now(s->tape), &s->report))
			record(s, EVENT_REPORT, s->report.data, s->report.len);
	}
	if ((news = channel_news(s->channel)) != NULL)
		syslog(LOG_AUTHPRIV | LOG_NOTICE, "%s", news);
}

static void
on_reports(evutil_socket_t fd, short what, void *argument)
{
	struct session *s = argument;

	(void)fd, (void)what;
	take_reports(s, REPORTS_TURN);
	recompute(s);
}

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
	/* a shell reports before it draws its prompt: so shall the record have it */
	if (s->channel != NULL && channel_used(s->channel))
		take_reports(s, REPORTS_AHEAD);
	sample(s, len < FLOOD && !is_echo(s->chunk, len));
	if (record(s, EVENT_OUTPUT, s->chunk, len) == 0 && s->out.kind != PORT_CLOSED)
		buffer_add(&s->to_user, s->chunk, len);
}

/* Bytes came behind those held; hold back an incomplete character anew. */
static void
take_chunk(struct session *s, size_t len)
{
	static const struct timeval hold = {.tv_usec = HOLD_US};
	size_t total = s->held + len, tail = utf8_incomplete_tail(s->chunk, total);

	take_output(s, total - tail);
	memmove(s->chunk, s->chunk + total - tail, tail);
	s->held = tail;
	if (tail > 0)
		evtimer_add(s->timers[TIMER_HOLD], &hold);
	else if (len < total)
		evtimer_del(s->timers[TIMER_HOLD]);
}

static void
release_held(struct session *s)
{
	size_t len = s->held;

	s->held = 0;
	take_output(s, len);
}

static void
on_hold(evutil_socket_t fd, short what, void *argument)
{
	struct session *s = argument;

	(void)fd, (void)what;
	release_held(s);
	show_all(s);
	recompute(s);
}

static bool
is_full(const struct session *s, size_t len)
{
	return s->held + len == READ_MAX;
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
		n = read(s->child.master, s->chunk + s->held + len, READ_MAX - s->held - len);
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

	if (now - s->read_at > FLOOD_GAP_MS)
		s->in_a_row = 0;
	s->read_at = now;
	return ++s->in_a_row >= FLOOD_READS || len >= FLOOD;
}

/* As long as the pty takes to fill by half, and not for long after, for then the program waits for us. */
static void
adapt_patience(struct session *s, size_t len)
{
	if (len >= GAIN_MOST)
		s->patience = s->patience > PATIENCE_STEP_NS ? s->patience / 4 * 3 : 0;
	else if (len < GAIN_LEAST && s->patience < PATIENCE_MAX_NS)
		s->patience += PATIENCE_STEP_NS;
}

/*
 * In a flood, what there is behind what the chunk has.  A program that floods fills the pty while we handle each little
 * piece of it, and every piece costs us an event and a sleep: a moment's patience gets many of them as one.  The kernel mostly
 * gives 4 KiB at once, and a read right behind another waits for its worker: meanwhile what was recorded is shown.
 */
static size_t
read_flood(struct session *s, size_t len)
{
	struct timespec patience = {.tv_nsec = s->patience};
	size_t more;

	if (s->patience > 0 && len < READ_FULL)
		nanosleep(&patience, NULL);
	do {
		len += more = read_once(s, len);
		show_piece(s);
	} while (more >= READ_FULL && !is_full(s, len));
	adapt_patience(s, len);
	return len;
}

/* Take what there is, up to one event's worth.  False: there may be no more now. */
static bool
take_turn(struct session *s)
{
	size_t first = 0, len;

	if (!s->flooding) {
		if ((first = read_once(s, 0)) == 0)
			return false;
		if (!floods(s, first)) {
			take_chunk(s, first);
			return false;
		}
		s->patience = PATIENCE_FIRST_NS;
	}
	len = read_flood(s, first);
	if (!(s->flooding = len >= first + FLOOD || is_full(s, len)))
		s->in_a_row = 0;
	if (s->to_user.len > SHOW_BEHIND)
		show_all(s);
	if (len > 0)
		take_chunk(s, len);
	return s->flooding;
}

static void
on_output(evutil_socket_t fd, short what, void *argument)
{
	struct session *s = argument;
	int i;

	(void)fd, (void)what;
	s->stirred = true;
	arm_second(s);
	for (i = 0; i < FLOOD_CHUNKS; i++)
		if (!take_turn(s) || s->vacant || s->slow || s->state == OVER)
			break;
	show_all(s);
	if (i == FLOOD_CHUNKS)
		event_del(s->output);
	recompute(s);
}

/* Input from the user. */

static void
record_input(struct session *s, const char *data, size_t len)
{
	enum policy_input policy = s->options->policy->input;

	if (policy == INPUT_NONE)
		return;
	/* nobody typed it, and nothing else shows it: what a script is fed is the session's story */
	if (s->options->headless) {
		record(s, EVENT_INPUT, data, len);
		return;
	}
	if (truth_hides(&s->truth)) {
		if (!s->hidden_said)
			record(s, EVENT_KEYS, "h", 1);
		s->hidden_said = true;
		return;
	}
	if (policy == INPUT_FULL) {
		record(s, EVENT_INPUT, data, len);
		return;
	}
	buffer_clear(&s->tokens);
	keys_classify(&s->keys, tape_now(s->tape), data, len, &s->tokens);
	if (s->tokens.len > 0)
		record(s, EVENT_KEYS, s->tokens.data, s->tokens.len);
}

static void
free_event(struct event *ev)
{
	if (ev != NULL)
		event_free(ev);
}

/*
 * Terminals are read edge-triggered: asking one whether there is more makes the kernel wait for its
 * worker, and costs as much as the read.  A read that is not full has taken all; whatever comes
 * later is a new edge, and so is adding the event again: who leaves something unread deletes the event, and
 * recompute() adds it.  (Made active, it would run again before anybody else is looked at.)  A pipe is not: its end may
 * come with its last bytes, in one edge.
 */
static int
wait_for_master(struct session *s, short edge)
{
	struct event *output = event_new(s->loop, s->child.master, EV_READ | EV_PERSIST | edge, on_output, s);
	struct event *feed_ready = event_new(s->loop, s->child.master, EV_WRITE | edge, on_feed_ready, s);

	if (output == NULL || feed_ready == NULL) {
		free_event(output);
		free_event(feed_ready);
		return -ENOMEM;
	}
	free_event(s->output);
	free_event(s->feed_ready);
	s->output = output;
	s->feed_ready = feed_ready;
	s->levels = edge == 0;
	return 0;
}

static void
feed_child(struct session *s)
{
	ssize_t n;

	while (s->to_child.len > 0 && s->child.master >= 0) {
		n = write(s->child.master, s->to_child.data, s->to_child.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EIO) {
			/* it is kept for who opens the terminal again, of which no event tells */
			s->vacant = true;
			arm_second(s);
		}
		if (n <= 0)
			break;
		s->vacant = false;
		buffer_consume(&s->to_child, (size_t)n);
	}
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
	return !s->levels && s->child.master >= 0 && event_pending(s->output, EV_READ, NULL) &&
	    is_readable(s->child.master);
}

/*
 * Once a second while the command says something, and once more.  A kernel that has bytes for us, told of none through that
 * second, and does not within a moment either, is not one whose edges can be trusted.
 */
static void
on_second(evutil_socket_t fd, short what, void *argument)
{
	struct session *s = argument;
	bool again = s->stirred || (s->levels && s->vacant), untold;

	(void)fd, (void)what;
	judge(s, tape_retry(s->tape));
	if (s->vacant)
		feed_child(s);
	untold = !s->stirred && is_untold(s);
	if (untold && s->suspect)
		wait_for_master(s, 0);
	s->suspect = untold && !s->levels;
	if (s->levels)
		s->vacant = false; /* no event tells that somebody opens it again: it is tried */
	s->second_armed = s->stirred = false;
	if (again || s->suspect || (s->vacant && s->to_child.len > 0) || tape_failing(s->tape))
		arm_second(s);
	recompute(s);
}

static void
on_feed_ready(evutil_socket_t fd, short what, void *argument)
{
	struct session *s = argument;

	(void)fd, (void)what;
	feed_child(s);
	recompute(s);
}

static void
arm_eof(struct session *s)
{
	struct timeval t = {.tv_sec = s->eof_delay / 1000, .tv_usec = s->eof_delay % 1000 * 1000};

	evtimer_add(s->timers[TIMER_EOF], &t);
}

static void
end_input(struct session *s)
{
	s->input_ended = true;
	s->eof_delay = EOF_FIRST_MS;
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
	if (s->to_child.len == 0 && tcgetattr(s->child.master, &modes) == 0) {
		feed_end(&modes, &s->to_child);
		feed_child(s);
		if (s->eof_delay < EOF_LAST_MS)
			s->eof_delay *= 2;
	}
	arm_eof(s);
	recompute(s);
}

static void
take_input(struct session *s, const char *data, size_t len)
{
	struct termios modes;

	s->in_a_row = 0;
	/* the truth as it was when the key came; what it is called can wait, the key can't */
	if (!s->vacant)
		truth_sample(&s->truth, s->child.master, tape_now(s->tape));
	if (!s->options->headless || tcgetattr(s->child.master, &modes) != 0)
		buffer_add(&s->to_child, data, len);
	else
		feed_encode(&s->feed, &modes, data, len, &s->to_child);
	feed_child(s);
	/* still before whatever it answers: that is read later, here */
	tell_truth(s);
	record_input(s, data, len);
}

static void
on_input(evutil_socket_t fd, short what, void *argument)
{
	static const struct timeval again = {.tv_usec = FILE_AGAIN_MS * 1000};
	struct session *s = argument;
	char data[4096];
	ssize_t n = port_read(&s->in, data, sizeof data);

	(void)fd, (void)what;
	/* were the terminal not raw, a read would give a line, and no edge would tell of those behind it */
	if (n > 0 && (n == sizeof data || data[n - 1] == '\n') && s->terminal.fd >= 0)
		event_del(s->input);
	if (n == -EAGAIN) {
		if (s->in.kind == PORT_FILE)
			event_add(s->input, &again);
		return;
	}
	if (n > 0)
		take_input(s, data, (size_t)n);
	else if (s->terminal.fd >= 0)
		leave(s, SIGHUP);
	else
		end_input(s);
	recompute(s);
}

/* Signals. */

static void
take_size(struct session *s)
{
	struct winsize now;
	char text[32];

	if (s->terminal.fd < 0 || !terminal_size(s->terminal.fd, &now) ||
	    memcmp(&now, &s->size, sizeof now) == 0)
		return;
	if (now.ws_col != s->size.ws_col || now.ws_row != s->size.ws_row) {
		snprintf(text, sizeof text, "%ux%u", now.ws_col, now.ws_row);
		record(s, EVENT_RESIZE, text, strlen(text));
	}
	s->size = now;
	ioctl(s->child.master, TIOCSWINSZ, &s->size);
}

/* Stop as our parent expects of a stopped job: with its terminal as it was. */
static void
suspend(struct session *s)
{
	terminal_restore(&s->terminal);
	kill(getpid(), SIGSTOP);
	terminal_set_raw(&s->terminal);
	take_size(s);
}

static void
reap(struct session *s)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(s->child.pid, &status, WNOHANG | WUNTRACED)) > 0) {
		if (WIFSTOPPED(status)) {
			suspend(s);
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
	event_del(s->output);
	event_del(s->feed_ready);
	close(s->child.master);
	s->child.master = -1;
	s->vacant = true;
}

/* Tell the command to end, for this reason; 0 is that recording failed.  Where it has ended, what is not shown has its grace. */
static void
leave(struct session *s, int signal)
{
	static const struct timeval grace = {.tv_sec = GRACE_S};

	if (s->state == DRAINING && !evtimer_pending(s->timers[TIMER_GRACE], NULL))
		evtimer_add(s->timers[TIMER_GRACE], &grace);
	if (s->state != RUNNING)
		return;
	s->state = LEAVING;
	s->leave_signal = signal;
	if (signal == SIGTERM)
		kill(s->child.pid, SIGTERM);
	else
		close_master(s); /* the kernel sends SIGHUP and SIGCONT */
	evtimer_add(s->timers[TIMER_GRACE], &grace);
}

static void
on_grace(evutil_socket_t fd, short what, void *argument)
{
	static const struct timeval grace = {.tv_sec = GRACE_S};
	struct session *s = argument;

	(void)fd, (void)what;
	if (s->state == LEAVING && s->child.master >= 0) {
		close_master(s);
		evtimer_add(s->timers[TIMER_GRACE], &grace);
	} else if (s->state == LEAVING) {
		/* it lives on without a terminal, as after nohup: nothing is left to be recorded */
		s->state = OVER;
	} else if (s->state == DRAINING) {
		stop_showing(s);
	}
	recompute(s);
}

static void
on_signal(evutil_socket_t number, short what, void *argument)
{
	struct session *s = argument;
	pid_t group;

	(void)what;
	switch ((int)number) {
	case SIGCHLD:
		reap(s);
		break;
	case SIGWINCH:
		take_size(s);
		break;
	case SIGTSTP:
		suspend(s);
		break;
	case SIGCONT:
		terminal_set_raw(&s->terminal);
		take_size(s);
		break;
	case SIGHUP:
	case SIGTERM:
		leave(s, (int)number);
		break;
	default:
		/* from kill(1), not from a key, which the pty turns into its own: pass it on */
		if (!s->vacant && (group = tcgetpgrp(s->child.master)) > 0)
			kill(-group, (int)number);
	}
	recompute(s);
}

static void
on_witness(evutil_socket_t fd, short what, void *argument)
{
	struct session *s = argument;

	(void)what;
	witness_answer((int)fd, tape_id(s->tape));
}

/* The one place that decides what is waited for. */

static void
want(struct event *ev, bool wanted)
{
	/* mostly nothing has changed, and to ask costs a fifth */
	if ((event_pending(ev, EV_READ | EV_WRITE, NULL) != 0) == wanted)
		return;
	if (wanted)
		event_add(ev, NULL);
	else
		event_del(ev);
}

static void
want_input(struct session *s, bool wanted)
{
	static const struct timeval now = {0};

	if (s->in.kind == PORT_FILE && wanted)
		event_add(s->input, &now); /* can't be polled, is always ready */
	else
		want(s->input, wanted);
}

static void
want_show(struct session *s, bool wanted)
{
	static const struct timeval again = {.tv_usec = FILE_AGAIN_MS * 1000};

	if (s->out.kind != PORT_FILE)
		want(s->show, wanted);
	else if (wanted && !evtimer_pending(s->show, NULL))
		event_add(s->show, &again);
}

static void
drain(struct session *s)
{
	size_t len;

	while (s->child.master >= 0 && s->to_user.len == 0 && s->drained < DRAIN_MOST) {
		if ((len = read_once(s, 0)) == 0 && (s->vacant || !is_readable(s->child.master)))
			break;
		s->drained += len + 1;
		take_chunk(s, len);
		show_all(s);
	}
	if (s->to_user.len > 0)
		return; /* the terminal is slow: go on when it has taken what it has */
	release_held(s);
	show_all(s);
	if (s->to_user.len == 0)
		s->state = OVER;
}

static void
recompute(struct session *s)
{
	bool alive = s->state == RUNNING || s->state == LEAVING;

	if (s->state == DRAINING)
		drain(s);
	if (s->state == OVER) {
		event_base_loopbreak(s->loop);
		return;
	}
	want_show(s, s->to_user.len > 0);
	if (s->child.master >= 0) {
		/* also of a vacant terminal: the next who opens it may write */
		want(s->output, alive && s->to_user.len == 0 && !(s->levels && s->vacant));
		want(s->feed_ready, alive && !s->vacant && s->to_child.len > 0);
	}
	want_input(s, s->state == RUNNING && !s->input_ended && s->to_child.len < TO_CHILD_MAX);
}

/* Beginning and end. */

static int
make_events(struct session *s)
{
	static void (*const handlers[TIMER_COUNT])(evutil_socket_t, short, void *) = {
	    on_hold, on_second, on_grace, on_eof};
	struct event_config *config = event_config_new();
	short edge = s->terminal.fd >= 0 ? EV_ET : 0;
	struct sigaction now;
	size_t i;

	if (config == NULL)
		return -ENOMEM;
	/* the user's environment does not choose how we wait */
	event_config_set_flag(config, EVENT_BASE_FLAG_IGNORE_ENV | EVENT_BASE_FLAG_NOLOCK);
	s->loop = event_base_new_with_config(config);
	event_config_free(config);
	if (s->loop == NULL)
		return -ENOMEM;
	if (s->in.kind == PORT_FILE)
		s->input = evtimer_new(s->loop, on_input, s);
	else
		s->input = event_new(s->loop, s->in.fd, EV_READ | EV_PERSIST | edge, on_input, s);
	if (s->out.kind == PORT_FILE)
		s->show = evtimer_new(s->loop, on_show, s);
	else
		s->show = event_new(s->loop, s->out.fd, EV_WRITE, on_show, s);
	if (!s->input || !s->show || wait_for_master(s, EV_ET) != 0)
		return -ENOMEM;
	for (i = 0; i < TIMER_COUNT; i++)
		if ((s->timers[i] = evtimer_new(s->loop, handlers[i], s)) == NULL)
			return -ENOMEM;
	for (i = 0; i < SIGNAL_COUNT; i++) {
		/* what our parent ignores, nohup say, stays ignored */
		if (sigaction(SIGNALS[i], NULL, &now) == 0 && now.sa_handler == SIG_IGN &&
		    SIGNALS[i] != SIGCHLD)
			continue;
		s->signals[i] = evsignal_new(s->loop, SIGNALS[i], on_signal, s);
		if (s->signals[i] == NULL || evsignal_add(s->signals[i], NULL) != 0)
			return -ENOMEM;
	}
	if (s->channel != NULL) {
		s->reports = event_new(s->loop, channel_fd(s->channel), EV_READ | EV_PERSIST, on_reports, s);
		if (s->reports == NULL || event_add(s->reports, NULL) != 0)
			return -ENOMEM;
	}
	if ((s->listener = witness_listen(s->child.slave)) >= 0 &&
	    (s->witness = event_new(s->loop, s->listener, EV_READ | EV_PERSIST, on_witness, s)))
		event_add(s->witness, NULL);
	return 0;
}

static void
session_release(struct session *s)
{
	size_t i;

	free_event(s->input);
	free_event(s->show);
	free_event(s->output);
	free_event(s->feed_ready);
	free_event(s->witness);
	free_event(s->reports);
	for (i = 0; i < TIMER_COUNT; i++)
		free_event(s->timers[i]);
	for (i = 0; i < SIGNAL_COUNT; i++)
		free_event(s->signals[i]);
	if (s->loop != NULL)
		event_base_free(s->loop);
	if (s->listener >= 0)
		close(s->listener);
	if (s->child.master >= 0)
		close(s->child.master);
	buffer_free(&s->to_user);
	buffer_free(&s->to_child);
	buffer_free(&s->tokens);
	buffer_free(&s->report);
	truth_release(&s->truth);
	channel_close(s->channel);
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

static int
start_child(struct session *s)
{
	const struct termios *modes = s->terminal.fd >= 0 ? &s->terminal.modes : NULL;
	struct child_command command = s->options->command;
	char setting[sizeof CHANNEL_VARIABLE + 16], **env = NULL;
	int r;

	command.unattended = s->options->headless;
	if (s->options->policy->reports && (r = channel_open(&s->channel)) != 0) {
		/* they are an addition: the record is whole without them */
		syslog(LOG_AUTHPRIV | LOG_WARNING, "no shell reports: %s", strerror(-r));
	} else if (s->channel != NULL) {
		command.keep = channel_end(s->channel);
		snprintf(setting, sizeof setting, CHANNEL_VARIABLE "=%d", command.keep);
		if ((env = environ_and(command.env, setting)) == NULL)
			return -ENOMEM;
		command.env = env;
	}
	r = child_start_pty(&s->child, &command, modes, &s->size);
	if (s->channel != NULL)
		channel_handed_over(s->channel);
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
	if (s->channel != NULL)
		take_reports(s, REPORTS_AHEAD);
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
	port_open(&s->in, STDIN_FILENO, false);
	port_open(&s->out, STDOUT_FILENO, true);
	s->input_ended = s->in.kind == PORT_CLOSED;
	if ((r = start_child(s)) != 0 || (r = make_events(s)) != 0) {
		report_error("can't start the session: %s", strerror(-r));
		goto done;
	}
	s->truth.leader = s->child.pid;
	guard_seal();
	terminal_set_raw(&s->terminal);
	take_size(s);
	judge(s, 0);
	if (s->input_ended)
		end_input(s);
	reap(s); /* it may have ended before we could hear of it */
	recompute(s);
	if (s->state != OVER)
		event_base_dispatch(s->loop);
	guard_finish();
	code = finish(s);
	terminal_restore(&s->terminal);
done:
	session_release(s);
	free(s);
	return code;
}
