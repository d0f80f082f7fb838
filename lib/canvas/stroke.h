/*
 * Keys, decoded from what a terminal sends, in whatever pieces it comes.  Sequences that mean no key are swallowed whole; memory
 * has a bound, whatever comes.
 *
 * A key is one number: a character, or a name, with what was held down.  Ctrl with a letter is STROKE_CTRL | 'a'; Enter, Tab,
 * Escape and Backspace have names; Shift shows only where there is a name: Shift-a is 'A'.
 */
#ifndef STENO_CANVAS_STROKE_H
#define STENO_CANVAS_STROKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STROKE_SHIFT 0x1000000u
#define STROKE_ALT 0x2000000u
#define STROKE_CTRL 0x4000000u

enum stroke_name {
	STROKE_NAMED = 0x200000,
	STROKE_UP,
	STROKE_DOWN,
	STROKE_RIGHT,
	STROKE_LEFT,
	STROKE_HOME,
	STROKE_END,
	STROKE_PAGE_UP,
	STROKE_PAGE_DOWN,
	STROKE_INSERT,
	STROKE_DELETE,
	STROKE_BACKSPACE,
	STROKE_TAB, /* with STROKE_SHIFT: back-tab */
	STROKE_ENTER,
	STROKE_ESCAPE,
	STROKE_PASTE, /* strokes_pasted has it */
	STROKE_F1 = 0x200100, /* and so on, to F12 */
};

/* A character and nothing else: what is typed into a text. */
#define STROKE_IS_TEXT(key) ((key) >= 0x20 && (key) < 0x110000)

#define STROKES_PASTE_MAX 65536 /* bytes; what is beyond is dropped */

struct strokes;

struct strokes *strokes_new(void); /* NULL when memory is out */
void strokes_free(struct strokes *);

/* 0 or -ENOMEM, when the bytes are lost. */
int strokes_feed(struct strokes *, const char *data, size_t len);

/* The next key; false when there is none (yet). */
bool strokes_next(struct strokes *, uint32_t *key);

/* What has come may be a key, or the beginning of a longer one: milliseconds after which strokes_settle is to be called if nothing
 * more came; -1: no need to. */
int strokes_wait(const struct strokes *);
/* Nothing more came: what there is is all there will be. */
void strokes_settle(struct strokes *);

/* The text of the STROKE_PASTE that strokes_next gave last; valid until its next call. */
const char *strokes_pasted(const struct strokes *, size_t *len);

#endif
