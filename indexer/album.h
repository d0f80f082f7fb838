/*
 * Keyframes of a recording, kept by who passes through it: packed, and within a budget.  When they are too many every second one
 * goes, and from then on only every second, fourth, … place gets one.
 */
#ifndef STENO_INDEXER_ALBUM_H
#define STENO_INDEXER_ALBUM_H

#include "indexer/stage.h"

struct album;

/* The budget is in bytes.  NULL when memory is out. */
struct album *album_new(size_t budget);
void album_free(struct album *);

/* How many places go to one keyframe by now: 1, 2, 4, … */
uint64_t album_step(const struct album *);

/* Keep one; another of the same event is left out.  0 or -ENOMEM. */
int album_add(struct album *, const struct stage_keyframe *, const char *data, size_t len);

/* The event of the next one that is not before this event, or UINT64_MAX. */
uint64_t album_next(const struct album *, uint64_t event);

/* For stage_use, with an album as context. */
int album_find(void *album, uint64_t event, int64_t at, struct stage_keyframe *, struct buffer *data);

#endif
