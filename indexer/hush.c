/* Passwords, and what is typed while the terminal hides it. */
#include "indexer/edit.h"

#include <string.h>

#include "indexer/arrival.h"

#define SIGNS 24        /* bytes, of an output's end, in which a question would have its colon */

bool
hush_asks_for_secret(const struct buffer *row)
{
	static const char *const words[] = {"assword", "assphrase", "asscode", "PIN"};
	size_t i, bare = prompt_bare(row->data, row->len);

	if (bare == 0 || row->data[bare - 1] != ':')
		return false;
	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (memmem(row->data, bare, words[i], strlen(words[i])) != NULL)
			return true;
	return false;
}

static bool
is_graphic(unsigned char c)
{
	return c > ' ' && c < 0x7F;
}

/*
 * Whether the cursor may stand behind a question for one.  To ask the screen is to have it drawn, which floods are spared: of
 * text that surely was printed as it is, its end says as much.  Two signs are looked at, for a full row's last stands below the
 * cursor; and more where some are of no width, perhaps.
 */
static bool
may_ask(const struct recovery *r, const struct event *ev)
{
	const unsigned char *p = (const unsigned char *)ev->data;
	size_t len = ev->len, i;

	if (len == 0 || p[len - 1] == '\n' || memchr(p, ':', len) == NULL)
		return false;
	if (!screen_settled(r->screen) || memchr(p, '\033', len) != NULL)
		return true;
	while (len > 0 && p[len - 1] == ' ')
		len--;
	if (len >= 2 && is_graphic(p[len - 1]) && is_graphic(p[len - 2]))
		return p[len - 1] == ':' || p[len - 2] == ':';
	if (len < SIGNS)
		return true;
	for (i = len - SIGNS; i < len; i++)
		/* what begins with 0xC2 may be a control character */
		if (p[i] < ' ' || p[i] == ':' || p[i] == 0x7F || p[i] == 0xC2)
			return true;
	return false;
}

/* Whoever types a password before it is asked for sees it echoed.  It is nobody's business. */
void
hush_note_secret(struct recovery *r, const struct event *ev)
{
	struct screen_cursor cursor;
	struct screen_line line;
	struct buffer row = {0};
	struct edit *e = &r->edit;

	if (!may_ask(r, ev))
		return;
	screen_cursor(r->screen, &cursor);
	if (screen_line(r->screen, cursor.row, &line))
		screen_text(r->screen, &line, 0, cursor.col < line.cols ? cursor.col : line.cols, &row);
	if (hush_asks_for_secret(&row)) {
		e->secret |= e->open && e->anchored && prompt_is_blank(e->prompt.data ? e->prompt.data : "", e->prompt.len);
		hide_replies(r);
	}
	buffer_free(&row);
}

bool
hush_hid_answer(const struct recovery *r)
{
	const struct edit *e = &r->edit;

	/* the next question may stand below it by then */
	return e->pane.split && r->keyboard.seen && e->drafted && (e->draft.len == 0 || e->draft.data[0] == '\n') && e->prompt.len > 0 && hush_asks_for_secret(&e->prompt);
}

/* Its last row is the prompt alone: the shell asks again, whoever the kernel had in front when that was looked at. */
static bool
ends_with(const struct event *ev, const struct buffer *prompt)
{
	const char *from = ev->data + ev->len - prompt->len;

	return ev->len >= prompt->len && memcmp(from, prompt->data, prompt->len) == 0 && (from == ev->data || from[-1] == '\n');
}

/* A line was given to the shell, and not shown. */
static void
hand_hidden(struct recovery *r, struct command *c)
{
	struct place *p = places_top(&r->places);

	/* the next line is another */
	if (r->edit.open && !r->edit.bracket)
		edit_close(r);
	c->kind = COMMAND_SHELL;
	c->exit = c->duration = COMMAND_UNKNOWN;
	c->output_from = c->event;
	c->output_to = r->last_number;
	c->reasons |= REASON_UNSEEN | REASON_TRUTH;
	c->depth = r->places.count - 1;
	strcpy(c->program, p->program);
	end_running(r, p);
	hand_alone(r, c);
}

static bool
is_hidden_line(const struct stroke *s)
{
	return s->hidden && (s->key == '\r' || s->key == '\n');
}

/* Lines were ended that were given to a shell whose terminal was told to hide them: nothing else tells of that, where the shell shows no prompt either. */
bool
hush_takes_lines(struct recovery *r)
{
	struct stroke list[STROKES_MAX];
	int count = r->keyboard.count, i;

	if (!is_hidden_line(&r->keyboard.strokes[count - 1]) || r->edit.bracket || r->edit.pane.split || !r->truth.echo_off || !shell_in_front(r) || !places_top(&r->places)->muted)
		return false;
	memcpy(list, r->keyboard.strokes, sizeof *list * (size_t)count);
	held_flush(r, true);
	keyboard_forget(&r->keyboard);
	for (i = 0; i < count; i++) {
		struct command c = {.at = list[i].at, .event = list[i].event, .reasons = REASON_KEY};

		if (is_hidden_line(&list[i]))
			hand_hidden(r, &c);
	}
	return true;
}

/*
 * While the terminal hides what is typed, recorders before 2026-11-23 told nothing of its keys but that there were some.  That lines
 * were given to the shell shows in its prompt, which comes again.
 */
void
hush_note_hidden(struct recovery *r, const struct event *ev)
{
	struct place *p = places_top(&r->places);
	const char *at = ev->data, *end = at + ev->len, *hit;
	const struct buffer *prompt = &p->first.list[0];
	bool ended = r->unhidden, muted = p->muted;

	r->unhidden = false;
	if (!(r->keyboard.hidden && r->truth.echo_off) && !ended)
		return;
	if (r->keyboard.tells_hidden && (muted || ended))
		return;
	if (p->first.count == 0 || prompt->len == 0 || (!shell_in_front(r) && !(muted && ends_with(ev, prompt))))
		return;
	held_flush(r, true);
	for (; (hit = memmem(at, (size_t)(end - at), prompt->data, prompt->len)) != NULL; at = hit + prompt->len) {
		struct command c = {.at = ev->at, .event = ev->number};

		hand_hidden(r, &c);
	}
}

/* All that was pressed so far was a secret, which has been read: something else asks in a row of its own, and perhaps for the first time. */
static bool
asks_behind_secret(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	return (!e->known || places_top(&r->places)->kind == PROGRAM_REPL) && !e->pane.split && r->truth.known && !r->truth.echo_off && !r->keyboard.typed && !r->keyboard.moved && r->keyboard.count == 0 &&
	    cursor.col > 0 && cursor_row_id(r) != e->anchor.id && drawn_at_once(r, cursor.row, 0, cursor.col);
}

/* In a pane, where nothing tells that what was typed was hidden: a key has ended it, and nothing of it was shown. */
static bool
is_unshown(const struct recovery *r)
{
	const struct edit *e = &r->edit;

	return e->pane.split && e->anchored && !e->known && !e->bracket && e->drafted && e->draft.len == 0 && r->keyboard.count == 1;
}

bool
hush_was_read(const struct recovery *r)
{
	const struct stroke *s = &r->keyboard.strokes[0];

	return r->edit.open && is_unshown(r) && s->event == r->key_number && !s->at_once && r->answered > 0;
}

/* The same in a pane: something else asks in a row below, bare. */
static bool
asks_behind_unshown(struct recovery *r)
{
	const struct edit *e = &r->edit;
	const struct keyboard *k = &r->keyboard;
	struct screen_cursor cursor;
	struct screen_line line;
	int row;

	screen_cursor(r->screen, &cursor);
	return is_unshown(r) && k->strokes[0].key == '\r' &&
	    screen_find(r->screen, e->anchor.id, &row) && row < cursor.row && cursor.col >= e->pane.left + 2 && screen_line(r->screen, cursor.row, &line) &&
	    line.cells[cursor.col - 1].text == ' ' && stamp_left_of(r, cursor.row, cursor.col) > k->strokes[0].event && arrival_is_end_of_row(r, &cursor) &&
	    drawn_at_once(r, cursor.row, e->pane.left, cursor.col);
}

bool
hush_asks_behind(struct recovery *r)
{
	return asks_behind_secret(r) || asks_behind_unshown(r);
}
