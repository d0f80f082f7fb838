#include "lib/base/gentle.h"

#include <sched.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NICEST 19
#define SLICE_NS 100000000 /* the longest there is; who is given longer ones has to wait longer, too, and is sooner interrupted */

/* As the kernel has it; Debian 12's C library has no name for it, and its kernel takes a slice for nothing. */
struct attributes {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t slice, deadline, period;
};

void
gentle_become(void)
{
	struct attributes wanted = {.size = sizeof wanted, .policy = SCHED_BATCH, .nice = NICEST, .slice = SLICE_NS};

	if (sched_getscheduler(0) == SCHED_OTHER)
		(void)syscall(SYS_sched_setattr, 0, &wanted, 0u);
}
