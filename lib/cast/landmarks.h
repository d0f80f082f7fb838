/*
 * Places in a foreign recording from which reading can go on, kept while it is read: some every so many bytes, within bounded
 * memory.  When they are too many, every second one goes, and from then on they stand twice as far apart.
 */
#ifndef STENO_CAST_LANDMARKS_H
#define STENO_CAST_LANDMARKS_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buffer.h"

#define LANDMARKS_STEP 262144 /* bytes of data between two, as long as they are few */

struct landmarks;

struct landmark {
	uint64_t event; /* the first that comes behind it */
	uint64_t bytes; /* of data, before it */
};

struct landmarks *landmarks_new(void);
void landmarks_free(struct landmarks *);

/* Whether one is wanted here. */
bool landmarks_due(const struct landmarks *, uint64_t event, uint64_t bytes);

/* Keep one: what foreign.h made of the place is copied.  0 or -ENOMEM. */
int landmarks_add(struct landmarks *, const struct landmark *, const char *data, size_t len);

/* Append the newest that is not behind the event: 1, 0 there is none, or a negative code. */
int landmarks_find(struct landmarks *, uint64_t event, struct landmark *, struct buffer *data);

#endif
