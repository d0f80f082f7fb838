/* The recordings of a store, one by one. */
#include "trail/estate.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/cast/extent.h"
#include "lib/cast/reader.h"
#include "lib/cast/totals.h"

#define SUFFIX ".cast.zst"
#define NAME_SIZE (UUID_TEXT_SIZE - 1 + sizeof SUFFIX - 1)

/* The exit status stands in the last event. */
static int
exit_of(struct reader *reader, const struct extent *e)
{
	struct event ev;
	int code = -1;

	if (e->events == 0 || reader_seek_event(reader, e->events - 1) != 0)
		return -1;
	while (reader_next(reader, &ev) == 1) {
		if (ev.code != EVENT_EXIT || ev.len == 0 || ev.len > 9)
			continue;
		code = 0;
		for (size_t i = 0; i < ev.len && code >= 0; i++)
			code = ev.data[i] < '0' || ev.data[i] > '9' ? -1 : code * 10 + (ev.data[i] - '0');
	}
	return code;
}

static enum estate_state
state_of(struct reader *reader)
{
	switch (reader_state(reader)) {
	case READER_COMPLETE:
	case READER_RECOVERED:
		return ESTATE_CLOSED;
	case READER_LIVE:
		return ESTATE_LIVE;
	case READER_CUT:
	case READER_MISSING:
		break;
	}
	return ESTATE_CUT;
}

/* The header is the reader's: its line is made and read again. */
static int
copy_header(struct header *to, const struct header *from)
{
	struct buffer line = {0};
	int r;

	if ((r = header_encode(&line, from)) == 0 && (r = header_parse(line.data, line.len, to)) != 0)
		header_init(to);
	buffer_free(&line);
	return r;
}

static void
read_on(struct estate_item *item, struct reader *reader)
{
	struct totals totals;
	struct extent extent;

	if (copy_header(&item->header, reader_header(reader)) != 0)
		return;
	item->foreign = !item->header.has_session ||
	    memcmp(&item->header.session, &item->id, sizeof item->id) != 0;
	item->state = state_of(reader);
	if (item->header.realtime != HEADER_NONE)
		item->started = item->header.realtime;
	item->ended = item->started;
	if (totals_measure(item->path, item->header.part, &totals) == 0)
		item->bytes = (int64_t)totals.stored;
	if (extent_measure(item->path, &extent) != 0)
		return;
	item->ended = item->started + (extent.last > 0 ? extent.last : 0);
	if (item->state == ESTATE_CLOSED)
		item->exit = exit_of(reader, &extent);
}

int
estate_describe(const char *path, struct estate_item *item)
{
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	char text[UUID_TEXT_SIZE];
	struct reader *reader;
	struct stat st;

	memset(item, 0, sizeof *item);
	header_init(&item->header);
	item->state = ESTATE_UNREADABLE;
	item->exit = -1;
	snprintf(text, sizeof text, "%.36s", name);
	item->foreign = uuid_parse(text, &item->id) != 0;
	item->started = item->ended = item->foreign ? 0 : uuid_time(&item->id);
	item->link = lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
	item->bytes = stat(path, &st) == 0 ? (int64_t)st.st_size : 0;
	if ((item->path = strdup(path)) == NULL)
		return -ENOMEM;
	if (reader_open(path, &reader) == 0) {
		read_on(item, reader);
		reader_free(reader);
	}
	item->since = item->ended;
	return 0;
}

void
estate_release_item(struct estate_item *item)
{
	header_free(&item->header);
	free(item->path);
	item->path = NULL;
}

static int
add(struct estate *e, const char *folder, const char *name)
{
	struct estate_item *items;
	char *path;
	int r;

	if (e->count == e->room) {
		if ((items = reallocarray(e->items, e->room * 2 + 64, sizeof *items)) == NULL)
			return -ENOMEM;
		e->items = items;
		e->room = e->room * 2 + 64;
	}
	if (asprintf(&path, "%s/%s", folder, name) < 0)
		return -ENOMEM;
	r = estate_describe(path, &e->items[e->count]);
	free(path);
	if (r == 0)
		e->count++;
	return r;
}

static bool
is_session(const char *name)
{
	char text[UUID_TEXT_SIZE];
	struct uuid id;

	snprintf(text, sizeof text, "%.36s", name);
	return strlen(name) == NAME_SIZE && strcmp(name + UUID_TEXT_SIZE - 1, SUFFIX) == 0 && uuid_parse(text, &id) == 0;
}

static int
take_month(struct estate *e, const char *folder)
{
	/* not through links: they may lead into another store */
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), r = 0;
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *d;

	if (dir == NULL)
		return errno == ENOTDIR || errno == ENOENT || errno == ELOOP ? 0 : -errno;
	while (r == 0 && (d = readdir(dir)) != NULL)
		if (is_session(d->d_name))
			r = add(e, folder, d->d_name);
	closedir(dir);
	return r;
}

/* By their ages; of the same time by their ids, so that the order is always the same. */
static int
by_age(const void *a, const void *b)
{
	const struct estate_item *x = a, *y = b;

	return x->since != y->since ? (x->since > y->since) - (x->since < y->since) : memcmp(&x->id, &y->id, sizeof x->id);
}

void
estate_sort(struct estate *e)
{
	if (e->count > 1)
		qsort(e->items, e->count, sizeof *e->items, by_age);
}

int
estate_open(const char *store, struct estate *e)
{
	char folder[4096], month[4400];
	struct dirent *d;
	DIR *dir;
	int r = 0;

	memset(e, 0, sizeof *e);
	if (snprintf(folder, sizeof folder, "%s/sessions", store) >= (int)sizeof folder)
		return -ENAMETOOLONG;
	if ((dir = opendir(folder)) == NULL)
		return errno == ENOENT ? 0 : -errno;
	while (r == 0 && (d = readdir(dir)) != NULL) {
		if (d->d_name[0] == '.')
			continue;
		snprintf(month, sizeof month, "%s/%s", folder, d->d_name);
		r = take_month(e, month);
	}
	closedir(dir);
	if (r == 0)
		estate_sort(e);
	return r;
}

void
estate_release(struct estate *e)
{
	uint32_t i;

	for (i = 0; i < e->count; i++)
		estate_release_item(&e->items[i]);
	free(e->items);
	memset(e, 0, sizeof *e);
}
