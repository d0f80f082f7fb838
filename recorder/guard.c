/* What a recorder does for its own safety. */
#include "recorder/guard.h"

#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>

bool
guard_begin(void)
{
	struct sigaction before, ignore = {.sa_handler = SIG_IGN};

	/* a second heap for the thread beside us would only cost memory */
	mallopt(M_ARENA_MAX, 1);
	sigaction(SIGPIPE, &ignore, &before);
	return before.sa_handler == SIG_IGN;
}

void
guard_seal(void)
{
	/* not by setrlimit: that would be inherited by the command */
	prctl(PR_SET_DUMPABLE, 0);
}
