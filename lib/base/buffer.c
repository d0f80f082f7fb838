/* A growing run of bytes. */
#include "lib/base/buffer.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
buffer_free(struct buffer *b)
{
	free(b->data);
	memset(b, 0, sizeof *b);
}

void
buffer_clear(struct buffer *b)
{
	b->len = 0;
	b->broken = false;
}

char *
buffer_reserve(struct buffer *b, size_t more)
{
	size_t want, cap;
	char *data;

	if (b->broken)
		return NULL;
	if (more > SIZE_MAX / 2 - b->len)
		goto broken;
	want = b->len + more;
	if (want > b->cap || b->data == NULL) {
		cap = b->cap ? b->cap : 64;
		while (cap < want)
			cap += cap / 2 + 1;
		if ((data = realloc(b->data, cap)) == NULL)
			goto broken;
		b->data = data;
		b->cap = cap;
	}
	return b->data + b->len;
broken:
	b->broken = true;
	return NULL;
}

void
buffer_add(struct buffer *b, const void *data, size_t len)
{
	char *to;

	if (len == 0 || (to = buffer_reserve(b, len)) == NULL)
		return;
	memcpy(to, data, len);
	b->len += len;
}

void
buffer_adds(struct buffer *b, const char *string)
{
	buffer_add(b, string, strlen(string));
}

void
buffer_addc(struct buffer *b, char c)
{
	char *to = b->len < b->cap && !b->broken ? b->data + b->len : buffer_reserve(b, 1);

	if (to != NULL) {
		*to = c;
		b->len++;
	}
}

void
buffer_addc_markup(struct buffer *b, char c)
{
	switch (c) {
	case '&':
		buffer_adds(b, "&amp;");
		break;
	case '<':
		buffer_adds(b, "&lt;");
		break;
	case '>':
		buffer_adds(b, "&gt;");
		break;
	case '"':
		buffer_adds(b, "&quot;");
		break;
	case '\'':
		buffer_adds(b, "&#39;");
		break;
	default:
		buffer_addc(b, c);
	}
}

void
buffer_addv(struct buffer *b, const char *format, va_list args)
{
	va_list again;
	char *to;
	int n;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	if (n >= 0 && (to = buffer_reserve(b, (size_t)n + 1)) != NULL) {
		vsnprintf(to, (size_t)n + 1, format, again);
		b->len += (size_t)n;
	}
	va_end(again);
}

void
buffer_addf(struct buffer *b, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buffer_addv(b, format, args);
	va_end(args);
}

void
buffer_consume(struct buffer *b, size_t n)
{
	if (n >= b->len) {
		b->len = 0;
		return;
	}
	memmove(b->data, b->data + n, b->len - n);
	b->len -= n;
}

const char *
buffer_string(struct buffer *b)
{
	char *end = buffer_reserve(b, 1);

	if (end == NULL)
		return NULL;
	*end = '\0';
	return b->data;
}

int
buffer_status(const struct buffer *b)
{
	return b->broken ? -ENOMEM : 0;
}

bool
buffer_is(const struct buffer *b, const char *data, size_t len)
{
	return b->len == len && (len == 0 || memcmp(b->data, data, len) == 0);
}
