/* A line into which others have printed. */
#include "indexer/solo.h"

#include <ctype.h>
#include <string.h>

#define HEARD_MAX 16384
#define LATE_MS 30
#define ECHO_MAX 3
#define ROW_LEAST 3 /* letters, of what others print in a row of its own */
#define LATE_TYPED 8 /* letters that were typed before the key that commits, and are drawn with what answers it */

void
solo_begin(struct recovery *r, int col)
{
	struct solo *s = &r->edit.solo;

	buffer_clear(&s->heard);
	s->col = col;
	s->intruded = s->beside = s->owed = false;
	s->lost = r->edit.pane.split || r->resized;
}

void
solo_intruded(struct recovery *r)
{
	r->edit.solo.intruded = true;
}

void
solo_stands(struct recovery *r, int row, int col)
{
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	solo_begin(r, col);
	line_text_before(r->screen, &r->edit.pane, row, col, cursor.row, cursor.col, &r->edit.solo.heard);
}

bool
solo_listens(const struct recovery *r)
{
	const struct edit *e = &r->edit;

	return e->open && e->anchored && e->known && !e->whole && !e->solo.lost;
}

static void
hear(struct solo *s, const char *data, size_t len)
{
	s->lost |= s->heard.len + len > HEARD_MAX;
	if (!s->lost)
		buffer_add(&s->heard, data, len);
}

/* The end of what is drawn elsewhere, from where the cursor is kept until it is put back; NULL: it is not, or not in this event. */
static const char *
end_of_aside(const char *at, const char *end)
{
	static const char *const keeps[] = {"\0337", "\033[s"}, *const puts[] = {"\0338", "\033[u"};
	const char *back;
	size_t i;

	for (i = 0; i < sizeof keeps / sizeof *keeps; i++)
		if ((size_t)(end - at) > strlen(keeps[i]) && memcmp(at, keeps[i], strlen(keeps[i])) == 0)
			return (back = memmem(at, (size_t)(end - at), puts[i], strlen(puts[i]))) != NULL ? back + strlen(puts[i]) : NULL;
	return NULL;
}

/* A clock at the margin, say, which a prompt brings whenever it is drawn, over the line perhaps: none of it is the line's. */
static void
hear_without_asides(struct solo *s, const char *data, size_t len)
{
	const char *from = data, *end = data + len, *at, *behind;

	for (at = data; (at = memchr(at, '\033', (size_t)(end - at))) != NULL; at++) {
		if ((behind = end_of_aside(at, end)) == NULL)
			continue;
		s->beside = true;
		hear(s, from, (size_t)(at - from));
		from = behind;
		at = behind - 1;
	}
	hear(s, from, (size_t)(end - from));
}

/* How many letters of an echo stand before a row that begins as the last one of theirs did; 0: none. */
static size_t
echo_before(const struct solo *s, const struct event *ev)
{
	size_t n;

	for (n = 1; n <= ECHO_MAX && n + sizeof s->theirs <= ev->len; n++)
		if (memcmp(ev->data + n, s->theirs, sizeof s->theirs) == 0)
			return memcmp(ev->data, s->theirs, sizeof s->theirs) != 0 ? n : 0;
	return 0;
}

/* Among what others wrote stands the echo of the last keys: before it, or behind it, in a row of its own. */
static void
hear_echo(struct recovery *r, const struct event *ev)
{
	const struct keyboard *k = &r->keyboard;
	struct solo *s = &r->edit.solo;
	const char *feed = memrchr(ev->data, '\n', ev->len), *tail = feed ? feed + 1 : ev->data;
	size_t rest = (size_t)(ev->data + ev->len - tail), n = 0;

	if (feed != NULL && k->printing && (r->answered == 1 || k->coarse))
		n = r->answered == 1 && keyboard_typed(k, ev->data, 1) ? 1 : echo_before(s, ev);
	/* or comes by itself, behind what others wrote before it */
	if (s->owed && feed == NULL) {
		s->owed = false;
		hear(s, ev->data, ev->len);
		return;
	}
	s->owed = false;
	if (n > 0)
		hear(s, ev->data, n);
	else if (feed != NULL && ((r->answered == 1 && rest > 0 && keyboard_typed(k, tail, 1)) || (k->coarse && k->printing && rest == 1)))
		hear(s, tail, rest);
	else
		s->owed = r->answered == 1 && k->printing && !k->coarse;
	if (ev->len >= n + sizeof s->theirs)
		memcpy(s->theirs, ev->data + n, sizeof s->theirs);
}

void
solo_note_theirs(struct recovery *r, int row, int col)
{
	struct solo *s = &r->edit.solo;
	struct screen_line line;
	size_t i;

	for (i = 0; i < sizeof s->theirs; i++)
		s->theirs[i] = screen_line(r->screen, row, &line) && col + (int)i < line.cols ? (char)(line.cells[col + (int)i].text & 0x7F) : '\0';
}

void
solo_note_pane(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct solo *s = &e->solo;
	char cells[ECHO_MAX + sizeof s->theirs], theirs[sizeof s->theirs];
	struct screen_line line;
	size_t n, i;
	int row;

	if (!screen_find(r->screen, e->calm_id, &row) || !screen_line(r->screen, row, &line) || !r->keyboard.printing || e->feigned)
		return;
	for (i = 0; i < sizeof cells; i++)
		cells[i] = e->calm_col + (int)i < line.cols && line.cells[e->calm_col + (int)i].text <= 0x7F ? (char)line.cells[e->calm_col + (int)i].text : '\0';
	memcpy(theirs, s->theirs, sizeof theirs);
	if (theirs[0] != '\0' && memcmp(cells, theirs, sizeof theirs) != 0)
		for (n = 1; n <= ECHO_MAX; n++)
			if (memcmp(cells + n, theirs, sizeof theirs) == 0) {
				buffer_add(&e->before, cells, n);
				return;
			}
	solo_note_theirs(r, row, e->calm_col);
}

bool
solo_is_intrusion(struct recovery *r, const struct event *ev)
{
	const struct keyboard *k = &r->keyboard;

	/* over a slow line letters come when they like */
	if (!solo_listens(r) || k->coarse || !k->printing || k->count > 0 || r->answered < 2 || ev->at - r->key_at < LATE_MS || ev->len < 2 ||
	    places_remote(&r->places) || keyboard_typed(k, ev->data, ev->len))
		return false;
	return calm_is_plain(ev);
}

/* A row of text, from here up to behind its line feed; NULL: it is none. */
static const char *
end_of_row(const char *at, const char *end)
{
	const char *p = at;

	if (at == end || (unsigned char)*at <= ' ')
		return NULL;
	while (p < end && (unsigned char)*p >= ' ' && *p != 0x7F)
		p++;
	if (p - at < ROW_LEAST)
		return NULL;
	while (p < end && *p == '\r')
		p++;
	return p < end && *p == '\n' ? p + 1 : NULL;
}

/* The event begins with a row of text, when fish has drawn all; or it ends with one, behind the steps to where the cursor is, that does not go up to the margin. */
static bool
has_row_of_others(const struct recovery *r, const struct event *ev)
{
	const char *end = ev->data + ev->len, *at = memrchr(ev->data, '\033', ev->len);
	int steps = 0, cols = screen_cols(r->screen);

	if (end_of_row(ev->data, end) != NULL)
		return r->answered > 1;
	if (at == NULL || at == ev->data || at[-1] != '\r' || end - at < 4 || at[1] != '[')
		return false;
	for (at += 2; at < end && isdigit((unsigned char)*at) && steps <= cols; at++)
		steps = 10 * steps + (*at - '0');
	return at < end && *at++ == 'C' && end_of_row(at, end) == end && steps + (end - at) < cols;
}

/* fish goes back by a return and so many steps whenever it has drawn something: rows of text that stand there are others'. */
static void
hear_fish(struct solo *s, const struct event *ev)
{
	const char *from = ev->data, *at = from, *end = from + ev->len, *behind;

	while (at < end) {
		if ((behind = end_of_row(at, end)) != NULL) {
			hear_without_asides(s, from, (size_t)(at - from));
			s->intruded = true;
			from = at = behind;
			continue;
		}
		if ((at = memchr(at, '\033', (size_t)(end - at))) == NULL)
			break;
		while (++at < end && !isalpha((unsigned char)*at))
			;
		at += at < end;
	}
	hear_without_asides(s, from, (size_t)(end - from));
}

/* A search has drawn a prompt of its own. */
static bool
was_searched(const struct recovery *r)
{
	static const char *const searches[] = {"-search)", "-search:"};
	const struct buffer *heard = &r->edit.solo.heard;
	size_t i;

	for (i = 0; i < sizeof searches / sizeof *searches && heard->len > 0; i++)
		if (memmem(heard->data, heard->len, searches[i], strlen(searches[i])) != NULL)
			return true;
	return false;
}

/* All of it are rows of text, which a search never draws. */
static bool
is_rows(const struct event *ev)
{
	const char *at = ev->data, *end = ev->data + ev->len;

	while (at != NULL && at < end)
		at = end_of_row(at, end);
	return at == end && ev->len > 0;
}

void
solo_take(struct recovery *r, const struct event *ev)
{
	struct edit *e = &r->edit;

	/* it was left meanwhile */
	if (ev->len == 0 || !solo_listens(r))
		return;
	/* a flood is looked at no further */
	if (ev->len > HEARD_MAX) {
		e->solo.lost = true;
		return;
	}
	/* it goes on so into another row, too, where nobody has printed */
	if (is_fish(r) && (e->displaced || e->solo.intruded || (r->keyboard.seen && has_row_of_others(r, ev))))
		hear_fish(&e->solo, ev);
	else if (e->displaced)
		hear_echo(r, ev);
	else if (was_searched(r) && is_rows(ev))
		e->solo.intruded = true;
	else
		hear_without_asides(&e->solo, ev->data, ev->len);
	e->solo.lost |= r->resized;
}

/* What came with the end of the line before it: letters that were late, what moves below, or all of it in the place of a search. */
static size_t
head_of_last(const struct recovery *r)
{
	const struct event *ev = r->output;
	const char *feed = ev != NULL && r->answered == 1 ? memchr(ev->data, '\n', ev->len) : NULL;
	const struct keyboard *k = &r->keyboard;
	bool all = r->edit.drafted && r->edit.draft.len == 0 && k->count > 0 && k->strokes[0].event == r->key_number;

	/* a line feed is not plain; and all of the line may have come with its key */
	return feed != NULL && (all || was_searched(r) || calm_plain_length(ev) <= LATE_TYPED) ? (size_t)(feed - ev->data) : 0;
}

static struct screen *
draw(struct recovery *r)
{
	const struct solo *s = &r->edit.solo;
	struct screen *apart = screen_new(screen_cols(r->screen), screen_rows(r->screen), screen_rows(r->screen));
	size_t last = head_of_last(r);
	int c;

	for (c = 0; apart != NULL && c < s->col; c++)
		screen_feed(apart, " ", 1);
	if (apart != NULL && s->heard.len > 0)
		screen_feed(apart, s->heard.data, s->heard.len);
	if (apart != NULL && last > 0)
		screen_feed(apart, r->output->data, last);
	return apart;
}

/* Where it begins there: in the first row, or where its editor drew it again, below a list say. */
static bool
find_begin(const struct recovery *r, const struct screen *apart, int last, int *row, int *col)
{
	const struct edit *e = &r->edit;
	int top = -screen_history(apart);

	*row = top;
	*col = e->solo.col;
	return e->home.len > 1 && line_find(apart, &e->pane, last, top, 0, e->home.data, e->home.len, row, col);
}

/* Others have printed into it, or its prompt may have drawn over it: of a block nobody knows which rows are. */
static bool
may_differ(struct recovery *r, const struct buffer *text)
{
	const struct edit *e = &r->edit;

	return e->known && (e->apart || (e->solo.intruded && (is_fish(r) || was_searched(r))) || (e->solo.beside && text->len > 0 && memchr(text->data, '\n', text->len) == NULL)) && !e->solo.lost && !e->pane.split;
}

/* Of several rows nobody knows what is between them: there is only this one, and what it goes on into. */
static bool
is_all(const struct screen *apart, int last)
{
	struct screen_line line;
	int row, c;

	for (row = last + 1; screen_line(apart, row, &line); row++)
		for (c = 0; c < line.cols; c++)
			if (line.cells[c].text > ' ')
				return false;
	return true;
}

/* What stands behind a search is left of the line: the rest of it was drawn elsewhere. */
static bool
has_all_of(const struct buffer *own, const struct buffer *text)
{
	return text->len > 0 && own->len >= text->len && memmem(own->data, own->len, text->data, text->len) != NULL;
}

bool
solo_text(struct recovery *r, struct buffer *text)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct screen *apart;
	struct pane all = {.right = screen_cols(r->screen), .fills = e->pane.fills};
	struct buffer own = {0};
	int row, col, last;
	bool all_of_it, drawn;

	if (!may_differ(r, text) || r->resized || buffer_status(&e->solo.heard) != 0 || places_top(&r->places)->miscount > 0 || (apart = draw(r)) == NULL)
		return false;
	screen_cursor(apart, &cursor);
	drawn = find_begin(r, apart, cursor.row, &row, &col);
	last = line_last(apart, &all, row);
	/* behind a search the line's own prompt comes again */
	if ((all_of_it = (drawn || !was_searched(r)) && is_all(apart, last))) {
		line_text(apart, &all, row, col, last, &own);
		all_of_it = !was_searched(r) || has_all_of(&own, text);
	}
	if (all_of_it) {
		if (!buffer_is(&own, text->data, text->len))
			e->reasons |= REASON_INTERRUPTED;
		buffer_clear(text);
		buffer_add(text, own.data, own.len);
	}
	buffer_free(&own);
	screen_free(apart);
	return all_of_it;
}
