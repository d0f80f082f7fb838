/* A line is left: what was it? */
#include "indexer/edit.h"

#include <string.h>

#include "indexer/history.h"
#include "indexer/shape.h"
#include "indexer/syntax.h"

/* All of it is one sign of those that stand for what is not shown. */
static bool
is_mask(const struct buffer *text)
{
	static const char *const signs[] = {"*", "\xE2\x97\x8F", "\xE2\x80\xA2", "\xE2\x80\xA6"};
	size_t i, k, n;

	for (i = 0; i < sizeof signs / sizeof *signs; i++) {
		n = strlen(signs[i]);
		for (k = 0; k + n <= text->len && memcmp(text->data + k, signs[i], n) == 0; k += n)
			;
		if (text->len > 0 && k == text->len)
			return true;
	}
	return false;
}

static void
describe(struct recovery *r, struct command *c, const struct stroke *stroke)
{
	struct place *p = places_top(&r->places);

	c->at = stroke->key ? stroke->at : r->at;
	c->event = stroke->key ? stroke->event : r->number;
	c->exit = c->duration = COMMAND_UNKNOWN;
	c->depth = r->places.count - 1;
	if (r->edit.marked)
		buffer_add(&c->cwd, p->cwd.data, p->cwd.len);
	c->output_from = c->output_to = r->number;
	c->reasons = r->edit.reasons | REASON_SCREEN;
	if (stroke->key)
		c->reasons |= REASON_KEY;
	if (!r->keyboard.seen)
		c->reasons |= REASON_NO_INPUT;
	if (r->edit.bracket)
		c->reasons |= REASON_BRACKET;
	if (r->edit.front)
		c->reasons |= REASON_TRUTH;
	if (places_multiplexed(&r->places))
		c->reasons |= REASON_MULTIPLEXER;
	if (places_remote(&r->places))
		c->reasons |= REASON_REMOTE;
	if (!r->edit.known) {
		c->kind = COMMAND_REPLY;
		strcpy(c->program, p->running ? p->starts : p->program);
	} else {
		c->kind = p->kind == PROGRAM_REPL ? COMMAND_REPL : COMMAND_SHELL;
		strcpy(c->program, p->program);
	}
	if (c->kind == COMMAND_REPLY && program_kind(c->program) == PROGRAM_REPL)
		c->kind = COMMAND_REPL;
}

static void
hold(struct recovery *r, struct buffer *text, const struct stroke *stroke, uint64_t row_id)
{
	struct held *h = &r->held;

	if (r->edit.goes_on && h->any) {
		if (r->edit.whole)
			buffer_clear(&h->c.text);
		else
			buffer_addc(&h->c.text, '\n');
		buffer_add(&h->c.text, text->data, text->len);
		h->c.reasons |= r->edit.reasons;
		if (stroke->key) {
			h->c.at = stroke->at;
			h->c.event = stroke->event;
		}
		h->c.output_from = r->number;
	} else {
		held_flush(r, true);
		describe(r, &h->c, stroke);
		buffer_add(&h->c.text, text->data, text->len);
		buffer_clear(&h->prompt);
		buffer_add(&h->prompt, r->edit.prompt.data, r->edit.prompt.len);
		h->anchor = r->edit.anchor;
		h->floor = r->edit.pane.floor;
		h->group = r->edit.group;
		h->marked = r->edit.marked;
		h->doubted = r->edit.pane.split && h->c.kind == COMMAND_REPLY;
		h->any = true;
		marks_left(r);
	}
	h->key = stroke->key;
	h->row_id = row_id;
	h->bytes = r->bytes;
	if (h->c.text.len > COMMAND_TEXT_MAX) {
		h->c.text.len = COMMAND_TEXT_MAX;
		h->c.reasons |= REASON_CUT;
	}
	h->expects = h->c.kind == COMMAND_SHELL && history_refers(&h->c.text);
	buffer_clear(&h->shown);
}

/* What stood below when the key came, and was not touched since, belongs to it: a list would have been erased. */
static int
stays_below(struct recovery *r, int last, int fed)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int n, c;
	bool stays = true;

	for (n = 0; n < e->below && last < fed && stays; n++) {
		stays = screen_line(r->screen, last + 1, &line);
		for (c = e->pane.left; stays && c < e->pane.right && c < line.cols; c++)
			stays = line.cells[c].text == 0 || line.cells[c].stamp <= r->key_number;
		last += stays;
	}
	return last;
}

/*
 * The last row of the line: where the cursor was when the key was pressed, and what its rows go on into.  The
 * line feed may come late, behind output, and in a pane the cursor may be on its way elsewhere.
 */
static int
last_of_line(struct recovery *r, int fed)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int row, col;

	/* a multiplexer may draw it again elsewhere, with output directly below it */
	if (e->pane.split && e->drafted && e->draft.len > 0) {
		if (!edit_resolve(r, fed, &row, &col) || row + e->height > fed)
			return fed;
		/* it may be left before its multiplexer went below it; interpreters show there what it would give */
		return stays_below(r, row + e->height, row + e->height < fed || places_top(&r->places)->kind == PROGRAM_REPL ? fed : fed + e->below);
	}
	if (!screen_find(r->screen, e->pane.split && !e->drafted ? edit_first_row(e) : e->last_id, &row) || row > fed)
		return fed;
	while (row < fed && screen_line(r->screen, row, &line) &&
	    (line.continues || (e->pane.fills && !e->pane.split && line.cols >= e->pane.right && line.cells[e->pane.right - 1].text > ' ')))
		row++;
	return row;
}

/* Alt-# makes a comment of the line, and commits it. */
static bool
is_comment(const struct buffer *text, bool escaped)
{
	return escaped && text->len > 0 && text->data[0] == '#';
}

static bool
opens_editor(const struct keyboard *k)
{
	return k->last[0] == CONTROL('X') && k->last[1] == CONTROL('E');
}

/* The multiplexer's own prefix was pressed. */
static bool
is_for_panes(struct recovery *r)
{
	char prefix = CONTROL('B');
	int i;

	for (i = 0; i < r->places.count; i++)
		if (strcmp(r->places.list[i].program, "screen") == 0 ||
		    (r->places.list[i].running && strcmp(r->places.list[i].starts, "screen") == 0))
			prefix = CONTROL('A');
	return r->keyboard.last[0] == prefix || r->keyboard.last[1] == prefix;
}

/* What was the line that was left? */
static void
judge(struct recovery *r, struct buffer *text, struct stroke stroke, bool escaped, bool moved, bool touched, uint64_t row_id)
{
	struct keyboard *k = &r->keyboard;
	bool given, to_editor = stroke.key == '\0' &&
	    (opens_editor(k) || (escaped && !k->moved_last && !is_comment(text, true)));

	if (stroke.key == CONTROL('C') ||
	    (!k->seen && text->len >= 2 && memcmp(text->data + text->len - 2, "^C", 2) == 0)) {
		if (r->edit.goes_on)
			held_drop(r);
		return;
	}
	if (stroke.key == CONTROL('D'))
		return;
	if (r->edit.secret)
		return;
	if (to_editor) {
		hold(r, text, &stroke, row_id);
		r->held.from_editor = r->held.expects = true;
		return;
	}
	if (text->len > 0 && is_mask(text))
		return;
	/* in a pane anything may be drawn anywhere, a full-screen program's text too, and what stands at a prompt was
	 * brought there by keys, or by the shell, whose brackets are open: a key of the multiplexer's own was none */
	given = r->edit.bracket && r->edit.known && stroke.key == '\r';
	if (r->edit.pane.split && !r->edit.goes_on &&
	    ((!touched && !given) || (stroke.key == '\0' && !is_comment(text, escaped)))) {
		if (touched && r->edit.known && text->len > 0 && k->moved_last && !is_for_panes(r) && k->last[1] != CONTROL('G')) {
			hold(r, text, &stroke, row_id);
			r->held.unsure = true;
		}
		return;
	}
	/* a reply is one line; what draws more is a program with a screen */
	if (!r->edit.known && text->len > 0 && memchr(text->data, '\n', text->len) != NULL)
		return;
	/* left by itself: a shell that ran out of patience; or by ^G, which breaks off */
	if (stroke.key == '\0' && k->last[1] == CONTROL('G') && !k->printing && strcmp(places_top(&r->places)->program, "bash") != 0) {
		/* unless somebody bound it: then it has an answer */
		if (text->len > 0 && r->edit.known && !r->edit.pane.split) {
			hold(r, text, &stroke, row_id);
			r->held.unknown = !is_fish(r);
		}
		return;
	}
	if (stroke.key == '\0' && !k->moved_last && !moved && !(r->edit.reasons & REASON_AHEAD) && k->seen)
		return;
	if (text->len == 0 && !r->edit.goes_on) {
		if (!touched || !r->edit.known || places_top(&r->places)->kind == PROGRAM_REPL)
			return;
		r->edit.reasons |= REASON_UNSEEN;
		hold(r, text, &stroke, row_id);
		/* keys that take back what others wrote leave nothing either */
		r->held.unknown = !r->edit.unechoed && !places_top(&r->places)->muted && !(r->edit.reasons & REASON_INTERRUPTED);
		return;
	}
	hold(r, text, &stroke, row_id);
}

/*
 * What was typed may have looked otherwise: letters in a character set of lines and corners; combining characters,
 * of which editors and terminals count the columns differently; a line as tall as the screen, of which
 * rows went out of the editor's reach.
 */
static bool
is_doubtful(struct recovery *r, const struct buffer *text, int last)
{
	const unsigned char *p = (const unsigned char *)text->data;
	struct screen_modes modes;
	size_t i;
	int row;

	screen_modes(r->screen, &modes);
	/* a program left them so, and no editor reckons with it */
	if (modes.insert || !modes.autowrap)
		return true;
	if (!screen_find(r->screen, r->edit.anchor.id, &row) || last - row >= screen_rows(r->screen) - 4)
		return true;
	/* output stands before the prompt, of which its editor knows nothing: it wraps elsewhere than the screen */
	if (last > row && r->edit.home.len < r->edit.prompt.len)
		return true;
	/* one sign may stand in any row */
	if ((r->edit.reasons & REASON_AHEAD) && r->edit.prompt.len < 2)
		return true;
	/* rows that the editor indents, behind a prompt of a whole row or by rules that we don't know */
	if (text->len > 0 && memchr(text->data, '\n', text->len) != NULL &&
	    is_fish(r) && r->edit.anchor.col <= r->edit.pane.left)
		return true;
	for (i = 0; i + 2 < text->len; i++) {
		/* U+0300 to U+036F; U+2400 to U+243F, U+2500 to U+257F */
		if ((p[i] == 0xCC && p[i + 1] >= 0x80) || (p[i] == 0xCD && p[i + 1] <= 0xAF))
			return true;
		/* wide ones, from U+1100 on, where a margin is near */
		if (last > row && p[i] >= 0xE3 && p[i] <= 0xED)
			return true;
		if (p[i] == 0xE2 && (p[i + 1] == 0x90 || p[i + 1] == 0x94 || p[i + 1] == 0x95))
			return true;
	}
	return false;
}

/* Editors show tabs as blanks: two of them may be one. */
static bool
may_hold_tabs(const struct buffer *text)
{
	return text->len > 0 && memmem(text->data, text->len, "  ", 2) != NULL;
}

/*
 * What stands there is no echo of what was typed: the terminal shows none, and a program has answered.  The kernel says so, or
 * the line, which nobody edited, begins with another key than was pressed first.
 */
static bool
is_answer(struct recovery *r, const struct buffer *text, const struct stroke *stroke, bool moved)
{
	/* it looks exactly like it, and was not expected */
	if (stroke->first != '\0' && text->len > 0 && text->data[0] == stroke->first && stroke->length == (int)text->len)
		return false;
	if ((r->truth.known && r->truth.echo_off && r->edit.front) || (places_top(&r->places)->muted && r->edit.known))
		return true;
	return stroke->first != '\0' && !moved && r->edit.known && !r->keyboard.coarse && text->len > 0 && text->data[0] != stroke->first &&
	    !(r->edit.reasons & (REASON_AHEAD | REASON_REANCHORED));
}

/* Editors of one row that scroll it sideways put a sign where it goes on: the text is not all there. */
static bool
is_scrolled(struct recovery *r, int last)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int row, c;

	if (!screen_find(r->screen, e->anchor.id, &row) || row != last || !screen_line(r->screen, row, &line) || line.continues)
		return false;
	/* a device's stands behind its prompt, which has no blank */
	if (e->prompt.len > 0 && strchr(">#", e->prompt.data[e->prompt.len - 1]) != NULL && e->anchor.col < line.cols &&
	    line.cells[e->anchor.col].text == '$' && !e->bracket)
		return true;
	/* readline's replaces the prompt */
	if (e->pane.left < line.cols && line.cells[e->pane.left].text == '<' &&
	    !(e->prompt.len > 0 && e->prompt.data[0] == '<'))
		return true;
	for (c = line.cols; c > 0 && line.cells[c - 1].text <= ' '; c--)
		;
	/* behind a gap, or with a word cut: at the very margin */
	return c >= line.cols - 1 && c > 0 && (line.cells[c - 1].text == '>' || line.cells[c - 1].text == '<' ||
						  line.cells[c - 1].text == '*') && e->draft.len > 0;
}

/* The row in which the text ends: an editor that draws its line anew may have left blank rows below it. */
static uint64_t
text_row_id(struct recovery *r, int last)
{
	struct screen_line line;
	struct buffer text = {0};
	uint64_t id = 0;
	int row;

	for (row = last; id == 0 && screen_line(r->screen, row, &line) && row > last - 8; row--) {
		buffer_clear(&text);
		screen_text(r->screen, &line, 0, line.cols, &text);
		if (!prompt_is_blank(text.data, text.len))
			id = line.id;
	}
	buffer_free(&text);
	return id != 0 || !screen_line(r->screen, last, &line) ? id : line.id;
}

/* Panes may have been split or joined since the line began. */
static void
pane_anew(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct pane pane;
	int row;

	if (!screen_find(r->screen, e->anchor.id, &row))
		return;
	pane = line_pane(r->screen, row, e->anchor.col, true);
	if (pane.left == e->pane.left)
		e->pane.right = pane.right;
}

/* The text had one row when the key came, perhaps with a suggestion behind it: what stands below was printed. */
static void
cut_printed(struct buffer *text, const struct buffer *draft)
{
	const char *end = text->len > 0 ? memchr(text->data, '\n', text->len) : NULL;
	size_t first = end ? (size_t)(end - text->data) : 0;

	if (draft->len > 0 && text->len > draft->len && text->data[draft->len] == '\n' &&
	    memcmp(draft->data, text->data, draft->len) == 0 && !shape_fish_open(draft)) {
		text->len = draft->len;
		return;
	}

	if (first > 0 && draft->len >= first && memchr(draft->data, '\n', draft->len) == NULL &&
	    memcmp(draft->data, text->data, first) == 0 && !syntax_open(text->data, first))
		text->len = first;
}

static size_t
line_length(const struct buffer *b, size_t from)
{
	const char *end = from < b->len ? memchr(b->data + from, '\n', b->len - from) : NULL;

	return (end ? (size_t)(end - b->data) : b->len) - from;
}

/* One of them goes on where the other ends. */
static bool
is_head_of(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t shorter = a_len < b_len ? a_len : b_len;

	return shorter == 0 || memcmp(a, b, shorter) == 0;
}

/*
 * In a pane: the first row is as it was, and in one below, where a search or a mode was told of, stands something else now: that was
 * printed.  The number of rows that are none of the line.
 */
static int
cut_replaced(struct buffer *text, const struct buffer *draft)
{
	size_t at = 0, was = 0, n, old;
	int rows = 0;

	while (at < text->len && was < draft->len) {
		n = line_length(text, at), old = line_length(draft, was);
		if (at > 0 && !is_head_of(text->data + at, n, draft->data + was, old) && !syntax_open(text->data, at - 1))
			break;
		if (at == 0 && (n == 0 || !is_head_of(text->data, n, draft->data, old)))
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

static bool
ends_shell(const struct buffer *text)
{
	return (text->len >= 4 && memcmp(text->data, "exit", 4) == 0 && (text->len == 4 || text->data[4] == ' ')) || buffer_is(text, "logout", 6);
}

/* A program left the terminal drawing lines and corners for letters; what was typed are letters. */
static void
undraw(struct recovery *r, struct buffer *text)
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

/* Without what the editor put before its further rows. */
static void
shape(struct recovery *r, struct buffer *text)
{
	struct edit *e = &r->edit;
	int indent = e->anchor.col - e->pane.left;

	if (strcmp(places_top(&r->places)->program, "elvish") == 0)
		shape_indented(text, indent);
	else if ((e->whole && places_top(&r->places)->kind != PROGRAM_REPL) || is_fish(r) ||
	    (may_be_fish(r) && shape_is_indented(text, indent)))
		shape_fish(text, indent);
	else
		shape_rows(text, &e->prompt, e->pane.right - e->pane.left);
}

/* Its terminal was told to echo nothing, by a shell or by what may be one. */
static bool
is_muted(struct recovery *r)
{
	const struct buffer *text;
	int i;

	for (i = 0; i < r->reply_count; i++) {
		text = &r->replies[i].c.text;
		if (text->len > 0 && memmem(text->data, text->len, "stty -echo", 10) != NULL)
			return true;
	}
	return places_top(&r->places)->muted;
}

/* Lines that were typed and committed, and answered by nothing at all. */
static void
hold_unseen(struct recovery *r, uint64_t row_id)
{
	struct buffer none = {0};
	struct stroke stroke;
	int i;

	for (i = 0; i < r->keyboard.count - 1 && is_muted(r); i++) {
		stroke = r->keyboard.strokes[i];
		if (!stroke.stale || stroke.first == '\0' || stroke.key == CONTROL('C') || stroke.key == CONTROL('D'))
			continue;
		hold(r, &none, &stroke, row_id);
		r->held.c.reasons |= REASON_UNSEEN;
	}
}

void
edit_leave(struct recovery *r, uint64_t last_row_id)
{
	struct edit *e = &r->edit;
	struct keyboard *k = &r->keyboard;
	struct buffer text = {0};
	struct stroke stroke;
	bool any_key = k->count > 0 || k->typed || k->moved, claimed = false, escaped, moved, touched, tabs;
	int last;

	/* a line that nobody typed was printed */
	if (!any_key && r->reply_count == 0 && k->seen) {
		edit_close(r);
		edit_observe(r);
		return;
	}

	if (!screen_find(r->screen, last_row_id, &last)) {
		edit_close(r);
		return;
	}
	if (e->anchored)
		edit_settle(r);
	else if (may_edit(r))
		edit_anchor_late(r, last);
	if (!e->anchored) {
		edit_close(r);
		return;
	}
	escaped = k->escaped;
	moved = k->moved;
	tabs = k->tabs;
	touched = k->typed || k->moved || (e->reasons & REASON_AHEAD);
	if (e->pane.split || (!e->bracket && !e->whole && e->drafted))
		last = last_of_line(r, last);
	if (e->pane.split)
		pane_anew(r);
	edit_text(r, last, &text);
	if (e->pane.split && e->drafted && !is_fish(r))
		last -= cut_replaced(&text, &e->draft);
	/* what fish's user has it print before a command comes into the same bracket */
	if (is_fish(r) && e->drafted)
		cut_printed(&text, &e->draft);
	shape(r, &text);
	undraw(r, &text);
	/* taken back over the margin, where the screen keeps it */
	if (r->echo.reached && !r->echo.spoilt && !e->bracket && !e->whole && !e->displaced && !e->adrift) {
		buffer_clear(&text);
		buffer_add(&text, r->echo.text.data, r->echo.text.len);
	}
	if (!e->bracket && !e->goes_on)
		hold_unseen(r, last_row_id);
	stroke = keyboard_left(k);
	/* taken off the screen as soon as it was committed */
	if (text.len == 0 && (e->bracket || e->pane.split) && (stroke.key == '\r' || stroke.key == '\n') && e->draft.len > 0) {
		buffer_add(&text, e->draft.data, e->draft.len);
		e->reasons |= REASON_REANCHORED;
	}
	/* its pane was closed, and what stands there now is another's */
	if (e->pane.split && e->known && stroke.key == '\r' && ends_shell(&e->draft) && !ends_shell(&text)) {
		buffer_clear(&text);
		buffer_add(&text, e->draft.data, e->draft.len);
	}
	if (stroke.key == '\0' && text.len > 0)
		claimed = claim_reply(r, &text, &stroke);
	if (e->draft.len > 0)
		places_top(&r->places)->muted = false;
	if (is_scrolled(r, last) || ((e->mute || is_answer(r, &text, &stroke, moved)) && !e->bracket && text.len > 0))
		e->reasons |= REASON_UNSEEN;
	if (is_doubtful(r, &text, last) || (tabs && may_hold_tabs(&text)))
		e->reasons |= REASON_DOUBTFUL;
	last_row_id = text_row_id(r, last);
	if (any_key || claimed || !k->seen)
		judge(r, &text, stroke, escaped, moved, touched, last_row_id);
	k->last[0] = k->last[1] = '\0';
	edit_close(r);
	/* more was typed at once, for editors that say nothing of when they begin */
	if (k->count > 0)
		edit_open(r, false);
	edit_observe(r);
	buffer_free(&text);
}

/* The next prompt stands already, and no line feed was seen: what the line said when the key came is all there is. */
void
edit_leave_unseen(struct recovery *r)
{
	struct buffer text = {0};
	bool escaped = r->keyboard.escaped, touched = r->keyboard.typed || r->keyboard.moved;
	struct stroke stroke = keyboard_left(&r->keyboard);

	buffer_add(&text, r->edit.draft.data, r->edit.draft.len);
	shape(r, &text);
	r->edit.reasons |= REASON_REANCHORED;
	judge(r, &text, stroke, escaped, true, touched, r->edit.pane.split ? r->edit.last_id : r->edit.anchor.id);
	edit_close(r);
	edit_observe(r);
	buffer_free(&text);
}

/*
 * In a pane, no key that commits was pressed, and nothing told that the editor left its line: but it stands above, and its
 * prompt was drawn again in answer to the last key.
 */
bool
edit_left_by_itself(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct stroke stroke = {.key = '\r', .at = r->key_at, .event = r->key_number};
	struct screen_cursor cursor;
	struct screen_line line;
	struct buffer prompt = {0}, text = {0};
	int row, last;
	bool left = false;

	screen_cursor(r->screen, &cursor);
	if (is_for_panes(r) || !r->keyboard.moved_last || r->keyboard.last[1] == CONTROL('G') || !screen_find(r->screen, e->anchor.id, &row) || row >= cursor.row ||
	    stamp_left_of(r, cursor.row, cursor.col) <= r->key_number || cursor_row_id(r) == r->key_row)
		return false;
	line_prompt(r->screen, &e->pane, row, e->anchor.col, &prompt);
	for (last = row; line_runs_on(r->screen, &e->pane, last) && last + 1 < cursor.row; last++)
		;
	if (buffer_is(&prompt, e->prompt.data, e->prompt.len))
		line_text(r->screen, &e->pane, row, e->anchor.col, last, &text);
	buffer_clear(&prompt);
	line_prompt(r->screen, &e->pane, cursor.row, cursor.col, &prompt);
	if (text.len > 0 && buffer_is(&prompt, e->prompt.data, e->prompt.len) && screen_line(r->screen, last, &line)) {
		e->reasons |= REASON_REANCHORED;
		hold(r, &text, &stroke, line.id);
		left = true;
		/* what an editor made of it stands below */
		r->held.from_editor = opens_editor(&r->keyboard);
		if (r->held.from_editor && last + 1 < cursor.row)
			line_text(r->screen, &e->pane, last + 1, e->pane.left, last + 1, &r->held.shown);
	}
	buffer_free(&prompt);
	buffer_free(&text);
	return left;
}
