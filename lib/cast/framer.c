/*
 * The thread beside a live writer.
 *
 * Jobs are done in order.  The mutex guards what both sides touch; what is bound, and how far it is synced, is the binder's
 * (lib/cast/binder.h), and the thread's alone.
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
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/cast/binder.h"

#define SYNC_INTERVAL_S 1
#define BACKLOG_MAX 64 /* journals; at 256 KiB each, 16 MiB */
#define IN_MEMORY_MAX 2 /* more lines are not kept: they are in their journals */
#define STACK_SIZE (256 * 1024)
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
	unsigned rotations; /* JOB_ROTATEs to be done: the binder's size is an older part's */
	struct buffer used;   /* of lines that are framed: memory to be used again */
	atomic_bool dirty;

	struct spares spares;
	struct binder *binder; /* the thread's alone, but for what any may ask */

	/* the thread's alone */
	bool slow_disk;
	int failed_sync;
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

/* In a flood, before the second is over: so that it needs no new files. */
static void
settle_early(struct framer *f)
{
	int64_t began = clock_monotonic_ms();

	if (f->slow_disk || binder_unsettled(f->binder) < SPARES_MAX)
		return;
	/* the frame is written: sync_all tells what failed here */
	f->failed_sync = binder_settle(f->binder);
	f->slow_disk = f->failed_sync != 0 || clock_monotonic_ms() - began >= QUICK_SYNC_MS;
}

static int
rotate(struct framer *f, struct job *job)
{
	int r;

	if ((r = binder_rotate(f->binder, job->sequence, &job->path, &job->fd)) != 0)
		return r;
	pthread_mutex_lock(&f->lock);
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
	r = binder_seal(f->binder, &job->journal, &job->lines, job->last_realtime, job->kind == JOB_SEAL_END ? LINK_END : 0);
	return r == 0 && job->kind == JOB_SEAL_END ? binder_finish(f->binder) : r;
}

/* Complete journals that could not be framed yet must survive a power cut too. */
static int
sync_backlog(struct framer *f, const struct job *job)
{
	const char *part = binder_path(f->binder);
	char *path;
	int fd, r = 0;

	while (job != NULL && r == 0) {
		if (job->kind == JOB_ROTATE) {
			part = job->path;
		} else {
			if ((path = journal_path(part, job->sequence)) == NULL)
				return -ENOMEM;
			if ((fd = open(path, O_RDONLY | O_CLOEXEC)) >= 0) {
				r = file_sync_data(fd);
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
	r = f->failed_sync ? f->failed_sync : binder_settle(f->binder);
	f->failed_sync = 0;
	/* only this thread takes jobs off, and others only append: the jobs stay */
	if (r == 0)
		r = sync_backlog(f, first);
	if (r == 0)
		r = binder_stands(f->binder);
	if (fd >= 0) {
		if (r == 0 && (r = file_sync_data(fd)) == 0 && file_is_removed(fd))
			r = ERR_REMOVED;
		close(fd);
	}
	if (r == 0 && names)
		r = file_sync_folder_of(binder_path(f->binder));
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
	binder_free(f->binder);
	spares_release(&f->spares);
	buffer_free(&f->used);
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
	f->journal_fd = -1;
	f->end = &f->first;
	spares_init(&f->spares);
	if ((r = binder_new(part_path, fd, level, listener, &f->spares, &f->binder)) != 0 || (r = start_thread(f)) != 0) {
		framer_free(f);
		return r;
	}
	*out = f;
	return 0;
}

char *
framer_spare(struct framer *f)
{
	return spares_take(&f->spares);
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
	return binder_last(f->binder, sequence, digest);
}

int64_t
framer_part_size(struct framer *f)
{
	int64_t size;

	pthread_mutex_lock(&f->lock);
	size = f->rotations > 0 ? 0 : binder_size(f->binder);
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

bool
framer_is_removed(struct framer *f)
{
	bool removed;

	pthread_mutex_lock(&f->lock);
	removed = f->trouble == ERR_REMOVED && f->rotations == 0;
	pthread_mutex_unlock(&f->lock);
	return removed;
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
framer_finish(struct framer *f, const struct journal *j, struct buffer *lines, int64_t last_realtime, int *lease)
{
	int r = add_journal(f, JOB_SEAL_END, j, lines, last_realtime);

	stop_thread(f, false);
	if (r == 0)
		r = f->trouble;
	*lease = binder_lease(f->binder);
	framer_free(f);
	return r;
}

void
framer_drop(struct framer *f)
{
	stop_thread(f, true);
	framer_free(f);
}
