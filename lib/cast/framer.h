/*
 * The thread beside a live writer: turns complete journals into frames, syncs once a second (in a flood more
 * often, where the disk is quick), and empties a journal's file only after its frame is synced: to be used again, for
 * making a file is dear.  The event loop never waits for a disk's sync.
 *
 * What fails stays queued and is tried again every second; the journals keep the evidence meanwhile.
 */
#ifndef STENO_CAST_FRAMER_H
#define STENO_CAST_FRAMER_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/cast/journal.h"
#include "lib/cast/link.h"

struct framer;

/* Who wants to know of each frame, in order, once it is synced.  Called on the framer's thread, of the last in framer_finish: it must not wait. */
struct framer_listener {
	void (*framed)(void *context, const struct link *, const unsigned char digest[DIGEST_SIZE]);
	void *context;
};

/* Takes the descriptor of the empty, leased part; the path is copied.  The listener may be NULL. */
int framer_new(const char *part_path, int fd, int level, const struct framer_listener *, struct framer **out);

/*
 * The path of an empty journal's file, whose frame is synced: the caller's to rename and write, and to free.  NULL: there
 * is none.
 */
char *framer_spare(struct framer *);

/* The journal that is being appended to: for syncing.  Borrowed until the next call. */
void framer_current(struct framer *, int journal_fd);

/* Something was appended: to be synced within a second.  Cheap enough for every event. */
void framer_touch(struct framer *);

/*
 * A journal is complete; its last event happened at this realtime.  Its lines are taken over, and an empty buffer is
 * given instead; lines that are empty are read from the journal.  Waits when the thread is far behind, so that
 * a disk's slowness is felt and not stored up.
 */
int framer_complete(struct framer *, const struct journal *, struct buffer *lines, int64_t last_realtime);

/* What follows belongs to a new part, whose descriptor is handed over.  An empty frame with the
 * sequence `closing` ends the old one. */
int framer_rotate(struct framer *, uint64_t closing, const char *part_path, int fd);

/* The newest link in the file: false when there is none yet. */
bool framer_last(struct framer *, uint64_t *sequence, unsigned char digest[DIGEST_SIZE]);

int64_t framer_part_size(struct framer *);
int framer_trouble(struct framer *); /* what failed last and is to be tried again, or 0 */

/* Somebody removed the part or its journal, and no new part was begun since. */
bool framer_is_removed(struct framer *);

/*
 * Close this journal with END, write the seek table, sync, remove the journals; frees
 * the framer in any case.  Negative: the journals were left.  *lease is a descriptor with which the part stays leased, or -1.
 */
int framer_finish(struct framer *, const struct journal *, struct buffer *lines, int64_t last_realtime, int *lease);

/* Stop without closing anything, as a crash would. */
void framer_drop(struct framer *);

#endif
