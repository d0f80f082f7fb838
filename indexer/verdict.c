/* What was the line that was left? */
#include "indexer/edit.h"

#include <string.h>

#include "indexer/clipping.h"
#include "indexer/keyless.h"
#include "indexer/tally.h"

#define COMMENT_SIGN_MAX 16

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

/* Alt-#, or that sign to vi's commands, makes a comment of the line, and commits it: `#` is put before it, or what its user has chosen for that. */
static bool
is_comment(const struct edit *e, const struct buffer *text, bool escaped)
{
	size_t put = e->has_calm && e->calm.len > 0 && text->len > e->calm.len ? text->len - e->calm.len : 0;

	return escaped && text->len > 0 && (text->data[0] == '#' || (put > 0 && put <= COMMENT_SIGN_MAX && memcmp(text->data + put, e->calm.data, e->calm.len) == 0));
}

bool
verdict_opens_editor(const struct keyboard *k)
{
	return k->last[0] == CONTROL('X') && k->last[1] == CONTROL('E');
}

static bool
has_rows_of_vi(const struct buffer *text)
{
	size_t i;
	int rows = 0;

	for (i = 1; i < text->len; i++)
		rows += text->data[i] == '~' && (text->data[i - 1] == '\n' || (rows > 0 && text->data[i - 1] == ' ')) &&
		    (i + 1 == text->len || text->data[i + 1] == '\n' || text->data[i + 1] == ' ');
	return rows >= 3;
}

/* In a pane: vi's empty rows, or a prompt that was drawn where another program had asked. */
static bool
is_drawn_by_others(struct recovery *r, const struct buffer *text)
{
	struct buffer prompt = {0};
	bool drawn;

	if (text->len == 0 || !r->edit.pane.split)
		return false;
	if (has_rows_of_vi(text))
		return true;
	buffer_add(&prompt, text->data, text->len);
	buffer_addc(&prompt, ' ');
	drawn = text->len > 2 && prompt_is_shells(prompt.data ? prompt.data : "", prompt.len) && prompt.data != NULL &&
	    places_find(&r->places, prompt.data, prompt.len, true) >= 0;
	buffer_free(&prompt);
	return drawn;
}

/*
 * fish goes below its line before it says that it ended.  That it only says so lends the terminal to what a key runs: an editor for the
 * line, a manual.  The line comes back, perhaps with another text.
 */
static bool
is_lent(struct recovery *r, const struct stroke *stroke)
{
	return stroke->key == '\0' && r->edit.bracket && r->edit.closing && is_fish(r);
}

/* zsh runs a line of its own for a key, and brings back the one that was begun. */
static bool
is_of_key(const struct buffer *text)
{
	static const char *const words[] = {"which-command ", "run-help "};
	size_t i, n;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		n = strlen(words[i]);
		if (text->len > n && memcmp(text->data, words[i], n) == 0)
			return true;
	}
	return false;
}

/* In a pane: below the line that ends its shell that says so, and nothing more of the line can follow. */
static void
cut_farewell(struct recovery *r, struct buffer *text)
{
	static const char said[] = "exit\n", quits[] = "\nquit";
	const struct buffer *draft = &r->edit.draft;

	/* gdb's editor says so where a key had nothing to delete, and runs the line all the same */
	if (strcmp(places_top(&r->places)->program, "gdb") == 0 && draft->len > 0 && text->len == draft->len + sizeof quits - 1 &&
	    memcmp(text->data, draft->data, draft->len) == 0 && memcmp(text->data + draft->len, quits, sizeof quits - 1) == 0)
		text->len = draft->len;
	if (r->edit.pane.split && r->edit.known && !r->edit.goes_on && text->len > sizeof said - 1 && memcmp(text->data, said, sizeof said - 1) == 0)
		text->len = sizeof said - 2;
}

/*
 * ^C left a line that the kernel edits in its row, and took all of it away: zsh without its editor has no word for that.  What was typed behind it
 * may be lost, too.  Whether nothing is left.
 */
static bool
cut_flushed(struct recovery *r, struct buffer *text)
{
	const char *sign = text->len > 0 ? memmem(text->data, text->len, "^C", 2) : NULL;

	if (sign == NULL || r->edit.bracket)
		return false;
	if (sign == text->data + text->len - 2)
		return true;
	buffer_clear(text);
	r->edit.reasons |= REASON_UNSEEN;
	return false;
}

/* The terminal edits the line itself, and dropped what it had of it, in its row, at a key that stops jobs: behind that key's sign it begins anew. */
static void
cut_dropped(struct recovery *r, struct buffer *text)
{
	size_t at = text->len;

	if (r->edit.bracket)
		return;
	while (at >= 2 && !(text->data[at - 2] == '^' && (text->data[at - 1] == '\\' || text->data[at - 1] == 'Z')))
		at--;
	if (at < 2)
		return;
	text->len -= at;
	memmove(text->data, text->data + at, text->len);
	r->edit.reasons |= REASON_DOUBTFUL;
}

/* Node's `.editor` ends behind the last of its rows. */
static bool
ends_with_rows_of_node(struct recovery *r)
{
	const struct place *top = places_top(&r->places);

	return top->running && strcmp(top->starts, ".editor") == 0;
}

/* It is another text than stood there when the key came, which is no way to break off. */
static bool
was_put_in(const struct edit *e, const struct buffer *text)
{
	return e->calm.len > 0 && text->len > 0 && !clipping_is_head(e->calm.data, e->calm.len, text->data, text->len) && !clipping_is_head(text->data, text->len, e->calm.data, e->calm.len);
}

/* What was the line that was left? */
/*
 * The line came at once with its key, and its editor showed nothing of it: the terminal was left without echo, and an editor that finds it so does not
 * echo either.
 */
static bool
came_unechoed(const struct edit *e, const struct stroke *stroke)
{
	return e->bracket && e->drafted && !e->pane.split && stroke->key == '\r' && stroke->at_once && stroke->length != 0;
}

void
verdict_give(struct recovery *r, struct buffer *text, struct stroke stroke, bool escaped, bool moved, bool touched, uint64_t row_id)
{
	struct keyboard *k = &r->keyboard;
	bool given, put_in, to_editor = stroke.key == '\0' &&
	    (verdict_opens_editor(k) || (escaped && !k->moved_last && !is_comment(&r->edit, text, true) && !is_of_key(text)));

	/* of what was typed at a program, and is not one row, nothing is told here */
	if (r->edit.known || (text->len > 0 && memchr(text->data, '\n', text->len) == NULL) || stroke.key == CONTROL('C'))
		tally_told(r, stroke.event);
	cut_farewell(r, text);
	if (stroke.key == CONTROL('C') || keyless_given_up(r, text)) {
		/* nor were the rows above it run, though they stand there */
		if (r->edit.goes_on) {
			hindsight_told(r, &r->held.c);
			held_drop(r);
		}
		return;
	}
	if (stroke.key == '\0' && r->edit.known && k->seen)
		r->pressed = r->key_number;
	/* it ends an empty line; but readline's vi commits others with it, and says that its editor was left */
	if (stroke.key == CONTROL('D') && !(text->len > 0 && (r->edit.known ? r->edit.bracket && !is_fish(r) : ends_with_rows_of_node(r))))
		return;
	if (r->edit.secret || hush_hid_answer(r) || is_lent(r, &stroke) || (stroke.flushed && cut_flushed(r, text)))
		return;
	if (stroke.dropped)
		cut_dropped(r, text);
	hindsight_text(r, text, &stroke);
	if (to_editor) {
		held_take(r, text, &stroke, row_id);
		r->held.from_editor = r->held.expects = true;
		return;
	}
	/* it went up with all rows of its pane, and the next prompt stands where it stood */
	if (r->edit.known && stroke.key == '\r' && r->edit.draft.len > 0 && !has_rows_of_vi(text) && !is_drawn_by_others(r, &r->edit.draft) && is_drawn_by_others(r, text)) {
		buffer_clear(text);
		buffer_add(text, r->edit.draft.data, r->edit.draft.len);
		r->edit.reasons |= REASON_REANCHORED;
	}
	if ((text->len > 0 && is_mask(text)) || is_drawn_by_others(r, text))
		return;
	/* in a pane anything may be drawn anywhere, a full-screen program's text too, and what stands at a prompt was
	 * brought there by keys, or by the shell, whose brackets are open: a key of the multiplexer's own was none */
	given = r->edit.bracket && r->edit.known && stroke.key == '\r';
	if (k->seen && r->edit.pane.split && !r->edit.goes_on &&
	    ((!touched && !given) || (stroke.key == '\0' && !is_comment(&r->edit, text, escaped)))) {
		if (touched && r->edit.known && text->len > 0 && (k->moved_last || k->prefixed) && !is_for_panes(r)) {
			held_take(r, text, &stroke, row_id);
			r->held.unsure = true;
			/* it breaks off, unless somebody bound it: then it has an answer */
			r->held.unknown = k->last[1] == CONTROL('G') && !is_fish(r) && !was_put_in(&r->edit, text);
			r->held.chosen = r->edit.chooses;
		}
		return;
	}
	/* in a pane: it was typed in the editor that has the line */
	if (!r->edit.known && r->edit.pane.split && r->held.any && r->held.from_editor)
		return;
	/* a reply is one line; what draws more is a program with a screen */
	if (!r->edit.known && text->len > 0 && memchr(text->data, '\n', text->len) != NULL)
		return;
	/* left by itself: a shell that ran out of patience; or by ^G, which breaks off */
	if (stroke.key == '\0' && k->last[1] == CONTROL('G') && !k->printing && strcmp(places_top(&r->places)->program, "bash") != 0) {
		/* unless somebody bound it: then it has an answer */
		put_in = was_put_in(&r->edit, text);
		if (text->len > 0 && r->edit.known && (!r->edit.pane.split || put_in)) {
			held_take(r, text, &stroke, row_id);
			r->held.unknown = !is_fish(r) && !put_in;
		}
		return;
	}
	if (stroke.key == '\0' && !k->moved_last && !moved && !(r->edit.reasons & REASON_AHEAD) && k->seen)
		return;
	if (text->len == 0 && !r->edit.goes_on) {
		/* nothing stands behind an interpreter's prompt, but for a line that began above the pane's top */
		if (!touched || !r->edit.known || (places_top(&r->places)->kind == PROGRAM_REPL && !r->edit.taller))
			return;
		r->edit.reasons |= REASON_UNSEEN;
		held_take(r, text, &stroke, row_id);
		/* keys that take back what others wrote leave nothing either; but of what stood there when Enter was pressed it is known that it did */
		r->held.unknown = (r->edit.draft.len == 0 || stroke.key == '\0') && !(stroke.at_once && r->edit.pane.split) && !came_unechoed(&r->edit, &stroke) && !r->edit.unechoed && !r->edit.taller &&
		    !places_top(&r->places)->muted && !(r->edit.reasons & REASON_INTERRUPTED);
		return;
	}
	held_take(r, text, &stroke, row_id);
}

/* A row before the last goes up to the margin, and not on: whether the next is another, or its editor has wrapped it so, nobody tells. */
static bool
has_full_row(struct recovery *r, int row, int last)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;

	for (; !p->split && row < last; row++)
		/* some editors leave the last column free */
		if (screen_line(r->screen, row, &line) && !line.continues && p->right > 1 && p->right <= line.cols &&
		    (line.cells[p->right - 1].text > ' ' || line.cells[p->right - 2].text > ' '))
			return true;
	return false;
}

/*
 * What was typed may have looked otherwise: letters in a character set of lines and corners; combining characters,
 * of which editors and terminals count the columns differently; a line as tall as the screen, of which
 * rows went out of the editor's reach.
 */
bool
verdict_doubtful(struct recovery *r, const struct buffer *text, int last)
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
	/* it had one row when the key came, and the rows below may be what was printed into it */
	if (r->edit.bracket && r->edit.drafted && r->edit.draft.len > 0 && !r->edit.goes_on && text->len > 0 && memchr(text->data, '\n', text->len) != NULL &&
	    memchr(r->edit.draft.data, '\n', r->edit.draft.len) == NULL)
		return true;
	if (has_full_row(r, row, last))
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
bool
verdict_may_hold_tabs(const struct buffer *text)
{
	return text->len > 0 && memmem(text->data, text->len, "  ", 2) != NULL;
}

/* Keys are counted from the line before, which an editor that keeps its lines together has in the text too, and may indent the next. */
static const char *
first_typed(struct recovery *r, const struct buffer *text, const struct stroke *stroke)
{
	const char *begin = text->data, *end = text->data + text->len, *last;

	if (!r->edit.goes_on)
		return begin;
	if ((last = memrchr(begin, '\n', text->len - 1)) != NULL)
		begin = last + 1;
	while (begin < end - 1 && *begin == ' ' && stroke->first != ' ')
		begin++;
	return begin;
}

/* Its letters came one after the other, as they are typed. */
static bool
came_by_letters(struct recovery *r, const struct buffer *text)
{
	struct screen_line line;
	int row, c, end = r->edit.anchor.col + (int)text->len, apart = 0;

	if (text->len < 2 || !screen_find(r->screen, r->edit.anchor.id, &row) || !screen_line(r->screen, row, &line) || end > line.cols)
		return false;
	for (c = r->edit.anchor.col + 1; c < end; c++)
		apart += line.cells[c].stamp != line.cells[c - 1].stamp;
	return apart * 2 > (int)text->len;
}

/* The first of what was typed went to a program that showed none of it; all the rest came back, and stands there. */
static bool
is_echoed_since(struct recovery *r, const struct buffer *text, const struct stroke *stroke)
{
	const struct manuscript_line *typed = manuscript_line(&r->keyboard.manuscript, stroke->typed);

	return typed != NULL && typed->text.len > text->len && came_by_letters(r, text) &&
	    memcmp(typed->text.data + typed->text.len - text->len, text->data, text->len) == 0;
}

/*
 * What stands there is no echo of what was typed: the terminal shows none, and a program has answered.  The kernel says so, or
 * the line, which nobody edited, begins with another key than was pressed first.
 */
bool
verdict_answer(struct recovery *r, const struct buffer *text, const struct stroke *stroke, bool moved)
{
	const char *begin;

	/* it looks exactly like it, and was not expected */
	if (stroke->first != '\0' && text->len > 0 && text->data[0] == stroke->first && stroke->length == (int)text->len)
		return false;
	if (r->truth.known && (r->edit.drafted ? r->edit.hidden : r->truth.echo_off) && r->edit.front)
		return true;
	if (places_top(&r->places)->muted && r->edit.known && (r->keyboard.seen || !came_by_letters(r, text)))
		return true;
	begin = text->len > 0 ? first_typed(r, text, stroke) : "";
	/* a reference to the history may become its text when Space is pressed */
	if (stroke->first == '\0' || stroke->first == '!' || moved || !r->edit.known || r->keyboard.coarse || text->len == 0 || *begin == stroke->first ||
	    (r->edit.reasons & (REASON_AHEAD | REASON_REANCHORED)))
		return false;
	if (r->edit.bracket || !is_echoed_since(r, text, stroke))
		return true;
	r->edit.reasons |= REASON_DOUBTFUL;
	return false;
}

/* What ends before this column is a word, "<cmd>" say, behind cells that nobody wrote: a prompt's right side that came with another mode, and no sign of an editor's. */
static bool
is_word_aside(const struct edit *e, const struct screen_line *line, int col)
{
	int c = col;

	while (c > e->anchor.col && line->cells[c - 1].text > ' ' && line->cells[c - 1].stamp == line->cells[col - 1].stamp)
		c--;
	return e->bracket && col - c > 2 && c > e->anchor.col + 1 && line->cells[c - 1].text == 0 && line->cells[c - 2].text == 0;
}

/* Editors of one row that scroll it sideways put a sign where it goes on: the text is not all there. */
bool
verdict_scrolled(struct recovery *r, int last)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int row, c, from = e->anchor.col;
	bool below;

	if (!screen_find(r->screen, e->anchor.id, &row))
		return false;
	/* behind a prompt that fills its row the line has the next one */
	if ((below = from >= e->pane.right && row + 1 == last))
		row = last, from = e->pane.left;
	if (row != last || !screen_line(r->screen, row, &line) || (line.continues && !below))
		return false;
	/* a device's stands behind its prompt, which has no blank */
	if (e->prompt.len > 0 && strchr(">#", e->prompt.data[e->prompt.len - 1]) != NULL && from < line.cols &&
	    line.cells[from].text == '$' && !e->bracket)
		return true;
	/* readline's replaces the prompt */
	if (e->pane.left < line.cols && line.cells[e->pane.left].text == '<' &&
	    !(e->prompt.len > 0 && e->prompt.data[0] == '<'))
		return true;
	for (c = line.cols; c > 0 && line.cells[c - 1].text <= ' '; c--)
		;
	/* it stood there before a key was pressed: a prompt's right side */
	if (line_has_side(&line, &e->pane, from, line.cols) || is_word_aside(e, &line, c))
		return false;
	/* behind a gap, or with a word cut: at the very margin */
	return c >= line.cols - 1 && c > 0 && (line.cells[c - 1].text == '>' || line.cells[c - 1].text == '<' ||
						  line.cells[c - 1].text == '*') && e->draft.len > 0;
}
