/* A sheet over the screen. */
#include "player/sheet.h"

#include "lib/canvas/stroke.h"

#define SIDEWAYS 8 /* columns at once */

static const struct canvas_style TITLE = {.attributes = SCREEN_REVERSE | SCREEN_BOLD};

static void
move(struct sheet *s, long by, int page)
{
	long last = s->chooses ? s->count - 1 : s->count - page, *at = s->chooses ? &s->chosen : &s->top;

	*at += by;
	if (*at > last)
		*at = last;
	if (*at < 0)
		*at = 0;
}

enum sheet_answer
sheet_key(struct sheet *s, uint32_t key, int rows)
{
	int page = rows > 3 ? rows - 2 : 1;

	switch (key) {
	case STROKE_UP:
	case 'k':
	case STROKE_CTRL | 'p':
		move(s, -1, page);
		return SHEET_STAY;
	case STROKE_DOWN:
	case 'j':
	case STROKE_CTRL | 'n':
		move(s, 1, page);
		return SHEET_STAY;
	case STROKE_PAGE_UP:
	case 'b':
		move(s, -page, page);
		return SHEET_STAY;
	case STROKE_PAGE_DOWN:
	case ' ':
		move(s, page, page);
		return SHEET_STAY;
	case STROKE_HOME:
	case 'g':
		move(s, -s->count, page);
		return SHEET_STAY;
	case STROKE_END:
	case 'G':
		move(s, s->count, page);
		return SHEET_STAY;
	case STROKE_RIGHT:
	case 'l':
		s->left += SIDEWAYS;
		return SHEET_STAY;
	case STROKE_LEFT:
	case 'h':
		s->left = s->left > SIDEWAYS ? s->left - SIDEWAYS : 0;
		return SHEET_STAY;
	case STROKE_ENTER:
		return s->chooses && s->count > 0 ? SHEET_TAKEN : SHEET_CLOSED;
	default:
		return SHEET_CLOSED;
	}
}

/* The longest of the lines that are seen. */
static int
columns(const struct sheet *s, int page)
{
	struct canvas_style style = {.attributes = 0};
	struct buffer text = {0};
	int i, n, most = 0;

	for (i = 0; i < page && s->top + i < s->count; i++) {
		buffer_clear(&text);
		s->row(s->context, s->top + i, &text, &style);
		n = text.len > 0 && !text.broken ? canvas_columns(text.data, text.len) : 0;
		most = n > most ? n : most;
	}
	buffer_free(&text);
	return most;
}

static void
paint_line(const struct sheet *s, struct canvas *c, const struct canvas_area *a, int row, const struct canvas_style *style,
    const struct buffer *text)
{
	size_t skipped;

	if (text->len == 0 || text->broken || (s->left > 0 && canvas_columns(text->data, text->len) <= s->left))
		return;
	skipped = s->left > 0 ? canvas_room(text->data, text->len, s->left) : 0;
	canvas_fit(c, a, row, 0, a->cols, style, text->data + skipped, text->len - skipped);
}

/* So that what is chosen is seen, and something of the lines. */
static void
keep_inside(struct sheet *s, int cols, int page)
{
	int most;

	if (s->chooses && s->chosen < s->top)
		s->top = s->chosen;
	if (s->chooses && s->chosen >= s->top + page)
		s->top = s->chosen - page + 1;
	if (s->left > 0 && s->left > (most = columns(s, page)) - cols)
		s->left = most > cols ? most - cols : 0;
}

void
sheet_paint(struct sheet *s, struct canvas *c, const struct canvas_area *a)
{
	const struct canvas_area head = canvas_part(a, 0, 0, 1, -1);
	struct buffer text = {0};
	int i, page = a->rows - 1;

	canvas_fill(c, a, NULL);
	canvas_fill(c, &head, &TITLE);
	canvas_fit(c, &head, 0, 1, a->cols - 1, &TITLE, s->title, __builtin_strlen(s->title));
	keep_inside(s, a->cols, page);
	for (i = 0; i < page && s->top + i < s->count; i++) {
		struct canvas_style style = {.attributes = 0};

		buffer_clear(&text);
		s->row(s->context, s->top + i, &text, &style);
		if (s->chooses && s->top + i == s->chosen)
			style.attributes ^= SCREEN_REVERSE;
		paint_line(s, c, a, i + 1, &style, &text);
	}
	buffer_free(&text);
}
