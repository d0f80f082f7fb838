/* The nursery: workers that it makes are ours, confined, and do what others do. */
#include "tests/unit/check.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/cage.h"
#include "indexer/nursery.h"
#include "indexer/worker.h"
#include "lib/base/error.h"

#define OPENS "\033[?2004h"
#define CLOSES "\r\n\033[?2004l\r"

static const struct event SESSION[] = {
	{0, 0, 's', "-- 100 bash", 11}, {10, 1, 'o', OPENS "host$ ", 14}, {100, 2, 'k', "p", 1},
	{110, 3, 'o', "ls -l", 5}, {200, 4, 'k', "e", 1}, {210, 5, 'o', CLOSES, 11}, {220, 6, 'o', "token=hunter2\r\n", 15},
	{230, 7, 'o', OPENS "host$ ", 14}, {300, 8, 'i', "date\r", 5}, {310, 9, 'o', "date" CLOSES, 15},
	{320, 10, 'o', "Sat\r\n" OPENS "host$ ", 19},
};
#define SESSION_EVENTS (sizeof SESSION / sizeof *SESSION)

/* What a worker said. */
struct told {
	struct buffer text;
	int commands;
};

static int
tell_command(void *context, struct command *c)
{
	struct told *told = context;

	command_encode(&told->text, c, 0);
	command_free(c);
	told->commands++;
	return 0;
}

static int
tell_ended(void *context, struct command_end *end)
{
	struct told *told = context;

	buffer_addf(&told->text, "%d %d %d\n", (int)end->seq, (int)end->output_to, (int)end->bytes);
	return 0;
}

static int
tell_output(void *context, const struct letter_output *output)
{
	struct told *told = context;

	buffer_add(&told->text, output->text, output->len);
	return 0;
}

static int
tell_keyframe(void *context, const struct letter_keyframe *k)
{
	struct told *told = context;

	/* what is secret is covered in the worker, with the censor that it was made with */
	buffer_addf(&told->text, "keyframe %d, %u covered\n", (int)k->event, k->covered);
	return 0;
}

static const struct worker_extras extras = {tell_output, tell_keyframe};

static void
play(struct worker *worker)
{
	size_t i;

	for (i = 0; i < SESSION_EVENTS; i++) {
		CHECK(i == 0 || worker_frame(worker) == 0);
		CHECK(worker_event(worker, &SESSION[i]) == 0);
	}
}

static void
test_same(void)
{
	struct told copy = {0}, apart[3] = {0};
	struct recovery_sink sink = {tell_command, tell_ended, &copy};
	struct censor *censor = censor_new();
	struct worker *workers[3], *worker;
	struct scribe_order order = {.censor = censor};
	struct nursery *nursery;
	struct header h;
	int i;

	header_init(&h);
	header_set(&h.command, "bash -l");
	uuid_make(&h.session, 1);
	h.has_session = true;
	order.header = &h;
	CHECK(worker_new_scribe(&order, &sink, &extras, &worker) == 0);
	play(worker);
	CHECK(worker_end(worker, false) == 0);
	worker_free(worker);
	CHECK(copy.commands == 2 && strstr(buffer_string(&copy.text), "hunter2") != NULL);
	CHECK(strstr(buffer_string(&copy.text), "7 covered") != NULL);
	CHECK(nursery_new(censor, &nursery) == 0);
	for (i = 0; i < 3; i++) {
		sink.context = &apart[i];
		CHECK(worker_new_apart(nursery, &h, &sink, &extras, &workers[i]) == 0);
	}
	/* they go on without it, and beside one another */
	nursery_free(nursery);
	for (i = 0; i < 3; i++)
		play(workers[i]);
	for (i = 0; i < 3; i++) {
		CHECK(worker_end(workers[i], false) == 0);
		worker_free(workers[i]);
		CHECK(strcmp(buffer_string(&apart[i].text), buffer_string(&copy.text)) == 0);
		buffer_free(&apart[i].text);
	}
	/* and all of them were waited for */
	CHECK(waitpid(-1, &i, 0) < 0 && errno == ECHILD);
	buffer_free(&copy.text);
	header_free(&h);
	censor_free(censor);
}

/* A line of /proc/PID/status, into `out`. */
static bool
status_line(pid_t pid, const char *name, char out[64])
{
	char path[64], line[256];
	bool found = false;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	if ((f = fopen(path, "re")) == NULL)
		return false;
	while (!found && fgets(line, sizeof line, f) != NULL)
		if ((found = strncmp(line, name, strlen(name)) == 0))
			snprintf(out, 64, "%.60s", line + strlen(name));
	fclose(f);
	return found;
}

/* Our children, but for one. */
static int
children(pid_t but, pid_t *out, int max)
{
	DIR *d = opendir("/proc");
	const struct dirent *e;
	char parent[64];
	int n = 0;

	while (d != NULL && (e = readdir(d)) != NULL) {
		pid_t pid = atoi(e->d_name);

		if (pid > 0 && pid != but && n < max && status_line(pid, "PPid:\t", parent) && atoi(parent) == getpid())
			out[n++] = pid;
	}
	if (d != NULL)
		closedir(d);
	return n;
}

static void
test_confined(void)
{
	struct told told = {0};
	const struct recovery_sink sink = {tell_command, tell_ended, &told};
	struct nursery *nursery;
	struct worker *worker;
	struct header h;
	char line[64];
	pid_t pids[2];

	header_init(&h);
	CHECK(nursery_new(NULL, &nursery) == 0);
	CHECK(children(0, pids, 2) == 1);
	CHECK(worker_new_apart(nursery, &h, &sink, &extras, &worker) == 0);
	play(worker);
	CHECK(worker_flush(worker) == 0);
	while (told.commands == 0 && worker_hear(worker, 100) == 0)
		;
	CHECK(children(pids[0], pids + 1, 1) == 1);
	if (cage_confines()) {
		CHECK(status_line(pids[1], "Seccomp:\t", line) && atoi(line) == 2);
		CHECK(status_line(pids[1], "NoNewPrivs:\t", line) && atoi(line) == 1);
	}
	worker_free(worker);
	CHECK(children(pids[0], pids + 1, 1) == 0);
	nursery_free(nursery);
	CHECK(children(0, pids, 2) == 0);
	buffer_free(&told.text);
	header_free(&h);
}

static void
test_refused(void)
{
	struct told told = {0};
	const struct recovery_sink sink = {tell_command, tell_ended, &told};
	struct nursery *nursery;
	struct worker *worker;
	struct header h;
	char *name = malloc(100001);
	pid_t pid;

	memset(name, 'x', 100000);
	name[100000] = '\0';
	header_init(&h);
	header_set(&h.command, name);
	CHECK(nursery_new(NULL, &nursery) == 0);
	CHECK(worker_new_apart(nursery, &h, &sink, &extras, &worker) == ERR_LIMIT && worker == NULL);
	header_set(&h.command, NULL);
	CHECK(children(0, &pid, 1) == 1 && kill(pid, SIGKILL) == 0);
	CHECK(worker_new_apart(nursery, &h, &sink, &extras, &worker) < 0 && worker == NULL);
	nursery_free(nursery);
	header_free(&h);
	free(name);
}

/* Neither outlives who began them, however that ended. */
static void
test_orphans(void)
{
	struct told told = {0};
	const struct recovery_sink sink = {tell_command, tell_ended, &told};
	struct nursery *nursery;
	struct worker *worker;
	struct header h;
	int ends[2];
	char c;
	pid_t pid;

	header_init(&h);
	CHECK(pipe(ends) == 0);
	if ((pid = fork()) == 0) {
		/* the pipe's end is open in the nursery as well: it is at its end when that is gone */
		close(ends[0]);
		if (nursery_new(NULL, &nursery) == 0 && worker_new_apart(nursery, &h, &sink, &extras, &worker) == 0)
			raise(SIGKILL);
		_exit(1);
	}
	close(ends[1]);
	CHECK(waitpid(pid, &ends[1], 0) == pid && WIFSIGNALED(ends[1]));
	CHECK(read(ends[0], &c, 1) == 0);
	close(ends[0]);
	header_free(&h);
}

int
main(void)
{
	check_run("same", test_same);
	check_run("confined", test_confined);
	check_run("refused", test_refused);
	check_run("orphans", test_orphans);
	return check_done();
}
