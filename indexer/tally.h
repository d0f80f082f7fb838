/*
 * Keys that ended a line behind a prompt, until it is known what became of each: of one of which nothing was told by the time that a later line
 * is, all that is known is that it was committed.
 */
#ifndef STENO_INDEXER_TALLY_H
#define STENO_INDEXER_TALLY_H

#include <stdint.h>

struct recovery;
struct stroke;

/* Keys were taken that may end the line which is edited. */
void tally_note(struct recovery *);

/* This key was pressed while another line was edited, and ends the next. */
void tally_keep(struct recovery *, const struct stroke *);

/* What became of this event's key is known. */
void tally_told(struct recovery *, uint64_t event);

/* A line will be handed out that was ended by this event: tell of those before it. */
void tally_settle(struct recovery *, uint64_t event);

/* The keys that are left will not be looked for any more: one line of them is told as a U, if the event in which they came was told of by another. */
void tally_left_over(struct recovery *);

#endif
