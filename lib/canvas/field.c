/* A line of text that is being edited. */
#include "lib/canvas/field.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/utf8.h"
#include "lib/canvas/stroke.h"
#include "lib/screen/visible.h"

struct field {
	char text[FIELD_MAX + 1];
	size_t len, at; /* at: the cursor, between characters */
	size_t from;    /* what is shown begins here */
	char cut[FIELD_MAX + 1];
};

struct field *
field_new(void)
{
	return calloc(1, sizeof(struct field));
}

void
field_free(struct field *f)
{
	free(f);
}

const char *
field_text(const struct field *f)
{
	return f->text;
}

void
field_set(struct field *f, const char *text)
{
	f->len = f->at = f->from = 0;
	f->text[0] = '\0';
	field_insert(f, text, strlen(text));
}

static void
insert(struct field *f, const char *text, size_t len)
{
	if (f->len + len > FIELD_MAX)
		return;
	memmove(f->text + f->at + len, f->text + f->at, f->len - f->at + 1);
	memcpy(f->text + f->at, text, len);
	f->len += len;
	f->at += len;
}

void
field_insert(struct field *f, const char *text, size_t len)
{
	size_t i, step;
	uint32_t code;
	int n;

	for (i = 0; i < len; i += step) {
		n = utf8_decode((const unsigned char *)text + i, len - i, &code);
		step = n > 0 ? (size_t)n : 1;
		if (n > 0 && (code < 0x20 || (code >= 0x7F && code < 0xA0)))
			insert(f, " ", 1);
		else if (n > 0)
			insert(f, text + i, step);
	}
}

/* Where things are. */

/* Behind the character at i, with all that joins it. */
static size_t
after(const struct field *f, size_t i)
{
	char shown[VISIBLE_MAX];
	size_t step;

	if (i >= f->len)
		return f->len;
	visible_next(f->text + i, f->len - i, shown, &step);
	for (i += step; i < f->len; i += step)
		if (visible_next(f->text + i, f->len - i, shown, &step) > 0)
			break;
	return i;
}

static size_t
before(const struct field *f, size_t i)
{
	size_t at = 0, next;

	while (at < i && (next = after(f, at)) < i)
		at = next;
	return at;
}

static bool
in_word(const struct field *f, size_t i)
{
	unsigned char c = (unsigned char)f->text[i];

	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static size_t
word_end(const struct field *f)
{
	size_t i = f->at;

	while (i < f->len && !in_word(f, i))
		i = after(f, i);
	while (i < f->len && in_word(f, i))
		i = after(f, i);
	return i;
}

static size_t
word_start(const struct field *f)
{
	size_t i = f->at;

	while (i > 0 && !in_word(f, before(f, i)))
		i = before(f, i);
	while (i > 0 && in_word(f, before(f, i)))
		i = before(f, i);
	return i;
}

/* Ctrl-W of terminals: words are between blanks. */
static size_t
blank_start(const struct field *f)
{
	size_t i = f->at;

	while (i > 0 && f->text[i - 1] == ' ')
		i--;
	while (i > 0 && f->text[i - 1] != ' ')
		i--;
	return i;
}

/* What keys do. */

static enum field_change
move(struct field *f, size_t to)
{
	f->at = to;
	return FIELD_MOVED;
}

static enum field_change
delete(struct field *f, size_t from, size_t to, bool keep)
{
	if (from == to)
		return FIELD_MOVED;
	if (keep) {
		memcpy(f->cut, f->text + from, to - from);
		f->cut[to - from] = '\0';
	}
	memmove(f->text + from, f->text + to, f->len - to + 1);
	f->len -= to - from;
	f->at = from;
	return FIELD_CHANGED;
}

static enum field_change
type(struct field *f, const char *text, size_t len)
{
	size_t old = f->len;

	field_insert(f, text, len);
	return f->len == old ? FIELD_MOVED : FIELD_CHANGED;
}

static enum field_change
change(struct field *f, uint32_t key)
{
	switch (key) {
	case STROKE_BACKSPACE:
		return delete(f, before(f, f->at), f->at, false);
	case STROKE_DELETE:
	case STROKE_CTRL | 'd':
		return delete(f, f->at, after(f, f->at), false);
	case STROKE_CTRL | 'k':
		return delete(f, f->at, f->len, true);
	case STROKE_CTRL | 'u':
		return delete(f, 0, f->at, true);
	case STROKE_CTRL | 'w':
		return delete(f, blank_start(f), f->at, true);
	case STROKE_ALT | STROKE_BACKSPACE:
	case STROKE_CTRL | STROKE_BACKSPACE:
		return delete(f, word_start(f), f->at, true);
	case STROKE_ALT | 'd':
	case STROKE_CTRL | STROKE_DELETE:
		return delete(f, f->at, word_end(f), true);
	case STROKE_CTRL | 'y':
		return type(f, f->cut, strlen(f->cut));
	}
	return FIELD_NONE;
}

enum field_change
field_key(struct field *f, uint32_t key)
{
	char bytes[4];

	if (STROKE_IS_TEXT(key))
		return type(f, bytes, (size_t)utf8_encode(key, bytes));
	switch (key) {
	case STROKE_LEFT:
	case STROKE_CTRL | 'b':
		return move(f, before(f, f->at));
	case STROKE_RIGHT:
	case STROKE_CTRL | 'f':
		return move(f, after(f, f->at));
	case STROKE_HOME:
	case STROKE_CTRL | 'a':
		return move(f, 0);
	case STROKE_END:
	case STROKE_CTRL | 'e':
		return move(f, f->len);
	case STROKE_ALT | 'b':
	case STROKE_CTRL | STROKE_LEFT:
	case STROKE_ALT | STROKE_LEFT:
		return move(f, word_start(f));
	case STROKE_ALT | 'f':
	case STROKE_CTRL | STROKE_RIGHT:
	case STROKE_ALT | STROKE_RIGHT:
		return move(f, word_end(f));
	}
	return change(f, key);
}

/* Painting. */

static int
columns_between(const struct field *f, size_t from, size_t to)
{
	return canvas_columns(f->text + from, to - from);
}

void
field_paint(struct field *f, struct canvas *c, const struct canvas_area *a, int row, int col, int columns,
    const struct canvas_style *style)
{
	struct canvas_area part = canvas_part(a, row, col, 1, columns);

	canvas_fill(c, &part, style);
	/* the cursor is always seen, and no more is hidden at the left than must be */
	if (f->from > f->at)
		f->from = f->at;
	while (f->from < f->at && columns_between(f, f->from, f->at) >= part.cols)
		f->from = after(f, f->from);
	while (f->from > 0 && columns_between(f, before(f, f->from), f->len) < part.cols)
		f->from = before(f, f->from);
	canvas_text(c, &part, 0, 0, style, f->text + f->from, f->len - f->from);
	canvas_cursor(c, &part, 0, columns_between(f, f->from, f->at));
}
