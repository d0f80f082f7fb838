/* What parts panes from one another, as tmux and GNU screen draw it. */
#include "indexer/fence.h"

#define PLAIN_LEAST 6 /* rows, between the first and the last */

/* A blank in reverse, between others that are not: screen's regions beside one another are parted by such. */
static bool
is_reverse_alone(const struct screen_line *line, int col)
{
	const struct screen_cell *cell = &line->cells[col];

	return cell->text <= ' ' && (cell->attributes & SCREEN_REVERSE) && col > 0 && col + 1 < line->cols &&
	    !((cell - 1)->attributes & SCREEN_REVERSE) && !((cell + 1)->attributes & SCREEN_REVERSE);
}

/* Box drawing, vertical and its joints: single, heavy, double. */
static bool
is_upright(uint32_t c)
{
	return c == 0x2502 || c == 0x251C || c == 0x2524 || c == 0x253C || c == 0x2503 || c == 0x2523 || c == 0x252B || c == 0x254B || c == 0x2551 || c == 0x2560 ||
	    c == 0x2563 || c == 0x256C;
}

/* The same of signs that every terminal has. */
static bool
is_plain(const struct screen *s, int row, int col)
{
	struct screen_line line;

	return screen_line(s, row, &line) && col < line.cols && (line.cells[col].text == '|' || line.cells[col].text == '+');
}

static bool
is_border(const struct screen *s, int row, int col)
{
	struct screen_line line;

	return screen_line(s, row, &line) && col < line.cols && (is_upright(line.cells[col].text) || is_reverse_alone(&line, col));
}

bool
fence_is_post(const struct screen *s, int row, int col)
{
	return is_border(s, row, col) || is_plain(s, row, col);
}

/* A round corner: of a box that a program draws, and of no pane. */
static bool
is_round(const struct screen *s, int row, int col)
{
	struct screen_line line;

	return row >= 0 && screen_line(s, row, &line) && col < line.cols && line.cells[col].text >= 0x256D && line.cells[col].text <= 0x2570;
}

/* tmux's `pane-border-lines simple`: only a column that has such signs in all rows but those of the status is no table's. */
static bool
is_plain_edge(const struct screen *s, int row, int col)
{
	int first, last;

	if (!is_plain(s, row, col))
		return false;
	for (first = row; first > 0 && is_plain(s, first - 1, col); first--)
		;
	for (last = row; last + 1 < screen_rows(s) && is_plain(s, last + 1, col); last++)
		;
	return first <= 1 && last >= screen_rows(s) - 3 && last - first >= PLAIN_LEAST;
}

bool
fence_is_edge(const struct screen *s, int row, int col)
{
	int first, last;

	if (!is_border(s, row, col))
		return is_plain_edge(s, row, col);
	for (first = row; first > 0 && is_border(s, first - 1, col); first--)
		;
	for (last = row; last + 1 < screen_rows(s) && is_border(s, last + 1, col); last++)
		;
	return last - first >= 2 && !is_round(s, first - 1, col) && !is_round(s, last + 1, col);
}

static bool
is_level(uint32_t sign)
{
	return sign >= 0x2500 && sign <= 0x257F && sign != 0x2502 && sign != 0x2503 && sign != 0x2551;
}

/* Single, heavy, double. */
static bool
is_straight(uint32_t sign)
{
	return sign == 0x2500 || sign == 0x2501 || sign == 0x2550;
}

/* tmux's `pane-border-status`: "──1 "web-1"──────", of which the title stands behind two signs. */
static bool
is_titled_floor(const struct screen_line *line, const struct pane *p)
{
	const struct screen_cell *cells = line->cells;
	int c = p->right;

	if (!p->split || p->right - p->left < 6 || !is_straight(cells[p->left].text) || cells[p->left + 1].text != cells[p->left].text || is_level(cells[p->left + 2].text))
		return false;
	while (c > p->left && is_level(cells[c - 1].text))
		c--;
	return p->right - c >= 2 && c > p->left + 2;
}

static bool
is_digit(uint32_t sign)
{
	return sign >= '0' && sign <= '9';
}

/* GNU screen's caption below a region, a row that is all in reverse: "   1 title", or "  --" where nothing is. */
static bool
is_caption(const struct screen_line *line, const struct pane *p)
{
	const struct screen_cell *cells = line->cells;
	int c;

	if (!p->split || p->left > 0 || p->right < 6 || cells[0].text > ' ' ||
	    !((is_digit(cells[3].text) && cells[4].text <= ' ') || (cells[2].text == '-' && cells[3].text == '-')))
		return false;
	for (c = 0; c < p->right; c++)
		if (!(cells[c].attributes & SCREEN_REVERSE))
			return false;
	return true;
}

bool
fence_is_floor(const struct screen *s, const struct pane *p, int row)
{
	struct screen_line line;
	int c;

	if (!screen_line(s, row, &line) || p->right - p->left < 2 || p->right > line.cols)
		return false;
	for (c = p->left; c < p->right; c++)
		if (!is_level(line.cells[c].text))
			return is_titled_floor(&line, p) || is_caption(&line, p);
	return true;
}
