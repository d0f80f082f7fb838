/* The lines that were run lately, as far as they may be fetched again. */
#include "indexer/recall.h"

#include <string.h>

#define LINE_LEAST 12   /* bytes: what is shorter fits into any row, */
#define LINE_MOST 4096  /* and what is longer nobody fetches to run it once more in one row */
#define PART_LEAST 8    /* bytes: less may be the beginning of anything */

void
recall_free(struct recall *r)
{
	size_t i;

	for (i = 0; i < RECALL_LINES; i++)
		buffer_free(&r->lines[i]);
}

void
recall_note(struct recall *r, const struct buffer *text)
{
	struct buffer *line = &r->lines[r->next % RECALL_LINES];

	if (text->len < LINE_LEAST || text->len > LINE_MOST || memchr(text->data, '\n', text->len) != NULL)
		return;
	buffer_clear(line);
	buffer_add(line, text->data, text->len);
	r->next++;
}

bool
recall_has(const struct recall *r, const struct buffer *text)
{
	size_t i;

	for (i = 0; i < RECALL_LINES; i++)
		if (text->len > 0 && buffer_is(&r->lines[i], text->data, text->len))
			return true;
	return false;
}

static bool
has_part(const struct buffer *line, const struct buffer *part, bool begins)
{
	return line->len > part->len && memcmp(begins ? line->data : line->data + line->len - part->len, part->data, part->len) == 0;
}

const struct buffer *
recall_find(const struct recall *r, const struct buffer *part, bool begins)
{
	const struct buffer *found = NULL;
	size_t i;

	if (part->len < PART_LEAST)
		return NULL;
	for (i = 0; i < RECALL_LINES; i++) {
		if (!has_part(&r->lines[i], part, begins))
			continue;
		if (found != NULL && (found->len != r->lines[i].len || memcmp(found->data, r->lines[i].data, found->len) != 0))
			return NULL;
		found = &r->lines[i];
	}
	return found;
}
