/* A screen to be looked at. */
#include "lib/screen/paint.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/report.h"
#include "lib/screen/colour.h"
#include "lib/screen/pen.h"

#define FOREGROUND 0xD0D0D0u
#define BACKGROUND 0x000000u

/* SVG: the size of a cell and where its text stands, in user units. */
#define CELL_WIDTH 8
#define CELL_HEIGHT 17
#define BASELINE 13
#define FONT_SIZE 13

/* What cells that are written in one go have in common. */
struct look {
	uint32_t fg, bg; /* 0xRRGGBB, reverse video carried out */
	uint16_t attributes;
};

struct painter {
	const struct screen *s;
	struct buffer *out;
	struct buffer text; /* of the cells at hand, visible but not escaped */
	struct screen_cursor cursor;
	bool reverse;
	int row; /* that is being painted; -1 when it is a line of its own */
};

static bool
is_blank(const struct screen_cell *c)
{
	return c->text == 0 && c->width == 1;
}

/* The cursor is painted as reverse video, which is undone where there is some already. */
static struct look
look_of(const struct painter *p, const struct screen_cell *c, int col)
{
	struct look look = {colour_rgb(c->fg, FOREGROUND), colour_rgb(c->bg, BACKGROUND), c->attributes};
	bool swap = p->reverse, cursor = p->row == p->cursor.row && col == p->cursor.col;
	uint32_t fg = look.fg;

	if (c->attributes & SCREEN_REVERSE)
		swap = !swap;
	if (cursor && p->cursor.visible)
		swap = !swap;
	if (swap) {
		look.fg = look.bg;
		look.bg = fg;
	}
	if (look.attributes & SCREEN_CONCEAL)
		look.fg = look.bg;
	look.attributes &=
	    (uint16_t) ~(SCREEN_REVERSE | SCREEN_PROTECTED | SCREEN_CONCEAL | SCREEN_BLINK);
	return look;
}

static bool
same_look(const struct look *a, const struct look *b)
{
	return a->fg == b->fg && a->bg == b->bg && a->attributes == b->attributes;
}

static bool
is_simple(const struct screen_cell *c)
{
	return c->width == 1 && c->text < 0x7F;
}

/* Collect the cells from col on that look alike; returns where they end.  What may be as wide as it
 * likes in a browser's font, all but ASCII, is written cell by cell. */
static int
collect(struct painter *p, const struct screen_line *line, int col, struct look *look)
{
	struct buffer raw = {0};
	struct look next;
	int end = col;

	*look = look_of(p, &line->cells[col], col);
	do {
		screen_cell_text(p->s, &line->cells[end], &raw);
		end += line->cells[end].width == 2 ? 2 : 1;
		if (end >= line->cols || !is_simple(&line->cells[end]) ||
		    !is_simple(&line->cells[col]))
			break;
		next = look_of(p, &line->cells[end], end);
	} while (same_look(look, &next));
	buffer_clear(&p->text);
	report_visible(&p->text, raw.data != NULL ? raw.data : "", raw.len, false);
	if (raw.broken)
		p->out->broken = true;
	buffer_free(&raw);
	return end < line->cols ? end : line->cols;
}

/* As XML and HTML both have it, of text that is UTF-8 without controls. */
static void
put_escaped(struct buffer *out, const struct buffer *text)
{
	const char *p = text->data, *end = text->len > 0 ? p + text->len : p;

	while (p < end) {
		if (end - p >= 3 && memcmp(p, "\357\277", 2) == 0 &&
		    (unsigned char)p[2] >= 0xBE) {
			/* U+FFFE and U+FFFF are no characters of XML */
			buffer_adds(out, "\357\277\275");
			p += 3;
		} else {
			buffer_addc_markup(out, *p++);
		}
	}
}

static void
put_html_run(struct painter *p, const struct look *look, int width)
{
	static const struct {
		uint16_t attribute;
		const char *style;
	} styles[] = {
	    {SCREEN_BOLD, ";font-weight:bold"},
	    {SCREEN_DIM, ";opacity:.6"},
	    {SCREEN_ITALIC, ";font-style:italic"},
	    {SCREEN_UNDERLINE, ";text-decoration:underline"},
	    {SCREEN_UNDERLINE_DOUBLE, ";text-decoration:underline double"},
	    {SCREEN_UNDERLINE_CURLY, ";text-decoration:underline wavy"},
	    {SCREEN_STRIKE, ";text-decoration:line-through"},
	};
	size_t i;

	if (width == 1 && look->fg == FOREGROUND && look->bg == BACKGROUND &&
	    look->attributes == 0) {
		put_escaped(p->out, &p->text);
		return;
	}
	buffer_addf(p->out, "<span style=\"color:#%06x;background:#%06x", (unsigned)look->fg,
	    (unsigned)look->bg);
	for (i = 0; i < sizeof styles / sizeof *styles; i++)
		if (look->attributes & styles[i].attribute)
			buffer_adds(p->out, styles[i].style);
	if (width == 2)
		buffer_adds(p->out, ";display:inline-block;width:2ch");
	buffer_adds(p->out, "\">");
	put_escaped(p->out, &p->text);
	buffer_adds(p->out, "</span>");
}

static void
put_html_line(struct painter *p, const struct screen_line *line)
{
	struct look look;
	int col, end;

	for (col = 0; col < line->cols; col = end) {
		end = collect(p, line, col, &look);
		put_html_run(p, &look, line->cells[col].width == 2 ? 2 : 1);
	}
}

static void
put_svg_text(struct painter *p, const struct look *look, int col, int row, int cells)
{
	buffer_addf(p->out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"#%06x\"",
	    col * CELL_WIDTH, row * CELL_HEIGHT + BASELINE, cells * CELL_WIDTH, (unsigned)look->fg);
	if (look->attributes & SCREEN_BOLD)
		buffer_adds(p->out, " font-weight=\"bold\"");
	if (look->attributes & SCREEN_DIM)
		buffer_adds(p->out, " opacity=\".6\"");
	if (look->attributes & SCREEN_ITALIC)
		buffer_adds(p->out, " font-style=\"italic\"");
	if (look->attributes &
	    (SCREEN_UNDERLINE | SCREEN_UNDERLINE_DOUBLE | SCREEN_UNDERLINE_CURLY))
		buffer_adds(p->out, " text-decoration=\"underline\"");
	else if (look->attributes & SCREEN_STRIKE)
		buffer_adds(p->out, " text-decoration=\"line-through\"");
	buffer_addc(p->out, '>');
	put_escaped(p->out, &p->text);
	buffer_adds(p->out, "</text>\n");
}

static bool
is_all_blank(const struct buffer *text)
{
	size_t i;

	for (i = 0; i < text->len; i++)
		if (text->data[i] != ' ')
			return false;
	return true;
}

static void
put_svg_line(struct painter *p, const struct screen_line *line, int row)
{
	const uint16_t drawn =
	    SCREEN_UNDERLINE | SCREEN_UNDERLINE_DOUBLE | SCREEN_UNDERLINE_CURLY | SCREEN_STRIKE;
	struct look look;
	int col, end;

	for (col = 0; col < line->cols; col = end) {
		end = collect(p, line, col, &look);
		if (look.bg != BACKGROUND)
			buffer_addf(p->out,
			    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n",
			    col * CELL_WIDTH, row * CELL_HEIGHT, (end - col) * CELL_WIDTH,
			    CELL_HEIGHT, (unsigned)look.bg);
		if (!is_all_blank(&p->text) || (look.attributes & drawn) != 0)
			put_svg_text(p, &look, col, row, end - col);
	}
}

static void
start_svg(struct painter *p, int cols, int rows)
{
	int width = cols * CELL_WIDTH, height = rows * CELL_HEIGHT;

	buffer_addf(p->out,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
	    "height=\"%d\" "
	    "font-family=\"monospace\" font-size=\"%d\" xml:space=\"preserve\" "
	    "style=\"unicode-bidi:bidi-override\">\n"
	    "<rect width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n",
	    width, height, width, height, FONT_SIZE, width, height, (unsigned)BACKGROUND);
}

/* How many cells are more than blanks at the end.  A background is something to be seen. */
static int
length_of(const struct screen_line *line, bool background)
{
	int n = line->cols;

	while (n > 0) {
		const struct screen_cell *c = &line->cells[n - 1];

		if (!is_blank(c) && (c->text != ' ' || (background && c->attributes != 0)))
			break;
		if (background && c->bg != 0)
			break;
		n--;
	}
	return n;
}

static void
put_text_line(struct painter *p, const struct screen_line *line)
{
	struct buffer raw = {0};

	screen_text(p->s, line, 0, length_of(line, false), &raw);
	report_visible(p->out, raw.data != NULL ? raw.data : "", raw.len, false);
	p->out->broken |= raw.broken;
	buffer_free(&raw);
}

static void
put_ansi_line(struct painter *p, const struct screen_line *line)
{
	struct pen pen = {0, 0, 0}, next;
	struct buffer raw = {0};
	int col, end = length_of(line, true);

	for (col = 0; col < end; col++) {
		const struct screen_cell *c = &line->cells[col];

		next = (struct pen){c->fg, c->bg, (uint16_t)(c->attributes & ~SCREEN_PROTECTED)};
		if (next.fg != pen.fg || next.bg != pen.bg || next.attributes != pen.attributes)
			pen_put(p->out, &next);
		pen = next;
		buffer_clear(&raw);
		screen_cell_text(p->s, c, &raw);
		report_visible(p->out, raw.data != NULL ? raw.data : "", raw.len, false);
		p->out->broken |= raw.broken;
	}
	if (pen.fg != 0 || pen.bg != 0 || pen.attributes != 0)
		buffer_adds(p->out, "\033[0m");
	buffer_free(&raw);
}

static void
put_line(struct painter *p, const struct screen_line *line, enum paint_form form, int row)
{
	switch (form) {
	case PAINT_TEXT:
		put_text_line(p, line);
		break;
	case PAINT_ANSI:
		put_ansi_line(p, line);
		break;
	case PAINT_HTML:
		put_html_line(p, line);
		break;
	case PAINT_SVG:
		put_svg_line(p, line, row);
		break;
	}
}

static struct painter
start(const struct screen *s, struct buffer *out)
{
	struct painter p = {.s = s, .out = out, .row = -1};
	struct screen_modes modes;

	screen_cursor(s, &p.cursor);
	screen_modes(s, &modes);
	p.reverse = modes.reverse;
	return p;
}

static int
finish(struct painter *p)
{
	p->out->broken |= p->text.broken;
	buffer_free(&p->text);
	return buffer_status(p->out);
}

int
paint_screen(const struct screen *s, enum paint_form form, struct buffer *out)
{
	struct painter p = start(s, out);
	struct screen_line line;

	if (form == PAINT_HTML)
		buffer_addf(out,
		    "<pre "
		    "style=\"color:#%06x;background:#%06x;font-family:monospace;line-height:1.2;"
		    "unicode-bidi:bidi-override;direction:ltr\">",
		    (unsigned)FOREGROUND, (unsigned)BACKGROUND);
	else if (form == PAINT_SVG)
		start_svg(&p, screen_cols(s), screen_rows(s));
	for (p.row = 0; p.row < screen_rows(s); p.row++) {
		if (!screen_line(s, p.row, &line)) {
			out->broken = true;
			break;
		}
		put_line(&p, &line, form, p.row);
		if (form != PAINT_SVG)
			buffer_addc(out, '\n');
	}
	if (form == PAINT_HTML)
		buffer_adds(out, "</pre>\n");
	else if (form == PAINT_SVG)
		buffer_adds(out, "</svg>\n");
	return finish(&p);
}

int
paint_line(const struct screen *s, const struct screen_line *line, enum paint_form form,
    struct buffer *out)
{
	struct painter p = start(s, out);

	if (form == PAINT_SVG)
		start_svg(&p, line->cols, 1);
	put_line(&p, line, form, 0);
	if (form == PAINT_SVG)
		buffer_adds(out, "</svg>\n");
	return finish(&p);
}
