/* Output in one piece. */
#include "indexer/spurt.h"

#include <string.h>

#include "lib/base/utf8.h"

#define NEAR_MS 4     /* pieces of one write come closer together, keys do not */
#define DATA_MAX 8192 /* a flood is not to be copied */
#define COUNT_MAX 64
#define ROW_MIN 3     /* bytes: less may be an editor's */

/* Where the rows of text end with which it begins: at what has the cursor go to the next row, and nothing behind that; NULL: it is no such thing. */
static const char *
end_of_rows(const struct event *ev)
{
	const char *p = ev->data, *end = ev->data + ev->len;

	while (p < end && *p != '\033')
		p++;
	if (p == end)
		return ev->len > 2 && memcmp(end - 2, "\r\n", 2) == 0 ? end - 2 : NULL;
	/* a multiplexer's, for the half of a window */
	if (end - p < 4 || p[1] != '[' || end[-1] != 'H' || strspn(p + 2, "0123456789;") != (size_t)(end - p - 3))
		return NULL;
	return p;
}

/* One character waits, an echo, and rows of text come: no editor draws so, it is a job that prints. */
static bool
comes_behind_echo(const struct spurt *s, const struct event *ev)
{
	const char *rows;
	uint32_t code;

	if (s->count != 1 || s->data.len == 0 || (unsigned char)s->data.data[0] < ' ' ||
	    utf8_decode((const unsigned char *)s->data.data, s->data.len, &code) != (int)s->data.len || ev->len == 0 || (unsigned char)ev->data[0] < ' ')
		return false;
	rows = end_of_rows(ev);
	return rows != NULL && rows - ev->data >= ROW_MIN;
}

bool
spurt_wants(const struct spurt *s, const struct event *ev)
{
	if (ev->code != EVENT_OUTPUT || ev->len >= DATA_MAX)
		return false;
	return s->count == 0 ||
	    (s->count < COUNT_MAX && ev->at - s->last.at <= NEAR_MS && ev->len <= DATA_MAX - s->data.len && !comes_behind_echo(s, ev));
}

int
spurt_add(struct spurt *s, const struct event *ev)
{
	struct event bare = *ev;

	bare.data = NULL;
	bare.len = 0;
	if (s->count == 0) {
		buffer_clear(&s->data);
		s->first = bare;
	}
	s->last = bare;
	s->count++;
	buffer_add(&s->data, ev->data, ev->len);
	return buffer_status(&s->data);
}

bool
spurt_take(struct spurt *s, struct event *whole, struct event *last)
{
	if (s->count == 0)
		return false;
	s->count = 0;
	*whole = s->first;
	*last = s->last;
	whole->data = s->data.data ? s->data.data : "";
	whole->len = s->data.len;
	return true;
}
