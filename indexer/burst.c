/*
 * Several lines that came at once, in a pane: what draws it may show all of them, with their prompts and their output, without
 * a line feed between.  The rows that begin with a prompt are as many as the keys that commit.
 */
#include "indexer/burst.h"

#include <string.h>

#include "indexer/clause.h"
#include "indexer/further.h"
#include "indexer/shape.h"
#include "indexer/syntax.h"

#define FURTHER_MAX 40 /* columns, of a prompt for more */
#define GDB_SAYS_MOST 4 /* rows, in a narrow pane */

struct line {
	int row, col, last;
};

static bool
came_at_once(const struct keyboard *k)
{
	int i;

	for (i = 1; i < k->count; i++)
		if (k->strokes[i].event != k->strokes[0].event)
			return false;
	for (i = 0; i < k->count; i++)
		if (k->strokes[i].key != '\r' && k->strokes[i].key != '\n')
			return false;
	return k->count > 0;
}

/* The rows above the cursor's that begin with a prompt, and go on behind it; -1: more than there are keys. */
static int
find_lines(struct recovery *r, int from, int to, struct line *lines)
{
	const struct pane *p = &r->edit.pane;
	const struct stroke none = {.length = -1};
	struct buffer prompt = {0}, text = {0};
	int row, col, last, count = 0;

	for (row = from; row < to && count >= 0; row = last + 1) {
		last = row;
		if (row == from)
			col = r->edit.anchor.col;
		/* the kernel has echoed all of them before the first was read */
		else if (is_cooked(r) && count > 0 && count < r->keyboard.count)
			col = p->left;
		else if (is_cooked(r))
			break;
		else if ((!known_prompt(r, p, row, &col, &prompt) && !similar_prompt(r, p, row, &col, &prompt)) || stamp_left_of(r, row, col) <= r->key_number)
			continue;
		last = ahead_last_row(r, p, row, col, to, count < r->keyboard.count ? &r->keyboard.strokes[count] : &none);
		buffer_clear(&text);
		line_text(r->screen, p, row, col, last, &text);
		/* what the kernel echoes may be a document's empty row */
		if (text.len == 0 && !(is_cooked(r) && count > 0 && count < r->keyboard.count))
			continue;
		if (count < STROKES_MAX)
			lines[count] = (struct line){row, col, last};
		count = count < r->keyboard.count ? count + 1 : -1;
	}
	buffer_free(&prompt);
	buffer_free(&text);
	return count;
}

/* tcsh's loops end in a row of their own. */
static bool
is_open_loop(const struct buffer *text)
{
	static const char *const words[] = {"foreach ", "while ("};
	size_t i, n;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		n = strlen(words[i]);
		if (text->len > n && memcmp(text->data, words[i], n) == 0)
			return text->len < 4 || memcmp(text->data + text->len - 4, "\nend", 4) != 0;
	}
	return false;
}

static bool
is_open(const struct buffer *text)
{
	return text->len > 0 && (syntax_open(text->data, text->len) || is_open_loop(text));
}

/* Python's block, which ends in an empty row. */
static bool
is_open_python(const struct buffer *prompt, const struct buffer *text)
{
	const char *end = text->len > 0 ? memchr(text->data, '\n', text->len) : NULL;
	size_t first = end != NULL ? (size_t)(end - text->data) : text->len;

	return buffer_is(prompt, ">>> ", 4) && first > 0 && text->data[first - 1] == ':' && text->data[text->len - 1] != '\n';
}

/* Another interpreter's: what asks for more below it tells that it is open, but for a statement that has its end. */
static bool
is_open_statement(const struct recovery *r, const struct buffer *prompt, const struct buffer *text)
{
	const struct place *p = &r->places.list[r->places.count - 1];

	/* node's statements end within its blocks */
	return p->kind == PROGRAM_REPL && !buffer_is(prompt, ">>> ", 4) && text->len > 0 && (text->data[text->len - 1] != ';' || strcmp(p->program, "node") == 0);
}

/* The row begins with what a shell asks for more with: how much of it that is, or 0. */
static int
width_of_further(struct recovery *r, const struct pane *p, int row)
{
	const struct prompts *more = &places_top(&r->places)->more;
	struct screen_line line;
	struct buffer head = {0}, none = {0};
	int c, n, width = 0;

	if (!screen_line(r->screen, row, &line))
		return 0;
	for (c = p->left; c + 1 < p->right && c + 1 < line.cols && c < p->left + FURTHER_MAX && width == 0; c++) {
		if ((line.cells[c].text != '>' && line.cells[c].text != '?') || line.cells[c + 1].text > ' ')
			continue;
		buffer_clear(&head);
		screen_text(r->screen, &line, p->left, c + 1, &head);
		buffer_addc(&head, ' ');
		if (head.len == 2 || asks_as_zsh(&head) || asks_as_tcsh(&head, &none, false))
			width = c + 2 - p->left;
	}
	/* one of its user's, that was seen before */
	for (n = 0; n < more->count && width == 0 && places_top(&r->places)->kind != PROGRAM_REPL; n++)
		if (!prompt_is_blank(more->list[n].data ? more->list[n].data : "", more->list[n].len) && line_matches(r->screen, p, row, more->list[n].data, more->list[n].len, &c))
			width = c - p->left;
	if (width == 0) {
		buffer_clear(&head);
		screen_text(r->screen, &line, p->left, p->right < line.cols ? p->right : line.cols, &head);
		width = (int)further_like(r->edit.anchored ? &r->edit.prompt : &r->held.prompt, head.data ? head.data : "", head.len);
	}
	buffer_free(&head);
	return width;
}

/* The shell has asked for more again and again, in one row: an editor would have drawn a line behind each. */
static bool
asks_in_one_row(struct recovery *r, const struct pane *p, int row)
{
	struct screen_cursor cursor;
	int col;

	screen_cursor(r->screen, &cursor);
	for (; row <= cursor.row; row++)
		if (line_matches(r->screen, p, row, "> > ", 4, &col))
			return true;
	return false;
}

/* A document's, which nothing was drawn in, or not all of one. */
static bool
is_empty_row(struct recovery *r, const struct pane *p, int row)
{
	struct screen_line line;
	int c = p->left;

	if (!screen_line(r->screen, row, &line))
		return false;
	while (c < p->right && c < line.cols && line.cells[c].text <= ' ')
		c++;
	return c >= p->right || c >= line.cols;
}

/* An empty line was typed there, or nobody knows what, and in the row below there is one more. */
static bool
is_left_empty(struct recovery *r, const struct pane *p, int row, uint64_t event)
{
	const struct keyboard *k = &r->keyboard;
	struct screen_line line;

	if (k->count == 0 || !is_empty_row(r, p, row))
		return false;
	return k->strokes[0].length == 0 || (k->strokes[0].length < 0 && k->count > 1 && screen_line(r->screen, row + 1, &line) && line.cells[p->left].text > ' ' &&
	    line.cells[p->left].stamp > event);
}

/* The kernel echoed it before the shell asked: nobody edits there, or it is known what was typed. */
static bool
is_echoed(struct recovery *r, const struct pane *p, int row, const struct stroke *stroke, const struct buffer *prompt)
{
	struct buffer text = {0};
	bool same;

	/* or it asks with nothing, for more as for a line */
	if (prompt->len == 0)
		return stroke->length == 0 || !is_empty_row(r, p, row);
	if (stroke->length == 0)
		return is_empty_row(r, p, row);
	if (stroke->length < 0)
		return is_cooked(r) || asks_in_one_row(r, p, row);
	line_text(r->screen, p, row, p->left, ahead_last_row(r, p, row, p->left, screen_rows(r->screen), stroke), &text);
	same = text.len == (size_t)stroke->length && (stroke->first == '\0' || text.data[0] == stroke->first);
	buffer_free(&text);
	return same;
}

/* The same of what a shell asks for more with behind this text, and nobody has seen before. */
static int
width_below(struct recovery *r, const struct pane *p, int row, uint64_t event, const struct buffer *text)
{
	int width = width_of_further(r, p, row);

	return width == 0 && further_unheard(r, p, row, event, text) > 0 ? width_of_further(r, p, row) : width;
}

/* gdb asks for its block's rows with a sign, below some in which it says how to end one: the row above the next of them; -1: there is none. */
static int
above_row_of_gdb(struct recovery *r, const struct pane *p, int last, int *width)
{
	struct screen_line line;
	int row, c;

	for (row = last + 1; row <= last + 1 + GDB_SAYS_MOST && screen_line(r->screen, row, &line); row++) {
		for (c = p->left; c < p->right && c < line.cols && line.cells[c].text == ' '; c++)
			;
		if (c >= p->right || c >= line.cols)
			continue;
		if (line.cells[c].text == '>') {
			*width = c + 1 - p->left;
			return row - 1;
		}
		if (line.cells[c].text == '(')
			break;
	}
	return -1;
}

/* One row more of a text that is open, as the shell asked for it below: whether there is one. */
static bool
join_row(struct recovery *r, const struct pane *p, uint64_t event, int *last, struct buffer *text)
{
	const struct buffer *prompt = r->edit.anchored ? &r->edit.prompt : &r->held.prompt;
	bool python = is_open_python(prompt, text), gdb = buffer_is(prompt, "(gdb) ", 6), statement = !python && !gdb && is_open_statement(r, prompt, text);
	struct screen_line line;
	struct buffer more = {0};
	int row, width = 0, col, was = *last;

	if (gdb) {
		if (!clause_opens_gdb(text) || (row = above_row_of_gdb(r, p, *last, &width)) < 0)
			return false;
		*last = row;
	}

	if (python ? line_matches(r->screen, p, *last + 1, "... ", 4, &col) : statement && further_of_interpreter(r, p, *last + 1, prompt, &col))
		width = col - p->left;
	if ((python || statement || gdb ? width == 0 : !is_open(text) || ((width = width_below(r, p, *last + 1, event, text)) == 0 && !is_echoed(r, p, *last + 1, &r->keyboard.strokes[0], prompt))) ||
	    !screen_line(r->screen, *last + 1, &line) || (line.cells[p->left].stamp <= event && !(width == 0 && is_left_empty(r, p, *last + 1, event)))) {
		*last = was;
		return false;
	}
	/* an editor that asks with nothing draws nothing of an empty line */
	if (width == 0 && prompt->len == 0 && !python && !statement && r->keyboard.strokes[0].length == 0 &&
	    !(is_empty_row(r, p, *last + 1) && screen_line(r->screen, *last + 2, &line) && line.cells[p->left].text > ' ' && line.cells[p->left].stamp > event)) {
		buffer_addc(text, '\n');
		return true;
	}
	for (row = ++*last; line_runs_on(r->screen, p, *last) && *last + 1 < screen_rows(r->screen); ++*last)
		;
	/* an empty one is one too */
	line_text(r->screen, p, row, p->left + width, *last, &more);
	buffer_addc(text, '\n');
	buffer_add(text, more.data, more.len);
	buffer_free(&more);
	return true;
}

/* The same of fish, which asks with nothing, and moves the rows of a block to the right of its prompt. */
static bool
join_fishs_row(struct recovery *r, const struct pane *p, int indent, uint64_t event, int *last, struct buffer *text)
{
	struct screen_line line;
	int c;

	/* the first line of all may be told before it is known who reads there */
	if (!(is_fish(r) || places_top(&r->places)->kind == PROGRAM_MULTIPLEXER) || !shape_fish_open(text) || !screen_line(r->screen, *last + 1, &line) || indent >= p->right || indent >= line.cols)
		return false;
	for (c = p->left; c < indent && line.cells[c].text <= ' '; c++)
		;
	if (c < indent)
		return false;
	while (c < p->right && c < line.cols && line.cells[c].text <= ' ')
		c++;
	if (c == p->right || c == line.cols || line.cells[c].stamp <= event)
		return false;
	buffer_addc(text, '\n');
	++*last;
	line_text(r->screen, p, *last, p->left, *last, text);
	return true;
}

void
burst_join(struct recovery *r, const struct stroke *stroke, int last, struct buffer *text)
{
	struct edit *e = &r->edit;
	struct keyboard *k = &r->keyboard;

	while (e->pane.split && e->known && (stroke->key == '\r' || stroke->key == '\n') && k->count > 0 && k->strokes[0].event == stroke->event &&
	    (join_fishs_row(r, &e->pane, e->anchor.col, stroke->event, &last, text) || join_row(r, &e->pane, stroke->event, &last, text))) {
		keyboard_left(k);
		e->reasons |= REASON_REANCHORED;
	}
}

/* The line that was left lacks rows, and the keys that gave them were pressed together with its own. */
static bool
awaits_rows(const struct recovery *r)
{
	const struct held *h = &r->held;

	return h->any && h->pane.split && (h->key == '\r' || h->key == '\n') && h->c.kind != COMMAND_REPLY && r->keyboard.count > 0 &&
	    r->keyboard.strokes[0].event == h->c.event &&
	    ((h->c.kind == COMMAND_SHELL && is_open(&h->c.text)) || is_open_python(&h->prompt, &h->c.text) || is_open_statement(r, &h->prompt, &h->c.text));
}

bool
burst_goes_on(const struct recovery *r)
{
	return r->held.left == r->number && awaits_rows(r);
}

void
burst_rejoin(struct recovery *r)
{
	struct held *h = &r->held;
	struct keyboard *k = &r->keyboard;
	struct screen_line line;
	struct screen_modes modes;
	struct screen_cursor cursor;
	struct pane pane = h->pane;
	int last;
	bool fishs = false;

	if (!awaits_rows(r) || !screen_find(r->screen, h->row_id, &last))
		return;
	/* who asks for them only now has not echoed them */
	if (h->left != r->number && (r->edit.anchored || !asks_in_one_row(r, &pane, last + 1)))
		return;
	/* blanks between its letters were perhaps drawn before */
	pane.floor = 0;
	screen_cursor(r->screen, &cursor);
	/* in the cursor's own row not all may be drawn */
	while (k->count > 0 && k->strokes[0].event == h->c.event && last + 1 < cursor.row &&
	    ((fishs = join_fishs_row(r, &pane, h->anchor.col, h->c.event, &last, &h->c.text)) || join_row(r, &pane, h->c.event, &last, &h->c.text))) {
		keyboard_left(k);
		h->c.reasons |= REASON_REANCHORED;
	}
	if (fishs)
		shape_fish(&h->c.text, h->anchor.col - pane.left);
	while (h->c.text.len > 0 && h->c.text.data[h->c.text.len - 1] == '\n' && buffer_is(&h->prompt, ">>> ", 4))
		h->c.text.len--;
	if (screen_line(r->screen, last, &line))
		h->row_id = line.id;
	screen_modes(r->screen, &modes);
	if (modes.bracketed)
		edit_open(r, true);
}

/* A multiplexer that scrolls its window draws what is late above the row in which it feeds a line. */
bool
burst_is_scrolled(const struct recovery *r)
{
	const char *p, *end, *digits;

	/* interpreters' prompts count, and would not be known below */
	if (r->output == NULL || !prompt_is_shells(r->edit.prompt.data ? r->edit.prompt.data : "", r->edit.prompt.len))
		return false;
	p = r->output->data, end = p + r->output->len;
	while ((p = memchr(p, '\033', (size_t)(end - p))) != NULL) {
		if (++p < end && *p == '[') {
			for (digits = ++p; p < end && ((*p >= '0' && *p <= '9') || *p == ';'); p++)
				;
			if (p < end && *p == 'r' && p > digits)
				return true;
		}
	}
	return false;
}

bool
burst_waits(struct recovery *r)
{
	const struct edit *e = &r->edit;

	/* of an empty line, behind which the same prompt stands in the same row */
	if (e->pane.split && e->drafted && e->draft.len == 0)
		keyboard_drop_stale(&r->keyboard);
	return e->pane.split && e->open && e->known && e->anchored && e->drafted && e->draft.len == 0 && r->keyboard.count > 1 &&
	    came_at_once(&r->keyboard) && r->keyboard.strokes[0].event == r->key_number;
}

bool
burst_is_block(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct keyboard *k = &r->keyboard;
	struct stroke strokes[STROKES_MAX];
	struct screen_cursor cursor;
	struct buffer text = {0};
	int row, col, last, count = k->count;
	bool is;

	screen_cursor(r->screen, &cursor);
	if (count < 2 || !screen_find(r->screen, e->anchor.id, &row) || row >= cursor.row ||
	    (e->prompt.len > 0 && (!line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col) || col != e->anchor.col)))
		return false;
	memcpy(strokes, k->strokes, sizeof strokes);
	last = ahead_last_row(r, &e->pane, row, e->anchor.col, cursor.row, &strokes[0]);
	line_text(r->screen, &e->pane, row, e->anchor.col, last, &text);
	/* each row takes its key, as if it were left */
	do {
		memmove(k->strokes, k->strokes + 1, sizeof *k->strokes * (size_t)--k->count);
	} while (k->count > 0 && join_row(r, &e->pane, strokes[0].event, &last, &text));
	is = k->count == 0 && !is_open(&text) && last < cursor.row;
	k->count = count;
	memcpy(k->strokes, strokes, sizeof strokes);
	buffer_free(&text);
	return is;
}

/* It has further rows, or would have. */
static bool
is_block(struct recovery *r, const struct pane *p, const struct buffer *prompt, const struct buffer *text, int last)
{
	int col;

	if (places_top(&r->places)->kind != PROGRAM_REPL)
		return is_open(text);
	return is_open_python(prompt, text) || further_of_interpreter(r, p, last + 1, prompt, &col);
}

/* It is the line before. */
static bool
is_told(struct recovery *r, const struct buffer *text)
{
	const struct place *top = places_top(&r->places);

	return text->len > 0 && buffer_is(text, top->text.data, top->text.len);
}

/*
 * All rows of the pane were drawn anew, higher than they stood, and the prompt is bare: the lines are the last ones above it that stand behind
 * a prompt.
 */
static bool
find_above(struct recovery *r, const struct screen_cursor *cursor, struct line *lines)
{
	const struct pane *p = &r->edit.pane;
	const struct stroke none = {.length = -1};
	struct buffer prompt = {0}, text = {0};
	int row, col, last, count = 0, wanted = r->keyboard.count;
	bool sound = r->edit.prompt.len > 1 && wanted > 1 && wanted < FURTHER_MAX && (known_prompt(r, p, cursor->row, &col, &prompt) || similar_prompt(r, p, cursor->row, &col, &prompt)) && col == cursor->col;

	for (row = cursor->row - 1; sound && row >= line_pane_top(r->screen, p, cursor->row) && count < wanted; row--) {
		if ((!known_prompt(r, p, row, &col, &prompt) && !similar_prompt(r, p, row, &col, &prompt)) ||
		    (!prompt_is_shells(prompt.data, prompt.len) && !buffer_is(&prompt, r->edit.prompt.data, r->edit.prompt.len)) ||
		    stamp_left_of(r, row, col) <= r->key_number)
			continue;
		last = ahead_last_row(r, p, row, col, cursor->row, &none);
		buffer_clear(&text);
		line_text(r->screen, p, row, col, last, &text);
		/* a block is another matter */
		sound = !is_block(r, p, &prompt, &text, last) && !(prompt_goes_on(prompt.data, prompt.len) && !prompts_have(&places_top(&r->places)->first, prompt.data, prompt.len));
		if (text.len > 0)
			lines[wanted - ++count] = (struct line){row, col, last};
		/* the line before them, which was told already: one of theirs had no prompt */
		sound = sound && !(count == wanted && is_told(r, &text));
	}
	buffer_free(&prompt);
	buffer_free(&text);
	return sound && count == wanted;
}

/*
 * The same of a shell that leaves editing to the kernel, which has echoed all of them below the first: so many prompts have answered them since,
 * before output or bare.
 */
static bool
find_echoed_above(struct recovery *r, const struct screen_cursor *cursor, struct line *lines)
{
	const struct pane *p = &r->edit.pane;
	const struct buffer *prompt = &r->edit.prompt;
	struct buffer text = {0};
	int row = cursor->row + 1, top, col, i, prompts = -1, wanted = r->keyboard.count;
	bool sound = wanted > 1 && prompt->len > 1 && is_cooked(r);

	top = line_pane_top(r->screen, p, cursor->row);
	while (sound && prompts < wanted && --row >= top) {
		if (!line_matches(r->screen, p, row, prompt->data, prompt->len, &col))
			continue;
		prompts++;
		buffer_clear(&text);
		line_text(r->screen, p, row, col, row, &text);
		sound = !is_told(r, &text);
	}
	sound = sound && prompts == wanted && stamp_left_of(r, row, col) > r->key_number;
	for (i = 0; sound && i < wanted; i++) {
		lines[i] = (struct line){row, i == 0 ? col : p->left, ahead_last_row(r, p, row, i == 0 ? col : p->left, cursor->row, &r->keyboard.strokes[i])};
		buffer_clear(&text);
		line_text(r->screen, p, row, lines[i].col, lines[i].last, &text);
		/* none has its own prompt but the first, nor was told already */
		sound = text.len > 0 && (r->keyboard.strokes[i].length <= 0 || text.len == (size_t)r->keyboard.strokes[i].length) && (i == 0 || !line_matches(r->screen, p, row, prompt->data, prompt->len, &col)) && !is_open(&text) && !is_told(r, &text);
		row = lines[i].last + 1;
	}
	buffer_free(&text);
	return sound;
}

/* One row more of a block, which may be empty. */
static void
add_row(struct recovery *r, const struct line *line, struct buffer *text)
{
	struct buffer row = {0};

	line_text(r->screen, &r->edit.pane, line->row, line->col, line->last, &row);
	if (text->len > 0)
		buffer_addc(text, '\n');
	buffer_add(text, row.data, row.len);
	buffer_free(&row);
}

/* The same where all of them are one block: it begins behind the last prompt above this one that something stands behind, and so many rows are all of it. */
static bool
find_block_above(struct recovery *r, const struct screen_cursor *cursor, struct line *lines)
{
	const struct pane *p = &r->edit.pane;
	const struct buffer *prompt = &r->edit.prompt;
	struct buffer text = {0};
	int row = cursor->row, top = line_pane_top(r->screen, p, row), col = p->left, i, wanted = r->keyboard.count;
	bool sound = wanted > 1 && prompt->len > 1 && is_cooked(r);

	while (sound && --row >= top && !line_matches(r->screen, p, row, prompt->data, prompt->len, &col))
		;
	sound = sound && row >= top && stamp_left_of(r, row, col) > r->key_number;
	for (i = 0; sound && i < wanted; i++, row = lines[i - 1].last + 1) {
		lines[i] = (struct line){row, i == 0 ? col : p->left, ahead_last_row(r, p, row, i == 0 ? col : p->left, cursor->row, &r->keyboard.strokes[i])};
		add_row(r, &lines[i], &text);
		sound = lines[i].last < cursor->row && text.len > 0 && is_open(&text) == (i + 1 < wanted);
	}
	buffer_free(&text);
	return sound;
}

bool
burst_leaves(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct line lines[STROKES_MAX];
	struct screen_cursor cursor;
	struct screen_line line;
	struct buffer text = {0};
	struct stroke strokes[STROKES_MAX];
	int from, i, first, count;

	/* Enter behind an empty line, or lines of which nobody knows */
	if (e->pane.split && e->known && e->drafted && e->draft.len == 0)
		keyboard_drop_stale(&r->keyboard);
	count = r->keyboard.count;
	screen_cursor(r->screen, &cursor);
	if (!e->pane.split || !e->known || !e->anchored || e->goes_on || e->draft.len > 0 || !came_at_once(&r->keyboard) ||
	    !screen_find(r->screen, e->anchor.id, &from) || (find_lines(r, from, cursor.row, lines) != count && !find_block_above(r, &cursor, lines) && !find_echoed_above(r, &cursor, lines) && (is_cooked(r) || !find_above(r, &cursor, lines))))
		return false;
	memcpy(strokes, r->keyboard.strokes, sizeof strokes);
	for (i = 0; i < count; i++) {
		buffer_clear(&text);
		line_text(r->screen, &e->pane, lines[i].row, lines[i].col, lines[i].last, &text);
		/* a block, whose rows the kernel has echoed without their prompts, or which stand behind those for more */
		for (first = i; i + 1 < count && (is_cooked(r) || lines[i + 1].col == e->pane.left + width_of_further(r, &e->pane, lines[i + 1].row)) && is_open(&text); i++) {
			add_row(r, &lines[i + 1], &text);
		}
		held_take(r, &text, &strokes[first], screen_line(r->screen, lines[i].last, &line) ? line.id : 0);
		held_flush(r, true);
	}
	keyboard_forget(&r->keyboard);
	edit_close(r);
	edit_observe(r);
	buffer_free(&text);
	return true;
}
