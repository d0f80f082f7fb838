/* What the configuration and the options say about recording, decided once at the start. */
#ifndef STENO_RECORDER_POLICY_H
#define STENO_RECORDER_POLICY_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "lib/base/buffer.h"
#include "lib/config/config.h"

enum policy_input { INPUT_KEYS, INPUT_FULL, INPUT_NONE };

struct policy {
	struct config *config;
	bool login; /* called as a login shell: the environment is not believed */
	enum policy_input input;
	bool carry_on; /* on-failure = continue, or break-glass */
	bool reports;  /* the shell is offered a channel to report on */
	int64_t rotate_bytes, rotate_ms;
	char *store;
	char *shell;
	char *notice;
	char digest[2 * 32 + 1]; /* of the configuration in force */
	struct buffer standing;  /* that of the files alone, a string: options are one session's */
	char *rules;             /* the file that redact.rules names, or NULL */
	uid_t uid;
	char *user, *home;
};

/*
 * Read the system's file and the user's.  A login shell trusts the password database for the home,
 * and lets a broken user's file not lock its owner out.  0, or a negative code with *message.
 */
int policy_load(struct policy *, bool login, char **message);

/* After options were set in policy->config: decide. */
int policy_decide(struct policy *, char **message);
void policy_free(struct policy *);

#endif
