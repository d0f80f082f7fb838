/* The user's own terminal: its modes and its size.  Restored in every exit. */
#ifndef STENO_RECORDER_TERMINAL_H
#define STENO_RECORDER_TERMINAL_H

#include <stdbool.h>
#include <sys/ioctl.h>
#include <termios.h>

struct terminal {
	int fd; /* -1: there is none */
	bool raw;
	struct termios modes; /* as they were */
};

/* The terminal behind fd, if it is one: remembers its modes. */
void terminal_open(struct terminal *, int fd);

/* Raw, but only while we are in its foreground: from the background it would stop us. */
void terminal_set_raw(struct terminal *);
void terminal_restore(struct terminal *);

/*
 * From now on also where a fault ends us, or whoever sends us the signal of one: it is restored first, and we die of that
 * signal all the same.  For one terminal, which stays where it is as long as we live, or until NULL.
 */
void terminal_guard(struct terminal *);

/* false when it doesn't know its size. */
bool terminal_size(int fd, struct winsize *);

#endif
