/*
 * Where a recording has the text of its keys: a line of which the screen shows a part only, or something among it, is what was typed, if that is
 * what the screen shows a part of.  Nothing is taken from keys of which the screen shows nothing: they may have been a secret.
 */
#include "indexer/edit.h"

#include <string.h>

#include "indexer/document.h"
#include "indexer/history.h"
#include "indexer/shape.h"
#include "indexer/syntax.h"
#include "indexer/tally.h"

#define HEAD_LEAST 3 /* bytes of the line that must be seen, if it has as many */
#define LIKE_LEAST 6 /* of one that is told by most of its letters */
#define ROWS_BACK 60
#define BELOW_MAX 3  /* rows below the end of a paste that is left */
#define LINES_BACK 8 /* of what was typed, that may be found yet */

/* Both begin alike, and most of the longer is in the shorter. */
static bool
is_like(const struct buffer *text, const struct buffer *typed)
{
	const struct buffer *few = text->len < typed->len ? text : typed, *many = few == text ? typed : text;

	return few->len >= LIKE_LEAST && few->len * 5 >= many->len * 3 && few->data[0] == many->data[0] && shape_is_among(few, many);
}

/* A paste that is taller than its window, or came at once with its key: its first rows stand there, and the others nobody could draw, or tell from output. */
static bool
begins_paste(const struct buffer *text, const struct buffer *typed)
{
	const char *a = text->data, *b = typed->data, *a_end = a + text->len, *b_end = b + typed->len, *x, *y;
	int same = 0;

	while (a < a_end && b < b_end) {
		x = memchr(a, '\n', (size_t)(a_end - a));
		y = memchr(b, '\n', (size_t)(b_end - b));
		x = x != NULL ? x : a_end;
		y = y != NULL ? y : b_end;
		if (!shape_is_same(a, (size_t)(x - a), b, (size_t)(y - b)))
			break;
		same++;
		a = x + 1;
		b = y + 1;
	}
	return same >= HEAD_LEAST || (same > 0 && a > a_end);
}

/* What was typed is the first row of several. */
static bool
asks_for_more(const struct buffer *typed)
{
	return syntax_open(typed->data, typed->len) || syntax_open_brace(typed->data, typed->len) || shape_fish_open(typed);
}

/* It is what was typed but for its question marks: a device answers each with a list, and keeps none. */
static bool
lacks_questions(const struct buffer *text, const struct buffer *typed)
{
	size_t i, n = 0;

	for (i = 0; i < typed->len; i++)
		if (n < text->len && typed->data[i] == text->data[n])
			n++;
		else if (typed->data[i] != '?')
			return false;
	return n == text->len && text->len < typed->len;
}

/* What the screen says of the line is a part of what was typed, or has something among it. */
static bool
is_part(const struct recovery *r, const struct buffer *text, const struct buffer *typed)
{
	bool unsure = r->edit.pane.split || (r->edit.reasons & (REASON_INTERRUPTED | REASON_DOUBTFUL | REASON_UNSEEN));

	if (text->len == 0 || !unsure)
		return false;
	if (memchr(typed->data, '\n', typed->len) != NULL)
		return begins_paste(text, typed);
	/* rows of output below it, or those of a block */
	if (text->len > typed->len && memcmp(text->data, typed->data, typed->len) == 0 && text->data[typed->len] == '\n')
		return !asks_for_more(typed);
	if (typed->len > 0 && typed->data[typed->len - 1] != '?' && lacks_questions(text, typed))
		return false;
	if (text->len < typed->len && text->len >= HEAD_LEAST && memcmp(text->data, typed->data, text->len) == 0)
		return true;
	if (asks_for_more(typed))
		return false;
	/* rows of a job's stand among its own */
	if (r->edit.pane.split && typed->len >= LIKE_LEAST && memchr(text->data, '\n', text->len) != NULL && shape_is_among(typed, text))
		return true;
	return (text->len < typed->len || (r->edit.reasons & (REASON_INTERRUPTED | REASON_DOUBTFUL)) || memchr(text->data, '\n', text->len) != NULL) &&
	    is_like(text, typed);
}

static bool
ends_in(const struct buffer *text, const struct buffer *end)
{
	return text->len >= end->len && memcmp(text->data + text->len - end->len, end->data, end->len) == 0;
}

/* One of them may have come of the other: what was typed for another program was the beginning of it, or an abbreviation became it. */
static bool
may_be_of(const struct buffer *text, const struct buffer *typed)
{
	return shape_is_among(text, typed) || shape_is_among(typed, text);
}

/* It is what was typed next, of several that came at once: the key is another's. */
static bool
is_of_next(struct recovery *r, const struct buffer *text, uint32_t number)
{
	const struct manuscript_line *line;
	uint32_t n;

	for (n = number + 1; n <= number + LINES_BACK; n++)
		if ((line = manuscript_line(&r->keyboard.manuscript, n)) != NULL && shape_is_same(text->data, text->len, line->text.data, line->text.len))
			return true;
	return false;
}

/* At the margin, where a terminal echoes, or behind a prompt. */
static bool
may_begin_at(struct recovery *r, const struct pane *pane, int row, int col)
{
	struct buffer prompt = {0};
	int end;
	bool may = col == pane->left || (begins_with_known(r, pane, row, &end, &prompt) && end == col);

	buffer_free(&prompt);
	return may;
}

/* It was echoed: its beginning stands in some row, written since it began. */
static bool
is_seen(struct recovery *r, const struct manuscript_line *line)
{
	struct screen_cursor cursor;
	struct screen_line row_line;
	struct pane all = r->edit.pane;
	size_t len = line->text.len;
	int row, found, col;

	if (r->edit.mute || r->edit.hidden || r->truth.echo_off || places_top(&r->places)->muted || r->edit.secret || len < HEAD_LEAST ||
	    memchr(line->text.data, '\n', len) != NULL || all.right <= all.left)
		return false;
	all.floor = 0;
	if (len > (size_t)(all.right - all.left) / 2)
		len = (size_t)(all.right - all.left) / 2;
	while (len > 0 && len < line->text.len && ((unsigned char)line->text.data[len] & 0xC0) == 0x80)
		len--;
	screen_cursor(r->screen, &cursor);
	for (row = cursor.row; row >= 0 && row > cursor.row - ROWS_BACK; row--)
		if (line_search(r->screen, &all, row, row, line->text.data, len, &found, &col) && screen_line(r->screen, row, &row_line) &&
		    col < row_line.cols && row_line.cells[col].stamp >= line->event && may_begin_at(r, &all, row, col))
			return true;
	return false;
}

/* A paste that is taller than the window: its last rows stand there, one below the other. */
static bool
ends_above(struct recovery *r, const struct manuscript_line *line)
{
	const char *begin = line->text.data;
	size_t len = line->text.len;

	while (len > 0 && (begin[len - 1] == '\n' || begin[len - 1] == ' '))
		len--;
	return !r->edit.hidden && !r->edit.mute && len > 0 && memchr(begin, '\n', len) != NULL && document_ends_above(r, begin, len, 0, BELOW_MAX);
}

/* Its editor has one row for it, and shows its end behind a sign. */
static bool
is_end_in_row(struct recovery *r, const struct buffer *text, const struct buffer *typed)
{
	struct screen_line line;
	int row;

	return text->len >= LIKE_LEAST && text->len < typed->len && memcmp(text->data, typed->data + typed->len - text->len, text->len) == 0 &&
	    screen_find(r->screen, r->edit.anchor.id, &row) && screen_line(r->screen, row, &line) && r->edit.pane.left < line.cols && line.cells[r->edit.pane.left].text == '<';
}

/* It takes all of its pane away, itself too, before the multiplexer has drawn it. */
static bool
clears_screen(const struct buffer *typed)
{
	static const char *const words[] = {"clear", "reset", "tput clear", "tput reset"};
	size_t i;

	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (typed->len == strlen(words[i]) && memcmp(typed->data, words[i], typed->len) == 0)
			return true;
	return false;
}

/* It was echoed, letter by letter, though it stands nowhere now, or torn to pieces. */
static bool
is_echoed(const struct recovery *r, const struct manuscript_line *line)
{
	return !r->edit.hidden && !r->truth.echo_off && line->text.len >= HEAD_LEAST && memchr(line->text.data, '\n', line->text.len) == NULL &&
	    manuscript_was_echoed(line) && !asks_for_more(&line->text) && !history_refers(&line->text);
}

/* Typed where no prompt stood: every key came back, but what was drawn over them has left some of them only, or none. */
static bool
is_rest_of_echo(const struct recovery *r, const struct buffer *text, const struct manuscript_line *line)
{
	/* what came whole, at once, a program may have printed that read it in silence */
	return !r->edit.known && !r->edit.bracket && !r->edit.pane.split && (text->len > 0 || line->event < line->ended) && text->len < line->text.len && shape_is_among(text, &line->text) && is_echoed(r, line);
}

/* The screen has lost it, or never had all of it; and yet something shows that this is what was given. */
static bool
was_there(struct recovery *r, const struct buffer *text, const struct manuscript_line *line)
{
	return is_end_in_row(r, text, &line->text) || is_seen(r, line) || is_echoed(r, line) || ends_above(r, line) || clears_screen(&line->text);
}

/*
 * Typed where no prompt stood, or begun there, and no editor was: the terminal echoed every key of it, and what a program printed meanwhile stands
 * among them.
 */
static bool
is_torn_echo(const struct recovery *r, const struct buffer *text, const struct buffer *typed)
{
	const struct edit *e = &r->edit;

	return (!e->known || e->prompt.len == 0 || e->before.len > 0) && !e->bracket && !e->pane.split && typed->len >= LIKE_LEAST && text->len > typed->len && memchr(typed->data, '\n', typed->len) == NULL &&
	    /* an unknown prompt may stand before it */
	    !ends_in(text, typed) && shape_is_among(typed, text);
}

static void
skip_blanks(const struct buffer *text, size_t *at)
{
	while (*at < text->len && strchr(" \t\n", text->data[*at]) != NULL)
		++*at;
}

/*
 * A tab is shown as blanks.  A terminal that edits the line itself leaves the sign standing that it shows for ^V, where the tab behind it begins.
 * What shows neither has not taken it.
 */
static bool
shows_tabs(const struct buffer *shown, const struct buffer *typed)
{
	size_t i = 0, k = 0, from;

	if (memchr(typed->data, '\t', typed->len) == NULL)
		return false;
	while (k < typed->len) {
		bool tab = typed->data[k] == '\t';

		from = i;
		if (tab && i < shown->len && shown->data[i] == '^')
			i++;
		skip_blanks(shown, &i);
		skip_blanks(typed, &k);
		if (tab && i == from && k < typed->len)
			return false;
		if (i == shown->len || k == typed->len)
			break;
		if (shown->data[i++] != typed->data[k++])
			return false;
	}
	skip_blanks(shown, &i);
	return i == shown->len && k == typed->len;
}

/* In a pane a job has wiped the row, its prompt too, and what was typed since stands there, or its end where that would be. */
static bool
is_rest_of_wiped(struct recovery *r, const struct buffer *text, const struct buffer *typed)
{
	const struct edit *e = &r->edit;
	int row, col;

	return e->pane.split && !e->bracket && !e->goes_on && e->prompt.len > 1 && text->len > 0 && text->len < typed->len && ends_in(typed, text) &&
	    screen_find(r->screen, e->anchor.id, &row) && !line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col);
}

/* Where the terminal edits the line itself, a tab is a letter. */
bool
hindsight_tabs(struct recovery *r, struct buffer *text, const struct stroke *stroke)
{
	const struct manuscript_line *line = manuscript_tabbed(&r->keyboard.manuscript, stroke->typed);

	if (line == NULL || r->edit.bracket || !is_cooked(r) || text->len == 0 || !shows_tabs(text, &line->text))
		return false;
	buffer_clear(text);
	buffer_add(text, line->text.data, line->text.len);
	return true;
}

void
hindsight_text(struct recovery *r, struct buffer *text, const struct stroke *stroke)
{
	struct manuscript_line *line = manuscript_line(&r->keyboard.manuscript, stroke->typed);
	bool unseen = text->len == 0 || (r->edit.reasons & REASON_UNSEEN), torn, mended;

	if ((stroke->key != '\r' && stroke->key != '\n') || r->edit.whole || r->edit.secret)
		return;
	if (line == NULL) {
		if (hindsight_tabs(r, text, stroke))
			r->edit.reasons |= REASON_DOUBTFUL;
		return;
	}
	if (is_torn_echo(r, text, &line->text) || is_rest_of_echo(r, text, line)) {
		buffer_clear(text);
		buffer_add(text, line->text.data, line->text.len);
		r->edit.reasons |= REASON_INTERRUPTED;
		return;
	}
	if (!r->edit.known)
		return;
	torn = (r->edit.reasons & REASON_INTERRUPTED) && !ends_in(text, &line->text);
	mended = shows_tabs(text, &line->text) || (is_rest_of_wiped(r, text, &line->text) && is_echoed(r, line));
	if (!mended && (text->len == 0 || !shape_is_same(text->data, text->len, line->text.data, line->text.len)))
		mended = is_part(r, text, &line->text) || (torn && is_echoed(r, line)) || (unseen && was_there(r, text, line));
	/* a row that stood there before, or another program's */
	if (!mended && text->len > 0 && r->edit.pane.split && !r->edit.goes_on && !may_be_of(text, &line->text) &&
	    !is_of_next(r, text, stroke->typed) && !(mended = is_seen(r, line)))
		r->edit.reasons |= REASON_UNSEEN;
	if (!mended)
		return;
	buffer_clear(text);
	buffer_add(text, line->text.data, line->text.len);
	while (text->len > 0 && strchr(" \n", text->data[text->len - 1]) != NULL)
		text->len--;
	r->edit.reasons &= ~(unsigned)REASON_UNSEEN;
	r->edit.reasons |= REASON_DOUBTFUL;
}

/* No other line ended in the same event. */
static bool
is_alone(struct manuscript *m, const struct manuscript_line *line)
{
	const struct manuscript_line *before = manuscript_line(m, line->number - 1), *behind = manuscript_line(m, line->number + 1);

	return (before == NULL || before->ended != line->ended) && (behind == NULL || behind->ended != line->ended);
}

void
hindsight_told(struct recovery *r, const struct command *c)
{
	struct manuscript *m = &r->keyboard.manuscript;
	struct manuscript_line *line;
	uint32_t n;

	for (n = 0; n < LINES_BACK && n < m->last; n++) {
		line = manuscript_line(m, m->last - n);
		if (line != NULL && !line->told && line->ended <= c->event)
			line->told = (line->ended == c->event && is_alone(m, line)) || shape_has_row(&c->text, &line->text);
	}
}

/* What was typed and may have been lost; in how many rows above the prompt each stands behind a prompt. */
struct lost {
	struct manuscript_line *lines[LINES_BACK];
	int rows[LINES_BACK];
	int count;
};

static void
count_rows(struct recovery *r, int row, struct lost *lost)
{
	struct buffer prompt = {0}, text = {0};
	struct pane all = r->edit.pane;
	int above, col, last, i;

	all.floor = 0;
	for (above = line_pane_top(r->screen, &all, row); above < row; above++) {
		if (!begins_with_known(r, &all, above, &col, &prompt))
			continue;
		for (last = above; last + 1 < row && line_runs_on(r->screen, &all, last); last++)
			;
		buffer_clear(&text);
		line_text(r->screen, &all, above, col, last, &text);
		for (i = 0; text.len > 0 && i < lost->count; i++)
			lost->rows[i] += shape_is_same(text.data, text.len, lost->lines[i]->text.data, lost->lines[i]->text.len);
	}
	buffer_free(&prompt);
	buffer_free(&text);
}

/* The same line was typed before, and may be what stands there. */
static int
count_same(struct manuscript *m, uint32_t number)
{
	const struct manuscript_line *line = manuscript_line(m, number), *other;
	int count = 0;
	uint32_t n;

	for (n = 1; n < MANUSCRIPT_LINES && n < number; n++)
		if ((other = manuscript_line(m, number - n)) != NULL && other->told &&
		    shape_is_same(other->text.data, other->text.len, line->text.data, line->text.len))
			count++;
	return count;
}

/* The number of what was typed for it, or of what was typed next. */
static uint32_t
number_of(struct manuscript *m, const struct command *c)
{
	const struct manuscript_line *line;
	uint32_t n, next = m->last + 1;

	for (n = m->last; n > 0 && (line = manuscript_line(m, n)) != NULL && line->ended >= c->event; n--) {
		next = n;
		if (line->ended == c->event && shape_has_row(&c->text, &line->text))
			return n;
	}
	return next;
}

/*
 * In a pane, which may be drawn anew with its next prompt before anybody saw that a line was left: it stands above that, behind a prompt of its
 * own.
 */
void
hindsight_lost(struct recovery *r, int row, const struct command *before)
{
	struct manuscript *m = &r->keyboard.manuscript;
	struct manuscript_line *line;
	struct lost lost = {0};
	uint32_t n, end;
	int i;

	if (!r->edit.pane.split || m->last == 0)
		return;
	end = before != NULL ? number_of(m, before) : m->last + 1;
	for (n = m->last > LINES_BACK ? m->last - LINES_BACK + 1 : 1; n < end; n++) {
		line = manuscript_line(m, n);
		if (line != NULL && !line->told && line->ended < r->number && (line->key == '\r' || line->key == '\n') &&
		    memchr(line->text.data, '\n', line->text.len) == NULL && !history_refers(&line->text) && !asks_for_more(&line->text))
			lost.lines[lost.count++] = line;
	}
	if (lost.count == 0)
		return;
	count_rows(r, row, &lost);
	for (i = 0; i < lost.count; i++)
		if (lost.rows[i] > count_same(m, lost.lines[i]->number))
			hand_found(r, lost.lines[i]->at, lost.lines[i]->ended, &lost.lines[i]->text, REASON_KEY | REASON_SCREEN | REASON_REANCHORED | REASON_MULTIPLEXER);
}
