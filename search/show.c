/* steno show: the commands of one session. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/report.h"
#include "lib/verb/deed.h"
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
    "      --index FILE   the index   (default: that of your store)\n"
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
	bool output;
	int64_t seq; /* -1: all */
};

static int
print_commands(struct show *s, int64_t *found)
{
	struct lookup_want want;
	struct lookup_hit hit;
	int r;

	filter_want(&s->searcher.filter, &want);
	want.oldest_first = true;
	if ((r = lookup_ask(s->searcher.lookup, &want)) != 0)
		return r;
	while ((r = lookup_next(s->searcher.lookup, &hit)) == 1) {
		if (hit.session != s->searcher.filter.one || (s->seq >= 0 && hit.c.seq != (uint64_t)s->seq))
			continue;
		++*found;
		if ((r = present_row(&s->searcher.present, &hit)) != 0 ||
		    (s->output && s->searcher.present.form == PRESENT_TABLE && (r = present_output(&s->searcher.present, &hit)) != 0))
			return r;
	}
	return r;
}

static void
tell(const struct show *s)
{
	struct deed_view view = DEED_VIEW(s->output ? "show with output" : "show");

	view.command = s->seq;
	if (s->searcher.filter.one != NULL && s->searcher.filter.one->path != NULL)
		deed_viewed(s->searcher.filter.one->path, &view);
}

static int
run(struct show *s, char *name)
{
	char *colon = strchr(name, ':');
	int64_t found = 0;
	int code, r;

	if (*name == '\0' || colon == name)
		return verb_usage(&searcher_show, "one session is wanted");

	s->seq = -1;
	if (colon != NULL) {
		*colon = '\0';
		if ((s->seq = searcher_number(colon + 1)) < 0)
			return verb_usage(&searcher_show, "\"%s\" is no command's number", colon + 1);
	}
	if (s->output && s->searcher.present.form == PRESENT_CSV)
		return verb_usage(&searcher_show, "there is no --output in --csv: --json has it");
	s->searcher.present.output = s->output;
	s->searcher.filter.session = name;
	if ((code = filter_check(&s->searcher.filter, &searcher_show)) != 0 || (code = searcher_open(&s->searcher)) != 0 ||
	    (code = filter_open(&s->searcher.filter, s->searcher.lookup, NULL, 0, NULL, 0)) != 0)
		return code;
	tell(s);
	present_open(&s->searcher.present);
	searcher_read_notes(&s->searcher);
	if (s->searcher.present.form == PRESENT_TABLE)
		present_heading(&s->searcher.present, s->searcher.filter.one);
	if ((r = print_commands(s, &found)) < 0)
		return searcher_fail(&s->searcher, r);
	if (found == 0 && s->seq >= 0)
		report_error("the session has no command %" PRId64, s->seq);
	return found == 0 && s->seq >= 0 ? EXIT_FOUND : EXIT_FINE;
}

/* Filters and a limit make no sense for one session. */
static bool
is_own(int option)
{
	return option < FILTER_OPTION && option != 'n' && option != 'c';
}

static int
show_run(int argc, char **argv)
{
	static const struct option own[] = {{"output", no_argument, NULL, 'o'}};
	struct option *options = searcher_options(own, 1);
	struct show s = {.output = false};
	int option, code = options == NULL ? EXIT_UNREADABLE : 0;

	while (code == 0 && (option = verb_option(&searcher_show, argc, argv, "oj", options)) != -1) {
		if (option == 'o')
			s.output = true;
		else if (is_own(option))
			code = searcher_option(&s.searcher, &searcher_show, option);
		else
			code = verb_usage(&searcher_show, "\"steno search --session ID\" takes that option");
	}
	if (code == 0 && argc - optind != 1)
		code = verb_usage(&searcher_show, "one session is wanted");
	if (code == 0)
		code = run(&s, argv[optind]);
	searcher_close(&s.searcher);
	free(options);
	return code;
}

const struct verb searcher_show = {"show", show_run, USAGE};
