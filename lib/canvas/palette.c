/* Colours and attributes as a terminal takes them. */
#include "lib/canvas/palette.h"

#include <stdlib.h>
#include <string.h>

#include "lib/screen/colour.h"

#define ATTRIBUTES (SCREEN_BOLD | SCREEN_DIM | SCREEN_ITALIC | SCREEN_UNDERLINE | SCREEN_REVERSE | SCREEN_STRIKE)

/* Some say it only in a variable that ssh does not pass on. */
static const char *const full[] = {"xterm-kitty", "alacritty", "foot", "wezterm", "xterm-ghostty", "ghostty", "contour", NULL};
static const char *const colourless[] = {"vt1", "vt2", "vt3", "vt4", "vt5", "wy", NULL};

static bool
begins_with_one(const char *term, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strncmp(term, *names, strlen(*names)) == 0)
			return true;
	return false;
}

static bool
ends_with(const char *term, const char *end)
{
	size_t n = strlen(term), m = strlen(end);

	return n >= m && strcmp(term + n - m, end) == 0;
}

bool
palette_of(const char *term, const char *colorterm, const char *no_color, enum palette_depth *depth)
{
	if (term == NULL || *term == '\0' || strcmp(term, "dumb") == 0 || strcmp(term, "unknown") == 0)
		return false;
	if (colorterm == NULL)
		colorterm = "";
	if (no_color != NULL && *no_color != '\0')
		*depth = PALETTE_NONE;
	else if (begins_with_one(term, colourless) || strstr(term, "-mono") != NULL || ends_with(term, "-m"))
		*depth = PALETTE_NONE;
	else if (strcmp(colorterm, "truecolor") == 0 || strcmp(colorterm, "24bit") == 0 || strstr(term, "-direct") != NULL ||
	    begins_with_one(term, full))
		*depth = PALETTE_RGB;
	else
		*depth = strstr(term, "256") != NULL ? PALETTE_256 : PALETTE_16;
	return true;
}

static uint32_t
rgb_of(uint32_t index)
{
	return colour_rgb(SCREEN_PALETTE | index, 0);
}

static int
distance(uint32_t a, uint32_t b)
{
	int r = (int)(a >> 16 & 0xFF) - (int)(b >> 16 & 0xFF), g = (int)(a >> 8 & 0xFF) - (int)(b >> 8 & 0xFF),
	    l = (int)(a & 0xFF) - (int)(b & 0xFF);

	return r * r + g * g + l * l;
}

static uint32_t
nearest(uint32_t rgb, uint32_t from, uint32_t to)
{
	uint32_t i, best = from;

	for (i = from; i < to; i++)
		if (distance(rgb_of(i), rgb) < distance(rgb_of(best), rgb))
			best = i;
	return best;
}

/* The first sixteen are whatever the terminal's owner likes: only the others are known. */
static uint32_t
lower(enum palette_depth depth, uint32_t colour)
{
	if ((colour & SCREEN_RGB) != 0 && depth < PALETTE_RGB)
		colour = SCREEN_PALETTE | nearest(colour & 0xFFFFFF, depth == PALETTE_256 ? 16 : 0, depth == PALETTE_256 ? 256 : 16);
	if ((colour & SCREEN_PALETTE) != 0 && (colour & 0xFF) >= 16 && depth < PALETTE_256)
		colour = SCREEN_PALETTE | nearest(rgb_of(colour & 0xFF), 0, 16);
	return colour;
}

/* `base` is 30 for what is written, 40 for what is behind it. */
static void
add_colour(enum palette_depth depth, uint32_t colour, int base, struct buffer *out)
{
	uint32_t n;

	if (colour == 0 || depth == PALETTE_NONE)
		return;
	colour = lower(depth, colour);
	n = colour & 0xFFFFFF;
	if ((colour & SCREEN_RGB) != 0)
		buffer_addf(out, ";%d;2;%u;%u;%u", base + 8, n >> 16, n >> 8 & 0xFF, n & 0xFF);
	else if ((n & 0xFF) < 8)
		buffer_addf(out, ";%d", base + (int)(n & 0xFF));
	else if ((n & 0xFF) < 16)
		buffer_addf(out, ";%d", base + 60 + (int)(n & 0xFF) - 8);
	else
		buffer_addf(out, ";%d;5;%u", base + 8, n & 0xFF);
}

void
palette_sgr(enum palette_depth depth, const struct canvas_style *style, struct buffer *out)
{
	static const struct {
		uint16_t attribute;
		const char *code;
	} codes[] = {{SCREEN_BOLD, ";1"}, {SCREEN_DIM, ";2"}, {SCREEN_ITALIC, ";3"}, {SCREEN_UNDERLINE, ";4"},
	    {SCREEN_REVERSE, ";7"}, {SCREEN_STRIKE, ";9"}};
	size_t i;

	buffer_adds(out, "\033[");
	if ((style->attributes & ATTRIBUTES) != 0 || (depth != PALETTE_NONE && (style->fg | style->bg) != 0))
		buffer_addc(out, '0');
	for (i = 0; i < sizeof codes / sizeof *codes; i++)
		if (style->attributes & codes[i].attribute)
			buffer_adds(out, codes[i].code);
	add_colour(depth, style->fg, 30, out);
	add_colour(depth, style->bg, 40, out);
	buffer_addc(out, 'm');
}
