/*
 * What shells say of themselves: their reports, put together from datagrams, checked, and made into the data
 * of a `c` event: doc/format/cast.md, section 2.7.
 *
 * A report is a run of `NAME=VALUE` NUL, ended by another NUL.  A shell may write it in pieces, so what
 * comes is kept apart by process.  Every byte may be an attack: a report has at most STATEMENT_MAX bytes, STATEMENT_SENDERS
 * processes are heeded at a time, and what is malformed is dropped as a whole.
 */
#ifndef STENO_RECORDER_STATEMENT_H
#define STENO_RECORDER_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "lib/base/buffer.h"

#define STATEMENT_MAX (64u * 1024)
#define STATEMENT_SENDERS 8

struct statement_draft {
	pid_t pid; /* 0: free */
	uint64_t used;
	struct buffer text;
	size_t scanned; /* the end is not before this */
	bool overlong;  /* holds whole fields only; the rest is passed over until the end */
	bool last_nul;  /* of what is passed over */
};

/* Zero-initialised is empty and valid. */
struct statement {
	struct statement_draft drafts[STATEMENT_SENDERS];
	uint64_t clock;
	uint64_t malformed; /* reports that were dropped */
};

void statement_free(struct statement *);

/* What a process sent: one datagram, at most STATEMENT_MAX bytes.  Then call statement_take until it says 0. */
int statement_feed(struct statement *, pid_t, const char *data, size_t len);

/* Its next whole report, as an event's data.  1, 0 when none is whole, or a negative code. */
int statement_take(struct statement *, pid_t, struct buffer *out);

/* Forget what it has begun: the rest is lost. */
void statement_drop(struct statement *, pid_t);

#endif
