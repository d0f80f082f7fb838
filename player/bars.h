/* The lines below a played screen: where it is, whose it is and when it was, the command at work, and a timeline. */
#ifndef STENO_PLAYER_BARS_H
#define STENO_PLAYER_BARS_H

#include "lib/canvas/canvas.h"
#include "player/reel.h"
#include "player/transport.h"

struct bars {
	const struct reel *reel;
	struct stage_place place; /* of the picture that is shown */
	int64_t now;              /* of the playback's clock */
	int64_t reached;          /* how far the way there has come, while it seeks; -1: not to be told */
	int speed;                /* eighths */
	bool paused, following, seeking, utc;
	const char *part;         /* which part of the screen is seen, or "" */
	const char *message;      /* to be read first, or "" */
};

/* How many rows they take of so many, below a screen that would like to have `wanted`. */
int bars_rows(int rows, int wanted);

void bars_paint(struct canvas *, const struct canvas_area *, const struct bars *);

/* "1:02:03", and with ms behind it where `exact`. */
void bars_time(int64_t ms, bool exact, char out[32]);
/* Where a note stands, "session" where on the whole, and when it was made. */
void bars_note(const struct note *, char at[32], char when[32]);
/* A moment of the session as a clock on the wall showed it; "" where that is not known. */
void bars_clock(const struct reel *, int64_t at, bool utc, char out[40]);
/* "1/4", "1", "16" */
void bars_speed(int speed, char out[16]);

#endif
