/*
 * Whatever the bytes of a foreign recording: reading it ends, within its memory, and keeps what
 * source.h promises.  The input is a steering byte ('0', '1' or '3', so that seeds are text),
 * then the file; for a recording of script(1) its timing file and a form feed come first.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/cast/source.h"

#define STEER_TIMING 1 /* has a timing file */
#define STEER_SWAP 2   /* the timing file is the one that is given */

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
make_file(const uint8_t *data, size_t size, char *path, size_t path_size)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, path_size, "/proc/self/fd/%d", fd);
	return fd;
}

static void
check_event(const struct event *ev, int64_t last)
{
	if (ev->at < last || ev->len == 0 || ev->len > EVENT_DATA_MAX || ev->data == NULL)
		abort();
	if (memchr("oirmx", ev->code, 5) == NULL)
		abort();
}

/* The input's last bytes as a mark, which leads anywhere; what is read there is as good as from the start. */
struct tail {
	const char *data;
	size_t len;
};

static int
give_tail(void *context, uint64_t event, uint64_t *at, struct buffer *data)
{
	const struct tail *t = context;

	*at = event > 0 ? event - 1 : 0;
	buffer_add(data, t->data, t->len);
	return 1;
}

static void
go_about(struct source *source, const struct tail *tail)
{
	static const uint64_t places[] = {3, 1, 100, 0, 7};
	struct event ev;
	size_t i;
	int n;

	source_use_marks(source, &(struct source_marks){NULL, give_tail, (void *)tail});
	for (i = 0; i < sizeof places / sizeof *places; i++) {
		if (source_seek_event(source, places[i]) != 0)
			continue;
		for (n = 0; n < 20 && source_next(source, &ev) == 1; n++)
			check_event(&ev, 0);
	}
}

static void
read_all(const char *path, const char *timing, const struct tail *tail)
{
	struct source_options options = {timing};
	struct buffer line = {0};
	struct source *source;
	struct event ev;
	char *message;
	int64_t last = 0;
	int r;

	r = source_open(path, &options, &source, &message);
	if (r != 0) {
		if (r > 0 || message == NULL || source != NULL)
			abort();
		free(message);
		return;
	}
	/* what is imported must be writable: the header and every event as our lines */
	if (header_encode(&line, source_header(source)) != 0 || line.len > EVENT_LINE_MAX)
		abort();
	while ((r = source_next(source, &ev)) == 1) {
		check_event(&ev, last);
		buffer_clear(&line);
		if (event_encode(&line, last, &ev) < 0 || line.len > 2 * EVENT_LINE_MAX)
			abort();
		last = ev.at;
	}
	if (source_next(source, &ev) != r || source_end_note(source) == NULL ||
	    (r < 0 && *source_end_note(source) == '\0'))
		abort();
	go_about(source, tail);
	buffer_free(&line);
	source_free(source);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[40], timing_path[40];
	const char *timing = NULL;
	int fd, timing_fd = -1;
	const uint8_t *feed;
	struct tail tail;
	uint8_t steer;

	if (size == 0)
		return 0;
	steer = *data++;
	size--;
	if (steer & STEER_TIMING && (feed = memchr(data, '\f', size)) != NULL) {
		timing_fd = make_file(data, (size_t)(feed - data), timing_path, sizeof timing_path);
		timing = timing_path;
		size -= (size_t)(feed + 1 - data);
		data = feed + 1;
	}
	tail.len = size < 160 ? size : 160;
	tail.data = (const char *)data + size - tail.len;
	fd = make_file(data, size, path, sizeof path);
	if (timing != NULL && steer & STEER_SWAP)
		read_all(timing_path, NULL, &tail);
	else
		read_all(path, timing, &tail);
	close(fd);
	if (timing_fd >= 0)
		close(timing_fd);
	return 0;
}
