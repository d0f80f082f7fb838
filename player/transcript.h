/* A session as plain text with times, for who has no terminal to play it on. */
#ifndef STENO_PLAYER_TRANSCRIPT_H
#define STENO_PLAYER_TRANSCRIPT_H

#include "player/reel.h"

struct transcript_order {
	struct stage_target from; /* lines that were finished behind it */
	bool all;                 /* from the start */
	bool follow;              /* of a live one, until its end */
};

/* To standard output, with what was lost or removed and how it ends in brackets: an exit code. */
int transcript_print(struct reel *, const struct transcript_order *);

#endif
