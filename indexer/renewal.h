/*
 * A new index made beside the old one, and put in its place at once: who reads the old one goes on with it, and a crash
 * leaves either.  Nobody else renews, or writes, meanwhile.
 */
#ifndef STENO_INDEXER_RENEWAL_H
#define STENO_INDEXER_RENEWAL_H

struct renewal;

/* On failure *message, to be freed, says why. */
int renewal_begin(const char *index, struct renewal **out, char **message);
/* Without renewal_finish, the new one is removed. */
void renewal_free(struct renewal *);

/* Where the new one is to be made. */
const char *renewal_path(const struct renewal *);

/* It is complete, and nobody has it open. */
int renewal_finish(struct renewal *, char **message);

/*
 * Hold the index while it is written, against a renewal: a descriptor to be closed, or a negative code.  Waits for one
 * that is under way.
 */
int renewal_hold(const char *index);

#endif
