/* What of the rows that an editor left is its line. */
#include "indexer/clipping.h"

#include <ctype.h>
#include <string.h>

#include "indexer/shape.h"
#include "indexer/syntax.h"

#define SIDE_LEAST 2 /* blanks before a prompt of the right side */
#define NEAR_MOST 4 /* columns between a prompt of the right side and the margin */
#define AGAIN_LEAST 2 /* letters of a line's end, that are taken for it once more */
#define EARLY_MAX 8 /* columns before the margin, at which an editor goes to the next row that miscounts its prompt's letters */

bool
clipping_is_head(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t shorter = a_len < b_len ? a_len : b_len;

	return shorter == 0 || memcmp(a, b, shorter) == 0;
}

void
clipping_cut_printed(struct buffer *text, const struct buffer *draft)
{
	const char *end = text->len > 0 ? memchr(text->data, '\n', text->len) : NULL;
	size_t first = end ? (size_t)(end - text->data) : 0;

	if (draft->len > 0 && text->len > draft->len && text->data[draft->len] == '\n' &&
	    memcmp(draft->data, text->data, draft->len) == 0 && !shape_fish_open(draft)) {
		text->len = draft->len;
		return;
	}
	/* letters were late */
	if (draft->len > 0 && first > draft->len && first <= draft->len + LATE_MAX && memchr(draft->data, '\n', draft->len) == NULL &&
	    memcmp(draft->data, text->data, draft->len) == 0 && !syntax_open(text->data, first) && !shape_fish_open(&(struct buffer){.data = text->data, .len = first})) {
		text->len = first;
		return;
	}
	if (first > 0 && draft->len >= first && memchr(draft->data, '\n', draft->len) == NULL &&
	    memcmp(draft->data, text->data, first) == 0 && !syntax_open(text->data, first))
		text->len = first;
}

bool
clipping_cut_answer(struct recovery *r, struct buffer *text)
{
	const struct buffer *draft = &r->edit.draft;
	bool cuts = strcmp(places_top(&r->places)->program, "gforth") == 0 && r->edit.drafted && draft->len > 0 && text->len > draft->len + 1 &&
	    memcmp(text->data, draft->data, draft->len) == 0 && text->data[draft->len] == ' ';

	if (cuts)
		text->len = draft->len;
	return cuts;
}

static size_t
line_length(const struct buffer *b, size_t from)
{
	const char *end = from < b->len ? memchr(b->data + from, '\n', b->len - from) : NULL;

	return (end ? (size_t)(end - b->data) : b->len) - from;
}

void
clipping_cut_below_first(struct buffer *text)
{
	const char *end = text->len > 0 ? memchr(text->data, '\n', text->len) : NULL;
	size_t first = end != NULL ? (size_t)(end - text->data) : 0;

	if (first > 0 && !syntax_open(text->data, first) && !syntax_open_brace(text->data, first))
		text->len = first;
}

int
clipping_cut_replaced(struct buffer *text, const struct buffer *draft)
{
	size_t at = 0, was = 0, n, old;
	int rows = 0;

	while (at < text->len && was < draft->len) {
		n = line_length(text, at), old = line_length(draft, was);
		if (at > 0 && !clipping_is_head(text->data + at, n, draft->data + was, old) && !syntax_open(text->data, at - 1))
			break;
		if (at == 0 && (n == 0 || !clipping_is_head(text->data, n, draft->data, old)))
			return 0;
		at += n + 1, was += old + 1;
	}
	if (at == 0 || at >= text->len || was >= draft->len)
		return 0;
	for (n = at; n <= text->len; n += line_length(text, n) + 1)
		rows++;
	text->len = at - 1;
	return rows;
}

/* The last row's last sign stands at the margin, or so near to it. */
static bool
ends_at_margin(struct recovery *r, int last, int near)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;
	int c;

	if (!screen_line(r->screen, last, &line))
		return false;
	for (c = p->right < line.cols ? p->right : line.cols; c > p->left && line.cells[c - 1].text <= ' '; c--)
		;
	return c >= p->right - near;
}

/* The prompt begins at the margin, where its editor believes it to be, and what ends the line stood there when the key came. */
static bool
is_sound(struct recovery *r, int last)
{
	const struct edit *e = &r->edit;
	struct screen_line line;
	int row, col, c;

	if (e->prompt.len == 0 || !screen_find(r->screen, e->anchor.id, &row) || !line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col) || col != e->anchor.col ||
	    !screen_line(r->screen, last, &line))
		return false;
	for (c = line.cols; c > 0 && line.cells[c - 1].text <= ' '; c--)
		;
	return stamp_left_of(r, last, c) <= r->key_number;
}

void
clipping_cut_again(struct recovery *r, int last, struct buffer *text)
{
	const struct edit *e = &r->edit;
	const struct buffer *draft = &e->draft;
	size_t at = draft->len, rest;

	if (!e->bracket || !e->drafted || at == 0 || text->len < at + AGAIN_LEAST || memcmp(text->data, draft->data, at) != 0 || is_sound(r, last))
		return;
	while (at < text->len && text->data[at] == ' ')
		at++;
	rest = text->len - at;
	if (rest >= AGAIN_LEAST && rest <= draft->len && memcmp(text->data + at, draft->data + draft->len - rest, rest) == 0)
		text->len = draft->len;
}

bool
clipping_may_have_side(struct recovery *r, int last, const struct buffer *text)
{
	static const char gap[] = "        ";
	const char *at = text->len > 0 ? memmem(text->data, text->len, gap, sizeof gap - 1) : NULL;

	return at != NULL && at > text->data && ends_at_margin(r, last, NEAR_MOST);
}

bool
clipping_cut_side(struct recovery *r, int last, struct buffer *text)
{
	const struct buffer *draft = &r->edit.draft;
	size_t at = draft->len;

	if (!r->edit.drafted || at == 0 || text->len < at + SIDE_LEAST + 1 || memcmp(text->data, draft->data, at) != 0 || draft->data[at - 1] == ' ')
		return false;
	if (text->data[at] == '\n')
		at++;
	while (at < text->len && text->data[at] == ' ')
		at++;
	/* in one piece, behind blanks */
	if (at < draft->len + SIDE_LEAST || at == text->len || memmem(text->data + at, text->len - at, "  ", 2) != NULL ||
	    memchr(text->data + at, '\n', text->len - at) != NULL || !ends_at_margin(r, last, 1))
		return false;
	text->len = draft->len;
	return true;
}

void
clipping_undraw(struct recovery *r, struct buffer *text)
{
	struct screen_modes modes;
	struct buffer letters = {0}, other;

	screen_modes(r->screen, &modes);
	if (!modes.drawing || text->len == 0)
		return;
	screen_letters(text->data, text->len, &letters);
	other = *text;
	*text = letters;
	buffer_free(&other);
	r->edit.reasons |= REASON_DOUBTFUL;
}

/* Nobody says which shell reads there. */
static bool
may_be_fish(struct recovery *r)
{
	enum program_kind kind = places_top(&r->places)->kind;

	/* which leaves brackets out */
	return (r->edit.bracket && kind == PROGRAM_GATE) || kind == PROGRAM_MULTIPLEXER;
}

/*
 * In a pane: all further rows begin below the end of the prompt, and what stands left of them nobody has written, as who types blanks would.  So few of
 * them may be anybody's else.
 */
static bool
skips_to_prompt(struct recovery *r, const struct buffer *text, int indent)
{
	const struct edit *e = &r->edit;
	const char *feed = text->len > 0 ? memchr(text->data, '\n', text->len) : NULL, *end = feed != NULL ? text->data + text->len : NULL;
	struct screen_line line;
	int row, c;
	bool skips = feed != NULL && e->pane.split && indent > 0 && screen_find(r->screen, e->anchor.id, &row);

	for (; skips && feed != NULL; feed = memchr(feed + 1, '\n', (size_t)(end - feed - 1))) {
		skips = end - feed > indent + 1 && shape_blanks(feed + 1, (size_t)indent) == (size_t)indent && feed[indent + 1] != ' ' &&
		    !line_runs_on(r->screen, &e->pane, row) && screen_line(r->screen, ++row, &line) && e->anchor.col < line.cols && line.cells[e->anchor.col].text > ' ';
		for (c = e->pane.left; skips && c < e->anchor.col; c++)
			skips = line.cells[c].text == 0;
	}
	return skips;
}

/* In a pane, where rows that are full run on: what IPython puts before each row that a long line takes. */
static void
cut_dots(struct buffer *text, const struct edit *e)
{
	size_t width = (size_t)(e->pane.right - e->pane.left), mark = e->prompt.len, at = width - (size_t)(e->anchor.col - e->pane.left), i;

	if (e->pane.right <= e->pane.left || mark < 8 || mark >= width || at > width || memcmp(e->prompt.data, "In [", 4) != 0)
		return;
	for (; at + mark <= text->len && memcmp(text->data + at + mark - 5, "...: ", 5) == 0; at += width - mark) {
		for (i = 0; i < mark - 5 && text->data[at + i] == ' '; i++)
			;
		if (i < mark - 5)
			return;
		memmove(text->data + at, text->data + at + mark, text->len - at - mark);
		text->len -= mark;
	}
}

/*
 * ksh93 goes to the next row where a blank would stand in the last column of one, and leaves that blank.  What is a line feed there is one only
 * where its shell would ask for more.
 */
static void
join_at_blanks(struct recovery *r, struct buffer *text)
{
	const struct place *top = places_top(&r->places);
	size_t at, col = (size_t)(r->edit.anchor.col - r->edit.pane.left), width = (size_t)(r->edit.pane.right - r->edit.pane.left);
	bool unnamed = (top->kind == PROGRAM_GATE || top->kind == PROGRAM_MULTIPLEXER) && !top->bracketed && !r->edit.bracket && !is_fish(r);

	if (strcmp(top->program, "ksh93") != 0 && strcmp(top->program, "ksh") != 0 && strcmp(top->program, "rksh93") != 0 && !unnamed)
		return;
	for (at = 0; at < text->len; at++, col++)
		if (text->data[at] == '\n') {
			if (col + 1 == width && !syntax_open(text->data, at))
				text->data[at] = ' ';
			col = SIZE_MAX;
		} else if (col == width) {
			col = 0;
		}
}

/*
 * In a pane, where a row that is full goes on in the next: Python's own editor, which has its prompt in colours, ends each such row with a sign at
 * the margin.
 */
static void
cut_margin_signs(struct recovery *r, struct buffer *text)
{
	const struct edit *e = &r->edit;
	size_t width = (size_t)(e->pane.right - e->pane.left), col = e->prompt.len, at, to, pass;
	struct screen_line line;
	int row;

	if (!e->pane.split || !buffer_is(&e->prompt, ">>> ", 4) || width <= e->prompt.len || !screen_find(r->screen, e->anchor.id, &row) || !screen_line(r->screen, row, &line) ||
	    e->pane.left >= line.cols || line.cells[e->pane.left].text != '>' || line.cells[e->pane.left].fg == 0)
		return;
	/* all rows but the last have it, or none */
	for (pass = 0; pass < 2; pass++) {
		for (at = to = 0, col = e->prompt.len; at < text->len; at++) {
			if (((unsigned char)text->data[at] & 0xC0) != 0x80 && ++col == width && at + 1 < text->len) {
				if (text->data[at] != '\\' || text->data[at + 1] == '\n')
					return;
				col = 0;
				continue;
			}
			if (pass == 1)
				text->data[to++] = text->data[at];
			if (text->data[at] == '\n')
				return;
		}
	}
	text->len = to;
}

/* In a pane that was drawn anew: what gdb says below the first row of a block, and the sign before each of the others. */
static void
cut_gdb(struct buffer *text, const struct edit *e)
{
	static const char ends[] = "End with a line saying just \"end\".\n";
	struct buffer rest = {0};
	const char *at, *end, *next;

	if (!buffer_is(&e->prompt, "(gdb) ", 6) || text->len == 0 || (next = memchr(text->data, '\n', text->len)) == NULL ||
	    (at = memmem(text->data, text->len, ends, sizeof ends - 1)) == NULL)
		return;
	buffer_add(&rest, text->data, (size_t)(next + 1 - text->data));
	end = text->data + text->len;
	for (at += sizeof ends - 1; at < end; at = next) {
		while (at < end && *at == ' ')
			at++;
		at += at < end && *at == '>';
		next = memchr(at, '\n', (size_t)(end - at));
		next = next != NULL ? next + 1 : end;
		buffer_add(&rest, at, (size_t)(next - at));
	}
	buffer_clear(text);
	buffer_add(text, rest.data, rest.len);
	buffer_free(&rest);
}

/* A row below an interpreter's "-> ", ">> " say: signs alone, and as wide, of which the last is the same. */
static bool
has_signs_of(const char *row, size_t len, const struct buffer *prompt)
{
	size_t width = prompt->len, i;

	/* the last blank may have been trimmed */
	if (len + 1 < width || (len >= width && row[width - 1] != ' ') || row[width - 2] != prompt->data[width - 2])
		return false;
	for (i = 0; i + 1 < width; i++)
		if (!ispunct((unsigned char)row[i]))
			return false;
	return true;
}

/* All rows but the first begin so. */
static void
cut_signs(struct buffer *text, const struct buffer *prompt)
{
	const char *end, *row, *next;
	struct buffer bare = {0};
	size_t width = prompt->len, len, head;

	if (text->len == 0 || width < 3 || width > 4 || prompt->data[width - 1] != ' ' || !ispunct((unsigned char)prompt->data[0]) || (row = memchr(text->data, '\n', text->len)) == NULL)
		return;
	buffer_add(&bare, text->data, (size_t)(row + 1 - text->data));
	end = text->data + text->len;
	for (row++; row < end && bare.len > 0; row = next) {
		next = memchr(row, '\n', (size_t)(end - row));
		next = next != NULL ? next + 1 : end;
		len = (size_t)(next - row) - (next[-1] == '\n');
		head = len < width ? len : width;
		if (has_signs_of(row, len, prompt))
			buffer_add(&bare, row + head, (size_t)(next - row) - head);
		else
			buffer_clear(&bare);
	}
	if (bare.len > 0) {
		buffer_clear(text);
		buffer_add(text, bare.data, bare.len);
	}
	buffer_free(&bare);
}

/* SWI-Prolog asks for each row of a clause but the first with a bar and blanks, whatever it asks with first. */
static void
cut_bars(struct buffer *text)
{
	static const char bar[] = "\n|    ";
	char *at, *end;

	while (text->len >= sizeof bar && (at = memmem(text->data, text->len, bar, sizeof bar - 1)) != NULL) {
		end = text->data + text->len;
		memmove(at + 1, at + sizeof bar - 1, (size_t)(end - at) - (sizeof bar - 1));
		text->len -= sizeof bar - 2;
	}
}

void
clipping_shape(struct recovery *r, struct buffer *text)
{
	struct edit *e = &r->edit;
	int indent = e->anchor.col - e->pane.left;

	if (e->pane.split && indent >= 0 && e->prompt.len > 0)
		cut_dots(text, e);
	if (e->pane.split)
		cut_gdb(text, e);
	cut_margin_signs(r, text);
	if (places_top(&r->places)->kind == PROGRAM_REPL)
		cut_signs(text, &e->prompt);
	if (strcmp(places_top(&r->places)->program, "swipl") == 0)
		cut_bars(text);
	if (strcmp(places_top(&r->places)->program, "elvish") == 0)
		shape_indented(text, indent);
	else if ((e->whole && !e->bare && places_top(&r->places)->kind != PROGRAM_REPL) || is_fish(r) ||
	    (may_be_fish(r) && (shape_is_indented(text, indent) || skips_to_prompt(r, text, indent))))
		shape_fish(text, indent);
	else
		shape_rows(text, &e->prompt, e->pane.right - e->pane.left);
	join_at_blanks(r, text);
	/* rows that held an editor's own signs alone */
	while (text->len > 0 && text->data[text->len - 1] == '\n')
		text->len--;
}

/* The column behind the last that was written since the line began, blanks too; 0: none. */
static int
written_end(const struct screen_line *line, uint32_t since)
{
	int c;

	for (c = line->cols; c > 0 && (line->cells[c - 1].text == 0 || line->cells[c - 1].stamp < since); c--)
		;
	return c;
}

/* Its shell edits one line, in rows that its terminal need not know of. */
static bool
has_one_line(struct recovery *r)
{
	const char *program = places_top(&r->places)->program;

	return strcmp(program, "busybox") == 0 || strcmp(program, "ash") == 0;
}

void
clipping_join(struct recovery *r, int last, bool typed, struct buffer *text)
{
	struct edit *e = &r->edit;
	struct buffer joined = {0}, other;
	struct screen_line line;
	int row, col, end;

	if (e->bracket || e->goes_on || e->whole || e->pane.split || e->displaced || !(typed || has_one_line(r)) ||
	    text->len == 0 || memchr(text->data, '\n', text->len) == NULL || !screen_find(r->screen, e->anchor.id, &row))
		return;
	for (col = e->anchor.col; row <= last && screen_line(r->screen, row, &line); row++, col = 0) {
		end = written_end(&line, e->stamp);
		if (row < last && (end < line.cols - EARLY_MAX || end < col))
			break;
		if (end > col)
			screen_text(r->screen, &line, col, end, &joined);
	}
	while (joined.len > 0 && joined.data[joined.len - 1] == ' ')
		joined.len--;
	if (row > last && joined.len > 0 && !joined.broken) {
		other = *text;
		*text = joined;
		joined = other;
	}
	buffer_free(&joined);
}

void
clipping_cut_prompt(struct recovery *r, struct buffer *text)
{
	struct edit *e = &r->edit;
	struct buffer prompt = {0};
	int row, col;

	if (e->pane.split && e->known && e->prompt.len == 0 && e->anchor.col == e->pane.left && !e->goes_on && !prompts_have(&places_top(&r->places)->first, "", 0) &&
	    screen_find(r->screen, edit_first_row(e), &row) && known_prompt(r, &e->pane, row, &col, &prompt) && prompt.len >= PROMPT_MIN && text->len > prompt.len &&
	    memcmp(text->data, prompt.data, prompt.len) == 0 && stamp_left_of(r, row, col) > r->key_number) {
		memmove(text->data, text->data + prompt.len, text->len - prompt.len);
		text->len -= prompt.len;
		e->reasons |= REASON_AHEAD;
	}
	buffer_free(&prompt);
}
