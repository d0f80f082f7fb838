/*
 * Where the frames of one part are.  Those that were walked to, without a table, are the file's first ones without a gap; `next` is
 * behind the last of them.
 */
#include "lib/cast/atlas.h"

#include <errno.h>
#include <stdlib.h>

struct atlas {
	struct atlas_frame *list;
	size_t count, cap;
	int64_t next, tried; /* tried: the file's size when it had no table */
	bool tabled, lied;
};

struct atlas *
atlas_new(void)
{
	struct atlas *a = calloc(1, sizeof *a);

	if (a != NULL)
		a->tried = -1;
	return a;
}

void
atlas_free(struct atlas *a)
{
	if (a == NULL)
		return;
	free(a->list);
	free(a);
}

static int
add(struct atlas *a, const struct atlas_frame *frame)
{
	size_t cap = a->cap ? a->cap * 2 : 64;
	struct atlas_frame *list;

	if (a->count == a->cap) {
		if ((list = realloc(a->list, cap * sizeof *list)) == NULL)
			return -ENOMEM;
		a->list = list;
		a->cap = cap;
	}
	a->list[a->count++] = *frame;
	return 0;
}

static void
forget(struct atlas *a)
{
	a->count = 0;
	a->next = 0;
	a->tabled = false;
}

static int
load_table(struct atlas *a, struct walk *w)
{
	int64_t *offsets;
	size_t n, i;
	int r;

	if (a->tabled || a->lied)
		return 0;
	if ((r = walk_table(w, &offsets, &n)) != 0)
		return r;
	if (walk_size(w) != a->tried && n > 0) {
		forget(a);
		for (i = 0; r == 0 && i < n; i++)
			r = add(a, &(struct atlas_frame){.offset = offsets[i]});
		a->tabled = r == 0;
	}
	a->tried = walk_size(w);
	free(offsets);
	return r;
}

static void
note(struct atlas_frame *f, const struct walk_item *item)
{
	*f = (struct atlas_frame){item->offset, item->link.first_event, item->link.first_event + item->link.events, item->link.flags, true};
}

/* 1, 0 when there is no frame where the table has one, or negative. */
static int
learn(struct atlas *a, struct walk *w, size_t i)
{
	struct walk_item item;
	int r;

	if (a->list[i].known)
		return 1;
	walk_seek(w, a->list[i].offset);
	if ((r = walk_next(w, false, &item)) != 1)
		return r;
	note(&a->list[i], &item);
	return 1;
}

/* Behind what is known: 1 found, 0 the end, or negative.  What is behind a table is walked each time; there is nothing. */
static int
walk_on(struct atlas *a, struct walk *w, uint64_t event, struct atlas_frame *found)
{
	struct walk_item item;
	int r, failed = 0;

	if (a->tabled) {
		walk_seek(w, a->list[a->count - 1].offset);
		if ((r = walk_next(w, false, &item)) != 1)
			return r;
	} else {
		walk_seek(w, a->next);
	}
	while (failed == 0 && (r = walk_next(w, false, &item)) == 1) {
		note(found, &item);
		if (!a->tabled && (failed = add(a, found)) == 0)
			a->next = walk_offset(w);
		if (found->next_event > event)
			return failed != 0 ? failed : 1;
	}
	return failed != 0 ? failed : r;
}

int
atlas_find(struct atlas *a, struct walk *w, uint64_t event, struct atlas_frame *found)
{
	size_t low = 0, high, middle;
	int r = 1;

	if ((r = load_table(a, w)) != 0)
		return r;
	for (r = 1, high = a->count; low < high;) {
		middle = low + (high - low) / 2;
		if ((r = learn(a, w, middle)) != 1)
			break;
		if (a->list[middle].next_event > event)
			high = middle;
		else
			low = middle + 1;
	}
	if (r != 1) {
		/* a table that lies is no loss */
		forget(a);
		a->lied = true;
		low = 0;
	}
	*found = (struct atlas_frame){.offset = -1};
	if (low > 0 && low == a->count)
		*found = a->list[low - 1];
	if (low < a->count) {
		*found = a->list[low];
		return 1;
	}
	return walk_on(a, w, event, found);
}
