/* Bytes as text. */
#include "lib/base/armour.h"

#include <errno.h>
#include <string.h>

#include "lib/base/error.h"

static const char BASE64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void
hex_encode(const void *data, size_t len, char *out)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *p = data;
	size_t i;

	for (i = 0; i < len; i++) {
		*out++ = digits[p[i] >> 4];
		*out++ = digits[p[i] & 15];
	}
	*out = '\0';
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

int
hex_decode(const char *text, void *out, size_t len)
{
	unsigned char *to = out;
	size_t i;

	for (i = 0; i < len; i++) {
		int hi = hex_digit(text[0]), lo = hi < 0 ? -1 : hex_digit(text[1]);

		if (lo < 0)
			return ERR_FORMAT;
		*to++ = (unsigned char)(hi << 4 | lo);
		text += 2;
	}
	return *text == '\0' ? 0 : ERR_FORMAT;
}

void
base64_encode(struct buffer *out, const void *data, size_t len)
{
	const unsigned char *p = data;
	char *to = buffer_reserve(out, (len + 2) / 3 * 4);
	size_t i;

	if (to == NULL)
		return;
	for (i = 0; i < len; i += 3) {
		unsigned v = (unsigned)p[i] << 16;

		if (i + 1 < len)
			v |= (unsigned)p[i + 1] << 8;
		if (i + 2 < len)
			v |= p[i + 2];
		*to++ = BASE64[v >> 18];
		*to++ = BASE64[v >> 12 & 63];
		*to++ = i + 1 < len ? BASE64[v >> 6 & 63] : '=';
		*to++ = i + 2 < len ? BASE64[v & 63] : '=';
	}
	out->len += (len + 2) / 3 * 4;
}

/* The value of a character, or -1. */
static int
base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

int
base64_decode(struct buffer *out, const char *text, size_t len)
{
	char *to = buffer_reserve(out, len / 4 * 3 + 1);
	size_t i, j, pad = 0;
	int value;

	if (len % 4 != 0)
		return ERR_FORMAT;
	if (to == NULL)
		return -ENOMEM;
	for (i = 0; i < len; i += 4) {
		unsigned v = 0;

		for (j = 0; j < 4; j++) {
			value = base64_value(text[i + j]);
			if (value < 0 && text[i + j] == '=' && i + 4 == len && j >= 2)
				pad++;
			else if (value < 0 || pad > 0)
				return ERR_FORMAT;
			v = v << 6 | (value > 0 ? (unsigned)value : 0);
		}
		if ((pad == 1 && (v & 0xFF)) || (pad == 2 && (v & 0xFFFF)))
			return ERR_FORMAT;
		*to++ = (char)(v >> 16);
		*to++ = (char)(v >> 8);
		*to++ = (char)v;
	}
	out->len += len / 4 * 3 - pad;
	return 0;
}
