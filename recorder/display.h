/*
 * What a session shows to its user: only what is recorded.  Who sees nothing any more is gone: that ends the session.
 */
#ifndef STENO_RECORDER_DISPLAY_H
#define STENO_RECORDER_DISPLAY_H

#include <stddef.h>

struct session;

int display_make(struct session *);
void display_release(struct session *);

/* This is recorded: it will be shown.  The bytes are copied. */
void display_add(struct session *, const char *data, size_t len);

/* A piece of what is to be shown, as far as the terminal takes it at once. */
void display_piece(struct session *);

/* All of it, or what a terminal takes that is not slow. */
void display_all(struct session *);

/* The terminal takes nothing, and we were told to end: what is not shown stands in the record. */
void display_stop(struct session *);

/* Wait for room, while something waits to be shown. */
void display_want(struct session *);

#endif
