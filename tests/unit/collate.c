/*
 * Does one index say what another does?  As steno index --verify, of two that are there.
 *
 * usage: collate HELD WANTED     (tests/regress/test_index_mutations.py; HELD is written to)
 *
 * exit: 0 it does; 1 it does not, and how on standard output; 3 one can't be opened.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/sql/assay.h"
#include "indexer/collation.h"
#include "lib/base/error.h"

static void
found(void *context, enum collation_finding finding, const char *uuid, const char *kind, int64_t number)
{
	(void)context;
	printf("%d %s %s %" PRId64 "\n", (int)finding, *uuid ? uuid : "-", *kind ? kind : "-", number);
}

static bool
waits(void *context, const char *uuid)
{
	(void)context;
	(void)uuid;
	return false;
}

int
main(int argc, char **argv)
{
	const struct collation_listener listener = {found, waits, NULL};
	struct catalog *held, *wanted;
	struct collation result;
	char *what;
	int r;

	if (argc != 3)
		return 2;
	if (assay_sound(argv[1], &what) != 1) {
		printf("unsound: %s\n", what != NULL ? what : "");
		return 1;
	}
	if (catalog_open(argv[1], CATALOG_READ, &held, &what) != 0) {
		printf("%s\n", what);
		return 1;
	}
	if (catalog_open(argv[2], CATALOG_READ, &wanted, &what) != 0)
		return 3;
	if ((r = collation_make(held, wanted, &listener, &result)) != 0)
		printf("%s\n", error_text(r));
	catalog_free(held);
	catalog_free(wanted);
	return r != 0 || result.found > 0;
}
