/* Many recordings into one index. */
#include "indexer/crew.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/intake.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/verb/verb.h"

#define PROCESSES_MAX 64
#define FLUSH_WEIGHT (8u * 1024 * 1024) /* bytes that wait at most, about */
#define FLUSH_MS 2000
#define NOBODY UINT64_MAX
#define OWN_FILES 4

/* Memory that all of them share. */
struct board {
	_Atomic uint64_t next, read, known, bad, none, commands, bytes;
	_Atomic uint64_t done, done_commands, done_bytes; /* of those that are read: in the index */
	atomic_bool failed;
	_Atomic uint64_t at[PROCESSES_MAX]; /* the file that each is at */
};

/* Those that are read and not in the index yet: their headers are borrowed. */
struct waiting {
	struct intake **list;
	size_t count, cap;
};

struct hand {
	const struct crew_order *order;
	const struct gather *files;
	struct board *board;
	struct intake_place place;
	struct waiting waiting;
	int64_t flushed_at;
	struct stat own[OWN_FILES]; /* files of the index that this process has open */
	int own_count;
};

/* In each process. */

static void
clear_line(const struct hand *h)
{
	if (h->order->progress)
		fputs("\r\033[K", stderr);
}

static int
flush(struct hand *h, bool now)
{
	size_t i;
	int r;

	if (!now && batch_weight(h->place.batch) < FLUSH_WEIGHT && clock_monotonic_ms() - h->flushed_at < FLUSH_MS)
		return 0;
	if ((r = batch_flush(h->place.batch)) != 0) {
		clear_line(h);
		report_error("can't write the index \"%s\": %s", h->order->index,
		    r == ERR_BUSY ? "somebody else has been writing it for too long" :
		    r == -ENOSPC ? "the disk is full" : catalog_trouble(h->place.catalog));
		return r;
	}
	h->flushed_at = clock_monotonic_ms();
	for (i = 0; i < h->waiting.count; i++) {
		atomic_fetch_add(&h->board->done_commands, intake_commands(h->waiting.list[i]));
		atomic_fetch_add(&h->board->done_bytes, intake_bytes(h->waiting.list[i]));
		intake_free(h->waiting.list[i]);
	}
	atomic_fetch_add(&h->board->done, h->waiting.count);
	h->waiting.count = 0;
	return 0;
}

static int
keep(struct waiting *w, struct intake *in)
{
	size_t cap = w->cap ? w->cap * 2 : 64;
	struct intake **grown;

	if (w->count == w->cap) {
		if ((grown = realloc(w->list, cap * sizeof *grown)) == NULL)
			return -ENOMEM;
		w->list = grown;
		w->cap = cap;
	}
	w->list[w->count++] = in;
	return 0;
}

static int
read_all(struct hand *h, struct intake *in, char **message)
{
	uint64_t bytes = 0, commands = 0;
	bool live;
	int more, r;

	do {
		if ((more = intake_pump(in)) < 0)
			return more;
		atomic_fetch_add(&h->board->bytes, intake_bytes(in) - bytes);
		atomic_fetch_add(&h->board->commands, intake_commands(in) - commands);
		bytes = intake_bytes(in);
		commands = intake_commands(in);
		if ((r = flush(h, false)) != 0)
			return r;
	} while (more == 1);
	/* what runs in a live session has not ended: its end is for another time */
	if ((live = intake_is_live(in)) && (r = intake_settle(in, FLUSH_MS / 4)) != 0)
		return r;
	r = intake_finish(in, live, message);
	atomic_fetch_add(&h->board->commands, intake_commands(in) - commands);
	return r;
}

static void
complain(struct hand *h, const struct gather_file *file, const char *message)
{
	clear_line(h);
	report_warning("%s: %s", file->path, message != NULL ? message : "it can't be read");
	atomic_fetch_add(&h->board->bad, 1);
}

static int
take_in(struct hand *h, const struct gather_file *file, struct intake *in)
{
	char *message = NULL;
	int r;

	/* from then on a flush frees it: not while it is being read */
	if ((r = read_all(h, in, &message)) != 0 || (r = keep(&h->waiting, in)) != 0) {
		free(message);
		return r;
	}
	atomic_fetch_add(&h->board->read, 1);
	if (intake_note(in) != NULL) {
		clear_line(h);
		report_warning("%s: %s", file->path, intake_note(in));
	}
	if (message != NULL)
		complain(h, file, message);
	free(message);
	return flush(h, false);
}

/* The files of the index that this process has open, which a folder may hold too. */
static void
note_own(struct hand *h)
{
	static const char *const tails[OWN_FILES] = {"", "-wal", "-shm", "-journal"};
	char *real = realpath(h->order->index, NULL), *path;
	size_t i;

	for (i = 0; real != NULL && i < OWN_FILES; i++) {
		if (asprintf(&path, "%s%s", real, tails[i]) < 0)
			break;
		if (stat(path, &h->own[h->own_count]) == 0)
			h->own_count++;
		free(path);
	}
	free(real);
}

/*
 * Whoever closes a file gives up all locks that its process has on it, whichever way it was opened: were one of these looked at, another
 * process would find that nobody has the index open, and empty what this one has mapped.
 */
static bool
is_own(const struct hand *h, const struct gather_file *file)
{
	struct stat st;
	int i;

	/* what is gone again, another process's journal say, was nobody's recording */
	if (stat(file->path, &st) != 0)
		return errno == ENOENT && !file->named;
	for (i = 0; i < h->own_count; i++)
		if (h->own[i].st_ino == st.st_ino && h->own[i].st_dev == st.st_dev)
			return true;
	return false;
}

static int
take_file(struct hand *h, const struct gather_file *file)
{
	char *message = NULL;
	struct intake *in;
	int r = 0;

	if (is_own(h, file)) {
		atomic_fetch_add(&h->board->none, 1);
		if (file->named) {
			complain(h, file, "it is the index itself");
			atomic_store(&h->board->failed, true);
		}
		return 0;
	}
	switch (intake_open(&h->place, file->path, &in, &message)) {
	case INTAKE_NEW:
		r = take_in(h, file, in);
		break;
	case INTAKE_KNOWN:
		atomic_fetch_add(&h->board->known, 1);
		break;
	case INTAKE_NONE:
		/* a folder may hold anything */
		atomic_fetch_add(&h->board->none, 1);
		if (!file->named)
			break;
		/* fall through */
	case INTAKE_BAD:
		complain(h, file, message);
		if (file->named)
			atomic_store(&h->board->failed, true);
		break;
	}
	free(message);
	return r;
}

static int
work(struct hand *h, int number)
{
	char *message = NULL;
	uint64_t n;
	int r;

	/* for one alone a copy of this process is cheaper than another process first */
	if (h->files->count > 1 && (r = nursery_new(h->order->censor, &h->place.nursery)) != 0) {
		report_error("can't start a process: %s", error_text(r));
		return r;
	}
	if ((r = catalog_open(h->order->index, CATALOG_WRITE, &h->place.catalog, &message)) != 0) {
		report_error("%s", message != NULL ? message : error_text(r));
		free(message);
		nursery_free(h->place.nursery);
		return r;
	}
	note_own(h);
	h->place.censor = h->order->censor;
	if ((h->place.batch = batch_new(h->place.catalog)) == NULL)
		r = -ENOMEM;
	h->flushed_at = clock_monotonic_ms();
	while (r == 0 && (n = atomic_fetch_add(&h->board->next, 1)) < h->files->count) {
		atomic_store(&h->board->at[number], n);
		r = take_file(h, &h->files->files[n]);
	}
	if (r == 0)
		r = flush(h, true);
	atomic_store(&h->board->at[number], NOBODY);
	batch_free(h->place.batch);
	catalog_free(h->place.catalog);
	nursery_free(h->place.nursery);
	return r;
}

/* In the process that started them. */

static void
show(const struct board *b, const struct gather *files, bool last)
{
	uint64_t done = b->read + b->known + b->bad + b->none;
	char bytes[32];

	verb_bytes(b->bytes, bytes);
	fprintf(stderr, "\r\033[K%" PRIu64 " of %zu files, %s, %" PRIu64 " commands%s",
	    done < files->count ? done : files->count, files->count, bytes, (uint64_t)b->commands, last ? "\n" : "");
	fflush(stderr);
}

static pid_t
start(const struct hand *pattern, int number)
{
	pid_t parent = getpid(), pid;
	struct hand h = *pattern;

	fflush(stdout);
	fflush(stderr);
	if ((pid = fork()) != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(1);
	_exit(work(&h, number) == 0 ? 0 : 1);
}

/* It was at some file, which another process need not try too. */
static void
note_loss(const struct hand *h, int number, int status)
{
	uint64_t n = h->board->at[number];

	if (!WIFSIGNALED(status)) {
		atomic_store(&h->board->failed, true);
		return;
	}
	clear_line(h);
	if (n < h->files->count)
		complain((struct hand *)h, &h->files->files[n], "the process that read it was killed; its commands are not indexed");
	else
		atomic_store(&h->board->failed, true);
}

static void
tend(const struct hand *h, pid_t *pids, int count)
{
	int i, status, left = count;
	pid_t pid;

	while (left > 0) {
		if (h->order->progress)
			show(h->board, h->files, false);
		if ((pid = waitpid(-1, &status, h->order->progress ? WNOHANG : 0)) <= 0) {
			if (pid < 0 && errno != EINTR)
				return;
			poll(NULL, 0, 100);
			continue;
		}
		for (i = 0; i < count && pids[i] != pid; i++)
			;
		if (i == count)
			continue;
		left--;
		if (status == 0)
			continue;
		note_loss(h, i, status);
		if (WIFSIGNALED(status) && atomic_load(&h->board->next) < h->files->count && (pids[i] = start(h, i)) > 0)
			left++;
	}
}

int
crew_run(const struct crew_order *order, const struct gather *files, struct crew_result *result)
{
	int count = order->processes, i;
	struct hand h = {.order = order, .files = files};
	pid_t pids[PROCESSES_MAX];
	struct board *b = mmap(NULL, sizeof *b, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (b == MAP_FAILED)
		return -ENOMEM;
	h.board = b;
	count = count > PROCESSES_MAX ? PROCESSES_MAX : count < 1 ? 1 : count;
	if ((size_t)count > files->count)
		count = (int)files->count;
	for (i = 0; i < count; i++)
		if ((pids[i] = start(&h, i)) < 0)
			break;
	tend(&h, pids, i);
	if (order->progress)
		show(b, files, true);
	*result = (struct crew_result){b->done, b->known, b->bad, b->none, b->done_commands, b->done_bytes, b->failed};
	munmap(b, sizeof *b);
	return i > 0 || files->count == 0 ? 0 : -EAGAIN;
}
