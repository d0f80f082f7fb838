/*
 * Where a recording has the text of its keys: a line of which the screen shows a part only, or something among it, is what was typed, if that is
 * what the screen shows a part of.  Nothing is taken from keys of which the screen shows nothing: they may have been a secret.
 */
#include "indexer/edit.h"

#include <string.h>

#include "indexer/shape.h"
#include "indexer/syntax.h"

#define HEAD_LEAST 3 /* bytes of the line that must be seen, if it has as many */
#define LIKE_LEAST 6 /* of one that is told by most of its letters */
#define ROWS_BACK 60

/* Tabs are shown as blanks, and those at the end of a row not at all. */
static bool
same_but_blanks(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a_len && strchr(" \t", a[i]) != NULL)
			i++;
		while (k < b_len && strchr(" \t", b[k]) != NULL)
			k++;
		if (i == a_len || k == b_len)
			return i == a_len && k == b_len;
		if (a[i++] != b[k++])
			return false;
	}
}

/* All signs of the first stand in the second, in their order. */
static bool
is_among(const struct buffer *few, const struct buffer *many)
{
	size_t i = 0, k;

	for (k = 0; k < many->len && i < few->len; k++)
		i += few->data[i] == many->data[k];
	return i == few->len;
}

/* Both begin alike, and most of the longer is in the shorter. */
static bool
is_like(const struct buffer *text, const struct buffer *typed)
{
	const struct buffer *few = text->len < typed->len ? text : typed, *many = few == text ? typed : text;

	return few->len >= LIKE_LEAST && few->len * 5 >= many->len * 3 && few->data[0] == many->data[0] && is_among(few, many);
}

/* A paste that is taller than its window: its first rows stand there, and the others nobody could draw. */
static bool
begins_paste(const struct buffer *text, const struct buffer *typed)
{
	const char *a = text->data, *b = typed->data, *a_end = a + text->len, *b_end = b + typed->len, *x, *y;
	int same = 0;

	while (a < a_end && b < b_end) {
		x = memchr(a, '\n', (size_t)(a_end - a));
		y = memchr(b, '\n', (size_t)(b_end - b));
		x = x != NULL ? x : a_end;
		y = y != NULL ? y : b_end;
		if (!same_but_blanks(a, (size_t)(x - a), b, (size_t)(y - b)))
			break;
		same++;
		a = x + 1;
		b = y + 1;
	}
	return same >= HEAD_LEAST;
}

/* What was typed is the first row of several. */
static bool
asks_for_more(const struct buffer *typed)
{
	return syntax_open(typed->data, typed->len) || syntax_open_brace(typed->data, typed->len) || shape_fish_open(typed);
}

/* What the screen says of the line is a part of what was typed, or has something among it. */
static bool
is_part(const struct recovery *r, const struct buffer *text, const struct buffer *typed)
{
	bool unsure = r->edit.pane.split || (r->edit.reasons & (REASON_INTERRUPTED | REASON_DOUBTFUL | REASON_UNSEEN));

	if (text->len == 0 || !unsure)
		return false;
	if (memchr(typed->data, '\n', typed->len) != NULL)
		return begins_paste(text, typed);
	/* rows of output below it, or those of a block */
	if (text->len > typed->len && memcmp(text->data, typed->data, typed->len) == 0 && text->data[typed->len] == '\n')
		return !asks_for_more(typed);
	if (text->len < typed->len && text->len >= HEAD_LEAST && memcmp(text->data, typed->data, text->len) == 0)
		return true;
	if (asks_for_more(typed))
		return false;
	return (text->len < typed->len || (r->edit.reasons & (REASON_INTERRUPTED | REASON_DOUBTFUL)) || memchr(text->data, '\n', text->len) != NULL) &&
	    is_like(text, typed);
}

/* It was echoed: its beginning stands in some row, written since it began. */
static bool
is_seen(struct recovery *r, const struct manuscript_line *line)
{
	struct screen_cursor cursor;
	struct screen_line row_line;
	struct pane all = r->edit.pane;
	size_t len = line->text.len;
	int row, found, col;

	if (r->edit.mute || r->edit.hidden || r->truth.echo_off || places_top(&r->places)->muted || r->edit.secret || len < HEAD_LEAST ||
	    memchr(line->text.data, '\n', len) != NULL || all.right <= all.left)
		return false;
	all.floor = 0;
	if (len > (size_t)(all.right - all.left) / 2)
		len = (size_t)(all.right - all.left) / 2;
	while (len > 0 && len < line->text.len && ((unsigned char)line->text.data[len] & 0xC0) == 0x80)
		len--;
	screen_cursor(r->screen, &cursor);
	for (row = cursor.row; row >= 0 && row > cursor.row - ROWS_BACK; row--)
		if (line_search(r->screen, &all, row, row, line->text.data, len, &found, &col) && screen_line(r->screen, row, &row_line) &&
		    col < row_line.cols && row_line.cells[col].stamp >= line->event)
			return true;
	return false;
}

void
mend_text(struct recovery *r, struct buffer *text, const struct stroke *stroke)
{
	const struct manuscript_line *line = manuscript_line(&r->keyboard.manuscript, stroke->typed);
	bool unseen = text->len == 0 || (r->edit.reasons & REASON_UNSEEN), mended;

	if (line == NULL || (stroke->key != '\r' && stroke->key != '\n') || !r->edit.known || r->edit.whole || r->edit.secret)
		return;
	if (text->len > 0 && same_but_blanks(text->data, text->len, line->text.data, line->text.len))
		mended = memchr(line->text.data, '\t', line->text.len) != NULL;
	else
		mended = is_part(r, text, &line->text) || (unseen && is_seen(r, line));
	if (!mended)
		return;
	buffer_clear(text);
	buffer_add(text, line->text.data, line->text.len);
	while (text->len > 0 && strchr(" \n", text->data[text->len - 1]) != NULL)
		text->len--;
	r->edit.reasons &= ~(unsigned)REASON_UNSEEN;
	r->edit.reasons |= REASON_DOUBTFUL;
}
