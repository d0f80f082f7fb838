/* What text is drawn with, and the SGR sequences that say so. */
#ifndef STENO_SCREEN_PEN_H
#define STENO_SCREEN_PEN_H

#include "lib/screen/screen.h"
#include "lib/screen/strainer.h"

struct pen {
	uint32_t fg, bg;
	uint16_t attributes; /* enum screen_attribute */
};

/* What an SGR sequence makes of a pen.  What we don't know in it changes nothing. */
void pen_apply(struct pen *, const struct csi *);

/* Append the SGR that makes a pen out of any other; not for SCREEN_PROTECTED. */
void pen_put(struct buffer *, const struct pen *);

#endif
