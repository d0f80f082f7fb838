/* What asks first where nobody has asked before: the shell of a window, or of a pane, that is new. */
#include "indexer/newcomer.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/steer.h"

#define SAME_END 10 /* bytes of a prompt */

bool
newcomer_may_be_prompt(const struct buffer *prompt)
{
	size_t bare = prompt_bare(prompt->data, prompt->len);

	return bare > 0 && prompt->len - bare <= 2;
}

/* The prompt is wider than the window, and goes on from the row above: what stands there, and it. */
static bool
is_wide(struct recovery *r, const struct buffer *prompt, struct buffer *whole)
{
	struct screen_cursor cursor;
	bool wide;

	screen_cursor(r->screen, &cursor);
	if ((wide = cursor.row > 0 && line_runs_on(r->screen, &r->edit.pane, cursor.row - 1)))
		line_prompt(r->screen, &r->edit.pane, cursor.row - 1, r->edit.pane.right, whole);
	buffer_add(whole, prompt->data, prompt->len);
	return wide;
}

bool
newcomer_is_wide_shell(struct recovery *r, const struct buffer *prompt)
{
	struct buffer whole = {0};
	struct screen_cursor cursor;
	bool is;

	screen_cursor(r->screen, &cursor);
	is = !cursor.wraps && is_wide(r, prompt, &whole) && prompt_is_shells(whole.data, whole.len) && newcomer_may_be_prompt(&whole) &&
	    drawn_at_once(r, cursor.row - 1, r->edit.pane.left, r->edit.pane.right);
	buffer_free(&whole);
	return is;
}

bool
newcomer_begins_window(struct recovery *r, const struct buffer *prompt)
{
	struct screen_cursor cursor;
	struct buffer whole = {0};
	bool begins;

	screen_cursor(r->screen, &cursor);
	is_wide(r, prompt, &whole);
	begins = r->alternate && cursor.row <= 1 && !cursor.wraps && newcomer_may_be_prompt(&whole);
	buffer_free(&whole);
	return begins;
}

/* It ends in a sign of its own, and in none with which one asks. */
static bool
ends_in_sign(const char *prompt, size_t bare)
{
	if (bare == 0)
		return false;
	/* "--More--" */
	if (prompt[bare - 1] == '-')
		return bare == 1 || prompt[bare - 2] != '-';
	return (unsigned char)prompt[bare - 1] > 0x7F || (bare > 2 && strchr("])}|~=+*^&!@/", prompt[bare - 1]) != NULL);
}

/* "web-1:~: ", which would ask for something if no directory stood in it. */
static bool
names_directory(const char *prompt, size_t bare)
{
	return bare > 1 && prompt[bare - 1] == ':' && (memchr(prompt, '~', bare) != NULL || memchr(prompt, '/', bare) != NULL);
}

/* "web5 ", "~/src ": one word, and no question. */
static bool
is_word(const char *prompt, size_t bare)
{
	size_t i;

	for (i = 0; i < bare && (isalnum((unsigned char)prompt[i]) || (unsigned char)prompt[i] > 0x7F || strchr("~/-_.@+", prompt[i]) != NULL); i++)
		;
	return i == bare && bare >= 2 && prompt[bare - 1] != '.' && prompt[bare - 1] != '-';
}

/* "web10 " counts on from "web9 ". */
static bool
counts_on(const struct buffer *prompt, size_t bare, struct buffer *before)
{
	size_t at = bare;
	char number[24];
	long n;

	while (at > 0 && isdigit((unsigned char)prompt->data[at - 1]))
		at--;
	if (at == 0 || at == bare || bare - at > 8 || prompt->len != bare + 1 || !is_word(prompt->data, bare) || (n = strtol(prompt->data + at, NULL, 10)) < 1)
		return false;
	snprintf(number, sizeof number, "%ld", n - 1);
	buffer_add(before, prompt->data, at);
	buffer_adds(before, number);
	buffer_add(before, prompt->data + bare, prompt->len - bare);
	return buffer_status(before) == 0;
}

/* "Expert command (m for help): " is another mode's of "Command (m for help): ". */
static bool
ends_alike(const struct buffer *a, const struct buffer *b)
{
	size_t n = 0;

	while (n < a->len && n < b->len && a->data[a->len - 1 - n] == b->data[b->len - 1 - n])
		n++;
	return n >= SAME_END;
}

bool
newcomer_is_mode(const struct place *top, const struct buffer *prompt)
{
	return top->kind == PROGRAM_REPL && top->first.count > 0 && ends_alike(&top->first.list[0], prompt);
}

bool
newcomer_asks_again(const struct recovery *r, const struct buffer *prompt, struct buffer *first)
{
	size_t bare = prompt_bare(prompt->data ? prompt->data : "", prompt->len);

	if (bare == 0 || prompt->len - bare > 2)
		return false;
	buffer_clear(first);
	if (counts_on(prompt, bare, first) && ahead_asked(r, first))
		return true;
	buffer_clear(first);
	buffer_add(first, prompt->data, prompt->len);
	return ends_in_sign(prompt->data, bare) && ahead_asked(r, prompt) && memmem(prompt->data, bare, "y/n", 3) == NULL &&
	    memmem(prompt->data, bare, "Y/n", 3) == NULL && memmem(prompt->data, bare, "y/N", 3) == NULL;
}

/* The line ends in the name of the shell that it starts, or in its options: it was given no script, which may ask for anything. */
static bool
starts_bare_shell(const struct place *top)
{
	char name[PROGRAM_NAME_MAX];
	size_t len = prompt_bare(top->text.data ? top->text.data : "", top->text.len), at = len;

	if (top->starts_kind != PROGRAM_SHELL)
		return false;
	while (at > 0 && top->text.data[at - 1] != ' ')
		at--;
	program_of(top->text.data + at, len - at, name);
	return at < len && (top->text.data[at] == '-' || strcmp(name, top->starts) == 0);
}

bool
newcomer_edits(const struct recovery *r, const struct buffer *prompt)
{
	const struct place *top = &r->places.list[r->places.count - 1];
	size_t bare = prompt_bare(prompt->data ? prompt->data : "", prompt->len);

	return starts_bare_shell(top) && !r->truth.echo_off && r->truth.known && !r->truth.cooked && !places_multiplexed(&r->places) && !places_remote(&r->places) &&
	    program_kind(r->truth.name) == PROGRAM_SHELL && r->truth.group != top->group && newcomer_may_be_prompt(prompt) &&
	    (is_word(prompt->data, bare) || ends_in_sign(prompt->data, bare));
}

/* All rows of the pane below this one are empty, and so is what stands behind the cursor. */
static bool
is_empty_below(struct recovery *r, const struct screen_cursor *cursor)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;
	int row, c, rows = screen_rows(r->screen);

	/* the last may be the multiplexer's own */
	for (row = cursor->row; row < rows - 1 && line_pane_top(r->screen, p, row) == line_pane_top(r->screen, p, cursor->row) && screen_line(r->screen, row, &line); row++)
		for (c = row == cursor->row ? cursor->col : p->left; c < p->right && c < line.cols; c++)
			if (line.cells[c].text > ' ' && line_in_pane(r->screen, p, cursor->row, row, c))
				return false;
	return true;
}

/* All that stands in these rows came since the last key. */
static bool
came_since_key(struct recovery *r, int from, int to)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;
	int row, c;

	for (row = from; row < to && screen_line(r->screen, row, &line); row++)
		for (c = p->left; c < p->right && c < line.cols; c++)
			if (line.cells[c].text > ' ' && line.cells[c].stamp <= r->key_number)
				return false;
	return row == to;
}

bool
newcomer_begins_pane(struct recovery *r, const struct buffer *prompt)
{
	size_t bare = prompt_bare(prompt->data ? prompt->data : "", prompt->len);
	struct screen_cursor cursor;
	bool shells;
	int top;

	if (!places_multiplexed(&r->places) || !r->edit.pane.split || !steer_may_be_prefix(r, r->keyboard.last[1]) || prompt->len - bare != 1)
		return false;
	shells = prompt_is_shells(prompt->data, prompt->len);
	if (!shells && !ends_in_sign(prompt->data, bare) && !names_directory(prompt->data, bare) && !is_word(prompt->data, bare))
		return false;
	screen_cursor(r->screen, &cursor);
	top = line_pane_top(r->screen, &r->edit.pane, cursor.row);
	top += top == 0 && status_is_above(r);
	/* what greets, and the other rows of its prompt, stand above a shell's sign */
	return !cursor.wraps && (cursor.row == top || (shells && came_since_key(r, top, cursor.row))) &&
	    drawn_at_once(r, cursor.row, r->edit.pane.left, cursor.col) && is_empty_below(r, &cursor);
}

bool
newcomer_is_greeted(struct recovery *r)
{
	struct screen_cursor cursor;

	if (!places_multiplexed(&r->places) || !r->edit.pane.split || !steer_may_be_prefix(r, r->keyboard.last[1]))
		return false;
	screen_cursor(r->screen, &cursor);
	return !cursor.wraps && came_since_key(r, line_pane_top(r->screen, &r->edit.pane, cursor.row), cursor.row) &&
	    drawn_at_once(r, cursor.row, r->edit.pane.left, cursor.col) && is_empty_below(r, &cursor);
}

/* The line began behind a prompt that stands there no more: the multiplexer has drawn another window over it. */
static bool
is_drawn_over(struct recovery *r)
{
	const struct edit *e = &r->edit;
	int row, col;

	return e->known && e->prompt.len > 0 && (!screen_find(r->screen, e->anchor.id, &row) || !line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col));
}

bool
newcomer_came(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct pane before = e->pane;
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	int row;
	bool came, over;

	screen_cursor(r->screen, &cursor);
	if (!e->open || !e->anchored || e->bracket || !e->pane.split || r->keyboard.count > 0)
		return false;
	if (!(over = is_drawn_over(r)) && (e->known || e->prompt.len > 0 || e->anchor.col != e->pane.left || !screen_find(r->screen, e->anchor.id, &row) || row > cursor.row))
		return false;
	/* it may have had a half of the other window */
	if (over)
		e->pane = line_pane(r->screen, cursor.row, cursor.col, true);
	line_prompt(r->screen, &e->pane, cursor.row, cursor.col, &prompt);
	came = stamp_left_of(r, cursor.row, cursor.col) > r->key_number && newcomer_begins_pane(r, &prompt);
	if (!came)
		e->pane = before;
	buffer_free(&prompt);
	return came;
}

bool
newcomer_through_script(const struct place *top, const struct buffer *prompt)
{
	size_t bare = prompt_bare(prompt->data ? prompt->data : "", prompt->len);

	return bare > 0 && prompt->len == bare + 1 && strchr("$#%", prompt->data[bare - 1]) != NULL && top->text.len > 0 && program_runs_script(top->text.data, top->text.len);
}

/* Nothing stands on the screen, but for a status above or below it. */
static bool
is_untouched(struct recovery *r, int cursor)
{
	int last = screen_rows(r->screen) - 1, row, c;
	struct screen_line line;

	for (row = cursor > 0 ? 1 : 0; row < last + (cursor == last) && screen_line(r->screen, row, &line); row++)
		for (c = 0; c < line.cols; c++)
			if (line.cells[c].text > ' ')
				return false;
	return true;
}

bool
newcomer_asks_with_nothing(struct recovery *r, const struct buffer *prompt)
{
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	return prompt->len == 0 && cursor.col == r->edit.pane.left && (shows_multiplexer(r) ? status_names_shell(r) : is_untouched(r, cursor.row));
}
