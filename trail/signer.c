/*
 * steno-signer: holds the key of a sealed store's epoch, and signs.
 *
 * usage: steno-signer [INTERVAL-MS [LOOK-MS]] STORE
 *
 * It signs at each interval, and as soon as it sees, at one of its looks, that a session has ended; where an interval is given and no
 * time between looks, only at intervals.  A word a line on standard output: began, resumed or broke, then sealed with each checkpoint, stopped.  SIGUSR1: sign now; SIGTERM or
 * SIGINT: stop cleanly.  Exit: 0 stopped cleanly; 1 refused to sign; 2 usage; 3 the trail can't be read or written.
 */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>

#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/base/sanitizer.h"
#include "lib/trail/warden.h"

#define INTERVAL_MS 50000 /* no entry stays unsigned for a minute */
#define LOOK_MS 1000
#define RETRY_MS 1000

/* Keys get neither to swap, nor into a core, nor to who traces us.  Root, now, can still read all: that is what epochs are for. */
static int
guard_memory(void)
{
	const struct rlimit none = {0, 0};

	/* what it keeps beside our memory could not be locked */
	if (SANITIZED)
		return 0;
	if (prctl(PR_SET_DUMPABLE, 0) != 0 || setrlimit(RLIMIT_CORE, &none) != 0 || mlockall(MCL_CURRENT | MCL_FUTURE) != 0)
		return -errno;
	return 0;
}

static void
say(const char *word, const struct warden *w)
{
	const struct checkpoint *c = warden_newest(w);

	printf("%s epoch %" PRIu64 " size %" PRIu64 "\n", word, c->epoch, c->size);
	fflush(stdout);
}

static int
complain(const char *store, int r, const char *why)
{
	if (r == ERR_TAMPERED) {
		report_error("the trail of %s is not what was signed; it gets no signature more%s%s", store, why ? ": " : "", why ? why : "");
		return 1;
	}
	report_error("can't sign the trail of %s: %s", store, why ? why : error_text(r));
	return 3;
}

/* Until it is to stop, or refuses.  What only the disk refused is tried again. */
static int
keep(struct warden *w, const char *store, long interval, long look, const sigset_t *signals)
{
	struct timespec wait;
	long left = interval, ms;
	int signal, r;

	for (;;) {
		ms = look < left ? look : left;
		wait = (struct timespec){ms / 1000, ms % 1000 * 1000000};
		signal = sigtimedwait(signals, NULL, &wait);
		if (signal < 0 && errno == EINTR)
			continue;
		if (signal == SIGTERM || signal == SIGINT)
			break;
		left -= ms;
		if (signal < 0 && left > 0 && !warden_session_ended(w))
			continue;
		if ((r = warden_seal(w)) == 0)
			say("sealed", w);
		else if (complain(store, r, NULL) == 1 || !warden_holds(w))
			return 1;
		left = r == 0 ? interval : RETRY_MS;
	}
	if ((r = warden_stop(w)) != 0)
		return complain(store, r, NULL);
	say("stopped", w);
	return 0;
}

int
main(int argc, char **argv)
{
	static const char *const words[] = {[WARDEN_BEGAN] = "began", [WARDEN_RESUMED] = "resumed", [WARDEN_BROKE] = "broke"};
	long interval = argc > 2 ? atol(argv[1]) : INTERVAL_MS, look = argc > 3 ? atol(argv[2]) : argc > 2 ? interval : LOOK_MS;
	const char *store = argv[argc - 1];
	enum warden_start how;
	struct warden *w;
	sigset_t signals;
	char *why;
	int r;

	report_name("steno-signer");
	if (argc < 2 || argc > 4 || interval < 1 || look < 1) {
		fputs("usage: steno-signer [INTERVAL-MS [LOOK-MS]] STORE\n", stderr);
		return 2;
	}
	/* blocked before there is a key: no signal ends us between a seal and its handover */
	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGUSR1);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	if ((r = guard_memory()) != 0) {
		report_error("can't lock the memory that keys are to lie in: %s", strerror(-r));
		return 3;
	}
	if ((r = warden_begin(store, &w, &how, &why)) != 0) {
		r = complain(store, r, why);
		free(why);
		return r;
	}
	say(words[how], w);
	r = keep(w, store, interval, look, &signals);
	warden_free(w);
	return r;
}
