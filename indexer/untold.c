/* Keys of which nothing was told: where their echo begins. */
#include "indexer/edit.h"

#include <string.h>

#include "indexer/arrival.h"
#include "indexer/boundary.h"
#include "indexer/pulse.h"
#include "indexer/steer.h"
#include "indexer/transit.h"

/* The last of these cells is a blank that was written after the sign before it: "$ ", which somebody typed. */
static bool
was_sign_and_blank(struct recovery *r, int row, int from, int to)
{
	struct screen_line line;

	return to - from >= 2 && screen_line(r->screen, row, &line) && to <= line.cols && line.cells[to - 1].text == ' ' &&
	    line.cells[to - 1].stamp > line.cells[to - 2].stamp && line.cells[to - 2].text > ' ';
}

/*
 * The line that is edited is a pager's or an editor's of a pane, or the multiplexer went elsewhere from it; and the cursor is on
 * another row or in another pane, or where the pager's own prompt was, behind what was drawn since the last key.
 */
bool
untold_elsewhere(struct recovery *r)
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
	/* it has gone over the margin */
	if (e->known && row >= 0 && row < cursor.row && cursor.col >= e->pane.left && cursor.col < e->pane.right && line_first(r->screen, &e->pane, cursor.row) <= row)
		return false;
	/* what looks like a prompt there was typed sign by sign, behind none, or below a row that is full */
	if (row == cursor.row && (e->prompt.len == 0 || e->anchor.col == e->pane.left) && cursor.col > e->anchor.col &&
	    (!drawn_at_once(r, row, e->anchor.col, cursor.col) || was_sign_and_blank(r, row, e->anchor.col, cursor.col)))
		return false;
	return r->keyboard.last[1] == multiplexer_prefix(r) || (!e->known && stamp_left_of(r, cursor.row, cursor.col) > r->key_number);
}

/* Behind colours and the like: where the text begins. */
static size_t
behind_colours(const struct event *ev)
{
	size_t i = 0, end;

	while (i + 2 < ev->len && ev->data[i] == '\033') {
		end = i + 2;
		if (ev->data[i + 1] == '(') {
			end++;
		} else if (ev->data[i + 1] == '[') {
			while (end < ev->len && ((ev->data[end] >= '0' && ev->data[end] <= '9') || ev->data[end] == ';'))
				end++;
			if (end == ev->len || ev->data[end++] != 'm')
				return i;
		} else {
			return i;
		}
		i = end;
	}
	return i;
}

/* It stands behind what a multiplexer draws of its own, with the cursor hidden, and goes back: at the end, for it draws nothing more then. */
static bool
ends_in_letter(const struct event *ev)
{
	static const char hidden[] = "\033[?25l", shown[] = "\033[?25h";
	const char *at;

	if (ev->len <= sizeof hidden || memcmp(ev->data, hidden, sizeof hidden - 1) != 0 || (unsigned char)ev->data[ev->len - 1] <= ' ' ||
	    (at = memrchr(ev->data, '\033', ev->len)) == NULL || at - ev->data <= (long)sizeof shown || memcmp(at - (sizeof shown - 1), shown, sizeof shown - 1) != 0)
		return false;
	while (++at < ev->data + ev->len && (*at == '[' || *at == ';' || (*at >= '0' && *at <= '9')))
		;
	return at + 1 < ev->data + ev->len && *at == 'H';
}

/* A letter, and perhaps what an editor makes of it; or the row anew, from the prompt, to which it goes back. */
static bool
begins_plain(const struct event *ev)
{
	size_t i = 2, text = behind_colours(ev);

	if (text < ev->len && (unsigned char)ev->data[text] >= ' ' && ev->data[text] != 0x7F)
		return true;
	if (ends_in_letter(ev))
		return true;
	if (ev->len < 4 || memcmp(ev->data, "\033[", 2) != 0)
		return false;
	while (i < ev->len && ev->data[i] >= '0' && ev->data[i] <= '9')
		i++;
	return i > 2 && i < ev->len && ev->data[i] == 'D';
}

/* What stands behind the cursor's being hidden and shown again, as multiplexers do it before they draw. */
static struct event
without_cursor(const struct event *ev)
{
	static const char *const modes[] = {"\033[?25l", "\033[?25h", "\033[?12l"};
	struct event rest = *ev;
	size_t i, n;

	for (i = 0; i < sizeof modes / sizeof *modes; i++) {
		n = strlen(modes[i]);
		if (rest.len > n && memcmp(rest.data, modes[i], n) == 0) {
			rest.data += n, rest.len -= n;
			i = (size_t)-1;
		}
	}
	return rest;
}

/* A prompt that is known stands there, perhaps with another number, and came since the key. */
static bool
is_known_anew(struct recovery *r, const struct screen_cursor *cursor, const struct pane *pane, const struct buffer *prompt)
{
	return places_find(&r->places, prompt->data, prompt->len, false) >= 0 ||
	    (prompt->len > 3 && prompt_is_shells(prompt->data, prompt->len) && places_find(&r->places, prompt->data, prompt->len, true) >= 0 &&
		stamp_left_of(r, cursor->row, cursor->col) > r->key_number && drawn_at_once(r, cursor->row, pane->left, cursor->col));
}

/*
 * The multiplexer was told to go to another pane, and nothing is edited yet: the cursor stands there behind a prompt that was drawn before, or of
 * which it says now that an editor reads, and a letter comes.
 */
static bool
begins_in_pane(struct recovery *r, const struct event *ev)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct pane pane;
	struct buffer prompt = {0};
	bool begins, says = e->open && e->bracket && !e->anchored && e->stamp > r->key_number;

	if ((e->open && !says) || r->keyboard.count > 0 || !steer_may_be_prefix(r, r->keyboard.last[1]) || !begins_plain(ev))
		return false;
	screen_cursor(r->screen, &cursor);
	pane = line_pane(r->screen, cursor.row, cursor.col, true);
	line_prompt(r->screen, &pane, cursor.row, cursor.col, &prompt);
	begins = pane.split && prompt.len > 1 && prompt.data[prompt.len - 1] == ' ' && arrival_is_end_of_row(r, &cursor) &&
	    (stamp_left_of(r, cursor.row, cursor.col) < r->key_number || (says && drawn_at_once(r, cursor.row, pane.left, cursor.col)));
	buffer_free(&prompt);
	return begins;
}

/* Where other output begins behind a letter or two of those that were typed last. */
static int
behind_echo(struct recovery *r, int row)
{
	const struct pane *p = &r->edit.pane;
	struct screen_line line;
	int c = p->left;

	if (!screen_line(r->screen, row, &line))
		return c;
	for (; c < p->left + 2 && c + 1 < line.cols && line.cells[c].text > ' ' && line.cells[c].stamp > r->key_number; c++)
		if (line.cells[c + 1].stamp != line.cells[c].stamp)
			return c + 1;
	return p->left;
}

/* The line was begun before who was started asked, and now that says that an editor reads, and has drawn its prompt. */
static bool
begins_where_asked(struct recovery *r, const struct event *ev)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	bool begins;

	if (!e->open || !e->again || !e->anchored || !e->known || e->prompt.len > 0 || e->goes_on || !e->pane.split || r->keyboard.count > 0 || !begins_plain(ev))
		return false;
	screen_cursor(r->screen, &cursor);
	line_prompt(r->screen, &e->pane, cursor.row, cursor.col, &prompt);
	begins = prompt.len > 1 && prompt.data[prompt.len - 1] == ' ' && stamp_left_of(r, cursor.row, cursor.col) > r->key_number && arrival_is_end_of_row(r, &cursor) &&
	    drawn_at_once(r, cursor.row, behind_echo(r, cursor.row), cursor.col);
	buffer_free(&prompt);
	return begins;
}

/*
 * The key that was told of last printed, and was for a pager, or for the multiplexer itself; of those that followed within a second,
 * which were for the shell, nothing was told: their echo begins behind its prompt.
 */
static bool
untold_begins(struct recovery *r, const struct event *ev)
{
	bool inside = places_multiplexed(&r->places), bracket = r->edit.open && r->edit.bracket, elsewhere, went, pager, brief, begins;
	struct event text = without_cursor(ev);
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	struct pane pane;

	elsewhere = r->edit.anchored;
	if (!r->keyboard.coarse || !r->keyboard.printing || r->answered == 0)
		return false;
	if (elsewhere && calm_is_sign(ev) && arrival_behind_answer(r))
		return true;
	if (inside && (begins_in_pane(r, ev) || begins_where_asked(r, ev)))
		return true;
	if (elsewhere && !untold_elsewhere(r))
		return false;
	went = elsewhere && r->keyboard.last[1] == multiplexer_prefix(r);
	brief = went || text.len <= BURST;
	/* where the multiplexer went, its editor may suggest the rest with the first letter; behind a pager all may come at once */
	pager = inside && elsewhere && !r->edit.known;
	if (went ? !begins_plain(ev) : (!brief && !pager) || !(calm_is_plain(&text) || (pager && ends_in_letter(ev))))
		return false;
	if (inside ? !bracket && !elsewhere : bracket || !calm_is_sign(ev) || ev->at - r->key_at > UNTOLD_MS || (!shell_in_front(r) && !places_remote(&r->places)))
		return false;
	screen_cursor(r->screen, &cursor);
	pane = line_pane(r->screen, cursor.row, cursor.col, inside);
	line_prompt(r->screen, &pane, cursor.row, cursor.col, &prompt);
	begins = prompt.len > 0 && (is_known_anew(r, &cursor, &pane, &prompt) ||
	    (brief && inside && (bracket || elsewhere) && prompt.len > 1 && prompt_is_shells(prompt.data, prompt.len) && drawn_at_once(r, cursor.row, pane.left, cursor.col)) ||
	    (brief && elsewhere && prompt.len > 1 && prompt.data[prompt.len - 1] == ' ' && stamp_left_of(r, cursor.row, cursor.col) < r->key_number));
	buffer_free(&prompt);
	return begins;
}

/*
 * In a pane: the first letter of a line was pressed before its prompt stood, and of those behind it nothing was told.  Now something comes that
 * brings rows, a job's say: what stands behind the prompt up to the cursor is the line's until then.
 */
void
untold_begun(struct recovery *r, const struct event *ev)
{
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	struct pane pane;
	int col;

	if (r->edit.anchored || !r->keyboard.coarse || !r->keyboard.printing || r->keyboard.count > 0 || r->reply_count > 0 || r->answered < 2 || !r->held.any ||
	    r->resized || !places_multiplexed(&r->places) || memchr(ev->data, '\n', ev->len) == NULL)
		return;
	screen_cursor(r->screen, &cursor);
	pane = line_pane(r->screen, cursor.row, cursor.col, true);
	if (known_prompt(r, &pane, cursor.row, &col, &prompt) && prompt.len > 1 && col < cursor.col && stamp_left_of(r, cursor.row, col) >= boundary_left_since(&r->held, r->number) &&
	    stamp_left_of(r, cursor.row, col) > r->key_number && stamp_left_of(r, cursor.row, cursor.col) > stamp_left_of(r, cursor.row, col)) {
		edit_open(r, r->edit.open && r->edit.bracket);
		edit_anchor_at_cursor(r, true);
	}
	buffer_free(&prompt);
}

/* On another machine, whose kernel says nothing: a prompt that is known came since the last key, and what stands behind it came later. */
static bool
stands_behind_prompt(struct recovery *r, const struct screen_cursor *cursor)
{
	struct pane all = {.right = screen_cols(r->screen)};
	struct buffer prompt = {0};
	int col;
	bool stands;

	stands = places_remote(&r->places) && known_prompt(r, &all, cursor->row, &col, &prompt) && prompt.len > 1 && col < cursor->col &&
	    stamp_left_of(r, cursor->row, col) > r->key_number && stamp_left_of(r, cursor->row, cursor->col) > stamp_left_of(r, cursor->row, col);
	buffer_free(&prompt);
	return stands;
}

/* The key before was a pager's, say, and of those that followed within a second nothing is told: behind a prompt they were drawn in their turn. */
bool
untold_typed(struct recovery *r)
{
	struct screen_cursor cursor;

	if (r->edit.open)
		return r->edit.bracket && !r->edit.anchored && !r->edit.pane.split;
	screen_cursor(r->screen, &cursor);
	return !places_multiplexed(&r->places) && cursor.col > 0 && !drawn_at_once(r, cursor.row, 0, cursor.col) &&
	    ((r->truth.known && shell_in_front(r)) || stands_behind_prompt(r, &cursor));
}

/* In a pane: a key of vi's ended the line by itself, and of those that come behind the next prompt nothing is told. */
static void
begin_behind_vi(struct recovery *r)
{
	struct edit *e = &r->edit;

	if (!r->keyboard.commanded || !r->keyboard.coarse || r->answered == 0 || r->keyboard.count > 0 || !e->open || !e->pane.split || !e->anchored || !e->known ||
	    !edit_left_by_itself(r, r->key_at))
		return;
	edit_open(r, e->bracket || e->again);
	edit_anchor_at_cursor(r, false);
	r->keyboard.typed = true;
}

/* What was typed before was a program's, which may have left it for the shell that asks now. */
static void
begin_behind_program(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct buffer kept = {0};
	bool keeps = e->open && e->anchored && pulse_kept(r, &kept);

	if (!e->open || e->anchored)
		edit_open(r, e->open && (e->bracket || e->again));
	edit_anchor_at_cursor(r, false);
	if (keeps && e->anchored && e->known && !e->bracket)
		edit_keep(r, &kept);
	buffer_free(&kept);
}

/* Output comes: does it begin a line of which no key told? */
void
untold_take(struct recovery *r, const struct event *ev)
{
	begin_behind_vi(r);
	if (!untold_begins(r, ev))
		return;
	if (transit_elsewhere(r)) {
		transit_follow(r);
		/* it stood there, and the multiplexer went to it; and has gone by now */
		r->edit.known = true;
		r->keyboard.last[0] = r->keyboard.last[1] = '\0';
	} else {
		begin_behind_program(r);
	}
	r->keyboard.typed = true;
}

int
untold_row(struct recovery *r, const struct screen_cursor *cursor)
{
	struct pane pane = line_pane(r->screen, cursor->row, cursor->col, true);
	struct buffer prompt = {0};
	int row, col;

	if (!places_multiplexed(&r->places) || !r->keyboard.coarse || !r->keyboard.printing || !r->held.any)
		return cursor->row;
	pane.fills = true;
	row = line_first(r->screen, &pane, cursor->row);
	if (row < cursor->row && !(known_prompt(r, &pane, row, &col, &prompt) && prompt.len > 1 && stamp_left_of(r, row, col) >= boundary_left_since(&r->held, r->number)))
		row = cursor->row;
	buffer_free(&prompt);
	return row;
}
