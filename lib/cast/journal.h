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
 * Load a journal: its head, and in `lines` its whole lines (a last one without a line feed is
 * left out; *cut says how many bytes that were).  ERR_FORMAT when its head is not whole: it was
 * never begun.
 */
int journal_load(const char *path, struct journal *, struct buffer *lines, size_t *cut);

/* The sequences of the journals beside a part, ascending; to be freed. */
int journal_list(const char *part_path, uint64_t **out, size_t *n);

#endif
