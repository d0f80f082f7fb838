/*
 * Plain text floods: of lines that scroll through and out of the scrollback again within one feed,
 * nothing remains but their number, their ids and the cursor.  What is passed over here is exactly
 * what leaves no other trace, so the screen is the same as without.
 */
#include <string.h>

#include "lib/screen/state.h"

#define LEAST 256 /* bytes: fewer are not worth looking at */
#define BLOCK 64

/* Where the cursor is after some text, and how many rows further down it would be. */
struct walk {
	size_t cols, col, rows;
	bool wraps;
};

/* Whether all of a block is text, CR or LF, and how many are LF.  One loop without branches, so
 * that compilers make vector instructions of it. */
static bool
is_plain_block(const char *data, size_t *lines)
{
	unsigned char bad = 0, feeds = 0, c;
	int i;

	for (i = 0; i < BLOCK; i++) {
		c = (unsigned char)data[i];
		bad |= (unsigned char)((unsigned char)(c - 0x20) > 0x5E && c != '\n' && c != '\r');
		feeds = (unsigned char)(feeds + (c == '\n'));
	}
	*lines += feeds;
	return bad == 0;
}

/* How many bytes from the start, in whole blocks, are plain. */
static size_t
plain_span(const char *data, size_t len, size_t *lines)
{
	size_t i = 0, more = 0;

	while (i + BLOCK <= len && is_plain_block(data + i, &more)) {
		i += BLOCK;
		*lines = more;
	}
	return i;
}

/* How many bytes at the end come after the count-th last LF; all when there are fewer. */
static size_t
tail_of_lines(const char *data, size_t len, size_t count)
{
	size_t end = len;
	const char *lf;

	while (count-- > 0) {
		if ((lf = memrchr(data, '\n', end)) == NULL)
			return len;
		end = (size_t)(lf - data);
	}
	return len - end - 1;
}

static void
walk_text(struct walk *w, size_t len)
{
	size_t total, more;

	if (len == 0)
		return;
	if (w->wraps) {
		w->rows++;
		w->col = 0;
	}
	total = w->col + len;
	if (total > w->cols) {
		more = (total - 1) / w->cols;
		w->rows += more;
		total -= more * w->cols;
	}
	w->wraps = total == w->cols;
	w->col = w->wraps ? w->cols - 1 : total;
}

static void
walk_return(struct walk *w)
{
	w->col = 0;
	w->wraps = false;
}

/* A line without its LF.  CRs before its end are rare. */
static void
walk_line(struct walk *w, const char *data, size_t len)
{
	const char *end = data + len, *cr;

	while ((cr = memchr(data, '\r', (size_t)(end - data))) != NULL) {
		walk_text(w, (size_t)(cr - data));
		walk_return(w);
		data = cr + 1;
	}
	walk_text(w, (size_t)(end - data));
}

/* Whole lines, each with its LF. */
static void
walk_lines(struct walk *w, const char *data, size_t len)
{
	const char *end = data + len, *lf;

	for (; data < end; data = lf + 1) {
		lf = memchr(data, '\n', (size_t)(end - data));
		walk_line(w, data, (size_t)(lf - data));
		w->rows++;
		w->wraps = false;
	}
}

static bool
is_simple(const struct screen *s)
{
	return !s->slow && !(s->wanted & (SCREEN_LINE_FEED | SCREEN_RETURN)) && s->modes.autowrap &&
	    !s->modes.insert && !s->modes.newline && !s->modes.side_margins && s->single == 0 &&
	    s->charset.sets[s->charset.shift] == 'B' && s->margins.top == 0 &&
	    s->margins.bottom == s->grid.rows;
}

/* The cursor goes so many rows down.  Only the last line is made; all that is left on the other
 * rows is old, and what comes scrolls it away. */
static void
go_down(struct screen *s, size_t rows)
{
	size_t room = (size_t)(s->grid.rows - 1 - s->row);

	if (rows <= room) {
		s->row += (int)rows;
		return;
	}
	s->grid.next_id += rows - room - 1;
	s->row = s->grid.rows - 1;
	grid_scroll(&s->grid, s->margins, 1, 0, true);
}

size_t
flood_skip(struct screen *s, const char *data, size_t len)
{
	struct walk w = {(size_t)s->grid.cols, (size_t)s->col, 0, s->wraps};
	size_t plain, kept, lines = 0;

	if (len < LEAST || !is_simple(s))
		return 0;
	/* what remains fills the screen, whose top the cursor may be at, and then all of the
	 * scrollback */
	kept = 2 * (size_t)s->grid.rows + 1;
	if (s->grid.active == PAGE_MAIN)
		kept += (size_t)s->grid.past.max;
	if (len < kept || (plain = plain_span(data, len, &lines)) < LEAST || lines <= kept)
		return 0;
	plain -= tail_of_lines(data, plain, kept);
	if (plain < LEAST)
		return 0;
	walk_lines(&w, data, plain);
	go_down(s, w.rows);
	s->col = (int)w.col;
	s->wraps = false;
	s->last = 0;
	return plain;
}
