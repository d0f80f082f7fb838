/* A session's keyframes in the index, found by event or time, for a stage. */
#ifndef STENO_INDEXER_KEYFRAMES_H
#define STENO_INDEXER_KEYFRAMES_H

#include "indexer/sql/lookup.h"
#include "indexer/stage.h"

/* The lookup is borrowed. */
struct keyframes {
	struct lookup *lookup;
	int64_t session;
};

/* For stage_use, with keyframes as its context.  None of them has covered cells. */
int keyframes_find(void *keyframes, uint64_t event, int64_t at, struct stage_keyframe *, struct buffer *data);

/* For stage_marks, in the same way: where reading a foreign recording goes on. */
int keyframes_mark(void *keyframes, uint64_t event, uint64_t *at, struct buffer *data);

#endif
