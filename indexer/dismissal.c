/* Sessions whose recordings are gone, taken out of the index. */
#include "indexer/dismissal.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/sql/catalog.h"
#include "indexer/occupant.h"
#include "indexer/renewal.h"
#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/base/uuid.h"
#include "lib/verb/verb.h"

#define NAMES_MAX 10000000

struct names {
	char **list;
	size_t count, room;
};

static int
add_name(struct names *n, const char *text)
{
	struct uuid id;
	char **list;

	if (uuid_parse(text, &id) != 0) {
		report_error("\"%.60s\" is no session's whole id", text);
		return ERR_FORMAT;
	}
	if (n->count == n->room) {
		if (n->room > NAMES_MAX || (list = reallocarray(n->list, n->room * 2 + 64, sizeof *list)) == NULL)
			return -ENOMEM;
		n->list = list;
		n->room = n->room * 2 + 64;
	}
	if ((n->list[n->count] = strdup(text)) == NULL)
		return -ENOMEM;
	n->count++;
	return 0;
}

static int
read_names(struct names *n)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	int r = 0;

	while (r == 0 && (len = getline(&line, &room, stdin)) > 0) {
		if (line[len - 1] == '\n')
			line[len - 1] = '\0';
		r = add_name(n, line);
	}
	free(line);
	return r;
}

/* 1: its recording is where the index has it; 0: it is not, or the index does not know it. */
static int
is_there(struct catalog *catalog, const char *uuid)
{
	struct buffer path = {0};
	int r = catalog_recording_path(catalog, uuid, &path);

	if (r == 1)
		r = buffer_string(&path) == NULL ? -ENOMEM : access(path.data, F_OK) == 0;
	buffer_free(&path);
	return r;
}

/* Those that may go stay in the list; how many others there were. */
static int
sift(struct catalog *catalog, struct names *n)
{
	size_t i, kept = 0;
	int r = 0, there = 0;

	for (i = 0; i < n->count; i++) {
		if (r >= 0 && (r = is_there(catalog, n->list[i])) == 0) {
			n->list[kept++] = n->list[i];
			continue;
		}
		if (r == 1)
			report_warning("the recording of %s is there: it stays in the index", n->list[i]);
		there += r == 1;
		free(n->list[i]);
	}
	n->count = kept;
	return r < 0 ? r : there;
}

int
dismissal_tell_traces(const char *index, int r)
{
	char who[64];

	occupant_name(index, who, sizeof who);
	if (r == ERR_BUSY)
		report_error("bytes of sessions that were taken out are still in \"%s\" or its -wal, though no search finds them:\n"
			     "%s has been at it for more than %d seconds. \"steno index\" overwrites them when nobody is.", index, who,
		    CATALOG_CLEANSE_MS / 1000);
	else
		report_error("bytes of sessions that were taken out are still in \"%s\" or its -wal, though no search finds them: %s.\n"
			     "Mend that; then \"steno index\" overwrites them.", index, error_text(r));
	return EXIT_TRACES;
}

static void
say(const struct catalog_erased *erased, bool json)
{
	printf(json ? "{\"sessions\":%" PRIu64 ",\"commands\":%" PRIu64 "}\n" : "%" PRIu64 " sessions with %" PRIu64 " commands taken out\n",
	    erased->sessions, erased->commands);
}

/* *traces: what kept the bytes of those whose rows are gone, or 0. */
static int
dismiss(struct catalog *catalog, const char *index, struct names *n, struct catalog_erased *erased, int *traces)
{
	int r, stays;

	if ((stays = r = sift(catalog, n)) >= 0) {
		r = n->count == 0 ? 0
				  : catalog_erase_sessions(catalog, (const char *const *)n->list, n->count, erased);
		*traces = erased->gone ? r : 0;
		r = erased->gone ? 0 : r;
	}
	if (r != 0) {
		report_error("can't take sessions out of \"%s\": %s", index, r == ERR_BUSY ? error_text(r) : catalog_trouble(catalog));
		return EXIT_UNREADABLE;
	}
	return stays > 0 ? EXIT_FOUND : EXIT_FINE;
}

int
dismissal_run(const char *index, char *const *names, int count, bool quiet, bool json)
{
	struct catalog *catalog = NULL;
	struct catalog_erased erased = {0};
	struct names n = {0};
	char *message = NULL;
	int i, r = 0, hold = -1, traces = 0, code = EXIT_UNREADABLE;

	for (i = 0; r == 0 && i < count; i++)
		r = add_name(&n, names[i]);
	if (r == 0 && count == 0)
		r = read_names(&n);
	if (r == ERR_FORMAT) {
		code = EXIT_USAGE;
	} else if (r != 0 || (hold = renewal_hold(index)) < 0) {
		report_error("can't write the index \"%s\": %s", index, error_text(r ? r : hold));
	} else if ((r = catalog_open(index, CATALOG_PRUNE, &catalog, &message)) != 0) {
		report_error("%s", message != NULL ? message : error_text(r));
	} else {
		code = dismiss(catalog, index, &n, &erased, &traces);
		if (code != EXIT_UNREADABLE && !quiet)
			say(&erased, json);
	}
	free(message);
	catalog_free(catalog);
	if (traces != 0)
		code = dismissal_tell_traces(index, traces);
	if (hold >= 0)
		close(hold);
	while (n.count > 0)
		free(n.list[--n.count]);
	free(n.list);
	return code;
}
