/* The line that is being edited, as it stands on the screen. */
#include "indexer/line.h"

#include <string.h>

#include "indexer/fence.h"

#define SIDE_GAP 8 /* blanks that an editor draws before a prompt of the right side, at least */

struct pane
line_pane(const struct screen *s, int row, int col, bool multiplexer)
{
	struct pane p = {.right = screen_cols(s), .split = multiplexer, .fills = multiplexer};
	int c;

	if (!multiplexer || row < 0)
		return p;
	for (c = col - 1; c >= 0; c--)
		if (fence_is_edge(s, row, c))
			break;
	p.left = c + 1;
	for (c = col; c < p.right && !fence_is_edge(s, row, c); c++)
		;
	p.right = c;
	return p;
}

int
line_pane_top(const struct screen *s, const struct pane *p, int row)
{
	while (row > 0 && !fence_is_floor(s, p, row - 1))
		row--;
	return row;
}

bool
line_in_pane(const struct screen *s, const struct pane *p, int row, int other, int col)
{
	struct pane there = line_pane(s, other, col, true);
	int r, low = row < other ? row : other, high = row < other ? other : row;

	/* it may have been split, or joined, since */
	if (there.left != p->left)
		return false;
	if (there.right > p->right)
		there.right = p->right;
	for (r = low; r <= high; r++)
		if (fence_is_floor(s, &there, r))
			return false;
	return true;
}

/* Nobody wrote it as a part of the line. */
static bool
is_bare(const struct screen_cell *cell, uint32_t floor)
{
	return cell->width != 0 && (cell->text == 0 || cell->stamp < floor);
}

static int
width_of(const struct pane *p, const struct screen_line *line)
{
	return line->cols < p->right ? line->cols : p->right;
}

/* What the prompt drew, its blanks too: a right side that it printed before it returned to the left. */
static int
drawn_with_prompt(const struct screen_line *line, uint32_t drawn, int from, int end)
{
	int c = end, blanks = 0;

	if (drawn == 0)
		return end;
	while (c > from && line->cells[c - 1].stamp == drawn) {
		c--;
		blanks += line->cells[c].text == ' ';
	}
	/* a line that came at once with it */
	if (c == from && c < end && line->cells[c].text > ' ')
		return end;
	/* the text may have run into it */
	while (c < end && line->cells[c].text != ' ')
		c++;
	return blanks > 0 && c < end ? c : end;
}

static uint32_t
sum_up(const struct screen_line *line, const struct pane *p, int from, bool digits)
{
	int end = width_of(p, line);
	uint32_t sum = 2166136261u, sign;

	while (end > from && line->cells[end - 1].text <= ' ')
		end--;
	for (; from < end; from++) {
		sign = line->cells[from].text > ' ' ? line->cells[from].text : ' ';
		sum = (sum ^ (!digits && sign >= '0' && sign <= '9' ? '0' : sign)) * 16777619u;
	}
	return sum;
}

uint32_t
line_sum(const struct screen_line *line, const struct pane *p, int from)
{
	return sum_up(line, p, from, true);
}

uint32_t
line_shape(const struct screen_line *line, const struct pane *p, int from)
{
	return sum_up(line, p, from, false);
}

/* It stands as it did, drawn in one go: the text before it has filled the row up to it. */
static bool
touches_side(const struct screen_line *line, const struct pane *p, int width)
{
	int c = p->side;

	while (c < width && (line->cells[c].text <= ' ' || line->cells[c].stamp == line->cells[p->side].stamp))
		c++;
	return c == width && line_sum(line, p, p->side) == p->side_sum;
}

bool
line_has_side(const struct screen_line *line, const struct pane *p, int from, int width)
{
	int c;

	if (p->side <= from || p->side >= width || line->cells[p->side].text <= ' ')
		return false;
	if (line->cells[p->side - 1].text > ' ')
		return touches_side(line, p, width);
	if (p->side > from + 1 && line->cells[p->side - 2].text <= ' ' && line_sum(line, p, p->side) == p->side_sum)
		return true;
	for (c = p->side; c < width; c++)
		if (line->cells[c].text > ' ' && line->cells[c].stamp >= p->side_until)
			return false;
	return true;
}

/* Sign by sign, each later than the one before: it was typed, and its blanks were drawn by moving over them. */
static bool
was_typed(const struct screen_line *line, int gap, int run, int end)
{
	uint32_t last = gap > 0 ? line->cells[gap - 1].stamp : 0;
	int c, steps = 0;

	for (c = run; c < end && !(line->cells[c].width != 0 && line->cells[c].stamp < last); c++) {
		steps += line->cells[c].stamp > last;
		last = line->cells[c].width != 0 ? line->cells[c].stamp : last;
	}
	return c == end && steps >= 3;
}

/* Behind cells that nobody wrote, some at once: most of a row. */
static int
behind_blanks(const struct screen_line *line, int from, int end)
{
	const struct screen_cell *c;

	for (; end - from >= 4; end -= 4) {
		c = line->cells + end - 4;
		if ((c[0].text | c[1].text | c[2].text | c[3].text) != 0 || c[0].width == 0 || c[1].width == 0 || c[2].width == 0 ||
		    c[3].width == 0)
			break;
	}
	return end;
}

/* Where the text has run into the prompt of the right side, of which the rest still stands; else the width. */
static int
before_rest_of_side(const struct screen_line *line, const struct pane *p, int from, int width)
{
	int c = width;

	if (p->side <= from || p->side >= width)
		return width;
	while (c > p->side && line->cells[c - 1].text != 0 && line->cells[c - 1].stamp < p->side_until)
		c--;
	return c > p->side ? c : width;
}

/* A prompt of the right side that was drawn in the midst of the line, with the blanks before it: where these begin, or the end. */
static int
before_new_side(const struct screen_line *line, const struct pane *p, int from, int end)
{
	uint32_t stamp = line->cells[end - 1].stamp;
	int run = end, gap;

	if (!p->sided)
		return end;
	while (run > from && line->cells[run - 1].text > ' ' && line->cells[run - 1].stamp == stamp)
		run--;
	for (gap = run; gap > from && line->cells[gap - 1].text == ' ' && line->cells[gap - 1].stamp == stamp; gap--)
		;
	return run - gap >= SIDE_GAP ? gap : end;
}

/* Signs were taken out of the line, or put into it, and the terminal has moved the prompt of the right side with its end: where that stands now, or the width. */
static int
side_that_moved(const struct screen_line *line, const struct pane *p, int from, int width)
{
	int end = width, c;

	if (p->side <= from || p->side >= width)
		return width;
	while (end > from && line->cells[end - 1].text <= ' ')
		end--;
	for (c = end; c > from + 1 && !(line->cells[c - 1].text <= ' ' && line->cells[c - 2].text <= ' '); c--)
		;
	return c > from + 1 && c < end && line->cells[c].stamp < p->side_until && line_sum(line, p, c) == p->side_sum ? c : width;
}

/* Where the text of a row ends: before a right prompt, which stands at the margin behind cells that nobody wrote. */
static int
text_end(const struct screen_line *line, const struct pane *p, int from, int width)
{
	uint32_t floor = p->floor;
	int end = width, gap, run;

	if (line_has_side(line, p, from, width))
		end = p->side;
	else if ((end = side_that_moved(line, p, from, width)) == width)
		end = before_rest_of_side(line, p, from, width);
	end = behind_blanks(line, from, end);
	while (end > from && is_bare(&line->cells[end - 1], floor))
		end--;
	if (end < width - 1 || end <= from)
		return end > from && end >= width - 3 ? drawn_with_prompt(line, p->drawn, from, end) : end;
	for (run = end; run > from && !is_bare(&line->cells[run - 1], floor); run--)
		;
	for (gap = run; gap > from && is_bare(&line->cells[gap - 1], floor); gap--)
		;
	/* a single blank is one of the text, where the right prompt is known and another */
	if (run - gap == 1 && p->side > from && line_sum(line, p, run) != p->side_sum)
		gap = run;
	if (run - gap >= 1 && run > from && end - run < width - 4 && !was_typed(line, gap, run, end))
		return gap;
	return drawn_with_prompt(line, p->drawn, from, before_new_side(line, p, from, end));
}

static bool
row_runs_on(const struct screen *s, const struct pane *p, int row)
{
	struct screen_line line;

	if (!screen_line(s, row, &line))
		return false;
	if (line.continues)
		return true;
	/* one of no width has no last cell */
	return p->fills && p->right > p->left && line.cols >= p->right && !is_bare(&line.cells[p->right - 1], p->floor) &&
	    text_end(&line, p, p->left, p->right) == p->right && !(p->split && fence_is_floor(s, p, row));
}

bool
line_runs_on(const struct screen *s, const struct pane *p, int row)
{
	return row_runs_on(s, p, row);
}

int
line_first(const struct screen *s, const struct pane *p, int row)
{
	while (row > 0 && line_runs_on(s, p, row - 1))
		row--;
	return row;
}

int
line_last(const struct screen *s, const struct pane *p, int row)
{
	struct screen_line line;

	while (line_runs_on(s, p, row) && screen_line(s, row + 1, &line))
		row++;
	return row;
}

/* The multiplexer's own row, at the top perhaps, goes over the borders of a pane. */
static bool
is_inside(const struct screen *s, const struct pane *p, int row)
{
	return !p->split || ((p->left == 0 || fence_is_post(s, row, p->left - 1)) && (p->right >= screen_cols(s) || fence_is_post(s, row, p->right)));
}

void
line_prompt(const struct screen *s, const struct pane *p, int row, int col, struct buffer *out)
{
	struct screen_line line;

	if (col <= p->left && is_inside(s, p, row - 1) && row_runs_on(s, p, row - 1) && screen_line(s, row - 1, &line))
		screen_text(s, &line, p->left, width_of(p, &line), out);
	else if (screen_line(s, row, &line))
		screen_text(s, &line, p->left, col < line.cols ? col : line.cols, out);
}

/* Another sign stands where the prompt has one of ASCII: so it is nearly always, and then no cell needs to be made. */
static bool
differs(const struct screen *s, int row, int c, const char *prompt, size_t len)
{
	struct screen_line line;
	size_t at;

	if (!screen_written(s, row, &line))
		return true;
	for (at = 0; at < len && c < line.cols; at++, c++) {
		uint32_t sign = line.cells[c].text;

		if (sign >= 0x80 || line.cells[c].width == 0)
			return false;
		if (prompt[at] != (sign != 0 ? (char)sign : ' '))
			return true;
	}
	/* cells that nobody wrote are blanks */
	return at < len && prompt[at] != ' ';
}

bool
line_matches(const struct screen *s, const struct pane *p, int row, const char *prompt, size_t len, int *col)
{
	struct buffer cell = {0};
	struct screen_line line;
	size_t at = 0;
	int c = p->left, width;
	bool same = true;

	if (len == 0 || differs(s, row, c, prompt, len) || !screen_line(s, row, &line))
		return false;
	width = width_of(p, &line);
	for (; c < width && at < len && same; c++) {
		uint32_t sign = line.cells[c].text;

		/* nearly always, and nearly always another */
		if (sign < 0x80 && line.cells[c].width != 0) {
			same = prompt[at++] == (sign != 0 ? (char)sign : ' ');
			continue;
		}
		buffer_clear(&cell);
		screen_cell_text(s, &line.cells[c], &cell);
		same = cell.len <= len - at && (cell.len == 0 || memcmp(prompt + at, cell.data, cell.len) == 0);
		at += cell.len;
	}
	while (c < width && line.cells[c].width == 0)
		c++;
	buffer_free(&cell);
	*col = c;
	return same && at == len;
}

bool
line_find(const struct screen *s, const struct pane *p, int from, int to, uint32_t stamp, const char *prompt,
    size_t len, int *row, int *col)
{
	struct screen_line line;
	uint32_t newest = 0;
	int r, c;
	bool found = false;

	for (r = from; r >= to; r--) {
		if (!line_matches(s, p, r, prompt, len, &c) || !screen_line(s, r, &line))
			continue;
		if (line.cells[p->left].stamp < stamp || (found && line.cells[p->left].stamp <= newest))
			continue;
		found = true;
		newest = line.cells[p->left].stamp;
		*row = r;
		*col = c;
		/* a prompt that fills its row: the text begins on the next */
		if (c >= width_of(p, &line)) {
			*row = r + 1;
			*col = p->left;
		}
	}
	return found;
}

/* Cells from..to-1, with blanks for what is older than the line. */
static void
put_cells(const struct screen *s, const struct screen_line *line, uint32_t floor, int from, int to, struct buffer *out)
{
	int c;

	while (from < to) {
		for (c = from; c < to && (line->cells[c].stamp >= floor || line->cells[c].width == 0); c++)
			;
		screen_text(s, line, from, c, out);
		for (; c < to && line->cells[c].stamp < floor && line->cells[c].width != 0; c++)
			buffer_addc(out, ' ');
		from = c;
	}
}

static void
trim(struct buffer *out, size_t start)
{
	while (out->len > start && out->data[out->len - 1] == ' ')
		out->len--;
}

static bool
begins_wide(const struct screen *s, const struct pane *p, int row)
{
	struct screen_line line;

	return screen_line(s, row, &line) && p->left < line.cols && line.cells[p->left].width == 2;
}

/* The text of some rows; where the last of them ends, when it is there. */
static int
put_rows(const struct screen *s, const struct pane *p, int row, int col, int last, struct buffer *out)
{
	struct screen_line line;
	size_t start = out->len;
	int end = -1, width, r;

	for (r = row; r <= last; r++, col = p->left) {
		/* what stands below is another pane's */
		if (r > row && p->split && fence_is_floor(s, p, r))
			break;
		if (!screen_line(s, r, &line))
			continue;
		width = width_of(p, &line);
		if (r < last && row_runs_on(s, p, r)) {
			/* a wide glyph that did not fit left its cell blank */
			end = width > col && (is_bare(&line.cells[width - 1], p->floor) ||
						 (line.cells[width - 1].text == ' ' && begins_wide(s, p, r + 1)))
			    ? width - 1
			    : width;
			put_cells(s, &line, p->floor, col, end, out);
			continue;
		}
		end = text_end(&line, p, col, width);
		put_cells(s, &line, p->floor, col, end, out);
		trim(out, start);
		if (r < last) {
			buffer_addc(out, '\n');
			start = out->len;
		}
	}
	while (out->len > 0 && (out->data[out->len - 1] == '\n' || out->data[out->len - 1] == ' '))
		out->len--;
	return end;
}

void
line_text(const struct screen *s, const struct pane *p, int row, int col, int last, struct buffer *out)
{
	put_rows(s, p, row, col, last, out);
}

void
line_text_before(const struct screen *s, const struct pane *p, int row, int col, int last, int cursor, struct buffer *out)
{
	struct screen_line line;
	int c = put_rows(s, p, row, col, last, out);

	if (last > row)
		col = p->left;
	if (!screen_line(s, last, &line) || line.continues || cursor > line.cols)
		return;
	if (row > last)
		c = text_end(&line, p, col, width_of(p, &line));
	for (; c > col && line.cells[c - 1].text == ' '; c--)
		;
	for (; c < cursor; c++)
		buffer_addc(out, ' ');
}

void
line_head(const struct screen *s, const struct pane *p, int row, int col, int last, int cursor, struct buffer *out)
{
	struct screen_line line;

	if (last > row) {
		line_text(s, p, row, col, last - 1, out);
		if (!row_runs_on(s, p, last - 1))
			buffer_addc(out, '\n');
		col = p->left;
	}
	if (screen_line(s, last, &line) && col < cursor)
		put_cells(s, &line, p->floor, col, cursor < width_of(p, &line) ? cursor : width_of(p, &line), out);
}

bool
line_search(const struct screen *s, const struct pane *p, int from, int to, const char *text, size_t len,
    int *row, int *col)
{
	struct screen_line line;
	unsigned char first = len > 0 ? (unsigned char)text[0] : 0;
	int r, c, end;

	if (len == 0)
		return false;
	for (r = from; r >= to; r--) {
		struct pane rest = *p;

		if (!screen_line(s, r, &line))
			continue;
		for (c = width_of(p, &line) - 1; c >= p->left; c--) {
			/* asked at keys, of whole screens */
			if (first > ' ' && first != 0x7F && line.cells[c].text < 0x80 && line.cells[c].text != first)
				continue;
			rest.left = c;
			if (line.cells[c].width != 0 && line_matches(s, &rest, r, text, len, &end)) {
				*row = r;
				*col = c;
				return true;
			}
		}
	}
	return false;
}

int
line_column(const struct screen *s, const struct pane *p, int row, size_t bytes)
{
	struct buffer text = {0};
	struct screen_line line;
	int c = p->left;

	if (!screen_line(s, row, &line))
		return c;
	while (c < width_of(p, &line) && text.len < bytes)
		screen_cell_text(s, &line.cells[c++], &text);
	/* behind both halves of a wide one */
	while (c > p->left && c < width_of(p, &line) && line.cells[c].width == 0)
		c++;
	buffer_free(&text);
	return c;
}

bool
line_is_grey(const struct screen_cell *cell)
{
	uint32_t value = cell->fg & 0xFFFFFF, r = value >> 16, g = value >> 8 & 0xFF, b = value & 0xFF;

	if (cell->attributes & SCREEN_DIM)
		return true;
	if (cell->fg & SCREEN_PALETTE)
		return value == 8 || (value >= 236 && value <= 248);
	return (cell->fg & SCREEN_RGB) && r == g && g == b && r >= 0x40 && r <= 0xB0;
}
