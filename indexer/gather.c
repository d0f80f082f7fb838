/* Which files are to be indexed. */
#include "indexer/gather.h"

#include <errno.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/base/uuid.h"

void
gather_free(struct gather *g)
{
	size_t i;

	for (i = 0; i < g->count; i++)
		free(g->files[i].path);
	free(g->files);
	*g = (struct gather){0};
}

/* When a recording of ours began stands in its name. */
static int64_t
time_of(const char *name, const struct stat *st)
{
	char id[UUID_TEXT_SIZE];
	struct uuid uuid;

	if (strlen(name) >= UUID_TEXT_SIZE - 1) {
		snprintf(id, sizeof id, "%.36s", name);
		if (uuid_parse(id, &uuid) == 0)
			return uuid_time(&uuid);
	}
	return (int64_t)st->st_mtime * 1000;
}

static int
add(struct gather *g, const char *path, const char *name, const struct stat *st, bool named)
{
	size_t cap = g->cap ? g->cap * 2 : 256;
	struct gather_file *grown;
	char *copy = strdup(path);

	if (copy == NULL)
		return -ENOMEM;
	if (g->count == g->cap) {
		if ((grown = realloc(g->files, cap * sizeof *grown)) == NULL) {
			free(copy);
			return -ENOMEM;
		}
		g->files = grown;
		g->cap = cap;
	}
	g->files[g->count++] = (struct gather_file){copy, named, time_of(name, st)};
	return 0;
}

int
gather_add_file(struct gather *g, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct stat st;

	if (stat(path, &st) != 0)
		return -errno;
	return add(g, path, slash != NULL ? slash + 1 : path, &st, true);
}

/* Read with the recording that they belong to. */
static bool
is_companion(const char *name)
{
	const char *part = strstr(name, ".part-");

	return strstr(name, ".journal-") != NULL || (part != NULL && strspn(part + 6, "0123456789") >= 4);
}

int
gather_add_folder(struct gather *g, const char *path)
{
	char *copy = strdup(path), *const roots[] = {copy, NULL};
	FTSENT *entry;
	FTS *fts;
	int r = 0;

	if (copy == NULL)
		return -ENOMEM;
	if ((fts = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL)) == NULL) {
		r = -errno;
		free(copy);
		return r;
	}
	while (r == 0 && (entry = fts_read(fts)) != NULL) {
		if (entry->fts_level > 0 && entry->fts_name[0] == '.')
			fts_set(fts, entry, FTS_SKIP);
		else if (entry->fts_info == FTS_F && !is_companion(entry->fts_name))
			r = add(g, entry->fts_path, entry->fts_name, entry->fts_statp, false);
	}
	fts_close(fts);
	free(copy);
	return r;
}

static int
by_time(const void *a, const void *b)
{
	const struct gather_file *x = a, *y = b;

	return x->when != y->when ? (x->when < y->when ? -1 : 1) : strcmp(x->path, y->path);
}

void
gather_sort(struct gather *g)
{
	if (g->count > 1)
		qsort(g->files, g->count, sizeof *g->files, by_time);
}
