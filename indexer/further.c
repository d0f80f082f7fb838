/*
 * The prompt for more, of lines that came at once.
 *
 * Where it is known how much was typed, it is what stands before that.  Else all of the rows have it: what they have in common, up to its
 * sign.  A single row tells nothing, unless it begins as the shell's first prompt does, but for the sign.
 */
#include "indexer/further.h"

#include <string.h>

#define FURTHER_MAX 40 /* bytes */

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
