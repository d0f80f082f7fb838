/* Several lines that came at once, and were echoed by the kernel before they were read. */
#include "indexer/volley.h"

#include <string.h>

#include "indexer/edit.h"
#include "indexer/syntax.h"

#define PIECES_MS 300 /* between the pieces of what is sent at once: what comes behind a later key is none of its echo */
#define SIGN 2 /* bytes of a prompt: its sign, and a blank */

/* One word more, of a text without quotes: where it begins, and its length; NULL: there is none. */
static const char *
next_word(const char **p, const char *end, size_t *len)
{
	const char *word;

	while (*p < end && **p == ' ')
		++*p;
	for (word = *p; *p < end && **p != ' '; ++*p)
		;
	*len = (size_t)(*p - word);
	return *len > 0 ? word : NULL;
}

/* "cat > file": without a file to read, such programs read what is typed. */
static bool
reads_input(const struct buffer *text)
{
	static const char *const always[] = {"read", "tee", "tr"}, *const bare[] = {"cat", "sort", "wc"};
	const char *p = text->data ? text->data : "", *end = p + text->len, *word;
	size_t len, i;
	bool may = false;

	if (text->len == 0 || (word = next_word(&p, end, &len)) == NULL || memmem(text->data, text->len, "<", 1) != NULL ||
	    memchr(text->data, '|', text->len) != NULL)
		return false;
	for (i = 0; i < sizeof always / sizeof *always; i++)
		if (strlen(always[i]) == len && memcmp(always[i], word, len) == 0)
			return true;
	for (i = 0; i < sizeof bare / sizeof *bare; i++)
		may |= strlen(bare[i]) == len && memcmp(bare[i], word, len) == 0;
	while (may && (word = next_word(&p, end, &len)) != NULL && *word != ';' && *word != '&')
		if (*word == '>' && word[len - 1] == '>')
			next_word(&p, end, &len);
		else
			may = *word == '>' || *word == '-';
	return may;
}

/* What comes next may be for the program that the held line starts. */
static bool
starts_reader(const struct held *h)
{
	char name[PROGRAM_NAME_MAX];

	program_of(h->c.text.data ? h->c.text.data : "", h->c.text.len, name);
	return program_kind(name) != PROGRAM_OTHER || reads_input(&h->c.text);
}

static bool
is_empty_row(struct recovery *r, const struct pane *all, int row)
{
	struct buffer text = {0};
	bool empty;

	line_text(r->screen, all, row, 0, row, &text);
	empty = text.len == 0;
	buffer_free(&text);
	return empty;
}

/* The text between the newest of those lines and the cursor, which is one line, perhaps below empty ones; false: there is none, or several. */
static bool
text_below(struct recovery *r, const struct pane *all, const struct stroke *stroke, struct buffer *text)
{
	const struct volley *v = &r->volley;
	uint64_t above = v->count > 0 ? v->list[v->count - 1].row_id : r->held.row_id;
	struct screen_cursor cursor;
	int first, row;

	screen_cursor(r->screen, &cursor);
	if (!screen_find(r->screen, above, &row) || row >= cursor.row)
		return false;
	/* where it is not known how long it is, a row of output may be the first that is not empty */
	for (row++; row < cursor.row && stroke->length > 0 && is_empty_row(r, all, row);)
		row++;
	for (first = row; row < cursor.row; row++)
		if (!line_runs_on(r->screen, all, row))
			return false;
	line_text(r->screen, all, first, 0, cursor.row, text);
	return true;
}

/* Of two lines that printed nothing two prompts stand in one row: an editor would have drawn the second behind its own. */
static bool
is_answered_twice(struct recovery *r)
{
	const struct buffer *prompt = &r->held.prompt;
	struct buffer twice = {0};
	bool is;

	if (r->output == NULL || prompt->len < SIGN)
		return false;
	buffer_add(&twice, prompt->data, prompt->len);
	buffer_add(&twice, prompt->data, prompt->len);
	is = twice.len > 0 && memmem(r->output->data, r->output->len, twice.data, twice.len) != NULL;
	buffer_free(&twice);
	return is;
}

/* "echo beck", and behind a prompt of this same output stands "beck" alone: there an editor would have drawn the line. */
static bool
is_answered_by_echo(struct recovery *r, const struct buffer *text)
{
	static const char word[] = "echo ";
	const struct buffer *prompt = &r->held.prompt;
	struct buffer answer = {0};
	bool is;

	if (r->output == NULL || prompt->len < SIGN || text->len < sizeof word || memcmp(text->data, word, sizeof word - 1) != 0)
		return false;
	buffer_add(&answer, prompt->data + prompt->len - SIGN, SIGN);
	buffer_add(&answer, text->data + sizeof word - 1, text->len - (sizeof word - 1));
	buffer_adds(&answer, "\r\n");
	is = buffer_status(&answer) == 0 && memmem(r->output->data, r->output->len, answer.data, answer.len) != NULL;
	buffer_free(&answer);
	return is;
}

/*
 * It looks exactly like what was typed; where nothing is known of that, the kernel must say that it echoes, or, of another machine's, an
 * editor would have asked for more in this row.
 */
static bool
is_echo_of(struct recovery *r, const struct pane *all, const struct buffer *text, const struct stroke *stroke, bool open)
{
	struct screen_cursor cursor;
	bool remote = places_remote(&r->places);
	int col;

	/* in a pane nobody says so, and the answers do */
	if (stroke->length < 0 && !remote && r->held.pane.split && !is_cooked(r))
		return places_top(&r->places)->cooked = is_answered_twice(r) || is_answered_by_echo(r, text);
	if (stroke->length < 0 && !remote)
		return is_cooked(r);
	if (stroke->length < 0 && (places_top(&r->places)->cooked || is_answered_twice(r) || is_answered_by_echo(r, text)))
		return true;
	if (stroke->length < 0) {
		screen_cursor(r->screen, &cursor);
		/* and so it will be from now on */
		return places_top(&r->places)->cooked = open && !further_prompt(r, all, cursor.row, &col, NULL);
	}
	if (text->len != (size_t)stroke->length || (r->truth.known && !r->truth.cooked && !remote))
		return false;
	/* a blank, or what is no ASCII */
	return text->len == 0 || (stroke->first != '\0' ? text->data[0] == stroke->first : text->data[0] <= ' ' || text->data[0] >= 0x7F);
}

/* The newest of those lines: the one that is held, or the last that waits. */
static struct buffer *
newest(struct recovery *r)
{
	return r->volley.count > 0 ? &r->volley.list[r->volley.count - 1].text : &r->held.c.text;
}

static void
go_on(struct recovery *r, const struct buffer *text, uint64_t row_id)
{
	struct volley *v = &r->volley;
	struct buffer *to = newest(r);

	buffer_addc(to, '\n');
	buffer_add(to, text->data, text->len);
	if (v->count > 0) {
		v->list[v->count - 1].row_id = row_id;
		return;
	}
	r->held.c.output_from = r->number;
	r->held.row_id = row_id;
	r->held.bytes = r->bytes;
}

/* It is for the shell, when that has asked for it, or for what is run before. */
static void
wait_for_prompt(struct recovery *r, const struct buffer *text, const struct stroke *stroke, uint64_t row_id)
{
	struct volley *v = &r->volley;
	struct volley_line *line = &v->list[v->count];

	if (v->count == 0) {
		buffer_clear(&v->prompt);
		buffer_add(&v->prompt, r->held.prompt.data, r->held.prompt.len);
	}
	v->count++;
	v->number = r->number;
	line->stroke = *stroke;
	line->row_id = row_id;
	buffer_clear(&line->text);
	buffer_add(&line->text, text->data, text->len);
}

/* The first that waits becomes the held line, a command's or a reply. */
static void
hold_first(struct recovery *r, bool asked)
{
	struct volley *v = &r->volley;
	struct volley_line line = v->list[0];
	struct edit *e = &r->edit;
	int row;

	edit_open(r, false);
	e->pane = (struct pane){.right = screen_cols(r->screen)};
	if (screen_find(r->screen, line.row_id, &row))
		edit_set_anchor(r, row, 0, &v->prompt);
	e->known = asked;
	/* who asked for it, only its number tells: a prompt may be that of the line behind one that was an answer */
	e->reasons |= REASON_AHEAD | REASON_DOUBTFUL;
	held_take(r, &line.text, &line.stroke, line.row_id);
	edit_close(r);
	/* its buffer is used again */
	memmove(v->list, v->list + 1, sizeof *v->list * (size_t)--v->count);
	v->list[v->count] = line;
}

/* In a pane its rows must be the screen's. */
static bool
is_beside_others(struct recovery *r, const struct pane *p)
{
	return p->split && (p->left > 0 || p->right < screen_cols(r->screen));
}

bool
volley_takes(struct recovery *r)
{
	struct keyboard *k = &r->keyboard;
	const struct held *h = &r->held;
	struct pane all = {.right = screen_cols(r->screen)};
	struct buffer text = {0};
	struct stroke stroke = k->strokes[0];
	bool takes, open;

	if (k->count == 0 || (stroke.key != '\r' && stroke.key != '\n') || r->edit.bracket || r->edit.anchored || !h->any || h->unsure || h->from_editor ||
	    h->c.kind != COMMAND_SHELL || h->c.event != stroke.event || is_beside_others(r, &h->pane) || (places_top(&r->places)->bracketed && (h->c.reasons & REASON_BRACKET)) ||
	    r->volley.count == VOLLEY_MAX || r->key_at - stroke.at > PIECES_MS)
		return false;
	/* asked last: what is held may be long, and line feeds are many */
	open = syntax_open(newest(r)->data ? newest(r)->data : "", newest(r)->len);
	/* the rows of one that is open are the shell's, whatever they name */
	takes = (open || !starts_reader(h)) && text_below(r, &all, &stroke, &text) && is_echo_of(r, &all, &text, &stroke, open);
	if (takes) {
		hindsight_tabs(r, &text, &stroke);
		keyboard_left(k);
		if (open)
			go_on(r, &text, cursor_row_id(r));
		else if (text.len > 0)
			wait_for_prompt(r, &text, &stroke, cursor_row_id(r));
		edit_close(r);
		if (k->count > 0)
			edit_open(r, false);
		edit_observe(r);
	}
	buffer_free(&text);
	return takes;
}

/* How often the prompt's end, its sign, comes in the output; what stands before that may change from one to the next. */
static int
count_prompts(const struct buffer *prompt, const char *p, const char *end)
{
	size_t len = prompt->len < SIGN ? prompt->len : SIGN;
	const char *sign = len > 0 ? prompt->data + prompt->len - len : "";
	int count = 0;

	while (len > 0 && p < end && (p = memmem(p, (size_t)(end - p), sign, len)) != NULL) {
		p += len;
		count++;
	}
	return count;
}

/* What came behind the echo of the newest line, where that was in this event. */
static const char *
behind_echo(struct recovery *r, const struct event *ev)
{
	const struct buffer *text = newest(r);
	const char *row = text->len > 0 ? memrchr(text->data, '\n', text->len) : NULL, *at;
	size_t len;

	if (r->volley.number != r->number || text->len == 0)
		return ev->data;
	row = row != NULL ? row + 1 : text->data;
	len = (size_t)(text->data + text->len - row);
	/* a text that was wrapped or moved by tabs is not found so */
	if ((at = memmem(ev->data, ev->len, row, len)) != NULL && len > 0)
		return at + len;
	at = memrchr(ev->data, '\n', ev->len);
	return at != NULL ? at : ev->data;
}

void
volley_hear(struct recovery *r, const struct event *ev)
{
	struct volley *v = &r->volley;
	const char *p, *end = ev->data + ev->len;
	int count;

	if (v->count == 0)
		return;
	p = behind_echo(r, ev);
	for (count = count_prompts(&v->prompt, p, end); count > 0 && v->count > 0; count--)
		hold_first(r, true);
}

void
volley_end(struct recovery *r)
{
	while (r->volley.count > 0)
		hold_first(r, false);
}

void
volley_free(struct recovery *r)
{
	int i;

	for (i = 0; i < VOLLEY_MAX; i++)
		buffer_free(&r->volley.list[i].text);
	buffer_free(&r->volley.prompt);
}
