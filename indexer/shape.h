/* What editors draw before the further rows of a line, taken away; and whether two texts are one but for what drawing does to them. */
#ifndef STENO_INDEXER_SHAPE_H
#define STENO_INDEXER_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/buffer.h"

/* fish indents the rows behind the first by its prompt's width, and by four for each block that is open. */
void shape_fish(struct buffer *text, int width);

/*
 * Interpreters draw "   ...: ", or their prompt with another number, before further rows, as wide as the first; IPython does so, too,
 * where a row of so many columns is full.
 */
void shape_rows(struct buffer *text, const struct buffer *prompt, int cols);

/* Take so many blanks at most from the beginning of each further row. */
void shape_indented(struct buffer *text, int width);

/* A block of fish's is not ended. */
bool shape_fish_open(const struct buffer *text);

/* How many blanks it begins with. */
size_t shape_blanks(const char *text, size_t len);

/* The same text but for blanks: tabs are shown as such, and those at the end of a row not at all. */
bool shape_is_same(const char *a, size_t a_len, const char *b, size_t b_len);

/* All signs of the first stand in the second, in their order. */
bool shape_is_among(const struct buffer *few, const struct buffer *many);

/* The same without its blanks. */
bool shape_signs_are_among(const struct buffer *few, const struct buffer *many);

/* The text has this as one of its rows, or as all of it. */
bool shape_has_row(const struct buffer *text, const struct buffer *row);

/* All further rows begin with that many blanks at least: as fish draws them. */
bool shape_is_indented(const struct buffer *text, int width);

/* A line that goes to another directory, which prompts may name. */
bool shape_goes_elsewhere(const struct buffer *text);

#endif
