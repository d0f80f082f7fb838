/*
 * What the processes below us cost.  The caller must be their subreaper
 * (PR_SET_CHILD_SUBREAPER), so that those whose parents don't wait for them become ours.
 */
#ifndef STENO_BENCH_TREE_H
#define STENO_BENCH_TREE_H

#include <sys/types.h>

struct tree_memory {
	long private_kb; /* Private_* of smaps_rollup, summed; -1 when we may not read it */
	int processes;
};

/*
 * Start counting in a cgroup v2 directory that we may write; NULL: by rusage only.  `own`, or NULL, is one below it: there our child
 * begins, and what leaves it for another below `cgroup` is counted there no more.  -1 with errno.
 */
int tree_open(const char *cgroup, const char *own);

/* In the child, before exec: be counted. */
void tree_join(void);

/* Microseconds of CPU that the cgroup, or the one for our child alone, counted since tree_open, or -1 without one. */
long long tree_cgroup_us(void);
long long tree_own_us(void);

/*
 * Wait for one child alone, and count it; whom it left behind, tree_reap waits for.  -1 when interrupted by a signal.
 */
int tree_wait(pid_t, int *status, long long *ended);

/*
 * Wait for every process below us, orphans included.  The status of `first` goes to *status,
 * when it ended to *ended (CLOCK_MONOTONIC, µs).  The CPU of all of them in µs, or -1 when
 * interrupted by a signal: call it again, what was counted is kept.
 */
long long tree_reap(pid_t first, int *status, long long *ended);

/* All processes below us except `except` and those below it. */
void tree_memory(pid_t except, struct tree_memory *);

/* SIGKILL all children; those that become ours thereby need another call. */
void tree_kill(void);

#endif
