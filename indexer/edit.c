/* A line that is being edited: from its anchor, which is found again when something moved it, to its text. */
#include "indexer/edit.h"

#include <ctype.h>
#include <string.h>

#include "indexer/keyless.h"
#include "indexer/pulse.h"

#define LOOK_BACK 300   /* rows in which a lost prompt is looked for */
#define DRAFT_ROWS_MOST 64
#define ALWAYS (SCREEN_BRACKET_ON | SCREEN_BRACKET_OFF | SCREEN_ALTERNATE_ON | SCREEN_ALTERNATE_OFF | SCREEN_OSC)

void
edit_observe(struct recovery *r)
{
	unsigned wanted = ALWAYS;

	if (r->edit.open || r->held.expects || r->reply_count > 0 || (r->held.any && r->held.c.kind == COMMAND_REPLY))
		wanted |= SCREEN_LINE_FEED;
	if (r->edit.closing || keyless_counts_returns(r))
		wanted |= SCREEN_RETURN;
	screen_observe(r->screen, &r->observer, wanted);
}

bool
shell_in_front(const struct recovery *r)
{
	enum program_kind kind = r->truth.known ? program_kind(r->truth.name) : PROGRAM_OTHER;

	return kind == PROGRAM_SHELL || kind == PROGRAM_REPL;
}

bool
is_fish(struct recovery *r)
{
	return strcmp(places_top(&r->places)->program, "fish") == 0 || places_top(&r->places)->fish ||
	    (r->truth.known && strcmp(r->truth.name, "fish") == 0);
}

/* The row is drawn in a colour of its own, as those do that their users dress: at its beginning, or where a window is named. */
static bool
is_dressed(const struct screen_line *line, int col)
{
	const struct screen_cell *first = &line->cells[0], *named = &line->cells[col < line->cols ? col : 0];

	return first->bg != 0 || named->bg != 0 || ((first->attributes | named->attributes) & SCREEN_REVERSE);
}

/* The row is tmux's status, and this colon stands between a window's number and its name: behind the session's, or in a dress of the user's. */
static bool
names_window(struct recovery *r, int row, const struct screen_line *line, const struct buffer *text, const char *colon)
{
	const struct pane all = {.right = line->cols};

	if (text->data[0] == '[')
		return true;
	return *colon == ':' && colon > text->data && isdigit((unsigned char)colon[-1]) &&
	    is_dressed(line, line_column(r->screen, &all, row, (size_t)(colon - text->data)));
}

/* tmux's status is in this row, and has this in it: "[0] 0:fish* 1:vim-", the session, and its windows, or those alone. */
static bool
row_says(struct recovery *r, int row, const char *what)
{
	struct screen_line line;
	struct buffer text = {0};
	const char *at;
	bool says = false;

	if (screen_line(r->screen, row, &line))
		screen_text(r->screen, &line, 0, line.cols, &text);
	if (text.len > 0 && (at = memmem(text.data, text.len, what, strlen(what))) != NULL)
		says = names_window(r, row, &line, &text, at);
	buffer_free(&text);
	return says;
}

/* tmux tells the name of who is in front in its status row. */
bool
status_says(struct recovery *r, const char *what)
{
	return row_says(r, 0, what) || row_says(r, screen_rows(r->screen) - 1, what);
}

bool
status_is_above(struct recovery *r)
{
	return row_says(r, 0, "] 0:") || row_says(r, 0, "] 1:");
}

bool
shows_multiplexer(struct recovery *r)
{
	return status_says(r, "] 0:") || status_says(r, "] 1:");
}

/* "0:ksh93*": the name of the window that is shown, which is who is in front there. */
static bool
row_names_shell(struct recovery *r, int row)
{
	struct screen_line line;
	struct buffer text = {0};
	const char *begin, *end;
	char name[PROGRAM_NAME_MAX];
	bool names = false;

	if (screen_line(r->screen, row, &line))
		screen_text(r->screen, &line, 0, line.cols, &text);
	if (text.len > 0 && (end = memchr(text.data, '*', text.len)) != NULL) {
		for (begin = end; begin > text.data && begin[-1] != ':' && begin[-1] != ' '; begin--)
			;
		if (begin > text.data && begin[-1] == ':' && names_window(r, row, &line, &text, begin - 1) && (size_t)(end - begin) < sizeof name) {
			memcpy(name, begin, (size_t)(end - begin));
			name[end - begin] = '\0';
			names = program_kind(name) == PROGRAM_SHELL;
		}
	}
	buffer_free(&text);
	return names;
}

bool
status_names_shell(struct recovery *r)
{
	return row_names_shell(r, 0) || row_names_shell(r, screen_rows(r->screen) - 1);
}

bool
is_zsh(struct recovery *r)
{
	return strcmp(places_top(&r->places)->program, "zsh") == 0 || status_says(r, ":zsh*");
}

bool
status_names_editor(struct recovery *r)
{
	static const char *const names[] = {":bash*", ":zsh*", ":fish*", ":mksh*", ":ksh*", ":tcsh*", ":yash*"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (status_says(r, names[i]))
			return true;
	return false;
}

/* dash has no editor; what it runs meanwhile says nothing of that. */
static bool
shows_without_editor(struct recovery *r, bool before)
{
	return status_says(r, ":dash*") || (before && !status_names_editor(r));
}

/* Who reads there has the kernel edit its lines. */
bool
is_cooked(struct recovery *r)
{
	struct place *top = places_top(&r->places);

	if (top->kind == PROGRAM_MULTIPLEXER)
		top->cooked = shows_without_editor(r, top->cooked);
	return top->cooked || (!r->truth.known && strcmp(top->program, "dash") == 0);
}

/* Where the kernel does not say who reads: fish marks output that ended without a line feed with a sign of its own. */
void
look_for_fish(struct recovery *r, const char *data, size_t len)
{
	struct place *p = places_top(&r->places);

	if (p->kind == PROGRAM_GATE)
		p->fish |= memmem(data, len, "\xE2\x8F\x8E", 3) != NULL && memmem(data, len, "        \r", 9) != NULL;
	else if (p->kind == PROGRAM_MULTIPLEXER && r->edit.open && !r->edit.anchored)
		p->fish = status_says(r, ":fish*");
}

uint64_t
cursor_row_id(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_line line;

	screen_cursor(r->screen, &cursor);
	return screen_line(r->screen, cursor.row, &line) ? line.id : 0;
}

/* Its editor goes on in the next row by a line feed of its own. */
bool
wraps_itself(struct recovery *r)
{
	static const char *const names[] = {"busybox", "ash", "tcsh", "elvish"};
	const char *program = places_top(&r->places)->program;
	size_t i;

	/* behind a gate nobody says who it is */
	if (is_fish(r) || places_top(&r->places)->kind == PROGRAM_GATE)
		return true;
	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(program, names[i]) == 0 || (r->truth.known && strcmp(r->truth.name, names[i]) == 0))
			return true;
	return false;
}

void
edit_close(struct recovery *r)
{
	struct edit *e = &r->edit;

	*e = (struct edit){.prompt = e->prompt, .home = e->home, .before = e->before, .draft = e->draft, .calm = e->calm,
	    .head = e->head, .kept = e->kept, .whole_text = e->whole_text, .heard = e->heard,
	    .solo.heard = e->solo.heard, .pulse.heard = e->pulse.heard, .pulse.lost = true};
	buffer_clear(&e->prompt);
	buffer_clear(&e->home);
	buffer_clear(&e->before);
	buffer_clear(&e->draft);
	buffer_clear(&e->calm);
	buffer_clear(&e->head);
	buffer_clear(&e->kept);
	buffer_clear(&e->whole_text);
	buffer_clear(&e->heard);
	buffer_clear(&e->solo.heard);
	buffer_clear(&e->pulse.heard);
}

void
edit_unanchor(struct recovery *r)
{
	r->edit.anchored = r->edit.displaced = false;
	buffer_clear(&r->edit.before);
	if (!r->edit.bracket)
		edit_close(r);
}

void
edit_open(struct recovery *r, bool bracket)
{
	struct edit *e = &r->edit;
	struct place *top = places_top(&r->places);
	struct screen_cursor cursor;

	/* what was typed at a program so far: an editor that begins now has it in its line */
	if (e->open && e->anchored && (!e->known || (e->prompt.len == 0 && (top->early || !e->bracket) && !places_multiplexed(&r->places))) && !e->drafted && e->has_calm) {
		buffer_clear(&r->begun);
		buffer_add(&r->begun, e->calm.data, e->calm.len);
	}
	/* and it has not asked with nothing */
	if (bracket && top->early && !places_multiplexed(&r->places)) {
		prompts_forget_blank(&top->first);
		top->early = false;
	}
	edit_close(r);
	r->edit.open = true;
	r->edit.bracket = bracket;
	r->edit.front = shell_in_front(r);
	r->edit.group = r->edit.front ? r->truth.group : 0;
	r->edit.stamp = (uint32_t)r->number;
	r->edit.opened_at = r->at;
	screen_cursor(r->screen, &cursor);
	r->edit.opened = (struct anchor){.id = cursor_row_id(r), .col = cursor.col};
	r->edit.opened_bytes = r->bytes;
	edit_observe(r);
}

static int
row_of_screen_top(struct recovery *r)
{
	int past = screen_history(r->screen);

	return -(past < LOOK_BACK ? past : LOOK_BACK);
}

/* The event that wrote the cell before the text: what is older is none of it. */
uint32_t
stamp_left_of(struct recovery *r, int row, int col)
{
	struct screen_line line;

	return col > 0 && screen_line(r->screen, row, &line) && col <= line.cols ? line.cells[col - 1].stamp : 0;
}

void
edit_set_anchor(struct recovery *r, int row, int col, const struct buffer *prompt)
{
	struct screen_line line;
	struct edit *e = &r->edit;

	if (!screen_line(r->screen, row, &line))
		return;
	e->anchor.id = line.id;
	e->anchor.col = col;
	e->anchored_bytes = e->anchored ? e->anchored_bytes : r->bytes;
	e->anchored = true;
	e->displaced = false;
	if (prompt != &e->prompt) {
		buffer_clear(&e->prompt);
		buffer_add(&e->prompt, prompt->data, prompt->len);
	}
}

/*
 * A prompt that no key asked for came with the line that stood before: else it is none of the editor's, but
 * somebody's who drew over it.
 */
bool
edit_says_the_same(struct recovery *r, int row, int col, int last)
{
	struct buffer text = {0};
	size_t len = r->edit.before.len;
	bool same;

	if (!was_unasked(r, stamp_left_of(r, row, col)))
		return true;
	while (len > 0 && r->edit.before.data[len - 1] == ' ')
		len--;
	line_text(r->screen, &r->edit.pane, row, col, last, &text);
	same = len == 0 || (text.len >= len && memcmp(text.data, r->edit.before.data, len) == 0) ||
	    pulse_is_within(r, &text);
	buffer_free(&text);
	return same;
}

/* In a pane: the line stands where it was when it was committed, and what looks like its prompt came afterwards. */
static bool
is_printed_below(struct recovery *r, int row, int line, int col)
{
	struct edit *e = &r->edit;
	int at;

	return e->pane.split && e->drafted && e->draft.len > 0 && r->keyboard.count > 0 && stamp_left_of(r, line, col) > r->key_number &&
	    line_matches(r->screen, &e->pane, row, e->prompt.data ? e->prompt.data : "", e->prompt.len, &at) && at == e->anchor.col;
}

/*
 * A line goes up when its window changed, when the screen was cleared, so that its prompt does not stand where it stood, and when its
 * editor answers a key by drawing it so.  Else somebody drew above it.
 */
static bool
may_go_up(struct recovery *r, int row, uint32_t stamp)
{
	struct edit *e = &r->edit;
	int at;

	if (stamp <= e->pane.drawn)
		return false;
	return (e->reasons & REASON_DOUBTFUL) || stamp > r->key_number ||
	    !(line_matches(r->screen, &e->pane, row, e->prompt.data ? e->prompt.data : "", e->prompt.len, &at) && at == e->anchor.col);
}

/*
 * Output without a line feed stands before the prompt, of which the editor knows nothing: where it went back to the line's
 * beginning, it draws the text so much further left, over the prompt's end.
 */
static bool
is_drawn_left(struct recovery *r, int row, int *col)
{
	struct edit *e = &r->edit;
	size_t before = e->prompt.len - e->home.len, i;
	int at;

	if (e->home.len == 0 || e->home.len >= e->prompt.len)
		return false;
	for (i = 0; i < e->prompt.len; i++)
		if (e->prompt.data[i] & 0x80)
			return false;
	*col = e->anchor.col - (int)before;
	return *col > 0 && line_matches(r->screen, &e->pane, row, e->prompt.data, e->home.len, &at) && at == *col;
}

/* In a pane, which may draw all its rows at once: a prompt above the line's own, drawn no later than that. */
static bool
is_of_line_before(struct recovery *r, int row, int col)
{
	const struct edit *e = &r->edit;
	int own;

	return e->pane.split && !e->displaced && !e->adrift && screen_find(r->screen, e->anchor.id, &own) && row < own &&
	    stamp_left_of(r, row, col) <= e->pane.drawn;
}

/*
 * In a pane that the line had outgrown: most of it was taken away, and its editor, which believes its prompt to stand, draws the rest at
 * the top, where nothing stands in the prompt's place.
 */
static bool
lacks_prompt(struct recovery *r, int top, int *row, int *col)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int c = e->pane.left;

	if (!e->pane.split || e->displaced || e->adrift || screen_find(r->screen, e->anchor.id, row) || !screen_line(r->screen, top, &line) ||
	    e->anchor.col <= e->pane.left || e->anchor.col >= line.cols)
		return false;
	while (c < e->anchor.col && line.cells[c].text <= ' ')
		c++;
	*row = top;
	*col = e->anchor.col;
	return c == e->anchor.col && line.cells[c].text > ' ' && line.cells[c].stamp > e->pane.floor;
}

/* In a pane: an interpreter that asks with nothing has cleared the screen, and draws its line at the top. */
static bool
is_drawn_at_top(struct recovery *r, int top, int *row, int *col)
{
	const struct edit *e = &r->edit;
	struct screen_line line;

	if (!e->pane.split || !e->known || e->displaced || e->adrift || e->prompt.len > 0 || e->anchor.col != e->pane.left || screen_find(r->screen, e->anchor.id, row) ||
	    !screen_line(r->screen, top, &line) || e->pane.left >= line.cols)
		return false;
	*row = top;
	*col = e->pane.left;
	return line.cells[*col].text > ' ' && line.cells[*col].stamp >= e->stamp;
}

/* The rows from this one to that are one line: a sign with which one begins is none of a prompt. */
static bool
runs_on_to(struct recovery *r, int row, int to)
{
	while (row < to && line_runs_on(r->screen, &r->edit.pane, row))
		row++;
	return row == to;
}

/* The prompt that the line is looked for by: in a pane, where rows of before stand all around, with the part before the one that is known. */
static const struct buffer *
prompt_to_find(const struct edit *e)
{
	const struct buffer *whole = &e->prompt, *home = &e->home;

	return e->pane.split && home->len > 0 && whole->len > home->len && memcmp(whole->data + whole->len - home->len, home->data, home->len) == 0 ? whole : home;
}

static bool
resolve(struct recovery *r, int last, int *row, int *col)
{
	struct edit *e = &r->edit;
	const struct buffer *sought = prompt_to_find(e);
	const char *prompt = e->prompt.data ? e->prompt.data : "", *home = sought->data ? sought->data : "";
	struct buffer known = {0};
	int at, top = row_of_screen_top(r), line;
	bool found;

	/* the panes above may show the same prompt */
	if (e->pane.split && r->alternate && last >= 0)
		top = line_pane_top(r->screen, &e->pane, last);
	if (!e->displaced && screen_find(r->screen, e->anchor.id, row)) {
		/* a list of candidates, and the prompt again below it; a window of another size, and again above */
		if (!e->adrift && line_find(r->screen, &e->pane, last, top, e->stamp, home, sought->len, &line, col) &&
		    /* behind a prompt that fills its row it begins in the next */
		    !(line == *row + 1 && *col == e->pane.left && e->anchor.col >= e->pane.right) &&
		    !(sought->len == 1 && runs_on_to(r, *row, line)) &&
		    (!e->pane.split || line_in_pane(r->screen, &e->pane, *row, line, *col)) &&
		    (line > *row ? !is_printed_below(r, *row, line, *col) : line < *row && may_go_up(r, *row, stamp_left_of(r, line, *col)))) {
			*row = line;
			e->reasons |= REASON_REANCHORED;
			buffer_clear(&e->before);
			return true;
		}
		*col = e->anchor.col;
		if (!e->adrift && (e->prompt.len == 0 || *col <= e->pane.left))
			return true;
		if (!e->adrift && line_matches(r->screen, &e->pane, *row, prompt, e->prompt.len, &at) && at == *col)
			return true;
		if (!e->adrift && is_drawn_left(r, *row, col)) {
			e->reasons |= REASON_REANCHORED;
			return true;
		}
	}
	/* the prompt came back behind what interrupted it */
	if (line_find(r->screen, &e->pane, last, top, e->adrift ? e->edge_stamp : e->stamp, home, sought->len, row, col) &&
	    edit_says_the_same(r, *row, *col, last) && !is_of_line_before(r, *row, *col)) {
		e->reasons |= REASON_REANCHORED;
		buffer_clear(&e->before);
		return true;
	}
	for (line = last, found = false; line >= top && line > last - 60 && !found; line--)
		if ((found = known_prompt(r, &e->pane, line, col, &known) &&
			    stamp_left_of(r, line, *col) >= (e->adrift ? e->edge_stamp : e->stamp) &&
			    edit_says_the_same(r, line, *col, last) && !is_of_line_before(r, line, *col))) {
			*row = line;
			e->reasons |= REASON_REANCHORED;
			buffer_clear(&e->before);
			/* what stood there was a list's own question, and the line comes back in its place */
			if (!e->known && !e->adrift && e->pane.split && screen_find(r->screen, e->anchor.id, &at) && at == line) {
				e->known = true;
				buffer_clear(&e->home);
				buffer_add(&e->home, known.data, known.len);
				edit_set_anchor(r, line, *col, &known);
				edit_recall_side(r, line, *col);
				/* the first keys were for the list */
				r->keyboard.moved = true;
				keyboard_drop_before(&r->keyboard, stamp_left_of(r, line, *col));
			}
		}
	found = found || guise_stands(r, last, row, col);
	buffer_free(&known);
	if (!found && (found = lacks_prompt(r, top, row, col) || is_drawn_at_top(r, top, row, col)))
		e->reasons |= REASON_REANCHORED;
	return found;
}

/* Where does the text begin now? */
bool
edit_resolve(struct recovery *r, int last, int *row, int *col)
{
	struct edit *e = &r->edit;

	e->apart = e->solo.intruded && !e->adrift && e->prompt.len == 0;
	if (resolve(r, last, row, col))
		return true;
	/* behind what others printed: what stood before that is elsewhere */
	e->apart = e->adrift && screen_find(r->screen, e->anchor.id, row);
	*col = e->anchor.col;
	return e->apart;
}

/* Panes may have been split, joined or zoomed since the line began. */
void
edit_pane_anew(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct pane pane;
	int row, col = e->anchor.col;

	if (!screen_find(r->screen, e->anchor.id, &row)) {
		screen_cursor(r->screen, &cursor);
		row = cursor.row, col = cursor.col;
	}
	pane = line_pane(r->screen, row, col, true);
	if (pane.left == e->pane.left)
		e->pane.right = pane.right;
}

static size_t
first_line(const struct buffer *text)
{
	const char *end = memchr(text->data, '\n', text->len);

	return end ? (size_t)(end - text->data) : text->len;
}

/* Where the draft's first row stands, and all of it from there on; below it a row may say the same, and is taken where none has all of it. */
static bool
find_draft(struct recovery *r, int last, int *row, int *col)
{
	struct edit *e = &r->edit;
	struct buffer text = {0};
	int at = last, c, top = row_of_screen_top(r);
	size_t first = first_line(&e->draft);
	bool all = false;

	if (!line_search(r->screen, &e->pane, last, top, e->draft.data, first, row, col))
		return false;
	for (at = *row; !all && first < e->draft.len && at > last - DRAFT_ROWS_MOST && line_search(r->screen, &e->pane, at, top, e->draft.data, first, &at, &c); at--) {
		buffer_clear(&text);
		line_text(r->screen, &e->pane, at, c, last, &text);
		if ((all = text.len >= e->draft.len && memcmp(text.data, e->draft.data, e->draft.len) == 0))
			*row = at, *col = c;
	}
	buffer_free(&text);
	return true;
}

void
edit_text(struct recovery *r, int last, struct buffer *text)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int row, col;

	if (e->slid) {
		buffer_add(text, e->whole_text.data, e->whole_text.len);
		e->reasons |= REASON_REANCHORED;
	} else if (edit_resolve(r, last, &row, &col)) {
		e->draft_id = screen_line(r->screen, row, &line) ? line.id : 0;
		buffer_add(text, e->before.data, e->before.len);
		line_text(r->screen, &e->pane, row, col, last, text);
	} else if (e->draft.len > 0 &&
	    find_draft(r, last, &row, &col) &&
	    /* in a pane the same line of before may stand above */
	    !(e->pane.split && stamp_left_of(r, row, col + 1) <= e->pane.drawn)) {
		/* the prompt was rewritten, the text was not */
		line_text(r->screen, &e->pane, row, col, last, text);
		e->reasons |= REASON_REANCHORED;
	} else if (e->draft.len > 0) {
		buffer_add(text, e->draft.data, e->draft.len);
		e->reasons |= REASON_REANCHORED;
	} else if (screen_find(r->screen, e->anchor.id, &row)) {
		line_text(r->screen, &e->pane, row, e->anchor.col, last, text);
		e->reasons |= REASON_REANCHORED;
	}
}

/* All in grey, as interpreters show what a line would give. */
bool
is_preview(struct recovery *r, int row)
{
	struct screen_line line;
	int c;

	/* a window may have become narrower since */
	if (!screen_line(r->screen, row, &line) || r->edit.pane.left >= line.cols || line.cells[r->edit.pane.left].text <= ' ')
		return false;
	for (c = r->edit.pane.left; c < r->edit.pane.right && c < line.cols; c++)
		if (line.cells[c].text > ' ' && !line_is_grey(&line.cells[c]))
			return false;
	return true;
}

bool
drawn_at_once(struct recovery *r, int row, int from, int to)
{
	struct screen_line line;
	int c;
	bool same;

	same = screen_line(r->screen, row, &line) && from < to && to <= line.cols && line.cells[from].stamp != 0;
	/* blanks may have been moved over */
	while (same && to > from + 1 && line.cells[to - 1].text <= ' ')
		to--;
	for (c = from + 1; c < to && same; c++)
		same = line.cells[c].stamp == line.cells[from].stamp;
	return same;
}

uint64_t
edit_first_row(const struct edit *e)
{
	return e->draft_id ? e->draft_id : e->anchor.id;
}
