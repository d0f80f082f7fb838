/*
 * A line of text that is being edited: a question, an answer to a prompt.  It is UTF-8 without controls, and the cursor stands
 * between characters as they are seen.
 *
 * Keys are those of Emacs and of line editors: Left Right Home End, Ctrl-B F A E; Backspace, Delete, Ctrl-D; by words Ctrl-Left
 * Ctrl-Right Alt-B Alt-F, Ctrl-W Alt-Backspace Alt-D; Ctrl-K, Ctrl-U; Ctrl-Y puts back what was cut last.
 */
#ifndef STENO_CANVAS_FIELD_H
#define STENO_CANVAS_FIELD_H

#include "lib/canvas/canvas.h"

#define FIELD_MAX 4096 /* bytes; what goes beyond is not taken */

struct field;

struct field *field_new(void); /* NULL when memory is out */
void field_free(struct field *);

/* A C string; valid until the field changes. */
const char *field_text(const struct field *);
/* Something else, with the cursor at its end.  Blanks stand for controls. */
void field_set(struct field *, const char *text);
/* At the cursor: what was pasted, say. */
void field_insert(struct field *, const char *text, size_t len);

enum field_change {
	FIELD_NONE,    /* the key means nothing here */
	FIELD_MOVED,   /* at most the cursor did */
	FIELD_CHANGED, /* the text is another */
};

/* A key, as stroke.h has it. */
enum field_change field_key(struct field *, uint32_t key);

/* Paint the part around the cursor into `columns` of a row, and put the canvas's cursor there. */
void field_paint(struct field *, struct canvas *, const struct canvas_area *, int row, int col, int columns,
    const struct canvas_style *);

#endif
