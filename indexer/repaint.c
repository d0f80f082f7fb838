/* A prompt that is drawn anew. */
#include "indexer/repaint.h"

#include <string.h>

/* zsh's editor: to the margin, attributes off, and everything behind erased. */
static const char SIGN[] = "\r\033[0m\033[27m\033[24m\033[J";

/* Nothing of the line goes before it: what stands then is what is drawn again. */
static bool
begins_so(const struct event *ev)
{
	size_t n = 0;

	while (n + 1 < ev->len && ev->data[n] == '\r' && ev->data[n + 1] == '\r')
		n++;
	return ev->len - n >= sizeof SIGN - 1 && memcmp(ev->data + n, SIGN, sizeof SIGN - 1) == 0;
}

/* Where does the new prompt end, if the text stands behind it again?  At the next key at the latest. */
static void
settle(struct recovery *r, bool key)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer all = {0};
	size_t head;
	int row;

	if (!e->repainted)
		return;
	e->repainted = !key;
	screen_cursor(r->screen, &cursor);
	if (e->displaced || !screen_find(r->screen, e->anchor.id, &row) || row > cursor.row)
		return;
	line_head(r->screen, &e->pane, row, e->pane.left, cursor.row, cursor.col, &all);
	head = all.len > e->kept.len ? all.len - e->kept.len : 0;
	/* the same prompt, and the text has grown: that it ends with what it was says nothing */
	if (all.len >= e->prompt.len + e->kept.len && e->prompt.len > 0 && memcmp(all.data, e->prompt.data, e->prompt.len) == 0 &&
	    memcmp(all.data + e->prompt.len, e->kept.data, e->kept.len) == 0)
		e->repainted = false;
	else if (head > 0 && memchr(all.data, '\n', head) == NULL && memcmp(all.data + head, e->kept.data, e->kept.len) == 0) {
		e->repainted = false;
		all.len = head;
		edit_set_anchor(r, row, line_column(r->screen, &e->pane, row, head), &all);
		buffer_clear(&e->home);
		buffer_add(&e->home, all.data, all.len);
		prompts_add(&places_top(&r->places)->first, all.data, all.len);
	}
	buffer_free(&all);
}

void
repaint_note(struct recovery *r, const struct event *ev)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	unsigned reasons = e->reasons;
	int row, col;

	settle(r, false);
	e->watched = false;
	/* other keys may bring a text of their own, and a prompt as it was */
	if (!e->anchored || e->displaced || e->goes_on || e->repainted || r->keyboard.count > 0 || !r->keyboard.printing || r->answered == 0 ||
	    (!e->pane.split && !(e->bracket && begins_so(ev))))
		return;
	screen_cursor(r->screen, &cursor);
	/* it may have been drawn anew before, when another key was pressed */
	if (edit_resolve(r, cursor.row, &row, &col) && row <= cursor.row) {
		buffer_clear(&e->kept);
		line_head(r->screen, &e->pane, row, col, cursor.row, cursor.col, &e->kept);
		e->watched = e->kept.len > 0;
		e->repainted = e->watched && !e->pane.split;
	}
	e->reasons = reasons;
}

void
repaint_look(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int row, c;

	if (!e->watched || !e->pane.split || !screen_find(r->screen, e->anchor.id, &row) || !screen_line(r->screen, row, &line))
		return;
	for (c = e->pane.left; c < e->anchor.col && c < line.cols; c++)
		e->repainted |= line.cells[c].stamp == (uint32_t)r->number;
}

void
repaint_settle(struct recovery *r)
{
	settle(r, true);
}

static size_t
end_of_sign(const char *text, size_t len, size_t from)
{
	while (from < len && strchr(" []()<>{}|:", text[from]) == NULL)
		from++;
	return from;
}

static bool
draws_before(struct recovery *r, const struct screen_line *line, int col)
{
	int c;

	for (c = r->edit.pane.left; c < col && c < line->cols && line->cells[c].stamp != (uint32_t)r->number; c++)
		;
	return c < col && c < line->cols;
}

void
repaint_sign(struct recovery *r, const struct event *ev)
{
	struct edit *e = &r->edit;
	struct buffer all = {0};
	struct screen_line line;
	size_t head, old, now, rest;
	int row, col;

	if (!e->open || !e->anchored || !e->known || e->prompt.len < 4 || !(r->keyboard.moved || r->keyboard.escaped) || ev->len < 2 ||
	    (e->pane.split ? e->displaced || e->adrift || r->keyboard.count > 0 : !e->bracket || ev->data[0] != '\r' || memchr(ev->data, '\n', ev->len) != NULL) ||
	    !screen_find(r->screen, e->anchor.id, &row) || cursor_row_id(r) != e->anchor.id || !screen_line(r->screen, row, &line))
		return;
	screen_text(r->screen, &line, e->pane.left, e->pane.right < line.cols ? e->pane.right : line.cols, &all);
	for (head = 0; head < e->prompt.len && head < all.len && e->prompt.data[head] == all.data[head]; head++)
		;
	/* back to where a sign may begin */
	while (head > 0 && strchr(" []()<>{}|:", e->prompt.data[head - 1]) == NULL)
		head--;
	old = head < e->prompt.len ? end_of_sign(e->prompt.data, e->prompt.len, head) : head;
	now = head < e->prompt.len ? end_of_sign(all.data ? all.data : "", all.len, head) : head;
	rest = e->prompt.len - old;
	/* or all of it is as it was */
	if ((rest >= 2 || (rest == 0 && e->pane.split)) && now + rest <= all.len && memcmp(all.data + now, e->prompt.data + old, rest) == 0 &&
	    (col = line_column(r->screen, &e->pane, row, now + rest)) != e->anchor.col &&
	    /* a multiplexer draws what is another now, and nothing of a row that has none of it */
	    (!e->pane.split || draws_before(r, &line, col))) {
		e->anchor.col = col;
		e->has_calm = false;
	}
	buffer_free(&all);
}
