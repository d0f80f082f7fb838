/* SGR: read, and written. */
#include "lib/screen/pen.h"

#define UNDERLINES (SCREEN_UNDERLINE | SCREEN_UNDERLINE_DOUBLE | SCREEN_UNDERLINE_CURLY)

/* What the parameters below 30 switch off, and then on. */
static const struct {
	uint16_t off, on;
} switches[30] = {
    [0] = {(uint16_t)~SCREEN_PROTECTED, 0},
    [1] = {0, SCREEN_BOLD},
    [2] = {0, SCREEN_DIM},
    [3] = {0, SCREEN_ITALIC},
    [4] = {UNDERLINES, SCREEN_UNDERLINE},
    [5] = {0, SCREEN_BLINK},
    [6] = {0, SCREEN_BLINK},
    [7] = {0, SCREEN_REVERSE},
    [8] = {0, SCREEN_CONCEAL},
    [9] = {0, SCREEN_STRIKE},
    [21] = {UNDERLINES, SCREEN_UNDERLINE_DOUBLE},
    [22] = {SCREEN_BOLD | SCREEN_DIM, 0},
    [23] = {SCREEN_ITALIC, 0},
    [24] = {UNDERLINES, 0},
    [25] = {SCREEN_BLINK, 0},
    [27] = {SCREEN_REVERSE, 0},
    [28] = {SCREEN_CONCEAL, 0},
    [29] = {SCREEN_STRIKE, 0},
};

static void
switch_attributes(struct pen *pen, uint16_t off, uint16_t on)
{
	pen->attributes = (uint16_t)((pen->attributes & ~off) | on);
}

static void
apply_simple(struct pen *pen, unsigned value)
{
	if (value < 30) {
		switch_attributes(pen, switches[value].off, switches[value].on);
		if (value == 0)
			pen->fg = pen->bg = 0;
	} else if (value < 50) {
		uint32_t *colour = value < 40 ? &pen->fg : &pen->bg;

		/* 38 and 48 are not for here */
		*colour = value % 10 < 8 ? SCREEN_PALETTE | value % 10 : 0;
	} else if (value >= 90 && value <= 97) {
		pen->fg = SCREEN_PALETTE | (value - 90 + 8);
	} else if (value >= 100 && value <= 107) {
		pen->bg = SCREEN_PALETTE | (value - 100 + 8);
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

/* Of the parameters [at, end); false when one is missing or out of range. */
static bool
read_colour(const struct csi *csi, int at, int end, int kind, uint32_t *colour)
{
	int a = value_at(csi, at, end), b = value_at(csi, at + 1, end), c = value_at(csi, at + 2, end);

	if (at >= end || a > 255)
		return false;
	if (kind == 5) {
		*colour = SCREEN_PALETTE | (uint32_t)a;
		return true;
	}
	if (kind != 2 || at + 3 > end || b > 255 || c > 255)
		return false;
	*colour = SCREEN_RGB | (uint32_t)a << 16 | (uint32_t)b << 8 | (uint32_t)c;
	return true;
}

/* 38, 48 and 58, in both forms; returns how many parameters it has. */
static int
apply_colour(struct pen *pen, const struct csi *csi, int i, int together)
{
	int which = csi->params[i], at = i + 2, end = csi->count, kind = value_at(csi, i + 1, end);
	int n = together > 1 ? together : kind == 2 ? 5 : kind == 5 ? 3 : 2;
	uint32_t colour;

	if (end > i + n)
		end = i + n;
	/* 38:2:R:G:B, or with a colour space before R */
	if (together >= 6 && kind == 2)
		at++;
	if (which != 58 && read_colour(csi, at, end, kind, &colour))
		*(which == 38 ? &pen->fg : &pen->bg) = colour;
	return n;
}

static void
apply_underline(struct pen *pen, int kind)
{
	static const uint16_t kinds[] = {0, SCREEN_UNDERLINE, SCREEN_UNDERLINE_DOUBLE, SCREEN_UNDERLINE_CURLY};

	switch_attributes(pen, UNDERLINES, kinds[kind <= 3 ? kind : 1]);
}

void
pen_apply(struct pen *pen, const struct csi *csi)
{
	int i, n, value;

	for (i = 0; i < csi->count; i += n) {
		value = csi->params[i] > 0 ? csi->params[i] : 0;
		n = csi->colons != 0 ? group(csi, i) : 1;
		if (value == 38 || value == 48 || value == 58)
			n = apply_colour(pen, csi, i, n);
		else if (n == 1)
			apply_simple(pen, (unsigned)value);
		else if (value == 4)
			apply_underline(pen, value_at(csi, i + 1, csi->count));
	}
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
