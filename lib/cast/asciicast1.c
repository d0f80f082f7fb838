/*
 * Asciicast 1.  The text is held as a whole but never made into a tree, which would take many
 * times its size: one pass finds the members, and events are scanned where they stand.
 */
#include "lib/cast/asciicast1.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/cast/asciicast.h"
#include "lib/cast/jsonscan.h"

struct asciicast1 {
	const char *text;	/* the inlet's, which is not asked for more */
	struct jsonscan events; /* behind the opening bracket of stdout */
	bool found, first;
	int trouble; /* with the document as a whole: shows when all events before it are out */
	int64_t clock;
	uint64_t count;
	struct buffer data;
};

static void
add_member(struct buffer *header, const char *from, const char *to)
{
	buffer_addc(header, header->len == 0 ? '{' : ',');
	buffer_add(header, from, (size_t)(to - from));
}

/* Copies all members but stdout, and remembers where that is. */
static int
find_members(struct asciicast1 *a, struct jsonscan *s, struct buffer *header)
{
	bool first = true;
	const char *from, *key;
	size_t len;
	int r;

	if ((r = jsonscan_char(s, '{')) != 0)
		return r;
	while ((r = jsonscan_step(s, '}', &first)) == 1) {
		from = s->at;
		if ((r = jsonscan_string(s, &a->data, &key, &len)) != 0 ||
		    (r = jsonscan_char(s, ':')) != 0)
			return r;
		if (!a->found && len == 6 && memcmp(key, "stdout", 6) == 0 &&
		    jsonscan_sees(s, '[')) {
			a->found = true;
			a->events = (struct jsonscan){s->at + 1, s->end};
			if ((r = jsonscan_skip(s)) != 0)
				return r;
			continue;
		}
		if ((r = jsonscan_skip(s)) != 0)
			return r;
		add_member(header, from, s->at);
		if (header->len > FOREIGN_HEADER_MAX)
			return ERR_LIMIT;
	}
	if (r == 0 && !jsonscan_over(s))
		return ERR_FORMAT;
	return r;
}

static int
read_members(struct foreign *f, struct asciicast1 *a, struct jsonscan *s, struct buffer *header)
{
	struct json_document *doc;
	int r;

	r = a->trouble = find_members(a, s, header);
	if (header->len > FOREIGN_HEADER_MAX)
		return foreign_fail(f, r,
		    "an asciicast 1 whose members beside stdout are longer than 64 KiB");
	if (r != 0 && r != ERR_TRUNCATED && !a->found)
		return foreign_fail(f, r,
		    "an asciicast 1 that is no well-formed JSON behind byte %" PRIu64,
		    (uint64_t)(s->at - a->text));
	if (header->len == 0)
		buffer_addc(header, '{');
	buffer_addc(header, '}');
	if ((r = buffer_status(header)) != 0)
		return r;
	if ((r = json_parse(header->data, header->len, &doc)) != 0)
		return foreign_fail(f, r, "an asciicast 1 whose members cannot be read");
	r = asciicast_header(f, json_root(doc));
	json_free(doc);
	return r;
}

static int
asciicast1_open(struct foreign *f)
{
	struct asciicast1 *a;
	struct jsonscan s;
	struct buffer header = {0};
	size_t len;
	int r;

	f->name = "asciicast-1";
	if ((f->state = a = calloc(1, sizeof *a)) == NULL)
		return -ENOMEM;
	a->first = true;
	len = inlet_peek(f->inlet, ASCIICAST1_MAX + 1, &a->text);
	if (len > ASCIICAST1_MAX)
		return foreign_fail(f, ERR_LIMIT, "an asciicast 1 longer than 256 MiB");
	/* taken, so that what is said of packed data counts from its end; the text stays */
	inlet_take(f->inlet, len);
	s = (struct jsonscan){a->text, a->text + len};
	r = read_members(f, a, &s, &header);
	buffer_free(&header);
	return r;
}

static void
asciicast1_close(struct foreign *f)
{
	struct asciicast1 *a = f->state;

	buffer_free(&a->data);
	free(a);
}

static int
parse_one(struct asciicast1 *a, struct event *ev)
{
	struct jsonscan *s = &a->events;
	int64_t delay;
	int r;

	if ((r = jsonscan_char(s, '[')) != 0 || (r = jsonscan_seconds(s, &delay)) != 0 ||
	    (r = jsonscan_char(s, ',')) != 0 ||
	    (r = jsonscan_string(s, &a->data, &ev->data, &ev->len)) != 0 ||
	    (r = jsonscan_char(s, ']')) != 0)
		return r;
	if (delay > 0)
		a->clock += delay;
	if (a->clock > FOREIGN_TIME_MAX * 1000000)
		return ERR_RANGE;
	ev->at = foreign_ms(a->clock);
	ev->code = EVENT_OUTPUT;
	a->count++;
	return 0;
}

static int
finish(struct foreign *f, struct asciicast1 *a)
{
	if (inlet_trouble(f->inlet) != 0)
		return foreign_stop(f, f->inlet, "it", NULL);
	if (a->trouble == ERR_TRUNCATED)
		return foreign_end(
		    f, SOURCE_CUT, "it is cut behind its %" PRIu64 " events", a->count);
	if (a->trouble != 0)
		return foreign_fail(f, a->trouble,
		    "it is no well-formed JSON behind its %" PRIu64 " events", a->count);
	return foreign_end(f, SOURCE_COMPLETE, "%s", "");
}

static int
asciicast1_next(struct foreign *f, struct event *ev)
{
	struct asciicast1 *a = f->state;
	const char *from;
	char where[80];
	int r;

	if (!a->found)
		return finish(f, a);
	foreign_rest(f);
	do {
		from = a->events.at;
		if ((r = jsonscan_step(&a->events, ']', &a->first)) == 0)
			return finish(f, a);
		if (r == 1)
			r = parse_one(a, ev);
	} while (r == 0 && ev->len == 0);
	if (r == 0)
		return 1;
	snprintf(where, sizeof where, "event %" PRIu64 ", which begins at byte %" PRIu64,
	    a->count + 1, (uint64_t)(from - a->text));
	if (r == ERR_TRUNCATED)
		return foreign_stop(f, f->inlet, "it", where);
	return foreign_fail(
	    f, r, "%s, %s", where, r == ERR_RANGE ? "has a time that cannot be" : "is no event");
}

/* The text is there as a whole. */
static int
asciicast1_mark(struct foreign *f, struct buffer *out)
{
	const struct asciicast1 *a = f->state;

	foreign_put(f, out, a->clock);
	foreign_put(f, out, (int64_t)a->count);
	foreign_put(f, out, a->events.at - a->text);
	foreign_put(f, out, a->first);
	return 0;
}

static int
asciicast1_go(struct foreign *f, const char **at, const char *end)
{
	struct asciicast1 *a = f->state;
	int64_t count, place, first;
	int r;

	if ((r = foreign_get(at, end, 0, FOREIGN_TIME_MAX * 1000000, &a->clock)) != 0 ||
	    (r = foreign_get(at, end, 0, INT64_MAX, &count)) != 0 ||
	    (r = foreign_get(at, end, 0, a->found ? a->events.end - a->text : 0, &place)) != 0 ||
	    (r = foreign_get(at, end, 0, 1, &first)) != 0)
		return r;
	a->count = (uint64_t)count;
	a->events.at = a->text + place;
	a->first = first;
	return 0;
}

const struct foreign_format asciicast1_format = {
    asciicast1_open,
    asciicast1_next,
    asciicast1_close,
    asciicast1_mark,
    asciicast1_go,
};
