/*
 * What passes between a worker and who started it, as bytes.
 *
 * A letter is u32 type, u32 length of what follows, then that; integers are little-endian.  To the worker: events,
 * where frames begin, that nothing came for a while, and the end of the recording; these stand in trays, memory that both share, and
 * through its pipe come letters that say so.  From it: commands, their ends, what they showed, keyframes, that a tray is
 * read, and that it is done.  What a worker wrote is hostile: letter_take believes nothing.
 */
#ifndef STENO_INDEXER_LETTER_H
#define STENO_INDEXER_LETTER_H

#include "indexer/command.h"
#include "lib/base/buffer.h"
#include "lib/cast/event.h"

#define LETTER_HEAD 8
#define LETTER_EVENT_MAX (1024u * 1024) /* bytes of an event's data */
#define LETTER_FIXED_MAX 64 /* bytes of a letter to a worker, but for an event's data */
#define LETTER_MAX (LETTER_HEAD + 128 + 4 * COMMAND_TEXT_MAX) /* bytes of one from a worker */
#define LETTER_OUTPUT_MAX (64u * 1024)   /* bytes of what a command showed */
#define LETTER_KEYFRAME_MAX (1024u * 1024)

enum letter_type {
	LETTER_EVENT = 1,
	LETTER_END, /* of the recording */
	LETTER_COMMAND,
	LETTER_ENDED, /* a command */
	LETTER_DONE,  /* `status` is what the recovery said: 0 or negative */
	LETTER_FRAME, /* to the worker: the event that comes next begins one */
	LETTER_IDLE,  /* to the worker: nothing came until this time of the session */
	LETTER_OUTPUT,
	LETTER_KEYFRAME,
	LETTER_TRAY,  /* to the worker: letters stand in a tray */
	LETTER_TAKEN, /* from it: they are read, and others may stand there */
};

struct letter_tray {
	uint32_t number, len;
};

/* What a command's output left on the screen. */
struct letter_output {
	uint64_t seq;
	uint64_t dropped; /* about how many bytes were left out, so that it is not longer than is kept */
	const char *text;
	size_t len;
};

/* The screen before an event. */
struct letter_keyframe {
	uint64_t event;
	int64_t at;
	int cols, rows;
	uint32_t covered; /* cells that don't show what stood there */
	const char *data;
	size_t len;
};

struct letter {
	enum letter_type type;
	struct event event;  /* its data is borrowed from the bytes */
	bool cut;            /* LETTER_END */
	struct command c;    /* LETTER_COMMAND: the receiver's */
	struct command_end end; /* LETTER_ENDED: the receiver's */
	int status;
	int64_t now;                     /* LETTER_IDLE */
	struct letter_tray tray;         /* LETTER_TRAY; of LETTER_TAKEN its number */
	struct letter_output output;     /* its text is borrowed from the bytes, */
	struct letter_keyframe keyframe; /* and so is its data */
};

/* Append.  Texts beyond COMMAND_TEXT_MAX are cut. */
void letter_put_event(struct buffer *, const struct event *);
void letter_put_end(struct buffer *, bool cut);
void letter_put_command(struct buffer *, const struct command *);
void letter_put_ended(struct buffer *, const struct command_end *);
void letter_put_done(struct buffer *, int status);
void letter_put_frame(struct buffer *);
void letter_put_idle(struct buffer *, int64_t now);
void letter_put_tray(struct buffer *, uint32_t number, size_t len);
void letter_put_taken(struct buffer *, uint32_t number);
void letter_put_output(struct buffer *, const struct letter_output *);     /* at most LETTER_OUTPUT_MAX, */
void letter_put_keyframe(struct buffer *, const struct letter_keyframe *); /* and LETTER_KEYFRAME_MAX */

/*
 * Take the letter that the bytes begin with: how many bytes it has; 0 when more are needed; ERR_FORMAT for what is
 * no letter, or one with a value outside its type; -ENOMEM.
 */
long letter_take(const char *data, size_t len, struct letter *);

#endif
