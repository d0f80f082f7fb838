/*
 * The prompt for more, of lines that came at once.
 *
 * Where it is known how much was typed, it is what stands before that.  Else all of the rows have it: what they have in common, up to its
 * sign.  A single row tells nothing, unless it begins as the shell's first prompt does, but for the sign.
 */
#include "indexer/further.h"

#include <string.h>

#include "indexer/syntax.h"

#define FURTHER_MAX 40 /* bytes */
#define NAME_MIN 3     /* bytes that two prompts of a shell begin with */
#define ROWS_MAX 64    /* of one block */

/* The first of a shell's prompts, with another sign: "[PEXPECT_PROMPT>" and "[PEXPECT_PROMPT+". */
size_t
further_like(const struct buffer *prompt, const char *text, size_t len)
{
	size_t bare = prompt_bare(prompt->data ? prompt->data : "", prompt->len);

	if (bare < 3 || len < prompt->len || memcmp(text, prompt->data, bare - 1) != 0 || text[bare - 1] == prompt->data[bare - 1] ||
	    strchr(">+:?.|%$#*", text[bare - 1]) == NULL || memcmp(text + bare, prompt->data + bare, prompt->len - bare) != 0)
		return 0;
	return prompt->len;
}

/* An interpreter's own sign for more, where it has another width than its first, or NULL. */
static const char *
sign_for_more(const char *program)
{
	static const char *const signs[][2] = {{"R", "+ "}, {"node", "... "}};
	size_t i;

	/* "lua5.4" */
	if (strncmp(program, "lua", 3) == 0)
		return ">> ";
	for (i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strcmp(program, signs[i][0]) == 0)
			return signs[i][1];
	return NULL;
}

bool
further_of_interpreter(struct recovery *r, const struct pane *pane, int row, const struct buffer *first, int *col)
{
	const char *sign = sign_for_more(places_top(&r->places)->program);
	struct screen_line line;
	struct buffer text = {0};
	int c;
	bool is;

	if (sign != NULL)
		return line_matches(r->screen, pane, row, sign, strlen(sign), col);
	if (!screen_line(r->screen, row, &line))
		return false;
	*col = line_column(r->screen, pane, row, first->len);
	screen_text(r->screen, &line, pane->left, *col, &text);
	/* in an empty row nobody asks */
	for (c = pane->left; c < pane->right && c < line.cols && line.cells[c].text <= ' '; c++)
		;
	is = c < pane->right && c < line.cols && text.len > 0 && prompt_is_further(first->data, first->len, text.data, text.len) && prompt_goes_on(text.data, text.len);
	buffer_free(&text);
	return is;
}

/* The row's text, as it came, behind what says that an editor begins. */
static const char *
next_row(const char *p, const char *end, size_t *len)
{
	static const char on[] = "\033[?2004h";
	const char *at = p < end ? memmem(p, (size_t)(end - p), on, sizeof on - 1) : NULL, *to;

	if (at == NULL)
		return NULL;
	at += sizeof on - 1;
	for (to = at; to < end && (unsigned char)*to >= ' ' && *to != 0x7F; to++)
		;
	*len = (size_t)(to - at);
	return at;
}

/* What the first `count` rows of this event's output have in common; SIZE_MAX: there are fewer than two. */
static size_t
in_common(const struct event *ev, int count, const char **first)
{
	const char *p = ev->data, *end = ev->data + ev->len, *row;
	size_t len, same = SIZE_MAX, n;
	int rows = 0;

	for (; rows < count && (row = next_row(p, end, &len)) != NULL; p = row + len, rows++) {
		if (rows == 0) {
			*first = row;
			same = len;
			continue;
		}
		for (n = 0; n < same && n < len && row[n] == (*first)[n]; n++)
			;
		same = n;
	}
	return rows >= 2 ? same : SIZE_MAX;
}

/* Of what rows have in common, a prompt ends in a sign, and perhaps a blank. */
static size_t
up_to_sign(const char *row, size_t len)
{
	size_t n = len < FURTHER_MAX ? len : FURTHER_MAX;

	while (n > 0 && strchr(">+:?.|%$#*]", row[n - 1]) == NULL)
		n--;
	return n + (n > 0 && n < len && row[n] == ' ');
}

bool
further_begins(struct recovery *r, int row, size_t *len)
{
	const struct keyboard *k = &r->keyboard;
	const struct held *h = &r->held;
	struct pane all = {.right = screen_cols(r->screen)};
	struct buffer text = {0};
	const char *first = "";
	size_t same;
	bool begins = false;

	if (!r->edit.bracket || places_multiplexed(&r->places) || r->output == NULL || k->count == 0 || !h->any || h->c.kind != COMMAND_SHELL ||
	    k->strokes[0].event != h->c.event || gap_since_held(r, row) != 1 || !held_is_open(h, places_top(&r->places)))
		return false;
	line_text(r->screen, &all, row, 0, row, &text);
	if (k->strokes[0].length >= 0 && text.len >= (size_t)k->strokes[0].length && !line_runs_on(r->screen, &all, row)) {
		*len = text.len - (size_t)k->strokes[0].length;
		begins = *len <= FURTHER_MAX;
	} else if ((*len = further_like(&h->prompt, text.data ? text.data : "", text.len)) > 0) {
		begins = true;
	} else if (prompts_have(&places_top(&r->places)->more, "", 0)) {
		*len = 0;
		begins = true;
	} else if (k->strokes[0].length < 0 && (same = in_common(r->output, k->count, &first)) != SIZE_MAX) {
		*len = up_to_sign(first, same);
		begins = *len == 0 || (text.len >= *len && memcmp(text.data, first, *len) == 0);
	}
	/* a row of which nobody knows where its text begins */
	if (!begins && text.len > 0)
		r->edit.reasons |= REASON_UNSEEN;
	buffer_free(&text);
	return begins;
}

/* The end of the row that begins here. */
static const char *
row_end(const char *row, const char *end)
{
	const char *feed = row < end ? memchr(row, '\n', (size_t)(end - row)) : NULL;

	return feed != NULL ? feed : end;
}

/*
 * What all rows of a text begin with, of two at least, up to a sign that shells ask for more with, and its blank, which may be trimmed where nothing
 * else stands: how long that is; 0: there is no such thing.
 */
static size_t
head_of_rows(const char *text, size_t len)
{
	const char *end = text + len, *row, *stop;
	size_t same = SIZE_MAX, n;
	int rows = 0;

	for (row = text; row <= end && same > 0; row = stop + 1, rows++) {
		stop = row_end(row, end);
		for (n = 0; n < same && row + n < stop && row[n] == text[n]; n++)
			;
		same = row + n == stop && n < same && n < len && text[n] == ' ' ? n + 1 : n;
	}
	if (rows < 2)
		return 0;
	for (n = same < FURTHER_MAX ? same : FURTHER_MAX; n >= 2 && (text[n - 1] != ' ' || strchr(">+:?|%$", text[n - 2]) == NULL); n--)
		;
	return n >= 2 ? n : 0;
}

/* Append the rows without so many bytes before each. */
static void
add_bare_rows(struct buffer *out, const char *text, size_t len, size_t head)
{
	const char *end = text + len, *row, *stop;

	for (row = text; row <= end; row = stop + 1) {
		stop = row_end(row, end);
		buffer_addc(out, '\n');
		if (row + head < stop)
			buffer_add(out, row + head, (size_t)(stop - row) - head);
	}
}

/* The next so many rows of this output behind that which ends so, without their line feeds; 0: there are fewer than two. */
static int
rows_behind(const struct event *ev, const struct buffer *last, int count, struct buffer *out)
{
	const char *end = ev->data + ev->len, *at = last->len > 0 ? memmem(ev->data, ev->len, last->data, last->len) : NULL, *stop;
	int rows = 0;

	at = at != NULL ? row_end(at, end) + 1 : ev->data;
	for (; rows < count && at < end; at = stop + 1, rows++) {
		stop = row_end(at, end);
		if (rows > 0)
			buffer_addc(out, '\n');
		buffer_add(out, at, (size_t)(stop - at) - (stop > at && stop[-1] == '\r'));
	}
	return rows;
}

/* Behind the first sign with which shells ask, and its blank: so many bytes of the row; 0: there is none. */
static size_t
behind_sign(const struct buffer *row)
{
	size_t n;

	for (n = 2; n <= row->len && n <= FURTHER_MAX; n++)
		if (row->data[n - 1] == ' ' && strchr(">+:?.|%$#*]", row->data[n - 2]) != NULL)
			return n;
	return 0;
}

/* Of a row alone: what it begins with, up to a sign, is named as the shell's first prompt is, or stood there before the rest came. */
static size_t
head_of_one(struct recovery *r, int row)
{
	const struct buffer *first = &r->held.prompt;
	struct pane all = {.right = screen_cols(r->screen)};
	struct screen_line line;
	struct buffer text = {0};
	size_t n, same = 0;
	int col;

	line_text(r->screen, &all, row, 0, row, &text);
	if ((n = behind_sign(&text)) > 0) {
		while (same < n && same < first->len && text.data[same] == first->data[same])
			same++;
		col = line_column(r->screen, &all, row, n);
		if ((same < NAME_MIN || memchr(text.data + same, ' ', n - same) != text.data + n - 1) &&
		    !(screen_line(r->screen, row, &line) && col < line.cols && line.cells[col].text > 0 && line.cells[col].stamp > line.cells[col - 1].stamp && drawn_at_once(r, row, 0, col)))
			n = 0;
	}
	buffer_free(&text);
	return n;
}

void
further_learn(struct recovery *r, int row)
{
	const struct keyboard *k = &r->keyboard;
	const struct held *h = &r->held;
	struct place *top = places_top(&r->places);
	struct pane all = {.right = screen_cols(r->screen)};
	struct buffer rows = {0}, last = {0};
	const char *feed;
	size_t head = 0;

	if (r->edit.bracket || places_multiplexed(&r->places) || r->output == NULL || k->count < 2 || !h->any || h->c.kind != COMMAND_SHELL || k->strokes[0].event != h->c.event ||
	    top->more.count > 0 || gap_since_held(r, row) != 1 || !held_is_open(h, top))
		return;
	feed = memrchr(h->c.text.data, '\n', h->c.text.len);
	feed = feed != NULL ? feed + 1 : h->c.text.data;
	buffer_add(&last, feed, (size_t)(h->c.text.data + h->c.text.len - feed));
	if (rows_behind(r->output, &last, k->count, &rows) >= 2)
		head = head_of_rows(rows.data, rows.len);
	/* they come piece by piece */
	if (head == 0 && (head = head_of_one(r, row)) > 0) {
		buffer_clear(&rows);
		line_text(r->screen, &all, row, 0, row, &rows);
	}
	/* who asks with nothing first, and does not ask for more as shells do unless they are told to */
	if (head > 0 || (h->prompt.len == 0 && rows.len > 0 && (rows.len < 2 || memcmp(rows.data, "> ", 2) != 0)))
		prompts_add(&top->more, head > 0 ? rows.data : "", head);
	buffer_free(&rows);
	buffer_free(&last);
}

size_t
further_unheard(struct recovery *r, const struct pane *p, int row, uint64_t since, const struct buffer *text)
{
	const struct keyboard *k = &r->keyboard;
	struct buffer rows = {0}, all = {0};
	struct screen_line line;
	size_t head = 0;
	int i, last;
	bool closed = false;

	for (i = 0; i < k->count && i < ROWS_MAX && k->strokes[i].event == since && !closed && (i < 2 || head > 0); i++, row = last + 1) {
		if (!screen_line(r->screen, row, &line) || line.cells[p->left].stamp <= since)
			break;
		for (last = row; line_runs_on(r->screen, p, last) && last + 1 < screen_rows(r->screen); last++)
			;
		if (i > 0)
			buffer_addc(&rows, '\n');
		line_text(r->screen, p, row, p->left, last, &rows);
		if (rows.len == 0 || (head = head_of_rows(rows.data, rows.len)) == 0)
			continue;
		buffer_clear(&all);
		buffer_add(&all, text->data, text->len);
		add_bare_rows(&all, rows.data, rows.len, head);
		closed = !syntax_open(all.data, all.len);
	}
	if (!closed)
		head = 0;
	else
		prompts_add(&places_top(&r->places)->more, rows.data, head);
	buffer_free(&rows);
	buffer_free(&all);
	return head;
}

/* Of rows of which each was asked for: zsh's differ. */
static size_t
head_of_row(const char *row, size_t len, size_t same)
{
	struct buffer head = {0};
	const char *sign = memmem(row, len, "> ", 2);
	size_t n = sign != NULL ? (size_t)(sign - row) + 2 : 0;

	if (n == 0)
		return same;
	buffer_add(&head, row, n);
	n = asks_as_zsh(&head) ? n : same;
	buffer_free(&head);
	return n;
}

/* All rows but the last came at once, with their keys. */
static bool
came_but_the_last(struct recovery *r)
{
	const struct keyboard *k = &r->keyboard;

	return r->edit.pane.split && r->edit.known && k->count >= 3 && k->strokes[0].event == k->strokes[k->count - 2].event && k->strokes[0].pasted == 0 &&
	    places_top(&r->places)->kind != PROGRAM_REPL;
}

/* Its prompt went up and away with its first rows. */
static bool
lost_its_head(struct recovery *r)
{
	const struct edit *e = &r->edit;
	int row, col;

	return !screen_find(r->screen, e->anchor.id, &row) && screen_find(r->screen, edit_first_row(e), &row) && e->prompt.len > 0 &&
	    !line_matches(r->screen, &e->pane, row, e->prompt.data, e->prompt.len, &col);
}

/* The key that committed it is its first, and the others are told with it. */
static void
take_first_stroke(struct keyboard *k)
{
	k->strokes[0].stale = false;
	k->count = 1;
}

bool
further_cut(struct recovery *r, struct buffer *text)
{
	struct edit *e = &r->edit;
	struct keyboard *k = &r->keyboard;
	struct buffer bare = {0};
	const char *row = text->len > 0 ? memchr(text->data, '\n', text->len) : NULL, *rest = row, *end = row != NULL ? text->data + text->len : NULL, *stop;
	size_t same, head;
	int rows = 1;
	bool cut;

	if (came_but_the_last(r) && lost_its_head(r)) {
		e->reasons |= REASON_UNSEEN;
		take_first_stroke(k);
		return true;
	}
	if (row == NULL || !came_but_the_last(r) || !syntax_open(text->data, (size_t)(row - text->data)))
		return false;
	buffer_add(&bare, text->data, (size_t)(row - text->data));
	same = head_of_rows(rest + 1, (size_t)(end - rest) - 1);
	for (row++, cut = true; row <= end && cut; row = stop + 1, rows++) {
		stop = row_end(row, end);
		head = head_of_row(row, (size_t)(stop - row), same);
		cut = head > 0;
		add_bare_rows(&bare, row, (size_t)(stop - row), head);
	}
	cut = cut && rows == k->count && !syntax_open(bare.data, bare.len);
	if (cut) {
		buffer_clear(text);
		buffer_add(text, bare.data, bare.len);
		buffer_clear(&e->draft);
		buffer_add(&e->draft, bare.data, bare.len);
		take_first_stroke(k);
	}
	buffer_free(&bare);
	return cut;
}

int
further_row(struct recovery *r, const struct screen_cursor *cursor, bool ahead)
{
	struct pane pane = line_pane(r->screen, cursor->row, cursor->col, false);
	struct buffer prompt = {0};
	int first, row, col;
	bool stands = false;

	if (!ahead || !r->edit.bracket || places_multiplexed(&r->places))
		return cursor->row;
	pane.fills = true;
	first = line_first(r->screen, &pane, cursor->row);
	/* what was echoed before may run on into its row */
	for (row = cursor->row; row > first && !stands;)
		stands = (known_prompt(r, &pane, --row, &col, &prompt) || similar_prompt(r, &pane, row, &col, &prompt)) && prompt.len > 1 &&
		    stamp_left_of(r, row, col) >= r->edit.stamp && drawn_at_once(r, row, 0, col);
	buffer_free(&prompt);
	return stands ? row : cursor->row;
}

size_t
further_first(struct recovery *r, const struct buffer *row)
{
	size_t len = row->len - r->told.len;

	if (places_top(&r->places)->first.count > 0 || !r->edit.bracket || places_multiplexed(&r->places) || r->told.len < 2 || row->len < r->told.len + 2)
		return 0;
	return memcmp(row->data + len, r->told.data, r->told.len) == 0 && row->data[len - 1] == ' ' ? len : 0;
}
