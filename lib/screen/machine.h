/*
 * libvterm, and what keeps it safe: it is given nothing but complete CSI sequences that we write
 * ourselves, of known kinds, with few and small parameters.  It carries out movements, erasing,
 * inserting, deleting and scrolling, and keeps margins and origin.  Text never reaches it, nor do
 * the sequences that stand between the words of every full-screen program, SGR, CUP and EL: those are ours
 * (glyph.c, pen.c, sequence.c), so the cursor is brought up to date before what depends on it.
 */
#ifndef STENO_SCREEN_MACHINE_H
#define STENO_SCREEN_MACHINE_H

#include "lib/screen/grid.h"

struct VTerm; /* libvterm's, so that only machine.c needs its header */
struct VTermState;

struct machine {
	struct VTerm *vterm;
	struct VTermState *state;
	struct grid *grid; /* borrowed */
	int row, col; /* where libvterm has the cursor */
	int origin_row, origin_col;
	bool keep;    /* what scrolls off goes into the scrollback */
};

/* 0, or -ENOMEM and nothing to free.  Sequences may come once the grid has that size. */
int machine_init(struct machine *, int cols, int rows, struct grid *);
void machine_free(struct machine *);
/* `from` takes the place of the old one, which is freed. */
void machine_move(struct machine *, struct machine *from);
void machine_reset(struct machine *);

/* Where CUP counts from: the margins while origin mode is set, else 0, 0. */
void machine_set_origin(struct machine *, int row, int col);

/* One sequence with the cursor at row, col before; see row and col of the machine for where it is
 * afterwards.  A parameter below 0 is left out; leader and intermediate are 0 for none. */
void machine_csi(struct machine *, int row, int col, char leader, int a, int b, char intermediate,
    char final);

#endif
