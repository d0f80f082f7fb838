/* Cells of several code points. */
#include "lib/screen/cluster.h"

#include <stdlib.h>
#include <string.h>

#define LOOK_LEAST 4096u

void
clusters_free(struct clusters *c)
{
	free(c->items);
	memset(c, 0, sizeof *c);
}

const uint32_t *
clusters_get(const struct clusters *c, uint32_t text, uint32_t *single, int *count)
{
	if (text & CLUSTER_BIT) {
		*count = c->items[text & ~CLUSTER_BIT].count;
		return c->items[text & ~CLUSTER_BIT].codes;
	}
	*single = text;
	*count = 1;
	return single;
}

static void
mark_row(struct clusters *c, const struct row *row)
{
	int i;

	for (i = 0; i < row->used; i++)
		if (row->cells[i].text & CLUSTER_BIT)
			c->items[row->cells[i].text & ~CLUSTER_BIT].seen = true;
}

static void
mark_all(struct clusters *c, const struct grid *g)
{
	int i;

	for (i = 0; i < g->rows; i++) {
		mark_row(c, g->pages[PAGE_MAIN].rows[i]);
		mark_row(c, g->pages[PAGE_ALTERNATE].rows[i]);
	}
	for (i = 1; i <= g->past.count; i++)
		mark_row(c, scrollback_row(&g->past, -i));
}

static void
sweep(struct clusters *c, const struct grid *g)
{
	uint32_t i;

	mark_all(c, g);
	c->free_list = c->live = 0;
	for (i = c->count; i-- > 0;) {
		if (c->items[i].seen) {
			c->items[i].seen = false;
			c->live++;
		} else {
			c->items[i].count = 0;
			c->items[i].next_free = c->free_list;
			c->free_list = i + 1;
		}
	}
	c->look_at = 2 * c->live;
}

/* The number + 1 of a cluster that may be filled, or 0. */
static uint32_t
take(struct clusters *c, const struct grid *g)
{
	struct cluster *items;
	uint32_t at, cap;

	if (c->live >= LOOK_LEAST && c->live >= c->look_at)
		sweep(c, g);
	c->live++;
	if ((at = c->free_list) != 0) {
		c->free_list = c->items[at - 1].next_free;
		return at;
	}
	if (c->count == c->cap) {
		cap = c->cap ? c->cap * 2 : 64;
		if ((items = realloc(c->items, cap * sizeof *items)) == NULL)
			return 0;
		c->items = items;
		c->cap = cap;
	}
	memset(&c->items[c->count], 0, sizeof *c->items);
	return ++c->count;
}

uint32_t
clusters_add(struct clusters *c, const struct grid *g, uint32_t text, uint32_t code)
{
	uint32_t codes[SCREEN_CLUSTER_MAX], single, at;
	const uint32_t *old;
	int count;

	old = clusters_get(c, text, &single, &count);
	if (count >= SCREEN_CLUSTER_MAX)
		return text;
	memcpy(codes, old, (size_t)count * sizeof *codes);
	codes[count++] = code;
	if ((at = take(c, g)) == 0)
		return text;
	memcpy(c->items[at - 1].codes, codes, (size_t)count * sizeof *codes);
	c->items[at - 1].count = (uint8_t)count;
	return (at - 1) | CLUSTER_BIT;
}
