/* A sheet over the screen: lines to be read or chosen from, moved through with the keys of a pager. */
#ifndef STENO_PLAYER_SHEET_H
#define STENO_PLAYER_SHEET_H

#include "lib/canvas/canvas.h"

/* What a sheet is made of: appends the text of a row, and says how it looks. */
struct sheet {
	const char *title;
	long count, chosen, top;
	int left;     /* the column with which lines begin, when they are too long */
	bool chooses; /* a row is marked, and Enter takes it */
	void (*row)(const void *context, long row, struct buffer *, struct canvas_style *);
	const void *context;
};

enum sheet_answer { SHEET_STAY, SHEET_TAKEN, SHEET_CLOSED };

enum sheet_answer sheet_key(struct sheet *, uint32_t key, int rows);

void sheet_paint(struct sheet *, struct canvas *, const struct canvas_area *);

#endif
