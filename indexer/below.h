/* A line was committed, and no prompt tells that it was left: what stands in the rows below it does. */
#ifndef STENO_INDEXER_BELOW_H
#define STENO_INDEXER_BELOW_H

#include "indexer/edit.h"

/* What was committed is over: a program asks below it, say, or has drawn over it. */
bool below_tells(struct recovery *);

#endif
