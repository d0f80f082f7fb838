/*
 * Cells that a program paints, to stand on a person's terminal.  Each frame is painted anew, from canvas_clear on, and refresh.h
 * sends what differs from the frame before.
 *
 * Whatever text is painted, only characters get into cells: controls and what nobody could see are written out, as visible.h has it.
 * Whatever the coordinates, nothing is painted outside of the area that was given, and no wide character is halved.
 *
 * Colours and attributes are those of lib/screen: 0 is the terminal's default colour; of the attributes, bold, dim, italic,
 * underline, reverse and strike show.
 */
#ifndef STENO_CANVAS_CANVAS_H
#define STENO_CANVAS_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/screen/screen.h"

#define CANVAS_COLS_MAX 1000
#define CANVAS_ROWS_MAX 1000

struct canvas_style {
	uint32_t fg, bg;
	uint16_t attributes;
};

/* A rectangle of the canvas; where a function takes a row and a col with it, these count from its corner. */
struct canvas_area {
	int row, col, rows, cols;
};

struct canvas;

/* Blank.  Sizes outside 1 and the maximum are brought to the nearest inside.  NULL when memory is out. */
struct canvas *canvas_new(int cols, int rows);
void canvas_free(struct canvas *);

/* Blank, of another size; all of it will be sent anew.  0, or -ENOMEM, when the size stays what it was. */
int canvas_resize(struct canvas *, int cols, int rows);

struct canvas_area canvas_all(const struct canvas *);
/* The part of an area that begins at row and col, cut to what is inside; sizes that are negative are as much as there is. */
struct canvas_area canvas_part(const struct canvas_area *, int row, int col, int rows, int cols);

/* A new frame: blank, the cursor unseen. */
void canvas_clear(struct canvas *);
/* Blanks of that style; NULL is the default. */
void canvas_fill(struct canvas *, const struct canvas_area *, const struct canvas_style *);

/* One line of text.  Returns the column behind it, at most the area's width; a style NULL is the default. */
int canvas_text(struct canvas *, const struct canvas_area *, int row, int col, const struct canvas_style *, const char *text,
    size_t len);
int canvas_string(struct canvas *, const struct canvas_area *, int row, int col, const struct canvas_style *, const char *text);
int canvas_format(struct canvas *, const struct canvas_area *, int row, int col, const struct canvas_style *, const char *format,
    ...) __attribute__((format(printf, 6, 7)));
/* The same in so many columns at most, with an ellipsis where it is cut. */
int canvas_fit(struct canvas *, const struct canvas_area *, int row, int col, int columns, const struct canvas_style *,
    const char *text, size_t len);

/* How many columns canvas_text takes for it; and how many of its bytes have room in so many columns, at least a character's. */
int canvas_columns(const char *text, size_t len);
size_t canvas_room(const char *text, size_t len, int columns);

/* A line across the area, drawn. */
void canvas_rule(struct canvas *, const struct canvas_area *, int row, const struct canvas_style *);
/* A line from the area's top to its bottom. */
void canvas_pillar(struct canvas *, const struct canvas_area *, int col, const struct canvas_style *);

/* Change what stands there: colours that are not 0 replace, attributes are added, reverse is turned over. */
void canvas_mark(struct canvas *, const struct canvas_area *, int row, int col, int columns, const struct canvas_style *);

/* Where the terminal's cursor is to stand, visibly; nowhere when it is outside of the area. */
void canvas_cursor(struct canvas *, const struct canvas_area *, int row, int col);

/* The text of a row, without blanks at its end. */
void canvas_read(const struct canvas *, int row, struct buffer *);

#endif
