/* steno sessions: who was where. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "search/searcher.h"

static const char USAGE[] =
    "usage: steno sessions [OPTION...] [WORD...]\n"
    "\n"
    "List the sessions in the index, newest first: all, or those that have commands which \"steno search\" would\n"
    "find with the same words and options.\n"
    "\n"
    "%s"
    "\n"
    "  -n, --limit N         so many at most\n"
    "      --count           how many there are, and nothing else\n"
    "  -j, --json            one JSON object a line; --csv: for spreadsheets\n"
    "      --utc             times in UTC, not in your zone\n"
    "      --index FILE      the index   (default: that of your store)\n"
    "      --help, --version\n"
    "\n"
    "A row has the session's id, when it began, who and where, how long it was, how many commands (of those\n"
    "that are asked for) it has, how it ended, and its title or command.\n"
    "\n"
    "exit status: 0 something was found; 1 nothing was; 2 usage; 3 the index could not be read, or\n"
    "has no such session\n"
    "\n"
    "examples:\n"
    "  steno sessions --since today\n"
    "  steno sessions --user root --client 10.0.0.7 --label ticket=OPS-1234\n"
    "  steno sessions passwd --exit ok --json\n";

/* A session with hits, in the order in which its newest was found. */
struct tally {
	const struct lookup_session *session;
	int64_t hits;
};

struct roster {
	struct searcher searcher;
	int64_t found;
	struct tally *list;
	size_t used, cap;
	size_t *slots; /* by session: a number + 1; open addressing */
	size_t slot_count;
};

static int
print_one(struct roster *r, const struct lookup_session *s, int64_t hits)
{
	if (r->searcher.limit > 0 && r->found == r->searcher.limit)
		return 1;
	r->found++;
	return r->searcher.count ? 0 : present_session(&r->searcher.present, s, hits);
}

static int
take_session(void *context, const struct lookup_session *s)
{
	struct roster *r = context;

	return filter_keeps_session(&r->searcher.filter, s) ? print_one(r, s, -1) : 0;
}

/* By hits. */

static size_t *
slot_of(struct roster *r, const struct lookup_session *s)
{
	size_t i = ((size_t)s->id * 0x9E3779B97F4A7C15u >> 24) & (r->slot_count - 1);

	while (r->slots[i] != 0 && r->list[r->slots[i] - 1].session != s)
		i = (i + 1) & (r->slot_count - 1);
	return &r->slots[i];
}

static int
grow(struct roster *r)
{
	size_t cap = r->cap ? r->cap * 2 : 256, i;
	struct tally *grown;

	if (r->used < r->cap)
		return 0;
	if ((grown = realloc(r->list, cap * sizeof *grown)) == NULL)
		return -ENOMEM;
	r->list = grown;
	free(r->slots);
	if ((r->slots = calloc(cap * 4, sizeof *r->slots)) == NULL)
		return -ENOMEM;
	r->cap = cap;
	r->slot_count = cap * 4;
	for (i = 0; i < r->used; i++)
		*slot_of(r, r->list[i].session) = i + 1;
	return 0;
}

static int
tally(struct roster *r, const struct lookup_session *s)
{
	size_t *slot;
	int e;

	if ((e = grow(r)) != 0)
		return e;
	slot = slot_of(r, s);
	if (*slot == 0) {
		r->list[r->used] = (struct tally){s, 0};
		*slot = ++r->used;
	}
	r->list[*slot - 1].hits++;
	return 0;
}

static int
by_start_falling(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;

	if (x->session->started != y->session->started)
		return x->session->started > y->session->started ? -1 : 1;
	return x->session->id > y->session->id ? -1 : x->session->id < y->session->id;
}

static int
list_hits(struct roster *r)
{
	struct lookup_want want;
	struct lookup_hit hit;
	size_t i;
	int e;

	filter_want(&r->searcher.filter, &want);
	if ((e = lookup_ask(r->searcher.lookup, &want)) != 0)
		return e;
	while ((e = lookup_next(r->searcher.lookup, &hit)) == 1)
		if ((e = filter_keeps(&r->searcher.filter, &hit)) < 0 || (e == 1 && (e = tally(r, hit.session)) != 0))
			return e;
	if (e < 0)
		return e;
	if (r->used > 1)
		qsort(r->list, r->used, sizeof *r->list, by_start_falling);
	for (i = 0, e = 0; e == 0 && i < r->used; i++)
		e = print_one(r, r->list[i].session, r->list[i].hits);
	return e < 0 ? e : 0;
}

static void
tell(const struct roster *r, char **words, int word_count, char **nots, int not_count)
{
	struct buffer line = {0};
	int i;

	for (i = 0; i < word_count + not_count; i++)
		buffer_addf(&line, "%s%s", i > 0 ? " " : "", i < word_count ? words[i] : nots[i - word_count]);
	searcher_tell(&r->searcher, "sessions", line.len > 0 ? buffer_string(&line) : "");
	buffer_free(&line);
}

static int
run(struct roster *r, const struct verb *verb, char **words, int word_count, char **nots, int not_count)
{
	int code, e;

	if ((code = filter_check(&r->searcher.filter, verb)) != 0 || (code = searcher_open(&r->searcher)) != 0 ||
	    (code = filter_open(&r->searcher.filter, r->searcher.lookup, words, word_count, nots, not_count)) != 0)
		return code;
	tell(r, words, word_count, nots, not_count);
	present_open(&r->searcher.present);
	searcher_read_notes(&r->searcher);
	e = filter_asks_commands(&r->searcher.filter) ? list_hits(r)
	    : lookup_sessions(r->searcher.lookup, r->searcher.filter.from, r->searcher.filter.to, take_session, r);
	if (e < 0)
		return searcher_fail(&r->searcher, e);
	if (r->searcher.count)
		printf("%lld\n", (long long)r->found);
	return r->found > 0 ? EXIT_FINE : EXIT_FOUND;
}

static int
sessions_run(int argc, char **argv)
{
	struct option *options = searcher_options(NULL, 0);
	struct verb verb = searcher_sessions;
	struct roster r = {.searcher.limit = 0};
	int option, all = argc, code = 0;
	char *text = NULL;

	if (options == NULL || asprintf(&text, USAGE, FILTER_USAGE) < 0)
		return EXIT_UNREADABLE;
	verb.usage = text;
	filter_pull_nots(&argc, argv, options, SEARCHER_SHORTS);
	while (code == 0 && (option = verb_option(&verb, argc, argv, SEARCHER_SHORTS, options)) != -1)
		code = searcher_option(&r.searcher, &verb, option);
	if (code == 0)
		code = run(&r, &verb, argv + optind, argc - optind, argv + argc, all - argc);
	searcher_close(&r.searcher);
	free(r.list);
	free(r.slots);
	free(options);
	free(text);
	return code;
}

const struct verb searcher_sessions = {"sessions", sessions_run, NULL};
