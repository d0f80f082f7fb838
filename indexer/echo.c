/* A line that the kernel edits, followed by what it echoes. */
#include "indexer/echo.h"

#include <limits.h>
#include <string.h>

#include "indexer/keyboard.h"

#define ECHO_MAX 4096 /* of the kernel's own lines */
#define HEARD_MAX 4   /* bytes that are echoed for a key, or a few that were pressed together */

void
echo_begin(struct echo *e, int column)
{
	buffer_clear(&e->text);
	e->columns = column;
	e->spoilt = e->ended = e->reached = e->torn = e->printing = false;
}

static void
take_back(struct echo *e, int width)
{
	e->reached |= e->columns >= width;
	if (e->text.len == 0)
		return;
	while (e->text.len > 0 && ((unsigned char)e->text.data[e->text.len - 1] & 0xC0) == 0x80)
		e->text.len--;
	e->text.len--;
	e->columns--;
}

static bool
ends_in(const struct echo *e, char sign)
{
	return e->text.len > 0 && e->text.data[e->text.len - 1] == sign;
}

/* On paper nothing can be taken back that was printed.  How much of the echo says what was; 0: it is an echo as on a screen. */
static size_t
take_printed(struct echo *e, const char *data, size_t len, char key)
{
	size_t i = 0;

	if (key == CONTROL('U') && len == 4 && memcmp(data, "^U\r\n", 4) == 0) {
		buffer_clear(&e->text);
		e->columns = 0;
		e->reached = true;
		return len;
	}
	if (len == 2 && data[0] == '^' && (data[1] == '?' ? key == '\177' : data[1] == 'H' && key == CONTROL('H'))) {
		take_back(e, 0);
		return len;
	}
	if (key == '\177' || key == CONTROL('H') || key == CONTROL('W')) {
		if (len > 1 && data[0] == '\\' && ends_in(e, data[1])) {
			e->printing = true;
			i = 1;
		}
		for (; e->printing && i < len && ends_in(e, data[i]); i++)
			take_back(e, 0);
	} else if (e->printing && data[0] == '/') {
		e->printing = false;
		i = 1;
	}
	return i;
}

void
echo_take(struct echo *e, const char *data, size_t len, int width, char key)
{
	size_t i, n;

	/* it goes on behind the line feed: that was another's */
	e->spoilt |= e->ended;
	for (i = len > 0 ? take_printed(e, data, len, key) : 0; i < len && !e->spoilt && !e->ended; i += n) {
		unsigned char c = (unsigned char)data[i];

		n = 1;
		if (i + 3 <= len && memcmp(data + i, "\b \b", 3) == 0) {
			take_back(e, width);
			n = 3;
		} else if (c == '\r' || c == '\n') {
			e->ended = true;
		} else if (c < ' ' || c == 0x7F || e->text.len >= ECHO_MAX) {
			e->spoilt = true;
		} else {
			while (i + n < len && ((unsigned char)data[i + n] & 0xC0) == 0x80)
				n++;
			buffer_add(&e->text, data + i, n);
			e->columns++;
		}
	}
}

void
echo_overhear(struct echo *e, const char *data, size_t len, bool answers)
{
	size_t i;

	if (answers && len == 3 && memcmp(data, "\b \b", 3) == 0) {
		take_back(e, INT_MAX);
		return;
	}
	for (i = 0; i < len && (unsigned char)data[i] >= ' ' && data[i] != 0x7F; i++)
		;
	/* the next drawing may come with it */
	if (answers && i <= HEARD_MAX && e->text.len + i < ECHO_MAX)
		buffer_add(&e->text, data, i);
	e->torn |= memchr(data, '\r', len) != NULL || memchr(data, '\033', len) != NULL;
}

void
echo_free(struct echo *e)
{
	buffer_free(&e->text);
}
