/* What is left to others when a session has ended. */
#include "recorder/parting.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/cast/backlog.h"

#ifndef STENO_LIBEXECDIR
#define STENO_LIBEXECDIR "/usr/local/libexec/steno"
#endif

#define PROGRAM "steno-index"

/* Beside us where it was installed; in a build tree in the room beside ours.  Never by PATH or the environment. */
static char *
find_program(void)
{
	static const char *const places[] = {"", "../indexer/"};
	char here[4096], *slash, *path;
	ssize_t n = readlink("/proc/self/exe", here, sizeof here - 1);
	size_t i;

	if (n > 0) {
		here[n] = '\0';
		if ((slash = strrchr(here, '/')) != NULL)
			slash[1] = '\0';
		for (i = 0; slash != NULL && i < sizeof places / sizeof *places; i++) {
			if (asprintf(&path, "%s%s%s", here, places[i], PROGRAM) < 0)
				return NULL;
			if (access(path, X_OK) == 0)
				return path;
			free(path);
		}
	}
	return asprintf(&path, "%s/%s", STENO_LIBEXECDIR, PROGRAM) < 0 ? NULL : path;
}

/* In a process that nobody waits for.  It has no environment but a home: not that of the user, who could preload code. */
static void
run(const char *program, const char *index, const char *path, const char *home)
{
	const char *const argv[] = {program, "index", "--quiet", "--background", "--index", index, "--", path, NULL};
	const char *const env[] = {home, NULL};
	int fd, null = open("/dev/null", O_RDWR | O_CLOEXEC);
	sigset_t none;

	for (fd = 0; null >= 0 && fd < 3; fd++)
		dup2(null, fd);
	close_range(3, ~0u, 0);
	setsid();
	/* we have blocked them all by now: but it can be ended, by a machine that goes down for one.  Not by the hangup of the
	 * terminal that its parent left, which may wait for it already */
	signal(SIGHUP, SIG_IGN);
	signal(SIGHUP, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execve(program, (char *const *)(uintptr_t)argv, (char *const *)(uintptr_t)env);
	_exit(127);
}

static void
start(const char *program, const char *index, const char *path, const char *home)
{
	pid_t pid;

	if ((pid = fork()) == 0) {
		if (fork() == 0)
			run(program, index, path, home);
		_exit(0);
	}
	if (pid > 0)
		waitpid(pid, NULL, 0);
}

/* Whether somebody works off what waits already: then a new entry is all that he needs. */
static bool
is_tended(const char *index)
{
	int lock = backlog_take(index);

	if (lock >= 0)
		close(lock);
	return lock == ERR_BUSY;
}

void
parting_index(const struct policy *policy, const char *path)
{
	char *program, *index = NULL, *home = NULL;

	if (path == NULL || strcmp(config_get(policy->config, "record.index"), "yes") != 0)
		return;
	if ((program = find_program()) == NULL || access(program, X_OK) != 0 ||
	    asprintf(&index, "%s/index.db", policy->store) < 0 || asprintf(&home, "HOME=%s", policy->home) < 0)
		goto done;
	/* the entry before the question, or both would leave it to the other */
	if (backlog_add(index, path) != 0 || !is_tended(index))
		start(program, index, path, home);
done:
	free(program);
	free(index);
	free(home);
}
