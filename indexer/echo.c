/* A line that the kernel edits, followed by what it echoes. */
#include "indexer/echo.h"

#include <limits.h>
#include <string.h>

#define ECHO_MAX 4096 /* of the kernel's own lines */
#define HEARD_MAX 4   /* bytes that are echoed for a key, or a few that were pressed together */

void
echo_begin(struct echo *e, int column)
{
	buffer_clear(&e->text);
	e->columns = column;
	e->spoilt = e->ended = e->reached = e->torn = false;
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

void
echo_take(struct echo *e, const char *data, size_t len, int width)
{
	size_t i, n;

	/* it goes on behind the line feed: that was another's */
	e->spoilt |= e->ended;
	for (i = 0; i < len && !e->spoilt && !e->ended; i += n) {
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
