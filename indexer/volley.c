/* Several lines that came at once, and were echoed by the kernel before they were read. */
#include "indexer/volley.h"

#include "indexer/edit.h"

/* What comes next may be for the program that the held line starts. */
static bool
starts_reader(const struct held *h)
{
	char name[PROGRAM_NAME_MAX];

	program_of(h->c.text.data ? h->c.text.data : "", h->c.text.len, name);
	return program_kind(name) != PROGRAM_OTHER;
}

/* The text between the held line and the cursor, which is one line; false: there is none, or several. */
static bool
text_below_held(struct recovery *r, const struct pane *all, int *first, struct buffer *text)
{
	struct screen_cursor cursor;
	int row;

	screen_cursor(r->screen, &cursor);
	if (!screen_find(r->screen, r->held.row_id, &row) || row >= cursor.row)
		return false;
	*first = row + 1;
	for (row = *first; row < cursor.row; row++)
		if (!line_runs_on(r->screen, all, row))
			return false;
	line_text(r->screen, all, *first, 0, cursor.row, text);
	return true;
}

/* It looks exactly like what was typed; where nothing is known of that, the kernel must say that it echoes. */
static bool
is_echo_of(const struct recovery *r, const struct buffer *text, const struct stroke *stroke)
{
	if (stroke->length < 0)
		return is_cooked(r);
	if (text->len != (size_t)stroke->length || (r->truth.known && !r->truth.cooked))
		return false;
	/* a blank, or what is no ASCII */
	return text->len == 0 || (stroke->first != '\0' ? text->data[0] == stroke->first : text->data[0] <= ' ' || text->data[0] >= 0x7F);
}

static void
go_on(struct recovery *r, const struct buffer *text, uint64_t row_id)
{
	struct held *h = &r->held;

	buffer_addc(&h->c.text, '\n');
	buffer_add(&h->c.text, text->data, text->len);
	h->c.output_from = r->number;
	h->row_id = row_id;
	h->bytes = r->bytes;
}

static void
hold_next(struct recovery *r, struct buffer *text, const struct stroke *stroke, const struct pane *all, int first, uint64_t row_id)
{
	struct edit *e = &r->edit;
	struct buffer prompt = {0};

	buffer_add(&prompt, r->held.prompt.data, r->held.prompt.len);
	edit_open(r, false);
	e->pane = *all;
	edit_set_anchor(r, first, 0, &prompt);
	e->known = true;
	/* or the one before it has read it */
	e->reasons |= REASON_AHEAD | REASON_DOUBTFUL;
	held_take(r, text, stroke, row_id);
	buffer_free(&prompt);
}

bool
volley_takes(struct recovery *r)
{
	struct keyboard *k = &r->keyboard;
	const struct held *h = &r->held;
	struct pane all = {.right = screen_cols(r->screen)};
	struct buffer text = {0};
	struct stroke stroke = k->strokes[0];
	int first;
	bool takes;

	if (k->count == 0 || (stroke.key != '\r' && stroke.key != '\n') || r->edit.bracket || r->edit.anchored || !h->any || h->unsure || h->from_editor ||
	    h->c.kind != COMMAND_SHELL || h->c.event != stroke.event || h->pane.split || places_top(&r->places)->bracketed || starts_reader(h))
		return false;
	takes = text_below_held(r, &all, &first, &text) && is_echo_of(r, &text, &stroke);
	if (takes) {
		keyboard_left(k);
		if (held_is_open(h, places_top(&r->places)))
			go_on(r, &text, cursor_row_id(r));
		else if (text.len > 0)
			hold_next(r, &text, &stroke, &all, first, cursor_row_id(r));
		edit_close(r);
		if (k->count > 0)
			edit_open(r, false);
		edit_observe(r);
	}
	buffer_free(&text);
	return takes;
}
