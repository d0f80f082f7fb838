/* A line that its editor moves sideways. */
#include "indexer/slide.h"

#include <string.h>

#define SPLICE_MAX 16 /* bytes that one key may add or take, in the middle */
#define PIECES_MAX 16384 /* a line of a thousand letters that comes at once is drawn with more, and that in several events */
#define ALIKE 3 /* bytes that two views of a line must share, to be views of one */

/* The row is being written from its margin on. */
static bool
returns(const struct event *ev)
{
	const char *at = ev->data, *end = ev->data + ev->len;

	while ((at = memchr(at, '\r', (size_t)(end - at))) != NULL)
		if (++at < end && *at != '\n' && *at != '\r')
			return true;
		else if (at == end)
			return false;
	return false;
}

/* All of it was sent at once with the key that commits, or its end, where it has moved already; and this is what answers that. */
static bool
came_with_its_end(const struct recovery *r)
{
	return r->edit.drafted && (r->edit.slid || r->edit.draft.len == 0);
}

/* A line of this kind is edited.  Asked first: in a flood it is not, and then nobody looks at its bytes or at the screen. */
static bool
is_edited(const struct recovery *r)
{
	const struct edit *e = &r->edit;

	return e->anchored && e->known && !e->displaced && e->prompt.len > 0 && (r->keyboard.count == 0 || came_with_its_end(r));
}

static bool
may_slide(struct recovery *r)
{
	struct screen_cursor cursor;
	int row;

	if (!is_edited(r))
		return false;
	screen_cursor(r->screen, &cursor);
	return screen_find(r->screen, r->edit.anchor.id, &row) && row == cursor.row;
}

/*
 * The sign at a margin that says where the line goes on, and the text beside it; '\0': there is none.  mksh and ksh93 have one sign at
 * the right; bash and zsh, where they may use one row only, `<` in the prompt's place at the left and `>` at the right.
 */
static char
view(struct recovery *r, int row, int from, bool prompt, struct buffer *text)
{
	struct screen_line line, next;
	int c, mark, end;
	bool left, right;

	if (!screen_line(r->screen, row, &line) || line.continues || (screen_line(r->screen, row + 1, &next) && next.continues))
		return '\0';
	/* a window may have become narrower since */
	left = !prompt && from < line.cols && line.cells[from].text == '<';
	end = r->edit.pane.right < line.cols ? r->edit.pane.right : line.cols;
	for (mark = end - 1; mark > end - 3 && mark > from && line.cells[mark].text <= ' '; mark--)
		;
	right = mark > from && line.cells[mark].text <= 0x7F && line.cells[mark].text > ' ' &&
	    strchr(left ? ">" : "<>+*", (int)line.cells[mark].text) != NULL;
	if (!left && !right)
		return '\0';
	for (c = left ? from + 1 : from; c < (right ? mark : end); c++)
		screen_cell_text(r->screen, &line.cells[c], text);
	while (text->len > 0 && text->data[text->len - 1] == ' ')
		text->len--;
	if (left)
		return right ? '*' : '<';
	return (char)line.cells[mark].text;
}

/* What stands in the row before it moves; nothing where that is a part already. */
static void
take_whole(struct recovery *r, int row)
{
	struct edit *e = &r->edit;
	struct buffer shown = {0};

	buffer_clear(&e->whole_text);
	if (view(r, row, e->anchor.col, true, &shown) != '>')
		line_text(r->screen, &e->pane, row, e->anchor.col, row, &e->whole_text);
	buffer_free(&shown);
}

/* A line that was run before was fetched, and its end, or its beginning, is what stands there. */
static bool
is_recalled(struct recovery *r, const struct buffer *shown, bool begins)
{
	struct edit *e = &r->edit;
	const struct buffer *line = recall_find(&r->recall, shown, begins);

	if (line == NULL)
		return false;
	buffer_clear(&e->whole_text);
	buffer_add(&e->whole_text, line->data, line->len);
	e->gone = begins ? 0 : line->len - shown->len;
	return true;
}

void
slide_note(struct recovery *r, const struct event *ev)
{
	struct edit *e = &r->edit;
	int row;

	e->slides = false;
	if (r->keyboard.count == 0 && e->slid && !may_slide(r))
		e->slid = false;
	/* what draws a pane goes to its margin otherwise */
	if (ev->len == 0 || !is_edited(r) || (!e->slid && !e->half_drawn && !e->pane.split && !returns(ev)) || !may_slide(r))
		return;
	e->slides = true;
	if (!e->slid && !e->half_drawn && screen_find(r->screen, e->anchor.id, &row))
		take_whole(r, row);
}

size_t
slide_begins_in(const struct buffer *text, const struct buffer *shown)
{
	size_t from = text->len > shown->len ? text->len - shown->len : 0;

	for (; from + ALIKE <= text->len; from++)
		if (memcmp(text->data + from, shown->data, text->len - from) == 0)
			return from;
	return SIZE_MAX;
}

static bool
holds(const struct buffer *text, const struct buffer *shown)
{
	return shown->len == 0 || (shown->len <= text->len && memmem(text->data, text->len, shown->data, shown->len) != NULL);
}

/* The same where the last key took a sign or two off its end. */
static size_t
shortened_in(const struct recovery *r, const struct buffer *text, const struct buffer *shown)
{
	char key = r->keyboard.last[1];
	size_t less;

	if (!r->keyboard.control || (key != CONTROL('H') && key != '\177') || shown->len < ALIKE)
		return SIZE_MAX;
	for (less = 1; less <= 2 && shown->len + less <= text->len; less++)
		if (memcmp(text->data + text->len - less - shown->len, shown->data, shown->len) == 0)
			return text->len - less - shown->len;
	return SIZE_MAX;
}

/* So many bytes of the view, from `at` on, and of the text, from `from` on, are the same, as far as the view goes. */
static bool
goes_on_alike(const struct buffer *text, size_t from, const struct buffer *shown, size_t at)
{
	return at + ALIKE <= shown->len && from + (shown->len - at) <= text->len && memcmp(text->data + from, shown->data + at, shown->len - at) == 0;
}

/*
 * The view begins where the text does, and has some signs more or less than it had, where the cursor is: so has the text.  False: it is
 * another.
 */
static bool
splice(struct buffer *text, const struct buffer *shown)
{
	struct buffer rest = {0};
	size_t same, n;
	bool more = false, less = false;

	for (same = 0; same < shown->len && same < text->len && shown->data[same] == text->data[same]; same++)
		;
	for (n = 1; n <= SPLICE_MAX && !more && !less; n++) {
		more = goes_on_alike(text, same, shown, same + n);
		less = !more && goes_on_alike(text, same + n, shown, same);
		if (!more && !less)
			continue;
		buffer_add(&rest, text->data + same + (less ? n : 0), text->len - same - (less ? n : 0));
		text->len = same;
		buffer_add(text, shown->data + same, more ? n : 0);
		buffer_add(text, rest.data, rest.len);
	}
	buffer_free(&rest);
	return more || less;
}

/* The view begins where it did: one is the beginning of the other. */
static bool
stays(const struct edit *e, const struct buffer *shown)
{
	size_t rest = e->gone < e->whole_text.len ? e->whole_text.len - e->gone : 0, same = rest < shown->len ? rest : shown->len;

	return e->slid && rest > 0 && memcmp(e->whole_text.data + e->gone, shown->data != NULL ? shown->data : "", same) == 0;
}

/* A view is being drawn, and this output ends in the middle of it: before the cursor stands the new one, behind it the old. */
static bool
is_half_drawn(struct recovery *r, const struct screen_cursor *cursor, const char *drawn, size_t len)
{
	struct screen_line line;

	return len > 0 && (unsigned char)drawn[len - 1] >= ' ' && memchr(drawn, '\033', len) == NULL && (r->edit.slid || r->edit.half_drawn || memchr(drawn, '\r', len) != NULL) &&
	    screen_line(r->screen, cursor->row, &line) && cursor->col < line.cols && cursor->col < r->edit.pane.right - 3 && line.cells[cursor->col].text > ' ';
}

/* The screen has taken these bytes. */
static void
look(struct recovery *r, const char *drawn, size_t len)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer shown = {0};
	int row, col;
	size_t from;
	char mark;
	bool prompt;

	if (!e->slides || !e->anchored || !screen_find(r->screen, e->anchor.id, &row))
		return;
	screen_cursor(r->screen, &cursor);
	if (cursor.row != row) {
		e->slid = false;
		return;
	}
	if ((e->half_drawn = is_half_drawn(r, &cursor, drawn, len)))
		return;
	prompt = line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col);
	mark = view(r, row, prompt ? col : e->pane.left, prompt, &shown);
	if (mark == '\0') {
		e->slid = false;
	} else if (mark != '<') {
		/* what goes on to the right is not shown, and is as it was, unless somebody changed it */
		e->slid = holds(&e->whole_text, &shown) || (mark == '>' && prompt && (splice(&e->whole_text, &shown) || is_recalled(r, &shown, true)));
	} else if ((stays(e, &shown) && (from = e->gone) > 0) || ((from = slide_begins_in(&e->whole_text, &shown)) != SIZE_MAX && (from > 0 || !prompt)) || (from = shortened_in(r, &e->whole_text, &shown)) != SIZE_MAX ||
	    (!is_recalled(r, &shown, false) && e->slid && e->gone < e->whole_text.len && (from = e->gone) > 0)) {
		e->slid = true;
		e->gone = from;
		e->whole_text.len = from;
		buffer_add(&e->whole_text, shown.data, shown.len);
	} else {
		e->slid = e->whole_text.len > 0 && holds(&e->whole_text, &shown);
	}
	buffer_free(&shown);
}

void
slide_look(struct recovery *r, const struct event *ev)
{
	look(r, ev->data, ev->len);
}

size_t
slide_pieces(struct recovery *r, const struct event *ev)
{
	struct event rest = *ev;
	size_t from = 0, i;

	if (ev->len > PIECES_MAX || !r->edit.slides || ev->data[0] == '\n')
		return 0;
	for (i = 1; i + 1 < ev->len && r->edit.slides; i++) {
		/* the line has ended */
		if (ev->data[i] == '\n')
			break;
		if (ev->data[i] != '\r' || ev->data[i + 1] == '\n' || ev->data[i + 1] == '\r')
			continue;
		screen_feed(r->screen, ev->data + from, i - from);
		look(r, ev->data + from, i - from);
		from = i;
		rest.data = ev->data + i;
		rest.len = ev->len - i;
		slide_note(r, &rest);
	}
	/* its last view, before what ends it */
	if ((from > 0 || r->edit.slid) && i < ev->len && ev->data[i] == '\n') {
		while (i > from && ev->data[i - 1] == '\r')
			i--;
		screen_feed(r->screen, ev->data + from, i - from);
		look(r, ev->data + from, i - from);
		from = i;
	}
	return from;
}

bool
slide_is_cut(struct recovery *r, int last, struct buffer *text)
{
	struct buffer shown = {0};
	bool cut;

	if (r->edit.slid || text->len < 2 || text->data[text->len - 1] != '>' || memchr(text->data, '\n', text->len) != NULL)
		return false;
	if ((cut = view(r, last, r->edit.pane.left, true, &shown) == '>')) {
		text->len--;
		if ((cut = !is_recalled(r, text, true))) {
			text->len++;
		} else {
			buffer_clear(text);
			buffer_add(text, r->edit.whole_text.data, r->edit.whole_text.len);
			r->edit.reasons |= REASON_REANCHORED;
			r->edit.slid = true;
		}
	}
	buffer_free(&shown);
	return cut;
}
