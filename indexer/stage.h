/*
 * A recording's screen at any moment: a time or an event, whatever the format, live ones too.
 *
 * What takes hostile bytes, the terminal, is in a cage that lives as long as the stage; what comes out of it is a picture
 * (picture.h), checked.  A stage goes forward from where it is, or begins anew at the nearest keyframe that it is told of, or
 * at the start.  Nothing blocks: stage_aim says what is wanted, stage_pump works on it for a moment.
 *
 *	struct stage *stage;
 *	struct pollfd fds[STAGE_FDS];
 *
 *	if (stage_new(path, NULL, &stage, &message) != 0) ...
 *	stage_use(stage, &keyframes);                   // an index's, say: keyframes_open
 *	stage_aim(stage, &(struct stage_target){.by_event = true, .event = 1187}, true);
 *	while ((state = stage_pump(stage)) == STAGE_BUSY)
 *		poll(fds, stage_poll(stage, fds), -1);  // beside what else is waited for, a key say
 *	if (state == STAGE_READY)
 *		look at stage_picture(stage);
 *
 * Aiming elsewhere before it is ready is fine, and forgets the target before.  stage_wait is the loop above, for those who
 * have nothing else to wait for.
 */
#ifndef STENO_INDEXER_STAGE_H
#define STENO_INDEXER_STAGE_H

#include <poll.h>

#include "lib/redact/censor.h"
#include "lib/screen/picture.h"
#include "lib/cast/source.h"

#define STAGE_FDS 2
#define STAGE_NONE INT64_MAX

enum stage_state {
	STAGE_BUSY,  /* the picture is not yet that of the target: call again when a descriptor is ready, or at once if none */
	STAGE_READY, /* it is; where the recording goes on, or ends, is known */
	STAGE_LOST,  /* what draws was lost, stage_trouble says how; the next stage_aim starts another */
};

/* The screen after this event, or after all events up to a time; behind the recording's end: as it ends (so far). */
struct stage_target {
	bool by_event;
	uint64_t event;
	int64_t at;
};

struct stage_keyframe {
	uint64_t event; /* the screen before this event, */
	int64_t at;     /* which came at this time */
	int cols, rows;
};

/* Who knows keyframes: appends the newest that is neither behind the event nor behind the time.  1, 0 none, or negative. */
struct stage_keyframes {
	int (*find)(void *context, uint64_t event, int64_t at, struct stage_keyframe *, struct buffer *data);
	void *context;
};

struct stage_place {
	uint64_t event; /* all events before this one have been played */
	int64_t at;     /* when the newest of them came */
	uint64_t next_event; /* the next one's number, where it is known: gaps leave numbers out */
	int64_t next;   /* when the next will; STAGE_NONE: there is none (yet), or it is not known */
	bool end;       /* there is none (yet): source_end says which */
	bool damaged;   /* something before it could not be read, and the screen may not be what it was */
};

struct stage;

/*
 * On failure *message, to be freed, is a sentence for people.  Where no terminal was recorded, line feeds return the carriage, as a
 * terminal would have had it; keyframes that others made are not of such screens.
 */
int stage_new(const char *path, const struct source_options *, struct stage **out, char **message);
void stage_free(struct stage *);

/* Borrowed; for its header, format and end. */
const struct source *stage_source(const struct stage *);

/* From now on keyframes are asked for here; NULL: nowhere.  What `keyframes` holds is borrowed. */
void stage_use(struct stage *, const struct stage_keyframes *);

/* Marks of a foreign recording are asked for there; and those that the stage comes by serve another source of the same file. */
void stage_marks(struct stage *, const struct source_marks *);
void stage_share_marks(struct stage *, struct source *);

/* Before the first picture: what this finds is covered on all of them.  Borrowed. */
void stage_cover(struct stage *, struct censor *);

/*
 * Keep keyframes of what is played, within so many bytes, so that going back costs little where nobody else knows any.  Not of
 * what is covered.  0 or -ENOMEM.
 */
int stage_remember(struct stage *, size_t budget);

/* Told of each event that is played, not of those that a keyframe leaps over. */
void stage_watch(struct stage *, void (*seen)(void *context, const struct event *), void *context);

/*
 * What is wanted from now on.  `leap`: the target is somewhere else, ask for keyframes at once; without, it is a little
 * further on, and they are asked for only when it turns out to be far.
 */
void stage_aim(struct stage *, const struct stage_target *, bool leap);

/* Work for some ms at most: a stage_state, or a negative code. */
int stage_pump(struct stage *);

/* What to wait for before the next stage_pump: how many of fds were set. */
nfds_t stage_poll(const struct stage *, struct pollfd fds[STAGE_FDS]);

/* Pump until it is no longer busy. */
int stage_wait(struct stage *);

/* The newest picture, or NULL; and what place it is of.  Valid until stage_pump. */
const struct picture *stage_picture(const struct stage *);
void stage_shown(const struct stage *, struct stage_place *);
/* How many pictures there were: who has painted this one need not do so again. */
uint64_t stage_count(const struct stage *);

/* The place up to which events were played, which may be ahead of the picture. */
void stage_head(const struct stage *, struct stage_place *);

/* How what draws was lost, as a phrase behind "the process that draws the screen"; or "". */
const char *stage_trouble(const struct stage *);
/* The process, for tests that kill it; 0: there is none. */
int stage_process(const struct stage *);

#endif
