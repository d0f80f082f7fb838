/* Runs ahead of the playback. */
#include "player/scout.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/album.h"
#include "indexer/worker.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"

#define BUDGET (8u * 1024 * 1024) /* bytes of packed keyframes */
#define SLICE_BYTES 65536
#define ASK_MS 1000 /* a live recording's end comes without anything being written */
#define IDLE_MS 200 /* without output, after which a line is taken to stand */

struct scout {
	struct source *source;
	struct chapters *chapters;
	struct scribe_order order;
	struct worker *worker;
	struct album *album;
	uint64_t frames, reached;
	int64_t at, looked, newest;
	bool done, settled;
	char trouble[128];
};

/* What the worker says. */

static int
take_command(void *context, struct command *c)
{
	struct scout *s = context;
	int r = chapters_add(s->chapters, c);

	command_free(c);
	return r;
}

static int
take_ended(void *context, struct command_end *end)
{
	struct scout *s = context;

	chapters_end(s->chapters, end);
	return 0;
}

static int
take_keyframe(void *context, const struct letter_keyframe *k)
{
	struct scout *s = context;

	if (s->frames++ % album_step(s->album) != 0)
		return 0;
	return album_add(s->album, &(struct stage_keyframe){k->event, k->at, k->cols, k->rows}, k->data, k->len);
}

/* Opening. */

static int
begin(struct scout *s, const char *path, const struct source_options *options)
{
	const struct recovery_sink sink = {take_command, take_ended, s};
	const struct worker_extras extras = {NULL, take_keyframe};
	char *message = NULL;
	int r;

	if ((s->album = album_new(BUDGET)) == NULL)
		return -ENOMEM;
	r = source_open(path, options, &s->source, &message);
	free(message);
	if (r != 0)
		return r;
	s->order = (struct scribe_order){.header = source_header(s->source), .exact = true};
	return worker_new_scribe(&s->order, &sink, &extras, &s->worker);
}

int
scout_new(const char *path, const struct source_options *options, struct chapters *chapters, struct scout **out)
{
	struct scout *s = calloc(1, sizeof *s);
	int r;

	*out = NULL;
	if (s == NULL)
		return -ENOMEM;
	s->chapters = chapters;
	if ((r = begin(s, path, options)) != 0) {
		scout_free(s);
		return r;
	}
	*out = s;
	return 0;
}

void
scout_free(struct scout *s)
{
	if (s == NULL)
		return;
	worker_free(s->worker);
	source_free(s->source);
	album_free(s->album);
	free(s);
}

void
scout_share_marks(struct scout *s, struct stage *stage)
{
	stage_share_marks(stage, s->source);
}

/* Going on. */

static int
lose(struct scout *s, int r)
{
	struct worker_status status;

	if (r != ERR_FAILED)
		return r;
	worker_status(s->worker, &status);
	worker_describe(&status, s->trouble);
	return SCOUT_LOST;
}

static int
send(struct scout *s, const struct event *ev)
{
	s->reached = ev->number + 1;
	s->at = ev->at > s->at ? ev->at : s->at;
	return worker_event_of(s->worker, source_frame(s->source), ev);
}

/* At the end of what there is: hand over what waits; where it is the end, let the worker finish. */
static int
settle(struct scout *s, int read)
{
	enum source_end end = source_end(s->source);
	int r;

	s->looked = clock_monotonic_ms();
	if (read < 0 || end != SOURCE_LIVE) {
		s->done = true;
		r = worker_end(s->worker, end == SOURCE_CUT || read < 0);
	} else if (!s->settled && s->looked - s->newest >= IDLE_MS) {
		s->settled = true;
		r = worker_idle(s->worker, s->at + (s->looked - s->newest));
	} else {
		r = worker_flush(s->worker);
	}
	if (r == 0 && !s->done)
		r = worker_hear(s->worker, 0);
	return r == 0 ? SCOUT_IDLE : lose(s, r);
}

int
scout_pump(struct scout *s)
{
	size_t bytes = 0;
	struct event ev;
	int r = 0, read = 0;

	if (s->done || s->trouble[0] != '\0')
		return s->done ? SCOUT_IDLE : SCOUT_LOST;
	if (s->looked != 0 && source_wait(s->source, 0) == 0 && clock_monotonic_ms() - s->looked < (s->settled ? ASK_MS : IDLE_MS))
		return (r = worker_hear(s->worker, 0)) == 0 ? SCOUT_IDLE : lose(s, r);
	while (r == 0 && bytes < SLICE_BYTES && (read = source_next(s->source, &ev)) > 0) {
		bytes += ev.len + 64;
		r = send(s, &ev);
	}
	if (r != 0)
		return lose(s, r);
	if (bytes > 0) {
		s->newest = clock_monotonic_ms();
		s->settled = false;
	}
	if (read <= 0)
		return settle(s, read);
	s->looked = 0;
	return SCOUT_MORE;
}

void
scout_reached(const struct scout *s, uint64_t *event, int64_t *at)
{
	*event = s->reached;
	*at = s->at;
}

bool
scout_done(const struct scout *s)
{
	return s->done;
}

const char *
scout_trouble(const struct scout *s)
{
	return s->trouble;
}

int
scout_find(void *context, uint64_t event, int64_t at, struct stage_keyframe *k, struct buffer *data)
{
	struct scout *s = context;

	return album_find(s->album, event, at, k, data);
}
