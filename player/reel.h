/*
 * What is played: a recording, found by what a person named; its stage; its commands and keyframes, from the index or, where there
 * is none that can be trusted with it, found beside the playback.
 */
#ifndef STENO_PLAYER_REEL_H
#define STENO_PLAYER_REEL_H

#include "indexer/keyframes.h"
#include "lib/verb/notes.h"
#include "player/chapters.h"
#include "player/scout.h"

struct reel_order {
	const char *name;   /* SESSION, FILE, or either with :SEQ */
	const char *index;  /* NULL: that of the store */
	const char *timing; /* of script(1); or NULL */
	bool no_index;
};

struct reel {
	int64_t shown_from, shown_to; /* ms: the pictures that were shown so far; -1: none */
	char *path, *store, *key; /* key: by which notes know it */
	const char *timing;       /* borrowed */
	int64_t seq;              /* that was named, or -1 */
	struct stage *stage;
	struct catalog *catalog;
	struct lookup *lookup;
	const struct lookup_session *session; /* of the index; NULL: it is not used */
	struct keyframes keyframes;
	struct scout *scout; /* NULL: the index has all of it */
	struct chapters chapters;
	struct buffer words; /* that the index was asked for */
	bool asked;          /* the index, for its commands */
	bool listed;         /* all commands of the index are in chapters */
	struct notes notes;
	int64_t length;      /* ms, as far as it is known */
	bool length_known;
	int64_t epoch;       /* ms since 1970 at its start, or COMMAND_UNKNOWN */
	char why[160];       /* why the index is not used, for people; or "" */
};

/* On failure says why: an exit code; 0 else.  reel_close is right in both cases. */
int reel_open(struct reel *, const struct reel_order *);
void reel_close(struct reel *);

/* Go on with what is made beside the playback, for some ms: 1 when there is more to do at once. */
int reel_tend(struct reel *);

/* Go on until that command is known, or -1: all; of a live recording, those that have been told of when nothing more comes. */
void reel_learn(struct reel *, int64_t seq);

/* How far commands are known: up to this time of the session; INT64_MAX: all. */
int64_t reel_known(const struct reel *);

/* Read the notes again. */
void reel_annotate(struct reel *);

#endif
