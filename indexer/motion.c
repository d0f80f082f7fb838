/* How an editor moved about its line. */
#include "indexer/motion.h"

#include <stdio.h>
#include <string.h>

#define SEQUENCE_MAX 64 /* bytes of a sequence, and of a step to the left as it is kept */
#define STEP 'z'        /* no terminal's: from and to which column */

struct motion {
	const char *at, *end;
	int row, col, cols, rows;
	struct buffer *out;
};

/* A sequence of the kind `ESC [`: its last byte, and its numbers; '\0': it is none, or not all there. */
static char
take_sequence(struct motion *m, int numbers[2], bool *asked)
{
	const char *p = m->at + 2;
	int n = 0;

	numbers[0] = numbers[1] = 0;
	if (m->end - m->at < 3 || m->at[1] != '[')
		return '\0';
	if ((*asked = *p == '?'))
		p++;
	for (; p < m->end && p - m->at < SEQUENCE_MAX && ((*p >= '0' && *p <= '9') || *p == ';'); p++)
		if (*p == ';')
			n++;
		else if (n < 2 && numbers[n] < 10000)
			numbers[n] = numbers[n] * 10 + (*p - '0');
	if (p == m->end || *p < '@' || *p > '~')
		return '\0';
	m->at = p + 1;
	return *p;
}

static void
put_steps(struct motion *m, int n, char final)
{
	char text[SEQUENCE_MAX];

	snprintf(text, sizeof text, "\033[%d%c", n, final);
	if (n > 0)
		buffer_adds(m->out, text);
}

static void
go_to(struct motion *m, int row, int col)
{
	char text[SEQUENCE_MAX];

	col = col < m->cols ? col : m->cols - 1;
	put_steps(m, row - m->row, 'B');
	put_steps(m, m->row - row, 'A');
	put_steps(m, col - m->col, 'C');
	if (col == 0 && m->col > 0) {
		buffer_addc(m->out, '\r');
	} else if (col < m->col) {
		snprintf(text, sizeof text, "\033[%d;%d%c", m->col, col, STEP);
		buffer_adds(m->out, text);
	}
	m->row = row;
	m->col = col;
}

/* The multiplexer draws its own row, in which the editor has no part, and goes back: how far that reaches; NULL: it does not. */
static const char *
behind_status(const struct motion *m)
{
	static const char hidden[] = "\033[?25l", shown[] = "\033[?25h";
	struct motion own = *m;
	const char *end = memmem(m->at, (size_t)(m->end - m->at), shown, sizeof shown - 1);
	int numbers[2];
	bool asked;
	char final;

	if (m->end - m->at < (long)sizeof hidden || memcmp(m->at, hidden, sizeof hidden - 1) != 0 || end == NULL)
		return NULL;
	own.at += sizeof hidden - 1;
	while (own.at < end && *own.at == '\033' && (final = take_sequence(&own, numbers, &asked)) != '\0')
		if (final == 'H' || final == 'd')
			return numbers[0] == m->rows ? end + sizeof shown - 1 : NULL;
		else if (final != 'm' && final != 'l')
			return NULL;
	if (own.at == end)
		return end + sizeof shown - 1;
	return m->row == m->rows - 2 && end - own.at > 2 && memcmp(own.at, "\r\n", 2) == 0 ? end + sizeof shown - 1 : NULL;
}

static bool
take_control(struct motion *m)
{
	int numbers[2], n;
	const char *behind = behind_status(m);
	bool asked = false;
	char final;

	if (behind != NULL) {
		m->at = behind;
		return true;
	}
	if (m->end - m->at >= 3 && strchr("()", m->at[1]) != NULL && m->at[1] != '\0') {
		m->at += 3;
		return m->at[-1] == 'B';
	}
	final = take_sequence(m, numbers, &asked);
	n = numbers[0] > 0 ? numbers[0] : 1;
	if (asked)
		return final == 'h' || final == 'l';
	switch (final) {
	case 'm':
		return true;
	case 'C':
		go_to(m, m->row, m->col + n);
		return true;
	case 'D':
		go_to(m, m->row, m->col > n ? m->col - n : 0);
		return true;
	case 'A':
		go_to(m, m->row > n ? m->row - n : 0, m->col);
		return true;
	case 'B':
		go_to(m, m->row + n, m->col);
		return true;
	case 'G':
		go_to(m, m->row, n - 1);
		return true;
	case 'd':
		go_to(m, n - 1, m->col);
		return true;
	case 'H':
		go_to(m, n - 1, (numbers[1] > 0 ? numbers[1] : 1) - 1);
		return true;
	case 'K':
	case 'J':
	case 'P':
	case '@':
	case 'X':
		if (numbers[0] > 0)
			put_steps(m, numbers[0], final);
		else
			buffer_adds(m->out, (char[]){'\033', '[', final, '\0'});
		return true;
	default:
		return false;
	}
}

/* A sign of one column. */
static bool
take_sign(struct motion *m)
{
	unsigned char c = (unsigned char)*m->at;
	int len = c < 0x80 ? 1 : 2;

	if (c < ' ' || c == 0x7F || (c >= 0x80 && (c < 0xC3 || c > 0xCB)) || m->end - m->at < len)
		return false;
	if (m->col >= m->cols)
		m->col = 0, m->row++;
	m->col++;
	buffer_add(m->out, m->at, (size_t)len);
	m->at += len;
	return true;
}

bool
motion_take(const char *data, size_t len, const struct screen_cursor *cursor, int cols, int rows, struct buffer *out)
{
	struct motion m = {data, len > 0 ? data + len : data, cursor->row, cursor->wraps ? cols : cursor->col, cols, rows, out};

	while (m.at < m.end) {
		switch (*m.at) {
		case '\r':
			m.col = 0;
			buffer_addc(out, *m.at++);
			break;
		case '\b':
			m.col -= m.col > 0;
			buffer_addc(out, *m.at++);
			break;
		case '\n':
			/* at the pane's last row it scrolls */
			if (++m.row >= rows - 1)
				return false;
			buffer_addc(out, *m.at++);
			break;
		case '\033':
			if (!take_control(&m))
				return false;
			break;
		default:
			if (!take_sign(&m))
				return false;
			break;
		}
		/* so does a row that is full there */
		if (m.row >= rows - 1 || m.col < 0)
			return false;
	}
	return true;
}

/* readline goes back by a return where that takes fewer steps. */
static bool
is_nearer_by_return(int to, int from)
{
	return to + 1 < from - to;
}

/* `begin` is where the line begins as its editor believes: it never goes further to the left, but to the margin. */
static void
step_left(struct screen *s, int from, int to, int begin)
{
	struct screen_cursor cursor;
	char text[SEQUENCE_MAX];
	int believed, back = from - to;
	bool returns, steps;

	screen_cursor(s, &cursor);
	believed = cursor.col;
	returns = to >= begin && is_nearer_by_return(to, believed);
	steps = believed >= back && !is_nearer_by_return(believed - back, believed);
	if (returns && (!steps || to == begin))
		snprintf(text, sizeof text, "\r\033[%dC", to);
	else
		snprintf(text, sizeof text, "\033[%dD", back);
	screen_feed(s, text, strlen(text));
}

void
motion_draw(struct screen *s, const char *data, size_t len, int begin)
{
	struct motion m = {.at = data, .end = data + len};
	const char *from = data;
	int numbers[2];
	bool asked;

	while (m.at < m.end) {
		const char *sequence = m.at;

		if (*m.at != '\033' || take_sequence(&m, numbers, &asked) != STEP) {
			m.at += m.at == sequence;
			continue;
		}
		screen_feed(s, from, (size_t)(sequence - from));
		step_left(s, numbers[0], numbers[1], begin);
		from = m.at;
	}
	screen_feed(s, from, (size_t)(m.end - from));
}
