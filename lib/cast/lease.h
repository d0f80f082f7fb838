/* The lock that a live recorder holds on its part: it dies with the recorder, never goes stale. */
#ifndef STENO_CAST_LEASE_H
#define STENO_CAST_LEASE_H

/* Take it for this open file description: 0, ERR_BUSY, or minus errno.  Needs a writable fd. */
int lease_take(int fd);

/*
 * Open the file that has the name now, with these flags besides, and take it: another may be put in its place while one waits to be
 * let in.  0 and a descriptor, ERR_BUSY, or minus errno.
 */
int lease_open(const char *path, int flags, int *out);

/* Does anybody hold it?  1, 0, or minus errno.  Takes nothing, so that readers disturb nobody. */
int lease_held(int fd);

#endif
