/* The index of a store forgets what was pruned. */
#include "trail/oblivion.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/base/file.h"
#include "lib/base/report.h"
#include "lib/verb/sibling.h"
#include "lib/verb/verb.h"

static int
hand_ids(const struct docket *d, int fd)
{
	struct buffer text = {0};
	char id[UUID_TEXT_SIZE];
	uint32_t i;
	int r;

	for (i = 0; i < d->count; i++)
		if (d->sessions[i].pruned) {
			uuid_format(&d->sessions[i].id, id);
			buffer_adds(&text, id);
			buffer_addc(&text, '\n');
		}
	if ((r = buffer_status(&text)) == 0)
		r = file_write(fd, text.data ? text.data : "", text.len);
	buffer_free(&text);
	return r;
}

static pid_t
start_index(const char *program, const char *index, int in)
{
	pid_t pid = fork();

	if (pid == 0) {
		dup2(in, STDIN_FILENO);
		close_range(3, ~0u, 0);
		signal(SIGPIPE, SIG_DFL);
		execl(program, "steno-index", "index", "--quiet", "--forget", "--index", index, (char *)NULL);
		_exit(127);
	}
	return pid;
}

/* All that ever were pruned: what a killed run left in the index goes with them. */
int
oblivion_bring(const char *index, const struct docket *docket)
{
	char *program;
	int ends[2], status = -1;
	pid_t pid;

	if (access(index, F_OK) != 0)
		return EXIT_FINE;
	if ((program = sibling_program("indexer", "steno-index")) == NULL || pipe2(ends, O_CLOEXEC) != 0) {
		report_error("can't run steno-index: %s still has what was pruned", index);
		free(program);
		return EXIT_FOUND;
	}
	signal(SIGPIPE, SIG_IGN);
	pid = start_index(program, index, ends[0]);
	close(ends[0]);
	if (pid > 0)
		(void)hand_ids(docket, ends[1]);
	close(ends[1]);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	free(program);
	if (pid > 0 && WIFEXITED(status) && (WEXITSTATUS(status) == EXIT_FINE || WEXITSTATUS(status) == EXIT_TRACES))
		return WEXITSTATUS(status);
	report_error("%s may still have what was pruned: the next \"steno prune --force\" takes it out", index);
	return EXIT_FOUND;
}
