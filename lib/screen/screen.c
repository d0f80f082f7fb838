/* A terminal's screen, replayed from its output. */
#include "lib/screen/screen.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/utf8.h"
#include "lib/screen/state.h"

#define HISTORY_MAX (1 << 24)

static int
clamp(int n, int low, int high)
{
	return n < low ? low : n > high ? high : n;
}

struct screen *
screen_new(int cols, int rows, int history)
{
	struct screen *s = calloc(1, sizeof *s);

	if (s == NULL)
		return NULL;
	cols = clamp(cols, SCREEN_COLS_MIN, SCREEN_COLS_MAX);
	rows = clamp(rows, SCREEN_ROWS_MIN, SCREEN_ROWS_MAX);
	if (grid_init(&s->grid, cols, rows, clamp(history, 0, HISTORY_MAX)) != 0 ||
	    (s->tabs = malloc((size_t)cols)) == NULL ||
	    machine_init(&s->machine, cols, rows, &s->grid) != 0) {
		screen_free(s);
		return NULL;
	}
	control_reset(s);
	return s;
}

void
screen_free(struct screen *s)
{
	if (s == NULL)
		return;
	grid_free(&s->grid);
	clusters_free(&s->clusters);
	strainer_free(&s->strainer);
	flood_free(&s->flood);
	machine_free(&s->machine);
	free(s->tabs);
	free(s);
}

void
screen_reset(struct screen *s)
{
	if (s->feeding)
		return;
	state_settle(s);
	strainer_reset(&s->strainer);
	control_reset(s);
	scrollback_forget(&s->grid.past);
	grid_renew(&s->grid, PAGE_MAIN);
	grid_renew(&s->grid, PAGE_ALTERNATE);
	grid_use(&s->grid, PAGE_MAIN);
	clusters_free(&s->clusters);
	s->title[0] = '\0';
}

void
screen_observe(struct screen *s, const struct screen_observer *observer, unsigned wanted)
{
	/* who listens now has not asked for what was fed before */
	state_settle(s);
	if (observer != NULL)
		s->observer = *observer;
	s->wanted = observer != NULL && observer->mark != NULL ? wanted : 0;
}

void
screen_stamp(struct screen *s, uint32_t stamp, uint8_t phase)
{
	s->grid.blank.stamp = stamp;
	s->grid.blank.phase = phase;
}

void
screen_feed(struct screen *s, const char *data, size_t len)
{
	size_t done;

	if (s->feeding || (done = flood_put_off(s, data, len)) == len)
		return;
	s->feeding = true;
	state_settle(s);
	strainer_feed(&s->strainer, data + done, len - done, &control_sink, s);
	s->feeding = false;
}

static void
extend_tabs(unsigned char *tabs, int from, int to)
{
	for (; from < to; from++)
		tabs[from] = from % 8 == 0;
}

static void
fit_saved(struct screen *s, const int shift[2])
{
	int page;

	for (page = 0; page < 2; page++) {
		struct saved *saved = &s->saved[page];

		saved->row = clamp(saved->row + shift[page], 0, s->grid.rows - 1);
		saved->col = clamp(saved->col, 0, s->grid.cols - 1);
		saved->wraps = false;
	}
}

/* The rows that must stay on the two pages: the cursor's, and where it was left. */
static void
cursor_rows(const struct screen *s, int rows[2])
{
	rows[PAGE_MAIN] = s->saved[PAGE_MAIN].row;
	rows[PAGE_ALTERNATE] = s->saved[PAGE_ALTERNATE].row;
	rows[s->grid.active] = s->row;
}

static void
place_cursor(struct screen *s, int shift, int old_cols)
{
	/* a cursor that waits to wrap goes on where there is room now */
	s->col += s->wraps && s->grid.cols > old_cols;
	s->row = clamp(s->row + shift, 0, s->grid.rows - 1);
	s->col = clamp(s->col, 0, s->grid.cols - 1);
	s->wraps = false;
	s->last = 0;
}

void
screen_resize(struct screen *s, int cols, int rows)
{
	int before[2], after[2], shift[2], old = s->grid.cols;
	struct machine machine;
	unsigned char *tabs;

	cols = clamp(cols, SCREEN_COLS_MIN, SCREEN_COLS_MAX);
	rows = clamp(rows, SCREEN_ROWS_MIN, SCREEN_ROWS_MAX);
	if (s->feeding || (cols == s->grid.cols && rows == s->grid.rows))
		return;
	state_settle(s);
	if ((tabs = realloc(s->tabs, (size_t)(cols > old ? cols : old))) == NULL)
		return;
	s->tabs = tabs;
	extend_tabs(tabs, old, cols);
	/* a new libvterm: the old one's own resizing is not safe */
	if (machine_init(&machine, cols, rows, &s->grid) != 0)
		return;
	cursor_rows(s, before);
	memcpy(after, before, sizeof after);
	if (grid_resize(&s->grid, cols, rows, after) != 0) {
		machine_free(&machine);
		return;
	}
	machine_move(&s->machine, &machine);
	shift[0] = after[0] - before[0];
	shift[1] = after[1] - before[1];
	fit_saved(s, shift);
	place_cursor(s, shift[s->grid.active], old);
	s->margins = (struct area){0, rows, 0, cols};
	mode_refit(s);
}

void
screen_keep_past(struct screen *s)
{
	s->grid.keeps_past = true;
}

int
screen_cols(const struct screen *s)
{
	return s->grid.cols;
}

int
screen_rows(const struct screen *s)
{
	return s->grid.rows;
}

void
screen_cursor(const struct screen *s, struct screen_cursor *cursor)
{
	state_settle(s);
	cursor->row = s->row;
	cursor->col = s->col;
	cursor->wraps = s->wraps;
	cursor->visible = s->modes.visible;
}

void
screen_modes(const struct screen *s, struct screen_modes *modes)
{
	modes->alternate = s->grid.active == PAGE_ALTERNATE;
	modes->bracketed = s->modes.bracketed;
	modes->cursor_keys = s->modes.cursor_keys;
	modes->keypad = s->modes.keypad;
	modes->origin = s->modes.origin;
	modes->insert = s->modes.insert;
	modes->autowrap = s->modes.autowrap;
	modes->reverse = s->modes.reverse;
	modes->mouse = s->modes.mouse;
	modes->drawing = s->charset.sets[s->charset.shift] == '0';
}

const char *
screen_title(const struct screen *s)
{
	return s->title;
}

int
screen_history(const struct screen *s)
{
	state_settle(s);
	return s->grid.active == PAGE_MAIN ? s->grid.past.count : 0;
}

static struct row *
row_at(const struct screen *s, int row)
{
	if (row >= s->grid.rows || row < -screen_history(s))
		return NULL;
	return row >= 0 ? grid_row(&s->grid, row) : scrollback_row(&s->grid.past, row);
}

bool
screen_line(const struct screen *s, int row, struct screen_line *line)
{
	struct row *r;

	state_settle(s);
	r = row_at(s, row);
	/* cells that were not in memory are put there now: no other change */
	if (r == NULL || !row_reserve(r, r->cols))
		return false;
	line->id = r->id;
	line->cells = r->cells;
	line->cols = r->cols;
	line->continues = r->continues;
	return true;
}

bool
screen_written(const struct screen *s, int row, struct screen_line *line)
{
	struct row *r;

	state_settle(s);
	if ((r = row_at(s, row)) == NULL)
		return false;
	*line = (struct screen_line){.id = r->id, .cells = r->cells, .cols = r->used, .continues = r->continues};
	return true;
}

bool
screen_find(const struct screen *s, uint64_t id, int *row)
{
	int i;

	state_settle(s);
	for (i = 0; i < s->grid.rows; i++) {
		if (grid_row(&s->grid, i)->id == id) {
			*row = i;
			return true;
		}
	}
	if (s->grid.active != PAGE_MAIN || (i = scrollback_find(&s->grid.past, id)) == 0)
		return false;
	*row = i;
	return true;
}

void
screen_cell_text(const struct screen *s, const struct screen_cell *cell, struct buffer *out)
{
	uint32_t single;
	const uint32_t *codes;
	char bytes[4];
	int i, count;

	if (cell->width == 0)
		return;
	if (cell->text < 0x80) {
		buffer_addc(out, cell->text == 0 ? ' ' : (char)cell->text);
		return;
	}
	codes = clusters_get(&s->clusters, cell->text, &single, &count);
	for (i = 0; i < count; i++)
		buffer_add(out, bytes, (size_t)utf8_encode(codes[i], bytes));
}

/* ASCII, up to what is none: how many cells. */
static int
copy_ascii(const struct screen_cell *cells, int count, char *out)
{
	uint32_t text;
	int i;

	for (i = 0; i < count; i++) {
		text = cells[i].text;
		if (text >= 0x80 || cells[i].width == 0)
			break;
		out[i] = text == 0 ? ' ' : (char)text;
	}
	return i;
}

void
screen_text(
    const struct screen *s, const struct screen_line *line, int from, int to, struct buffer *out)
{
	int i = from > 0 ? from : 0, end = to < line->cols ? to : line->cols, n;
	char *p;

	while (i < end) {
		if ((p = buffer_reserve(out, (size_t)(end - i))) == NULL)
			return;
		n = copy_ascii(line->cells + i, end - i, p);
		out->len += (size_t)n;
		i += n;
		for (; i < end && (line->cells[i].text >= 0x80 || line->cells[i].width == 0); i++)
			screen_cell_text(s, &line->cells[i], out);
	}
}

bool
screen_settled(const struct screen *s)
{
	return strainer_settled(&s->strainer);
}
