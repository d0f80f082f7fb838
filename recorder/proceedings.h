/*
 * What a session's record says: events as they happen, the kernel's truth about the terminal, what shells report, and what kinds of
 * keys are pressed.  When the record fails, the policy's word is told to the user, and may end the session.
 */
#ifndef STENO_RECORDER_PROCEEDINGS_H
#define STENO_RECORDER_PROCEEDINGS_H

#include <stdbool.h>
#include <stddef.h>

struct session;

int proceedings_make(struct session *);
void proceedings_release(struct session *);

/* One event.  Negative: it is not in the record, and must not be shown. */
int proceedings_put(struct session *, char code, const char *data, size_t len);

/* The policy's word after the result r: news for the user, and the end if that is what it says. */
void proceedings_judge(struct session *, int r);

/* Look at the terminal's modes and who is in front, unless that was done a moment ago, and record what has changed. */
void proceedings_sample(struct session *, bool always);

/* Record what was sampled, where it has changed. */
void proceedings_tell_truth(struct session *);

/* Record what shells report until now.  Before output: a shell reports before it draws its prompt. */
void proceedings_catch_up(struct session *);

/* And at the end, whatever still waits. */
void proceedings_finish(struct session *);

/* What was typed, as far as the policy lets it be kept. */
void proceedings_put_input(struct session *, const char *data, size_t len);

#endif
