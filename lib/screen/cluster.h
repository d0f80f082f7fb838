/*
 * What a cell holds when it is more than one code point.  A cell's text is a code point or, with
 * CLUSTER_BIT, the number of a cluster here.  Clusters that no cell holds are found by looking
 * through the grid, when there are twice as many as after the last look: so their number has a
 * bound that the grid's size decides.
 */
#ifndef STENO_SCREEN_CLUSTER_H
#define STENO_SCREEN_CLUSTER_H

#include "lib/screen/grid.h"

#define CLUSTER_BIT 0x80000000u

struct cluster {
	uint32_t codes[SCREEN_CLUSTER_MAX];
	uint8_t count; /* 0: free */
	bool seen;
	uint32_t next_free;
};

struct clusters {
	struct cluster *items;
	uint32_t count, cap, live;
	uint32_t free_list; /* a number + 1, or 0 */
	uint32_t look_at;   /* look for unused ones when so many are in use */
};

void clusters_free(struct clusters *);
/* The code points of a cell's text, at least one; `single` is room for one that is no cluster. */
const uint32_t *clusters_get(const struct clusters *, uint32_t text, uint32_t *single, int *count);
/* The text with one more code point; as it was when it is full or memory is out. */
uint32_t clusters_add(struct clusters *, const struct grid *, uint32_t text, uint32_t code);

#endif
