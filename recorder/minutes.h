/*
 * What the recorder says in its store's trail: that the session began, each frame, its end.  doc/format/trail.md.
 *
 * A thread of its own writes it, so that no session ever waits for the trail; only its end does, for a few seconds at
 * most.  What can't be written is tried again every second, and minutes_trouble says why.
 */
#ifndef STENO_RECORDER_MINUTES_H
#define STENO_RECORDER_MINUTES_H

#include "lib/cast/framer.h"
#include "lib/cast/header.h"

struct minutes;

/*
 * Begin, and say that the session began, and that the configuration (lines `key=value`, and the file of what is redacted, or NULL) is another
 * where it is.  The header is not kept.  0 or a negative code.
 */
int minutes_new(const char *store, const struct header *, const char *config, const char *rules, struct minutes **out);

/* To be given to the writer; valid until minutes_free. */
struct framer_listener minutes_listener(struct minutes *);

/* Why the trail can't be written, or 0. */
int minutes_trouble(struct minutes *);

/*
 * Say that the session ended: with this exit status (negative: not known), or, where its recording could not be closed,
 * with this trouble.  Waits until that is synced and signed, a few seconds at most; then frees.  NULL is allowed.
 * Negative: it could not be said.
 */
int minutes_finish(struct minutes *, int exit, int trouble);

#endif
