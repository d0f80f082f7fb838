/*
 * Ttyrec.  Its times are the clock on the wall: when that was set back, the recording goes on
 * where it was.  A record that is cut still says when its first bytes were written, so they
 * are delivered.
 */
#include "lib/cast/ttyrec.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"

#define HEAD_SIZE 12
#define SIZE_ESCAPE "\033[8;"
#define YEAR_1990 631152000u

struct ttyrec {
	int64_t wall, at; /* of the record before, us: on the wall, and since the start */
	bool begun;
	uint64_t count;
	uint64_t offset; /* of the record that is being delivered */
};

struct head {
	uint32_t seconds, microseconds, len;
};

static uint32_t
get_u32(const char *data)
{
	const unsigned char *p = (const unsigned char *)data;

	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static bool
get_head(const char *data, struct head *head)
{
	head->seconds = get_u32(data);
	head->microseconds = get_u32(data + 4);
	head->len = get_u32(data + 8);
	return head->microseconds < 1000000 && head->len <= TTYREC_RECORD_MAX;
}

/*
 * A head alone says little: its time must be one that a recorder's clock can have shown, or
 * a second head must follow that fits it.
 */
bool
ttyrec_looks(const char *data, size_t len)
{
	struct head head, next;

	if (len < HEAD_SIZE || !get_head(data, &head) || head.len == 0)
		return false;
	if (head.len > len - HEAD_SIZE)
		return head.seconds >= YEAR_1990;
	data += HEAD_SIZE + head.len;
	len -= HEAD_SIZE + head.len;
	if (len < HEAD_SIZE)
		return len == 0 || head.seconds >= YEAR_1990;
	return get_head(data, &next) &&
	    (head.seconds >= YEAR_1990 ||
		(next.seconds >= head.seconds && next.seconds - head.seconds < 86400));
}

static bool
take_number(const char **p, const char *end, int64_t *value)
{
	const char *from = *p;

	for (*value = 0; *p < end && **p >= '0' && **p <= '9' && *p - from < 5; ++*p)
		*value = *value * 10 + (**p - '0');
	return *p > from;
}

/* ESC [ 8 ; ROWS ; COLS t at the very start is how some recorders tell the size. */
static void
find_size(struct foreign *f, const char *data, size_t len)
{
	const char *p = data, *end = data + len;
	int64_t rows, cols;

	if (len < 4 || memcmp(p, SIZE_ESCAPE, 4) != 0)
		return;
	p += 4;
	if (take_number(&p, end, &rows) && p < end && *p++ == ';' && take_number(&p, end, &cols) &&
	    p < end && *p == 't')
		foreign_size(f, cols, rows);
}

static int
ttyrec_open(struct foreign *f)
{
	const char *data;
	struct head head;
	size_t len;

	f->name = "ttyrec";
	if ((f->state = calloc(1, sizeof(struct ttyrec))) == NULL)
		return -ENOMEM;
	len = inlet_peek(f->inlet, HEAD_SIZE + 32, &data);
	if (len < HEAD_SIZE || !get_head(data, &head))
		return foreign_fail(f, ERR_FORMAT, "a ttyrec that is cut in its first record");
	if (head.seconds >= YEAR_1990)
		foreign_began(f, (int64_t)head.seconds * 1000 + head.microseconds / 1000);
	len -= HEAD_SIZE;
	find_size(f, data + HEAD_SIZE, len < head.len ? len : head.len);
	return 0;
}

static void
ttyrec_close(struct foreign *f)
{
	free(f->state);
}

static int
stop_in(struct foreign *f, const struct ttyrec *t)
{
	char where[80];

	snprintf(where, sizeof where, "record %" PRIu64 ", which begins at byte %" PRIu64, t->count,
	    t->offset);
	return foreign_stop(f, f->inlet, "it", where);
}

static int
bad_record(struct foreign *f, const struct ttyrec *t, const struct head *head)
{
	if (head->len > TTYREC_RECORD_MAX)
		return foreign_fail(f, ERR_LIMIT,
		    "record %" PRIu64 " at byte %" PRIu64 " says that it "
		    "has %" PRIu32 " bytes; more than 16 MiB are refused",
		    t->count, t->offset, head->len);
	return foreign_fail(f, ERR_FORMAT,
	    "record %" PRIu64 " at byte %" PRIu64 " has %" PRIu32 " microseconds in its second",
	    t->count, t->offset, head->microseconds);
}

static int
ttyrec_next(struct foreign *f, struct event *ev)
{
	struct ttyrec *t = f->state;
	const char *data;
	struct head head;
	int64_t wall;
	size_t len;

	/* the run before was short */
	if (f->left > 0)
		return stop_in(f, t);
	foreign_rest(f);
	do {
		t->offset = inlet_offset(f->inlet);
		t->count++;
		if ((len = inlet_peek(f->inlet, HEAD_SIZE, &data)) == 0)
			return foreign_stop(f, f->inlet, "it", NULL);
		if (len < HEAD_SIZE)
			return stop_in(f, t);
		if (!get_head(data, &head))
			return bad_record(f, t, &head);
		inlet_take(f->inlet, HEAD_SIZE);
		wall = (int64_t)head.seconds * 1000000 + head.microseconds;
		if (t->begun && wall > t->wall)
			t->at += wall - t->wall;
		/* beyond what is delivered; empty records must not make it overflow */
		if (t->at > (FOREIGN_TIME_MAX + 1) * 1000)
			t->at = (FOREIGN_TIME_MAX + 1) * 1000;
		t->begun = true;
		t->wall = wall;
	} while (head.len == 0);
	ev->at = foreign_ms(t->at * 1000);
	ev->code = EVENT_OUTPUT;
	return foreign_run(f, f->inlet, head.len);
}

static int
ttyrec_mark(struct foreign *f, struct buffer *out)
{
	const struct ttyrec *t = f->state;

	foreign_put(f, out, t->wall);
	foreign_put(f, out, t->at);
	foreign_put(f, out, (int64_t)t->count);
	return foreign_put_inlet(f, out, f->inlet);
}

static int
ttyrec_go(struct foreign *f, const char **at, const char *end)
{
	struct ttyrec *t = f->state;
	int64_t count;
	int r;

	if ((r = foreign_get(at, end, 0, (int64_t)UINT32_MAX * 1000000 + 999999, &t->wall)) != 0 ||
	    (r = foreign_get(at, end, 0, (FOREIGN_TIME_MAX + 1) * 1000, &t->at)) != 0 ||
	    (r = foreign_get(at, end, 0, INT64_MAX, &count)) != 0)
		return r;
	t->count = (uint64_t)count;
	t->begun = count > 0;
	return inlet_go(f->inlet, at, end);
}

const struct foreign_format ttyrec_format = {
    ttyrec_open,
    ttyrec_next,
    ttyrec_close,
    ttyrec_mark,
    ttyrec_go,
};
