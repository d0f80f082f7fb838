/*
 * The terminal of the person at it.
 *
 * Signals act at two places only: their handlers give the terminal back or note what happened, and console_wait tells of it.  While
 * a frame is being written they are blocked, so that no half of it lands on a terminal that was given back; they get in while we
 * wait for the terminal to take more.
 */
#include "lib/canvas/console.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "lib/base/armour.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/canvas/refresh.h"

/*
 * In order: the alternate screen; pastes in brackets; no wrapping; no reordering of right-to-left text, where a terminal would
 * (each character stands in the cell that we put it in); the cursor unseen; ASCII in G0, and that in use.
 */
#define ENTER "\033[?1049h\033[?2004h\033[?7l\033[8l\033[?25l\033(B\017\033[m"
#define LEAVE "\033[?2026l\033[m\033[8h\033[?7h\033[?2004l\033[?25h\033[?1049l"

static const int asked_to_end[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS};
#define SAID_MAX 8192
#define ASKED (sizeof asked_to_end / sizeof *asked_to_end)
#define CRASHES (sizeof crashes / sizeof *crashes)

struct console {
	int fd; /* opened by us, so that its being non-blocking is nobody else's concern */
	struct canvas *canvas;
	struct strokes *strokes;
	struct refresh_terminal terminal;
	struct termios modes; /* as they were */
	bool handling;
	int64_t settle_at; /* when what has come of a key is taken for all of it; boottime ms */
	struct sigaction old[ASKED + 3], old_crash[CRASHES];
	sigset_t blocked;     /* while we write */
};

/* What signal handlers touch. */
static struct {
	struct console *console;
	volatile sig_atomic_t entered, ended, resized, stop, resumed;
	pid_t owner; /* handlers come along into a child, to which the terminal is nothing */
} now;

/* Giving it back. */

static void
restore(void)
{
	struct pollfd ready = {.fd = now.console != NULL ? now.console->fd : -1, .events = POLLOUT};
	size_t sent = 0;
	ssize_t n;
	int saved = errno, tries = 0;

	if (!now.entered || getpid() != now.owner)
		return;
	now.entered = 0;
	/* a terminal that takes nothing for a second gets no more */
	while (sent < sizeof LEAVE - 1 && tries++ < 10) {
		if ((n = write(now.console->fd, &LEAVE[sent], sizeof LEAVE - 1 - sent)) > 0)
			sent += (size_t)n;
		else
			poll(&ready, 1, 100);
	}
	tcsetattr(now.console->fd, TCSANOW, &now.console->modes);
	errno = saved;
}

static void
on_end(int number)
{
	restore();
	/* who asks twice does not wait for us */
	if (now.ended || getpid() != now.owner) {
		signal(number, SIG_DFL);
		raise(number);
	}
	now.ended = number;
}

static void
on_crash(int number, siginfo_t *info, void *context)
{
	size_t i;

	(void)context;
	restore();
	for (i = 0; i < CRASHES; i++)
		if (crashes[i] == number)
			sigaction(number, &now.console->old_crash[i], NULL);
	/* a fault comes again by itself, to whoever wants to tell of it */
	if (info->si_code <= 0 || number == SIGABRT)
		raise(number);
}

static void
on_note(int number)
{
	if (number == SIGWINCH)
		now.resized = 1;
	else if (number == SIGTSTP)
		now.stop = 1;
	else
		now.resumed = 1;
}

static void
set_handler(int number, void (*handler)(int), int flags, struct sigaction *old)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
	size_t i;

	sigemptyset(&action.sa_mask);
	for (i = 0; i < ASKED; i++)
		sigaddset(&action.sa_mask, asked_to_end[i]);
	sigaction(number, &action, old);
}

static void
handle_signals(struct console *c)
{
	struct sigaction crash = {.sa_sigaction = on_crash, .sa_flags = SA_SIGINFO};
	size_t i;

	if (c->handling)
		return;
	sigemptyset(&crash.sa_mask);
	for (i = 0; i < ASKED; i++)
		set_handler(asked_to_end[i], on_end, 0, &c->old[i]);
	set_handler(SIGTSTP, on_note, SA_RESTART, &c->old[ASKED]);
	set_handler(SIGCONT, on_note, SA_RESTART, &c->old[ASKED + 1]);
	set_handler(SIGWINCH, on_note, SA_RESTART, &c->old[ASKED + 2]);
	for (i = 0; i < CRASHES; i++)
		sigaction(crashes[i], &crash, &c->old_crash[i]);
	c->handling = true;
}

static void
return_signals(struct console *c)
{
	size_t i;

	if (!c->handling)
		return;
	for (i = 0; i < ASKED; i++)
		sigaction(asked_to_end[i], &c->old[i], NULL);
	sigaction(SIGTSTP, &c->old[ASKED], NULL);
	sigaction(SIGCONT, &c->old[ASKED + 1], NULL);
	sigaction(SIGWINCH, &c->old[ASKED + 2], NULL);
	for (i = 0; i < CRASHES; i++)
		sigaction(crashes[i], &c->old_crash[i], NULL);
	c->handling = false;
}

/* Opening. */

/* The name leads to the terminal itself where there is no controlling one: below a daemon, say. */
static int
open_terminal(void)
{
	const char *name;
	int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK), i;

	for (i = 0; fd < 0 && i < 3; i++)
		if ((name = ttyname(i)) != NULL)
			fd = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
	return fd;
}

static void
read_size(const struct console *c, int *cols, int *rows)
{
	struct winsize size = {0};

	ioctl(c->fd, TIOCGWINSZ, &size);
	*cols = size.ws_col > 0 ? size.ws_col : 80;
	*rows = size.ws_row > 0 ? size.ws_row : 24;
}

/* By what the system knows of it; of one that it does not have, by its name. */
static bool
is_utf8(const char *locale)
{
	locale_t l = newlocale(LC_CTYPE_MASK, locale, (locale_t)0);
	const char *dot = strchr(locale, '.');
	bool utf8;

	if (l != (locale_t)0) {
		utf8 = strcmp(nl_langinfo_l(CODESET, l), "UTF-8") == 0;
		freelocale(l);
		return utf8;
	}
	return dot == NULL || strncasecmp(dot + 1, "utf-8", 5) == 0 || strncasecmp(dot + 1, "utf8", 4) == 0;
}

/* A locale of another character set, as C is; none at all says nothing about the terminal. */
static bool
wants_ascii(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	const char *value;
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if ((value = getenv(names[i])) != NULL && *value != '\0')
			return !is_utf8(value);
	return false;
}

static int
prepare(struct console *c)
{
	int cols, rows;
	size_t i;

	if (!palette_of(getenv("TERM"), getenv("COLORTERM"), getenv("NO_COLOR"), &c->terminal.depth))
		return ERR_UNKNOWN;
	c->terminal.ascii = wants_ascii();
	if ((c->fd = open_terminal()) < 0)
		return ERR_NOTFOUND;
	read_size(c, &cols, &rows);
	c->canvas = canvas_new(cols, rows);
	c->strokes = strokes_new();
	if (c->canvas == NULL || c->strokes == NULL)
		return -ENOMEM;
	sigemptyset(&c->blocked);
	for (i = 0; i < ASKED; i++)
		sigaddset(&c->blocked, asked_to_end[i]);
	sigaddset(&c->blocked, SIGTSTP);
	sigaddset(&c->blocked, SIGCONT);
	sigaddset(&c->blocked, SIGWINCH);
	return 0;
}

int
console_open(struct console **out)
{
	struct console *c;
	int r;

	*out = NULL;
	if (now.console != NULL)
		return ERR_BUSY;
	if ((c = calloc(1, sizeof *c)) == NULL)
		return -ENOMEM;
	c->fd = -1;
	if ((r = prepare(c)) != 0) {
		console_close(c);
		return r;
	}
	now.console = c;
	now.ended = 0;
	*out = c;
	return 0;
}

const char *
console_trouble(int code)
{
	switch (code) {
	case ERR_NOTFOUND:
		return "there is no terminal";
	case ERR_UNKNOWN:
		return "nothing can be painted on this terminal: TERM is \"dumb\", or not set";
	case ERR_BUSY:
		return "the terminal is in use already";
	}
	return error_text(code);
}

void
console_close(struct console *c)
{
	if (c == NULL)
		return;
	if (now.console == c) {
		console_leave(c);
		now.console = NULL;
	}
	if (c->fd >= 0)
		close(c->fd);
	canvas_free(c->canvas);
	strokes_free(c->strokes);
	free(c);
}

/* Writing. */

/* All of it, whatever the terminal's pace.  Signals get in only while we wait; what ends us, ends this. */
static int
write_all(const struct console *c, const char *data, size_t len)
{
	struct pollfd ready = {.fd = c->fd, .events = POLLOUT};
	sigset_t before;
	ssize_t n;
	int r = 0;

	sigprocmask(SIG_BLOCK, &c->blocked, &before);
	while (len > 0 && r == 0) {
		if (!now.entered) {
			r = -EINTR;
		} else if ((n = write(c->fd, data, len)) >= 0) {
			data += n;
			len -= (size_t)n;
		} else if (errno == EAGAIN) {
			ppoll(&ready, 1, NULL, &before);
		} else if (errno != EINTR) {
			r = -errno;
		}
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	return r;
}

static void
at_exit(void)
{
	restore();
}

static void
make_raw(const struct console *c)
{
	struct termios raw = c->modes;

	cfmakeraw(&raw);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	/* what was typed ahead stays */
	tcsetattr(c->fd, TCSANOW, &raw);
}

static void
fit(struct console *c)
{
	int cols, rows;

	read_size(c, &cols, &rows);
	/* without memory it stays as large as it was: the terminal cuts it */
	canvas_resize(c->canvas, cols, rows);
	now.resized = 0;
}

int
console_enter(struct console *c)
{
	static bool registered;

	if (now.entered || now.ended)
		return 0;
	if (!registered)
		atexit(at_exit);
	registered = true;
	if (tcgetattr(c->fd, &c->modes) != 0)
		return -errno;
	handle_signals(c);
	now.owner = getpid();
	now.entered = 1;
	now.stop = now.resumed = 0;
	make_raw(c);
	fit(c);
	return write_all(c, ENTER, sizeof ENTER - 1);
}

static void
give_back(struct console *c)
{
	sigset_t before;

	if (!now.entered)
		return;
	/* all of it, even to a slow one */
	write_all(c, LEAVE, sizeof LEAVE - 1);
	sigprocmask(SIG_BLOCK, &c->blocked, &before);
	if (now.entered)
		tcsetattr(c->fd, TCSANOW, &c->modes);
	now.entered = 0;
	sigprocmask(SIG_SETMASK, &before, NULL);
}

void
console_leave(struct console *c)
{
	give_back(c);
	return_signals(c);
}

struct canvas *
console_canvas(struct console *c)
{
	return c->canvas;
}

int
console_show(struct console *c)
{
	struct buffer out = {0};
	int r = refresh_bytes(c->canvas, &c->terminal, &out);

	if (r == 0 && out.len > 0 && (r = write_all(c, out.data, out.len)) != 0)
		refresh_forget(c->canvas);
	buffer_free(&out);
	return r;
}

void
console_forget(struct console *c)
{
	refresh_forget(c->canvas);
}

/* Waiting. */

/* Stop as a shell expects it: the whole group, with the terminal as it was. */
static void
stop(struct console *c)
{
	struct sigaction handler, action = {.sa_handler = SIG_DFL};
	sigset_t set, before;

	give_back(c);
	sigemptyset(&action.sa_mask);
	sigaction(SIGTSTP, &action, &handler);
	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &set, &before);
	kill(0, SIGTSTP);
	/* here we stand until somebody continues us */
	sigprocmask(SIG_SETMASK, &before, NULL);
	sigaction(SIGTSTP, &handler, NULL);
	now.stop = now.resumed = 0;
	console_enter(c);
}

/* Something stopped us without asking, and the shell had the terminal meanwhile. */
static void
resume(struct console *c)
{
	now.resumed = 0;
	if (!now.entered)
		return;
	make_raw(c);
	fit(c);
	write_all(c, ENTER, sizeof ENTER - 1);
}

/* What signals have brought: true, and the event. */
static bool
told(struct console *c, enum console_event *event)
{
	if (now.ended) {
		*event = CONSOLE_ENDED;
	} else if (now.stop) {
		stop(c);
		*event = CONSOLE_RESUMED;
	} else if (now.resumed) {
		resume(c);
		*event = CONSOLE_RESUMED;
	} else if (now.resized) {
		fit(c);
		*event = CONSOLE_RESIZED;
	} else {
		return false;
	}
	return true;
}

/* The keys that came.  False: the terminal is gone. */
static bool
read_keys(struct console *c)
{
	char bytes[4096];
	ssize_t n = read(c->fd, bytes, sizeof bytes);

	if (n > 0) {
		strokes_feed(c->strokes, bytes, (size_t)n);
		c->settle_at = INT64_MAX;
	}
	return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

static int
poll_all(const struct console *c, struct pollfd *fds, nfds_t count, int timeout)
{
	struct pollfd all[17] = {{.fd = c->fd, .events = POLLIN}};
	struct timespec wait = {timeout / 1000, timeout % 1000 * 1000000L};
	sigset_t before;
	nfds_t i;
	int n;

	if (count > 16)
		count = 16;
	for (i = 0; i < count; i++)
		all[i + 1] = fds[i];
	/* a signal between our looking and our waiting must not be slept over */
	sigprocmask(SIG_BLOCK, &c->blocked, &before);
	if (now.ended || now.stop || now.resumed || now.resized)
		n = -1;
	else
		n = ppoll(all, count + 1, timeout < 0 ? NULL : &wait, &before);
	sigprocmask(SIG_SETMASK, &before, NULL);
	for (i = 0; i < count; i++)
		fds[i].revents = n > 0 ? all[i + 1].revents : 0;
	return n <= 0 ? n : all[0].revents != 0 ? 1 : 2;
}

static bool
next_key(struct console *c, uint32_t *key)
{
	if (!strokes_next(c->strokes, key)) {
		if (strokes_wait(c->strokes) >= 0 && c->settle_at == INT64_MAX)
			c->settle_at = clock_boottime_ms() + strokes_wait(c->strokes);
		return false;
	}
	if (*key != (STROKE_CTRL | 'z'))
		return true;
	now.stop = 1;
	return false;
}

/* How long to wait: for what the caller waits for, or for the rest of a key; -1: for ever. */
static int
patience(const struct console *c, int64_t until)
{
	int64_t at = until;

	if (strokes_wait(c->strokes) >= 0 && (at < 0 || c->settle_at < at))
		at = c->settle_at;
	if (at < 0)
		return -1;
	at -= clock_boottime_ms();
	return at < 0 ? 0 : (int)at;
}

enum console_event
console_wait(struct console *c, struct pollfd *fds, nfds_t count, int timeout, uint32_t *key)
{
	int64_t until = timeout < 0 ? -1 : clock_boottime_ms() + timeout;
	enum console_event event;
	int n;

	for (n = 0; n < (int)count; n++)
		fds[n].revents = 0;
	for (;;) {
		if (told(c, &event))
			return event;
		if (next_key(c, key))
			return CONSOLE_KEY;
		if (strokes_wait(c->strokes) >= 0 && clock_boottime_ms() >= c->settle_at) {
			strokes_settle(c->strokes);
			continue;
		}
		n = poll_all(c, fds, count, patience(c, until));
		if (n == 1 && !read_keys(c)) {
			restore();
			now.ended = now.ended ? now.ended : SIGHUP;
		}
		if (n == 2)
			return CONSOLE_READY;
		if (n == 0 && until >= 0 && clock_boottime_ms() >= until)
			return CONSOLE_TIME;
	}
}

const char *
console_pasted(const struct console *c, size_t *len)
{
	return strokes_pasted(c->strokes, len);
}

int
console_signal(const struct console *c)
{
	(void)c;
	return now.ended;
}

/* Other programs. */

static int
spawn(const struct console *c, char *const argv[], int error, pid_t *pid)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	const char *name = ttyname(c->fd);
	sigset_t defaults;
	int r;

	sigemptyset(&defaults);
	sigaddset(&defaults, SIGINT);
	sigaddset(&defaults, SIGQUIT);
	sigaddset(&defaults, SIGTSTP);
	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_addopen(&files, 0, name != NULL ? name : "/dev/tty", O_RDWR | O_NOCTTY, 0);
	posix_spawn_file_actions_adddup2(&files, 0, 1);
	posix_spawn_file_actions_adddup2(&files, error >= 0 ? error : 0, 2);
	r = posix_spawnp(pid, argv[0], &files, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return -r;
}

/* Until the other program, and whoever has its standard error from it, is done with it. */
static void
listen(int fd, struct buffer *said)
{
	char bytes[1024];
	ssize_t n;

	while ((n = read(fd, bytes, sizeof bytes)) > 0 || (n < 0 && errno == EINTR && !now.ended))
		if (n > 0 && said->len < SAID_MAX)
			buffer_add(said, bytes, (size_t)n);
}

static int
run(const struct console *c, char *const argv[], struct buffer *said)
{
	int ends[2] = {-1, -1}, status = 0, r;
	pid_t pid;

	if (said != NULL && pipe2(ends, O_CLOEXEC) != 0)
		return -errno;
	r = spawn(c, argv, ends[1], &pid);
	if (ends[1] >= 0)
		close(ends[1]);
	if (r == 0 && said != NULL)
		listen(ends[0], said);
	if (ends[0] >= 0)
		close(ends[0]);
	if (r == 0)
		while (waitpid(pid, &status, 0) < 0 && errno == EINTR && !now.ended)
			continue;
	return r != 0 ? r : WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int
console_run(struct console *c, char *const argv[], struct buffer *said)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, leave = {.sa_handler = SIG_DFL}, handlers[3];
	int r;

	give_back(c);
	/* keys on the terminal are the other's now; a stop stops both */
	sigaction(SIGINT, &ignore, &handlers[0]);
	sigaction(SIGQUIT, &ignore, &handlers[1]);
	sigaction(SIGTSTP, &leave, &handlers[2]);
	r = run(c, argv, said);
	sigaction(SIGINT, &handlers[0], NULL);
	sigaction(SIGQUIT, &handlers[1], NULL);
	sigaction(SIGTSTP, &handlers[2], NULL);
	console_enter(c);
	return r;
}

int
console_clip(struct console *c, const char *text, size_t len)
{
	struct buffer out = {0};
	int r;

	if (len > CONSOLE_CLIP_MAX)
		return ERR_LIMIT;
	buffer_adds(&out, "\033]52;c;");
	base64_encode(&out, text, len);
	buffer_adds(&out, "\a");
	if ((r = buffer_status(&out)) == 0)
		r = write_all(c, out.data, out.len);
	buffer_free(&out);
	return r;
}
