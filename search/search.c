/* steno search: commands, newest first. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/report.h"
#include "search/searcher.h"

#define LIMIT 50
#define CONTEXT_MAX 1000

static const char USAGE[] =
    "usage: steno search [OPTION...] [WORD...]\n"
    "\n"
    "Find commands in the index, newest first: those that have all of the words.  A word may be \"a phrase\", the\n"
    "beginning of one (wor*), or one that must not be there (-not).  Nothing that you type is a syntax error.\n"
    "\n"
    "%s"
    "\n"
    "  -C, --context N       also N commands before and after each, of its session\n"
    "  -n, --limit N         so many at most; 0: all   (default: 50 in a table on a terminal, else all)\n"
    "      --count           how many there are, and nothing else\n"
    "  -j, --json            one JSON object a line; --csv: for spreadsheets\n"
    "      --format FORMAT   \"{when} {user}@{host} {text}\\n\": id session seq when user host client grade exit\n"
    "                        kind program duration cwd depth event text typed\n"
    "      --utc             times in UTC, not in your zone\n"
    "  -i, --index FILE      the index   (default: that of your store; \"steno index\" makes it)\n"
    "      --help, --version\n"
    "\n"
    "Behind \"--\", words may begin with a hyphen.\n"
    "\n"
    "exit status: 0 something was found; 1 nothing was; 2 usage; 3 the index could not be read\n"
    "\n"
    "examples:\n"
    "  steno search systemctl restart -staging --since yesterday\n"
    "  steno search '\"rm -rf\"' --user root --exit fail\n"
    "  steno search --contains 10.0.7. --host 'db-*' -C 3\n"
    "  steno search --output 'permission denied' --since 2d --json\n";

static char *usage_text;

struct search {
	struct filter filter;
	struct searcher searcher;
	struct lookup *around; /* for what stands around hits */
	struct present present;
	const char *index;
	int64_t limit, context;
	bool count;
};

/* Those of its session before it (oldest first), or after it. */
static int
print_neighbours(struct search *s, const struct lookup_hit *hit, bool before)
{
	struct lookup_want want = {.since = INT64_MIN, .until = INT64_MAX, .below = INT64_MAX, .above = -1};
	struct lookup_hit one;
	struct buffer tag = {0};
	int64_t ids[CONTEXT_MAX], n = 0;
	char number[24];
	int r;

	snprintf(number, sizeof number, "%" PRId64, hit->session->id);
	lookup_quote_tag(&tag, 's', number);
	want.words = buffer_string(&tag);
	want.ids_only = true;
	want.oldest_first = !before;
	if (before)
		want.below = hit->id;
	else
		want.above = hit->id;
	if ((r = want.words == NULL ? -ENOMEM : lookup_ask(s->around, &want)) == 0)
		while (n < s->context && (r = lookup_next(s->around, &one)) == 1)
			ids[n++] = one.id;
	buffer_free(&tag);
	for (int64_t i = 0; r >= 0 && i < n; i++)
		if ((r = lookup_get(s->around, ids[before ? n - 1 - i : i], &one)) == 1)
			r = present_hit(&s->present, &one, true);
	return r < 0 ? r : 0;
}

static int
print_hit(struct search *s, struct lookup_hit *hit)
{
	int r;

	if (s->context == 0)
		return present_hit(&s->present, hit, false);
	present_gap(&s->present);
	if ((r = print_neighbours(s, hit, true)) == 0 && (r = present_hit(&s->present, hit, false)) == 0)
		r = print_neighbours(s, hit, false);
	return r;
}

/* The number of hits that were printed, or counted; or negative. */
static int64_t
print_all(struct search *s, bool *more)
{
	struct lookup_want want;
	struct lookup_hit hit;
	int64_t found = 0;
	int r, keeps = 1;

	filter_want(&s->filter, &want);
	want.ids_only = s->count && filter_is_exact(&s->filter);
	*more = false;
	if ((r = lookup_ask(s->searcher.lookup, &want)) != 0)
		return r;
	while ((r = lookup_next(s->searcher.lookup, &hit)) == 1 && !ferror(stdout)) {
		if (!want.ids_only && (keeps = filter_keeps(&s->filter, &hit)) < 0)
			return keeps;
		if (keeps == 0)
			continue;
		if (s->limit > 0 && found == s->limit) {
			*more = true;
			break;
		}
		found++;
		if (!s->count && (r = print_hit(s, &hit)) < 0)
			return r;
	}
	return r < 0 ? r : found;
}

static int
answer(struct search *s)
{
	bool more;
	int64_t found = print_all(s, &more);

	if (found < 0)
		return searcher_fail(&s->searcher, (int)found);
	if (s->count)
		printf("%" PRId64 "\n", found);
	fflush(stdout);
	if (more && s->present.columns > 0)
		report_note("there are more: --limit N, or words that are rarer");
	if (found == 0 && !s->count && s->present.columns > 0)
		report_note("nothing was found");
	return found > 0 ? EXIT_FINE : EXIT_FOUND;
}

static int
run(struct search *s, const struct verb *verb, char **words, int word_count, char **nots, int not_count)
{
	int code;

	if ((code = searcher_open(&s->searcher, s->index)) != 0)
		return code;
	if (s->context > 0 && lookup_new(s->searcher.catalog, &s->around) != 0)
		return searcher_fail(&s->searcher, ERR_FAILED);
	if ((code = filter_open(&s->filter, verb, s->searcher.lookup, words, word_count, nots, not_count)) != 0)
		return code;
	present_open(&s->present);
	s->present.lookup = s->context > 0 ? s->around : s->searcher.lookup;
	s->present.marked = s->filter.words;
	s->present.utc = s->filter.utc;
	if (s->limit < 0)
		s->limit = s->present.columns > 0 && !s->count ? LIMIT : 0;
	return answer(s);
}

static const struct option OWN[] = {{"context", required_argument, NULL, 'C'}, {"limit", required_argument, NULL, 'n'},
    {"count", no_argument, NULL, 'c'}, {"json", no_argument, NULL, 'j'}, {"csv", no_argument, NULL, 'v'},
    {"format", required_argument, NULL, 'f'}, {"utc", no_argument, NULL, 'u'}, {"index", required_argument, NULL, 'i'},
    {"help", no_argument, NULL, 'H'}, {"version", no_argument, NULL, 'V'}};

static int
take_number(const struct verb *verb, const char *what, int64_t most, int64_t *out)
{
	*out = searcher_number(optarg);
	return *out < 0 || *out > most ? verb_usage(verb, "\"%s\" is no %s", optarg, what) : 0;
}

/* -1: another option; else an exit code, 0 to go on. */
static int
take_option(struct search *s, const struct verb *verb, int option)
{
	char name[32];

	switch (option) {
	case 'C':
		return take_number(verb, "number of commands (at most 1000)", CONTEXT_MAX, &s->context);
	case 'n':
		return take_number(verb, "number", INT64_MAX, &s->limit);
	case 'c':
		s->count = true;
		return 0;
	case 'j':
		s->present.form = PRESENT_JSON;
		return 0;
	case 'v':
		s->present.form = PRESENT_CSV;
		return 0;
	case 'f':
		s->present.form = PRESENT_FORMAT;
		s->present.format = optarg;
		if (present_unknown_field(optarg, name) != NULL)
			return verb_usage(verb, "there is no field \"%s\"", name);
		return 0;
	case 'u':
		s->filter.utc = true;
		return 0;
	case 'i':
		s->index = optarg;
		return 0;
	default:
		return filter_option(&s->filter, option, optarg) ? 0 : EXIT_USAGE;
	}
}

static int
search_run(int argc, char **argv)
{
	struct option *options = searcher_options(OWN, sizeof OWN / sizeof *OWN);
	struct verb verb = searcher_search;
	struct search s = {.limit = -1};
	int option, all = argc, code = 0;

	if (options == NULL || asprintf(&usage_text, USAGE, FILTER_USAGE) < 0)
		return EXIT_UNREADABLE;
	verb.usage = usage_text;
	filter_pull_nots(&argc, argv, options, "C:n:i:j");
	argv[argc] = argc < all ? argv[argc] : NULL;
	while (code == 0 && (option = verb_option(&verb, argc, argv, "C:n:i:j", options)) != -1)
		code = take_option(&s, &verb, option);
	if (code == 0)
		code = run(&s, &verb, argv + optind, argc - optind, argv + argc, all - argc);
	filter_close(&s.filter);
	lookup_free(s.around);
	searcher_close(&s.searcher);
	free(options);
	free(usage_text);
	return code;
}

const struct verb searcher_search = {"search", search_run, NULL};
