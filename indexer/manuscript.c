/* What was typed, line by line. */
#include "indexer/manuscript.h"

#include <string.h>

#define CONTROL(c) ((char)((c) ^ 0x40))
#define LINE_MAX_BYTES 65536 /* of longer ones nothing is known */
#define SURE_LEAST 6         /* bytes that stand together in output by no chance */
#define ECHO_MAX 80          /* bytes of output that is an echo of fewer */
#define HEARD_MAX 8          /* pieces of output among which an echo is looked for */

static const char PASTE_ENDS[] = "\033[201~";

void
manuscript_free(struct manuscript *m)
{
	int i;

	for (i = 0; i < MANUSCRIPT_LINES; i++)
		buffer_free(&m->lines[i].text);
	buffer_free(&m->line);
}

static void
begin_line(struct manuscript *m)
{
	buffer_clear(&m->line);
	m->broken = m->prefixed = m->quoted = m->tabbed = false;
	m->owed = m->echoed = 0;
}

static void
add(struct manuscript *m, char c, uint64_t event)
{
	if (m->line.len == 0)
		m->event = event;
	if (m->line.len < LINE_MAX_BYTES) {
		buffer_addc(&m->line, c);
		m->owed++;
	} else {
		m->broken = true;
	}
}

static void
take_back(struct manuscript *m)
{
	struct buffer *b = &m->line;

	while (b->len > 0 && ((unsigned char)b->data[b->len - 1] & 0xC0) == 0x80)
		b->len--;
	if (b->len > 0)
		b->len--;
	m->owed = 0;
}

static uint32_t
keep(struct manuscript *m, char key, const struct event *ev)
{
	struct manuscript_line *l;

	if (m->line.len == 0 && !m->broken && (key == '\r' || key == '\n')) {
		m->blanks++;
		return 0;
	}
	if (m->broken || m->line.broken || m->line.len == 0) {
		m->apart = true;
		return 0;
	}
	if (++m->last == 0)
		m->last = 1;
	l = &m->lines[m->last % MANUSCRIPT_LINES];
	l->number = m->last;
	l->event = m->event;
	l->key = key;
	l->ended = ev->number;
	l->at = ev->at;
	l->told = l->row = false;
	l->echoed = m->echoed;
	l->blanks = m->blanks;
	l->apart = m->apart;
	m->blanks = 0;
	/* for those behind it a line with tabs is none that is known */
	m->apart = l->tabbed = m->tabbed;
	buffer_clear(&l->text);
	buffer_add(&l->text, m->line.data, m->line.len);
	return m->last;
}

/* A key that is none of the line's text.  Whether it may end one. */
static bool
take_control(struct manuscript *m, char c, uint64_t event)
{
	switch (c) {
	case CONTROL('H'):
	case '\177':
		take_back(m);
		return false;
	case CONTROL('D'): /* in the middle of a line, it lists what that could become */
	case CONTROL('C'):
	case CONTROL('O'):
	case '\r':
	case '\n':
		return true;
	case CONTROL('V'):
		m->quoted = true;
		return false;
	case '\t':
		m->tabbed = true;
		add(m, c, event);
		return false;
	default:
		m->broken = true;
		return false;
	}
}

/* Of the signs that are no letters, a tab alone is sure to come into the line as it is. */
static void
take_quoted(struct manuscript *m, char c, uint64_t event)
{
	m->quoted = false;
	if (c == '\t')
		add(m, c, event);
	else
		m->broken = true;
}

static void
end_line(struct manuscript *m, char c)
{
	if (c == CONTROL('D'))
		return;
	begin_line(m);
	/* the next one is fetched */
	m->broken = c == CONTROL('O');
}

/* Of a line in which nothing stands: keys that move about in it do nothing. */
static bool
is_idle(const char *sequence, int length)
{
	return length == 3 && strchr("CDHF", sequence[2]) != NULL;
}

/* What a terminal says by itself, being asked, or when a mouse moves: "ESC [ ? 1 ; 2 c". */
static bool
is_terminals(const char *sequence, int length)
{
	char last = sequence[length - 1];

	return length > 2 && sequence[1] == '[' && (strchr("cRIOnty", last) != NULL || (sequence[2] == '<' && (last == 'M' || last == 'm')));
}

static void
end_sequence(struct manuscript *m)
{
	if (m->length == 6 && memcmp(m->sequence, "\033[200~", 6) == 0)
		m->pasting = true;
	else if (!is_terminals(m->sequence, m->length))
		m->broken |= m->line.len > 0 || !(m->prefixed || is_idle(m->sequence, m->length));
	m->length = 0;
	m->prefixed = false;
}

/* A byte of a key that sends several. */
static void
take_of_sequence(struct manuscript *m, char c)
{
	if (m->length == MANUSCRIPT_SEQUENCE) {
		m->broken = true;
		m->length = 0;
		return;
	}
	m->sequence[m->length++] = c;
	/* Escape itself, or Alt with a key; else "ESC [", "ESC O", and what ends it */
	if (m->length == 2 && c != '[' && c != 'O') {
		m->broken = true;
		m->length = 0;
	} else if (m->length > 2 && c >= '@' && c <= '~') {
		end_sequence(m);
	}
}

static void
take_pasted(struct manuscript *m, char c, uint64_t event)
{
	if (c == PASTE_ENDS[m->matched]) {
		if (PASTE_ENDS[++m->matched] == '\0') {
			m->pasting = false;
			m->matched = 0;
		}
		return;
	}
	m->broken |= m->matched > 0;
	m->matched = 0;
	add(m, c == '\r' ? '\n' : c, event);
}

/* The key behind which tmux, or screen, takes the next one for itself; of an editor, one that moves about where nothing stands. */
static bool
is_prefix(const struct manuscript *m, char c)
{
	return m->line.len == 0 && (c == CONTROL('B') || c == CONTROL('A'));
}

/* For the multiplexer; what asks for a text, or a key, has what is typed next. */
static void
take_prefixed(struct manuscript *m, char c)
{
	m->prefixed = false;
	m->broken |= strchr(":,.$'f?[", c) != NULL;
}

int
manuscript_take(struct manuscript *m, const struct event *ev, uint32_t *numbers, int most)
{
	int count = 0;
	size_t i;

	m->heard = 0;
	m->taken = ev->number;
	for (i = 0; i < ev->len; i++) {
		char c = ev->data[i];

		if (m->pasting) {
			take_pasted(m, c, ev->number);
		} else if (m->quoted) {
			take_quoted(m, c, ev->number);
		} else if (m->length > 0 || c == '\033') {
			/* Enter behind it: Escape was a key of its own, or Alt was held */
			if (m->length == 1 && (c == '\r' || c == '\n'))
				m->broken = true, m->length = 0, i--;
			else
				take_of_sequence(m, c);
		} else if (m->prefixed && c != '\r' && c != '\n') {
			take_prefixed(m, c);
		} else if (is_prefix(m, c)) {
			m->prefixed = true;
		} else if ((unsigned char)c >= ' ' && c != '\177') {
			add(m, c, ev->number);
		} else if (take_control(m, c, ev->number)) {
			if (count < most)
				numbers[count] = keep(m, c, ev);
			count++;
			end_line(m, c);
		}
	}
	/* Escape, alone */
	if (m->length == 1)
		m->broken = true, m->length = 0;
	return count;
}

struct manuscript_line *
manuscript_line(struct manuscript *m, uint32_t number)
{
	struct manuscript_line *l = &m->lines[number % MANUSCRIPT_LINES];

	return number != 0 && l->number == number && !l->tabbed ? l : NULL;
}

struct manuscript_line *
manuscript_tabbed(struct manuscript *m, uint32_t number)
{
	struct manuscript_line *l = &m->lines[number % MANUSCRIPT_LINES];

	return number != 0 && l->number == number && l->tabbed ? l : NULL;
}

/* How many of these bytes the output brings back, from the first on. */
static size_t
brought_back(const struct event *ev, const char *typed, size_t len)
{
	size_t n = len < ECHO_MAX ? len : ECHO_MAX;

	if (len == 0 || ev->len == 0)
		return 0;
	if (len >= SURE_LEAST && memmem(ev->data, ev->len, typed, len) != NULL)
		return len;
	if (ev->len > ECHO_MAX || memchr(ev->data, '\n', ev->len) != NULL)
		return 0;
	while (n > 0 && memmem(ev->data, ev->len, typed, n) == NULL)
		n--;
	return n;
}

void
manuscript_hear(struct manuscript *m, const struct event *ev)
{
	struct manuscript_line *l;
	uint32_t number;
	size_t n;

	if (m->heard++ >= HEARD_MAX)
		return;
	if (m->line.len > 0) {
		n = brought_back(ev, m->line.data + m->line.len - m->owed, m->owed);
		m->echoed += n;
		m->owed -= n;
	}
	/* and those that came whole, at once */
	for (number = m->last; (l = manuscript_line(m, number)) != NULL && l->ended == m->taken; number--)
		if (l->event == l->ended && l->echoed == 0)
			l->echoed = brought_back(ev, l->text.data, l->text.len);
}

/* A control of the second set, in UTF-8: what its terminal made of it nobody knows. */
static bool
has_controls(const struct buffer *text)
{
	size_t i;

	for (i = 0; i + 1 < text->len; i++)
		if (text->data[i] == '\xC2' && (unsigned char)text->data[i + 1] < 0xA0)
			return true;
	return false;
}

bool
manuscript_was_echoed(const struct manuscript_line *l)
{
	return l->text.len > 0 && l->echoed * 5 >= l->text.len * 4 && !has_controls(&l->text);
}

void
manuscript_begin(struct manuscript *m)
{
	begin_line(m);
	m->pasting = false;
	m->matched = m->length = 0;
}
