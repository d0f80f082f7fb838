/*
 * What people do with recordings, said in the trail of the store in which they lie.  Where there is no trail nothing is
 * said; where one can't be written, that is.
 */
#ifndef STENO_VERB_DEED_H
#define STENO_VERB_DEED_H

#include "lib/base/buffer.h"
#include "lib/cast/digest.h"

/*
 * Say it of the recording at this path; before it is done, where it shows or removes something.  `detail` is a JSON
 * object or NULL; `final` the digest of the recording's last link where this closes it, else NULL.
 */
void deed_recording(const char *path, const char *action, const char *severity, const struct buffer *detail,
    const unsigned char *final);

/* The same, of what a person named: a file or a session. */
void deed_named(const char *name, const char *action, const char *severity, const struct buffer *detail);

/* Sync what was said, and sign it when the newest checkpoint is old.  verb_main does it at the end. */
void deed_settle(void);

#endif
