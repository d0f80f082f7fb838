/* References to the history in a command line. */
#include "indexer/history.h"

#include <string.h>

/* "^old^new^": the new stands there.  One without its second sign names a program, in shells that have no such references. */
static bool
has_replacement(const char *old, const char *end, const struct buffer *shown)
{
	const char *new = old < end ? memchr(old, '^', (size_t)(end - old)) : NULL, *stop;
	size_t len;

	if (new == NULL)
		return false;
	new++;
	stop = new < end ? memchr(new, '^', (size_t)(end - new)) : NULL;
	len = (size_t)((stop != NULL ? stop : end) - new);
	return len == 0 || memmem(shown->data, shown->len, new, len) != NULL;
}

bool
history_expands(const struct buffer *typed, const struct buffer *shown)
{
	const char *p, *end, *at, *stop, *from;

	if (shown->len == 0 || typed->len == 0)
		return false;
	p = typed->data;
	end = p + typed->len;
	at = shown->data;
	stop = at + shown->len;
	if (*p == '^')
		return has_replacement(p + 1, end, shown);
	/* what stands between the references stands there too, in order */
	for (from = p; from < end; from = p) {
		const char *hit;

		while (p < end && *p != '!')
			p++;
		if (p > from && (hit = memmem(at, (size_t)(stop - at), from, (size_t)(p - from))) == NULL)
			return false;
		else if (p > from)
			at = hit + (p - from);
		while (p < end && *p != ' ' && *p != ';' && *p != '|' && *p != '"' && *p != '/')
			p++;
	}
	return true;
}

bool
history_refused(const struct buffer *shown)
{
	/* bash's, zsh's and tcsh's */
	static const char *const signs[] = {"vent not found", "no such event", "no such word in event", "bad word specifier", "Bad ! ", "ubstitution failed",
	    "Modifier failed", "unrecognized history modifier", "illegal modifier"};
	size_t i;

	for (i = 0; i < sizeof signs / sizeof *signs; i++)
		if (shown->len > 0 && memmem(shown->data, shown->len, signs[i], strlen(signs[i])) != NULL)
			return true;
	return false;
}

bool
history_shows_only(const struct buffer *typed, const struct buffer *shown)
{
	const char *end, *p;
	bool within;

	/* a shell without a history has the word in its answer */
	if (typed->len == 0 || shown->len == 0 || memmem(shown->data, shown->len, ":p", 2) != NULL)
		return false;
	end = typed->data + typed->len;
	within = typed->data[0] == '^';
	for (p = typed->data; p < end; p++) {
		if (*p == '!')
			within = true;
		else if (strchr(" \t;|&<>", *p) != NULL)
			within = within && typed->data[0] == '^';
		else if (within && p + 1 < end && memcmp(p, ":p", 2) == 0 && (p + 2 == end || strchr(" :;|&<>\"", p[2]) != NULL))
			return true;
	}
	return false;
}

bool
history_refers(const struct buffer *text)
{
	size_t i;

	if (text->len > 1 && text->data[0] == '^')
		return true;
	for (i = 0; i + 1 < text->len; i++)
		if (text->data[i] == '!' && strchr(" \t=(\n\"", text->data[i + 1]) == NULL)
			return true;
	return false;
}
