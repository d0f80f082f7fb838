/* SGR: cleaned on its way in, and written. */
#include "lib/screen/pen.h"

#include <string.h>

#define LONGEST_ITEM 18 /* characters: ";38;2;255;255;255" */

static bool
is_simple(int value)
{
	switch (value) {
	case 1:
	case 3:
	case 5:
	case 7:
	case 9:
	case 39:
	case 49:
		return true;
	default:
		return (value >= 21 && value <= 29 && value != 26 && value != 28) ||
		    (value >= 30 && value <= 37) || (value >= 40 && value <= 47) ||
		    (value >= 90 && value <= 97) || (value >= 100 && value <= 107);
	}
}

static bool
has_colon(const struct csi *csi, int i)
{
	return (csi->colons >> i & 1) != 0;
}

/* How many parameters from i on hang together by colons. */
static int
group(const struct csi *csi, int i)
{
	int n = 1;

	while (i + n < csi->count && has_colon(csi, i + n - 1))
		n++;
	return n;
}

static int
value_at(const struct csi *csi, int i, int end)
{
	return i < end && csi->params[i] > 0 ? csi->params[i] : 0;
}

/* ";" and a number of at most three digits; returns how many characters.  The parameters of each
 * SGR come through here: snprintf would take most of the time. */
static int
put_value(char *out, int n)
{
	int len = 0;

	out[len++] = ';';
	if (n >= 100)
		out[len++] = (char)('0' + n / 100);
	if (n >= 10)
		out[len++] = (char)('0' + n / 10 % 10);
	out[len++] = (char)('0' + n % 10);
	return len;
}

/* A colour whose first value is parameter `at`; nothing when one is missing or out of range. */
static int
put_colour(char *out, int which, const struct csi *csi, int at, int end, int kind)
{
	int len;

	int a = value_at(csi, at, end), b = value_at(csi, at + 1, end),
	    c = value_at(csi, at + 2, end);

	if (which == 58 || at >= end || a > 255)
		return 0;
	if (kind == 2 && (at + 3 > end || b > 255 || c > 255))
		return 0;
	len = put_value(out, which);
	len += put_value(out + len, kind);
	len += put_value(out + len, a);
	if (kind == 2) {
		len += put_value(out + len, b);
		len += put_value(out + len, c);
	}
	return len;
}

/* 38, 48 and 58, in both forms; moves *i to the last parameter of it. */
static int
clean_colour(const struct csi *csi, int *i, char *out)
{
	int which = csi->params[*i], n = group(csi, *i), at = *i + 2, end = csi->count, kind;

	kind = value_at(csi, *i + 1, end);
	if (n > 1) {
		/* 38:2:R:G:B, or with a colour space before R */
		end = *i + n;
		if (kind == 2 && n >= 6)
			at++;
		*i = end - 1;
	} else {
		*i += kind == 2 ? 4 : kind == 5 ? 2 : 1;
		if (end > *i + 1)
			end = *i + 1;
	}
	return kind == 2 || kind == 5 ? put_colour(out, which, csi, at, end, kind) : 0;
}

static int
clean_underline(const struct csi *csi, int i, char *out)
{
	static const char *const kinds[] = {";24", ";4", ";21", ";4:3"};
	int kind = value_at(csi, i + 1, csi->count), len;

	len = (int)strlen(kinds[kind <= 3 ? kind : 1]);
	memcpy(out, kinds[kind <= 3 ? kind : 1], (size_t)len);
	return len;
}

static int
clean_simple(int value, struct pen *pen, char *out)
{
	if (value == 2 || value == 8)
		pen->attributes |= value == 2 ? SCREEN_DIM : SCREEN_CONCEAL;
	if (value == 22 || value == 0)
		pen->attributes &= (uint16_t)~SCREEN_DIM;
	if (value == 28 || value == 0)
		pen->attributes &= (uint16_t)~SCREEN_CONCEAL;
	if (value == 6)
		value = 5;
	if (value == 4 || value == 0 || is_simple(value))
		return put_value(out, value);
	return 0;
}

static int
clean_item(const struct csi *csi, int *i, struct pen *pen, char *out)
{
	int value = csi->params[*i] < 0 ? 0 : csi->params[*i], n = group(csi, *i), r = 0;

	if (value == 38 || value == 48 || value == 58)
		return clean_colour(csi, i, out);
	if (n == 1)
		return clean_simple(value, pen, out);
	if (value == 4)
		r = clean_underline(csi, *i, out);
	*i += n - 1;
	return r;
}

size_t
pen_clean(const struct csi *csi, int *next, struct pen *pen, char out[PEN_SGR_MAX])
{
	size_t len = 1;

	out[0] = '\033';
	while (*next < csi->count && len + LONGEST_ITEM + 1 < PEN_SGR_MAX) {
		len += (size_t)clean_item(csi, next, pen, out + len);
		++*next;
	}
	if (len == 1)
		return 0;
	out[1] = '['; /* the first semicolon's place */
	out[len++] = 'm';
	out[len] = '\0';
	return len;
}

static void
put_paint(struct buffer *out, uint32_t colour, int base)
{
	unsigned n = colour & 0xFFFFFF;

	if ((colour & SCREEN_RGB) != 0)
		buffer_addf(out, ";%d;2;%u;%u;%u", base + 8, n >> 16, n >> 8 & 255, n & 255);
	else if (colour != 0 && n < 8)
		buffer_addf(out, ";%d", base + (int)n);
	else if (colour != 0 && n < 16)
		buffer_addf(out, ";%d", base + 60 + (int)n - 8);
	else if (colour != 0)
		buffer_addf(out, ";%d;5;%u", base + 8, n);
}

void
pen_put(struct buffer *out, const struct pen *pen)
{
	static const struct {
		uint16_t attribute;
		const char *code;
	} codes[] = {
	    {SCREEN_BOLD, ";1"},
	    {SCREEN_DIM, ";2"},
	    {SCREEN_ITALIC, ";3"},
	    {SCREEN_UNDERLINE, ";4"},
	    {SCREEN_UNDERLINE_DOUBLE, ";21"},
	    {SCREEN_UNDERLINE_CURLY, ";4:3"},
	    {SCREEN_BLINK, ";5"},
	    {SCREEN_REVERSE, ";7"},
	    {SCREEN_CONCEAL, ";8"},
	    {SCREEN_STRIKE, ";9"},
	};
	size_t i;

	buffer_adds(out, "\033[0");
	for (i = 0; i < sizeof codes / sizeof *codes; i++)
		if (pen->attributes & codes[i].attribute)
			buffer_adds(out, codes[i].code);
	put_paint(out, pen->fg, 30);
	put_paint(out, pen->bg, 40);
	buffer_addc(out, 'm');
}
