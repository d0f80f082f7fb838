/* Another program of ours, run. */
#include "trail/errand.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/verb/sibling.h"

static int
read_all(int fd, size_t limit, struct buffer *out)
{
	ssize_t n;
	char *room;

	while ((room = buffer_reserve(out, 65536)) != NULL && (n = read(fd, room, 65536)) != 0) {
		if (n < 0 && errno != EINTR)
			return -errno;
		out->len += n > 0 ? (size_t)n : 0;
		if (out->len > limit)
			return ERR_LIMIT;
	}
	return buffer_status(out);
}

int
errand_run(const char *room, const char *program, const char *folder, const char *const *argv, size_t limit, struct buffer *out)
{
	char *path = sibling_program(room, program);
	int ends[2], status = 0, r;
	pid_t pid;

	if (path == NULL)
		return ERR_NOTFOUND;
	if (pipe2(ends, O_CLOEXEC) != 0) {
		free(path);
		return -errno;
	}
	/* who started us may ignore it: then nobody could say how it ended */
	signal(SIGCHLD, SIG_DFL);
	if ((pid = fork()) == 0) {
		if ((folder == NULL || chdir(folder) == 0) && dup2(ends[1], STDOUT_FILENO) >= 0)
			execv(path, (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	close(ends[1]);
	r = pid < 0 ? -errno : read_all(ends[0], limit, out);
	close(ends[0]);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	free(path);
	return r != 0 ? r : WIFEXITED(status) ? WEXITSTATUS(status) : ERR_FAILED;
}
