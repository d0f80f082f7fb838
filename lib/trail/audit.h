/*
 * Verifies a store's trail, offline and without private keys: doc/format/trail.md, section 7.
 */
#ifndef STENO_TRAIL_AUDIT_H
#define STENO_TRAIL_AUDIT_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/trail/checkpoint.h"
#include "lib/trail/entry.h"

enum audit_answer { AUDIT_UNKNOWN, AUDIT_YES, AUDIT_NO };

/* What the first finding is; the order is that of their weight. */
enum audit_kind {
	AUDIT_NOTHING,
	AUDIT_UNSIGNED, /* entries went on, and nothing was signed */
	AUDIT_BROKEN,   /* a signer's key was lost: the chain of keys has a gap */
	AUDIT_CUT,      /* entries are missing at the end */
	AUDIT_TAMPERED,
};

struct audit_request {
	const char *folder;         /* a store's `trail` */
	const struct signet *trust; /* the first epoch's key; NULL: the one that lies there */
	const char *witness;        /* checkpoints of a witness, one after the other; may be NULL */
	size_t witness_len;
	/* Called for each entry that verifies, in order; not 0 ends the audit with that. */
	int (*each)(void *context, const struct entry_view *, int64_t offset);
	void *context;
};

struct audit_result {
	enum audit_answer intact, complete, anchored;
	enum audit_kind kind;
	/* of the first finding */
	const char *file;        /* "log.jsonl", "checkpoints", "key.pub", or "witness" */
	uint64_t entry, until;   /* entries from .. until, which is not in it; both 0: no entry */
	int64_t offset;          /* in the file */
	struct buffer what;
	bool personal;           /* signed with a key that lies beside the log */
	uint64_t entries, erased, checkpoints, breaks, torn, torn_bytes, broke;
	uint64_t covered;        /* entries under a signed checkpoint */
	uint64_t witnessed;      /* entries under a witness's checkpoint */
	uint64_t half;           /* bytes of a half line at the end, which the next writer cuts */
	int64_t first_time, last_time, sealed_time; /* or INT64_MIN */
	int64_t break_time; /* of the last checkpoint that nobody announced; or INT64_MIN */
	char origin[SIGNET_NAME_MAX];
};

/* 0 when an answer was reached, whatever it is; ERR_NOTFOUND: there is no trail; negative: it could not be read. */
int audit_trail(const struct audit_request *, struct audit_result *);
void audit_release(struct audit_result *);

const char *audit_answer_word(enum audit_answer);
const char *audit_kind_word(enum audit_kind);

#endif
