/* What an index should say, and what it says. */
#include "indexer/reckoning.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/sql/assay.h"
#include "indexer/collation.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/cast/backlog.h"
#include "lib/verb/verb.h"

/* What is another, for people: of the command or event of that number. */
static const struct {
	const char *kind, *text;
} NAMES[] = {
    {"", "all of it"},
    {"session", "who, where and when"},
    {"command", "command %" PRId64},
    {"completion", "how command %" PRId64 " ended"},
    {"detail", "what is known of command %" PRId64},
    {"output", "what command %" PRId64 " showed"},
    {"shown", "what command %" PRId64 " showed"},
    {"keyframe", "the screen before event %" PRId64},
    {"mark", "where reading goes on before event %" PRId64},
    {"recording", "where its recording lies"},
    {"place", "when command %" PRId64 " was"},
    {"twice", "how command %" PRId64 " ended, said twice or in part"},
    {"order", "the order of command %" PRId64},
    {"word", "the words by which its commands are found"},
    {"orphan", "rows that are no session's"},
    {"schema", "the tables"},
};

static const char *const FINDINGS[] = {
    [COLLATION_ALTERED] = "altered", [COLLATION_LACKING] = "missing", [COLLATION_EXCESS] = "too much"};

struct telling {
	const struct reckoning *reckoning;
	struct catalog *copy, *live; /* live may be NULL */
};

static void
print(struct buffer *out)
{
	fwrite(out->data, 1, out->broken ? 0 : out->len, stdout);
	buffer_free(out);
}

static void
put_name(struct buffer *out, const char *kind, int64_t number)
{
	size_t i;

	for (i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (strcmp(NAMES[i].kind, kind) == 0 && (number >= 0 || strchr(NAMES[i].text, '%') == NULL)) {
			/* a format of ours, with at most one number */
			buffer_addf(out, NAMES[i].text, number);
			return;
		}
	buffer_adds(out, kind);
}

static void
found(void *context, enum collation_finding finding, const char *uuid, const char *kind, int64_t number)
{
	const struct reckoning *x = ((struct telling *)context)->reckoning;
	struct buffer out = {0};

	if (x->quiet)
		return;
	if (x->json) {
		buffer_addc(&out, '{');
		json_put_member(&out, "index", x->index);
		json_put_member(&out, "finding", FINDINGS[finding]);
		if (*uuid != '\0')
			json_put_member(&out, "session", uuid);
		json_put_member(&out, "kind", *kind != '\0' ? kind : NULL);
		if (number >= 0)
			json_put_integer(&out, "number", number);
		buffer_adds(&out, "}\n");
	} else {
		buffer_addf(&out, "  %-9s ", FINDINGS[finding]);
		report_visible(&out, uuid, strlen(uuid), false);
		buffer_adds(&out, *uuid != '\0' ? ": " : "");
		put_name(&out, kind, number);
		buffer_addc(&out, '\n');
	}
	print(&out);
}

struct search {
	const char *uuid;
	bool found;
};

static int
is_it(void *context, const char *path)
{
	struct search *s = context;

	s->found |= strstr(path, s->uuid) != NULL;
	return 0;
}

static bool
waits(void *context, const char *uuid)
{
	const struct telling *t = context;
	struct catalog_recording then = {0}, now = {0};
	struct search s = {uuid, false};
	int before, since;

	backlog_list(t->reckoning->index, is_it, &s);
	if (s.found || t->live == NULL)
		return s.found;
	before = catalog_find_session(t->copy, uuid, &then);
	since = catalog_find_session(t->live, uuid, &now);
	return before >= 0 && since >= 0 && (before != since || then.done != now.done);
}

static int
complain(const char *index, int r, char *message)
{
	report_error("can't verify the index \"%s\": %s", index, message != NULL ? message : error_text(r));
	free(message);
	return EXIT_UNREADABLE;
}

int
reckoning_begin(struct reckoning *x, const char *index)
{
	const char *where = getenv("TMPDIR");
	int r;

	x->index = index;
	if (access(index, R_OK) != 0)
		return complain(index, -errno, NULL);
	if (asprintf(&x->folder, "%s/steno-index-XXXXXX", where != NULL && *where == '/' ? where : "/tmp") < 0)
		x->folder = NULL;
	if (x->folder == NULL || mkdtemp(x->folder) == NULL || asprintf(&x->copy, "%s/copy", x->folder) < 0 ||
	    asprintf(&x->anew, "%s/anew", x->folder) < 0)
		return complain(index, errno != 0 ? -errno : -ENOMEM, NULL);
	if ((r = assay_copy(index, x->copy)) == 0)
		return EXIT_FINE;
	report_error("the index \"%s\" can't be read, or there is no room for a copy of it in %s", index, x->folder);
	return EXIT_UNREADABLE;
}

static void
conclude(const struct reckoning *x, const struct collation *c)
{
	struct buffer out = {0};

	if (x->quiet)
		return;
	if (x->json) {
		buffer_addc(&out, '{');
		json_put_member(&out, "index", x->index);
		json_put_flag(&out, "same", c->found == 0);
		json_put_integer(&out, "sessions", (int64_t)c->sessions);
		json_put_integer(&out, "rows", (int64_t)c->rows);
		json_put_integer(&out, "found", (int64_t)c->found);
		buffer_adds(&out, "}\n");
	} else if (c->found == 0) {
		buffer_addf(&out, "index: %" PRIu64 " session%s, %" PRIu64 " rows, as their recordings give them\n", c->sessions,
		    c->sessions == 1 ? "" : "s", c->rows);
	} else {
		buffer_adds(&out, "index: not what the recordings give; \"steno index --rebuild\" makes it anew\n");
	}
	print(&out);
}

static int
unsound(const struct reckoning *x, const char *what)
{
	struct buffer out = {0};

	if (x->quiet)
		return EXIT_FOUND;
	if (x->json) {
		buffer_addc(&out, '{');
		json_put_member(&out, "index", x->index);
		json_put_member(&out, "finding", "damaged");
		json_put_member(&out, "what", what);
		buffer_adds(&out, "}\n");
	} else {
		buffer_adds(&out, "  damaged   ");
		report_visible(&out, what, strlen(what), false);
		buffer_addc(&out, '\n');
	}
	print(&out);
	conclude(x, &(struct collation){.found = 1});
	return EXIT_FOUND;
}

static int
compare(const struct reckoning *x, struct catalog *copy, struct catalog *anew)
{
	struct telling t = {.reckoning = x, .copy = copy};
	const struct collation_listener listener = {found, waits, &t};
	struct collation result;
	int r;

	if (catalog_open(x->index, CATALOG_READ, &t.live, NULL) != 0)
		t.live = NULL;
	r = collation_make(copy, anew, &listener, &result);
	catalog_free(t.live);
	if (r == ERR_DAMAGED)
		return unsound(x, "rows can't be read");
	if (r != 0)
		return complain(x->index, r, NULL);
	conclude(x, &result);
	return result.found > 0 ? EXIT_FOUND : EXIT_FINE;
}

int
reckoning_finish(const struct reckoning *x)
{
	struct catalog *copy = NULL, *anew = NULL;
	char *message = NULL;
	int r, code;

	if ((r = assay_sound(x->copy, &message)) == 0) {
		code = unsound(x, message != NULL ? message : "SQLite can't read it");
		free(message);
		return code;
	}
	free(message);
	message = NULL;
	if (r < 0 || (r = catalog_open(x->copy, CATALOG_READ, &copy, &message)) != 0 ||
	    (r = catalog_open(x->anew, CATALOG_READ, &anew, &message)) != 0)
		code = complain(x->index, r, message);
	else
		code = compare(x, copy, anew);
	catalog_free(copy);
	catalog_free(anew);
	return code;
}

void
reckoning_free(struct reckoning *x)
{
	static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
	const char *files[] = {x->copy, x->anew};
	char *path;
	size_t i;

	for (i = 0; i < 2 * sizeof tails / sizeof *tails; i++)
		if (files[i % 2] != NULL && asprintf(&path, "%s%s", files[i % 2], tails[i / 2]) >= 0) {
			unlink(path);
			free(path);
		}
	if (x->folder != NULL)
		rmdir(x->folder);
	free(x->folder);
	free(x->copy);
	free(x->anew);
}
