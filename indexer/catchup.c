/* A shell's prompt comes behind what was typed at a program. */
#include "indexer/catchup.h"

#include <string.h>

#include "indexer/arrival.h"
#include "indexer/opening.h"
#include "indexer/pulse.h"

#define TYPED_MIN 2
#define LOST_MAX 2
#define FIRST_MIN 3  /* of a line that began before the first prompt, */
#define FIRST_MOST 80 /* and of that */
#define ECHO_LOST_MAX 3 /* first letters that were not echoed */
#define HEAD_MOST 4     /* first letters by which a line is known again */
#define PRINTED_MIN 3   /* signs that came together: nobody typed them */

/* It is a prompt of somebody's here, perhaps with another number or directory in it. */
static bool
is_prompt(struct recovery *r, const char *text, size_t len)
{
	return len >= 2 && (places_find(&r->places, text, len, false) >= 0 ||
	    (prompt_is_shells(text, len) && places_find(&r->places, text, len, true) >= 0));
}

/* What stands here is what a program printed without a line feed, and then a prompt that is known: where that begins; 0: it is not. */
static size_t
behind_output(struct recovery *r, const char *text, size_t len)
{
	struct buffer all = {0}, prompt = {0};
	size_t from = 0;

	buffer_add(&all, text, len);
	if (len > PROMPT_MIN && ends_with_prompt(r, &all, &prompt) && prompt.len >= PROMPT_MIN && prompt.len < len)
		from = len - prompt.len;
	buffer_free(&all);
	buffer_free(&prompt);
	return from;
}

/*
 * How much of the row was typed, where it stands once more behind a prompt, which so many bytes are behind; 0: it does not.  Behind that there is more
 * where of the keys since nothing was told.  A program may have printed between.
 */
static size_t
typed_twice(struct recovery *r, const struct buffer *row, size_t *behind)
{
	size_t n, prompt, most = row->len > 2 ? (row->len - 2) / 2 : 0;

	for (n = most; n >= TYPED_MIN; n--) {
		if (memcmp(row->data, row->data + row->len - n, n) != 0)
			continue;
		*behind = n;
		if (is_prompt(r, row->data + n, row->len - 2 * n))
			return n;
		if (n > TYPED_MIN && (prompt = behind_output(r, row->data + n, row->len - 2 * n)) > 0)
			return n + prompt;
	}
	*behind = 0;
	for (n = r->edit.pane.split && r->keyboard.coarse ? most : 0; n >= TYPED_MIN; n--)
		for (prompt = row->len - 2 * n - 1; prompt >= 2; prompt--)
			if (memcmp(row->data, row->data + n + prompt, n) == 0 && is_prompt(r, row->data + n, prompt)) {
				*behind = row->len - n - prompt;
				return n;
			}
	return 0;
}

/* All of it was, and a blank at its end, too: no program has asked with it. */
static bool
was_typed(const struct recovery *r, const char *text, size_t len)
{
	size_t known = len < sizeof r->keyboard.recent ? len : sizeof r->keyboard.recent;

	return keyboard_typed(&r->keyboard, text + len - known, known);
}

/* The same where a prompt stands alone behind it, drawn at once, and since the last key. */
static size_t
typed_before(struct recovery *r, const struct buffer *row, int line, int from, int to)
{
	struct screen_line cells;
	struct buffer head = {0};
	size_t n;
	int col = to;

	if (!screen_line(r->screen, line, &cells) || to > cells.cols)
		return 0;
	while (col > from && cells.cells[col - 1].stamp == cells.cells[to - 1].stamp)
		col--;
	screen_text(r->screen, &cells, from, col, &head);
	n = head.len;
	buffer_free(&head);
	if (n < TYPED_MIN || n >= row->len || cells.cells[to - 1].stamp <= r->key_number || (row->data[n - 1] == ' ' && !was_typed(r, row->data, n)))
		return 0;
	return is_prompt(r, row->data + n, row->len - n) ? n : 0;
}

/*
 * In a new pane, or on another machine: what was typed before anybody asked there stands in a row above, and the first prompt begins this one, with that behind it: so many
 * bytes of it; 0: it is not so.
 */
static size_t
first_before(struct recovery *r, const struct buffer *row, int line)
{
	const struct edit *e = &r->edit;
	const struct buffer *typed = &e->before;
	size_t n;

	if ((!e->pane.split && !places_remote(&r->places)) || !e->adrift || typed->len < FIRST_MIN || e->anchor.col != e->pane.left)
		return 0;
	for (n = 2; n <= FIRST_MOST && n + typed->len <= row->len; n++)
		if (row->data[n - 1] == ' ' && row->data[n - 2] != ' ' && memcmp(row->data + n, typed->data, typed->len) == 0)
			return drawn_at_once(r, line, e->pane.left, line_column(r->screen, &e->pane, line, n)) ? n : 0;
	return 0;
}

/* All there is in the row before a prompt is the sign of the key that stopped the program: so many bytes; 0: it is not. */
static size_t
stopped_before(struct recovery *r, const struct buffer *row)
{
	return row->len > 4 && row->data[0] == '^' && strchr("CZ\\", row->data[1]) != NULL && is_prompt(r, row->data + 2, row->len - 2) ? 2 : 0;
}

/* What was typed stands from where the line begins up to this column or to where a program printed several signs at once. */
static void
letters_before(struct recovery *r, int row, int col, int last, int to, struct buffer *out)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;
	int c, same = 0;
	bool printed = false;

	for (; !printed && row <= last && screen_line(r->screen, row, &line); row++, col = p->left) {
		int end = row == last ? to : p->right < line.cols ? p->right : line.cols;

		for (c = col; !printed && c < end; c++) {
			same = c > col && line.cells[c].stamp == line.cells[c - 1].stamp ? same + 1 : 0;
			printed = same >= PRINTED_MIN - 1;
		}
		screen_text(r->screen, &line, col, printed ? c - PRINTED_MIN : end, out);
	}
}

/*
 * What stands behind the prompt was typed since, where the kernel edits, or has what was typed before it, drawn again: not what a job has printed with something that looks
 * like it.
 */
static bool
goes_on_behind(struct recovery *r, int row, int col, const struct screen_cursor *cursor, const struct buffer *typed)
{
	struct screen_line line;
	struct buffer text = {0};
	size_t head = typed->len < HEAD_MOST ? typed->len : HEAD_MOST;
	const char *at;
	bool later, goes;

	if ((row == cursor->row && col == cursor->col) || !screen_line(r->screen, row, &line) || col >= line.cols)
		return true;
	later = line.cells[col].stamp > line.cells[col - 1].stamp;
	screen_text(r->screen, &line, col, line.cols, &text);
	at = head >= TYPED_MIN && text.len >= head ? memmem(text.data, text.len, typed->data, head) : NULL;
	/* a key may have put something before it since */
	goes = (later && is_cooked(r)) || (at != NULL && (later || at == text.data));
	buffer_free(&text);
	return goes;
}

/*
 * A prompt that is known came into what is typed, behind its first letters and what a program printed without a line feed, and there is more behind it: those letters,
 * and where it ends.
 */
static bool
asked_within(struct recovery *r, int first, const struct screen_cursor *cursor, int *row, int *col, struct buffer *typed, struct buffer *prompt)
{
	const struct edit *e = &r->edit;
	const struct prompts *known = &places_top(&r->places)->first;
	struct pane rest = e->pane;
	int n;

	for (n = 0; n < known->count; n++) {
		const struct buffer *p = &known->list[n];

		if (p->len < PROMPT_MIN || !line_search(r->screen, &e->pane, cursor->row, first, p->data, p->len, row, &rest.left) ||
		    !line_matches(r->screen, &rest, *row, p->data, p->len, col) || (*row == first && rest.left <= e->anchor.col) ||
		    (*row == cursor->row && *col > cursor->col) || stamp_left_of(r, *row, *col) <= r->key_number || !drawn_at_once(r, *row, rest.left, *col))
			continue;
		letters_before(r, first, e->anchor.col, *row, rest.left, typed);
		buffer_add(prompt, p->data, p->len);
		return typed->len > 0 && goes_on_behind(r, *row, *col, cursor, typed);
	}
	return false;
}

/* The line is its shell's, and begins behind what asked within it. */
static void
take_within(struct recovery *r, int row, int col, const struct buffer *typed, const struct buffer *prompt)
{
	struct edit *e = &r->edit;
	struct buffer all = {0};

	line_prompt(r->screen, &e->pane, row, col, &all);
	e->reasons |= REASON_AHEAD | REASON_REANCHORED | REASON_DOUBTFUL;
	keyboard_forget(&r->keyboard);
	e->pane.floor = e->pane.drawn = 0;
	buffer_clear(&e->before);
	/* an editor has drawn it again, and more before it perhaps */
	if (is_cooked(r))
		buffer_add(&e->before, typed->data, typed->len);
	buffer_clear(&e->home);
	buffer_add(&e->home, prompt->data, prompt->len);
	edit_set_anchor(r, row, col, &all);
	e->caught = true;
	buffer_free(&all);
}

/* Nothing was pressed that commits but what stopped a program. */
static bool
commits_nothing(const struct keyboard *k)
{
	return k->count == 0 || k->strokes[k->count - 1].key == CONTROL('C');
}

bool
catchup_takes(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer row = {0}, all = {0}, prompt = {0};
	size_t n = 0, once = 0, stopped = 0, behind = 0, first = 0;
	int line, at, col;

	/* behind a gate and in a pane the kernel knows nothing of who reads */
	if (!e->open || e->bracket || !e->anchored || e->known || (r->alternate && !e->pane.split) || !commits_nothing(&r->keyboard) ||
	    (r->truth.known && !shell_in_front(r) && !places_remote(&r->places) && !e->pane.split))
		return false;
	screen_cursor(r->screen, &cursor);
	if (!screen_find(r->screen, e->anchor.id, &line) || line > cursor.row || (line == cursor.row && cursor.col <= e->anchor.col))
		return false;
	if (!e->pane.split && !places_remote(&r->places) && !is_fish(r) && e->prompt.len == 0 && asked_within(r, line, &cursor, &at, &col, &row, &prompt) && go_to_place(r, &prompt, false, 0)) {
		e->known = true;
		take_within(r, at, col, &row, &prompt);
	}
	if (e->caught || line != cursor.row)
		goto done;
	buffer_clear(&row);
	buffer_clear(&prompt);
	line_head(r->screen, &e->pane, line, e->anchor.col, line, cursor.col, &row);
	line_head(r->screen, &e->pane, line, e->pane.left, line, cursor.col, &all);
	if ((first = row.len > 0 ? first_before(r, &row, line) : 0) > 0)
		behind = row.len - first;
	else if (row.len > 0 && (n = stopped = stopped_before(r, &row)) == 0 && (n = typed_twice(r, &row, &behind)) == 0)
		n = once = typed_before(r, &row, line, e->anchor.col, cursor.col);
	if (n > 0 || first > 0)
		buffer_add(&prompt, row.data + n, row.len - n - behind);
	if (prompt.len > 0 && (e->known = go_to_place(r, &prompt, false, 0))) {
		all.len -= behind;
		e->reasons |= stopped > 0 ? REASON_REANCHORED : REASON_AHEAD | REASON_REANCHORED;
		keyboard_forget(&r->keyboard);
		e->pane.floor = e->pane.drawn = 0;
		buffer_clear(&e->before);
		buffer_add(&e->before, row.data, once);
		buffer_clear(&e->home);
		buffer_add(&e->home, prompt.data, prompt.len);
		edit_set_anchor(r, line, line_column(r->screen, &e->pane, line, all.len), &all);
		e->caught = true;
		prompts_add(&places_top(&r->places)->first, prompt.data, prompt.len);
	}
done:
	buffer_free(&row);
	buffer_free(&all);
	buffer_free(&prompt);
	return e->caught;
}

bool
catchup_awaits_prompt(struct recovery *r)
{
	const struct edit *e = &r->edit;
	const struct place *top = places_top(&r->places);
	struct screen_cursor cursor;
	struct screen_line line;
	int c;

	/* fish says so first; nothing was printed since */
	if (!e->open || !e->bracket || e->anchored || !is_fish(r) || opening_has_started(r) || places_multiplexed(&r->places) || r->output_number != e->stamp || top->first.count == 0 ||
	    prompts_have(&top->first, "", 0) || top->first.list[0].len >= (size_t)screen_cols(r->screen))
		return false;
	screen_cursor(r->screen, &cursor);
	if (cursor.col > 0 || !screen_line(r->screen, cursor.row, &line))
		return false;
	for (c = 0; c < line.cols && line.cells[c].text <= ' '; c++)
		;
	return c == line.cols;
}

void
catchup_untold(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct buffer prompt = {0};
	struct screen_line line;
	int row, col = e->anchor.col;

	if (e->known || e->bracket || e->pane.split || r->alternate || !screen_find(r->screen, e->anchor.id, &row) || !screen_line(r->screen, row, &line) || col > line.cols)
		return;
	while (col > 0 && line.cells[col - 1].stamp > r->key_number && line.cells[col - 1].text >= ' ')
		col--;
	if (e->anchor.col - col < TYPED_MIN || drawn_at_once(r, row, col, e->anchor.col))
		return;
	line_prompt(r->screen, &e->pane, row, col, &prompt);
	edit_set_anchor(r, row, col, &prompt);
	e->pane.floor = e->pane.drawn = 0;
	buffer_free(&prompt);
}

void
catchup_trim(struct recovery *r, struct buffer *text)
{
	size_t n = r->edit.before.len, lost;

	if (!r->edit.caught || n == 0 || text->len < 2 * n || memcmp(text->data, r->edit.before.data, n) != 0)
		return;
	/* its editor drew it behind the prompt after all, with letters that were echoed while the line before was being left */
	for (lost = 0; lost <= (n >= TYPED_MIN ? LOST_MAX : 0) && 2 * n + lost <= text->len; lost++)
		if (memcmp(text->data + n + lost, text->data, n) == 0) {
			memmove(text->data, text->data + n, text->len - n);
			text->len -= n;
			return;
		}
}

/* The column of the sign, in reverse and with blanks to the margin, for output that had no line feed, in the row in which the line begins; -1: none. */
static int
col_of_mark(struct recovery *r, int *row)
{
	const struct edit *e = &r->edit;
	struct screen_line line;
	int col, c, right;

	if (!screen_find(r->screen, e->anchor.id, row) || !screen_line(r->screen, *row, &line) || (!line.continues && !e->pane.split))
		return -1;
	right = e->pane.split && e->pane.right < line.cols ? e->pane.right : line.cols;
	for (col = right - 1; col > e->pane.left && line.cells[col].text <= ' '; col--)
		;
	for (c = col + 1; c < right && line.cells[c].text == ' '; c++)
		;
	return col > e->pane.left && c == right && line.cells[col].text < 0x7F && strchr("%#$", (int)line.cells[col].text) != NULL &&
	    (line.cells[col].attributes & SCREEN_REVERSE) ? col : -1;
}

void
catchup_cut_mark(struct recovery *r, struct buffer *text)
{
	int row;

	if (!r->edit.known && text->len > 0 && strchr("%#$", text->data[text->len - 1]) != NULL && memchr(text->data, '\n', text->len) == NULL &&
	    col_of_mark(r, &row) >= 0)
		text->len--;
}

/* In a pane, where that sign stands: append what was typed before it.  False: there is none. */
static bool
typed_before_mark(struct recovery *r, struct buffer *text)
{
	struct edit *e = &r->edit;
	int row, col;

	if (e->known || !e->pane.split || (col = col_of_mark(r, &row)) <= e->anchor.col)
		return false;
	line_head(r->screen, &e->pane, row, e->anchor.col, row, col, text);
	return true;
}

/* What was typed at a program stands there, or before what it printed; fish's sign for an end without a line feed is none of it. */
static void
typed_so_far(struct recovery *r, struct buffer *out)
{
	const struct edit *e = &r->edit;
	const struct buffer *before = e->displaced ? &e->before : &e->calm;
	const char *sign;
	int row;

	if (typed_before_mark(r, out))
		return;
	if (before->len > 0)
		buffer_add(out, before->data, before->len);
	else if (screen_find(r->screen, e->anchor.id, &row))
		line_text(r->screen, &e->pane, row, e->anchor.col, row, out);
	if (out->len > 0 && (sign = memmem(out->data, out->len, "\xE2\x8F\x8E", 3)) != NULL)
		out->len = (size_t)(sign - out->data);
	catchup_cut_mark(r, out);
}

/* Behind so many bytes of the row it stands, whole, or but for the first letters, which were not echoed. */
static bool
stands_typed(const struct buffer *typed, const struct buffer *row, size_t from)
{
	size_t lost;

	for (lost = 0; lost <= ECHO_LOST_MAX && from + lost + typed->len <= row->len; lost++)
		if (typed->len > lost && memcmp(row->data + from + lost, typed->data, typed->len) == 0)
			return true;
	return false;
}

/* It is what was typed last, as far as that is known. */
static bool
were_last_keys(const struct recovery *r, const struct buffer *row, size_t from)
{
	size_t len = row->len - from, known = len < sizeof r->keyboard.recent ? len : sizeof r->keyboard.recent;

	return !r->keyboard.coarse && len > 0 && keyboard_typed(&r->keyboard, row->data + row->len - known, known);
}

/* What stands there was typed before, and what a program wrote over it or into it is no part of it. */
static bool
is_untorn(struct recovery *r, const struct buffer *row, size_t from)
{
	struct buffer text = {0};
	bool is;

	buffer_add(&text, row->data + from, row->len - from);
	is = pulse_is_within(r, &text);
	buffer_free(&text);
	return is;
}

bool
catchup_begins_with_prompt(struct recovery *r, const struct screen_cursor *cursor, const struct buffer *row)
{
	struct edit *e = &r->edit;
	struct buffer prompt = {0}, typed = {0};
	int col, anchored;
	bool begins = false, same = screen_find(r->screen, e->anchor.id, &anchored) && anchored == cursor->row && !(e->adrift && e->anchor.col <= e->pane.left);

	if (known_prompt(r, &e->pane, cursor->row, &col, &prompt) && prompt.len <= row->len &&
	    /* or the row was erased, and the prompt drawn over what was typed in it, and that again behind it */
	    (!same || (e->anchor.col <= e->pane.left && stamp_left_of(r, cursor->row, col) > r->key_number && prompt.len > 1))) {
		typed_so_far(r, &typed);
		begins = (typed.len > 0 && stands_typed(&typed, row, prompt.len)) || is_untorn(r, row, prompt.len) || (same && were_last_keys(r, row, prompt.len));
	} else if (!same && (!e->pane.split || row->data[0] == '^') && similar_prompt(r, &e->pane, cursor->row, &col, &prompt)) {
		begins = prompt.len + 1 >= row->len && arrival_is_end_of_row(r, cursor) && stamp_left_of(r, cursor->row, cursor->col) > r->key_number &&
		    prompt_is_shells(row->data, row->len);
	}
	buffer_free(&prompt);
	buffer_free(&typed);
	return begins;
}

/*
 * How many bytes at the beginning of the row are a prompt, if it stands in the row before, too, at its end or with the beginning of this line behind it; 0: it does not.
 * Letters may stand in front of it there, so many bytes, which were echoed before anybody read.
 */
static size_t
asked_twice(const struct buffer *row, const struct buffer *before, const struct buffer *line, size_t *front)
{
	size_t end = prompt_bare(before->data, before->len), n, bare, rest;

	for (n = row->len < FIRST_MOST ? row->len : FIRST_MOST; n >= TYPED_MIN; n--) {
		if (row->data[n - 1] != ' ' || (bare = prompt_bare(row->data, n)) == 0)
			continue;
		*front = end - bare;
		if (end >= bare && memcmp(before->data + end - bare, row->data, bare) == 0 && (end > bare || prompt_is_shells(row->data, n)))
			return n;
		for (rest = 1; rest <= line->len && n + rest <= end; rest++) {
			*front = end - rest - n;
			if (memcmp(before->data + end - rest, line->data, rest) == 0 && memcmp(before->data + *front, row->data, n) == 0)
				return n;
		}
	}
	return 0;
}

/* Its first prompt: what was echoed is all that is left of the line, unless an editor has drawn that again. */
static void
learn_first(struct recovery *r, const struct buffer *row)
{
	struct edit *e = &r->edit;
	struct place *top = places_top(&r->places);
	const struct buffer *line = r->held.any ? &r->held.c.text : &top->text;
	size_t n, front, shown;

	if (e->before.len == 0 || (n = asked_twice(row, &e->before, line, &front)) == 0)
		return;
	prompts_forget_blank(&top->first);
	prompts_add(&top->first, row->data, n);
	top->early = false;
	shown = row->len - n < front ? row->len - n : front;
	e->before.len = !r->truth.known || !r->truth.cooked || (shown > 0 && memcmp(row->data + n, e->before.data, shown) == 0) ? 0 : front;
	top->cooked |= e->before.len > 0;
}

/* It has another number by now, and what was typed before it stood begins behind it. */
static void
learn_next(struct recovery *r, const struct screen_cursor *cursor, const struct buffer *row)
{
	struct edit *e = &r->edit;
	struct place *top = places_top(&r->places);
	struct buffer prompt = {0}, typed = {0};
	int col;

	if (!known_prompt(r, &e->pane, cursor->row, &col, &prompt) && similar_prompt(r, &e->pane, cursor->row, &col, &prompt) && prompt.len + TYPED_MIN <= row->len &&
	    stamp_left_of(r, cursor->row, col) > r->key_number && prompts_count(&top->first, prompt.data, prompt.len)) {
		typed_so_far(r, &typed);
		if (typed.len >= TYPED_MIN && memcmp(typed.data, row->data + prompt.len, TYPED_MIN) == 0)
			prompts_add(&top->first, prompt.data, prompt.len);
	}
	buffer_free(&prompt);
	buffer_free(&typed);
}

void
catchup_learn(struct recovery *r, const struct screen_cursor *cursor)
{
	struct edit *e = &r->edit;
	const struct place *top = places_top(&r->places);
	struct buffer row = {0};

	if (top->kind != PROGRAM_SHELL || e->bracket || e->pane.split || places_multiplexed(&r->places) || r->keyboard.count > 0 || (r->truth.known && !shell_in_front(r)))
		return;
	line_head(r->screen, &e->pane, cursor->row, e->pane.left, cursor->row, cursor->col, &row);
	if (row.len > 0 && (top->first.count == 0 || top->early))
		learn_first(r, &row);
	else if (row.len > 0)
		learn_next(r, cursor, &row);
	buffer_free(&row);
}
