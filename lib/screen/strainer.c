/* Terminal output, taken apart. */
#include "lib/screen/strainer.h"

#include <string.h>

#include "lib/base/utf8.h"

enum state {
	GROUND,
	ESCAPE,
	CSI_START,
	CSI_PARAMS,
	CSI_INTERMEDIATES,
	OSC,
	OSC_UNHEARD, /* too long: until its end */
	STRING,	     /* one that is dropped, counted */
	STRING_UNHEARD,
	OSC_ESCAPE, /* ESC in an OSC: perhaps its end */
};

struct run {
	struct strainer *s;
	const struct strainer_sink *sink;
	void *context;
};

void
strainer_free(struct strainer *s)
{
	buffer_free(&s->string);
	memset(s, 0, sizeof *s);
}

void
strainer_reset(struct strainer *s)
{
	strainer_free(s);
}

bool
strainer_idle(const struct strainer *s)
{
	return s->partial_len == 0 && s->state == GROUND;
}

bool
strainer_settled(const struct strainer *s)
{
	return s->partial_len == 0 && !s->lead_c2 &&
	    (s->state == GROUND || s->state == OSC_UNHEARD || s->state == STRING_UNHEARD);
}

const char *
strainer_opener(const struct strainer *s)
{
	/* an OSC without a number is one that nobody is told of */
	return s->state == OSC_UNHEARD ? "\033];" : s->state == STRING_UNHEARD ? "\033X" : "";
}

static void
enter(struct strainer *s, enum state state)
{
	s->state = (int)state;
	s->length = 0;
}

static void
enter_escape(struct strainer *s)
{
	s->intermediate = 0;
	s->bad = false;
	enter(s, ESCAPE);
}

static void
enter_csi(struct strainer *s)
{
	s->csi.leader = s->csi.intermediate = 0;
	s->csi.colons = 0;
	s->csi.count = 1;
	s->csi.params[0] = -1;
	s->bad = s->full = false;
	enter(s, CSI_START);
}

static void
enter_string(struct strainer *s, enum state state)
{
	/* what one long string needed is not held for ever */
	if (s->string.cap > 4096)
		buffer_free(&s->string);
	buffer_clear(&s->string);
	s->lead_c2 = false;
	enter(s, state);
}

/* The byte behind ESC and its intermediates, or a C1 control less 0x40. */
static void
end_escape(struct run *r, char c)
{
	struct strainer *s = r->s;

	if (s->intermediate == 0 && !s->bad) {
		switch (c) {
		case '[':
			enter_csi(s);
			return;
		case ']':
			enter_string(s, OSC);
			return;
		case 'P':
		case 'X':
		case '^':
		case '_':
		case 'k':
			enter_string(s, STRING);
			return;
		}
	}
	enter(s, GROUND);
	if (!s->bad)
		r->sink->escape(r->context, s->intermediate, c);
}

static void
c1(struct run *r, uint32_t code)
{
	enter_escape(r->s);
	end_escape(r, (char)(code - 0x40));
}

static void
in_escape(struct run *r, unsigned char c)
{
	struct strainer *s = r->s;

	if (c >= 0x20 && c <= 0x2F) {
		s->bad |= s->intermediate != 0;
		s->intermediate = (char)c;
	} else if (c >= 0x30 && c <= 0x7E) {
		end_escape(r, (char)c);
	}
}

static void
next_param(struct strainer *s, bool colon)
{
	struct csi *csi = &s->csi;

	if (csi->count == STRAINER_PARAMS) {
		s->full = true;
		return;
	}
	if (colon)
		csi->colons |= 1u << (csi->count - 1);
	csi->params[csi->count++] = -1;
}

static void
digit(struct strainer *s, unsigned char c)
{
	int *param = &s->csi.params[s->csi.count - 1], value;

	if (s->full)
		return;
	value = (*param < 0 ? 0 : *param) * 10 + (c - '0');
	*param = value > STRAINER_PARAM_MAX ? STRAINER_PARAM_MAX : value;
}

static void
in_csi(struct run *r, unsigned char c)
{
	struct strainer *s = r->s;

	if (c >= 0x40 && c <= 0x7E) {
		enter(s, GROUND);
		s->csi.final = (char)c;
		if (!s->bad)
			r->sink->csi(r->context, &s->csi);
	} else if (c >= 0x20 && c <= 0x2F) {
		s->bad |= s->csi.intermediate != 0;
		s->csi.intermediate = (char)c;
		s->state = CSI_INTERMEDIATES;
	} else if (c >= 0x3C && c <= 0x3F) {
		s->bad |= s->state != CSI_START || s->csi.leader != 0;
		s->csi.leader = (char)c;
	} else if (c >= 0x30 && c <= 0x3B) {
		s->bad |= s->state == CSI_INTERMEDIATES;
		s->state = s->bad ? s->state : CSI_PARAMS;
		if (c >= 0x3A)
			next_param(s, c == ':');
		else
			digit(s, c);
	}
}

/* Digits and semicolons, which is what nearly all of them are made of; returns how many bytes were taken. */
static size_t
plain_params(struct strainer *s, const unsigned char *data, size_t len)
{
	int *param = &s->csi.params[s->csi.count - 1], value = *param;
	size_t i = 0;

	if (s->bad || s->state == CSI_INTERMEDIATES)
		return 0;
	if (len > STRAINER_SEQUENCE_MAX - s->length)
		len = STRAINER_SEQUENCE_MAX - s->length;
	for (; i < len; i++) {
		if (data[i] >= '0' && data[i] <= '9') {
			value = s->full ? value : (value < 0 ? 0 : value) * 10 + (data[i] - '0');
			value = value > STRAINER_PARAM_MAX ? STRAINER_PARAM_MAX : value;
		} else if (data[i] == ';') {
			*param = value;
			next_param(s, false);
			param = &s->csi.params[s->csi.count - 1];
			value = *param;
		} else {
			break;
		}
	}
	*param = value;
	if (i > 0)
		s->state = CSI_PARAMS;
	s->length += i;
	return i;
}

/* A byte of an escape or CSI sequence.  C0 controls act at once, in the middle of it. */
static void
in_sequence(struct run *r, unsigned char c)
{
	struct strainer *s = r->s;

	if (c == 0x1B)
		enter_escape(s);
	else if (c == 0x18 || c == 0x1A || ++s->length > STRAINER_SEQUENCE_MAX)
		enter(s, GROUND);
	else if (c < 0x20 && c != 0)
		r->sink->control(r->context, (char)c);
	else if (s->state == ESCAPE)
		in_escape(r, c);
	else
		in_csi(r, c);
}

static void
end_osc(struct run *r)
{
	struct strainer *s = r->s;

	enter(s, GROUND);
	if (s->string.broken)
		return;
	r->sink->osc(r->context, s->string.len > 0 ? s->string.data : "", s->string.len);
}

static void
string_byte(struct strainer *s, unsigned char c)
{
	bool osc = s->state == OSC || s->state == OSC_UNHEARD;

	if (s->state == OSC && c >= 0x20 && c != 0x7F)
		buffer_addc(&s->string, (char)c);
	if ((s->state == OSC || s->state == STRING) && ++s->length > STRAINER_STRING_MAX)
		enter_string(s, osc ? OSC_UNHEARD : STRING_UNHEARD);
	/* an unheard string is settled only between characters */
	s->lead_c2 = c == 0xC2;
}

static void
in_string(struct run *r, unsigned char c)
{
	struct strainer *s = r->s;
	bool osc = s->state == OSC || s->state == OSC_UNHEARD;

	if (c == 0x1B) {
		if (s->state == OSC)
			s->state = OSC_ESCAPE;
		else
			enter_escape(s);
	} else if (c == 0x18 || c == 0x1A) {
		enter(s, GROUND);
	} else if (c == 0x07 && osc) {
		if (s->state == OSC)
			end_osc(r);
		else
			enter(s, GROUND);
	} else if (s->lead_c2 && c >= 0x80 && c <= 0x9F) {
		if (s->state == OSC && s->string.len > 0)
			s->string.len--;
		if (c == 0x9C && s->state == OSC)
			end_osc(r);
		else
			c1(r, c);
	} else {
		string_byte(s, c);
		return;
	}
	s->lead_c2 = false;
}

static void
in_osc_escape(struct run *r, unsigned char c)
{
	if (c == '\\') {
		end_osc(r);
	} else {
		enter_escape(r->s);
		in_sequence(r, c);
	}
}

static void
character(struct run *r, uint32_t code)
{
	if (code >= 0xA0)
		r->sink->glyphs(r->context, &code, 1);
	else
		c1(r, code);
}

/* Characters that are not ASCII, all of whose bytes are here, and what is none, up to the first C1 control; returns how many
 * bytes were taken.  Its array is in nobody's way who has ASCII. */
__attribute__((noinline)) static size_t
whole_characters(struct run *r, const unsigned char *data, size_t len)
{
	uint32_t codes[STRAINER_GLYPHS];
	size_t i = 0, count = 0;
	int n;

	while (i < len && data[i] >= 0x80 && count < STRAINER_GLYPHS) {
		if ((n = utf8_decode(data + i, len - i, &codes[count])) < 0) {
			n = -n;
			codes[count] = 0xFFFD;
		}
		if (n == 0 || codes[count] < 0xA0)
			break;
		count++;
		i += (size_t)n;
	}
	if (count > 0)
		r->sink->glyphs(r->context, codes, count);
	return i;
}

/* One that may have begun before, may go on later, or may be none; returns how many bytes were
 * taken. */
static size_t
part_of_character(struct run *r, const unsigned char *data, size_t len)
{
	struct strainer *s = r->s;
	unsigned char bytes[4];
	size_t had = (size_t)s->partial_len, more = 4 - had < len ? 4 - had : len;
	uint32_t code = 0xFFFD;
	int n;

	memcpy(bytes, s->partial, had);
	memcpy(bytes + had, data, more);
	n = utf8_decode(bytes, had + more, &code);
	if (n == 0) {
		memcpy(s->partial, bytes, had + more);
		s->partial_len = (int)(had + more);
		return more;
	}
	s->partial_len = 0;
	if (n < 0) {
		n = -n;
		code = 0xFFFD;
	}
	character(r, code);
	return (size_t)n - had;
}

/* How many bytes from the start are text: eight at a time, none of which has its high bit or is
 * below 0x20 or 0x7F. */
static size_t
text_span(const unsigned char *data, size_t len)
{
	const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
	size_t i = 0;
	uint64_t w;

	while (len - i >= sizeof w) {
		memcpy(&w, data + i, sizeof w);
		/* a carry can only make a byte beside a control look like one */
		if (((w | (w - ones * 0x20) | (w + ones)) & high) != 0)
			break;
		i += sizeof w;
	}
	while (i < len && data[i] >= 0x20 && data[i] < 0x7F)
		i++;
	return i;
}

/* Bytes where text may be; returns how many were taken: none when a character broke off. */
static size_t
in_ground(struct run *r, const unsigned char *data, size_t len)
{
	struct strainer *s = r->s;
	unsigned char c = data[0];
	size_t n;

	if (s->partial_len > 0)
		return part_of_character(r, data, len);
	if (c >= 0x80)
		return (n = whole_characters(r, data, len)) > 0 ? n
								: part_of_character(r, data, len);
	if ((n = text_span(data, len)) > 0) {
		r->sink->text(r->context, (const char *)data, n);
		return n;
	}
	if (c == 0x1B && len > 1 && data[1] == '[') {
		enter_csi(s);
		return 2;
	}
	if (c == 0x1B)
		enter_escape(s);
	else if (c < 0x20 && c != 0 && c != 0x18 && c != 0x1A)
		r->sink->control(r->context, (char)c);
	return 1;
}

void
strainer_feed(struct strainer *s, const char *data, size_t len, const struct strainer_sink *sink,
    void *context)
{
	struct run r = {s, sink, context};
	const unsigned char *bytes = (const unsigned char *)data;
	size_t i = 0;
	bool fresh = true;

	while (i < len) {
		switch (s->state) {
		case GROUND:
			/* one sequence behind another: no text between them */
			if (fresh && s->partial_len == 0 && bytes[i] != 0x1B)
				i += sink->skip(context, data + i, len - i);
			fresh = false;
			if (i < len)
				i += in_ground(&r, bytes + i, len - i);
			continue;
		case OSC:
		case OSC_UNHEARD:
		case STRING:
		case STRING_UNHEARD:
			in_string(&r, bytes[i]);
			break;
		case OSC_ESCAPE:
			in_osc_escape(&r, bytes[i]);
			break;
		case CSI_START:
		case CSI_PARAMS:
			if ((i += plain_params(s, bytes + i, len - i)) == len)
				continue;
			/* FALLTHROUGH */
		default:
			in_sequence(&r, bytes[i]);
		}
		fresh = true;
		i++;
	}
}
