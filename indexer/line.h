/*
 * The line that is being edited, as it stands on the screen: where its text begins, behind which prompt,
 * and what it says.
 */
#ifndef STENO_INDEXER_LINE_H
#define STENO_INDEXER_LINE_H

#include "lib/base/buffer.h"
#include "lib/screen/screen.h"

/* Columns of one pane: all of them, but inside a multiplexer those between two borders. */
struct pane {
	int left, right; /* right is not in it */
	bool split;      /* inside a multiplexer, */
	bool fills;      /* or of an editor that wraps by itself: a row that is full goes on */
	uint32_t floor;  /* what was written before this event is no text of the line */
	uint32_t drawn;  /* the prompt was written by this one; 0 not known */
	int side;        /* 0, or where a prompt of the right side began, */
	uint32_t side_until; /* written before this event, */
	uint32_t side_sum;   /* and of these signs: an editor may draw it anew */
	bool sided;      /* the shell's prompts have had one */
};

/* Where a text begins. */
struct anchor {
	uint64_t id; /* of the row */
	int col;
};

struct pane line_pane(const struct screen *, int row, int col, bool multiplexer);

/* The first row of the pane that this row is in. */
int line_pane_top(const struct screen *, const struct pane *, int row);

/* Of the signs from this column to the margin. */
uint32_t line_sum(const struct screen_line *, const struct pane *, int from);

/* The same whatever digits stand there, as in a clock. */
uint32_t line_shape(const struct screen_line *, const struct pane *, int from);

/* The prompt of the right side stands in this row, behind this column, as it was drawn or drawn there again. */
bool line_has_side(const struct screen_line *, const struct pane *, int from, int width);

/* Whether the other row and column are in it as this row is: no border stands between them. */
bool line_in_pane(const struct screen *, const struct pane *, int row, int other, int col);

/* The row is full, or wrapped: the next one is the same line. */
bool line_runs_on(const struct screen *, const struct pane *, int row);

/* The rows in which the line of this one begins, and ends. */
int line_first(const struct screen *, const struct pane *, int row);
int line_last(const struct screen *, const struct pane *, int row);

/* Append what stands left of the column on its row: the prompt.  One that fills its row is on the row above. */
void line_prompt(const struct screen *, const struct pane *, int row, int col, struct buffer *out);

/* Does the row begin with the prompt?  Then *col is where the text behind it begins. */
bool line_matches(const struct screen *, const struct pane *, int row, const char *prompt, size_t len, int *col);

/* The row from `from` up to `to` that begins with the prompt and was written last, not before `stamp`; of
 * several the lowest. */
bool line_find(const struct screen *, const struct pane *, int from, int to, uint32_t stamp,
    const char *prompt, size_t len, int *row, int *col);

/* Append the text from (row, col) to the end of row `last`: rows that continue are joined, others by a line feed;
 * without what stands at the right margin behind a gap, and without blanks at the ends of lines. */
void line_text(const struct screen *, const struct pane *, int row, int col, int last, struct buffer *out);

/* The column behind so many bytes of the row's text. */
int line_column(const struct screen *, const struct pane *, int row, size_t bytes);

/* The same, with the blanks that stand before the cursor's column on the last row. */
void line_text_before(const struct screen *, const struct pane *, int row, int col, int last, int cursor,
    struct buffer *out);

/* Append the text from (row, col) up to the cursor's column on row `last`. */
void line_head(const struct screen *, const struct pane *, int row, int col, int last, int cursor, struct buffer *out);

/* The lowest row, from `from` up to `to`, in which the text occurs; *col is where. */
bool line_search(const struct screen *, const struct pane *, int from, int to, const char *text, size_t len,
    int *row, int *col);

/* Grey, as suggestions are: dim, bright black, or of the ramp of greys. */
bool line_is_grey(const struct screen_cell *);

#endif
