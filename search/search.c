/* steno search: commands, newest first. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/report.h"
#include "search/browse.h"
#include "search/fields.h"
#include "search/searcher.h"

#define LIMIT 50
#define SHORTS "C:i" SEARCHER_SHORTS
#define CONTEXT_MAX 1000

static const char USAGE[] =
    "usage: steno search [OPTION...] [WORD...]\n"
    "\n"
    "Find commands in the index, newest first: those that have all of the words.  A word may be \"a phrase\", the\n"
    "beginning of one (wor*), or one that must not be there (-not).  Nothing that you type is a syntax error.\n"
    "\n"
    "%s"
    "\n"
    "  -i, --interactive     on a screen, as you type: with the screen as it was at each command\n"
    "  -C, --context N       also N commands before and after each, of its session\n"
    "  -n, --limit N         so many at most; 0: all   (default: 50 in a table on a terminal, else all)\n"
    "      --count           how many there are, and nothing else\n"
    "  -j, --json            one JSON object a line; --csv: for spreadsheets\n"
    "      --format FORMAT   \"{when}\\t{user}@{host}\\t{text}\": id session seq when user host client grade exit\n"
    "                        kind program duration cwd depth event text typed witnessed\n"
    "      --utc             times in UTC, not in your zone\n"
    "      --index FILE      the index   (default: that of your store; \"steno index\" makes it)\n"
    "      --help, --version\n"
    "\n"
    "Behind \"--\", words may begin with a hyphen.  A ~ behind a grade: imported, not recorded by Steno.\n"
    "\n"
    "exit status: 0 something was found; 1 nothing was; 2 usage; 3 the index could not be read, or\n"
    "has no such session\n"
    "\n"
    "examples:\n"
    "  steno search systemctl restart -staging --since yesterday\n"
    "  steno search '\"rm -rf\"' --user root --exit fail\n"
    "  steno search --contains 10.0.7. --host 'db-*' -C 3\n"
    "  steno search --output 'permission denied' --since 2d --json\n";

static char *usage_text;

struct search {
	struct searcher searcher;
	struct lookup *around; /* for what stands around hits */
	int64_t context;
	bool interactive;
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
	/* what belongs to a hit is read by the lookup that gave it */
	s->searcher.present.lookup = s->around;
	for (int64_t i = 0; r >= 0 && i < n; i++)
		if ((r = lookup_get(s->around, ids[before ? n - 1 - i : i], &one)) == 1)
			r = present_hit(&s->searcher.present, &one, true);
	s->searcher.present.lookup = s->searcher.lookup;
	return r < 0 ? r : 0;
}

static int
print_hit(struct search *s, struct lookup_hit *hit)
{
	int r;

	if (s->context == 0)
		return present_hit(&s->searcher.present, hit, false);
	present_gap(&s->searcher.present);
	if ((r = print_neighbours(s, hit, true)) == 0 && (r = present_hit(&s->searcher.present, hit, false)) == 0)
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

	filter_want(&s->searcher.filter, &want);
	want.ids_only = s->searcher.count && filter_is_exact(&s->searcher.filter);
	*more = false;
	if ((r = lookup_ask(s->searcher.lookup, &want)) != 0)
		return r;
	while ((r = lookup_next(s->searcher.lookup, &hit)) == 1 && !ferror(stdout)) {
		if (!want.ids_only && (keeps = filter_keeps(&s->searcher.filter, &hit)) < 0)
			return keeps;
		if (keeps == 0)
			continue;
		if (s->searcher.limit > 0 && found == s->searcher.limit) {
			*more = true;
			break;
		}
		found++;
		if (!s->searcher.count && (r = print_hit(s, &hit)) < 0)
			return r;
	}
	return r < 0 ? r : found;
}

/* "rm -rf" is easily typed by who means it as it stands. */
static void
explain_nots(char **nots, int count)
{
	int i;

	for (i = 0; i < count; i++)
		if (strlen(nots[i]) <= 3) {
			report_note("what has \"%s\" was left out; '\"... %s\"' in quotes, or \"--\" before it, finds it", nots[i] + 1,
			    nots[i]);
			return;
		}
}

static int
answer(struct search *s, char **nots, int not_count)
{
	bool more;
	int64_t found = print_all(s, &more);

	if (found < 0)
		return searcher_fail(&s->searcher, (int)found);
	if (s->searcher.count)
		printf("%" PRId64 "\n", found);
	fflush(stdout);
	if (s->searcher.present.columns > 0)
		explain_nots(nots, not_count);
	if (more && s->searcher.present.columns > 0)
		report_note("there are more: --limit N, or words that are rarer");
	if (found == 0 && !s->searcher.count && s->searcher.present.columns > 0)
		report_note("nothing was found");
	return found > 0 ? EXIT_FINE : EXIT_FOUND;
}

/* What was given as words, as one would type it. */
static int
put_line(struct buffer *line, char **words, int word_count, char **nots, int not_count)
{
	const char *quote;
	int i;

	for (i = 0; i < word_count; i++) {
		quote = strpbrk(words[i], " \t\n") != NULL && strchr(words[i], '"') == NULL ? "\"" : "";
		buffer_addf(line, "%s%s%s ", quote, words[i], quote);
	}
	for (i = 0; i < not_count; i++)
		buffer_addf(line, "%s ", nots[i]);
	return buffer_status(line);
}

static void
tell(const struct search *s, char **words, int word_count, char **nots, int not_count)
{
	struct buffer line = {0};

	if (put_line(&line, words, word_count, nots, not_count) == 0) {
		line.len -= line.len > 0; /* the last blank */
		searcher_tell(&s->searcher, "search", line.len > 0 ? buffer_string(&line) : "");
	}
	buffer_free(&line);
}

static int
run(struct search *s, const struct verb *verb, char **words, int word_count, char **nots, int not_count)
{
	int code;

	if ((code = filter_check(&s->searcher.filter, verb)) != 0 || (code = searcher_open(&s->searcher)) != 0)
		return code;
	if (s->context > 0 && lookup_new(s->searcher.catalog, &s->around) != 0)
		return searcher_fail(&s->searcher, ERR_FAILED);
	if ((code = filter_open(&s->searcher.filter, s->searcher.lookup, words, word_count, nots, not_count)) != 0)
		return code;
	tell(s, words, word_count, nots, not_count);
	present_open(&s->searcher.present);
	s->searcher.present.around = s->context > 0;
	s->searcher.present.marked = s->searcher.filter.words;
	if (s->searcher.limit < 0)
		s->searcher.limit = s->searcher.present.columns > 0 && !s->searcher.count ? LIMIT : 0;
	return answer(s, nots, not_count);
}

static const struct option OWN[] = {{"context", required_argument, NULL, 'C'}, {"format", required_argument, NULL, 'f'},
    {"interactive", no_argument, NULL, 'i'}};

static int
take_option(struct search *s, const struct verb *verb, int option)
{
	char name[32];

	switch (option) {
	case 'C':
		s->context = searcher_number(optarg);
		return s->context < 0 || s->context > CONTEXT_MAX
		    ? verb_usage(verb, "\"%s\" is no number of commands (at most 1000)", optarg) : 0;
	case 'f':
		s->searcher.present.format = optarg;
		if (fields_unknown(optarg, name) != NULL)
			return verb_usage(verb, "there is no field \"%s\"", name);
		return searcher_form(&s->searcher, verb, PRESENT_FORMAT);
	case 'i':
		s->interactive = true;
		return 0;
	}
	return searcher_option(&s->searcher, verb, option);
}

static int
browse(struct search *s, const struct verb *verb, char **words, int word_count, char **nots, int not_count)
{
	struct buffer line = {0};
	int code;

	/* the form is for the one that is printed */
	if (s->searcher.count || s->context > 0 || s->searcher.limit >= 0)
		return verb_usage(verb, "-i shows all there is: --count, --context and --limit are for lists");
	if ((code = filter_check(&s->searcher.filter, verb)) != 0 || (code = searcher_open(&s->searcher)) != 0)
		return code;
	if (put_line(&line, words, word_count, nots, not_count) == 0)
		code = browse_run(&s->searcher, line.len > 0 ? buffer_string(&line) : "");
	buffer_free(&line);
	return code;
}

static int
search_run(int argc, char **argv)
{
	struct option *options = searcher_options(OWN, sizeof OWN / sizeof *OWN);
	struct verb verb = searcher_search;
	struct search s = {.searcher.limit = -1};
	int option, all = argc, code = 0;

	if (options == NULL || asprintf(&usage_text, USAGE, FILTER_USAGE) < 0)
		return EXIT_UNREADABLE;
	verb.usage = usage_text;
	filter_pull_nots(&argc, argv, options, SHORTS);
	while (code == 0 && (option = verb_option(&verb, argc, argv, SHORTS, options)) != -1)
		code = take_option(&s, &verb, option);
	if (code == 0)
		code = (s.interactive ? browse : run)(&s, &verb, argv + optind, argc - optind, argv + argc, all - argc);
	lookup_free(s.around);
	searcher_close(&s.searcher);
	free(options);
	free(usage_text);
	return code;
}

const struct verb searcher_search = {"search", search_run, NULL};
