/*
 * Keys were pressed: the terminal's own answers, a multiplexer's and a chooser's are told apart, what they found is settled, and they are the
 * line's that is edited from then on, or begin one.
 */
#ifndef STENO_INDEXER_PRESSES_H
#define STENO_INDEXER_PRESSES_H

#include "indexer/edit.h"

void presses_take(struct recovery *, const struct event *);

#endif
