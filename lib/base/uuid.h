/* UUID version 7 (RFC 9562): 48 bits of milliseconds, then random bits; ids sort by time. */
#ifndef STENO_BASE_UUID_H
#define STENO_BASE_UUID_H

#include <stdint.h>

#define UUID_TEXT_SIZE 37

struct uuid {
	unsigned char bytes[16];
};

/* Returns 0 or a negative code: without good random bytes there is no id. */
int uuid_make(struct uuid *, int64_t realtime_ms);

void uuid_format(const struct uuid *, char out[UUID_TEXT_SIZE]);

/* Accepts exactly 36 characters in the usual form.  0 or ERR_FORMAT. */
int uuid_parse(const char *text, struct uuid *);

/* The milliseconds in it. */
int64_t uuid_time(const struct uuid *);

#endif
