/*
 * The smallest test harness that serves: a test is a function, CHECK notes what does not hold and
 * goes on, the program prints "ok NAME" or "not ok NAME" for each.
 */
#ifndef STENO_TESTS_CHECK_H
#define STENO_TESTS_CHECK_H

#include <stdio.h>

static int check_failures, check_total;

#define CHECK(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			printf("# %s:%d: %s\n", __FILE__, __LINE__, #condition);                   \
			check_failures++;                                                          \
		}                                                                                  \
	} while (0)

static void
check_run(const char *name, void (*test)(void))
{
	int before = check_failures;

	test();
	printf("%s %s\n", check_failures == before ? "ok" : "not ok", name);
	fflush(stdout);
	check_total++;
}

static int
check_done(void)
{
	printf("1..%d\n", check_total);
	return check_failures == 0 ? 0 : 1;
}

#endif
