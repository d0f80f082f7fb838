/* The commands of a session in the order of their events: what a player jumps between. */
#ifndef STENO_PLAYER_CHAPTERS_H
#define STENO_PLAYER_CHAPTERS_H

#include "indexer/command.h"

#define CHAPTER_TEXT_MAX 4096 /* bytes of a command's text that are kept */

struct chapter {
	uint64_t seq, event;
	int64_t at, exit, duration; /* exit and duration may be COMMAND_UNKNOWN */
	enum command_grade grade;
	enum command_kind kind;
	int depth;
	char program[32];
	uint64_t until;    /* its output is before this event; at its own, when it has none or it is not known */
	char *text; /* NULL: nobody could read it */
	size_t len;
};

/* Zero-initialised is empty and valid. */
struct chapters {
	struct chapter *list;
	size_t count, cap;
};

void chapters_free(struct chapters *);

/* A command; answers to programs are left out.  The command stays the caller's.  0 or -ENOMEM. */
int chapters_add(struct chapters *, const struct command *);
/* What is known of its end. */
void chapters_end(struct chapters *, const struct command_end *);

/* The last that began before this event, and so is, or was, the one at work; -1: none. */
long chapters_before(const struct chapters *, uint64_t event);
/* The first from this event on, of those that failed when `failed`; -1: none. */
long chapters_from(const struct chapters *, uint64_t event, bool failed);
/* The last before this event, as above. */
long chapters_back(const struct chapters *, uint64_t event, bool failed);
/* By its number; -1: there is none (yet). */
long chapters_find(const struct chapters *, uint64_t seq);

#endif
