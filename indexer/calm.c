/* Output that no key asked for: a job may be printing into the line. */
#include "indexer/arrival.h"
#include "indexer/edit.h"

#include <string.h>

#define ROWS_AT_ONCE 6 /* that a job prints */

/* Node took away what it had shown below the line. */
static bool
is_wiped(struct recovery *r, int row)
{
	struct screen_line line;
	int c = 0;

	if (strcmp(places_top(&r->places)->program, "node") != 0 || !screen_line(r->screen, row, &line))
		return false;
	while (c < line.cols && line.cells[c].text <= ' ')
		c++;
	return c == line.cols;
}

/* fish goes on in the next row by a return more, or moves about on its way there; what others print in rows begins with text, and has colours at most. */
static bool
may_be_fishs(const struct event *ev)
{
	const char *at = ev->data, *end = ev->data + ev->len;

	if (ev->len > 4 && (unsigned char)at[0] > ' ' && (unsigned char)at[1] >= ' ' && memcmp(end - 2, "\r\n", 2) == 0 && memchr(at, '\033', ev->len) == NULL)
		return false;
	if (ev->len < 3 || memcmp(end - 2, "\r\n", 2) != 0 || end[-3] == '\r')
		return true;
	while ((at = memchr(at, '\033', (size_t)(end - at))) != NULL) {
		if (++at == end || *at++ != '[')
			return true;
		while (at < end && ((*at >= '0' && *at <= '9') || *at == ';'))
			at++;
		if (at == end || *at != 'm')
			return true;
	}
	return false;
}

/* A row of text and nothing else, as programs print it.  Where the last key was answered, an editor does not go on so. */
static bool
is_row_of_text(const struct recovery *r, const struct event *ev)
{
	size_t i;

	if (r->answered == 0 || ev->len < 3 || memcmp(ev->data + ev->len - 2, "\r\n", 2) != 0)
		return false;
	for (i = 0; i < ev->len - 2 && (unsigned char)ev->data[i] >= ' ' && ev->data[i] != 0x7F; i++)
		;
	return i == ev->len - 2;
}

/* One letter, as it was typed, and then what is no line's: the multiplexer hides its cursor, or scrolls. */
static bool
begins_with_echo(const struct recovery *r, const struct event *ev)
{
	const char *at = ev->data + 1, *end = ev->data + ev->len;

	if (ev->len < 6 || (unsigned char)ev->data[0] < ' ' || (unsigned char)ev->data[0] > 0x7E || at[0] != '\033' || at[1] != '[' ||
	    !(r->keyboard.coarse ? r->keyboard.printing : keyboard_typed(&r->keyboard, ev->data, 1)))
		return false;
	if (end - at >= 6 && memcmp(at, "\033[?25l", 6) == 0)
		return true;
	for (at += 2; at < end && ((*at >= '0' && *at <= '9') || *at == ';'); at++)
		;
	return at < end && *at == 'r';
}

/* Rows of text end it; or where no editor is, they stand in it, and the next prompt behind them. */
static bool
has_rows(const struct recovery *r, const struct event *ev)
{
	if (ev->len <= 3)
		return false;
	if (memcmp(ev->data + ev->len - 2, "\r\n", 2) == 0)
		return true;
	return !r->edit.bracket && memchr(ev->data, '\033', ev->len) == NULL && memmem(ev->data + 1, ev->len - 1, "\r\n", 2) != NULL;
}

/* A letter that was a command to zsh's editor put rows below: it goes there in a way of its own, and nobody else with it. */
static bool
is_row_by_command(const struct recovery *r, const struct event *ev)
{
	const char *at = ev->data, *end;
	bool goes = false;

	if (!r->edit.bracket || !r->keyboard.escaped || r->answered > 0 || ev->len == 0)
		return false;
	end = at + ev->len;
	for (; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++, goes = true)
		if (at - ev->data < 2 || at[-1] != '\r' || at[-2] != '\r')
			return false;
	return goes;
}

/* Output that no key asked for: a job may be printing into the line. */
void
calm_keep(struct recovery *r, const struct event *ev)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int row;
	bool brings;

	e->has_calm = false;
	if (!r->keyboard.seen)
		return;
	if (!e->open || !e->anchored || e->displaced || r->keyboard.count > 0 || (is_fish(r) && (e->pane.split || may_be_fishs(ev))))
		return;
	/* a printable key brings no line feed, unless a block is found by it, or it is a command of vi's; any other may, at once */
	if (r->keyboard.searches && r->keyboard.coarse)
		return;
	brings = (!r->keyboard.printing || r->keyboard.prefixed || r->keyboard.searches || is_row_by_command(r, ev)) &&
	    (r->answered == 0 || ev->at - r->key_at < ANSWER_MS);
	screen_cursor(r->screen, &cursor);
	if (!screen_find(r->screen, e->anchor.id, &row) || row > cursor.row || (brings && !(row == cursor.row && !e->pane.split && is_row_of_text(r, ev))))
		return;
	/* the editor is below for a moment, where it shows what the line would give */
	if (row < cursor.row && !e->bracket && (is_preview(r, cursor.row) || is_wiped(r, cursor.row)))
		return;
	if (e->pane.split && is_for_panes(r))
		edit_pane_anew(r);
	buffer_clear(&e->calm);
	line_text_before(r->screen, &e->pane, row, e->anchor.col, cursor.row, cursor.col, &e->calm);
	/* the echo of the last key stands before what came at once with it */
	if (r->answered == 0 && !e->pane.split && !is_fish(r) && has_rows(r, ev) && keyboard_typed(&r->keyboard, ev->data, 1))
		buffer_add(&e->calm, ev->data, 1);
	buffer_clear(&e->head);
	if (e->pane.split)
		line_head(r->screen, &e->pane, row, e->anchor.col, cursor.row, cursor.col, &e->head);
	e->calm_id = cursor_row_id(r);
	e->calm_col = cursor.col;
	e->has_calm = true;
	/* in a pane the same, before all that the multiplexer moves */
	if (e->pane.split && begins_with_echo(r, ev)) {
		buffer_add(&e->calm, ev->data, 1);
		buffer_add(&e->head, ev->data, 1);
		e->calm_col++;
	}
}

static bool
goes_on_from(const struct buffer *text, const struct buffer *calm)
{
	return text->len >= calm->len && (calm->len == 0 || memcmp(text->data, calm->data, calm->len) == 0) &&
	    (text->len == calm->len || memchr(text->data + calm->len, '\n', text->len - calm->len) == NULL);
}

/* The same text, and a row more. */
static bool
went_below(const struct buffer *text, const struct buffer *head)
{
	return text->len > head->len && (head->len == 0 || memcmp(text->data, head->data, head->len) == 0) &&
	    memchr(text->data + head->len, '\n', text->len - head->len) != NULL;
}

/* This row says what the line said before its cursor, and more. */
static bool
begins_as_line(struct recovery *r, int row)
{
	struct edit *e = &r->edit;
	struct buffer text = {0};
	int col = e->anchor.col;
	bool begins;

	/* its own, that goes on in the next */
	if (line_runs_on(r->screen, &e->pane, row))
		return false;
	begins = e->adrift || e->prompt.len == 0 || (line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col) && col == e->anchor.col);
	if (begins)
		line_text(r->screen, &e->pane, row, col, row, &text);
	begins = begins && text.len > e->head.len && memcmp(text.data, e->head.data, e->head.len) == 0;
	buffer_free(&text);
	return begins;
}

bool
calm_driven_up(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int row, top;

	screen_cursor(r->screen, &cursor);
	if (!e->pane.split || cursor.col > e->pane.left + 1 || e->head.len == 0 || memchr(e->head.data, '\n', e->head.len) != NULL || e->calm_id != e->anchor.id ||
	    cursor_row_id(r) != e->anchor.id || e->anchor.col > e->calm_col || !arrival_is_end_of_row(r, &cursor))
		return false;
	top = line_pane_top(r->screen, &e->pane, cursor.row);
	for (row = cursor.row - 1; row >= top && row >= cursor.row - ROWS_AT_ONCE && !begins_as_line(r, row); row--)
		;
	return row >= top && row >= cursor.row - ROWS_AT_ONCE;
}

/* The cursor is where it was, and the line before it is another: a job drew over it. */
bool
calm_overwritten(struct recovery *r, bool anew)
{
	struct edit *e = &r->edit;
	struct buffer text = {0};
	struct screen_cursor cursor;
	int row;
	bool same = true;

	screen_cursor(r->screen, &cursor);
	if (screen_find(r->screen, e->anchor.id, &row) && row <= cursor.row) {
		if (e->pane.split)
			line_head(r->screen, &e->pane, row, e->anchor.col, cursor.row, cursor.col, &text);
		else
			line_text_before(r->screen, &e->pane, row, e->anchor.col, cursor.row, cursor.col, &text);
		/* in a pane that line may be drawn anew; only a row more tells of a job */
		same = !e->pane.split ? goes_on_from(&text, &e->calm) : anew ? goes_on_from(&text, &e->head) : !went_below(&text, &e->head);
	}
	e->tampered |= !same && (anew || !e->pane.split);
	buffer_free(&text);
	return !same;
}

/* Its prompt was drawn with it, and is the same. */
static bool
draws_prompt(struct recovery *r)
{
	const struct edit *e = &r->edit;
	int row, col;

	return e->known && e->prompt.len > 2 && screen_find(r->screen, e->anchor.id, &row) && row == line_first(r->screen, &e->pane, row) &&
	    line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col) && col == e->anchor.col && drawn_at_once(r, row, e->pane.left, col) &&
	    stamp_left_of(r, row, col) == (uint32_t)r->number;
}

/* Here bash edits, whose letters are letters: vi's mode is told in the prompt, and its letters take words away. */
static bool
may_be_bash(struct recovery *r)
{
	const struct place *top = places_top(&r->places);

	if (r->edit.pane.split)
		return is_bracketed(r) && !is_zsh(r) && !is_fish(r) && !r->keyboard.escaped && draws_prompt(r);
	return r->edit.bracket && (strcmp(top->program, "bash") == 0 || top->kind == PROGRAM_GATE) && !(r->keyboard.moved && draws_prompt(r));
}

static bool
goes_to_margin(const struct event *ev)
{
	return ev->len > 1 && ev->data[0] == '\r' && ev->data[1] != '\n' && ev->data[1] != '\r' && !(ev->len > 3 && memcmp(ev->data + 1, "\033[C", 3) == 0);
}

/*
 * Keys that print, of which not all were told, add to the line of a bash: what draws it from the margin, and another one, is
 * somebody else.  To go over its prompt, step by step, is an editor's way.
 */
bool
calm_draws_anew(struct recovery *r, const struct event *ev)
{
	return r->keyboard.coarse && r->keyboard.printing && r->answered > 1 && !r->resized && goes_to_margin(ev) && may_be_bash(r);
}

/*
 * In a pane whose multiplexer has left out that an editor began: a shell's prompt stands and nothing behind it, no key has come, and somebody goes to
 * the margin.
 */
bool
calm_over_prompt(struct recovery *r, const struct event *ev)
{
	struct screen_cursor cursor;
	struct buffer prompt = {0}, behind = {0};
	struct pane pane;
	int col;
	bool over;

	if (!r->keyboard.seen || r->edit.open || r->keyboard.typed || r->keyboard.count > 0 || r->answered == 0 || ev->at - r->output_at < ANSWER_MS ||
	    !goes_to_margin(ev) || !places_multiplexed(&r->places) || !is_bracketed(r))
		return false;
	screen_cursor(r->screen, &cursor);
	pane = line_pane(r->screen, cursor.row, cursor.col, true);
	over = known_prompt(r, &pane, cursor.row, &col, &prompt) && prompt.len > 2 && col == cursor.col;
	if (over) {
		line_text(r->screen, &pane, cursor.row, col, cursor.row, &behind);
		over = behind.len == 0;
	}
	buffer_free(&prompt);
	buffer_free(&behind);
	return over;
}

void
calm_note_unasked(struct recovery *r)
{
	r->unasked[r->unasked_next++ % UNASKED_MAX] = (uint32_t)r->number;
}

/* Nor did the event of output before this one, no key between. */
bool
calm_goes_on_unasked(const struct recovery *r)
{
	return r->unasked_next > 0 && r->unasked[(r->unasked_next - 1) % UNASKED_MAX] == r->output_number;
}

/* Of keys that follow one that prints nothing may be told for a second. */
int64_t
calm_noise_ms(const struct recovery *r)
{
	return r->keyboard.coarse && r->keyboard.printing ? NOISE_COARSE_MS : NOISE_MS;
}

/* One sign, and nothing that moves the cursor. */
bool
calm_is_sign(const struct event *ev)
{
	return ev->len > 0 && ev->len <= 4 && (unsigned char)ev->data[0] > ' ' && (ev->len == 1 || (unsigned char)ev->data[0] > 0x7F);
}

/* The text with which it begins, up to what moves the cursor. */
size_t
calm_plain_length(const struct event *ev)
{
	size_t i;

	for (i = 0; i < ev->len && (unsigned char)ev->data[i] >= ' ' && ev->data[i] != 0x7F; i++)
		;
	return i;
}

/* The same with what editors draw it with: colours, and steps back within it. */
size_t
calm_drawn_length(const struct event *ev)
{
	size_t i = calm_plain_length(ev), n;

	while (i < ev->len && (ev->data[i] == '\b' || ev->data[i] == '\033' || ((unsigned char)ev->data[i] >= ' ' && ev->data[i] != 0x7F))) {
		n = 1;
		if (ev->data[i] == '\033') {
			if (ev->len - i < 3 || ev->data[i + 1] != '[')
				break;
			for (n = 2; i + n < ev->len && ((ev->data[i + n] >= '0' && ev->data[i + n] <= '9') || ev->data[i + n] == ';'); n++)
				;
			if (i + n == ev->len || ev->data[i + n++] != 'm')
				break;
		}
		i += n;
	}
	return i;
}

/* Behind a sequence of numbers that this sign ends; NULL: there is none. */
static const char *
skip_sequence(const char *at, const char *end, char last)
{
	if (at == NULL || end - at < 3 || at[0] != '\033' || at[1] != '[')
		return NULL;
	for (at += 2; at < end && ((*at >= '0' && *at <= '9') || *at == ';'); at++)
		;
	return at < end && *at == last ? at + 1 : NULL;
}

/* A multiplexer scrolls its window first, and then draws the letters that were late: how much of the event that is; 0: it does not begin so. */
size_t
calm_scrolled_length(const struct event *ev)
{
	const char *end = ev->data + ev->len, *at = skip_sequence(skip_sequence(ev->data, end, 'r'), end, 'H'), *letters;

	/* GNU screen has all of the terminal, and moves down from its top */
	if (at == NULL)
		at = skip_sequence(skip_sequence(ev->data, end, 'H'), end, 'B');
	if (at == NULL || at == end || *at++ != '\n' || (letters = at = skip_sequence(at, end, 'H')) == NULL)
		return 0;
	while (at < end && (unsigned char)*at >= ' ' && *at != 0x7F)
		at++;
	return at > letters && at < end ? (size_t)(at - ev->data) : 0;
}

bool
calm_is_plain(const struct event *ev)
{
	return ev->len > 0 && calm_plain_length(ev) == ev->len;
}

/* The cursor is moved about, and nothing is drawn, or so many signs on its way. */
static bool
moves_only(const char *at, const char *end, int signs)
{
	const char *from = at;

	while (at < end) {
		if (at > from && *at > ' ' && *at < 0x7F && signs-- > 0) {
			at++;
			continue;
		}
		if (*at == '\r' || *at == '\b') {
			at++;
			continue;
		}
		if (end - at < 3 || memcmp(at, "\033[", 2) != 0)
			return false;
		for (at += 2; at < end && *at >= '0' && *at <= '9'; at++)
			;
		if (at == end || strchr("ABCDG", *at++) == NULL)
			return false;
	}
	return true;
}

/*
 * What answers the key goes to the next row of the line by a line feed, and draws that once more as it stands, as ksh's editor does, or nothing, as
 * readline does that has another mode shown before the first: nobody else has printed.
 */
bool
calm_goes_over_own_row(struct recovery *r)
{
	const struct edit *e = &r->edit;
	const struct event *ev = r->output;
	const char *at, *end;
	struct screen_cursor cursor;
	struct screen_line line;
	struct buffer row = {0};
	bool goes;

	/* of the keys that print, the others are not told of */
	if (e->pane.split || !e->anchored || !e->known || (r->answered != 1 && !(r->keyboard.coarse && r->keyboard.printing && !e->bracket)) || ev == NULL || (at = memchr(ev->data, '\n', ev->len)) == NULL)
		return false;
	screen_cursor(r->screen, &cursor);
	if (!line_runs_on(r->screen, &e->pane, cursor.row) || !screen_line(r->screen, cursor.row + 1, &line))
		return false;
	for (end = ev->data + ev->len, at++; at < end && *at == '\r'; at++)
		;
	screen_text(r->screen, &line, 0, line.cols, &row);
	/* or shows for a moment to which parenthesis this one belongs, as swipl does */
	goes = moves_only(at, end, r->keyboard.printing && !e->bracket) || (!e->bracket && row.len >= (size_t)(end - at) && memcmp(row.data, at, (size_t)(end - at)) == 0);
	buffer_free(&row);
	return goes;
}
