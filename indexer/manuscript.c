/* What was typed, line by line. */
#include "indexer/manuscript.h"

#include <string.h>

#define CONTROL(c) ((char)((c) ^ 0x40))
#define LINE_MAX_BYTES 65536 /* of longer ones nothing is known */

static const char PASTE_BEGINS[] = "\033[200~", PASTE_ENDS[] = "\033[201~";

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
	m->broken = false;
}

static void
add(struct manuscript *m, char c, uint64_t event)
{
	if (m->line.len == 0)
		m->event = event;
	if (m->line.len < LINE_MAX_BYTES)
		buffer_addc(&m->line, c);
	else
		m->broken = true;
}

static void
take_back(struct manuscript *m)
{
	struct buffer *b = &m->line;

	while (b->len > 0 && ((unsigned char)b->data[b->len - 1] & 0xC0) == 0x80)
		b->len--;
	if (b->len > 0)
		b->len--;
}

static uint32_t
keep(struct manuscript *m)
{
	struct manuscript_line *l;

	if (m->broken || m->line.broken || m->line.len == 0)
		return 0;
	if (++m->last == 0)
		m->last = 1;
	l = &m->lines[m->last % MANUSCRIPT_LINES];
	l->number = m->last;
	l->event = m->event;
	buffer_clear(&l->text);
	buffer_add(&l->text, m->line.data, m->line.len);
	return m->last;
}

/* A key that is none of the line's text.  Whether it may end one. */
static bool
take_control(struct manuscript *m, char c)
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
	default:
		m->broken = true;
		return false;
	}
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

/* Whether it belongs to the sequence that begins a paste, or ends it. */
static bool
is_of_paste(struct manuscript *m, char c)
{
	const char *sequence = m->pasting ? PASTE_ENDS : PASTE_BEGINS;

	if (c != sequence[m->matched]) {
		/* another key's */
		m->broken |= m->matched > 0;
		m->matched = 0;
		return false;
	}
	if (sequence[++m->matched] == '\0') {
		m->pasting = !m->pasting;
		m->matched = 0;
	}
	return true;
}

int
manuscript_take(struct manuscript *m, uint64_t event, const char *data, size_t len, uint32_t *numbers, int most)
{
	int count = 0;
	size_t i;

	for (i = 0; i < len; i++) {
		char c = data[i];

		if (is_of_paste(m, c))
			continue;
		if (m->pasting) {
			add(m, c == '\r' ? '\n' : c, event);
		} else if ((unsigned char)c >= ' ' && c != '\177') {
			add(m, c, event);
		} else if (take_control(m, c)) {
			if (count < most)
				numbers[count] = keep(m);
			count++;
			end_line(m, c);
		}
	}
	return count;
}

const struct manuscript_line *
manuscript_line(const struct manuscript *m, uint32_t number)
{
	const struct manuscript_line *l = &m->lines[number % MANUSCRIPT_LINES];

	return number != 0 && l->number == number ? l : NULL;
}
