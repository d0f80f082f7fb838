/* The cage: what is let through, what isn't, and how it ends. */
#include "tests/unit/check.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/base/file.h"
#include "tests/unit/inmate.h"

/* Reads and writes as a file does, until the end. */
static int
inmate_echo(int in, int out, void *context)
{
	char data[100];
	ssize_t n = read(in, data, sizeof data);

	(void)context;
	return n > 0 && file_write(out, data, (size_t)n) == 0 ? 7 : 1;
}

static void
wait_for_end(const struct cage *cage)
{
	struct pollfd fd = {cage_output(cage), POLLIN, 0};
	char data[256];
	ssize_t n;

	do {
		poll(&fd, 1, -1);
		n = read(fd.fd, data, sizeof data);
	} while (n > 0 || (n < 0 && errno == EAGAIN));
}

static enum cage_fate
fate_of(const char *what, int *number)
{
	struct cage *cage;
	enum cage_fate fate;

	if (cage_new(inmate_do, (void *)(uintptr_t)what, &cage) != 0)
		abort();
	wait_for_end(cage);
	fate = cage_end(cage, number);
	cage_free(cage);
	return fate;
}

static void
test_cage_pipes(void)
{
	struct pollfd fd;
	struct cage *cage;
	char data[16];
	int number;

	CHECK(cage_new(inmate_echo, NULL, &cage) == 0);
	CHECK(write(cage_input(cage), "hello", 5) == 5);
	fd = (struct pollfd){cage_output(cage), POLLIN, 0};
	CHECK(poll(&fd, 1, -1) == 1);
	CHECK(read(cage_output(cage), data, sizeof data) == 5 && memcmp(data, "hello", 5) == 0);
	wait_for_end(cage);
	/* nobody reads any more, and that raises no signal */
	CHECK(write(cage_input(cage), "more", 4) == 4);
	CHECK(cage_end(cage, &number) == CAGE_RETURNED && number == 7);
	CHECK(cage_end(cage, &number) == CAGE_RETURNED && number == 7);
	cage_free(cage);
	cage_free(NULL);
}

static void
test_cage_crashes(void)
{
	int number;

	if (!cage_confines())
		return;
	CHECK(fate_of("v", &number) == CAGE_KILLED && number == SIGSEGV);
	CHECK(fate_of("a", &number) == CAGE_KILLED && number == SIGABRT);
	CHECK(fate_of("h", &number) == CAGE_KILLED && number == SIGABRT);
}

static void
test_cage_refuses(void)
{
	static const char *const deeds[] = {"o", "s", "x", "f", "k", "K", "r", "w", "p", "P", "c"};
	size_t i;
	int number;

	if (!cage_confines())
		return;
	for (i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		enum cage_fate fate = fate_of(deeds[i], &number);

		if (fate != CAGE_REFUSED || number != SIGSYS)
			printf("# \"%s\": %d %d\n", deeds[i], fate, number);
		CHECK(fate == CAGE_REFUSED && number == SIGSYS);
	}
}

static void
test_cage_memory(void)
{
	int number;

	if (!cage_confines())
		return;
	CHECK(fate_of("m", &number) == CAGE_RETURNED && number == 5);
}

static void
test_cage_is_ended(void)
{
	struct cage *cage;
	int number;

	CHECK(cage_new(inmate_do, (void *)(uintptr_t)"l", &cage) == 0);
	CHECK(cage_end(cage, &number) == CAGE_KILLED && number == SIGKILL);
	cage_free(cage);
	CHECK(cage_new(inmate_do, (void *)(uintptr_t)"l", &cage) == 0);
	cage_free(cage);
	CHECK(waitpid(-1, &number, 0) < 0 && errno == ECHILD);
}

/* Descriptors 0 to 2 may be anything, also missing: the pipes then stand there. */
static void
test_cage_without_descriptors(void)
{
	pid_t pid = fork();
	struct cage *cage;
	int status = 0, number;

	if (pid == 0) {
		close(0);
		close(1);
		if (cage_confines())
			close(2);
		if (cage_new(inmate_echo, NULL, &cage) != 0 || write(cage_input(cage), "hello", 5) != 5)
			_exit(1);
		wait_for_end(cage);
		_exit(cage_end(cage, &number) == CAGE_RETURNED && number == 7 ? 0 : 2);
	}
	CHECK(waitpid(pid, &status, 0) == pid && status == 0);
}

int
main(void)
{
	check_run("cage_pipes", test_cage_pipes);
	check_run("cage_crashes", test_cage_crashes);
	check_run("cage_refuses", test_cage_refuses);
	check_run("cage_memory", test_cage_memory);
	check_run("cage_is_ended", test_cage_is_ended);
	check_run("cage_without_descriptors", test_cage_without_descriptors);
	return check_done();
}
