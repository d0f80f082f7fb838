/* Little-endian integers in binary structures, whatever the machine. */
#ifndef STENO_BASE_BYTES_H
#define STENO_BASE_BYTES_H

#include <stdint.h>

static inline uint32_t
bytes_get32(const void *data)
{
	const unsigned char *p = data;

	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint64_t
bytes_get64(const void *data)
{
	return bytes_get32(data) | (uint64_t)bytes_get32((const unsigned char *)data + 4) << 32;
}

static inline void
bytes_put32(void *data, uint32_t v)
{
	unsigned char *p = data;
	int i;

	for (i = 0; i < 4; i++)
		p[i] = (unsigned char)(v >> (8 * i));
}

static inline void
bytes_put64(void *data, uint64_t v)
{
	bytes_put32(data, (uint32_t)v);
	bytes_put32((unsigned char *)data + 4, (uint32_t)(v >> 32));
}

#endif
