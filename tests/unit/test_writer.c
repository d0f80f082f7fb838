/*
 * Writer and reader together: what was put comes back, exactly once and in order, from recordings that live, rotate, wait for
 * a disk or lose something to it.
 */
#include <errno.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/cast/binder.h"
#include "lib/cast/check.h"
#include "lib/cast/frame.h"
#include "lib/cast/journal.h"
#include "lib/cast/mend.h"
#include "lib/cast/part.h"
#include "lib/cast/remake.h"
#include "tests/unit/written.h"

static const struct writer_options PLAIN = {.live = false};

static void
test_states(void)
{
	const char *path = sample_path("a.cast.zst");
	struct reader *r;
	struct sample s;
	struct writer *w;

	sample_make(&s, 1, 3000000);
	w = begin(path, &LIVE);
	CHECK(reader_open(path, &r) == 0 && sample_read(&s, 0, r) == 0);
	CHECK(reader_state(r) == READER_LIVE);
	sample_put(&s, 0, s.count / 2, w);
	CHECK(sample_read(&s, 0, r) == (long)(s.count / 2));
	CHECK(reader_state(r) == READER_LIVE);
	sample_put(&s, s.count / 2, s.count, w);
	holds_all(&s, path, READER_LIVE);
	is_intact(&s, path, false, false);
	CHECK(writer_trouble(w) == 0);
	CHECK(writer_close(w) == 0);
	CHECK(sample_read(&s, s.count / 2, r) == (long)s.count);
	CHECK(reader_state(r) == READER_COMPLETE);
	reader_free(r);
	holds_all(&s, path, READER_COMPLETE);
	is_intact(&s, path, true, false);
	CHECK(files_in_folder() == 1);
	sample_free(&s);
	sample_sweep();
}

/* An event is in the record when writer_put returns, not some time later. */
static void
test_at_once(void)
{
	const char *path = sample_path("a.cast.zst");
	struct reader *r;
	struct event ev;
	struct sample s;
	struct writer *w;
	size_t i;

	sample_make(&s, 2, 600000);
	w = begin(path, &LIVE);
	CHECK(reader_open(path, &r) == 0);
	for (i = 0; i < s.count; i++) {
		CHECK(writer_put(w, &s.events[i]) == 0);
		CHECK(reader_next(r, &ev) == 1 && sample_same(&ev, &s.events[i]));
	}
	CHECK(reader_next(r, &ev) == 0);
	CHECK(writer_close(w) == 0);
	CHECK(reader_next(r, &ev) == 0 && reader_state(r) == READER_COMPLETE);
	reader_free(r);
	sample_free(&s);
	sample_sweep();
}

static void
test_empty(void)
{
	const char *path = sample_path("a.cast.zst");
	struct sample s = {0};
	struct writer *w = begin(path, &LIVE);
	struct mend_report report;

	holds_all(&s, path, READER_LIVE);
	CHECK(writer_close(w) == 0);
	holds_all(&s, path, READER_COMPLETE);
	is_intact(&s, path, true, false);
	sample_sweep();
	writer_drop(begin(path, &LIVE));
	holds_all(&s, path, READER_CUT);
	CHECK(mend_recording(path, &report) == 0 && report.events == 0 && report.needed);
	holds_all(&s, path, READER_RECOVERED);
	is_intact(&s, path, true, true);
	sample_sweep();
}

static void
test_refused(void)
{
	const char *path = sample_path("a.cast.zst");
	struct writer *w = begin(path, &LIVE), *second = NULL;
	struct mend_report mended;
	struct remake_report remade;
	struct header h;

	sample_header(&h);
	CHECK(writer_new(path, &h, &LIVE, &second) < 0 && second == NULL);
	CHECK(mend_recording(path, &mended) == ERR_BUSY);
	CHECK(remake_recording(path, 0, NULL, &remade) == ERR_BUSY);
	CHECK(writer_close(w) == 0);
	CHECK(writer_new(path, &h, &LIVE, &second) < 0 && second == NULL);
	CHECK(writer_new(path, &h, &PLAIN, &second) < 0 && second == NULL);
	CHECK(writer_new(sample_path("none/a.cast.zst"), &h, &LIVE, &second) < 0 && second == NULL);
	CHECK(
	    writer_new(sample_path("none/a.cast.zst"), &h, &PLAIN, &second) < 0 && second == NULL);
	h.realtime = HEADER_NONE;
	CHECK(writer_new(sample_path("b.cast.zst"), &h, &LIVE, &second) < 0 && second == NULL);
	CHECK(files_in_folder() == 1);
	header_free(&h);
	sample_sweep();
}

/* An event of more than EVENT_DATA_MAX becomes several of the same time, which are together its
 * bytes. */
static void
test_long_event(void)
{
	const char *path = sample_path("a.cast.zst");
	size_t len = 5 * EVENT_DATA_MAX + 77, i, got = 0;
	char *data = malloc(len);
	struct event ev = {.at = 7, .code = EVENT_OUTPUT, .data = data, .len = len};
	struct writer *w = begin(path, &LIVE);
	struct reader *r;

	/* first all three-byte characters, then bytes that are nothing, then controls */
	for (i = 0; i < len; i++)
		data[i] = i < len / 3 ? "\xE2\x82\xAC"[i % 3]
		    : i < 2 * len / 3 ? (char)0xFF
				      : '\x1b';
	CHECK(writer_put(w, &ev) == 0 && writer_close(w) == 0);
	CHECK(reader_open(path, &r) == 0);
	while (reader_next(r, &ev) == 1) {
		CHECK(ev.at == 7 && ev.code == EVENT_OUTPUT && ev.len <= EVENT_DATA_MAX);
		CHECK(got + ev.len <= len && memcmp(data + got, ev.data, ev.len) == 0);
		/* no character is torn */
		CHECK(got >= len / 3 - 3 || utf8_valid_prefix(ev.data, ev.len) + 3 > ev.len ||
		    got + ev.len > len / 3);
		got += ev.len;
	}
	CHECK(got == len);
	reader_free(r);
	CHECK(verdict_of(path) == CHECK_INTACT);
	free(data);
	sample_sweep();
}

/* The newest part; to be freed. */
static char *
newest_part(const char *path)
{
	char *part = NULL, *next = part_path(path, 0);
	uint32_t i;

	for (i = 1; access(next, F_OK) == 0; i++) {
		free(part);
		part = next;
		next = part_path(path, i);
	}
	free(next);
	return part;
}

/* How much the newest journal of a recording holds. */
static int64_t
newest_journal(const char *path)
{
	char *part = newest_part(path), *journal;
	uint64_t *list;
	int64_t size;
	size_t n;

	CHECK(journal_list(part, &list, &n) == 0 && n > 0);
	journal = journal_path(part, n > 0 ? list[n - 1] : 0);
	size = size_of(journal);
	free(list);
	free(journal);
	free(part);
	return size;
}

/* How many parts, and that each opens by itself with the events that it has. */
static uint32_t
count_parts(const struct sample *s, const char *path)
{
	uint64_t first = 0;
	struct reader *r;
	struct event ev;
	uint32_t part;
	size_t from;
	char *name;

	for (part = 0;; part++) {
		name = part_path(path, part);
		if (access(name, F_OK) != 0)
			break;
		CHECK(reader_open(name, &r) == 0);
		CHECK(reader_header(r)->part == part);
		CHECK(reader_next(r, &ev) >= 0);
		CHECK(part == 0 || ev.number > first);
		first = ev.number;
		for (from = 0; from < s->count && s->events[from].number < first; from++)
			;
		if (from < s->count)
			CHECK(sample_same(&ev, &s->events[from]) &&
			    sample_read(s, from + 1, r) == (long)s->count);
		reader_free(r);
		free(name);
	}
	free(name);
	return part;
}

static void
test_rotation(void)
{
	const char *path = sample_path("a.cast.zst"), *moved = sample_path("moved");
	struct check_result result;
	struct reader *early;
	struct writer *w;
	struct sample s;
	char *last;

	sample_make(&s, 9, 4500000);
	w = begin(path, &ROTATING);
	CHECK(reader_open(path, &early) == 0);
	sample_put(&s, 0, s.count / 9, w);
	CHECK(sample_read(&s, 0, early) == (long)(s.count / 9));
	sample_put(&s, s.count / 9, s.count / 2, w);
	/* the frames are made beside us, and their thread may need its time to find the first part
	 * large */
	while (size_of(path) < ROTATING.rotate_bytes)
		usleep(1000);
	sample_put(&s, s.count / 2, s.count, w);
	holds_all(&s, path, READER_LIVE);
	CHECK(writer_close(w) == 0);
	CHECK(sample_read(&s, s.count / 9, early) == (long)s.count);
	CHECK(reader_state(early) == READER_COMPLETE);
	reader_free(early);
	holds_all(&s, path, READER_COMPLETE);
	is_intact(&s, path, true, false);
	CHECK(count_parts(&s, path) > 1);
	/* nor is a later part whole by itself, when the first is gone */
	last = part_path(path, 1);
	CHECK(verdict_of(last) == CHECK_INTACT);
	CHECK(link(path, moved) == 0 && unlink(path) == 0);
	CHECK(check_recording(last, NULL, &result) == 0 && result.verdict == CHECK_TAMPERED);
	check_release(&result);
	CHECK(rename(moved, path) == 0);
	free(last);
	/* without its last part the recording is not whole, and says so */
	last = part_path(path, count_parts(&s, path) - 1);
	CHECK(unlink(last) == 0);
	{
		enum reader_state state;
		long n = sample_read_file(&s, path, &state);

		CHECK(n > 0 && n < (long)s.count && state == READER_MISSING);
		CHECK(verdict_of(path) == CHECK_TAMPERED);
	}
	free(last);
	sample_free(&s);
	sample_sweep();
}

static void
test_rotation_by_time(void)
{
	const struct writer_options options = {.live = true, .rotate_ms = 5000};
	const char *path = sample_path("a.cast.zst");
	struct writer *w = begin(path, &options);
	struct sample s;

	sample_make(&s, 10, 1500000);
	sample_put(&s, 0, s.count, w);
	CHECK(writer_close(w) == 0);
	holds_all(&s, path, READER_COMPLETE);
	is_intact(&s, path, true, false);
	CHECK(count_parts(&s, path) > 1);
	sample_free(&s);
	sample_sweep();
}

/* Checking a recording that is being written never finds fault with it. */
static void
test_check_live(void)
{
	const char *path = sample_path("a.cast.zst");
	struct sample s;
	int status = -1;
	pid_t child;

	sample_make(&s, 30, 6000000);
	fflush(stdout);
	if ((child = fork()) == 0) {
		struct writer *w = begin(path, &LIVE);
		size_t i;

		for (i = 0; i < s.count; i++)
			if (writer_put(w, &s.events[i]) != 0)
				_exit(1);
		_exit(writer_close(w) == 0 ? 0 : 1);
	}
	while (waitpid(child, &status, WNOHANG) == 0) {
		struct check_result result;
		int r = check_recording(path, NULL, &result);

		/* before its first line is there it is no recording */
		CHECK(r == 0 || r == -ENOENT || r == ERR_UNKNOWN);
		CHECK(r != 0 || result.verdict == CHECK_INTACT);
		if (r == 0 && result.verdict != CHECK_INTACT)
			printf("# frame %llu: %s\n", (unsigned long long)result.sequence,
			    buffer_string(&result.what));
		check_release(&result);
	}
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	is_intact(&s, path, true, false);
	sample_free(&s);
	sample_sweep();
}

static void
test_plain(void)
{
	const char *path = sample_path("a.cast.zst");
	struct check_result result;
	struct writer *w;
	struct sample s;

	sample_make(&s, 40, 1500000);
	w = begin(path, &PLAIN);
	sample_put(&s, 0, s.count, w);
	CHECK(access(path, F_OK) != 0);
	writer_drop(w);
	CHECK(files_in_folder() == 0);
	w = begin(path, &PLAIN);
	sample_put(&s, 0, s.count, w);
	CHECK(writer_close(w) == 0 && files_in_folder() == 1);
	holds_all(&s, path, READER_COMPLETE);
	is_intact(&s, path, true, false);
	seeks_well(&s, path, 50);
	CHECK(check_recording(path, NULL, &result) == 0 && result.imported);
	check_release(&result);
	/* a file that came meanwhile is not written over */
	sample_sweep();
	w = begin(path, &PLAIN);
	copy_file("/dev/null", path, -1);
	CHECK(writer_close(w) < 0 && size_of(path) == 0 && files_in_folder() == 1);
	sample_free(&s);
	sample_sweep();
}

/* With files that may not grow as they should: what is told to wait waits, and comes back. */
static void
limit_files(rlim_t size)
{
	struct rlimit limit;

	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = size;
	setrlimit(RLIMIT_FSIZE, &limit);
}

static void
test_stalled(void)
{
	const char *path = sample_path("a.cast.zst");
	struct reader *r;
	struct writer *w;
	struct sample s;
	size_t i, half;

	signal(SIGXFSZ, SIG_IGN);
	sample_make(&s, 50, 400000);
	w = begin(path, &LIVE);
	half = s.count / 2;
	sample_put(&s, 0, half, w);
	CHECK(reader_open(path, &r) == 0);
	limit_files(300);
	for (i = half; i < s.count; i++)
		CHECK(writer_put(w, &s.events[i]) != 0);
	CHECK(writer_retry(w) != 0);
	limit_files(RLIM_INFINITY);
	CHECK(sample_read(&s, 0, r) == (long)half);
	CHECK(writer_retry(w) == 0);
	CHECK(sample_read(&s, half, r) == (long)s.count);
	reader_free(r);
	CHECK(writer_close(w) == 0);
	holds_all(&s, path, READER_COMPLETE);
	is_intact(&s, path, true, false);
	sample_free(&s);
	sample_sweep();
}

/* What does not even fit into memory is lost, and the record says how much and why. */
static void
test_lost(void)
{
	const char *path = sample_path("a.cast.zst");
	struct event ev = {.code = EVENT_OUTPUT},
		     last = {.at = 90000, .code = EVENT_MARKER, .data = "m", .len = 1};
	static char data[20000];
	uint64_t kept = 0, told = 0;
	struct json_document *doc;
	struct reader *r;
	struct writer *w = begin(path, &LIVE);
	const char *why;
	int i, gaps = 0;

	signal(SIGXFSZ, SIG_IGN);
	memset(data, 'x', sizeof data);
	ev.data = data;
	ev.len = sizeof data;
	limit_files(300);
	for (i = 0; i < 100; i++) {
		ev.at = i;
		CHECK(writer_put(w, &ev) != 0);
	}
	limit_files(RLIM_INFINITY);
	CHECK(writer_retry(w) == 0);
	CHECK(writer_put(w, &last) == 0 && writer_close(w) == 0);
	CHECK(reader_open(path, &r) == 0);
	while (reader_next(r, &ev) == 1) {
		if (ev.code == EVENT_OUTPUT) {
			CHECK(gaps == 0);
			kept += ev.len;
		} else if (ev.code == EVENT_GAP) {
			CHECK(json_parse(ev.data, ev.len, &doc) == 0);
			told = (uint64_t)json_integer(json_get(json_root(doc), "bytes"), 0);
			CHECK(json_integer(json_get(json_root(doc), "from"), -1) ==
			    (int64_t)(kept / sizeof data));
			CHECK(json_integer(json_get(json_root(doc), "to"), -1) == 99);
			why = json_string(json_get(json_root(doc), "why"), NULL);
			CHECK(why != NULL && strcmp(why, error_text(-EFBIG)) == 0);
			json_free(doc);
			gaps++;
		} else {
			CHECK(sample_same(
			    &ev, &(struct event){last.at, ev.number, last.code, last.data, 1}));
		}
	}
	CHECK(gaps == 1 && told > 0 && kept > 0 && kept + told == 100 * sizeof data);
	reader_free(r);
	CHECK(verdict_of(path) == CHECK_INTACT);
	sample_sweep();
}

/* A journal or part that cannot be begun costs nothing either, whatever had been begun of it. */
static void
test_stalled_rotation(void)
{
	const char *path = sample_path("a.cast.zst");
	const struct writer_options often = {.live = true, .rotate_ms = 1},
				    *options[] = {&LIVE, &often};
	static char title[3000];
	struct header h;
	struct sample s;
	struct writer *w;
	size_t i;
	int k;

	signal(SIGXFSZ, SIG_IGN);
	memset(title, 't', sizeof title - 1);
	sample_make(&s, 51, 1500000);
	for (k = 0; k < 4; k++) {
		sample_header(&h);
		CHECK(header_set(&h.title, title) == 0 &&
		    writer_new(path, &h, options[k % 2], &w) == 0);
		header_free(&h);
		for (i = 0; i < s.count; i++) {
			/* only where the next is begun, for the frames must go on meanwhile: first
			 * not even the journal's own line fits, then that but not the header */
			if (newest_journal(path) > (int64_t)FRAME_LINES_TARGET - 8000)
				limit_files(k < 2 ? 100 : 1500);
			if (writer_put(w, &s.events[i]) == 0) {
				limit_files(RLIM_INFINITY);
				continue;
			}
			limit_files(RLIM_INFINITY);
			CHECK(writer_retry(w) == 0);
		}
		CHECK(writer_close(w) == 0);
		holds_all(&s, path, READER_COMPLETE);
		is_intact(&s, path, true, false);
		CHECK(count_parts(&s, path) > (k % 2 ? 2 : 0));
		sample_sweep();
	}
	sample_free(&s);
}

/* The part cannot grow, the journals can: frames are late, nothing waits for them, nothing is lost.
 */
static void
test_frames_late(void)
{
	const char *path = sample_path("a.cast.zst");
	struct sample s;
	struct writer *w;
	struct header h;

	signal(SIGXFSZ, SIG_IGN);
	sample_make(&s, 52, 18000000);
	sample_header(&h);
	CHECK(writer_new(path, &h, &LIVE, &w) == 0);
	header_free(&h);
	limit_files(600000);
	sample_put(&s, 0, s.count, w);
	/* its frames stop at the limit, some seventy journals back: that must show, and not stop us
	 */
	CHECK(writer_trouble(w) == -EFBIG);
	CHECK(sample_read_file(&s, path, NULL) == (long)s.count);
	limit_files(RLIM_INFINITY);
	CHECK(writer_close(w) == 0);
	holds_all(&s, path, READER_COMPLETE);
	is_intact(&s, path, true, false);
	sample_free(&s);
	sample_sweep();
}

/* What comes behind the last frame failed, and all of it is tried again: the frame is there once. */
static void
test_sealed_twice(void)
{
	const char *path = sample_path("twice.cast.zst");
	struct journal j = {.part = 0, .sequence = 3, .realtime = 1, .boottime = 1};
	struct spares spares;
	struct binder *b;
	struct buffer lines = {0};
	uint64_t sequence;
	unsigned char digest[DIGEST_SIZE];
	int64_t size;

	spares_init(&spares);
	buffer_adds(&lines, "[0.5,\"o\",\"a\"]\n");
	CHECK(binder_new(path, open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600), 3, NULL, &spares, &b) == 0);
	CHECK(binder_seal(b, &j, &lines, 1, LINK_END) == 0);
	size = binder_size(b);
	CHECK(size > 0 && binder_seal(b, &j, &lines, 1, LINK_END) == 0);
	CHECK(binder_size(b) == size && binder_last(b, &sequence, digest) && sequence == 3);
	CHECK(binder_finish(b) == 0);
	binder_free(b);
	spares_release(&spares);
	buffer_free(&lines);
}

/* The threads beside ours that run by this policy. */
static int
threads_of(int policy)
{
	DIR *d = opendir("/proc/self/task");
	struct dirent *e;
	int n = 0, id;

	while (d != NULL && (e = readdir(d)) != NULL)
		n += (id = atoi(e->d_name)) > 0 && id != (int)getpid() && sched_getscheduler(id) == policy;
	if (d != NULL)
		closedir(d);
	return n;
}

static void
wait_for_threads(int policy, int wanted)
{
	int tries;

	for (tries = 0; tries < 10000 && threads_of(policy) != wanted; tries++)
		usleep(1000);
	CHECK(threads_of(policy) == wanted);
}

struct gate {
	sem_t open;
	atomic_int frames;
};

static void
pass_gate(void *context, const struct link *link, const unsigned char digest[DIGEST_SIZE])
{
	struct gate *gate = context;

	(void)link, (void)digest;
	if (atomic_fetch_add(&gate->frames, 1) == 0)
		sem_wait(&gate->open);
}

/* The thread that gives way to everybody gets nothing done: another takes its place, and each frame is made once. */
static void
test_relieved(void)
{
	const char *path = sample_path("a.cast.zst");
	struct writer_options options = LIVE;
	struct check_result result;
	struct gate gate = {.frames = 0};
	struct sample s;
	struct writer *w;
	int tries;

	sem_init(&gate.open, 0, 0);
	options.listener = (struct framer_listener){pass_gate, &gate};
	sample_make(&s, 53, 6000000);
	w = begin(path, &options);
	wait_for_threads(SCHED_BATCH, 1);
	CHECK(threads_of(SCHED_OTHER) == 0);
	sample_put(&s, 0, s.count / 8, w);
	for (tries = 0; tries < 10000 && atomic_load(&gate.frames) == 0; tries++)
		usleep(1000);
	/* it waits at the gate, and will be relieved when it has passed */
	sample_put(&s, s.count / 8, s.count, w);
	wait_for_threads(SCHED_OTHER, 1);
	CHECK(threads_of(SCHED_BATCH) == 1 && atomic_load(&gate.frames) == 1);
	sem_post(&gate.open);
	wait_for_threads(SCHED_BATCH, 0);
	CHECK(threads_of(SCHED_OTHER) == 1);
	CHECK(writer_close(w) == 0);
	CHECK(threads_of(SCHED_OTHER) == 0);
	holds_all(&s, path, READER_COMPLETE);
	is_intact(&s, path, true, false);
	CHECK(check_recording(path, NULL, &result) == 0 && result.frames == (uint64_t)atomic_load(&gate.frames));
	check_release(&result);
	sem_destroy(&gate.open);
	sample_free(&s);
	sample_sweep();
}

int
main(void)
{
	sample_enter("test-writer");
	check_run("states", test_states);
	check_run("at once", test_at_once);
	check_run("empty", test_empty);
	check_run("refused", test_refused);
	check_run("a long event", test_long_event);
	check_run("rotation", test_rotation);
	check_run("rotation by time", test_rotation_by_time);
	check_run("check while live", test_check_live);
	check_run("plain", test_plain);
	check_run("stalled", test_stalled);
	check_run("lost", test_lost);
	check_run("stalled in a rotation", test_stalled_rotation);
	check_run("frames late", test_frames_late);
	check_run("sealed twice", test_sealed_twice);
	check_run("relieved", test_relieved);
	return check_done();
}
