/*
 * A terminal's screen, replayed from its output: both buffers, scrollback, modes, and for each
 * cell which event wrote it.
 *
 * Whatever is fed, in whatever pieces, and however it is resized: it never crashes, never loops,
 * and its memory has a bound that its size alone decides.  The same bytes give the same screen
 * under every chunking.
 *
 * Rows are numbered from the top of the screen, 0 to rows - 1; row -1 is the newest line of the
 * scrollback.  Every line has an id that no other line ever has; it keeps it as it scrolls, into
 * the scrollback too.  A line that is blank because the screen scrolled or was inserted into is
 * new, and so is all of the alternate screen when 1049 enters it; one that was erased is not.
 *
 * The terminal is xterm as UTF-8 locales have it, with the sequences that programs use.  Strings
 * (OSC) of more than 64 KiB are dropped; DCS, APC, PM and SOS always are.
 */
#ifndef STENO_SCREEN_SCREEN_H
#define STENO_SCREEN_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"

/* Sizes outside are brought to the nearest inside. */
#define SCREEN_COLS_MIN 4
#define SCREEN_ROWS_MIN 2
#define SCREEN_COLS_MAX 1000
#define SCREEN_ROWS_MAX 1000

#define SCREEN_CLUSTER_MAX 6 /* code points of one cell; further combining ones are dropped */

/* A colour is 0 for the default, SCREEN_PALETTE | index, or SCREEN_RGB | 0xRRGGBB. */
#define SCREEN_PALETTE 0x01000000u
#define SCREEN_RGB 0x02000000u

enum screen_attribute {
	SCREEN_BOLD = 1 << 0,
	SCREEN_ITALIC = 1 << 1,
	SCREEN_BLINK = 1 << 2,
	SCREEN_REVERSE = 1 << 3,
	SCREEN_STRIKE = 1 << 4,
	SCREEN_UNDERLINE = 1 << 5,
	SCREEN_UNDERLINE_DOUBLE = 1 << 6,
	SCREEN_UNDERLINE_CURLY = 1 << 7,
	SCREEN_DIM = 1 << 8,
	SCREEN_CONCEAL = 1 << 9,
	SCREEN_PROTECTED = 1 << 10,
};

struct screen_cell {
	uint32_t text;  /* 0: never written, or erased; else a code point or a cluster, for
			 * screen_cell_text */
	uint32_t fg, bg;
	uint32_t stamp; /* the event that wrote or erased it: screen_stamp */
	uint16_t attributes;
	uint8_t width;  /* 1; 2 for the left half of a wide glyph; 0 for its right half */
	uint8_t phase;
};

struct screen_line {
	uint64_t id;
	const struct screen_cell *cells;
	int cols;       /* how many cells; a line of the scrollback may be of another width */
	/*
	 * The text ran over the right margin: the next row is the same line.  Where a wide glyph
	 * found no room, the last cell is what it was before, mostly never written.
	 */
	bool continues;
};

/*
 * What happens in the middle of a feed, told at its exact place: the screen stands as all bytes
 * before it left it, and a change that is told (a line feed, say) is about to be made.  Each mode
 * of one CSI is told by itself; a mode that is set again is told again.  RIS is told as
 * SCREEN_CLEAR alone, whatever it resets.
 */
enum screen_mark {
	SCREEN_BRACKET_ON = 1 << 0,    /* CSI ? 2004 h */
	SCREEN_BRACKET_OFF = 1 << 1,
	SCREEN_ALTERNATE_ON = 1 << 2,  /* number: 47, 1047 or 1049 */
	SCREEN_ALTERNATE_OFF = 1 << 3,
	SCREEN_LINE_FEED = 1 << 4,     /* LF, VT, FF, IND, NEL; not an automatic wrap */
	SCREEN_RETURN = 1 << 5,        /* CR */
	SCREEN_OSC = 1 << 6,           /* a whole OSC; number is its first parameter, or -1;
					* data all of it, from that number on */
	SCREEN_CLEAR = 1 << 7,         /* ED with 2 or 3, or RIS: number is that parameter, or -1 */
	SCREEN_ERASE = 1 << 8,         /* any other ED or EL; number: its parameter, + 16 for EL */
	SCREEN_CURSOR_KEYS = 1 << 9,   /* DECCKM; number 1 set, 0 reset */
	SCREEN_KEYPAD = 1 << 10,       /* DECKPAM, DECKPNM; number 1 and 0 */
	SCREEN_BELL = 1 << 11,
};

/* A mark may look, stamp, dump and observe; what it feeds, resizes or resets is ignored. */
struct screen_observer {
	void (*mark)(void *context, enum screen_mark, int number, const char *data, size_t len);
	void *context;
};

struct screen;

/* NULL when memory is out.  At most `history` lines are kept above the main buffer's screen. */
struct screen *screen_new(int cols, int rows, int history);
void screen_free(struct screen *);
void screen_reset(struct screen *); /* as new, of the same size; ids go on rising */

/* Who hears of the marks in `wanted`, from now on; may be called from within a mark.  A mark costs
 * time only while it is wanted. */
void screen_observe(struct screen *, const struct screen_observer *, unsigned wanted);

/* Cells that are written or erased from now on carry these. */
void screen_stamp(struct screen *, uint32_t stamp, uint8_t phase);

void screen_feed(struct screen *, const char *data, size_t len);
/*
 * As xterm: lines are cut or filled, not flowed anew.  A lower screen first loses blank rows below
 * the cursor, then rows at the top, which go into the main screen's scrollback, then rows below the
 * cursor; a higher one takes rows back from there.  Margins are reset.  Without memory nothing
 * changes.
 */
void screen_resize(struct screen *, int cols, int rows);

/*
 * From now on a higher screen gets blank rows at its bottom and takes none back, as if it had no scrollback: what it shows then
 * depends on nothing that a keyframe has not.
 */
void screen_keep_past(struct screen *);

int screen_cols(const struct screen *);
int screen_rows(const struct screen *);

struct screen_cursor {
	int row, col;
	bool wraps;   /* the last column was written: the cursor is still there, and the next glyph
		       * goes to the next line */
	bool visible;
};

void screen_cursor(const struct screen *, struct screen_cursor *);

struct screen_modes {
	bool alternate, bracketed, cursor_keys, keypad, origin, insert, autowrap, reverse;
	bool drawing; /* letters come out as lines and corners */
	int mouse; /* 0, 9, 1000, 1002 or 1003 */
};

void screen_modes(const struct screen *, struct screen_modes *);
/* UTF-8, at most 1024 bytes; "" when none was set. */
const char *screen_title(const struct screen *);

/* How many lines stand above row 0 of the main buffer; 0 on the alternate one. */
int screen_history(const struct screen *);
/* Row -screen_history() to rows - 1 of the buffer in use; false when there is none such.  Valid
 * until the next call that changes the screen. */
bool screen_line(const struct screen *, int row, struct screen_line *);
/* The same, without the cells at its end that nothing was written to: quicker for who looks at many. */
bool screen_written(const struct screen *, int row, struct screen_line *);
/* The row where the line stands now; false when it is gone (or on the other buffer). */
bool screen_find(const struct screen *, uint64_t id, int *row);

/* Append a cell's text as UTF-8: a blank for one never written, nothing for a right half. */
void screen_cell_text(const struct screen *, const struct screen_cell *, struct buffer *);
/* Append the text of cells from..to-1, blanks at the end as they stand. */
void screen_text(const struct screen *, const struct screen_line *, int from, int to,
    struct buffer *);

/* Append UTF-8 text with letters where lines and corners stand, as they were sent. */
void screen_letters(const char *text, size_t len, struct buffer *);

/*
 * A keyframe: bytes which, fed to a new screen of the same size, give the same cells, pen, cursor,
 * modes, margins, tab stops, saved cursors and title, on both buffers (not scrollback, stamps or
 * ids).  Only between sequences: false, with nothing appended, where the bytes so far end inside of
 * one (screen_settled says so beforehand).  A string or sequence that does not end stands in the
 * way for at most 64 KiB.  The new screen then goes on in the same way, whatever is fed to both.
 */
bool screen_settled(const struct screen *);
bool screen_dump(const struct screen *, struct buffer *);

struct screen_span {
	size_t from, to; /* bytes */
};

/*
 * Put a # in place of what `find` names in the text of either buffer (not the scrollback), and in the title: a page is one text,
 * each line with a line feed, wrapped rows being one line.  `find` returns how many spans, apart from one another, or negative.
 * How many cells were covered, or -1.
 */
int screen_cover(struct screen *, int (*find)(void *context, const char *text, size_t len,
    const struct screen_span **spans), void *context);

#endif
