/*
 * Writer, reader, mending, checking and remaking together: what was put comes back, exactly once
 * and in order, whatever became of the writer meanwhile.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <zstd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/json.h"
#include "lib/cast/check.h"
#include "lib/cast/frame.h"
#include "lib/cast/gap.h"
#include "lib/cast/journal.h"
#include "lib/cast/mend.h"
#include "lib/cast/part.h"
#include "lib/cast/remake.h"
#include "lib/cast/walk.h"
#include "tests/unit/sample.h"

static const struct writer_options LIVE = {.live = true};
static const struct writer_options ROTATING = {.live = true, .rotate_bytes = 100000};
static const struct writer_options PLAIN = {.live = false};

static struct writer *
begin(const char *path, const struct writer_options *options)
{
	struct writer *w = NULL;
	struct header h;

	sample_header(&h);
	h.witnessed = options->live;
	CHECK(writer_new(path, &h, options, &w) == 0);
	header_free(&h);
	if (w == NULL)
		exit(1);
	return w;
}

/* All of the sample is in the recording, which is in this state. */
static void
holds_all(const struct sample *s, const char *path, enum reader_state wanted)
{
	enum reader_state state = READER_MISSING;

	CHECK(sample_read_file(s, path, &state) == (long)s->count);
	CHECK(state == wanted);
}

static enum check_verdict
verdict_of(const char *path)
{
	struct check_result result;
	int r = check_recording(path, NULL, &result);
	enum check_verdict verdict = r < 0 ? CHECK_TAMPERED : result.verdict;

	check_release(&result);
	return verdict;
}

/* Intact, and its counts are the sample's. */
static void
is_intact(const struct sample *s, const char *path, bool complete, bool recovered)
{
	struct check_result result;
	uint64_t events = s->count > 0 ? s->events[s->count - 1].number + 1 : 0;

	CHECK(check_recording(path, NULL, &result) == 0);
	CHECK(result.verdict == CHECK_INTACT);
	if (result.verdict != CHECK_INTACT)
		printf("# %s at %lld: %s\n", result.path, (long long)result.offset,
		    buffer_string(&result.what));
	CHECK(result.complete == complete && result.recovered == recovered);
	CHECK(result.events == events && result.removed == 0 && result.damages == 0);
	check_release(&result);
}

static size_t
files_in_folder(void)
{
	DIR *dir = opendir(sample_folder);
	size_t n = 0;
	struct dirent *e;

	while ((e = readdir(dir)) != NULL)
		n += *e->d_name != '.';
	closedir(dir);
	return n;
}

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
	CHECK(reader_state(r) == READER_COMPLETE && reader_stray_bytes(r) == 0);
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

/* A crash at the end of the sample: read, mend, read. */
static void
crash_and_mend(const struct sample *s, const char *path, const struct writer_options *options)
{
	struct writer *w = begin(path, options);
	struct mend_report report;

	sample_put(s, 0, s->count, w);
	writer_drop(w);
	holds_all(s, path, READER_CUT);
	CHECK(verdict_of(path) == CHECK_INTACT);
	CHECK(mend_recording(path, &report) == 0);
	CHECK(report.needed && report.frames > 0 && report.dropped == 0 && !report.cut);
	holds_all(s, path, READER_RECOVERED);
	is_intact(s, path, true, true);
	CHECK(mend_recording(path, &report) == 0 && !report.needed && report.frames == 0);
	holds_all(s, path, READER_RECOVERED);
}

static void
test_crash(void)
{
	struct sample s;
	uint64_t seed;

	for (seed = 0; seed < 6; seed++) {
		sample_make(&s, seed, seed * seed * 60000 + 200);
		crash_and_mend(&s, sample_path("a.cast.zst"), &LIVE);
		CHECK(files_in_folder() == 1);
		sample_sweep();
		crash_and_mend(&s, sample_path("a.cast.zst"), &ROTATING);
		sample_free(&s);
		sample_sweep();
	}
}

static void
copy_file(const char *from, const char *to, int64_t len)
{
	struct buffer b = {0};
	int fd = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	CHECK(file_load(from, 1u << 30, &b) == 0);
	if (len < 0 || len > (int64_t)b.len)
		len = (int64_t)b.len;
	CHECK(fd >= 0 && file_write(fd, b.data, (size_t)len) == 0);
	close(fd);
	buffer_free(&b);
}

static int64_t
size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? st.st_size : -1;
}

/* The journal cut anywhere: what is whole is there, before and after mending, and nothing else. */
static void
test_cut_journal(void)
{
	const char *path = sample_path("a.cast.zst"), *cut = sample_path("b.cast.zst");
	char *journal = journal_path(path, 0), *other = journal_path(cut, 0);
	struct mend_report report;
	struct writer *w = begin(path, &LIVE);
	long n, before = 0;
	int64_t size, len;
	struct sample s;
	struct reader *r;

	sample_make(&s, 5, 1500);
	sample_put(&s, 0, s.count, w);
	writer_drop(w);
	size = size_of(journal);
	for (len = 0; len <= size; len++) {
		copy_file(path, cut, -1);
		copy_file(journal, other, len);
		if (reader_open(cut, &r) == 0) {
			n = sample_read(&s, 0, r);
			CHECK(n >= before && n <= before + 1 && reader_state(r) == READER_CUT);
			reader_free(r);
			CHECK(mend_recording(cut, &report) == 0 && report.needed);
			CHECK(sample_read_file(&s, cut, NULL) == n &&
			    verdict_of(cut) == CHECK_INTACT);
			before = n;
		} else {
			/* not even its header was there */
			CHECK(before == 0 && mend_recording(cut, &report) == ERR_TRUNCATED);
		}
		unlink(cut);
		unlink(other);
	}
	CHECK(before == (long)s.count);
	free(journal);
	free(other);
	sample_free(&s);
	sample_sweep();
}

/* What a power cut leaves: zeros or noise behind the last synced line. */
static void
test_torn_journal(void)
{
	static const char zeros[5000], noise[] = "\x93\n[0,\"o\",\"x\"]\n\n\n{}";
	const char *path = sample_path("a.cast.zst");
	char *journal = journal_path(path, 0);
	struct mend_report report;
	struct sample s;
	struct reader *r;
	struct event ev;
	int kind, fd, e, calls;
	size_t got;

	sample_make(&s, 6, 5000);
	for (kind = 0; kind < 3; kind++) {
		struct writer *w = begin(path, &LIVE);

		sample_put(&s, 0, s.count, w);
		writer_drop(w);
		fd = open(journal, O_WRONLY | O_APPEND);
		CHECK(file_write(fd, kind == 1 ? noise : zeros,
			  kind == 1 ? sizeof noise - 1 : sizeof zeros) == 0);
		if (kind == 2)
			CHECK(file_write(fd, "\n", 1) == 0);
		close(fd);
		/* each event once, trouble perhaps, and an end: a caller who goes on must not go
		 * round */
		CHECK(reader_open(path, &r) == 0);
		for (got = calls = 0; (e = reader_next(r, &ev)) != 0 && calls < 100000; calls++)
			if (e == 1 && got < s.count)
				CHECK(sample_same(&ev, &s.events[got++]));
		CHECK(e == 0 && got == s.count);
		reader_free(r);
		CHECK(mend_recording(path, &report) == 0 && report.cut && report.dropped > 0);
		holds_all(&s, path, READER_RECOVERED);
		is_intact(&s, path, true, true);
		sample_sweep();
	}
	free(journal);
	sample_free(&s);
}

/*
 * A journal's file is used again.  After a power cut it may have its new name and what it held before: that
 * is no journal, for readers, for the check and for whoever mends.  Nor is one of which there is the name alone.
 */
static void
test_stale_journal(void)
{
	const char *path = sample_path("a.cast.zst");
	char *first = journal_path(path, 0), *stale = journal_path(path, 1), *later = journal_path(path, 2);
	struct writer *w = begin(path, &LIVE);
	struct mend_report report;
	struct sample s;

	sample_make(&s, 5, 1500);
	sample_put(&s, 0, s.count, w);
	copy_file(first, stale, -1);
	copy_file(first, later, 0);
	holds_all(&s, path, READER_LIVE);
	is_intact(&s, path, false, false);
	writer_drop(w);
	CHECK(mend_recording(path, &report) == 0 && report.needed && !report.cut);
	holds_all(&s, path, READER_RECOVERED);
	is_intact(&s, path, true, true);
	CHECK(files_in_folder() == 1);
	free(first);
	free(stale);
	free(later);
	sample_free(&s);
	sample_sweep();
}

/* Wait until the thread beside is done with most journals; the newest one's number. */
static uint64_t
await_frames(const char *path)
{
	struct timespec moment = {0, 1000000};
	uint64_t *list, newest = 0;
	size_t n;

	do {
		nanosleep(&moment, NULL);
		CHECK(journal_list(path, &list, &n) == 0 && n > 0);
		newest = n > 0 ? list[n - 1] : 0;
		free(list);
	} while (n > 20);
	return newest;
}

/* In a flood the files of journals are used again; but not one that somebody keeps by another name. */
static void
test_journals_again(void)
{
	const char *path = sample_path("a.cast.zst"), *kept = sample_path("kept");
	char *journal = journal_path(path, 0);
	struct writer *w = begin(path, &LIVE);
	unsigned files = 0, journals = 0, i;
	struct buffer was = {0};
	ino_t seen[512];
	size_t at, next;
	struct sample s;
	struct stat st;

	CHECK(link(journal, kept) == 0);
	sample_make(&s, 7, 12 * 1024 * 1024);
	for (at = 0; at < s.count && journals < 512; at = next) {
		free(journal);
		next = at + s.count / 200 < s.count ? at + s.count / 200 : s.count;
		sample_put(&s, at, next, w);
		journals = (unsigned)await_frames(path) + 1;
		journal = journal_path(path, journals - 1);
		CHECK(stat(journal, &st) == 0);
		for (i = 0; i < files && seen[i] != st.st_ino; i++)
			;
		seen[files] = st.st_ino;
		files += i == files;
	}
	CHECK(journals > 40 && files < journals - 8);
	CHECK(writer_close(w) == 0);
	holds_all(&s, path, READER_COMPLETE);
	is_intact(&s, path, true, false);
	/* what has another name is as it was */
	CHECK(file_load(kept, JOURNAL_BYTES_MAX, &was) == 0 && was.len > FRAME_LINES_TARGET / 2);
	CHECK(memmem(was.data, was.len, "\"sequence\":0,", 13) != NULL);
	CHECK(files_in_folder() == 2);
	buffer_free(&was);
	free(journal);
	sample_free(&s);
	sample_sweep();
}

/* The newest part; to be freed. */
static char *
newest_part(const char *path)
{
	char *part = NULL, *next = reader_part_path(path, 0);
	uint32_t i;

	for (i = 1; access(next, F_OK) == 0; i++) {
		free(part);
		part = next;
		next = reader_part_path(path, i);
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
		name = reader_part_path(path, part);
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
	last = reader_part_path(path, 1);
	CHECK(verdict_of(last) == CHECK_INTACT);
	CHECK(link(path, moved) == 0 && unlink(path) == 0);
	CHECK(check_recording(last, NULL, &result) == 0 && result.verdict == CHECK_TAMPERED);
	check_release(&result);
	CHECK(rename(moved, path) == 0);
	free(last);
	/* without its last part the recording is not whole, and says so */
	last = reader_part_path(path, count_parts(&s, path) - 1);
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

/* The states that a crash while a part is being changed can leave, one by one. */
static void
test_crash_in_rotation(void)
{
	const char *path = sample_path("a.cast.zst");
	struct journal j = {.part = 1, .sequence = 2};
	struct buffer head = {0}, line = {0};
	struct mend_report report;
	char *next = reader_part_path(path, 1), *journal = journal_path(next, 2);
	struct sample s;
	struct header h;
	size_t step, steps;
	int fd;

	sample_make(&s, 11, 20000);
	for (step = steps = 0; step <= steps; step++) {
		struct writer *w;

		sample_header(&h);
		CHECK(writer_new(path, &h, &LIVE, &w) == 0);
		sample_put(&s, 0, s.count, w);
		writer_drop(w);
		j.session = h.session;
		j.first_event = s.events[s.count - 1].number + 1;
		j.base = h.base = s.events[s.count - 1].at;
		j.realtime = h.realtime + j.base;
		j.boottime = h.boottime + j.base;
		h.part = 1;
		buffer_clear(&head);
		buffer_clear(&line);
		CHECK(journal_encode(&head, &j) == 0 && header_encode(&line, &h) == 0);
		buffer_add(&head, line.data, line.len);
		steps = 1 + head.len / 9;
		/* step 0: the part is there; then its journal, longer and longer */
		fd = open(next, O_CREAT | O_WRONLY, 0600);
		close(fd);
		if (step > 0) {
			fd = open(journal, O_CREAT | O_WRONLY, 0600);
			CHECK(file_write(
				  fd, head.data, step == steps ? head.len : (step - 1) * 9) == 0);
			close(fd);
		}
		header_free(&h);
		holds_all(&s, path, READER_CUT);
		CHECK(mend_recording(path, &report) == 0 && report.needed);
		holds_all(&s, path, READER_RECOVERED);
		is_intact(&s, path, true, true);
		CHECK(mend_recording(path, &report) == 0 && !report.needed);
		sample_sweep();
	}
	free(next);
	free(journal);
	buffer_free(&head);
	buffer_free(&line);
	sample_free(&s);
}

/* The parts as a crash between their last writes leaves them: no table, no last link, no next
 * part's frames. */
static void
test_crash_at_ends(void)
{
	const char *path = sample_path("a.cast.zst");
	struct mend_report report;
	struct writer *w;
	struct sample s;
	int64_t size, cut;

	sample_make(&s, 12, 50000);
	w = begin(path, &LIVE);
	sample_put(&s, 0, s.count, w);
	CHECK(writer_close(w) == 0);
	size = size_of(path);
	copy_file(path, sample_path("whole"), -1);
	for (cut = 1; cut < 60; cut++) {
		struct buffer before = {0}, after = {0};
		int r;

		copy_file(sample_path("whole"), path, size - cut);
		CHECK(file_load(path, 1u << 30, &before) == 0);
		r = mend_recording(path, &report);
		if (cut <= 8 + 8 * 2 + 9) {
			/* only the table was hurt */
			CHECK(r == 0 && report.needed && size_of(path) == size);
			holds_all(&s, path, READER_COMPLETE);
			is_intact(&s, path, true, false);
		} else {
			/* the only frame is cut and no journal has its lines: nothing may be
			 * touched */
			CHECK(r == ERR_DAMAGED && file_load(path, 1u << 30, &after) == 0);
			CHECK(after.len == before.len &&
			    memcmp(after.data, before.data, after.len) == 0);
			CHECK(verdict_of(path) != CHECK_INTACT);
		}
		buffer_free(&before);
		buffer_free(&after);
	}
	sample_free(&s);
	sample_sweep();
}

/* The child of a killed test: puts the sample and counts what was acknowledged. */
static void
write_until_killed(const struct sample *s, const char *path, atomic_size_t *done)
{
	struct writer *w = begin(path, &ROTATING);
	size_t i;

	for (i = 0; i < s->count; i++) {
		if (writer_put(w, &s->events[i]) != 0)
			_exit(1);
		atomic_store(done, i + 1);
	}
	_exit(writer_close(w) == 0 ? 0 : 1);
}

/* kill -9 at any moment loses nothing that was acknowledged. */
static void
test_killed(void)
{
	const char *path = sample_path("a.cast.zst");
	atomic_size_t *done =
	    mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct mend_report report;
	struct sample s;
	size_t acknowledged, target;
	int round;
	pid_t child;
	long n;

	sample_make(&s, 13, 2000000);
	for (round = 0; round < 25; round++) {
		target = sample_any((uint32_t)s.count - 1);
		atomic_store(done, 0);
		fflush(stdout);
		if ((child = fork()) == 0)
			write_until_killed(&s, path, done);
		while (atomic_load(done) <= target && waitpid(child, NULL, WNOHANG) == 0)
			;
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		acknowledged = atomic_load(done);
		n = sample_read_file(&s, path, NULL);
		CHECK(n >= (long)acknowledged && n <= (long)acknowledged + 1);
		CHECK(mend_recording(path, &report) == 0);
		CHECK(sample_read_file(&s, path, NULL) == n && verdict_of(path) == CHECK_INTACT);
		CHECK(mend_recording(path, &report) == 0 && !report.needed);
		sample_sweep();
	}
	munmap(done, 4096);
	sample_free(&s);
}

/* The place in the sample where reading must go on after a seek. */
static size_t
linear(const struct sample *s, bool by_time, int64_t at, uint64_t number)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		if (by_time ? s->events[i].at >= at : s->events[i].number >= number)
			break;
	return i;
}

/* Go there, and see that the next event is the right one. */
static void
lands(const struct sample *s, struct reader *r, bool by_time, int64_t at, uint64_t number)
{
	size_t place = linear(s, by_time, at, number);
	struct event ev;
	int e;

	CHECK((by_time ? reader_seek_time(r, at) : reader_seek_event(r, number)) == 0);
	e = reader_next(r, &ev);
	CHECK(e == (place < s->count));
	CHECK(e != 1 || sample_same(&ev, &s->events[place]));
}

/* Where frames meet is where a search goes wrong. */
static void
test_seek_edges(void)
{
	const char *path = sample_path("a.cast.zst");
	struct writer *w = begin(path, &LIVE);
	struct walk_item item;
	struct reader *r;
	struct walk *walk;
	struct sample s;
	int64_t d;

	sample_make(&s, 25, 1200000);
	sample_put(&s, 0, s.count, w);
	CHECK(writer_close(w) == 0);
	CHECK(reader_open(path, &r) == 0);
	CHECK(walk_open(path, &walk) == 0);
	while (walk_next(walk, false, &item) == 1) {
		for (d = -1; d <= 1; d++) {
			lands(&s, r, true, item.link.base + d, 0);
			lands(&s, r, true, item.link.last + d, 0);
			lands(&s, r, false, 0, item.link.first_event + (uint64_t)(d + 1));
			if (item.link.first_event > 0)
				lands(&s, r, false, 0, item.link.first_event - 1);
		}
	}
	walk_free(walk);
	reader_free(r);
	sample_free(&s);
	sample_sweep();
}

static void
seeks_well(const struct sample *s, const char *path, int targets)
{
	const struct event *last = &s->events[s->count - 1], *expected;
	struct reader *r;
	struct event ev;
	uint64_t number;
	int64_t at;
	size_t place, k;
	bool by_time;
	int e;

	CHECK(reader_open(path, &r) == 0);
	while (targets-- > 0) {
		by_time = sample_any(2);
		at = (int64_t)sample_any((uint32_t)last->at + 20) - 5;
		number = sample_any((uint32_t)last->number + 5);
		CHECK((by_time ? reader_seek_time(r, at) : reader_seek_event(r, number)) == 0);
		place = linear(s, by_time, at, number);
		for (k = sample_any(30); k > 0 && place < s->count; k--, place++) {
			expected = &s->events[place];
			e = reader_next(r, &ev);
			CHECK(e == 1 && sample_same(&ev, expected));
		}
		if (place == s->count)
			CHECK(reader_next(r, &ev) == 0);
	}
	CHECK(reader_seek_event(r, 0) == 0 && sample_read(s, 0, r) == (long)s->count);
	CHECK(reader_seek_time(r, INT64_MAX) == 0 && reader_next(r, &ev) == 0);
	CHECK(reader_seek_event(r, UINT64_MAX) == 0 && reader_next(r, &ev) == 0);
	CHECK(reader_seek_time(r, INT64_MIN) == 0 && reader_next(r, &ev) == 1);
	reader_free(r);
}

/* Without a table at first; then with one that lies; while it grows; and when another file is put in its place. */
static void
test_seek_in_a_file_that_changes(void)
{
	const char *path = sample_path("a.cast.zst");
	struct frame_entry entries[4] = {{100, 5}, {90, 0}, {200, 5}, {90, 0}};
	struct buffer table = {0};
	struct walk_item item;
	struct reader *r;
	struct walk *walk;
	struct sample s, other;
	struct writer *w;
	int64_t offset = 0;
	FILE *f = NULL;
	size_t i;

	w = begin(path, &LIVE);
	sample_make(&s, 31, 1500000);
	sample_put(&s, 0, s.count / 2, w);
	CHECK(reader_open(path, &r) == 0);
	for (i = 0; i < 40; i++)
		lands(&s, r, i % 2, s.events[i * (s.count / 2) / 41].at, s.events[i * (s.count / 2) / 41].number);
	sample_put(&s, s.count / 2, s.count, w);
	for (i = 0; i < 40; i++)
		lands(&s, r, i % 2, s.events[i * s.count / 41].at, s.events[i * s.count / 41].number);
	CHECK(writer_close(w) == 0);
	for (i = 0; i < 40; i++)
		lands(&s, r, i % 2, s.events[i * s.count / 41].at, s.events[i * s.count / 41].number);
	/* the same without its own table, with one of places that hold no frames */
	CHECK(walk_open(path, &walk) == 0);
	while (walk_next(walk, false, &item) == 1)
		offset = walk_offset(walk);
	walk_free(walk);
	entries[3].stored = (uint32_t)(offset - 390);
	CHECK(truncate(path, offset) == 0 && frame_put_seek_table(&table, entries, 4) == 0 && (f = fopen(path, "ab")) != NULL);
	CHECK(fwrite(table.data, 1, table.len, f) == table.len && fclose(f) == 0);
	reader_free(r);
	CHECK(reader_open(path, &r) == 0);
	for (i = 0; i < 40; i++)
		lands(&s, r, i % 2, s.events[i * s.count / 41].at, s.events[i * s.count / 41].number);
	/* another in its place */
	sample_make(&other, 32, 400000);
	w = begin(sample_path("b.cast.zst"), &LIVE);
	sample_put(&other, 0, other.count, w);
	CHECK(writer_close(w) == 0);
	CHECK(rename(sample_path("b.cast.zst"), path) == 0);
	for (i = 0; i < 40; i++)
		lands(&other, r, i % 2, other.events[i * other.count / 41].at, other.events[i * other.count / 41].number);
	reader_free(r);
	buffer_free(&table);
	sample_free(&s);
	sample_free(&other);
	sample_sweep();
}

static void
test_seek(void)
{
	const struct writer_options *options[] = {&LIVE, &ROTATING};
	const char *path = sample_path("a.cast.zst");
	struct mend_report report;
	struct sample s;
	int i;

	for (i = 0; i < 2; i++) {
		struct writer *w = begin(path, options[i]);

		sample_make(&s, 20 + (uint64_t)i, 1200000);
		sample_put(&s, 0, s.count, w);
		seeks_well(&s, path, 100);
		writer_drop(w);
		seeks_well(&s, path, 100);
		CHECK(mend_recording(path, &report) == 0);
		seeks_well(&s, path, 150);
		sample_sweep();
		w = begin(path, options[i]);
		sample_put(&s, 0, s.count, w);
		CHECK(writer_close(w) == 0);
		seeks_well(&s, path, 200);
		sample_free(&s);
		sample_sweep();
	}
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

/* All lines as zstd prints them, part after part. */
static void
print_lines(const char *path, struct buffer *out)
{
	struct buffer stored = {0};
	uint32_t part;
	size_t room = 1u << 25, n;
	char *name, *to;

	buffer_clear(out);
	for (part = 0;; part++) {
		name = reader_part_path(path, part);
		buffer_clear(&stored);
		if (file_load(name, 1u << 30, &stored) != 0)
			break;
		to = buffer_reserve(out, room);
		n = ZSTD_decompress(to, room, stored.data, stored.len);
		CHECK(!ZSTD_isError(n));
		out->len += ZSTD_isError(n) ? 0 : n;
		free(name);
	}
	free(name);
	buffer_free(&stored);
}

static void
close_sample(const struct sample *s, const char *path, const struct writer_options *options)
{
	struct writer *w = begin(path, options);

	sample_put(s, 0, s->count, w);
	CHECK(writer_close(w) == 0);
}

static void
test_pack(void)
{
	const char *path = sample_path("a.cast.zst");
	struct buffer before = {0}, after = {0};
	struct remake_report report;
	struct sample s;
	struct stat st;

	sample_make(&s, 60, 1500000);
	close_sample(&s, path, &ROTATING);
	CHECK(chmod(path, 0640) == 0);
	print_lines(path, &before);
	CHECK(remake_recording(path, 12, NULL, &report) == 0);
	CHECK(report.after < report.before && report.removed == 0 && report.parts > 0);
	print_lines(path, &after);
	CHECK(before.len == after.len && memcmp(before.data, after.data, before.len) == 0);
	CHECK(stat(path, &st) == 0 && (st.st_mode & 0777) == 0640);
	holds_all(&s, path, READER_COMPLETE);
	is_intact(&s, path, true, false);
	seeks_well(&s, path, 50);
	CHECK(remake_recording(path, 0, NULL, &report) == 0);
	holds_all(&s, path, READER_COMPLETE);
	is_intact(&s, path, true, false);
	buffer_free(&before);
	buffer_free(&after);
	sample_free(&s);
	sample_sweep();
}

static bool
removable(char code)
{
	return strchr("oikm", code) != NULL;
}

struct range {
	int64_t from, to;
};

/* Was the event's text removed by one of these? */
static bool
removed_by(const struct event *ev, const struct range *ranges, size_t n)
{
	while (removable(ev->code) && n-- > 0)
		if (ev->at >= ranges[n].from && ev->at <= ranges[n].to)
			return true;
	return false;
}

/* What is left is as it was, numbers and times; what is not has one gap for each run. */
static void
reads_removed(const struct sample *s, const char *path, const struct range *ranges, size_t n)
{
	uint64_t number = 0, removed = 0;
	struct check_result result;
	struct reader *r;
	struct event ev;
	size_t i = 0;

	CHECK(reader_open(path, &r) == 0);
	while (reader_next(r, &ev) == 1) {
		if (ev.code == EVENT_GAP) {
			int64_t count = gap_removed_events(&ev);

			CHECK(count > 0 && ev.number == number);
			removed += (uint64_t)count;
			number = ev.number + (uint64_t)count;
			for (; i < s->count && s->events[i].number < number; i++)
				CHECK(removed_by(&s->events[i], ranges, n) &&
				    s->events[i].at <= ev.at);
			CHECK(i > 0 && s->events[i - 1].at == ev.at &&
			    s->events[i - 1].number + 1 == number);
			continue;
		}
		CHECK(i < s->count && sample_same(&ev, &s->events[i]));
		CHECK(!removed_by(&ev, ranges, n));
		number = ev.number + 1;
		i++;
	}
	CHECK(i == s->count && reader_state(r) == READER_COMPLETE);
	reader_free(r);
	CHECK(check_recording(path, NULL, &result) == 0 && result.verdict == CHECK_INTACT);
	CHECK(result.removed == removed && result.events == s->events[s->count - 1].number + 1);
	if (result.verdict != CHECK_INTACT)
		printf("# %s\n", buffer_string(&result.what));
	check_release(&result);
}

static void
test_removal(void)
{
	const struct range ranges[] = {
	    {2000, 2900}, {2500, 4000}, {7000, 7000}, {1990, 2005}, {9000, 30000}, {0, 3}};
	const size_t n = sizeof ranges / sizeof *ranges;
	const char *path = sample_path("a.cast.zst");
	struct buffer lines = {0};
	struct remake_report report;
	struct sample s;
	size_t i, k;
	int rotate;

	sample_make(&s, 61, 1500000);
	/* a secret in every tenth output */
	for (i = 0; i < s.count; i++)
		if (s.events[i].code == 'o' && s.events[i].len >= 12 && i % 10 == 0)
			memcpy((char *)(uintptr_t)s.events[i].data, "hunter2-", 8);
	for (i = k = 0; i < s.count; i++) {
		k += utf8_valid_prefix(s.events[i].data, s.events[i].len) != s.events[i].len;
		s.events[i].number = k++;
	}
	for (rotate = 0; rotate < 2; rotate++) {
		close_sample(&s, path, rotate ? &ROTATING : &LIVE);
		for (k = 0; k < n; k++) {
			struct remake_removal removal = {
			    ranges[k].from, ranges[k].to, "alice", "a \"secret\""};

			CHECK(remake_recording(path, k == 1 ? 9 : 0, &removal, &report) == 0);
			reads_removed(&s, path, ranges, k + 1);
		}
		CHECK(report.parts > 0);
		/* now everything: no trace of it is left in what zstd prints, or in the files */
		{
			struct remake_removal all = {INT64_MIN, INT64_MAX, "bob", "all"};
			const struct range whole = {INT64_MIN, INT64_MAX};

			print_lines(path, &lines);
			CHECK(memmem(lines.data, lines.len, "hunter2-", 8) != NULL);
			CHECK(remake_recording(path, 0, &all, &report) == 0 && report.removed > 0);
			print_lines(path, &lines);
			CHECK(memmem(lines.data, lines.len, "hunter2-", 8) == NULL);
			CHECK(memmem(lines.data, lines.len, "\"o\"", 3) == NULL);
			CHECK(memmem(lines.data, lines.len, "\"b\"", 3) == NULL);
			reads_removed(&s, path, &whole, 1);
			CHECK(remake_recording(path, 0, &all, &report) == 0 && report.removed == 0);
			reads_removed(&s, path, &whole, 1);
		}
		sample_sweep();
	}
	buffer_free(&lines);
	sample_free(&s);
}

/* Each removal keeps who made it and why: a later one elsewhere must not put its name there. */
static void
test_removal_names(void)
{
	const char *path = sample_path("a.cast.zst");
	struct remake_removal first = {10, 11, "alice", "one"}, second = {30, 31, "bob", "two"},
			      joining = {12, 13, "carol", "three"};
	struct event ev = {.code = EVENT_OUTPUT, .data = "x", .len = 1};
	struct remake_report report;
	struct buffer lines = {0};
	struct writer *w = begin(path, &LIVE);

	for (ev.at = 0; ev.at < 50; ev.at++)
		CHECK(writer_put(w, &ev) == 0);
	CHECK(writer_close(w) == 0);
	CHECK(remake_recording(path, 0, &first, &report) == 0 && report.removed == 2);
	CHECK(remake_recording(path, 0, &second, &report) == 0 && report.removed == 2);
	print_lines(path, &lines);
	CHECK(strstr(buffer_string(&lines),
		  "\\\"by\\\":\\\"alice\\\",\\\"reason\\\":\\\"one\\\"") != NULL);
	CHECK(strstr(buffer_string(&lines), "\\\"by\\\":\\\"bob\\\",\\\"reason\\\":\\\"two\\\"") !=
	    NULL);
	CHECK(strstr(buffer_string(&lines), "\\\"from\\\":10,\\\"to\\\":11") != NULL);
	/* one that touches it becomes one run with it: of all its time */
	CHECK(remake_recording(path, 0, &joining, &report) == 0 && report.removed == 2);
	print_lines(path, &lines);
	CHECK(strstr(buffer_string(&lines), "\\\"events\\\":4,\\\"from\\\":10,\\\"to\\\":13") !=
	    NULL);
	CHECK(verdict_of(path) == CHECK_INTACT);
	buffer_free(&lines);
	sample_sweep();
}

/* A recording with a removed range, one with several frames, and both mended: any changed byte
 * shows. */
static void
every_byte_counts(const char *path, size_t step)
{
	const char *changed = sample_path("c.cast.zst");
	struct buffer bytes = {0};
	size_t at;
	int fd;

	CHECK(file_load(path, 1u << 30, &bytes) == 0 && verdict_of(path) == CHECK_INTACT);
	fd = open(changed, O_RDWR | O_CREAT | O_TRUNC, 0600);
	CHECK(file_write(fd, bytes.data, bytes.len) == 0);
	for (at = 0; at < bytes.len; at += step) {
		char other = (char)(bytes.data[at] ^ (1 << sample_any(8)));
		bool noticed;

		CHECK(file_pwrite(fd, &other, 1, (int64_t)at) == 0);
		noticed = verdict_of(changed) != CHECK_INTACT;
		CHECK(noticed);
		if (!noticed)
			printf("# byte %zu of %zu\n", at, bytes.len);
		CHECK(file_pwrite(fd, bytes.data + at, 1, (int64_t)at) == 0);
	}
	/* and any cut, and anything behind it */
	for (at = 1; at < bytes.len; at += 1 + bytes.len / 300) {
		CHECK(ftruncate(fd, (off_t)at) == 0 && verdict_of(changed) != CHECK_INTACT);
		CHECK(file_pwrite(fd, bytes.data, bytes.len, 0) == 0);
	}
	CHECK(file_pwrite(fd, "x", 1, (int64_t)bytes.len) == 0 &&
	    verdict_of(changed) != CHECK_INTACT);
	close(fd);
	unlink(changed);
	buffer_free(&bytes);
}

static void
test_tampering(void)
{
	struct remake_removal removal = {100, 200, "alice", "r"};
	const char *path = sample_path("a.cast.zst");
	struct remake_report report;
	struct sample s;

	sample_make(&s, 70, 1000);
	close_sample(&s, path, &LIVE);
	every_byte_counts(path, 1);
	sample_free(&s);
	sample_sweep();
	sample_make(&s, 71, 6000);
	close_sample(&s, path, &LIVE);
	CHECK(remake_recording(path, 0, &removal, &report) == 0 && report.removed > 0);
	every_byte_counts(path, 7);
	sample_free(&s);
	sample_sweep();
	sample_make(&s, 72, 700000);
	close_sample(&s, path, &LIVE);
	every_byte_counts(path, 6007);
	sample_free(&s);
	sample_sweep();
}

/* Write the frames of a recording anew, with whole containers, but with `change` applied to frame
 * `at`. */
enum change {
	CHANGE_NOTHING,
	CHANGE_LINE,
	CHANGE_DROP,
	CHANGE_SWAP,
	CHANGE_TIME,
	CHANGE_SESSION,
	CHANGE_REPEAT,
	CHANGE_BOOTTIME
};

static void
forge(const char *from, const char *to, size_t at, enum change change)
{
	struct frame_coder *coder;
	struct buffer plain = {0}, kept = {0};
	struct walk_item item;
	struct link held = {0};
	struct walk *walk;
	struct part *part;
	int fd = open(to, O_RDWR | O_CREAT | O_TRUNC, 0600);
	char *x;
	size_t i;

	CHECK(walk_open(from, &walk) == 0 && part_new(fd, 0, &part) == 0 &&
	    frame_coder_new(0, &coder) == 0);
	for (i = 0; walk_next(walk, true, &item) == 1; i++) {
		buffer_clear(&plain);
		CHECK(frame_decode(coder, item.frame, item.stored, &plain) == 0);
		if (i == at && change == CHANGE_DROP)
			continue;
		if (i == at && change == CHANGE_LINE &&
		    (x = memmem(plain.data, plain.len, "p^M", 3)) != NULL)
			x[0] = 'v';
		if (i == at && change == CHANGE_TIME)
			item.link.last++;
		if (i == at && change == CHANGE_SESSION)
			item.link.session.bytes[0] ^= 1;
		if (i == at && change == CHANGE_BOOTTIME)
			item.link.last_boottime = item.link.base_boottime - 100000;
		if (i == at && change == CHANGE_SWAP) {
			/* this frame's lines stand behind the next one's */
			static unsigned char salts[64];

			held = item.link;
			memcpy(salts, item.link.salts, item.link.salts_len);
			held.salts = salts;
			buffer_add(&kept, plain.data, plain.len);
			continue;
		}
		CHECK(part_copy(part, plain.data, plain.len, &item.link) == 0);
		if (i == at && change == CHANGE_REPEAT)
			CHECK(part_copy(part, plain.data, plain.len, &item.link) == 0);
		if (kept.len > 0) {
			CHECK(part_copy(part, kept.data, kept.len, &held) == 0);
			buffer_clear(&kept);
		}
	}
	CHECK(part_finish(part) == 0);
	part_free(part);
	close(fd);
	walk_free(walk);
	frame_coder_free(coder);
	buffer_free(&plain);
	buffer_free(&kept);
}

static void
test_forgery(void)
{
	const char *path = sample_path("a.cast.zst"), *forged = sample_path("b.cast.zst");
	enum change change;
	struct sample s;
	size_t at;

	sample_make(&s, 80, 1200000);
	close_sample(&s, path, &LIVE);
	forge(path, forged, 0, CHANGE_NOTHING);
	CHECK(verdict_of(forged) == CHECK_INTACT);
	for (change = CHANGE_LINE; change <= CHANGE_BOOTTIME; change++) {
		for (at = 0; at < 4; at++) {
			forge(path, forged, at, change);
			CHECK(verdict_of(forged) == CHECK_TAMPERED);
		}
	}
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
	check_run("crash", test_crash);
	check_run("cut journal", test_cut_journal);
	check_run("torn journal", test_torn_journal);
	check_run("stale journal", test_stale_journal);
	check_run("journals' files are used again", test_journals_again);
	check_run("rotation", test_rotation);
	check_run("rotation by time", test_rotation_by_time);
	check_run("crash in a rotation", test_crash_in_rotation);
	check_run("crash at the end", test_crash_at_ends);
	check_run("killed", test_killed);
	check_run("seek", test_seek);
	check_run("seek_in_a_file_that_changes", test_seek_in_a_file_that_changes);
	check_run("seek, where frames meet", test_seek_edges);
	check_run("check while live", test_check_live);
	check_run("plain", test_plain);
	check_run("stalled", test_stalled);
	check_run("lost", test_lost);
	check_run("stalled in a rotation", test_stalled_rotation);
	check_run("frames late", test_frames_late);
	check_run("pack", test_pack);
	check_run("removal", test_removal);
	check_run("removal, by whom", test_removal_names);
	check_run("tampering", test_tampering);
	check_run("forgery", test_forgery);
	return check_done();
}
