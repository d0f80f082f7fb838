/*
 * The clock of a playback: where it is in a session, at its speed, and when it is time to look again.  All times are ms, of the
 * session or of a clock on the wall that never steps; nothing here waits or knows what is played.
 */
#ifndef STENO_PLAYER_TRANSPORT_H
#define STENO_PLAYER_TRANSPORT_H

#include <stdbool.h>
#include <stdint.h>

#define TRANSPORT_SLOWEST 1   /* speeds are in eighths: 1/8 */
#define TRANSPORT_FASTEST 512 /* 64 */
#define TRANSPORT_NORMAL 8
#define TRANSPORT_NEVER INT64_MAX

struct transport {
	int64_t at;    /* of the session, */
	int64_t wall;  /* when the clock showed this */
	int64_t idle;  /* pauses are cut to this, of the session's time; 0: they are not */
	int speed;     /* eighths */
	bool paused;
};

/* Be there, from now on. */
void transport_go(struct transport *, int64_t at, int64_t wall);

void transport_pause(struct transport *, bool paused, int64_t wall);

/* Faster or slower, by factors of two. */
void transport_hurry(struct transport *, int steps, int64_t wall);

/*
 * Let the clock run: where it is now.  `last` is when the newest event that was played came, `next` when the next comes (TRANSPORT_NEVER:
 * nobody knows): a pause between the two that is longer than `idle` ends early.
 */
int64_t transport_tick(struct transport *, int64_t last, int64_t next, int64_t wall);

/* How long until the next event is due, on the wall: 0 now, TRANSPORT_NEVER. */
int64_t transport_wait(const struct transport *, int64_t last, int64_t next, int64_t wall);

#endif
