/*
 * Keys, decoded.  One byte after the other goes through a machine:
 *
 *   GROUND -ESC-> ESCAPE -[-> CSI -parameters-> ... final byte: a key, or none
 *                        -O-> SS3 -letter-> a key
 *                        -P ] X ^ _-> STRING ... until ST or BEL: swallowed
 *                        -other-> Alt with it
 *   CSI [ (Linux console) and CSI M (an old mouse's report) have one and three bytes more.
 *   CSI 200 ~ -> PASTE ... CSI 201 ~
 */
#include "lib/canvas/stroke.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buffer.h"
#include "lib/base/utf8.h"

#define ESCAPE_WAIT 50 /* ms: terminals send a sequence in one go, networks mostly leave it in one piece */
#define PASTE_WAIT 2000
#define PARAMETERS 4
#define PASTE_END "\033[201~"

enum state { GROUND, ESCAPE, CSI, SS3, STRING, STRING_ESCAPE, CONSOLE_KEY, MOUSE, PASTE };

struct strokes {
	struct buffer in; /* not looked at yet */
	struct buffer paste;
	enum state state;
	bool alt;         /* an ESC stood before */
	unsigned char utf8[4];
	int utf8_len;
	int parameters[PARAMETERS], count;
	bool sub, foreign; /* inside a sub-parameter; with an intermediate or private byte: no key of ours */
	size_t length;    /* bytes of the string so far */
	unsigned char opener; /* of the string */
	int left;         /* bytes of a mouse's report */
	size_t matched;   /* of PASTE_END */
};

struct strokes *
strokes_new(void)
{
	return calloc(1, sizeof(struct strokes));
}

void
strokes_free(struct strokes *s)
{
	if (s == NULL)
		return;
	buffer_free(&s->in);
	buffer_free(&s->paste);
	free(s);
}

int
strokes_feed(struct strokes *s, const char *data, size_t len)
{
	int r;

	buffer_add(&s->in, data, len);
	if ((r = buffer_status(&s->in)) != 0)
		buffer_clear(&s->in);
	return r;
}

/* Each of these takes one byte, and returns a key or 0. */

static uint32_t
ground(struct strokes *s)
{
	s->state = GROUND;
	s->alt = false;
	s->utf8_len = 0;
	return 0;
}

static uint32_t
give(struct strokes *s, uint32_t key)
{
	key |= s->alt ? STROKE_ALT : 0;
	ground(s);
	return key;
}

static uint32_t
control(unsigned char byte)
{
	switch (byte) {
	case '\t':
		return STROKE_TAB;
	case '\r':
		return STROKE_ENTER;
	case 0x08:
	case 0x7F:
		return STROKE_BACKSPACE;
	case 0:
		return STROKE_CTRL | ' ';
	}
	return STROKE_CTRL | (byte <= 26 ? (uint32_t)('a' + byte - 1) : (uint32_t)('@' + byte));
}

static uint32_t
take_character(struct strokes *s, unsigned char byte)
{
	uint32_t code;
	int n;

	s->utf8[s->utf8_len++] = byte;
	n = utf8_decode(s->utf8, (size_t)s->utf8_len, &code);
	if (n == 0)
		return 0;
	/* what is ill-formed goes; its last byte may begin something */
	if (n < 0) {
		n = s->utf8_len;
		ground(s);
		if (n == 1 || (byte >= 0x80 && byte < 0xC0))
			return 0;
		return take_character(s, byte);
	}
	return code >= 0x80 && code < 0xA0 ? ground(s) : give(s, code);
}

static uint32_t
take_ground(struct strokes *s, unsigned char byte)
{
	if (byte >= 0x80)
		return take_character(s, byte);
	/* a character that never ended */
	if (s->utf8_len > 0)
		ground(s);
	if (byte == 0x1B) {
		s->state = ESCAPE;
		return 0;
	}
	return give(s, byte < 0x20 || byte == 0x7F ? control(byte) : byte);
}

static uint32_t
take_escape(struct strokes *s, unsigned char byte)
{
	if (byte == 0x1B) {
		s->alt = true;
		return 0;
	}
	memset(s->parameters, 0, sizeof s->parameters);
	s->count = 0;
	s->sub = s->foreign = false;
	s->length = 0;
	if (byte == '[')
		s->state = CSI;
	else if (byte == 'O')
		s->state = SS3;
	else if (strchr("P]X^_", byte) != NULL && byte != 0) {
		s->state = STRING;
		s->opener = byte;
	} else {
		s->state = GROUND;
		s->alt = true;
		return take_ground(s, byte);
	}
	return 0;
}

static uint32_t
modifiers(int parameter)
{
	int held = parameter > 1 ? parameter - 1 : 0;

	return (held & 1 ? STROKE_SHIFT : 0) | (held & (2 | 8) ? STROKE_ALT : 0) | (held & 4 ? STROKE_CTRL : 0);
}

static uint32_t
tilde(int number)
{
	static const uint16_t names[] = {[1] = STROKE_HOME & 0xFFFF, STROKE_INSERT & 0xFFFF, STROKE_DELETE & 0xFFFF,
	    STROKE_END & 0xFFFF, STROKE_PAGE_UP & 0xFFFF, STROKE_PAGE_DOWN & 0xFFFF, STROKE_HOME & 0xFFFF, STROKE_END & 0xFFFF,
	    [11] = 0x100, 0x101, 0x102, 0x103, 0x104, [17] = 0x105, 0x106, 0x107, 0x108, 0x109, [23] = 0x10A, 0x10B};

	if (number < 1 || number >= (int)(sizeof names / sizeof *names) || names[number] == 0)
		return 0;
	return 0x200000u | names[number];
}

static uint32_t
letter(unsigned char byte)
{
	static const struct {
		char letter;
		uint32_t key;
	} keys[] = {{'A', STROKE_UP}, {'B', STROKE_DOWN}, {'C', STROKE_RIGHT}, {'D', STROKE_LEFT}, {'F', STROKE_END},
	    {'H', STROKE_HOME}, {'P', STROKE_F1}, {'Q', STROKE_F1 + 1}, {'R', STROKE_F1 + 2}, {'S', STROKE_F1 + 3},
	    {'Z', STROKE_TAB | STROKE_SHIFT}, {'a', STROKE_UP | STROKE_SHIFT}, {'b', STROKE_DOWN | STROKE_SHIFT},
	    {'c', STROKE_RIGHT | STROKE_SHIFT}, {'d', STROKE_LEFT | STROKE_SHIFT}};
	size_t i;

	for (i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i].letter == (char)byte)
			return keys[i].key;
	return 0;
}

/* A character that a terminal sends as a number, with what was held. */
static uint32_t
numbered(int code, uint32_t held)
{
	if (code == 9 || code == 13 || code == 27 || code == 127)
		return (code == 27 ? STROKE_ESCAPE : control((unsigned char)code)) | held;
	if (code < 0x20 || code >= 0x110000 || (code >= 0x7F && code < 0xA0) || (code >= 0xD800 && code < 0xF900))
		return 0;
	if ((held & STROKE_CTRL) && code >= 'A' && code <= 'Z')
		code += 'a' - 'A';
	if ((held & STROKE_SHIFT) && code >= 'a' && code <= 'z' && !(held & STROKE_CTRL))
		code -= 'a' - 'A';
	return (uint32_t)code | (held & ~STROKE_SHIFT);
}

static uint32_t
finish_csi(struct strokes *s, unsigned char byte)
{
	uint32_t held = modifiers(s->parameters[1]), key = 0;

	if (s->foreign)
		return ground(s);
	if (byte == '~' && s->parameters[0] == 200) {
		ground(s);
		s->state = PASTE;
		s->matched = 0;
		buffer_clear(&s->paste);
		return 0;
	}
	if (byte == '~' && s->parameters[0] == 27 && s->count == 2)
		key = numbered(s->parameters[2], held);
	else if (byte == 'u')
		key = numbered(s->parameters[0], held);
	else if (byte == '~' || byte == '^' || byte == '@')
		key = tilde(s->parameters[0]);
	else if (s->parameters[0] <= 1)
		key = letter(byte);
	if (key == 0)
		return ground(s);
	if (byte == '^' || byte == '@')
		held |= STROKE_CTRL | (byte == '@' ? STROKE_SHIFT : 0);
	return give(s, byte == 'u' || s->parameters[0] == 27 ? key : key | held);
}

static void
take_digit(struct strokes *s, int digit)
{
	int *p;

	if (s->sub || s->count >= PARAMETERS)
		return;
	p = &s->parameters[s->count];
	*p = *p > 999999 ? 9999999 : *p * 10 + digit;
}

static uint32_t
take_csi(struct strokes *s, unsigned char byte)
{
	bool first = s->length++ == 0;

	if (byte < 0x20 || byte >= 0x7F) {
		ground(s);
		return take_ground(s, byte);
	}
	if (first && byte == '[') {
		s->state = CONSOLE_KEY;
	} else if (first && byte == 'M') {
		s->state = MOUSE;
		s->left = 3;
	} else if (byte >= '0' && byte <= '9') {
		take_digit(s, byte - '0');
	} else if (byte == ';') {
		s->count += s->count < PARAMETERS;
		s->sub = false;
	} else if (byte == ':') {
		s->sub = true;
	} else if (byte < 0x40) {
		s->foreign = true;
	} else {
		return finish_csi(s, byte);
	}
	return 0;
}

static uint32_t
take_ss3(struct strokes *s, unsigned char byte)
{
	uint32_t key = letter(byte);

	if (byte < 0x20 || byte >= 0x7F) {
		ground(s);
		return take_ground(s, byte);
	}
	/* ESC O 5 A, as some have it */
	if (byte >= '0' && byte <= '9') {
		s->parameters[1] = byte - '0';
		return 0;
	}
	if (byte == 'M')
		key = STROKE_ENTER;
	if (byte >= 'a' && byte <= 'd')
		key = (key & ~STROKE_SHIFT) | STROKE_CTRL;
	/* the keypad's signs and digits */
	if (key == 0 && byte >= 'j' && byte <= 'y')
		key = (uint32_t)byte - 0x40;
	return key == 0 ? ground(s) : give(s, key | modifiers(s->parameters[1]));
}

static uint32_t
take_string(struct strokes *s, unsigned char byte)
{
	if (s->state == STRING_ESCAPE && byte != '\\' && byte != 0x1B) {
		ground(s);
		return take_escape(s, byte);
	}
	s->length++;
	if (byte == 0x07 || (s->state == STRING_ESCAPE && byte == '\\'))
		return ground(s);
	s->state = byte == 0x1B ? STRING_ESCAPE : STRING;
	return 0;
}

static uint32_t
end_paste(struct strokes *s)
{
	ground(s);
	return STROKE_PASTE;
}

static uint32_t
take_paste(struct strokes *s, unsigned char byte)
{
	size_t kept = s->matched;

	if (byte == (unsigned char)PASTE_END[s->matched]) {
		if (++s->matched == sizeof PASTE_END - 1)
			return end_paste(s);
		return 0;
	}
	/* it was no end: PASTE_END begins anew only with its first byte */
	s->matched = byte == 0x1B;
	if (s->paste.len + kept + 1 > STROKES_PASTE_MAX)
		return 0;
	buffer_add(&s->paste, PASTE_END, kept);
	if (byte != 0x1B)
		buffer_addc(&s->paste, (char)byte);
	return 0;
}

static uint32_t
take(struct strokes *s, unsigned char byte)
{
	switch (s->state) {
	case GROUND:
		return take_ground(s, byte);
	case ESCAPE:
		return take_escape(s, byte);
	case CSI:
		return take_csi(s, byte);
	case SS3:
		return take_ss3(s, byte);
	case STRING:
	case STRING_ESCAPE:
		return take_string(s, byte);
	case CONSOLE_KEY:
		return byte >= 'A' && byte <= 'E' ? give(s, STROKE_F1 + byte - 'A') : ground(s);
	case MOUSE:
		return --s->left == 0 ? ground(s) : 0;
	case PASTE:
		return take_paste(s, byte);
	}
	return 0;
}

bool
strokes_next(struct strokes *s, uint32_t *key)
{
	size_t i;

	*key = 0;
	for (i = 0; i < s->in.len && *key == 0; i++)
		*key = take(s, (unsigned char)s->in.data[i]);
	buffer_consume(&s->in, i);
	return *key != 0;
}

int
strokes_wait(const struct strokes *s)
{
	if (s->state == PASTE)
		return PASTE_WAIT;
	return s->state != GROUND || s->utf8_len > 0 ? ESCAPE_WAIT : -1;
}

/* Keys that begin as a sequence does come out as keys: put where strokes_next finds them. */
void
strokes_settle(struct strokes *s)
{
	enum state state = s->state;
	bool first = s->length == 0;
	unsigned char opener = s->opener;

	if (s->in.len > 0)
		return;
	if (state == PASTE) {
		buffer_add(&s->in, &PASTE_END[s->matched], sizeof PASTE_END - 1 - s->matched);
		return;
	}
	ground(s);
	if (state == ESCAPE)
		strokes_feed(s, "\033[27u", 5);
	/* Alt with what opens a sequence, as a number so that it opens none */
	if (first && (state == CSI || state == SS3 || state == STRING))
		buffer_addf(&s->in, "\033[%d;3u", state == CSI ? '[' : state == SS3 ? 'O' : opener);
}

const char *
strokes_pasted(const struct strokes *s, size_t *len)
{
	*len = s->paste.len;
	return s->paste.len > 0 ? s->paste.data : "";
}
