/*
 * Where a prompt ends, and the text of a line begins: where the cursor is, or before text that no key brought, or behind output that had no line
 * feed.
 */
#ifndef STENO_INDEXER_BOUNDARY_H
#define STENO_INDEXER_BOUNDARY_H

#include "indexer/edit.h"

/* The prompt is what stands left of this column, and what is left of it then; the column where it ends. */
int boundary_of_prompt(struct recovery *, int row, int col, bool ahead, struct buffer *prompt);

/* What stands before this column was typed, sign by sign, since the line that is held; or since this event. */
bool boundary_typed_from_margin(struct recovery *, int row, int col);
bool boundary_echoed_from_margin(struct recovery *, int row, int col, uint64_t since);

/* readline opens its bracket before the prompt: all of the row came behind that. */
bool boundary_began_at_margin(const struct recovery *, int row);

/* The line before has put its text into this one, to be looked at. */
bool boundary_has_put_text(struct recovery *, int row);

/* The text behind the prompt is what was typed at a program before it came; ahead: something was. */
bool boundary_begun_before(struct recovery *, int row, int col, bool ahead);

/* Before anything is typed: what stands right behind the prompt was drawn with it, over the end of what was printed before, say. */
bool boundary_has_rest_of_prompt(struct recovery *, int row, int col, bool ahead);

/* The event in which the line before was left: what stands below it since may be of the next. */
uint64_t boundary_left_since(const struct held *, uint64_t now);

/*
 * A shell that asks with nothing at the margin has its prompt of the right side in this row, where that was before, with no other sign than digits changed:
 * its row, wherever that is.
 */
bool boundary_stands_before_side(struct recovery *, int row);

#endif
