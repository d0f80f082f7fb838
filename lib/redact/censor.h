/*
 * Takes secrets out of what is about to be indexed: those that secret.h finds, and those that the user's rules do.  In
 * their place stands what kind it was: `[redacted:password]`.
 */
#ifndef STENO_REDACT_CENSOR_H
#define STENO_REDACT_CENSOR_H

#include "lib/base/buffer.h"

struct censor;

struct censor_span {
	size_t from, to;
	const char *name; /* of its kind; the rules' */
};

/* With the built-in rules.  NULL when memory is out. */
struct censor *censor_new(void);
void censor_free(struct censor *);

/*
 * Read rules: a line is `NAME = EXTENDED-REGULAR-EXPRESSION`, of whose match the first group is taken out, or all of it; or
 * `off NAME`, for a built-in one; or empty, or begins with #.  On failure *message, to be freed, says why.
 */
int censor_read(struct censor *, const char *path, char **message);

/* What is to be taken out, in order and apart from one another; borrowed until the next call.  The number, or -ENOMEM. */
int censor_find(struct censor *, const char *text, size_t len, const struct censor_span **spans);

/* Append the text without it.  How many were taken out, or -ENOMEM. */
int censor_text(struct censor *, const char *text, size_t len, struct buffer *out);

/* The same in place. */
int censor_buffer(struct censor *, struct buffer *);
int censor_string(struct censor *, char **string); /* NULL stays; else it is freed and made anew */
/* A value whose name may say that it is secret. */
int censor_label(struct censor *, const char *name, char **value);

#endif
