/*
 * A screen, or one of its lines, to be looked at: as plain text, for a terminal, a browser or as a
 * picture.
 *
 * Whatever was on the screen, what comes out is safe where it is shown.  It holds no control but
 * line feeds and our own SGR sequences; markup is escaped, and needs nothing from elsewhere.
 * Characters that would change the order of others are written as report_visible does.
 */
#ifndef STENO_SCREEN_PAINT_H
#define STENO_SCREEN_PAINT_H

#include "lib/screen/screen.h"

enum paint_form {
	PAINT_TEXT, /* without blanks at the ends of lines */
	PAINT_ANSI, /* the same with SGR; each line ends with the default pen */
	PAINT_HTML, /* a <pre> with styles; a line alone is its inner part */
	PAINT_SVG,  /* an <svg>; a line alone is a picture of one row */
};

/* Append the rows that are shown, from top to bottom, each with a line feed.  0 or -ENOMEM. */
int paint_screen(const struct screen *, enum paint_form, struct buffer *);

/* Append one line, without a line feed.  0 or -ENOMEM. */
int paint_line(const struct screen *, const struct screen_line *, enum paint_form, struct buffer *);

#endif
