/* From one frame to the next: the bytes that a terminal must be sent. */
#ifndef STENO_CANVAS_REFRESH_H
#define STENO_CANVAS_REFRESH_H

#include "lib/canvas/palette.h"

struct refresh_terminal {
	enum palette_depth depth;
	bool ascii; /* it shows nothing else: lines become - and |, blocks #, other characters ? */
};

/*
 * Append what makes of the frame that was sent last the one that is painted now: nothing when they are the same.  It is for a
 * terminal that does not wrap at its right margin; a character of which terminals may think differently is never trusted to be as
 * wide as we think.  Never clears the screen.  0 or -ENOMEM, when all will be sent anew.
 */
int refresh_bytes(struct canvas *, const struct refresh_terminal *, struct buffer *out);

/* Somebody else has written to the terminal, or it changed its size: all is to be sent anew. */
void refresh_forget(struct canvas *);

#endif
