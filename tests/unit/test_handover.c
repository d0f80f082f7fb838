/*
 * Readers beside a writer at full speed: while journals become frames, and frames parts, every
 * event is seen exactly once and in order, by whoever follows from the start, comes late, jumps or
 * is slow.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <time.h>

#include "lib/base/file.h"
#include "lib/base/sanitizer.h"
#include "lib/cast/check.h"
#include "lib/cast/journal.h"
#include "lib/cast/lease.h"
#include "lib/cast/part.h"
#include "tests/unit/sample.h"

#define SLOWED (SANITIZED ? 4 : 1)

#define WHOLE_BYTES (64u * 1024 * 1024 / SLOWED)
#define DATA_MAX 160
#define CLOSED UINT32_MAX /* written, when there will be no more */
#define TRIES 1000 /* a reader may say "nothing yet" between two journals; the next call finds it  \
		    */
#define ILL_FORMED 97 /* one event in so many is no UTF-8, and so takes two numbers */

/* Event i of the session is made of i alone, so that nobody has to keep it. */
static void
make_event(uint64_t i, char data[DATA_MAX], struct event *ev)
{
	int n = snprintf(data, DATA_MAX, "%llu \x1b[%dm", (unsigned long long)i, (int)(i % 100));
	size_t len = (size_t)n + i * 31 % 90;

	memset(data + n, 'a' + (int)(i % 26), len - (size_t)n);
	if (i % ILL_FORMED == 5)
		data[0] = (char)0xFE;
	*ev = (struct event){.at = (int64_t)(i / 50),
	    .number = i + (i + ILL_FORMED - 5) / ILL_FORMED,
	    .code = i % 7 ? EVENT_OUTPUT : EVENT_INPUT,
	    .data = data,
	    .len = len};
}

static bool
is_event(const struct event *ev, uint64_t i)
{
	char data[DATA_MAX];
	struct event wanted;

	make_event(i, data, &wanted);
	return sample_same(ev, &wanted);
}

/*
 * In place of the C library's, for all readers here: now and then a moment passes before it reads, and it reads little.
 * What a reader has just looked at may have become another thing by then.
 */
static _Thread_local unsigned reads, dawdles; /* every so many reads; 0: never */

ssize_t
pread(int fd, void *data, size_t len, off_t offset)
{
	struct timespec t = {0, 5000 * (long)(reads % 700)};

	if (dawdles > 0 && ++reads % dawdles == 0) {
		nanosleep(&t, NULL);
		len = len < 700 ? len : 700;
	}
	return syscall(SYS_pread64, fd, data, len, offset);
}

struct watcher {
	const char *path;
	uint64_t seed;
	atomic_ullong *written;
	uint64_t seen, opened;
	char wrong[200]; /* what was, or "" */
};

static uint32_t
any(struct watcher *w, uint32_t below)
{
	w->seed = w->seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(w->seed >> 33) % below;
}

static void
doze(struct watcher *w)
{
	struct timespec t = {0, (long)any(w, 2000000)};

	nanosleep(&t, NULL);
}

/* Read on to the end for now; false when something was not as it shall be. */
static bool
follow(struct watcher *w, struct reader *r, bool slowly)
{
	struct event ev;
	int e;

	while ((e = reader_next(r, &ev)) == 1) {
		if (!is_event(&ev, w->seen)) {
			snprintf(w->wrong, sizeof w->wrong,
			    "number %llu in the place of event %llu", (unsigned long long)ev.number,
			    (unsigned long long)w->seen);
			return false;
		}
		w->seen++;
		if (slowly && any(w, 3000) == 0)
			doze(w);
	}
	if (e < 0)
		snprintf(w->wrong, sizeof w->wrong, "after event %llu: %s",
		    (unsigned long long)w->seen, reader_trouble(r));
	return e == 0;
}

static void
follow_all(struct watcher *w, bool slowly)
{
	enum reader_state state;
	struct reader *r;

	if (reader_open(w->path, &r) != 0) {
		snprintf(w->wrong, sizeof w->wrong, "cannot be opened");
		return;
	}
	w->opened++;
	/* the state is asked first: what came before it changed is read after */
	do {
		state = reader_state(r);
		if (!follow(w, r, slowly))
			break;
		if (state == READER_LIVE)
			reader_wait(r, 20);
	} while (state == READER_LIVE);
	if (*w->wrong == '\0' && state != READER_COMPLETE)
		snprintf(w->wrong, sizeof w->wrong, "ended in state %d", (int)state);
	reader_free(r);
}

static void *
run_follower(void *argument)
{
	dawdles = 7;
	follow_all(argument, false);
	return NULL;
}

static void *
run_slow_follower(void *argument)
{
	follow_all(argument, true);
	return NULL;
}

/* Open at some moment, go to some event that is written by then, read some. */
static bool
jump(struct watcher *w, uint64_t written)
{
	uint64_t from = written ? any(w, (uint32_t)written) : 0, k;
	int tries;
	char data[DATA_MAX];
	struct reader *r;
	struct event ev;
	bool good = true;
	int e;

	if ((e = reader_open(w->path, &r)) != 0) {
		snprintf(w->wrong, sizeof w->wrong, "cannot be opened: %d", e);
		return false;
	}
	w->opened++;
	make_event(from, data, &ev);
	e = reader_seek_event(r, ev.number);
	for (k = any(w, 5000); e == 0 && good && from < written && k > 0; k--, from++) {
		for (tries = 0; tries < TRIES && (e = reader_next(r, &ev)) == 0; tries++)
			;
		good = e == 1 && is_event(&ev, from);
		e = e < 0 ? e : 0;
	}
	if (!good || e != 0)
		snprintf(w->wrong, sizeof w->wrong, "event %llu of %llu after a jump: %d, %s",
		    (unsigned long long)from, (unsigned long long)written, e, reader_trouble(r));
	reader_free(r);
	return *w->wrong == '\0';
}

static void *
run_jumper(void *argument)
{
	struct watcher *w = argument;
	uint64_t written;

	while ((written = atomic_load(w->written)) < CLOSED && jump(w, written))
		if (any(w, 2))
			doze(w);
	return NULL;
}

/* Comes late and reads all from the start, again and again. */
static void *
run_latecomer(void *argument)
{
	struct watcher *w = argument;
	struct reader *r;
	uint64_t written;
	int tries;

	while ((written = atomic_load(w->written)) < CLOSED) {
		doze(w);
		if (reader_open(w->path, &r) != 0) {
			snprintf(w->wrong, sizeof w->wrong, "cannot be opened");
			break;
		}
		w->opened++;
		w->seen = 0;
		for (tries = 0; tries < TRIES && follow(w, r, false) && w->seen < written; tries++)
			;
		if (*w->wrong == '\0' && w->seen < written)
			snprintf(w->wrong, sizeof w->wrong, "%llu of %llu",
			    (unsigned long long)w->seen, (unsigned long long)written);
		reader_free(r);
		if (*w->wrong != '\0')
			break;
	}
	return NULL;
}

static uint64_t
write_all(struct writer *w, size_t bytes, atomic_ullong *written)
{
	char data[DATA_MAX];
	struct event ev;
	uint64_t i = 0;
	size_t used = 0;

	for (; used < bytes; used += ev.len + 20, i++) {
		make_event(i, data, &ev);
		if (writer_put(w, &ev) != 0)
			break;
		atomic_store(written, i + 1);
	}
	CHECK(used >= bytes);
	return i;
}

static void
hand_over(size_t bytes, const struct writer_options *options)
{
	static void *(*const runs[])(void *) = {
	    run_follower, run_slow_follower, run_jumper, run_latecomer};
	enum { N = sizeof runs / sizeof *runs };
	const char *path = sample_path("a.cast.zst");
	struct watcher watchers[N];
	atomic_ullong written = 0;
	pthread_t threads[N];
	struct writer *w;
	struct header h;
	uint64_t total;
	int i;

	sample_header(&h);
	CHECK(writer_new(path, &h, options, &w) == 0);
	header_free(&h);
	for (i = 0; i < N; i++) {
		watchers[i] =
		    (struct watcher){.path = path, .seed = (uint64_t)i, .written = &written};
		CHECK(pthread_create(&threads[i], NULL, runs[i], &watchers[i]) == 0);
	}
	total = write_all(w, bytes, &written);
	CHECK(writer_close(w) == 0);
	atomic_store(&written, CLOSED);
	for (i = 0; i < N; i++) {
		CHECK(pthread_join(threads[i], NULL) == 0);
		CHECK(*watchers[i].wrong == '\0' && watchers[i].opened > 0);
		if (*watchers[i].wrong != '\0')
			printf("# reader %d: %s\n", i, watchers[i].wrong);
	}
	CHECK(watchers[0].seen == total && watchers[1].seen == total);
	sample_sweep();
}

static void
test_one_part(void)
{
	const struct writer_options options = {.live = true};

	hand_over(WHOLE_BYTES, &options);
}

static void
test_many_parts(void)
{
	const struct writer_options options = {.live = true, .rotate_bytes = 50000};

	hand_over(WHOLE_BYTES / 4, &options);
}

/*
 * A recorder after section 6 of the format that frames its journals as soon as it may, and has tiny ones: thousands of
 * handovers a second, where the real one has one.  It uses the files of two of them in turn, and now and then makes a new one.
 */
struct eager {
	char *spare;
	struct part *part;
	struct header header;
	struct buffer lines; /* of the current journal */
	uint64_t sequence, first_event, event;
	int64_t base, time;
	int part_fd, journal_fd;
};

static void
eager_begin_journal(struct eager *g, const char *path)
{
	struct journal j = {.session = g->header.session,
	    .sequence = g->sequence,
	    .first_event = g->first_event,
	    .base = g->base,
	    .realtime = g->header.realtime + g->base,
	    .boottime = g->header.boottime + g->base};
	char *name = journal_path(path, g->sequence);
	struct buffer head = {0};

	buffer_clear(&g->lines);
	if (g->sequence == 0)
		CHECK(header_encode(&g->lines, &g->header) == 0);
	CHECK(journal_encode(&head, &j) == 0);
	buffer_add(&head, g->lines.data, g->lines.len);
	if (g->spare != NULL) {
		CHECK(rename(g->spare, name) == 0);
		free(g->spare);
		g->spare = NULL;
	}
	g->journal_fd = open(name, O_WRONLY | O_CREAT | O_APPEND, 0600);
	CHECK(g->journal_fd >= 0 && file_write(g->journal_fd, head.data, head.len) == 0);
	buffer_free(&head);
	free(name);
}

static void
eager_put(struct eager *g, const struct event *ev)
{
	size_t start = g->lines.len;

	CHECK(event_encode(&g->lines, g->time, ev) > 0);
	CHECK(file_write(g->journal_fd, g->lines.data + start, g->lines.len - start) == 0);
	g->time = ev->at;
}

/* The journal becomes a frame; it goes, or is emptied, when the next one stands. */
static void
eager_seal(struct eager *g, const char *path, uint64_t next_event, bool last)
{
	struct part_frame f = {.lines = g->lines.data,
	    .len = g->lines.len,
	    .flags = last ? LINK_END : 0,
	    .session = g->header.session,
	    .sequence = g->sequence,
	    .first_event = g->first_event,
	    .base = g->base,
	    .base_realtime = g->header.realtime + g->base,
	    .base_boottime = g->header.boottime + g->base,
	    .last_realtime = INT64_MIN};
	char *name = journal_path(path, g->sequence);
	struct buffer lines = g->lines;

	close(g->journal_fd);
	g->lines = (struct buffer){0};
	g->sequence++;
	g->first_event = next_event;
	g->base = g->time;
	if (!last)
		eager_begin_journal(g, path);
	CHECK(part_seal(g->part, &f) == 0);
	if (last)
		CHECK(part_finish(g->part) == 0);
	if (last || g->sequence % 16 == 0) {
		CHECK(unlink(name) == 0);
		free(name);
	} else {
		CHECK(truncate(name, 0) == 0);
		g->spare = name;
	}
	buffer_free(&lines);
}

static void
eager_write(const char *path, uint64_t total, atomic_ullong *written)
{
	struct eager g = {.part_fd = open(path, O_RDWR | O_CREAT | O_EXCL, 0600)};
	char data[DATA_MAX];
	struct event ev;
	uint64_t i;

	sample_header(&g.header);
	CHECK(g.part_fd >= 0 && lease_take(g.part_fd) == 0 && part_new(g.part_fd, 1, &g.part) == 0);
	eager_begin_journal(&g, path);
	for (i = 0; i < total; i++) {
		make_event(i, data, &ev);
		eager_put(&g, &ev);
		atomic_store(written, i + 1);
		if (i % 23 == 22 && i + 1 < total)
			eager_seal(&g, path, ev.number + 1, false);
	}
	eager_seal(&g, path, ev.number + 1, true);
	CHECK(g.spare == NULL || unlink(g.spare) == 0);
	free(g.spare);
	part_free(g.part);
	close(g.part_fd);
	buffer_free(&g.lines);
	header_free(&g.header);
}

/* Checks again and again: nobody tampers here. */
static void *
run_checker(void *argument)
{
	struct watcher *w = argument;
	struct check_result result;

	dawdles = 13;

	while (atomic_load(w->written) < CLOSED && *w->wrong == '\0') {
		int r = check_recording(w->path, NULL, &result);

		w->opened++;
		if (r != 0 || result.verdict != CHECK_INTACT)
			snprintf(w->wrong, sizeof w->wrong, "%d, frame %llu: %s", r,
			    (unsigned long long)result.sequence,
			    result.what.len ? buffer_string(&result.what) : "");
		check_release(&result);
	}
	return NULL;
}

static struct eager_run {
	const char *path;
	uint64_t total;
	atomic_ullong *written;
} eager;

static void *
run_eager(void *unused)
{
	eager_write(eager.path, eager.total, eager.written);
	return unused;
}

static void
test_eager(void)
{
	static void *(*const runs[])(void *) = {
	    run_follower, run_slow_follower, run_jumper, run_checker};
	enum { N = sizeof runs / sizeof *runs };
	const uint64_t total = 60000 / SLOWED;
	const char *path = sample_path("e.cast.zst");
	atomic_ullong written = 0;
	struct watcher watchers[N];
	pthread_t threads[N];
	bool begun = false;
	struct timespec moment = {0, 1000000};
	pthread_t recorder;
	int i;

	eager = (struct eager_run){path, total, &written};
	CHECK(pthread_create(&recorder, NULL, run_eager, NULL) == 0);
	while (!begun) {
		nanosleep(&moment, NULL);
		begun = atomic_load(&written) > 0;
	}
	for (i = 0; i < N; i++) {
		watchers[i] =
		    (struct watcher){.path = path, .seed = (uint64_t)i, .written = &written};
		CHECK(pthread_create(&threads[i], NULL, runs[i], &watchers[i]) == 0);
	}
	CHECK(pthread_join(recorder, NULL) == 0);
	atomic_store(&written, CLOSED);
	for (i = 0; i < N; i++) {
		CHECK(pthread_join(threads[i], NULL) == 0);
		CHECK(*watchers[i].wrong == '\0' && watchers[i].opened > 0);
		if (*watchers[i].wrong != '\0')
			printf("# reader %d: %s\n", i, watchers[i].wrong);
	}
	CHECK(watchers[0].seen == total && watchers[1].seen == total);
	sample_sweep();
}

int
main(void)
{
	sample_enter("test-handover");
	check_run("one part", test_one_part);
	check_run("many parts", test_many_parts);
	check_run("an eager recorder", test_eager);
	return check_done();
}
