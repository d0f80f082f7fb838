/*
 * What is taken out of everything that is derived from recordings and kept in an index, or given away: by the built-in rules, and
 * those that are configured.  One place for all, so that a report tells no more than a search does.
 */
#ifndef STENO_VERB_REDACTION_H
#define STENO_VERB_REDACTION_H

#include "lib/cast/header.h"
#include "lib/redact/censor.h"

/*
 * With the rules in that file, or, where it is NULL, in the configured one (redact.rules), if any.  On failure says why, and
 * gives NULL: rules that can't be read are no rules to go on without.
 */
struct censor *redaction_open(const char *rules);

/* Take it out of all texts of a header: 0 or -ENOMEM. */
int redaction_header(struct censor *, struct header *);

#endif
