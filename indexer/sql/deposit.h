/* The index that is open, as it is in memory: for the modules of this folder. */
#ifndef STENO_INDEXER_SQL_DEPOSIT_H
#define STENO_INDEXER_SQL_DEPOSIT_H

#include "indexer/sql/catalog.h"
#include "indexer/sql/rack.h"
#include "indexer/sql/sql.h"
#include "indexer/squeeze.h"

#define DEPOSIT_TRAITS 256

/* What many commands have in common, stored once. */
struct trait {
	int kind, grade, depth;
	unsigned reasons;
	char program[32];
	int64_t id; /* 0: none */
};

struct catalog {
	struct sql sql;
	struct rack *rack;
	struct squeeze *squeeze;
	struct trait traits[DEPOSIT_TRAITS]; /* a cache, by hash */
	struct buffer scratch;
	char trouble[160]; /* why the last transaction was taken back: SQLite forgets it with its next statement */
};

#endif
