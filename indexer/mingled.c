/* Prompts in the midst of a row: behind output, behind what was typed, behind one another. */
#include "indexer/edit.h"

#include <string.h>

#define COUNTED_LEAST 4 /* bytes of a prompt that is found again with another number */

/* Behind lines that were not echoed, and printed nothing, the prompt stands again and again. */
static bool
is_repeated(const struct buffer *text, const struct buffer *prompt)
{
	size_t n;

	if (prompt->len == 0 || text->len < 2 * prompt->len || text->len % prompt->len != 0)
		return false;
	for (n = 0; n < text->len && memcmp(text->data + n, prompt->data, prompt->len) == 0; n += prompt->len)
		;
	return n == text->len;
}

/* Lines came at once, and the kernel echoed them before the shell asked for them: "> > # ". */
static bool
is_behind_further(const struct place *p, const struct buffer *text, const struct buffer *prompt)
{
	size_t end, at = 0;
	int n;
	bool found = true;

	if (prompt->len == 0 || text->len <= prompt->len || memcmp(text->data + text->len - prompt->len, prompt->data, prompt->len) != 0)
		return false;
	for (end = text->len - prompt->len; at < end && found;) {
		found = end - at >= 2 && memcmp(text->data + at, "> ", 2) == 0;
		if (found) {
			at += 2;
			continue;
		}
		for (n = 0; n < p->more.count && !found; n++) {
			const struct buffer *more = &p->more.list[n];

			found = more->len > 0 && more->len <= end - at && memcmp(text->data + at, more->data, more->len) == 0;
			at += found ? more->len : 0;
		}
	}
	return found;
}

bool
stands_behind_further(struct recovery *r, const struct buffer *row)
{
	const struct place *top = places_top(&r->places);
	int n;

	for (n = 0; n < top->first.count; n++)
		if (is_behind_further(top, row, &top->first.list[n]))
			return true;
	return false;
}

bool
ends_with_prompt(struct recovery *r, const struct buffer *text, struct buffer *prompt)
{
	const struct place *p;
	int i, n;

	for (i = r->places.count - 1; i >= 0; i--) {
		p = &r->places.list[i];
		for (n = 0; n < p->first.count; n++) {
			const struct buffer *known = &p->first.list[n];

			if (is_repeated(text, known) || is_behind_further(p, text, known)) {
				buffer_clear(prompt);
				buffer_add(prompt, known->data, known->len);
				return true;
			}
			/* perhaps with another number, or time */
			if (known->len >= 4 && known->len < text->len &&
			    prompt_counts(text->data + text->len - known->len, known->len, known->data, known->len)) {
				buffer_clear(prompt);
				buffer_add(prompt, text->data + text->len - known->len, known->len);
				return true;
			}
		}
	}
	return false;
}

/* Before a prompt, all there is in its row: the sign of the key that stopped a program, or what was typed, and stands behind the prompt again. */
static bool
is_echo_before(const struct buffer *row, size_t len, size_t end)
{
	size_t rest = row->len - end;

	while (len > 0 && row->data[len - 1] == ' ')
		len--;
	if (len >= 2 && row->data[len - 2] == '^' && strchr("CZ\\", row->data[len - 1]) != NULL)
		return true;
	return len > 0 && rest >= len && memcmp(row->data, row->data + end, len) == 0;
}

/* Where a known prompt begins in a row, not at its margin, as it is or with another number; how long it is there.  SIZE_MAX: nowhere. */
static size_t
place_in_row(const struct buffer *row, const struct buffer *known, size_t *len)
{
	const char *hit = row->len > 1 ? memmem(row->data + 1, row->len - 1, known->data, known->len) : NULL;
	size_t at;

	*len = known->len;
	if (hit != NULL)
		return (size_t)(hit - row->data);
	for (at = 1; known->len >= COUNTED_LEAST && at + known->len - 1 <= row->len; at++)
		/* the next may have a digit more */
		for (*len = known->len; *len <= known->len + 1 && at + *len <= row->len; ++*len)
			if (prompt_counts(row->data + at, *len, known->data, known->len))
				return at;
	return SIZE_MAX;
}

/* Where a known prompt ends that came into the row of what was typed at a program; 0: nowhere. */
size_t
prompt_behind_echo(struct recovery *r, const struct buffer *row, struct buffer *prompt)
{
	const struct place *p;
	size_t at, end, len, found = 0;
	int i, n;

	for (i = r->places.count - 1; i >= 0; i--) {
		p = &r->places.list[i];
		for (n = 0; n < p->first.count; n++) {
			const struct buffer *known = &p->first.list[n];

			/* a sign alone may be anything's, but directly behind the key's */
			if (known->len == 0 || (known->len == 1 && (row->len < 3 || row->data[0] != '^' || row->data[2] != known->data[0])))
				continue;
			if (row->len <= known->len || (at = place_in_row(row, known, &len)) == SIZE_MAX)
				continue;
			end = at + len;
			/* a prompt before a prompt is no echo: what was typed there was not shown */
			if (end <= found || memcmp(row->data, known->data, known->len) == 0 || !is_echo_before(row, at, end))
				continue;
			found = end;
			buffer_clear(prompt);
			buffer_add(prompt, row->data + at, len);
		}
	}
	return found;
}

/* The same of one that has another number now, of as many digits. */
static size_t
end_of_counted(const struct buffer *text, const struct buffer *known)
{
	size_t at, end = 0;

	if (known->len < 4 || !prompt_is_shells(known->data, known->len))
		return 0;
	for (at = 0; at + known->len <= text->len; at++)
		if (prompt_counts(text->data + at, known->len, known->data, known->len))
			end = at + known->len;
	return end;
}

/* The last place in the text where a known prompt of some length ends; the text is cut there. */
bool
prompt_within(struct recovery *r, struct buffer *text, size_t *end)
{
	const struct place *p;
	const char *hit, *from;
	int i, n;

	*end = 0;
	if (text->len == 0)
		return false;
	for (i = r->places.count - 1; i >= 0; i--) {
		p = &r->places.list[i];
		for (n = 0; n < p->first.count; n++) {
			const struct buffer *known = &p->first.list[n];

			if (known->len < 4)
				continue;
			for (from = text->data; (hit = memmem(from, (size_t)(text->data + text->len - from), known->data,
						     known->len)) != NULL; from = hit + 1)
				if ((size_t)(hit - text->data) + known->len > *end)
					*end = (size_t)(hit - text->data) + known->len;
			if (places_multiplexed(&r->places) && end_of_counted(text, known) > *end)
				*end = end_of_counted(text, known);
		}
	}
	if (*end > 0)
		text->len = *end;
	return *end > 0;
}
