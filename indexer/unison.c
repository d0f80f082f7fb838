/*
 * A line that several panes were given.  tmux draws the border of the pane in front red as long as it is so, if its user has chosen no other colour; and
 * the line stands elsewhere, behind another prompt, drawn between its first key and its last.
 */
#include "indexer/unison.h"

#include <string.h>

#include "indexer/fence.h"

#define RED (SCREEN_PALETTE | 1)
#define LEAST 2      /* letters of the line: one alone may be anywhere */
#define PANES_MAX 16 /* that are looked for */
#define EARLY 2      /* events: another pane may draw a key before this one does */

struct singer {
	struct pane pane;
	int row;
};

static bool
is_red(struct recovery *r, int row, int col)
{
	struct screen_line line;

	return col >= 0 && screen_line(r->screen, row, &line) && col < line.cols && line.cells[col].fg == RED && fence_is_post(r->screen, row, col);
}

bool
unison_is_given(struct recovery *r, const struct pane *p)
{
	int row;

	/* of two panes it is a half of what is between them */
	for (row = 0; p->split && row < screen_rows(r->screen); row++)
		if (is_red(r, row, p->left - 1) || is_red(r, row, p->right) || is_red(r, row, p->left))
			return true;
	return false;
}

/* The text stands here, behind something, and its row ends with it. */
static bool
stands_at(struct recovery *r, const struct pane *p, int row, int col, const struct buffer *text)
{
	struct buffer shown = {0}, prompt = {0};
	int last = line_last(r->screen, p, row);
	bool stands;

	line_text(r->screen, p, row, col, last, &shown);
	line_prompt(r->screen, p, row, col, &prompt);
	stands = buffer_is(&shown, text->data, text->len) && prompt.len > 0 && !prompt_is_blank(prompt.data, prompt.len);
	buffer_free(&shown);
	buffer_free(&prompt);
	return stands;
}

static bool
has_sung(struct recovery *r, const struct singer *list, int count, int row, int col)
{
	int i;

	for (i = 0; i < count; i++)
		if (line_in_pane(r->screen, &list[i].pane, list[i].row, row, col))
			return true;
	return false;
}

int
unison_of(struct recovery *r, struct command *like)
{
	const struct held *h = &r->held;
	const struct buffer *text = &h->c.text;
	struct singer list[PANES_MAX];
	struct screen_line line;
	uint32_t first;
	int row, own, col, count = 1;

	memset(like, 0, sizeof *like);
	if (!h->given || h->c.kind == COMMAND_REPLY || text->len < LEAST || memchr(text->data, '\n', text->len) != NULL ||
	    !screen_find(r->screen, h->first_id, &own) || !screen_line(r->screen, own, &line) || h->anchor.col >= line.cols)
		return 0;
	first = line.cells[h->anchor.col].stamp;
	list[0] = (struct singer){h->pane, own};
	for (row = 0; row < screen_rows(r->screen) && count < PANES_MAX; row++) {
		if (!screen_line(r->screen, row, &line))
			continue;
		for (col = 1; col < line.cols && count < PANES_MAX; col++) {
			struct pane p;

			if (line.cells[col].text != (unsigned char)text->data[0] || line.cells[col - 1].text > ' ' || line.cells[col].stamp + EARLY < first ||
			    line.cells[col].stamp > h->c.event || has_sung(r, list, count, row, col))
				continue;
			p = line_pane(r->screen, row, col, true);
			if (stands_at(r, &p, row, col, text))
				list[count++] = (struct singer){p, row};
		}
	}
	*like = (struct command){.at = h->c.at, .event = h->c.event, .kind = h->c.kind, .depth = h->c.depth, .reasons = h->c.reasons | REASON_REANCHORED, .exit = COMMAND_UNKNOWN,
	    .duration = COMMAND_UNKNOWN};
	strcpy(like->program, h->c.program);
	buffer_add(&like->text, text->data, text->len);
	return count - 1;
}

void
unison_tell(struct recovery *r, struct command *like, int times)
{
	for (; times > 0; times--) {
		struct command c = *like;

		memset(&c.text, 0, sizeof c.text);
		buffer_add(&c.text, like->text.data, like->text.len);
		hand_one(r, &c);
	}
	command_free(like);
}
