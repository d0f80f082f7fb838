/*
 * Recovers the command lines that were committed.
 *
 * An edit is the time in which somebody's line is read.  It opens with the editor's bracket, or else with
 * the first key; it is anchored (where does the text begin?) at the first key, when the prompt stands and
 * nothing is typed yet; and the editor leaves it, with the closing bracket, or else with the line feed
 * that answers a key which commits.  The text is taken at that moment.  What a left line was is decided
 * from the key that ended it, and whether it goes on (PS2, a here-document) when the next prompt stands: so
 * it is held until then.
 *
 * Prompts that were seen belong to a place: the programs that were started inside one another.  When
 * a prompt of an outer place comes back, the inner ones have ended.
 */
#include "indexer/recovery.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/arrival.h"
#include "indexer/burst.h"
#include "indexer/catchup.h"
#include "indexer/chooser.h"
#include "indexer/edit.h"
#include "indexer/keyless.h"
#include "indexer/miscount.h"
#include "indexer/query.h"
#include "indexer/repaint.h"
#include "indexer/slide.h"
#include "indexer/solo.h"
#include "indexer/tall.h"
#include "indexer/volley.h"

#define SIGNS 24        /* bytes, of an output's end, in which a question would have its colon */
#define HISTORY 1200    /* lines of scrollback: a line taller than the screen is read from there */
#define SETTLED_MS 200
#define ANSWER_MS 30    /* output that comes later than that, and is not the first, answers no key */
#define NOISE_MS 300    /* output so long after a key, and not the first, is no echo of it; */
#define NOISE_COARSE_MS 1500 /* of more keys, where they are told of once a second */
#define MUTE_MS 100     /* an echo comes sooner, but over slow lines */
#define BURST 8         /* signs */
#define QUERY_MS 1500   /* terminals answer sooner, or not at all */
#define UNTOLD_MS 1200  /* keys that print are told of once a second */
#define PIECES_MS 5     /* the pieces of one answer come closer together than keys */

/* The line that begins in one row goes on into the other. */
static bool
row_of_line(struct recovery *r, int from, int to)
{
	while (from < to && line_runs_on(r->screen, &r->edit.pane, from))
		from++;
	return from == to;
}

/* tmux and screen ask for names and commands in the last row. */
static bool
is_for_multiplexer(struct recovery *r)
{
	struct screen_cursor cursor;
	struct pane all = {.right = screen_cols(r->screen)};
	struct buffer prompt = {0};
	int row, col;
	bool known;

	screen_cursor(r->screen, &cursor);
	if (!r->alternate || cursor.row != screen_rows(r->screen) - 1 || !places_multiplexed(&r->places))
		return false;
	/* its own key was not pressed since a line was ended */
	if (r->keyboard.last[1] == '\0' || r->keyboard.last[1] == '\r' || r->keyboard.last[1] == '\n')
		return false;
	/* the key before, the multiplexer's own, was taken for one of a line above, or of one that it drew over since */
	if (!r->edit.anchored || (screen_find(r->screen, r->edit.anchor.id, &row) ? row_of_line(r, row, cursor.row) : !is_for_panes(r)))
		return false;
	known = known_prompt(r, &all, cursor.row, &col, &prompt);
	buffer_free(&prompt);
	return !known;
}

static bool
is_enter(const struct event *ev)
{
	return (ev->len == 1 && *ev->data == '\r') || (ev->len == 2 && memcmp(ev->data, "^M", 2) == 0);
}

static void
on_keys(struct recovery *r, const struct event *ev)
{
	struct edit *e = &r->edit;
	bool ahead = r->keyboard.ahead, typed = r->keyboard.typed;
	uint64_t answered = r->answered;
	struct buffer begun = {0};
	bool untold = false;
	int answers, i;

	/* nobody pressed these */
	if (ev->at - r->asked_at > QUERY_MS)
		r->queries = 0;
	if (r->queries > 0 && (answers = query_answers(ev)) > 0) {
		r->queries -= answers < r->queries ? answers : r->queries;
		return;
	}
	edit_end_closing(r);
	/* the key before was a pager's, say, and of those that followed within a second nothing is told */
	ahead |= r->keyboard.coarse && r->keyboard.printing && e->open && e->bracket && !e->anchored && !e->pane.split && ev->at - r->key_at <= UNTOLD_MS;
	volley_end(r);
	/* an editor whose line is empty may say nothing of it */
	if (answered == 0 && e->open && e->bracket && !e->pane.split && is_fish(r) && ev->at - r->key_at >= SETTLED_MS)
		keyboard_ignored(&r->keyboard);
	untold = r->keyboard.coarse && r->keyboard.printing && ev->at - r->key_at <= UNTOLD_MS;
	r->answered = 0;
	r->resized = false;
	r->key_at = ev->at;
	if (is_for_multiplexer(r)) {
		keyboard_take(&r->keyboard, ev);
		keyboard_forget(&r->keyboard);
		return;
	}
	/* what was guessed without keys was about the prompt, which may have been drawn a moment after its editor began */
	if (!r->keyboard.seen) {
		edit_unanchor(r);
		for (i = 0; i < r->places.count; i++)
			prompts_forget(&r->places.list[i].first, "", 0);
	}
	if (is_enter(ev) && chooser_shows_past(r)) {
		keyboard_take(&r->keyboard, ev);
		keyboard_forget(&r->keyboard);
		r->keyboard.moved = r->keyboard.moved_last = true;
		return;
	}
	if (chooser_has_cursor(r) || !may_edit(r)) {
		e->chooses = e->anchored && e->pane.split;
		keyboard_take(&r->keyboard, ev);
		keyboard_forget(&r->keyboard);
		/* a helper of the editor's, which may commit by itself */
		r->keyboard.moved = r->keyboard.moved_last = e->open && (e->bracket || e->pane.split) && e->anchored;
		return;
	}
	if (arrival_elsewhere(r))
		arrival_follow(r);
	else if (e->open && e->anchored && e->known && e->pane.split && r->keyboard.count == 0 && answered > 0 &&
	    (edit_left_by_itself(r) || e->again))
		edit_open(r, e->bracket || e->again);
	if (!e->open)
		edit_open(r, false);
	if (e->anchored && (!e->bracket || e->pane.split) && e->drafted && r->keyboard.count > 0 && answered > 0 && arrival_leaves(r) &&
	    !burst_leaves(r))
		edit_leave_unseen(r);
	if (!e->open)
		edit_open(r, false);
	if (e->anchored && r->keyboard.count > 0 &&
	    r->keyboard.strokes[r->keyboard.count - 1].event < r->number - 1)
		keyboard_answered(&r->keyboard);
	/* what was pressed before was for a pager, say, and now a shell asks; or a key acted at once, and brought another prompt */
	if (e->anchored && answered > 0 && arrival_begins(r)) {
		/* what the kernel has of a line already, it keeps for the next who reads */
		if (!e->known && e->displaced && is_cooked(r))
			buffer_add(&begun, e->before.data, e->before.len);
		edit_open(r, e->bracket);
	} else if (answered > 0) {
		catchup_takes(r);
	}
	if (!e->anchored && !catchup_awaits_prompt(r)) {
		if (answered > 0)
			keyboard_interrupted(&r->keyboard);
		edit_anchor_at_cursor(r, ahead);
		if (untold)
			catchup_untold(r);
		buffer_add(&e->before, begun.data, begun.len);
		if (r->keyboard.count == 0)
			accounts_expire(r);
	}
	edit_settle(r);
	edit_come_back(r);
	if (answered > 0)
		edit_drawn_below(r);
	repaint_settle(r);
	if (e->known && shell_in_front(r))
		places_top(&r->places)->cooked = r->truth.cooked;
	r->key_number = ev->number;
	r->key_row = cursor_row_id(r);
	e->chooses = false;
	edit_note_low(r);
	edit_note_found(r);
	if (keyboard_take(&r->keyboard, ev)) {
		edit_draft(r);
		edit_note_rest(r);
		e->hidden = r->truth.echo_off;
		e->unechoed = typed && r->bytes == e->anchored_bytes;
		e->mute = typed && e->draft.len == 0 && r->bytes == e->opened_bytes && ev->at - e->opened_at >= MUTE_MS;
	}
	buffer_free(&begun);
	buffer_clear(&r->begun);
}

/* Node took away what it had shown below the line. */
static bool
is_wiped(struct recovery *r, int row)
{
	struct screen_line line;
	int c = 0;

	if (strcmp(places_top(&r->places)->program, "node") != 0 || !screen_line(r->screen, row, &line))
		return false;
	while (c < line.cols && line.cells[c].text <= ' ')
		c++;
	return c == line.cols;
}

/* fish goes on in the next row by a return more, or moves about on its way there; what others print in rows has colours at most. */
static bool
may_be_fishs(const struct event *ev)
{
	const char *at = ev->data, *end = ev->data + ev->len;

	if (ev->len < 3 || memcmp(end - 2, "\r\n", 2) != 0 || end[-3] == '\r')
		return true;
	while ((at = memchr(at, '\033', (size_t)(end - at))) != NULL) {
		if (++at == end || *at++ != '[')
			return true;
		while (at < end && ((*at >= '0' && *at <= '9') || *at == ';'))
			at++;
		if (at == end || *at != 'm')
			return true;
	}
	return false;
}

/* A row of text and nothing else, as programs print it.  Where the last key was answered, an editor does not go on so. */
static bool
is_row_of_text(const struct recovery *r, const struct event *ev)
{
	size_t i;

	if (r->answered == 0 || ev->len < 3 || memcmp(ev->data + ev->len - 2, "\r\n", 2) != 0)
		return false;
	for (i = 0; i < ev->len - 2 && (unsigned char)ev->data[i] >= ' ' && ev->data[i] != 0x7F; i++)
		;
	return i == ev->len - 2;
}

/* Output that no key asked for: a job may be printing into the line. */
static void
keep_calm(struct recovery *r, const struct event *ev)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int row;
	bool brings;

	e->has_calm = false;
	if (!r->keyboard.seen)
		return;
	if (!e->open || !e->anchored || e->displaced || r->keyboard.count > 0 || (is_fish(r) && (e->pane.split || may_be_fishs(ev))))
		return;
	/* a printable key brings no line feed, unless a block is found by it; any other may, at once */
	if (r->keyboard.searches && r->keyboard.coarse)
		return;
	brings = (!r->keyboard.printing || r->keyboard.prefixed || r->keyboard.searches) && (r->answered == 0 || ev->at - r->key_at < ANSWER_MS);
	screen_cursor(r->screen, &cursor);
	if (!screen_find(r->screen, e->anchor.id, &row) || row > cursor.row || (brings && !(row == cursor.row && !e->pane.split && is_row_of_text(r, ev))))
		return;
	/* the editor is below for a moment, where it shows what the line would give */
	if (row < cursor.row && !e->bracket && (is_preview(r, cursor.row) || is_wiped(r, cursor.row)))
		return;
	if (e->pane.split && is_for_panes(r))
		edit_pane_anew(r);
	buffer_clear(&e->calm);
	line_text_before(r->screen, &e->pane, row, e->anchor.col, cursor.row, cursor.col, &e->calm);
	/* the echo of the last key stands before what came at once with it */
	if (r->answered == 0 && !e->pane.split && !is_fish(r) && ev->len > 3 && memcmp(ev->data + ev->len - 2, "\r\n", 2) == 0 && keyboard_typed(&r->keyboard, ev->data, 1))
		buffer_add(&e->calm, ev->data, 1);
	buffer_clear(&e->head);
	if (e->pane.split)
		line_head(r->screen, &e->pane, row, e->anchor.col, cursor.row, cursor.col, &e->head);
	e->calm_id = cursor_row_id(r);
	e->calm_col = cursor.col;
	e->has_calm = true;
}

static bool
goes_on_from(const struct buffer *text, const struct buffer *calm)
{
	return text->len >= calm->len && (calm->len == 0 || memcmp(text->data, calm->data, calm->len) == 0) &&
	    (text->len == calm->len || memchr(text->data + calm->len, '\n', text->len - calm->len) == NULL);
}

/* The same text, and a row more. */
static bool
went_below(const struct buffer *text, const struct buffer *head)
{
	return text->len > head->len && (head->len == 0 || memcmp(text->data, head->data, head->len) == 0) &&
	    memchr(text->data + head->len, '\n', text->len - head->len) != NULL;
}

/* The cursor is where it was, and the line before it is another: a job drew over it. */
static bool
was_overwritten(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct buffer text = {0};
	struct screen_cursor cursor;
	int row;
	bool same = true;

	screen_cursor(r->screen, &cursor);
	if (screen_find(r->screen, e->anchor.id, &row) && row <= cursor.row) {
		if (e->pane.split)
			line_head(r->screen, &e->pane, row, e->anchor.col, cursor.row, cursor.col, &text);
		else
			line_text_before(r->screen, &e->pane, row, e->anchor.col, cursor.row, cursor.col, &text);
		/* in a pane that line may be drawn anew; only a row more tells of a job */
		same = e->pane.split ? !went_below(&text, &e->head) : goes_on_from(&text, &e->calm);
	}
	e->tampered |= !same && !e->pane.split;
	buffer_free(&text);
	return !same;
}

static bool
asks_for_secret(const struct buffer *row)
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
static void
note_secret(struct recovery *r, const struct event *ev)
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
	if (asks_for_secret(&row)) {
		e->secret |= e->open && e->anchored && prompt_is_blank(e->prompt.data ? e->prompt.data : "", e->prompt.len);
		hide_replies(r);
	}
	buffer_free(&row);
}

/*
 * While the terminal hides what is typed, nothing is told of its keys but that there were some.  That lines were given to the
 * shell shows in its prompt, which comes again.
 */
static void
note_hidden(struct recovery *r, const struct event *ev)
{
	struct place *p = places_top(&r->places);
	struct command c = {.at = ev->at, .event = ev->number, .kind = COMMAND_SHELL, .exit = COMMAND_UNKNOWN,
	    .duration = COMMAND_UNKNOWN, .output_from = ev->number, .output_to = r->last_number, .reasons = REASON_UNSEEN | REASON_TRUTH};
	const char *at = ev->data, *end = at + ev->len, *hit;
	const struct buffer *prompt = &p->first.list[0];

	if (!r->keyboard.hidden || !r->truth.echo_off || !shell_in_front(r) || p->first.count == 0 || prompt->len == 0)
		return;
	held_flush(r, true);
	for (; (hit = memmem(at, (size_t)(end - at), prompt->data, prompt->len)) != NULL; at = hit + prompt->len) {
		struct command one = c;

		one.depth = r->places.count - 1;
		strcpy(one.program, p->program);
		end_running(r, p);
		hand_alone(r, &one);
	}
}

/*
 * Keys that print, of which not all were told, add to the line of a bash: what draws it from the margin, and another one, is
 * somebody else.
 */
static bool
draws_anew(struct recovery *r, const struct event *ev)
{
	return r->keyboard.coarse && r->keyboard.printing && r->answered > 1 && r->edit.bracket && !r->edit.pane.split && !r->resized &&
	    ev->len > 1 && ev->data[0] == '\r' && ev->data[1] != '\n' && ev->data[1] != '\r' &&
	    (strcmp(places_top(&r->places)->program, "bash") == 0 || places_top(&r->places)->kind == PROGRAM_GATE);
}

static void
note_unasked(struct recovery *r)
{
	r->unasked[r->unasked_next++ % UNASKED_MAX] = (uint32_t)r->number;
}

/* Nor did the event of output before this one, no key between. */
static bool
goes_on_unasked(const struct recovery *r)
{
	return r->unasked_next > 0 && r->unasked[(r->unasked_next - 1) % UNASKED_MAX] == r->output_number;
}

/* Of keys that follow one that prints nothing may be told for a second. */
static int64_t
noise_ms(const struct recovery *r)
{
	return r->keyboard.coarse && r->keyboard.printing ? NOISE_COARSE_MS : NOISE_MS;
}

/* One sign, and nothing that moves the cursor. */
static bool
is_echo(const struct event *ev)
{
	return ev->len > 0 && ev->len <= 4 && (unsigned char)ev->data[0] > ' ' && (ev->len == 1 || (unsigned char)ev->data[0] > 0x7F);
}

/* The text with which it begins, up to what moves the cursor. */
static size_t
plain_length(const struct event *ev)
{
	size_t i;

	for (i = 0; i < ev->len && (unsigned char)ev->data[i] >= ' ' && ev->data[i] != 0x7F; i++)
		;
	return i;
}

static bool
is_plain(const struct event *ev)
{
	return ev->len > 0 && plain_length(ev) == ev->len;
}

/* Many signs at once, after a while or amid others: whoever types has them echoed one by one. */
static bool
is_burst(struct recovery *r, const struct event *ev)
{
	return r->keyboard.coarse && r->keyboard.printing && r->answered > 0 && r->edit.anchored && r->edit.bracket && !r->edit.pane.split &&
	    (r->answered > 2 ? ev->len >= BURST / 2 : ev->len >= BURST && ev->at - r->output_at >= MUTE_MS) && is_plain(ev) && !places_remote(&r->places);
}

/*
 * The line that is edited is a pager's or an editor's of a pane, or the multiplexer went elsewhere from it; and the cursor is on
 * another row or in another pane, or where the pager's own prompt was, behind what was drawn since the last key.
 */
static bool
was_elsewhere(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int row = -1, col;

	screen_cursor(r->screen, &cursor);
	if (r->keyboard.count > 0 || !places_multiplexed(&r->places))
		return false;
	if (screen_find(r->screen, e->anchor.id, &row) && row == cursor.row && cursor.col >= e->pane.left && cursor.col <= e->pane.right &&
	    (e->known || line_matches(r->screen, &e->pane, row, e->prompt.data ? e->prompt.data : "", e->prompt.len, &col)))
		return false;
	/* what looks like a prompt there was typed sign by sign, behind none */
	if (row == cursor.row && e->prompt.len == 0 && cursor.col > e->anchor.col && !drawn_at_once(r, row, e->anchor.col, cursor.col))
		return false;
	return r->keyboard.last[1] == multiplexer_prefix(r) || (!e->known && stamp_left_of(r, cursor.row, cursor.col) > r->key_number);
}

/* A letter, and perhaps what an editor makes of it; or the row anew, from the prompt, to which it goes back. */
static bool
begins_plain(const struct event *ev)
{
	static const char hidden[] = "\033[?25l", shown[] = "\033[?25h";
	size_t i = 2;
	const char *at;

	if (ev->len > 0 && (unsigned char)ev->data[0] >= ' ' && ev->data[0] != 0x7F)
		return true;
	/* behind what a multiplexer draws of its own, with the cursor hidden, and goes back: at the end, for it draws nothing more then */
	if (ev->len > sizeof hidden && memcmp(ev->data, hidden, sizeof hidden - 1) == 0 && (unsigned char)ev->data[ev->len - 1] > ' ' &&
	    (at = memrchr(ev->data, '\033', ev->len)) != NULL && at - ev->data > (long)sizeof shown && memcmp(at - (sizeof shown - 1), shown, sizeof shown - 1) == 0) {
		while (++at < ev->data + ev->len && (*at == '[' || *at == ';' || (*at >= '0' && *at <= '9')))
			;
		return at + 1 < ev->data + ev->len && *at == 'H';
	}
	if (ev->len < 4 || memcmp(ev->data, "\033[", 2) != 0)
		return false;
	while (i < ev->len && ev->data[i] >= '0' && ev->data[i] <= '9')
		i++;
	return i > 2 && i < ev->len && ev->data[i] == 'D';
}

/*
 * The key that was told of last printed, and was for a pager, or for the multiplexer itself; of those that followed within a second,
 * which were for the shell, nothing was told: their echo begins behind its prompt.
 */
static bool
begins_untold(struct recovery *r, const struct event *ev)
{
	bool inside = places_multiplexed(&r->places), bracket = r->edit.open && r->edit.bracket, elsewhere, begins;
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	struct pane pane;

	elsewhere = r->edit.anchored;
	if (!r->keyboard.coarse || !r->keyboard.printing || r->answered == 0 || (elsewhere && !was_elsewhere(r)))
		return false;
	/* where the multiplexer went, its editor may suggest the rest with the first letter */
	if (elsewhere && r->keyboard.last[1] == multiplexer_prefix(r) ? !begins_plain(ev) : ev->len > BURST || !is_plain(ev))
		return false;
	if (inside ? !bracket && !elsewhere : bracket || !is_echo(ev) || ev->at - r->key_at > UNTOLD_MS || (!shell_in_front(r) && !places_remote(&r->places)))
		return false;
	screen_cursor(r->screen, &cursor);
	pane = line_pane(r->screen, cursor.row, cursor.col, inside);
	line_prompt(r->screen, &pane, cursor.row, cursor.col, &prompt);
	begins = prompt.len > 0 && (places_find(&r->places, prompt.data, prompt.len, false) >= 0 ||
	    (inside && (bracket || elsewhere) && prompt.len > 1 && prompt_is_shells(prompt.data, prompt.len) && drawn_at_once(r, cursor.row, pane.left, cursor.col)) ||
	    (elsewhere && prompt.len > 1 && prompt.data[prompt.len - 1] == ' ' && stamp_left_of(r, cursor.row, cursor.col) < r->key_number));
	buffer_free(&prompt);
	return begins;
}

/* How far down a block reached, of which the cursor may be anywhere when it is committed. */
static void
note_lowest(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int low;

	if (!e->open || !e->bracket || !e->anchored || e->pane.split || e->closing ||
	    (r->keyboard.count > 0 && r->keyboard.strokes[r->keyboard.count - 1].event == r->key_number))
		return;
	screen_cursor(r->screen, &cursor);
	if (e->low_id == 0 || !screen_find(r->screen, e->low_id, &low) || low < cursor.row)
		e->low_id = cursor_row_id(r);
}

/* What draws panes may be late with the last letters, and the key that commits was quicker. */
static bool
may_be_late(const struct recovery *r)
{
	const struct edit *e = &r->edit;

	return e->pane.split && e->anchored && e->drafted && !e->displaced && r->keyboard.count > 0;
}

/* A line of one row came at once with its key, and its echo begins the output: what follows may clear the screen. */
static bool
came_with_key(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	return e->known && e->draft.len == 0 && r->keyboard.count == 1 && r->keyboard.strokes[0].key == '\r' && r->keyboard.strokes[0].event == r->key_number &&
	    cursor_row_id(r) == e->anchor.id && cursor.col == e->anchor.col;
}

static void
feed(struct recovery *r, const struct event *ev)
{
	size_t late = may_be_late(r) && r->answered == 1 ? plain_length(ev) : 0;
	size_t from = slide_pieces(r, ev);
	bool whole = late > 0 && came_with_key(r);
	struct screen_cursor cursor;

	/* they stand in front of what the line gave */
	if (from > 0)
		screen_feed(r->screen, ev->data + from, ev->len - from);
	else if (late > 0 && late < ev->len && (whole || r->edit.draft.len > 0) && cursor_row_id(r) == r->edit.last_id) {
		screen_feed(r->screen, ev->data, late);
		screen_cursor(r->screen, &cursor);
		/* one that goes on in another row is not all there yet */
		if (!whole || (cursor_row_id(r) == r->edit.anchor.id && cursor.col + 1 < r->edit.pane.right))
			edit_draft(r);
		screen_feed(r->screen, ev->data + late, ev->len - late);
	} else {
		screen_feed(r->screen, ev->data, ev->len);
	}
}

static void
on_output(struct recovery *r, const struct event *ev, int64_t until)
{
	struct screen_cursor cursor;
	const char *multiplexer;
	int queries, col;
	bool listens;

	if (begins_untold(r, ev)) {
		if (arrival_elsewhere(r)) {
			arrival_follow(r);
			/* it stood there, and the multiplexer went to it; and has gone by now */
			r->edit.known = true;
			r->keyboard.last[0] = r->keyboard.last[1] = '\0';
		} else {
			if (!r->edit.open || r->edit.anchored)
				edit_open(r, r->edit.open && r->edit.bracket);
			edit_anchor_at_cursor(r, false);
		}
		r->keyboard.typed = true;
	}
	if ((queries = query_count(ev->data, ev->len)) > 0) {
		r->queries += queries;
		r->asked_at = ev->at;
	}
	/* keys of which nothing is told go on behind what interrupted them */
	if (r->edit.displaced && !r->edit.chooses && r->keyboard.coarse && r->keyboard.printing && (is_echo(ev) || ev->at - r->output_at >= PIECES_MS) && !was_elsewhere(r))
		edit_settle(r);
	if (tall_note(r, ev))
		r->edit.has_calm = false;
	else
		keep_calm(r, ev);
	if (is_burst(r, ev))
		r->edit.reasons |= REASON_DOUBTFUL;
	r->answered++;
	if (!r->keyboard.seen)
		keyless_settle(r, ev->at);
	if (r->edit.anchored && !r->edit.bracket)
		echo_take(&r->echo, ev->data, ev->len, screen_cols(r->screen));
	repaint_note(r, ev);
	slide_note(r, ev);
	r->unbidden = r->keyboard.seen && r->answered > 1 && ev->at - r->key_at >= noise_ms(r);
	/* 0 is what nobody wrote */
	screen_stamp(r->screen, r->number > 0 ? (uint32_t)r->number : 1, 0);
	col = miscount_hear(r, ev);
	listens = solo_listens(r);
	if (r->edit.has_calm && solo_is_intrusion(r, ev))
		edit_displace(r, false);
	r->output = ev;
	r->output_seen = 0;
	feed(r, ev);
	r->output = NULL;
	/* by a script, say, or by another name */
	if (r->alternate && !places_multiplexed(&r->places) && (multiplexer = program_drawing(ev->data, ev->len)) != NULL)
		places_enter(&r->places, multiplexer, PROGRAM_MULTIPLEXER);
	note_lowest(r);
	edit_come_back(r);
	miscount_note(r, ev, col);
	repaint_look(r);
	slide_look(r);
	tall_look(r);
	held_amend(r);
	burst_rejoin(r);
	volley_hear(r, ev);
	if (may_be_late(r)) {
		if (r->answered == 1 && is_plain(ev) && (cursor_row_id(r) == r->edit.last_id || ev->at - r->key_at < ANSWER_MS))
			edit_draft(r);
		else
			edit_draft_late(r);
	}
	if (r->edit.displaced && r->unbidden)
		note_unasked(r);
	if (r->edit.reprint && r->edit.open) {
		screen_cursor(r->screen, &cursor);
		buffer_clear(&r->edit.prompt);
		edit_set_anchor(r, cursor.row, 0, &r->edit.prompt);
		r->edit.reprint = false;
	}
	/* a multiplexer feeds lines whenever it scrolls: what they did to the line tells whether a job printed */
	if (r->edit.has_calm && r->edit.open && r->edit.pane.split && !r->edit.displaced && was_overwritten(r))
		edit_displace(r, true);
	if (r->edit.open && !r->edit.anchored && !r->keyboard.typed && r->answered > 1 &&
	    (ev->at - r->output_at >= ANSWER_MS || goes_on_unasked(r)) && ev->at - r->key_at >= noise_ms(r))
		note_unasked(r);
	/* an editor that draws by itself, a clock in its prompt say, puts the cursor back */
	if (r->edit.has_calm && r->edit.open && r->answered > 1 &&
	    ev->at - r->key_at >= (r->keyboard.coarse ? NOISE_COARSE_MS : NOISE_MS)) {
		screen_cursor(r->screen, &cursor);
		note_unasked(r);
		if (cursor.col != r->edit.calm_col || cursor_row_id(r) != r->edit.calm_id)
			edit_displace(r, false);
		else if (was_overwritten(r))
			edit_displace(r, true);
	}
	if (r->edit.has_calm && r->edit.open && !r->edit.displaced && draws_anew(r, ev) && was_overwritten(r)) {
		note_unasked(r);
		edit_displace(r, true);
	}
	if (listens)
		solo_take(r, ev);
	look_for_fish(r, ev->data, ev->len);
	note_hidden(r, ev);
	if (r->edit.open || r->held.any || r->reply_count > 0)
		note_secret(r, ev);
	r->bytes += ev->len;
	r->output_at = until;
	r->output_number = (uint32_t)r->number;
}

/* "ec 123 name" */
static void
on_state(struct recovery *r, const struct event *ev)
{
	char text[64], *end;
	size_t len = ev->len < sizeof text - 1 ? ev->len : sizeof text - 1;

	memcpy(text, ev->data, len);
	text[len] = '\0';
	if (len < 4 || text[2] != ' ')
		return;
	r->truth.known = true;
	r->truth.cooked = text[0] == 'e' && text[1] == 'c';
	r->truth.echo_off = text[0] == '-' && text[1] == 'c';
	if (text[0] == 'e' && text[1] == 'c')
		places_top(&r->places)->muted = false;
	r->keyboard.hidden &= r->truth.echo_off;
	r->truth.group = strtol(text + 3, &end, 10);
	if (*end == ' ')
		end++;
	strncpy(r->truth.name, end, sizeof r->truth.name - 1);
	r->truth.name[sizeof r->truth.name - 1] = '\0';
}

int
recovery_event(struct recovery *r, const struct event *ev)
{
	return recovery_events(r, ev, ev);
}

int
recovery_events(struct recovery *r, const struct event *ev, const struct event *last)
{
	int cols, rows;

	r->number = ev->number;
	r->last_number = last->number;
	r->at = ev->at;
	own_begin(r);
	switch (ev->code) {
	case EVENT_OUTPUT:
		if (r->terminal)
			on_output(r, ev, last->at);
		else
			r->bytes += ev->len;
		break;
	case EVENT_EXIT:
		own_exit(r, ev);
		break;
	case EVENT_INPUT:
	case EVENT_KEYS:
		if (r->terminal)
			on_keys(r, ev);
		break;
	case EVENT_REPORT:
		account_take(r, ev);
		break;
	case EVENT_STATE:
		on_state(r, ev);
		break;
	case EVENT_RESIZE:
		if (event_parse_size(ev->data, ev->len, &cols, &rows) == 0)
			screen_resize(r->screen, cols, rows);
		if (!r->edit.pane.split)
			r->edit.pane.right = screen_cols(r->screen);
		r->resized = true;
		r->edit.displaced |= r->edit.anchored;
		if (r->edit.anchored)
			r->edit.reasons |= REASON_DOUBTFUL;
		break;
	default:
		break;
	}
	return r->status;
}

int
recovery_idle(struct recovery *r, int64_t now_ms)
{
	if (r->held.any && !r->held.unknown && !r->held.expects && now_ms - r->at >= SETTLED_MS &&
	    !held_is_open(&r->held, places_top(&r->places)))
		held_flush(r, true);
	return r->status;
}

/* Something stands between the held line and the cursor. */
static bool
printed_since(struct recovery *r)
{
	struct screen_cursor cursor;
	int gap = places_top(&r->places)->gap;

	screen_cursor(r->screen, &cursor);
	return r->held.any && gap_since_held(r, cursor.row) > (gap ? gap : 1);
}

int
recovery_end(struct recovery *r, bool cut)
{
	int i;

	edit_end_closing(r);
	volley_end(r);
	if (r->held.any && cut)
		r->held.c.reasons |= REASON_CUT;
	held_flush(r, printed_since(r));
	accounts_expire(r);
	flush_replies(r, UINT64_MAX);
	for (i = r->places.count - 1; i >= 0; i--)
		end_running(r, &r->places.list[i]);
	own_end(r);
	return r->status;
}

int
recovery_new(const struct header *h, const struct recovery_sink *sink, struct recovery **out)
{
	struct recovery *r = calloc(1, sizeof *r);

	*out = NULL;
	if (r == NULL)
		return -ENOMEM;
	r->sink = *sink;
	r->observer = (struct screen_observer){follow_mark, r};
	places_init(&r->places, h);
	if ((r->screen = screen_new(h->cols, h->rows, HISTORY)) == NULL) {
		recovery_free(r);
		return -ENOMEM;
	}
	/* so that its keyframes are those of any replay */
	screen_keep_past(r->screen);
	edit_observe(r);
	own_note(r, h);
	*out = r;
	return 0;
}

const struct screen *
recovery_screen(const struct recovery *r)
{
	return r->screen;
}

void
recovery_free(struct recovery *r)
{
	int i;

	if (r == NULL)
		return;
	held_drop(r);
	buffer_free(&r->held.prompt);
	buffer_free(&r->held.shown);
	for (i = 0; i < r->reply_count; i++)
		command_free(&r->replies[i].c);
	echo_free(&r->echo);
	buffer_free(&r->edit.prompt);
	buffer_free(&r->edit.home);
	buffer_free(&r->edit.before);
	buffer_free(&r->edit.draft);
	buffer_free(&r->edit.calm);
	buffer_free(&r->edit.head);
	buffer_free(&r->edit.kept);
	buffer_free(&r->edit.whole_text);
	buffer_free(&r->edit.heard);
	buffer_free(&r->edit.solo.heard);
	buffer_free(&r->begun);
	accounts_free(r);
	volley_free(r);
	own_free(r);
	marks_free(r);
	keyboard_free(&r->keyboard);
	places_free(&r->places);
	screen_free(r->screen);
	free(r);
}
