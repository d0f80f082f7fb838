/* How far a recording of ours goes. */
#include "lib/cast/extent.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/cast/event.h"
#include "lib/cast/journal.h"
#include "lib/cast/part.h"
#include "lib/cast/walk.h"

#define PARTS_MAX 100000

static void
take_link(const struct link *l, struct extent *e)
{
	e->events = l->first_event + l->events;
	e->last = l->last;
	e->ended = (l->flags & (LINK_END | LINK_ROTATED)) == LINK_END;
}

/* The last link of a part, found by its table where there is one that is true. */
static int
measure_part(const char *path, struct extent *e)
{
	struct walk_item item;
	struct walk *walk;
	int64_t *offsets;
	size_t n;
	int r;

	if ((r = walk_open(path, &walk)) != 0)
		return r;
	if ((r = walk_table(walk, &offsets, &n)) == 0 && n > 0)
		walk_seek(walk, offsets[n - 1]);
	if (r == 0)
		free(offsets);
	while (r == 0 && (r = walk_next(walk, false, &item)) == 1) {
		take_link(&item.link, e);
		r = 0;
	}
	walk_free(walk);
	return r;
}

static void
measure_lines(const struct journal *j, const struct buffer *lines, struct extent *e)
{
	const char *p = lines->data, *end = lines->data + lines->len, *stop;
	uint64_t number = j->first_event;
	int64_t at = j->base, interval;
	char code;

	for (; p < end && (stop = memchr(p, '\n', (size_t)(end - p))) != NULL; p = stop + 1) {
		if (event_peek(p, (size_t)(stop - p), &interval, &code) < 0)
			continue;
		at += interval;
		number++;
	}
	if (number > e->events) {
		e->events = number;
		e->last = at;
	}
}

static int
measure_journals(const char *part, struct extent *e)
{
	struct buffer lines = {0};
	struct journal j;
	uint64_t *list;
	size_t n, i, cut;
	int r;

	if ((r = journal_list(part, &list, &n)) != 0)
		return r;
	for (i = 0; i < n; i++) {
		buffer_clear(&lines);
		/* one that is gone by now has become a frame */
		if (journal_load(part, list[i], &j, &lines, &cut) == 0)
			measure_lines(&j, &lines, e);
	}
	free(list);
	buffer_free(&lines);
	return 0;
}

/* A part that is there and may be the last. */
static char *
existing_part(const char *path, uint32_t n)
{
	char *part = n == 0 ? strdup(path) : part_path(path, n);

	if (part != NULL && n > 0 && (strcmp(part, path) == 0 || access(part, F_OK) != 0)) {
		free(part);
		return NULL;
	}
	return part;
}

int
extent_measure(const char *path, struct extent *e)
{
	uint32_t n = 0;
	char *part, *next;
	int r;

	*e = (struct extent){0};
	if ((part = existing_part(path, 0)) == NULL)
		return -ENOMEM;
	while (n < PARTS_MAX && (next = existing_part(path, ++n)) != NULL) {
		/* one that has just begun may have nothing yet */
		if ((r = measure_part(part, e)) == 0)
			r = measure_journals(part, e);
		free(part);
		part = next;
		if (r != 0)
			break;
	}
	if ((r = measure_part(part, e)) == 0 && !e->ended)
		r = measure_journals(part, e);
	free(part);
	return r;
}
