/* What canvas.c and refresh.c share. */
#ifndef STENO_CANVAS_CELL_H
#define STENO_CANVAS_CELL_H

#include "lib/canvas/canvas.h"

#define CELL_TEXT (4 * SCREEN_CLUSTER_MAX)
#define CELL_UNKNOWN 0xFF /* a width: who knows what stands there */

/* Compared as bytes: what is unused is zero. */
struct cell {
	char text[CELL_TEXT];
	uint8_t len;   /* 0: a blank, or the right half of a wide one */
	uint8_t width; /* 2, of which the next is 0; else 1 */
	uint16_t attributes;
	uint32_t fg, bg;
};

struct canvas {
	int cols, rows;
	struct cell *cells;    /* the frame that is being painted */
	struct cell *standing; /* what the terminal shows */
	int cursor_row, cursor_col; /* row -1: unseen */
	int standing_row, standing_col; /* of the cursor; row -2: who knows */
};

/* Nothing is known of what the terminal shows. */
void cell_forget(struct canvas *);

#endif
