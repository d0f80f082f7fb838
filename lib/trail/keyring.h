/*
 * The key files of a trail: doc/format/trail.md, sections 1 and 5.  With the log's lock.
 */
#ifndef STENO_TRAIL_KEYRING_H
#define STENO_TRAIL_KEYRING_H

#include "lib/base/buffer.h"

/* A personal store's first key, or the one that a crash left before it was said; *vkey gets the verifier's key. */
int keyring_begin(const char *folder, struct buffer *vkey);

/* Another key in the place of one that is gone: 1, or 0 where one lies there.  The first epoch's verifier's key stays. */
int keyring_replace(const char *folder, const char *origin, struct buffer *vkey);

/* Write the first epoch's verifier's key. */
int keyring_publish(const char *folder, const char *vkey);

#endif
