/*
 * The proofs in an archive of evidence: `proofs/ID.proof` of a session, `proofs/ID-N.proof` of its command number N.  Who makes the
 * archive and who verifies it make them by the same means, and to verify is to compare.
 */
#ifndef STENO_TRAIL_VOUCHER_H
#define STENO_TRAIL_VOUCHER_H

#include "trail/affidavit.h"

#define VOUCHER_NAME_SIZE 80

struct voucher {
	struct affidavit_source source;
	const struct docket *docket;
};

/* The name in the archive: of a command, or with -1 of the session. */
void voucher_name(const struct uuid *session, int64_t command, char out[VOUCHER_NAME_SIZE]);

/* Append the proof of a session, whose recording is at `path`: 1; 0: there can't be one; or a negative code. */
int voucher_session(const struct voucher *, const char *path, const struct uuid *, struct buffer *out);

/* Likewise the lines of a command. */
int voucher_command(const struct voucher *, const char *path, const struct uuid *, const struct affidavit_claim *, struct buffer *out);

/*
 * Is this text the proof that has this name?  1, or 0: it is not; negative where the recording could not be read.  Whatever the
 * text claims of a command, and can't be proven, counts as it stands.
 */
int voucher_check(const struct voucher *, const char *path, const struct uuid *, const char *name, const struct buffer *text);

#endif
