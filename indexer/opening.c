/* The first prompt of an interpreter that was just started, with a line behind it that was begun before it stood. */
#include "indexer/opening.h"

#include <string.h>

#define SIGNS ">#$%:" /* with a blank behind it, one of these ends a prompt */
#define LOST_MAX 2    /* letters of an echo */

static const char *const USUAL[] = {">>> ", "> ", "(gdb) ", "sqlite> ", "mysql> ", "ghci> ", "jshell> ", "php > ", "?- ", "scala> ", "% "};

bool
opening_has_started(struct recovery *r)
{
	const struct place *top = places_top(&r->places);
	char starts[PROGRAM_NAME_MAX];

	if (!r->held.any || r->held.c.kind != COMMAND_SHELL)
		return top->running && top->starts_kind == PROGRAM_REPL;
	program_of(r->held.c.text.data ? r->held.c.text.data : "", r->held.c.text.len, starts);
	return program_kind(starts) == PROGRAM_REPL;
}

/* It has asked for nothing yet; what was typed at it before anything asked may have seemed to be behind an empty prompt. */
static bool
was_just_started(struct recovery *r)
{
	const struct place *top = places_top(&r->places);

	return (top->kind == PROGRAM_REPL && (top->first.count == 0 || top->early)) || opening_has_started(r);
}

bool
opening_waits(struct recovery *r)
{
	return r->truth.known && r->truth.cooked && !r->edit.bracket && !places_multiplexed(&r->places) && was_just_started(r);
}

bool
opening_usual(struct recovery *r, const struct pane *pane, int row, int *col, struct buffer *prompt)
{
	size_t i;

	for (i = 0; i < sizeof USUAL / sizeof *USUAL && !line_matches(r->screen, pane, row, USUAL[i], strlen(USUAL[i]), col); i++)
		;
	if (i == sizeof USUAL / sizeof *USUAL || !was_just_started(r))
		return false;
	buffer_clear(prompt);
	buffer_adds(prompt, USUAL[i]);
	return true;
}

/* Behind the first sign of this row that ends a prompt: the column; 0: there is none. */
static int
behind_sign(const struct screen_line *line, int from, int to)
{
	int c;

	for (c = from; c + 1 < to; c++)
		if (line->cells[c].text > ' ' && line->cells[c].text < 0x80 && strchr(SIGNS, (int)line->cells[c].text) != NULL && line->cells[c + 1].text == ' ' &&
		    line->cells[c + 1].stamp == line->cells[c].stamp)
			return c + 2;
	return 0;
}

/* Where what was drawn together with the cell before this column begins. */
static int
begin_of_drawn(const struct screen_line *line, int left, int col)
{
	int c = col - 1;

	while (c > left && line->cells[c - 1].stamp == line->cells[col - 1].stamp)
		c--;
	return c;
}

/* What was echoed before the prompt stood is drawn behind it once more, perhaps with a letter or two that were not echoed. */
static bool
is_drawn_again(const struct buffer *echo, const struct buffer *text)
{
	size_t from = 0, to = echo->len, lost;

	while (from < to && echo->data[from] == ' ')
		from++;
	while (to > from && echo->data[to - 1] == ' ')
		to--;
	for (lost = 0; lost <= LOST_MAX && lost + to - from <= text->len; lost++)
		if (to == from || memcmp(text->data + lost, echo->data + from, to - from) == 0)
			return true;
	return false;
}

/* What stands before this column was typed, and is drawn again behind the prompt. */
static bool
was_echoed_before(struct recovery *r, const struct screen_line *line, int from, int col, int to)
{
	struct buffer echo = {0}, behind = {0};
	bool was;

	screen_text(r->screen, line, r->edit.pane.left, from, &echo);
	screen_text(r->screen, line, col, to, &behind);
	was = is_drawn_again(&echo, &behind);
	buffer_free(&echo);
	buffer_free(&behind);
	return was && from > r->edit.pane.left;
}

/*
 * Letters that were echoed before the prompt stood are in front of it: what was drawn behind them begins as interpreters of its kind do.  The last of
 * them may have come together with it.
 */
static bool
usual_behind_echo(struct recovery *r, int row, const struct screen_line *line, int to, int *from, int *col)
{
	struct pane rest = r->edit.pane;
	struct buffer prompt = {0};
	bool found = false;
	int c;

	for (c = rest.left + 1; !found && c < to; c++) {
		rest.left = c;
		if (!opening_usual(r, &rest, row, col, &prompt))
			continue;
		*from = c;
		/* a sign may have been typed, and then its blank */
		found = line->cells[*col - 1].stamp == line->cells[c].stamp && (line->cells[c].stamp != line->cells[c - 1].stamp || was_echoed_before(r, line, c, *col, to));
	}
	buffer_free(&prompt);
	return found;
}

/* Where the first prompt stands in this row, of which the text goes up to this column: one that is usual, or that a sign ends. */
static bool
find_prompt(struct recovery *r, int row, const struct screen_line *line, int to, int *from, int *col)
{
	const struct pane *p = &r->edit.pane;

	if (usual_behind_echo(r, row, line, to, from, col))
		return true;
	if ((*col = behind_sign(line, p->left, to)) == 0)
		return false;
	*from = begin_of_drawn(line, p->left, *col);
	/* a sign alone may have been typed with its blank */
	return *col - *from > 2;
}

/* Its editor has begun behind what was echoed, and has drawn that again, without a prompt. */
static bool
asks_with_nothing(struct recovery *r, int row, const struct screen_line *line, int to, int *col)
{
	const struct edit *e = &r->edit;
	int opened;

	*col = e->opened.col;
	return e->bracket && !e->pane.split && screen_find(r->screen, e->opened.id, &opened) && opened == row && *col < to && was_echoed_before(r, line, *col, *col, to);
}

bool
opening_typed_behind(struct recovery *r, int row, int to, int *col, struct buffer *prompt)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int from;

	if (opening_usual(r, &e->pane, row, col, prompt))
		return true;
	if (!was_just_started(r) || !screen_line(r->screen, row, &line) || to > line.cols)
		return false;
	if (!find_prompt(r, row, &line, to, &from, col)) {
		if (!asks_with_nothing(r, row, &line, to, col))
			return false;
		prompt->len = 0;
		return true;
	}
	/* the last of it came later: somebody typed it; or it was echoed before */
	if (*col < to && line.cells[to - 1].stamp <= line.cells[*col - 1].stamp && !was_echoed_before(r, &line, from, *col, to))
		return false;
	if (from > e->pane.left) {
		buffer_clear(&e->home);
		screen_text(r->screen, &line, from, *col, &e->home);
	}
	buffer_clear(prompt);
	screen_text(r->screen, &line, e->pane.left, *col, prompt);
	return true;
}

void
opening_cut(struct recovery *r, int row, struct buffer *text)
{
	struct edit *e = &r->edit;
	struct place *top = places_top(&r->places);
	struct screen_line line;
	struct buffer behind = {0}, prompt = {0};
	int from, col;

	if (!top->early || top->kind != PROGRAM_REPL || !e->known || e->prompt.len > 0 || e->goes_on || e->bracket || e->pane.split || !screen_line(r->screen, row, &line))
		return;
	if (opening_usual(r, &e->pane, row, &col, &prompt))
		from = e->pane.left;
	else if (find_prompt(r, row, &line, line.cols, &from, &col))
		screen_text(r->screen, &line, from, col, &prompt);
	else
		return;
	line_text(r->screen, &e->pane, row, col, row, &behind);
	if (behind.len > 0 && (from == e->pane.left || was_echoed_before(r, &line, from, col, line.cols))) {
		buffer_clear(text);
		buffer_add(text, behind.data, behind.len);
		e->reasons |= REASON_AHEAD | REASON_DOUBTFUL;
		prompts_forget_blank(&top->first);
		prompts_add(&top->first, prompt.data, prompt.len);
		top->early = false;
	}
	buffer_free(&behind);
	buffer_free(&prompt);
}
