/*
 * Recognises, beyond doubt, file transfers that sshd starts through a login shell: of those the record
 * keeps counts and digests instead of the bytes.  Everything else is recorded in full.
 */
#ifndef STENO_RECORDER_TRANSFER_H
#define STENO_RECORDER_TRANSFER_H

#include <stdbool.h>

struct transfer {
	const char *protocol; /* "sftp", "scp", "rsync", "git" */
	char *program;        /* the system's own, absolute */
	char **argv;
};

/*
 * The command must be one simple command, without anything that a shell would expand, of a
 * program in a system folder that only root can change.  Then it needs no shell, and is to be
 * executed directly: a user's alias, function or PATH can't stand in for it.
 */
bool transfer_recognise(const char *command, struct transfer *);
void transfer_release(struct transfer *);

#endif
