/* The recorded command. */
#include "recorder/child.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include "recorder/whereabouts.h"

/* What we changed of signals for ourselves is not for the command; what our parent ignored (nohup)
 * we never handle, and it stays ignored. */
static void
restore_signals(const struct child_command *c)
{
	static const int handled[] = {SIGTTOU, SIGTTIN, SIGTSTP, SIGINT, SIGQUIT, SIGHUP, SIGTERM,
	    SIGWINCH, SIGCONT, SIGUSR1, SIGUSR2};
	struct sigaction now;
	size_t i;

	for (i = 0; i < sizeof handled / sizeof *handled; i++)
		if (sigaction(handled[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
			signal(handled[i], SIG_DFL);
	guard_hand_back(&c->given);
}

static void __attribute__((noreturn))
become(const struct child_command *c, int report)
{
	int e;

	restore_signals(c);
	if (c->keep > 0)
		fcntl(c->keep, F_SETFD, 0);
	e = whereabouts_become(c->file, getenv("PATH"), c->argv, c->env);
	/* nothing to be done when even that fails: the exit code says the rest */
	if (write(report, &e, sizeof e) != sizeof e)
		_exit(126);
	_exit(e == ENOENT ? 127 : 126);
}

static int
set_nonblocking(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	return flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 ? -errno : 0;
}

static void
child_init(struct child *c)
{
	memset(c, 0, sizeof *c);
	c->master = c->in = c->out = c->err = c->report = -1;
}

/* Nobody sees an echo of what is fed in; and the kernel, looking ahead, stops the output at a ^S even
 * when it is quoted. */
static void
make_unattended(int slave)
{
	struct termios t;

	if (tcgetattr(slave, &t) != 0)
		return;
	t.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	t.c_iflag &= ~(tcflag_t)IXON;
	tcsetattr(slave, TCSANOW, &t);
}

int
child_start_pty(struct child *c, const struct child_command *command, const struct termios *modes,
    const struct winsize *size)
{
	int report[2], slave, r;

	child_init(c);
	if (pipe2(report, O_CLOEXEC) != 0)
		return -errno;
	if (openpty(&c->master, &slave, c->slave, modes, size) != 0) {
		r = -errno;
		close(report[0]);
		close(report[1]);
		return r;
	}
	fcntl(c->master, F_SETFD, FD_CLOEXEC);
	set_nonblocking(c->master);
	if (command->unattended)
		make_unattended(slave);
	if ((c->pid = fork()) == 0) {
		if (login_tty(slave) != 0)
			_exit(126);
		become(command, report[1]);
	}
	r = c->pid < 0 ? -errno : 0;
	close(report[1]);
	close(slave);
	c->report = report[0];
	return r;
}

const char *
child_start_error(int code)
{
	/* of a disk nobody has asked */
	return code == -ENOSPC ? "no terminal is left on this machine" : strerror(-code);
}

static int
make_pipe(int ends[2])
{
	return pipe2(ends, O_CLOEXEC) == 0 ? 0 : -errno;
}

/*
 * sshd and cron make a login shell the leader of a session without a terminal: `kill 0` in its commands, and `kill -- -$$`, are for
 * these and not for whoever started the shell.  We have been given that place, so our command gets one of its own.
 */
static bool
we_lead(void)
{
	int tty;

	if (getsid(0) != getpid())
		return false;
	if ((tty = open("/dev/tty", O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)) < 0)
		return true;
	close(tty);
	return false;
}

int
child_start_pipes(struct child *c, const struct child_command *command)
{
	bool leads = we_lead();
	int in[2] = {-1, -1}, out[2] = {-1, -1}, err[2] = {-1, -1}, report[2] = {-1, -1}, r;

	child_init(c);
	if ((r = make_pipe(in)) != 0 || (r = make_pipe(out)) != 0 || (r = make_pipe(err)) != 0 ||
	    (r = make_pipe(report)) != 0)
		goto done;
	if ((c->pid = fork()) == 0) {
		if (dup2(in[0], 0) < 0 || dup2(out[1], 1) < 0 || dup2(err[1], 2) < 0)
			_exit(126);
		if (leads)
			setsid();
		become(command, report[1]);
	}
	if (c->pid < 0) {
		r = -errno;
		goto done;
	}
	c->in = in[1];
	c->out = out[0];
	c->err = err[0];
	c->report = report[0];
	set_nonblocking(c->in);
	set_nonblocking(c->out);
	set_nonblocking(c->err);
	in[1] = out[0] = err[0] = report[0] = -1;
done:
	for (int i = 0; i < 2; i++) {
		int ends[] = {in[i], out[i], err[i], report[i]};

		for (size_t j = 0; j < sizeof ends / sizeof *ends; j++)
			if (ends[j] >= 0)
				close(ends[j]);
	}
	return r;
}

int
child_exec_error(struct child *c)
{
	int e = 0;
	ssize_t n;

	if (c->report < 0)
		return 0;
	do
		n = read(c->report, &e, sizeof e);
	while (n < 0 && errno == EINTR);
	close(c->report);
	c->report = -1;
	return n == (ssize_t)sizeof e ? e : 0;
}

void
child_signal(const struct child *c, int number)
{
	if (kill(-c->pid, number) != 0)
		kill(c->pid, number);
}

int
child_passed(size_t i)
{
	static const int plain[] = {SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSTKFLT};
	const size_t count = sizeof plain / sizeof *plain;

	if (i < count)
		return plain[i];
	/* a supervisor's commands are among those that have no names: what it is told to do is not for us */
	i -= count;
	return i <= (size_t)(SIGRTMAX - SIGRTMIN) ? SIGRTMIN + (int)i : 0;
}

int
child_exit_code(int status)
{
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
