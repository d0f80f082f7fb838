/* Patterns. */
#include "search/glob.h"

#include <string.h>

#include "lib/base/utf8.h"

/* The set that begins behind `[`: whether the character is in it, and where the set ends.  NULL: it has no end. */
static const char *
match_set(const char *p, uint32_t code, bool *is_in)
{
	bool not = *p == '^' || *p == '!', found = false, first = true;
	uint32_t low, high;
	int n;

	for (p += not; *p != '\0' && (*p != ']' || first); first = false) {
		if ((n = utf8_decode((const unsigned char *)p, strlen(p), &low)) <= 0)
			return NULL;
		p += n;
		high = low;
		if (p[0] == '-' && p[1] != ']' && p[1] != '\0') {
			if ((n = utf8_decode((const unsigned char *)p + 1, strlen(p + 1), &high)) <= 0)
				return NULL;
			p += 1 + n;
		}
		found |= code >= low && code <= high;
	}
	*is_in = found != not;
	return *p == ']' ? p + 1 : NULL;
}

/* Whether one character of the text is what the pattern says next, and how far both go. */
static bool
match_one(const char *p, const char *text, size_t len, size_t *pattern_step, size_t *text_step)
{
	const char *end;
	uint32_t code = 0;
	bool is_in;
	int n = utf8_decode((const unsigned char *)text, len, &code);

	*text_step = n > 0 ? (size_t)n : 1;
	if (*p == '?') {
		*pattern_step = 1;
		return true;
	}
	if (*p == '[' && (end = match_set(p + 1, code, &is_in)) != NULL) {
		*pattern_step = (size_t)(end - p);
		return is_in;
	}
	*pattern_step = *text_step = 1;
	return *p == *text;
}

bool
glob_match(const char *pattern, const char *text, size_t len)
{
	const char *p = pattern, *star = NULL;
	size_t at = 0, back = 0, pattern_step, text_step;

	/* only the last star has to be tried anew: what an earlier one took can stay so */
	while (at < len) {
		if (*p == '*') {
			star = ++p;
			back = at;
		} else if (*p != '\0' && match_one(p, text + at, len - at, &pattern_step, &text_step)) {
			p += pattern_step;
			at += text_step;
		} else if (star != NULL) {
			p = star;
			at = ++back;
		} else {
			return false;
		}
	}
	while (*p == '*')
		p++;
	return *p == '\0';
}

char *
glob_literal(const char *pattern)
{
	const char *best = NULL, *p = pattern, *end;
	size_t best_len = 0, n;
	bool is_in;

	while (*p != '\0') {
		n = strcspn(p, "*?[");
		if (n > best_len) {
			best = p;
			best_len = n;
		}
		p += n;
		if (*p == '[')
			/* one without an end stands for itself, which no run needs to say */
			p = (end = match_set(p + 1, 0, &is_in)) != NULL ? end : p + 1;
		else if (*p != '\0')
			p++;
	}
	return best != NULL ? strndup(best, best_len) : NULL;
}
