/* steno pack: closed recordings, compressed as hard as it pays. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "archive/archive.h"
#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/cast/frame.h"
#include "lib/cast/remake.h"
#include "lib/verb/deed.h"

static int run(int argc, char **argv);

const struct verb archive_pack = {"pack", run,
    "usage: steno pack [OPTION...] FILE|SESSION...\n"
    "\n"
    "Compress closed recordings harder, and their lines together.  The evidence and every proof stay as they are; the file is\n"
    "replaced at once and only after all of it was verified.\n"
    "\n"
    "      --level N   zstd's level, 1 to 19 (default 19)\n"
    "  -q, --quiet\n"
    "      --help, --version\n"
    "\n"
    "exit status: 0; 1 when a recording is live, unfinished, damaged, tampered with, or none of Steno's: it\n"
    "was left as it is; 2 usage; 3 when one can't be read.\n"
    "\n"
    "examples:\n"
    "  steno pack ~/.local/share/steno/sessions/2026-10/*.cast.zst\n"};

static const struct option OPTIONS[] = {
	{"level", required_argument, NULL, 'l'},
	{"quiet", no_argument, NULL, 'q'},
	VERB_OPTIONS_END,
};

static void
tell(const char *path, const struct remake_report *done)
{
	struct buffer detail = {0};

	buffer_addf(&detail, "{\"before\":%" PRId64 ",\"after\":%" PRId64 "}", done->before, done->after);
	if (done->parts > 0)
		deed_recording(path, "session.packed", "info", &detail, NULL);
	buffer_free(&detail);
}

static int
pack_one(const char *name, int level, bool quiet)
{
	struct remake_report done;
	char before[32], after[32], *path = verb_find(name);
	int r;

	if (path == NULL)
		return EXIT_UNREADABLE;
	if ((r = remake_recording(path, level, NULL, &done)) == 0) {
		tell(path, &done);
		verb_bytes((uint64_t)done.before, before);
		verb_bytes((uint64_t)done.after, after);
		if (!quiet)
			report_done("%s: %s to %s", path, before, after);
	} else if (r == ERR_TRUNCATED) {
		report_error("%s was not closed: \"steno recover\" it first", path);
	} else if (r == ERR_UNKNOWN) {
		report_error("%s is no recording of Steno's: \"steno import\" makes one of others", path);
	} else if (r == ERR_TAMPERED || r == ERR_DAMAGED) {
		report_error("%s does not verify and was left as it is; see \"steno verify\"", path);
	} else {
		report_error("can't pack %s: %s", path, error_text(r));
	}
	free(path);
	if (r == 0)
		return EXIT_FINE;
	return r > -4096 ? EXIT_UNREADABLE : EXIT_FOUND;
}

static int
run(int argc, char **argv)
{
	int option, code = EXIT_FINE, one, level = FRAME_LEVEL_PACKED;
	bool quiet = false;

	while ((option = verb_option(&archive_pack, argc, argv, "q", OPTIONS)) != -1) {
		if (option == 'q')
			quiet = true;
		else if (option != 'l')
			return EXIT_USAGE;
		else if ((level = atoi(optarg)) < 1 || level > 19)
			return verb_usage(&archive_pack, "a level is 1 to 19, not \"%s\"", optarg);
	}
	if (optind == argc)
		return verb_usage(&archive_pack, "name a recording");
	for (; optind < argc; optind++) {
		if (isatty(STDERR_FILENO) && !quiet)
			fprintf(stderr, "packing %d more...\r", argc - optind);
		one = pack_one(argv[optind], level, quiet);
		code = one > code ? one : code;
	}
	return code;
}
