/*
 * Whatever a terminal is sent: the screen keeps its invariants, is the same under every chunking,
 * with and without marks and shortcuts, and what it dumps makes a screen that goes on in the same
 * way.
 *
 * The input is two bytes for the size and one for the chunks, then what is fed.  In that, 0xF8 and
 * two bytes are another size, 0xF9 and one a stamp, 0xFA a dump: from then on a screen made of it
 * is fed too.  None of these is part of UTF-8.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/screens.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t
LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max) __attribute__((weak));
size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned int seed);

enum { OP_RESIZE = 0xF8, OP_STAMP = 0xF9, OP_DUMP = 0xFA };

enum {
	WHOLE,	 /* fed in one piece, without marks */
	SLOW,	 /* the same without shortcuts */
	MARKED,	 /* fed in one piece, hearing of all marks */
	CHUNKED, /* fed in pieces, hearing of all marks */
	PATIENT, /* fed in larger pieces, without marks: text may be put off */
	DUMPED,	 /* made of a dump */
	KINDS
};

struct test {
	struct screen *screens[KINDS];
	uint64_t heard[KINDS];
	uint64_t seed;
};

#define REQUIRE(condition)                                                                         \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);            \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

static void
hear(void *context, enum screen_mark mark, int number, const char *data, size_t len)
{
	uint64_t *heard = context;
	size_t i;

	*heard = (*heard ^ (uint64_t)mark) * 1099511628211u;
	*heard = (*heard ^ (uint32_t)number) * 1099511628211u;
	for (i = 0; i < len; i++)
		*heard = (*heard ^ (unsigned char)data[i]) * 1099511628211u;
}

static void
check_row(struct row *row, int cols)
{
	int i;

	REQUIRE(row->cols == cols && row->used <= cols && row_reserve(row, cols));
	for (i = 0; i < cols; i++) {
		const struct screen_cell *c = &row->cells[i];

		REQUIRE(c->width <= 2);
		REQUIRE(c->width != 2 || (i + 1 < cols && c[1].width == 0));
		REQUIRE(c->width != 0 || (i > 0 && c[-1].width == 2 && c->text == 0));
		REQUIRE(c->width != 1 || c->text != 0 || (c->fg == 0 && c->attributes == 0));
	}
}

static void
check_ids(const struct screen *s)
{
	struct screen_line line;
	int row, found;

	for (row = -screen_history(s); row < screen_rows(s); row++) {
		REQUIRE(screen_line(s, row, &line));
		REQUIRE(screen_find(s, line.id, &found) && found == row);
	}
	REQUIRE(!screen_find(s, 0, &found) && !screen_find(s, s->grid.next_id, &found));
}

static void
check_screen(const struct screen *s)
{
	const struct grid *g = &s->grid;
	int page, i;

	state_settle(s);
	check_ids(s);
	for (page = 0; page < 2; page++) {
		for (i = 0; i < g->rows; i++)
			check_row(g->pages[page].rows[i], g->cols);
		REQUIRE(!g->pages[page].rows[g->rows - 1]->continues);
	}
	for (i = 1; i <= g->past.count; i++)
		check_row(scrollback_row(&g->past, -i), scrollback_row(&g->past, -i)->cols);
	REQUIRE(s->row >= 0 && s->row < g->rows && s->col >= 0 && s->col < g->cols);
	REQUIRE(s->margins.top >= 0 && s->margins.bottom <= g->rows);
	REQUIRE(s->margins.bottom - s->margins.top >= 2);
	REQUIRE(s->margins.left >= 0 && s->margins.right <= g->cols);
	REQUIRE(s->margins.right - s->margins.left >= 2);
	REQUIRE(!s->wraps || (s->modes.autowrap && s->col == glyph_limit(s) - 1));
}

/* Pieces of a few bytes, and now and then of as many as `most`. */
static void
feed_chunks(struct test *t, struct screen *s, const char *data, size_t len, int most)
{
	size_t n;

	for (; len > 0; data += n, len -= n) {
		n = 1 + (size_t)screens_below(&t->seed, screens_below(&t->seed, 8) == 0 ? most : 6);
		n = n < len ? n : len;
		screen_feed(s, data, n);
	}
}

static void
feed(struct test *t, const char *data, size_t len)
{
	int i;

	if (len == 0)
		return;
	for (i = 0; i < KINDS; i++) {
		if (t->screens[i] == NULL)
			continue;
		if (i == CHUNKED || i == PATIENT)
			feed_chunks(t, t->screens[i], data, len, i == CHUNKED ? 100 : 1000);
		else
			screen_feed(t->screens[i], data, len);
	}
}

static void
drop_dumped(struct test *t)
{
	if (t->screens[DUMPED] != NULL) {
		REQUIRE(screens_same(t->screens[WHOLE], t->screens[DUMPED], 0));
		check_screen(t->screens[DUMPED]);
	}
	screen_free(t->screens[DUMPED]);
	t->screens[DUMPED] = NULL;
}

static void
make_dumped(struct test *t)
{
	const struct screen *s = t->screens[WHOLE];
	struct buffer out = {0};
	bool settled = screen_settled(s);

	drop_dumped(t);
	REQUIRE(screen_dump(s, &out) == settled && (settled || out.len == 0));
	if (settled) {
		t->screens[DUMPED] = screen_new(screen_cols(s), screen_rows(s), 3);
		REQUIRE(t->screens[DUMPED] != NULL);
		screen_feed(t->screens[DUMPED], out.data != NULL ? out.data : "", out.len);
		REQUIRE(screens_same(s, t->screens[DUMPED], 0));
	}
	buffer_free(&out);
}

/* Small sizes, where there are edges everywhere, and now and then others. */
static int
size_of(uint8_t byte)
{
	return byte < 200 || byte > 202 ? byte % 28 : (byte - 199) * 50;
}

static void
resize(struct test *t, uint8_t cols, uint8_t rows)
{
	int i;

	drop_dumped(t); /* its scrollback, from which rows may come, is another */
	for (i = 0; i < KINDS; i++)
		if (t->screens[i] != NULL)
			screen_resize(t->screens[i], size_of(cols), size_of(rows));
}

static void
start(struct test *t, const uint8_t *data)
{
	int i;

	memset(t, 0, sizeof *t);
	t->seed = data[2] * 0x9E3779B97F4A7C15u | 1;
	for (i = 0; i < DUMPED; i++) {
		struct screen_observer observer = {hear, &t->heard[i]};

		t->screens[i] = screen_new(size_of(data[0]), size_of(data[1]), 3);
		REQUIRE(t->screens[i] != NULL);
		if (i == MARKED || i == CHUNKED)
			screen_observe(t->screens[i], &observer, ~0u);
	}
	t->screens[SLOW]->slow = true;
}

static void
finish(struct test *t)
{
	static const char more[] = "A\033[2bB\r\n\tC\0338D\033[KE";
	int i;

	drop_dumped(t);
	for (i = 1; i < DUMPED; i++)
		REQUIRE(screens_same(
		    t->screens[WHOLE], t->screens[i], SCREENS_HISTORY | SCREENS_ORIGINS));
	check_screen(t->screens[WHOLE]);
	REQUIRE(t->heard[MARKED] == t->heard[CHUNKED]);
	make_dumped(t);
	feed(t, more, sizeof more - 1);
	drop_dumped(t);
	for (i = 0; i < KINDS; i++)
		screen_free(t->screens[i]);
}

/* The operation at `at`, if there is one and it is whole; returns its length. */
static size_t
operate(struct test *t, const uint8_t *at, size_t left)
{
	int i;

	if (at[0] == OP_RESIZE && left >= 3) {
		resize(t, at[1], at[2]);
		return 3;
	}
	if (at[0] == OP_STAMP && left >= 2) {
		for (i = 0; i < KINDS; i++)
			if (t->screens[i] != NULL)
				screen_stamp(t->screens[i], at[1], at[1] & 3);
		return 2;
	}
	if (at[0] == OP_DUMP) {
		make_dumped(t);
		return 1;
	}
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct test t;
	size_t i, from = 3, n;

	if (size < 3)
		return 0;
	start(&t, data);
	for (i = 3; i < size; i++) {
		if (data[i] < OP_RESIZE || data[i] > OP_DUMP)
			continue;
		feed(&t, (const char *)data + from, i - from);
		from = i;
		if ((n = operate(&t, data + i, size - i)) > 0) {
			from = i + n;
			i += n - 1;
		}
	}
	feed(&t, (const char *)data + from, size - from);
	finish(&t);
	return 0;
}

/* Half of the time, something that a terminal knows is put in or in place of what is there. */
size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned int number)
{
	uint64_t seed = number * 0x9E3779B97F4A7C15u | 1;
	struct buffer out = {0};
	size_t at, drop;

	if (size < 3 || screens_below(&seed, 2) == 0)
		return LLVMFuzzerMutate(data, size, max);
	at = 3 + screens_random(&seed) % (size - 2);
	drop = screens_below(&seed, 3) == 0 ? screens_random(&seed) % (size - at + 1) : 0;
	buffer_add(&out, data, at);
	screens_put_stream(&out, &seed, 1 + screens_below(&seed, 4));
	if (screens_below(&seed, 8) == 0)
		buffer_addf(&out, "%c%c%c", OP_RESIZE, screens_below(&seed, 256),
		    screens_below(&seed, 256));
	if (screens_below(&seed, 8) == 0)
		buffer_addc(&out, (char)OP_DUMP);
	buffer_add(&out, data + at + drop, size - at - drop);
	size = out.len < max ? out.len : max;
	memcpy(data, out.data, size);
	buffer_free(&out);
	return size;
}
