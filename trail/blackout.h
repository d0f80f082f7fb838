/* Secrets, taken out of what an archive of evidence tells of sessions: as the index does it. */
#ifndef STENO_TRAIL_BLACKOUT_H
#define STENO_TRAIL_BLACKOUT_H

#include "lib/base/buffer.h"
#include "lib/redact/censor.h"

/* Out of commands, as "steno commands --json" tells of them, in place.  0, ERR_FORMAT or -ENOMEM. */
int blackout_commands(struct censor *, struct buffer *lines);

#endif
