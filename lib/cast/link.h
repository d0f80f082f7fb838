/* The link behind each frame: doc/format/cast.md, section 3. */
#ifndef STENO_CAST_LINK_H
#define STENO_CAST_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/base/uuid.h"
#include "lib/cast/digest.h"

#define LINK_MAGIC 0x184D2A55u
#define LINK_CORE_SIZE 176
#define LINK_FIXED_SIZE (8 + LINK_CORE_SIZE + 4 + DIGEST_SIZE) /* all but the salts */
#define LINK_SALTS_MAX (4u * 1024 * 1024)

enum link_flag {
	LINK_END = 1,       /* the part ends here */
	LINK_ROTATED = 2,   /* and the session goes on in the next */
	LINK_RECOVERED = 4, /* made from a journal after its recorder was lost */
	LINK_IMPORTED = 8,  /* not witnessed */
};

struct link {
	uint8_t flags;
	uint32_t part;
	struct uuid session;
	uint64_t sequence, first_event;
	uint32_t events, lines;
	uint64_t bytes;
	int64_t base, last;
	int64_t base_realtime, last_realtime, base_boottime, last_boottime;
	unsigned char before[DIGEST_SIZE], evidence[DIGEST_SIZE];
	/* not under the link digest */
	const unsigned char *salts; /* borrowed */
	size_t salts_len;
	unsigned char container[DIGEST_SIZE]; /* set by link_parse */
};

/*
 * Append the link's frame; container digest computed over data_frame and what stands before it.
 * ERR_RANGE when it holds what link_parse refuses.
 */
int link_encode(struct buffer *out, const struct link *, const void *data_frame, size_t len);

/*
 * Parse a link that begins at data.  Returns its length in the file (positive), 0 if `len` bytes
 * are not all of it, ERR_UNKNOWN if no link begins here, ERR_FORMAT if it is ill-formed.
 */
long link_parse(const void *data, size_t len, struct link *);

/* The digest by which the next link names this one. */
int link_digest(const struct link *, unsigned char out[DIGEST_SIZE]);

/* Does the container digest fit?  1, 0, or a negative code.  `link_bytes` is its whole frame. */
int link_check_container(const void *data_frame, size_t len, const void *link_bytes,
    size_t link_len);

/* May `next` follow `link`?  0, or ERR_TAMPERED; *what names the first member that does not fit. */
int link_follows(const struct link *before, const struct link *next, const char **what);

#endif
