/* Signs that zsh's editor shows by their number. */
#include "indexer/spelt.h"

#include <string.h>

#include "lib/base/utf8.h"

#define DIGITS_MIN 4
#define DIGITS_MAX 8
#define ROWS_MAX 64

/* The rows of a line, one behind the other: a number may begin in one and end in the next. */
struct strip {
	struct buffer signs;   /* of each column its sign, or a blank where it is no ASCII, */
	struct buffer reverse; /* and 1 where that is in reverse */
};

static void
add_row(struct strip *s, const struct screen_line *line)
{
	int c;

	for (c = 0; c < line->cols; c++) {
		uint32_t sign = line->cells[c].text;

		buffer_addc(&s->signs, sign > ' ' && sign < 0x7F ? (char)sign : ' ');
		buffer_addc(&s->reverse, (line->cells[c].attributes & SCREEN_REVERSE) != 0);
	}
}

static bool
is_reverse(const struct strip *s, size_t at)
{
	return at < s->reverse.len && s->reverse.data[at] != 0;
}

static int
digit_of(char sign)
{
	if (sign >= '0' && sign <= '9')
		return sign - '0';
	return sign >= 'a' && sign <= 'f' ? sign - 'a' + 10 : -1;
}

/* The length of "<0301>" where it stands here, in reverse or not, and its number; else 0. */
static size_t
number_at(const struct strip *s, size_t at, uint32_t *code)
{
	const char *p = s->signs.data + at, *end = s->signs.data + s->signs.len;
	size_t n = 1;

	*code = 0;
	if (*p != '<')
		return 0;
	for (; p + n < end && n <= DIGITS_MAX && digit_of(p[n]) >= 0; n++)
		*code = *code * 16 + (uint32_t)digit_of(p[n]);
	return n > DIGITS_MIN && p + n < end && p[n] == '>' ? n + 1 : 0;
}

/* The reverse run that begins here is made of nothing but such numbers. */
static bool
is_spelt(const struct strip *s, size_t at)
{
	uint32_t code;
	size_t n;

	for (; is_reverse(s, at); at += n)
		if ((n = number_at(s, at, &code)) == 0 || !is_reverse(s, at + n - 1))
			return false;
	return true;
}

/* Put the sign in the place of `len` bytes of the text; how many it takes. */
static size_t
put_sign(struct buffer *text, size_t at, size_t len, uint32_t code)
{
	char sign[4];
	size_t n = (size_t)utf8_encode(code, sign);

	memcpy(text->data + at, sign, n);
	memmove(text->data + at + n, text->data + at + len, text->len - at - len);
	text->len -= len - n;
	return n;
}

/* Each number of the strip is found in the text behind the one before. */
static void
take_back(const struct strip *s, struct buffer *text)
{
	size_t at, from = 0, len, n;
	const char *found;
	uint32_t code;
	bool spelt = false;

	for (at = 0; at < s->signs.len && from < text->len; at += n) {
		n = 1;
		spelt = is_reverse(s, at) && (spelt || (!(at > 0 && is_reverse(s, at - 1)) && is_spelt(s, at)));
		if ((len = number_at(s, at, &code)) == 0)
			continue;
		n = len;
		if ((found = memmem(text->data + from, text->len - from, s->signs.data + at, len)) == NULL)
			continue;
		from = (size_t)(found - text->data);
		from += spelt && code > 0x7F ? put_sign(text, from, len, code) : len;
	}
}

void
spelt_take_back(struct recovery *r, int last, struct buffer *text)
{
	struct strip s = {{0}, {0}};
	struct screen_line line;
	int row, rows = 0;

	if (text->len == 0 || memchr(text->data, '<', text->len) == NULL || !screen_find(r->screen, r->edit.anchor.id, &row))
		return;
	for (; rows < ROWS_MAX && screen_line(r->screen, row, &line); row++, rows++) {
		add_row(&s, &line);
		if (row >= last && !line.continues)
			break;
	}
	if (buffer_status(&s.signs) == 0 && buffer_status(&s.reverse) == 0)
		take_back(&s, text);
	buffer_free(&s.signs);
	buffer_free(&s.reverse);
}
