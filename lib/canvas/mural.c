/* A picture of a screen, painted. */
#include "lib/canvas/mural.h"

#include <string.h>

#include "lib/base/utf8.h"
#include "lib/screen/visible.h"

#define NO_CHARACTER "\357\277\275"

/* Joiners and variation selectors shape what is around them in ways that terminals do not agree on. */
static bool
is_joiner(uint32_t code)
{
	return code == 0x200C || code == 0x200D || (code >= 0xFE00 && code <= 0xFE0F);
}

/* The text without what is not seen: its new length. */
static size_t
strip(char *text, size_t len, bool *hides)
{
	size_t i = 0, kept = 0;
	uint32_t code;
	int n;

	while (i < len && (n = utf8_decode((unsigned char *)text + i, len - i, &code)) > 0) {
		if (visible_hides(code)) {
			*hides |= !is_joiner(code);
		} else if (!is_joiner(code)) {
			memmove(text + kept, text + i, (size_t)n);
			kept += (size_t)n;
		}
		i += (size_t)n;
	}
	return kept;
}

static struct canvas_style
style_of(const struct picture *p, const struct picture_cell *cell)
{
	struct canvas_style style = {cell->fg, cell->bg, cell->attributes};

	if (style.attributes & (SCREEN_UNDERLINE_DOUBLE | SCREEN_UNDERLINE_CURLY))
		style.attributes |= SCREEN_UNDERLINE;
	style.attributes &= SCREEN_BOLD | SCREEN_DIM | SCREEN_ITALIC | SCREEN_UNDERLINE | SCREEN_REVERSE | SCREEN_STRIKE;
	if (p->reverse)
		style.attributes ^= SCREEN_REVERSE;
	return style;
}

static bool
is_plain(const struct picture_cell *c)
{
	return c->width == 1 && c->text < 0x7F && !(c->attributes & SCREEN_CONCEAL);
}

/* Cells that are ASCII and look alike, in one go: how many. */
static int
paint_run(struct canvas *c, const struct canvas_area *a, int row, int col, const struct picture *p,
    const struct picture_cell *cells, int count)
{
	struct canvas_style style = style_of(p, cells);
	char text[256];
	int n = 0;

	while (n < count && n < (int)sizeof text && is_plain(&cells[n]) && cells[n].fg == cells->fg && cells[n].bg == cells->bg &&
	    cells[n].attributes == cells->attributes) {
		text[n] = cells[n].text == 0 ? ' ' : (char)cells[n].text;
		n++;
	}
	canvas_text(c, a, row, col, &style, text, (size_t)n);
	return n;
}

static int
paint_cell(struct canvas *c, const struct canvas_area *a, int row, int col, const struct picture *p,
    const struct picture_cell *cell, int room)
{
	struct canvas_style style = style_of(p, cell);
	int width = cell->width == 2 && room > 1 ? 2 : 1;
	char text[PICTURE_TEXT_MAX + 1];
	bool hides = false;
	size_t len = 0;

	/* of a wide one that is cut, its colours remain */
	if (cell->width == width && !(cell->attributes & SCREEN_CONCEAL))
		len = strip(text, picture_text(p, cell, text), &hides);
	if (hides)
		style.attributes ^= SCREEN_REVERSE;
	canvas_text(c, a, row, col, &style, "  ", (size_t)width);
	if (len > 0 && canvas_columns(text, len) == width)
		canvas_text(c, a, row, col, &style, text, len);
	else if (len > 0)
		canvas_string(c, a, row, col, &style, NO_CHARACTER);
	return width;
}

void
mural_paint(struct canvas *c, const struct canvas_area *a, const struct picture *p, int top, int left)
{
	int row, col, count;

	for (row = 0; row < a->rows && top + row < p->rows; row++) {
		if (top + row < 0)
			continue;
		for (col = left < 0 ? -left : 0; col < a->cols && left + col < p->cols;) {
			const struct picture_cell *cell = picture_cell(p, top + row, left + col);

			count = p->cols - left - col < a->cols - col ? p->cols - left - col : a->cols - col;
			if (is_plain(cell))
				col += paint_run(c, a, row, col, p, cell, count);
			else
				col += paint_cell(c, a, row, col, p, cell, count);
		}
	}
}
