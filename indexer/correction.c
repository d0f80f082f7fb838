/* A shell asks whether to correct the line that was left. */
#include "indexer/correction.h"

#include <ctype.h>
#include <string.h>

#define CORRECTION_MAX 12 /* bytes of a question behind the answers that it names, with the answer */

/* The words, or letters, between two brackets begin with those of zsh's and tcsh's four answers: no, yes, abort, edit. */
static bool
are_answers(const char *at, const char *end)
{
	static const char letters[] = "nyae";
	unsigned seen = 0;
	const char *letter, *from = at;
	int count = 0;

	for (; at < end; at++) {
		/* of words the first letter */
		if (!isalpha((unsigned char)*at) || (end - from != sizeof letters - 1 && at > from && isalpha((unsigned char)at[-1])))
			continue;
		if ((letter = strchr(letters, tolower((unsigned char)*at))) == NULL)
			return false;
		seen |= 1U << (letter - letters);
		count++;
	}
	return count == (int)sizeof letters - 1 && seen == 0xF;
}

/* A question whether to correct a line ends so, "[nyae]? " or "(y|n|e|a)? " or in its user's words; what is behind it, or NULL: it is none. */
static const char *
behind_correction(const char *text, size_t len)
{
	const char *end = text + len, *at, *open;

	for (at = end; at > text + 1 && at > end - CORRECTION_MAX; at--) {
		if (at[-1] != ']' && at[-1] != ')')
			continue;
		open = memrchr(text, at[-1] == ']' ? '[' : '(', (size_t)(at - 1 - text));
		if (open == NULL || open == text || !are_answers(open + 1, at - 1))
			return NULL;
		while (at < end && strchr("?:> ", *at) != NULL)
			at++;
		return at;
	}
	return NULL;
}

bool
correction_given_up(struct recovery *r, int row)
{
	struct screen_line line;
	struct buffer text = {0};
	const char *answer;
	size_t len;
	int above, end;
	bool given = false;

	if (!r->held.any || r->held.c.kind != COMMAND_SHELL || !screen_find(r->screen, r->held.row_id, &above))
		return false;
	for (above++; above < row && !given && screen_line(r->screen, above, &line); above++) {
		for (end = line.cols; end > 0 && line.cells[end - 1].text <= ' '; end--)
			;
		buffer_clear(&text);
		screen_text(r->screen, &line, 0, end, &text);
		if (text.len == 0 || (answer = behind_correction(text.data, text.len)) == NULL)
			continue;
		len = (size_t)(text.data + text.len - answer);
		given = (len == 1 && (*answer == 'a' || *answer == 'e')) || (len == 4 && memcmp(answer, "edit", 4) == 0) || (len == 5 && memcmp(answer, "abort", 5) == 0);
	}
	buffer_free(&text);
	return given;
}

bool
correction_asked(const struct recovery *r, const struct buffer *prompt)
{
	return r->held.any && r->held.c.kind == COMMAND_SHELL && prompt->len > 0 && behind_correction(prompt->data, prompt->len) == prompt->data + prompt->len;
}
