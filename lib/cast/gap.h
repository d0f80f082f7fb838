/* The data of a `g` event: doc/format/cast.md, section 2.5. */
#ifndef STENO_CAST_GAP_H
#define STENO_CAST_GAP_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/cast/event.h"

/* Of a removal, at, by and reason are set; of a loss, bytes and why.  All texts are borrowed. */
struct gap {
	uint64_t bytes, events;
	int64_t from, to; /* session time, ms */
	const char *why, *at, *by, *reason;
};

int gap_encode_lost(struct buffer *out, const struct gap *);
int gap_encode_removed(struct buffer *out, const struct gap *);

/* How many events a removal's gap stands for; -1 when the event is no such gap. */
int64_t gap_removed_events(const struct event *);

/* A sentence for people about any `g` event. */
void gap_describe(struct buffer *out, const struct event *);

#endif
