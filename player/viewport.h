/*
 * Which part of a recorded screen a reviewer sees, whose terminal is of another size: all of it, in the middle, where it fits; else a
 * part that follows the cursor, or that the reviewer has moved.
 */
#ifndef STENO_PLAYER_VIEWPORT_H
#define STENO_PLAYER_VIEWPORT_H

#include "lib/canvas/mural.h"

struct viewport {
	int top, left; /* of the recorded screen, in the area's corner; negative: it is in the middle */
	bool held;     /* moved by hand: the cursor is not followed */
};

/* Fit it to the area. */
void viewport_fit(struct viewport *, const struct picture *, int cols, int rows);

/* Move by so many cells, and stay there. */
void viewport_move(struct viewport *, const struct picture *, int cols, int rows, int right, int down);

/* Only a part is seen. */
bool viewport_is_part(const struct viewport *, const struct picture *, int cols, int rows);

/* Paint the picture, its cursor, and where there is room a frame around it. */
void viewport_paint(const struct viewport *, struct canvas *, const struct canvas_area *, const struct picture *);

#endif
