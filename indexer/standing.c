/* Which prompt stands in a row, and whose it is. */
#include "indexer/edit.h"
#include "indexer/clause.h"
#include "indexer/further.h"
#include "indexer/newcomer.h"
#include "indexer/shape.h"

#include <string.h>

#define DRAWN_MOST 3 /* rows below a line in which its program said something, and then asked for more */
#define GREETING_ROWS 8 /* above the first prompt, in which an interpreter says who it is */

/* The shell itself asks for more, with its editor: `read -e`, zsh's `vared`, `select`. */
static bool
asks_itself(const struct buffer *text)
{
	static const char *const words[] = {"read -e", "read -re", "read -er", "read -ep", "vared ", "select "};
	size_t i, n;
	const char *at;

	for (i = 0; i < sizeof words / sizeof *words && text->len > 0; i++) {
		n = strlen(words[i]);
		at = memmem(text->data, text->len, words[i], n);
		if (at != NULL && (at == text->data || strchr(" ;&|({\n", at[-1]) != NULL))
			return true;
	}
	return false;
}

/* What the line starts lets one choose below it, and has a shell's sign before what is searched for. */
static bool
starts_chooser(const struct buffer *text)
{
	static const char *const names[] = {"fzf", "sk", "peco", "fzy", "percol", "gum"};
	const char *at, *end;
	size_t i, n;

	if (text->len == 0)
		return false;
	end = text->data + text->len;
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		n = strlen(names[i]);
		for (at = text->data; (at = memmem(at, (size_t)(end - at), names[i], n)) != NULL; at += n)
			if ((at == text->data || strchr(" ;&|(`", at[-1]) != NULL) && (at + n == end || strchr(" ;&|)`\"", at[n]) != NULL))
				return true;
	}
	return false;
}

/* The longest prompt of any place that the row begins with. */
bool
known_prompt(struct recovery *r, const struct pane *pane, int row, int *col, struct buffer *prompt)
{
	const struct place *p;
	int i, n, at;
	bool more;

	*col = -1;
	for (i = r->places.count - 1; i >= 0; i--) {
		p = &r->places.list[i];
		for (more = false;; more = true) {
			const struct prompts *list = more ? &p->more : &p->first;

			for (n = 0; n < list->count; n++) {
				if (!line_matches(r->screen, pane, row, list->list[n].data, list->list[n].len, &at) || at <= *col)
					continue;
				*col = at;
				buffer_clear(prompt);
				buffer_add(prompt, list->list[n].data, list->list[n].len);
			}
			if (more)
				break;
		}
	}
	return *col >= 0;
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* The line before went to another directory, with whose name a prompt may begin. */
static bool
has_moved(const struct recovery *r)
{
	return r->held.any && r->held.c.kind == COMMAND_SHELL && shape_goes_elsewhere(&r->held.c.text);
}

/* As prompt_like asks of the first two signs: most rows of a flood are none, and cost nothing then. */
static bool
begins_alike(const struct recovery *r, const struct pane *pane, const struct screen_line *line)
{
	uint32_t a, b;
	int i, n;

	if (pane->left + 2 > line->cols)
		return false;
	if (has_moved(r))
		return true;
	a = line->cells[pane->left].text;
	b = line->cells[pane->left + 1].text;
	for (i = r->places.count - 1; i >= 0; i--)
		for (n = 0; n < r->places.list[i].first.count; n++) {
			const struct buffer *p = &r->places.list[i].first.list[n];
			const unsigned char *bytes = (const unsigned char *)p->data;

			/* beyond ASCII a sign has several bytes */
			if (p->len > 0 && (a > 0x7F || b > 0x7F || p->len <= 3 || bytes[0] > 0x7F || bytes[1] > 0x7F ||
					      (a == bytes[0] && ((b ? b : ' ') == bytes[1] || (is_digit(b) && is_digit(bytes[1])))) || (is_digit(a) && is_digit(bytes[0]))))
				return true;
		}
	return false;
}

/* So many blanks stand behind a prompt that is known, at most. */
static size_t
most_blanks(const struct recovery *r)
{
	const struct prompts *first;
	size_t most = 0, bare;
	int i, n;

	for (i = 0; i < r->places.count; i++)
		for (first = &r->places.list[i].first, n = 0; n < first->count; n++)
			if ((bare = prompt_bare(first->list[n].data, first->list[n].len)) > 0 && first->list[n].len - bare > most)
				most = first->list[n].len - bare;
	return most;
}

/* It may end in so many blanks: looked at in no more than two places, for a row may have thousands of columns, and as many prompts to be held against. */
static bool
may_end_in(const struct buffer *prompt, size_t blanks)
{
	return prompt->len > blanks && prompt->data[prompt->len - blanks - 1] != ' ' && (blanks == 0 || prompt->data[prompt->len - 1] == ' ');
}

/* A prompt that changed, with text behind it: where its last sign stands. */
bool
similar_prompt(struct recovery *r, const struct pane *pane, int row, int *col, struct buffer *prompt)
{
	struct screen_line line;
	struct buffer text = {0};
	const struct place *p;
	int i, n, c;
	size_t blanks = 0, most;
	bool found = false, moved = has_moved(r);

	if (!screen_line(r->screen, row, &line) || !begins_alike(r, pane, &line))
		return false;
	most = most_blanks(r);
	for (c = pane->left + 1; c < pane->right && c <= line.cols && !found; c++) {
		screen_text(r->screen, &line, c - 1, c, &text);
		blanks = line.cells[c - 1].text <= ' ' ? blanks + 1 : 0;
		/* an empty row may be a thousand columns wide */
		for (i = blanks <= most ? r->places.count - 1 : -1; i >= 0 && !found; i--) {
			p = &r->places.list[i];
			for (n = 0; n < p->first.count && !found; n++)
				found = (may_end_in(&p->first.list[n], blanks) && prompt_like(p->first.list[n].data, p->first.list[n].len, text.data, text.len)) ||
				    (moved && prompt_moved(p->first.list[n].data, p->first.list[n].len, text.data, text.len));
		}
	}
	if (found) {
		*col = c - 1;
		buffer_clear(prompt);
		buffer_add(prompt, text.data, text.len);
	}
	buffer_free(&text);
	return found;
}

/* In a pane beside another, all rows of which were drawn anew, higher: how far above this row the held line's last stands now, 0: it does not. */
static int
gap_in_drawn_pane(struct recovery *r, int row)
{
	const struct held *h = &r->held;
	const char *newline = h->c.text.len > 0 ? memrchr(h->c.text.data, '\n', h->c.text.len) : NULL;
	const char *last = newline != NULL ? newline + 1 : h->c.text.data;
	size_t len = h->c.text.len > 0 ? (size_t)(h->c.text.data + h->c.text.len - last) : 0;
	struct buffer text = {0};
	int gap = 0, k;

	for (k = 1; len > 0 && gap == 0 && k <= DRAWN_MOST && row - k >= 0; k++) {
		line_text(r->screen, &r->edit.pane, row - k, r->edit.pane.left, row - k, &text);
		/* behind its prompt, or another that asked for more */
		if (text.len > len && memcmp(text.data + text.len - len, last, len) == 0 &&
		    (newline != NULL || (text.len == h->prompt.len + len && memcmp(text.data, h->prompt.data, h->prompt.len) == 0)))
			gap = k;
	}
	buffer_free(&text);
	return gap;
}

/* Rows between the held line's last and this one. */
int
gap_since_held(struct recovery *r, int row)
{
	int held;

	if (!screen_find(r->screen, r->held.row_id, &held))
		return 1000;
	if (held == row && r->edit.pane.split && r->edit.pane.right - r->edit.pane.left < screen_cols(r->screen))
		return gap_in_drawn_pane(r, row);
	return row - held;
}

/* The held line stands where it was, above its prompt, which has come again. */
bool
held_stands(struct recovery *r, const struct buffer *prompt, int row)
{
	struct held *h = &r->held;
	struct pane all = {.left = 0, .right = screen_cols(r->screen)};
	struct buffer text = {0};
	int first;
	bool stands;

	/* with another time or number, or, where a directory was chosen, another one */
	if (!(buffer_is(prompt, h->prompt.data, h->prompt.len) || (prompt->len > 3 && h->prompt.len > 3 && prompt_counts(h->prompt.data, h->prompt.len, prompt->data, prompt->len)) ||
	    (h->chosen && prompt->len > 0 && h->prompt.len > 0 && prompt_like(h->prompt.data, h->prompt.len, prompt->data, prompt->len))) ||
	    !screen_find(r->screen, h->anchor.id, &first) || first >= row)
		return false;
	line_text(r->screen, &all, first, h->anchor.col, row - 1, &text);
	stands = text.len >= h->c.text.len && memcmp(text.data, h->c.text.data, h->c.text.len) == 0;
	buffer_free(&text);
	return stands;
}

/* It starts no program, so whoever edits a line now is the shell. */
static bool
is_builtin(const char *name)
{
	static const char *const names[] = {"", "cd", "pushd", "popd", "export", "set", "unset", "alias", "unalias", "shopt",
	    "setopt", "unsetopt", "trap", "bind", "bindkey", "stty", "true", "false", ":", "eval", "source", ".",
	    "hash", "umask", "ulimit", "local", "declare", "typeset", "readonly", "autoload", "zstyle", "function"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void
end_at_prompt(struct recovery *r, struct place *p, unsigned marks)
{
	marks_for_running(r, p, marks);
	end_running(r, p);
}

/* The prompt is known, but the kernel has another shell in front than the one whose it was. */
static int
place_in_front(struct recovery *r, int i)
{
	int k;

	if (!shell_in_front(r) || r->places.list[i].group == 0 || r->places.list[i].group == r->truth.group)
		return i;
	for (k = r->places.count - 1; k >= 0; k--)
		if (r->places.list[k].group == r->truth.group)
			return k;
	return places_top(&r->places)->running && !places_multiplexed(&r->places) ? -1 : i;
}

/* All that stands behind this column is at the margin, behind many blanks: a prompt of the right side. */
static bool
has_only_side(const struct screen_line *line, int from)
{
	int c = from, end = line->cols;

	while (end > from && line->cells[end - 1].text <= ' ')
		end--;
	while (c < end && line->cells[c].text <= ' ')
		c++;
	return end >= line->cols - 2 && c - from > line->cols / 2;
}

/* Something stands behind the cursor, or in the row below: an editor shows it. */
static bool
stands_in_text(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_line line;
	int row, c;

	screen_cursor(r->screen, &cursor);
	for (row = cursor.row; row <= cursor.row + 1 && row < screen_rows(r->screen) - 1 && screen_line(r->screen, row, &line); row++) {
		if (row == cursor.row && r->edit.bracket && has_only_side(&line, cursor.col))
			continue;
		for (c = row == cursor.row ? cursor.col : 0; c < line.cols; c++)
			if (line.cells[c].text > ' ')
				return true;
	}
	return false;
}

/* In a pane: what stands before the cursor was drawn together with what it stands on, or with the row below: it is the screen of a program. */
static bool
stands_in_drawing(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_line line;
	uint32_t stamp;
	int left = r->edit.pane.left;

	screen_cursor(r->screen, &cursor);
	stamp = stamp_left_of(r, cursor.row, cursor.col);
	if (!r->edit.pane.split || !screen_line(r->screen, cursor.row, &line))
		return false;
	/* at the margin below a row that is full, the multiplexer's own perhaps */
	if (stamp == 0)
		return cursor.col == left && screen_line(r->screen, cursor.row + 1, &line) && left < line.cols && line.cells[left].text > ' ';
	if (cursor.col < line.cols && line.cells[cursor.col].text > ' ' && line.cells[cursor.col].stamp == stamp)
		return true;
	return screen_line(r->screen, cursor.row + 1, &line) && left < line.cols && line.cells[left].text > ' ' && line.cells[left].stamp == stamp;
}

/* Prolog was told to take clauses from its user, and asks for them with a prompt of their own. */
static bool
asks_for_clauses(const struct place *p, const struct buffer *prompt)
{
	return p->kind == PROGRAM_REPL && p->running && p->text.len > 5 && prompt->len >= 2 && memcmp(prompt->data, "|:", 2) == 0 &&
	    (memmem(p->text.data, p->text.len, "[user]", 6) != NULL || memmem(p->text.data, p->text.len, "consult(user)", 13) != NULL);
}

/*
 * The prompt looks like the shell's below, but is another's: the kernel says that a program reads, or the shell has brackets, and
 * none was opened for this one.
 */
static bool
is_anothers(struct recovery *r, const struct place *shell)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	/* on another machine, whose pieces come when they like: who took the screen said with it that it reads */
	if (places_remote(&r->places))
		return shell->bracketed && e->bracket && e->stamp == r->alternate_stamp && stamp_left_of(r, cursor.row, cursor.col) > e->stamp;
	if (r->truth.known)
		return !shell_in_front(r);
	/* readline writes its bracket, and then its prompt */
	return shell->bracketed && (!e->bracket || stamp_left_of(r, cursor.row, cursor.col) > e->stamp + 3);
}

/* In a pane beside others: an interpreter that was left for another pane has its prompt there still. */
static bool
take_up_place(struct recovery *r, const struct buffer *prompt)
{
	const struct place *top = places_top(&r->places);

	return places_multiplexed(&r->places) && prompt->len > 0 && !(top->running && top->starts_kind == PROGRAM_REPL) &&
	    places_take_up(&r->places, prompt->data, prompt->len);
}

/*
 * What runs has started a shell, as editors and pagers do for whoever asks: the kernel names it.  One that runs a script has the same name, and
 * asks with no shell's sign, nor edits the line.
 */
static bool
is_started_within(const struct recovery *r, const struct place *top, const struct buffer *prompt, bool bracket)
{
	size_t bare = prompt_bare(prompt->data ? prompt->data : "", prompt->len);

	if (!r->truth.known || places_multiplexed(&r->places) || places_remote(&r->places) || program_kind(r->truth.name) != PROGRAM_SHELL ||
	    r->truth.group == top->group || bare == 0)
		return false;
	return bracket || (r->truth.cooked ? strchr("$#%", prompt->data[bare - 1]) != NULL : prompt_is_shells(prompt->data, prompt->len));
}

/* The interpreter that asks with this; NULL: nobody knows who does. */
static const char *
who_asks(struct recovery *r, const struct buffer *prompt)
{
	static const char greeting[] = "Type \"help\"";
	struct screen_cursor cursor;
	struct screen_line line;
	struct buffer text = {0};
	bool greeted = false;
	int row;

	if (program_of_prompt(prompt->data ? prompt->data : "", prompt->len, true) == NULL)
		return NULL;
	screen_cursor(r->screen, &cursor);
	for (row = cursor.row - 1; row >= 0 && row >= cursor.row - GREETING_ROWS && !greeted && screen_line(r->screen, row, &line); row--) {
		buffer_clear(&text);
		screen_text(r->screen, &line, 0, line.cols, &text);
		greeted = text.len > 0 && memmem(text.data, text.len, greeting, sizeof greeting - 1) != NULL;
	}
	buffer_free(&text);
	return program_of_prompt(prompt->data ? prompt->data : "", prompt->len, greeted);
}

/* What was started asks; if that is a gate or a script, the interpreter behind it does. */
static void
enter_started(struct recovery *r, const struct place *top, const struct buffer *prompt)
{
	const char *inner = who_asks(r, prompt);
	char behind[PROGRAM_NAME_MAX];

	program_behind(top->text.data ? top->text.data : "", top->text.len, behind);
	places_enter(&r->places, top->starts, top->starts_kind);
	if (inner != NULL || behind[0] != '\0')
		places_enter(&r->places, inner != NULL ? inner : behind, PROGRAM_REPL);
}

/*
 * The prompt is the shell's own, to the sign: but what it has started is in front, and leads to another shell, on a terminal of its own, which the
 * kernel tells nothing of.
 */
static bool
asks_within(const struct recovery *r, const struct place *top)
{
	return top->running && top->starts_kind == PROGRAM_GATE && r->truth.known && !places_multiplexed(&r->places) && top->group != 0 &&
	    r->truth.group != top->group && program_kind(r->truth.name) == PROGRAM_GATE;
}

/* An interpreter was all that had asked behind a gate, and now a shell does. */
static bool
has_come_out(struct recovery *r, const struct buffer *prompt)
{
	const struct place *below = r->places.count > 1 ? &r->places.list[r->places.count - 2] : NULL;

	return places_top(&r->places)->kind == PROGRAM_REPL && below != NULL && below->kind == PROGRAM_GATE && below->first.count == 0 &&
	    prompt_is_shells(prompt->data ? prompt->data : "", prompt->len);
}

/* Which place does the prompt belong to?  Go there.  False: to none; a program asks something. */
bool
go_to_place(struct recovery *r, const struct buffer *prompt, bool bracket, unsigned marks)
{
	struct place *top = places_top(&r->places);
	const char *inner;
	size_t from;
	int i, inside;
	bool again, through;
	struct buffer asked = {0};

	/* it was shown on a screen that is gone */
	if (!r->alternate && places_guest(&r->places)) {
		end_running(r, top);
		places_return(&r->places, places_inside(&r->places) - 1);
		top = places_top(&r->places);
	}
	i = places_find(&r->places, prompt->data, prompt->len, false);
	if (r->alternate && top->running && top->starts_kind != PROGRAM_MULTIPLEXER && !places_multiplexed(&r->places) &&
	    (i < 0 || is_anothers(r, top)) && stands_at_guest_prompt(r)) {
		places_enter(&r->places, top->starts, PROGRAM_MULTIPLEXER)->guest = true;
		return true;
	}
	if (i < 0 &&
	    !(top->running && top->starts_kind == PROGRAM_REPL && bracket) &&
	    !(top->running && top->starts_kind != PROGRAM_OTHER && top->first.count > 0 &&
		!prompt_same_user(top->first.list[0].data, top->first.list[0].len, prompt->data, prompt->len)))
		i = places_find(&r->places, prompt->data, prompt->len, true);
	/* the shell was given another, which only resembles that of one below */
	if (i >= 0 && i < r->places.count - 1 && top->running && sets_prompt(&top->text) && places_find(&r->places, prompt->data, prompt->len, false) < 0)
		i = -1;
	for (from = 1; i < 0 && from + 4 <= prompt->len; from++)
		i = places_find(&r->places, prompt->data + from, prompt->len - from, false);
	/* as long as a multiplexer has the screen, the same prompt is one inside of it */
	if (r->alternate && i >= 0 && i < (inside = places_inside(&r->places)))
		i = r->places.count > inside ? inside : -1;
	if (i == r->places.count - 1 && asks_within(r, top)) {
		enter_started(r, top, prompt);
		/* by it the kernel tells when that is left; where no more places are kept, there is none */
		if (i + 1 < r->places.count)
			r->places.list[i + 1].group = r->truth.group;
		return true;
	}
	if (i >= 0 && place_in_front(r, i) != i && (i = place_in_front(r, i)) < 0) {
		places_enter(&r->places, r->truth.name, program_kind(r->truth.name));
		return true;
	}
	if (i >= 0) {
		while (r->places.count > i + 1) {
			end_running(r, places_top(&r->places));
			places_return(&r->places, r->places.count - 2);
		}
		end_at_prompt(r, places_top(&r->places), marks);
		return true;
	}
	if (i < 0 && take_up_place(r, prompt))
		return true;
	if (i < 0 && has_come_out(r, prompt)) {
		end_running(r, top);
		places_return(&r->places, r->places.count - 2);
		return true;
	}
	/* a device's, in another mode or with another name: whether a gate leads to it or a program that plays it, in a pane nobody else tells */
	if ((top->kind == PROGRAM_GATE || (top->kind == PROGRAM_REPL && places_multiplexed(&r->places))) && top->first.count > 0 &&
	    (prompt_same_name(top->first.list[0].data, top->first.list[0].len, prompt->data, prompt->len) ||
		(top->kind == PROGRAM_REPL && top->running && (names_prompt(&top->text, prompt) || gave_name(top, prompt))))) {
		end_at_prompt(r, top, marks);
		return true;
	}
	if (places_multiplexed(&r->places) && prompt->len == 0 && !(top->running && top->starts_kind == PROGRAM_REPL) && (inner = asks_silently(r)) != NULL) {
		if (top->kind != PROGRAM_REPL || strcmp(top->program, inner) != 0)
			places_enter(&r->places, inner, PROGRAM_REPL);
		else
			end_at_prompt(r, top, marks);
		/* the multiplexer is slow to tell */
		ahead_take_last(r);
		return true;
	}
	/* in a pane an editor may have the screen, of which nothing tells */
	if (places_multiplexed(&r->places) && !top->running && top->first.count > 0 && prompt_is_blank(prompt->data ? prompt->data : "", prompt->len))
		return false;
	/* or was the first to ask in a new pane */
	if (i < 0 && !top->running && (top->kind == PROGRAM_MULTIPLEXER || newcomer_is_greeted(r)) && (inner = who_asks(r, prompt)) != NULL) {
		places_enter(&r->places, inner, PROGRAM_REPL);
		return true;
	}
	if (!top->running)
		return top->first.count == 0 || (bracket && !stands_in_drawing(r)) || prompt_is_shells(prompt->data, prompt->len) || newcomer_begins_pane(r, prompt) ||
		    (r->truth.known && shell_in_front(r));
	if (i < 0 && asks_for_clauses(top, prompt))
		return true;
	/* in a pane: one that asks in another way now, for the second time */
	if (i < 0 && top->kind == PROGRAM_REPL && places_multiplexed(&r->places)) {
		again = newcomer_is_mode(top, prompt) || newcomer_asks_again(r, prompt, &asked);
		if (again)
			end_at_prompt(r, top, marks);
		if (asked.len > 0 && again)
			ahead_take_asked(r, &asked);
		buffer_free(&asked);
		if (again)
			return true;
	}
	/* an interpreter's, whatever its user likes */
	if (i < 0 && top->kind == PROGRAM_REPL && places_multiplexed(&r->places) && sets_prompt(&top->text) && prompt->len > 0) {
		end_at_prompt(r, top, marks);
		return true;
	}
	/* node takes rows in its own editor, and asks for them with nothing */
	if (i < 0 && ((asks_itself(&top->text) && !sets_prompt(&top->text)) || strcmp(top->starts, ".editor") == 0))
		return false;
	if (i < 0 && !bracket && buffer_is(prompt, "> ", 2) && starts_chooser(&top->text))
		return false;
	/* "What now> ": no editor begins there, as this shell's would */
	if (i < 0 && !bracket && top->bracketed && !(places_multiplexed(&r->places) && is_bracketed(r)) && strcmp(top->starts, "git") == 0)
		return false;
	if ((bracket || sets_prompt(&top->text) || (places_multiplexed(&r->places) && !prompt_is_blank(prompt->data ? prompt->data : "", prompt->len))) &&
	    top->kind != PROGRAM_REPL && is_builtin(top->starts)) {
		end_at_prompt(r, top, marks);
		return true;
	}
	switch (top->starts_kind) {
	case PROGRAM_SHELL:
	case PROGRAM_MULTIPLEXER:
	case PROGRAM_GATE:
		again = newcomer_asks_again(r, prompt, &asked);
		if (!bracket && !prompt_is_shells(prompt->data, prompt->len) && !again && !names_prompt(&top->text, prompt) && who_asks(r, prompt) == NULL &&
		    !newcomer_edits(r, prompt) && !newcomer_is_wide_shell(r, prompt) &&
		    !(top->starts_kind == PROGRAM_MULTIPLEXER && (newcomer_begins_window(r, prompt) || newcomer_asks_with_nothing(r, prompt)))) {
			buffer_free(&asked);
			return false;
		}
		if (top->starts_kind == PROGRAM_MULTIPLEXER && prompt_is_blank(prompt->data ? prompt->data : "", prompt->len) &&
		    stands_in_text(r)) {
			buffer_free(&asked);
			return false;
		}
		enter_started(r, top, prompt);
		if (again)
			ahead_take_asked(r, &asked);
		buffer_free(&asked);
		return true;
	case PROGRAM_REPL:
		through = newcomer_through_script(top, prompt);
		inner = through ? who_asks(r, prompt) : NULL;
		places_enter(&r->places, top->starts, through ? PROGRAM_GATE : PROGRAM_REPL);
		if (inner != NULL)
			places_enter(&r->places, inner, PROGRAM_REPL);
		return true;
	case PROGRAM_OTHER:
		break;
	}
	/* the kernel edits what is typed now, and this shell would do so itself: it has no prompt yet */
	if (r->truth.known && r->truth.echoes && !top->cooked && top->first.count > 0 &&
	    (prompt_is_blank(prompt->data ? prompt->data : "", prompt->len) || (i < 0 && !bracket && !prompt_is_shells(prompt->data, prompt->len))))
		return false;
	/* nor does a shell that asks for a secret */
	if (r->truth.known && r->truth.echo_off && !prompt_is_shells(prompt->data ? prompt->data : "", prompt->len))
		return false;
	if (i < 0 && prompt->len > 0 && (inner = who_asks(r, prompt)) != NULL) {
		/* or another of its own */
		if (top->kind != PROGRAM_REPL || strcmp(top->program, inner) != 0)
			places_enter(&r->places, inner, PROGRAM_REPL);
		else
			end_at_prompt(r, top, marks);
		return true;
	}
	if (i < 0 && is_started_within(r, top, prompt, bracket)) {
		places_enter(&r->places, r->truth.name, PROGRAM_SHELL);
		return true;
	}
	/* a prompt that was changed, or a program that we don't know */
	if (r->truth.known && !places_multiplexed(&r->places) && !places_remote(&r->places) ? shell_in_front(r) && r->truth.group == top->group
							      : prompt_is_shells(prompt->data, prompt->len) || newcomer_begins_pane(r, prompt) ||
		    (bracket && newcomer_may_be_prompt(prompt) && !stands_in_drawing(r))) {
		end_at_prompt(r, top, marks);
		return true;
	}
	return false;
}

/* "for then> ", "dquote> ": zsh's PS2 names what is open. */
static bool
zsh_asks(const struct pane *pane, const struct screen_line *line, int *col)
{
	int c = pane->left, end = pane->left + 30 < line->cols ? pane->left + 30 : line->cols;

	while (c < end && ((line->cells[c].text >= 'a' && line->cells[c].text <= 'z') || line->cells[c].text == ' '))
		c++;
	if (c < pane->left + 2 || c + 1 >= end || line->cells[pane->left].text == ' ' || line->cells[c].text != '>' ||
	    line->cells[c + 1].text > ' ')
		return false;
	*col = c + 2;
	return true;
}

/* "foreach? ": tcsh's. */
static bool
tcsh_asks(struct recovery *r, const struct pane *pane, const struct screen_line *line, int *col, struct buffer *text)
{
	const struct place *p = places_top(&r->places);
	int c = pane->left, end = pane->left + 12 < line->cols ? pane->left + 12 : line->cols;

	while (c < end && line->cells[c].text >= 'a' && line->cells[c].text <= 'z')
		c++;
	if (c == pane->left || c + 1 >= end || line->cells[c].text != '?' || line->cells[c + 1].text > ' ')
		return false;
	*col = c + 2;
	buffer_clear(text);
	screen_text(r->screen, line, pane->left, *col, text);
	return asks_as_tcsh(text, &r->held.c.text, strcmp(p->program, "tcsh") == 0 || strcmp(p->program, "csh") == 0);
}

/* ">", without a blank behind it, and further in for a block in a block. */
static bool
gdb_asks(const struct held *h, const struct pane *pane, const struct screen_line *line, int gap, int *col)
{
	int c = pane->left, end = pane->right < line->cols ? pane->right : line->cols;

	if (gap != 1 && !clause_opens_gdb(&h->c.text))
		return false;
	while (c < end && line->cells[c].text == ' ')
		c++;
	/* Python's begins so, too */
	if (c >= end || line->cells[c].text != '>' || (c + 1 < end && line->cells[c + 1].text == '>'))
		return false;
	*col = c + 1;
	return true;
}

/* The row under the held line begins with what looks like a prompt for more of it. */
bool
further_prompt(struct recovery *r, const struct pane *pane, int row, int *col, struct buffer *prompt)
{
	static const char *const usual[] = {"> ", "... ", "? "};
	struct held *h = &r->held;
	struct place *p = places_top(&r->places);
	struct screen_line line;
	struct buffer text = {0};
	size_t i;
	int n, gap;
	bool found = false;

	if (!h->any || h->c.kind == COMMAND_REPLY || (gap = gap_since_held(r, row)) < 1 || !screen_line(r->screen, row, &line))
		return false;
	if (strcmp(p->program, "gdb") == 0) {
		if ((found = gdb_asks(h, pane, &line, gap, col)))
			screen_text(r->screen, &line, pane->left, *col, &text);
		goto done;
	}
	if (gap != 1)
		return false;
	if (p->kind != PROGRAM_REPL && !held_is_open(h, p)) {
		/* what is open there is no other shell's */
		found = (strstr(p->program, "csh") != NULL || p->kind == PROGRAM_GATE) && tcsh_asks(r, pane, &line, col, &text);
		/* Python's tell what it is, wherever it runs */
		if (!found && buffer_is(&h->prompt, ">>> ", 4) && (found = line_matches(r->screen, pane, row, "... ", 4, col)))
			buffer_adds(&text, "... ");
		goto done;
	}
	for (i = 0; i < sizeof usual / sizeof *usual && !found; i++)
		if ((found = line_matches(r->screen, pane, row, usual[i], strlen(usual[i]), col)))
			buffer_adds(&text, usual[i]);
	/* one of its user's, that was seen before */
	for (n = 0; n < p->more.count && p->kind != PROGRAM_REPL && !found; n++)
		if ((found = !prompt_is_blank(p->more.list[n].data ? p->more.list[n].data : "", p->more.list[n].len) &&
			line_matches(r->screen, pane, row, p->more.list[n].data, p->more.list[n].len, col)))
			buffer_add(&text, p->more.list[n].data, p->more.list[n].len);
	if (!found && p->kind != PROGRAM_REPL && (found = zsh_asks(pane, &line, col)))
		screen_text(r->screen, &line, pane->left, *col, &text);
	if (!found && p->kind != PROGRAM_REPL)
		found = tcsh_asks(r, pane, &line, col, &text);
	if (!found && p->kind == PROGRAM_REPL && (found = further_of_interpreter(r, pane, row, &h->prompt, col)))
		screen_text(r->screen, &line, pane->left, *col, &text);
done:
	if (found && prompt != NULL) {
		buffer_clear(prompt);
		buffer_add(prompt, text.data, text.len);
	}
	buffer_free(&text);
	return found;
}
