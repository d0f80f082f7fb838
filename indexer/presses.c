/* Keys were pressed: whose they are, and what has become of the line before. */
#include "indexer/presses.h"

#include <string.h>

#include "indexer/arrival.h"
#include "indexer/burst.h"
#include "indexer/catchup.h"
#include "indexer/chooser.h"
#include "indexer/clamour.h"
#include "indexer/overdue.h"
#include "indexer/pulse.h"
#include "indexer/query.h"
#include "indexer/repaint.h"
#include "indexer/steer.h"
#include "indexer/tally.h"
#include "indexer/transit.h"
#include "indexer/volley.h"

#define SETTLED_MS 200
#define MUTE_MS 100     /* an echo comes sooner, but over slow lines */
#define QUERY_MS 1500   /* terminals answer sooner, or not at all; */
#define QUERY_LEAST_MS 200
#define QUERY_TIMES 4   /* and one that has answered, within so many times what that took */

static bool
is_enter(const struct event *ev)
{
	return (ev->len == 1 && *ev->data == '\r') || (ev->len == 2 && memcmp(ev->data, "^M", 2) == 0);
}

/* The same of who asks with nothing: the cursor is at the margin of an empty row. */
static bool
stands_at_nothing(struct recovery *r, const struct pane *pane, const struct screen_cursor *cursor)
{
	const struct prompts *first = &places_top(&r->places)->first;
	struct screen_line line;
	int c = pane->left;

	if (first->count == 0 || first->list[0].len > 0 || cursor->col != c || !screen_line(r->screen, cursor->row, &line))
		return false;
	while (c < pane->right && c < line.cols && line.cells[c].text <= ' ')
		c++;
	return c == pane->right || c == line.cols;
}

/* The first line of those that came at once was told, and the last is still to come. */
static bool
was_told_of_burst(const struct recovery *r)
{
	const struct stroke *s = &r->keyboard.strokes[0];

	return r->keyboard.count == 1 && s->at_once && !s->stale && r->held.any && r->held.c.event == s->event && !places_multiplexed(&r->places);
}

/* A prompt stands there and nothing behind it, for a while: whoever asks has read all that was sent, whatever became of it. */
static bool
is_out_of_step(struct recovery *r, const struct event *ev, uint64_t answered)
{
	struct pane all = {.right = screen_cols(r->screen)};
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	int col;
	bool is;

	/* of one alone that came together with others of which one was told */
	if (r->keyboard.count < (was_told_of_burst(r) ? 1 : 2) || answered == 0 || ahead_hidden(r) || r->edit.bracket || ev->at - r->output_at < SETTLED_MS)
		return false;
	screen_cursor(r->screen, &cursor);
	if (places_multiplexed(&r->places)) {
		all = line_pane(r->screen, cursor.row, cursor.col, true);
		if (stands_at_nothing(r, &all, &cursor))
			return true;
	}
	if (places_top(&r->places)->bracketed)
		return false;
	/* in a pane the lines that came at once may be found yet, above this prompt, if it has rows enough for them */
	if (places_multiplexed(&r->places)) {
		if (r->keyboard.count * 3 < screen_rows(r->screen) || (burst_waits(r) && burst_is_block(r)))
			return false;
	}
	is = known_prompt(r, &all, cursor.row, &col, &prompt) && col == cursor.col && prompts_have(&places_top(&r->places)->first, prompt.data ? prompt.data : "", prompt.len);
	buffer_free(&prompt);
	return is;
}

/* Nothing stands behind the prompt. */
static bool
stands_at_anchor(struct recovery *r)
{
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	return r->edit.anchored && cursor_row_id(r) == r->edit.anchor.id && cursor.col + cursor.wraps == r->edit.anchor.col;
}

/* ^S and ^Q where no editor is known to read: the terminal keeps them, and holds output or lets it go on. */
static bool
holds_output(const struct edit *e, const struct event *ev)
{
	char key = ev->len == 1 ? *ev->data : '\0';

	if (ev->len == 2 && ev->data[0] == '^')
		key = CONTROL(ev->data[1]);
	return (key == CONTROL('S') || key == CONTROL('Q')) && !e->bracket && !(e->open && e->anchored && e->known);
}

/* ^D, with a text in the line: an editor may say nothing of it. */
static bool
ended_nothing(const struct recovery *r)
{
	return r->edit.known && r->edit.draft.len > 0 && r->keyboard.strokes[r->keyboard.count - 1].key == CONTROL('D');
}

/* In a pane: ^D has taken a letter out of the line, and the keys behind it all of it: the cursor is where the line began, and it was not left. */
static bool
was_emptied(struct recovery *r)
{
	return r->edit.pane.split && ended_nothing(r) && r->keyboard.strokes[r->keyboard.count - 1].event < r->key_number && stands_at_anchor(r);
}

/* The multiplexer may have laid another pane beside the one in which the line began; a border of which a row is gone is one still. */
static void
note_narrower(struct recovery *r)
{
	struct pane *p = &r->edit.pane;
	int right = p->right;

	edit_pane_anew(r);
	if (p->right > right)
		p->right = right;
}

/* In a pane a prompt stands, and nothing behind it: keys that were pressed before it came were another's, an editor's that has given its screen back, say. */
static void
drop_answered(struct recovery *r)
{
	const struct edit *e = &r->edit;
	const struct keyboard *k = &r->keyboard;
	int row;

	if (e->pane.split && e->known && !e->goes_on && k->count > 0 && k->strokes[k->count - 1].key == '\r' && !k->strokes[k->count - 1].at_once && stands_at_anchor(r) && screen_find(r->screen, e->anchor.id, &row) &&
	    k->strokes[k->count - 1].event < stamp_left_of(r, row, e->anchor.col))
		keyboard_forget(&r->keyboard);
}

/* A signal to who runs, and the terminal forgets what nobody has read yet. */
static bool
has_queue_forgotten(char key)
{
	return key == CONTROL('C') || key == CONTROL('Z') || key == CONTROL('\\');
}

/* ^O right behind tmux's own key turns its panes round, and is none of an editor's. */
static bool
turns_panes(const struct recovery *r, const struct event *ev)
{
	const struct keyboard *k = &r->keyboard;

	return r->edit.pane.split && places_multiplexed(&r->places) && k->control && k->last[1] == multiplexer_prefix(r) && multiplexer_prefix(r) == CONTROL('B') &&
	    ((ev->len == 1 && *ev->data == CONTROL('O')) || (ev->len == 2 && memcmp(ev->data, "^O", 2) == 0));
}

/* What was asked of the terminal is answered by now, or never will be: the next keys are somebody's, arrows say. */
static bool
answers_no_more(const struct recovery *r, int64_t at)
{
	int64_t most = QUERY_LEAST_MS + QUERY_TIMES * r->answers_ms;

	return at - r->asked_at > (r->answers_ms < 0 || most > QUERY_MS ? QUERY_MS : most);
}

void
presses_take(struct recovery *r, const struct event *ev)
{
	struct edit *e = &r->edit;
	bool ahead = r->keyboard.ahead, typed = r->keyboard.typed;
	uint64_t answered = r->answered;
	int64_t key_at = r->key_at;
	struct buffer begun = {0}, kept = {0};
	struct screen_cursor cursor;
	bool untold = false, begins, keeps = false, numbers, message, turns, ends;
	int answers, i;

	/* nobody pressed these */
	if (answers_no_more(r, ev->at))
		r->queries = 0;
	if (r->queries > 0 && (answers = query_answers(ev)) > 0) {
		r->queries -= answers < r->queries ? answers : r->queries;
		r->answers_ms = ev->at - r->asked_at;
		return;
	}
	if (holds_output(e, ev)) {
		/* somebody may steer with it */
		if (places_multiplexed(&r->places))
			keyboard_note_control(&r->keyboard, ev->len == 2 ? CONTROL(ev->data[1]) : *ev->data);
		return;
	}
	edit_end_closing(r);
	if (is_out_of_step(r, ev, answered)) {
		edit_close(r);
		tally_left_over(r);
		keyboard_forget(&r->keyboard);
	}
	volley_end(r);
	/* an editor whose line is empty may say nothing of it */
	if (answered == 0 && e->open && e->bracket && !e->pane.split && is_fish(r) && ev->at - r->key_at >= SETTLED_MS)
		keyboard_ignored(&r->keyboard);
	untold = r->keyboard.coarse && r->keyboard.printing && ev->at - r->key_at <= UNTOLD_MS;
	ahead |= untold && untold_typed(r);
	r->answered = 0;
	r->resized = false;
	r->key_at = ev->at;
	numbers = steer_shows_numbers(r);
	if (numbers || steer_is_asked(r)) {
		keyboard_take(&r->keyboard, ev);
		keyboard_forget(&r->keyboard);
		/* and its number is no letter of the line to which it leads */
		if (numbers)
			keyboard_begin(&r->keyboard);
		return;
	}
	/* what was guessed without keys was about the prompt, which may have been drawn a moment after its editor began */
	if (!r->keyboard.seen) {
		edit_unanchor(r);
		for (i = 0; i < r->places.count; i++)
			prompts_forget_blank(&r->places.list[i].first);
	}
	if (is_enter(ev) && chooser_shows_past(r)) {
		keyboard_take(&r->keyboard, ev);
		keyboard_forget(&r->keyboard);
		r->keyboard.moved = r->keyboard.moved_last = true;
		return;
	}
	chooser_left(r);
	if (chooser_has_cursor(r) || !may_edit(r)) {
		e->chooses = e->anchored && e->pane.split;
		keyboard_take(&r->keyboard, ev);
		keyboard_forget(&r->keyboard);
		/* who has the screen may leave it without having read them */
		r->keyboard.ahead = r->keyboard.printing && r->alternate && !places_multiplexed(&r->places);
		/* a helper of the editor's, which may commit by itself */
		r->keyboard.moved = r->keyboard.moved_last = e->open && (e->bracket || e->pane.split) && e->anchored;
		return;
	}
	edit_follow_window(r);
	if (e->open && e->anchored && e->pane.split && multiplexer_prefix(r) == r->keyboard.last[1])
		note_narrower(r);
	if (transit_elsewhere(r))
		transit_follow(r);
	else if (e->open && e->anchored && e->known && (e->pane.split || !e->bracket) && r->keyboard.count == 0 && answered > 0 &&
	    (edit_left_by_itself(r, key_at) || (e->pane.split && e->again)))
		edit_open(r, e->bracket || e->again);
	begins = !e->open && answered > 0 && r->keyboard.count == 0;
	if (!e->open)
		edit_open(r, false);
	silence_settle(r);
	if (e->anchored && (!e->bracket || e->pane.split) && e->drafted && r->keyboard.count > 0 && answered > 0 && !was_emptied(r) && arrival_leaves(r) &&
	    !burst_leaves(r))
		edit_leave_unseen(r);
	if (!e->open)
		edit_open(r, false);
	if (e->anchored && r->keyboard.count > 0 &&
	    (r->keyboard.strokes[r->keyboard.count - 1].event < r->number - 1 || ended_nothing(r)))
		keyboard_answered(&r->keyboard);
	if (e->anchored && answered > 0 && !e->known) {
		screen_cursor(r->screen, &cursor);
		catchup_learn(r, &cursor);
	}
	/* what was pressed before was for a pager, say, and now a shell asks; or a key acted at once, and brought another prompt */
	if (e->anchored && answered > 0 && arrival_begins(r)) {
		/* what the kernel has of a line already, it keeps for the next who reads */
		keeps = !e->known && !e->bracket && pulse_kept(r, &kept);
		if (!e->known && e->displaced && is_cooked(r) && !keeps)
			buffer_add(&begun, e->before.data, e->before.len);
		begins = r->keyboard.count == 0 && !e->displaced;
		edit_open(r, e->bracket);
	} else if (answered > 0) {
		catchup_takes(r);
	}
	/* where the line is shows what answers the key */
	message = !e->anchored && steer_shows_message(r);
	if (!e->anchored && !message && !catchup_awaits_prompt(r)) {
		if (answered > 0)
			keyboard_interrupted(&r->keyboard);
		edit_anchor_at_cursor(r, ahead || (r->brought && edit_take_up(r)));
		r->brought = false;
		if (begins && e->known && stands_at_anchor(r))
			keyboard_begin(&r->keyboard);
		ahead_lost(r);
		drop_answered(r);
		if (untold)
			catchup_untold(r);
		buffer_add(&e->before, begun.data, begun.len);
		if (keeps && e->known && !e->bracket && stands_at_anchor(r))
			edit_keep(r, &kept);
		if (r->keyboard.count == 0)
			accounts_expire(r);
	}
	edit_settle(r);
	edit_come_back(r);
	clamour_settle(r);
	if (answered > 0)
		edit_drawn_below(r);
	repaint_settle(r);
	if (e->known && shell_in_front(r)) {
		places_top(&r->places)->cooked = r->truth.cooked;
		places_top(&r->places)->fish |= is_fish(r); /* below su: what it runs for a key is in front in its place */
	}
	silence_note(r, ev);
	r->key_number = ev->number;
	r->key_row = cursor_row_id(r);
	e->chooses = false;
	edit_note_low(r);
	edit_note_found(r);
	turns = turns_panes(r, ev);
	ends = keyboard_take(&r->keyboard, ev);
	if (ends && turns)
		r->keyboard.count--;
	else if (ends && !hush_takes_lines(r)) {
		edit_draft(r);
		if (e->pane.split && r->keyboard.strokes[r->keyboard.count - 1].wiped)
			edit_drop_draft(r);
		edit_note_rest(r);
		e->hidden = r->truth.echo_off;
		tally_note(r);
		overdue_note(r);
		e->unechoed = typed && r->bytes == e->anchored_bytes;
		e->mute = typed && e->draft.len == 0 && r->bytes == e->opened_bytes && ev->at - e->opened_at >= MUTE_MS;
	}
	r->keyboard.ahead |= message && r->keyboard.printing;
	if (!(e->anchored && e->known) && !r->keyboard.printing && has_queue_forgotten(r->keyboard.last[1]))
		r->broken = ev->number;
	buffer_free(&begun);
	buffer_free(&kept);
	buffer_clear(&r->begun);
}
