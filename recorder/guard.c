/* What a recorder does for its own safety. */
#include "recorder/guard.h"

#include <event2/event.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>
#include <syslog.h>
#include <unistd.h>

#include "lib/base/sanitizer.h"

/* On its own libevent writes to stderr, which is the session; EVENT_SHOW_METHOD is enough for that. */
static void
log_event(int severity, const char *text)
{
	if (severity >= EVENT_LOG_WARN)
		syslog(LOG_AUTHPRIV | LOG_WARNING, "%s", text);
}

/* A descriptor that is missing would be taken by the recording, and written to by the command. */
static void
fill_descriptors(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= 2);
	if (fd > 2)
		close(fd);
}

static void
do_nothing(int signal)
{
	(void)signal;
}

/*
 * A file that has reached the limit of its size is a disk that is full: the write's failure says so,
 * and the policy decides.  The command gets the signal as it was: no handler outlives exec.
 */
static void
survive_limits(void)
{
	struct sigaction before, handler = {.sa_handler = do_nothing, .sa_flags = SA_RESTART};

	if (sigaction(SIGXFSZ, NULL, &before) == 0 && before.sa_handler == SIG_DFL)
		sigaction(SIGXFSZ, &handler, NULL);
}

/*
 * Who starts us may have blocked signals, or ignore the end of children, as supervisors do: we would wait for ever for
 * what does not arrive, and miss the status of a command that is quick.
 */
static void
hear_signals(struct guard_given *given)
{
	struct sigaction before, handler = {.sa_handler = SIG_DFL};
	sigset_t none;

	sigaction(SIGCHLD, &handler, &before);
	given->child_ignored = before.sa_handler == SIG_IGN;
	handler.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &handler, &before);
	given->pipe_ignored = before.sa_handler == SIG_IGN;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, &given->blocked);
}

void
guard_begin(struct guard_given *given)
{

	fill_descriptors();
	survive_limits();
	/* a second heap for the thread beside us would only cost memory */
	mallopt(M_ARENA_MAX, 1);
	event_set_log_callback(log_event);
	hear_signals(given);
}

void
guard_hand_back(const struct guard_given *given)
{
	signal(SIGPIPE, given->pipe_ignored ? SIG_IGN : SIG_DFL);
	signal(SIGCHLD, given->child_ignored ? SIG_IGN : SIG_DFL);
	sigprocmask(SIG_SETMASK, &given->blocked, NULL);
}

void
guard_seal(void)
{
	/* not by setrlimit: that would be inherited by the command */
	if (!SANITIZED)
		prctl(PR_SET_DUMPABLE, 0);
}

void
guard_finish(void)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
}
