/*
 * An event of a recording, and its line.  Times are milliseconds since the session's start;
 * a line holds only the difference to the event before.
 */
#ifndef STENO_CAST_EVENT_H
#define STENO_CAST_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"

#define EVENT_LINE_MAX (512u * 1024) /* bytes of a line, line feed included */
#define EVENT_DATA_MAX (32u * 1024)  /* bytes of data that a writer puts into one event */

enum event_code {
	EVENT_OUTPUT = 'o',
	EVENT_INPUT = 'i',
	EVENT_RESIZE = 'r',
	EVENT_MARKER = 'm',
	EVENT_EXIT = 'x',
	EVENT_KEYS = 'k',
	EVENT_STATE = 's',
	EVENT_BYTES = 'b',
	EVENT_STREAM = 'f',
	EVENT_GAP = 'g',
	EVENT_TRANSFER = 't',
	EVENT_REPORT = 'c', /* what a shell says it ran */
};

struct event {
	int64_t at;        /* ms since the session's start */
	uint64_t number;   /* in the session, from 0; set by readers */
	char code;         /* enum event_code, or another that readers ignore */
	const char *data;  /* borrowed; not NUL-terminated; for o and i the exact bytes */
	size_t len;
};

/*
 * Append the line, or for bytes that are no UTF-8 the two lines (`b`, then the event).
 * `base` is the time of the event before; an earlier `at` is written as the same moment.
 * Returns how many events were written (1 or 2) or a negative code.
 */
int event_encode(struct buffer *out, int64_t base, const struct event *);

/*
 * Parse one line without its line feed.  ev->data points into scratch, which is overwritten.  ev->at is base plus the interval;
 * ev->number is not touched.  0, or ERR_FORMAT for anything that is not exactly an event, or
 * ERR_LIMIT.  A `b` event's data is its base64 text: see event_decode_bytes.
 */
int event_parse(const char *line, size_t len, int64_t base, struct buffer *scratch,
    struct event *ev);

/* Is it an event?  As event_parse, but for ev->data, which is NULL then: its text is only looked at. */
int event_check(const char *line, size_t len, int64_t base, struct event *ev);

/* The interval alone, in ms, and the code: what closing a frame needs, at speed. */
int event_peek(const char *line, size_t len, int64_t *interval, char *code);

/* "80x24"; 0 or ERR_FORMAT.  Zero and sizes above 9999 are refused. */
int event_parse_size(const char *data, size_t len, int *cols, int *rows);

#endif
