/*
 * The terminal of the person at it: /dev/tty, wherever the standard streams lead.  While it is entered it is raw and on its
 * alternate screen; it gets back what it had when it is left, when the program exits in whatever way, is killed by a signal that
 * can be caught, crashes, or is stopped.
 *
 * One program has one console.  It owns the signals INT, TERM, HUP, QUIT, TSTP, CONT and WINCH.
 */
#ifndef STENO_CANVAS_CONSOLE_H
#define STENO_CANVAS_CONSOLE_H

#include <poll.h>

#include "lib/canvas/canvas.h"
#include "lib/canvas/palette.h"
#include "lib/canvas/stroke.h"

struct console;

/*
 * Find the terminal; nothing is changed in it yet.  0, ERR_NOTFOUND: there is none, ERR_UNKNOWN: TERM says that nothing can be
 * painted on it, ERR_BUSY: the program has a console already, or minus an errno.
 */
int console_open(struct console **);
/* What to tell the person about such a code. */
const char *console_trouble(int code);
void console_close(struct console *); /* leaves it too */

/* Raw, on the alternate screen, which is blank.  Does nothing when it is entered already. */
int console_enter(struct console *);
/* As it was. */
void console_leave(struct console *);

/* The canvas, always of the terminal's size.  After each of console_wait's events but KEY, READY and TIME it is blank. */
struct canvas *console_canvas(struct console *);

/* Bring what is painted to the terminal, in one write.  0 or a negative code. */
int console_show(struct console *);
/* Show it all anew, whatever stood there (Ctrl-L). */
void console_forget(struct console *);

enum console_event {
	CONSOLE_KEY,
	CONSOLE_READY,   /* one of the descriptors that were given has something */
	CONSOLE_TIME,    /* the time is over */
	CONSOLE_RESIZED,
	CONSOLE_RESUMED, /* it was stopped, and goes on: everything is to be painted anew */
	CONSOLE_ENDED,   /* the terminal is gone, or a signal asks us to end: it is left already; console_signal says which */
};

/*
 * Wait for a key, for any of the descriptors (whose revents are set, also when a key came first), or until `timeout` ms are over
 * (-1: never).  Ctrl-Z stops the program and its group, and comes back as CONSOLE_RESUMED.
 */
enum console_event console_wait(struct console *, struct pollfd *fds, nfds_t count, int timeout, uint32_t *key);

/* The text of STROKE_PASTE; until the next console_wait. */
const char *console_pasted(const struct console *, size_t *len);

/* The signal that ended it, or 0. */
int console_signal(const struct console *);

/*
 * Leave, run a program in the foreground with the person's terminal as its standard streams, enter again: its exit status as a shell
 * has it, or a negative code.  What it wrote on its standard error is appended to `said` (some KiB of it), or, where that is NULL,
 * has gone to the terminal, whose alternate screen hides it.  Paint anew afterwards.
 */
int console_run(struct console *, char *const argv[], struct buffer *said);

/*
 * Ask the terminal to put text on the clipboard (OSC 52), which not every terminal does, and none says.  ERR_LIMIT when it is longer
 * than terminals take.
 */
int console_clip(struct console *, const char *text, size_t len);
#define CONSOLE_CLIP_MAX 49152

#endif
