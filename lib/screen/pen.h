/* What text is drawn with, and the SGR sequences that say so. */
#ifndef STENO_SCREEN_PEN_H
#define STENO_SCREEN_PEN_H

#include "lib/screen/screen.h"
#include "lib/screen/strainer.h"

struct pen {
	uint32_t fg, bg;
	uint16_t attributes; /* enum screen_attribute */
};

#define PEN_SGR_MAX 40 /* with its NUL; so short that it never has more than 15 parameters */

/*
 * SGR, cleaned for libvterm: known parameters alone, colours in the form with semicolons, few in
 * one sequence.  `next` goes through the parameters; each call writes one sequence and returns its
 * length, or 0 at the end.  What libvterm does not keep (dim, concealed) goes into the pen at once.
 */
size_t pen_clean(const struct csi *, int *next, struct pen *, char out[PEN_SGR_MAX]);

/* Append the SGR that makes a pen out of any other; not for SCREEN_PROTECTED. */
void pen_put(struct buffer *, const struct pen *);

#endif
