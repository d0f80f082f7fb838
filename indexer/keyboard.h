/*
 * Which keys were pressed, as a recording tells of them, with their text (`i`) or without (`k`).  Keeps
 * those that may end a line until a line was left.
 */
#ifndef STENO_INDEXER_KEYBOARD_H
#define STENO_INDEXER_KEYBOARD_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/manuscript.h"
#include "lib/cast/event.h"
#include "lib/cast/keys.h"

#define CONTROL(c) ((char)((c) ^ 0x40))

#define STROKES_MAX 512

/* A key that may end a line. */
struct stroke {
	char key; /* '\r', '\n', or the control character of ^C, ^D, ^O; 0: none */
	bool meta;  /* an escape came at once before it: Alt-Enter, which adds a row in some editors, or an arrow and Enter */
	bool at_once; /* printable ones alone came before it, in its own event */
	bool wiped; /* in its own event ^U came before what was typed: what stood there until then is none of it */
	bool stale; /* it was answered, and the line was not left */
	bool flushed; /* ^C was such a key before it */
	bool dropped; /* ^\ or ^Z came before it: a terminal that edits the line itself has dropped what it had of it */
	char first; /* the first key of the line, where all of them are known, and it was no space; else 0 */
	int length; /* bytes of the line, where all of them are known, and print, or that it has none; else -1 */
	bool hidden; /* its line was typed while the terminal hid it, which is all that was told */
	int pasted; /* line ends in what was pasted together with it, where that is known */
	uint32_t typed; /* number of its line in the manuscript; 0: nobody knows */
	int64_t at;
	uint64_t event;
};

struct keyboard {
	struct keys keys;
	bool seen;     /* the recording has keys */
	bool typed;    /* printable ones, or a paste, since keyboard_left */
	bool ahead;    /* the same since keyboard_prompt: typed before the prompt stood */
	bool moved;    /* any that is neither, nor a stroke: history may have brought the text */
	bool moved_last; /* the last was such */
	bool escaped;  /* an escape sequence, or Escape itself */
	bool escape;   /* the last was an escape sequence, of this event */
	bool fresh;    /* printable ones alone have come so far, in this event */
	bool wiped;    /* ^U came, in this event, and no key that may end a line since */
	int pasted;    /* line ends of the paste that came, in this event, */
	bool ended;    /* the last key, of this event, may end a line */
	bool drops;    /* ^\ or ^Z came since keyboard_left */
	bool pastes;   /* which may go on: nothing has come since */
	bool control;  /* the last was a control character */
	bool printing; /* the last was a printable one, and no paste */
	bool tabs;     /* a paste, ^V, or Tab: tabs may stand in the line */
	bool tail;     /* printable ones behind the last stroke, which was not left yet */
	bool searches; /* ^R or ^S, and since then nothing but what may be searched for */
	bool prefix;   /* the last was ^X */
	bool prefixed; /* the last followed ^X, with which it is one */
	char alt;      /* the last was this one with Alt, where that is known; else 0 */
	bool after_escape; /* the last was an escape sequence, or Escape itself */
	bool commanded; /* the last printable one came behind an escape: to vi's keys it may be no letter */
	bool coarse;   /* printable ones are told of once a second */
	bool hidden;   /* keys were pressed while the terminal hid them; told once, and ended by whoever knows that it shows again */
	bool hides;    /* that was told of this line, */
	bool tells_hidden; /* and what ended one: recorders before 2026-11-23 did not tell */
	char first;    /* as strokes have it, of the line that is being typed, */
	int length;    /* and this */
	char last[2];  /* the last two control characters, newest last: ^X ^E opens an editor */
	struct stroke strokes[STROKES_MAX]; /* oldest first */
	int count;
	char recent[16]; /* printable keys, newest last, as far as their text is known, */
	int recent_len;  /* and nothing else was pressed since */
	struct manuscript manuscript;
	struct buffer tokens;
};

void keyboard_free(struct keyboard *);

/* Take an `i` or a `k` event.  Returns whether it may end a line. */
bool keyboard_take(struct keyboard *, const struct event *);

/* A control character was pressed that was nobody's key. */
void keyboard_note_control(struct keyboard *, char key);

/* A line was left: the stroke that ended it (key 0: none), which is forgotten with those before it. */
struct stroke keyboard_left(struct keyboard *);

/* Are these the last keys that were pressed, and are all of them known? */
bool keyboard_typed(const struct keyboard *, const char *text, size_t len);

/* With the newest key that may end a line a line came at once, perhaps another than its own. */
bool keyboard_sent_line(const struct keyboard *);

/* What was pressed so far was answered, and the line is still being edited. */
void keyboard_answered(struct keyboard *);

/* Forget keys that left nothing when they were answered, where others came since. */
void keyboard_drop_stale(struct keyboard *);

/* Those that may end a line and came before this event were for another program. */
void keyboard_drop_before(struct keyboard *, uint64_t event);

/* A line begins: what reads it got nothing of what was pressed up to a ^C, nor a ^D behind that, which were for the program before. */
void keyboard_interrupted(struct keyboard *);

/* Nothing answered a ^C: it did nothing. */
void keyboard_ignored(struct keyboard *);

/* What was pressed was for another program. */
void keyboard_forget(struct keyboard *);

/* They were pressed at another program, which has gone: what is pressed next is the first of a line. */
void keyboard_begin(struct keyboard *);

#endif
