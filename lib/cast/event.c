/* An event and its line: `[interval,"code","data"]`, without white space. */
#include "lib/cast/event.h"

#include <errno.h>
#include <string.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/utf8.h"
#include "lib/cast/escape.h"

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

/* The line around the text between its last quotes, which *data is. */
static int
take_apart(const char *line, size_t len, int64_t base, struct event *ev, const char **data, size_t *data_len)
{
	const char *end;
	int64_t interval;
	int at;

	if (len + 1 > EVENT_LINE_MAX)
		return ERR_LIMIT;
	if ((at = event_peek(line, len, &interval, &ev->code)) < 0)
		return at;
	*data = line + at;
	end = line + len - 2;
	if (end < *data || memcmp(end, "\"]", 2) != 0)
		return ERR_FORMAT;
	if (base > INT64_MAX - interval)
		return ERR_LIMIT;
	*data_len = (size_t)(end - *data);
	ev->at = base + interval;
	return 0;
}

int
event_parse(const char *line, size_t len, int64_t base, struct buffer *scratch,
    struct event *ev)
{
	const char *data;
	size_t data_len;
	int r;

	if ((r = take_apart(line, len, base, ev, &data, &data_len)) != 0)
		return r;
	buffer_clear(scratch);
	if ((r = escape_undo(scratch, data, data_len)) != 0)
		return r;
	ev->data = scratch->data;
	ev->len = scratch->len;
	return 0;
}

int
event_check(const char *line, size_t len, int64_t base, struct event *ev)
{
	const char *data;
	size_t data_len;
	int r;

	ev->data = NULL;
	ev->len = 0;
	if ((r = take_apart(line, len, base, ev, &data, &data_len)) != 0)
		return r;
	return escape_check(data, data_len);
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
