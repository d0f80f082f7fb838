/*
 * A growing run of bytes.  Zero-initialised is empty and valid.  Once an allocation failed the
 * buffer is `broken`: further appends do nothing, so that a run of appends needs one check.
 */
#ifndef STENO_BASE_BUFFER_H
#define STENO_BASE_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer {
	char *data;
	size_t len, cap;
	bool broken;
};

void buffer_free(struct buffer *);
void buffer_clear(struct buffer *); /* keeps the memory, mends `broken` */

/* Make room for `more` bytes behind len and return where they go; NULL when memory is out. */
char *buffer_reserve(struct buffer *, size_t more);

void buffer_add(struct buffer *, const void *data, size_t len);
void buffer_adds(struct buffer *, const char *string);
void buffer_addc(struct buffer *, char c);
/* The same of text in HTML or XML, where it means nothing but itself. */
void buffer_addc_markup(struct buffer *, char c);
void buffer_addf(struct buffer *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_addv(struct buffer *, const char *format, va_list) __attribute__((format(printf, 2, 0)));

/* Drop the first n bytes (at most len). */
void buffer_consume(struct buffer *, size_t n);

/* The bytes as a C string, owned by the buffer; "" when empty, NULL when broken. */
const char *buffer_string(struct buffer *);

/* The same bytes; an empty one equals any other empty one. */
bool buffer_is(const struct buffer *, const char *data, size_t len);

/* 0, or -ENOMEM when an append failed. */
int buffer_status(const struct buffer *);

#endif
