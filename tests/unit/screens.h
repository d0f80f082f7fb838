/* What the tests of the screen share: making one, looking at it, comparing two, and streams made of
 * a seed that have in them whatever a terminal may be sent. */
#ifndef STENO_TESTS_SCREENS_H
#define STENO_TESTS_SCREENS_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/screen/screen.h"
#include "lib/screen/state.h"

/* A row's text without blanks at its end; valid until the fourth call after. */
static inline const char *
screens_row(const struct screen *s, int row)
{
	static struct buffer kept[4];
	static int turn;
	struct buffer *text = &kept[turn++ % 4];
	struct screen_line line;

	buffer_clear(text);
	if (!screen_line(s, row, &line))
		return "(none)";
	screen_text(s, &line, 0, line.cols, text);
	while (text->len > 0 && text->data[text->len - 1] == ' ')
		text->len--;
	return buffer_string(text);
}

static inline bool
screens_row_is(const struct screen *s, int row, const char *want)
{
	const char *is = screens_row(s, row);

	if (strcmp(is, want) == 0)
		return true;
	printf("# row %d is \"%s\", not \"%s\"\n", row, is, want);
	return false;
}

static inline bool
screens_cursor_is(const struct screen *s, int row, int col, bool wraps)
{
	struct screen_cursor c;

	screen_cursor(s, &c);
	if (c.row == row && c.col == col && c.wraps == wraps)
		return true;
	printf("# cursor at %d,%d%s\n", c.row, c.col, c.wraps ? " (wraps)" : "");
	return false;
}

static inline void
screens_feed(struct screen *s, const char *data)
{
	screen_feed(s, data, strlen(data));
}

enum {
	SCREENS_HISTORY = 1, /* the scrollback too */
	SCREENS_ORIGINS = 2, /* ids, stamps and phases too */
};

static inline bool
screens_same_cell(const struct screen *a, const struct screen *b, const struct screen_cell *p,
    const struct screen_cell *q, int what)
{
	uint32_t one, two;
	const uint32_t *codes_a, *codes_b;
	int count_a, count_b;

	if (p->fg != q->fg || p->bg != q->bg || p->attributes != q->attributes ||
	    p->width != q->width || (p->text == 0) != (q->text == 0))
		return false;
	if ((what & SCREENS_ORIGINS) && (p->stamp != q->stamp || p->phase != q->phase))
		return false;
	codes_a = clusters_get(&a->clusters, p->text, &one, &count_a);
	codes_b = clusters_get(&b->clusters, q->text, &two, &count_b);
	return count_a == count_b &&
	    memcmp(codes_a, codes_b, (size_t)count_a * sizeof *codes_a) == 0;
}

static inline bool
screens_same_row(
    const struct screen *a, const struct screen *b, struct row *p, struct row *q, int what)
{
	int i;

	if (p->cols != q->cols || p->continues != q->continues || !row_reserve(p, p->cols) ||
	    !row_reserve(q, q->cols) || ((what & SCREENS_ORIGINS) && p->id != q->id)) {
		printf("# rows differ: cols %d %d, continues %d %d, id %llu %llu\n", p->cols,
		    q->cols, p->continues, q->continues, (unsigned long long)p->id,
		    (unsigned long long)q->id);
		return false;
	}
	for (i = 0; i < p->cols; i++) {
		const struct screen_cell *c = &p->cells[i], *d = &q->cells[i];

		if (!screens_same_cell(a, b, c, d, what)) {
			printf(
			    "# cells %d differ: %x %x, fg %x %x, bg %x %x, attributes %x %x, width "
			    "%d %d, stamp %u %u, phase %d %d\n",
			    i, c->text, d->text, c->fg, d->fg, c->bg, d->bg, c->attributes,
			    d->attributes, c->width, d->width, c->stamp, d->stamp, c->phase,
			    d->phase);
			return false;
		}
	}
	return true;
}

static inline bool
screens_same_pen(const struct pen *a, const struct pen *b)
{
	return a->fg == b->fg && a->bg == b->bg && a->attributes == b->attributes;
}

static inline bool
screens_same_charset(const struct charset *a, const struct charset *b)
{
	return memcmp(a->sets, b->sets, 4) == 0 && a->shift == b->shift;
}

static inline bool
screens_same_saved(const struct saved *a, const struct saved *b)
{
	return a->row == b->row && a->col == b->col && a->wraps == b->wraps &&
	    a->origin == b->origin && screens_same_pen(&a->pen, &b->pen) &&
	    screens_same_charset(&a->charset, &b->charset);
}

static inline bool
screens_same_modes(const struct modes *a, const struct modes *b)
{
	return a->bracketed == b->bracketed && a->cursor_keys == b->cursor_keys &&
	    a->keypad == b->keypad && a->origin == b->origin && a->insert == b->insert &&
	    a->newline == b->newline && a->autowrap == b->autowrap && a->reverse == b->reverse &&
	    a->side_margins == b->side_margins && a->visible == b->visible &&
	    a->blink == b->blink && a->focus == b->focus &&
	    a->alternate_scroll == b->alternate_scroll && a->mouse == b->mouse &&
	    a->mouse_format == b->mouse_format && a->cursor_shape == b->cursor_shape;
}

static inline bool
screens_same_state(const struct screen *a, const struct screen *b)
{
	const struct area *m = &a->margins, *n = &b->margins;

#define SCREENS_HOLDS(condition)                                                                   \
	if (!(condition)) {                                                                        \
		printf("# does not hold: %s\n", #condition);                                       \
		return false;                                                                      \
	}
	SCREENS_HOLDS(a->grid.cols == b->grid.cols && a->grid.rows == b->grid.rows);
	SCREENS_HOLDS(a->grid.active == b->grid.active);
	SCREENS_HOLDS(a->row == b->row && a->col == b->col && a->wraps == b->wraps);
	SCREENS_HOLDS(a->last == b->last && a->single == b->single);
	SCREENS_HOLDS(screens_same_pen(&a->pen, &b->pen));
	SCREENS_HOLDS(a->grid.blank.bg == b->grid.blank.bg);
	SCREENS_HOLDS(screens_same_charset(&a->charset, &b->charset));
	SCREENS_HOLDS(screens_same_modes(&a->modes, &b->modes));
	SCREENS_HOLDS(screens_same_saved(&a->saved[0], &b->saved[0]));
	SCREENS_HOLDS(screens_same_saved(&a->saved[1], &b->saved[1]));
	SCREENS_HOLDS(m->top == n->top && m->bottom == n->bottom);
	SCREENS_HOLDS(m->left == n->left && m->right == n->right);
	SCREENS_HOLDS(memcmp(a->tabs, b->tabs, (size_t)a->grid.cols) == 0);
	SCREENS_HOLDS(strcmp(a->title, b->title) == 0);
#undef SCREENS_HOLDS
	return true;
}

/* Whether two screens cannot be told apart, whatever is fed to both from now on. */
static inline bool
screens_same(const struct screen *a, const struct screen *b, int what)
{
	int page, i;

	state_settle(a);
	state_settle(b);
	if (!screens_same_state(a, b))
		return false;
	for (page = 0; page < 2; page++) {
		for (i = 0; i < a->grid.rows; i++) {
			if (!screens_same_row(a, b, a->grid.pages[page].rows[i],
				b->grid.pages[page].rows[i], what)) {
				printf("# in row %d of page %d\n", i, page);
				return false;
			}
		}
	}
	if (!(what & SCREENS_HISTORY))
		return true;
	if (a->grid.past.count != b->grid.past.count) {
		printf("# scrollback of %d and %d\n", a->grid.past.count, b->grid.past.count);
		return false;
	}
	for (i = 1; i <= a->grid.past.count; i++) {
		if (!screens_same_row(a, b, scrollback_row(&a->grid.past, -i),
			scrollback_row(&b->grid.past, -i), what)) {
			printf("# in row %d of the scrollback\n", -i);
			return false;
		}
	}
	return true;
}

/* Numbers from a seed (xorshift): the same everywhere. */
static inline uint32_t
screens_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (uint32_t)(*seed >> 32);
}

static inline int
screens_below(uint64_t *seed, int limit)
{
	return (int)(screens_random(seed) % (uint32_t)limit);
}

static inline void
screens_put_params(struct buffer *out, uint64_t *seed)
{
	static const int likely[] = {0, 1, 2, 3, 4, 5, 7, 8, 20, 79, 80, 81, 255, 256, 100000};
	int i, n = screens_below(seed, 4);

	if (screens_below(seed, 40) == 0)
		n = 40;
	for (i = 0; i < n; i++) {
		if (i > 0)
			buffer_addc(out, screens_below(seed, 12) == 0 ? ':' : ';');
		if (screens_below(seed, 6) != 0)
			buffer_addf(out, "%d",
			    screens_below(seed, 3) == 0
				? likely[screens_below(seed, (int)(sizeof likely / sizeof *likely))]
				: screens_below(seed, 30));
	}
}

static inline void
screens_put_mode(struct buffer *out, uint64_t *seed)
{
	static const char *const modes[] = {"1", "5", "6", "7", "12", "25", "47", "69", "1000",
	    "1002", "1004", "1006", "1007", "1047", "1048", "1049", "2004", "25;1049", "66", "9"};
	int n = (int)(sizeof modes / sizeof *modes);

	if (screens_below(seed, 6) == 0)
		buffer_addf(out, "\033[%s%c", screens_below(seed, 2) ? "4" : "20",
		    "hl"[screens_below(seed, 2)]);
	else
		buffer_addf(
		    out, "\033[?%s%c", modes[screens_below(seed, n)], "hl"[screens_below(seed, 2)]);
}

static inline void
screens_put_text(struct buffer *out, uint64_t *seed)
{
	static const char *const pieces[] = {"a", "word ", "0123456789", "\303\251", "e\314\201",
	    "\346\274\242", "\346\274\242\345\255\227", "\360\237\230\200", "\342\200\215",
	    "~~~~~~~~~~~~~~~~~~~~~~~~", "qxlk#", "\314\201\314\202\314\203\314\204\314\205\314\206",
	    "\357\270\217", " ", "\377", "\303", "\342\202", "\302\205", "\302\2332C",
	    "the quick brown fox jumps over the lazy dog and runs on until the line is full"};
	int i, n = 1 + screens_below(seed, 4);

	for (i = 0; i < n; i++)
		buffer_adds(
		    out, pieces[screens_below(seed, (int)(sizeof pieces / sizeof *pieces))]);
}

static inline void
screens_put_string(struct buffer *out, uint64_t *seed)
{
	static const char *const strings[] = {"\033]0;title\007", "\033]2;other \303\251\033\\",
	    "\033]133;A\007", "\033P1$r0m\033\\", "\033_apc\033\\", "\033^pm\033\\",
	    "\033Xsos\033\\", "\033kname\033\\", "\033]8;;http://x\033\\", "\033];x\007",
	    "\033]2;cut\033[1m", "\033]2;can\030", "\302\2352;c1\302\234", "\033]2;\007"};

	buffer_adds(out, strings[screens_below(seed, (int)(sizeof strings / sizeof *strings))]);
}

static inline void
screens_put_escape(struct buffer *out, uint64_t *seed)
{
	static const char *const escapes[] = {"7", "8", "=", ">", "D", "E", "H", "M", "N", "O", "c",
	    "n", "o", "(0", "(B", ")0", "*0", "+0", ")A", "#8", "#3", "(", "%G", "\\", "((B", "Z"};

	buffer_addf(
	    out, "\033%s", escapes[screens_below(seed, (int)(sizeof escapes / sizeof *escapes))]);
}

static inline void
screens_put_csi(struct buffer *out, uint64_t *seed)
{
	static const char finals[] = "@ABCDEFGHIJKLMPSTXZ`abdefgmmmmmmHHHHrrsucnqt";
	static const char *const rare[] = {"\033[!p", "\033[3 q", "\033[1\"q", "\033[0\"q",
	    "\033[2'}", "\033[2'~", "\033[?J", "\033[?1K", "\033[?2J", "\033[38;5;200m",
	    "\033[48;2;1;2;3m", "\033[38:2::9:8:7m", "\033[4:3m", "\033[58;5;1m", "\033[1\n2H",
	    "\033[3J", "\033[>4;1m", "\033[1;31;42m", "\033[0m", "\033[3b", "\033[2;8m"};

	if (screens_below(seed, 4) == 0) {
		buffer_adds(out, rare[screens_below(seed, (int)(sizeof rare / sizeof *rare))]);
		return;
	}
	buffer_adds(out, "\033[");
	screens_put_params(out, seed);
	buffer_addc(out, finals[screens_below(seed, (int)sizeof finals - 1)]);
}

/* Lines of plain text, of all lengths. */
static inline void
screens_put_flood(struct buffer *out, uint64_t *seed)
{
	int lines = 1 + screens_below(seed, 60), i, n;

	for (; lines > 0; lines--) {
		n = screens_below(seed, screens_below(seed, 8) == 0 ? 90 : 12);
		for (i = 0; i < n; i++)
			buffer_addc(out, (char)('a' + (lines + i) % 26));
		if (screens_below(seed, 30) == 0)
			buffer_adds(out, "\rb");
		buffer_adds(out, screens_below(seed, 20) == 0 ? "\n" : "\r\n");
	}
}

/* Append about so many items of a stream. */
static inline void
screens_put_stream(struct buffer *out, uint64_t *seed, int items)
{
	static const char controls[] = "\r\n\n\n\b\t\v\f\016\017\a\030";

	for (; items > 0; items--) {
		int kind = screens_below(seed, 101);

		if (kind == 100)
			screens_put_flood(out, seed);
		else if (kind < 40)
			screens_put_text(out, seed);
		else if (kind < 55)
			buffer_addc(out, controls[screens_below(seed, (int)sizeof controls - 1)]);
		else if (kind < 85)
			screens_put_csi(out, seed);
		else if (kind < 91)
			screens_put_mode(out, seed);
		else if (kind < 97)
			screens_put_escape(out, seed);
		else if (kind < 99)
			screens_put_string(out, seed);
		else
			buffer_addc(out, (char)screens_below(seed, 256));
	}
}

#endif
