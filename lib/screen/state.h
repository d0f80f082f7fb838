/* What the modules of the screen share: nobody outside lib/screen and its tests includes this. */
#ifndef STENO_SCREEN_STATE_H
#define STENO_SCREEN_STATE_H

#include "lib/screen/cluster.h"
#include "lib/screen/grid.h"
#include "lib/screen/machine.h"
#include "lib/screen/pen.h"
#include "lib/screen/screen.h"
#include "lib/screen/strainer.h"

#define STATE_TITLE_MAX 1024 /* bytes */

/* G0 to G3 as the final bytes of their designations ('B' ASCII, '0' line drawing, 'A' UK). */
struct charset {
	char sets[4];
	int shift; /* which one is GL */
};

struct saved {
	int row, col;
	bool wraps, origin;
	struct pen pen;
	struct charset charset;
};

struct modes {
	bool bracketed, cursor_keys, keypad, origin, insert, newline, autowrap, reverse;
	bool side_margins; /* DECLRMM */
	bool visible, blink, focus, alternate_scroll;
	int mouse;         /* 0, 9, 1000, 1002, 1003 */
	int mouse_format;  /* 0, 1005, 1006, 1015, 1016 */
	int cursor_shape;  /* DECSCUSR's parameter */
};

/* What stands in plain text: besides its LFs, what makes it harder to say where the cursor goes. */
struct flood_content {
	size_t lines;
	bool tabs;
	bool high; /* characters that are no ASCII */
};

/* Plain text that was fed and is not drawn yet. */
struct flood {
	struct buffer text;
	struct buffer pieces; /* whose stamps are whose */
	struct flood_content content;
};

struct screen {
	struct grid grid;
	struct clusters clusters;
	struct strainer strainer;
	struct flood flood;
	struct machine machine;
	struct pen pen;
	struct modes modes;
	struct charset charset;
	int single; /* SS2 or SS3 for the next character: 2 or 3; else 0 */
	int row, col;
	bool wraps; /* pending wrap; only at the right limit, and with autowrap */
	struct area margins;
	struct saved saved[2]; /* by page */
	/*
	 * The character that REP repeats, and its cell; 0 when something else moved the cursor
	 * since.  It is always the cell beside the cursor, so that a dump can write it again.
	 */
	uint32_t last;
	int last_row, last_col;
	unsigned char *tabs; /* cols many */
	char title[STATE_TITLE_MAX + 1];
	struct screen_observer observer;
	unsigned wanted;
	bool feeding;
	bool slow; /* tests: no shortcut through plain text */
};

/* control.c: what each control character, escape sequence and OSC does. */
extern const struct strainer_sink control_sink;
void control_reset(struct screen *); /* all but the grid's content and the title, as after RIS */

/* sequence.c: what each CSI sequence does. */
void sequence_csi(struct screen *, const struct csi *);

/* glyph.c: text, and the movements that belong to it. */
void glyph_text(struct screen *, const char *data, size_t len);
void glyph_run(struct screen *, const uint32_t *codes, size_t count); /* at most STRAINER_GLYPHS */
void glyph_repeat(struct screen *, int count);
void glyph_linefeed(struct screen *);
void glyph_return(struct screen *);
void glyph_tab(struct screen *, int count);
void glyph_stay(struct screen *); /* no wrap is pending any more, and nothing to repeat */
/* The column behind the last one that text may take on the cursor's line. */
int glyph_limit(const struct screen *);
bool glyph_in_side_margins(const struct screen *);

/* mode.c: modes, and what else is switched. */
void mode_private(struct screen *, int number, bool on);
void mode_ansi(struct screen *, int number, bool on);
void mode_save_cursor(struct screen *);
void mode_restore_cursor(struct screen *);
void mode_soft_reset(struct screen *);
void mode_set_margins(struct screen *, struct area);
void mode_refit(struct screen *); /* a new libvterm is told what it must know */

/* flood.c: how many bytes of plain text leave no trace, and are accounted for. */
size_t flood_skip(struct screen *, const char *data, size_t len);
/* Take plain text to be drawn later: how many bytes.  What is left must be fed, behind flood_draw. */
size_t flood_put_off(struct screen *, const char *data, size_t len);
void flood_draw(struct screen *);
void flood_free(struct flood *);

/* Before anybody looks at the cells, the cursor or the ids, or changes what they depend on.  Nothing that can be told from
 * outside changes by it. */
static inline void
state_settle(const struct screen *s)
{
	if (s->flood.text.len > 0)
		flood_draw((struct screen *)s);
}

static inline void
state_mark(struct screen *s, enum screen_mark mark, int number)
{
	if (s->wanted & mark)
		s->observer.mark(s->observer.context, mark, number, NULL, 0);
}

#endif
