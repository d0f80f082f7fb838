/*
 * Plain text floods: of lines that scroll through and out of the scrollback again nothing remains but their number, their
 * ids and the cursor.  What is passed over here is exactly what leaves no other trace, so the screen is the same as without.
 *
 * A flood comes in many pieces, and few look at the screen between them.  So plain text is put off: it is kept as it came,
 * with the stamps that its cells will carry, and drawn before anybody looks at the screen or changes it in another way.  Of
 * what is kept only the end is ever drawn, once enough lines have followed.  Invariants: what is put off is plain text for a
 * screen that takes it simply (is_simple), and so it stays until it is drawn; it is at most KEPT_MAX bytes.
 */
#include <string.h>

#include "lib/screen/state.h"

#define LEAST 256 /* bytes: fewer are not worth looking at */
#define BLOCK 64
#define KEPT_MAX (1024u * 1024)

/* Where the cursor is after some text, and how often it went down because a row was full. */
struct walk {
	size_t cols, col, rows;
	bool wraps;
};

/* What was fed at once, or with the same stamp. */
struct piece {
	size_t len;
	uint32_t stamp;
	uint8_t phase;
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

static bool
is_plain(const char *data, size_t len, size_t *lines)
{
	size_t i = plain_span(data, len, lines);

	if (len - i >= BLOCK)
		return false;
	for (; i < len; i++) {
		if ((unsigned char)(data[i] - 0x20) > 0x5E && data[i] != '\n' && data[i] != '\r')
			return false;
		*lines += data[i] == '\n';
	}
	return true;
}

static size_t
feeds_in_block(const char *data)
{
	unsigned char feeds = 0;
	int i;

	for (i = 0; i < BLOCK; i++)
		feeds = (unsigned char)(feeds + (data[i] == '\n'));
	return feeds;
}

/* Where the last lines begin, at least so many and few more: behind an LF, or 0; *lines is how many. */
static size_t
last_lines(const char *data, size_t len, size_t count, size_t *lines)
{
	size_t at = len, feeds = 0;

	while (at >= BLOCK && feeds <= count)
		feeds += feeds_in_block(data + (at -= BLOCK));
	if (feeds <= count)
		return 0;
	*lines = feeds - 1;
	return (size_t)((const char *)memchr(data + at, '\n', len - at) - data) + 1;
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

/* Text and LFs. */
static void
walk_lines(struct walk *w, const char *data, size_t len)
{
	const char *end = data + len, *lf;

	for (; (lf = memchr(data, '\n', (size_t)(end - data))) != NULL; data = lf + 1) {
		walk_text(w, (size_t)(lf - data));
		w->wraps = false;
	}
	walk_text(w, (size_t)(end - data));
}

/* Plain text.  Of lines that are shorter than a row many are passed at once: up to the last CR that is too near for a row
 * to be full before it, whatever stands between. */
static void
walk_plain(struct walk *w, const char *data, size_t len)
{
	const char *end = data + len, *cr;
	size_t near;

	while (data < end) {
		near = w->wraps ? 1 : w->cols - w->col + 1;
		near = near < (size_t)(end - data) ? near : (size_t)(end - data);
		if ((cr = memrchr(data, '\r', near)) != NULL) {
			w->col = 0;
			w->wraps = false;
			data = cr + 1;
			continue;
		}
		if ((cr = memchr(data, '\r', (size_t)(end - data))) == NULL)
			cr = end;
		walk_lines(w, data, (size_t)(cr - data));
		data = cr;
	}
}

static bool
is_simple(const struct screen *s)
{
	return !s->slow && !(s->wanted & (SCREEN_LINE_FEED | SCREEN_RETURN)) && s->modes.autowrap &&
	    !s->modes.insert && !s->modes.newline && !s->modes.side_margins && s->single == 0 &&
	    s->margins.top == 0 && s->margins.bottom == s->grid.rows;
}

/* So many lines fill the screen, whose top the cursor may be at, and then all of the scrollback: nothing that was before
 * them remains. */
static size_t
lines_kept(const struct screen *s)
{
	size_t kept = 2 * (size_t)s->grid.rows + 1;

	return s->grid.active == PAGE_MAIN ? kept + (size_t)s->grid.past.max : kept;
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

/* Plain text with so many LFs, behind which at least as many lines come as are kept. */
static void
pass_over(struct screen *s, const char *data, size_t len, size_t lines)
{
	struct walk w = {(size_t)s->grid.cols, (size_t)s->col, 0, s->wraps};

	if (len == 0)
		return;
	walk_plain(&w, data, len);
	go_down(s, w.rows + lines);
	s->col = (int)w.col;
	s->wraps = w.wraps;
	s->last = 0;
}

size_t
flood_skip(struct screen *s, const char *data, size_t len)
{
	size_t plain, kept, lines = 0, left = 0;

	if (len < LEAST || !is_simple(s))
		return 0;
	kept = lines_kept(s);
	if (len < kept || (plain = plain_span(data, len, &lines)) < LEAST || lines <= kept)
		return 0;
	plain = last_lines(data, plain, kept, &left);
	if (plain < LEAST)
		return 0;
	pass_over(s, data, plain, lines - left);
	return plain;
}

/* ---- What is put off */

void
flood_free(struct flood *f)
{
	buffer_free(&f->text);
	buffer_free(&f->pieces);
	f->lines = 0;
}

static void
forget(struct flood *f)
{
	buffer_clear(&f->text);
	buffer_clear(&f->pieces);
	f->lines = 0;
}

static bool
keep(struct screen *s, const char *data, size_t len, size_t lines)
{
	struct flood *f = &s->flood;
	struct piece next = {len, s->grid.blank.stamp, s->grid.blank.phase}, *last = NULL;

	if (len > KEPT_MAX - f->text.len || buffer_reserve(&f->text, len) == NULL)
		return false;
	if (f->pieces.len > 0)
		last = (struct piece *)(void *)(f->pieces.data + f->pieces.len) - 1;
	if (last != NULL && last->stamp == next.stamp && last->phase == next.phase)
		last->len += len;
	else
		buffer_add(&f->pieces, &next, sizeof next);
	if (f->pieces.broken)
		return false;
	buffer_add(&f->text, data, len);
	f->lines += lines;
	return true;
}

/* So many bytes are no more. */
static void
drop_pieces(struct flood *f, size_t len)
{
	struct piece *p = (struct piece *)(void *)f->pieces.data;
	size_t i;

	buffer_consume(&f->text, len);
	for (i = 0; len >= p[i].len && len > 0; i++)
		len -= p[i].len;
	p[i].len -= len;
	buffer_consume(&f->pieces, i * sizeof *p);
}

/* What was put off first, and has enough lines behind it, is passed over. */
static void
trim(struct screen *s)
{
	struct flood *f = &s->flood;
	size_t kept = lines_kept(s), left = 0, gone;

	if (f->lines <= kept || (gone = last_lines(f->text.data, f->text.len, kept, &left)) == 0)
		return;
	pass_over(s, f->text.data, gone, f->lines - left);
	drop_pieces(f, gone);
	f->lines = left;
}

size_t
flood_put_off(struct screen *s, const char *data, size_t len)
{
	struct flood *f = &s->flood;
	size_t kept, lines = 0, left = 0, gone = 0;

	if ((f->text.len == 0 && len < LEAST) || !is_simple(s) || !strainer_idle(&s->strainer) || !is_plain(data, len, &lines))
		return 0;
	kept = lines_kept(s);
	if (lines > kept && (gone = last_lines(data, len, kept, &left)) > 0) {
		pass_over(s, f->text.data, f->text.len, f->lines);
		forget(f);
		pass_over(s, data, gone, lines - left);
		lines = left;
	}
	if (!keep(s, data + gone, len - gone, lines)) {
		trim(s);
		if (!keep(s, data + gone, len - gone, lines))
			return gone;
	}
	if (f->lines > 2 * kept)
		trim(s);
	return len;
}

void
flood_draw(struct screen *s)
{
	const struct screen_cell now = s->grid.blank;
	struct flood *f = &s->flood;
	const struct piece *p, *end;
	const char *at;

	trim(s);
	p = (const struct piece *)(const void *)f->pieces.data;
	end = p + f->pieces.len / sizeof *p;
	for (at = f->text.data; p < end; at += p++->len) {
		s->grid.blank.stamp = p->stamp;
		s->grid.blank.phase = p->phase;
		strainer_feed(&s->strainer, at, p->len, &control_sink, s);
	}
	s->grid.blank.stamp = now.stamp;
	s->grid.blank.phase = now.phase;
	forget(f);
}
