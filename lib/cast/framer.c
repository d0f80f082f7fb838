/*
 * The thread beside a live writer.
 *
 * Jobs are done in order.  The mutex guards what both sides touch; what is bound, and how far it is synced, is the binder's
 * (lib/cast/binder.h), and the thread's alone.
 *
 * The thread is gentle: beside a program that floods its terminal, compressing would take the processor from all who hand its
 * bytes on.  On a machine where nothing is left over for it it falls behind; then it is relieved, between two jobs and for good,
 * by one that takes what is everybody's due.  What is left at the end is done by who waits for it.
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
#include "lib/base/gentle.h"
#include "lib/cast/binder.h"

#define SYNC_INTERVAL_S 1
#define BACKLOG_MAX 64 /* journals; at 256 KiB each, 16 MiB */
#define BEHIND 16      /* so many wait, and the gentle thread is relieved */
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
	pthread_t thread; /* the one to be joined, and the writer's alone */
	pthread_mutex_t lock;
	pthread_cond_t work, room;
	struct job *first, **end;
	unsigned backlog;
	int journal_fd;
	int trouble;
	bool relieved; /* the gentle thread leaves when its job is done */
	bool ending;   /* so does any */
	bool names_changed; /* since the folder was synced */
	unsigned rotations; /* JOB_ROTATEs to be done: the binder's size is an older part's */
	struct buffer used;   /* of lines that are framed: memory to be used again */
	atomic_bool dirty;

	struct spares spares;
	struct binder *binder; /* the thread's alone, but for what any may ask */

	/* the thread's alone, and then that of the one that takes its place */
	bool slow_disk;
	int failed_sync;
	bool armed; /* to sync at a time */
	struct timespec sync_at;
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

/* The first job.  Called and left with the lock held; false when there is none, or it failed. */
static bool
do_first(struct framer *f)
{
	struct job *job = f->first;
	int r;

	if (job == NULL)
		return false;
	pthread_mutex_unlock(&f->lock);
	if ((r = do_job(f, job)) == 0)
		settle_early(f);
	pthread_mutex_lock(&f->lock);
	if ((f->trouble = r) != 0) {
		/* who waits for room must not wait for a disk to be mended */
		pthread_cond_broadcast(&f->room);
		return false;
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
	return true;
}

/* What failed is tried again, one job of it, and all that stands is synced.  Called and left with the lock held. */
static void
do_second(struct framer *f)
{
	int r;

	f->trouble = 0;
	f->slow_disk = false;
	do_first(f);
	atomic_store(&f->dirty, false);
	pthread_mutex_unlock(&f->lock);
	r = sync_all(f);
	pthread_mutex_lock(&f->lock);
	if (r != 0)
		f->trouble = r;
}

static void
work(struct framer *f, bool gentle)
{
	pthread_mutex_lock(&f->lock);
	while (!f->ending && !(gentle && f->relieved)) {
		if (!f->armed && (atomic_load(&f->dirty) || f->trouble)) {
			deadline_after(&f->sync_at, SYNC_INTERVAL_S);
			f->armed = true;
		}
		if (f->armed && passed(&f->sync_at)) {
			f->armed = false;
			do_second(f);
		} else if (f->first != NULL && !f->trouble) {
			do_first(f);
		} else if (f->armed) {
			pthread_cond_timedwait(&f->work, &f->lock, &f->sync_at);
		} else {
			pthread_cond_wait(&f->work, &f->lock);
		}
	}
	pthread_mutex_unlock(&f->lock);
}

static void *
work_gently(void *argument)
{
	gentle_become();
	work(argument, true);
	return NULL;
}

struct relief {
	struct framer *framer;
	pthread_t before;
};

static void *
work_on(void *argument)
{
	struct relief relief = *(struct relief *)argument;

	free(argument);
	pthread_join(relief.before, NULL);
	work(relief.framer, false);
	return NULL;
}

static int
start_thread(struct framer *f, void *(*run)(void *), void *argument)
{
	pthread_attr_t small;
	sigset_t all, before;
	int r;

	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, STACK_SIZE);
	/* signals belong to the event loop */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	r = -pthread_create(&f->thread, &small, run, argument);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&small);
	return r;
}

/* If it can't be done, the gentle one goes on, and the writer waits for it when nothing more can wait. */
static void
relieve(struct framer *f)
{
	struct relief *relief = malloc(sizeof *relief);

	if (relief == NULL)
		return;
	*relief = (struct relief){f, f->thread};
	if (start_thread(f, work_on, relief) != 0) {
		free(relief);
		return;
	}
	pthread_mutex_lock(&f->lock);
	f->relieved = true;
	pthread_cond_signal(&f->work);
	pthread_mutex_unlock(&f->lock);
}

static int
start(struct framer *f)
{
	pthread_condattr_t monotonic;

	pthread_mutex_init(&f->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&f->work, &monotonic);
	pthread_cond_init(&f->room, &monotonic);
	pthread_condattr_destroy(&monotonic);
	return start_thread(f, work_gently, f);
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
	if ((r = binder_new(part_path, fd, level, listener, &f->spares, &f->binder)) != 0 || (r = start(f)) != 0) {
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
	bool behind;

	if (job == NULL)
		return -ENOMEM;
	*job = *model;
	pthread_mutex_lock(&f->lock);
	while (f->backlog >= BACKLOG_MAX && !f->trouble && !f->ending)
		pthread_cond_wait(&f->room, &f->lock);
	*f->end = job;
	f->end = &job->next;
	f->backlog++;
	f->rotations += job->kind == JOB_ROTATE;
	behind = f->backlog >= BEHIND && !f->relieved && !f->ending;
	pthread_cond_signal(&f->work);
	pthread_mutex_unlock(&f->lock);
	if (behind)
		relieve(f);
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
stop_thread(struct framer *f)
{
	pthread_mutex_lock(&f->lock);
	f->ending = true;
	f->journal_fd = -1;
	pthread_cond_signal(&f->work);
	pthread_mutex_unlock(&f->lock);
	pthread_join(f->thread, NULL);
}

int
framer_finish(struct framer *f, const struct journal *j, struct buffer *lines, int64_t last_realtime, int *lease)
{
	int r;

	stop_thread(f);
	r = add_journal(f, JOB_SEAL_END, j, lines, last_realtime);
	pthread_mutex_lock(&f->lock);
	while (do_first(f))
		continue;
	pthread_mutex_unlock(&f->lock);
	if (r == 0)
		r = f->trouble;
	*lease = binder_lease(f->binder);
	framer_free(f);
	return r;
}

void
framer_drop(struct framer *f)
{
	stop_thread(f);
	framer_free(f);
}
