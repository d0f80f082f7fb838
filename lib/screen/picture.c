/*
 * What stands on a screen, as plain data.
 *
 * The bytes: a head; the title; the clusters; then for each row how many cells of it follow (the rest is blank), the runs of
 * one style, and four bytes a cell.  A right half is HALF.
 */
#include "lib/screen/picture.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/bytes.h"
#include "lib/base/error.h"
#include "lib/base/utf8.h"

#define HEAD_SIZE 28 /* columns, rows, cursor's row and column, flags, clusters, length of the title */
#define RUN_SIZE 16  /* cells, foreground, background, attributes */
#define HALF 0xFFFFFFFFu
#define NO_CHARACTER 0xFFFDu

enum flag { FLAG_VISIBLE = 1, FLAG_WRAPS = 2, FLAG_ALTERNATE = 4, FLAG_REVERSE = 8, FLAGS = 15 };

#define ATTRIBUTES 0x7FFu

void
picture_free(struct picture *p)
{
	free(p->cells);
	free(p->clusters);
	memset(p, 0, sizeof *p);
}

static bool
is_character(uint32_t code)
{
	return (code >= 0x20 && code < 0x7F) || (code >= 0xA0 && code < 0xD800) || (code >= 0xE000 && code <= 0x10FFFF);
}

/* Writing. */

static void
put32(struct buffer *out, uint32_t v)
{
	char *p = buffer_reserve(out, 4);

	if (p == NULL)
		return;
	bytes_put32(p, v);
	out->len += 4;
}

static bool
is_blank(const struct screen_cell *c)
{
	return c->text == 0 && c->width == 1 && c->bg == 0 && c->attributes == 0;
}

static bool
is_cluster(const struct screen_cell *c)
{
	return c->width != 0 && (c->text & PICTURE_CLUSTER) != 0;
}

static uint32_t
fit(uint32_t code)
{
	return code == 0 || is_character(code) ? code : NO_CHARACTER;
}

/* The title, in which a terminal takes more than we do. */
static void
put_title(struct buffer *out, const char *title)
{
	const unsigned char *p = (const unsigned char *)title, *end = p + strlen(title);
	size_t at = out->len;
	uint32_t code;
	int n;

	put32(out, 0);
	for (; p < end; p += n) {
		if ((n = utf8_decode(p, (size_t)(end - p), &code)) <= 0 || !is_character(code))
			n = n > 0 ? n : 1;
		else
			buffer_add(out, p, (size_t)n);
	}
	if (!out->broken)
		bytes_put32(out->data + at, (uint32_t)(out->len - at - 4));
}

/* The code points of a cell that is a cluster, each 4 bytes, and zeros behind them. */
static void
put_cluster(struct buffer *out, const struct screen *s, const struct screen_cell *c, struct buffer *scratch)
{
	size_t at = 0;
	uint32_t code;
	int i, n;

	buffer_clear(scratch);
	screen_cell_text(s, c, scratch);
	for (i = 0; i < SCREEN_CLUSTER_MAX; i++) {
		code = 0;
		if (at < scratch->len && (n = utf8_decode((unsigned char *)scratch->data + at, scratch->len - at, &code)) > 0)
			at += (size_t)n;
		put32(out, fit(code));
	}
	out->broken |= scratch->broken;
}

static uint32_t
put_clusters(struct buffer *out, const struct screen *s)
{
	struct buffer scratch = {0};
	struct screen_line line;
	uint32_t count = 0;
	int row, col;

	for (row = 0; row < screen_rows(s) && screen_line(s, row, &line); row++)
		for (col = 0; col < line.cols; col++)
			if (is_cluster(&line.cells[col])) {
				put_cluster(out, s, &line.cells[col], &scratch);
				count++;
			}
	buffer_free(&scratch);
	return count;
}

static bool
same_style(const struct screen_cell *a, const struct screen_cell *b)
{
	return a->fg == b->fg && a->bg == b->bg && a->attributes == b->attributes;
}

/* The cells from..to-1, which have one style. */
static void
put_run(struct buffer *out, const struct screen_line *line, int from, int to, uint32_t *cluster)
{
	const struct screen_cell *c = &line->cells[from];
	char *p = buffer_reserve(out, RUN_SIZE + 4 * (size_t)(to - from));

	if (p == NULL)
		return;
	bytes_put32(p, (uint32_t)(to - from));
	bytes_put32(p + 4, c->fg);
	bytes_put32(p + 8, c->bg);
	bytes_put32(p + 12, c->attributes);
	p += RUN_SIZE;
	for (; from < to; from++, p += 4) {
		c = &line->cells[from];
		bytes_put32(p, c->width == 0 ? HALF : is_cluster(c) ? PICTURE_CLUSTER | (*cluster)++ : fit(c->text));
	}
	out->len = (size_t)(p - out->data);
}

static void
put_row(struct buffer *out, const struct screen_line *line, uint32_t *cluster)
{
	int used = line->cols, from, to;

	while (used > 0 && is_blank(&line->cells[used - 1]))
		used--;
	put32(out, (uint32_t)used);
	for (from = 0; from < used; from = to) {
		for (to = from + 1; to < used && same_style(&line->cells[from], &line->cells[to]); to++)
			;
		put_run(out, line, from, to, cluster);
	}
}

void
picture_put(struct buffer *out, const struct screen *s)
{
	struct screen_cursor cursor;
	struct screen_modes modes;
	struct screen_line line;
	uint32_t cluster = 0;
	size_t clusters_at;
	int row;

	screen_cursor(s, &cursor);
	screen_modes(s, &modes);
	put32(out, (uint32_t)screen_cols(s));
	put32(out, (uint32_t)screen_rows(s));
	put32(out, (uint32_t)cursor.row);
	put32(out, (uint32_t)cursor.col);
	put32(out, (cursor.visible ? FLAG_VISIBLE : 0u) | (cursor.wraps ? FLAG_WRAPS : 0u) |
	    (modes.alternate ? FLAG_ALTERNATE : 0u) | (modes.reverse ? FLAG_REVERSE : 0u));
	clusters_at = out->len;
	put32(out, 0);
	put_title(out, screen_title(s));
	cluster = put_clusters(out, s);
	if (!out->broken)
		bytes_put32(out->data + clusters_at, cluster);
	cluster = 0;
	for (row = 0; row < screen_rows(s); row++) {
		if (!screen_line(s, row, &line)) {
			out->broken = true;
			return;
		}
		put_row(out, &line, &cluster);
	}
}

/* Reading. */

struct reading {
	const char *p, *end;
};

static bool
has(const struct reading *in, size_t n)
{
	return (size_t)(in->end - in->p) >= n;
}

static uint32_t
get32(struct reading *in)
{
	uint32_t v = bytes_get32(in->p);

	in->p += 4;
	return v;
}

static bool
is_colour(uint32_t c)
{
	return c == 0 || (c & ~0xFFu) == SCREEN_PALETTE || (c & ~0xFFFFFFu) == SCREEN_RGB;
}

static int
take_title(struct reading *in, size_t len, char *title)
{
	size_t at;
	uint32_t code;
	int n;

	if (len > PICTURE_TITLE_MAX || !has(in, len))
		return ERR_FORMAT;
	for (at = 0; at < len; at += (size_t)n)
		if ((n = utf8_decode((const unsigned char *)in->p + at, len - at, &code)) <= 0 || !is_character(code))
			return ERR_FORMAT;
	memcpy(title, in->p, len);
	title[len] = '\0';
	in->p += len;
	return 0;
}

static int
take_clusters(struct reading *in, struct picture *p, size_t count)
{
	size_t i;
	int k;

	if (count > (size_t)p->cols * (size_t)p->rows || !has(in, count * 4 * SCREEN_CLUSTER_MAX))
		return ERR_FORMAT;
	free(p->clusters);
	p->cluster_count = 0;
	if ((p->clusters = calloc(count + 1, sizeof *p->clusters)) == NULL)
		return -ENOMEM;
	p->cluster_count = count;
	for (i = 0; i < count; i++)
		for (k = 0; k < SCREEN_CLUSTER_MAX; k++) {
			uint32_t code = p->clusters[i].codes[k] = get32(in);

			/* it has one at least, and none behind its end */
			if (code == 0 ? k == 0 : !is_character(code) || (k > 0 && p->clusters[i].codes[k - 1] == 0))
				return ERR_FORMAT;
		}
	return 0;
}

static bool
is_text(const struct picture *p, uint32_t text)
{
	return text == 0 || is_character(text) ||
	    ((text & PICTURE_CLUSTER) != 0 && (text & ~PICTURE_CLUSTER) < p->cluster_count);
}

static int
take_cells(struct reading *in, struct picture *p, struct picture_cell *cell, size_t count)
{
	uint32_t fg = get32(in), bg = get32(in), attributes = get32(in), text;
	size_t i;

	if (!is_colour(fg) || !is_colour(bg) || (attributes & ~ATTRIBUTES) != 0)
		return ERR_FORMAT;
	for (i = 0; i < count; i++) {
		text = get32(in);
		if (text != HALF && !is_text(p, text))
			return ERR_FORMAT;
		cell[i] = (struct picture_cell){text == HALF ? 0 : text, fg, bg, (uint16_t)attributes, text == HALF ? 0 : 1};
	}
	return 0;
}

/* A right half makes what stands before it a left one. */
static int
join_halves(struct picture_cell *row, int cols)
{
	int col;

	for (col = 0; col < cols; col++)
		if (row[col].width == 0) {
			if (col == 0 || row[col - 1].width != 1 || row[col - 1].text == 0)
				return ERR_FORMAT;
			row[col - 1].width = 2;
		}
	return 0;
}

static int
take_row(struct reading *in, struct picture *p, struct picture_cell *row)
{
	size_t used, count, at;
	int col, r;

	if (!has(in, 4) || (used = get32(in)) > (size_t)p->cols)
		return ERR_FORMAT;
	for (at = 0; at < used; at += count) {
		if (!has(in, RUN_SIZE) || (count = get32(in)) == 0 || count > used - at || !has(in, RUN_SIZE - 4 + 4 * count))
			return ERR_FORMAT;
		if ((r = take_cells(in, p, row + at, count)) != 0)
			return r;
	}
	for (col = (int)used; col < p->cols; col++)
		row[col] = (struct picture_cell){.width = 1};
	return join_halves(row, p->cols);
}

static int
make_room(struct picture *p)
{
	size_t count = (size_t)p->cols * (size_t)p->rows;

	if (count <= p->cell_cap)
		return 0;
	free(p->cells);
	p->cell_cap = 0;
	if ((p->cells = calloc(count, sizeof *p->cells)) == NULL)
		return -ENOMEM;
	p->cell_cap = count;
	return 0;
}

static int
take_head(struct reading *in, struct picture *p)
{
	uint32_t cols, rows, row, col, flags, title, clusters;
	int r;

	if (!has(in, HEAD_SIZE))
		return ERR_FORMAT;
	cols = get32(in);
	rows = get32(in);
	row = get32(in);
	col = get32(in);
	flags = get32(in);
	clusters = get32(in);
	title = get32(in);
	if (cols < SCREEN_COLS_MIN || cols > SCREEN_COLS_MAX || rows < SCREEN_ROWS_MIN || rows > SCREEN_ROWS_MAX || row >= rows ||
	    col >= cols || (flags & ~(uint32_t)FLAGS) != 0)
		return ERR_FORMAT;
	p->cols = (int)cols;
	p->rows = (int)rows;
	p->cursor = (struct screen_cursor){(int)row, (int)col, flags & FLAG_WRAPS, flags & FLAG_VISIBLE};
	p->alternate = flags & FLAG_ALTERNATE;
	p->reverse = flags & FLAG_REVERSE;
	if ((r = take_title(in, title, p->title)) != 0 || (r = take_clusters(in, p, clusters)) != 0)
		return r;
	return make_room(p);
}

int
picture_take(const char *data, size_t len, struct picture *p)
{
	struct reading in = {data, data + len};
	int r, row;

	r = take_head(&in, p);
	for (row = 0; r == 0 && row < p->rows; row++)
		r = take_row(&in, p, p->cells + (size_t)row * (size_t)p->cols);
	if (r == 0 && in.p != in.end)
		r = ERR_FORMAT;
	if (r != 0)
		picture_free(p);
	return r;
}

/* Looking. */

static const uint32_t *
codes_of(const struct picture *p, const struct picture_cell *c, uint32_t *single, int *count)
{
	const uint32_t *codes = single;

	*single = c->text == 0 ? ' ' : c->text;
	*count = c->width > 0;
	if ((c->text & PICTURE_CLUSTER) == 0)
		return codes;
	codes = p->clusters[c->text & ~PICTURE_CLUSTER].codes;
	for (*count = 1; *count < SCREEN_CLUSTER_MAX && codes[*count] != 0; ++*count)
		;
	return codes;
}

size_t
picture_text(const struct picture *p, const struct picture_cell *c, char *out)
{
	const uint32_t *codes;
	uint32_t single;
	size_t len = 0;
	int i, count;

	codes = codes_of(p, c, &single, &count);
	for (i = 0; i < count; i++)
		len += (size_t)utf8_encode(codes[i], out + len);
	out[len] = '\0';
	return len;
}

void
picture_row(const struct picture *p, int row, struct buffer *out)
{
	char text[PICTURE_TEXT_MAX + 1];
	int col, end = p->cols;

	while (end > 0 && picture_cell(p, row, end - 1)->width == 1 &&
	    (picture_cell(p, row, end - 1)->text == 0 || picture_cell(p, row, end - 1)->text == ' '))
		end--;
	for (col = 0; col < end; col++)
		buffer_add(out, text, picture_text(p, picture_cell(p, row, col), text));
}
