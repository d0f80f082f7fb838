/* Live sessions, as they go on. */
#include "indexer/pursuit.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/intake.h"
#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/cast/store.h"

#define STEP_MS 150
#define MONTHS 2      /* the newest folders of a store that are looked at: nobody records into older ones */
#define LIVE_MAX 2000 /* each is a process */

struct target {
	struct intake *intake; /* live; NULL: done with, or never begun */
	char *path;
	bool seen;
};

struct pursuit {
	const struct pursuit_order *order;
	struct intake_place place;
	struct target *list; /* by path */
	size_t count, cap, live;
	struct intake **finished; /* of which the batch still has the header */
	size_t finished_count, finished_cap;
};

/* Files. */

static size_t
place_of(const struct pursuit *p, const char *path, bool *there)
{
	size_t low = 0, high = p->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strcmp(p->list[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*there = low < p->count && strcmp(p->list[low].path, path) == 0;
	return low;
}

static int
add_target(struct pursuit *p, const char *path)
{
	size_t cap = p->cap ? p->cap * 2 : 64, i;
	struct target *grown;
	bool there;
	char *copy;

	i = place_of(p, path, &there);
	if (there)
		return 0;
	if (p->count == p->cap) {
		if ((grown = realloc(p->list, cap * sizeof *grown)) == NULL)
			return -ENOMEM;
		p->list = grown;
		p->cap = cap;
	}
	if ((copy = strdup(path)) == NULL)
		return -ENOMEM;
	memmove(p->list + i + 1, p->list + i, (p->count - i) * sizeof *p->list);
	p->list[i] = (struct target){.path = copy};
	p->count++;
	return 0;
}

static int
look_into(struct pursuit *p, const char *folder)
{
	struct dirent *entry;
	DIR *dir = opendir(folder);
	char *path;
	int r = 0;

	if (dir == NULL)
		return 0;
	while (r == 0 && (entry = readdir(dir)) != NULL) {
		if (!store_is_recording(entry->d_name))
			continue;
		if (asprintf(&path, "%s/%s", folder, entry->d_name) < 0)
			r = -ENOMEM;
		else {
			r = add_target(p, path);
			free(path);
		}
	}
	closedir(dir);
	return r;
}

static int
is_month(const struct dirent *entry)
{
	return entry->d_name[0] >= '0' && entry->d_name[0] <= '9';
}

/* What is new in the store. */
static int
look_around(struct pursuit *p)
{
	struct dirent **months = NULL;
	char *folder = NULL, *month;
	int n, i, r = 0;

	if (p->order->store == NULL)
		return 0;
	if (asprintf(&folder, "%s/sessions", p->order->store) < 0)
		return -ENOMEM;
	n = scandir(folder, &months, is_month, alphasort);
	for (i = 0; i < n; i++) {
		if (r == 0 && i >= n - MONTHS) {
			if (asprintf(&month, "%s/%s", folder, months[i]->d_name) < 0)
				r = -ENOMEM;
			else {
				r = look_into(p, month);
				free(month);
			}
		}
		free(months[i]);
	}
	free(months);
	free(folder);
	return r;
}

/* Sessions. */

static int
begin(struct pursuit *p, struct target *t)
{
	char *message = NULL;

	if (p->live >= LIVE_MAX)
		return 0;
	t->seen = true;
	switch (intake_open(&p->place, t->path, &t->intake, &message)) {
	case INTAKE_NEW:
		p->live++;
		if (intake_note(t->intake) != NULL)
			report_warning("%s: %s", t->path, intake_note(t->intake));
		break;
	case INTAKE_BAD:
		report_warning("%s: %s", t->path, message != NULL ? message : "it can't be read");
		break;
	case INTAKE_NONE:
		/* one that has just begun is empty still */
		t->seen = p->order->store == NULL;
		break;
	case INTAKE_KNOWN:
		break;
	}
	free(message);
	return 0;
}

static int
finish(struct pursuit *p, struct target *t, bool live)
{
	size_t cap = p->finished_cap ? p->finished_cap * 2 : 64;
	struct intake **grown;
	char *message = NULL;
	int r;

	if (p->finished_count == p->finished_cap) {
		if ((grown = realloc(p->finished, cap * sizeof *grown)) == NULL)
			return -ENOMEM;
		p->finished = grown;
		p->finished_cap = cap;
	}
	r = intake_finish(t->intake, live, &message);
	if (message != NULL)
		report_warning("%s: %s", t->path, message);
	free(message);
	p->finished[p->finished_count++] = t->intake;
	t->intake = NULL;
	p->live--;
	return r;
}

static int
go_on(struct pursuit *p, struct target *t)
{
	int more;

	do {
		if ((more = intake_pump(t->intake)) < 0)
			return more;
	} while (more == 1);
	if (!intake_is_live(t->intake))
		return finish(p, t, false);
	return intake_settle(t->intake, 0);
}

static int
flush(struct pursuit *p)
{
	size_t i;
	int r;

	if (batch_is_idle(p->place.batch) && p->finished_count == 0)
		return 0;
	if ((r = batch_flush(p->place.batch)) != 0) {
		report_error("can't write the index \"%s\": %s", p->order->index, catalog_trouble(p->place.catalog));
		return r;
	}
	for (i = 0; i < p->finished_count; i++)
		intake_free(p->finished[i]);
	p->finished_count = 0;
	return 0;
}

static int
turn(struct pursuit *p)
{
	size_t i;
	int r = look_around(p);

	for (i = 0; r == 0 && i < p->count; i++) {
		struct target *t = &p->list[i];

		if (t->intake == NULL && !t->seen)
			r = begin(p, t);
		if (r == 0 && t->intake != NULL)
			r = go_on(p, t);
	}
	return r == 0 ? flush(p) : r;
}

static int
stop(struct pursuit *p)
{
	size_t i;
	int r = 0;

	for (i = 0; r == 0 && i < p->count; i++)
		if (p->list[i].intake != NULL)
			r = finish(p, &p->list[i], true);
	return r == 0 ? flush(p) : r;
}

static int
run(struct pursuit *p)
{
	int r = 0;

	while (r == 0 && !*p->order->stop) {
		r = turn(p);
		if (p->order->store == NULL && p->live == 0)
			break;
		poll(NULL, 0, STEP_MS);
	}
	return r == 0 ? stop(p) : r;
}

int
pursuit_run(const struct pursuit_order *order)
{
	struct pursuit p = {.order = order};
	char *message = NULL;
	size_t i;
	int r;

	if ((r = catalog_open(order->index, CATALOG_WRITE, &p.place.catalog, &message)) != 0) {
		report_error("%s", message != NULL ? message : error_text(r));
		free(message);
		return r;
	}
	p.place.censor = order->censor;
	if ((p.place.batch = batch_new(p.place.catalog)) == NULL)
		r = -ENOMEM;
	for (i = 0; r == 0 && order->files[i] != NULL; i++)
		r = add_target(&p, order->files[i]);
	if (r == 0)
		r = run(&p);
	for (i = 0; i < p.count; i++) {
		intake_free(p.list[i].intake);
		free(p.list[i].path);
	}
	for (i = 0; i < p.finished_count; i++)
		intake_free(p.finished[i]);
	free(p.list);
	free(p.finished);
	batch_free(p.place.batch);
	catalog_free(p.place.catalog);
	return r;
}
