/*
 * A log of tlog.  It may hold messages of several recordings, as they were written: the first
 * one's are taken and the others counted.
 */
#include "lib/cast/tlog.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/cast/message.h"

struct tlog {
	struct message message;
	bool inside; /* message is not used up */
	struct buffer rec, host, other;
	int64_t id, base; /* of the message before; the pos that counts as the start */
	int64_t last;	  /* pos of the event before */
	uint64_t others, lost;
	int cols, rows;
	struct inlet_line line;
};

static bool
same_text(const struct buffer *a, const struct buffer *b)
{
	return a->len == b->len && (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

static int
fill_header(struct foreign *f, struct tlog *t)
{
	struct message *m = &t->message;
	struct header *h = &f->header;
	int64_t cols, rows;
	char number[24];
	int r, n;

	if (message_window(m, &cols, &rows))
		foreign_size(f, cols, rows);
	t->cols = h->cols;
	t->rows = h->rows;
	if ((r = foreign_text(&h->host, m->host.data, m->host.len)) != 0 ||
	    (r = foreign_text(&h->user, m->user.data, m->user.len)) != 0 ||
	    (r = foreign_text(&h->term, m->term.data, m->term.len)) != 0 ||
	    (r = foreign_say(f, "rec", m->rec.data, m->rec.len)) != 0)
		return r;
	if (m->session > 0 && m->session < UINT32_MAX) {
		n = snprintf(number, sizeof number, "%" PRId64, m->session);
		if ((r = foreign_say(f, "session", number, (size_t)n)) != 0)
			return r;
	}
	/* before 2.2, pos had another origin */
	t->base = m->version < 2002 ? m->pos : 0;
	if (m->time > 0)
		foreign_began(f, m->time - (m->pos - t->base));
	buffer_add(&t->rec, m->rec.data, m->rec.len);
	buffer_add(&t->host, m->host.data, m->host.len);
	t->id = m->id;
	t->last = t->base;
	t->inside = true;
	return buffer_status(&t->rec) != 0 ? -ENOMEM : buffer_status(&t->host);
}

static int
tlog_open(struct foreign *f)
{
	struct tlog *t;
	int r;

	f->name = "tlog";
	if ((f->state = t = calloc(1, sizeof *t)) == NULL)
		return -ENOMEM;
	if ((r = inlet_line(f->inlet, FOREIGN_LINE_MAX, &t->line)) != 1)
		return foreign_fail(f, r == 0 ? ERR_TRUNCATED : r,
		    "a log of tlog whose first message is longer than 64 MiB");
	if ((r = message_parse(&t->message, t->line.data, t->line.len)) == 0)
		return fill_header(f, t);
	if (r == ERR_TRUNCATED && !t->line.whole)
		return foreign_fail(f, r, "a log of tlog that is cut in its first message");
	if (r == ERR_UNKNOWN && t->message.ver.len > 0)
		return foreign_fail(f, r,
		    "a log of tlog in version %.20s; versions 1 and 2 are read",
		    buffer_string(&t->message.ver));
	return foreign_fail(f, r, "a log of tlog whose first message is ill-formed");
}

static void
tlog_close(struct foreign *f)
{
	struct tlog *t = f->state;

	message_free(&t->message);
	buffer_free(&t->rec);
	buffer_free(&t->host);
	buffer_free(&t->other);
	free(t);
}

static int
stop_in(struct foreign *f, const struct tlog *t)
{
	char where[80];

	snprintf(where, sizeof where, "line %" PRIu64 ", which begins at byte %" PRIu64,
	    t->line.number, t->line.offset);
	return foreign_stop(f, f->inlet, "it", where);
}

static int
bad_message(struct foreign *f, const struct tlog *t, int code)
{
	const char *why = "is no message of tlog";

	if (code == ERR_LIMIT)
		why = "is longer than 64 MiB, or nested too deep";
	else if (code == ERR_RANGE)
		why = "has a time or number that cannot be";
	else if (code == -ENOMEM)
		why = "needs more memory than there is";
	return foreign_fail(f, code == ERR_TRUNCATED ? ERR_FORMAT : code,
	    "line %" PRIu64 " (at byte %" PRIu64 ") %s", t->line.number, t->line.offset, why);
}

static int
finish(struct foreign *f, const struct tlog *t)
{
	struct buffer other = t->other;
	int r;

	r = foreign_stop(f, f->inlet, "it", NULL);
	if (r != 0 || f->note.len > 0)
		return r;
	if (t->others > 0)
		return foreign_end(f, SOURCE_OPEN,
		    "the first recording of this log was taken; %" PRIu64 " messages of others, "
									  "such as %.100s, were "
									  "passed over%s",
		    t->others, other.len > 0 ? other.data : "one without a name",
		    t->lost > 0 ? "; some of its own are missing" : "");
	if (t->lost > 0)
		return foreign_end(
		    f, SOURCE_OPEN, "%" PRIu64 " messages are missing from its numbers", t->lost);
	return 0;
}

/* White space, and the zeros that a crash of the machine leaves where the rest should be. */
static void
trim(struct inlet_line *line)
{
	char c;

	for (; line->len > 0; line->len--) {
		c = line->data[line->len - 1];
		if (c != ' ' && c != '\t' && c != '\r' && (c != '\0' || line->whole))
			break;
	}
}

/* The next message of our recording: 1, 0 at the end, or a negative code. */
static int
next_message(struct foreign *f, struct tlog *t)
{
	struct message *m = &t->message;
	int r;

	while ((r = inlet_line(f->inlet, FOREIGN_LINE_MAX, &t->line)) == 1) {
		trim(&t->line);
		if (t->line.len == 0 && !t->line.whole)
			return stop_in(f, t);
		if (t->line.len == 0)
			continue;
		if ((r = message_parse(m, t->line.data, t->line.len)) == ERR_TRUNCATED &&
		    !t->line.whole)
			return stop_in(f, t);
		if (r != 0)
			return bad_message(f, t, r);
		if (same_text(&m->rec, &t->rec) && same_text(&m->host, &t->host))
			return 1;
		t->others++;
		if (t->other.len == 0) {
			buffer_add(&t->other, m->rec.data, m->rec.len);
			buffer_string(&t->other);
		}
	}
	return r < 0 ? bad_message(f, t, r) : finish(f, t);
}

static int
begin_message(struct foreign *f, struct tlog *t)
{
	int r;

	foreign_rest(f);
	if ((r = next_message(f, t)) != 1)
		return r;
	if (t->message.id <= t->id)
		return foreign_fail(f, ERR_FORMAT,
		    "line %" PRIu64 " (at byte %" PRIu64 ") has message "
		    "%" PRId64 " behind message %" PRId64,
		    t->line.number, t->line.offset, t->message.id, t->id);
	t->lost += (uint64_t)(t->message.id - t->id - 1);
	t->id = t->message.id;
	t->inside = true;
	return 1;
}

/* Each message says the size again: only changes are events. */
static bool
is_change(struct tlog *t, const struct event *ev)
{
	int cols, rows;

	if (ev->code != EVENT_RESIZE)
		return true;
	if (event_parse_size(ev->data, ev->len, &cols, &rows) != 0 ||
	    (cols == t->cols && rows == t->rows))
		return false;
	t->cols = cols;
	t->rows = rows;
	return true;
}

static int
tlog_next(struct foreign *f, struct event *ev)
{
	struct tlog *t = f->state;
	int r;

	for (;;) {
		if (!t->inside && (r = begin_message(f, t)) != 1)
			return r;
		if ((r = message_next(&t->message, ev)) == 0) {
			t->inside = false;
			continue;
		}
		if (r < 0 && *t->message.trouble != '\0')
			return foreign_fail(f, r, "line %" PRIu64 " (at byte %" PRIu64 "): %s",
			    t->line.number, t->line.offset, t->message.trouble);
		if (r < 0)
			return bad_message(f, t, r);
		ev->at -= t->base;
		if (is_change(t, ev))
			return 1;
	}
}

/* Between two messages. */
static int
tlog_mark(struct foreign *f, struct buffer *out)
{
	const struct tlog *t = f->state;

	foreign_put(f, out, t->id);
	foreign_put(f, out, (int64_t)t->others);
	foreign_put(f, out, (int64_t)t->lost);
	foreign_put(f, out, t->cols);
	foreign_put(f, out, t->rows);
	return foreign_put_inlet(f, out, f->inlet);
}

static int
tlog_go(struct foreign *f, const char **at, const char *end)
{
	struct tlog *t = f->state;
	int64_t others, lost, cols, rows;
	int r;

	if ((r = foreign_get(at, end, INT64_MIN / 4, INT64_MAX / 4, &t->id)) != 0 || (r = foreign_get(at, end, 0, INT64_MAX, &others)) != 0 ||
	    (r = foreign_get(at, end, 0, INT64_MAX, &lost)) != 0 || (r = foreign_get(at, end, 0, 9999, &cols)) != 0 ||
	    (r = foreign_get(at, end, 0, 9999, &rows)) != 0)
		return r;
	/* which others there were is not kept: the first of those that come is told of */
	t->others = (uint64_t)others;
	t->lost = (uint64_t)lost;
	t->cols = (int)cols;
	t->rows = (int)rows;
	t->inside = false;
	return inlet_go(f->inlet, at, end);
}

const struct foreign_format tlog_format = {
    tlog_open,
    tlog_next,
    tlog_close,
    tlog_mark,
    tlog_go,
};
