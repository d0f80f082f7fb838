/*
 * A line into which a job prints sign by sign, or over which it writes how far it is, where keys that print are told of once a second, so
 * that nobody says which signs were typed.  Those that come at even times, whatever else comes between, are the job's; and so is what
 * is written from the margin on and is no prompt.
 */
#ifndef STENO_INDEXER_PULSE_H
#define STENO_INDEXER_PULSE_H

#include "indexer/edit.h"

/* The screen has all of the line, up to the cursor, behind this column of this row. */
void pulse_stands(struct recovery *, int row, int col);

/* Output that the screen is about to take. */
void pulse_hear(struct recovery *, const struct event *);

/* The output without what a multiplexer draws of its own with it, its status row say. */
void pulse_without_status(const struct event *, struct buffer *out);

/* What the line says without what a job has printed into it.  False: none has, or it is not known. */
bool pulse_text(struct recovery *, struct buffer *text);

/* All that was typed at a program in a pane, with what that has printed into it. */
bool pulse_all(struct recovery *, struct buffer *text);

/* What was typed at a program that has read nothing of it: a shell without an editor has it in its line, and draws none of it. */
bool pulse_kept(struct recovery *, struct buffer *text);

/* This text begins with that: its editor has drawn the line once more, below the job's rows. */
bool pulse_is_within(struct recovery *, const struct buffer *text);

#endif
