/* Sixteen bytes at once, and of sixty-four which of them are something: for loops over texts. */
#ifndef STENO_BASE_LANES_H
#define STENO_BASE_LANES_H

#include <stdint.h>
#include <string.h>

#define LANES_BLOCK 64 /* bytes, one for each bit of a map */

/* What a comparison holds of is -1.  Bytes from 0x80 on are below zero. */
typedef signed char lanes __attribute__((vector_size(16)));

static inline lanes
lanes_load(const char *data)
{
	lanes v;

	memcpy(&v, data, sizeof v);
	return v;
}

static inline void
lanes_store(char *data, lanes v)
{
	memcpy(data, &v, sizeof v);
}

static inline lanes
lanes_between(lanes v, signed char low, signed char high)
{
	return (v >= low) & (v <= high);
}

/* Bit i: lane i is below zero. */
static inline uint64_t
lanes_map(lanes v)
{
#if defined(__SSE2__)
	typedef char native __attribute__((vector_size(16)));

	return (uint64_t)(unsigned)__builtin_ia32_pmovmskb128((native)v);
#else
	uint64_t map = 0;
	int i;

	for (i = 0; i < 16; i++)
		map |= (uint64_t)(v[i] < 0) << i;
	return map;
#endif
}

/* The map of a block by a function of its lanes; of one that is not whole, zeros stand behind its end. */
static inline uint64_t
lanes_map_block(const char *data, size_t len, lanes (*of)(lanes))
{
	char copy[LANES_BLOCK] = {0};
	uint64_t map = 0;
	int i;

	if (len < LANES_BLOCK) {
		memcpy(copy, data, len);
		data = copy;
	}
	for (i = 0; i < LANES_BLOCK; i += 16)
		map |= lanes_map(of(lanes_load(data + i))) << i;
	return map;
}

#endif
