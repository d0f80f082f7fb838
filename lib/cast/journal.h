/* A journal's name, first line and lines: doc/format/cast.md, section 6. */
#ifndef STENO_CAST_JOURNAL_H
#define STENO_CAST_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/base/uuid.h"
#include "lib/cast/digest.h"

#define JOURNAL_BYTES_MAX (2u * 1024 * 1024) /* what a reader takes of one journal */
#define JOURNAL_HEAD_MAX 1024

struct journal {
	struct uuid session;
	uint32_t part;
	uint64_t sequence, first_event;
	int64_t base, realtime, boottime;
	bool has_link;
	uint64_t link_sequence;
	unsigned char link_digest[DIGEST_SIZE];
};

/* The journal's path for a part's path; to be freed. */
char *journal_path(const char *part_path, uint64_t sequence);

int journal_encode(struct buffer *out, const struct journal *);
int journal_parse(const char *line, size_t len, struct journal *);

/*
 * Load the journal `sequence` of a part: its head, and in `lines` its whole lines (a last one without a
 * line feed is left out; *cut says how many bytes that were).  ERR_FORMAT when its head is not whole or
 * another's: it was never begun.  -ENOENT when it is gone, or became another while we read.
 */
int journal_load(const char *part_path, uint64_t sequence, struct journal *, struct buffer *lines, size_t *cut);

/*
 * Whether the file still begins with this head.  The recorder uses files of framed journals again: lines that were
 * read before this says no may be a later journal's.
 */
bool journal_is_same(int fd, const char *head, size_t len);

/* Its file, to be read: a descriptor, or negative; ERR_FORMAT for a pipe, say, that would keep us waiting. */
int journal_open(const char *part_path, uint64_t sequence);

/* The sequences of the journals beside a part, ascending; to be freed. */
int journal_list(const char *part_path, uint64_t **out, size_t *n);

#endif
