/*
 * What is shown of the command that is looked at: the screen as it was, drawn from its recording beside everything else, or what the
 * index has of it.  Nothing here waits.
 */
#ifndef STENO_SEARCH_PREVIEW_H
#define STENO_SEARCH_PREVIEW_H

#include <poll.h>

#include "indexer/sql/lookup.h"
#include "indexer/stage.h"
#include "lib/canvas/canvas.h"

enum preview_view {
	PREVIEW_ENTER, /* the screen at the key that committed it */
	PREVIEW_AFTER, /* the screen when it had shown what it showed */
	PREVIEW_TEXT,  /* who, where, how, and its output, as the index has them */
	PREVIEW_VIEWS,
};

struct preview;

/* The lookup is borrowed, and asked for keyframes and output.  `store` may be NULL: where recordings that were moved are looked
 * for. */
struct preview *preview_new(struct lookup *, const char *store, bool utc);
void preview_free(struct preview *);

/* Look at this command, of which all is copied (the hit has its details), or NULL: at none. */
int preview_look(struct preview *, const struct lookup_hit *, enum preview_view);
/* Forget what was drawn: the recording may have gone on. */
void preview_again(struct preview *);

/* What may be worked on: milliseconds until preview_work should be called, -1: when a descriptor is ready; and these. */
int preview_wait(const struct preview *);
nfds_t preview_poll(const struct preview *, struct pollfd fds[STAGE_FDS]);
/* Work on it for a moment; true: there is something else to paint. */
bool preview_work(struct preview *);

/* The text, by so many rows; what is beyond its ends is not scrolled to. */
void preview_scroll(struct preview *, int rows);

/* What is painted, in a few words for a heading. */
const char *preview_caption(const struct preview *);
void preview_paint(struct preview *, struct canvas *, const struct canvas_area *);

#endif
