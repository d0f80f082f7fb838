/*
 * The part that a live writer's journals are bound into.
 *
 * Invariants: journals from `sealed_from` up to (not including) `sealed_to` have frames that are not synced yet; everything
 * before is synced, and is empty or removed.  The mutex guards what others may ask.
 */
#include "lib/cast/binder.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/cast/part.h"

struct sealed {
	struct link link;
	unsigned char digest[DIGEST_SIZE];
};

struct binder {
	char *path;
	int fd, level;
	struct part *part;
	struct spares *spares;
	struct buffer lines;
	bool any_sealed;
	bool named; /* the part's own name is synced */
	uint64_t sealed_from, sealed_to;
	struct framer_listener listener;
	struct buffer untold; /* struct sealed: frames that are not synced, or not told of */
	struct uuid session;
	uint32_t part_number;
	int64_t base, base_realtime, base_boottime; /* where the next frame begins */
	uint64_t next_event;

	pthread_mutex_t lock;
	bool has_last;
	uint64_t last_sequence;
	unsigned char last_digest[DIGEST_SIZE];
	int64_t size;
};

int
binder_new(const char *part_path, int fd, int level, const struct framer_listener *listener, struct spares *spares, struct binder **out)
{
	struct binder *b;
	int r = -ENOMEM;

	*out = NULL;
	if ((b = calloc(1, sizeof *b)) == NULL) {
		close(fd);
		return r;
	}
	b->fd = fd;
	b->level = level;
	b->spares = spares;
	pthread_mutex_init(&b->lock, NULL);
	if (listener != NULL)
		b->listener = *listener;
	if ((b->path = strdup(part_path)) == NULL || (r = part_new(fd, level, &b->part)) != 0) {
		binder_free(b);
		return r;
	}
	*out = b;
	return 0;
}

void
binder_free(struct binder *b)
{
	if (b == NULL)
		return;
	part_free(b->part);
	close(b->fd);
	pthread_mutex_destroy(&b->lock);
	buffer_free(&b->lines);
	buffer_free(&b->untold);
	free(b->path);
	free(b);
}

const char *
binder_path(const struct binder *b)
{
	return b->path;
}

static void
note_sealed(struct binder *b)
{
	struct sealed s = {.link = *part_last(b->part)};

	if (b->listener.framed == NULL)
		return;
	memcpy(s.digest, part_last_digest(b->part), DIGEST_SIZE);
	buffer_add(&b->untold, &s, sizeof s);
}

/* All frames so far are synced: tell of them. */
static void
tell_sealed(struct binder *b)
{
	const struct sealed *s = (struct sealed *)(void *)b->untold.data;
	size_t i;

	for (i = 0; i < b->untold.len / sizeof *s; i++)
		b->listener.framed(b->listener.context, &s[i].link, s[i].digest);
	buffer_clear(&b->untold);
}

/* Where the frame after `last` begins. */
static void
take_position(struct binder *b)
{
	const struct link *last = part_last(b->part);

	note_sealed(b);
	b->session = last->session;
	b->part_number = last->part;
	b->next_event = last->first_event + last->events;
	b->base = last->last;
	b->base_realtime = last->last_realtime;
	b->base_boottime = last->last_boottime;
	pthread_mutex_lock(&b->lock);
	b->has_last = true;
	b->last_sequence = last->sequence;
	memcpy(b->last_digest, part_last_digest(b->part), DIGEST_SIZE);
	b->size = part_size(b->part);
	pthread_mutex_unlock(&b->lock);
}

int
binder_seal(struct binder *b, const struct journal *journal, const struct buffer *lines, int64_t last_realtime, uint8_t flags)
{
	const struct link *last = part_last(b->part);
	struct journal j = *journal;
	struct part_frame frame = {0};
	size_t cut;
	int r;

	/* a second try, after what comes behind the last frame has failed, finds what the first has done */
	if (last != NULL && last->sequence == journal->sequence)
		return 0;
	if (lines->len == 0) {
		r = journal_load(b->path, journal->sequence, &j, &b->lines, &cut);
		/* removed together with the part: what comes behind need not wait for it */
		if (r == -ENOENT && file_is_removed(b->fd))
			return 0;
		if (r != 0)
			return r;
		lines = &b->lines;
	}
	frame.lines = lines->data;
	frame.len = lines->len;
	frame.flags = flags;
	frame.session = j.session;
	frame.part = j.part;
	frame.sequence = j.sequence;
	frame.first_event = j.first_event;
	frame.base = j.base;
	frame.base_realtime = j.realtime;
	frame.base_boottime = j.boottime;
	frame.last_realtime = last_realtime;
	if ((r = part_seal(b->part, &frame)) != 0)
		return r;
	if (!b->any_sealed)
		b->sealed_from = journal->sequence;
	b->any_sealed = true;
	b->sealed_to = journal->sequence + 1;
	take_position(b);
	return 0;
}

/* Whoever is told of a frame finds the file after a power cut: once a part, the folder is synced before. */
static int
sync_name(struct binder *b)
{
	int r;

	if (b->named)
		return 0;
	if ((r = file_sync_folder_of(b->path)) == 0)
		b->named = true;
	return r;
}

/* Sync the part, then do away with the journals whose frames it holds. */
int
binder_settle(struct binder *b)
{
	char *path;
	int r;

	if (!b->any_sealed)
		return 0;
	if ((r = file_sync_data(b->fd)) != 0 || (r = sync_name(b)) != 0)
		return r;
	tell_sealed(b);
	for (; b->sealed_from < b->sealed_to; b->sealed_from++) {
		if ((path = journal_path(b->path, b->sealed_from)) == NULL)
			return -ENOMEM;
		if (spares_keep(b->spares, path))
			continue;
		/* one that stays behind does no harm: readers skip what is framed */
		unlink(path);
		free(path);
	}
	b->any_sealed = false;
	return 0;
}

int
binder_stands(const struct binder *b)
{
	return file_is_removed(b->fd) ? ERR_REMOVED : 0;
}

int
binder_lease(const struct binder *b)
{
	return fcntl(b->fd, F_DUPFD_CLOEXEC, 3);
}

uint64_t
binder_unsettled(const struct binder *b)
{
	return b->any_sealed ? b->sealed_to - b->sealed_from : 0;
}

int
binder_finish(struct binder *b)
{
	int r;

	if ((r = part_finish(b->part)) != 0 || (r = binder_settle(b)) != 0)
		return r;
	spares_remove(b->spares);
	return binder_stands(b);
}

static int
end_part(struct binder *b, uint64_t closing)
{
	struct part_frame frame = {.flags = LINK_END | LINK_ROTATED, .session = b->session,
	    .part = b->part_number, .sequence = closing, .first_event = b->next_event,
	    .base = b->base, .base_realtime = b->base_realtime,
	    .base_boottime = b->base_boottime, .last_realtime = b->base_realtime};
	const struct link *last = part_last(b->part);
	int r;

	/* a second try finds what the first has done */
	if (last == NULL || !(last->flags & LINK_END)) {
		if ((r = part_seal(b->part, &frame)) != 0)
			return r;
		take_position(b);
	}
	if ((r = binder_settle(b)) != 0)
		return r;
	spares_remove(b->spares);
	if ((r = part_finish(b->part)) != 0 || (r = file_sync_data(b->fd)) != 0)
		return r;
	tell_sealed(b);
	return 0;
}

int
binder_rotate(struct binder *b, uint64_t closing, char **path, int *fd)
{
	struct part *next;
	int r;

	if ((r = end_part(b, closing)) != 0 || (r = part_new(*fd, b->level, &next)) != 0)
		return r;
	part_follow(next, part_last(b->part));
	part_free(b->part);
	close(b->fd);
	free(b->path);
	b->part = next;
	b->fd = *fd;
	b->path = *path;
	b->named = false;
	*fd = -1;
	*path = NULL;
	pthread_mutex_lock(&b->lock);
	b->size = 0;
	pthread_mutex_unlock(&b->lock);
	return 0;
}

bool
binder_last(struct binder *b, uint64_t *sequence, unsigned char digest[DIGEST_SIZE])
{
	bool has;

	pthread_mutex_lock(&b->lock);
	if ((has = b->has_last)) {
		*sequence = b->last_sequence;
		memcpy(digest, b->last_digest, DIGEST_SIZE);
	}
	pthread_mutex_unlock(&b->lock);
	return has;
}

int64_t
binder_size(struct binder *b)
{
	int64_t size;

	pthread_mutex_lock(&b->lock);
	size = b->size;
	pthread_mutex_unlock(&b->lock);
	return size;
}
