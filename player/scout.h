/*
 * Runs ahead of the playback of a recording that is not indexed: finds its commands, and keeps keyframes of its screen, so that going
 * back costs as little as in one that is.  A little at a time, in the loop of who plays; what takes hostile bytes is in a cage.
 */
#ifndef STENO_PLAYER_SCOUT_H
#define STENO_PLAYER_SCOUT_H

#include "indexer/stage.h"
#include "player/chapters.h"

struct scout;

enum scout_state {
	SCOUT_MORE, /* there is more to do at once */
	SCOUT_IDLE, /* nothing, as far as the recording goes (so far) */
	SCOUT_LOST, /* its worker was lost: what it found stays */
};

/* Chapters are borrowed, and grow.  0 or a negative code. */
int scout_new(const char *path, const struct source_options *, struct chapters *, struct scout **out);
void scout_free(struct scout *);

/* What the two come by of a foreign recording's places serves both; the stage must outlive the scout. */
void scout_share_marks(struct scout *, struct stage *);

/* Work for some ms: a scout_state, or a negative code. */
int scout_pump(struct scout *);

/* How far it is: all before this event, and the time of the newest. */
void scout_reached(const struct scout *, uint64_t *event, int64_t *at);
/* All of the recording was seen, and no more will come. */
bool scout_done(const struct scout *);
/* How the worker was lost, or "". */
const char *scout_trouble(const struct scout *);

/* For stage_use, with the scout as context. */
int scout_find(void *scout, uint64_t event, int64_t at, struct stage_keyframe *, struct buffer *data);

#endif
