/* Recordings whose writer was lost, at any moment: what was put comes back, exactly once and in order, and is mended. */
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/cast/check.h"
#include "lib/cast/frame.h"
#include "lib/cast/journal.h"
#include "lib/cast/mend.h"
#include "lib/cast/part.h"
#include "tests/unit/written.h"

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

/* The states that a crash while a part is being changed can leave, one by one. */
static void
test_crash_in_rotation(void)
{
	const char *path = sample_path("a.cast.zst");
	struct journal j = {.part = 1, .sequence = 2};
	struct buffer head = {0}, line = {0};
	struct mend_report report;
	char *next = part_path(path, 1), *journal = journal_path(next, 2);
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

int
main(void)
{
	sample_enter("test-crash");
	check_run("crash", test_crash);
	check_run("cut journal", test_cut_journal);
	check_run("torn journal", test_torn_journal);
	check_run("stale journal", test_stale_journal);
	check_run("journals' files are used again", test_journals_again);
	check_run("crash in a rotation", test_crash_in_rotation);
	check_run("crash at the end", test_crash_at_ends);
	check_run("killed", test_killed);
	return check_done();
}
