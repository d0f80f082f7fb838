/*
 * The thread beside a live writer.
 *
 * Jobs are done in order.  Invariants: journals from `sealed_from` up to (not including)
 * `sealed_to` have frames that are not synced yet; everything before is synced, and is empty or removed.
 * The mutex guards what both sides touch; the part is the thread's alone.
 */
#include "lib/cast/framer.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/file.h"
#include "lib/cast/part.h"

#define SYNC_INTERVAL_S 1
#define BACKLOG_MAX 64 /* journals; at 256 KiB each, 16 MiB */
#define IN_MEMORY_MAX 2 /* more lines are not kept: they are in their journals */
#define STACK_SIZE (256 * 1024)
#define SPARES 8      /* empty journals that are kept to be used again */
#define QUICK_SYNC_MS 50 /* a disk that syncs in less is asked to, in a flood, whenever so many are framed */

enum job_kind { JOB_SEAL, JOB_SEAL_END, JOB_ROTATE };

struct job {
	struct job *next;
	enum job_kind kind;
	uint64_t sequence;
	int64_t last_realtime;
	struct journal journal; /* JOB_SEAL… */
	struct buffer lines;    /* or none: they are to be read */
	char *path; /* JOB_ROTATE */
	int fd;
};

struct sealed {
	struct link link;
	unsigned char digest[DIGEST_SIZE];
};

struct framer {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t work, room;
	struct job *first, **end;
	unsigned backlog;
	int journal_fd;
	int trouble;
	bool finishing, dropping;
	bool names_changed; /* since the folder was synced */
	bool named; /* the part's own name is synced; this thread's */
	unsigned rotations; /* JOB_ROTATEs to be done: `size` is an older part's */
	bool has_last;
	uint64_t last_sequence;
	unsigned char last_digest[DIGEST_SIZE];
	int64_t size;
	struct buffer used;   /* of lines that are framed: memory to be used again */
	char *spares[SPARES]; /* paths */
	unsigned spare_count;
	atomic_bool dirty;

	/* the thread's alone */
	char *path;
	int fd, level;
	struct part *part;
	struct buffer lines;
	bool any_sealed, slow_disk;
	int failed_sync;
	uint64_t sealed_from, sealed_to;
	struct framer_listener listener;
	struct buffer untold; /* struct sealed: frames that are not synced, or not told of */
	struct uuid session;
	uint32_t part_number;
	int64_t base, base_realtime, base_boottime; /* where the next frame begins */
	uint64_t next_event;
};

static void
job_free(struct job *job)
{
	if (job == NULL)
		return;
	if (job->kind == JOB_ROTATE && job->fd >= 0)
		close(job->fd);
	buffer_free(&job->lines);
	free(job->path);
	free(job);
}

static void
note_sealed(struct framer *f)
{
	struct sealed s = {.link = *part_last(f->part)};

	if (f->listener.framed == NULL)
		return;
	memcpy(s.digest, part_last_digest(f->part), DIGEST_SIZE);
	buffer_add(&f->untold, &s, sizeof s);
}

/* All frames so far are synced: tell of them. */
static void
tell_sealed(struct framer *f)
{
	const struct sealed *s = (struct sealed *)(void *)f->untold.data;
	size_t i;

	for (i = 0; i < f->untold.len / sizeof *s; i++)
		f->listener.framed(f->listener.context, &s[i].link, s[i].digest);
	buffer_clear(&f->untold);
}

/* Where the frame after `last` begins. */
static void
take_position(struct framer *f)
{
	const struct link *last = part_last(f->part);

	note_sealed(f);
	f->session = last->session;
	f->part_number = last->part;
	f->next_event = last->first_event + last->events;
	f->base = last->last;
	f->base_realtime = last->last_realtime;
	f->base_boottime = last->last_boottime;
	pthread_mutex_lock(&f->lock);
	f->has_last = true;
	f->last_sequence = last->sequence;
	memcpy(f->last_digest, part_last_digest(f->part), DIGEST_SIZE);
	f->size = part_size(f->part);
	pthread_mutex_unlock(&f->lock);
}

static int
seal_journal(struct framer *f, const struct job *job)
{
	const struct buffer *lines = &job->lines;
	struct journal j = job->journal;
	struct part_frame frame = {0};
	size_t cut;
	int r;

	if (lines->len == 0) {
		if ((r = journal_load(f->path, job->sequence, &j, &f->lines, &cut)) != 0)
			return r;
		lines = &f->lines;
	}
	frame.lines = lines->data;
	frame.len = lines->len;
	frame.flags = job->kind == JOB_SEAL_END ? LINK_END : 0;
	frame.session = j.session;
	frame.part = j.part;
	frame.sequence = j.sequence;
	frame.first_event = j.first_event;
	frame.base = j.base;
	frame.base_realtime = j.realtime;
	frame.base_boottime = j.boottime;
	frame.last_realtime = job->last_realtime;
	if ((r = part_seal(f->part, &frame)) != 0)
		return r;
	if (!f->any_sealed)
		f->sealed_from = job->sequence;
	f->any_sealed = true;
	f->sealed_to = job->sequence + 1;
	take_position(f);
	return 0;
}

static int
sync_file(int fd)
{
	return fdatasync(fd) == 0 || errno == EINVAL || errno == EROFS ? 0 : -errno;
}

/* Whoever is told of a frame finds the file after a power cut: once a part, the folder is synced before. */
static int
sync_name(struct framer *f)
{
	int r;

	if (f->named)
		return 0;
	if ((r = file_sync_folder_of(f->path)) == 0)
		f->named = true;
	return r;
}

/* Empty the file; not where it has another name, by which somebody keeps what it holds. */
static bool
empty_file(const char *path)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW);
	struct stat st;
	bool done;

	if (fd < 0)
		return false;
	done = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_nlink == 1 && ftruncate(fd, 0) == 0;
	close(fd);
	return done;
}

/* Keep the file of a journal that is done with, where there is room for it; takes the path. */
static bool
keep_spare(struct framer *f, char *path)
{
	bool kept;

	pthread_mutex_lock(&f->lock);
	kept = f->spare_count < SPARES;
	pthread_mutex_unlock(&f->lock);
	/* only this thread adds: the room stays */
	if (!kept || !empty_file(path))
		return false;
	pthread_mutex_lock(&f->lock);
	f->spares[f->spare_count++] = path;
	pthread_mutex_unlock(&f->lock);
	return true;
}

/* Sync the part, then do away with the journals whose frames it holds. */
static int
settle(struct framer *f)
{
	char *path;
	int r;

	if (!f->any_sealed)
		return 0;
	if ((r = sync_file(f->fd)) != 0 || (r = sync_name(f)) != 0)
		return r;
	tell_sealed(f);
	for (; f->sealed_from < f->sealed_to; f->sealed_from++) {
		if ((path = journal_path(f->path, f->sealed_from)) == NULL)
			return -ENOMEM;
		if (keep_spare(f, path))
			continue;
		/* one that stays behind does no harm: readers skip what is framed */
		unlink(path);
		free(path);
	}
	f->any_sealed = false;
	return 0;
}

/* In a flood, before the second is over: so that it needs no new files. */
static void
settle_early(struct framer *f)
{
	int64_t began = clock_monotonic_ms();

	if (f->slow_disk || !f->any_sealed || f->sealed_to - f->sealed_from < SPARES)
		return;
	/* the frame is written: sync_all tells what failed here */
	f->failed_sync = settle(f);
	f->slow_disk = f->failed_sync != 0 || clock_monotonic_ms() - began >= QUICK_SYNC_MS;
}

static void
remove_spares(struct framer *f)
{
	char *path;

	while ((path = framer_spare(f)) != NULL) {
		unlink(path);
		free(path);
	}
}

static int
end_part(struct framer *f, uint64_t closing)
{
	struct part_frame frame = {.flags = LINK_END | LINK_ROTATED, .session = f->session,
	    .part = f->part_number, .sequence = closing, .first_event = f->next_event,
	    .base = f->base, .base_realtime = f->base_realtime,
	    .base_boottime = f->base_boottime, .last_realtime = f->base_realtime};
	const struct link *last = part_last(f->part);
	int r;

	/* a second try finds what the first has done */
	if (last == NULL || !(last->flags & LINK_END)) {
		if ((r = part_seal(f->part, &frame)) != 0)
			return r;
		take_position(f);
	}
	if ((r = settle(f)) != 0)
		return r;
	remove_spares(f);
	if ((r = part_finish(f->part)) != 0 || (r = sync_file(f->fd)) != 0)
		return r;
	tell_sealed(f);
	return 0;
}

static int
rotate(struct framer *f, struct job *job)
{
	struct part *next;
	int r;

	if ((r = end_part(f, job->sequence)) != 0 || (r = part_new(job->fd, f->level, &next)) != 0)
		return r;
	part_follow(next, part_last(f->part));
	part_free(f->part);
	close(f->fd);
	free(f->path);
	f->part = next;
	f->fd = job->fd;
	f->path = job->path;
	f->named = false;
	job->fd = -1;
	job->path = NULL;
	pthread_mutex_lock(&f->lock);
	f->size = 0;
	f->rotations--;
	pthread_mutex_unlock(&f->lock);
	return 0;
}

static int
do_job(struct framer *f, struct job *job)
{
	int r;

	if (job->kind == JOB_ROTATE)
		return rotate(f, job);
	if (job->kind == JOB_SEAL)
		return seal_journal(f, job);
	if ((r = seal_journal(f, job)) != 0 || (r = part_finish(f->part)) != 0 || (r = settle(f)) != 0)
		return r;
	remove_spares(f);
	return 0;
}

/* Complete journals that could not be framed yet must survive a power cut too. */
static int
sync_backlog(struct framer *f, const struct job *job)
{
	const char *part = f->path;
	char *path;
	int fd, r = 0;

	while (job != NULL && r == 0) {
		if (job->kind == JOB_ROTATE) {
			part = job->path;
		} else {
			if ((path = journal_path(part, job->sequence)) == NULL)
				return -ENOMEM;
			if ((fd = open(path, O_RDONLY | O_CLOEXEC)) >= 0) {
				r = sync_file(fd);
				close(fd);
			}
			free(path);
		}
		pthread_mutex_lock(&f->lock);
		job = job->next;
		pthread_mutex_unlock(&f->lock);
	}
	return r;
}

static int
sync_all(struct framer *f)
{
	struct job *first;
	bool names;
	int fd, r;

	pthread_mutex_lock(&f->lock);
	names = f->names_changed;
	f->names_changed = false;
	fd = f->journal_fd >= 0 ? fcntl(f->journal_fd, F_DUPFD_CLOEXEC, 3) : -1;
	first = f->first;
	pthread_mutex_unlock(&f->lock);
	/* a disk's error is told once, and may have been told to settle_early */
	r = f->failed_sync ? f->failed_sync : settle(f);
	f->failed_sync = 0;
	/* only this thread takes jobs off, and others only append: the jobs stay */
	if (r == 0)
		r = sync_backlog(f, first);
	if (fd >= 0) {
		if (r == 0)
			r = sync_file(fd);
		close(fd);
	}
	if (r == 0 && names)
		r = file_sync_folder_of(f->path);
	if (r != 0) {
		pthread_mutex_lock(&f->lock);
		f->names_changed |= names;
		pthread_mutex_unlock(&f->lock);
	}
	return r;
}

static void
deadline_after(struct timespec *t, int seconds)
{
	clock_gettime(CLOCK_MONOTONIC, t);
	t->tv_sec += seconds;
}

static bool
passed(const struct timespec *t)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec > t->tv_sec || (now.tv_sec == t->tv_sec && now.tv_nsec >= t->tv_nsec);
}

/* Called and left with the lock held. */
static void
do_jobs(struct framer *f)
{
	struct job *job;
	int r;

	while ((job = f->first) != NULL && !f->dropping) {
		pthread_mutex_unlock(&f->lock);
		if ((r = do_job(f, job)) == 0)
			settle_early(f);
		pthread_mutex_lock(&f->lock);
		if ((f->trouble = r) != 0) {
			/* who waits for room must not wait for a disk to be mended */
			pthread_cond_broadcast(&f->room);
			return;
		}
		if ((f->first = job->next) == NULL)
			f->end = &f->first;
		f->backlog--;
		pthread_cond_broadcast(&f->room);
		if (f->used.data == NULL) {
			f->used = job->lines;
			job->lines = (struct buffer){0};
		}
		job_free(job);
	}
}

static void *
framer_run(void *argument)
{
	struct framer *f = argument;
	struct timespec sync_at = {0};
	bool armed = false;
	int r;

	pthread_mutex_lock(&f->lock);
	while (!f->dropping) {
		if (!f->trouble || f->finishing)
			do_jobs(f);
		if (f->finishing || f->dropping)
			break;
		if (!armed && (atomic_load(&f->dirty) || f->trouble)) {
			deadline_after(&sync_at, SYNC_INTERVAL_S);
			armed = true;
		}
		if (!armed) {
			pthread_cond_wait(&f->work, &f->lock);
			continue;
		}
		if (!passed(&sync_at)) {
			pthread_cond_timedwait(&f->work, &f->lock, &sync_at);
			continue;
		}
		armed = false;
		f->trouble = 0;
		f->slow_disk = false;
		do_jobs(f);
		atomic_store(&f->dirty, false);
		pthread_mutex_unlock(&f->lock);
		r = sync_all(f);
		pthread_mutex_lock(&f->lock);
		if (r != 0)
			f->trouble = r;
	}
	pthread_mutex_unlock(&f->lock);
	return NULL;
}

static int
start_thread(struct framer *f)
{
	pthread_condattr_t monotonic;
	pthread_attr_t small;
	sigset_t all, before;
	int r;

	pthread_mutex_init(&f->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&f->work, &monotonic);
	pthread_cond_init(&f->room, &monotonic);
	pthread_condattr_destroy(&monotonic);
	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, STACK_SIZE);
	/* signals belong to the event loop */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	r = -pthread_create(&f->thread, &small, framer_run, f);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&small);
	return r;
}

static void
framer_free(struct framer *f)
{
	struct job *job;

	while ((job = f->first) != NULL) {
		f->first = job->next;
		job_free(job);
	}
	while (f->spare_count > 0)
		free(f->spares[--f->spare_count]);
	part_free(f->part);
	if (f->fd >= 0)
		close(f->fd);
	buffer_free(&f->lines);
	buffer_free(&f->used);
	buffer_free(&f->untold);
	free(f->path);
	free(f);
}

int
framer_new(const char *part_path, int fd, int level, const struct framer_listener *listener, struct framer **out)
{
	struct framer *f;
	int r = -ENOMEM;

	*out = NULL;
	if ((f = calloc(1, sizeof *f)) == NULL) {
		close(fd);
		return r;
	}
	f->fd = fd;
	f->level = level;
	f->journal_fd = -1;
	f->end = &f->first;
	if (listener != NULL)
		f->listener = *listener;
	if ((f->path = strdup(part_path)) == NULL || (r = part_new(fd, level, &f->part)) != 0 ||
	    (r = start_thread(f)) != 0) {
		framer_free(f);
		return r;
	}
	*out = f;
	return 0;
}

char *
framer_spare(struct framer *f)
{
	char *path;

	pthread_mutex_lock(&f->lock);
	path = f->spare_count > 0 ? f->spares[--f->spare_count] : NULL;
	pthread_mutex_unlock(&f->lock);
	return path;
}

void
framer_current(struct framer *f, int journal_fd)
{
	pthread_mutex_lock(&f->lock);
	f->journal_fd = journal_fd;
	f->names_changed = true;
	pthread_mutex_unlock(&f->lock);
}

void
framer_touch(struct framer *f)
{
	if (atomic_load_explicit(&f->dirty, memory_order_relaxed) ||
	    atomic_exchange(&f->dirty, true))
		return;
	pthread_mutex_lock(&f->lock);
	pthread_cond_signal(&f->work);
	pthread_mutex_unlock(&f->lock);
}

static int
add_job(struct framer *f, const struct job *model)
{
	struct job *job = malloc(sizeof *job);

	if (job == NULL)
		return -ENOMEM;
	*job = *model;
	pthread_mutex_lock(&f->lock);
	while (f->backlog >= BACKLOG_MAX && !f->trouble)
		pthread_cond_wait(&f->room, &f->lock);
	*f->end = job;
	f->end = &job->next;
	f->backlog++;
	f->rotations += job->kind == JOB_ROTATE;
	pthread_cond_signal(&f->work);
	pthread_mutex_unlock(&f->lock);
	return 0;
}

/* Take the lines, if we can keep them, for memory that is free again, if there is some. */
static int
add_journal(struct framer *f, enum job_kind kind, const struct journal *j, struct buffer *lines, int64_t last_realtime)
{
	struct job job = {.kind = kind, .sequence = j->sequence, .journal = *j, .last_realtime = last_realtime};
	int r;

	pthread_mutex_lock(&f->lock);
	if (f->backlog < IN_MEMORY_MAX && !lines->broken) {
		job.lines = *lines;
		*lines = f->used;
		f->used = (struct buffer){0};
	}
	pthread_mutex_unlock(&f->lock);
	buffer_clear(lines);
	if ((r = add_job(f, &job)) != 0)
		buffer_free(&job.lines);
	return r;
}

int
framer_complete(struct framer *f, const struct journal *j, struct buffer *lines, int64_t last_realtime)
{
	return add_journal(f, JOB_SEAL, j, lines, last_realtime);
}

int
framer_rotate(struct framer *f, uint64_t closing, const char *part_path, int fd)
{
	struct job job = {.kind = JOB_ROTATE, .sequence = closing, .fd = fd};
	int r;

	if ((job.path = strdup(part_path)) == NULL || (r = add_job(f, &job)) != 0) {
		free(job.path);
		close(fd);
		return -ENOMEM;
	}
	return 0;
}

bool
framer_last(struct framer *f, uint64_t *sequence, unsigned char digest[DIGEST_SIZE])
{
	bool has;

	pthread_mutex_lock(&f->lock);
	if ((has = f->has_last)) {
		*sequence = f->last_sequence;
		memcpy(digest, f->last_digest, DIGEST_SIZE);
	}
	pthread_mutex_unlock(&f->lock);
	return has;
}

int64_t
framer_part_size(struct framer *f)
{
	int64_t size;

	pthread_mutex_lock(&f->lock);
	size = f->rotations > 0 ? 0 : f->size;
	pthread_mutex_unlock(&f->lock);
	return size;
}

int
framer_trouble(struct framer *f)
{
	int r;

	pthread_mutex_lock(&f->lock);
	r = f->trouble;
	pthread_mutex_unlock(&f->lock);
	return r;
}

static void
stop_thread(struct framer *f, bool drop)
{
	pthread_mutex_lock(&f->lock);
	f->finishing = !drop;
	f->dropping = drop;
	f->journal_fd = -1;
	pthread_cond_signal(&f->work);
	pthread_mutex_unlock(&f->lock);
	pthread_join(f->thread, NULL);
}

int
framer_finish(struct framer *f, const struct journal *j, struct buffer *lines, int64_t last_realtime)
{
	int r = add_journal(f, JOB_SEAL_END, j, lines, last_realtime);

	stop_thread(f, false);
	if (r == 0)
		r = f->trouble;
	framer_free(f);
	return r;
}

void
framer_drop(struct framer *f)
{
	stop_thread(f, true);
	framer_free(f);
}
