/*
 * What stands on a screen, as plain data: it crosses from a cage, and can be looked at without the code that takes hostile
 * bytes.
 *
 * Whoever wrote the bytes: what picture_take lets in has characters in its cells and no controls, glyphs that are whole, and a
 * cursor on the screen.  Characters that nobody sees, or that would change the order of others, are among them: who
 * paints must show them as what they are (lib/screen/visible.h, canvas_text).
 */
#ifndef STENO_SCREEN_PICTURE_H
#define STENO_SCREEN_PICTURE_H

#include "lib/screen/screen.h"

#define PICTURE_TEXT_MAX (4 * SCREEN_CLUSTER_MAX) /* bytes of a cell's text */
#define PICTURE_TITLE_MAX 1024
#define PICTURE_BYTES_MAX (64u * 1024 * 1024) /* the largest screen, each cell with a style of its own */

/* Colours and attributes are lib/screen's. */
struct picture_cell {
	uint32_t text; /* 0 a blank, a code point, or PICTURE_CLUSTER and the number of a cluster */
	uint32_t fg, bg;
	uint16_t attributes;
	uint8_t width; /* 1; 2 for the left half of a wide glyph, 0 for its right half */
};

#define PICTURE_CLUSTER 0x80000000u

struct picture_cluster {
	uint32_t codes[SCREEN_CLUSTER_MAX]; /* ends at a 0 */
};

/* Zero-initialised is empty and valid. */
struct picture {
	int cols, rows;
	struct screen_cursor cursor;
	bool alternate, reverse;
	char title[PICTURE_TITLE_MAX + 1]; /* without controls */
	struct picture_cell *cells; /* row by row */
	struct picture_cluster *clusters;
	size_t cluster_count, cell_cap;
};

void picture_free(struct picture *);

/* Append a screen's picture. */
void picture_put(struct buffer *, const struct screen *);

/* Read all of the bytes, in place of what the picture was.  0; ERR_FORMAT for what can't be, or -ENOMEM: it is empty then. */
int picture_take(const char *data, size_t len, struct picture *);

static inline const struct picture_cell *
picture_cell(const struct picture *p, int row, int col)
{
	return &p->cells[(size_t)row * (size_t)p->cols + (size_t)col];
}

/* A cell's text as UTF-8 into out, which has room for PICTURE_TEXT_MAX + 1: its length.  A blank is one; a right half is empty. */
size_t picture_text(const struct picture *, const struct picture_cell *, char *out);

/* Append a row's text, without blanks at its end. */
void picture_row(const struct picture *, int row, struct buffer *);

#endif
