/* steno recover: finishes recordings whose recorder was lost. */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/archive.h"
#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/cast/mend.h"
#include "lib/cast/store.h"
#include "lib/verb/deed.h"


static int run(int argc, char **argv);

const struct verb archive_recover = {"recover", run,
    "usage: steno recover [OPTION...] [FILE|SESSION|DIR...]\n"
    "\n"
    "Finish recordings whose recorder was killed, or whose machine lost power: the journals become\n"
    "frames, and the recording says that its end was not witnessed.  Live ones are left alone.\n"
    "Reading does not need this: every verb reads file and journals as one.\n"
    "\n"
    "Without an argument: everything in your store.\n"
    "\n"
    "  -q, --quiet\n"
    "      --help, --version\n"
    "\n"
    "exit status: 0; 1 when a recording could not be finished; 3 when one can't be read.\n"
    "\n"
    "examples:\n"
    "  steno recover\n"
    "  steno recover /var/lib/old-disk/sessions\n"};

static const struct option OPTIONS[] = {
	{"quiet", no_argument, NULL, 'q'},
	VERB_OPTIONS_END,
};

static void
tell(const char *path, const struct mend_report *done)
{
	unsigned char digest[DIGEST_SIZE];
	struct buffer detail = {0};

	if (!done->needed || !done->has_last || link_digest(&done->last, digest) != 0)
		return;
	buffer_addf(&detail, "{\"frames\":%" PRIu64 ",\"events\":%" PRIu64 ",\"cut\":%s}", done->last.sequence + 1,
	    done->last.first_event + done->last.events, done->cut ? "true" : "false");
	/* a recorder may be killed before it begins a trail */
	deed_begin(path);
	deed_recording(path, "session.lost", "warning", NULL, NULL);
	deed_recording(path, "session.recovered", "notice", &detail, digest);
	buffer_free(&detail);
}

static int
recover_file(const char *path, bool quiet, bool named)
{
	struct mend_report done;
	int r = mend_recording(path, &done);

	if (r == ERR_BUSY && !named)
		return EXIT_FINE;
	switch (r) {
	case 0:
		tell(path, &done);
		if (quiet || (!done.needed && !named))
			return EXIT_FINE;
		if (!done.needed)
			report_done("%s: nothing to do", path);
		else
			report_done("%s: finished, with %" PRIu64 " events from its journals%s", path,
			    done.events, done.cut ? "; the last was cut in the middle" : "");
		return EXIT_FINE;
	case ERR_BUSY:
		report_error("%s is being recorded: nothing was done", path);
		return EXIT_FOUND;
	case ERR_DAMAGED:
		report_error("%s stops in the middle of a frame, and no journal has the rest: it was "
			     "cut, not left by a crash; nothing was changed", path);
		return EXIT_FOUND;
	case ERR_NOTFOUND:
		report_error("%s: a journal is missing before the last one; what stands behind the "
			     "hole was left as it is", path);
		return EXIT_FOUND;
	case ERR_UNKNOWN:
		report_error("%s is no recording of Steno's", path);
		return EXIT_UNREADABLE;
	case ERR_TRUNCATED:
		report_error("%s: nothing was recorded in it", path);
		return EXIT_FOUND;
	}
	report_error("can't recover %s: %s", path, error_text(r));
	return EXIT_UNREADABLE;
}

static int
recover_folder(const char *folder, bool quiet)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	int code = EXIT_FINE, one;
	struct stat st;
	char *path;

	if (dir == NULL) {
		report_error("can't read %s: %s", folder, strerror(errno));
		return EXIT_UNREADABLE;
	}
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.' || asprintf(&path, "%s/%s", folder, entry->d_name) < 0)
			continue;
		one = EXIT_FINE;
		/* not through links: a folder that holds itself would have no end */
		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
			one = recover_folder(path, quiet);
		else if (S_ISREG(st.st_mode) && store_is_recording(entry->d_name))
			one = recover_file(path, quiet, false);
		code = one > code ? one : code;
		free(path);
	}
	closedir(dir);
	return code;
}

static int
recover_named(const char *name, bool quiet)
{
	char *path = verb_find(name);
	struct stat st;
	int code;

	if (path == NULL)
		return EXIT_UNREADABLE;
	code = stat(path, &st) == 0 && S_ISDIR(st.st_mode) ? recover_folder(path, quiet)
							   : recover_file(path, quiet, true);
	free(path);
	return code;
}

static int
recover_store(bool quiet)
{
	char *store = verb_store(), *sessions = NULL;
	struct stat st;
	int code = EXIT_FINE;

	if (store == NULL || asprintf(&sessions, "%s/sessions", store) < 0) {
		report_error("out of memory");
		code = EXIT_UNREADABLE;
	} else if (stat(sessions, &st) == 0) {
		code = recover_folder(sessions, quiet);
	}
	free(sessions);
	free(store);
	return code;
}

static int
run(int argc, char **argv)
{
	int option, code = EXIT_FINE, one;
	bool quiet = false;

	while ((option = verb_option(&archive_recover, argc, argv, "q", OPTIONS)) != -1) {
		if (option != 'q')
			return EXIT_USAGE;
		quiet = true;
	}
	if (optind == argc)
		return recover_store(quiet);
	for (; optind < argc; optind++) {
		one = recover_named(argv[optind], quiet);
		code = one > code ? one : code;
	}
	return code;
}
