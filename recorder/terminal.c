/* The user's own terminal. */
#include "recorder/terminal.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/sanitizer.h"

static struct terminal *volatile guarded; /* what the handler of a fault restores */

void
terminal_open(struct terminal *t, int fd)
{
	memset(t, 0, sizeof *t);
	t->fd = isatty(fd) && tcgetattr(fd, &t->modes) == 0 ? fd : -1;
}

void
terminal_set_raw(struct terminal *t)
{
	struct termios raw;
	pid_t foreground;

	if (t->fd < 0 || t->raw)
		return;
	/* after `su -c` it is no terminal of our session: then nobody is asked */
	if ((foreground = tcgetpgrp(t->fd)) >= 0 && foreground != getpgrp())
		return;
	/* what was set while we were stopped is what is to be restored */
	if (tcgetattr(t->fd, &t->modes) != 0)
		return;
	raw = t->modes;
	cfmakeraw(&raw);
	t->raw = tcsetattr(t->fd, TCSADRAIN, &raw) == 0;
}

void
terminal_restore(struct terminal *t)
{
	if (t->fd < 0 || !t->raw)
		return;
	tcsetattr(t->fd, TCSADRAIN, &t->modes);
	t->raw = false;
}

/* Only what a handler may call; the modes of a job in front of us are its own. */
static void
on_fault(int number)
{
	const struct terminal *t = guarded;
	int before = errno;
	pid_t foreground;

	if (t != NULL && t->raw && ((foreground = tcgetpgrp(t->fd)) < 0 || foreground == getpgrp()))
		tcsetattr(t->fd, TCSANOW, &t->modes);
	errno = before;
	raise(number); /* to come when we return, and by then it ends us */
}

void
terminal_guard(struct terminal *t)
{
	static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS};
	struct sigaction now, handler = {.sa_handler = on_fault, .sa_flags = (int)SA_RESETHAND};
	size_t i;

	guarded = t;
	/* a sanitizer has handlers of its own, and tells of the fault */
	for (i = 0; t != NULL && !SANITIZED && i < sizeof faults / sizeof *faults; i++)
		if (sigaction(faults[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL)
			sigaction(faults[i], &handler, NULL);
}

bool
terminal_size(int fd, struct winsize *size)
{
	return ioctl(fd, TIOCGWINSZ, size) == 0 && size->ws_col > 0 && size->ws_row > 0;
}
