/* What kinds of keys were pressed. */
#include "lib/cast/keys.h"

#include <string.h>

#define ESC 0x1B
#define TYPING_MS 1000
#define ROWS_MOST 256 /* of a paste, that are told of */
static const char PASTE_BEGIN[] = "\033[200~", PASTE_END[] = "\033[201~";

static void
note_row(struct keys *k, char c, struct buffer *out)
{
	if ((c == '\r' || (c == '\n' && !k->returned)) && k->rows < ROWS_MOST) {
		buffer_addc(out, 'v');
		k->rows++;
	}
	k->returned = c == '\r';
}

/* The end of the paste, searched over reads; returns what is behind it, or NULL. */
static const char *
find_paste_end(struct keys *k, const char *p, const char *end, struct buffer *out)
{
	for (; p < end; p++) {
		note_row(k, *p, out);
		if (*p == PASTE_END[k->matched])
			k->matched++;
		else
			k->matched = *p == PASTE_END[0];
		if (PASTE_END[k->matched] == '\0') {
			k->matched = 0;
			return p + 1;
		}
	}
	return NULL;
}

static bool
printable(char c)
{
	return (unsigned char)c >= 0x20 && c != 0x7F;
}

/* Behind a string that BEL or ST ends, as terminals answer queries with. */
static const char *
skip_string(const char *p, const char *end)
{
	for (; p < end; p++) {
		if (*p == '\a')
			return p + 1;
		if (*p == ESC)
			return p + 1 < end && p[1] == '\\' ? p + 2 : p;
	}
	return end;
}

/* Behind the escape sequence at p.  A control character is never swallowed: after Escape in vi mode
 * it may be the Enter that commits. */
static const char *
skip_escape(const char *p, const char *end)
{
	if (++p == end || !printable(*p))
		return p;
	switch (*p++) {
	case '[':
		while (p < end && printable(*p))
			if (*p >= 0x40 && *p <= 0x7E)
				return p + 1;
			else
				p++;
		return p;
	case 'O':
		return p < end && printable(*p) ? p + 1 : p;
	case ']':
	case 'P':
	case '_':
		return skip_string(p, end);
	}
	return p;
}

static void
classify(struct keys *k, const char *data, size_t len, struct buffer *out)
{
	const char *p = data, *end = data + len;
	const size_t begin = sizeof PASTE_BEGIN - 1;

	if (k->pasting && (p = find_paste_end(k, p, end, out)) == NULL)
		return;
	k->pasting = false;
	while (p < end) {
		if (*p == ESC && (size_t)(end - p) >= begin && memcmp(p, PASTE_BEGIN, begin) == 0) {
			buffer_addc(out, 'v');
			k->pasting = true;
			k->returned = false;
			k->rows = 1;
			if ((p = find_paste_end(k, p + begin, end, out)) == NULL)
				return;
			k->pasting = false;
		} else if (*p == ESC) {
			buffer_addc(out, 'e');
			p = skip_escape(p, end);
		} else if (!printable(*p)) {
			buffer_addc(out, '^');
			buffer_addc(out, (char)(*p++ ^ 0x40));
		} else {
			buffer_addc(out, 'p');
			while (p < end && printable(*p))
				p++;
		}
	}
}

void
keys_classify(struct keys *k, int64_t now_ms, const char *data, size_t len, struct buffer *out)
{
	size_t start = out->len;
	bool typing;

	classify(k, data, len, out);
	if (out->len == start)
		return;
	typing = out->len == start + 1 && out->data[start] == 'p';
	if (typing && k->typing && now_ms - k->typed_at < TYPING_MS)
		out->len = start;
	else
		k->typed_at = now_ms;
	k->typing = typing;
}

static bool
ends_hidden(char c)
{
	return c == '\r' || c == '\n' || c == ('C' ^ 0x40) || c == ('D' ^ 0x40);
}

void
keys_classify_hidden(struct keys *k, const char *data, size_t len, struct buffer *out)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (!k->hiding)
			buffer_addc(out, 'h');
		k->hiding = !ends_hidden(data[i]);
		if (k->hiding)
			continue;
		buffer_addc(out, '^');
		buffer_addc(out, (char)(data[i] ^ 0x40));
	}
	k->typing = false;
}

void
keys_shown(struct keys *k)
{
	k->hiding = false;
}
