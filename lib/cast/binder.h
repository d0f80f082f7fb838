/*
 * The part that a live writer's journals are bound into: each becomes a frame, and once that is synced whoever listens is told,
 * and the journal's file is emptied, to be used again, or removed.  One thread's alone, but for binder_last and binder_size, which
 * any may ask.
 */
#ifndef STENO_CAST_BINDER_H
#define STENO_CAST_BINDER_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/cast/framer.h"
#include "lib/cast/journal.h"
#include "lib/cast/spares.h"

struct binder;

/* Takes the descriptor of the empty part, in any case; the path is copied, the spares are borrowed.  The listener may be NULL. */
int binder_new(const char *part_path, int fd, int level, const struct framer_listener *, struct spares *, struct binder **out);
void binder_free(struct binder *);

/* Of the part that is being written.  Borrowed until the next rotation. */
const char *binder_path(const struct binder *);

/* Make a frame of this journal, whose last event happened at that realtime; lines that are empty are read from its file. */
int binder_seal(struct binder *, const struct journal *, const struct buffer *lines, int64_t last_realtime, uint8_t flags);

/* Sync the part, then do away with the journals whose frames it holds. */
int binder_settle(struct binder *);

/* ERR_REMOVED: it is a file that nobody finds any more. */
int binder_stands(const struct binder *);

/* A descriptor with which the part stays leased when this is freed; or -1. */
int binder_lease(const struct binder *);

/* How many journals have a frame that is not synced. */
uint64_t binder_unsettled(const struct binder *);

/* Nothing more comes, and the newest frame says so: write the seek table, settle, remove the spare files. */
int binder_finish(struct binder *);

/*
 * End this part by an empty frame with the sequence `closing`, and go on in the next, whose path and descriptor are taken.  What
 * fails can be tried again, and they are the caller's still.
 */
int binder_rotate(struct binder *, uint64_t closing, char **path, int *fd);

/* The newest link in the part, or in the one before: false when there is none yet. */
bool binder_last(struct binder *, uint64_t *sequence, unsigned char digest[DIGEST_SIZE]);

/* The part's size at its newest frame. */
int64_t binder_size(struct binder *);

#endif
