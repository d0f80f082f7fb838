/*
 * A line that its editor moves sideways where it gets too long for its row, as mksh does: of what went out at the margin the
 * screen shows nothing any more, but it was there.
 */
#ifndef STENO_INDEXER_SLIDE_H
#define STENO_INDEXER_SLIDE_H

#include "indexer/edit.h"

/* Output that the screen is about to take, */
void slide_note(struct recovery *, const struct event *);

/* and has taken. */
void slide_look(struct recovery *, const struct event *);

/* It moves several times within this output, which the screen takes in pieces so far: what is left begins there. */
size_t slide_pieces(struct recovery *, const struct event *);

/*
 * What was left begins a line that goes on beyond the margin, which no shell would take otherwise: `>` asks for a name.  It is the one that
 * was fetched, or true: nobody knows which.
 */
bool slide_is_cut(struct recovery *, int last, struct buffer *text);

/* Where the view begins in the text, if it shows its end and perhaps more; SIZE_MAX: nowhere. */
size_t slide_begins_in(const struct buffer *text, const struct buffer *shown);

#endif
