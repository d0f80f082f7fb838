/*
 * Looks for a text in what a session showed: the output's characters in the order in which they were printed, without what only
 * moves or colours them.  A little at a time; case does not count in ASCII.
 */
#ifndef STENO_PLAYER_SIFTER_H
#define STENO_PLAYER_SIFTER_H

#include "indexer/stage.h"

#define SIFTER_WORD_MAX 256 /* bytes of what is looked for */

struct sifter;

enum sifter_state {
	SIFTER_BUSY,
	SIFTER_FOUND,
	SIFTER_NOWHERE,
};

/* A source of its own is opened.  0 or a negative code. */
int sifter_new(const char *path, const struct source_options *, struct sifter **out);
void sifter_free(struct sifter *);

/* What the stage knows of a foreign recording's places serves both; it must outlive the sifter. */
void sifter_share_marks(struct sifter *, struct stage *);

/* Begin: the first place from this event on and before `limit`, or the last before the event and behind the limit.  A word that
 * is longer is cut. */
int sifter_seek(struct sifter *, const char *word, uint64_t event, uint64_t limit, bool back);

/* Work for some ms: a sifter_state, or a negative code. */
int sifter_pump(struct sifter *);

/* The event with which the text stood there, and its time; after SIFTER_FOUND. */
uint64_t sifter_event(const struct sifter *);
int64_t sifter_at(const struct sifter *);

#endif
