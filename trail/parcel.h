/* An archive of evidence that is being written: a tar file, and the manifest of what is in it: doc/format/evidence.md, section 1. */
#ifndef STENO_TRAIL_PARCEL_H
#define STENO_TRAIL_PARCEL_H

#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/cast/digest.h"

struct parcel {
	const char *path;
	char *temporary;
	int fd;
	int64_t time;           /* of all files, in seconds */
	struct buffer manifest; /* a line for each file so far */
	struct digest *digest;
};

/* It appears at its path, which is borrowed, when it is whole.  To be released in any case. */
int parcel_begin(struct parcel *, const char *path, int64_t time);

/* One file: of these bytes, or as another stands. */
int parcel_put(struct parcel *, const char *name, const struct buffer *text);
int parcel_copy(struct parcel *, const char *path, const char *name);

/* The manifest of all before it, and its digest; what follows is in none. */
int parcel_put_manifest(struct parcel *, unsigned char sum[DIGEST_SIZE]);

/* It is whole. */
int parcel_end(struct parcel *);

/* What was not ended was never there. */
void parcel_release(struct parcel *);

#endif
