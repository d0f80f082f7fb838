/* A cursor over JSON text that makes no tree. */
#include "lib/cast/jsonscan.h"

#include <errno.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/utf8.h"

#define NS_MAX ((uint64_t)1000 * 1000 * 1000 * 1000 * 1000 * 1000) /* 10^9 s */
#define EXPONENT_MAX 1000

static void
skip_space(struct jsonscan *s)
{
	while (
	    s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\r' || *s->at == '\n'))
		s->at++;
}

int
jsonscan_char(struct jsonscan *s, char c)
{
	skip_space(s);
	if (s->at == s->end)
		return ERR_TRUNCATED;
	if (*s->at != c)
		return ERR_FORMAT;
	s->at++;
	return 0;
}

bool
jsonscan_sees(struct jsonscan *s, char c)
{
	skip_space(s);
	return s->at < s->end && *s->at == c;
}

bool
jsonscan_over(struct jsonscan *s)
{
	skip_space(s);
	return s->at == s->end;
}

/* The digits of \u at s->at, and of the low half that may follow. */
static int
add_unicode(struct jsonscan *s, struct buffer *out)
{
	uint32_t code;
	char text[4];
	int hi, lo;

	if (s->end - s->at < 4)
		return ERR_TRUNCATED;
	if ((hi = json_hex4(s->at)) < 0)
		return ERR_FORMAT;
	s->at += 4;
	code = (uint32_t)hi;
	if (hi >= 0xD800 && hi <= 0xDBFF && s->end - s->at >= 6 && s->at[0] == '\\' &&
	    s->at[1] == 'u' && (lo = json_hex4(s->at + 2)) >= 0xDC00 && lo <= 0xDFFF) {
		code = 0x10000 + ((uint32_t)(hi - 0xD800) << 10 | (uint32_t)(lo - 0xDC00));
		s->at += 6;
	}
	buffer_add(out, text, (size_t)utf8_encode(code, text));
	return 0;
}

static int
add_escape(struct jsonscan *s, struct buffer *out)
{
	static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
	const char *name;

	if (s->at == s->end)
		return ERR_TRUNCATED;
	if (*s->at == 'u') {
		s->at++;
		return add_unicode(s, out);
	}
	if (*s->at == '\0' || (name = strchr(names, *s->at)) == NULL)
		return ERR_FORMAT;
	s->at++;
	buffer_addc(out, values[name - names]);
	return 0;
}

static const char *
find_special(const char *p, const char *end)
{
	while (p < end && *p != '"' && *p != '\\')
		p++;
	return p;
}

int
jsonscan_string(struct jsonscan *s, struct buffer *scratch, const char **data, size_t *len)
{
	const char *from, *p;
	int r;

	if ((r = jsonscan_char(s, '"')) != 0)
		return r;
	from = s->at;
	p = find_special(from, s->end);
	if (p < s->end && *p == '"') {
		*data = from;
		*len = (size_t)(p - from);
		s->at = p + 1;
		return 0;
	}
	buffer_clear(scratch);
	for (;;) {
		buffer_add(scratch, from, (size_t)(p - from));
		s->at = p;
		if (p == s->end)
			return ERR_TRUNCATED;
		s->at++;
		if (*p == '"')
			break;
		if ((r = add_escape(s, scratch)) != 0)
			return r;
		from = s->at;
		p = find_special(from, s->end);
	}
	*len = scratch->len;
	*data = buffer_string(scratch);
	return buffer_status(scratch);
}

/* A number as mantissa * 10^exponent; digits that do not fit the mantissa are let go. */
struct decimal {
	bool negative;
	uint64_t mantissa;
	int exponent;
};

static int
scan_digits(struct jsonscan *s, struct decimal *d, int per_digit)
{
	const char *from = s->at;

	for (; s->at < s->end && *s->at >= '0' && *s->at <= '9'; s->at++) {
		if (d->mantissa < NS_MAX) {
			d->mantissa = d->mantissa * 10 + (uint64_t)(*s->at - '0');
			d->exponent += per_digit;
		} else if (per_digit == 0 && d->exponent < EXPONENT_MAX) {
			d->exponent++;
		}
	}
	if (s->at > from)
		return 0;
	return s->at == s->end ? ERR_TRUNCATED : ERR_FORMAT;
}

static int
scan_exponent(struct jsonscan *s, struct decimal *d)
{
	struct decimal e = {0};
	int r, power;

	s->at++;
	if (s->at < s->end && (*s->at == '+' || *s->at == '-'))
		e.negative = *s->at++ == '-';
	if ((r = scan_digits(s, &e, 0)) != 0)
		return r;
	power = e.mantissa < EXPONENT_MAX && e.exponent == 0 ? (int)e.mantissa : EXPONENT_MAX;
	d->exponent += e.negative ? -power : power;
	return 0;
}

static int
scan_decimal(struct jsonscan *s, struct decimal *d)
{
	int r;

	*d = (struct decimal){0};
	skip_space(s);
	if (s->at < s->end && *s->at == '-') {
		d->negative = true;
		s->at++;
	}
	if ((r = scan_digits(s, d, 0)) != 0)
		return r;
	if (s->at < s->end && *s->at == '.') {
		s->at++;
		if ((r = scan_digits(s, d, -1)) != 0)
			return r;
	}
	if (s->at < s->end && (*s->at == 'e' || *s->at == 'E'))
		return scan_exponent(s, d);
	return 0;
}

/* mantissa * 10^(exponent + shift), rounded half up; false beyond limit. */
static bool
decimal_scale(const struct decimal *d, int shift, uint64_t limit, uint64_t *out)
{
	uint64_t m = d->mantissa;
	int e = d->exponent + shift;

	for (; e > 0 && m > 0; e--) {
		if (m > limit / 10)
			return false;
		m *= 10;
	}
	for (; e < -1 && m > 0; e++)
		m /= 10;
	if (e == -1)
		m = m / 10 + (m % 10 >= 5);
	*out = m;
	return m <= limit;
}

/* A number times 10^shift, as a whole one. */
static int
scan_scaled(struct jsonscan *s, int shift, uint64_t limit, int64_t *value)
{
	struct decimal d;
	uint64_t n;
	int r;

	if ((r = scan_decimal(s, &d)) != 0)
		return r;
	if (!decimal_scale(&d, shift, limit, &n))
		return ERR_RANGE;
	*value = d.negative ? -(int64_t)n : (int64_t)n;
	return 0;
}

int
jsonscan_seconds(struct jsonscan *s, int64_t *ns)
{
	return scan_scaled(s, 9, NS_MAX, ns);
}

int
jsonscan_milliseconds(struct jsonscan *s, int64_t *ms)
{
	return scan_scaled(s, 3, NS_MAX, ms);
}

int
jsonscan_integer(struct jsonscan *s, int64_t *value)
{
	return scan_scaled(s, 0, INT64_MAX, value);
}

static int
skip_string(struct jsonscan *s)
{
	for (s->at++; s->at < s->end; s->at++) {
		if (*s->at == '"') {
			s->at++;
			return 0;
		}
		if (*s->at == '\\' && ++s->at == s->end)
			break;
	}
	return ERR_TRUNCATED;
}

static int
skip_word(struct jsonscan *s)
{
	static const char *const words[] = {"true", "false", "null"};
	size_t i, have = (size_t)(s->end - s->at), n;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		n = strlen(words[i]);
		if (have < n && memcmp(s->at, words[i], have) == 0)
			return ERR_TRUNCATED;
		if (have >= n && memcmp(s->at, words[i], n) == 0) {
			s->at += n;
			return 0;
		}
	}
	return ERR_FORMAT;
}

static int
skip_scalar(struct jsonscan *s)
{
	struct decimal d;

	if (*s->at == '"')
		return skip_string(s);
	if (*s->at == '-' || (*s->at >= '0' && *s->at <= '9'))
		return scan_decimal(s, &d);
	return skip_word(s);
}

int
jsonscan_step(struct jsonscan *s, char close, bool *first)
{
	bool was_first = *first;

	*first = false;
	skip_space(s);
	if (s->at == s->end)
		return ERR_TRUNCATED;
	if (*s->at == close) {
		s->at++;
		return 0;
	}
	if (!was_first) {
		if (*s->at != ',')
			return ERR_FORMAT;
		s->at++;
		skip_space(s);
		if (s->at == s->end)
			return ERR_TRUNCATED;
		if (*s->at == close)
			return ERR_FORMAT;
	}
	return 1;
}

int
jsonscan_skip(struct jsonscan *s)
{
	char close[JSON_DEPTH_MAX];
	bool first = true;
	int depth = 0, r;

	for (;;) {
		skip_space(s);
		if (s->at == s->end)
			return ERR_TRUNCATED;
		if (*s->at == '[' || *s->at == '{') {
			if (depth == JSON_DEPTH_MAX)
				return ERR_LIMIT;
			close[depth++] = *s->at++ == '[' ? ']' : '}';
			first = true;
		} else if ((r = skip_scalar(s)) != 0) {
			return r;
		}
		/* the value, or its opening bracket, is taken: on to the next one */
		for (;;) {
			if (depth == 0)
				return 0;
			if ((r = jsonscan_step(s, close[depth - 1], &first)) < 0)
				return r;
			if (r == 1)
				break;
			depth--;
		}
		if (close[depth - 1] == '}') {
			if (!jsonscan_sees(s, '"'))
				return s->at == s->end ? ERR_TRUNCATED : ERR_FORMAT;
			if ((r = skip_string(s)) != 0 || (r = jsonscan_char(s, ':')) != 0)
				return r;
		}
	}
}
