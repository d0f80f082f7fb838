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

#include "lib/base/lanes.h"
#include "lib/base/utf8.h"
#include "lib/screen/state.h"
#include "lib/screen/width.h"

#define LEAST 256 /* bytes: fewer are not worth looking at */
#define BLOCK 192 /* bytes that are counted at once: what they add up to must fit a byte */
#define KEPT_MAX (1024u * 1024)

/* Where the cursor is after some text, and how often it went down because a row was full. */
struct walk {
	size_t cols, col, rows;
	bool wraps;
	const unsigned char *tabs;
	size_t stride; /* columns that a tab takes at most */
};

/* What was fed at once, or with the same stamp. */
struct piece {
	size_t len;
	uint32_t stamp;
	uint8_t phase;
};

static inline bool
is_any(lanes v)
{
	uint64_t halves[2];

	memcpy(halves, &v, sizeof halves);
	return (halves[0] | halves[1]) != 0;
}

/* Of bytes that add up to less than 256. */
static inline size_t
sum(lanes v)
{
	uint64_t halves[2];

	memcpy(halves, &v, sizeof halves);
	return (halves[0] + halves[1]) * 0x0101010101010101u >> 56;
}

/*
 * Whether all of a block is text, CR, LF or TAB, and what stands in it.  One loop without branches, so that compilers make
 * vector instructions of it.  DEL is nothing; 0xC2 may begin a control character.
 */
static bool
is_plain_block(const char *data, struct flood_content *content)
{
	unsigned char bad = 0, feeds = 0, tabs = 0, all = 0, c;
	int i;

	for (i = 0; i < BLOCK; i++) {
		c = (unsigned char)data[i];
		bad |= (unsigned char)((c < 0x20 && c != '\n' && c != '\r' && c != '\t') | (c == 0x7F) | (c == 0xC2));
		feeds = (unsigned char)(feeds + (c == '\n'));
		tabs |= (unsigned char)(c == '\t');
		all |= c;
	}
	if (bad)
		return false;
	content->lines += feeds;
	content->tabs |= tabs;
	content->high |= all >= 0x80;
	return true;
}

/* The same of a block without tabs, whose characters are all ASCII, as most are; of another nothing is said. */
static bool
is_plainest_block(const char *data, struct flood_content *content)
{
	lanes odd = {0}, feeds = {0}, v, feed;
	int i;

	for (i = 0; i < BLOCK; i += (int)sizeof v) {
		v = lanes_load(data + i);
		feed = v == '\n';
		/* what is no ASCII is below zero */
		odd |= ((v < ' ') & ~(feed | (v == '\r'))) | (v == 0x7F);
		feeds -= feed;
	}
	if (is_any(odd))
		return false;
	content->lines += sum(feeds);
	return true;
}

/* How many bytes from the start, in whole blocks, are plain. */
static size_t
plain_span(const char *data, size_t len, struct flood_content *content)
{
	size_t i = 0;

	while (i + BLOCK <= len && (is_plainest_block(data + i, content) || is_plain_block(data + i, content)))
		i += BLOCK;
	return i;
}

/* All of it, and it ends with no part of a character. */
static bool
is_plain(const char *data, size_t len, struct flood_content *content)
{
	size_t i = plain_span(data, len, content);
	char rest[BLOCK];

	if (len - i >= BLOCK)
		return false;
	memset(rest, ' ', sizeof rest);
	memcpy(rest, data + i, len - i);
	return is_plain_block(rest, content) && utf8_incomplete_tail(data, len) == 0;
}

static size_t
feeds_in_block(const char *data)
{
	lanes feeds = {0};
	int i;

	for (i = 0; i < BLOCK; i += (int)sizeof feeds)
		feeds -= lanes_load(data + i) == '\n';
	return sum(feeds);
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

static void
walk_tab(struct walk *w)
{
	while (w->col < w->cols - 1 && !w->tabs[++w->col])
		;
}

/* A character that is no ASCII, or what is none: how many bytes. */
static size_t
walk_glyph(struct walk *w, const unsigned char *data, size_t len)
{
	uint32_t code = 0xFFFD;
	int n = utf8_decode(data, len, &code);
	size_t width = (size_t)width_of(n > 0 ? code : 0xFFFD);

	if (width > 0 && (w->wraps || w->col + width > w->cols)) {
		w->rows++;
		w->col = 0;
		w->wraps = false;
	}
	w->col += width;
	if (width > 0 && w->col == w->cols) {
		w->col--;
		w->wraps = true;
	}
	return n > 0 ? (size_t)n : n < 0 ? (size_t)-n : len;
}

/* Anything plain but CRs. */
static void
walk_exactly(struct walk *w, const char *data, size_t len)
{
	const unsigned char *p = (const unsigned char *)data, *end = p + len, *from;

	while (p < end) {
		if (*p == '\n') {
			w->wraps = false;
			p++;
		} else if (*p == '\t') {
			walk_tab(w);
			p++;
		} else if (*p >= 0x80) {
			p += walk_glyph(w, p, (size_t)(end - p));
		} else {
			for (from = p; p < end && *p >= 0x20 && *p < 0x80; p++)
				;
			walk_text(w, (size_t)(p - from));
		}
	}
}

static bool
fits(const struct walk *w, const char *data, size_t len, size_t room)
{
	size_t i, tabs = 0;

	if (len > room)
		return false;
	for (i = 0; i < len; i++)
		tabs += data[i] == '\t';
	return len + tabs * (w->stride - 1) <= room;
}

/*
 * Plain text.  No character takes more columns than bytes.  So of lines that are shorter than a row many are passed at once: up
 * to the last CR that is too near for a row to be full before it, whatever stands between.  Where there are tabs it is one.
 */
static void
walk_plain(struct walk *w, const char *data, size_t len, const struct flood_content *content)
{
	const char *end = data + len, *cr;
	size_t room, near;

	while (data < end) {
		room = w->wraps ? 0 : w->cols - w->col;
		near = room < (size_t)(end - data) ? room + 1 : (size_t)(end - data);
		cr = content->tabs ? memchr(data, '\r', near) : memrchr(data, '\r', near);
		if (cr == NULL || (content->tabs && !fits(w, data, (size_t)(cr - data), room))) {
			if (cr == NULL && (cr = memchr(data, '\r', (size_t)(end - data))) == NULL)
				cr = end;
			if (content->tabs || content->high)
				walk_exactly(w, data, (size_t)(cr - data));
			else
				walk_lines(w, data, (size_t)(cr - data));
		}
		if (cr < end) {
			w->col = 0;
			w->wraps = false;
			cr++;
		}
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

/* The most columns that a tab may take. */
static size_t
widest_tab(const struct screen *s)
{
	size_t widest = 1, since = 0;
	int col;

	for (col = 0; col < s->grid.cols; col++) {
		since = s->tabs[col] ? 1 : since + 1;
		widest = since > widest ? since : widest;
	}
	return widest;
}

/* Plain text, behind which at least as many lines come as are kept; of what stands in it, its own lines. */
static void
pass_over(struct screen *s, const char *data, size_t len, const struct flood_content *content, size_t lines)
{
	struct walk w = {.cols = (size_t)s->grid.cols, .col = (size_t)s->col, .wraps = s->wraps, .tabs = s->tabs};

	if (len == 0)
		return;
	w.stride = content->tabs ? widest_tab(s) : 1;
	walk_plain(&w, data, len, content);
	go_down(s, w.rows + lines);
	s->col = (int)w.col;
	s->wraps = w.wraps;
	s->last = 0;
}

size_t
flood_skip(struct screen *s, const char *data, size_t len)
{
	struct flood_content content = {0};
	size_t plain, kept, left = 0;

	/* asked behind every sequence: nearly always another is near, and then that is all it costs */
	if (len < LEAST || memchr(data, '\033', LEAST) != NULL || !is_simple(s))
		return 0;
	kept = lines_kept(s);
	if (len < kept || (plain = plain_span(data, len, &content)) < LEAST || content.lines <= kept)
		return 0;
	plain = last_lines(data, plain, kept, &left);
	if (plain < LEAST)
		return 0;
	pass_over(s, data, plain, &content, content.lines - left);
	return plain;
}

/* ---- What is put off */

void
flood_free(struct flood *f)
{
	buffer_free(&f->text);
	buffer_free(&f->pieces);
	f->content = (struct flood_content){0};
}

static void
forget(struct flood *f)
{
	buffer_clear(&f->text);
	buffer_clear(&f->pieces);
	f->content = (struct flood_content){0};
}

static bool
keep(struct screen *s, const char *data, size_t len, const struct flood_content *content)
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
	f->content.lines += content->lines;
	f->content.tabs |= content->tabs;
	f->content.high |= content->high;
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

	if (f->content.lines <= kept || (gone = last_lines(f->text.data, f->text.len, kept, &left)) == 0)
		return;
	pass_over(s, f->text.data, gone, &f->content, f->content.lines - left);
	drop_pieces(f, gone);
	f->content.lines = left;
}

size_t
flood_put_off(struct screen *s, const char *data, size_t len)
{
	struct flood *f = &s->flood;
	struct flood_content content = {0};
	size_t kept, left = 0, gone = 0;

	if ((f->text.len == 0 && len < LEAST) || !is_simple(s) || !strainer_idle(&s->strainer) || !is_plain(data, len, &content))
		return 0;
	kept = lines_kept(s);
	if (content.lines > kept && (gone = last_lines(data, len, kept, &left)) > 0) {
		pass_over(s, f->text.data, f->text.len, &f->content, f->content.lines);
		forget(f);
		pass_over(s, data, gone, &content, content.lines - left);
		content.lines = left;
	}
	if (!keep(s, data + gone, len - gone, &content)) {
		trim(s);
		if (!keep(s, data + gone, len - gone, &content))
			return gone;
	}
	if (f->content.lines > 2 * kept)
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
