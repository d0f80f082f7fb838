/*
 * What people do with recordings, said in the trail of the store in which they lie.  Where there is no trail nothing is
 * said; where one can't be written, that is.
 */
#ifndef STENO_VERB_DEED_H
#define STENO_VERB_DEED_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/cast/digest.h"

/* What comes into a store is told of: where the store of this recording has no trail yet, one begins. */
void deed_begin(const char *path);

/*
 * Say it of the recording at this path; before it is done, where it shows or removes something.  `detail` is a JSON
 * object or NULL; `final` the digest of the recording's last link where this closes it, else NULL.
 */
void deed_recording(const char *path, const char *action, const char *severity, const struct buffer *detail,
    const unsigned char *final);

/* The same, of what a person named: a file or a session. */
void deed_named(const char *name, const char *action, const char *severity, const struct buffer *detail);

/* Which part was shown, and by what; -1 where nothing of the kind is to be said. */
struct deed_view {
	const char *how;
	int64_t from, to;       /* ms */
	int64_t event, command; /* the one at which it began, or all there was */
};
#define DEED_VIEW(by) {.how = (by), .from = -1, .to = -1, .event = -1, .command = -1}

void deed_viewed(const char *path, const struct deed_view *);

/* What was asked of the index at this path, in the trail of the store in which that lies.  `filters` in words, or "". */
void deed_searched(const char *index, const char *how, const char *question, const char *filters);

/* While a screen is shown nothing is complained of on it, but behind it. */
void deed_hush(bool);

/* Sync what was said, and sign it.  verb_main does it at the end; what stays open for long does it at once. */
void deed_settle(void);

#endif
