/* What the processes below us cost: CPU by cgroup and by wait4, memory by /proc. */
#include "tests/bench/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PROCESSES_MAX 4096

struct process {
	pid_t pid, parent;
};

/* cpu.stat of a cgroup, and what it said at the start. */
struct meter {
	int fd;
	long long before;
};

static int procs = -1;
static struct meter whole = {.fd = -1}, own = {.fd = -1};
static long long reaped_us;

static long long
read_usage(int fd)
{
	char text[4096], *p;
	ssize_t n;

	if (fd < 0 || (n = pread(fd, text, sizeof text - 1, 0)) <= 0)
		return -1;
	text[n] = '\0';
	p = strstr(text, "usage_usec ");
	return p ? atoll(p + strlen("usage_usec ")) : -1;
}

static int
open_meter(struct meter *m, const char *cgroup)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/cpu.stat", cgroup);
	m->fd = open(path, O_RDONLY | O_CLOEXEC);
	m->before = read_usage(m->fd);
	return m->fd < 0 ? -1 : 0;
}

static long long
read_meter(const struct meter *m)
{
	long long now = read_usage(m->fd);

	return now < 0 ? -1 : now - m->before;
}

int
tree_open(const char *cgroup, const char *its_own)
{
	char path[4096];

	if (cgroup == NULL)
		return 0;
	snprintf(path, sizeof path, "%s/cgroup.procs", its_own ? its_own : cgroup);
	if ((procs = open(path, O_WRONLY | O_CLOEXEC)) < 0 || (its_own != NULL && open_meter(&own, its_own) != 0))
		return -1;
	return open_meter(&whole, cgroup);
}

void
tree_join(void)
{
	if (procs >= 0 && write(procs, "0", 1) != 1)
		_exit(126);
}

long long
tree_cgroup_us(void)
{
	return read_meter(&whole);
}

long long
tree_own_us(void)
{
	return read_meter(&own);
}

static long long
usec(const struct timeval *t)
{
	return t->tv_sec * 1000000LL + t->tv_usec;
}

/* Somebody has ended: count what he took. */
static long long
count_ended(const struct rusage *r)
{
	struct timespec now;

	reaped_us += usec(&r->ru_utime) + usec(&r->ru_stime);
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

int
tree_wait(pid_t pid, int *status, long long *ended)
{
	struct rusage r;

	if (wait4(pid, status, 0, &r) != pid)
		return -1;
	*ended = count_ended(&r);
	return 0;
}

long long
tree_reap(pid_t first, int *status, long long *ended)
{
	struct rusage r;
	long long now;
	pid_t pid;
	int s;

	while ((pid = wait4(-1, &s, 0, &r)) > 0) {
		now = count_ended(&r);
		if (pid != first)
			continue;
		*ended = now;
		*status = s;
	}
	return errno == ECHILD ? reaped_us : -1;
}

static pid_t
parent_of(pid_t pid)
{
	char path[64], text[512], *p;
	ssize_t n;
	int fd;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return -1;
	n = read(fd, text, sizeof text - 1);
	close(fd);
	if (n <= 0)
		return -1;
	text[n] = '\0';
	/* "PID (NAME) STATE PARENT": the name may hold anything, even brackets */
	p = strrchr(text, ')');
	return p && strlen(p) > 4 ? (pid_t)atoi(p + 4) : -1;
}

static size_t
list(struct process *all)
{
	struct dirent *e;
	size_t n = 0;
	DIR *d = opendir("/proc");

	while (d && n < PROCESSES_MAX && (e = readdir(d)) != NULL) {
		pid_t pid = (pid_t)atoi(e->d_name);

		if (pid > 0 && (all[n].parent = parent_of(pid)) >= 0)
			all[n++].pid = pid;
	}
	if (d)
		closedir(d);
	return n;
}

/* Is it below `top`, and not below `except` nor that itself?  Bounded: /proc isn't one moment. */
static int
counts(const struct process *all, size_t n, pid_t pid, pid_t top, pid_t except)
{
	int depth;

	for (depth = 0; depth < 64; depth++) {
		size_t i;

		if (pid == except)
			return 0;
		for (i = 0; i < n && all[i].pid != pid; i++)
			;
		if (i == n)
			return 0;
		if (all[i].parent == top)
			return 1;
		pid = all[i].parent;
	}
	return 0;
}

static long
private_kb(pid_t pid)
{
	char path[64], line[256];
	long sum = -1, kb;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
	if ((f = fopen(path, "re")) == NULL)
		return -1;
	while (fgets(line, sizeof line, f) != NULL)
		if (sscanf(line, "Private_%*[A-Za-z]: %ld kB", &kb) == 1)
			sum = (sum < 0 ? 0 : sum) + kb;
	fclose(f);
	return sum;
}

void
tree_memory(pid_t except, struct tree_memory *m)
{
	static struct process all[PROCESSES_MAX];
	size_t i, n = list(all);

	*m = (struct tree_memory){0, 0};
	for (i = 0; i < n; i++) {
		long kb;

		if (!counts(all, n, all[i].pid, getpid(), except))
			continue;
		kb = private_kb(all[i].pid);
		m->processes++;
		m->private_kb = kb < 0 || m->private_kb < 0 ? -1 : m->private_kb + kb;
	}
}

void
tree_kill(void)
{
	static struct process all[PROCESSES_MAX];
	size_t i, n = list(all);

	for (i = 0; i < n; i++)
		if (all[i].parent == getpid())
			kill(all[i].pid, SIGKILL);
}
