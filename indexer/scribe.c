/* What a worker does in its cage. */
#include "indexer/scribe.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/harvest.h"
#include "indexer/letter.h"
#include "indexer/recovery.h"
#include "indexer/spurt.h"
#include "indexer/veil.h"
#include "lib/base/error.h"
#include "lib/base/file.h"

#define CHUNK_SIZE 4096 /* bytes that are read at once: of what says which tray is full */

struct scribe {
	int fd;
	volatile struct scribe_place *place;
	struct buffer letter;
	struct recovery *recover;
	struct harvest *harvest; /* NULL: not wanted */
	struct spurt spurt;
	struct veil veil;
	struct buffer dump;
	bool exact;
	bool due; /* a keyframe, before the next event at which the screen is settled */
};

/* Who is killed in the middle of this has said what came before `said`, and perhaps what was held. */
int
scribe_send(volatile struct scribe_place *place, int out)
{
	int r = file_write(out, (const char *)place->letters + (place->said - place->kept), place->held - place->said);

	place->said = place->held;
	return r;
}

/* What was sent is kept until its room is needed. */
static int
make_room(volatile struct scribe_place *place, int out)
{
	int r = scribe_send(place, out);

	place->kept = place->held;
	/* what stands there is written over only now */
	atomic_signal_fence(memory_order_seq_cst);
	return r;
}

int
scribe_say(volatile struct scribe_place *place, int out, const char *data, size_t len)
{
	int r;

	if (len > SCRIBE_KEPT_SIZE - (place->held - place->kept) && (r = make_room(place, out)) != 0)
		return r;
	if (len > SCRIBE_KEPT_SIZE) {
		r = file_write(out, data, len);
		place->kept = place->said = place->held += len;
		return r;
	}
	if (len > 0)
		memcpy((char *)place->letters + (place->held - place->kept), data, len);
	atomic_signal_fence(memory_order_release);
	place->held += len;
	return 0;
}

void
scribe_left(volatile struct scribe_place *place, uint64_t taken, struct buffer *out)
{
	uint64_t kept = place->kept, held = place->held;

	if (held >= kept && held - kept <= SCRIBE_KEPT_SIZE && taken >= kept && taken < held)
		buffer_add(out, (const char *)place->letters + (taken - kept), held - taken);
}

static int
speak(struct scribe *s)
{
	int r = buffer_status(&s->letter);

	if (r == 0)
		r = scribe_say(s->place, s->fd, s->letter.data, s->letter.len);
	buffer_clear(&s->letter);
	return r;
}

static int
say_command(void *context, struct command *c)
{
	struct scribe *s = context;

	letter_put_command(&s->letter, c);
	if (s->harvest != NULL)
		harvest_begin(s->harvest, c);
	command_free(c);
	return speak(s);
}

static int
say_ended(void *context, struct command_end *end)
{
	struct letter_output output = {.seq = end->seq};
	struct scribe *s = context;

	if (s->harvest != NULL && harvest_take(s->harvest, recovery_screen(s->recover), end, &output))
		letter_put_output(&s->letter, &output);
	letter_put_ended(&s->letter, end);
	return speak(s);
}

/* Keyframes. */

/*
 * The screen without its secrets: those of a copy are covered, for the recovery reads the screen itself.  How many cells
 * were, or -ENOMEM.
 */
static int
dump_covered(struct scribe *s, const struct screen *screen)
{
	struct screen *copy;
	int r;

	buffer_clear(&s->dump);
	if (s->exact)
		return screen_dump(screen, &s->dump) ? 0 : -ENOMEM;
	if (!screen_dump(screen, &s->dump) || (copy = screen_new(screen_cols(screen), screen_rows(screen), 0)) == NULL)
		return -ENOMEM;
	screen_feed(copy, s->dump.data, s->dump.len);
	if ((r = veil_screen(&s->veil, copy)) > 0) {
		buffer_clear(&s->dump);
		r = screen_dump(copy, &s->dump) ? r : -1;
	}
	screen_free(copy);
	return r < 0 ? -ENOMEM : r;
}

static int
say_keyframe(struct scribe *s, const struct event *ev)
{
	const struct screen *screen = recovery_screen(s->recover);
	struct letter_keyframe k = {.event = ev->number, .at = ev->at, .cols = screen_cols(screen),
	    .rows = screen_rows(screen)};
	int r;

	if (!screen_settled(screen))
		return 0;
	s->due = false;
	if ((r = dump_covered(s, screen)) < 0 || s->dump.len > LETTER_KEYFRAME_MAX)
		return r < 0 ? r : 0;
	k.covered = (uint32_t)r;
	k.data = s->dump.data;
	k.len = s->dump.len;
	letter_put_keyframe(&s->letter, &k);
	return speak(s);
}

/* Letters. */

static int
pass_on(struct scribe *s, const struct event *ev, const struct event *last)
{
	int r;

	s->place->event = ev->number;
	s->place->at = ev->at;
	s->place->count++;
	if (s->due && (r = say_keyframe(s, ev)) != 0)
		return r;
	if (s->harvest != NULL)
		harvest_watch(s->harvest, recovery_screen(s->recover), ev);
	return recovery_events(s->recover, ev, last);
}

/* What waited for more output. */
static int
pass_spurt(struct scribe *s)
{
	struct event whole, last;

	return spurt_take(&s->spurt, &whole, &last) ? pass_on(s, &whole, &last) : 0;
}

static int
obey_event(struct scribe *s, const struct event *ev)
{
	int r;

	if (!spurt_wants(&s->spurt, ev) && (r = pass_spurt(s)) != 0)
		return r;
	if (spurt_wants(&s->spurt, ev))
		return spurt_add(&s->spurt, ev);
	return pass_on(s, ev, ev);
}

/* 1 at the end of the recording. */
static int
obey_letter(struct scribe *s, const struct letter *letter)
{
	int r;

	switch (letter->type) {
	case LETTER_EVENT:
		return obey_event(s, &letter->event);
	case LETTER_FRAME:
		r = pass_spurt(s);
		s->due = s->exact || s->harvest != NULL;
		return r;
	case LETTER_IDLE:
		return (r = pass_spurt(s)) == 0 ? recovery_idle(s->recover, letter->now) : r;
	case LETTER_END:
		if ((r = pass_spurt(s)) == 0)
			r = recovery_end(s->recover, letter->cut);
		return r == 0 ? 1 : r;
	default:
		return ERR_FORMAT;
	}
}

bool
scribe_tray(volatile struct scribe_place *place, const struct letter *letter, const char **data, size_t *len)
{
	if (letter->type != LETTER_TRAY || letter->tray.number >= SCRIBE_TRAYS || letter->tray.len > SCRIBE_TRAY_SIZE)
		return false;
	*data = (const char *)place->trays[letter->tray.number];
	*len = letter->tray.len;
	return true;
}

/* What the letters in a tray say is done; then it is free. */
static int
obey_tray(struct scribe *s, const struct letter *tray, volatile struct scribe_place *place)
{
	struct letter letter;
	const char *data;
	size_t len, at = 0;
	long n;
	int r = 0;

	if (!scribe_tray(place, tray, &data, &len))
		return ERR_FORMAT;
	while (r == 0 && at < len) {
		if ((n = letter_take(data + at, len - at, &letter)) <= 0)
			return ERR_FORMAT;
		at += (size_t)n;
		r = obey_letter(s, &letter);
	}
	if (r != 0)
		return r;
	letter_put_taken(&s->letter, tray->tray.number);
	return (r = speak(s)) == 0 ? scribe_send(place, s->fd) : r;
}

static int
obey(struct scribe *s, struct buffer *inbox, volatile struct scribe_place *place)
{
	struct letter letter;
	size_t at = 0;
	long n = 0;
	int r = 0;

	while (r == 0 && (n = letter_take(inbox->data + at, inbox->len - at, &letter)) > 0) {
		at += (size_t)n;
		r = obey_tray(s, &letter, place);
	}
	buffer_consume(inbox, at);
	return n < 0 ? (int)n : r;
}

static int
listen_and_obey(struct scribe *s, int in, volatile struct scribe_place *place)
{
	struct buffer inbox = {0};
	ssize_t n;
	char *p;
	int r;

	do {
		if ((p = buffer_reserve(&inbox, CHUNK_SIZE)) == NULL)
			return -ENOMEM;
		/* its parent sends an end, or kills it */
		if ((n = read(in, p, CHUNK_SIZE)) <= 0)
			return n < 0 ? -errno : ERR_TRUNCATED;
		inbox.len += (size_t)n;
	} while ((r = obey(s, &inbox, place)) == 0);
	return r < 0 ? r : 0;
}

/* Nothing is freed: the process is about to end. */
int
scribe_run(int in, int out, volatile struct scribe_place *place, const void *context)
{
	const struct scribe_order *order = context;
	struct scribe s = {.fd = out, .place = place, .veil = {.censor = order->censor}, .exact = order->exact};
	const struct recovery_sink sink = {say_command, say_ended, &s};
	int r = 0;

	if (order->censor != NULL && (s.harvest = harvest_new()) == NULL)
		r = -ENOMEM;
	if (r == 0 && (r = recovery_new(order->header, &sink, &s.recover)) == 0)
		r = listen_and_obey(&s, in, place);
	letter_put_done(&s.letter, r);
	return speak(&s) == 0 && scribe_send(place, out) == 0 ? 0 : 1;
}
