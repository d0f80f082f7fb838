/* An event and its line: `[interval,"code","data"]`, without white space. */
#include "lib/cast/event.h"

#include <errno.h>
#include <string.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/utf8.h"

/* Session times stay below this, so that sums and the interval's digits stay in range. */
#define INTERVAL_MAX ((int64_t)1000 * 1000 * 1000 * 1000)

static void
put_interval(struct buffer *out, int64_t ms)
{
	char digits[24], *p = digits + sizeof digits;
	int64_t s = ms / 1000;
	int part = (int)(ms % 1000), i;

	if (part != 0) {
		for (i = 0; i < 3; i++, part /= 10)
			*--p = (char)('0' + part % 10);
		*--p = '.';
	}
	do
		*--p = (char)('0' + s % 10);
	while ((s /= 10) != 0);
	buffer_add(out, p, (size_t)(digits + sizeof digits - p));
}

static void
put_line(struct buffer *out, int64_t interval, char code, const char *data, size_t len)
{
	const char middle[] = {',', '"', code, '"', ','};

	buffer_addc(out, '[');
	put_interval(out, interval);
	buffer_add(out, middle, sizeof middle);
	json_put_string(out, data, len);
	buffer_add(out, "]\n", 2);
}

int
event_encode(struct buffer *out, int64_t base, const struct event *ev)
{
	int64_t interval = ev->at > base ? ev->at - base : 0;
	struct buffer bytes = {0};
	int n = 1;

	if (interval > INTERVAL_MAX)
		return ERR_RANGE;
	if (utf8_valid_prefix(ev->data, ev->len) != ev->len) {
		base64_encode(&bytes, ev->data, ev->len);
		if (bytes.broken) {
			buffer_free(&bytes);
			return -ENOMEM;
		}
		put_line(out, interval, EVENT_BYTES, bytes.data, bytes.len);
		buffer_free(&bytes);
		interval = 0;
		n = 2;
	}
	put_line(out, interval, ev->code, ev->data, ev->len);
	return out->broken ? -ENOMEM : n;
}

int
event_peek(const char *line, size_t len, int64_t *interval, char *code)
{
	const char *p = line, *end = line + len;
	int64_t s = 0;
	int ms = 0, unit = 100;

	if (len < 9 || *p++ != '[' || *p < '0' || *p > '9')
		return ERR_FORMAT;
	if (*p == '0' && p[1] >= '0' && p[1] <= '9')
		return ERR_FORMAT;
	for (; p < end && *p >= '0' && *p <= '9'; p++)
		if ((s = s * 10 + (*p - '0')) > INTERVAL_MAX / 1000)
			return ERR_LIMIT;
	if (p < end && *p == '.') {
		for (p++; p < end && *p >= '0' && *p <= '9'; p++, unit /= 10)
			ms += (*p - '0') * unit;
		if (unit == 100 || (unit == 0 && p[-4] != '.'))
			return ERR_FORMAT;
	}
	if (end - p < 7 || memcmp(p, ",\"", 2) != 0 || memcmp(p + 3, "\",\"", 3) != 0)
		return ERR_FORMAT;
	if (p[2] < 0x21 || p[2] > 0x7E || p[2] == '"' || p[2] == '\\')
		return ERR_FORMAT;
	*interval = s * 1000 + ms;
	*code = p[2];
	return (int)(p + 6 - line);
}

static int
unescape_one(const char **from, const char *end, char *to)
{
	static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
	const char *p = *from, *name;
	int hi, lo;

	if (p == end || *p == '\0')
		return ERR_FORMAT;
	if (*p != 'u') {
		if ((name = strchr(names, *p)) == NULL)
			return ERR_FORMAT;
		*to = values[name - names];
		*from = p + 1;
		return 1;
	}
	if (end - p < 5 || (hi = json_hex4(p + 1)) < 0)
		return ERR_FORMAT;
	*from = p + 5;
	if (hi < 0xD800 || hi > 0xDFFF)
		return utf8_encode((uint32_t)hi, to);
	if (hi > 0xDBFF || end - p < 11 || p[5] != '\\' || p[6] != 'u' ||
	    (lo = json_hex4(p + 7)) < 0xDC00 || lo > 0xDFFF)
		return ERR_FORMAT;
	*from = p + 11;
	return utf8_encode(0x10000 + (uint32_t)((hi - 0xD800) << 10 | (lo - 0xDC00)), to);
}

static int
unescape(const char *from, const char *end, struct buffer *scratch)
{
	const char *stop;
	char *to;
	int n;

	buffer_clear(scratch);
	if ((to = buffer_reserve(scratch, (size_t)(end - from) + 1)) == NULL)
		return -ENOMEM;
	while (from < end) {
		if ((stop = memchr(from, '\\', (size_t)(end - from))) == NULL)
			stop = end;
		memcpy(to, from, (size_t)(stop - from));
		to += stop - from;
		if ((from = stop) == end)
			break;
		from++;
		if ((n = unescape_one(&from, end, to)) < 0)
			return n;
		to += n;
	}
	scratch->len = (size_t)(to - scratch->data);
	return 0;
}

/* Nothing but well-formed UTF-8 without controls, and no quote that isn't escaped. */
static int
check_string(const char *p, const char *end, bool *escaped)
{
	const char *from = p;

	*escaped = false;
	for (; p < end; p++) {
		if ((unsigned char)*p < 0x20 || *p == '"' || *p == 0x7F ||
		    ((unsigned char)*p == 0xC2 && p + 1 < end && (unsigned char)p[1] < 0xA0))
			return ERR_FORMAT;
		if (*p == '\\') {
			*escaped = true;
			if (++p == end)
				return ERR_FORMAT;
		}
	}
	return utf8_valid_prefix(from, (size_t)(end - from)) == (size_t)(end - from) ? 0 : ERR_FORMAT;
}

int
event_parse(const char *line, size_t len, int64_t base, struct buffer *scratch, struct event *ev)
{
	const char *data, *end;
	int64_t interval;
	bool escaped;
	int at, r;

	if (len + 1 > EVENT_LINE_MAX)
		return ERR_LIMIT;
	if ((at = event_peek(line, len, &interval, &ev->code)) < 0)
		return at;
	data = line + at;
	end = line + len - 2;
	if (end < data || memcmp(end, "\"]", 2) != 0)
		return ERR_FORMAT;
	if ((r = check_string(data, end, &escaped)) != 0)
		return r;
	if (base > INT64_MAX - interval)
		return ERR_LIMIT;
	ev->at = base + interval;
	ev->data = data;
	ev->len = (size_t)(end - data);
	if (escaped) {
		if ((r = unescape(data, end, scratch)) != 0)
			return r;
		ev->data = scratch->data;
		ev->len = scratch->len;
	}
	return 0;
}

int
event_parse_size(const char *data, size_t len, int *cols, int *rows)
{
	int value[2] = {0, 0}, which = 0, digits = 0;
	size_t i;

	for (i = 0; i < len; i++) {
		if (data[i] == 'x' && which == 0 && digits > 0) {
			which = 1;
			digits = 0;
		} else if (data[i] >= '0' && data[i] <= '9' && digits < 4) {
			value[which] = value[which] * 10 + (data[i] - '0');
			digits++;
		} else {
			return ERR_FORMAT;
		}
	}
	if (which != 1 || digits == 0 || value[0] == 0 || value[1] == 0)
		return ERR_FORMAT;
	*cols = value[0];
	*rows = value[1];
	return 0;
}
