/*
 * The terminal of the benchmark: runs a command on a pty of its own, reads what it shows as a
 * terminal would, types when told to, and prints as JSON what the whole process tree cost.  It does the
 * same for every recorder, in blocking reads without a poll, and is itself not counted.
 *
 *	drive [-s COLSxROWS] [-c CGROUP [-j CGROUP]] [-t SECONDS] [-k FILE -p PROMPT [-g USEC]] [-m] [-o FILE] -- COMMAND...
 *	drive -n TIMES [-c CGROUP] [-t SECONDS] -- COMMAND...
 *
 * -c counts in a cgroup; -j begins in one below that and says what was used there, too: a command that leaves it leaves
 * the recorder alone in it.  -k types a file's lines byte by byte, each byte waiting for its echo, each line's end for PROMPT, then
 * "exit"; -g pauses before each byte.  -m: wherever the command shows "PID HOLD", look at the
 * memory of all processes but PID's, then press Enter.  -o keeps what
 * was shown (for trials: it costs).  -n: no terminal, pipes as sshd gives them.
 */
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/tree.h"

#define HOLDS_MAX 8
#define CARRY_MAX 64 /* what is searched for may be split over reads; never longer than this */
#define SETTLE_US 200000

struct options {
	struct winsize size;
	const char *cgroup, *own, *keys, *prompt, *copy;
	char **command;
	long seconds, gap_us, times;
	bool memory;
};

struct drive {
	int master;
	pid_t child;
	int copy;   /* -o, or -1 */
	bool ended; /* the terminal's other side is closed */
	long long bytes, reads, started, closed;
	char seen[CARRY_MAX + 65536]; /* the last read, behind the end of those before it */
	size_t carry, fresh;
	double *echo_us;
	size_t echoes, echoes_max;
	struct tree_memory held[HOLDS_MAX];
	int holds;
};

static volatile sig_atomic_t expired;

static void
die(const char *what)
{
	fprintf(stderr, "drive: %s: %s\n", what, strerror(errno));
	tree_kill();
	exit(2);
}

static long long
now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void
on_alarm(int number)
{
	(void)number;
	expired = 1;
}

/* No SA_RESTART, and it repeats: whatever call we are in, it gets interrupted. */
static void
set_patience(long seconds)
{
	struct sigaction a = {.sa_handler = on_alarm};
	struct itimerval t = {{1, 0}, {seconds, 0}};

	sigaction(SIGALRM, &a, NULL);
	setitimer(ITIMER_REAL, &t, NULL);
}

static void
start(struct drive *d, const struct options *o)
{
	d->started = now_ns();
	d->child = forkpty(&d->master, NULL, NULL, &o->size);
	if (d->child < 0)
		die("can't start on a pty");
	if (d->child == 0) {
		tree_join();
		execvp(o->command[0], o->command);
		_exit(127);
	}
}

/* One read.  False at the end, or when patience ran out. */
static bool
look(struct drive *d)
{
	size_t keep = d->carry + d->fresh < CARRY_MAX ? d->carry + d->fresh : CARRY_MAX;
	ssize_t n;

	if (d->ended)
		return false;
	memmove(d->seen, d->seen + d->carry + d->fresh - keep, keep);
	d->carry = keep;
	d->fresh = 0;
	do
		n = read(d->master, d->seen + keep, sizeof d->seen - keep);
	while (n < 0 && errno == EINTR && !expired);
	if (n <= 0) {
		d->ended = true;
		d->closed = now_ns();
		return false;
	}
	if (d->copy >= 0 && write(d->copy, d->seen + keep, (size_t)n) != n)
		die("can't keep what was shown");
	d->fresh = (size_t)n;
	d->bytes += n;
	d->reads++;
	return true;
}

/* Read until `what` was shown, from now on.  NULL when the command ended before; else behind it. */
static const char *
see(struct drive *d, const char *what, size_t length)
{
	d->carry = d->fresh = 0;
	while (look(d)) {
		const char *p = memmem(d->seen, d->carry + d->fresh, what, length);

		if (p)
			return p + length;
	}
	return NULL;
}

static void
press(struct drive *d, char c)
{
	if (write(d->master, &c, 1) != 1)
		die("can't type");
}

static void
note_echo(struct drive *d, long long ns)
{
	if (d->echoes == d->echoes_max) {
		d->echoes_max = d->echoes_max ? 2 * d->echoes_max : 4096;
		if ((d->echo_us = realloc(d->echo_us, d->echoes_max * sizeof *d->echo_us)) == NULL)
			die("can't keep times");
	}
	d->echo_us[d->echoes++] = (double)ns / 1000;
}

/* Type a line and wait for each byte's echo.  False when the command ended. */
static bool
type_line(struct drive *d, const char *line, size_t length, long gap_us)
{
	size_t i;

	for (i = 0; i < length; i++) {
		long long before;

		if (gap_us > 0)
			usleep((useconds_t)gap_us);
		before = now_ns();
		press(d, line[i]);
		if (see(d, line + i, 1) == NULL)
			return false;
		note_echo(d, now_ns() - before);
	}
	press(d, '\r');
	return true;
}

static void
type_all(struct drive *d, const struct options *o)
{
	FILE *f = fopen(o->keys, "re");
	char *line = NULL;
	size_t room = 0;
	ssize_t n;

	if (f == NULL)
		die(o->keys);
	if (see(d, o->prompt, strlen(o->prompt)))
		while ((n = getline(&line, &room, f)) > 0) {
			n -= line[n - 1] == '\n';
			if (!type_line(d, line, (size_t)n, o->gap_us) ||
			    see(d, o->prompt, strlen(o->prompt)) == NULL)
				break;
		}
	if (!d->ended)
		type_line(d, "exit", 4, o->gap_us);
	free(line);
	fclose(f);
}

static void
hold_all(struct drive *d)
{
	while (d->holds < HOLDS_MAX) {
		const char *pid = see(d, " HOLD", 5);

		if (pid == NULL)
			return;
		for (pid -= 5; pid > d->seen && pid[-1] >= '0' && pid[-1] <= '9'; pid--)
			;
		usleep(SETTLE_US);
		tree_memory((pid_t)atoi(pid), &d->held[d->holds++]);
		press(d, '\r');
	}
}

/* Everything below us, until nothing is left.  CPU in µs by rusage. */
static long long
reap(struct drive *d, int *status, long long *ended_us)
{
	long long us;

	while ((us = tree_reap(d->child, status, ended_us)) < 0)
		if (expired)
			tree_kill();
	return us;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
print_echo(struct drive *d)
{
	size_t n = d->echoes;

	if (n == 0)
		return;
	qsort(d->echo_us, n, sizeof *d->echo_us, compare);
	printf(",\"keys\":%zu,\"echo_p50_us\":%.1f,\"echo_p90_us\":%.1f,\"echo_p99_us\":%.1f,"
	       "\"echo_max_us\":%.1f",
	    n, d->echo_us[n / 2], d->echo_us[n * 9 / 10], d->echo_us[n * 99 / 100],
	    d->echo_us[n - 1]);
}

static void
print_memory(const struct drive *d)
{
	int i;

	printf(",\"held\":[");
	for (i = 0; i < d->holds; i++)
		printf("%s{\"private_kb\":%ld,\"processes\":%d}", i ? "," : "",
		    d->held[i].private_kb, d->held[i].processes);
	printf("]");
}

static void
print_us(long long us)
{
	if (us < 0)
		printf("null");
	else
		printf("%lld", us);
}

static void
print_cost(int status, long long wall_us, long long rusage_us)
{
	printf("{\"status\":%d,\"expired\":%s,\"wall_us\":%lld,\"rusage_us\":%lld,\"cgroup_us\":",
	    WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
	    expired ? "true" : "false", wall_us, rusage_us);
	print_us(tree_cgroup_us());
	printf(",\"own_us\":");
	print_us(tree_own_us());
}

static void
on_terminal(const struct options *o)
{
	static struct drive d;
	long long ended_us = 0, us;
	int status = 0;

	d.copy = o->copy ? open(o->copy, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
	if (o->copy && d.copy < 0)
		die(o->copy);
	start(&d, o);
	if (o->keys)
		type_all(&d, o);
	else if (o->memory)
		hold_all(&d);
	while (look(&d))
		;
	close(d.master);
	us = reap(&d, &status, &ended_us);
	if (ended_us < d.closed / 1000)
		ended_us = d.closed / 1000;
	print_cost(status, ended_us - d.started / 1000, us);
	printf(",\"bytes\":%lld,\"reads\":%lld", d.bytes, d.reads);
	print_echo(&d);
	print_memory(&d);
	printf("}\n");
}

/* As sshd calls a shell without a terminal: three pipes, the first open until the command ends. */
static void
call_once(struct drive *d, const struct options *o)
{
	int in[2], out[2];
	char text[4096];
	ssize_t n;

	if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 || (d->child = fork()) < 0)
		die("can't start");
	if (d->child == 0) {
		tree_join();
		if (dup2(in[0], 0) < 0 || dup2(out[1], 1) < 0 || dup2(out[1], 2) < 0)
			_exit(126);
		setsid();
		execvp(o->command[0], o->command);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	while ((n = read(out[0], text, sizeof text)) > 0 || (n < 0 && errno == EINTR && !expired))
		d->bytes += n > 0 ? n : 0;
	close(in[1]);
	close(out[0]);
}

static void
without_terminal(const struct options *o)
{
	static struct drive d;
	long long ended_us, wall_us = 0, us = 0, before;
	int status = 0, worst = 0;
	long i;

	for (i = 0; i < o->times && !expired; i++) {
		before = now_ns() / 1000;
		ended_us = before;
		call_once(&d, o);
		while (tree_wait(d.child, &status, &ended_us) != 0)
			if (expired)
				tree_kill();
		wall_us += ended_us - before;
		if (status != 0)
			worst = status;
	}
	/* what calls left behind, which is counted too, no caller waits for */
	us = reap(&d, &status, &ended_us);
	print_cost(worst, wall_us, us);
	printf(",\"bytes\":%lld,\"times\":%ld}\n", d.bytes, i);
}

static void
parse(struct options *o, int argc, char **argv)
{
	int c;

	*o = (struct options){.size = {.ws_row = 24, .ws_col = 80}, .seconds = 300};
	while ((c = getopt(argc, argv, "+s:c:j:t:k:p:g:n:o:m")) != -1) {
		switch (c) {
		case 's':
			if (sscanf(optarg, "%hux%hu", &o->size.ws_col, &o->size.ws_row) != 2)
				c = '?';
			break;
		case 'c': o->cgroup = optarg; break;
		case 'j': o->own = optarg; break;
		case 't': o->seconds = atol(optarg); break;
		case 'k': o->keys = optarg; break;
		case 'p': o->prompt = optarg; break;
		case 'g': o->gap_us = atol(optarg); break;
		case 'n': o->times = atol(optarg); break;
		case 'o': o->copy = optarg; break;
		case 'm': o->memory = true; break;
		}
		if (c == '?')
			exit(2);
	}
	o->command = argv + optind;
	if (optind == argc || (o->keys != NULL) != (o->prompt != NULL)) {
		fprintf(stderr, "usage: drive [OPTION...] -- COMMAND...\n");
		exit(2);
	}
}

int
main(int argc, char **argv)
{
	struct options o;

	parse(&o, argc, argv);
	if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0)
		die("can't become the orphans' parent");
	if (tree_open(o.cgroup, o.own) != 0)
		die(o.cgroup);
	set_patience(o.seconds);
	if (o.times > 0)
		without_terminal(&o);
	else
		on_terminal(&o);
	return expired ? 3 : 0;
}
