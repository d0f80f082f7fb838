/* steno-search: its verbs, and what they share. */
#include "search/searcher.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/report.h"

static const struct verb *const VERBS[] = {&searcher_search, &searcher_sessions, &searcher_show, NULL};

int
searcher_open(struct searcher *s, const char *index)
{
	char *store = index == NULL ? verb_store() : NULL, *message = NULL;
	int r;

	if (index != NULL)
		s->path = strdup(index);
	else if (store == NULL || asprintf(&s->path, "%s/index.db", store) < 0)
		s->path = NULL;
	free(store);
	if (s->path == NULL) {
		report_error("out of memory");
		return EXIT_UNREADABLE;
	}
	if (access(s->path, R_OK) != 0) {
		report_error("can't read the index \"%s\": %s%s", s->path, strerror(errno),
		    errno == ENOENT ? "\n\"steno index\" makes it" : "");
		return EXIT_UNREADABLE;
	}
	if ((r = catalog_open(s->path, CATALOG_READ, &s->catalog, &message)) != 0 ||
	    (r = lookup_new(s->catalog, &s->lookup)) != 0) {
		report_error("%s", message != NULL ? message : error_text(r));
		free(message);
		return EXIT_UNREADABLE;
	}
	return 0;
}

void
searcher_close(struct searcher *s)
{
	lookup_free(s->lookup);
	catalog_free(s->catalog);
	free(s->path);
}

int
searcher_fail(const struct searcher *s, int code)
{
	report_error("can't read the index \"%s\": %s", s->path, code == ERR_FAILED ? lookup_trouble(s->lookup)
										       : error_text(code));
	return EXIT_UNREADABLE;
}

struct option *
searcher_options(const struct option *more, size_t count)
{
	struct option *all = calloc(FILTER_OPTION_COUNT + count + 1, sizeof *all);

	if (all != NULL) {
		memcpy(all, FILTER_OPTIONS, sizeof *all * FILTER_OPTION_COUNT);
		memcpy(all + FILTER_OPTION_COUNT, more, sizeof *all * count);
	}
	return all;
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
