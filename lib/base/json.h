/*
 * JSON (RFC 8259): a reader that makes a tree of a whole text, and appenders for writing.
 * The reader takes hostile input: depth is bounded, memory is proportional to the text.
 */
#ifndef STENO_BASE_JSON_H
#define STENO_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"

#define JSON_DEPTH_MAX 32

enum json_type { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json; /* a value; lives as long as its document */
struct json_document;

/*
 * Parse one value with nothing but white space behind it.  The text is copied where needed.
 * A lone surrogate escape becomes U+FFFD; bytes that are no UTF-8 are ERR_FORMAT.
 */
int json_parse(const char *text, size_t len, struct json_document **out);
void json_free(struct json_document *);
const struct json *json_root(const struct json_document *);

/* All of these accept NULL, so that lookups can be chained; they then say null, 0 or NULL. */
enum json_type json_type(const struct json *);
const struct json *json_get(const struct json *object, const char *key); /* first of that name */
const struct json *json_first(const struct json *container);
const struct json *json_next(const struct json *member);
const char *json_key(const struct json *member); /* of an object's member */
size_t json_count(const struct json *container);

/* A string's bytes (NUL-terminated, but may hold NULs: see len), or NULL if it is no string. */
const char *json_string(const struct json *, size_t *len);
double json_number(const struct json *, double otherwise);
/* A whole number that int64_t holds exactly, else `otherwise`. */
int64_t json_integer(const struct json *, int64_t otherwise);
bool json_bool(const struct json *, bool otherwise);
/* A number's digits as they stand in the text, or NULL. */
const char *json_digits(const struct json *, size_t *len);

/* The four hex digits of a \u escape, as both readers of JSON strings want them; -1 if not. */
int json_hex4(const char *digits);

/*
 * Append a string with its quotes.  Escaped are the quote, the backslash, C0, DEL and C1
 * controls: what is written never acts on a terminal.  Ill-formed UTF-8 becomes U+FFFD.
 */
void json_put_string(struct buffer *, const char *data, size_t len);
/* The same for a C string; null for NULL. */
void json_put_text(struct buffer *, const char *text);
/* `"key":`, with a comma before it unless it opens its object. */
void json_put_key(struct buffer *, const char *key);
void json_put_member(struct buffer *, const char *key, const char *text);
void json_put_integer(struct buffer *, const char *key, int64_t value);
void json_put_flag(struct buffer *, const char *key, bool value);

#endif
