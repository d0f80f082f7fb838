/* Colours and attributes as a terminal takes them, by what it says it can. */
#ifndef STENO_CANVAS_PALETTE_H
#define STENO_CANVAS_PALETTE_H

#include <stdbool.h>

#include "lib/canvas/canvas.h"

enum palette_depth {
	PALETTE_NONE, /* attributes alone */
	PALETTE_16,
	PALETTE_256,
	PALETTE_RGB,
};

/*
 * By the values of TERM, COLORTERM and NO_COLOR, which may be NULL.  False: that is no terminal to paint on (none, or dumb).
 */
bool palette_of(const char *term, const char *colorterm, const char *no_color, enum palette_depth *);

/* Append the SGR sequence that makes exactly this style of any other; colours that there are not become the nearest. */
void palette_sgr(enum palette_depth, const struct canvas_style *, struct buffer *out);

#endif
