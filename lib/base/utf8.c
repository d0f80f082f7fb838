/* UTF-8, strictly. */
#include "lib/base/utf8.h"

#include <string.h>

#include "lib/base/bytes.h"

/* The range that the second byte must be in, by the first: that alone rules out overlong forms,
 * surrogates and what lies above U+10FFFF. */
static int
lead_length(unsigned char lead, unsigned char *lo, unsigned char *hi)
{
	*lo = 0x80;
	*hi = 0xBF;
	if (lead >= 0xC2 && lead <= 0xDF)
		return 2;
	if (lead >= 0xE0 && lead <= 0xEF) {
		if (lead == 0xE0)
			*lo = 0xA0;
		else if (lead == 0xED)
			*hi = 0x9F;
		return 3;
	}
	if (lead >= 0xF0 && lead <= 0xF4) {
		if (lead == 0xF0)
			*lo = 0x90;
		else if (lead == 0xF4)
			*hi = 0x8F;
		return 4;
	}
	return 0;
}

int
utf8_decode(const unsigned char *data, size_t len, uint32_t *code)
{
	unsigned char lo, hi;
	uint32_t c;
	int want, i;

	if (data[0] < 0x80) {
		*code = data[0];
		return 1;
	}
	/* of three bytes, as most are that are no ASCII */
	if (len >= 3 && data[0] > 0xE0 && data[0] < 0xF0 && data[0] != 0xED && (data[1] & 0xC0) == 0x80 && (data[2] & 0xC0) == 0x80) {
		*code = (uint32_t)(data[0] & 0x0F) << 12 | (uint32_t)(data[1] & 0x3F) << 6 | (data[2] & 0x3F);
		return 3;
	}
	if ((want = lead_length(data[0], &lo, &hi)) == 0)
		return -1;
	c = data[0] & (0xFFu >> (want + 1));
	for (i = 1; i < want; i++) {
		if ((size_t)i >= len)
			return 0;
		if (data[i] < lo || data[i] > hi)
			return -i;
		c = c << 6 | (data[i] & 0x3F);
		lo = 0x80;
		hi = 0xBF;
	}
	*code = c;
	return want;
}

int
utf8_encode(uint32_t code, char out[4])
{
	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		code = 0xFFFD;
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3F));
	out[2] = (char)(0x80 | (code >> 6 & 0x3F));
	out[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

/* The length of a character of two or three bytes, of which four can be read; 0 for any other, and for what is none. */
static inline size_t
short_length(const unsigned char *p)
{
	uint32_t word = bytes_get32(p), second;

	if ((word & 0xC0C0F0) == 0x8080E0) {
		/* what rules out overlong forms and surrogates: the first byte's low half and one bit of the second */
		second = word & 0x200F;
		return second != 0 && second != 0x200D ? 3 : 0;
	}
	return (word & 0xC0E0) == 0x80C0 && (word & 0x1E) != 0 ? 2 : 0;
}

size_t
utf8_valid_prefix(const void *data, size_t len)
{
	const unsigned char *p = data;
	uint64_t word;
	uint32_t code;
	size_t at = 0, more;
	int n;

	while (at < len) {
		/* most output is ASCII: eight bytes at a time */
		while (len - at >= 8) {
			memcpy(&word, p + at, 8);
			if (word & 0x8080808080808080u)
				break;
			at += 8;
		}
		while (len - at >= 4 && (more = short_length(p + at)) > 0)
			at += more;
		if (at == len)
			break;
		if ((n = utf8_decode(p + at, len - at, &code)) <= 0)
			break;
		at += (size_t)n;
	}
	return at;
}

size_t
utf8_incomplete_tail(const void *data, size_t len)
{
	const unsigned char *p = data;
	uint32_t code;
	size_t back;

	for (back = 1; back <= 3 && back <= len; back++) {
		unsigned char c = p[len - back];

		if (c < 0x80)
			return 0;
		if (c >= 0xC0)
			return utf8_decode(p + len - back, back, &code) == 0 ? back : 0;
	}
	return 0;
}

uint32_t
utf8_small(uint32_t code)
{
	/* capitals from `from` to `to`, every `step`th; their small letters stand `by` behind them */
	static const struct {
		uint16_t from, to, step, by;
	} runs[] = {
	    {0x41, 0x5A, 1, 32}, {0xC0, 0xD6, 1, 32}, {0xD8, 0xDE, 1, 32}, {0x100, 0x12E, 2, 1}, {0x132, 0x136, 2, 1},
	    {0x139, 0x147, 2, 1}, {0x14A, 0x176, 2, 1}, {0x179, 0x17D, 2, 1}, {0x1CD, 0x1DB, 2, 1}, {0x1DE, 0x1EE, 2, 1},
	    {0x1F8, 0x21E, 2, 1}, {0x222, 0x232, 2, 1}, {0x386, 0x386, 1, 38}, {0x388, 0x38A, 1, 37}, {0x38C, 0x38C, 1, 64},
	    {0x38E, 0x38F, 1, 63}, {0x391, 0x3A1, 1, 32}, {0x3A3, 0x3AB, 1, 32}, {0x400, 0x40F, 1, 80}, {0x410, 0x42F, 1, 32},
	    {0x460, 0x480, 2, 1}, {0x48A, 0x4BE, 2, 1}, {0x4C1, 0x4CD, 2, 1}, {0x4D0, 0x52E, 2, 1}, {0x531, 0x556, 1, 48},
	    {0x1E00, 0x1E94, 2, 1}, {0x1EA0, 0x1EFE, 2, 1}};
	size_t i;

	for (i = 0; i < sizeof runs / sizeof *runs && code >= runs[i].from; i++)
		if (code <= runs[i].to && (code - runs[i].from) % runs[i].step == 0)
			return code + runs[i].by;
	return code == 0x178 ? 0xFF : code;
}
