/* One message of tlog: its members, and its events in order. */
#ifndef STENO_CAST_MESSAGE_H
#define STENO_CAST_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/cast/event.h"

/* Text with U+FFFD where the bytes were no characters, and those bytes. */
struct message_stream {
	struct buffer text, bytes;
	size_t text_at, bytes_at;
};

/* Zero-initialised is empty and valid.  Reading a message reuses its memory. */
struct message {
	struct buffer ver, host, rec, user, term, timing;
	struct message_stream in, out;
	int64_t session, id;
	unsigned int version; /* 2003 for "2.3" */
	int64_t pos;  /* ms since the recording's start, moved on by message_next */
	int64_t time; /* ms since 1970 at pos as it was read, or 0 */
	size_t timing_at;
	struct buffer data, scratch;
	char size[16];
	const char *trouble; /* in words, when message_next fails */
};

void message_free(struct message *);

/*
 * Parse one line.  0; ERR_TRUNCATED when it stops in the middle; ERR_UNKNOWN for a version
 * above 2 or JSON that is no message; or another code.
 */
int message_parse(struct message *, const char *line, size_t len);

/*
 * The next event, its time in ev->at being the message's pos: 1; 0 at the message's end;
 * ERR_FORMAT when the timing asks for what the message has not.
 */
int message_next(struct message *, struct event *ev);

/* The window that the timing begins with, before any input or output. */
bool message_window(const struct message *, int64_t *cols, int64_t *rows);

#endif
