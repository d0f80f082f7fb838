/* UUID version 7. */
#include "lib/base/uuid.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"

int
uuid_make(struct uuid *u, int64_t realtime_ms)
{
	int i;

	if (getrandom(u->bytes, sizeof u->bytes, 0) != (ssize_t)sizeof u->bytes)
		return -errno;
	for (i = 0; i < 6; i++)
		u->bytes[i] = (unsigned char)((uint64_t)realtime_ms >> (40 - 8 * i));
	u->bytes[6] = (unsigned char)((u->bytes[6] & 0x0F) | 0x70);
	u->bytes[8] = (unsigned char)((u->bytes[8] & 0x3F) | 0x80);
	return 0;
}

void
uuid_format(const struct uuid *u, char out[UUID_TEXT_SIZE])
{
	char hex[33];

	hex_encode(u->bytes, 16, hex);
	snprintf(out, UUID_TEXT_SIZE, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16,
	    hex + 20);
}

int
uuid_parse(const char *text, struct uuid *u)
{
	char hex[33];
	size_t i, n = 0;

	if (strlen(text) != 36)
		return ERR_FORMAT;
	for (i = 0; i < 36; i++) {
		if (i == 8 || i == 13 || i == 18 || i == 23) {
			if (text[i] != '-')
				return ERR_FORMAT;
		} else {
			if (text[i] == '-')
				return ERR_FORMAT;
			hex[n++] = text[i];
		}
	}
	hex[n] = '\0';
	return hex_decode(hex, u->bytes, 16);
}

int64_t
uuid_time(const struct uuid *u)
{
	uint64_t ms = 0;
	int i;

	for (i = 0; i < 6; i++)
		ms = ms << 8 | u->bytes[i];
	return (int64_t)ms;
}
