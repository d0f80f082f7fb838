/* Proofs as they are written for others to check: doc/format/trail.md, section 8. */
#ifndef STENO_TRAIL_AFFIDAVIT_H
#define STENO_TRAIL_AFFIDAVIT_H

#include "trail/exhibit.h"

/* Where entries and their proofs come from. */
struct affidavit_source {
	const char *key; /* the verifier's */
	/* append the entry's line, without its line feed, and its tlog-proof */
	int (*prove)(void *context, uint64_t index, struct buffer *entry, struct buffer *proof);
	void *context;
};

/* What is claimed of the lines that are proven. */
struct affidavit_claim {
	uint64_t from, to; /* events; `to` is not among them */
	int64_t command;   /* -1: none */
	const char *text;  /* the command's */
	size_t text_len;
};

/* Append a proof of lines.  ERR_FORMAT: a line is no UTF-8; or what `prove` returned. */
int affidavit_put_lines(const struct affidavit_source *, const struct affidavit_claim *, const struct exhibit *, struct buffer *out);

/*
 * Append a proof of a whole session: of all frames of the recording at `path`, without their lines.  ERR_UNKNOWN: the trail does not
 * tell of its last frame; ERR_TAMPERED: it tells of another, or the links do not follow one another; or what `prove` returned.
 */
int affidavit_put_session(const struct affidavit_source *, const char *path, const struct docket *, const struct docket_session *,
    struct buffer *out);

#endif
