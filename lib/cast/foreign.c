/*
 * What all foreign formats share.  Output and input go out in pieces of at most
 * EVENT_DATA_MAX, whole characters where they are whole, so that a writer takes every event.
 */
#include "lib/cast/foreign.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/bytes.h"
#include "lib/base/error.h"
#include "lib/base/utf8.h"

static void
set_note(struct foreign *f, const char *format, va_list args)
{
	char text[1024];

	vsnprintf(text, sizeof text, format, args);
	buffer_clear(&f->note);
	buffer_adds(&f->note, text);
	/* its NUL, for source_end_note */
	buffer_string(&f->note);
}

int
foreign_end(struct foreign *f, enum source_end end, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set_note(f, format, args);
	va_end(args);
	f->end = end;
	return 0;
}

int
foreign_fail(struct foreign *f, int code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set_note(f, format, args);
	va_end(args);
	f->end = SOURCE_CUT;
	return code;
}

int
foreign_stop(struct foreign *f, const struct inlet *inlet, const char *what, const char *middle)
{
	int trouble = inlet_trouble(inlet);
	uint64_t at = inlet_offset(inlet);

	if (trouble == ERR_TRUNCATED)
		return foreign_end(f, SOURCE_CUT,
		    "%s is cut: its %s data stop in the middle, %" PRIu64 " bytes into what they "
									  "unpack to%s%s",
		    what, inlet_packing(inlet), at, middle ? ", in " : "", middle ? middle : "");
	if (trouble == ERR_DAMAGED || trouble == ERR_LIMIT)
		return foreign_fail(f, trouble,
		    "%s is damaged: its %s data cannot be unpacked behind byte %" PRIu64 "%s",
		    what, inlet_packing(inlet), at,
		    trouble == ERR_LIMIT ? " (the window is too large)" : "");
	if (trouble != 0)
		return foreign_fail(f, trouble, "%s cannot be read behind byte %" PRIu64 ": %s",
		    what, at, error_text(trouble));
	if (middle != NULL)
		return foreign_end(f, SOURCE_CUT, "%s is cut in %s", what, middle);
	return foreign_end(f, SOURCE_OPEN, "%s", "");
}

int
foreign_open(struct foreign *f, const struct foreign_format *format, struct inlet *inlet)
{
	f->inlet = inlet;
	f->format = format;
	header_init(&f->header);
	f->header.witnessed = false;
	return format->open(f);
}

void
foreign_close(struct foreign *f)
{
	if (f->format == NULL)
		return;
	if (f->state != NULL)
		f->format->close(f);
	inlet_free(f->inlet);
	header_free(&f->header);
	buffer_free(&f->note);
	buffer_free(&f->mark);
}

int
foreign_run(struct foreign *f, struct inlet *inlet, uint64_t len)
{
	f->run = inlet;
	f->left = len;
	return 1;
}

/* How many of n bytes to hand out, when more follow them. */
static size_t
piece_of(const char *data, size_t n)
{
	size_t tail = utf8_incomplete_tail(data, n);

	return tail < n ? n - tail : n;
}

static bool
next_of_run(struct foreign *f, struct event *ev)
{
	size_t want = f->left < EVENT_DATA_MAX ? (size_t)f->left : EVENT_DATA_MAX, n;
	const char *data;

	n = inlet_peek(f->run, want, &data);
	if (n == want && f->left > want)
		n = piece_of(data, n);
	if (n == 0) {
		f->run = NULL;
		return false;
	}
	*ev = f->event;
	ev->data = data;
	ev->len = n;
	inlet_take(f->run, n);
	f->left -= n;
	if (f->left == 0)
		f->run = NULL;
	return true;
}

static void
next_of_data(struct foreign *f, struct event *ev)
{
	size_t n = f->event.len;

	if (n > EVENT_DATA_MAX)
		n = piece_of(f->event.data, EVENT_DATA_MAX);
	*ev = f->event;
	ev->len = n;
	f->event.data += n;
	f->event.len -= n;
}

int
foreign_next(struct foreign *f, struct event *ev)
{
	int r;

	f->has_mark = false;
	for (;;) {
		if (f->run != NULL) {
			if (next_of_run(f, ev))
				return 1;
		} else if (f->event.len > 0) {
			next_of_data(f, ev);
			return 1;
		}
		if (f->over)
			return f->result;
		f->event = (struct event){0};
		if ((r = f->format->next(f, &f->event)) == 1 && f->event.at > FOREIGN_TIME_MAX)
			r = foreign_fail(
			    f, ERR_RANGE, "an event is more than 31 years after the start");
		if (r != 1) {
			f->over = true;
			f->result = r;
			f->event.len = 0;
			f->run = NULL;
			return r;
		}
		if (f->event.at < f->last)
			f->event.at = f->last;
		f->last = f->event.at;
	}
}

int
foreign_text(char **field, const char *data, size_t len)
{
	char *copy;

	if (len > FOREIGN_TEXT_MAX)
		len = piece_of(data, FOREIGN_TEXT_MAX);
	free(*field);
	*field = NULL;
	if (len == 0)
		return 0;
	if ((copy = strndup(data, len)) == NULL)
		return -ENOMEM;
	*field = copy;
	return 0;
}

int
foreign_say(struct foreign *f, const char *name, const char *data, size_t len)
{
	char *text = NULL;
	int r;

	if ((r = foreign_text(&text, data, len)) == 0 && text != NULL)
		r = header_pairs_add(&f->header.import, name, text);
	free(text);
	return r;
}

bool
foreign_size(struct foreign *f, int64_t cols, int64_t rows)
{
	if (cols < 1 || rows < 1 || cols > 9999 || rows > 9999)
		return false;
	f->header.cols = (int)cols;
	f->header.rows = (int)rows;
	return true;
}

void
foreign_began(struct foreign *f, int64_t realtime)
{
	/* 0 is what writers without a clock say; the year 9999 is where formats of time end */
	if (realtime <= 0 || realtime > INT64_C(253402300799000))
		return;
	f->header.realtime = realtime;
	f->header.timestamp = realtime / 1000;
}

int64_t
foreign_ms(int64_t ns)
{
	return ns >= 0 ? (ns + 500000) / 1000000 : -((-ns + 500000) / 1000000);
}

/* Marks. */

void
foreign_put(struct foreign *f, struct buffer *out, int64_t value)
{
	char *p = buffer_reserve(out, 8);

	(void)f;
	if (p == NULL)
		return;
	bytes_put64(p, (uint64_t)value);
	out->len += 8;
}

int
foreign_put_inlet(struct foreign *f, struct buffer *out, const struct inlet *inlet)
{
	return inlet_mark(inlet, out, &f->mark_bytes);
}

int
foreign_get(const char **at, const char *end, int64_t least, int64_t most, int64_t *value)
{
	if (end - *at < 8)
		return ERR_FORMAT;
	*value = (int64_t)bytes_get64(*at);
	*at += 8;
	return *value >= least && *value <= most ? 0 : ERR_FORMAT;
}

void
foreign_rest(struct foreign *f)
{
	if (!f->wants_mark || f->format->mark == NULL)
		return;
	buffer_clear(&f->mark);
	f->mark_bytes = false;
	foreign_put(f, &f->mark, f->last);
	f->has_mark = f->format->mark(f, &f->mark) == 0 && !f->mark.broken;
	f->wants_mark = !f->has_mark;
}

int
foreign_go(struct foreign *f, const char *mark, size_t len)
{
	const char *end = mark + len;
	int r;

	if (f->format->go == NULL)
		return ERR_UNKNOWN;
	f->event = (struct event){0};
	f->run = NULL;
	f->left = 0;
	f->over = f->wants_mark = f->has_mark = false;
	f->result = 0;
	f->end = SOURCE_COMPLETE;
	buffer_clear(&f->note);
	if ((r = foreign_get(&mark, end, 0, FOREIGN_TIME_MAX, &f->last)) != 0 || (r = f->format->go(f, &mark, end)) != 0)
		return r;
	return mark == end ? 0 : ERR_FORMAT;
}
