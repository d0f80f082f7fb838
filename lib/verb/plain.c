/* Terminal output as plain text. */
#include "lib/verb/plain.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/utf8.h"

#define LINE_MAX_CELLS 4096
#define STRING_MAX 65536 /* an unterminated string sequence ends here */

enum parse { GROUND, ESCAPE, CSI, STRING, STRING_ESCAPE };

struct plain {
	enum parse state;
	size_t string_len;
	struct buffer pending; /* an incomplete character */
	uint32_t cells[LINE_MAX_CELLS];
	size_t len, column;
	int argument; /* the first of a CSI, for erase in line and cursor movement */
	bool has_argument;
};

struct plain *
plain_new(void)
{
	return calloc(1, sizeof(struct plain));
}

void
plain_free(struct plain *p)
{
	if (p == NULL)
		return;
	buffer_free(&p->pending);
	free(p);
}

static void
put_line(struct plain *p, struct buffer *out)
{
	char bytes[4];
	size_t i;

	while (p->len > 0 && p->cells[p->len - 1] == ' ')
		p->len--;
	for (i = 0; i < p->len; i++)
		buffer_add(out, bytes, (size_t)utf8_encode(p->cells[i], bytes));
	buffer_addc(out, '\n');
	p->len = p->column = 0;
}

static void
put_cell(struct plain *p, uint32_t code, struct buffer *out)
{
	if (p->column >= LINE_MAX_CELLS)
		put_line(p, out);
	while (p->len < p->column)
		p->cells[p->len++] = ' ';
	p->cells[p->column++] = code;
	if (p->len < p->column)
		p->len = p->column;
}

static void
control(struct plain *p, uint32_t code, struct buffer *out)
{
	switch (code) {
	case '\n':
		put_line(p, out);
		break;
	case '\r':
		p->column = 0;
		break;
	case '\b':
		p->column -= p->column > 0;
		break;
	case '\t':
		p->column = (p->column + 8) & ~(size_t)7;
		if (p->column > LINE_MAX_CELLS - 1)
			p->column = LINE_MAX_CELLS - 1;
		break;
	case 0x1B:
		p->state = ESCAPE;
		break;
	}
}

/* Those that line editors use within a line. */
static void
finish_csi(struct plain *p, uint32_t final)
{
	size_t n = p->has_argument && p->argument > 0 ? (size_t)p->argument : 1;

	switch (final) {
	case 'K':
		if (!p->has_argument || p->argument == 0)
			p->len = p->column < p->len ? p->column : p->len;
		break;
	case 'C':
		p->column = p->column + n < LINE_MAX_CELLS ? p->column + n : LINE_MAX_CELLS - 1;
		break;
	case 'D':
		p->column -= n < p->column ? n : p->column;
		break;
	case 'P':
		if (p->column < p->len) {
			n = n < p->len - p->column ? n : p->len - p->column;
			memmove(p->cells + p->column, p->cells + p->column + n,
			    (p->len - p->column - n) * sizeof *p->cells);
			p->len -= n;
		}
		break;
	case '@':
		if (p->column < p->len && p->len + n <= LINE_MAX_CELLS) {
			memmove(p->cells + p->column + n, p->cells + p->column,
			    (p->len - p->column) * sizeof *p->cells);
			while (n-- > 0)
				p->cells[p->column + n] = ' ';
			p->len += p->has_argument && p->argument > 0 ? (size_t)p->argument : 1;
		}
		break;
	}
}

static void
take(struct plain *p, uint32_t code, struct buffer *out)
{
	/* what would end a sequence on a terminal ends it here too: nothing that was shown may hide behind one that was left open */
	if (p->state != GROUND && (code == 0x18 || code == 0x1A)) {
		p->state = GROUND;
		return;
	}
	if (p->state == STRING_ESCAPE && code != '\\')
		p->state = ESCAPE;
	switch (p->state) {
	case GROUND:
		if (code < 0x20 || code == 0x7F)
			control(p, code, out);
		else if (code < 0x80 || code >= 0xA0)
			put_cell(p, code, out);
		break;
	case ESCAPE:
		p->argument = 0;
		p->has_argument = false;
		p->string_len = 0;
		if (code == '[')
			p->state = CSI;
		else if (code < 0x80 && strchr("]PX^_", (int)code) != NULL && code != 0)
			p->state = STRING;
		else if (code != 0x1B && (code < 0x20 || code > 0x2F))
			p->state = GROUND;
		break;
	case CSI:
		if (code >= '0' && code <= '9' && p->argument < 10000) {
			p->argument = p->argument * 10 + (int)(code - '0');
			p->has_argument = true;
		} else if (code >= 0x40 && code <= 0x7E) {
			finish_csi(p, code);
			p->state = GROUND;
		} else if (code == 0x1B) {
			p->state = ESCAPE;
		}
		break;
	case STRING:
	case STRING_ESCAPE:
		if (code == '\a' || code == 0x9C || (p->state == STRING_ESCAPE && code == '\\') ||
		    ++p->string_len > STRING_MAX)
			p->state = GROUND;
		else
			p->state = code == 0x1B ? STRING_ESCAPE : STRING;
		break;
	}
}

void
plain_feed(struct plain *p, const char *data, size_t len, struct buffer *out)
{
	size_t at = 0;
	uint32_t code;
	int n;

	buffer_add(&p->pending, data, len);
	while (at < p->pending.len) {
		n = utf8_decode((unsigned char *)p->pending.data + at, p->pending.len - at, &code);
		if (n == 0)
			break;
		if (n < 0)
			code = 0xFFFD;
		take(p, code, out);
		at += (size_t)(n < 0 ? -n : n);
	}
	buffer_consume(&p->pending, at);
}

void
plain_finish(struct plain *p, struct buffer *out)
{
	if (p->len > 0)
		put_line(p, out);
}
