/*
 * The journals of a part, read one behind the other as they grow: what has not become a frame yet.  The recorder may frame and remove
 * one at any moment, or use its file for a later one while it is open here: what was read of it counts only if
 * its head is still the same afterwards.
 */
#ifndef STENO_CAST_TAIL_H
#define STENO_CAST_TAIL_H

#include "lib/base/buffer.h"
#include "lib/cast/journal.h"

struct tail {
	int fd; /* of the journal that is open, or -1 */
	bool bad; /* a line in it was no event: what follows counts nothing */
	uint64_t sequence;
	int64_t at;
	char head[JOURNAL_HEAD_MAX];
	size_t head_len;
};

void tail_init(struct tail *);
void tail_close(struct tail *);

/* The whole lines that were appended to the open journal since: 1, 0 nothing, ERR_NOTFOUND when the file is another's now, negative. */
int tail_take(struct tail *, struct buffer *lines);

/*
 * Open the newest of the part's journals that begins at or before the wanted event and is newer than the open one.  1 with its head,
 * 0 none, ERR_NOTFOUND when all begin later: the wanted ones were framed meanwhile.
 */
int tail_find(struct tail *, const char *part_path, uint64_t wanted, struct journal *);

/* The head of the part's first journal: 1, 0 it is not begun yet, ERR_NOTFOUND there is none, negative. */
int tail_first(const char *part_path, struct journal *);

/* The first event behind the wanted one with which a journal of the part begins; the wanted one where none does.  0 or negative. */
int tail_after(const char *part_path, uint64_t wanted, uint64_t *event);

#endif
