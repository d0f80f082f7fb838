/* Which files are to be indexed: those that were named, and those in folders that were. */
#ifndef STENO_INDEXER_GATHER_H
#define STENO_INDEXER_GATHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gather_file {
	char *path;
	bool named;   /* itself, not its folder */
	int64_t when; /* about when it began: files are taken in that order */
};

struct gather {
	struct gather_file *files;
	size_t count, cap;
};

void gather_free(struct gather *);

int gather_add_file(struct gather *, const char *path);

/* All files below it, but for later parts of a recording, journals and what is hidden.  0 or minus errno. */
int gather_add_folder(struct gather *, const char *path);

/* By time. */
void gather_sort(struct gather *);

#endif
