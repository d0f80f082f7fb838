/*
 * A recording's screen at any moment.
 *
 * The head is the next event that was not played: all before it are in the outbox or with the actor.  At the target a ticket
 * is sent; the answer with that ticket is the picture of that place.  One ticket is under way at a time, so that who plays
 * fast gets as many pictures as can be drawn, and no queue of old ones.
 */
#include "indexer/stage.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/actor.h"
#include "indexer/album.h"
#include "indexer/cage.h"
#include "lib/base/bytes.h"
#include "lib/base/clock.h"

#define OUTBOX_MAX 131072    /* bytes that wait to be written: what a new target may have to wait for */
#define FAR_BYTES 131072     /* played without arriving: worth asking for a keyframe */
#define SLICE_BYTES 1048576  /* played in one pump */
#define CHUNK_SIZE 262144
#define KEYFRAME_MAX (2u * 1024 * 1024)
#define ANSWER_MAX (PICTURE_BYTES_MAX + 64)
#define KEEP_BYTES 524288    /* played, from one keyframe that is kept to the next */
#define KEEP_AGAIN 16384     /* where there was none to keep */
#define KEEPING 16           /* that are waited for */
#define SIDE_MAX 10000       /* columns or rows of what is kept */
#define ASK_MS 1000          /* a live recording's end comes without anything being written */

struct stage {
	struct source *source;
	struct stage_keyframes keys;
	void (*seen)(void *context, const struct event *);
	void *context;
	struct censor *censor;

	struct cage *cage;
	struct buffer outbox, inbox, keyframe;
	bool bare;      /* no terminal was recorded */
	size_t open;    /* the order of output that more may join; SIZE_MAX: none */

	struct stage_place head;
	bool begun;     /* the actor has a screen */
	uint64_t moves; /* of the head: a picture is of one of them */
	struct event next;
	bool has_next, broken;
	int64_t asked;  /* when the end was last looked for */

	struct stage_target target;
	bool aimed, leap;
	size_t played;  /* bytes, since keyframes were asked for */

	struct album *album; /* NULL: nothing is kept */
	struct stage_keyframe keeping[KEEPING];
	uint64_t kept, keeps; /* answered, and asked for: numbers of keeping, and tickets */
	size_t unkept;        /* bytes played since the newest */
	uint64_t next_kept;   /* the event of the album's next */

	uint64_t ticket; /* under way: the move it is of; 0: none */
	struct stage_place ticket_place;
	struct picture picture;
	struct stage_place shown;
	uint64_t shown_move, count;
	char trouble[128];
};

/* The cage. */

static void
describe(struct stage *s, enum cage_fate fate, int number, bool garbled)
{
	if (garbled)
		snprintf(s->trouble, sizeof s->trouble, "was stopped, for what it said can't be");
	else if (fate == CAGE_KILLED)
		snprintf(s->trouble, sizeof s->trouble, "was killed by signal %d (%s)", number, strsignal(number));
	else if (fate == CAGE_REFUSED)
		snprintf(s->trouble, sizeof s->trouble, "was killed for a system call that it may not make");
	else if (fate == CAGE_OPEN)
		snprintf(s->trouble, sizeof s->trouble, "can't be confined on this system (seccomp), and so was not run");
	else
		snprintf(s->trouble, sizeof s->trouble, "ended with status %d", number);
}

static int
lose(struct stage *s, bool garbled)
{
	enum cage_fate fate;
	int number = 0;

	fate = cage_end(s->cage, &number);
	cage_free(s->cage);
	s->cage = NULL;
	s->begun = s->aimed = false;
	s->ticket = 0;
	s->kept = s->keeps;
	buffer_clear(&s->outbox);
	buffer_clear(&s->inbox);
	s->open = SIZE_MAX;
	describe(s, fate, number, garbled);
	return STAGE_LOST;
}

static int
take_answer(struct stage *s, const char *p, size_t len)
{
	int r;

	if (len < 8 || s->ticket == 0 || bytes_get64(p) != s->ticket)
		return lose(s, true);
	if ((r = picture_take(p + 8, len - 8, &s->picture)) != 0)
		return r == -ENOMEM ? r : lose(s, true);
	s->shown = s->ticket_place;
	s->shown_move = s->ticket;
	s->ticket = 0;
	s->count++;
	return 0;
}

/* They come in the order in which they were asked for. */
static int
take_kept(struct stage *s, const char *p, size_t len)
{
	struct stage_keyframe *k = &s->keeping[s->kept % KEEPING];
	int r;

	if (len < 16 || s->kept == s->keeps || bytes_get64(p) != s->kept)
		return lose(s, true);
	k->cols = (int)bytes_get32(p + 8);
	k->rows = (int)bytes_get32(p + 12);
	s->kept++;
	if (k->cols < 1 || k->cols > SIDE_MAX || k->rows < 1 || k->rows > SIDE_MAX || len - 16 > KEYFRAME_MAX)
		return lose(s, true);
	/* within a sequence: a little later then */
	if (len == 16)
		s->unkept += KEEP_BYTES * album_step(s->album) - KEEP_AGAIN;
	r = album_add(s->album, k, p + 16, len - 16);
	s->next_kept = album_next(s->album, s->head.event);
	return r;
}

static int
take_letter(struct stage *s, uint32_t type, const char *p, size_t len)
{
	return type == ACTOR_PICTURE ? take_answer(s, p, len) : take_kept(s, p, len);
}

/* 0, STAGE_LOST, or negative. */
static int
hear(struct stage *s)
{
	char *p = buffer_reserve(&s->inbox, CHUNK_SIZE);
	size_t len;
	ssize_t n;
	int r = 0;

	if (p == NULL)
		return -ENOMEM;
	if ((n = read(cage_output(s->cage), p, CHUNK_SIZE)) <= 0)
		return n < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : lose(s, false);
	s->inbox.len += (size_t)n;
	while (r == 0 && s->inbox.len >= ACTOR_HEAD) {
		uint32_t type = bytes_get32(s->inbox.data);

		len = bytes_get32(s->inbox.data + 4);
		if ((type != ACTOR_PICTURE && (type != ACTOR_KEEP || s->album == NULL)) || len > ANSWER_MAX)
			return lose(s, true);
		if (s->inbox.len - ACTOR_HEAD < len)
			break;
		if ((r = take_letter(s, type, s->inbox.data + ACTOR_HEAD, len)) == 0)
			buffer_consume(&s->inbox, ACTOR_HEAD + len);
	}
	return r;
}

/* As much as the pipe takes.  An order that has begun to go out is not changed any more. */
static int
post(struct stage *s)
{
	size_t written = 0;
	ssize_t n = 0;
	int r = 0;

	if (s->outbox.broken)
		return -ENOMEM;
	while (written < s->outbox.len && n >= 0)
		if ((n = write(cage_input(s->cage), s->outbox.data + written, s->outbox.len - written)) >= 0)
			written += (size_t)n;
		else if (errno != EAGAIN && errno != EINTR)
			r = -errno;
	buffer_consume(&s->outbox, written);
	s->open = SIZE_MAX;
	return r;
}

/* Beginning somewhere. */

static int
begin_at(struct stage *s, const struct stage_keyframe *k)
{
	const struct header *h = source_header(s->source);
	int r;

	if ((r = source_seek_event(s->source, k != NULL ? k->event : 0)) != 0)
		return r;
	s->has_next = s->broken = s->head.end = s->head.damaged = false;
	s->head.event = k != NULL ? k->event : 0;
	s->head.at = k != NULL ? k->at : 0;
	s->unkept = 0;
	s->next_kept = s->album != NULL ? album_next(s->album, s->head.event + 1) : UINT64_MAX;
	s->moves++;
	s->open = SIZE_MAX;
	if (k != NULL)
		actor_put_size(&s->outbox, ACTOR_KEYFRAME, k->cols, k->rows, s->keyframe.data, s->keyframe.len);
	else
		actor_put_size(&s->outbox, ACTOR_BLANK, h->cols, h->rows, NULL, 0);
	s->begun = true;
	return buffer_status(&s->outbox);
}

static bool
is_behind(const struct stage *s)
{
	return !s->begun || (s->target.by_event ? s->head.event > s->target.event && s->head.event - s->target.event > 1
						: s->head.at > s->target.at);
}

/* The newest that others know, or that was kept: 1 with its bytes in s->keyframe. */
static int
find_keyframe(struct stage *s, uint64_t event, int64_t at, struct stage_keyframe *k)
{
	struct stage_keyframe own;
	struct buffer given = {0};
	int r = 0;

	buffer_clear(&s->keyframe);
	if (s->keys.find != NULL)
		r = s->keys.find(s->keys.context, event, at, k, &s->keyframe);
	if (s->album == NULL || (r == 1 && album_next(s->album, k->event + 1) > event))
		return r;
	if (album_find(s->album, event, at, &own, &given) == 1 && (r != 1 || own.event > k->event)) {
		buffer_free(&s->keyframe);
		s->keyframe = given;
		*k = own;
		return 1;
	}
	buffer_free(&given);
	return r;
}

/* A keyframe between the head and the target, or any when the target is behind us; else the start. */
static int
leap(struct stage *s)
{
	/* before event + 1 is after event */
	uint64_t event = s->target.by_event && s->target.event < UINT64_MAX ? s->target.event + 1 : UINT64_MAX;
	int64_t at = s->target.by_event ? INT64_MAX : s->target.at;
	struct stage_keyframe k;
	int r = 0;

	s->leap = false;
	s->played = 0;
	r = find_keyframe(s, event, at, &k);
	/* keyframes only save time: what can't be read is none */
	if (r == 1 && s->keyframe.len <= KEYFRAME_MAX && (is_behind(s) || k.event > s->head.event))
		return begin_at(s, &k);
	return is_behind(s) ? begin_at(s, NULL) : 0;
}

/* Going on. */

/* 1 there is a next event, 0 none, or negative. */
static int
fetch(struct stage *s)
{
	int r;

	if (s->has_next)
		return 1;
	if (s->head.end) {
		if (source_end(s->source) != SOURCE_LIVE ||
		    (source_wait(s->source, 0) == 0 && clock_monotonic_ms() - s->asked < ASK_MS))
			return 0;
		s->head.end = false;
	}
	/* what is behind something broken is read too, once */
	while ((r = source_next(s->source, &s->next)) < 0 && !s->broken)
		s->broken = s->head.damaged = true;
	s->asked = clock_monotonic_ms();
	s->has_next = r > 0;
	s->head.end = !s->has_next;
	if (s->has_next)
		s->broken = false;
	return r == -ENOMEM ? r : s->has_next;
}

static void
put_lines(struct stage *s, const char *data, size_t len)
{
	const char *end = data + len, *lf;

	while ((lf = memchr(data, '\n', (size_t)(end - data))) != NULL) {
		actor_put_output(&s->outbox, &s->open, data, (size_t)(lf - data));
		actor_put_output(&s->outbox, &s->open, "\r\n", 2);
		data = lf + 1;
	}
	actor_put_output(&s->outbox, &s->open, data, (size_t)(end - data));
}

static void
play(struct stage *s)
{
	int cols, rows;

	if (s->seen != NULL)
		s->seen(s->context, &s->next);
	if (s->next.code == EVENT_OUTPUT && s->bare) {
		put_lines(s, s->next.data, s->next.len);
	} else if (s->next.code == EVENT_OUTPUT) {
		actor_put_output(&s->outbox, &s->open, s->next.data, s->next.len);
	} else if (s->next.code == EVENT_RESIZE && event_parse_size(s->next.data, s->next.len, &cols, &rows) == 0) {
		actor_put_size(&s->outbox, ACTOR_RESIZE, cols, rows, NULL, 0);
		s->open = SIZE_MAX;
	}
	s->played += s->next.len;
	s->head.event = s->next.number + 1;
	s->head.at = s->next.at > s->head.at ? s->next.at : s->head.at;
	s->has_next = false;
	s->moves++;
}

/* Ask for the screen as it is here, where one is wanted: behind the event that was played. */
static void
keep(struct stage *s, size_t bytes)
{
	if (s->album == NULL)
		return;
	s->unkept += bytes;
	if (s->head.event >= s->next_kept) {
		s->unkept = 0;
		s->next_kept = album_next(s->album, s->head.event + 1);
	}
	if (s->unkept < KEEP_BYTES * album_step(s->album) || s->keeps - s->kept == KEEPING || s->head.damaged)
		return;
	s->unkept = 0;
	s->keeping[s->keeps % KEEPING] = (struct stage_keyframe){.event = s->head.event, .at = s->head.at};
	actor_put_ticket(&s->outbox, ACTOR_KEEP, s->keeps++);
	s->open = SIZE_MAX;
}

static bool
reaches(const struct stage *s)
{
	return s->target.by_event ? s->next.number > s->target.event : s->next.at > s->target.at;
}

/* Play as long as there is room: 1 arrived, 0 not yet, or negative. */
static int
advance(struct stage *s, size_t *budget)
{
	size_t before;
	int r = 0;

	if ((s->leap || is_behind(s)) && (r = leap(s)) != 0)
		return r;
	while (s->outbox.len < OUTBOX_MAX && *budget > 0) {
		if ((r = fetch(s)) <= 0 || reaches(s))
			return r < 0 ? r : 1;
		if (s->played >= FAR_BYTES) {
			if ((r = leap(s)) != 0)
				return r;
			continue;
		}
		before = s->played;
		play(s);
		keep(s, s->played - before);
		before = s->played - before + 64;
		*budget = *budget > before ? *budget - before : 0;
	}
	return 0;
}

static void
ask(struct stage *s)
{
	if (s->ticket != 0 || s->shown_move == s->moves)
		return;
	s->ticket = s->moves;
	s->ticket_place = s->head;
	actor_put_ticket(&s->outbox, ACTOR_PICTURE, s->ticket);
	s->open = SIZE_MAX;
}

static int
ensure_cage(struct stage *s)
{
	int r;

	if (s->cage != NULL)
		return 0;
	if ((r = cage_new(actor_run, s->censor, &s->cage)) == 0)
		s->trouble[0] = '\0';
	return r;
}

int
stage_pump(struct stage *s)
{
	size_t budget = SLICE_BYTES;
	int r, arrived = 0;

	if (s->cage == NULL && !s->aimed && s->trouble[0] != '\0')
		return STAGE_LOST;
	if ((r = ensure_cage(s)) != 0 || (r = hear(s)) != 0)
		return r;
	while (s->aimed) {
		if ((arrived = advance(s, &budget)) < 0)
			return arrived;
		s->head.next = s->has_next ? s->next.at : STAGE_NONE;
		s->head.next_event = s->has_next ? s->next.number : s->head.event;
		if (arrived)
			ask(s);
		if ((r = post(s)) != 0)
			return r;
		if (arrived || s->outbox.len > 0 || budget == 0)
			break;
	}
	/* a picture while much is being played: people watch it */
	if (!arrived && s->aimed && budget == 0)
		ask(s);
	return arrived && s->ticket == 0 && s->shown_move == s->moves ? STAGE_READY : s->aimed ? STAGE_BUSY : STAGE_READY;
}

nfds_t
stage_poll(const struct stage *s, struct pollfd fds[STAGE_FDS])
{
	if (s->cage == NULL)
		return 0;
	fds[0] = (struct pollfd){.fd = cage_output(s->cage), .events = POLLIN};
	fds[1] = (struct pollfd){.fd = cage_input(s->cage), .events = POLLOUT};
	return s->outbox.len > 0 ? 2 : 1;
}

int
stage_wait(struct stage *s)
{
	struct pollfd fds[STAGE_FDS];
	int r;

	while ((r = stage_pump(s)) == STAGE_BUSY)
		if (poll(fds, stage_poll(s, fds), -1) < 0 && errno != EINTR)
			return -errno;
	return r;
}

/* Open and close. */

int
stage_new(const char *path, const struct source_options *options, struct stage **out, char **message)
{
	struct stage *s = calloc(1, sizeof *s);
	int r;

	*out = NULL;
	*message = NULL;
	if (s == NULL)
		return -ENOMEM;
	s->open = SIZE_MAX;
	s->head.next = STAGE_NONE;
	s->shown.next = STAGE_NONE;
	if ((r = source_open(path, options, &s->source, message)) != 0) {
		stage_free(s);
		return r;
	}
	s->bare = !source_header(s->source)->pty;
	*out = s;
	return 0;
}

void
stage_free(struct stage *s)
{
	if (s == NULL)
		return;
	cage_free(s->cage);
	source_free(s->source);
	picture_free(&s->picture);
	album_free(s->album);
	buffer_free(&s->outbox);
	buffer_free(&s->inbox);
	buffer_free(&s->keyframe);
	free(s);
}

const struct source *
stage_source(const struct stage *s)
{
	return s->source;
}

void
stage_use(struct stage *s, const struct stage_keyframes *keyframes)
{
	s->keys = keyframes != NULL ? *keyframes : (struct stage_keyframes){NULL, NULL};
}

int
stage_remember(struct stage *s, size_t budget)
{
	s->next_kept = UINT64_MAX;
	s->album = album_new(budget);
	return s->album != NULL ? 0 : -ENOMEM;
}

void
stage_marks(struct stage *s, const struct source_marks *marks)
{
	source_use_marks(s->source, marks);
}

void
stage_share_marks(struct stage *s, struct source *other)
{
	source_share_marks(other, s->source);
}

void
stage_cover(struct stage *s, struct censor *censor)
{
	s->censor = censor;
}

void
stage_watch(struct stage *s, void (*seen)(void *context, const struct event *), void *context)
{
	s->seen = seen;
	s->context = context;
}

void
stage_aim(struct stage *s, const struct stage_target *target, bool far)
{
	s->target = *target;
	s->aimed = true;
	s->leap |= far;
	s->played = 0;
}

const struct picture *
stage_picture(const struct stage *s)
{
	return s->count > 0 ? &s->picture : NULL;
}

void
stage_shown(const struct stage *s, struct stage_place *place)
{
	*place = s->shown;
}

uint64_t
stage_count(const struct stage *s)
{
	return s->count;
}

void
stage_head(const struct stage *s, struct stage_place *place)
{
	*place = s->head;
}

const char *
stage_trouble(const struct stage *s)
{
	return s->trouble;
}

int
stage_process(const struct stage *s)
{
	return s->cage != NULL ? cage_process(s->cage) : 0;
}
