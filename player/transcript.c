/* A session as plain text with times. */
#include "player/transcript.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/cast/gap.h"
#include "lib/verb/plain.h"
#include "lib/verb/verb.h"
#include "player/bars.h"

struct printer {
	const struct transcript_order *order;
	struct plain *plain;
	struct buffer lines, safe;
	int64_t line_at; /* when the open line began */
	bool open;       /* something of it came */
	bool started;
};

static void
print_line(struct printer *p, int64_t at, const char *text, size_t len)
{
	char when[32];

	buffer_clear(&p->safe);
	report_visible(&p->safe, text, len, true);
	bars_time(at, true, when);
	printf("%11s  ", when);
	if (!p->safe.broken && p->safe.len > 0)
		fwrite(p->safe.data, 1, p->safe.len, stdout);
	putchar('\n');
}

/* The first of the lines began when the open one did, the others with this event. */
static void
print_lines(struct printer *p, int64_t now)
{
	const char *text, *end, *stop;

	if (p->lines.len == 0)
		return;
	text = p->lines.data;
	end = text + p->lines.len;
	for (; text < end && (stop = memchr(text, '\n', (size_t)(end - text))) != NULL; text = stop + 1) {
		if (p->started)
			print_line(p, p->open ? p->line_at : now, text, (size_t)(stop - text));
		p->open = false;
	}
	buffer_clear(&p->lines);
}

static void
print_gap(struct printer *p, const struct event *ev)
{
	struct buffer text = {0};

	buffer_adds(&text, "[gap: ");
	gap_describe(&text, ev);
	buffer_adds(&text, "]");
	if (!text.broken && p->started)
		print_line(p, ev->at, text.data, text.len);
	buffer_free(&text);
}

static void
take(struct printer *p, const struct event *ev)
{
	const struct stage_target *from = &p->order->from;

	p->started |= p->order->all || (from->by_event ? ev->number >= from->event : ev->at >= from->at);
	if (ev->code == EVENT_GAP)
		print_gap(p, ev);
	if (ev->code != EVENT_OUTPUT || ev->len == 0)
		return;
	plain_feed(p->plain, ev->data, ev->len, &p->lines);
	if (!p->open)
		p->line_at = ev->at;
	p->open = true;
	print_lines(p, ev->at);
	if (ev->data[ev->len - 1] != '\n' && !p->open) {
		p->open = true;
		p->line_at = ev->at;
	}
}

static void
finish(struct printer *p, int64_t at, const char *note)
{
	plain_finish(p->plain, &p->lines);
	if (p->lines.len > 0 && p->lines.data[p->lines.len - 1] != '\n')
		buffer_addc(&p->lines, '\n');
	print_lines(p, at);
	if (*note != '\0')
		printf("%11s  [%s]\n", "", note);
}

/* 0 when it has ended, else a code. */
static int
read_all(struct printer *p, struct source *source, int64_t *at)
{
	struct event ev;
	int r;

	for (;;) {
		while ((r = source_next(source, &ev)) == 1) {
			take(p, &ev);
			*at = ev.at;
		}
		if (r < 0 || !p->order->follow || source_end(source) != SOURCE_LIVE)
			return r;
		if (fflush(stdout) != 0)
			return -errno;
		if ((r = source_wait(source, 1000)) < 0)
			return r;
	}
}

int
transcript_print(struct reel *reel, const struct transcript_order *order)
{
	struct printer p = {.order = order, .plain = plain_new()};
	struct source *source = NULL;
	char *message = NULL;
	int64_t at = 0;
	const struct source_options options = {.timing = reel->timing};
	int r = p.plain == NULL ? -ENOMEM : source_open(reel->path, &options, &source, &message);

	if (r == 0) {
		r = read_all(&p, source, &at);
		finish(&p, at, source_end_note(source));
	}
	if (r != 0)
		report_error("%s: %s", reel->path, message != NULL ? message : error_text(r));
	free(message);
	plain_free(p.plain);
	buffer_free(&p.lines);
	buffer_free(&p.safe);
	r = source == NULL ? EXIT_UNREADABLE : r != 0 || source_end(source) == SOURCE_CUT ? EXIT_FOUND : EXIT_FINE;
	source_free(source);
	return r;
}
