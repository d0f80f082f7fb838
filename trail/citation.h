/*
 * Entries of a log that stand outside of it, each with the proof that it is in the log: doc/format/trail.md, section 8.  What is read
 * may be hostile; proofs in another form than ours prove nothing here.
 */
#ifndef STENO_TRAIL_CITATION_H
#define STENO_TRAIL_CITATION_H

#include "lib/base/buffer.h"
#include "lib/trail/checkpoint.h"
#include "lib/trail/entry.h"

struct citation {
	const struct signet *key; /* the log's */
	struct digest *digest;
	struct buffer note;       /* the last one whose signature was right */
	/* of a list that was read: its text, and where each entry and proof stands in it */
	struct buffer entries, proofs;
	struct citation_place *places;
	uint32_t count, room;
};

struct citation_place {
	uint64_t index; /* they rise */
	size_t entry, entry_len, proof, proof_len;
};

/* `key` is borrowed. */
int citation_begin(struct citation *, const struct signet *key);
void citation_release(struct citation *);

/*
 * The entry of this line and its proof, at *at of the text, which moves behind it: 0, ERR_FORMAT, ERR_TAMPERED, or what could not be
 * done.  The view borrows the line, the checkpoint the text.
 */
int citation_check(struct citation *, const char *line, size_t line_len, struct entry_view *, const char *text, size_t len, size_t *at,
    struct checkpoint *);

/*
 * A list of lines, and of proofs with an empty line behind each: `entries` and `proofs` were filled.  *bad is where the first one
 * stands that is not proven, SIZE_MAX where all are.  Each is told of; not 0 from `each` ends it.
 */
int citation_read(struct citation *, int (*each)(void *context, const struct entry_view *), void *context, size_t *bad);

/* Of such a list, as notary_prove: ERR_NOTFOUND where it has no such entry. */
int citation_prove(const struct citation *, uint64_t index, struct buffer *entry, struct buffer *proof);

#endif
