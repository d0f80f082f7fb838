/*
 * JSON.  The tree's values and strings come from chunks that the document owns, so that a
 * hostile text costs memory in proportion to its size and one free releases it all.
 */
#include "lib/base/json.h"

#include <endian.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "lib/base/error.h"
#include "lib/base/utf8.h"

struct json {
	enum json_type type;
	const char *key;
	const char *text; /* a string's bytes, or a number's digits */
	size_t len;       /* of text; or how many members */
	bool truth;
	struct json *first, *next;
};

struct chunk {
	struct chunk *before;
	size_t used, size;
	char data[];
};

struct json_document {
	struct chunk *chunks;
	struct json *root;
};

struct parser {
	struct json_document *doc;
	const char *at, *end;
	int depth;
};

static void *
document_alloc(struct json_document *doc, size_t size)
{
	struct chunk *c = doc->chunks;
	size_t want;
	void *p;

	size = (size + 15) & ~(size_t)15;
	if (c == NULL || c->size - c->used < size) {
		want = size > 4000 ? size : 4000;
		if ((c = malloc(sizeof *c + want)) == NULL)
			return NULL;
		c->before = doc->chunks;
		c->used = 0;
		c->size = want;
		doc->chunks = c;
	}
	p = c->data + c->used;
	c->used += size;
	return p;
}

static void
skip_space(struct parser *p)
{
	while (p->at < p->end && strchr(" \t\r\n", *p->at) != NULL && *p->at != '\0')
		p->at++;
}

int
json_hex4(const char *digits)
{
	int value = 0, i;

	for (i = 0; i < 4; i++) {
		char c = digits[i];

		value <<= 4;
		if (c >= '0' && c <= '9')
			value |= c - '0';
		else if ((c | 32) >= 'a' && (c | 32) <= 'f')
			value |= (c | 32) - 'a' + 10;
		else
			return -1;
	}
	return value;
}

/* The character of a \u escape whose digits begin at p->at; a pair of surrogates is one. */
static int
parse_unicode(struct parser *p, char out[4])
{
	int hi, lo;

	if (p->end - p->at < 4 || (hi = json_hex4(p->at)) < 0)
		return ERR_FORMAT;
	p->at += 4;
	if (hi >= 0xD800 && hi <= 0xDBFF && p->end - p->at >= 6 && p->at[0] == '\\' &&
	    p->at[1] == 'u' && (lo = json_hex4(p->at + 2)) >= 0xDC00 && lo <= 0xDFFF) {
		p->at += 6;
		return utf8_encode(0x10000 + (uint32_t)((hi - 0xD800) << 10 | (lo - 0xDC00)), out);
	}
	return utf8_encode((uint32_t)hi, out);
}

static int
parse_string(struct parser *p, const char **text, size_t *len)
{
	static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
	const char *from, *close, *name;
	char *to, *start;
	int n;

	if (p->at == p->end || *p->at != '"')
		return ERR_FORMAT;
	from = ++p->at;
	for (close = from; close < p->end && *close != '"'; close++)
		if (*close == '\\' && ++close == p->end)
			return ERR_TRUNCATED;
	if (close >= p->end)
		return ERR_TRUNCATED;
	if (utf8_valid_prefix(from, (size_t)(close - from)) != (size_t)(close - from))
		return ERR_FORMAT;
	/* no escape is shorter than what it stands for */
	if ((start = to = document_alloc(p->doc, (size_t)(close - from) + 1)) == NULL)
		return -ENOMEM;
	while (p->at < close) {
		char c = *p->at++;

		if ((unsigned char)c < 0x20)
			return ERR_FORMAT;
		if (c != '\\') {
			*to++ = c;
		} else if (*p->at == 'u') {
			p->at++;
			if ((n = parse_unicode(p, to)) < 0)
				return n;
			to += n;
		} else {
			if (*p->at == '\0' || (name = strchr(names, *p->at)) == NULL)
				return ERR_FORMAT;
			*to++ = values[name - names];
			p->at++;
		}
	}
	p->at = close + 1;
	*to = '\0';
	*text = start;
	*len = (size_t)(to - start);
	return 0;
}

static bool
take_digits(struct parser *p)
{
	const char *from = p->at;

	while (p->at < p->end && *p->at >= '0' && *p->at <= '9')
		p->at++;
	return p->at > from;
}

static int
parse_number(struct parser *p, struct json *v)
{
	const char *from = p->at;
	char *copy;

	if (p->at < p->end && *p->at == '-')
		p->at++;
	if (p->at < p->end && *p->at == '0')
		p->at++;
	else if (!take_digits(p))
		return ERR_FORMAT;
	if (p->at < p->end && *p->at == '.') {
		p->at++;
		if (!take_digits(p))
			return ERR_FORMAT;
	}
	if (p->at < p->end && (*p->at == 'e' || *p->at == 'E')) {
		p->at++;
		if (p->at < p->end && (*p->at == '+' || *p->at == '-'))
			p->at++;
		if (!take_digits(p))
			return ERR_FORMAT;
	}
	v->type = JSON_NUMBER;
	v->len = (size_t)(p->at - from);
	if ((copy = document_alloc(p->doc, v->len + 1)) == NULL)
		return -ENOMEM;
	memcpy(copy, from, v->len);
	copy[v->len] = '\0';
	v->text = copy;
	return 0;
}

static int
parse_word(struct parser *p, struct json *v)
{
	static const struct {
		const char *word;
		enum json_type type;
		bool truth;
	} words[] = {
		{"true", JSON_BOOL, true},
		{"false", JSON_BOOL, false},
		{"null", JSON_NULL, false},
	};
	size_t i, n;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		n = strlen(words[i].word);
		if ((size_t)(p->end - p->at) >= n && memcmp(p->at, words[i].word, n) == 0) {
			p->at += n;
			v->type = words[i].type;
			v->truth = words[i].truth;
			return 0;
		}
	}
	return ERR_FORMAT;
}

static int parse_value(struct parser *, struct json **);

static int
parse_members(struct parser *p, struct json *v, char close)
{
	struct json **link = &v->first;
	const char *key = NULL;
	size_t len;
	int r;

	if (++p->depth > JSON_DEPTH_MAX)
		return ERR_LIMIT;
	p->at++;
	skip_space(p);
	while (p->at < p->end && *p->at != close) {
		if (v->type == JSON_OBJECT) {
			if ((r = parse_string(p, &key, &len)) != 0)
				return r;
			skip_space(p);
			if (p->at == p->end || *p->at++ != ':')
				return ERR_FORMAT;
		}
		if ((r = parse_value(p, link)) != 0)
			return r;
		(*link)->key = key;
		link = &(*link)->next;
		v->len++;
		skip_space(p);
		if (p->at == p->end)
			return ERR_TRUNCATED;
		if (*p->at == ',') {
			p->at++;
			skip_space(p);
			if (p->at < p->end && *p->at == close)
				return ERR_FORMAT;
		} else if (*p->at != close) {
			return ERR_FORMAT;
		}
	}
	if (p->at == p->end)
		return ERR_TRUNCATED;
	p->at++;
	p->depth--;
	return 0;
}

static int
parse_value(struct parser *p, struct json **out)
{
	struct json *v;

	skip_space(p);
	if (p->at == p->end)
		return ERR_TRUNCATED;
	if ((v = document_alloc(p->doc, sizeof *v)) == NULL)
		return -ENOMEM;
	memset(v, 0, sizeof *v);
	*out = v;
	switch (*p->at) {
	case '{':
		v->type = JSON_OBJECT;
		return parse_members(p, v, '}');
	case '[':
		v->type = JSON_ARRAY;
		return parse_members(p, v, ']');
	case '"':
		v->type = JSON_STRING;
		return parse_string(p, &v->text, &v->len);
	case 't':
	case 'f':
	case 'n':
		return parse_word(p, v);
	default:
		return parse_number(p, v);
	}
}

int
json_parse(const char *text, size_t len, struct json_document **out)
{
	struct json_document *doc;
	struct parser p;
	int r;

	*out = NULL;
	if ((doc = calloc(1, sizeof *doc)) == NULL)
		return -ENOMEM;
	p = (struct parser){doc, text, text + len, 0};
	if ((r = parse_value(&p, &doc->root)) != 0)
		goto done;
	skip_space(&p);
	if (p.at != p.end)
		r = ERR_FORMAT;
done:
	if (r != 0) {
		json_free(doc);
		return r;
	}
	*out = doc;
	return 0;
}

void
json_free(struct json_document *doc)
{
	struct chunk *c;

	if (doc == NULL)
		return;
	while ((c = doc->chunks) != NULL) {
		doc->chunks = c->before;
		free(c);
	}
	free(doc);
}

const struct json *
json_root(const struct json_document *doc)
{
	return doc ? doc->root : NULL;
}

enum json_type
json_type(const struct json *v)
{
	return v ? v->type : JSON_NULL;
}

const struct json *
json_first(const struct json *v)
{
	return v ? v->first : NULL;
}

const struct json *
json_next(const struct json *v)
{
	return v ? v->next : NULL;
}

const char *
json_key(const struct json *v)
{
	return v ? v->key : NULL;
}

size_t
json_count(const struct json *v)
{
	return v && (v->type == JSON_ARRAY || v->type == JSON_OBJECT) ? v->len : 0;
}

const struct json *
json_get(const struct json *object, const char *key)
{
	const struct json *m;

	if (json_type(object) != JSON_OBJECT)
		return NULL;
	for (m = object->first; m != NULL; m = m->next)
		if (strcmp(m->key, key) == 0)
			return m;
	return NULL;
}

const char *
json_string(const struct json *v, size_t *len)
{
	if (json_type(v) != JSON_STRING)
		return NULL;
	if (len != NULL)
		*len = v->len;
	return v->text;
}

const char *
json_digits(const struct json *v, size_t *len)
{
	if (json_type(v) != JSON_NUMBER)
		return NULL;
	if (len != NULL)
		*len = v->len;
	return v->text;
}

double
json_number(const struct json *v, double otherwise)
{
	return json_type(v) == JSON_NUMBER ? strtod(v->text, NULL) : otherwise;
}

int64_t
json_integer(const struct json *v, int64_t otherwise)
{
	long long n;
	char *end;

	if (json_type(v) != JSON_NUMBER)
		return otherwise;
	errno = 0;
	n = strtoll(v->text, &end, 10);
	return errno == 0 && *end == '\0' ? n : otherwise;
}

bool
json_bool(const struct json *v, bool otherwise)
{
	return json_type(v) == JSON_BOOL ? v->truth : otherwise;
}

/* For each byte: 0 as it stands, 1 needs a look, else the letter of its short escape. */
static const unsigned char SPECIAL[256] = {
	[0 ... 7] = 1,
	['\b'] = 'b',
	['\t'] = 't',
	['\n'] = 'n',
	[0x0B] = 1,
	['\f'] = 'f',
	['\r'] = 'r',
	[0x0E ... 0x1F] = 1,
	['"'] = '"',
	['\\'] = '\\',
	[0x7F ... 0xFF] = 1,
};

#ifdef __SSE2__
#define STRIDE 16

/* Copy a stride; a bit for each of its bytes that may not stand for itself. */
static inline unsigned
copy_marked(char *to, const unsigned char *p)
{
	const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)p);
	/* what is above 0x7F counts as below a blank, too */
	__m128i special = _mm_cmplt_epi8(block, _mm_set1_epi8(' '));

	special = _mm_or_si128(special, _mm_cmpeq_epi8(block, _mm_set1_epi8('"')));
	special = _mm_or_si128(special, _mm_cmpeq_epi8(block, _mm_set1_epi8('\\')));
	special = _mm_or_si128(special, _mm_cmpeq_epi8(block, _mm_set1_epi8(0x7F)));
	_mm_storeu_si128((__m128i *)(void *)to, block);
	return (unsigned)_mm_movemask_epi8(special);
}

/* Copy a stride; how many of its first bytes stand for themselves. */
static inline unsigned
copy_stride(char *to, const unsigned char *p)
{
	unsigned marks = copy_marked(to, p);

	return marks == 0 ? STRIDE : (unsigned)__builtin_ctz(marks);
}

/*
 * Strides in which only ASCII and what a terminal's lines are full of is special, whole: where the next one begins does not hang on what
 * is in one, so that the processor need not wait for it.  Each may become six times as long, and one more be written over.
 */
static inline const unsigned char *
put_strides(char **out, const unsigned char *p, const unsigned char *end)
{
	unsigned marks, at, done;
	char *to = *out;

	for (; end - p >= 2 * STRIDE; p += STRIDE) {
		marks = copy_marked(to, p);
		for (done = 0; marks != 0; marks &= marks - 1, done = at + 1) {
			at = (unsigned)__builtin_ctz(marks);
			to += at - done;
			if (p[at] == '\r' && p[at + 1] == '\n' && at + 1 < STRIDE) {
				memcpy(to, "\\r\\n", 4);
				to += 4;
				at++;
				marks &= marks - 1;
			} else if (SPECIAL[p[at]] > 1) {
				to[0] = '\\';
				to[1] = (char)SPECIAL[p[at]];
				to += 2;
			} else if (p[at] == 0x1B) {
				memcpy(to, "\\u001b", 6);
				to += 6;
			} else {
				*out = to;
				return p + at;
			}
			memcpy(to, p + at + 1, STRIDE);
		}
		to += STRIDE - done;
	}
	*out = to;
	return p;
}
#else
#define STRIDE 8
#define EACH(byte) (0x0101010101010101u * (byte))

/* In each byte's high bit whether it is below n, for n up to 0x80.  A borrow makes bytes above a hit
 * look like hits: only the lowest counts. */
static uint64_t
bytes_below(uint64_t word, unsigned char n)
{
	return (word - EACH(n)) & ~word & EACH(0x80);
}

/* Copy a stride; how many of its first bytes stand for themselves. */
static inline unsigned
copy_stride(char *to, const unsigned char *p)
{
	uint64_t word, special;

	memcpy(&word, p, STRIDE);
	memcpy(to, &word, STRIDE);
	word = le64toh(word);
	special = bytes_below(word, 0x20) | bytes_below(word ^ EACH('"'), 1) | bytes_below(word ^ EACH('\\'), 1) |
	    bytes_below(word ^ EACH(0x7F), 1) | (word & EACH(0x80));
	return special == 0 ? STRIDE : (unsigned)__builtin_ctzll(special) / 8;
}

static inline const unsigned char *
put_strides(char **to, const unsigned char *p, const unsigned char *end)
{
	(void)to, (void)end;
	return p;
}
#endif

/* Copy bytes that stand for themselves, up to one that may not; `to` has room for a stride more. */
static inline const unsigned char *
copy_plain(char **to, const unsigned char *p, const unsigned char *end)
{
	unsigned n;

	/* most lines are short: a stride at a time beats any call */
	while (end - p >= STRIDE) {
		n = copy_stride(*to, p);
		*to += n;
		p += n;
		if (n == STRIDE)
			continue;
		/* a terminal's line ends in these two */
		if (end - p < STRIDE || p[0] != '\r' || p[1] != '\n')
			return p;
		memcpy(*to, "\\r\\n", 4);
		*to += 4;
		p += 2;
	}
	while (p < end && !SPECIAL[*p])
		*(*to)++ = (char)*p++;
	return p;
}

static char *
put_escape(char *to, uint32_t code)
{
	static const char digits[] = "0123456789abcdef";

	memcpy(to, "\\u00", 4);
	to[4] = digits[code >> 4 & 15];
	to[5] = digits[code & 15];
	return to + 6;
}

static bool
continues(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

/* A character beyond ASCII, or what is none; where the next one begins. */
static const unsigned char *
put_wide(char **to, const unsigned char *p, const unsigned char *end)
{
	uint32_t code;
	int n;

	/* U+1000 to U+CFFF are most of what needs three bytes, and none of it is special */
	if (end - p >= 4 && p[0] >= 0xE1 && p[0] <= 0xEC && continues(p[1]) && continues(p[2])) {
		memcpy(*to, p, 4);
		*to += 3;
		return p + 3;
	}
	n = utf8_decode(p, (size_t)(end - p), &code);
	if (n <= 0) {
		*to += utf8_encode(0xFFFD, *to);
		return n < 0 ? p - n : end;
	}
	if (code < 0xA0) {
		*to = put_escape(*to, code);
	} else {
		memcpy(*to, p, 4 < end - p ? 4 : (size_t)(end - p));
		*to += n;
	}
	return p + n;
}

void
json_put_string(struct buffer *b, const char *data, size_t len)
{
	const unsigned char *p = (const unsigned char *)data, *end = p + len;
	char *to;

	/* the worst is six bytes for one: \u001b */
	if (len > SIZE_MAX / 8 || (to = buffer_reserve(b, len * 6 + 2 + 2 * STRIDE)) == NULL) {
		b->broken = true;
		return;
	}
	*to++ = '"';
	while ((p = copy_plain(&to, put_strides(&to, p, end), end)) < end) {
		for (; p < end && SPECIAL[*p] > 1; p++) {
			*to++ = '\\';
			*to++ = (char)SPECIAL[*p];
		}
		for (; p < end && SPECIAL[*p] == 1 && *p <= 0x7F; p++)
			to = put_escape(to, *p);
		while (p < end && *p > 0x7F)
			p = put_wide(&to, p, end);
	}
	*to++ = '"';
	b->len = (size_t)(to - b->data);
}

void
json_put_text(struct buffer *b, const char *text)
{
	if (text == NULL)
		buffer_adds(b, "null");
	else
		json_put_string(b, text, strlen(text));
}

void
json_put_key(struct buffer *b, const char *key)
{
	if (b->len && b->data[b->len - 1] != '{')
		buffer_addc(b, ',');
	json_put_text(b, key);
	buffer_addc(b, ':');
}

void
json_put_member(struct buffer *b, const char *key, const char *text)
{
	json_put_key(b, key);
	json_put_text(b, text);
}

void
json_put_integer(struct buffer *b, const char *key, int64_t value)
{
	json_put_key(b, key);
	buffer_addf(b, "%" PRId64, value);
}

void
json_put_flag(struct buffer *b, const char *key, bool value)
{
	json_put_key(b, key);
	buffer_adds(b, value ? "true" : "false");
}
