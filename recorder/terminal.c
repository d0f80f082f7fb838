/* The user's own terminal. */
#include "recorder/terminal.h"

#include <string.h>
#include <unistd.h>

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

bool
terminal_size(int fd, struct winsize *size)
{
	return ioctl(fd, TIOCGWINSZ, size) == 0 && size->ws_col > 0 && size->ws_row > 0;
}
