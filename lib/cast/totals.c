/* How much a recording of ours is, and how it ends. */
#include "lib/cast/totals.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/cast/journal.h"
#include "lib/cast/lease.h"
#include "lib/cast/part.h"
#include "lib/cast/walk.h"

static int
measure_journals(const char *path, struct totals *t)
{
	uint64_t *list;
	struct stat st;
	size_t n, i;
	char *journal;
	int e;

	if ((e = journal_list(path, &list, &n)) != 0)
		return e;
	for (i = 0; i < n; i++) {
		/* an empty one is none (yet) */
		if ((journal = journal_path(path, list[i])) != NULL && stat(journal, &st) == 0 && st.st_size > 0) {
			t->journals++;
			t->stored += (uint64_t)st.st_size;
		}
		free(journal);
	}
	free(list);
	return 0;
}

/* One part, with the flags of its last link. */
static int
measure_part(const char *path, struct totals *t, uint8_t *flags)
{
	struct walk_item item;
	struct walk *walk;
	int e;

	*flags = 0;
	if ((e = walk_open(path, &walk)) != 0)
		return e;
	while ((e = walk_next(walk, false, &item)) == 1) {
		*flags = item.link.flags;
		t->frames++;
		t->lines += item.link.bytes;
	}
	t->parts++;
	t->stored += (uint64_t)walk_size(walk);
	walk_free(walk);
	return e != 0 ? e : measure_journals(path, t);
}

int
totals_measure(const char *path, uint32_t part, struct totals *t)
{
	uint32_t n = part, before;
	uint8_t flags = 0;
	char *name;
	int e;

	*t = (struct totals){0};
	do {
		if ((name = n == part ? strdup(path) : part_path(path, n)) == NULL)
			return -ENOMEM;
		before = t->parts;
		e = measure_part(name, t, &flags);
		free(name);
		/* one that can't be opened is as good as none, behind others */
		if (e != 0 && t->parts == before)
			return before > 0 ? 0 : e;
		n++;
		/* a part without an end may have a next one: its recorder died between the two */
	} while (e == 0 && (flags & (LINK_END | LINK_ROTATED)) != LINK_END);
	return e;
}

static int
look_at_part(const char *path, struct totals_end *end)
{
	struct walk_item item;
	struct walk *walk;
	int e;

	end->flags = 0;
	if ((e = walk_open(path, &walk)) != 0)
		return e;
	while ((e = walk_next(walk, false, &item)) == 1)
		end->flags = item.link.flags;
	end->live = lease_held(walk_fd(walk)) == 1;
	walk_free(walk);
	return e;
}

int
totals_look_at_end(const char *first, const char *path, uint32_t part, struct totals_end *end)
{
	char *name = strdup(path);
	int e = -ENOMEM;

	*end = (struct totals_end){0};
	while (name != NULL && (e = look_at_part(name, end)) == 0 && (end->flags & LINK_ROTATED)) {
		free(name);
		if ((name = part_path(first, ++part)) == NULL)
			return -ENOMEM;
		if (access(name, F_OK) != 0) {
			end->missing = true;
			break;
		}
	}
	free(name);
	return e;
}
