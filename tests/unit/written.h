/* What the tests of recordings share, whoever wrote them and however they ended. */
#ifndef STENO_TESTS_WRITTEN_H
#define STENO_TESTS_WRITTEN_H

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "lib/base/file.h"
#include "lib/cast/check.h"
#include "tests/unit/sample.h"

static SAMPLE_UNUSED const struct writer_options LIVE = {.live = true};
static SAMPLE_UNUSED const struct writer_options ROTATING = {.live = true, .rotate_bytes = 100000};

static SAMPLE_UNUSED struct writer *
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
static SAMPLE_UNUSED void
holds_all(const struct sample *s, const char *path, enum reader_state wanted)
{
	enum reader_state state = READER_MISSING;

	CHECK(sample_read_file(s, path, &state) == (long)s->count);
	CHECK(state == wanted);
}

static SAMPLE_UNUSED enum check_verdict
verdict_of(const char *path)
{
	struct check_result result;
	int r = check_recording(path, NULL, &result);
	enum check_verdict verdict = r < 0 ? CHECK_TAMPERED : result.verdict;

	check_release(&result);
	return verdict;
}

/* Intact, and its counts are the sample's. */
static SAMPLE_UNUSED void
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

static SAMPLE_UNUSED size_t
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

static SAMPLE_UNUSED void
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

static SAMPLE_UNUSED int64_t
size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? st.st_size : -1;
}

/* The place in the sample where reading must go on after a seek. */
static SAMPLE_UNUSED size_t
linear(const struct sample *s, uint64_t number)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		if (s->events[i].number >= number)
			break;
	return i;
}

static SAMPLE_UNUSED void
seeks_well(const struct sample *s, const char *path, int targets)
{
	const struct event *last = &s->events[s->count - 1], *expected;
	struct reader *r;
	struct event ev;
	uint64_t number;
	size_t place, k;
	int e;

	CHECK(reader_open(path, &r) == 0);
	while (targets-- > 0) {
		number = sample_any((uint32_t)last->number + 5);
		CHECK(reader_seek_event(r, number) == 0);
		place = linear(s, number);
		for (k = sample_any(30); k > 0 && place < s->count; k--, place++) {
			expected = &s->events[place];
			e = reader_next(r, &ev);
			CHECK(e == 1 && sample_same(&ev, expected));
		}
		if (place == s->count)
			CHECK(reader_next(r, &ev) == 0);
	}
	CHECK(reader_seek_event(r, 0) == 0 && sample_read(s, 0, r) == (long)s->count);
	CHECK(reader_seek_event(r, UINT64_MAX) == 0 && reader_next(r, &ev) == 0);
	CHECK(reader_seek_event(r, 0) == 0 && reader_next(r, &ev) == 1);
	reader_free(r);
}

#endif
