/* steno show: the commands of one session. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/report.h"
#include "search/searcher.h"

static const char USAGE[] =
    "usage: steno show [--output] [--json] SESSION[:SEQ]\n"
    "\n"
    "Print who had a session, where and when, and its commands as the index has them: number, time, how long\n"
    "each took, grade, exit status, and the command, indented for each program that it is inside of.  With SEQ,\n"
    "as \"steno search\" prints it, that command alone.\n"
    "\n"
    "  -o, --output       also what each showed on the screen\n"
    "  -j, --json         one JSON object a line, without the heading; --csv: for spreadsheets\n"
    "      --utc          times in UTC, not in your zone\n"
    "  -i, --index FILE   the index   (default: that of your store)\n"
    "      --help, --version\n"
    "\n"
    "exit status: 0; 1 the session has no such command; 2 usage; 3 the index could not be read, or has no such\n"
    "session\n"
    "\n"
    "examples:\n"
    "  steno show 0193a1b2\n"
    "  steno show --output 0193a1b2-c3d4:17\n";

struct show {
	struct searcher searcher;
	struct filter filter;
	struct present present;
	bool output;
	int64_t seq; /* -1: all */
};

static int
print_commands(struct show *s, int64_t *found)
{
	struct lookup_want want;
	struct lookup_hit hit;
	int r;

	filter_want(&s->filter, &want);
	want.oldest_first = true;
	if ((r = lookup_ask(s->searcher.lookup, &want)) != 0)
		return r;
	while ((r = lookup_next(s->searcher.lookup, &hit)) == 1) {
		if (hit.session != s->filter.one || (s->seq >= 0 && hit.c.seq != (uint64_t)s->seq))
			continue;
		++*found;
		if ((r = present_row(&s->present, &hit)) != 0 || (s->output && (r = present_output(&s->present, &hit)) != 0))
			return r;
	}
	return r;
}

static int
run(struct show *s, const char *index, char *name)
{
	char *colon = strchr(name, ':');
	int64_t found = 0;
	int code, r;

	s->seq = -1;
	if (colon != NULL) {
		*colon = '\0';
		if ((s->seq = searcher_number(colon + 1)) < 0)
			return verb_usage(&searcher_show, "\"%s\" is no command's number", colon + 1);
	}
	s->filter.session = name;
	if ((code = searcher_open(&s->searcher, index)) != 0 ||
	    (code = filter_open(&s->filter, &searcher_show, s->searcher.lookup, NULL, 0, NULL, 0)) != 0)
		return code;
	present_open(&s->present);
	s->present.lookup = s->searcher.lookup;
	s->present.utc = s->filter.utc;
	if (s->present.form == PRESENT_TABLE)
		present_heading(&s->present, s->filter.one);
	if ((r = print_commands(s, &found)) < 0)
		return searcher_fail(&s->searcher, r);
	if (found == 0 && s->seq >= 0)
		report_error("the session has no command %" PRId64, s->seq);
	return found == 0 && s->seq >= 0 ? EXIT_FOUND : EXIT_FINE;
}

static int
show_run(int argc, char **argv)
{
	static const struct option options[] = {{"output", no_argument, NULL, 'o'}, {"json", no_argument, NULL, 'j'},
	    {"csv", no_argument, NULL, 'v'}, {"utc", no_argument, NULL, 'u'}, {"index", required_argument, NULL, 'i'},
	    {"help", no_argument, NULL, 'H'}, {"version", no_argument, NULL, 'V'}, {0}};
	struct show s = {.output = false};
	const char *index = NULL;
	int option, code;

	while ((option = verb_option(&searcher_show, argc, argv, "oji:", options)) != -1) {
		switch (option) {
		case 'o':
			s.output = true;
			break;
		case 'j':
			s.present.form = PRESENT_JSON;
			break;
		case 'v':
			s.present.form = PRESENT_CSV;
			break;
		case 'u':
			s.filter.utc = true;
			break;
		case 'i':
			index = optarg;
			break;
		default:
			return EXIT_USAGE;
		}
	}
	if (argc - optind != 1)
		return verb_usage(&searcher_show, "one session is wanted");
	code = run(&s, index, argv[optind]);
	filter_close(&s.filter);
	searcher_close(&s.searcher);
	return code;
}

const struct verb searcher_show = {"show", show_run, USAGE};
