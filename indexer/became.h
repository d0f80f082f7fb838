/*
 * A line is not what ran where it was a history reference, or opened an editor: its shell prints what it became, below.
 */
#ifndef STENO_INDEXER_BECAME_H
#define STENO_INDEXER_BECAME_H

#include "indexer/edit.h"

/* A row has ended below the held line, which is waited for. */
void became_take(struct recovery *);

/* In a pane, which may be drawn without a line feed: look for it above this row, in which the next prompt stands. */
void became_look(struct recovery *, int row);

#endif
