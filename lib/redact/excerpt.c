/* A text in which secrets are looked for. */
#include "lib/redact/excerpt.h"

#include <string.h>

const uint16_t excerpt_classes[256] = {
	['0' ... '9'] = CLASS_DIGIT, ['a' ... 'z'] = CLASS_LETTER, ['A' ... 'Z'] = CLASS_LETTER, ['_'] = CLASS_UNDER,
	['-'] = CLASS_UNDER, ['.'] = CLASS_DOT, ['+'] = CLASS_BASE, ['/'] = CLASS_BASE, ['='] = CLASS_BASE,
	['$'] = CLASS_DOLLAR, [' '] = CLASS_BLANK, ['\t'] = CLASS_BLANK, ['\n'] = CLASS_FEED, ['\r'] = CLASS_FEED,
	['"'] = CLASS_QUOTE, ['\''] = CLASS_QUOTE, ['`'] = CLASS_QUOTE, ['|'] = CLASS_JOINT, [';'] = CLASS_JOINT,
	['&'] = CLASS_JOINT, ['\0'] = CLASS_JOINT,
};

void
excerpt_tell(const struct excerpt *t, enum secret_kind kind, size_t from, size_t to)
{
	if (to > from)
		t->found(t->context, kind, from, to);
}

static bool
ends_value(char c)
{
	switch (c) {
	case ' ':
	case '\t':
	case '\r':
	case '"':
	case '\'':
	case '`':
	case ';':
	case '|':
	case '&':
	case '<':
	case '>':
	case ')':
	case ',':
	case '}':
	case '\0':
		return true;
	default:
		return false;
	}
}

size_t
excerpt_value_end(const struct excerpt *t, size_t i)
{
	char quote = i > 0 && excerpt_is(t->p[i - 1], CLASS_QUOTE) ? t->p[i - 1] : '\0';

	for (; i < t->len && t->p[i] != '\n'; i++) {
		if (t->p[i] == '\\' && i + 1 < t->len && t->p[i + 1] != '\n')
			i++;
		else if (quote != '\0' ? t->p[i] == quote : ends_value(t->p[i]))
			break;
	}
	return i < t->len ? i : t->len;
}

static bool
is_reference(const struct excerpt *t, size_t i, size_t to)
{
	if (t->p[i] != '$' || to - i < 2)
		return false;
	i += t->p[i + 1] == '{' ? 2 : 1;
	while (i < to && (excerpt_is(t->p[i], CLASS_ALNUM) || t->p[i] == '_'))
		i++;
	return i == to || (i + 1 == to && t->p[i] == '}') || (i == to - 2 && t->p[i] == '(');
}

static bool
is_no_value(const char *p, size_t n)
{
	return EXCERPT_EQUALS(p, n, "true") || EXCERPT_EQUALS(p, n, "false") || EXCERPT_EQUALS(p, n, "null") ||
	    EXCERPT_EQUALS(p, n, "none") || EXCERPT_EQUALS(p, n, "nil") || EXCERPT_EQUALS(p, n, "undefined") ||
	    EXCERPT_EQUALS(p, n, "yes") || EXCERPT_EQUALS(p, n, "no") || EXCERPT_EQUALS(p, n, "string") ||
	    EXCERPT_EQUALS(p, n, "required") || EXCERPT_EQUALS(p, n, "[redacted") || EXCERPT_EQUALS(p, n, "%s");
}

/* `name(`, without a quote before it: `token = next_token(lexer);` says nothing. */
static bool
is_call(const struct excerpt *t, size_t from, size_t to)
{
	size_t i = from;

	if ((from > 0 && excerpt_is(t->p[from - 1], CLASS_QUOTE)) || excerpt_is(t->p[i], CLASS_DIGIT))
		return false;
	while (i < to && (excerpt_is(t->p[i], CLASS_ALNUM) || t->p[i] == '_' || t->p[i] == '.'))
		i++;
	/* and its arguments, up to where they are parted or end */
	return i > from && i < to && t->p[i] == '(' && (excerpt_at(t, to) == ')' || excerpt_at(t, to) == ',' ||
	    excerpt_at(t, to) == '"' || excerpt_at(t, to) == '\'');
}

bool
excerpt_is_nothing(const struct excerpt *t, size_t from, size_t to)
{
	size_t i = from;

	if (to <= from || is_reference(t, from, to) || is_no_value(t->p + from, to - from) || is_call(t, from, to))
		return true;
	while (i < to && (t->p[i] == '*' || t->p[i] == '.'))
		i++;
	return i == to || (to - from >= 10 && memcmp(t->p + from, "[redacted:", 10) == 0);
}

size_t
excerpt_tell_value(const struct excerpt *t, enum secret_kind kind, size_t i)
{
	size_t end;

	i = excerpt_skip(t, i, CLASS_BLANK);
	if (excerpt_at(t, i) == '$' && excerpt_is(excerpt_at(t, i + 1), CLASS_QUOTE))
		i++;
	if (excerpt_at(t, i) == '\\')
		i++;
	if (excerpt_is(excerpt_at(t, i), CLASS_QUOTE))
		i++;
	end = excerpt_value_end(t, i);
	if (!excerpt_is_nothing(t, i, end))
		excerpt_tell(t, kind, i, end);
	return end;
}
