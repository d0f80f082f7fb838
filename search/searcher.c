/* steno-search: its verbs, and what they share. */
#include "search/searcher.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/cast/backlog.h"
#include "lib/verb/deed.h"

#define WAIT_MS 5000
#define STEP_MS 20

static const struct verb *const VERBS[] = {&searcher_search, &searcher_sessions, &searcher_show, NULL};

/* One that goes on, or of which only the beginning was written yet, is none. */
static int
take_whole(void *context, const struct lookup_session *session)
{
	*(bool *)context = session->state != NULL;
	return session->state != NULL;
}

static int
open_once(struct searcher *s, bool *any, char **message)
{
	int r;

	*any = false;
	if ((r = catalog_open(s->path, CATALOG_READ, &s->catalog, message)) != 0)
		return r;
	if ((r = lookup_new(s->catalog, &s->lookup)) == 0)
		(void)lookup_sessions(s->lookup, INT64_MIN, INT64_MAX, take_whole, any);
	return r;
}

/* What was recorded first of all is being indexed just now: in a moment there is an index, and something in it. */
static int
open_index(struct searcher *s, char **message)
{
	const struct timespec step = {.tv_nsec = STEP_MS * 1000000};
	int waited, r;
	bool any, waits;

	for (waited = 0;; waited += STEP_MS) {
		/* asked before we look: what leaves the queue behind our back is in the index by then */
		waits = backlog_waits(s->path);
		r = open_once(s, &any, message);
		if (any || waited >= WAIT_MS || !waits || (r != 0 && r != ERR_NOTFOUND && access(s->path, F_OK) == 0))
			return r;
		lookup_free(s->lookup);
		catalog_free(s->catalog);
		free(*message);
		s->lookup = NULL;
		s->catalog = NULL;
		*message = NULL;
		nanosleep(&step, NULL);
	}
}

int
searcher_open(struct searcher *s)
{
	char *store = s->index == NULL ? verb_store() : NULL, *message = NULL;
	int r;

	if (s->index != NULL)
		s->path = strdup(s->index);
	else if (store == NULL || asprintf(&s->path, "%s/index.db", store) < 0)
		s->path = NULL;
	free(store);
	if (s->path == NULL) {
		report_error("out of memory");
		return EXIT_UNREADABLE;
	}
	if ((r = open_index(s, &message)) != 0 && access(s->path, R_OK) != 0) {
		report_error("can't read the index \"%s\": %s%s", s->path, strerror(errno),
		    errno == ENOENT ? "\n\"steno index\" makes it" : "");
		free(message);
		return EXIT_UNREADABLE;
	}
	if (r != 0) {
		if (message != NULL)
			report_error("%s", message);
		else
			report_error("can't read the index \"%s\": %s\n\"steno index --rebuild\" makes it anew", s->path,
			    r == ERR_FAILED ? "it is none that this version made" : error_text(r));
		free(message);
		return EXIT_UNREADABLE;
	}
	s->present.lookup = s->lookup;
	s->present.utc = s->filter.utc;
	return 0;
}

void
searcher_read_notes(struct searcher *s)
{
	char *store = verb_store();
	int r = store == NULL ? -ENOMEM : notes_load(store, NULL, &s->present.notes);

	if (r != 0)
		report_warning("can't read the notes in \"%s\": %s", store != NULL ? store : "the store", error_text(r));
	free(store);
}

void
searcher_close(struct searcher *s)
{
	notes_free(&s->present.notes);
	filter_close(&s->filter);
	lookup_free(s->lookup);
	catalog_free(s->catalog);
	free(s->path);
}

void
searcher_tell(const struct searcher *s, const char *how, const char *question)
{
	struct buffer filters = {0};
	const char *text;

	filter_describe(&s->filter, &filters);
	text = filters.len > 0 ? buffer_string(&filters) : "";
	deed_searched(s->path, how, question ? question : "", text ? text : "");
	buffer_free(&filters);
}

int
searcher_fail(const struct searcher *s, int code)
{
	report_error("can't read the index \"%s\": %s", s->path, code == ERR_FAILED ? lookup_trouble(s->lookup)
										       : error_text(code));
	return EXIT_UNREADABLE;
}

static const struct option COMMON[] = {{"limit", required_argument, NULL, 'n'}, {"count", no_argument, NULL, 'c'},
    {"json", no_argument, NULL, 'j'}, {"csv", no_argument, NULL, 'v'}, {"utc", no_argument, NULL, 'u'},
    {"index", required_argument, NULL, 'I'}, {"help", no_argument, NULL, 'H'}, {"version", no_argument, NULL, 'V'}};
#define COMMON_COUNT (sizeof COMMON / sizeof *COMMON)

struct option *
searcher_options(const struct option *more, size_t count)
{
	struct option *all = calloc(FILTER_OPTION_COUNT + COMMON_COUNT + count + 1, sizeof *all);

	if (all != NULL) {
		/* a verb's own go first: of two with one name the first is taken */
		if (count > 0)
			memcpy(all, more, sizeof *all * count);
		memcpy(all + count, FILTER_OPTIONS, sizeof *all * FILTER_OPTION_COUNT);
		memcpy(all + count + FILTER_OPTION_COUNT, COMMON, sizeof COMMON);
	}
	return all;
}

int
searcher_form(struct searcher *s, const struct verb *verb, enum present_form form)
{
	if (s->present.form != PRESENT_TABLE && s->present.form != form)
		return verb_usage(verb, "an answer has one form: of --json, --csv and --format give one");
	s->present.form = form;
	return 0;
}

int
searcher_option(struct searcher *s, const struct verb *verb, int option)
{
	switch (option) {
	case 'n':
		s->limit = searcher_number(optarg);
		return s->limit < 0 ? verb_usage(verb, "\"%s\" is no number", optarg) : 0;
	case 'c':
		s->count = true;
		return 0;
	case 'j':
		return searcher_form(s, verb, PRESENT_JSON);
	case 'v':
		return searcher_form(s, verb, PRESENT_CSV);
	case 'u':
		s->filter.utc = true;
		return 0;
	case 'I':
		s->index = optarg;
		return 0;
	case '?':
		return EXIT_USAGE;
	}
	return filter_option(&s->filter, verb, option, optarg);
}

int64_t
searcher_number(const char *text)
{
	if (*text == '\0' || strspn(text, "0123456789") != strlen(text) || strlen(text) > 15)
		return -1;
	return atoll(text);
}

int
main(int argc, char **argv)
{
	return verb_main("steno-search", VERBS, argc, argv);
}
