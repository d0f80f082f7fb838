/*
 * The recovery in a cage.
 *
 * Letters to the worker stand in trays, memory that both have: one is filled while the worker reads the other, and its pipe
 * only tells it which.  So no byte of a recording goes through the kernel.  We never read what stands in them.
 *
 * Both pipes may be full at once, so the parent never blocks on one of them: while it waits for room or for a tray it takes
 * what the worker says.  The worker blocks on either.  What it said last stands in memory that we have, so that nothing is
 * lost that was found before it crashed, or before garbage came into the pipe.
 */
#include "indexer/worker.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "indexer/cage.h"
#include "indexer/letter.h"
#include "indexer/scribe.h"
#include "lib/base/error.h"

#define BATCH_SIZE 262144 /* bytes of letters that are handed over at once */
#define CHUNK_SIZE 262144 /* bytes that are read at once */
#define COMMANDS_SPARE 1000 /* beyond one for each byte and event */

struct worker {
	struct cage *cage;
	struct recovery_sink sink;
	struct worker_extras extras;
	volatile struct scribe_place *place; /* shared with the worker */
	struct buffer tray; /* the one that is being filled, of a fixed size: room_for */
	int filling;        /* which it is, or -1 */
	unsigned out;       /* bit i: the worker has tray i */
	struct buffer outbox, inbox;
	size_t written;     /* of outbox */
	uint64_t taken;     /* bytes of letters that came from it, and are true */
	/* what was sent, against which answers are held */
	uint64_t sent_event, sent_count, sent_bytes;
	uint64_t frame; /* of the newest that was sent by worker_event_of */
	int64_t sent_at;
	uint64_t seq, commands, ends, outputs;
	uint64_t frames; /* that were sent, less those whose keyframe came */
	bool done, closed, lost; /* the worker said so; its pipe is at its end */
	int failure;       /* sticky */
	struct worker_status status;
};

struct errand {
	int (*program)(int in, int out, volatile struct scribe_place *, const void *context);
	const void *context;
	volatile struct scribe_place *place;
};

static int
run_errand(int in, int out, void *context)
{
	const struct errand *errand = context;

	return errand->program(in, out, errand->place, errand->context);
}

/* Outside. */

static int
fail(struct worker *w, int failure)
{
	if (w->failure == 0)
		w->failure = failure;
	return w->failure;
}

static void
note_place(struct worker *w)
{
	struct worker_status *s = &w->status;

	/* it is the worker's word: nothing that was not sent */
	s->begun = w->place->count > 0 && w->sent_count > 0;
	s->event = w->place->event <= w->sent_event ? w->place->event : w->sent_event;
	s->at = w->place->at >= 0 && w->place->at <= w->sent_at ? w->place->at : w->sent_at;
}

static int take_letter(struct worker *, struct letter *);

/* What it had found, and did not come to send, or sent behind what can't be. */
static void
take_left(struct worker *w)
{
	struct buffer left = {0};
	struct letter letter;
	size_t at = 0;
	long n;

	scribe_left(w->place, w->taken, &left);
	while (at < left.len && (n = letter_take(left.data + at, left.len - at, &letter)) > 0 &&
	    take_letter(w, &letter) == 0)
		at += (size_t)n;
	buffer_free(&left);
}

/* It is gone, or what it says can't be: that, too, may stand in what it left. */
static int
lose(struct worker *w, bool garbled)
{
	static const enum worker_fate fates[] = {[CAGE_RETURNED] = WORKER_LEFT, [CAGE_KILLED] = WORKER_KILLED,
	    [CAGE_REFUSED] = WORKER_REFUSED, [CAGE_OPEN] = WORKER_OPEN};
	enum cage_fate fate = cage_end(w->cage, &w->status.number);

	if (w->lost)
		return ERR_FAILED;
	w->lost = true;
	w->status.fate = garbled ? WORKER_GARBLED : fates[fate];
	note_place(w);
	take_left(w);
	return fail(w, ERR_FAILED);
}

static bool
is_plausible(const struct worker *w, const struct command *c)
{
	/* an output that is still to come is behind the last event */
	return c->seq > w->seq && c->event <= w->sent_event && c->output_from <= w->sent_event + 1 &&
	    c->output_to <= w->sent_event + 1 && c->at <= w->sent_at &&
	    w->commands < w->sent_bytes + w->sent_count + COMMANDS_SPARE;
}

static int
take_command(struct worker *w, struct command *c)
{
	int r;

	if (!is_plausible(w, c)) {
		command_free(c);
		return lose(w, true);
	}
	w->seq = c->seq;
	w->commands++;
	if ((r = w->sink.command(w->sink.context, c)) < 0)
		return fail(w, r);
	return 0;
}

static int
take_ended(struct worker *w, struct command_end *end)
{
	int r;

	if (end->seq > w->seq || end->output_to > w->sent_event + 1 || ++w->ends > w->commands)
		r = lose(w, true);
	else if ((r = w->sink.ended(w->sink.context, end)) < 0)
		r = fail(w, r);
	command_end_free(end);
	return r;
}

static int
take_output(struct worker *w, const struct letter_output *output)
{
	int r;

	if (w->extras.output == NULL || output->seq > w->seq || ++w->outputs > w->commands)
		return lose(w, true);
	r = w->extras.output(w->sink.context, output);
	return r < 0 ? fail(w, r) : 0;
}

static int
take_keyframe(struct worker *w, const struct letter_keyframe *keyframe)
{
	int r;

	if (w->extras.keyframe == NULL || keyframe->event > w->sent_event + 1 || keyframe->at > w->sent_at || w->frames == 0)
		return lose(w, true);
	w->frames--;
	r = w->extras.keyframe(w->sink.context, keyframe);
	return r < 0 ? fail(w, r) : 0;
}

static int
take_back(struct worker *w, uint32_t number)
{
	if (number >= SCRIBE_TRAYS || !(w->out & 1u << number))
		return lose(w, true);
	w->out &= ~(1u << number);
	return 0;
}

static int
take_letter(struct worker *w, struct letter *letter)
{
	switch (letter->type) {
	case LETTER_OUTPUT:
		return take_output(w, &letter->output);
	case LETTER_KEYFRAME:
		return take_keyframe(w, &letter->keyframe);
	case LETTER_COMMAND:
		return take_command(w, &letter->c);
	case LETTER_ENDED:
		return take_ended(w, &letter->end);
	case LETTER_DONE:
		w->done = true;
		return letter->status < 0 ? fail(w, letter->status) : 0;
	case LETTER_TAKEN:
		return take_back(w, letter->tray.number);
	case LETTER_TRAY:
	case LETTER_EVENT:
	case LETTER_END:
	case LETTER_FRAME:
	case LETTER_IDLE:
		break;
	}
	return lose(w, true);
}

static int
take_letters(struct worker *w)
{
	struct letter letter;
	size_t at = 0;
	long n = 0;
	int r = 0;

	while (r == 0 && !w->done && (n = letter_take(w->inbox.data + at, w->inbox.len - at, &letter)) > 0) {
		at += (size_t)n;
		if ((r = take_letter(w, &letter)) == 0)
			w->taken += (size_t)n;
	}
	buffer_consume(&w->inbox, at);
	/* nothing may follow its last word */
	if (r == 0 && w->done && w->inbox.len > 0)
		return lose(w, true);
	if (r == 0 && n < 0)
		return n == -ENOMEM ? fail(w, -ENOMEM) : lose(w, true);
	return r;
}

/* What it has said by now. */
static int
hear(struct worker *w)
{
	char *p = buffer_reserve(&w->inbox, CHUNK_SIZE);
	ssize_t n;

	if (p == NULL)
		return fail(w, -ENOMEM);
	if ((n = read(cage_output(w->cage), p, CHUNK_SIZE)) < 0)
		return errno == EAGAIN || errno == EINTR ? 0 : fail(w, -errno);
	w->inbox.len += (size_t)n;
	if (n > 0)
		return take_letters(w);
	w->closed = true;
	return w->done ? 0 : lose(w, false);
}

static int
post(struct worker *w)
{
	ssize_t n = write(cage_input(w->cage), w->outbox.data + w->written, w->outbox.len - w->written);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR ? 0 : fail(w, -errno);
	w->written += (size_t)n;
	if (w->written == w->outbox.len) {
		buffer_clear(&w->outbox);
		w->written = 0;
	}
	return 0;
}

/* Wait for either pipe, and move what can be moved. */
static int
step(struct worker *w)
{
	struct pollfd fds[] = {{cage_output(w->cage), POLLIN, 0}, {cage_input(w->cage), POLLOUT, 0}};
	int r = 0;

	if (poll(fds, w->outbox.len > 0 ? 2 : 1, -1) < 0)
		return errno == EINTR ? 0 : fail(w, -errno);
	if (fds[0].revents != 0)
		r = hear(w);
	if (r == 0 && w->outbox.len > 0 && fds[1].revents != 0)
		r = post(w);
	return r;
}

/* 0 while the worker goes on; done before the end: it failed, or it lies. */
static int
goes_on(struct worker *w)
{
	return w->failure != 0 ? w->failure : w->done ? lose(w, true) : 0;
}

/* The tray is the worker's from now on, and it is told as soon as its pipe has room. */
static int
hand_over(struct worker *w)
{
	if (w->failure != 0 || w->tray.len == 0)
		return w->failure;
	letter_put_tray(&w->outbox, (uint32_t)w->filling, w->tray.len);
	if (w->outbox.broken)
		return fail(w, -ENOMEM);
	w->out |= 1u << w->filling;
	w->filling = -1;
	w->tray = (struct buffer){0};
	return post(w);
}

int
worker_flush(struct worker *w)
{
	hand_over(w);
	while (w->failure == 0 && !w->done && w->outbox.len > 0)
		step(w);
	return goes_on(w);
}

/* A tray that the worker has not. */
static bool
has_tray(struct worker *w)
{
	int i;

	for (i = 0; i < SCRIBE_TRAYS && w->filling < 0; i++)
		if (!(w->out & 1u << i)) {
			w->filling = i;
			w->tray = (struct buffer){.data = (char *)w->place->trays[i], .cap = SCRIBE_TRAY_SIZE};
		}
	return w->filling >= 0;
}

/* A tray with room for a letter of so many bytes besides what is fixed: it is never made larger, for it is not ours to. */
static int
room_for(struct worker *w, size_t len)
{
	if (w->failure == 0 && w->tray.len + LETTER_FIXED_MAX + len > SCRIBE_TRAY_SIZE)
		worker_flush(w);
	while (w->failure == 0 && !w->done && !has_tray(w))
		step(w);
	return goes_on(w);
}

int
worker_event(struct worker *w, const struct event *ev)
{
	int r;

	if (w->failure != 0)
		return w->failure;
	if (ev->len > LETTER_EVENT_MAX)
		return fail(w, ERR_LIMIT);
	if ((r = room_for(w, ev->len)) != 0)
		return r;
	letter_put_event(&w->tray, ev);
	if (ev->number > w->sent_event)
		w->sent_event = ev->number;
	if (ev->at > w->sent_at)
		w->sent_at = ev->at;
	w->sent_count++;
	w->sent_bytes += ev->len;
	return w->tray.len < BATCH_SIZE ? 0 : worker_flush(w);
}

int
worker_frame(struct worker *w)
{
	int r;

	if ((r = room_for(w, 0)) != 0)
		return r;
	letter_put_frame(&w->tray);
	w->frames++;
	return 0;
}

int
worker_event_of(struct worker *w, uint64_t frame, const struct event *ev)
{
	int r = w->sent_count > 0 && frame != w->frame ? worker_frame(w) : 0;

	w->frame = frame;
	return r == 0 ? worker_event(w, ev) : r;
}

int
worker_idle(struct worker *w, int64_t now_ms)
{
	int r;

	if ((r = room_for(w, 0)) != 0)
		return r;
	letter_put_idle(&w->tray, now_ms);
	return worker_flush(w);
}

int
worker_hear(struct worker *w, int timeout_ms)
{
	struct pollfd fd = {cage_output(w->cage), POLLIN, 0};
	int r;

	while (w->failure == 0 && !w->done && (r = poll(&fd, 1, timeout_ms)) != 0) {
		if (r > 0)
			hear(w);
		else if (errno != EINTR)
			return fail(w, -errno);
		timeout_ms = 0;
	}
	return goes_on(w);
}

int
worker_end(struct worker *w, bool cut)
{
	if (room_for(w, 0) != 0)
		return w->failure;
	letter_put_end(&w->tray, cut);
	hand_over(w);
	while (w->failure == 0 && !w->closed)
		step(w);
	return w->failure;
}

void
worker_status(const struct worker *w, struct worker_status *status)
{
	*status = w->status;
}

void
worker_describe(const struct worker_status *s, char out[128])
{
	switch (s->fate) {
	case WORKER_FINE:
		snprintf(out, 128, "is well");
		return;
	case WORKER_KILLED:
		snprintf(out, 128, "was killed by signal %d (%s)", s->number, strsignal(s->number));
		return;
	case WORKER_REFUSED:
		snprintf(out, 128, "was killed for a system call that it may not make");
		return;
	case WORKER_GARBLED:
		snprintf(out, 128, "was stopped, for what it said can't be");
		return;
	case WORKER_LEFT:
		snprintf(out, 128, "ended before its work was done, with status %d", s->number);
		return;
	case WORKER_OPEN:
		snprintf(out, 128, "can't be confined on this system (seccomp), and so was not run");
		return;
	}
}

/* With memory that it shares with its process: nobody's else, or a file's, to be closed. */
static int
new_worker(const struct recovery_sink *sink, int shared, struct worker **out)
{
	struct worker *w = calloc(1, sizeof *w);
	void *page;

	*out = NULL;
	if (w == NULL)
		return -ENOMEM;
	page = mmap(NULL, sizeof *w->place, PROT_READ | PROT_WRITE, MAP_SHARED | (shared < 0 ? MAP_ANONYMOUS : 0), shared, 0);
	if (page == MAP_FAILED) {
		free(w);
		return -ENOMEM;
	}
	w->place = page;
	w->sink = *sink;
	w->filling = -1;
	*out = w;
	return 0;
}

int
worker_start(int (*program)(int in, int out, volatile struct scribe_place *, const void *context),
    const void *context, const struct recovery_sink *sink, struct worker **out)
{
	struct errand errand = {program, context, NULL};
	struct worker *w;
	int r = new_worker(sink, -1, &w);

	*out = NULL;
	if (r != 0)
		return r;
	errand.place = w->place;
	if ((r = cage_new(run_errand, &errand, &w->cage)) != 0) {
		worker_free(w);
		return r;
	}
	*out = w;
	return 0;
}

struct birth {
	struct nursery *nursery;
	int shared;
	size_t header;
};

static int
be_born(void *context, int in, int out)
{
	const struct birth *birth = context;

	return nursery_spawn(birth->nursery, in, out, birth->shared, birth->header);
}

/* Its header stands where what it says will, which it writes when it has read that. */
static int
put_header(struct worker *w, const struct header *h, size_t *len)
{
	struct buffer line = {0};
	int r = header_encode(&line, h);

	if (r == 0 && line.len > SCRIBE_KEPT_SIZE)
		r = ERR_LIMIT;
	if (r == 0)
		memcpy((char *)w->place->letters, line.data, line.len);
	*len = line.len;
	buffer_free(&line);
	return r;
}

int
worker_new_apart(struct nursery *nursery, const struct header *h, const struct recovery_sink *sink,
    const struct worker_extras *extras, struct worker **out)
{
	struct birth birth = {nursery, memfd_create("letters", MFD_CLOEXEC), 0};
	struct worker *w = NULL;
	int r;

	*out = NULL;
	if (birth.shared < 0 || ftruncate(birth.shared, sizeof *w->place) != 0)
		r = -errno;
	else if ((r = new_worker(sink, birth.shared, &w)) == 0 && (r = put_header(w, h, &birth.header)) == 0)
		r = cage_new_by(be_born, &birth, &w->cage);
	if (birth.shared >= 0)
		close(birth.shared);
	if (r != 0) {
		worker_free(w);
		return r;
	}
	w->extras = *extras;
	*out = w;
	return 0;
}

int
worker_new(const struct header *h, const struct recovery_sink *sink, struct worker **out)
{
	const struct scribe_order order = {.header = h};

	return worker_start(scribe_run, &order, sink, out);
}

int
worker_new_scribe(const struct scribe_order *order, const struct recovery_sink *sink, const struct worker_extras *extras,
    struct worker **out)
{
	int r = worker_start(scribe_run, order, sink, out);

	if (r == 0)
		(*out)->extras = *extras;
	return r;
}

void
worker_free(struct worker *w)
{
	if (w == NULL)
		return;
	cage_free(w->cage);
	munmap((void *)w->place, sizeof *w->place);
	buffer_free(&w->outbox);
	buffer_free(&w->inbox);
	free(w);
}
