/* What of the rows that an editor left is its line, held against what it said when the key came. */
#ifndef STENO_INDEXER_CLIPPING_H
#define STENO_INDEXER_CLIPPING_H

#include "indexer/edit.h"

/* One of them goes on where the other ends. */
bool clipping_is_head(const char *a, size_t a_len, const char *b, size_t b_len);

/* Forth answers in the line itself, behind what was typed.  Whether it did. */
bool clipping_cut_answer(struct recovery *, struct buffer *text);

/* The text had one row when the key came, perhaps with a suggestion behind it: what stands below was printed. */
void clipping_cut_printed(struct buffer *text, const struct buffer *draft);

/*
 * In a pane: the first row is as it was, and in one below, where a search or a mode was told of, stands something else now: that was
 * printed.  The number of rows that are none of the line.
 */
int clipping_cut_replaced(struct buffer *text, const struct buffer *draft);

/* In a pane: nothing stood where the line began, and its shell has drawn its prompt there since. */
void clipping_cut_prompt(struct recovery *, struct buffer *text);

/* It has one row, and that is whole: what stands below was printed. */
void clipping_cut_below_first(struct buffer *text);

/* What stands at the margin, behind blanks, was not there when the key came: a prompt of the right side, with which its editor has drawn the row anew. */
bool clipping_cut_side(struct recovery *, int last, struct buffer *text);

/*
 * A prompt stands behind output that had no line feed, and its editor believes it to be at the margin: what it draws anew, to take a paste's colours
 * away, say, comes too far to the right, over the line or behind it.
 */
void clipping_cut_again(struct recovery *, int last, struct buffer *text);

/* It ends at the margin, behind so many blanks that its end may be such a prompt. */
bool clipping_may_have_side(struct recovery *, int last, const struct buffer *text);

/* A program left the terminal drawing lines and corners for letters; what was typed are letters. */
void clipping_undraw(struct recovery *, struct buffer *text);

/*
 * No key that begins another line was pressed, all was typed: an editor that takes letters of its prompt for several went to the next row
 * before the margin.
 */
void clipping_join(struct recovery *, int last, bool typed, struct buffer *text);

/* Without what the editor put before its further rows. */
void clipping_shape(struct recovery *, struct buffer *text);

#endif
