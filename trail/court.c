/* A store as a whole. */
#include "trail/court.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/cast/store.h"

#define SUFFIX ".cast.zst"

/* Going through a store. */
struct tour {
	struct court *court;
	int64_t since;
	int (*each)(void *context, const char *path, int r, struct ruling *);
	void *context;
};

static int
on_entry(void *context, const struct entry_view *v, int64_t offset)
{
	(void)offset;
	return docket_take(context, v);
}

static int
read_trail(struct court *c, const struct court_request *request)
{
	struct audit_request q = {.trust = request->key, .each = on_entry, .context = &c->docket};
	char *folder;
	int r;

	if (request->witness != NULL) {
		q.witness = request->witness->data;
		q.witness_len = request->witness->len;
	}
	if (asprintf(&folder, "%s/trail", c->store) < 0)
		return -ENOMEM;
	q.folder = folder;
	r = audit_trail(&q, &c->audit);
	free(folder);
	c->has_trail = r == 0;
	docket_stand(&c->docket);
	return r == ERR_NOTFOUND ? 0 : r;
}

int
court_open(const char *store, const struct court_request *request, struct court **out)
{
	struct court *c = calloc(1, sizeof *c);
	int r = -ENOMEM;

	*out = NULL;
	if (c == NULL)
		return r;
	c->asked = request->witness != NULL || request->key != NULL;
	if ((c->store = strdup(store)) == NULL || (r = read_trail(c, request)) != 0 ||
	    (c->seen = calloc(c->docket.count + 1, sizeof *c->seen)) == NULL) {
		court_free(c);
		return r ? r : -ENOMEM;
	}
	c->witness = request->witness != NULL;
	c->since = request->since;
	*out = c;
	return 0;
}

void
court_free(struct court *c)
{
	if (c == NULL)
		return;
	audit_release(&c->audit);
	docket_release(&c->docket);
	free(c->seen);
	free(c->store);
	free(c);
}

bool
court_trail_holds(const struct court *c)
{
	const struct audit_result *r = &c->audit;

	if (!c->has_trail)
		return !c->asked;
	return r->intact == AUDIT_YES && r->complete != AUDIT_NO && (r->breaks == 0 || r->break_time < c->since) && (!c->witness || r->anchored == AUDIT_YES);
}

static struct ruling_law
law_of(const struct court *c)
{
	if (c == NULL)
		return (struct ruling_law){.audit = NULL};
	return (struct ruling_law){.audit = c->has_trail ? &c->audit : NULL, .docket = c->has_trail ? &c->docket : NULL,
	    .whole = c->has_trail && c->audit.intact == AUDIT_YES, .witness = c->witness};
}

int
court_rule(struct court *c, const char *path, struct ruling *r)
{
	const struct ruling_law law = law_of(c);
	const struct docket_session *known;
	int e;

	if ((e = ruling_make(path, &law, r)) != 0)
		return e;
	if (law.docket != NULL && r->has_session && (known = docket_find(law.docket, &r->session)) != NULL)
		c->seen[known - law.docket->sessions] = true;
	return 0;
}

static bool
is_wanted(const char *name, int64_t since)
{
	char text[UUID_TEXT_SIZE];
	struct uuid id;

	if (!store_is_recording(name))
		return false;
	snprintf(text, sizeof text, "%.36s", name);
	return uuid_parse(text, &id) != 0 || uuid_time(&id) >= since;
}

static int
not_hidden(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

static int
tour_month(const struct tour *t, const char *folder)
{
	struct dirent **list;
	struct ruling ruling;
	int n = scandir(folder, &list, not_hidden, alphasort), i, r = 0, e;
	char *path;

	if (n < 0)
		return -errno;
	for (i = 0; i < n; i++) {
		if (r == 0 && is_wanted(list[i]->d_name, t->since) &&
		    asprintf(&path, "%s/%s", folder, list[i]->d_name) >= 0) {
			e = court_rule(t->court, path, &ruling);
			r = t->each(t->context, path, e, &ruling);
			ruling_release(&ruling);
			free(path);
		}
		free(list[i]);
	}
	free(list);
	return r;
}

static int
tour_sessions(const struct tour *t)
{
	char *folder = NULL, *month;
	struct dirent **list;
	int n, i, r = 0;
	struct stat st;

	if (asprintf(&folder, "%s/sessions", t->court->store) < 0)
		return -ENOMEM;
	if ((n = scandir(folder, &list, not_hidden, alphasort)) < 0) {
		r = errno == ENOENT ? 0 : -errno;
		free(folder);
		return r;
	}
	for (i = 0; i < n; i++) {
		if (r == 0 && asprintf(&month, "%s/%s", folder, list[i]->d_name) >= 0) {
			/* also one that is elsewhere: what lies in it would be neither looked at nor missed */
			if (stat(month, &st) == 0 && S_ISDIR(st.st_mode))
				r = tour_month(t, month);
			free(month);
		}
		free(list[i]);
	}
	free(list);
	free(folder);
	return r;
}

/* Where a session's recording would be, whether its folder is there or not. */
static char *
place_of(const char *store, const struct uuid *id)
{
	time_t t = (time_t)(uuid_time(id) / 1000);
	char text[UUID_TEXT_SIZE], month[16] = "", *path;
	struct tm tm;

	uuid_format(id, text);
	if (gmtime_r(&t, &tm) != NULL)
		strftime(month, sizeof month, "%Y-%m", &tm);
	return asprintf(&path, "%s/sessions/%s/%s" SUFFIX, store, month, text) < 0 ? NULL : path;
}

static bool
may_be_missed(const struct docket_session *d, int64_t since)
{
	return (d->started || d->imported || d->has_final || d->first_frame != DOCKET_NONE) && uuid_time(&d->id) >= since;
}

static int
tour_missing(const struct tour *t)
{
	const struct docket *d = &t->court->docket;
	const struct ruling_law law = law_of(t->court);
	struct ruling ruling;
	uint32_t i;
	char *path;
	int r = 0;

	for (i = 0; i < d->count && r == 0; i++) {
		if (t->court->seen[i] || !may_be_missed(&d->sessions[i], t->since))
			continue;
		if ((path = place_of(t->court->store, &d->sessions[i].id)) == NULL)
			return -ENOMEM;
		/* what is there and could not be read, or is another session's, was said already */
		if (access(path, F_OK) != 0 && (r = ruling_missing(&d->sessions[i], path, &law, &ruling)) == 0) {
			r = t->each(t->context, path, 0, &ruling);
			ruling_release(&ruling);
		}
		free(path);
	}
	return r;
}

int
court_each(struct court *c, int64_t since, int (*each)(void *context, const char *path, int r, struct ruling *),
    void *context)
{
	const struct tour t = {c, since, each, context};
	int r;

	if ((r = tour_sessions(&t)) == 0 && c->has_trail)
		r = tour_missing(&t);
	return r;
}
