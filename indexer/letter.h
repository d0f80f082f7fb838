/*
 * What passes between a worker and who started it, as bytes.
 *
 * A letter is u32 type, u32 length of what follows, then that; integers are little-endian.  To the worker: events,
 * and the end of the recording.  From it: commands, their ends, and that it is done.  What a worker
 * wrote is hostile: letter_take believes nothing.
 */
#ifndef STENO_INDEXER_LETTER_H
#define STENO_INDEXER_LETTER_H

#include "indexer/command.h"
#include "lib/base/buffer.h"
#include "lib/cast/event.h"

#define LETTER_HEAD 8
#define LETTER_EVENT_MAX (1024u * 1024) /* bytes of an event's data */
#define LETTER_MAX (LETTER_HEAD + 128 + 4 * COMMAND_TEXT_MAX) /* bytes of one from a worker */

enum letter_type {
	LETTER_EVENT = 1,
	LETTER_END, /* of the recording */
	LETTER_COMMAND,
	LETTER_ENDED, /* a command */
	LETTER_DONE,  /* `status` is what the recovery said: 0 or negative */
};

struct letter {
	enum letter_type type;
	struct event event;  /* its data is borrowed from the bytes */
	bool cut;            /* LETTER_END */
	struct command c;    /* LETTER_COMMAND: the receiver's */
	struct command_end end; /* LETTER_ENDED: the receiver's */
	int status;
};

/* Append.  Texts beyond COMMAND_TEXT_MAX are cut. */
void letter_put_event(struct buffer *, const struct event *);
void letter_put_end(struct buffer *, bool cut);
void letter_put_command(struct buffer *, const struct command *);
void letter_put_ended(struct buffer *, const struct command_end *);
void letter_put_done(struct buffer *, int status);

/*
 * Take the letter that the bytes begin with: how many bytes it has; 0 when more are needed; ERR_FORMAT for what is
 * no letter, or one with a value outside its type; -ENOMEM.
 */
long letter_take(const char *data, size_t len, struct letter *);

#endif
