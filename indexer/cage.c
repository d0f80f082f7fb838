/* A process that can only compute. */
#include "indexer/cage.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/base/sanitizer.h"

#define STATUS_OPEN 126   /* of a process that could not confine itself */
#define PIPE_SIZE 262144  /* as asked for; the kernel may give less */
#define ANY_UNIT 0xFFFFFFFFu

struct cage {
	pid_t pid; /* 0: reaped */
	/* `spare` is the end that the process reads, held open so that our writes never meet a broken pipe */
	int input, output, spare;
	enum cage_fate fate;
	int number;
};

bool
cage_confines(void)
{
	return !SANITIZED;
}

/* What the C library needs while it allocates, computes and gives up. */
static int
allow_calls(scmp_filter_ctx filter)
{
	static const int calls[] = {SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(brk), SCMP_SYS(munmap),
	    SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall),
	    SCMP_SYS(sched_yield), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),
	    /* abort(): so that what the C library itself finds wrong is told as that */
	    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction), SCMP_SYS(getpid), SCMP_SYS(gettid)};
	size_t i;
	int r = 0;

	for (i = 0; i < sizeof calls / sizeof *calls && r == 0; i++)
		r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
	return r;
}

/* The same, where it depends on the arguments. */
static int
allow_some(scmp_filter_ctx filter)
{
	const uint64_t self = (uint64_t)getpid();
	int r;

	if ((r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(read), 1,
		 SCMP_A0(SCMP_CMP_MASKED_EQ, ANY_UNIT, STDIN_FILENO))) != 0 ||
	    (r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1,
		 SCMP_A0(SCMP_CMP_MASKED_EQ, ANY_UNIT, STDOUT_FILENO))) != 0 ||
	    (r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2,
		 SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
		 SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS))) != 0 ||
	    (r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 2,
		 SCMP_A0(SCMP_CMP_MASKED_EQ, ANY_UNIT, self), SCMP_A2(SCMP_CMP_MASKED_EQ, ANY_UNIT, SIGABRT))) != 0)
		return r;
	/* abort's last words */
	return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EBADF), SCMP_SYS(writev), 1,
	    SCMP_A0(SCMP_CMP_MASKED_EQ, ANY_UNIT, STDERR_FILENO));
}

static int
filter_calls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	int r;

	if (filter == NULL)
		return -ENOMEM;
	if ((r = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS)) == 0 &&
	    (r = allow_calls(filter)) == 0 && (r = allow_some(filter)) == 0)
		r = seccomp_load(filter);
	seccomp_release(filter);
	return r;
}

/* Addresses that are taken already: what the parent had is no fault of the inmate's. */
static rlim_t
memory_taken(void)
{
	unsigned long pages = 0;
	FILE *file = fopen("/proc/self/statm", "re");

	if (file == NULL || fscanf(file, "%lu", &pages) != 1)
		pages = 0;
	if (file != NULL)
		fclose(file);
	return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

static int
limit(int resource, rlim_t most)
{
	/* of processor time the soft limit says by its signal what it is, the hard one kills */
	const struct rlimit both = {most, resource == RLIMIT_CPU ? most + 1 : most};
	struct rlimit now;

	/* who started us may have allowed less */
	if (getrlimit(resource, &now) == 0 && now.rlim_max <= most)
		return 0;
	return setrlimit(resource, &both) == 0 ? 0 : -errno;
}

static int
limit_all(rlim_t memory)
{
	int r;

	if ((r = limit(RLIMIT_CORE, 0)) != 0 || (r = limit(RLIMIT_FSIZE, 0)) != 0 ||
	    (r = limit(RLIMIT_NOFILE, 0)) != 0 || (r = limit(RLIMIT_NPROC, 0)) != 0 ||
	    (r = limit(RLIMIT_MEMLOCK, 0)) != 0 || (r = limit(RLIMIT_CPU, CAGE_SECONDS_MAX)) != 0)
		return r;
	/* a sanitizer takes terabytes of addresses */
	return cage_confines() ? limit(RLIMIT_AS, memory) : 0;
}

/* The pipes as 0 and 1, and nothing else.  A sanitizer keeps 2 to say what it found. */
static int
keep_pipes(int in, int out)
{
	/* either may stand where the other belongs */
	if ((in = fcntl(in, F_DUPFD, 3)) < 0 || (out = fcntl(out, F_DUPFD, 3)) < 0 || dup2(in, STDIN_FILENO) < 0 ||
	    dup2(out, STDOUT_FILENO) < 0 || close_range(cage_confines() ? 2 : 3, ~0u, 0) != 0)
		return -errno;
	return 0;
}

static int
confine(int in, int out, pid_t parent)
{
	rlim_t memory = memory_taken() + CAGE_MEMORY_MAX;
	int r;

	/* a parent that died before this call is not noticed by it */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return -EPERM;
	/* a leak check traces its own process */
	if (cage_confines() && prctl(PR_SET_DUMPABLE, 0) != 0)
		return -errno;
	if ((r = keep_pipes(in, out)) != 0 || (r = limit_all(memory)) != 0)
		return r;
	return cage_confines() ? filter_calls() : 0;
}

/* Handlers and what is blocked were the parent's. */
static void
forget_signals(void)
{
	sigset_t none;
	int n;

	for (n = 1; n < NSIG; n++)
		if (cage_confines() || n == SIGPIPE)
			signal(n, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static int
start(struct cage *cage, int (*spawn)(void *context, int in, int out), void *context)
{
	int to[2] = {-1, -1}, from[2] = {-1, -1}, r;

	if (pipe2(to, O_CLOEXEC) == 0) {
		cage->spare = to[0];
		cage->input = to[1];
	}
	if (to[0] < 0 || pipe2(from, O_CLOEXEC) != 0)
		return -errno;
	cage->output = from[0];
	fcntl(cage->input, F_SETPIPE_SZ, PIPE_SIZE);
	if (fcntl(cage->input, F_SETFL, O_NONBLOCK) != 0 || fcntl(cage->output, F_SETFL, O_NONBLOCK) != 0)
		r = -errno;
	else if ((r = spawn(context, to[0], from[1])) > 0)
		cage->pid = r;
	close(from[1]);
	return r < 0 ? r : 0;
}

int
cage_new_by(int (*spawn)(void *context, int in, int out), void *context, struct cage **out)
{
	struct cage *cage = calloc(1, sizeof *cage);
	int r;

	*out = NULL;
	if (cage == NULL)
		return -ENOMEM;
	cage->input = cage->output = cage->spare = -1;
	if ((r = start(cage, spawn, context)) != 0) {
		cage_free(cage);
		return r;
	}
	*out = cage;
	return 0;
}

void
cage_enter(int in, int out, int parent, int (*inmate)(int in, int out, void *context), void *context)
{
	forget_signals();
	_exit(confine(in, out, parent) == 0 ? inmate(STDIN_FILENO, STDOUT_FILENO, context) : STATUS_OPEN);
}

struct copy {
	int (*inmate)(int in, int out, void *context);
	void *context;
};

static int
fork_copy(void *context, int in, int out)
{
	const struct copy *copy = context;
	pid_t parent = getpid(), pid = fork();

	if (pid == 0)
		cage_enter(in, out, parent, copy->inmate, copy->context);
	return pid < 0 ? -errno : pid;
}

int
cage_new(int (*inmate)(int in, int out, void *context), void *context, struct cage **out)
{
	struct copy copy = {inmate, context};

	return cage_new_by(fork_copy, &copy, out);
}

int
cage_input(const struct cage *cage)
{
	return cage->input;
}

int
cage_output(const struct cage *cage)
{
	return cage->output;
}

int
cage_process(const struct cage *cage)
{
	return (int)cage->pid;
}

enum cage_fate
cage_end(struct cage *cage, int *number)
{
	int status = SIGKILL;

	if (cage->pid > 0) {
		kill(cage->pid, SIGKILL);
		while (waitpid(cage->pid, &status, 0) < 0 && errno == EINTR)
			;
		cage->pid = 0;
		cage->fate = WIFSIGNALED(status) ? CAGE_KILLED : CAGE_RETURNED;
		cage->number = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
		if (cage->fate == CAGE_KILLED && cage->number == SIGSYS)
			cage->fate = CAGE_REFUSED;
		if (cage->fate == CAGE_RETURNED && cage->number == STATUS_OPEN)
			cage->fate = CAGE_OPEN;
	}
	*number = cage->number;
	return cage->fate;
}

static void
close_end(int fd)
{
	if (fd >= 0)
		close(fd);
}

void
cage_free(struct cage *cage)
{
	int number;

	if (cage == NULL)
		return;
	cage_end(cage, &number);
	close_end(cage->input);
	close_end(cage->output);
	close_end(cage->spare);
	free(cage);
}
