/* Who has an index open and is at it: for those who must tell a person for whom they waited in vain. */
#ifndef STENO_INDEXER_OCCUPANT_H
#define STENO_INDEXER_OCCUPANT_H

#include <stddef.h>

/*
 * In words, "process 4711 (sqlite3)" or "somebody": one of those who read the index, or who write it.  The process that asks MUST NOT have it
 * open: it would let go of its own locks.
 */
void occupant_name(const char *index, char *text, size_t size);

#endif
