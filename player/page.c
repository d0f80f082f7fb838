/* A picture of a screen as something to keep. */
#include "player/page.h"

#include <string.h>

#include "lib/base/report.h"
#include "lib/screen/colour.h"
#include "lib/screen/visible.h"

#define FOREGROUND 0xD0D0D0u
#define BACKGROUND 0x101010u

struct look {
	uint32_t fg, bg; /* 0xRRGGBB */
	uint16_t attributes;
};

/* Text. */

static int
last_row(const struct picture *p)
{
	struct buffer text = {0};
	int row;

	for (row = p->rows - 1; row >= 0; row--) {
		buffer_clear(&text);
		picture_row(p, row, &text);
		if (text.len > 0)
			break;
	}
	buffer_free(&text);
	return row;
}

void
page_text(struct buffer *out, const struct picture *p)
{
	struct buffer text = {0};
	int row, last = last_row(p);

	for (row = 0; row <= last; row++) {
		buffer_clear(&text);
		picture_row(p, row, &text);
		report_visible(out, text.data != NULL ? text.data : "", text.len, false);
		buffer_addc(out, '\n');
		out->broken |= text.broken;
	}
	buffer_free(&text);
}

/* HTML. */

void
page_escape(struct buffer *out, const char *text, size_t len)
{
	char seen[VISIBLE_MAX];
	size_t at, step;
	const char *p;

	for (at = 0; at < len; at += step) {
		visible_next(text + at, len - at, seen, &step);
		for (p = seen; *p != '\0'; p++)
			buffer_addc_markup(out, *p);
	}
}

static struct look
look_of(const struct picture *p, int row, int col, bool cursor)
{
	const struct picture_cell *c = picture_cell(p, row, col);
	struct look look = {colour_rgb(c->fg, FOREGROUND), colour_rgb(c->bg, BACKGROUND), c->attributes};
	bool turned = p->reverse;
	uint32_t fg = look.fg;

	turned ^= (c->attributes & SCREEN_REVERSE) != 0;
	turned ^= cursor && p->cursor.visible && row == p->cursor.row && col == p->cursor.col;
	if (turned) {
		look.fg = look.bg;
		look.bg = fg;
	}
	if (look.attributes & SCREEN_CONCEAL)
		look.fg = look.bg;
	look.attributes &= SCREEN_BOLD | SCREEN_DIM | SCREEN_ITALIC | SCREEN_UNDERLINE | SCREEN_UNDERLINE_DOUBLE |
	    SCREEN_UNDERLINE_CURLY | SCREEN_STRIKE;
	return look;
}

static bool
same_look(const struct look *a, const struct look *b)
{
	return a->fg == b->fg && a->bg == b->bg && a->attributes == b->attributes;
}

static void
put_style(struct buffer *out, const struct look *look)
{
	buffer_adds(out, "<span style=\"");
	if (look->fg != FOREGROUND)
		buffer_addf(out, "color:#%06x;", look->fg);
	if (look->bg != BACKGROUND)
		buffer_addf(out, "background:#%06x;", look->bg);
	if (look->attributes & SCREEN_BOLD)
		buffer_adds(out, "font-weight:bold;");
	if (look->attributes & SCREEN_DIM)
		buffer_adds(out, "opacity:.6;");
	if (look->attributes & SCREEN_ITALIC)
		buffer_adds(out, "font-style:italic;");
	if (look->attributes & (SCREEN_UNDERLINE | SCREEN_UNDERLINE_DOUBLE | SCREEN_UNDERLINE_CURLY | SCREEN_STRIKE))
		buffer_addf(out, "text-decoration:%s%s;", look->attributes & SCREEN_STRIKE ? "line-through " : "",
		    look->attributes & ~(SCREEN_STRIKE | SCREEN_BOLD | SCREEN_DIM | SCREEN_ITALIC) ? "underline" : "");
	buffer_adds(out, "\">");
}

/* The cells that are behind this one of a row are as if they had never been written. */
static int
row_end(const struct picture *p, int row, bool cursor)
{
	static const struct look none = {FOREGROUND, BACKGROUND, 0};
	struct look look;
	int end;

	for (end = p->cols; end > 0; end--) {
		const struct picture_cell *c = picture_cell(p, row, end - 1);

		look = look_of(p, row, end - 1, cursor);
		if (c->width != 1 || (c->text != 0 && c->text != ' ') || !same_look(&look, &none))
			break;
	}
	return end;
}

static void
put_row(struct buffer *out, const struct picture *p, int row, bool cursor)
{
	static const struct look none = {FOREGROUND, BACKGROUND, 0};
	char text[PICTURE_TEXT_MAX + 1];
	struct look look = none, next;
	int col, end = row_end(p, row, cursor);

	for (col = 0; col < end; col++) {
		if (picture_cell(p, row, col)->width == 0)
			continue;
		next = look_of(p, row, col, cursor);
		if (!same_look(&look, &next)) {
			if (!same_look(&look, &none))
				buffer_adds(out, "</span>");
			if (!same_look(&next, &none))
				put_style(out, &next);
			look = next;
		}
		page_escape(out, text, picture_text(p, picture_cell(p, row, col), text));
	}
	if (!same_look(&look, &none))
		buffer_adds(out, "</span>");
	buffer_addc(out, '\n');
}

void
page_html(struct buffer *out, const struct picture *p, bool cursor)
{
	int row, last = last_row(p);

	if (cursor && p->cursor.visible && p->cursor.row > last)
		last = p->cursor.row;
	buffer_adds(out, "<pre class=\"screen\">");
	for (row = 0; row <= last; row++)
		put_row(out, p, row, cursor);
	buffer_adds(out, "</pre>\n");
}

void
page_begin(struct buffer *out, const char *title)
{
	buffer_adds(out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
			 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
			 "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
	page_escape(out, title, strlen(title));
	buffer_addf(out,
	    "</title>\n<style>\n"
	    "body{font-family:sans-serif;max-width:75em;margin:2em auto;padding:0 1em;color:#222;background:#fff}\n"
	    "table{border-collapse:collapse}td,th{text-align:left;padding:.15em .8em .15em 0;vertical-align:top}\n"
	    "pre.screen{color:#%06x;background:#%06x;padding:.6em;overflow-x:auto;line-height:1.25;unicode-bidi:bidi-override;"
	    "direction:ltr}\n"
	    "code{font-family:monospace;white-space:pre-wrap}.failed{color:#b00}.faint{color:#777}summary{cursor:pointer}\n"
	    "</style></head><body>\n",
	    FOREGROUND, BACKGROUND);
}

void
page_end(struct buffer *out)
{
	buffer_adds(out, "</body></html>\n");
}
