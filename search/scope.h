/* Which commands are looked at, as one key after the other narrows it: all, or those of what a command is of. */
#ifndef STENO_SEARCH_SCOPE_H
#define STENO_SEARCH_SCOPE_H

#include "search/asker.h"

enum scope_which {
	SCOPE_ALL,
	SCOPE_SESSION, /* the session of that command */
	SCOPE_PLACE,   /* the directory where it ran, or, where that is not known, the program that it was given to */
	SCOPE_HOST,
	SCOPE_USER,
	SCOPE_FAILED,
	SCOPES,
};

struct scope {
	enum scope_which which;
	bool no_exit; /* how commands ended is decided already */
	char *session, *cwd, *program, *host, *user; /* of that command; or NULL */
};

void scope_free(struct scope *);

/*
 * The next one that makes sense, or the one before.  When all is looked at, the command whose values are taken is `hit` (with its
 * details); without one, the person's own host and name are.
 */
void scope_turn(struct scope *, int by, const struct lookup_hit *hit);

/* What is to be asked for. */
void scope_want(const struct scope *, struct asker_scope *);

/* "session", "directory", and so on; and its value, or "". */
const char *scope_name(const struct scope *, enum scope_which);
const char *scope_value(const struct scope *, enum scope_which);

#endif
