/*
 * The bytes of a foreign recording, unpacked: from a plain, a gzip or a zstd file, told by
 * content.  Reads ahead no further than it is asked to, so that memory stays bounded.
 *
 * Failures show as an early end: whoever comes to the end asks inlet_trouble why.
 */
#ifndef STENO_CAST_INLET_H
#define STENO_CAST_INLET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"

struct inlet;

struct inlet_line {
	const char *data; /* without its line feed; valid until the inlet is next used */
	size_t len;
	bool whole;       /* its line feed stood there */
	uint64_t number;  /* from 1, as long as only lines are taken */
	uint64_t offset;  /* where it begins */
};

/* Takes the descriptor, on failure too. */
int inlet_open(int fd, struct inlet **out);
void inlet_free(struct inlet *);

/* Its file: the descriptor, borrowed, and where it was opened, as far as that was said; NULL: it was not. */
int inlet_descriptor(const struct inlet *);
void inlet_set_path(struct inlet *, const char *path);
const char *inlet_path(const struct inlet *);

/* "gzip", "zstd", or NULL for a plain file. */
const char *inlet_packing(const struct inlet *);

/*
 * Look at up to `want` bytes: returns how many there are, fewer than wanted only at the end.
 * *data is valid until the inlet is next asked for more.
 */
size_t inlet_peek(struct inlet *, size_t want, const char **data);

/* Drop n of the bytes that were looked at. */
void inlet_take(struct inlet *, size_t n);

/* The next line, taken: 1; 0 at the end; ERR_LIMIT when it is longer than limit. */
int inlet_line(struct inlet *, size_t limit, struct inlet_line *);

/* Unpacked bytes that were taken so far. */
uint64_t inlet_offset(const struct inlet *);

/*
 * Where it stands, appended, for inlet_go: 0; ERR_RANGE where there is no way back to just here; or -ENOMEM.  *bytes is set when
 * the mark holds bytes of what was unpacked, else left.
 */
int inlet_mark(const struct inlet *, struct buffer *, bool *bytes);

/*
 * Go on from a mark of the same file, which is passed over in *at; marks may be hostile.  0, ERR_FORMAT, or what reading said: then
 * it stands nowhere.  A gzip member that is entered in its middle is not held against its checksum.
 */
int inlet_go(struct inlet *, const char **at, const char *end);

/*
 * Why it ended: 0 for the file's own end, ERR_TRUNCATED when the packed data stop in the
 * middle, ERR_DAMAGED or ERR_LIMIT when they cannot be unpacked, or what reading said.
 */
int inlet_trouble(const struct inlet *);

#endif
