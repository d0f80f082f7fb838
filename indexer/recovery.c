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
#include "indexer/edit.h"
#include "indexer/keyless.h"
#include "indexer/miscount.h"
#include "indexer/presses.h"
#include "indexer/pulse.h"
#include "indexer/query.h"
#include "indexer/repaint.h"
#include "indexer/slide.h"
#include "indexer/solo.h"
#include "indexer/tall.h"
#include "indexer/tally.h"
#include "indexer/volley.h"

#define HISTORY 1200    /* lines of scrollback: a line taller than the screen is read from there */
#define SETTLED_MS 200
#define STANDS_MS 120   /* what stands so long below a line in a pane was not drawn over it */
#define MUTE_MS 100     /* an echo comes sooner, but over slow lines */
#define PIECES_MS 5     /* the pieces of one answer come closer together than keys */

/* Many signs at once, after a while or amid others: whoever types has them echoed one by one. */
static bool
is_burst(struct recovery *r, const struct event *ev)
{
	return r->keyboard.coarse && r->keyboard.printing && r->answered > 0 && r->edit.anchored && r->edit.bracket && !r->edit.pane.split &&
	    (r->answered > 2 ? ev->len >= BURST / 2 : ev->len >= BURST && ev->at - r->output_at >= MUTE_MS) && calm_is_plain(ev) && !places_remote(&r->places);
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

	/* what answers a later key is no letter of that line */
	return e->pane.split && e->anchored && e->drafted && !e->displaced && r->keyboard.count > 0 &&
	    r->keyboard.strokes[r->keyboard.count - 1].event == r->key_number;
}

/* A line of one row came at once with its key, and its echo begins the output: what follows may clear the screen. */
static bool
came_with_key(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	return e->known && e->draft.len == 0 && r->keyboard.count == 1 && r->keyboard.strokes[0].key == '\r' && r->keyboard.strokes[0].event == r->key_number &&
	    r->keyboard.strokes[0].pasted == 0 &&
	    cursor_row_id(r) == e->anchor.id && cursor.col == e->anchor.col;
}

static void
feed(struct recovery *r, const struct event *ev)
{
	size_t late = may_be_late(r) && r->answered == 1 ? calm_plain_length(ev) : 0;
	size_t from = slide_pieces(r, ev), scrolled = may_be_late(r) && r->answered == 1 && r->edit.draft.len > 0 ? calm_scrolled_length(ev) : 0;
	bool whole = late > 0 && came_with_key(r);
	struct event rest = *ev;
	struct screen_cursor cursor;

	if (whole) {
		late = calm_drawn_length(ev);
		/* its window is scrolled before all of it is drawn */
		rest.data += late, rest.len -= late;
		if ((scrolled = calm_scrolled_length(&rest)) > 0)
			scrolled += late;
	}
	/* they stand in front of what the line gave */
	if (from > 0)
		screen_feed(r->screen, ev->data + from, ev->len - from);
	else if (scrolled > 0) {
		screen_feed(r->screen, ev->data, scrolled);
		held_amend(r);
		screen_feed(r->screen, ev->data + scrolled, ev->len - scrolled);
	} else if (late > 0 && late < ev->len && (whole || r->edit.draft.len > 0) && cursor_row_id(r) == r->edit.last_id) {
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

/*
 * In a pane: a line was committed, and what tells that it was left has stood there for a while, when a job, say, or another pane, is drawn, or the
 * window gets another size.
 */
static void
leave_before(struct recovery *r, const struct event *ev)
{
	struct edit *e = &r->edit;

	if (!e->open || !e->anchored || !e->known || !e->pane.split || !e->drafted || e->displaced || r->keyboard.count == 0 || r->answered == 0)
		return;
	/* a block that came at once stands there whole, and what it gives may drive it off its pane */
	if (!(burst_waits(r) && burst_is_block(r)) && (ev->at - r->output_at < STANDS_MS || !arrival_leaves(r) || burst_leaves(r)))
		return;
	edit_leave_unseen(r);
	if (r->held.left == r->number)
		r->held.left = r->output_number;
}

/* A multiplexer's own row may come with an echo. */
static void
overhear(struct recovery *r, const struct event *ev)
{
	struct buffer own = {0};

	pulse_without_status(ev, &own);
	if (buffer_status(&own) == 0 && own.len > 0)
		echo_overhear(&r->overheard, own.data, own.len, r->keyboard.coarse || r->answered == 1);
	buffer_free(&own);
}

static void
on_output(struct recovery *r, const struct event *ev, int64_t until)
{
	struct screen_cursor cursor;
	const char *multiplexer;
	int queries, col;
	bool listens, over;

	leave_before(r, ev);
	untold_take(r, ev);
	untold_begun(r, ev);
	if ((queries = query_count(ev->data, ev->len)) > 0) {
		r->queries += queries;
		r->asked_at = ev->at;
	}
	/* keys of which nothing is told go on behind what interrupted them */
	if (r->edit.displaced && !r->edit.chooses && r->keyboard.coarse && r->keyboard.printing && (calm_is_sign(ev) || ev->at - r->output_at >= PIECES_MS) && !untold_elsewhere(r))
		edit_settle(r);
	if (tall_note(r, ev))
		r->edit.has_calm = false;
	else
		calm_keep(r, ev);
	over = calm_over_prompt(r, ev);
	if (is_burst(r, ev))
		r->edit.reasons |= REASON_DOUBTFUL;
	r->answered++;
	if (!r->keyboard.seen)
		keyless_settle(r, ev->at);
	manuscript_hear(&r->keyboard.manuscript, ev);
	if (r->edit.anchored && !r->edit.bracket)
		echo_take(&r->echo, ev->data, ev->len, screen_cols(r->screen), r->answered == 1 && !r->keyboard.printing ? r->keyboard.last[1] : '\0');
	if (r->edit.anchored && !r->edit.bracket && !r->edit.known && r->keyboard.count == 0)
		overhear(r, ev);
	repaint_note(r, ev);
	slide_note(r, ev);
	r->unbidden = r->keyboard.seen && r->answered > 1 && ev->at - r->key_at >= calm_noise_ms(r);
	/* 0 is what nobody wrote */
	screen_stamp(r->screen, r->number > 0 ? (uint32_t)r->number : 1, 0);
	col = miscount_hear(r, ev);
	listens = solo_listens(r);
	pulse_hear(r, ev);
	if (r->edit.has_calm && solo_is_intrusion(r, ev))
		edit_displace(r, false);
	r->output = ev;
	r->output_seen = 0;
	feed(r, ev);
	r->output = NULL;
	if (r->edit.closing_late)
		edit_end_closing(r);
	/* by a script, say, or by another name */
	if (r->alternate && !places_multiplexed(&r->places) && (multiplexer = program_drawing(ev->data, ev->len)) != NULL)
		places_enter(&r->places, multiplexer, PROGRAM_MULTIPLEXER);
	note_lowest(r);
	edit_come_back(r);
	miscount_note(r, ev, col);
	repaint_look(r);
	repaint_sign(r, ev);
	slide_look(r, ev);
	tall_look(r);
	held_amend(r);
	burst_rejoin(r);
	volley_hear(r, ev);
	/* of a paste that came with its key the first row is not all */
	if (may_be_late(r) && (r->edit.draft.len > 0 || r->keyboard.strokes[0].pasted == 0)) {
		if (r->answered == 1 && calm_is_plain(ev) && (cursor_row_id(r) == r->edit.last_id || ev->at - r->key_at < ANSWER_MS)) {
			edit_draft(r);
		} else {
			edit_draft_late(r);
			edit_draft_above(r, false);
		}
	}
	if (over || (r->edit.displaced && r->unbidden))
		calm_note_unasked(r);
	if (r->edit.reprint && r->edit.open) {
		screen_cursor(r->screen, &cursor);
		buffer_clear(&r->edit.prompt);
		edit_set_anchor(r, cursor.row, 0, &r->edit.prompt);
		r->edit.reprint = false;
	}
	if (r->edit.has_calm && r->edit.open && !r->edit.displaced && calm_driven_up(r)) {
		calm_note_unasked(r);
		edit_displace(r, true);
		/* the line was drawn with it, where it is no more edited */
		r->edit.edge_stamp++;
		r->edit.tampered = true;
	}
	/* a multiplexer feeds lines whenever it scrolls: what they did to the line tells whether a job printed */
	if (r->edit.has_calm && r->edit.open && r->edit.pane.split && !r->edit.displaced && calm_overwritten(r, false)) {
		edit_displace(r, true);
		solo_note_pane(r);
		/* keys that print ask for no rows, and for no prompt, but where an editor asks whether to list all */
		if (r->keyboard.printing && !r->keyboard.prefixed && !r->keyboard.moved && r->edit.known && !(r->edit.reasons & REASON_AHEAD) && r->reply_count == 0)
			calm_note_unasked(r);
	}
	if (r->edit.open && !r->edit.anchored && !r->keyboard.typed && r->answered > 1 &&
	    (ev->at - r->output_at >= ANSWER_MS || calm_goes_on_unasked(r)) && ev->at - r->key_at >= calm_noise_ms(r))
		calm_note_unasked(r);
	/* an editor that draws by itself, a clock in its prompt say, puts the cursor back */
	if (r->edit.has_calm && r->edit.open && r->answered > 1 &&
	    ev->at - r->key_at >= (r->keyboard.coarse ? NOISE_COARSE_MS : NOISE_MS)) {
		screen_cursor(r->screen, &cursor);
		calm_note_unasked(r);
		if (cursor.col != r->edit.calm_col || cursor_row_id(r) != r->edit.calm_id)
			edit_displace(r, false);
		else if (calm_overwritten(r, false))
			edit_displace(r, true);
	}
	if (r->edit.has_calm && r->edit.open && !r->edit.displaced && calm_draws_anew(r, ev) && calm_overwritten(r, true)) {
		calm_note_unasked(r);
		edit_displace(r, true);
	}
	if (listens)
		solo_take(r, ev);
	look_for_fish(r, ev->data, ev->len);
	hush_note_hidden(r, ev);
	if (r->edit.open || r->held.any || r->reply_count > 0)
		hush_note_secret(r, ev);
	r->bytes += ev->len;
	r->output_at = until;
	r->output_number = (uint32_t)r->number;
}

/* "ec 123 name" */
static void
on_state(struct recovery *r, const struct event *ev)
{
	struct edit *e = &r->edit;
	char text[64], *end;
	size_t len = ev->len < sizeof text - 1 ? ev->len : sizeof text - 1;
	bool by_shell;

	memcpy(text, ev->data, len);
	text[len] = '\0';
	if (len < 4 || text[2] != ' ')
		return;
	/* who asks for a password shows what is typed again, too */
	by_shell = r->truth.echo_off && shell_in_front(r) && places_top(&r->places)->muted;
	r->truth.known = true;
	r->truth.echoes = text[0] == 'e';
	r->truth.cooked = r->truth.echoes && text[1] == 'c';
	r->truth.echo_off = text[0] == '-' && text[1] == 'c';
	if (text[0] == 'e' && text[1] == 'c')
		places_top(&r->places)->muted = false;
	r->unhidden = by_shell && r->keyboard.hidden && !r->truth.echo_off;
	r->keyboard.hidden &= r->truth.echo_off;
	r->truth.group = strtol(text + 3, &end, 10);
	if (*end == ' ')
		end++;
	strncpy(r->truth.name, end, sizeof r->truth.name - 1);
	r->truth.name[sizeof r->truth.name - 1] = '\0';
	/* a key was pressed while a shell was leaving its line, and no prompt stood: what is typed there now is its program's */
	if (e->open && e->anchored && e->known && !e->bracket && e->prompt.len == 0 && r->keyboard.count == 0 && !shell_in_front(r))
		e->known = false;
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
			presses_take(r, ev);
		break;
	case EVENT_REPORT:
		account_take(r, ev);
		break;
	case EVENT_STATE:
		on_state(r, ev);
		break;
	case EVENT_RESIZE:
		leave_before(r, ev);
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

/* The last key was answered by leaving the line, without a line feed, and that was all. */
static bool
left_at_last(struct recovery *r)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int row;

	screen_cursor(r->screen, &cursor);
	return e->open && e->anchored && e->known && e->drafted && e->draft.len > 0 && !e->displaced && r->keyboard.count > 0 && r->answered > 0 &&
	    screen_find(r->screen, e->anchor.id, &row) && cursor.row > line_last(r->screen, &e->pane, row) && cursor.col <= e->pane.left;
}

int
recovery_end(struct recovery *r, bool cut)
{
	int i;

	edit_end_closing(r);
	if (left_at_last(r))
		edit_leave_unseen(r);
	volley_end(r);
	if (r->held.any && cut)
		r->held.c.reasons |= REASON_CUT;
	held_flush(r, printed_since(r));
	accounts_expire(r);
	flush_replies(r, UINT64_MAX);
	tally_settle(r, UINT64_MAX);
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
	r->answers_ms = -1;
	places_init(&r->places, h);
	if ((r->screen = screen_new(h->cols, h->rows, HISTORY)) == NULL) {
		recovery_free(r);
		return -ENOMEM;
	}
	/* so that its keyframes are those of any replay */
	screen_keep_past(r->screen);
	edit_observe(r);
	own_note(r, h);
	/* its recorder tells of keys: before the first, none was pressed */
	r->keyboard.seen = h->input != NULL && (strcmp(h->input, "keys") == 0 || strcmp(h->input, "full") == 0);
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
	echo_free(&r->overheard);
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
	buffer_free(&r->edit.pulse.heard);
	buffer_free(&r->begun);
	accounts_free(r);
	volley_free(r);
	recall_free(&r->recall);
	buffer_free(&r->told);
	own_free(r);
	marks_free(r);
	keyboard_free(&r->keyboard);
	places_free(&r->places);
	screen_free(r->screen);
	free(r);
}
