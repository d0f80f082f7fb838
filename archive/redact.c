/* steno redact: a range of time, removed by authority; what remains still proves itself. */
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/archive.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/cast/remake.h"
#include "lib/verb/deed.h"
#include "lib/verb/times.h"

#define TEXT_MAX 1000

static int run(int argc, char **argv);

const struct verb archive_redact = {"redact", run,
    "usage: steno redact --from TIME --to TIME --reason TEXT [--by WHO] FILE|SESSION\n"
    "\n"
    "Remove what was shown and typed in a range of time: a customer's secret on the screen, say.\n"
    "The recording says where, when, by whom and why something was removed; event numbers, times\n"
    "and the proofs of everything else stay valid.  What was removed can't be brought back.\n"
    "\n"
    "      --from TIME, --to TIME   from the recording's start: 90.5, 1:30, 1:02:03.5, 2m; or as a clock had it:\n"
    "                               \"2026-11-21 14:02:10\", 2:02pm\n"
    "      --reason TEXT            why; it stands in the recording for ever\n"
    "      --by WHO                 on whose authority (default: you)\n"
    "  -n, --dry-run                only say what would be removed\n"
    "      --help, --version\n"
    "\n"
    "exit status: 0; 1 when the recording is live, was not closed, does not verify, or is none of Steno's: it was\n"
    "left as it is; 2 usage; 3 when it can't be read or written.\n"
    "\n"
    "examples:\n"
    "  steno redact 0193a1b2 --from 12:10 --to 12:25 --reason \"card number, ticket 881\"\n"};

static const struct option OPTIONS[] = {
	{"from", required_argument, NULL, 'f'},
	{"to", required_argument, NULL, 't'},
	{"reason", required_argument, NULL, 'r'},
	{"by", required_argument, NULL, 'b'},
	{"dry-run", no_argument, NULL, 'n'},
	VERB_OPTIONS_END,
};

static int
count_only(const char *name, const struct remake_removal *removal)
{
	struct source *source = verb_open(name, NULL);
	uint64_t events = 0, bytes = 0;
	struct event ev;
	int r;

	if (source == NULL)
		return EXIT_UNREADABLE;
	while ((r = source_next(source, &ev)) == 1)
		if (ev.at >= removal->from && ev.at <= removal->to &&
		    strchr("oikmc", ev.code) != NULL) {
			events++;
			bytes += ev.len;
		}
	source_free(source);
	report_done("%s: %" PRIu64 " events with %" PRIu64 " bytes would be removed", name, events,
	    bytes);
	return r < 0 ? EXIT_FOUND : EXIT_FINE;
}

static void
tell(const char *path, const struct remake_removal *removal, const struct remake_report *done)
{
	struct buffer detail = {0};

	buffer_addc(&detail, '{');
	json_put_integer(&detail, "from", removal->from);
	json_put_integer(&detail, "to", removal->to);
	json_put_integer(&detail, "events", (int64_t)done->removed);
	json_put_member(&detail, "by", removal->by);
	json_put_member(&detail, "reason", removal->reason);
	buffer_addc(&detail, '}');
	deed_recording(path, "session.redacted", "notice", &detail, NULL);
	buffer_free(&detail);
}

static int
redact(const char *name, const struct remake_removal *removal)
{
	struct remake_report done;
	char *path = verb_find(name);
	int r;

	if (path == NULL)
		return EXIT_UNREADABLE;
	r = remake_recording(path, 0, removal, &done);
	if (r == 0 || done.parts > 0)
		tell(path, removal, &done);
	if (r == 0)
		report_done("%s: %" PRIu64 " events removed", path, done.removed);
	else if (done.parts > 0)
		report_error("%s: %s; some of its parts are redacted, and others not: do it again", path, error_text(r));
	else if (r == ERR_TRUNCATED)
		report_error("%s was not closed: \"steno recover\" it first", path);
	else if (r == ERR_UNKNOWN)
		report_error("%s is no recording of Steno's; it was left as it is", path);
	else if (r == ERR_TAMPERED || r == ERR_DAMAGED)
		report_error("%s does not verify and was left as it is; see \"steno verify\"", path);
	else
		report_error("can't redact %s: %s; it was left as it is", path, error_text(r));
	free(path);
	if (r == 0)
		return EXIT_FINE;
	return r > -4096 ? EXIT_UNREADABLE : EXIT_FOUND;
}

/* A clock's time is of that recording. */
static int
find_range(const char *name, const char *from, const char *to, struct remake_removal *removal)
{
	struct source *source;
	struct moment m;
	int code;

	removal->from = moment_offset(from);
	removal->to = moment_offset(to);
	if (removal->from >= 0 && removal->to >= 0)
		return 0;
	if ((source = verb_open(name, NULL)) == NULL)
		return EXIT_UNREADABLE;
	if ((code = times_place(&archive_redact, from, source_header(source), false, &m)) == 0) {
		removal->from = m.from > 0 ? m.from : 0;
		code = times_place(&archive_redact, to, source_header(source), false, &m);
		removal->to = m.to > m.from ? m.to - 1 : m.to;
	}
	if (code == 0 && removal->to < 0)
		code = verb_usage(&archive_redact, "\"%s\" was before the recording began", to);
	source_free(source);
	return code;
}

static int
run(int argc, char **argv)
{
	struct remake_removal removal = {.from = -1, .to = -1};
	const char *from = NULL, *to = NULL;
	struct passwd *pw = getpwuid(getuid());
	bool dry = false;
	int option, code;

	removal.by = pw ? pw->pw_name : "unknown";
	while ((option = verb_option(&archive_redact, argc, argv, "n", OPTIONS)) != -1) {
		switch (option) {
		case 'f':
		case 't':
			if ((code = times_check(&archive_redact, optarg)) != 0)
				return code;
			*(option == 'f' ? &from : &to) = optarg;
			break;
		case 'r':
			removal.reason = optarg;
			break;
		case 'b':
			removal.by = optarg;
			break;
		case 'n':
			dry = true;
			break;
		default:
			return EXIT_USAGE;
		}
	}
	if (optind + 1 != argc)
		return verb_usage(&archive_redact, "name one recording");
	if (from != NULL && to != NULL && (code = find_range(argv[optind], from, to, &removal)) != 0)
		return code;
	if (removal.from < 0 || removal.to < removal.from)
		return verb_usage(&archive_redact, "say --from and, not before it, --to");
	if (!dry && (removal.reason == NULL || *removal.reason == '\0'))
		return verb_usage(&archive_redact, "say why: --reason TEXT");
	if ((removal.reason != NULL && strlen(removal.reason) > TEXT_MAX) ||
	    strlen(removal.by) > TEXT_MAX)
		return verb_usage(&archive_redact, "at most %d bytes of text", TEXT_MAX);
	return dry ? count_only(argv[optind], &removal) : redact(argv[optind], &removal);
}
